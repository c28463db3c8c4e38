/// The inside of one transaction: handed to a body, used by it alone, and not kept after it returns.
///
/// A body never begins, commits or rolls back; to undo what it did it throws. In a read the connection refuses to write.
public protocol Connection: AnyObject {
    var dialect: Dialect { get }

    /// How many rows the last INSERT, UPDATE or DELETE changed, triggers not counted.
    var changes: Int { get }

    /// Runs one statement and returns all its rows. A constraint's refusal undoes this statement only, and the body may go on.
    @discardableResult
    func run(_ sql: SQL) throws -> [Row]

    /// Runs one statement and hands over each row as it comes, in constant memory. An error thrown by `body` ends it.
    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws

    /// Inserts rows, in the order given, through one prepared statement. `body` gives each row's values in the order of
    /// `columns`, then says `endRow()`.
    ///
    /// - Returns: with `.ignore`, the positions from 0, ascending, of the rows left out because a unique key was taken (before,
    ///   or by an earlier row). They are told here and not by `endRow()`, so that an engine may send rows by the batch.
    /// - Throws: what a row breaks otherwise, from its `endRow()` or at the end; what `body` throws. Rows before it may remain
    ///   until the transaction is rolled back, so let the error out of the transaction's body.
    @discardableResult
    func bulkInsert(
        into table: StaticString, columns: [StaticString], onConflict: OnConflict,
        _ body: (any BulkInsert) throws -> Void
    ) throws -> [Int]

    /// Runs a script of many statements with nothing bound: for migrations.
    func execute(script: String) throws
}

/// What a row does that meets a unique key already taken.
public enum OnConflict: Hashable, Sendable {
    case fail
    /// Leaves the row out. Any other constraint still fails.
    case ignore
}

/// A row after row going in. The values are copied or sent before each call returns: nothing passed in is kept.
///
/// It traps if a row has not as many values as there are columns.
public protocol BulkInsert: AnyObject {
    func integer(_ integer: Int64) throws
    func text(_ text: String) throws
    func blob(_ bytes: UnsafeRawBufferPointer) throws
    func null() throws
    func endRow() throws
}

extension BulkInsert {
    public func blob(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try blob($0) } }

    public func bool(_ flag: Bool) throws { try integer(flag ? 1 : 0) }

    public func value(_ value: Value) throws {
        switch value {
        case .null: try null()
        case .integer(let number): try integer(number)
        case .text(let string): try text(string)
        case .blob(let bytes): try blob(bytes)
        }
    }
}

extension Connection {
    /// Inserts rows of values, and fails at the first that breaks a constraint.
    public func insert(into table: StaticString, columns: [StaticString], rows: some Sequence<[Value]>) throws {
        try bulkInsert(into: table, columns: columns, onConflict: .fail) { insert in
            for row in rows {
                for value in row { try insert.value(value) }
                try insert.endRow()
            }
        }
    }
}
