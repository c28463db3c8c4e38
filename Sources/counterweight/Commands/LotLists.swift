import ArgumentParser
import CanonicalJSON
import Certificates
import Compensation
import Journal
import Primitives
import Registry
import Wording

/// Lots of a list.
struct LotImport: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("import", .lotImport) }

    @OptionGroup var list: SupplyListOptions
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        try await list.answer(SupplySheet.lots, common) { row, digest in
            try row.lot(digest)
        } take: { compensation, lots, manner, actor in
            try await compensation.seal(lots, manner, as: actor)
        }
    }
}

/// Weighings of a list.
struct LotWeighings: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("weighings", .lotWeighings) }

    @OptionGroup var list: SupplyListOptions
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        try await list.answer(SupplySheet.weighings, common) { row, digest in
            try row.weighing(digest)
        } take: { compensation, weighings, manner, actor in
            try await compensation.weigh(weighings, manner, as: actor)
        }
    }
}

/// A list and how it is to be taken.
struct SupplyListOptions: ParsableArguments {
    /// Refused rows that people are shown; `--json` has them all.
    private static let refusedShown = 20

    @Argument(help: .said(.supplyList, .file)) var file: String
    @Flag(help: .said(.dryRun)) var dryRun = false
    @Flag(help: .said(.allOrNothing)) var allOrNothing = false
    @Option(help: .said(.refusedRows, .file)) var refused: String?

    /// Reads each row, has the registry take what could be read, and says what became of every one.
    func answer<Row>(
        _ columns: (needed: [SupplySheet.Column], other: [SupplySheet.Column]), _ common: CommonOptions,
        rowsMost: Int = SupplySheet.rowsMost, key: SupplySheet.Column = .lot,
        read: (SupplyRow, (String) throws -> Digest) throws -> Row,
        take: (Compensation, [Row], ListManner, Actor) async throws -> [ListedRow]
    ) async throws -> Answer {
        guard !dryRun || !allOrNothing else { throw CommandRefusal.oneManner }
        try Output.check([refused])
        let sheet = try ListFault.named(file) { try SupplySheet(file, columns, rowsMost: rowsMost) }
        let (compensation, actor) = try await common.openToAct()
        let registry = compensation.registry
        var verdicts: [ListedRow?] = []
        var rows: [Row] = []
        for row in sheet.rows {
            do {
                // A dry run keeps no file.
                rows.append(
                    try read(row) { path in
                        dryRun
                            ? Digest(sha256: try Input.bytes(path, most: Registry.evidenceBytesMax))
                            : try registry.keep(evidence: path)
                    })
                verdicts.append(nil)
            } catch {
                guard Refusal(Self.cause(error)) != nil else { throw error }
                verdicts.append(.refused(error))
            }
        }
        let unread = verdicts.contains { $0 != nil }
        // Where a row could not be read and all or none are wanted, the others are only tried.
        let manner: ListManner =
            dryRun || (allOrNothing && unread) ? .rehearsal : allOrNothing ? .allOrNothing : .rowByRow
        var told = try await take(compensation, rows, manner, actor)[...]
        for index in verdicts.indices where verdicts[index] == nil { verdicts[index] = told.popFirst() }
        return try answer(sheet, key, verdicts.compactMap(\.self), actor)
    }

    private func answer(
        _ sheet: SupplySheet, _ key: SupplySheet.Column, _ verdicts: [ListedRow], _ actor: Actor
    ) throws -> Answer {
        var answer = Answer()
        var (taken, duplicates) = (0, 0)
        var refusals: [(row: SupplyRow, refusal: Refusal)] = []
        var lines: [JSON] = []
        var said: [SaidPhrase] = []
        for (row, verdict) in zip(sheet.rows, verdicts) {
            var json = JSONObject()
            json["line"] = .number(row.line)
            json[key.rawValue] = .string(row.text(key))
            switch verdict {
            case .taken(let sequence):
                taken += 1
                json["verdict"] = "taken"
                if !dryRun { json["sequence"] = .integer(sequence) }
            case .duplicate(let sequence):
                duplicates += 1
                json["verdict"] = "duplicate"
                json["sequence"] = .integer(sequence)
            case .refused(let error):
                guard let refusal = Refusal(Self.cause(error)), let phrase = Refusal.known(Self.cause(error))?.phrase
                else { throw error }
                let column = (error as? SupplyFault)?.column
                refusals.append((row, refusal))
                said.append(.listRowRefused(row.line, column: column, phrase))
                json["verdict"] = "refused"
                json["column"] = column.map(JSON.string)
                json["code"] = .string(refusal.code)
                json["message"] = .string(refusal.message)
            }
            lines.append(.object(json))
        }
        let isLeft = allOrNothing && !refusals.isEmpty
        answer.json["rows"] = .array(lines)
        answer.json["written"] = .bool(!dryRun && !isLeft)
        answer.json["taken"] = .number(isLeft ? 0 : taken)
        answer.json["duplicates"] = .number(duplicates)
        answer.json["refused"] = .number(refusals.count)
        if isLeft {
            answer.say(SaidPhrase.listLeft(verdicts.count, refused: refusals.count))
        } else if dryRun {
            answer.say(SaidPhrase.listTried(taken, duplicates: duplicates, refused: refusals.count))
        } else {
            answer.say(SaidPhrase.listTaken(taken, duplicates: duplicates, refused: refusals.count))
        }
        for phrase in said.prefix(Self.refusedShown) { answer.say(phrase) }
        if said.count > Self.refusedShown { answer.say(SaidPhrase.moreRows(said.count - Self.refusedShown)) }
        if let refused, !refusals.isEmpty {
            try RowFile.write(sheet, refusals, to: refused)
            answer.json["refusedFile"] = .string(refused)
            answer.say(SaidPhrase.refusedRowsWritten(refused, refusals.count))
        }
        if isLeft || taken + duplicates == 0 && !refusals.isEmpty { answer.exit = .refused }
        answer.sign(actor)
        return answer
    }

    private static func cause(_ error: any Error) -> any Error { (error as? SupplyFault)?.error ?? error }
}
