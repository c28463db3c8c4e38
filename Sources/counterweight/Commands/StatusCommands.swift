import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Lots
import Primitives
import Wording

struct Status: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("status", .status) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let status = try await common.open().status()
        var answer = Answer()
        answer.json["entries"] = .integer(status.entries)
        answer.json["declarations"] = .array(status.declarations.map { .object($0.json) })
        answer.json["lots"] = .array(status.lots.map { .object($0.json) })
        answer.say(
            SaidPhrase.registryHolds(
                entries: status.entries, declarations: status.declarations.count, lots: status.lots.count))
        if !status.declarations.isEmpty {
            answer.blocks.append(.blank)
            // Who invoices nothing is not told so row by row.
            let money = status.declarations.contains { $0.invoice != nil }
            answer.blocks.append(
                .table(
                    DeclarationStatus.columns + (money ? DeclarationStatus.moneyColumns : []),
                    rows: status.declarations.map { $0.cells + (money ? $0.moneyCells : []) }))
        }
        if !status.lots.isEmpty {
            answer.blocks.append(.blank)
            answer.blocks.append(.table(LotStatus.columns, rows: status.lots.map(\.cells)))
        }
        answer.json["lotsTakenOver"] = .array(status.openings.lots.map { .object($0.json) })
        if !status.openings.isEmpty {
            answer.tell(status.openings.lots)
            answer.blocks.append(.blank)
            answer.say(
                SaidPhrase.takenOverInAll(
                    lots: status.openings.lots.count, declarations: status.openings.declarations.count,
                    retirements: status.openings.retirements.count))
        }
        return answer
    }
}

extension DeclarationStatus {
    static var columns: [Answer.Column] {
        [
            .init(.declaration), .init(.customer), .init(.document), .init(.owed, right: true),
            .init(.waiting, right: true), .init(.promised, right: true), .init(.retired, right: true),
            .init(.certificates, right: true),
        ]
    }

    static var moneyColumns: [Answer.Column] { [.init(.invoice), .init(.paid)] }

    var moneyCells: [String] { [invoice?.reference ?? "–", payment?.day.text ?? "–"] }

    /// Live retirements: what was reversed owes again.
    var cells: [String] {
        let language = Speech.language
        func text(_ count: Int64) -> String { Quantity(count, unit).map(language.quantity) ?? language.number(count) }
        return [
            "D\(sequence)", customer.text, document, text(owed - cancelled), text(waiting), text(promised),
            text(retired - reversed), language.number(certificates),
        ]
    }

    var json: JSONObject {
        var json = JSONObject()
        json["declaration"] = .declaration(sequence)
        json["customer"] = .code(customer)
        json["programme"] = .string(programme.text)
        json["document"] = .string(document)
        json["beneficiary"] = .string(beneficiary)
        json["unit"] = .string(unit.rawValue)
        json["devices"] = .integer(devices)
        json["owed"] = .integer(owed)
        json["cancelled"] = .integer(cancelled)
        json["waiting"] = .integer(waiting)
        json["promised"] = .integer(promised)
        json["retired"] = .integer(retired)
        json["reversed"] = .integer(reversed)
        json["certificates"] = .integer(certificates)
        if let takenOver {
            json["takenOver"] = ["system": .code(takenOver.system), "legacy": .string(takenOver.id)]
        }
        json["invoice"] = invoice.map(JSON.invoice)
        json["paidOn"] = payment.map { .day($0.day) }
        return json
    }
}

extension LotStatus {
    static var columns: [Answer.Column] {
        [
            .init(.lot), .init(.state), .init(.deviceClass), .init(.country), .init(.claimable, right: true),
            .init(.pieces, right: true), .init(.used, right: true),
        ]
    }

    var cells: [String] {
        let figures = LotFigures(balance)
        return [lot.text, state.said, scrap.text, country.text, figures.mass, figures.count, figures.used]
    }

    var json: JSONObject {
        var json = LotFigures(balance).json
        json["lot"] = .code(lot)
        json["state"] = .string(state.rawValue)
        json["class"] = .code(scrap)
        json["country"] = .string(country.text)
        json["standard"] = .string(standard.text)
        return json
    }
}

struct CheckRegistry: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("check", .check) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let language = Speech.language
        let report = try await common.open().check()
        var answer = Answer()
        answer.json["entries"] = .integer(report.entries)
        answer.json["lots"] = .number(report.lots)
        answer.json["declarations"] = .number(report.declarations)
        answer.json["retirements"] = .number(report.retirements)
        answer.json["certificates"] = .number(report.certificates)
        answer.json["identifiers"] = .number(report.identifiers)
        answer.json["evidence"] = .number(report.evidence)
        answer.json["sound"] = .bool(report.findings.isEmpty)
        answer.json["findings"] = .array(
            report.findings.map { finding in
                [
                    "code": .string(Refusal.name(of: finding)), "message": .string(finding.said),
                    "facts": .object(Facts.of(finding)),
                ]
            })
        answer.state([
            (.entries, language.number(report.entries)), (.lots, language.number(report.lots)),
            (.declarations, language.number(report.declarations)),
            (.retirements, language.number(report.retirements)),
            (.certificates, language.number(report.certificates)),
            (.identifiers, language.number(report.identifiers)), (.evidence, language.number(report.evidence)),
        ])
        for finding in report.findings { answer.say(finding) }
        answer.say(report.findings.isEmpty ? SaidPhrase.sound : SaidPhrase.unsound(report.findings.count))
        if !report.findings.isEmpty { answer.exit = .damaged }
        return answer
    }
}
