import GRDB
import GRDBSQLite
import Storage

extension StorageError {
    /// The error a handle's last call failed with.
    init(_ handle: OpaquePointer?, sql: String) {
        self.init(
            extendedCode: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }

    init(_ error: DatabaseError) {
        self.init(
            extendedCode: error.extendedResultCode.rawValue, message: error.message ?? "", sql: error.sql ?? "")
    }

    /// Result codes as in https://sqlite.org/rescode.html: the low byte is the class.
    private init(extendedCode: CInt, message: String, sql: String) {
        switch extendedCode & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .contention
        case SQLITE_FULL: self = .full
        case SQLITE_CORRUPT: self = .corrupt
        case SQLITE_NOTADB: self = .notADatabase
        case SQLITE_INTERRUPT: self = .interrupted
        case SQLITE_CONSTRAINT:
            guard let kind = ConstraintKind(extendedCode: extendedCode) else { fallthrough }
            self = .constraint(kind, name: kind == .raised ? message : Self.name(in: message))
        default: self = .other(code: Int(extendedCode), message: message, sql: sql)
        }
    }

    /// `lot.code` out of `UNIQUE constraint failed: lot.code`, and nothing where the message names nothing.
    private static func name(in message: String) -> String {
        guard let colon = message.utf8.firstIndex(of: UInt8(ascii: ":")) else { return "" }
        return String(message[colon...].dropFirst().drop { $0 == " " })
    }
}

extension ConstraintKind {
    fileprivate init?(extendedCode: CInt) {
        // The extended codes are macros Swift does not import: SQLITE_CONSTRAINT | n << 8.
        switch extendedCode >> 8 {
        case 1: self = .check
        case 3: self = .foreignKey
        case 5: self = .notNull
        case 6, 8, 10: self = .unique  // PRIMARYKEY, UNIQUE, ROWID
        case 7: self = .raised
        case 12: self = .type
        default: return nil
        }
    }
}
