/// A database, however many connections it keeps. Bodies are synchronous and short; they run on the engine's threads.
public protocol Database: Sendable {
    /// Runs `body` on one unchanging state of the database, which holds every write answered before the call.
    ///
    /// Cancelling the task interrupts the statement that runs; the call then throws `CancellationError`.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Runs `body` in a write transaction, and returns once it is on disk.
    ///
    /// Bodies that wait at the same time may share one commit. Each sees what those before it did, in the order they came; a
    /// body that throws is undone alone. A deferred constraint is judged when its body ends. If the commit they share fails,
    /// all of them throw its error and nothing is kept, which is also why a refusal is told only after the commit: it may
    /// rest on what a neighbour wrote. The call is not cancelled with its task.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Copies what is committed to a new file, one unchanging state of it, while others write. The file is on disk when the call
    /// returns.
    ///
    /// - Parameter path: where nothing is yet.
    func copy(to path: String) async throws

    /// Runs `body` in a write transaction that it shares with nobody, and around which no hook runs: migrations and the
    /// chunks of a bulk load, which have nothing to sign.
    @discardableResult
    func writeAlone<T: Sendable>(
        _ keeping: Keeping, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T
}

extension Database {
    /// Returns once it is on disk.
    @discardableResult
    public func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writeAlone(.onDisk, body)
    }
}

/// When a write is answered.
public enum Keeping: Hashable, Sendable {
    /// Once it is on disk.
    case onDisk
    /// Once everybody sees it. A power cut may still take it, but only with all that was written after it: what a file shows
    /// afterwards is always a beginning of the writes in their order, and the next one that is on disk has all before it
    /// there too. For the steps of a bulk load, which nobody is told of before its last.
    case withTheNext
}
