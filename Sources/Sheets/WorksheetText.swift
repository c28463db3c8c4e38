extension Workbook {
    /// Writes a worksheet as CSV in UTF-8, one line a row, so that row n of the worksheet is line n of the text.
    ///
    /// Lines above the heading and rows without anything are empty lines. The heading is on the last of its rows: a title that
    /// is one merged cell is left out, a heading merged over several rows is one, and a group's name over several columns is put
    /// before theirs where they would be the same, or are nothing but a unit of mass. Below the heading each cell of a merged
    /// range has its value.
    ///
    /// - Parameters:
    ///   - name: of the worksheet; `nil` for the only one that has anything in it.
    ///   - write: is given the text block by block.
    /// - Returns: the worksheet's name.
    public func writeText(worksheet name: String?, _ write: ([UInt8]) throws -> Void) throws -> String {
        let worksheet = try worksheet(named: name)
        let lines = try WorksheetLines(try shape(of: worksheet))
        try withoutActuallyEscaping(write) { write in
            var failure: (any Error)?
            do throws(WorkbookError) {
                try read(worksheet) { (row) throws(WorkbookError) in
                    lines.take(row)
                    do {
                        if lines.isFull { try write(lines.written()) }
                    } catch {
                        failure = error
                        throw .emptyWorkbook
                    }
                }
            } catch {
                throw failure ?? error
            }
            lines.end()
            try write(lines.written())
        }
        return worksheet.name
    }
}

/// Turns a worksheet's rows into lines.
private final class WorksheetLines {
    /// Rows in which a heading is looked for, a title's included.
    private static let headingRows = 20
    private static let block = 1 << 18

    private let shape: WorksheetShape
    /// By their first row, and those whose first row was reached, with their value.
    private var waiting: ArraySlice<CellRange>
    private var open: [(range: CellRange, value: String)] = []
    /// Rows before the heading is whole.
    private var above: [WorksheetRow]? = []
    private var width = 0
    private var line = 0
    private var writer = CSVWriter(lineEnd: .lf, formulas: .kept)

    init(_ shape: WorksheetShape) throws(WorkbookError) {
        self.shape = shape
        waiting =
            shape.merged.filter { $0.columns.upperBound <= CSVLimits.columns }
            .sorted { $0.rows.lowerBound < $1.rows.lowerBound }[...]
    }

    var isFull: Bool { writer.bytes.count >= Self.block }

    func written() -> [UInt8] { writer.take() }

    func take(_ row: WorksheetRow) {
        let row = filled(row)
        guard let rows = above else { return write(row) }
        if let last = rows.last, rows.count == Self.headingRows || !isTitle(last) && !continues(last, in: row) {
            writeHeading(rows)
            write(row)
        } else {
            above = rows + [row]
        }
    }

    func end() {
        if let rows = above { writeHeading(rows) }
    }

    // MARK: Merged ranges

    /// The row with the values of the ranges that reach into it.
    private func filled(_ row: WorksheetRow) -> WorksheetRow {
        guard !waiting.isEmpty || !open.isEmpty else { return row }
        open.removeAll { $0.range.rows.upperBound < row.number }
        while let range = waiting.first, range.rows.lowerBound <= row.number {
            waiting.removeFirst()
            // Where its first row has nothing, neither has it.
            guard range.rows.lowerBound == row.number, range.columns.lowerBound <= row.cells.count else { continue }
            open.append((range, row.cells[range.columns.lowerBound - 1]))
        }
        var row = row
        for (range, value) in open where !value.isEmpty {
            while row.cells.count < range.columns.upperBound { row.cells.append("") }
            for column in range.columns where row.cells[column - 1].isEmpty { row.cells[column - 1] = value }
        }
        return row
    }

    private func merged(_ row: Int, _ column: Int) -> CellRange? {
        shape.merged.first { $0.rows.contains(row) && $0.columns.contains(column) }
    }

    // MARK: The heading

    /// Whether a row is one cell over several columns.
    private func isTitle(_ row: WorksheetRow) -> Bool {
        let texts = Set(row.cells.filter { !$0.isEmpty })
        guard texts.count == 1, let column = row.cells.firstIndex(where: { !$0.isEmpty }) else { return false }
        return merged(row.number, column + 1).map { $0.columns.count > 1 } ?? false
    }

    /// Whether a heading goes on in the next row: something in it is merged, and what is not has nothing below it. (A
    /// heading of one row may have a merged cell too; then the devices begin below the others.)
    private func continues(_ heading: WorksheetRow, in next: WorksheetRow) -> Bool {
        guard next.number == heading.number + 1 else { return false }
        var hasMerged = false
        for (index, text) in heading.cells.enumerated() where !text.isEmpty {
            if let range = merged(heading.number, index + 1) {
                if range.rows.upperBound > heading.number || range.columns.count > 1 {
                    hasMerged = true
                    continue
                }
            }
            if next.cells.indices.contains(index), !next.cells[index].isEmpty { return false }
        }
        return hasMerged
    }

    private func writeHeading(_ rows: [WorksheetRow]) {
        above = nil
        let heading = Array(rows.drop(while: isTitle))
        guard let last = heading.last else { return }
        let columns = heading.map(\.cells.count).max() ?? 0
        width = max(columns, min(shape.columns, CSVLimits.columns))
        let texts: [[String]] = (0..<width).map { column in
            var texts: [String] = []
            for row in heading where row.cells.indices.contains(column) {
                let text = row.cells[column]
                if !text.isEmpty, texts.last != text { texts.append(text) }
            }
            return texts
        }
        let lowest = texts.map { $0.last ?? "" }
        let cells = texts.indices.map { column in
            let text = lowest[column]
            let isUnit = ["g", "kg", "lb", "oz"].contains(text.lowercased().filter(\.isLetter))
            guard isUnit || lowest.count(where: { $0 == text }) > 1 else { return text }
            return texts[column].joined(separator: " ")
        }
        write(WorksheetRow(number: last.number, cells: cells))
    }

    private func write(_ row: WorksheetRow) {
        line += 1
        if line < row.number {
            writer.blankLines(row.number - line)
            line = row.number
        }
        var cells = row.cells
        while cells.count < width { cells.append("") }
        writer.row(cells)
    }
}
