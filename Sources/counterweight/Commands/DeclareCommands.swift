import ArgumentParser
import CanonicalJSON
import Compensation
import Primitives
import Wording

struct DeclareCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "declare", .declare, subcommands: [DeclareSheet.self, DeclareWithdrawal.self], first: DeclareSheet.self)
    }
}

struct DeclareSheet: AnsweringCommand {
    /// Refused rows that people are shown; `--json` has them all.
    static let refusedShown = 20

    static var configuration: CommandConfiguration { CommandConfiguration("sheet", .declareSheet) }

    @Argument(help: .said(.sheet, .file)) var sheet: String
    @Option(help: .said(.customer, .code), transform: Read.code) var customer: Code
    @Option(help: .said(.programme, .code), transform: Read.code) var programme: Code
    @Option(help: .said(.declaredDay, .day), transform: Read.day) var day: Day
    @Option(help: .said(.beneficiary, .text)) var beneficiary: String
    @Option(help: .said(.document, .text)) var document: String
    @Option(help: .said(.life, .number), transform: Read.sequence) var life: Int64 = 1
    @Option(help: .said(.map, .map)) var map: [String] = []
    @Option(help: .said(.receipt, .file)) var receipt: String?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let mapping = try DeclarationMapping(map)
        let papers = DeclarationToMake(
            customer: customer, programme: programme, day: day, beneficiary: beneficiary, document: document,
            life: Int(life))
        let (compensation, actor) = try await common.openToAct()
        if let receipt, Output.exists(receipt) { throw CommandRefusal.fileExists(path: receipt) }
        let outcome = try await compensation.declare(
            papers, sheet: try Input.sheet(sheet), mapping: mapping, as: actor)
        var answer = Answer(outcome.sequence)
        let tally = outcome.tally
        answer.json["declaration"] = .declaration(outcome.sequence)
        answer.json["rows"] = .number(tally.rows)
        answer.json["included"] = .number(tally.included)
        answer.json["duplicates"] = .number(tally.duplicates)
        answer.json["duplicateLines"] = .array(tally.duplicateLines.map(JSON.number))
        answer.json["refused"] = .number(tally.refusals)
        answer.json["refusedLines"] = .array(
            tally.refused.map { row in
                ["line": .number(row.line), "code": .string(row.reason.code), "message": .string(row.reason.said)]
            })
        answer.json["owed"] = .quantity(outcome.owed)
        answer.json["manifest"] = .string(outcome.manifest.text)
        answer.say(SaidPhrase.declared(outcome.sequence, outcome.owed))
        let language = Speech.language
        answer.state([
            (.rows, language.number(tally.rows)), (.included, language.number(tally.included)),
            (.duplicates, language.number(tally.duplicates)), (.refused, language.number(tally.refusals)),
        ])
        for row in tally.refused.prefix(Self.refusedShown) { answer.say(SaidPhrase.rowRefused(row.line, row.reason)) }
        if tally.refusals > Self.refusedShown { answer.say(SaidPhrase.moreRows(tally.refusals - Self.refusedShown)) }
        if let receipt {
            try Output.create(receipt, Array(self.receipt(outcome).line.utf8), mode: 0o600)
            answer.json["receipt"] = .string(receipt)
            answer.say(SaidPhrase.receiptWritten(receipt))
        }
        answer.sign(actor)
        return answer
    }

    /// What the customer keeps: with the seed it can prove one device without showing the others, so nobody else has it.
    private func receipt(_ outcome: DeclareOutcome) -> JSONObject {
        var receipt = JSONObject()
        receipt["declaration"] = .declaration(outcome.sequence)
        receipt["customer"] = .code(customer)
        receipt["document"] = .string(document)
        receipt["owed"] = .quantity(outcome.owed)
        receipt["included"] = .number(outcome.tally.included)
        receipt["manifest"] = .string(outcome.manifest.text)
        receipt["seed"] = .string(Hexadecimal.text(outcome.seed))
        return receipt
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
