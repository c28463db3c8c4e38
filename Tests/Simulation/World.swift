import Access
import Certificates
import Compensation
import Foundation
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Storage
import StorageSQLite
import Synchronization

/// Where the process dies: at the so-manieth point of a write, and at each after it.
final class Fate: Sendable {
    struct Death: Error {}

    private let left = Mutex<Int?>(nil)
    private let died = Mutex(false)

    func arm(after points: Int) { left.withLock { $0 = points } }

    /// Life goes on; whether death had come.
    func disarm() -> Bool {
        left.withLock { $0 = nil }
        return died.withLock { died in
            defer { died = false }
            return died
        }
    }

    func pass(_ point: WritePoint) throws {
        let isDead = left.withLock { left in
            guard let points = left else { return false }
            left = points - 1
            return points <= 0
        }
        guard isDead else { return }
        died.withLock { $0 = true }
        throw Death()
    }
}

/// Time that passes only when it is told to, and chance that is the seed's.
final class Sources: Sendable {
    private let milliseconds: Mutex<Int64>
    private let dice: Mutex<Dice>

    init(day: Int, dice: Dice) {
        milliseconds = Mutex(Int64(day) * 86_400_000)
        self.dice = Mutex(dice)
    }

    var instant: Instant {
        let now = milliseconds.withLock { $0 }
        guard let instant = Instant(milliseconds: now) else {
            preconditionFailure("the simulation outlived its calendar")
        }
        return instant
    }

    func pass(minutes: Int) { milliseconds.withLock { $0 += Int64(minutes) * 60_000 } }

    var chance: Chance {
        Chance { [self] count in dice.withLock { $0.bytes(count) } }
    }
}

/// The real registry in a folder of its own, and the keys of its verifiers.
final class World {
    let folder: Folder
    let sources: Sources
    let fate = Fate()
    private let root: URL
    private var documents: [String: Digest] = [:]
    private(set) var compensation: Compensation?
    /// A second process on the same file, as good as.
    private(set) var second: Compensation?

    init(seed: UInt64, day: Int) async throws {
        // In memory where there is such a place: processes die here, power cuts do not happen.
        let memory = URL(fileURLWithPath: "/dev/shm")
        let place =
            FileManager.default.isWritableFile(atPath: memory.path) ? memory : FileManager.default.temporaryDirectory
        root = place.appendingPathComponent("simulation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        folder = Folder(data: root.path + "/data", keys: root.path + "/keys")
        sources = Sources(day: day, dice: Dice(seed ^ 0xC0FF_EE00))
        let sources = sources
        compensation = Compensation(
            try await Registry.create(
                in: folder, origin: "registry.example",
                registrar: PartyRecord(
                    code: "keeper", name: "Keeper", country: "GH", roles: [.registrar], members: ["kay"]),
                engine: Self.engine(fate), migrations: Compensation.migrations, clock: { sources.instant },
                chance: sources.chance))
        for name in ["weight-ticket", "shipment", "treatment-record", "exclusivity", "approval"] {
            let path = "\(root.path)/\(name)"
            try Data(name.utf8).write(to: URL(fileURLWithPath: path))
            documents[name] = try registry.keep(evidence: path)
        }
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    var registry: Registry {
        guard let compensation else { preconditionFailure("the registry is open") }
        return compensation.registry
    }

    private static func engine(_ fate: Fate) -> Registry.Engine {
        { path, beforeCommit in
            var options = SQLiteOptions()
            options.readers = 2
            options.fault = { try fate.pass($0) }
            return try SQLiteDatabase(path: path, options: options, beforeCommit: beforeCommit)
        }
    }

    func open() async throws -> Compensation {
        let sources = sources
        return Compensation(
            try await Registry.open(
                folder, engine: Self.engine(fate), migrations: Compensation.migrations, clock: { sources.instant },
                chance: sources.chance))
    }

    /// Closes the file and opens it again.
    func reopen() async throws {
        compensation = nil
        second = nil
        compensation = try await open()
    }

    func openSecond() async throws { second = try await open() }

    /// The first process, or the second where there is one.
    func hand(second wantsSecond: Bool = false) -> Hand {
        guard let compensation = wantsSecond ? second ?? compensation : compensation else {
            preconditionFailure("the registry is open")
        }
        return Hand(compensation: compensation, documents: documents)
    }

    /// The key of a verifying party, made from its name.
    static func key(of party: String) -> IssuerKey {
        guard let key = IssuerKey(seed: Array(Digest(sha256: Array(party.utf8)).bytes)) else {
            preconditionFailure("32 bytes are a seed")
        }
        return key
    }

    func state() async throws -> (StateLines, Numbers) { try await registry.database.read { try $0.stateLines() } }
}
