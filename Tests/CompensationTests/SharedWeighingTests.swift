import Compensation
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Testing

/// One weighing over several lots (docs/spec/lots.md, L-19).
@Suite struct SharedWeighingTests {
    @Test func isSharedByTheLastNetsAndVoidedWhole() async throws {
        let supply = try await Supply()
        try await supply.seal("GH-1")
        try await supply.seal("GH-2")
        try await supply.weigh("GH-1", .collection, 30_000, nil)
        try await supply.weigh("GH-2", .collection, 10_000, nil)
        let shares = try await supply.weigh(["GH-2", "GH-1"], .receipt, 39_001, 401)
        #expect(shares.map(\.lot) == ["GH-1", "GH-2"] && shares.map(\.net) == [29_251, 9_750])
        #expect(shares.map(\.pieces) == [301, 100] && shares.map(\.rejection) == [nil, nil])
        #expect(shares[0].claimable?.mass == 29_251 && shares[1].claimable?.count == 100)
        let explained = try await supply.compensation.explain(lot: "GH-2").weighings[1]
        #expect(explained.share?.first == shares[0].weighing && explained.share?.net == 39_001)
        #expect(explained.reading.tare == 25 && explained.share?.tare == 100 && explained.share?.lots == 2)
        #expect(try await supply.isSound())

        let voided = try await supply.compensation.voidWeighing(
            shares[1].weighing, of: "GH-2", cause: .typingError, as: Supply.provider)
        #expect(voided.map(\.lot) == ["GH-2", "GH-1"] && voided.map(\.claimable?.mass) == [10_000, 30_000])
        await #expect(throws: CompensationRefusal.alreadyVoided(shares[0].weighing)) {
            try await supply.compensation.voidWeighing(
                shares[0].weighing, of: "GH-1", cause: .typingError, as: Supply.provider)
        }
        #expect(try await supply.isSound())
    }

    /// G-13
    @Test func mayShareItsTicketWithNoOtherWeighing() async throws {
        let supply = try await Supply()
        for lot in ["GH-1", "GH-2", "GH-3"] as [Code] {
            try await supply.seal(lot)
            try await supply.weigh(lot, .collection, 5_700, 100)
        }
        try await supply.weigh(["GH-1", "GH-2"], .receipt, 11_400, 200, ticket: "T-1")
        #expect(try await supply.uniqueness(of: "GH-1") == .pass)
        #expect(try await supply.uniqueness(of: "GH-2") == .pass)
        // The same ticket by another weighing, of one lot that shares it and one that does not.
        let again = try await supply.weigh(["GH-2", "GH-3"], .treatment, 11_400, 200, ticket: "t 1")
        #expect(try await supply.uniqueness(of: "GH-1") == .fail)
        #expect(try await supply.uniqueness(of: "GH-3") == .fail)
        _ = try await supply.compensation.voidWeighing(
            again[0].weighing, of: "GH-2", cause: .wrongLot, as: Supply.provider)
        for lot in ["GH-1", "GH-2", "GH-3"] as [Code] { #expect(try await supply.uniqueness(of: lot) == .pass) }
        #expect(try await supply.isSound())
    }

    @Test func refusesWhatCannotBeShared() async throws {
        let supply = try await Supply()
        for lot in ["GH-1", "GH-2"] as [Code] { try await supply.seal(lot) }
        try await supply.weigh("GH-1", .receipt, 5_700, 100)
        await #expect(throws: CompensationRefusal.noEarlierNet("GH-2", .receipt)) {
            try await supply.weigh(["GH-1", "GH-2"], .receipt, 100, nil)
        }
        try await supply.weigh("GH-2", .receipt, 5_700_000, 100)
        await #expect(throws: CompensationRefusal.noEarlierNet("GH-1", .collection)) {
            try await supply.weigh(["GH-1", "GH-2"], .collection, 100, nil)
        }
        await #expect(throws: CompensationRefusal.shareEmpty("GH-1")) {
            try await supply.weigh(["GH-1", "GH-2"], .treatment, 5_705_700, 100)
        }
        for lots in [["GH-1", "GH-1"], ["GH-1"], []] as [[Code]] {
            await #expect(throws: CompensationRefusal.lotsOfWeighing(count: lots.count, least: 2, most: 100)) {
                try await supply.weigh(lots, .treatment, 100, nil)
            }
        }
        let photo = try supply.compensation.registry.keep(evidence: "\(supply.folder.data)/GH-1.txt")
        await #expect(throws: CompensationRefusal.photoOfSeveralLots) {
            try await supply.weigh(
                ["GH-1", "GH-2"], .treatment, 100, nil, evidence: [Evidence(kind: .photo, digest: photo, party: nil)])
        }
        #expect(try await supply.isSound())
    }

    /// A lot that ended keeps its share; one that was verified holds the weighing in place.
    @Test func isVoidedForLotsThatAreStillWeighed() async throws {
        let supply = try await Supply()
        for lot in ["GH-1", "GH-2", "GH-3"] as [Code] {
            try await supply.seal(lot)
            for stage in Stage.allCases { try await supply.weigh(lot, stage, 5_700, 100) }
        }
        let first = try await supply.weigh(["GH-1", "GH-2"], .treatment, 11_400, 200)
        try await supply.compensation.reject(lot: "GH-1", cause: .notShown, as: Supply.verifier)
        let voided = try await supply.compensation.voidWeighing(
            first[1].weighing, of: "GH-2", cause: .typingError, as: Supply.provider)
        #expect(voided.map(\.lot) == ["GH-2"])

        let second = try await supply.weigh(["GH-2", "GH-3"], .treatment, 11_400, 200)
        guard case .verified = try await supply.verify("GH-3") else {
            Issue.record("not verified")
            return
        }
        await #expect(throws: CompensationRefusal.lotNotOpenToWeighing("GH-3", .verified)) {
            try await supply.compensation.voidWeighing(
                second[0].weighing, of: "GH-2", cause: .typingError, as: Supply.provider)
        }
        #expect(try await supply.isSound())
    }
}

extension Supply {
    @discardableResult
    fileprivate func weigh(
        _ lots: [Code], _ stage: Stage, _ net: Grams, _ pieces: Pieces?, ticket: String? = nil,
        evidence: [Evidence] = []
    ) async throws -> [WeighingOutcome] {
        try await compensation.weigh(
            SharedWeighing(
                lots: lots,
                place: WeighingPlace(stage: stage, facility: "accra", day: Self.day("2026-04-10"), ticket: ticket),
                reading: ScaleReading(gross: net + 100, tare: 100, net: net), pieces: pieces,
                basis: WeighingBasis(battery: .removed, packaging: .removed), evidence: evidence), as: Self.recycler)
    }

    /// What the guard would say of the lot's marks.
    fileprivate func uniqueness(of lot: Code) async throws -> Outcome? {
        let asked = try await compensation.requestVerification(lot: lot, as: Self.verifier)
        return asked.verdicts.first { $0.rule == .uniqueness }?.outcome
    }
}
