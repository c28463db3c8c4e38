import Lots
public import Primitives
import Programmes

/// A claim as the journal leaves it: a declaration's part of a lot.
public struct ReplayedClaim: Hashable, Sendable {
    public let lot: Code
    public let programme: Version
    public let unit: Unit
    /// Held now.
    public internal(set) var promised: Int64 = 0
    public internal(set) var retired: Int64 = 0
    public internal(set) var reversed: Int64 = 0
    /// The sequence of its declaration; `nil` where no sealed part told.
    public internal(set) var declaration: Int64?

    init(lot: Code, programme: Version, unit: Unit) {
        self.lot = lot
        self.programme = programme
        self.unit = unit
    }
}

/// The one claim of a declaration on a lot.
struct DeclarationOnLot: Hashable, Sendable {
    let declaration: Int64
    let lot: Code
}

// Promises and releases (docs/spec/journal-rules.md, C-1 to C-14).
extension Replay {
    mutating func promise(_ promised: Promised, _ step: ReplayStep) throws(ReplayRefusal) {
        try requireCount(promised.claims, step)
        guard var lot = try lot(promised.lot, step) else { return }
        let declarations = try declarations(behind: promised.claims, step)
        for (index, part) in promised.claims.enumerated() {
            let (id, quantity) = (part.claim, part.quantity)
            let names: [ReplayFact] = [.lot(promised.lot), .claim(id)]
            try require(.quantityPositive, step, names, quantity.count >= 1)
            var claim = claims[id] ?? ReplayedClaim(lot: promised.lot, programme: part.programme, unit: quantity.unit)
            try requireStays(claim, part, of: promised.lot, step)
            claim.promised = claim.promised.raised(by: quantity.count)

            let programme = programmes[part.programme]
            try require(.programmeOfClaim, step, names + [.version(part.programme)], programme != nil)
            if let programme {
                try require(
                    .unitOfClaim, step, names + [.version(part.programme)],
                    quantity.unit == programme.obligation.unit)
                try requireEligible(lot, to: programme, quantity.unit, names, step)
                try requireShare(claim, of: lot, under: programme, names, step)
            }
            try require(.lotPromisable, step, names + [.state(lot.state)], may(lot, .promised))

            if let declaration = declarations?[index] { try bind(&claim, id, to: declaration, step) }
            if let programme, programme.promiseWhenPaid, let of = claim.declaration,
                let declaration = self.declarations[of]
            {
                try require(.promisedPaid, step, names + [.declaration(of)], declaration.payment != nil)
            }
            claims[id] = claim
            lot.promised = lot.promised.raised(by: Tally(quantity))
            if let declaration = claim.declaration {
                self.declarations[declaration]?.promised.raise(by: quantity.count)
                try requireOwed(declaration, step)
            }
        }
        try requireRule(lot, step)
        lots[promised.lot] = lot
    }

    /// Whether the lot may serve the programme today; which clause it breaks otherwise, the lots' rules say.
    private func requireEligible(
        _ lot: ReplayedLot, to programme: Programme, _ unit: Unit, _ names: [ReplayFact], _ step: ReplayStep
    ) throws(ReplayRefusal) {
        // Where nothing is claimable, the lot rule refuses the promise.
        guard let claimable = lot.claimable, let standard = standards[lot.sealing.standard] else { return }
        let sealing = lot.sealing
        let facts = LotFacts(
            code: sealing.lot, deviceClass: sealing.scrap, country: sealing.country, collected: sealing.collected,
            standard: sealing.standard, basis: standard.basis, sealed: lot.sequence, state: lot.state,
            balance: LotBalance(claimable))
        switch facts.ineligibility(under: SupplyTerms(programme.supply), on: step.day, in: unit) {
        case .state: try require(.lotPromisable, step, names + [.state(lot.state)], false)
        case .standard: try require(.standardTaken, step, names + [.version(sealing.standard)], false)
        case .deviceClass: try require(.scrapTaken, step, names + [.scrap(sealing.scrap)], false)
        case .country: try require(.countryTaken, step, names + [.country(sealing.country)], false)
        case .age: try require(.lotYoung, step, names + [.day(sealing.collected.upperBound)], false)
        case .unverified: try require(.forwardTaken, step, names + [.version(programme.version)], false)
        case .uncounted: try requireUncounted(names, step)
        // No programme of the journal asks for a battery, none is told how long a declaration waited; room and share have
        // clauses of their own.
        case .battery, .outwaited, .full, .share, nil: break
        }
    }

    private func requireUncounted(_ names: [ReplayFact], _ step: ReplayStep) throws(ReplayRefusal) {
        try require(.lotRule, step, names, false)
    }

    private func requireShare(
        _ claim: ReplayedClaim, of lot: ReplayedLot, under programme: Programme, _ names: [ReplayFact],
        _ step: ReplayStep
    ) throws(ReplayRefusal) {
        guard let claimable = lot.claimable, programme.isInRange else { return }
        // Pieces of a lot without a count are the lot rule's to refuse.
        if claim.unit == .pieces, claimable.count == nil { return }
        let most = SupplyTerms(programme.supply).shareCap(of: claimable, in: claim.unit)
        let had = claim.promised.raised(by: claim.retired).lowered(by: claim.reversed)
        // All of a lot is the lot rule's limit.
        guard programme.supply.shareMax < 1_000 else { return }
        try require(.shareKept, step, names + [.stated(had), .follows(most)], had <= most)
    }

    mutating func release(_ released: Released, _ step: ReplayStep) throws(ReplayRefusal) {
        try requireCount(released.claims, step)
        guard var lot = try lot(released.lot, step) else { return }
        let declarations = try declarations(behind: released.claims, step)
        for (index, part) in released.claims.enumerated() {
            let (id, quantity) = (part.claim, part.quantity)
            let names: [ReplayFact] = [.lot(released.lot), .claim(id)]
            try require(.quantityPositive, step, names, quantity.count >= 1)
            let held = claims[id]?.promised ?? 0
            try require(
                .releasedHeld, step, names + [.stated(quantity.count), .follows(held)], quantity.count <= held)
            guard var claim = claims[id] else { continue }
            try requireStays(claim, part, of: released.lot, step)
            if let declaration = declarations?[index] { try bind(&claim, id, to: declaration, step) }
            let taken = min(quantity.count, held)
            claim.promised = claim.promised.lowered(by: taken)
            claims[id] = claim
            if let taken = Quantity(taken, quantity.unit) { lot.promised = lot.promised.lowered(by: Tally(taken)) }
            if let declaration = claim.declaration { self.declarations[declaration]?.promised.lower(by: taken) }
        }
        try requireRule(lot, step)
        lots[released.lot] = lot
    }

    private func requireCount(_ parts: [ClaimQuantity], _ step: ReplayStep) throws(ReplayRefusal) {
        try require(
            .claimsCounted, step, [.stated(Int64(parts.count))],
            (1...Matching.claimsMost).contains(parts.count) && Set(parts.map(\.claim)).count == parts.count)
    }

    private func requireStays(
        _ claim: ReplayedClaim, _ part: ClaimQuantity, of lot: Code, _ step: ReplayStep
    ) throws(ReplayRefusal) {
        try require(
            .claimStays, step, [.lot(lot), .claim(part.claim), .version(part.programme)],
            claim.lot == lot && claim.programme == part.programme && claim.unit == part.quantity.unit)
    }

    /// The declarations that the sealed part names, claim by claim; `nil` where they are not known.
    private mutating func declarations(
        behind parts: [ClaimQuantity], _ step: ReplayStep
    ) throws(ReplayRefusal) -> [Int64]? {
        guard case .declarations(let sequences) = step.sealed else {
            forgetDeclarations()
            return nil
        }
        try require(
            .claimOfDeclaration, step, [.stated(Int64(sequences.count)), .follows(Int64(parts.count))],
            sequences.count == parts.count)
        guard sequences.count == parts.count, knowsDeclarations else { return nil }
        return sequences
    }

    /// Holds a claim to the one declaration it belongs to.
    func requireBound(
        _ claim: ReplayedClaim, _ id: RandomID, to declaration: Int64, _ step: ReplayStep
    ) throws(ReplayRefusal) {
        guard knowsDeclarations else { return }
        try require(.declarationKnown, step, [.declaration(declaration)], declarations[declaration] != nil)
        let other = claimOf[DeclarationOnLot(declaration: declaration, lot: claim.lot)]
        try require(
            .claimOfDeclaration, step, [.claim(id), .declaration(declaration)],
            (claim.declaration ?? declaration) == declaration && (other ?? id) == id
                && isUnder(claim.programme, declaration))
    }

    /// Whether the declaration was made under the claim's programme. A programme that was never published is C-3's to refuse.
    private func isUnder(_ programme: Version, _ declaration: Int64) -> Bool {
        guard let declaration = declarations[declaration], programmes[programme] != nil else { return true }
        return declaration.papers.programme == programme
    }

    private mutating func bind(
        _ claim: inout ReplayedClaim, _ id: RandomID, to declaration: Int64, _ step: ReplayStep
    ) throws(ReplayRefusal) {
        try requireBound(claim, id, to: declaration, step)
        guard claim.declaration == nil else { return }
        claim.declaration = declaration
        let pair = DeclarationOnLot(declaration: declaration, lot: claim.lot)
        if claimOf[pair] == nil { claimOf[pair] = id }
    }
}

extension Int64 {
    mutating func raise(by other: Int64) { self = raised(by: other) }
    mutating func lower(by other: Int64) { self = lowered(by: other) }
}
