import Storage
import Testing

/// Schemas go forward, once, and never backward.
struct MigrationTests {
    static func migration(_ name: String, _ script: String) -> Migration {
        Migration(name: name, scripts: [.sqlite: script])
    }

    static let one = migration("m0001_one", "CREATE TABLE one (id BIGINT); INSERT INTO one VALUES (1);")
    static let two = migration("m0002_two", "CREATE TABLE two (id BIGINT); INSERT INTO two SELECT id + 1 FROM one;")

    @Test(arguments: Engine.allCases)
    func appliesInOrderAndOnce(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let hooks = Counter()
        let database = try scratch.open(beforeCommit: { _ in hooks.add() })
        #expect(try await database.missing(of: [Self.one, Self.two]) == ["m0001_one", "m0002_two"])
        #expect(try await database.migrate([Self.one]) == ["m0001_one"])
        #expect(try await database.missing(of: [Self.one, Self.two]) == ["m0002_two"])
        #expect(try await database.migrate([Self.one, Self.two]) == ["m0002_two"])
        #expect(try await database.migrate([Self.one, Self.two]) == [])
        #expect(try await database.missing(of: [Self.one, Self.two]).isEmpty)
        #expect(try await database.integer("SELECT id FROM two") == 2)
        #expect(hooks.count == 0)
    }

    @Test(arguments: Engine.allCases)
    func aNewerDatabaseIsRefused(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try scratch.open()
        try await database.migrate([Self.one, Self.two])
        await #expect(throws: StorageError.newerSchema(found: ["m0002_two"])) { try await database.migrate([Self.one]) }
        await #expect(throws: StorageError.newerSchema(found: ["m0002_two"])) {
            _ = try await database.missing(of: [Self.one])
        }
    }

    @Test(arguments: Engine.allCases)
    func aChangedStepIsRefused(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try scratch.open()
        try await database.migrate([Self.one, Self.two])
        let edited = Self.migration("m0002_two", "CREATE TABLE two (id BIGINT, more TEXT);")
        await #expect(throws: StorageError.migrationChanged("m0002_two")) {
            try await database.migrate([Self.one, edited])
        }
        await #expect(throws: StorageError.migrationChanged("m0001_one")) {
            try await database.migrate([Self.two, Self.one])
        }
    }

    @Test(arguments: Engine.allCases)
    func aStepThatFailsLeavesThoseBeforeIt(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try scratch.open()
        let broken = Self.migration("m0003_broken", "CREATE TABLE three (id BIGINT); INSERT INTO nowhere VALUES (1);")
        await #expect(throws: StorageError.self) { try await database.migrate([Self.one, Self.two, broken]) }
        #expect(try await database.missing(of: [Self.one, Self.two, broken]) == ["m0003_broken"])
        await #expect(throws: StorageError.self) { _ = try await database.integer("SELECT COUNT(*) FROM three") }
        let mended = Self.migration("m0003_broken", "CREATE TABLE three (id BIGINT);")
        #expect(try await database.migrate([Self.one, Self.two, mended]) == ["m0003_broken"])
    }

    @Test(arguments: Engine.allCases)
    func twoProgramsMayMigrateAtOnce(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let one = try scratch.open()
        let other = try scratch.open()
        async let first = one.migrate([Self.one, Self.two])
        async let second = other.migrate([Self.one, Self.two])
        let applied = try await first + second
        #expect(applied.sorted() == ["m0001_one", "m0002_two"])
        #expect(try await one.integer("SELECT COUNT(*) FROM one") == 1)
    }
}
