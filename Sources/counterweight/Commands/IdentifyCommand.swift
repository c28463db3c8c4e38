import ArgumentParser
import CanonicalJSON
import Compensation
import Exchange
import Journal
import Primitives
import Wording

/// Attaches devices to the quantity lines of a declaration.
struct DeclareIdentify: AnsweringCommand {
    /// Rows that were not attached, as people are shown them; `--json` has them all.
    private static let shown = 20
    /// Bytes of a list whose rows can be written beside the answer.
    private static let reportedBytes = 64 << 20

    static var configuration: CommandConfiguration { CommandConfiguration("identify", .declareIdentify) }

    @Argument(help: .said(.declaration, .declaration), transform: Read.declaration) var declaration: Int64
    @OptionGroup var file: ListFileOptions
    @OptionGroup var reports: ListReports
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let mapping = try file.mapping()
        let (compensation, actor) = try await common.openToAct()
        try Output.check([reports.excluded, reports.verdicts])
        let received = try file.received(mapping, scratch: compensation.scratchFolder)
        // Before anything is attached: what is too large to be written again is told while it can be sent in parts.
        let text = reports.areAsked ? try received.text(bytesMost: Self.reportedBytes) : []
        let outcome = try await compensation.identify(
            declaration: declaration, sheet: received.sheet, mapping: mapping, as: actor)
        var answer = Answer()
        answer.json["declaration"] = .declaration(declaration)
        answer.json["entries"] = .array(outcome.entries.map { .integer($0) })
        answer.json["withdrawn"] = outcome.cancelled.map { .quantity($0) }
        answer.json["released"] = .released(outcome.released)
        answer.json["rows"] = .array(outcome.rows.map(\.json))
        var counts: [(HeadingPhrase, Int)] = [
            (.attached, 0), (.cancelled, 0), (.excluded, 0), (.duplicates, 0), (.underReview, 0),
        ]
        for row in outcome.rows { counts[row.verdict.place].1 += 1 }
        answer.say(SaidPhrase.identified(declaration, rows: counts[0].1))
        answer.state(
            [(.rows, Speech.language.number(outcome.rows.count))]
                + counts.map { ($0.0, $0.1 == 0 ? nil : Speech.language.number($0.1)) })
        if let cancelled = outcome.cancelled { answer.say(SaidPhrase.positionsCancelled(declaration, cancelled)) }
        answer.tell(outcome.released)
        let excluded = outcome.rows.compactMap { row in row.verdict.refusal.map { (row.line, $0) } }
        for (line, refusal) in excluded.prefix(Self.shown) { answer.say(SaidPhrase.deviceExcluded(line, refusal)) }
        if excluded.count > Self.shown { answer.say(SaidPhrase.moreRows(excluded.count - Self.shown)) }
        try reports.write(text, outcome.rows, &answer)
        if outcome.entries.isEmpty, !excluded.isEmpty, excluded.count == outcome.rows.count { answer.exit = .refused }
        answer.sign(actor)
        return answer
    }
}

extension AttachVerdict {
    fileprivate var place: Int {
        switch self {
        case .attached: 0
        case .cancelled: 1
        case .excluded: 2
        case .duplicate: 3
        case .underReview: 4
        }
    }

    var refusal: AttachRefusal? {
        switch self {
        case .excluded(let refusal): refusal
        case .attached, .cancelled, .duplicate, .underReview: nil
        }
    }
}

extension AttachedRow {
    fileprivate var json: JSON {
        var json = JSONObject()
        json["line"] = .number(line)
        json["verdict"] = .string(verdict.code)
        switch verdict {
        case .attached(let row, let position), .cancelled(let row, let position):
            json["row"] = .integer(row)
            json["position"] = .integer(position)
        case .excluded(let refusal):
            json["code"] = .string(refusal.code)
            json["message"] = .string(refusal.said)
        case .duplicate, .underReview: break
        }
        return .object(json)
    }
}
