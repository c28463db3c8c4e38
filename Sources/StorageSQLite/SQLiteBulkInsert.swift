import GRDBSQLite
import Storage

/// Rows through one statement, bound without a copy of SQLite's: the bytes stay in a buffer of ours until their row is in.
final class SQLiteBulkInsert: BulkInsert {
    private let connection: SQLiteConnection
    private let statement: SQLiteStatement
    private let columns: Int
    private let onConflict: OnConflict

    private var column = 0
    private var row = 0
    private var ignored: [Int] = []

    /// The bytes of the row so far.
    private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 8)
    private var used = 0
    /// Buffers that grew too small, to which values of the row are still bound.
    private var outgrown: [UnsafeMutableRawBufferPointer] = []

    init(_ connection: SQLiteConnection, _ statement: SQLiteStatement, columns: Int, _ onConflict: OnConflict) {
        self.connection = connection
        self.statement = statement
        self.columns = columns
        self.onConflict = onConflict
    }

    /// Whoever lent the statement has unbound it, or does before it steps again.
    deinit {
        buffer.deallocate()
        outgrown.forEach { $0.deallocate() }
    }

    func integer(_ integer: Int64) throws {
        try bound(sqlite3_bind_int64(statement.pointer, next(), integer))
    }

    func text(_ text: String) throws {
        var text = text
        try text.withUTF8 { utf8 in
            guard !utf8.contains(0) else { throw StorageError.nulInText }
            let bytes = keep(UnsafeRawBufferPointer(utf8)).assumingMemoryBound(to: CChar.self)
            try bound(sqlite3_bind_text(statement.pointer, next(), bytes, CInt(utf8.count), nil))
        }
    }

    func blob(_ bytes: UnsafeRawBufferPointer) throws {
        try bound(sqlite3_bind_blob64(statement.pointer, next(), keep(bytes), UInt64(bytes.count), nil))
    }

    func null() throws {
        try bound(sqlite3_bind_null(statement.pointer, next()))
    }

    func endRow() throws {
        precondition(column == columns, "a row has a value a column")
        _ = try connection.step(statement)
        sqlite3_reset(statement.pointer)
        if onConflict == .ignore, connection.changes == 0 { ignored.append(row) }
        row += 1
        column = 0
        used = 0
        if !outgrown.isEmpty {
            outgrown.forEach { $0.deallocate() }
            outgrown.removeAll()
        }
    }

    func finish() -> [Int] {
        precondition(column == 0, "the last row is ended")
        return ignored
    }

    /// The position of the next column, from 1.
    private func next() -> CInt {
        precondition(column < columns, "a row has a value a column")
        column += 1
        return CInt(column)
    }

    /// Copies bytes to where they stay until the row is in. Never nil, even for no bytes, since that would bind NULL.
    private func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawPointer {
        if buffer.count - used <= bytes.count {
            outgrown.append(buffer)
            buffer = .allocate(byteCount: max(buffer.count * 2, bytes.count + 1), alignment: 8)
            used = 0
        }
        let place = UnsafeMutableRawBufferPointer(rebasing: buffer[used...])
        place.copyMemory(from: bytes)
        used += bytes.count
        guard let address = place.baseAddress else { preconditionFailure("a buffer has an address") }
        return address
    }

    private func bound(_ code: CInt) throws {
        guard code == SQLITE_OK else { throw StorageError(sqlite3_db_handle(statement.pointer), sql: statement.text) }
    }
}
