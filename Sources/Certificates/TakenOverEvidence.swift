import Journal
import Lots
import Primitives

/// The entries behind a certificate of what was taken over.
struct TakeOverTrail: Hashable, Sendable {
    struct Retirement: Hashable, Sendable {
        let entry: Placed<TakenOver>
        let retired: RetirementTakenOver
        let legacy: String
        let papers: RetirementPapers
        let lotEntry: Placed<TakenOver>
        let lot: LotTakenOver
        let legacyLot: String
    }

    /// The entry that took the declaration over, its sequence here, and what the earlier system called it.
    let entry: Placed<TakenOver>
    let declaration: Int64
    let legacy: String
    /// By sequence.
    let retirements: [Retirement]

    var sequences: [Int64] {
        [entry.sequence] + retirements.flatMap { [$0.entry.sequence, $0.lotEntry.sequence] }
    }

    var stated: [StatedRetirement] {
        retirements.map {
            StatedRetirement(
                sequence: $0.entry.sequence, day: $0.retired.day, quantity: $0.retired.quantity,
                beneficiary: $0.retired.beneficiary, papers: $0.papers)
        }
    }

    var certified: CertifiedTakeOver {
        CertifiedTakeOver(
            system: entry.part.system, declaration: legacy,
            retirements: retirements.map { retirement in
                CertifiedOpening(
                    sequence: retirement.entry.sequence, legacy: retirement.legacy, legacyLot: retirement.legacyLot,
                    lot: retirement.lotEntry.sequence, day: retirement.retired.day,
                    quantity: retirement.retired.quantity, grams: retirement.retired.grams,
                    scrap: retirement.lot.scrap, country: retirement.lot.country, collected: retirement.lot.collected)
            })
    }
}

/// The entries `takenOver` among those of a certificate.
struct TakeOverRegister {
    private var entries: [Placed<TakenOver>] = []

    mutating func take(_ entry: Placed<TakenOver>) { entries.append(entry) }

    /// The trail of the retirements among them; `nil` where there is none.
    func trail(_ sealed: [Int64: SealedEntry]) throws(EvidenceFault) -> TakeOverTrail? {
        func papers(_ entry: Placed<TakenOver>) throws(EvidenceFault) -> TakenOverPapers {
            guard let opened = sealed[entry.sequence] else { throw .sealedMissing(entry.sequence) }
            guard case .takenOver(let papers) = opened.part, papers.kind == entry.part.kind else {
                throw .sealedPart(entry.sequence)
            }
            return papers
        }
        var retirements: [TakeOverTrail.Retirement] = []
        for entry in entries {
            guard case .retirement(let retired) = entry.part.thing else { continue }
            let told = try papers(entry)
            guard case .retirement(let opened) = told.thing else { throw .sealedPart(entry.sequence) }
            guard let lotEntry = entries.first(where: { $0.sequence == retired.lot }),
                case .lot(let lot) = lotEntry.part.thing
            else { throw .missing(.takenOver, .takenOver(retired.lot)) }
            retirements.append(
                TakeOverTrail.Retirement(
                    entry: entry, retired: retired, legacy: told.legacy, papers: opened, lotEntry: lotEntry, lot: lot,
                    legacyLot: try papers(lotEntry).legacy))
        }
        guard let first = retirements.first else { return nil }
        for entry in entries where entry.part.kind == .declaration {
            let told = try papers(entry)
            guard case .declaration(let sequence) = told.thing else { throw .sealedPart(entry.sequence) }
            return TakeOverTrail(
                entry: entry, declaration: sequence, legacy: told.legacy, retirements: retirements)
        }
        throw .missing(.takenOver, .declaration(first.papers.declaration))
    }
}

extension CertificateEvidence {
    /// V-21: all is of one earlier system, dated within its cut-off day, and of one declaration, which was taken over right after
    /// it was made.
    func checkTakenOver() throws(EvidenceFault) {
        guard let takeOver else { return }
        let system = takeOver.entry.part.system
        for retirement in takeOver.retirements where retirement.papers.declaration != takeOver.declaration {
            throw .takenOver(retirement.entry.sequence)
        }
        let declaration = declarations[0]
        guard takeOver.entry.sequence == declaration.declared.sequence + 1, declaration.papers.day <= system.until,
            system.until <= takeOver.entry.day
        else { throw .takenOver(takeOver.entry.sequence) }
        for retirement in takeOver.retirements {
            guard retirement.entry.part.system == system, retirement.retired.day <= system.until else {
                throw .takenOver(retirement.entry.sequence)
            }
            guard retirement.lotEntry.part.system == system, retirement.lot.collected.upperBound <= system.until else {
                throw .takenOver(retirement.lotEntry.sequence)
            }
        }
    }

    /// V-8, for what was taken over: lot and declaration before retirement, retirement before issue.
    func checkTakenOverOrder() throws(EvidenceFault) {
        for retirement in takeOver?.retirements ?? [] {
            for earlier in [retirement.lotEntry.sequence, takeOver?.entry.sequence ?? 0]
            where earlier >= retirement.entry.sequence {
                throw .order(later: retirement.entry.sequence, earlier: earlier)
            }
            if let issued, issued.sequence <= retirement.entry.sequence {
                throw .order(later: issued.sequence, earlier: retirement.entry.sequence)
            }
        }
    }

    /// V-10 and V-11, for what was taken over.
    func checkTakenOverRanges() throws(EvidenceFault) {
        let retirements = takeOver?.retirements ?? []
        for retirement in retirements {
            let range = ClaimedRange(
                grams: retirement.retired.grams, quantity: retirement.retired.quantity, of: retirement.lot.claimable)
            guard range.follows else { throw .range(retirement.entry.sequence) }
        }
        for (_, members) in Dictionary(grouping: retirements, by: \.retired.lot).sorted(by: { $0.key < $1.key }) {
            let sorted = members.sorted { $0.retired.grams.lowerBound < $1.retired.grams.lowerBound }
            for (one, other) in zip(sorted, sorted.dropFirst())
            where other.retired.grams.lowerBound < one.retired.grams.upperBound {
                throw .rangesOverlap(one.entry.sequence, other.entry.sequence)
            }
        }
    }
}

/// Grams by number, and what of which lot they stand for.
struct ClaimedRange {
    let grams: Range<Int64>
    let quantity: Quantity
    let claimable: ClaimableMass

    init(grams: Range<Int64>, quantity: Quantity, of claimable: ClaimableMass) {
        self.grams = grams
        self.quantity = quantity
        self.claimable = claimable
    }

    /// Pieces have `⌊a·M/C⌋ ..< ⌊(a+q)·M/C⌋` for some a; grams have as many numbers as they are (docs/spec/lots.md, L-7).
    var follows: Bool {
        let (mass, count) = (claimable.mass.count, claimable.count?.count)
        guard grams.upperBound <= mass, quantity.count > 0 else { return false }
        switch (quantity.unit, count) {
        case (.grams, _): return grams.upperBound - grams.lowerBound == quantity.count
        case (.pieces, nil): return false
        case (.pieces, let count?):
            guard quantity.count <= count else { return false }
            // C ≤ M, so that a is the only piece count whose mass begins here. M·C ≤ 10^18.
            let before = (grams.lowerBound * count + mass - 1) / mass
            let after = before + quantity.count
            return after <= count && before * mass / count == grams.lowerBound
                && after * mass / count == grams.upperBound
        }
    }
}
