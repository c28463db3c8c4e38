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
        try step.requireCount(promised.claims)
        guard var lot = try step.lot(promised.lot, in: lots) else { return }
        let declarations = try declarations(behind: promised.claims, step)
        for (index, part) in promised.claims.enumerated() {
            let (id, quantity) = (part.claim, part.quantity)
            var names: [ReplayFact] { [.lot(promised.lot), .claim(id)] }
            try step.require(.quantityPositive, names, quantity.count >= 1)
            var claim = claims[id] ?? ReplayedClaim(lot: promised.lot, programme: part.programme, unit: quantity.unit)
            try step.requireStays(claim, part, of: promised.lot)
            claim.promised = claim.promised.raised(by: quantity.count)

            let programme = programmes[part.programme]
            if let programme {
                try step.require(
                    .unitOfClaim, names + [.version(part.programme)],
                    quantity.unit == programme.obligation.unit)
                try step.requireEligible(
                    lot, under: standards[lot.sealing.standard], to: programme, quantity.unit, names)
                try step.requireShare(claim, of: lot, under: programme, names)
            } else {
                try step.require(.programmeOfClaim, names + [.version(part.programme)], false)
            }
            try step.require(.lotPromisable, names + [.state(lot.state)], lot.may(.promised))

            if let declaration = declarations?[index] { try bind(&claim, id, to: declaration, step) }
            if let programme, programme.promiseWhenPaid, let of = claim.declaration,
                let declaration = self.declarations[of]
            {
                try step.require(.promisedPaid, names + [.declaration(of)], declaration.payment != nil)
            }
            claims[id] = claim
            lot.promised = lot.promised.raised(by: Tally(quantity))
            if let declaration = claim.declaration {
                self.declarations[declaration]?.promised.raise(by: quantity.count)
                try requireOwed(declaration, step)
            }
        }
        try step.requireRule(lot)
        lots[promised.lot]?.promised = lot.promised
    }

    mutating func release(_ released: Released, _ step: ReplayStep) throws(ReplayRefusal) {
        try step.requireCount(released.claims)
        guard var lot = try step.lot(released.lot, in: lots) else { return }
        let declarations = try declarations(behind: released.claims, step)
        for (index, part) in released.claims.enumerated() {
            let (id, quantity) = (part.claim, part.quantity)
            var names: [ReplayFact] { [.lot(released.lot), .claim(id)] }
            try step.require(.quantityPositive, names, quantity.count >= 1)
            let held = claims[id]?.promised ?? 0
            try step.require(
                .releasedHeld, names + [.stated(quantity.count), .follows(held)], quantity.count <= held)
            guard var claim = claims[id] else { continue }
            try step.requireStays(claim, part, of: released.lot)
            if let declaration = declarations?[index] { try bind(&claim, id, to: declaration, step) }
            let taken = min(quantity.count, held)
            claim.promised = claim.promised.lowered(by: taken)
            claims[id] = claim
            if let taken = Quantity(taken, quantity.unit) { lot.promised = lot.promised.lowered(by: Tally(taken)) }
            if let declaration = claim.declaration { self.declarations[declaration]?.promised.lower(by: taken) }
        }
        try step.requireRule(lot)
        lots[released.lot]?.promised = lot.promised
    }

    /// The declarations that the sealed part names, claim by claim; `nil` where they are not known.
    private mutating func declarations(
        behind parts: [ClaimQuantity], _ step: ReplayStep
    ) throws(ReplayRefusal) -> [Int64]? {
        guard case .declarations(let sequences) = step.sealed else {
            forgetDeclarations()
            return nil
        }
        try step.require(
            .claimOfDeclaration, [.stated(Int64(sequences.count)), .follows(Int64(parts.count))],
            sequences.count == parts.count)
        guard sequences.count == parts.count, knowsDeclarations else { return nil }
        return sequences
    }

    /// Holds a claim to the one declaration it belongs to.
    func requireBound(
        _ claim: ReplayedClaim, _ id: RandomID, to declaration: Int64, _ step: ReplayStep
    ) throws(ReplayRefusal) {
        guard knowsDeclarations else { return }
        try step.require(.declarationKnown, [.declaration(declaration)], declarations[declaration] != nil)
        let other = claimOf[DeclarationOnLot(declaration: declaration, lot: claim.lot)]
        try step.require(
            .claimOfDeclaration, [.claim(id), .declaration(declaration)],
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

// What needs nothing of the replay but what an entry is held to.
extension ReplayStep {
    fileprivate func requireCount(_ parts: [ClaimQuantity]) throws(ReplayRefusal) {
        try require(
            .claimsCounted, [.stated(Int64(parts.count))],
            (1...Matching.claimsMost).contains(parts.count)
                && (parts.count == 1 || Set(parts.map(\.claim)).count == parts.count))
    }

    fileprivate func requireStays(
        _ claim: ReplayedClaim, _ part: ClaimQuantity, of lot: Code
    ) throws(ReplayRefusal) {
        try require(
            .claimStays, [.lot(lot), .claim(part.claim), .version(part.programme)],
            claim.lot == lot && claim.programme == part.programme && claim.unit == part.quantity.unit)
    }

    /// Whether the lot may serve the programme today; which clause it breaks otherwise, the lots' rules say.
    fileprivate func requireEligible(
        _ lot: ReplayedLot, under standard: SupplyStandard?, to programme: Programme, _ unit: Unit,
        _ names: @autoclosure () -> [ReplayFact]
    ) throws(ReplayRefusal) {
        // Where nothing is claimable, the lot rule refuses the promise.
        guard let claimable = lot.claimable, let standard else { return }
        let sealing = lot.sealing
        let facts = LotFacts(
            code: sealing.lot, deviceClass: sealing.scrap, country: sealing.country, collected: sealing.collected,
            standard: sealing.standard, basis: standard.basis, sealed: lot.sequence, state: lot.state,
            balance: LotBalance(claimable))
        switch facts.ineligibility(under: SupplyTerms(programme.supply), on: day, in: unit) {
        case .state: try require(.lotPromisable, names() + [.state(lot.state)], false)
        case .standard: try require(.standardTaken, names() + [.version(sealing.standard)], false)
        case .deviceClass: try require(.scrapTaken, names() + [.scrap(sealing.scrap)], false)
        case .country: try require(.countryTaken, names() + [.country(sealing.country)], false)
        case .age: try require(.lotYoung, names() + [.day(sealing.collected.upperBound)], false)
        case .unverified: try require(.forwardTaken, names() + [.version(programme.version)], false)
        case .uncounted: try require(.lotRule, names(), false)
        // No programme of the journal asks for a battery, none is told how long a declaration waited; room and share have
        // clauses of their own.
        case .battery, .outwaited, .full, .share, nil: break
        }
    }

    fileprivate func requireShare(
        _ claim: ReplayedClaim, of lot: ReplayedLot, under programme: Programme,
        _ names: @autoclosure () -> [ReplayFact]
    ) throws(ReplayRefusal) {
        // All of a lot is the lot rule's limit.
        guard programme.supply.shareMax < 1_000, let claimable = lot.claimable, programme.isInRange else { return }
        // Pieces of a lot without a count are the lot rule's to refuse.
        if claim.unit == .pieces, claimable.count == nil { return }
        let most = SupplyTerms(programme.supply).shareCap(of: claimable, in: claim.unit)
        let had = claim.promised.raised(by: claim.retired).lowered(by: claim.reversed)
        try require(.shareKept, names() + [.stated(had), .follows(most)], had <= most)
    }
}

extension Int64 {
    mutating func raise(by other: Int64) { self = raised(by: other) }
    mutating func lower(by other: Int64) { self = lowered(by: other) }
}
