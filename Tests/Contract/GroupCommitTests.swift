import Dispatch
import Storage
import Testing

/// Many writes, few commits, and none that pays for another.
struct GroupCommitTests {
    /// Holds the writer inside a body until all of `bodies` wait behind it, in their order, so that they become one group.
    static func gather(
        _ database: any Database, _ bodies: [@Sendable (any Connection) throws -> Void]
    ) async -> [Result<Void, any Error>] {
        let release = DispatchSemaphore(value: 0)
        // An immediate task runs up to where it waits for its answer before the next line does.
        let blocker = Task.immediate { try await database.writeAlone { _ in release.wait() } }
        let tasks = bodies.map { body in Task.immediate { try await database.write(body) } }
        release.signal()
        var results: [Result<Void, any Error>] = []
        for task in tasks { results.append(await task.result) }
        _ = await blocker.result
        return results
    }

    @Test(arguments: Engine.allCases)
    func writesThatWaitShareACommit(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let (signatures, commits) = (Counter(), Counter())
        let database = try await scratch.open(
            tables: Scratch.notes, beforeCommit: { _ in signatures.add() }, afterCommit: { commits.add() })
        #expect(commits.count == 0, "a write alone runs no hook")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<64 {
                group.addTask {
                    for round in 0..<10 {
                        let id = task * 10 + round
                        try await database.write { _ = try $0.run("INSERT INTO note VALUES (\(id), \("\(id)"))") }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 640)
        #expect(commits.count < 640)
        #expect(signatures.count == commits.count)
    }

    @Test(arguments: Engine.allCases)
    func aBodyThatThrowsInAGroupIsUndoneAlone(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let commits = Counter()
        let database = try await scratch.open(tables: Scratch.notes, afterCommit: { commits.add() })
        let results = await Self.gather(
            database,
            (0..<20).map { id in
                { db in
                    try db.run("INSERT INTO note VALUES (\(id), \("\(id)"))")
                    if id % 3 == 0 { throw Refused(number: id) }
                }
            })
        for (id, result) in results.enumerated() {
            if id % 3 == 0 {
                #expect(throws: Refused(number: id)) { try result.get() }
            } else {
                #expect(throws: Never.self) { try result.get() }
            }
        }
        let kept = try await database.read {
            try $0.run("SELECT id FROM note ORDER BY id").map { try $0.integer("id") }
        }
        #expect(kept == (0..<20).filter { $0 % 3 != 0 })
        #expect(commits.count == 1)
    }

    @Test(arguments: Engine.allCases)
    func aFailedCommitTellsAll(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let commits = Counter()
        // A deferred key is judged at COMMIT: what the hook leaves dangling makes the COMMIT itself fail.
        let database = try await scratch.open(
            tables: Scratch.notes + """
                CREATE TABLE answer (note BIGINT NOT NULL REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED);
                CREATE TABLE switch (isOn BIGINT NOT NULL);
                """,
            beforeCommit: { db in
                if try !db.run("SELECT 1 FROM switch").isEmpty { try db.run("INSERT INTO answer VALUES (99)") }
            },
            afterCommit: { commits.add() })
        try await database.writeAlone { try $0.run("INSERT INTO switch VALUES (1)") }
        let results = await Self.gather(
            database,
            (0..<10).map { id in
                { db in
                    try db.run("INSERT INTO note VALUES (\(id), \("\(id)"))")
                    if id == 5 { throw Refused() }
                }
            })
        for result in results {
            #expect {
                try result.get()
            } throws: { error in
                if case .constraint(.foreignKey, _)? = error as? StorageError { true } else { false }
            }
        }
        #expect(commits.count == 0)
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 0)
        try await database.writeAlone { try $0.run("DELETE FROM switch") }
        try await database.write { try $0.run("INSERT INTO note VALUES (1, 'the queue goes on')") }
        #expect(commits.count == 1)
    }

    @Test(arguments: Engine.allCases)
    func aHookThatThrowsRollsTheGroupBack(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let hooks = Counter()
        let database = try await scratch.open(
            tables: Scratch.notes, beforeCommit: { _ in if hooks.add() == 1 { throw Refused(number: 42) } })
        let results = await Self.gather(
            database, (0..<5).map { id in { db in _ = try db.run("INSERT INTO note VALUES (\(id), \("\(id)"))") } })
        for result in results { #expect(throws: Refused(number: 42)) { try result.get() } }
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 0)
    }

    @Test(arguments: Engine.allCases)
    func theHookWritesIntoTheGroup(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(
            tables: Scratch.notes + "CREATE TABLE checkpoint (size BIGINT NOT NULL PRIMARY KEY);",
            beforeCommit: { _ = try $0.run("INSERT INTO checkpoint SELECT COUNT(*) FROM note") })
        _ = await Self.gather(
            database, (0..<7).map { id in { db in _ = try db.run("INSERT INTO note VALUES (\(id), \("\(id)"))") } })
        #expect(try await database.integer("SELECT MAX(size) FROM checkpoint") == 7)
        #expect(try await database.integer("SELECT COUNT(*) FROM checkpoint") == 1)
    }

    @Test(arguments: Engine.allCases)
    func noHookRunsWhereNothingSucceeded(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let hooks = Counter()
        let database = try await scratch.open(
            tables: Scratch.notes, beforeCommit: { _ in hooks.add() }, afterCommit: { hooks.add() })
        for result in await Self.gather(database, (0..<5).map { id in { _ in throw Refused(number: id) } }) {
            #expect(throws: Refused.self) { try result.get() }
        }
        #expect(hooks.count == 0)
    }

    @Test(arguments: Engine.allCases)
    func aDeferredConstraintFailsItsOwnBody(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(
            tables: Scratch.notes
                + "CREATE TABLE answer (note BIGINT NOT NULL REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED);")
        let results = await Self.gather(
            database,
            (0..<6).map { id in
                { db in
                    try db.run("INSERT INTO answer VALUES (\(id))")
                    if id != 3 { try db.run("INSERT INTO note VALUES (\(id), \("\(id)"))") }
                }
            })
        for (id, result) in results.enumerated() where id != 3 { #expect(throws: Never.self) { try result.get() } }
        #expect {
            try results[3].get()
        } throws: { error in
            if case .constraint(.foreignKey, _)? = error as? StorageError { true } else { false }
        }
        #expect(try await database.integer("SELECT COUNT(*) FROM answer") == 5)
    }
}
