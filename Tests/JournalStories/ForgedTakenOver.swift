import Journal
import Primitives

// Balances of an earlier system (O), and what else holds for them.
extension ForgedJournal {
    static let takenOver: [ForgedJournal] = [
        .open(.cutOffStated, "taken over until another day than before") { journal in
            journal.takeOverLot("LOT-9", claimable(1_000, 10), until: "2026-03-01")
        },
        .open(.cutOffStated, "taken over until a day to come") { journal in
            journal.takeOverLot("LOT-9", claimable(1_000, 10), from: "other", until: "2026-06-02")
        },
        .open(.cutOffKept, "a lot collected after the cut-off day") { journal in
            journal.takeOverLot("LOT-9", claimable(1_000, 10), collected: "2026-03-01")
        },
        .open(.cutOffKept, "a retirement of after the cut-off day") { journal in
            journal.takeOverNext(10, on: "2026-03-01")
        },
        .sealed(.cutOffKept, "a declaration of after the cut-off day") { journal in
            let declaration = journal.declare(pieces(1), under: "one-for-one/1", on: "2026-03-01")
            journal.takeOverDeclaration("DEC-9", of: declaration)
        },
        .sealed(.legacyOnce, "a lot taken over twice") { $0.takeOverLot("LOT-1", claimable(50_000, 500)) },
        .sealed(.legacyOnce, "a declaration taken over twice") { journal in
            let declaration = journal.declare(pieces(200), under: "one-for-one/1", on: "2026-01-15")
            journal.takeOverDeclaration("DEC-1", of: declaration)
        },
        .sealed(.legacyOnce, "a retirement taken over twice") { $0.takeOverNext(10, as: "RET-1") },
        .sealed(.takenOverWhole, "a declaration of ours called taken over") { journal in
            journal.takeOverDeclaration("DEC-9", of: journal.at("D3"))
        },
        .sealed(.takenOverWhole, "a declaration taken over that nobody made") { journal in
            journal.takeOverDeclaration("DEC-9", of: 9_999)
        },
        .sealed(.takenOverWhole, "a declaration taken over under two legacy ids") { journal in
            journal.cut(after: "D4 taken over")
            journal.takeOverDeclaration("DEC-9", of: journal.at("D4"))
        },
        .open(.takenOverLot, "a retirement from a lot that nobody took over") { journal in
            journal.takeOverRetirement(
                "RET-9", pieces(10), grams: 15_000..<16_000, of: journal.at("D4"), for: journal.at("D4"),
                units: [120..<130])
        },
        .open(.takenOverLot, "a retirement from a lot of another system") { journal in
            let lot = journal.takeOverLot("LOT-9", claimable(1_000, 10), from: "other")
            journal.takeOverRetirement(
                "RET-9", pieces(10), grams: 0..<1_000, of: lot, for: journal.at("D4"), units: [120..<130])
        },
        .sealed(.takenOverDeclaration, "a retirement taken over for a declaration of ours") { journal in
            let declaration = journal.declare(pieces(10), under: "one-for-one/1")
            journal.takeOverRetirement(
                "RET-9", pieces(10), grams: 15_000..<16_000, of: journal.at("old lot"), for: declaration,
                units: [0..<10])
        },
        .sealed(.takenOverDeclaration, "a retirement taken over for a declaration of another system") { journal in
            let declaration = journal.declare(pieces(10), under: "one-for-one/1")
            journal.takeOverDeclaration("DEC-9", of: declaration, from: "other")
            journal.takeOverRetirement(
                "RET-9", pieces(10), grams: 15_000..<16_000, of: journal.at("old lot"), for: declaration,
                units: [0..<10])
        },
        .open(.takenOverRange, "grams of a lot taken over given twice") { journal in
            journal.takeOverNext(10, grams: 14_000..<15_000)
        },
        .open(.takenOverRange, "more pieces than the lot taken over has") { journal in
            journal.takeOverRetirement(
                "RET-9", pieces(351), grams: 15_000..<50_000, of: journal.at("old lot"), for: journal.at("D5"),
                units: [30..<381])
        },
        .open(.takenOverRange, "pieces of a lot that the earlier system did not count") { journal in
            journal.takeOverRetirement(
                "RET-9", pieces(10), grams: 0..<1_000, of: journal.at("old lot, not counted"), for: journal.at("D4"),
                units: [120..<130])
        },
        .sealed(.takenOverUnit, "grams taken over for a declaration of pieces") { journal in
            journal.takeOverRetirement(
                "RET-9", grams(50), grams: 49_950..<50_000, of: journal.at("old lot"), for: journal.at("D4"),
                units: [120..<170])
        },
        .sealed(.unitsLowest, "taken over for other devices than the lowest") { journal in
            journal.takeOverNext(10, units: [121..<131])
        },
        .sealed(.unitsTotal, "taken over for fewer devices than pieces") { journal in
            journal.takeOverNext(10, units: [120..<129])
        },
        .sealed(.beneficiaryDeclared, "taken over in another name") { $0.takeOverNext(10, beneficiary: "Rival SA") },
        .sealed(.beneficiaryDigest, "taken over with another name committed to") { journal in
            journal.takeOverNext(10, stated: digest(1))
        },
        .sealed(.providerKnown, "a lot taken over of who is no provider") { journal in
            journal.takeOverLot("LOT-9", claimable(1_000, 10), provider: "recell")
        },
        .sealed(.withdrawnUnretired, "a device withdrawn that was taken over as retired") { journal in
            journal.withdraw([0..<1], of: "D4")
        },
        .open(.certifiedApart, "taken over and verified in one certificate") { journal in
            journal.certify(0xC8, ["OR3", "R2"], at: 8)
        },
        .open(.certifiedOnce, "a retirement taken over certified twice") { $0.certify(0xC8, ["OR1"], at: 8) },
        .open(.retirementsLive, "a certificate on what was taken over and what is no retirement") { journal in
            journal.certify(0xC8, ["OR3", "D4"], at: 8)
        },
        .open(.retirementsLive, "a certificate on a lot taken over") { $0.certify(0xC8, ["old lot"], at: 8) },
        .sealed(.certifiedApart, "a certificate of two declarations taken over") { journal in
            journal.cut(before: "C7")
            journal.certify(0xC8, ["OR2", "OR3"], at: 8)
        },
    ]
}

extension ValueJournal {
    /// The next retirement from the lot of the story for D4, one thing changed at a time.
    fileprivate mutating func takeOverNext(
        _ count: Int64, on retired: String = "2026-02-10", as legacy: String = "RET-9",
        grams: Range<Int64> = 15_000..<16_000, units: [UnitRange] = [120..<130], beneficiary: String = "Buyer SA",
        stated: Digest? = nil
    ) {
        takeOverRetirement(
            legacy, pieces(count), grams: grams, of: at("old lot"), for: at("D4"), units: units, on: retired,
            beneficiary: beneficiary, stated: stated)
    }
}
