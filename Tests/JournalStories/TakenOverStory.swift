import Journal
import Lots
import Primitives

private let cutOff = "2026-02-28"

// Balances of an earlier system.
extension ValueJournal {
    @discardableResult
    mutating func takeOverLot(
        _ legacy: String, _ mass: ClaimableMass, from system: Code = "ledger", until: String = cutOff,
        collected last: String = "2025-11-30", provider party: Code = "closing", as mark: String? = nil
    ) -> Int64 {
        append(
            .takenOver(
                TakenOver(
                    from: EarlierSystem(code: system, until: day(until)),
                    .lot(
                        LotTakenOver(
                            scrap: "smartphone", country: "GH", collected: day("2025-09-01")...day(last),
                            claimable: mass)))),
            .takenOver(TakenOverPapers(legacy: legacy, .lot(provider: party))), as: mark)
    }

    mutating func takeOverDeclaration(
        _ legacy: String, of declaration: Int64, from system: Code = "ledger", as mark: String? = nil
    ) {
        append(
            .takenOver(TakenOver(from: EarlierSystem(code: system, until: day(cutOff)), .declaration)),
            .takenOver(TakenOverPapers(legacy: legacy, .declaration(declaration))), as: mark)
    }

    mutating func takeOverRetirement(
        _ legacy: String, _ quantity: Quantity, grams: Range<Int64>, of lot: Int64, for declaration: Int64,
        units: [UnitRange], from system: Code = "ledger", on retired: String = "2026-02-10",
        beneficiary: String = "Buyer SA", stated: Digest? = nil, as mark: String? = nil
    ) {
        let papers = RetirementPapers(
            beneficiary: beneficiary, declaration: declaration, units: units, salt: id(UInt8(truncatingIfNeeded: next)))
        append(
            .takenOver(
                TakenOver(
                    from: EarlierSystem(code: system, until: day(cutOff)),
                    .retirement(
                        RetirementTakenOver(
                            lot: lot, day: day(retired), quantity: quantity, grams: grams,
                            beneficiary: stated ?? commitment(papers))))),
            .takenOver(TakenOverPapers(legacy: legacy, .retirement(papers))), as: mark)
    }

    /// A lot, two declarations and three retirements of an earlier system, and a certificate on two of them.
    mutating func takeOverBalances() {
        takeOverLot("LOT-1", claimable(50_000, 500), as: "old lot")
        takeOverLot("LOT-2", claimable(9_000, nil), as: "old lot, not counted")
        declare(pieces(200), under: "one-for-one/1", on: "2026-01-15", as: "D4")
        takeOverDeclaration("DEC-1", of: at("D4"), as: "D4 taken over")
        declare(pieces(600), under: "one-for-one/1", on: "2026-01-16", as: "D5")
        takeOverDeclaration("DEC-2", of: at("D5"), as: "D5 taken over")
        takeOverRetirement(
            "RET-1", pieces(100), grams: 0..<10_000, of: at("old lot"), for: at("D4"), units: [0..<100], as: "OR1")
        takeOverRetirement(
            "RET-2", pieces(20), grams: 10_000..<12_000, of: at("old lot"), for: at("D4"), units: [100..<120], as: "OR2"
        )
        takeOverRetirement(
            "RET-3", pieces(30), grams: 12_000..<15_000, of: at("old lot"), for: at("D5"), units: [0..<30], as: "OR3")
        certify(0xC7, ["OR1", "OR2"], at: 7, as: "C7")
    }
}
