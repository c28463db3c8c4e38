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
                    try lines.take(row)
                    guard lines.count <= WorkbookLimits.textFree + WorkbookLimits.textExpansion * unpacked else {
                        throw .expandsTooMuch(part: worksheet.part)
                    }
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
            try lines.end()
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
    /// As a file that people open: whoever reads it takes the apostrophes off, and so a text that begins with one keeps it.
    private var writer = CSVWriter(lineEnd: .lf)
    /// Bytes of the lines that were written out.
    private var handedOut = 0

    init(_ shape: WorksheetShape) throws(WorkbookError) {
        self.shape = shape
        waiting =
            shape.merged.filter { $0.columns.upperBound <= CSVLimits.columns }
            .sorted { $0.rows.lowerBound < $1.rows.lowerBound }[...]
    }

    var isFull: Bool { writer.bytes.count >= Self.block }

    /// Bytes of all lines so far.
    var count: Int { handedOut + writer.bytes.count }

    func written() -> [UInt8] {
        handedOut += writer.bytes.count
        return writer.take()
    }

    func take(_ row: WorksheetRow) throws(WorkbookError) {
        let row = try filled(row)
        guard let rows = above else { return try write(row) }
        if let last = rows.last {
            var goesOn = false
            if rows.count < Self.headingRows {
                goesOn = if try isTitle(last) { true } else { try continues(last, in: row) }
            }
            guard goesOn else {
                try writeHeading(rows)
                return try write(row)
            }
        }
        above = rows + [row]
    }

    func end() throws(WorkbookError) {
        if let rows = above { try writeHeading(rows) }
    }

    // MARK: Merged ranges

    /// The row with the values of the ranges that reach into it.
    private func filled(_ row: WorksheetRow) throws(WorkbookError) -> WorksheetRow {
        guard !waiting.isEmpty || !open.isEmpty else { return row }
        open.removeAll { $0.range.rows.upperBound < row.number }
        while let range = waiting.first, range.rows.lowerBound <= row.number {
            waiting.removeFirst()
            // Where its first row has nothing, neither has it.
            guard range.rows.lowerBound == row.number, range.columns.lowerBound <= row.cells.count else { continue }
            open.append((range, row.cells[range.columns.lowerBound - 1]))
        }
        guard open.count <= CSVLimits.columns else { throw .rangesOverlap(row: row.number) }
        var row = row
        for (range, value) in open where !value.isEmpty {
            while row.cells.count < range.columns.upperBound { row.cells.append("") }
            for column in range.columns where row.cells[column - 1].isEmpty { row.cells[column - 1] = value }
        }
        return row
    }

    /// The ranges that reach into a row.
    private func merged(in row: Int) throws(WorkbookError) -> [CellRange] {
        let ranges = shape.merged.filter { $0.rows.contains(row) }
        guard ranges.count <= CSVLimits.columns else { throw .rangesOverlap(row: row) }
        return ranges
    }

    // MARK: The heading

    /// Whether a row is one cell over several columns.
    private func isTitle(_ row: WorksheetRow) throws(WorkbookError) -> Bool {
        let texts = Set(row.cells.filter { !$0.isEmpty })
        guard texts.count == 1, let column = row.cells.firstIndex(where: { !$0.isEmpty }) else { return false }
        return try merged(in: row.number).first { $0.columns.contains(column + 1) }.map { $0.columns.count > 1 }
            ?? false
    }

    /// Whether a heading goes on in the next row: something in it is merged, and what is not has nothing below it. (A
    /// heading of one row may have a merged cell too; then the devices begin below the others.)
    private func continues(_ heading: WorksheetRow, in next: WorksheetRow) throws(WorkbookError) -> Bool {
        guard next.number == heading.number + 1 else { return false }
        let ranges = try merged(in: heading.number)
        var hasMerged = false
        for (index, text) in heading.cells.enumerated() where !text.isEmpty {
            if let range = ranges.first(where: { $0.columns.contains(index + 1) }) {
                if range.rows.upperBound > heading.number || range.columns.count > 1 {
                    hasMerged = true
                    continue
                }
            }
            if next.cells.indices.contains(index), !next.cells[index].isEmpty { return false }
        }
        return hasMerged
    }

    private func writeHeading(_ rows: [WorksheetRow]) throws(WorkbookError) {
        above = nil
        var heading = rows[...]
        while let first = heading.first, try isTitle(first) { heading.removeFirst() }
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
        try write(WorksheetRow(number: last.number, cells: cells))
    }

    private func write(_ row: WorksheetRow) throws(WorkbookError) {
        line += 1
        if line < row.number {
            writer.blankLines(row.number - line)
            line = row.number
        }
        var cells = row.cells
        while cells.count < width { cells.append("") }
        let before = writer.bytes.count
        writer.row(cells)
        guard writer.bytes.count - before <= CSVLimits.row else {
            throw .rowTooLong(row: row.number, limit: CSVLimits.row)
        }
    }
}
