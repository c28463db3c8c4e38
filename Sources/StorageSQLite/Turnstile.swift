import Glibc

/// The one place where writers of several processes wait for their turn.
///
/// SQLite's own lock is nobody's turn: whoever asks at the right moment has it, so that a process with one short transaction
/// behind the other keeps all others out for seconds. Here a writer goes in before it asks for that lock and comes out once it
/// has it: it waits alone, and who has just had the lock comes behind it.
///
/// It is a file beside the database, empty, locked with `flock`: the system forgets the lock with the process.
final class Turnstile: Sendable {
    /// Microseconds between two looks.
    private static let pause: UInt32 = 500

    /// Negative where there can be no such file: then nobody waits here.
    private let descriptor: Int32
    private let looksMost: Int

    /// - Parameter seconds: how long a writer waits here at most. It goes on then: the database's own lock is what counts.
    init(path: String, seconds: Double) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        looksMost = Int(seconds * 1_000_000) / Int(Self.pause)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Waits for its turn, and stays inside while `body` waits for the lock.
    func pass(_ body: () throws -> Void) rethrows {
        guard descriptor >= 0 else { return try body() }
        var looks = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0, looks < looksMost {
            usleep(Self.pause)
            looks += 1
        }
        defer { flock(descriptor, LOCK_UN) }
        try body()
    }
}
