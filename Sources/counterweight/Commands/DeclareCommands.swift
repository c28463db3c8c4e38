import Exchange
import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Primitives
import Wording

struct DeclareCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "declare", .declare,
            subcommands: [
                DeclareSheet.self, DeclareColumns.self, DeclareProfiles.self, DeclareIdentify.self,
                DeclareInvoice.self, DeclarePaid.self,
                DeclareWithdrawal.self,
            ],
            first: DeclareSheet.self)
    }
}

/// A list and its papers, as `declare` and `draft add` take them.
struct ListOptions: ParsableArguments {
    @OptionGroup var file: ListFileOptions
    @Option(help: .said(.customer, .code), transform: Read.code) var customer: Code
    @Option(help: .said(.programme, .code), transform: Read.code) var programme: Code
    @Option(help: .said(.declaredDay, .day), transform: Read.day) var day: Day
    @Option(help: .said(.beneficiary, .text)) var beneficiary: String?
    @Option(help: .said(.costCentre, .text)) var costCentre: String?
    @Option(help: .said(.document, .text)) var document: String?
    @Option(help: .said(.life, .number), transform: Read.sequence) var life: Int64 = 1

    var papers: DeclarationToMake {
        DeclarationToMake(
            customer: customer, programme: programme, day: day, beneficiary: beneficiary, costCentre: costCentre,
            document: document, life: Int(clamping: life))
    }
}

/// Files that are asked for beside the answer.
struct ListReports: ParsableArguments {
    @Option(help: .said(.excludedRows, .file)) var excluded: String?
    @Option(help: .said(.verdictRows, .file)) var verdicts: String?

    var areAsked: Bool { excluded != nil || verdicts != nil }

    /// Writes what was asked for.
    func write(_ report: RowReport, _ answer: inout Answer) throws {
        try write(
            &answer, excluded: { try RowFile.write(report, to: $0) { $0.reason != nil } },
            all: { try RowFile.write(report, to: $0) { _ in true } })
    }

    /// The same of a list of devices.
    func write(_ text: [UInt8], _ rows: [AttachedRow], _ answer: inout Answer) throws {
        try write(
            &answer, excluded: { try RowFile.write(text, rows, to: $0) { $0.refusal != nil } },
            all: { try RowFile.write(text, rows, to: $0) { _ in true } })
    }

    private func write(
        _ answer: inout Answer, excluded writeExcluded: (String) throws -> Int, all writeAll: (String) throws -> Int
    ) throws {
        if let excluded {
            let rows = try writeExcluded(excluded)
            answer.json["excludedFile"] = .string(excluded)
            answer.say(SaidPhrase.excludedRowsWritten(excluded, rows))
        }
        if let verdicts {
            let rows = try writeAll(verdicts)
            answer.json["verdictsFile"] = .string(verdicts)
            answer.say(SaidPhrase.verdictsWritten(verdicts, rows))
        }
    }
}

struct DeclareSheet: AnsweringCommand {
    /// Bytes from which a list goes in as a draft, so that it can be interrupted.
    static let draftBytes: Int64 = 1 << 20

    static var configuration: CommandConfiguration { CommandConfiguration("sheet", .declareSheet) }

    @OptionGroup var list: ListOptions
    @OptionGroup var reports: ListReports
    @Flag(help: .said(.dryRun)) var dryRun = false
    @Option(help: .said(.receipt, .file)) var receipt: String?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let mapping = try list.file.mapping()
        let papers = list.papers
        let (compensation, actor) = try await common.openToAct()
        try Output.check([receipt, reports.excluded, reports.verdicts])
        let received = try list.file.received(mapping, scratch: compensation.scratchFolder)
        return try await ListFault.named(list.file.sheet) {
            try await answer(received, mapping, papers, compensation, actor)
        }
    }

    private func answer(
        _ received: ReceivedList, _ mapping: DeclarationMapping, _ papers: DeclarationToMake,
        _ compensation: Compensation, _ actor: Actor
    ) async throws -> Answer {
        let progress = ProgressLine()
        defer { progress.end() }
        var answer = Answer()
        if dryRun {
            answer.tell(try received.columns(mapping), received.form)
            let judged = try await compensation.judge(
                papers, sheet: received.sheet, mapping: mapping, as: actor, progress: progress.progress)
            answer.tell(judged)
            try reports.write(judged.report, &answer)
            return answer
        }
        let outcome: DeclareOutcome
        do {
            if received.bytes >= Self.draftBytes {
                outcome = try await throughDraft(compensation, papers, received, mapping, actor, progress)
            } else {
                outcome = try await compensation.declare(
                    papers, sheet: received.sheet, mapping: mapping, as: actor, progress: progress.progress)
            }
        } catch CompensationRefusal.nothingIncluded(let tally) {
            // Whoever asked for the excluded rows needs them most now.
            if reports.areAsked {
                let judged = try await compensation.judge(
                    papers, sheet: received.sheet, mapping: mapping, as: actor)
                try reports.write(judged.report, &answer)
            }
            throw CompensationRefusal.nothingIncluded(tally)
        }
        progress.end()
        answer.tell(outcome)
        if let receipt, !outcome.declarations.isEmpty { try answer.write(outcome, papers, receipt: receipt) }
        try reports.write(outcome.report, &answer)
        answer.sign(actor)
        return answer
    }

    private func throughDraft(
        _ compensation: Compensation, _ papers: DeclarationToMake, _ received: ReceivedList,
        _ mapping: DeclarationMapping, _ actor: Actor, _ progress: ProgressLine
    ) async throws -> DeclareOutcome {
        let draft = try await compensation.draft(
            papers, list: received, named: list.file.name, mapping: mapping, as: actor)
        do {
            try await compensation.submit(draft: draft, as: actor)
            return try await Interruption.watch {
                try await compensation.accept(draft: draft, as: actor, progress: progress.progress)
            }
        } catch is CancellationError {
            throw CommandRefusal.stopped(draft: draft)
        } catch {
            // Where this fails too, the draft stays, and what is told is why the list was not taken.
            try? await compensation.discard(draft: draft, as: actor)
            throw error
        }
    }
}

extension Answer {
    /// Excluded rows that people are shown; `--json` has them all.
    private static let excludedShown = 20

    mutating func tell(_ outcome: DeclareOutcome) {
        if let first = outcome.declarations.first, outcome.declarations.count == 1 {
            json["sequence"] = .integer(first.sequence)
            json["declaration"] = .declaration(first.sequence)
            json["owed"] = .quantity(first.owed)
            json["manifest"] = .string(first.manifest.text)
            say(SaidPhrase.declared(first.sequence, first.owed))
        } else if outcome.declarations.isEmpty {
            say(SaidPhrase.nothingDeclared)
        } else {
            say(SaidPhrase.declaredMany(outcome.declarations.count))
            list(
                [
                    Column(.declaration), Column(.beneficiary), Column(.costCentre), Column(.document),
                    Column(.rows, right: true), Column(.owed, right: true),
                ],
                outcome.declarations.map { made in
                    [
                        "D\(made.sequence)", made.beneficiary, made.costCentre ?? "", made.document,
                        Speech.language.number(made.devices), Speech.language.quantity(made.owed),
                    ]
                }, none: .none)
        }
        json["declarations"] = .array(
            outcome.declarations.map { made in
                var part = JSONObject()
                part["declaration"] = .declaration(made.sequence)
                part["beneficiary"] = .string(made.beneficiary)
                part["costCentre"] = made.costCentre.map { .string($0) }
                part["document"] = .string(made.document)
                part["rows"] = .number(made.devices)
                part["owed"] = .quantity(made.owed)
                part["manifest"] = .string(made.manifest.text)
                return .object(part)
            })
        tell(outcome.tally)
        guard outcome.tally.underReview > 0 else { return }
        json["reviewsKept"] = .number(outcome.kept.new)
        json["reviewsKnown"] = .number(outcome.kept.known)
        json["reviewsLeft"] = .number(outcome.kept.left)
        say(SaidPhrase.reviewsKept(outcome.kept))
    }

    mutating func tell(_ judged: JudgedList) {
        json["dryRun"] = true
        json["declarations"] = .array(
            judged.parts.map { part in
                var json = JSONObject()
                json["beneficiary"] = .string(part.beneficiary)
                json["costCentre"] = part.costCentre.map { .string($0) }
                json["document"] = .string(part.document)
                json["rows"] = .number(part.devices)
                json["owed"] = .quantity(part.owed)
                return .object(json)
            })
        say(SaidPhrase.judged(judged.parts.count))
        if !judged.parts.isEmpty {
            list(
                [
                    Column(.beneficiary), Column(.costCentre), Column(.document), Column(.rows, right: true),
                    Column(.owed, right: true),
                ],
                judged.parts.map { part in
                    [
                        part.beneficiary, part.costCentre ?? "", part.document, Speech.language.number(part.devices),
                        Speech.language.quantity(part.owed),
                    ]
                }, none: .none)
        }
        tell(judged.tally)
    }

    private mutating func tell(_ tally: DeclareTally) {
        json["rows"] = .number(tally.rows)
        json["included"] = .number(tally.included)
        json["duplicates"] = .number(tally.duplicates)
        json["duplicateLines"] = .array(tally.duplicateLines.map(JSON.number))
        json["underReview"] = .number(tally.underReview)
        json["underReviewLines"] = .array(tally.underReviewLines.map(JSON.number))
        json["excluded"] = .number(tally.refusals)
        json["excludedLines"] = .array(
            tally.refused.map { row in
                ["line": .number(row.line), "code": .string(row.reason.code), "message": .string(row.reason.said)]
            })
        let language = Speech.language
        state([
            (.rows, language.number(tally.rows)), (.included, language.number(tally.included)),
            (.duplicates, language.number(tally.duplicates)),
            (.underReview, tally.underReview == 0 ? nil : language.number(tally.underReview)),
            (.excluded, language.number(tally.refusals)),
        ])
        for row in tally.refused.prefix(Self.excludedShown) { say(SaidPhrase.rowExcluded(row.line, row.reason)) }
        if tally.refusals > Self.excludedShown { say(SaidPhrase.moreRows(tally.refusals - Self.excludedShown)) }
    }

    /// What the customer keeps: with the seeds it can prove one device without showing the others, so nobody else has them.
    /// One line a declaration.
    mutating func write(_ outcome: DeclareOutcome, _ papers: DeclarationToMake, receipt path: String) throws {
        let lines = outcome.declarations.map { made in
            var receipt = JSONObject()
            receipt["declaration"] = .declaration(made.sequence)
            receipt["customer"] = .code(papers.customer)
            receipt["document"] = .string(made.document)
            receipt["owed"] = .quantity(made.owed)
            receipt["included"] = .number(made.devices)
            receipt["manifest"] = .string(made.manifest.text)
            receipt["seed"] = .string(Hexadecimal.text(made.seed))
            return receipt.line
        }
        try Output.create(path, Array(lines.joined().utf8), mode: 0o600)
        json["receipt"] = .string(path)
        say(SaidPhrase.receiptWritten(path))
    }
}

struct DeclareWithdrawal: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("withdraw", .declareWithdraw) }

    @Argument(help: .said(.declaration, .declaration), transform: Read.declaration) var declaration: Int64
    @Option(help: .said(.row, .number), transform: Read.sequence) var row: [Int64] = []
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let outcome = try await compensation.withdraw(
            declaration: declaration, rows: row.isEmpty ? nil : row, as: actor)
        var answer = Answer()
        answer.json["declaration"] = .declaration(declaration)
        answer.json["rows"] = .integer(outcome.rows)
        answer.json["withdrawn"] = .quantity(outcome.withdrawn)
        answer.json["released"] = .released(outcome.released)
        answer.say(SaidPhrase.withdrawn(declaration, rows: outcome.rows, outcome.withdrawn))
        answer.tell(outcome.released)
        answer.sign(actor)
        return answer
    }
}
