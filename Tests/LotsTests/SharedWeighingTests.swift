import Lots
import Primitives
import Programmes
import Testing

@Suite struct SharedWeighingTests {
    @Test func oddGramsGoToTheLargestRemainders() {
        // L-19
        #expect(Apportionment.shares(of: 100, by: ["A": 1, "B": 1, "C": 1]) == ["A": 34, "B": 33, "C": 33])
        #expect(Apportionment.shares(of: 39_001, by: ["A": 30_000, "B": 10_000]) == ["A": 29_251, "B": 9_750])
        #expect(Apportionment.shares(of: 5, by: ["B": 1, "A": 1]) == ["A": 3, "B": 2])
        #expect(Apportionment.shares(of: 7, by: ["A": 0, "B": 3]) == ["A": 0, "B": 7])
        #expect(Apportionment.shares(of: 0, by: ["A": 2, "B": 3]) == ["A": 0, "B": 0])
    }

    @Test func thereIsNothingToShareBy() {
        #expect(Apportionment.shares(of: 1, by: [:]) == nil)
        #expect(Apportionment.shares(of: 1, by: ["A": 0, "B": 0]) == nil)
        #expect(Apportionment.shares(of: -1, by: ["A": 1]) == nil)
        #expect(Apportionment.shares(of: 1, by: ["A": -1, "B": 2]) == nil)
        #expect(Apportionment.shares(of: 1, by: ["A": .max, "B": 1]) == nil)
        #expect(Apportionment.shares(of: .max, by: ["A": .max]) == ["A": .max])
    }

    /// Sums exactly; within one of the exact part; more weight never gets less; no order of lots changes it.
    @Test(arguments: UInt64(0)..<300) func theLawsOfSharingHold(_ seed: UInt64) throws {
        // L-19
        var random = SplitMix64(state: seed)
        let most: Int64 = Bool.random(using: &random) ? 12 : 10_000_000_000
        let count = Int.random(in: 1...12, using: &random)
        var weights: [Code: Int64] = [:]
        for place in 0..<count {
            let text = "L-\(place)"
            let code = try #require(Code(text))
            weights[code] = Int64.random(in: (place == 0 ? 1 : 0)...most, using: &random)
        }
        let whole = Int64.random(in: 0...most, using: &random)
        let shares = try #require(Apportionment.shares(of: whole, by: weights))
        let sum: Int64 = shares.values.reduce(0, +)
        #expect(sum == whole)
        #expect(shares.count == count)
        let total: Int64 = weights.values.reduce(0, +)
        for (lot, share) in shares {
            let exact = total.dividingFullWidth(whole.multipliedFullWidth(by: weights[lot] ?? 0))
            let raised: Bool = share == exact.quotient + 1 && exact.remainder > 0
            #expect(raised || share == exact.quotient)
            let weight = weights[lot] ?? 0
            for (other, less) in shares {
                if let lighter = weights[other], lighter < weight { #expect(less <= share) }
            }
        }
        var again: [Code: Int64] = [:]
        for lot in weights.keys.shuffled(using: &random) { again[lot] = weights[lot] }
        #expect(Apportionment.shares(of: whole, by: again) == shares)
    }

    @Test func aLotIsSharedByItsNewestNetUpToTheStage() throws {
        // L-19
        let weighings = try [
            (1, Stage.collection, 1_000, false), (2, .receipt, 900, false), (3, .receipt, 950, true),
            (4, .treatment, 800, false), (5, .collection, 990, false),
        ].map { id, stage, net, voided in
            try Weighing(
                id: Int64(id), place: WeighingPlace(stage: stage, facility: "A", day: .first, ticket: nil),
                reading: ScaleReading(
                    gross: Grams(integerLiteral: Int64(net)), tare: 0, net: Grams(integerLiteral: Int64(net))),
                pieces: nil, basis: WeighingBasis(battery: .included, packaging: .removed), voided: voided)
        }
        #expect(Weighing.lastNet(of: Array(weighings.prefix(4)), until: .collection) == 1_000)
        #expect(Weighing.lastNet(of: Array(weighings.prefix(4)), until: .receipt) == 900)
        #expect(Weighing.lastNet(of: Array(weighings.prefix(4)), until: .treatment) == 800)
        #expect(Weighing.lastNet(of: weighings, until: .receipt) == 990)
        #expect(Weighing.lastNet(of: [weighings[1], weighings[2]], until: .collection) == nil)
    }

    @Test func netTareAndPiecesAreSharedAlike() {
        // L-19
        let shares = ShareOfLot.shares(net: 39_001, tare: 1_002, pieces: 401, by: ["A": 30_000, "B": 10_000])
        #expect(
            shares == [
                "A": ShareOfLot(tare: 752, net: 29_251, pieces: 301),
                "B": ShareOfLot(tare: 250, net: 9_750, pieces: 100),
            ])
        #expect(ShareOfLot.shares(net: 10, tare: 0, pieces: nil, by: ["A": 1, "B": nil]) == nil)
        #expect(ShareOfLot.shares(net: 10, tare: 0, pieces: nil, by: ["A": 1, "B": 0]) == nil)
        #expect(ShareOfLot.shares(net: 10, tare: 0, pieces: nil, by: ["A": 1]) == nil)
    }
}
