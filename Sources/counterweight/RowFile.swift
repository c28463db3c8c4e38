import Compensation
import Registry
import Sheets

/// Rows of a list as they came, with their verdicts beside them: a file to mend and to send again.
enum RowFile {
    private static let columns = ["counterweight_line", "counterweight_verdict", "counterweight_reason"]
    private static let block = 1 << 18

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
