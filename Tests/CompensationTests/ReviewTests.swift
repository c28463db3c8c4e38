import Access
import Exchange
import Primitives
import Programmes
import Registry
import Storage
import Testing

@testable import Compensation

// docs/spec/programmes.md, P-26, P-29 and P-34 to P-37
@Suite struct ReviewTests {
    private static let phone = "class,imei,maker,serial\nsmartphone,35693803564380,,\n"

    /// Two customers send nasty lists; rows are withdrawn and reviews cleared in between. Lists that go in at once, lists in bulk and
    /// plain Swift say the same of each row.
    @Test(arguments: UInt64(0)..<200)
    func verdictsOfTwoCustomersAreThoseOfTakingRowsOneByOne(seed: UInt64) async throws {
        var generator = SplitMix64(state: seed &* 77 &+ 1)
        let worlds = [try await DeclareWorld(seed: seed), try await DeclareWorld(seed: seed)]
        let paces = [ImportPace(), smallSteps(chunk: Int.random(in: 1...7, using: &generator))]
        var naive = NaiveRegistry()
        var reviewed: [[UInt8]: [DeviceIdentifier]] = [:]
        var open: [(customer: Code, row: [DeviceIdentifier])] = []
        var sent: [Code: [NastyRow]] = [:]
        for round in 0..<5 {
            let customer: Code = Bool.random(using: &generator) ? "acme" : "beta"
            let count = Int.random(in: 1...20, using: &generator)
            let fresh = try (0..<count).map { _ in try NastyRow(using: &generator, of: customer) }
            // Now and then somebody sends the same list again.
            let rows = Int.random(in: 0..<3, using: &generator) == 0 ? sent[customer] ?? fresh : fresh
            sent[customer] = rows
            let expected = rows.map { naive.verdict($0.identifiers, of: customer) }
            for (row, verdict) in zip(rows, expected) where verdict == .underReview {
                let key = Array(customer.text.utf8) + PackedNumbers(row.identifiers).bytes
                guard reviewed[key] == nil else { continue }
                reviewed[key] = row.identifiers
                open.append((customer, row.identifiers))
            }
            var withdrawn: [Int64] = []
            if Bool.random(using: &generator) {
                withdrawn = (1...Int64(max(1, expected.count { $0 == .included }))).filter { _ in
                    Bool.random(using: &generator)
                }
            }
            for (world, pace) in zip(worlds, paces) {
                let papers = world.papers(customer: customer, document: "PO-1")
                let (verdicts, outcome) = try await world.verdicts(NastyRow.csv(rows), papers, pace: pace)
                #expect(verdicts.map(\.code) == expected.map(\.code), "round \(round)")
                #expect((outcome == nil) == !expected.contains { $0 != .duplicate })
                guard let made = outcome?.declarations.first, !withdrawn.isEmpty else { continue }
                try await world.compensation.withdraw(
                    declaration: made.sequence, rows: withdrawn, as: DeclareWorld.provider)
            }
            let included = rows.indices.filter { expected[$0] == .included }
            if !included.isEmpty { for row in withdrawn { naive.frees(rows[included[Int(row) - 1]].identifiers) } }
            for world in worlds {
                let reviews = try await world.compensation.reviews(all: false, as: DeclareWorld.provider)
                #expect(reviews.map { $0.identifiers } == open.map { PackedNumbers($0.row).texts })
                #expect(reviews.map(\.customer) == open.map(\.customer))
            }
            if !open.isEmpty {
                let index = Int.random(in: open.indices, using: &generator)
                let verdict = naive.verdict(open[index].row, of: open[index].customer)
                var cleared: [Bool] = []
                for world in worlds {
                    let id = try await world.compensation.reviews(all: false, as: DeclareWorld.provider)[index].id
                    do {
                        try await world.compensation.clear(review: id, as: DeclareWorld.provider)
                        cleared.append(true)
                    } catch CompensationRefusal.reviewClashes {
                        cleared.append(false)
                    }
                }
                #expect(cleared == [verdict == .included, verdict == .included])
                if verdict == .included { open.remove(at: index) }
            }
            let live = Set(naive.live.map(\.numberBytes)).sorted { $0.lexicographicallyPrecedes($1) }
            for world in worlds {
                #expect(try await world.identities() == live)
                #expect(try await world.isTidy())
            }
        }
        for world in worlds { #expect(try await world.compensation.check().findings == []) }
    }

    @Test(arguments: [true, false]) func theFirstRowThatStandsDecides(bulk: Bool) async throws {
        let world = try await DeclareWorld()
        let pace = bulk ? smallSteps(chunk: 1) : ImportPace()
        try await world.declare(
            "class,imei\nsmartphone,35693803564380\n", world.papers(customer: "beta"), pace: pace)
        // (A, X), (A, Y), (B, Y), where A is another customer's: the first two make nothing live, so the third stands.
        let (verdicts, _) = try await world.verdicts(
            """
            class,imei,maker,serial
            smartphone,35693803564380,HP,XXX1
            smartphone,35693803564380,HP,YYY1
            smartphone,86213505000001,HP,YYY1
            smartphone,,,YYY1
            """, pace: pace)
        #expect(verdicts.map(\.code) == ["under-review", "under-review", "included", "duplicate"])
    }

    @Test(arguments: [true, false]) func aSerialOfUnknownMakerIsAnybodys(bulk: Bool) async throws {
        let world = try await DeclareWorld()
        let pace = bulk ? smallSteps(chunk: 1) : ImportPace()
        try await world.declare(
            "class,maker,serial\nnotebook,Dell,ABC1\nnotebook,,ABC2\n", world.papers(customer: "beta"), pace: pace)
        let (verdicts, _) = try await world.verdicts(
            "class,maker,serial\nnotebook,,ABC1\nnotebook,HP,ABC2\nnotebook,HP,ABC1\nnotebook,,ABC1\n", pace: pace)
        #expect(verdicts.map(\.code) == ["under-review", "under-review", "included", "duplicate"])
        let (later, _) = try await world.verdicts("class,maker,serial\nnotebook,Dell,ABC1\n", pace: pace)
        #expect(later.map(\.code) == ["under-review"])
    }

    @Test(arguments: [true, false]) func onlyTheProviderLearnsWhoseItIs(bulk: Bool) async throws {
        let world = try await DeclareWorld()
        let pace = bulk ? smallSteps() : ImportPace()
        let theirs = try await world.declare(
            "class,imei\nsmartphone,86213505000001\nsmartphone,35693803564380\n", world.papers(customer: "beta"),
            pace: pace)
        let outcome = try await world.declare(Self.phone, pace: pace)
        #expect(outcome.declarations.isEmpty && outcome.tally.underReview == 1)
        #expect(outcome.kept == KeptReviews(new: 1, known: 0, left: 0))
        let own = try await world.compensation.reviews(all: false, as: DeclareWorld.acme)
        #expect(own.map(\.identifiers) == [["imei:35693803564380"]] && own[0].clashes == nil && own[0].line == 2)
        #expect(own[0].document == "PO-1" && own[0].beneficiary == "Acme" && own[0].state == .open)
        #expect(try await world.compensation.reviews(all: true, as: DeclareWorld.beta).isEmpty)
        let both = try await world.compensation.reviews(all: false, as: DeclareWorld.provider)
        #expect(
            both[0].clashes == [
                Review.Clash(declaration: theirs.first.sequence, row: 2, customer: "beta", stands: true)
            ])
        await #expect(throws: RegistryRefusal.notPermitted(DeclareWorld.acme, .decideReview)) {
            try await world.compensation.clear(review: 1, as: DeclareWorld.acme)
        }
        await #expect(throws: RegistryRefusal.notPermitted(DeclareWorld.beta, .decideReview)) {
            try await world.compensation.reject(review: 1, as: DeclareWorld.beta)
        }
    }

    @Test func whatStillClashesIsNotCleared() async throws {
        let world = try await DeclareWorld()
        let theirs = try await world.declare(Self.phone, world.papers(customer: "beta")).first
        try await world.declare(Self.phone)
        await #expect(
            throws: CompensationRefusal.reviewClashes(1, declaration: theirs.sequence, row: 1, customer: "beta")
        ) { try await world.compensation.clear(review: 1, as: DeclareWorld.provider) }
        await #expect(throws: CompensationRefusal.unknownReview(9)) {
            try await world.compensation.clear(review: 9, as: DeclareWorld.provider)
        }
        try await world.compensation.withdraw(declaration: theirs.sequence, rows: nil, as: DeclareWorld.beta)
        let found = try await world.compensation.reviews(all: false, as: DeclareWorld.provider)
        #expect(found[0].clashes?.map(\.stands) == [false])
        let made = try await world.compensation.clear(review: 1, as: DeclareWorld.provider)
        #expect(made.sequence > theirs.sequence && made.owed.count == 1 && made.document == "PO-1")
        await #expect(throws: CompensationRefusal.reviewDecided(1, .cleared)) {
            try await world.compensation.clear(review: 1, as: DeclareWorld.provider)
        }
        await #expect(throws: CompensationRefusal.reviewDecided(1, .cleared)) {
            try await world.compensation.reject(review: 1, as: DeclareWorld.provider)
        }
        #expect(try await world.compensation.reviews(all: false, as: DeclareWorld.acme).isEmpty)
        let all = try await world.compensation.reviews(all: true, as: DeclareWorld.acme)
        #expect(all.map(\.declaration) == [made.sequence] && all[0].state == .cleared)
        #expect(try await world.compensation.check().findings == [])
    }

    @Test func aRowIsClearedWithWhatItShouldHaveSaid() async throws {
        let world = try await DeclareWorld()
        try await world.declare("class,maker,serial\nnotebook,Dell,ABC1\n", world.papers(customer: "beta"))
        let list = "class,serial\nnotebook,ABC1\n"
        try await world.declare(list)
        await #expect(throws: CompensationRefusal.self) {
            try await world.compensation.clear(review: 1, as: DeclareWorld.provider)
        }
        await #expect(
            throws: CompensationRefusal.reviewExcluded(1, .identifier(.imei, .character(.imei, "x")))
        ) {
            try await world.compensation.clear(
                review: 1, mending: ReviewMending(imei: "x"), as: DeclareWorld.provider)
        }
        let made = try await world.compensation.clear(
            review: 1, mending: ReviewMending(maker: "HP"), as: DeclareWorld.provider)
        // A notebook owes two pieces, as the list would have.
        #expect(made.owed.count == 2)
        // The list has no maker still, so its row clashes still; and is decided already.
        let again = try await world.verdicts(list)
        #expect(again.verdicts.map(\.code) == ["duplicate"])
    }

    @Test func whatIsRejectedIsNotKeptAgain() async throws {
        let world = try await DeclareWorld()
        try await world.declare(Self.phone, world.papers(customer: "beta"))
        try await world.declare(Self.phone)
        try await world.compensation.reject(review: 1, as: DeclareWorld.provider)
        let again = try await world.declare(Self.phone)
        #expect(again.kept == KeptReviews(new: 0, known: 1, left: 0))
        await #expect(throws: CompensationRefusal.reviewDecided(1, .rejected)) {
            try await world.compensation.clear(review: 1, as: DeclareWorld.provider)
        }
    }

    @Test(arguments: [true, false]) func theSameListAgainKeepsNothingMore(bulk: Bool) async throws {
        let world = try await DeclareWorld()
        let pace = bulk ? smallSteps() : ImportPace()
        let theirs = try await world.declare(Self.phone, world.papers(customer: "beta"), pace: pace).first
        let list = Self.phone + "smartphone,86213505000001,,\nsmartphone,35693803564380,,\n"
        let first = try await world.declare(list, pace: pace)
        #expect(first.tally.included == 1 && first.kept == KeptReviews(new: 1, known: 1, left: 0))
        #expect(try await world.declare(list, pace: pace).kept == KeptReviews(new: 0, known: 2, left: 0))
        // Once it was cleared and withdrawn, it is a row like any other.
        try await world.compensation.withdraw(declaration: theirs.sequence, rows: nil, as: DeclareWorld.provider)
        let made = try await world.compensation.clear(review: 1, as: DeclareWorld.provider)
        try await world.compensation.withdraw(declaration: made.sequence, rows: nil, as: DeclareWorld.acme)
        try await world.declare(Self.phone, world.papers(customer: "beta"), pace: pace)
        #expect(try await world.declare(list, pace: pace).kept == KeptReviews(new: 1, known: 1, left: 0))
    }

    @Test(arguments: [true, false]) func aDryRunAndADraftThatIsRefusedKeepNothing(bulk: Bool) async throws {
        let world = try await DeclareWorld()
        try await world.declare(Self.phone, world.papers(customer: "beta"))
        let judged = try await world.compensation.judge(
            world.papers(), sheet: DeclarationSheet(Array(Self.phone.utf8)), as: DeclareWorld.acme)
        #expect(judged.tally.underReview == 1 && judged.parts.isEmpty)
        await #expect(throws: CompensationRefusal.self) {
            try await world.declare(
                Self.phone, as: DeclareWorld.beta, pace: bulk ? smallSteps() : ImportPace())
        }
        #expect(try await world.compensation.reviews(all: true, as: DeclareWorld.provider).isEmpty)
        #expect(try await world.isTidy())
    }

    @Test(arguments: [true, false]) func noMoreAreKeptThanSomebodyCanDecide(bulk: Bool) async throws {
        let world = try await DeclareWorld()
        let rows = (0..<RowsUnderReview.most + 20).map { "notebook,HP,SN\(100_000 + $0)" }
        let list = (["class,maker,serial"] + rows).joined(separator: "\n")
        try await world.declare(list, world.papers(customer: "beta"))
        var pace = ImportPace()
        pace.atOnce = bulk ? 0 : 5_000
        let long = "notebook,HP,SN100000," + String(repeating: "x", count: 5_000)
        let first = try await world.declare("class,maker,serial,model\n\(long)\n", pace: pace)
        #expect(first.kept == KeptReviews(new: 0, known: 0, left: 1))
        let outcome = try await world.declare(list, pace: pace)
        #expect(outcome.tally.underReview == RowsUnderReview.most + 20)
        #expect(outcome.kept == KeptReviews(new: RowsUnderReview.most, known: 0, left: 20))
        #expect(try await world.declare(list, pace: pace).kept.known == RowsUnderReview.most)
        #expect(
            try await world.integer("SELECT COUNT(*) FROM review") == Int64(RowsUnderReview.most))
    }
}

extension RowVerdict {
    fileprivate var code: String {
        switch self {
        case .included: "included"
        case .duplicate: "duplicate"
        case .underReview: "under-review"
        case .lifeNotReached: "life-not-reached"
        }
    }
}
