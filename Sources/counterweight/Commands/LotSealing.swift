import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Lots
import Primitives
import Wording

struct LotCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "lot", .lot,
            subcommands: [
                LotSealing.self, LotImport.self, LotWeighing.self, LotWeighings.self, LotWeighingVoid.self,
                LotVerification.self, LotRejecting.self,
                LotImpugning.self, LotUpholding.self, LotReversal.self, LotShortening.self, LotList.self,
            ])
    }
}

struct LotSealing: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("seal", .lotSeal) }

    @Argument(help: .said(.newLot, .code), transform: Read.code) var lot: Code
    @Option(name: .customLong("class"), help: .said(.scrap, .code), transform: Read.code) var scrap: Code
    @Option(help: .said(.collectedIn, .country), transform: Read.country) var country: Country
    @Option(help: .said(.collected, .days), transform: Read.days) var collected: ClosedRange<Day>
    @Option(help: .said(.standard, .code), transform: Read.code) var standard: Code
    @Option(help: .said(.collector, .code), transform: Read.code) var collector: Code
    @Option(help: .said(.seal, .mark), transform: Read.mark) var seal: [String] = []
    @Option(help: .said(.bag, .mark), transform: Read.mark) var bag: [String] = []
    @Option(help: .said(.device, .mark), transform: Read.mark) var device: [String] = []
    @Option(help: .said(.price, .price), transform: Read.price) var price: [PricePaid] = []
    @Option(help: .said(.evidence, .evidence), transform: Read.evidence) var evidence: [EvidenceFile] = []
    @Option(help: .said(.otherRegistry, .otherRegistry), transform: Read.otherRegistry)
    var registry: [OtherRegistry] = []
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let kept = try Input.keep(evidence, in: compensation.registry)
        let sequence = try await compensation.seal(
            LotToSeal(
                lot: lot, scrap: scrap, country: country, collected: collected, standard: standard,
                collector: collector, seals: seal, bags: bag, devices: device, prices: price, evidence: kept,
                others: registry), as: actor)
        var answer = Answer(sequence)
        answer.json["lot"] = .code(lot)
        answer.json["evidence"] = .texts(kept.map(\.digest.text))
        answer.say(SaidPhrase.lotSealed(lot, sequence))
        for price in price { answer.say(SaidPhrase.paid(price)) }
        if !kept.isEmpty { answer.say(SaidPhrase.evidenceKept(kept.count)) }
        answer.sign(actor)
        return answer
    }
}

struct LotList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .lotList) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let lots = try await common.open().lots()
        var answer = Answer()
        answer.json["lots"] = .array(
            lots.map { lot in
                var json = LotFigures(lot.balance).json
                json["lot"] = .code(lot.lot)
                json["sequence"] = .integer(lot.sequence)
                json["class"] = .code(lot.scrap)
                json["country"] = .string(lot.country.text)
                json["collected"] = .days(lot.collected)
                json["standard"] = .string(lot.standard.text)
                json["state"] = .string(lot.state.rawValue)
                return .object(json)
            })
        answer.list(
            [
                .init(.lot), .init(.state), .init(.deviceClass), .init(.country), .init(.collected),
                .init(.claimable, right: true), .init(.pieces, right: true), .init(.used, right: true),
            ],
            lots.map { lot in
                let figures = LotFigures(lot.balance)
                return [
                    lot.lot.text, lot.state.said, lot.scrap.text, lot.country.text, lot.collected.lowerBound.text,
                    figures.mass, figures.count, figures.used,
                ]
            }, none: .noLots)
        return answer
    }
}

/// What may be claimed of a lot and what is used of it, as tables show it.
struct LotFigures {
    let mass: String
    let count: String
    let used: String
    let json: JSONObject

    init(_ balance: LotBalance?) {
        let language = Speech.language
        var json = JSONObject()
        mass = balance.map { language.mass($0.claimable.mass) } ?? "–"
        count = balance?.claimable.count.map { language.number($0.count) } ?? "–"
        used = balance.map { Self.text($0.promised + $0.retired, language) } ?? "–"
        if let balance {
            var claimable = JSONObject()
            claimable["grams"] = .grams(balance.claimable.mass)
            claimable["pieces"] = balance.claimable.count.map { .integer($0.count) }
            json["claimable"] = .object(claimable)
            json["promised"] = Self.json(balance.promised)
            json["retired"] = Self.json(balance.retired)
            json["reversed"] = Self.json(balance.reversed)
        }
        self.json = json
    }

    private static func json(_ tally: Tally) -> JSON {
        ["grams": .grams(tally.grams), "pieces": .integer(tally.pieces.count)]
    }

    /// `1,200 pieces`, `350 g`, or both.
    private static func text(_ tally: Tally, _ language: Language) -> String {
        if tally.grams == .zero, tally.pieces == .zero { return "0" }
        return Unit.allCases.map { tally.quantity(in: $0) }.filter { $0.count > 0 }.map(language.quantity)
            .joined(separator: ", ")
    }
}
