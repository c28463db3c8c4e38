import GRDBSQLite
import Storage

/// Rows by the batch: values are gathered in memory of ours, and one statement takes a thousand rows of them through the virtual
/// table `bulk_row`. A statement a row would spend more on beginning and ending than on the row.
///
/// A batch goes in whole or not at all. Where a unique key is taken and such rows are to be left out, its halves are tried, and
/// theirs, until what is left is the row.
final class SQLiteBulkInsert: BulkInsert {
    private static let rowsMost = 1_024
    private static let bytesMost = 1 << 20

    private let connection: SQLiteConnection
    private let statement: SQLiteStatement
    private let columns: Int
    private let onConflict: OnConflict

    /// The values of all rows, one behind the other, and their bytes. Memory of its own, because an array of a class is looked up and
    /// checked anew with every value.
    private let cells: UnsafeMutablePointer<BulkRows.Cell>
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity = 1 << 16
    private var used = 0
    private var column = 0
    /// Rows gathered, and rows sent before them.
    private var rows = 0
    private var sent = 0
    private var ignored: [Int] = []

    init(_ connection: SQLiteConnection, _ statement: SQLiteStatement, columns: Int, _ onConflict: OnConflict) {
        precondition((1...BulkRows.columnsMost).contains(columns), "\(columns) columns")
        self.connection = connection
        self.statement = statement
        self.columns = columns
        self.onConflict = onConflict
        cells = .allocate(capacity: Self.rowsMost * columns)
        bytes = .allocate(capacity: capacity)
    }

    deinit {
        cells.deallocate()
        bytes.deallocate()
    }

    /// The text of the statement.
    static func text(into table: StaticString, columns: [StaticString]) -> String {
        let names = columns.map(\.description).joined(separator: ", ")
        let values = columns.indices.map { "c\($0)" }.joined(separator: ", ")
        return "INSERT INTO \(table) (\(names)) SELECT \(values) FROM bulk_row"
    }

    func integer(_ integer: Int64) throws { next(.integer(integer)) }

    func text(_ text: String) throws {
        var text = text
        try text.withUTF8 { utf8 in
            guard !utf8.contains(0) else { throw StorageError.nulInText }
            next(.text(start: keep(UnsafeRawBufferPointer(utf8)), count: Int32(utf8.count)))
        }
    }

    func blob(_ blob: UnsafeRawBufferPointer) throws {
        next(.blob(start: keep(blob), count: Int32(blob.count)))
    }

    func null() throws { next(.null) }

    func endRow() throws {
        precondition(column == columns, "a row has a value a column")
        column = 0
        rows += 1
        if rows == Self.rowsMost || used > Self.bytesMost { try send() }
    }

    func finish() throws -> [Int] {
        precondition(column == 0, "the last row is ended")
        try send()
        return ignored
    }

    private func next(_ cell: BulkRows.Cell) {
        precondition(column < columns, "a row has a value a column")
        (cells + rows * columns + column).initialize(to: cell)
        column += 1
    }

    /// Copies bytes to where they stay until the batch is in, and says where that is.
    private func keep(_ part: UnsafeRawBufferPointer) -> Int32 {
        if capacity - used < part.count {
            capacity = max(capacity * 2, used + part.count)
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
            larger.update(from: bytes, count: used)
            bytes.deallocate()
            bytes = larger
        }
        if let base = part.baseAddress {
            (bytes + used).update(from: base.assumingMemoryBound(to: UInt8.self), count: part.count)
        }
        defer { used += part.count }
        return Int32(used)
    }

    private func send() throws {
        guard rows > 0 else { return }
        try send(BulkRows.Batch(cells: cells, bytes: bytes, columns: columns), 0..<rows)
        sent += rows
        rows = 0
        used = 0
    }

    private func send(_ batch: BulkRows.Batch, _ range: Range<Int>) throws {
        do {
            connection.bulkRows.offer(batch, range)
            defer {
                // SQLite takes back what a statement did that fails (ABORT, the default of conflict resolution).
                sqlite3_reset(statement.pointer)
                connection.bulkRows.withdraw()
            }
            _ = try connection.step(statement)
        } catch StorageError.constraint(.unique, _) where onConflict == .ignore {
            guard range.count > 1 else { return ignored.append(sent + range.lowerBound) }
            let middle = range.lowerBound + range.count / 2
            try send(batch, range.lowerBound..<middle)
            try send(batch, middle..<range.upperBound)
        }
    }
}

/// The virtual table `bulk_row` of one connection, whose rows are those that a bulk insert gathered
/// (https://www.sqlite.org/vtab.html). It is there without being created, and nobody sees it in the schema.
final class BulkRows {
    static let columnsMost = 32

    enum Cell {
        case null
        case integer(Int64)
        /// Where in a batch's bytes they lie.
        case text(start: Int32, count: Int32)
        case blob(start: Int32, count: Int32)
    }

    /// What a bulk insert gathered. It stays where it is while the statement runs.
    struct Batch {
        let cells: UnsafePointer<Cell>
        let bytes: UnsafePointer<UInt8>
        let columns: Int

        init(cells: UnsafeMutablePointer<Cell>, bytes: UnsafeMutablePointer<UInt8>, columns: Int) {
            self.cells = UnsafePointer(cells)
            self.bytes = UnsafePointer(bytes)
            self.columns = columns
        }
    }

    private var offered: (batch: Batch, rows: Range<Int>)?

    func register(with handle: OpaquePointer) throws {
        let code = sqlite3_create_module_v2(
            handle, "bulk_row", Self.module, Unmanaged.passRetained(self).toOpaque(),
            { rows in
                if let rows { Unmanaged<BulkRows>.fromOpaque(rows).release() }
            })
        guard code == SQLITE_OK else { throw StorageError(handle, sql: "bulk_row") }
    }

    /// Says which rows the next statement finds.
    func offer(_ batch: Batch, _ rows: Range<Int>) { offered = (batch, rows) }

    func withdraw() { offered = nil }

    /// A table as SQLite knows it, its own part first.
    private struct Table {
        var base = sqlite3_vtab()
        let rows: Unmanaged<BulkRows>
    }

    /// A cursor as SQLite knows it, its own part first.
    private struct Cursor {
        var base = sqlite3_vtab_cursor()
        let rows: Unmanaged<BulkRows>
        var batch: Batch?
        var row = 0
        var end = 0

        func answer(_ column: Int, _ context: OpaquePointer?) {
            guard let batch, column < batch.columns else { return }
            switch batch.cells[row * batch.columns + column] {
            case .null: break
            case .integer(let integer): sqlite3_result_int64(context, integer)
            case .text(let start, let count):
                let text = UnsafeRawPointer(batch.bytes + Int(start)).assumingMemoryBound(to: CChar.self)
                sqlite3_result_text(context, text, count, nil)
            case .blob(let start, let count):
                sqlite3_result_blob(context, batch.bytes + Int(start), count, nil)
            }
        }
    }

    /// The methods, made once and kept. Without `xCreate` the table needs no CREATE.
    nonisolated(unsafe) private static let module: UnsafePointer<sqlite3_module> = {  // written here, then only read
        var methods = sqlite3_module()
        methods.xConnect = { handle, rows, _, _, table, _ in
            guard let rows, let table else { return SQLITE_MISUSE }
            let names = (0..<BulkRows.columnsMost).map { "c\($0)" }.joined(separator: ", ")
            let code = sqlite3_declare_vtab(handle, "CREATE TABLE bulk_row (\(names))")
            guard code == SQLITE_OK else { return code }
            let made = UnsafeMutablePointer<Table>.allocate(capacity: 1)
            made.initialize(to: Table(rows: Unmanaged.fromOpaque(rows)))
            table.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab.self)
            return SQLITE_OK
        }
        methods.xDisconnect = { table in
            UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self).deallocate()
            return SQLITE_OK
        }
        methods.xBestIndex = { _, _ in SQLITE_OK }
        methods.xOpen = { table, cursor in
            guard let table = UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self), let cursor else {
                return SQLITE_MISUSE
            }
            let made = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
            made.initialize(to: Cursor(rows: table.pointee.rows))
            cursor.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
            return SQLITE_OK
        }
        methods.xClose = { cursor in
            BulkRows.cursor(cursor)?.deallocate()
            return SQLITE_OK
        }
        methods.xFilter = { cursor, _, _, _, _ in
            guard let cursor = BulkRows.cursor(cursor) else { return SQLITE_MISUSE }
            let offered = cursor.pointee.rows.takeUnretainedValue().offered
            cursor.pointee.batch = offered?.batch
            cursor.pointee.row = offered?.rows.lowerBound ?? 0
            cursor.pointee.end = offered?.rows.upperBound ?? 0
            return SQLITE_OK
        }
        methods.xNext = { cursor in
            BulkRows.cursor(cursor)?.pointee.row += 1
            return SQLITE_OK
        }
        methods.xEof = { cursor in
            guard let cursor = BulkRows.cursor(cursor) else { return 1 }
            return cursor.pointee.row < cursor.pointee.end ? 0 : 1
        }
        methods.xColumn = { cursor, context, column in
            BulkRows.cursor(cursor)?.pointee.answer(Int(column), context)
            return SQLITE_OK
        }
        methods.xRowid = { cursor, row in
            guard let cursor = BulkRows.cursor(cursor) else { return SQLITE_MISUSE }
            row?.pointee = sqlite3_int64(cursor.pointee.row)
            return SQLITE_OK
        }
        let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
        module.initialize(to: methods)
        return UnsafePointer(module)
    }()

    private static func cursor(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> UnsafeMutablePointer<Cursor>? {
        UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self)
    }
}
