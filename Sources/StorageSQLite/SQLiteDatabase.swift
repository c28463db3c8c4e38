import GRDB
import GRDBSQLite
public import Storage
import Synchronization

/// Moments of a write at which a test may throw, or end the process. Everything up to `beforeCommit` is *fail and lost*;
/// `afterCommit` is *fail but kept*: on disk, and nobody told.
public enum WritePoint: Hashable, Sendable {
    case begin
    /// Before each statement, script or bulk insert of a body or of the hook that runs before a commit.
    case statement
    /// After that hook, immediately before COMMIT.
    case beforeCommit
    /// Immediately after COMMIT.
    case afterCommit
}

public struct SQLiteOptions: Sendable {
    /// How long a transaction waits for another process's before it fails with `.contention`.
    public var busySeconds: Double = 10
    /// Connections that read at the same time.
    public var readers: Int = 4
    /// Pages in the write-ahead log at which a commit moves them to the database file: 1,000 pages are 4 MB.
    public var checkpointPages: Int = 1_000
    /// Bodies that share a commit at most, so that the first of them is not kept waiting for long.
    public var groupMax: Int = 256
    /// For tests.
    public var fault: (@Sendable (WritePoint) throws -> Void)?

    public init() {}
}

/// A database in one SQLite file, which other processes may have open too.
///
/// One connection writes, behind `WriteQueue`; some read, each on a snapshot of the write-ahead log. GRDB keeps them and
/// their threads; statements go through SQLite's C interface.
public final class SQLiteDatabase: Storage.Database {
    private let pool: DatabasePool
    private let writes: WriteQueue
    /// By the reader's handle. The pool keeps its readers as long as it lives.
    private let readers = Mutex<[UInt: SQLiteConnection]>([:])

    /// Opens the file, or creates it.
    ///
    /// - Parameters:
    ///   - beforeCommit: runs once in each group of writes of which one at least succeeded, and may write, sign, or throw:
    ///     then nothing of the group is kept and all are told its error.
    ///   - afterCommit: runs once after each group's commit, before its writes are answered, on the writer's thread.
    /// - Throws: `StorageError`, `.notADatabase` for a file that is something else.
    public init(
        path: String, options: SQLiteOptions = SQLiteOptions(),
        beforeCommit: (@Sendable (any Connection) throws -> Void)? = nil,
        afterCommit: (@Sendable () -> Void)? = nil
    ) throws {
        var configuration = Configuration()
        configuration.label = "counterweight"
        configuration.busyMode = .timeout(options.busySeconds)
        configuration.maximumReaderCount = options.readers
        configuration.persistentReadOnlyConnections = true
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            // GRDB's hooks serve its observation of changes, which is not used here, and would cost every statement.
            sqlite3_set_authorizer(db.sqliteConnection, nil, nil)
            sqlite3_commit_hook(db.sqliteConnection, nil, nil)
            sqlite3_rollback_hook(db.sqliteConnection, nil, nil)
            // GRDB gives its readers a timeout of its own.
            sqlite3_busy_timeout(db.sqliteConnection, CInt(options.busySeconds * 1_000))
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(options.checkpointPages)")
            try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            let writer = try pool.writeWithoutTransaction { db in
                // Not above: when a pool opens, it sets NORMAL last, with which a power cut may take answered writes.
                let connection = SQLiteConnection(handle(of: db), fault: options.fault)
                try connection.control(.onDisk)
                connection.askOften(seconds: options.busySeconds)
                return connection
            }
            writes = WriteQueue(
                pool, writer, Turnstile(path: "\(path)-turn", seconds: options.busySeconds), options: options,
                beforeCommit: beforeCommit, afterCommit: afterCommit)
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        // Not GRDB's cancellable read: a cancellation may interrupt the end of its transaction, and then it traps (7.10.0).
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                pool.asyncRead { [self] db in
                    do {
                        let reader = reader(handle(of: try db.get()))
                        continuation.resume(returning: try reader.run(until: cancellation, body))
                    } catch let error as DatabaseError {
                        continuation.resume(throwing: StorageError(error))
                    } catch StorageError.interrupted {
                        continuation.resume(throwing: CancellationError())
                    } catch {
                        continuation.resume(throwing: error)
                    }
                }
            }
        } onCancel: {
            cancellation.cancel()
        }
    }

    public func copy(to path: String) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            pool.asyncRead { db in
                do {
                    var configuration = Configuration()
                    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                    let copy = try DatabaseQueue(path: path, configuration: configuration)
                    let source = try db.get()
                    try copy.inDatabase { try source.backup(to: $0) }
                    try copy.close()
                    continuation.resume()
                } catch let error as DatabaseError {
                    continuation.resume(throwing: StorageError(error))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writes.write(.shared, body)
    }

    @discardableResult
    public func writeAlone<T: Sendable>(
        _ keeping: Keeping, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await writes.write(.alone(keeping), body)
    }

    private func reader(_ handle: OpaquePointer) -> SQLiteConnection {
        readers.withLock { readers in
            let key = UInt(bitPattern: handle)
            if let reader = readers[key] { return reader }
            let reader = SQLiteConnection(handle)
            readers[key] = reader
            return reader
        }
    }
}

private func handle(of db: GRDB.Database) -> OpaquePointer {
    guard let handle = db.sqliteConnection else { preconditionFailure("an open connection has a handle") }
    return handle
}
