import ArgumentParser
import CanonicalJSON
import Certificates
public import Compensation
import Journal
import Lots
import Primitives
import Programmes
public import Wording

struct ExplainCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "explain", .explain,
            subcommands: [
                ExplainDeclaration.self, ExplainLot.self, ExplainDevice.self, ExplainCertificate.self,
            ])
    }
}

struct ExplainDeclaration: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("declaration", .explainDeclaration) }

    @Argument(help: .said(.declaration, .declaration), transform: Read.declaration) var declaration: Int64
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let explained = try await common.open().explain(declaration: declaration)
        let status = explained.status
        var answer = Answer()
        answer.json = status.json
        answer.json["claims"] = .claims(explained.claims)
        answer.json["reason"] = explained.waiting.map { .string($0.said) }
        answer.state([
            (.declaration, "D\(declaration)"), (.customer, status.customer.text), (.document, status.document),
            (.beneficiary, status.beneficiary), (.programme, status.programme.text),
            (.devices, Speech.language.number(status.devices)), (.owed, status.cells[3]), (.waiting, status.cells[4]),
            (.promised, status.cells[5]), (.retired, status.cells[6]),
            (.invoice, status.invoice.map { SaidPhrase.invoice($0).said }), (.paid, status.payment?.day.text),
        ])
        answer.json["retirementsTakenOver"] = .array(explained.takenOver.map { .object($0.json) })
        if !explained.claims.isEmpty { answer.tell(explained.claims) }
        if let legacy = status.takenOver { answer.say(SaidPhrase.declarationTakenOver(declaration, legacy)) }
        answer.tell(explained.takenOver)
        if let reason = explained.waiting { answer.say(reason) }
        if explained.waiting == nil, status.waiting > 0 { answer.say(SaidPhrase.matchingWouldPromise) }
        if status.waiting == 0 { answer.say(SaidPhrase.nothingWaits) }
        return answer
    }
}

struct ExplainLot: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("lot", .explainLot) }

    @Argument(help: .said(.lotCode, .code), transform: Read.code) var lot: Code
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let language = Speech.language
        let explained = try await common.open().explain(lot: lot)
        let cells = explained.status.cells
        var answer = Answer()
        answer.json = explained.status.json
        answer.json["weighings"] = .array(explained.weighings.map { .object($0.json) })
        answer.json["verdicts"] = .array(
            explained.verdicts.map {
                [
                    "rule": .string($0.rule.rawValue), "outcome": .string($0.outcome.rawValue),
                    "reason": .string($0.said),
                ]
            })
        answer.json["asked"] = explained.asked.map(JSON.day)
        answer.json["claims"] = .claims(explained.claims)
        answer.state([
            (.lot, lot.text), (.state, cells[1]), (.deviceClass, cells[2]), (.country, cells[3]),
            (.standard, explained.status.standard.text), (.claimable, cells[4]), (.pieces, cells[5]),
            (.used, cells[6]),
        ])
        if !explained.weighings.isEmpty {
            answer.blocks.append(.blank)
            answer.blocks.append(
                .table(
                    [
                        .init(.weighing, right: true), .init(.stage), .init(.facility), .init(.day),
                        .init(.net, right: true), .init(.pieces, right: true), .init(.counts),
                    ], rows: explained.weighings.map { $0.cells(in: language) }))
            for weighing in explained.weighings {
                if let share = weighing.share { answer.say(SaidPhrase.shareOf(weighing.id, share)) }
            }
        }
        if !explained.verdicts.isEmpty {
            answer.blocks.append(.blank)
            answer.blocks.append(
                .table(
                    [.init(.rule), .init(.verdict), .init(.reason)],
                    rows: explained.verdicts.map { [$0.rule.said, $0.outcome.said, $0.said] }))
        } else {
            answer.say(SaidPhrase.guardNotAsked)
        }
        if !explained.claims.isEmpty { answer.tell(explained.claims) }
        return answer
    }
}

/// Which lots stand behind a device. A bare text is looked for as an IMEI, and as a serial number of any maker.
struct ExplainDevice: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("device", .explainDevice) }

    @Argument(help: .said(.deviceText, .identifier)) var device: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let identifiers = try Read.device(device)
        let compensation = try await common.open()
        var found: [DeviceExplanation] = []
        for identifier in identifiers { found += try await compensation.explain(device: identifier) }
        var answer = Answer()
        answer.json["devices"] = .array(found.map { .object($0.json) })
        let language = Speech.language
        answer.list(
            [
                .init(.declaration), .init(.row, right: true), .init(.position, right: true),
                .init(.owed, right: true), .init(.lot),
                .init(.retirement, right: true), .init(.retired, right: true),
            ],
            found.flatMap { device -> [[String]] in
                func text(_ count: Int64) -> String {
                    Quantity(count, device.unit).map(language.quantity) ?? language.number(count)
                }
                let head = [
                    "D\(device.declaration)", language.number(device.row), device.position.map(language.number) ?? "",
                    text(device.owed - device.withdrawn),
                ]
                if device.behind.isEmpty { return [head + ["–", "–", "–"]] }
                return device.behind.map { head + [$0.lot.text, String($0.retirement), text($0.units)] }
            }, none: .deviceUnknown)
        answer.tell(found.flatMap(\.takenOver))
        return answer
    }
}

struct ExplainCertificate: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("certificate", .explainCertificate) }

    @Argument(help: .said(.certificateNumber, .certificate), transform: Read.certificate) var certificate: RandomID
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let language = Speech.language
        let explained = try await common.open().explain(certificate: certificate)
        var answer = Answer()
        answer.json["certificate"] = .string(certificate.text)
        answer.json["state"] = .string(explained.state.rawValue)
        answer.json["beneficiary"] = .string(explained.beneficiary)
        answer.json["cut"] = .cut(explained.cut)
        answer.json["declarations"] = .array(explained.declarations.map { .object($0.json) })
        answer.json["retirements"] = .array(
            explained.retirements.map {
                [
                    "retirement": .integer($0.sequence), "declaration": .declaration($0.declaration),
                    "day": .day($0.day), "lot": .code($0.lot),
                    "lotState": .string($0.lotState.rawValue), "quantity": .quantity($0.quantity),
                    "grams": [.integer($0.grams.lowerBound), .integer($0.grams.upperBound)], "live": .bool($0.live),
                ]
            })
        answer.state([
            (.certificate, certificate.text), (.state, explained.state.said),
            (.beneficiary, explained.beneficiary), (.cut, explained.cut.said),
        ])
        answer.list(
            [.init(.declaration), .init(.document), .init(.programme)],
            explained.declarations.map { ["D\($0.sequence)", $0.document, $0.programme.text] }, none: .none)
        answer.blocks.append(.blank)
        answer.list(
            [
                .init(.retirement, right: true), .init(.declaration), .init(.day), .init(.lot), .init(.state),
                .init(.retired, right: true), .init(.gramNumbers),
            ],
            explained.retirements.map {
                [
                    String($0.sequence), "D\($0.declaration)", $0.day.text, $0.lot.text,
                    $0.live ? $0.lotState.said : LotState.reversed.said,
                    language.quantity($0.quantity), Retire.numbers($0.grams, language),
                ]
            }, none: .none)
        if !explained.takenOver.isEmpty {
            answer.json["retirementsTakenOver"] = .array(explained.takenOver.map { .object($0.json) })
            answer.tell(explained.takenOver)
        }
        return answer
    }
}

extension SpokenVerdict: Phrase {}

extension Weighing {
    fileprivate var json: JSONObject {
        var json = JSONObject()
        json["weighing"] = .integer(id)
        json["stage"] = .string(stage.rawValue)
        json["facility"] = .code(facility)
        json["day"] = .day(day)
        json["gross"] = .grams(reading.gross)
        json["tare"] = .grams(reading.tare)
        json["net"] = .grams(reading.net)
        json["pieces"] = pieces.map { .integer($0.count) }
        json["battery"] = .string(basis.battery.rawValue)
        json["packaging"] = .string(basis.packaging.rawValue)
        json["voided"] = .bool(voided)
        if let share {
            var shared = JSONObject()
            shared["first"] = .integer(share.first)
            shared["lots"] = .number(share.lots)
            shared["gross"] = .grams(share.gross)
            shared["tare"] = .grams(share.tare)
            shared["net"] = .grams(share.net)
            shared["pieces"] = share.pieces.map { .integer($0.count) }
            json["shared"] = .object(shared)
        }
        return json
    }

    fileprivate func cells(in language: Language) -> [String] {
        [
            String(id), StagePhrase(stage: stage).said, facility.text, day.text, language.mass(net),
            pieces.map { language.number($0.count) } ?? "–",
            voided ? SaidPhrase.weighingIsVoid.said : SaidPhrase.weighingCounts.said,
        ]
    }
}

extension Answer {
    /// What declarations have of lots.
    fileprivate mutating func tell(_ claims: [ClaimStatus]) {
        let language = Speech.language
        blocks.append(.blank)
        blocks.append(
            .table(
                [
                    .init(.declaration), .init(.lot), .init(.state), .init(.promised, right: true),
                    .init(.retired, right: true),
                ],
                rows: claims.map { claim in
                    func text(_ count: Int64) -> String {
                        Quantity(count, claim.unit).map(language.quantity) ?? language.number(count)
                    }
                    return [
                        "D\(claim.declaration)", claim.lot.text, claim.lotState.said, text(claim.promised),
                        text(claim.retired - claim.reversed),
                    ]
                }))
    }
}

extension DeviceExplanation {
    fileprivate var json: JSONObject {
        var json = JSONObject()
        json["declaration"] = .declaration(declaration)
        json["row"] = .integer(row)
        json["position"] = position.map { .integer($0) }
        json["unit"] = .string(unit.rawValue)
        json["owed"] = .integer(owed)
        json["withdrawn"] = .integer(withdrawn)
        json["behind"] = .array(
            behind.map {
                ["lot": .code($0.lot), "retirement": .integer($0.retirement), "units": .integer($0.units)]
            })
        json["takenOver"] = .array(takenOver.map { .object($0.json) })
        return json
    }
}

extension JSON {
    fileprivate static func claims(_ claims: [ClaimStatus]) -> JSON {
        .array(
            claims.map {
                [
                    "declaration": .declaration($0.declaration), "lot": .code($0.lot),
                    "lotState": .string($0.lotState.rawValue), "unit": .string($0.unit.rawValue),
                    "promised": .integer($0.promised), "retired": .integer($0.retired),
                    "reversed": .integer($0.reversed),
                ]
            })
    }
}
