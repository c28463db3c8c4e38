import Lots
import Primitives
import Programmes
import Testing

@Suite struct WeighingTests {
    @Test func grossLessTareIsNet() throws {
        // L-1
        #expect(try ScaleReading(gross: 110, tare: 10, net: 100).net == 100)
        #expect(throws: WeighingRefusal.netDiffers(stated: 101, gross: 110, tare: 10)) {
            try ScaleReading(gross: 110, tare: 10, net: 101)
        }
        #expect(throws: WeighingRefusal.tareAboveGross(gross: 9, tare: 10)) {
            try ScaleReading(gross: 9, tare: 10, net: 0)
        }
        #expect(throws: WeighingRefusal.netAboveMost(10_000_000_001)) {
            try ScaleReading(gross: 10_000_000_001, tare: 0, net: 10_000_000_001)
        }
        #expect(throws: WeighingRefusal.piecesAboveMost(100_000_001)) {
            try weighing(.receipt, 100, pieces: 100_000_001)
        }
        #expect(throws: WeighingRefusal.ticketLength(0)) {
            try WeighingPlace(stage: .receipt, facility: "A", day: .first, ticket: "")
        }
    }

    @Test func theSmallestStandingNetAndCountMayBeClaimed() throws {
        // L-2
        let weighings = [
            try weighing(.collection, 1_000, pieces: 10), try weighing(.receipt, 990),
            try weighing(.receipt, 995, pieces: 9),
            try weighing(.treatment, 500, pieces: 2, voided: true),
            try weighing(.treatment, 700, pieces: 1, basis: whole),
        ]
        #expect(try ClaimableMass.of(weighings, under: standard()) == claimable(990, 9))
        #expect(try ClaimableMass.of(weighings, under: standard(counted: false)) == claimable(990, nil))
        #expect(try ClaimableMass.of([weighings[1]], under: standard()) == claimable(990, nil))
        #expect(try ClaimableMass.of([weighings[3], weighings[4]], under: standard()) == nil)
        #expect(try ClaimableMass.of(weighings.map { $0.voiding() }, under: standard()) == nil)
    }

    @Test func nothingToClaimRejectsTheLot() throws {
        // L-3
        let standard = try standard()
        for (net, count, rejection) in [
            (0, 1, LotRejection.massZero), (10, 0, .countZero), (10, 11, .countAboveMass(11, 10)),
        ] as [(Grams, Pieces, LotRejection)] {
            let weighings = [try weighing(.receipt, net, pieces: count)]
            #expect(throws: rejection) { try ClaimableMass.of(weighings, under: standard) }
        }
        #expect(throws: LotRejection.massAboveMost(10_000_000_001)) { try claimable(10_000_000_001, nil) }
        #expect(throws: LotRejection.countAboveMost(100_000_001)) { try claimable(10_000_000_000, 100_000_001) }
    }
}

@Suite struct LotStateTests {
    @Test func onlyTheseStepsAreTaken() {
        // L-11
        let steps: [LotState: [LotEvent: LotState]] = [
            .sealed: [.weighed: .sealed, .promised: .sealed, .verified: .verified, .rejected: .rejected],
            .verified: [.promised: .verified, .retired: .verified, .impugned: .impugned],
            .impugned: [.upheld: .verified, .reversed: .reversed, .shortened: .shortened],
        ]
        for state in LotState.allCases {
            for event in LotEvent.allCases {
                if let next = steps[state]?[event] {
                    #expect(try! state.after(event) == next)  // a refusal here is the failure
                } else {
                    #expect(throws: LotStateRefusal.outOfOrder(event, in: state)) { try state.after(event) }
                }
            }
        }
    }
}

@Suite struct EstimateTests {
    @Test func twelveThousandPhonesAreThreeAnswers() throws {
        // L-18; domain facts 2.2
        let estimates = try #require(Estimate.of(phones: 12_000))
        #expect(estimates.map(\.mass) == [684_000, 1_080_000, 1_800_000])
        #expect(estimates.map(\.notebooks) == [415, 655, 1_091])
        let notebook = try #require(Estimate.of(mass: 1_650))
        #expect(notebook.map(\.phones) == [29, 18, 11])
        #expect(Estimate.of(phones: 1_000_000_000_001) == nil && Estimate.of(mass: 1, notebook: 0) == nil)
    }

    @Test func aBandSaysLeastAndMost() {
        let band = (40 as Grams)...200
        #expect(Estimate.mass(of: 12_000, band: band) == 480_000...2_400_000)
        #expect(Estimate.pieces(of: 1_000, band: band) == 5...25)
        #expect(Estimate.pieces(of: 30, band: band) == nil)
        #expect(Estimate.mass(of: .most, band: band) == nil)
    }
}
