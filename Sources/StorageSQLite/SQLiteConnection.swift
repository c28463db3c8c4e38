import GRDBSQLite
import Glibc
import Storage
import Synchronization

/// A connection's handle with its prepared statements.
final class SQLiteConnection: Connection, @unchecked Sendable {  // used only on its handle's own serial queue
    let handle: OpaquePointer
    private let statements: StatementCache
    private let fault: (@Sendable (WritePoint) throws -> Void)?

    /// Whether a transaction of `WriteQueue` is under way. SQLite itself ends one on some errors (a full disk, for one), and
    /// statements after that would commit one by one: so each of them is preceded by `checkTransaction()`.
    private var isWriting = false
    /// The error of the statement with which SQLite ended the transaction.
    private var cause: StorageError?
    /// What the next commit waits for; `nil` before anyone said.
    private var keeping: Keeping?
    /// From which bulk inserts take their rows; known to SQLite from the first of them on.
    let bulkRows = BulkRows()
    private var hasBulkRows = false
    /// What may end the read that is under way.
    private var cancellation: Cancellation?

    init(_ handle: OpaquePointer, fault: (@Sendable (WritePoint) throws -> Void)? = nil) {
        self.handle = handle
        self.fault = fault
        statements = StatementCache(handle)
    }

    var dialect: Dialect { .sqlite }

    var changes: Int { Int(sqlite3_changes64(handle)) }

    func run(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try each(sql) { rows.append($0) }
        return rows
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try prepareToRun()
        try statements.use(sql.text(.sqlite)) { statement in
            for (index, value) in sql.values.enumerated() { try statement.bind(value, at: index + 1) }
            var columns: Row.Columns?
            while try step(statement) {
                let shared = columns ?? statement.columns()
                columns = shared
                try body(statement.row(shared))
            }
        }
    }

    func bulkInsert(
        into table: StaticString, columns: [StaticString], onConflict: OnConflict,
        _ body: (any BulkInsert) throws -> Void
    ) throws -> [Int] {
        try prepareToRun()
        if !hasBulkRows {
            try bulkRows.register(with: handle)
            hasBulkRows = true
        }
        return try statements.use(SQLiteBulkInsert.text(into: table, columns: columns)) { statement in
            let insert = SQLiteBulkInsert(self, statement, columns: columns.count, onConflict)
            try body(insert)
            return try insert.finish()
        }
    }

    func execute(script: String) throws {
        try prepareToRun()
        guard !script.utf8.contains(0) else { throw StorageError.nulInText }
        guard sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else { throw failure(script) }
    }

    /// Advances a statement: true if it has a row to read.
    func step(_ statement: SQLiteStatement) throws -> Bool {
        switch sqlite3_step(statement.pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure(statement.text)
        }
    }

    private func failure(_ sql: String) -> StorageError {
        let error = StorageError(handle, sql: sql)
        if isWriting, sqlite3_get_autocommit(handle) != 0, cause == nil { cause = error }
        return error
    }

    private func prepareToRun() throws {
        if let cancellation, cancellation.isCancelled { throw StorageError.interrupted }
        guard isWriting else { return }
        try checkTransaction()
        try fault?(.statement)
    }
}

/// The transaction, for `WriteQueue` alone.
extension SQLiteConnection {
    /// Takes the write lock at once: a transaction that read first and wrote later could find its snapshot outdated.
    func begin(_ keeping: Keeping) throws {
        try rollBack()
        try control(keeping)
        try control("BEGIN IMMEDIATE")
        isWriting = true
        cause = nil
    }

    /// Asks for a lock that somebody holds every millisecond, for so many seconds: SQLite's own pauses grow to 100 ms, longer
    /// than most transactions take.
    func askOften(seconds: Double) {
        sqlite3_busy_handler(
            handle,
            { most, count in
                usleep(1_000)
                return Int(count) < Int(bitPattern: most) ? 1 : 0
            }, UnsafeMutableRawPointer(bitPattern: Int(seconds * 1_000)))
    }

    func commit() throws {
        try checkTransaction()
        try control("COMMIT")
        isWriting = false
    }

    /// Rolls back if a transaction is open.
    func rollBack() throws {
        isWriting = false
        guard sqlite3_get_autocommit(handle) == 0 else { return }
        try control("ROLLBACK")
    }

    func control(_ text: String) throws {
        try statements.use(text) { _ = try step($0) }
    }

    /// Says what commits wait for. In WAL mode NORMAL leaves the log unsynced at a commit, and syncs it before a checkpoint
    /// copies from it; the sync of a later commit is one of the whole file (https://www.sqlite.org/pragma.html#pragma_synchronous).
    func control(_ keeping: Keeping) throws {
        guard keeping != self.keeping else { return }
        switch keeping {
        case .onDisk: try control("PRAGMA synchronous = FULL")
        case .withTheNext: try control("PRAGMA synchronous = NORMAL")
        }
        self.keeping = keeping
    }

    /// Throws if SQLite, or a body that had no business to, has ended the transaction.
    func checkTransaction() throws {
        guard sqlite3_get_autocommit(handle) != 0 else { return }
        throw cause ?? StorageError.transactionLost
    }

    /// Throws if a deferred foreign key is unresolved, so that it fails its own body and not the commit of all.
    func checkDeferredConstraints() throws {
        var count: CInt = 0
        var highest: CInt = 0
        sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &count, &highest, 0)
        guard count == 0 else { throw StorageError.constraint(.foreignKey, name: "") }
    }
}

/// Whether the task that asked for a read still wants it.
final class Cancellation: Sendable {
    private let state = Atomic(false)

    var isCancelled: Bool { state.load(ordering: .relaxed) }

    func cancel() { state.store(true, ordering: .relaxed) }
}

extension SQLiteConnection {
    /// Runs `body`, whose statements fail with `.interrupted` once `cancellation` has happened: the next to start, and one that
    /// runs within 10,000 steps of SQLite's machine. Unlike `sqlite3_interrupt` this cannot come too early or too late.
    func run<T>(until cancellation: Cancellation, _ body: (any Connection) throws -> T) throws -> T {
        self.cancellation = cancellation
        sqlite3_progress_handler(
            handle, 10_000,
            { pointer in
                guard let pointer else { return 0 }
                return Unmanaged<Cancellation>.fromOpaque(pointer).takeUnretainedValue().isCancelled ? 1 : 0
            }, Unmanaged.passUnretained(cancellation).toOpaque())
        defer {
            sqlite3_progress_handler(handle, 0, nil, nil)
            self.cancellation = nil
        }
        return try withExtendedLifetime(cancellation) { try body(self) }
    }
}
