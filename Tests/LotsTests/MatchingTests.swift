import Lots
import Primitives
import Programmes
import Testing

let today = day("2026-06-01")

func supply(
    standards: [Code] = ["phones"], classes: [Code] = ["smartphone"], countries: [Country] = [], lotAgeMax: Int? = nil,
    forwards: Bool = true, shareMax: Int = 1_000
) -> SupplyRule {
    SupplyRule(
        standards: standards, classes: classes, countries: countries, lotAgeMax: lotAgeMax, forwards: forwards,
        forwardAgeMax: 90, shareMax: shareMax)
}

func lot(
    _ code: Code, sealed: Int64 = 1, mass: Int64 = 1_000, count: Int64? = 10, state: LotState = .verified
) throws -> LotFacts {
    LotFacts(
        code: code, deviceClass: "smartphone", country: "GH", collected: day("2026-01-01")...day("2026-02-01"),
        standard: try #require(Version("phones", 1)), basis: bare, sealed: sealed, state: state,
        balance: LotBalance(try claimable(mass, count)))
}

let programme = Version("one-for-one/1")!  // a literal

func waiting(_ sequence: Int64, _ quantity: Quantity, had: [Code: Int64] = [:]) -> WaitingDeclaration {
    WaitingDeclaration(sequence: sequence, programme: programme, waiting: quantity, had: had)
}

@Suite struct EligibilityTests {
    @Test func theFirstReasonIsTold() throws {
        // L-12: each rule in turn stands alone, and before those that follow.
        var sound = try lot("L")
        let none = grams(0)
        #expect(sound.ineligibility(under: SupplyTerms(supply()), on: today, had: none) == nil)
        let version = sound.standard
        let wrong: [(SupplyTerms, Ineligibility)] = [
            (SupplyTerms(supply(standards: ["x"])), .standard(version, accepted: ["x"])),
            (SupplyTerms(supply(classes: ["x"])), .deviceClass("smartphone", accepted: ["x"])),
            (SupplyTerms(supply(countries: ["NG"])), .country("GH", accepted: ["NG"])),
            (SupplyTerms(supply(), battery: .included), .battery(.removed, asked: .included)),
            (SupplyTerms(supply(lotAgeMax: 119)), .age(days: 120, limit: 119)),
            (SupplyTerms(supply(shareMax: 100)), .share(had: grams(100), cap: grams(100))),
        ]
        for (terms, reason) in wrong {
            #expect(sound.ineligibility(under: terms, on: today, had: grams(100)) == reason)
        }
        let all = SupplyTerms(supply(standards: ["x"], classes: ["x"], countries: ["NG"], lotAgeMax: 1))
        #expect(sound.ineligibility(under: all, on: today, had: none) == .standard(version, accepted: ["x"]))
        for state in [LotState.impugned, .rejected, .reversed, .shortened] {
            sound.state = state
            #expect(sound.ineligibility(under: all, on: today, had: none) == .state(state))
        }
        #expect(SupplyTerms(supply(lotAgeMax: 120)).supply.lotAgeMax == 120)
    }

    @Test func stageUnitAndRoom() throws {
        // L-12, L-13
        let terms = SupplyTerms(supply(forwards: false))
        var sealed = try lot("L", count: nil, state: .sealed)
        #expect(sealed.ineligibility(under: terms, on: today, had: grams(0)) == .unverified)
        #expect(sealed.ineligibility(under: SupplyTerms(supply()), on: today, had: pieces(0)) == .uncounted)
        #expect(sealed.ineligibilityToRetire(under: SupplyTerms(supply()), promised: today) == .unverified)
        try sealed.balance.promise(grams(1_000))
        #expect(sealed.ineligibility(under: SupplyTerms(supply()), on: today, had: grams(0)) == .full(.grams))
        sealed.state = .verified
        #expect(sealed.ineligibilityToRetire(under: terms, promised: today) == nil)
        sealed.state = .impugned
        #expect(sealed.ineligibilityToRetire(under: terms, promised: today) == .state(.impugned))
    }

    @Test func aForwardAgesFromItsPromise() {
        // L-14
        let terms = SupplyTerms(supply())
        #expect(!terms.forwardHasAged(promised: day("2026-03-03"), on: today))
        #expect(terms.forwardHasAged(promised: day("2026-03-02"), on: today))
    }
}

@Suite struct MatchingTests {
    private func match(_ queue: [WaitingDeclaration], _ lots: [LotFacts], share: Int = 1_000) -> Matching {
        Matching(of: queue, from: lots, under: [programme: SupplyTerms(supply(shareMax: share))], on: today)
    }

    @Test func verifiedLotsGoFirstThenTheOldest() throws {
        // L-15
        let lots = [
            try lot("S1", sealed: 1, state: .sealed), try lot("V3", sealed: 3), try lot("V2", sealed: 2),
        ]
        let matching = match([waiting(2, pieces(3)), waiting(1, pieces(24))], lots)
        #expect(
            matching.promises == [
                MatchedPromise(declaration: 1, lot: "V2", quantity: pieces(10)),
                MatchedPromise(declaration: 1, lot: "V3", quantity: pieces(10)),
                MatchedPromise(declaration: 1, lot: "S1", quantity: pieces(4)),
                MatchedPromise(declaration: 2, lot: "S1", quantity: pieces(3)),
            ])
        #expect(matching.waiting.isEmpty && !matching.more)
    }

    @Test func oneThatFindsNothingDoesNotBlockTheNext() throws {
        let matching = match([waiting(1, pieces(5)), waiting(2, grams(5_000))], [try lot("L", count: nil)])
        #expect(matching.promises == [MatchedPromise(declaration: 2, lot: "L", quantity: grams(1_000))])
        #expect(
            matching.waiting == [
                StillWaiting(declaration: 1, waiting: pieces(5), reason: .nearest(lot: "L", .uncounted)),
                StillWaiting(declaration: 2, waiting: grams(4_000), reason: .lotsFull(1)),
            ])
    }

    @Test func theShareCountsWhatItHasAlready() throws {
        // L-16
        let lots = [try lot("A"), try lot("B", sealed: 2)]
        let matching = match([waiting(1, pieces(9), had: ["A": 2])], lots, share: 300)
        #expect(matching.promises.map(\.quantity) == [pieces(1), pieces(3)])
        let share = Ineligibility.share(had: pieces(3), cap: pieces(3))
        #expect(
            matching.waiting == [
                StillWaiting(declaration: 1, waiting: pieces(5), reason: .nearest(lot: "A", share))
            ])
        let none = match([waiting(1, pieces(9))], lots, share: 99)
        let zero = Ineligibility.share(had: pieces(0), cap: pieces(0))
        #expect(none.waiting.map(\.reason) == [.nearest(lot: "A", zero)])
    }

    @Test func reasonsForWaiting() throws {
        // L-17
        #expect(match([waiting(1, grams(1))], []).waiting.map(\.reason) == [.noLot])
        var far = try lot("FAR")
        far.state = .impugned
        let near = try lot("NEAR", sealed: 9, state: .sealed)
        let terms = [programme: SupplyTerms(supply(forwards: false))]
        let matching = Matching(of: [waiting(1, grams(1))], from: [far, near], under: terms, on: today)
        #expect(matching.waiting.map(\.reason) == [.nearest(lot: "NEAR", .unverified)])
    }

    @Test func aForwardThatAgedIsNotRenewedOnTheSameLot() throws {  // L-14
        let sealed = try lot("SEALED", state: .sealed)
        let again = WaitingDeclaration(
            sequence: 1, programme: programme, waiting: grams(10), had: [:], outwaited: ["SEALED"])
        let matching = Matching(
            of: [again, waiting(2, grams(10))], from: [sealed],
            under: [programme: SupplyTerms(supply(forwards: true))], on: today)
        #expect(matching.promises.map(\.declaration) == [2])
        #expect(matching.waiting.map(\.reason) == [.nearest(lot: "SEALED", .outwaited)])
    }

    @Test func anEntryHolds256Claims() throws {
        let lots = try (0..<300).map { try lot("L\($0)".code, sealed: Int64($0), mass: 10, count: 1) }
        let queue = (0..<300).map { waiting(Int64($0), pieces(1)) }
        let first = match(queue, lots)
        #expect(first.promises.count == 256 && first.more)
        #expect(first.waiting.count == 44 && first.waiting.allSatisfy { $0.reason == .nextRun })
        let exact = match(Array(queue.prefix(256)), lots)
        #expect(exact.promises.count == 256 && !exact.more && exact.waiting.isEmpty)
        let full = match(queue, Array(lots.prefix(256)))
        #expect(full.promises.count == 256 && !full.more)
        #expect(full.waiting.allSatisfy { $0.reason == .lotsFull(256) })
    }

    @Test(arguments: UInt64(0)..<200) func aRunDoesWhatAPlainLoopDoes(seed: UInt64) throws {
        var chance = SplitMix64(state: seed)
        var lots = try (0..<12).map { index in
            let count = Int64.random(in: 1...6, using: &chance)
            let state = LotState.allCases.randomElement(using: &chance) ?? .sealed
            return try lot(
                "L\(index)".code, sealed: Int64(index), mass: Int64.random(in: 6...60, using: &chance),
                count: Bool.random(using: &chance) ? count : nil, state: state)
        }
        let share = [1_000, 500, 100].randomElement(using: &chance) ?? 1_000
        let terms = SupplyTerms(supply(forwards: Bool.random(using: &chance), shareMax: share))
        let queue = (0..<Int64(12)).map { sequence in
            let unit: Unit = Bool.random(using: &chance) ? .pieces : .grams
            return waiting(
                sequence, quantity(Int64.random(in: 0...20, using: &chance), unit),
                had: ["L3": Int64.random(in: 0...3, using: &chance)])
        }
        let matching = Matching(
            of: queue.shuffled(using: &chance), from: lots.shuffled(using: &chance), under: [programme: terms],
            on: today)
        var expected: [MatchedPromise] = []
        var left: [Int64: Int64] = [:]
        lots.sort { ($0.state == .verified ? 0 : 1, $0.sealed) < ($1.state == .verified ? 0 : 1, $1.sealed) }
        for declaration in queue {
            var rest = declaration.waiting.count
            for index in lots.indices {
                let had = declaration.had[lots[index].code] ?? 0
                let unit = declaration.waiting.unit
                let had0 = quantity(had, unit)
                guard rest > 0, lots[index].ineligibility(under: terms, on: today, had: had0) == nil else { continue }
                let cap = terms.shareCap(of: lots[index].balance.claimable, in: unit)
                let taken = quantity(min(rest, lots[index].balance.room(in: unit), cap - had), unit)
                try lots[index].balance.promise(taken)
                expected.append(
                    MatchedPromise(declaration: declaration.sequence, lot: lots[index].code, quantity: taken))
                rest -= taken.count
            }
            if rest > 0 { left[declaration.sequence] = rest }
        }
        #expect(matching.promises == expected && !matching.more)
        #expect(matching.waiting.map(\.declaration) == left.keys.sorted())
        #expect(matching.waiting.allSatisfy { left[$0.declaration] == $0.waiting.count })
    }

    @Test func tenThousandDeclarationsAndAThousandLots() throws {
        let lots = try (0..<1_000).map { try lot("L\($0)".code, sealed: Int64($0), mass: 300, count: 3) }
        let queue = (0..<10_000).map { waiting(Int64($0), $0 % 2 == 0 ? pieces(1_000) : grams(10)) }
        let clock = ContinuousClock()
        var matching: Matching?
        let time = clock.measure { matching = match(queue, lots, share: 500) }
        #expect(matching?.promises.count == 256 && matching?.more == true)
        #expect(time < .seconds(2))
    }
}

extension String {
    var code: Code {
        guard let code = Code(self) else { preconditionFailure(self) }
        return code
    }
}
