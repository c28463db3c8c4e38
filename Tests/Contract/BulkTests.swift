import Foundation
import Storage
import Testing

/// Many rows in, many rows out.
struct BulkTests {
    @Test(arguments: Engine.allCases)
    func ignoredRowsAreReported(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(
            tables: Scratch.notes + "INSERT INTO note VALUES (3, 'three'), (50, 'fifty');")
        let ignored = try await database.write { db in
            try db.bulkInsert(into: "note", columns: ["id", "body"], onConflict: .ignore) { insert in
                for id in [1, 2, 3, 4, 2, 5, 50, 6] as [Int64] {
                    try insert.integer(id)
                    try insert.text("n\(id)")
                    try insert.endRow()
                }
            }
        }
        #expect(ignored == [2, 4, 6])
        let ids = try await database.read { try $0.run("SELECT id FROM note ORDER BY id").map { try $0.integer("id") } }
        #expect(ids == [1, 2, 3, 4, 5, 6, 50])
        #expect(try await database.integer("SELECT COUNT(*) FROM note WHERE body = 'three'") == 1)
    }

    /// Alone, in runs, at the ends of whatever an engine takes at once, by rows before and by rows of the same insert.
    @Test(arguments: Engine.allCases)
    func ignoredRowsAreReportedHoweverManyThereAre(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        @Sendable func isThere(_ id: Int64) -> Bool { id.isMultiple(of: 701) || (1_000..<2_300).contains(id) }
        try await database.write { db in
            try db.insert(
                into: "note", columns: ["id", "body"],
                rows: (0..<5_000 as Range<Int64>).filter(isThere).map { [.integer($0), .text("before \($0)")] })
        }
        let ids = (0..<4_000 as Range<Int64>).map { $0 == 3_999 ? 3 : $0 }
        let ignored = try await database.write { db in
            try db.bulkInsert(into: "note", columns: ["id", "body"], onConflict: .ignore) { insert in
                for id in ids {
                    try insert.integer(id)
                    try insert.text("n\(id)")
                    try insert.endRow()
                }
            }
        }
        #expect(ignored == ids.indices.filter { isThere(ids[$0]) || $0 == 3_999 })
        #expect(try await database.integer("SELECT COUNT(*) FROM note WHERE id < 3999") == 3_999)
        #expect(try await database.integer("SELECT COUNT(*) FROM note WHERE body LIKE 'n%'") == 4_000 - ignored.count)
    }

    @Test(arguments: Engine.allCases)
    func ignoringIsForUniqueKeysOnly(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        await #expect {
            try await database.write { db in
                try db.bulkInsert(into: "note", columns: ["id", "body"], onConflict: .ignore) { insert in
                    try insert.integer(1)
                    try insert.null()
                    try insert.endRow()
                }
            }
        } throws: { error in
            if case .constraint(.notNull, _)? = error as? StorageError { true } else { false }
        }
    }

    @Test(arguments: Engine.allCases)
    func aClashFailsTheWrite(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        await #expect {
            try await database.write { db in
                try db.insert(
                    into: "note", columns: ["id", "body"],
                    rows: [[.integer(1), .text("a")], [.integer(2), .text("a")], [.integer(3), .text("c")]])
            }
        } throws: { error in
            if case .constraint(.unique, _)? = error as? StorageError { true } else { false }
        }
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 0)
    }

    @Test(arguments: Engine.allCases)
    func rowsOfEverySizeKeepApart(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(
            tables:
                "CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, a TEXT NOT NULL, b \(engine.blob) NOT NULL, c TEXT NOT NULL);"
        )
        // Sizes around the buffer's, so that it grows between two values of one row, and is used again by the next.
        let sizes = [0, 1, 4094, 4095, 4096, 4097, 10, 20_000, 0, 70_000, 3]
        try await database.write { db in
            try db.bulkInsert(into: "t", columns: ["id", "a", "b", "c"], onConflict: .fail) { insert in
                for (id, size) in sizes.enumerated() {
                    try insert.integer(Int64(id))
                    try insert.text(String(repeating: "a", count: size))
                    try insert.blob([UInt8](repeating: UInt8(id), count: size))
                    try insert.text("end \(id)")
                    try insert.endRow()
                }
            }
        }
        let rows = try await database.read { try $0.run("SELECT * FROM t ORDER BY id") }
        for (id, size) in sizes.enumerated() {
            #expect(rows[id]["a"] == .text(String(repeating: "a", count: size)))
            #expect(rows[id]["b"] == .blob([UInt8](repeating: UInt8(id), count: size)))
            #expect(rows[id]["c"] == .text("end \(id)"))
        }
    }

    /// A scan of 10^15 rows could not be kept: that it ends where the body throws shows that rows come one by one.
    @Test(arguments: Engine.allCases)
    func aLongScanKeepsNothing(_ engine: Engine) async throws {
        struct Enough: Error {}
        let scratch = try Scratch(engine)
        let database = try scratch.open()
        let sum = try await database.read { db in
            var sum: Int64 = 0
            do {
                try db.each(
                    """
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000000000)
                    SELECT i, 'a text that is too long to be kept in place' AS t FROM n
                    """
                ) { row in
                    sum += try row.integer(at: 0)
                    if sum >= 500_000_500_000 { throw Enough() }
                }
            } catch is Enough {}
            return sum
        }
        #expect(sum == 500_000_500_000)
    }
}
