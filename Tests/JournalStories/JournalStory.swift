package import Journal
package import Lots
package import Primitives
package import Programmes

package let provider = Actor(member: "ama", party: "closing")
package let recycler = Actor(member: "efua", party: "recell")
let customer = Actor(member: "ines", party: "buyer")
package let verifierKey = "did:key:z6MkverifierOfTheTests"
let batteryIn = WeighingBasis(battery: .included, packaging: .removed)
let batteryOut = WeighingBasis(battery: .removed, packaging: .removed)

// What a story is made of, with what most entries share.
extension ValueJournal {
    mutating func party(
        _ code: Code, _ roles: [PublicRole], key: String? = nil, assurance: Assurance? = nil, as mark: String? = nil
    ) {
        append(
            .partyRecorded(
                PartyRecorded(
                    party: code, name: "The party \(code.text)", country: "GH", roles: roles, verifierKey: key,
                    assurance: assurance)),
            as: mark)
    }

    mutating func facility(
        party: Code = "recell", permitTo: String = "2027-12-31", certifiedTo: String = "2027-12-31",
        capacity: Grams = 10_000_000
    ) {
        append(
            .facilityRecorded(
                Facility(
                    code: "accra", party: party, name: "Accra works", country: "GH", timeZone: "Africa/Accra",
                    permits: [Permit(number: "EPA-7", from: day("2025-01-01"), to: day(permitTo))],
                    certifications: [
                        Certification(
                            scheme: "r2", number: "C-1", scope: "phones", from: day("2025-01-01"), to: day(certifiedTo))
                    ],
                    capacity: [2026: capacity])))
    }

    mutating func seal(
        _ lot: Code, country: Country = "GH", standard: String = "phones/1", scrap: Code = "smartphone",
        from first: String = "2026-01-05", provider party: Code = "closing", collector: Code = "kofi",
        price: Int64 = 1_000, evidence: [EvidenceKind] = [.photo, .weightTicket, .shipment], by actor: Actor = provider
    ) {
        guard let paid = PricePaid(currency: "GHS", minorUnits: price, pieces: 100_000) else {
            preconditionFailure("no price")
        }
        append(
            .lotSealed(
                LotSealed(
                    lot: lot, provider: party, scrap: scrap, country: country,
                    collected: day(first)...day("2026-02-20"), standard: version(standard), others: [])),
            by: actor,
            .lotSealed(
                LotPapers(
                    collector: collector, seals: .items(["S-\(lot.text)"]), bags: .items([]), devices: .items([]),
                    prices: [paid], evidence: evidence.map { Evidence(kind: $0, digest: digest(9), party: nil) })),
            on: "2026-02-21", as: "sealed \(lot.text)")
    }

    @discardableResult
    mutating func weigh(
        _ lot: Code, _ stage: Stage, net: Grams, _ count: Pieces?, leaves: ClaimableMass?, gross: Grams? = nil,
        basis: WeighingBasis = batteryIn, by actor: Actor = provider, at facility: Code = "accra",
        tare: Grams = 5_000, of shared: WeighingShare? = nil, as mark: String? = nil
    ) -> Int64 {
        let total = gross ?? Grams(net.count + tare.count) ?? net
        return append(
            .lotWeighed(
                LotWeighed(
                    lot: lot, stage: stage, facility: facility, day: day("2026-03-05"), gross: total, tare: tare,
                    net: net, pieces: count, basis: basis, claimable: leaves, shared: shared)),
            by: actor, .lotWeighed(WeighingPapers(ticket: nil, scale: nil, evidence: [])), on: "2026-03-06", as: mark)
    }

    /// One weighing over `lots`, in the order of their codes, each with the net, tare and count that it is given.
    mutating func weighTogether(
        _ stage: Stage, net: Grams, tare: Grams, _ count: Pieces?,
        among lots: [(lot: Code, net: Grams, tare: Grams, count: Pieces?, leaves: ClaimableMass?)],
        said number: Int? = nil, by actor: Actor = recycler, as mark: String? = nil
    ) {
        let share = WeighingShare(
            first: next, gross: net + tare, tare: tare, net: net, pieces: count, lots: number ?? lots.count)
        for (place, lot) in lots.enumerated() {
            weigh(
                lot.lot, stage, net: lot.net, lot.count, leaves: lot.leaves, by: actor, tare: lot.tare, of: share,
                as: place == 0 ? mark : mark.map { "\($0) \(place + 1)" })
        }
    }

    /// Two lots of 30,000 g and 10,000 g that are received on one scale: 39,001 g and 401 pieces.
    mutating func twoLots(_ first: Code, _ second: Code, as mark: String? = nil) {
        for (lot, net) in [(first, 30_000), (second, 10_000)] as [(Code, Grams)] {
            seal(lot)
            weigh(lot, .collection, net: net, nil, leaves: claimable(net, nil))
        }
        weighTogether(
            .receipt, net: 39_001, tare: 1_002, 401,
            among: [
                (first, 29_251, 752, 301, claimable(29_251, 301)), (second, 9_750, 250, 100, claimable(9_750, 100)),
            ], as: mark)
    }

    /// Makes a share say another first share, number of lots or net of the whole.
    mutating func changeShare(at index: Int, _ saying: (WeighingShare) -> (first: Int64, lots: Int, net: Grams)) {
        change(at: index) { entry in
            guard case .lotWeighed(let weighed) = entry.open, let share = weighed.shared else { return }
            let (first, lots, net) = saying(share)
            entry.open = .lotWeighed(
                LotWeighed(
                    lot: weighed.lot, stage: weighed.stage, facility: weighed.facility, day: weighed.day,
                    gross: weighed.gross, tare: weighed.tare, net: weighed.net, pieces: weighed.pieces,
                    basis: weighed.basis, claimable: weighed.claimable,
                    shared: WeighingShare(
                        first: first, gross: net + share.tare, tare: share.tare, net: net, pieces: share.pieces,
                        lots: lots)))
        }
    }

    mutating func void(_ lot: Code, _ weighing: Int64, leaves: ClaimableMass?, as mark: String? = nil) {
        append(
            .weighingVoided(WeighingVoided(lot: lot, weighing: weighing, cause: .typingError, claimable: leaves)),
            as: mark)
    }

    /// A lot weighed alike at each stage, ready to be verified.
    mutating func wholeLot(
        _ lot: Code, net: Grams = 10_000, count: Pieces = 100, country: Country = "GH", collector: Code = "kofi",
        price: Int64 = 1_000, evidence: [EvidenceKind] = [.photo, .weightTicket, .shipment], by actor: Actor = provider
    ) {
        seal(lot, country: country, collector: collector, price: price, evidence: evidence, by: actor)
        for stage in Stage.allCases {
            weigh(lot, stage, net: net, count, leaves: claimable(net, count), by: actor)
        }
    }

    mutating func verify(
        _ lot: Code, _ mass: ClaimableMass, verifier: Code = "tuev", key: String = verifierKey,
        assurance: Assurance = .independentBody, notApplicable: Set<GuardRule> = [.border],
        signature: [UInt8] = signHere, verdicts change: (inout [JournalVerdict]) -> Void = { _ in }
    ) {
        var verdicts = GuardRule.allCases.map { rule in
            JournalVerdict(
                rule: rule.rawValue, outcome: notApplicable.contains(rule) ? "not-applicable" : "pass", facts: [:])
        }
        change(&verdicts)
        append(
            .lotVerified(
                LotVerified(
                    lot: lot, verdicts: verdicts, claimable: mass, verifier: verifier, assurance: assurance, key: key,
                    signature: signature)),
            by: Actor(member: "vera", party: verifier), .lotVerified([]), on: "2026-03-10", as: "verified \(lot.text)")
    }

    mutating func programme(
        _ code: String, _ obligation: Obligation, classes: [Code] = ["smartphone"], supply: SupplyRule,
        whenPaid: Bool = false, as mark: String? = nil
    ) {
        append(
            .programmePublished(
                Programme(
                    version: version(code), from: day("2026-01-01"), trigger: .purchase, obligation: obligation,
                    classes: classes, massBases: [.stated, .model, .deviceClass], massAgeMax: nil, supply: supply,
                    promiseWhenPaid: whenPaid)),
            as: mark)
    }

    @discardableResult
    mutating func declare(
        _ owed: Quantity, under programme: String, classes: [ClassSum]? = nil, on purchase: String = "2026-02-01",
        of party: Code = "buyer", beneficiary: String = "Buyer SA", as mark: String? = nil
    ) -> Int64 {
        let sums = classes ?? [ClassSum(deviceClass: "smartphone", devices: owed.count, owed: owed.count)]
        return append(
            .declared(manifest: digest(7)), by: customer,
            .declared(
                DeclarationPapers(
                    customer: party, programme: version(programme), day: day(purchase), owed: owed, classes: sums,
                    beneficiary: beneficiary, document: "PO-1", tags: 0, tagRoot: digest(8))),
            as: mark)
    }

    mutating func promise(
        _ lot: Code, _ parts: [(claim: UInt8, programme: String, Quantity, declaration: Int64)],
        on day: String = "2026-03-02",
        as mark: String? = nil
    ) {
        append(
            .promised(Promised(lot: lot, claims: parts.map { claim($0.claim, $0.programme, $0.2) })),
            .declarations(parts.map(\.declaration)), on: day, as: mark)
    }

    mutating func release(
        _ lot: Code, _ cause: ReleaseCause, _ part: (claim: UInt8, programme: String, Quantity, declaration: Int64),
        as mark: String? = nil
    ) {
        append(
            .released(Released(lot: lot, cause: cause, claims: [claim(part.claim, part.programme, part.2)])),
            .declarations([part.declaration]), as: mark)
    }

    private func claim(_ byte: UInt8, _ programme: String, _ quantity: Quantity) -> ClaimQuantity {
        ClaimQuantity(claim: id(byte), programme: version(programme), quantity: quantity)
    }

    mutating func retire(
        _ lot: Code, _ claim: UInt8, _ quantity: Quantity, grams: Range<Int64>, of declaration: Int64,
        units: [UnitRange], beneficiary: String = "Buyer SA", stated: Digest? = nil, as mark: String? = nil
    ) {
        let papers = RetirementPapers(
            beneficiary: beneficiary, declaration: declaration, units: units, salt: id(UInt8(truncatingIfNeeded: next)))
        append(
            .retired(
                Retired(
                    lot: lot, claim: id(claim), quantity: quantity, grams: grams,
                    beneficiary: stated ?? commitment(papers))),
            .retired(papers), as: mark)
    }

    package mutating func certify(_ byte: UInt8, _ retirements: [String], at index: Int, as mark: String? = nil) {
        append(
            .certificateIssued(
                CertificateIssued(
                    certificate: id(byte), credential: digest(6), retirements: retirements.map(at), list: 1,
                    index: index)),
            as: mark)
    }

    package mutating func turn(
        _ byte: UInt8, _ state: CertificateState, _ cause: CertificateCause, replacedBy: UInt8? = nil,
        as mark: String? = nil
    ) {
        append(
            .certificateStatus(
                CertificateTurned(
                    certificate: id(byte), state: state, cause: cause, replacedBy: replacedBy.map { id($0) })),
            as: mark)
    }

    package mutating func reverse(_ retirement: String, of lot: Code, as mark: String? = nil) {
        append(
            .retirementReversed(RetirementReversed(retirement: at(retirement), lot: lot, cause: .evidenceFalse)),
            as: mark)
    }
}

// A lot that proves to be less than was verified.
extension ValueJournal {
    package mutating func shorten(_ lot: Code, _ truth: ClaimableMass) {
        append(.lotShortened(LotShortened(lot: lot, cause: .notShown, claimable: truth)))
    }

    /// 10,000 g and 100 pieces, of which 80 are retired, in two halves (`F1`, `F2` of lot F) that one suspended certificate names.
    package mutating func doubtedLot(
        _ lot: Code, claim: UInt8 = 9, certificate: UInt8 = 0xD1, at index: Int = 20
    ) {
        wholeLot(lot)
        verify(lot, claimable(10_000, 100))
        let declaration = declare(pieces(80), under: "one-for-one/1")
        promise(lot, [(claim, "one-for-one/1", pieces(80), declaration)])
        for half in [Int64(0), 1] {
            retire(
                lot, claim, pieces(40), grams: half * 4_000..<half * 4_000 + 4_000, of: declaration,
                units: [half * 40..<half * 40 + 40], as: "\(lot.text)\(half + 1)")
        }
        certify(certificate, ["\(lot.text)1", "\(lot.text)2"], at: index)
        turn(certificate, .suspended, .lotImpugned)
        append(.lotImpugned(LotTurned(lot: lot, cause: .notShown)))
    }

    /// A lot of which half was there, and a certificate on what is left.
    mutating func shortLot() {
        doubtedLot("S", claim: 0x51, certificate: 0xE1, at: 30)
        reverse("S2", of: "S")
        shorten("S", claimable(5_000, 45))
        certify(0xE2, ["S1"], at: 31)
        turn(0xE1, .revoked, .lotShortened, replacedBy: 0xE2)
    }
}

/// The first and the second key with which the registry of the tests signs.
package let issuerKeys = ["did:key:z6MkissuerOfTheTests", "did:key:z6MkissuerOfTheTestsLater"]

/// What programmes of the tests take, one thing changed at a time.
package func supply(
    standards: [Code] = ["phones"], classes: [Code] = ["smartphone"], countries: [Country] = [], lotAgeMax: Int? = nil,
    forwards: Bool = true, shareMax: Int = 1_000
) -> SupplyRule {
    SupplyRule(
        standards: standards, classes: classes, countries: countries, lotAgeMax: lotAgeMax, forwards: forwards,
        forwardAgeMax: nil, shareMax: shareMax)
}

extension ValueJournal {
    /// A year of a registry: two programmes, two lots that serve and one that does not, three declarations, matching,
    /// retirement, certificates, another key, a withdrawal, a doubt that was wrong, one that was right and one that was right in part; balances of an earlier
    /// system.
    package static func good(commitment: @escaping @Sendable (RetirementPapers) -> Digest = ValueJournal.sum)
        -> ValueJournal
    {
        var journal = ValueJournal(commitment: commitment)
        journal.openRegistry()
        journal.weighLots()
        journal.serveDeclarations()
        journal.payFirst()
        journal.doubtLots()
        journal.identify([PositionRun(row: 1, first: 1, count: 40, units: 0..<40)], of: "D1", as: "identified")
        journal.takeOverBalances()
        journal.changeKey()
        journal.shortLot()
        return journal
    }

    /// The issuer's key is changed by custom, and proves to have been in other hands later.
    private mutating func changeKey() {
        append(.keyAdded(KeyAdded(purpose: .certificates, key: issuerKeys[1])))
        append(.keyRevoked(KeyRevoked(key: issuerKeys[0], cause: .superseded)))
        append(.keyRevoked(KeyRevoked(key: issuerKeys[0], cause: .compromised)))
    }

    private mutating func openRegistry() {
        append(
            .registryOpened(
                RegistryOpened(
                    origin: "registry.example", logKey: "registry.example+1+A", issuer: "did:web:registry.example")),
            as: "opened")
        append(.keyAdded(KeyAdded(purpose: .certificates, key: issuerKeys[0])))
        append(
            .massesPublished([
                ReferenceMass(version: version("smartphone/1"), mass: 190, from: day("2025-01-01"), source: "table 1"),
                ReferenceMass(version: version("notebook/1"), mass: 1_650, from: day("2025-01-01"), source: "table 1"),
            ]))
        for (code, counted) in [("phones/1", true), ("scrap/1", false)] {
            append(
                .standardPublished(
                    SupplyStandard(
                        version: version(code), from: day("2025-01-01"), classes: ["smartphone"], counted: counted,
                        basis: batteryIn, massTolerance: 50, countTolerance: 50,
                        gramsPerPiece: counted ? 50...250 : nil, certifications: ["r2"],
                        evidence: [.photo, .weightTicket], collectorApproved: true,
                        reusePrices: [ReusePrice(from: day("2025-01-01"), currency: "GHS", minorUnits: 500)],
                        independentVerifier: true)))
        }
        programme(
            "one-for-one/1", .pieces([:]),
            supply: supply(countries: ["GH", "NG"], lotAgeMax: 365, forwards: true))
        guard let one = Ratio(1, 1) else { preconditionFailure("no ratio") }
        programme(
            "by-weight/1", .grams(one), classes: ["smartphone", "notebook"],
            supply: supply(forwards: false, shareMax: 500))
        party("closing", [.provider])
        party("recell", [.recycler])
        party("tuev", [.verifier], key: verifierKey, assurance: .independentBody)
        facility()
        append(.facilityDeclared(FacilityDeclared(facility: "accra", year: 2026, grams: 1_000_000)))
        append(
            .collectorApproved,
            .collectorApproved(
                CollectorApproved(
                    collector: "kofi", from: day("2025-01-01"), to: day("2027-12-31"), evidence: digest(5))))
        append(
            .shipmentConsented(
                ShipmentConsented(
                    consent: "NG-GH-1", from: "NG", to: "GH", first: day("2026-01-01"), last: day("2026-12-31"),
                    waste: .y49)),
            .shipmentConsented([digest(4)]), as: "consented")
    }

    private mutating func weighLots() {
        seal("A")
        weigh("A", .collection, net: 100_000, 1_000, leaves: claimable(100_000, 1_000), as: "collected A")
        let typo = weigh("A", .receipt, net: 9_900, 990, leaves: claimable(9_900, 990), as: "typo")
        append(
            .weighingVoided(
                WeighingVoided(
                    lot: "A", weighing: typo, cause: .typingError, claimable: claimable(100_000, 1_000))),
            by: recycler, as: "voided")
        weigh("A", .receipt, net: 99_000, 990, leaves: claimable(99_000, 990), by: recycler, as: "received A")
        seal("B", country: "NG")
        weigh("B", .collection, net: 50_000, 500, leaves: claimable(50_000, 500))
        seal("C")

        declare(pieces(300), under: "one-for-one/1", as: "D1")
        declare(
            grams(20_000), under: "by-weight/1",
            classes: [
                ClassSum(deviceClass: "smartphone", devices: 20, owed: 3_500),
                ClassSum(deviceClass: "notebook", devices: 10, owed: 16_500),
            ], as: "D2")
        declare(pieces(600), under: "one-for-one/1", as: "D3")

        promise("A", [(1, "one-for-one/1", pieces(300), at("D1")), (2, "one-for-one/1", pieces(100), at("D3"))])
        promise("B", [(3, "one-for-one/1", pieces(500), at("D3"))], as: "promised B")
        release("B", .trimmed, (3, "one-for-one/1", pieces(10), at("D3")), as: "trimmed B")
        weigh("B", .receipt, net: 49_000, 490, leaves: claimable(49_000, 490), by: recycler, as: "recounted B")
        weigh("A", .treatment, net: 98_000, nil, leaves: claimable(98_000, 990), by: recycler, as: "treated A")
        weigh("B", .treatment, net: 48_900, nil, leaves: claimable(48_900, 490), by: recycler)
        verify("A", claimable(98_000, 990))
        verify("B", claimable(48_900, 490), notApplicable: [])
        append(.lotRejected(LotTurned(lot: "C", cause: .verifierRefused)), as: "rejected C")
        twoLots("T1", "T2", as: "together")
        void("T2", at("together 2"), leaves: claimable(10_000, nil), as: "voided together")
        void("T1", at("together"), leaves: claimable(30_000, nil))
        twoLots("T3", "T4")
    }

    private mutating func serveDeclarations() {
        promise("A", [(4, "by-weight/1", grams(20_000), at("D2"))], as: "promised A by weight")
        retire("A", 1, pieces(300), grams: 0..<29_696, of: at("D1"), units: [0..<300], as: "R1")
        retire("A", 4, grams(10_000), grams: 88_000..<98_000, of: at("D2"), units: [0..<10_000], as: "R2")
        retire("B", 3, pieces(490), grams: 0..<48_900, of: at("D3"), units: [0..<490], as: "R3")
        retire("A", 2, pieces(100), grams: 29_696..<39_595, of: at("D3"), units: [490..<590], as: "R4")
        certify(0xC1, ["R1"], at: 0, as: "C1")
        certify(0xC2, ["R3", "R4"], at: 1, as: "C2")
        certify(0xC3, ["R2"], at: 131_071, as: "C3")
        withdraw([590..<595], of: "D3")
        release("A", .cancelled, (4, "by-weight/1", grams(1_000), at("D2")), as: "released D2")
        withdraw([15_000..<16_000], of: "D2", as: "withdrawn D2")
    }

    /// A programme that promises only when paid: paid, promised, and taken back.
    private mutating func payFirst() {
        programme("when-paid/1", .pieces([:]), supply: supply(), whenPaid: true)
        declare(pieces(5), under: "when-paid/1", as: "DP")
        pay("DP", "INV-4", as: "paid DP")
        promise("A", [(5, "when-paid/1", pieces(5), at("DP"))])
        release("A", .cancelled, (5, "when-paid/1", pieces(5), at("DP")))
    }

    mutating func pay(_ declaration: String, _ reference: String, as mark: String? = nil) {
        append(
            .declarationPaid,
            .paid(Payment(declaration: at(declaration), reference: reference, day: day("2026-05-30"))), as: mark)
    }

    mutating func withdraw(_ units: [UnitRange], of declaration: String, as mark: String? = nil) {
        append(.withdrawn, .withdrawn(Withdrawal(declaration: at(declaration), units: units)), as: mark)
    }

    mutating func identify(
        _ positions: [PositionRun], of declaration: String, tags: Int64? = nil, as mark: String? = nil
    ) {
        append(
            .identified(leaves: digest(7)),
            .identified(
                Identification(
                    declaration: at(declaration), positions: positions,
                    tags: tags ?? positions.reduce(0) { $0 + $1.count }, tagRoot: digest(8))), as: mark)
    }

    private mutating func doubtLots() {
        for (place, certificate) in [UInt8(0xC1), 0xC2, 0xC3].enumerated() {
            turn(certificate, .suspended, .lotImpugned, as: "suspended \(place)")
        }
        append(.lotImpugned(LotTurned(lot: "A", cause: .notShown)), as: "impugned A")
        append(.lotUpheld(LotTurned(lot: "A", cause: nil)), as: "upheld A")
        for certificate in [UInt8(0xC1), 0xC2, 0xC3] { turn(certificate, .live, .lotUpheld) }

        turn(0xC2, .suspended, .lotImpugned)
        append(.lotImpugned(LotTurned(lot: "B", cause: .evidenceFalse)), as: "impugned B")
        reverse("R3", of: "B", as: "reversed R3")
        promise("A", [(2, "one-for-one/1", pieces(300), at("D3"))], on: "2026-06-01")
        retire("A", 2, pieces(300), grams: 39_595..<69_292, of: at("D3"), units: [0..<300], as: "R5")
        certify(0xC4, ["R4", "R5"], at: 2, as: "C4")
        turn(0xC2, .revoked, .lotReversed, replacedBy: 0xC4, as: "revoked C2")
        append(.lotReversed(LotTurned(lot: "B", cause: .evidenceFalse)), as: "reversed B")
    }
}
