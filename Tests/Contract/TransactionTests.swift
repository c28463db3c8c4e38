import Storage
import Testing

/// All or nothing, one after the other, and nothing lost between two who write the same file.
struct TransactionTests {
    @Test(arguments: Engine.allCases)
    func aBodyThatThrowsLeavesNothing(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        await #expect(throws: Refused(number: 7)) {
            try await database.write { db in
                try db.run("INSERT INTO note VALUES (1, 'a')")
                throw Refused(number: 7)
            }
        }
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 0)
    }

    @Test(arguments: Engine.allCases)
    func aWriteSeesItself(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        let changes = try await database.write { db in
            try db.run("INSERT INTO note VALUES (1, 'a'), (2, 'b'), (3, 'c')")
            let inserted = db.changes
            try db.run("UPDATE note SET body = body || 'x' WHERE id > \(1)")
            let updated = db.changes
            try db.run("DELETE FROM note WHERE id = \(99)")
            return [inserted, updated, db.changes, try db.run("SELECT * FROM note").count]
        }
        #expect(changes == [3, 2, 0, 3])
        let returned = try await database.write {
            try $0.run("UPDATE note SET body = 'z' WHERE id = \(1) RETURNING body")
        }
        #expect(try returned[0].text("body") == "z")
    }

    @Test(arguments: Engine.allCases)
    func aReadCannotWrite(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        await #expect(throws: StorageError.self) {
            try await database.read { _ = try $0.run("INSERT INTO note VALUES (1, 'a')") }
        }
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 0)
    }

    @Test(arguments: Engine.allCases)
    func aReadSeesOneState(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        try await database.write { _ = try $0.run("INSERT INTO note VALUES (0, '0')") }
        // Each write keeps the count even by adding two at once; no read may see one of a pair.
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for id in 1...100 {
                    try await database.write { db in
                        try db.run("INSERT INTO note VALUES (\(2 * id), \("\(2 * id)"))")
                        try db.run("INSERT INTO note VALUES (\(2 * id + 1), \("\(2 * id + 1)"))")
                    }
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<100 {
                        let counts = try await database.read { db in
                            let first = try db.run("SELECT COUNT(*) FROM note")[0].integer(at: 0)
                            return (first, try db.run("SELECT COUNT(*) FROM note")[0].integer(at: 0))
                        }
                        #expect(counts.0 % 2 == 1)
                        #expect(counts.0 == counts.1)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: Engine.allCases)
    func writesRunInTheOrderTheyCame(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        for id in 0..<50 {
            try await database.write { db in
                let before = try db.run("SELECT COUNT(*) AS n FROM note")[0].integer("n")
                try db.run("INSERT INTO note VALUES (\(id), \("after \(before)"))")
            }
        }
        let bodies = try await database.read {
            try $0.run("SELECT body FROM note ORDER BY id").map { try $0.text("body") }
        }
        #expect(bodies == (0..<50).map { "after \($0)" })
    }

    /// Two programmes on one database: what each reads, it may rely on until it has written.
    @Test(arguments: Engine.allCases)
    func twoWritersLoseNothing(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let one = try await scratch.open(
            tables: "CREATE TABLE counter (n BIGINT NOT NULL); INSERT INTO counter VALUES (0);")
        let other = try scratch.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                let database = task % 2 == 0 ? one : other
                group.addTask {
                    for _ in 0..<200 {
                        try await database.write { db in
                            let n = try db.run("SELECT n FROM counter")[0].integer("n")
                            try db.run("UPDATE counter SET n = \(n + 1)")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await other.integer("SELECT n FROM counter") == 1_600)
    }

    @Test(arguments: Engine.allCases)
    func aStatementMayRunWithinItself(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        try await database.write { try $0.run("INSERT INTO note VALUES (1, 'a'), (2, 'b')") }
        let pairs = try await database.read { db in
            var pairs: [Int64] = []
            try db.each("SELECT id FROM note ORDER BY id") { outer in
                try db.each("SELECT id FROM note ORDER BY id") { inner in
                    pairs.append(try outer.integer(at: 0) * 10 + inner.integer(at: 0))
                }
            }
            return pairs
        }
        #expect(pairs == [11, 12, 21, 22])
    }

    @Test(arguments: Engine.allCases)
    func aScanEndsWhereItsBodyThrows(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        try await database.write { db in
            try db.run("INSERT INTO note VALUES (1, 'a'), (2, 'b'), (3, 'c')")
            #expect(throws: Refused(number: 2)) {
                try db.each("SELECT id FROM note ORDER BY id") { row in
                    if try row.integer("id") == 2 { throw Refused(number: 2) }
                }
            }
            try db.run("DELETE FROM note")
        }
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 0)
    }

    @Test(arguments: Engine.allCases)
    func aCancelledReadStops(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try scratch.open()
        for milliseconds in [0, 0, 1, 1, 2, 5, 10, 50] {
            let task = Task {
                try await database.integer(
                    """
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)
                    SELECT COUNT(*) FROM n
                    """)
            }
            try await Task.sleep(for: .milliseconds(milliseconds))
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        #expect(try await database.integer("SELECT 1") == 1)
    }

    /// Cancelled at any moment, also in the last one, a short read answers or stops and leaves its connection whole.
    @Test(arguments: Engine.allCases)
    func cancellingIsHarmlessAtAnyMoment(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Scratch.notes)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    let task = Task { try await database.integer("SELECT COUNT(*) FROM note") }
                    await Task.yield()
                    task.cancel()
                    _ = await task.result
                }
            }
        }
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 0)
    }

    @Test(arguments: Engine.allCases)
    func manyMayOpenANewDatabaseAtOnce(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let database = try scratch.open()
                    #expect(try await database.integer("SELECT 1") == 1)
                }
            }
            try await group.waitForAll()
        }
    }
}
