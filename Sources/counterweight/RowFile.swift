import Compensation
import Registry
import Sheets

/// Rows of a list as they came, with their verdicts beside them: a file to mend and to send again. It is a workbook where its
/// name ends in `.xlsx`, and CSV in UTF-8 otherwise, with the list's own delimiter; where that is no comma, behind the mark by
/// which the spreadsheets that write such lists know UTF-8.
enum RowFile {
    /// Columns that begin so are ours: who reads a list that was mended passes over them.
    static let prefix = "counterweight_"
    private static let columns = [
        "counterweight_line", "counterweight_verdict", "counterweight_code", "counterweight_reason",
    ]

    /// Writes rows of a list of lots or weighings, each with its code and reason.
    static func write(
        _ sheet: SupplySheet, _ refused: [(row: SupplyRow, refusal: Refusal)], to path: String
    ) throws {
        let file = try RowFileWriter(path, sheet.delimiter)
        let own = sheet.heading.indices.filter { !sheet.heading[$0].hasPrefix(prefix) }
        try file.row(own.map { sheet.heading[$0] } + columns)
        for (row, refusal) in refused {
            try file.row(
                own.map { $0 < row.cells.count ? row.cells[$0] : "" }
                    + [String(row.line), "refused", refusal.code, refusal.message])
        }
        try file.finish()
    }

    /// Writes the rows whose verdict is wanted, the list's own heading above them. Columns that an earlier such file added are
    /// replaced.
    ///
    /// - Returns: how many rows there are.
    static func write(_ report: RowReport, to path: String, where isWanted: (ToldVerdict) -> Bool) throws -> Int {
        var file: RowFileWriter?
        var own: [Int] = []
        var count = 0
        try report.each { heading, delimiter in
            let new = try RowFileWriter(path, delimiter)
            file = new
            own = heading.indices.filter { !columns.contains(heading[$0]) }
            try new.row(own.map { heading[$0] } + columns)
        } row: { row in
            guard isWanted(row.verdict) else { return }
            count += 1
            try file?.row(
                own.map { row.cells[$0] }
                    + [String(row.line), row.verdict.code, row.verdict.reason?.code ?? "", row.verdict.said])
        }
        try file?.finish()
        return count
    }

    /// Writes the rows of a list of devices whose verdict is wanted, likewise.
    ///
    /// - Parameter text: the list, as CSV in UTF-8.
    static func write(
        _ text: [UInt8], _ rows: [AttachedRow], to path: String, where isWanted: (AttachVerdict) -> Bool
    ) throws -> Int {
        let verdicts = Dictionary(rows.map { ($0.line, $0.verdict) }) { first, _ in first }
        var reader = CSVReader(formulas: .neutralised)
        reader.feed(text)
        reader.end()
        guard try reader.next() else { return 0 }
        let heading = reader.texts
        let own = heading.indices.filter { !columns.contains(heading[$0]) }
        let file = try RowFileWriter(path, reader.delimiter ?? .comma)
        try file.row(own.map { heading[$0] } + columns)
        var count = 0
        while try reader.next() {
            guard let verdict = verdicts[reader.line], isWanted(verdict) else { continue }
            let cells = reader.texts
            count += 1
            try file.row(
                own.map { cells[$0] }
                    + [String(reader.line), verdict.code, verdict.refusal?.code ?? "", verdict.refusal?.said ?? ""])
        }
        try file.finish()
        return count
    }
}

/// A new file of rows, which has its name once it is whole.
private final class RowFileWriter {
    private static let block = 1 << 18

    private let path: String
    private let file: File.Copy
    private let workbook: WorkbookWriter?
    private var text: CSVWriter

    init(_ path: String, _ delimiter: CSVDelimiter) throws {
        guard !Output.exists(path) else { throw CommandRefusal.fileExists(path: path) }
        self.path = path
        text = CSVWriter(delimiter: delimiter, byteOrderMark: delimiter != .comma)
        file = try File.Copy(beside: path)
        workbook = path.lowercased().hasSuffix(".xlsx") ? WorkbookWriter(path: file.temporary) : nil
    }

    func row(_ cells: [String]) throws {
        if let workbook {
            guard workbook.row(cells) else { throw CommandRefusal.workbookFull(path: path) }
        } else {
            text.row(cells)
            if text.bytes.count > Self.block { try file.append(text.take()) }
        }
    }

    func finish() throws {
        if let workbook {
            guard workbook.finish() else { throw CommandRefusal.workbookFull(path: path) }
        } else {
            try file.append(text.take())
        }
        try file.finish(as: path)
    }
}
