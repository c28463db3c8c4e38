import Storage
import Testing

/// What goes in comes out, byte for byte.
struct ValueTests {
    static let values: [Value] = [
        .null, .integer(0), .integer(.min), .integer(.max), .integer(-1),
        .text(""), .text("plain"), .text("Accra – Tema, é e\u{301} ﷽ 废物 🇬🇭 'quoted' \"twice\" \\ % _ $1 ?1"),
        .text("'); DROP TABLE t; --"), .text(String(repeating: "long ", count: 100_000)),
        .blob([]), .blob([0]), .blob(Array(0...255)), .blob([UInt8](repeating: 0xff, count: 300_000)),
    ]

    static func tables(_ engine: Engine) -> String {
        "CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, i BIGINT, t TEXT, b \(engine.blob));"
    }

    @Test(arguments: Engine.allCases)
    func roundTripThroughRun(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Self.tables(engine))
        try await database.write { db in
            for (id, value) in Self.values.enumerated() {
                switch value {
                case .null: try db.run("INSERT INTO t (id) VALUES (\(id))")
                case .integer: try db.run("INSERT INTO t (id, i) VALUES (\(id), \(value))")
                case .text: try db.run("INSERT INTO t (id, t) VALUES (\(id), \(value))")
                case .blob: try db.run("INSERT INTO t (id, b) VALUES (\(id), \(value))")
                }
            }
        }
        try await Self.expectValues(in: database)
    }

    @Test(arguments: Engine.allCases)
    func roundTripThroughBulkInsert(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Self.tables(engine))
        try await database.write { db in
            try db.bulkInsert(into: "t", columns: ["id", "i", "t", "b"], onConflict: .fail) { insert in
                for (id, value) in Self.values.enumerated() {
                    try insert.integer(Int64(id))
                    if case .integer(let integer) = value { try insert.integer(integer) } else { try insert.null() }
                    if case .text(let text) = value { try insert.text(text) } else { try insert.null() }
                    if case .blob(let bytes) = value { try insert.blob(bytes) } else { try insert.null() }
                    try insert.endRow()
                }
            }
        }
        try await Self.expectValues(in: database)
    }

    static func expectValues(in database: any Database) async throws {
        let rows = try await database.read { try $0.run("SELECT id, i, t, b FROM t ORDER BY id") }
        #expect(rows.count == values.count)
        for (row, value) in zip(rows, values) {
            switch value {
            case .null: #expect(row.values.dropFirst().allSatisfy { $0 == .null })
            case .integer: #expect(row["i"] == value)
            case .text: #expect(row["t"] == value)
            case .blob: #expect(row["b"] == value)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func everyKindOfInterpolationBinds(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Self.tables(engine))
        let none: String? = nil
        let some: Int64? = 5
        let select: SQL = "SELECT i, t, b FROM t"
        let row = try await database.write { db in
            try db.run("INSERT INTO t (id, i, t, b) VALUES (\(1), \(some), \(none), \([UInt8](arrayLiteral: 7, 8)))")
            try db.run("INSERT INTO t (id, i, t) VALUES (\(Int64(2)), \(true), \("two"))")
            return try db.run("\(select) WHERE id = \(1) ORDER BY \(raw: "id") DESC")[0]
        }
        #expect(try row.integer("i") == 5)
        #expect(try row.optionalText("t") == nil)
        #expect(try row.blob(at: 2) == [7, 8])
        let flags = try await database.read { try $0.run("SELECT i FROM t WHERE t = \("two")") }
        #expect(try flags[0].bool("i"))
    }

    @Test(arguments: Engine.allCases)
    func listsMayBeEmpty(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Self.tables(engine))
        try await database.write { db in
            try db.insert(into: "t", columns: ["id", "t"], rows: (1...5).map { [.integer($0), .text("\($0)")] })
        }
        let (texts, none, nobody) = ([String](), [Int64](), [[UInt8]]())
        #expect(try await database.integer("SELECT COUNT(*) FROM t WHERE id IN (\(list: [2, 3, 9]))") == 2)
        #expect(try await database.integer("SELECT COUNT(*) FROM t WHERE t IN (\(list: texts))") == 0)
        #expect(try await database.integer("SELECT COUNT(*) FROM t WHERE id IN (\(list: none))") == 0)
        #expect(try await database.integer("SELECT COUNT(*) FROM t WHERE id NOT IN (\(list: none))") == 5)
        #expect(try await database.integer("SELECT COUNT(*) FROM t WHERE b IN (\(list: nobody))") == 0)
        #expect(try await database.integer("SELECT COUNT(*) FROM t WHERE id IN (\(list: 1...3000))") == 5)
    }

    @Test(arguments: Engine.allCases)
    func wrongColumnsAreNamed(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try scratch.open()
        let row = try await database.read { try $0.run("SELECT 2 AS n, CAST('x' AS TEXT) AS s, NULL AS z")[0] }
        #expect(throws: StorageError.column("absent", expected: .integer)) { try row.integer("absent") }
        #expect(throws: StorageError.column("s", expected: .integer)) { try row.integer("s") }
        #expect(throws: StorageError.column("n", expected: .flag)) { try row.bool("n") }
        #expect(throws: StorageError.column("z", expected: .text)) { try row.text("z") }
        #expect(throws: StorageError.column("n", expected: .blob)) { try row.optionalBlob(at: 0) }
        #expect(throws: StorageError.column("#3", expected: .text)) { try row.text(at: 3) }
    }

    @Test(arguments: Engine.allCases)
    func nulInATextIsRefused(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        await #expect(throws: StorageError.nulInText) {
            try await database.write { try $0.run("INSERT INTO note VALUES (1, \("a\0b"))") }
        }
        await #expect(throws: StorageError.nulInText) {
            try await database.write {
                try $0.insert(into: "note", columns: ["id", "body"], rows: [[.integer(1), .text("\0")]])
            }
        }
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 0)
    }

    /// SQL in a value stays a value, wherever a person could type it.
    @Test(
        arguments: Engine.allCases,
        ["'); DROP TABLE note; --", "\" OR 1=1 --", "?1", "$1", "%", "\\'; DELETE FROM note"])
    func valuesAreNeverText(_ engine: Engine, hostile: String) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        try await database.write { db in
            try db.run("INSERT INTO note VALUES (1, \("innocent"))")
            try db.run("INSERT INTO note VALUES (2, \(hostile))")
        }
        #expect(try await database.integer("SELECT COUNT(*) FROM note WHERE body = \(hostile)") == 1)
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 2)
    }
}

/// The text of a statement, which needs no database.
struct SQLTextTests {
    @Test func placeholdersCountFromOneInEachDialect() {
        let filter: SQL = "b = \("x") AND c IS \(String?.none)"
        let sql: SQL = "SELECT * FROM \(raw: "lot") WHERE a = \(1) AND \(filter) AND d IN (\(list: [3, 4]))"
        #expect(sql.text(.sqlite) == "SELECT * FROM lot WHERE a = ?1 AND b = ?2 AND c IS ?3 AND d IN (?4, ?5)")
        #expect(sql.text(.postgres) == "SELECT * FROM lot WHERE a = $1 AND b = $2 AND c IS $3 AND d IN ($4, $5)")
        #expect(sql.values == [.integer(1), .text("x"), .null, .integer(3), .integer(4)])
    }

    @Test func fragmentsJoin() {
        let filters: [SQL] = ["a = \(1)", "b = \(2)", "c = \(3)"]
        let sql = filters.joined(" AND ")
        #expect(sql.text(.postgres) == "a = $1 AND b = $2 AND c = $3")
        #expect([SQL]().joined(" AND ").isEmpty)
    }

    @Test func textsAreEqualByTheirBytes() {
        #expect(Value.text("\u{e9}") != .text("e\u{301}"))
    }
}
