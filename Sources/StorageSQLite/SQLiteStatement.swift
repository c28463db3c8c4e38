import GRDBSQLite
import Storage

/// A prepared statement, whose values SQLite copies when they are bound.
final class SQLiteStatement {
    let pointer: OpaquePointer
    let text: String
    /// Whether someone steps through it, who may run the same text again meanwhile.
    fileprivate var isInUse = false

    fileprivate init(_ handle: OpaquePointer, _ text: String) throws {
        var pointer: OpaquePointer?
        var text = text
        let rest = try text.withUTF8 { utf8 -> Int in
            try utf8.withMemoryRebound(to: CChar.self) { bytes in
                var tail: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v3(
                    handle, bytes.baseAddress, CInt(bytes.count), CUnsignedInt(SQLITE_PREPARE_PERSISTENT), &pointer,
                    &tail)
                guard code == SQLITE_OK else {
                    throw StorageError(handle, sql: String(decoding: utf8, as: UTF8.self))
                }
                guard let tail, let start = bytes.baseAddress else { return 0 }
                return UnsafeBufferPointer(rebasing: bytes[(tail - start)...]).count { $0 > 0x20 }
            }
        }
        guard let pointer, rest == 0 else {
            sqlite3_finalize(pointer)
            throw StorageError.other(code: Int(SQLITE_MISUSE), message: "not one statement", sql: text)
        }
        self.pointer = pointer
        self.text = text
    }

    deinit { sqlite3_finalize(pointer) }

    /// Binds at a position from 1.
    func bind(_ value: Value, at position: Int) throws {
        let position = CInt(position)
        let code =
            switch value {
            case .null: sqlite3_bind_null(pointer, position)
            case .integer(let integer): sqlite3_bind_int64(pointer, position, integer)
            case .text(var text):
                try text.withUTF8 { utf8 in
                    guard !utf8.contains(0) else { throw StorageError.nulInText }
                    return utf8.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text(pointer, position, $0.baseAddress, CInt($0.count), copied)
                    }
                }
            case .blob(let bytes):
                bytes.withUnsafeBytes {
                    $0.isEmpty
                        ? sqlite3_bind_zeroblob(pointer, position, 0)
                        : sqlite3_bind_blob64(pointer, position, $0.baseAddress, UInt64($0.count), copied)
                }
            }
        guard code == SQLITE_OK else { throw StorageError(sqlite3_db_handle(pointer), sql: text) }
    }

    func columns() -> Row.Columns {
        Row.Columns((0..<sqlite3_column_count(pointer)).map { String(cString: sqlite3_column_name(pointer, $0)) })
    }

    /// The row it stands on.
    func row(_ columns: Row.Columns) throws -> Row {
        var values: [Value] = []
        values.reserveCapacity(columns.names.count)
        for position in 0..<CInt(columns.names.count) {
            switch sqlite3_column_type(pointer, position) {
            case SQLITE_INTEGER: values.append(.integer(sqlite3_column_int64(pointer, position)))
            case SQLITE_TEXT:
                let start = sqlite3_column_text(pointer, position)
                let count = Int(sqlite3_column_bytes(pointer, position))
                values.append(.text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)))
            case SQLITE_BLOB:
                let start = sqlite3_column_blob(pointer, position)
                let count = Int(sqlite3_column_bytes(pointer, position))
                values.append(.blob(Array(UnsafeRawBufferPointer(start: start, count: count))))
            case SQLITE_NULL: values.append(.null)
            default:
                // REAL, into which SQLite turns a sum too large for an integer.
                throw StorageError.column(columns.names[Int(position)], expected: .integer)
            }
        }
        return Row(columns, values)
    }
}

/// SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// The prepared statements of one connection, by their text.
final class StatementCache {
    /// Lists of many lengths make many texts: past this the cache starts afresh.
    private static let statementsMax = 500

    private let handle: OpaquePointer
    private var statements: [String: SQLiteStatement] = [:]

    init(_ handle: OpaquePointer) { self.handle = handle }

    /// Lends the statement of this text, reset and unbound afterwards. Where it is lent already, a second one is made.
    func use<T>(_ text: String, _ body: (SQLiteStatement) throws -> T) throws -> T {
        let statement = try free(text)
        statement.isInUse = true
        defer {
            sqlite3_reset(statement.pointer)
            sqlite3_clear_bindings(statement.pointer)
            statement.isInUse = false
        }
        return try body(statement)
    }

    private func free(_ text: String) throws -> SQLiteStatement {
        if let statement = statements[text] {
            return statement.isInUse ? try SQLiteStatement(handle, text) : statement
        }
        let statement = try SQLiteStatement(handle, text)
        if statements.count >= Self.statementsMax { statements.removeAll() }
        statements[text] = statement
        return statement
    }
}
