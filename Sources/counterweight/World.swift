import Certificates
import Compensation
import Glibc
import Journal
import Primitives
import Registry
import Storage
import StorageSQLite

/// What comes from outside: the clock, chance, and the engine. No other file of the product touches them.
enum World {
    /// Milliseconds of the system's clock in UTC.
    static let clock: @Sendable () -> Instant = {
        guard let instant = now else { preconditionFailure("the clock left the years from 1970 to 2199 while it ran") }
        return instant
    }

    /// `nil` where the system's clock shows no day from 1970 to 2199.
    private static var now: Instant? {
        var time = timespec()
        guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return nil }
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// The day in UTC.
    static func today() throws(CommandRefusal) -> Day {
        guard let now else { throw .clockOutOfRange }
        return now.day
    }

    private static func requireClock() throws(CommandRefusal) {
        guard now != nil else { throw .clockOutOfRange }
    }

    /// The kernel's random bytes.
    static let chance = Chance { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    private static func engine(
        _ path: String, _ beforeCommit: @escaping @Sendable (any Connection) throws -> Void
    ) throws -> any Database {
        try SQLiteDatabase(path: path, beforeCommit: beforeCommit)
    }

    static let migrations = Compensation.migrations

    static func open(_ folder: Folder) async throws -> Compensation {
        try requireClock()
        return Compensation(
            try await Registry.open(folder, engine: engine, migrations: migrations, clock: clock, chance: chance))
    }

    static func recover(_ folder: Folder, origin: String, from ending: LogEnding) async throws -> Recovery {
        try requireClock()
        return try await Registry.recover(
            folder, origin: origin, from: ending, engine: engine, migrations: migrations, clock: clock, chance: chance)
    }

    static func changeIssuerKey(of folder: Folder, cause: KeyCause, as actor: Actor) async throws -> DIDKey {
        try requireClock()
        return try await Registry.changeIssuerKey(
            of: folder, cause: cause, as: actor, engine: engine, migrations: migrations, clock: clock, chance: chance)
    }

    static func create(_ folder: Folder, origin: String?, registrar: PartyRecord) async throws -> Compensation {
        try requireClock()
        return Compensation(
            try await Registry.create(
                in: folder, origin: origin, registrar: registrar, engine: engine, migrations: migrations, clock: clock,
                chance: chance, opening: { act in try act.publishCatalogue() }))
    }
}
