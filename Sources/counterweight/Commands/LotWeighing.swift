import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Lots
import Primitives
import Programmes
import Wording

struct LotWeighing: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("weigh", .lotWeigh) }

    @Argument(help: .said(.lotsToWeigh, .code), transform: Read.code) var lots: [Code]
    @Option(help: .said(.stage, .stage), transform: Read.stage) var stage: Stage
    @Option(help: .said(.facilityCode, .code), transform: Read.code) var facility: Code
    @Option(help: .said(.weighedDay, .day), transform: Read.day) var day: Day
    @Option(help: .said(.gross, .grams), transform: Read.grams) var gross: Grams
    @Option(help: .said(.tare, .grams), transform: Read.grams) var tare: Grams
    @Option(help: .said(.net, .grams), transform: Read.grams) var net: Grams
    @Option(help: .said(.pieces, .pieces), transform: Read.pieces) var pieces: Pieces?
    @Option(help: .said(.battery, .battery), transform: Read.battery) var battery: Battery
    @Option(help: .said(.packaging, .battery), transform: Read.packaging) var packaging: Packaging = .removed
    @Option(help: .said(.ticket, .mark), transform: Read.mark) var ticket: String?
    @Option(help: .said(.scale, .mark), transform: Read.mark) var scale: String?
    @Option(help: .said(.evidence, .evidence), transform: Read.evidence) var evidence: [EvidenceFile] = []
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let place = try WeighingPlace(stage: stage, facility: facility, day: day, ticket: ticket)
        let reading = try ScaleReading(gross: gross, tare: tare, net: net)
        let (compensation, actor) = try await common.openToAct()
        let kept = try Input.keep(evidence, in: compensation.registry)
        let basis = WeighingBasis(battery: battery, packaging: packaging)
        guard let lot = lots.first, lots.count == 1 else {
            return try await together(compensation, place, reading, basis, kept, as: actor)
        }
        let outcome = try await compensation.weigh(
            WeighingToRecord(
                lot: lot, place: place, reading: reading, pieces: pieces,
                basis: basis, scale: scale, evidence: kept), as: actor)
        var answer = Answer(outcome.weighing)
        answer.say(SaidPhrase.weighed(lot, outcome.weighing, net, pieces))
        answer.tell(outcome)
        answer.sign(actor)
        return answer
    }

    /// One weighing over several lots: what the scale showed, then each lot's share and what it left.
    private func together(
        _ compensation: Compensation, _ place: WeighingPlace, _ reading: ScaleReading, _ basis: WeighingBasis,
        _ kept: [Evidence], as actor: Actor
    ) async throws -> Answer {
        let outcomes = try await compensation.weigh(
            SharedWeighing(
                lots: lots, place: place, reading: reading, pieces: pieces, basis: basis, scale: scale, evidence: kept),
            as: actor)
        let first = outcomes[0].weighing
        var answer = Answer(first)
        answer.json["weighing"] = .integer(first)
        answer.json["gross"] = .grams(gross)
        answer.json["tare"] = .grams(tare)
        answer.json["net"] = .grams(net)
        answer.json["pieces"] = pieces.map { .integer($0.count) }
        answer.say(SaidPhrase.weighedTogether(outcomes.count, first, net, pieces))
        var shares: [JSON] = []
        for outcome in outcomes {
            answer.say(SaidPhrase.weighed(outcome.lot, outcome.weighing, outcome.net, outcome.pieces))
            var json = answer.said(outcome)
            json["net"] = .grams(outcome.net)
            json["pieces"] = outcome.pieces.map { .integer($0.count) }
            shares.append(.object(json))
        }
        answer.json["shares"] = .array(shares)
        answer.sign(actor)
        return answer
    }
}

struct LotWeighingVoid: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("void-weighing", .lotVoidWeighing) }

    @Argument(help: .said(.lotCode, .code), transform: Read.code) var lot: Code
    @Option(help: .said(.weighing, .number), transform: Read.sequence) var weighing: Int64
    @Option(help: .said(.voidCause, .cause), transform: Read.voidCause) var cause: VoidCause
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let outcomes = try await compensation.voidWeighing(weighing, of: lot, cause: cause, as: actor)
        var answer = Answer()
        for outcome in outcomes {
            answer.say(SaidPhrase.weighingVoided(outcome.lot, outcome.weighing))
            if outcome == outcomes[0] { answer.tell(outcome) }
        }
        // The other shares of a weighing over several lots go with it.
        let others = outcomes.dropFirst().map { JSON.object(answer.said($0)) }
        if !others.isEmpty { answer.json["shares"] = .array(Array(others)) }
        answer.sign(actor)
        return answer
    }
}

extension Answer {
    /// What a weighing, or its voiding, left to claim.
    fileprivate mutating func tell(_ outcome: WeighingOutcome) {
        for member in said(outcome).members { json[member.name] = member.value }
    }

    /// Says what a weighing left, and gives it for programs.
    fileprivate mutating func said(_ outcome: WeighingOutcome) -> JSONObject {
        let lot = outcome.lot
        var json = JSONObject()
        json["lot"] = .code(lot)
        json["weighing"] = .integer(outcome.weighing)
        json["released"] = .released(outcome.released)
        json["rejected"] = .bool(outcome.rejection != nil)
        if let claimable = outcome.claimable {
            var object = JSONObject()
            object["grams"] = .grams(claimable.mass)
            object["pieces"] = claimable.count.map { .integer($0.count) }
            json["claimable"] = .object(object)
            say(SaidPhrase.claimable(lot, claimable))
        } else if let rejection = outcome.rejection {
            say(rejection)
        } else {
            say(SaidPhrase.nothingClaimable(lot))
        }
        tell(outcome.released)
        return json
    }

    /// Promises that were taken back, one a line.
    mutating func tell(_ released: [ReleasedQuantity]) {
        for release in released { say(SaidPhrase.released(release.declaration, release.lot, release.quantity)) }
    }
}

extension JSON {
    static func released(_ released: [ReleasedQuantity]) -> JSON {
        .array(
            released.map { release in
                [
                    "declaration": .declaration(release.declaration), "lot": .code(release.lot),
                    "quantity": .quantity(release.quantity),
                ]
            })
    }
}
