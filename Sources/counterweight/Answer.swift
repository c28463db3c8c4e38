import CanonicalJSON
import Journal
import Primitives
import Wording

/// How a run ends (docs/guides/command-line.md).
enum Exit: Int32, CaseIterable {
    case done = 0
    /// A rule said no, and the facts are told. Nothing was written but the verdicts of the guard.
    case refused = 1
    /// The command line, or a file it names, cannot be read.
    case usage = 2
    /// Somebody else was writing: the same command may be run again.
    case contention = 3
    /// The registry contradicts itself or what it published, and must not be written to.
    case damaged = 4
    /// The disk is full, or the file system refused.
    case storage = 5
    /// Ctrl-C: what was at work is kept as a draft, and goes on from there (128 and the signal's number, as shells have it).
    case interrupted = 130
}

/// What a command says when it is done: one JSON object for programs, a few lines for people.
struct Answer {
    var json = JSONObject()
    var blocks: [Block] = []
    var exit = Exit.done

    /// A part of what people read.
    enum Block {
        case sentence(String)
        /// Names and values, the values in one column.
        case facts([(name: String, value: String)])
        case table([Column], rows: [[String]])
        case blank
    }

    struct Column {
        let heading: String
        var right = false

        init(_ heading: HeadingPhrase, right: Bool = false) {
            self.heading = heading.said
            self.right = right
        }
    }

    init() {}

    /// The answer of a command that wrote this entry.
    init(_ sequence: Int64) { json["sequence"] = .integer(sequence) }

    mutating func say(_ phrase: any Phrase) { blocks.append(.sentence(phrase.said)) }

    mutating func state(_ facts: [(HeadingPhrase, String?)]) {
        blocks.append(.facts(facts.compactMap { name, value in value.map { (name.said, $0) } }))
    }

    /// A table, or the sentence that says there is none.
    mutating func list(_ columns: [Column], _ rows: [[String]], none: SaidPhrase) {
        if rows.isEmpty { say(none) } else { blocks.append(.table(columns, rows: rows)) }
    }

    /// Who acted. The name is not proven by anything, and the answer says so.
    mutating func sign(_ actor: Actor) {
        json["actor"] = .string(actor.text)
        json["actorProven"] = false
        say(SaidPhrase.actor(actor))
    }

    // MARK: - As text

    var text: String {
        var lines: [String] = []
        for block in blocks {
            switch block {
            case .sentence(let sentence): lines.append(sentence)
            case .facts(let facts):
                let width = facts.map(\.name.count).max() ?? 0
                for fact in facts { lines.append("  \(Self.padded(fact.name, width))  \(fact.value)") }
            case .table(let columns, let rows): lines += Self.table(columns, rows)
            case .blank: lines.append("")
            }
        }
        return lines.map { "\($0)\n" }.joined()
    }

    private static func table(_ columns: [Column], _ rows: [[String]]) -> [String] {
        let cells = [columns.map(\.heading)] + rows
        let widths = columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { row in
            var line = ""
            for (index, cell) in row.enumerated() {
                if index > 0 { line += "  " }
                line += padded(cell, widths[index], right: columns[index].right)
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    private static func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return right ? space + text : text + space
    }
}

// Values of the trade as JSON has them: the names and spellings of the journal.
extension JSON {
    static func code(_ code: Code) -> JSON { .string(code.text) }
    static func day(_ day: Day) -> JSON { .string(day.text) }
    static func days(_ days: ClosedRange<Day>) -> JSON { [.day(days.lowerBound), .day(days.upperBound)] }
    static func grams(_ grams: Grams) -> JSON { .integer(grams.count) }
    static func declaration(_ sequence: Int64) -> JSON { .string("D\(sequence)") }
    static func quantity(_ quantity: Quantity) -> JSON {
        ["unit": .string(quantity.unit.rawValue), "count": .integer(quantity.count)]
    }
    static func texts(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
    static func number(_ number: Int) -> JSON { .integer(Int64(number)) }
}
