import CLibXlsxWriter

/// Writes rows of texts as a workbook of one worksheet, by libxlsxwriter, which writes the file itself and keeps one row in
/// memory. A text is never a formula.
public final class WorkbookWriter {
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private let worksheet: UnsafeMutablePointer<lxw_worksheet>
    private var rows: UInt32 = 0

    /// - Parameter path: of the file, which is there or not.
    public init(path: String) {
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let workbook = workbook_new_opt(path, &options), let worksheet = workbook_add_worksheet(workbook, nil)
        else { preconditionFailure("no memory for a workbook") }
        self.workbook = workbook
        self.worksheet = worksheet
    }

    deinit {
        if let workbook { lxw_workbook_free(workbook) }
    }

    /// Characters of one cell.
    public static let cellMax = 32_767

    /// Writes a row below the one before. What is longer than a cell holds is cut.
    ///
    /// - Returns: `false` where the worksheet is full, or a file for what is in work cannot be written.
    public func row(_ cells: [String]) -> Bool {
        guard rows < WorkbookLimits.rows else { return false }
        for (column, cell) in cells.enumerated() where !cell.isEmpty {
            let text = cell.utf8.count > Self.cellMax ? String(cell.prefix(Self.cellMax / 4)) : cell
            guard worksheet_write_string(worksheet, rows, UInt16(column), text, nil) == LXW_NO_ERROR else {
                return false
            }
        }
        rows += 1
        return true
    }

    /// Ends the writing.
    ///
    /// - Returns: whether the file is whole.
    public func finish() -> Bool {
        guard let workbook else { preconditionFailure("a workbook is finished twice") }
        self.workbook = nil
        return workbook_close(workbook) == LXW_NO_ERROR
    }
}
