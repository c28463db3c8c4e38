import Journal
import Lots
import Primitives
import Programmes

/// A good journal with one thing done to it that breaks one clause and no other.
struct ForgedJournal: Sendable, CustomStringConvertible {
    let name: String
    let clause: Clause
    /// Whether the public replay finds it too, without sealed parts.
    let isOpen: Bool
    private let mutation: @Sendable (inout ValueJournal) -> Void

    var description: String { "\(clause.rawValue) \(name)" }

    func journal(from good: ValueJournal = .good()) -> ValueJournal {
        var journal = good
        mutation(&journal)
        return journal
    }

    /// Everyone can find it out.
    static func open(
        _ clause: Clause, _ name: String, _ mutation: @escaping @Sendable (inout ValueJournal) -> Void
    ) -> ForgedJournal {
        ForgedJournal(name: name, clause: clause, isOpen: true, mutation: mutation)
    }

    /// Whoever has the sealed parts can find it out.
    static func sealed(
        _ clause: Clause, _ name: String, _ mutation: @escaping @Sendable (inout ValueJournal) -> Void
    ) -> ForgedJournal {
        ForgedJournal(name: name, clause: clause, isOpen: false, mutation: mutation)
    }

    static let all =
        registers + sealings + verifications + doubts + promises + retirements + declarations + certificates

    private static let registers: [ForgedJournal] = [
        .open(.sequenceRuns, "an entry was taken out before the last") { journal in
            let next = journal.next
            journal.change("reversed B") { $0.statedSequence = next }
        },
        .open(.openedFirst, "a second registry opened in the same journal") { journal in
            journal.append(
                .registryOpened(RegistryOpened(origin: "other.example", logKey: "k", issuer: "did:web:other.example")))
        },
        .sealed(.sealedFits, "the sealed part of another kind") { journal in
            journal.change("reversed B") { $0.sealed = .declarations([]) }
        },
        .open(.versionsRun, "version 3 of a programme after version 1") { journal in
            journal.programme("one-for-one/3", .pieces([:]), supply: supply())
        },
        .open(.figuresInRange, "a programme that gives one declaration more than a lot") { journal in
            journal.programme("one-for-one/2", .pieces([:]), supply: supply(shareMax: 1_001))
        },
        .open(.figuresInRange, "a consent that ends before it begins") { journal in
            journal.append(
                .shipmentConsented(
                    ShipmentConsented(
                        consent: "NG-GH-2", from: "NG", to: "GH", first: day("2027-01-01"), last: day("2026-12-31"),
                        waste: .y49)), .shipmentConsented([digest(4)]))
        },
        .open(.recyclerRuns, "a facility run by a provider") { $0.facility(party: "closing") },
        .open(.verifierKeyed, "a verifier without a key") { $0.party("newcomer", [.verifier]) },
        .open(.facilityKnown, "tonnage of a facility that nobody recorded") { journal in
            journal.append(.facilityDeclared(FacilityDeclared(facility: "nowhere", year: 2026, grams: 1)))
        },
        .open(.facilityKnown, "a weighing at a facility that nobody recorded") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 100, 1, leaves: claimable(100, 1), at: "nowhere")
        },
        .open(.consentOnce, "a consent recorded again for another year") { journal in
            journal.append(
                .shipmentConsented(
                    ShipmentConsented(
                        consent: "NG-GH-1", from: "NG", to: "GH", first: day("2027-01-01"), last: day("2027-12-31"),
                        waste: .y49)), .shipmentConsented([digest(4)]))
        },
    ]

    private static let sealings: [ForgedJournal] = [
        .open(.lotSealedOnce, "a lot sealed again") { $0.seal("A") },
        .open(.lotKnown, "a lot rejected that was never sealed") { journal in
            journal.append(.lotRejected(LotTurned(lot: "X", cause: .verifierRefused)))
        },
        .open(.providerKnown, "a lot of a recycler") { $0.seal("F", provider: "recell") },
        .open(.standardKnown, "a lot under a standard that was never published") { $0.seal("F", standard: "phones/9") },
        .open(.standardInForce, "a lot collected before its standard") { $0.seal("F", from: "2024-12-31") },
        .open(.scrapInStandard, "a lot of a class its standard does not speak of") { $0.seal("F", scrap: "notebook") },
        .open(.weighedWhileSealed, "a verified lot weighed again") { journal in
            journal.weigh("A", .treatment, net: 98_500, nil, leaves: claimable(98_000, 990))
        },
        .open(.weighedWhileSealed, "a weighing of a verified lot voided") { journal in
            journal.append(
                .weighingVoided(
                    WeighingVoided(
                        lot: "A", weighing: journal.at("collected A"), cause: .wrongLot,
                        claimable: claimable(98_000, 990))), by: recycler)
        },
        .open(.netFollows, "a net that is not gross minus tare") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 1_000, 10, leaves: claimable(1_000, 10), gross: 7_000)
        },
        .open(.weighingInRange, "a weighing of more than a lot can be") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 10_000_000_001, nil, leaves: nil, basis: batteryOut)
        },
        .open(.claimableFollows, "more claimable than was weighed") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 1_000, 10, leaves: claimable(1_001, 10))
        },
        .open(.claimableFollows, "a weighing on another basis that lowers the mass") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 1_000, 10, leaves: claimable(1_000, 10))
            journal.weigh("F", .receipt, net: 900, 10, leaves: claimable(900, 10), basis: batteryOut)
        },
        .open(.lotRule, "the count lowered without trimming") { journal in
            journal.cut(before: "trimmed B")
            journal.weigh("B", .receipt, net: 49_000, 490, leaves: claimable(49_000, 490), by: recycler)
        },
        .open(.lotRule, "a lot promised beyond its pieces") { journal in
            let declaration = journal.declare(pieces(500), under: "one-for-one/1")
            journal.promise("A", [(9, "one-for-one/1", pieces(99), declaration)])
        },
        .open(.lotRule, "a promise from a lot that was never weighed") { journal in
            let declaration = journal.declare(pieces(1), under: "one-for-one/1")
            journal.seal("F")
            journal.promise("F", [(9, "one-for-one/1", pieces(1), declaration)])
        },
        .open(.voidedOnce, "a weighing voided twice") { journal in
            journal.cut(after: "voided")
            journal.append(
                .weighingVoided(
                    WeighingVoided(
                        lot: "A", weighing: journal.at("typo"), cause: .typingError,
                        claimable: claimable(100_000, 1_000))), by: recycler)
        },
        .sealed(.voidedBySecond, "a weighing voided by who weighed") { journal in
            journal.change("voided") { $0.actor = provider }
        },
    ]

    private static let verifications: [ForgedJournal] = [
        .open(.claimableSound, "a lot of nothing verified") { journal in
            journal.seal("F", standard: "scrap/1")
            for stage in Stage.allCases { journal.weigh("F", stage, net: 0, nil, leaves: nil) }
            journal.verify(
                "F", claimable(1, nil), notApplicable: [.border, .countAgreement, .gramsPerPiece])
        },
        .open(.claimableFollows, "verified at more than was weighed") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_100, 100))
        },
        .open(.oneVerdictEach, "a rule without a verdict") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100)) { $0.removeAll { $0.rule == "capacity" } }
        },
        .open(.oneVerdictEach, "a verdict of a rule that is none") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100)) { verdicts in
                verdicts.append(JournalVerdict(rule: "goodwill", outcome: "pass", facts: [:]))
            }
        },
        .open(.nothingAgainst, "verified although a rule lacked its facts") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100)) { verdicts in
                verdicts.removeAll { $0.rule == "uniqueness" }
                verdicts.append(JournalVerdict(rule: "uniqueness", outcome: "missing", facts: [:]))
            }
        },
        .open(.permitHeld, "treated after the permit had ended") { journal in
            journal.facility(permitTo: "2026-03-04")
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.certificationHeld, "treated after the certification had ended") { journal in
            journal.facility(certifiedTo: "2026-03-04")
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.capacityKept, "more treated than the facility can") { journal in
            journal.facility(capacity: 1_156_899)
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.massesAgree, "a tenth lost on the way") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 10_000, 100, leaves: claimable(10_000, 100))
            journal.weigh("F", .receipt, net: 10_000, 100, leaves: claimable(10_000, 100))
            journal.weigh("F", .treatment, net: 9_000, 100, leaves: claimable(9_000, 100))
            journal.verify("F", claimable(9_000, 100))
        },
        .open(.countsAgree, "a tenth of the pieces lost on the way") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 10_000, 100, leaves: claimable(10_000, 100))
            journal.weigh("F", .receipt, net: 10_000, 90, leaves: claimable(10_000, 90))
            journal.weigh("F", .treatment, net: 10_000, 90, leaves: claimable(10_000, 90))
            journal.verify("F", claimable(10_000, 90))
        },
        .open(.bandKept, "phones of ten grams") { journal in
            journal.wholeLot("F", net: 10_000, count: 1_000)
            journal.verify("F", claimable(10_000, 1_000))
        },
        .open(.bandKept, "the band called not applicable") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), notApplicable: [.border, .gramsPerPiece])
        },
        .open(.borderConsented, "over a border without consent") { journal in
            journal.wholeLot("F", country: "TG")
            journal.verify("F", claimable(10_000, 100), notApplicable: [])
        },
        .open(.borderConsented, "a border called not applicable") { journal in
            journal.wholeLot("F", country: "NG")
            journal.verify("F", claimable(10_000, 100))
        },
        .sealed(.borderConsented, "over a border without papers") { journal in
            journal.wholeLot("F", country: "NG", evidence: [.photo, .weightTicket])
            journal.verify("F", claimable(10_000, 100), notApplicable: [])
        },
        .sealed(.collectorApproved, "a collector whom nobody approved") { journal in
            journal.wholeLot("F", collector: "yaw")
            journal.verify("F", claimable(10_000, 100))
        },
        .sealed(.pricesUnder, "scrap paid as if it still worked") { journal in
            journal.wholeLot("F", price: 60_000_000)
            journal.verify("F", claimable(10_000, 100))
        },
        .sealed(.evidenceComplete, "no photo") { journal in
            journal.wholeLot("F", evidence: [.weightTicket])
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.verifierKnown, "verified by nobody known") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), verifier: "nobody")
        },
        .open(.verifierKey, "verified with another key") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), key: "did:key:z6MkSomebodyElse")
        },
        .open(.assuranceHeld, "a second person called an independent body") { journal in
            journal.party("house", [.verifier], key: "did:key:z6MkHouse", assurance: .secondPerson)
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), verifier: "house", key: "did:key:z6MkHouse")
        },
        .open(.assuranceHeld, "a second person where the standard asks for an independent body") { journal in
            journal.party("house", [.verifier], key: "did:key:z6MkHouse", assurance: .secondPerson)
            journal.wholeLot("F")
            journal.verify(
                "F", claimable(10_000, 100), verifier: "house", key: "did:key:z6MkHouse", assurance: .secondPerson)
        },
        .open(.verifierApart, "verified by who treated it") { journal in
            journal.party("recell", [.recycler, .verifier], key: "did:key:z6MkRecell", assurance: .independentBody)
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), verifier: "recell", key: "did:key:z6MkRecell")
        },
        .sealed(.verifierRecordedNothing, "verified by who weighed it") { journal in
            journal.wholeLot("F", by: Actor(member: "vera", party: "tuev"))
            journal.verify("F", claimable(10_000, 100))
        },
        .sealed(.verifierRecordedNothing, "verified by who collected it") { journal in
            journal.append(
                .collectorApproved,
                .collectorApproved(
                    CollectorApproved(
                        collector: "tuev", from: day("2025-01-01"), to: day("2027-12-31"), evidence: digest(5))))
            journal.wholeLot("F", collector: "tuev")
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.verifierSignature, "a signature of something else") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), signature: [UInt8](repeating: 0, count: 64))
        },
    ]

    private static let doubts: [ForgedJournal] = [
        .open(.lotTurns, "a lot upheld that nobody impugned") { journal in
            journal.append(.lotUpheld(LotTurned(lot: "A", cause: nil)))
        },
        .open(.lotTurns, "a rejected lot verified") { journal in
            journal.wholeLot("F")
            journal.append(.lotRejected(LotTurned(lot: "F", cause: .verifierRefused)))
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.lotTurns, "a lot impugned before it was verified") { journal in
            journal.seal("F")
            journal.append(.lotImpugned(LotTurned(lot: "F", cause: .notShown)))
        },
        .open(.lotTurns, "a lot reversed that nobody impugned") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
            journal.append(.lotReversed(LotTurned(lot: "F", cause: .notShown)))
        },
        .open(.rejectedUnpromised, "a lot rejected under its promises") { journal in
            journal.cut(before: "trimmed B")
            journal.append(.lotRejected(LotTurned(lot: "B", cause: .verifierRefused)))
        },
        .open(.impugnedUncertified, "a lot impugned under live certificates") { journal in
            journal.cut(before: "suspended 0")
            journal.append(.lotImpugned(LotTurned(lot: "A", cause: .notShown)))
        },
        .open(.reversedEmpty, "a lot reversed and its retirements left") { journal in
            journal.cut(before: "reversed R3")
            journal.turn(0xC2, .revoked, .lotReversed)
            journal.append(.lotReversed(LotTurned(lot: "B", cause: .notShown)))
        },
        .open(.reversedUncertified, "a lot reversed and its certificate left") { journal in
            journal.cut(before: "revoked C2")
            journal.append(.lotReversed(LotTurned(lot: "B", cause: .notShown)))
        },
        .open(.reversedEmpty, "a lot reversed under a promise") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
            let declaration = journal.declare(pieces(1), under: "one-for-one/1")
            journal.promise("F", [(9, "one-for-one/1", pieces(1), declaration)])
            journal.append(.lotImpugned(LotTurned(lot: "F", cause: .notShown)))
            journal.append(.lotReversed(LotTurned(lot: "F", cause: .notShown)))
        },
    ]

    private static let promises: [ForgedJournal] = [
        .open(.claimsCounted, "a promise of nothing to nobody") { $0.promise("A", []) },
        .open(.claimsCounted, "a claim twice in one entry") { journal in
            let declaration = journal.declare(pieces(2), under: "one-for-one/1")
            journal.promise(
                "A",
                [(9, "one-for-one/1", pieces(1), declaration), (9, "one-for-one/1", pieces(1), declaration)])
        },
        .open(.quantityPositive, "a promise of no piece") { journal in
            let declaration = journal.declare(pieces(2), under: "one-for-one/1")
            journal.promise("A", [(9, "one-for-one/1", pieces(0), declaration)])
        },
        .open(.programmeOfClaim, "a claim under a programme that was never published") { journal in
            let declaration = journal.declare(pieces(2), under: "one-for-one/1")
            journal.promise("A", [(9, "one-for-all/1", pieces(1), declaration)])
        },
        .open(.unitOfClaim, "grams promised under a programme of pieces") { journal in
            let declaration = journal.declare(pieces(200), under: "one-for-one/1")
            journal.promise("A", [(9, "one-for-one/1", grams(100), declaration)])
        },
        .open(.claimStays, "a claim on a second lot") { journal in
            journal.cut(before: "promised B")
            journal.promise("B", [(2, "one-for-one/1", pieces(1), journal.at("D3"))])
        },
        .sealed(.claimOfDeclaration, "a second claim of a declaration on a lot") { journal in
            journal.promise("A", [(9, "one-for-one/1", pieces(1), journal.at("D3"))])
        },
        .sealed(.claimOfDeclaration, "a claim that passes to another declaration") { journal in
            let declaration = journal.declare(pieces(2), under: "one-for-one/1")
            journal.promise("A", [(2, "one-for-one/1", pieces(1), declaration)])
        },
        .sealed(.claimOfDeclaration, "a claim under another programme than its declaration") { journal in
            let declaration = journal.declare(pieces(2), under: "one-for-one/1")
            journal.programme("one-for-one/2", .pieces([:]), supply: supply())
            journal.promise("A", [(9, "one-for-one/2", pieces(1), declaration)])
        },
        .sealed(.claimOfDeclaration, "a promise that names one declaration for two claims") { journal in
            let declaration = journal.declare(pieces(2), under: "one-for-one/1")
            journal.promise("A", [(9, "one-for-one/1", pieces(1), declaration)], as: "odd")
            journal.change("odd") { $0.sealed = .declarations([declaration, declaration]) }
        },
        .open(.lotPromisable, "a promise from an impugned lot") { journal in
            journal.cut(after: "impugned A")
            let declaration = journal.declare(pieces(2), under: "one-for-one/1")
            journal.promise("A", [(9, "one-for-one/1", pieces(1), declaration)])
        },
        .open(.forwardTaken, "a forward under a programme that takes none") { journal in
            journal.cut(before: "verified A")
            journal.promise("A", [(4, "by-weight/1", grams(1), journal.at("D2"))])
        },
        .promised(.standardTaken, "a lot of another standard", supply(standards: ["scrap"])),
        .promised(.scrapTaken, "a lot of another class", supply(classes: ["notebook"])),
        .promised(.countryTaken, "a lot of another country", supply(countries: ["NG"])),
        .promised(.lotYoung, "a lot of long ago", supply(lotAgeMax: 9)),
        .promised(.shareKept, "more than its share of a lot", supply(shareMax: 1)),
        .open(.releasedHeld, "more given back than was held") { journal in
            journal.release("A", .cancelled, (4, "by-weight/1", grams(9_001), journal.at("D2")))
        },
        .open(.releasedHeld, "a claim given back that nobody made") { journal in
            journal.release("A", .cancelled, (99, "by-weight/1", grams(1), journal.at("D2")))
        },
    ]

    private static func promised(_ clause: Clause, _ name: String, _ supply: SupplyRule) -> ForgedJournal {
        .open(clause, name) { journal in
            journal.programme("choosy/1", .pieces([:]), supply: supply)
            // A thousandth of 990 pieces is none.
            let declaration = journal.declare(pieces(2), under: "choosy/1")
            journal.promise("A", [(9, "choosy/1", pieces(1), declaration)])
        }
    }

    private static let retirements: [ForgedJournal] = [
        .open(.retiredVerified, "retired before verification") { journal in
            journal.cut(before: "verified A")
            journal.retire("A", 1, pieces(10), grams: 0..<989, of: journal.at("D1"), units: [0..<10])
        },
        .open(.retiredVerified, "retired from an impugned lot") { journal in
            journal.cut(after: "impugned A")
            journal.retire(
                "A", 4, grams(9_000), grams: 79_000..<88_000, of: journal.at("D2"),
                units: [10_000..<15_000, 16_000..<20_000])
        },
        .open(.retiredPromised, "a piece retired that nobody promised") { journal in
            journal.retire("A", 2, pieces(1), grams: 69_292..<69_391, of: journal.at("D3"), units: [300..<301])
        },
        .open(.rangeFollows, "grams given twice") { journal in
            journal.change("R5") { entry in
                guard case .retired(let retired) = entry.open else { return }
                entry.open = .retired(
                    Retired(
                        lot: retired.lot, claim: retired.claim, quantity: retired.quantity, grams: 39_594..<69_291,
                        beneficiary: retired.beneficiary))
            }
        },
        .open(.rangeFollows, "grams taken from the wrong end") { journal in
            journal.retire("A", 4, grams(100), grams: 69_292..<69_392, of: journal.at("D2"), units: [10_000..<10_100])
        },
        .sealed(.unitsLowest, "devices picked out of their order") { journal in
            journal.cut(before: "R4")
            journal.retire("A", 2, pieces(100), grams: 29_696..<39_595, of: journal.at("D3"), units: [491..<591])
        },
        .sealed(.unitsLowest, "devices covered twice") { journal in
            journal.cut(before: "R4")
            journal.retire("A", 2, pieces(100), grams: 29_696..<39_595, of: journal.at("D3"), units: [489..<589])
        },
        .sealed(.unitsTotal, "fewer devices than pieces") { journal in
            journal.cut(before: "R4")
            journal.retire("A", 2, pieces(100), grams: 29_696..<39_595, of: journal.at("D3"), units: [490..<589])
        },
        .sealed(.beneficiaryDeclared, "retired for another beneficiary") { journal in
            journal.cut(before: "R4")
            journal.retire(
                "A", 2, pieces(100), grams: 29_696..<39_595, of: journal.at("D3"), units: [490..<590],
                beneficiary: "Rival SA")
        },
        .sealed(.beneficiaryDigest, "another beneficiary committed to") { journal in
            journal.cut(before: "R4")
            journal.retire(
                "A", 2, pieces(100), grams: 29_696..<39_595, of: journal.at("D3"), units: [490..<590], stated: digest(1)
            )
        },
        .open(.reversedLive, "a retirement reversed twice") { journal in
            journal.cut(after: "reversed R3")
            journal.reverse("R3", of: "B")
        },
        .open(.reversedLive, "a retirement of another lot reversed") { journal in
            journal.cut(before: "reversed R3")
            journal.reverse("R4", of: "B")
        },
        .open(.reversedImpugned, "a retirement reversed on a verified lot") { journal in
            journal.turn(0xC3, .suspended, .lotImpugned)
            journal.reverse("R2", of: "A")
        },
    ]

    private static let declarations: [ForgedJournal] = [
        .sealed(.programmeOfDeclaration, "declared under a programme that was never published") { journal in
            journal.declare(pieces(1), under: "one-for-all/1")
        },
        .sealed(.programmeInForce, "declared before the programme was in force") { journal in
            journal.declare(pieces(1), under: "one-for-one/1", on: "2025-12-31")
        },
        .sealed(.unitOfDeclaration, "grams declared under a programme of pieces") { journal in
            journal.declare(grams(1), under: "one-for-one/1")
        },
        .sealed(.classesAddUp, "more owed by the classes than by the declaration") { journal in
            let sums = [ClassSum(deviceClass: "smartphone", devices: 10, owed: 10)]
            journal.declare(pieces(9), under: "one-for-one/1", classes: sums)
        },
        .sealed(.classesTaken, "a class that the programme does not take") { journal in
            let sums = [ClassSum(deviceClass: "notebook", devices: 1, owed: 1)]
            journal.declare(pieces(1), under: "one-for-one/1", classes: sums)
        },
        .sealed(.piecesFollow, "two pieces owed for three phones") { journal in
            let sums = [ClassSum(deviceClass: "smartphone", devices: 3, owed: 2)]
            journal.declare(pieces(2), under: "one-for-one/1", classes: sums)
        },
        .sealed(.declarationKnown, "a promise to a declaration that nobody made") { journal in
            journal.promise("A", [(9, "one-for-one/1", pieces(1), 9_999)])
        },
        .sealed(.declarationKnown, "a withdrawal from a declaration that nobody made") { journal in
            journal.append(.withdrawn, .withdrawn(Withdrawal(declaration: 9_999, units: [0..<1])))
        },
        .sealed(.owedCovers, "withdrawn before its promise was given back") { journal in
            journal.cut(before: "released D2")
            journal.withdraw([15_000..<16_000], of: "D2")
        },
        .sealed(.owedCovers, "more promised than is owed") { journal in
            let declaration = journal.declare(pieces(1), under: "one-for-one/1")
            journal.promise("A", [(9, "one-for-one/1", pieces(2), declaration)])
        },
        .sealed(.withdrawalInOrder, "units withdrawn out of order") { $0.withdraw([310..<311, 305..<306], of: "D3") },
        .sealed(.withdrawalInOrder, "units withdrawn past the last") { $0.withdraw([599..<601], of: "D3") },
        .sealed(.withdrawnOnce, "a unit withdrawn twice") { $0.withdraw([590..<591], of: "D3") },
        .sealed(.withdrawnUnretired, "a retired unit withdrawn") { $0.withdraw([0..<1], of: "D3") },
    ]

    private static let certificates: [ForgedJournal] = [
        .open(.certificateNew, "a certificate issued twice") { journal in
            journal.cut(before: "C3")
            journal.certify(0xC1, ["R2"], at: 9)
        },
        .open(.placeNew, "two certificates at one place of the status list") { journal in
            journal.cut(before: "C3")
            journal.certify(0xC3, ["R2"], at: 0)
        },
        .open(.placeNew, "a place past the end of the status list") { journal in
            journal.cut(before: "C3")
            journal.certify(0xC3, ["R2"], at: 131_072)
        },
        .open(.retirementsCounted, "a retirement named twice in a certificate") { journal in
            journal.cut(before: "C3")
            journal.certify(0xC3, ["R2", "R2"], at: 9)
        },
        .open(.retirementsCounted, "a certificate of nothing") { $0.certify(0xC5, [], at: 9) },
        .open(.retirementsLive, "a certificate on a reversed retirement") { $0.certify(0xC5, ["R3"], at: 9) },
        .open(.retirementsLive, "a certificate on what is no retirement") { $0.certify(0xC5, ["D1"], at: 9) },
        .open(.retirementsVerified, "a certificate on an impugned lot") { journal in
            journal.cut(after: "impugned A")
            journal.certify(0xC5, ["R1"], at: 9)
        },
        .open(.certifiedOnce, "a retirement certified twice") { $0.certify(0xC5, ["R1"], at: 9) },
        .sealed(.oneDeclaration, "a certificate of two declarations") { journal in
            journal.cut(before: "C1")
            journal.certify(0xC1, ["R1", "R2"], at: 0)
        },
        .open(.certificateKnown, "a certificate revoked that was never issued") { journal in
            journal.turn(0xC9, .revoked, .lotReversed)
        },
        .open(.certificateTurns, "a revoked certificate suspended") { $0.turn(0xC2, .suspended, .lotImpugned) },
        .open(.replacementKnown, "replaced by a certificate that was never issued") { journal in
            journal.cut(before: "revoked C2")
            journal.turn(0xC2, .revoked, .lotReversed, replacedBy: 0xC9)
        },
        .open(.replacementKnown, "suspended and replaced at once") { journal in
            journal.turn(0xC1, .suspended, .lotImpugned, replacedBy: 0xC3)
        },
        .open(.livesAgain, "a certificate that lives again on an impugned lot") { journal in
            journal.cut(after: "impugned A")
            journal.turn(0xC1, .live, .lotUpheld)
        },
        .open(.livesAgain, "a certificate that lives again beside its successor") { journal in
            journal.cut(before: "revoked C2")
            journal.turn(0xC2, .live, .lotUpheld)
        },
    ]
}
