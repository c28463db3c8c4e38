import Compensation
import Registry
import Sheets

/// Rows of a list as they came, with their verdicts beside them: a file to mend and to send again.
enum RowFile {
    /// Columns that begin so are ours: who reads a list that was mended passes over them.
    static let prefix = "counterweight_"
    private static let columns = ["counterweight_line", "counterweight_verdict", "counterweight_reason"]
    private static let block = 1 << 18

    /// Writes rows of a list of lots or weighings, each with its code and reason.
    static func write(
        _ sheet: SupplySheet, _ refused: [(row: SupplyRow, refusal: Refusal)], to path: String
    ) throws {
        var writer = CSVWriter()
        let own = sheet.heading.indices.filter { !sheet.heading[$0].hasPrefix(prefix) }
        writer.row(own.map { sheet.heading[$0] } + columns)
        for (row, refusal) in refused {
            writer.row(
                own.map { $0 < row.cells.count ? row.cells[$0] : "" }
                    + [String(row.line), refusal.code, refusal.message])
        }
        try Output.create(path, writer.take())
    }

    /// Writes the rows whose verdict is wanted, the list's own heading above them. Columns that an earlier such file added are
    /// replaced.
    ///
    /// - Returns: how many rows there are.
    static func write(_ report: RowReport, to path: String, where isWanted: (ToldVerdict) -> Bool) throws -> Int {
        guard !Output.exists(path) else { throw CommandRefusal.fileExists(path: path) }
        let file = try File.Copy(beside: path)
        var writer = CSVWriter()
        var own: [Int] = []
        var count = 0
        try report.each { heading in
            own = heading.indices.filter { !columns.contains(heading[$0]) }
            writer.row(own.map { heading[$0] } + columns)
        } row: { row in
            guard isWanted(row.verdict) else { return }
            count += 1
            writer.row(
                own.map { row.cells[$0] } + [String(row.line), row.verdict.code, row.verdict.said])
            if writer.bytes.count > block { try file.append(writer.take()) }
        }
        try file.append(writer.take())
        try file.finish(as: path)
        return count
    }
}
