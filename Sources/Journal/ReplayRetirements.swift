import Lots
public import Primitives

/// A retirement as the journal leaves it.
public struct ReplayedRetirement: Hashable, Sendable {
    /// The sequence of its entry.
    public let sequence: Int64
    /// The day of its entry.
    public let day: Day
    public let retired: Retired
    /// `nil` where the sealed part is not at hand.
    public let papers: RetirementPapers?
    public internal(set) var isReversed = false
    /// Certificates that name it, in the order of their issue.
    public internal(set) var certificates: [RandomID] = []

    init(sequence: Int64, day: Day, retired: Retired, papers: RetirementPapers?) {
        self.sequence = sequence
        self.day = day
        self.retired = retired
        self.papers = papers
    }
}

// Retirements and reversals (docs/spec/journal-rules.md, C-15 to C-23).
extension Replay {
    mutating func retire(_ retired: Retired, _ step: ReplayStep) throws(ReplayRefusal) {
        guard var lot = try step.lot(retired.lot, in: lots) else { return }
        let (id, quantity) = (retired.claim, retired.quantity)
        var names: [ReplayFact] { [.lot(retired.lot), .claim(id)] }
        try step.require(.quantityPositive, names, quantity.count >= 1)
        try step.require(.retiredVerified, names + [.state(lot.state)], lot.may(.retired))
        let claim = claims[id]
        let held = claim?.promised ?? 0
        try step.require(
            .retiredPromised, names + [.stated(quantity.count), .follows(held)], quantity.count <= held)
        let grams = lot.nextGrams(for: quantity)
        try step.require(
            .rangeFollows, names + [.statedGrams(retired.grams), .followsGrams(grams)], retired.grams == grams)
        if let claim {
            try step.require(
                .claimStays, names, claim.lot == retired.lot && claim.unit == quantity.unit)
        }

        var papers: RetirementPapers?
        if case .retired(let sealed) = step.sealed { papers = sealed } else { forgetDeclarations() }
        if let papers {
            try requirePapers(
                papers, quantity, stated: retired.beneficiary, [.claim(id), .declaration(papers.declaration)], step)
            if let claim { try requireBound(claim, id, to: papers.declaration, step) }
        }

        if var claim {
            claim.promised.lower(by: quantity.count)
            claim.retired.raise(by: quantity.count)
            claims[id] = claim
        }
        if let taken = Quantity(min(held, quantity.count), quantity.unit) {
            lot.promised = lot.promised.lowered(by: Tally(taken))
        }
        lot.retired = lot.retired.raised(by: Tally(quantity))
        retiredFrom[retired.lot, default: []].append(step.sequence)
        retirements[step.sequence] = ReplayedRetirement(
            sequence: step.sequence, day: step.day, retired: retired, papers: papers)
        if let papers, knowsDeclarations {
            declarations[papers.declaration]?.retire(papers.units, quantity.count, held: held)
            try requireOwed(papers.declaration, step)
        }
        try step.requireRule(lot)
        lots[retired.lot]?.take(promised: lot.promised, retired: lot.retired)
    }

    /// Holds the sealed part of a retirement, of either kind, to its declaration.
    func requirePapers(
        _ papers: RetirementPapers, _ quantity: Quantity, stated beneficiary: Digest, _ names: [ReplayFact],
        _ step: ReplayStep
    ) throws(ReplayRefusal) {
        let digest = proofs.beneficiaryDigest(papers)
        try step.require(
            .beneficiaryDigest, names + [.statedDigest(beneficiary), .followsDigest(digest)],
            beneficiary == digest)
        let total = UnitRuns.total(papers.units)
        try step.require(
            .unitsTotal, names + [.stated(total), .follows(quantity.count)], total == quantity.count)
        guard knowsDeclarations else { return }
        try step.require(.declarationKnown, names, declarations[papers.declaration] != nil)
        guard let declaration = declarations[papers.declaration] else { return }
        try step.require(.beneficiaryDeclared, names, papers.beneficiary == declaration.papers.beneficiary)
        try step.require(
            .unitsLowest, names,
            papers.units.count <= UnitRuns.most
                && UnitRuns.areInOrder(papers.units, within: declaration.papers.owed.count)
                && RangeSet(papers.units) == RangeSet(declaration.lowestUnits(total)))
    }

    mutating func reverse(_ reversed: RetirementReversed, _ step: ReplayStep) throws(ReplayRefusal) {
        guard var lot = try step.lot(reversed.lot, in: lots) else { return }
        var names: [ReplayFact] { [.lot(reversed.lot), .retirement(reversed.retirement)] }
        let found = retirements[reversed.retirement]
        try step.require(
            .reversedLive, names, found.map { !$0.isReversed && $0.retired.lot == reversed.lot } ?? false)
        try step.require(.reversedImpugned, names + [.state(lot.state)], lot.state == .impugned)
        guard let found, !found.isReversed else { return }
        let quantity = found.retired.quantity
        retirements[reversed.retirement]?.isReversed = true
        claims[found.retired.claim]?.reversed.raise(by: quantity.count)
        // Never more than was retired, even of a lot that another lot's retirement is taken from.
        let after = lot.reversed.raised(by: Tally(quantity))
        lot.reversed = Tally(
            pieces: min(after.pieces, lot.retired.pieces), grams: min(after.grams, lot.retired.grams))
        lots[reversed.lot] = lot
        if let papers = found.papers {
            declarations[papers.declaration]?.reverse(papers.units, quantity.count)
        }
    }

    /// The live certificates that name a retirement.
    func liveCertificates(on retirement: Int64) -> [RandomID] {
        (retirements[retirement]?.certificates ?? []).filter { certificates[$0]?.state == .live }
    }
}
