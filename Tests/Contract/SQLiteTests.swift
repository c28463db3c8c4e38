import Foundation
import Storage
import StorageSQLite
import Synchronization
import Testing

/// What only a file in this engine can show: its settings, its own errors, and the fault table of its commit.
struct SQLiteTests {
    @Test(
        arguments: [
            ("synchronous", .integer(2)), ("journal_mode", .text("wal")), ("foreign_keys", .integer(1)),
            ("trusted_schema", .integer(0)), ("wal_autocheckpoint", .integer(1_000)), ("page_size", .integer(4_096)),
        ] as [(String, Value)])
    func theWriterIsSetUp(_ pragma: String, _ value: Value) async throws {
        let scratch = try Scratch(.sqlite)
        let database = try scratch.open()
        let found = try await database.write { try $0.run(SQL(stringLiteral: "PRAGMA \(pragma)"))[0][0] }
        #expect(found == value)
    }

    @Test func anotherFileIsNoDatabase() throws {
        let scratch = try Scratch(.sqlite)
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: scratch.path))
        #expect(throws: StorageError.notADatabase) { try scratch.open() }
    }

    @Test func waitingTooLongIsContention() async throws {
        let scratch = try Scratch(.sqlite)
        let holder = try await scratch.open(tables: Scratch.notes)
        var options = SQLiteOptions()
        options.busySeconds = 0.05
        let impatient = try SQLiteDatabase(path: scratch.path, options: options)
        let release = DispatchSemaphore(value: 0)
        let isHeld = DispatchSemaphore(value: 0)
        let hold = Task {
            try await holder.write { db in
                try db.run("INSERT INTO note VALUES (1, 'held')")
                isHeld.signal()
                release.wait()
            }
        }
        await Task.detached { isHeld.waitForever() }.value
        await #expect(throws: StorageError.contention) {
            try await impatient.write { _ = try $0.run("INSERT INTO note VALUES (2, 'late')") }
        }
        #expect(try await impatient.integer("SELECT COUNT(*) FROM note") == 0, "a reader waits for nobody")
        release.signal()
        try await hold.value
        try await impatient.write { _ = try $0.run("INSERT INTO note VALUES (2, 'late')") }
        #expect(try await impatient.integer("SELECT COUNT(*) FROM note") == 2)
    }

    /// A process with one transaction behind the other does not keep the others out: whoever asks has its turn next but one.
    @Test func writersOfSeveralProcessesTakeTurns() async throws {
        let scratch = try Scratch(.sqlite)
        let busy = try await scratch.open(tables: Scratch.notes)
        let other = try SQLiteDatabase(path: scratch.path)
        let (commits, isOver) = (Counter(), Counter())
        let work = Task {
            while isOver.count == 0 {
                try await busy.writeAlone(.withTheNext) { db in
                    Thread.sleep(forTimeInterval: 0.005)
                    commits.add()
                }
            }
        }
        for id in 0..<20 {
            let before = commits.count
            try await other.write { _ = try $0.run("INSERT INTO note VALUES (\(id), \("\(id)"))") }
            #expect(commits.count - before <= 3)
        }
        isOver.add()
        try await work.value
    }

    @Test func aFullDatabaseSaysSo() async throws {
        let scratch = try Scratch(.sqlite)
        let database = try await scratch.open(tables: Scratch.notes)
        try await database.writeAlone { try $0.run("PRAGMA max_page_count = 20") }
        await #expect(throws: StorageError.full) {
            try await database.write { db in
                for id in 0..<1_000 {
                    try db.run("INSERT INTO note VALUES (\(id), \(String(repeating: "x", count: 1_000) + "\(id)"))")
                }
            }
        }
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 0)
        try await database.write { _ = try $0.run("INSERT INTO note VALUES (1, 'room for this')") }
    }

    /// What a transaction sees of the setting that its commit goes by: 2 waits for the disk (FULL), 1 does not (NORMAL).
    @Test func onlyAWriteWithTheNextDoesNotWaitForTheDisk() async throws {
        let scratch = try Scratch(.sqlite)
        let database = try await scratch.open(tables: Scratch.notes)
        let setting: @Sendable (any Connection) throws -> Int64 = {
            try $0.run("PRAGMA synchronous")[0].integer("synchronous")
        }
        #expect(try await database.writeAlone(setting) == 2)
        #expect(try await database.writeAlone(.withTheNext, setting) == 1)
        #expect(try await database.write(setting) == 2)
        await #expect(throws: Refused()) { try await database.writeAlone(.withTheNext) { _ in throw Refused() } }
        #expect(try await database.writeAlone(.onDisk, setting) == 2)
        try await database.writeAlone(.withTheNext) { _ = try $0.run("INSERT INTO note VALUES (1, 'seen')") }
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 1)
    }

    /// An overflowing sum is a REAL in SQLite, and no number of ours.
    @Test func aRealIsRefused() async throws {
        let scratch = try Scratch(.sqlite)
        let database = try scratch.open()
        await #expect(throws: StorageError.column("n", expected: .integer)) {
            _ = try await database.integer("SELECT 9223372036854775807 + 1 AS n")
        }
    }

    /// SQLite may end a transaction by itself. A body that swallows the error must not write on, statement by statement.
    @Test func aLostTransactionLosesTheGroup() async throws {
        let scratch = try Scratch(.sqlite)
        let database = try await scratch.open(tables: Scratch.notes + "INSERT INTO note VALUES (1, 'first');")
        let results = await GroupCommitTests.gather(
            database,
            [
                { db in _ = try db.run("INSERT INTO note VALUES (2, 'innocent')") },
                { db in
                    _ = try? db.run("INSERT OR ROLLBACK INTO note VALUES (1, 'clash')")
                    _ = try? db.run("INSERT INTO note VALUES (3, 'on its own')")
                },
                { db in _ = try db.run("INSERT INTO note VALUES (4, 'innocent')") },
            ])
        for result in results {
            #expect(throws: StorageError.constraint(.unique, name: "note.id")) { try result.get() }
        }
        #expect(try await database.integer("SELECT COUNT(*) FROM note") == 1)
        try await database.write { _ = try $0.run("INSERT INTO note VALUES (5, 'the queue goes on')") }
    }

    /// Each point of a write × {lost, kept}: after the fault the file is opened anew, as after a crash.
    @Test(
        arguments: [
            (.begin, isKept: false), (.statement, isKept: false), (.beforeCommit, isKept: false),
            (.afterCommit, isKept: true),
        ] as [(WritePoint, isKept: Bool)])
    func faultTable(_ point: WritePoint, isKept: Bool) async throws {
        let scratch = try Scratch(.sqlite)
        _ = try await scratch.open(tables: Scratch.notes)
        var options = SQLiteOptions()
        options.fault = { if $0 == point { throw Refused() } }
        let failing = try SQLiteDatabase(path: scratch.path, options: options)
        await #expect(throws: Refused.self) {
            try await failing.write { _ = try $0.run("INSERT INTO note VALUES (1, 'a')") }
        }
        let reopened = try scratch.open()
        #expect(try await reopened.integer("SELECT COUNT(*) FROM note") == (isKept ? 1 : 0))
    }

    @Test func theNthStatementMayFail() async throws {
        let scratch = try Scratch(.sqlite)
        _ = try await scratch.open(tables: Scratch.notes)
        let points = Counter()
        let seen = Mutex<[WritePoint]>([])
        var options = SQLiteOptions()
        options.fault = { point in
            seen.withLock { $0.append(point) }
            if points.add() == 4 { throw Refused(number: 4) }
        }
        let failing = try SQLiteDatabase(path: scratch.path, options: options)
        await #expect(throws: Refused(number: 4)) {
            try await failing.write { db in
                for id in 0..<10 { try db.run("INSERT INTO note VALUES (\(id), \("\(id)"))") }
            }
        }
        #expect(seen.withLock { $0 } == [.begin, .statement, .statement, .statement])
        #expect(try await failing.integer("SELECT COUNT(*) FROM note") == 0)
    }
}

extension DispatchSemaphore {
    /// `wait()` for a thread that may be blocked, which an async function's own may not.
    fileprivate func waitForever() { wait() }
}
