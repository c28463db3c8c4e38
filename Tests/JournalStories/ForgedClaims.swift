import Journal
import Lots
import Primitives
import Programmes

// Claims, declarations and certificates (C, D and K).
extension ForgedJournal {
    static let promises: [ForgedJournal] = [
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

    static let payments: [ForgedJournal] = [
        .sealed(.promisedPaid, "a promise before the payment") { journal in
            journal.cut(before: "paid DP")
            journal.promise("A", [(5, "when-paid/1", pieces(5), journal.at("DP"))])
        },
        .sealed(.paidOnce, "a declaration paid twice") { $0.pay("DP", "INV-5") },
        .sealed(.paidOwing, "a withdrawn declaration paid") { journal in
            journal.declare(pieces(2), under: "one-for-one/1", as: "DQ")
            journal.withdraw([0..<2], of: "DQ")
            journal.pay("DQ", "INV-5")
        },
        .sealed(.referenceOnce, "an invoice of two customers") { journal in
            journal.declare(pieces(2), under: "one-for-one/1", of: "rival", as: "DQ")
            journal.pay("DQ", "INV-4")
        },
        .sealed(.declarationKnown, "a payment of a declaration that nobody made") { journal in
            journal.append(
                .declarationPaid, .paid(Payment(declaration: 9_999, reference: "INV-5", day: day("2026-05-30"))))
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

    static let retirements: [ForgedJournal] = [
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

    static let declarations: [ForgedJournal] = [
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
        .sealed(.declarationKnown, "devices of a declaration that nobody made identified") { journal in
            let runs = [PositionRun(row: 1, first: 1, count: 1, units: 0..<1)]
            journal.append(
                .identified(leaves: digest(1)),
                .identified(Identification(declaration: 9_999, positions: runs, tags: 1, tagRoot: digest(1))))
        },
        .sealed(.positionsInOrder, "positions identified out of order") { journal in
            journal.identify(
                [
                    PositionRun(row: 1, first: 60, count: 1, units: 59..<60),
                    PositionRun(row: 1, first: 50, count: 1, units: 49..<50),
                ], of: "D1")
        },
        .sealed(.positionsInOrder, "positions identified past the last unit") { journal in
            journal.identify([PositionRun(row: 1, first: 300, count: 2, units: 299..<301)], of: "D1")
        },
        .sealed(.positionsInOrder, "positions with unequal units") { journal in
            journal.identify([PositionRun(row: 1, first: 50, count: 2, units: 49..<52)], of: "D1")
        },
        .sealed(.positionsInOrder, "an entry that identifies nothing") { $0.identify([], of: "D1") },
        .sealed(.identifiedOnce, "a position identified twice") { journal in
            journal.identify([PositionRun(row: 1, first: 40, count: 2, units: 39..<41)], of: "D1")
        },
        .sealed(.identifiedStands, "a withdrawn position identified") { journal in
            journal.identify([PositionRun(row: 1, first: 591, count: 1, units: 590..<591)], of: "D3")
        },
        .sealed(.identifiedFits, "more devices identified than were declared") { journal in
            journal.identify([PositionRun(row: 1, first: 1, count: 31, units: 0..<31)], of: "D2")
        },
        .sealed(.identifiedFits, "devices identified without a number") { journal in
            journal.identify([PositionRun(row: 1, first: 50, count: 1, units: 49..<50)], of: "D1", tags: 0)
        },
    ]

    static let certificates: [ForgedJournal] = [
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
        .sealed(.oneBeneficiary, "a certificate in two beneficiaries' names") { journal in
            journal.certifyWithOther(of: "buyer", beneficiary: "Rival SA")
        },
        .sealed(.oneBeneficiary, "a certificate of two customers in one beneficiary's name") { journal in
            journal.certifyWithOther(of: "rival", beneficiary: "Buyer SA")
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

extension ValueJournal {
    /// A certificate of R1 and of a retirement of another declaration.
    fileprivate mutating func certifyWithOther(of customer: Code, beneficiary: String) {
        cut(before: "C1")
        let other = declare(pieces(2), under: "one-for-one/1", of: customer, beneficiary: beneficiary)
        promise("A", [(9, "one-for-one/1", pieces(1), other)])
        retire(
            "A", 9, pieces(1), grams: 39_595..<39_694, of: other, units: [0..<1], beneficiary: beneficiary, as: "other")
        certify(0xC1, ["R1", "other"], at: 0)
    }
}
