public import Primitives

/// What one claim holds of a lot, promised and not retired.
public struct LotPromise: Hashable, Sendable {
    public let claim: RandomID
    /// The declaration's sequence: a higher one is newer.
    public let declaration: Int64
    public let held: Quantity

    public init(claim: RandomID, declaration: Int64, held: Quantity) {
        self.claim = claim
        self.declaration = declaration
        self.held = held
    }
}

/// What one claim gives back.
public struct LotRelease: Hashable, Sendable {
    public let claim: RandomID
    public let quantity: Quantity

    public init(claim: RandomID, quantity: Quantity) {
        self.claim = claim
        self.quantity = quantity
    }
}

/// One retirement of a lot that is live.
public struct LotRetirement: Hashable, Sendable {
    /// Its sequence in the journal: a higher one is newer.
    public let sequence: Int64
    public let quantity: Quantity
    /// Its grams by number.
    public let range: Range<Int64>

    public init(sequence: Int64, quantity: Quantity, range: Range<Int64>) {
        self.sequence = sequence
        self.quantity = quantity
        self.range = range
    }
}

extension LotBalance {
    /// Takes down what a new weighing leaves to claim, and lets the newest promises give back what no longer fits
    /// (docs/spec/lots.md, L-9). The releases are written before the weighing.
    ///
    /// The newest promise, by declaration, gives back min(held, ⌈−S/M⌉ pieces or ⌈−S/C⌉ grams; not counted: all pieces,
    /// G − M grams), then the next, until the lot rule stands. Where it stands already nothing is given back.
    /// - Parameter promises: the lot's promises, or as many of the newest as are needed, in any order.
    /// - Throws: `cannotTrim` where they do not suffice; the balance is then unchanged.
    public mutating func trim(
        _ promises: [LotPromise], to claimable: ClaimableMass
    ) throws(BalanceRefusal) -> [LotRelease] {
        var lowered = self
        lowered.claimable = claimable
        var releases: [LotRelease] = []
        for promise in promises.sorted(by: { $0.declaration > $1.declaration }) where !lowered.holds {
            let unit = promise.held.unit
            let excess = lowered.excess(in: unit)
            guard excess > 0, promise.held.count > 0 else { continue }
            let quantity = Quantity.checked(min(promise.held.count, excess), unit)
            try lowered.release(quantity)
            releases.append(LotRelease(claim: promise.claim, quantity: quantity))
        }
        guard lowered.holds else { throw .cannotTrim(claimable, used: lowered.used) }
        self = lowered
        return releases
    }
}

/// Which retirements fall when an impugned lot proves to be less than was verified (L-10).
public enum LotShortfall {
    /// Whole retirements, newest first, until the lot rule stands for what is live at the true mass and count and the
    /// live ranges total no more than the true mass. All promises of the lot were released before.
    ///
    /// - Parameters:
    ///   - retirements: all live retirements of the lot, in any order.
    ///   - truth: M′ and C′; `nil` where nothing was there at all.
    public static func reversals(of retirements: [LotRetirement], to truth: ClaimableMass?) -> [LotRetirement] {
        let newestFirst = retirements.sorted { $0.sequence > $1.sequence }
        guard let truth else { return newestFirst }
        var live = newestFirst.reduce(Tally.zero) { $0 + .of($1.quantity) }
        var numbered = newestFirst.reduce(Int64(0)) { $0 + $1.width }
        var reversals: [LotRetirement] = []
        for retirement in newestFirst {
            if fits(live, numbered: numbered, at: truth) { break }
            live = live - .of(retirement.quantity)
            numbered -= retirement.width
            reversals.append(retirement)
        }
        return reversals
    }

    /// Whether the lot rule stands for what is live at the true mass and count, and the live ranges total no more than that mass.
    ///
    /// - Parameter numbered: grams of all live ranges.
    public static func fits(_ live: Tally, numbered: Int64, at truth: ClaimableMass) -> Bool {
        var balance = LotBalance(truth)
        balance.retired = live
        return balance.holds && numbered <= truth.mass.count
    }

    /// Whether it is less than what was verified, in mass or in count, more in neither, and counted as that was.
    public static func isShort(_ truth: ClaimableMass, of verified: ClaimableMass) -> Bool {
        guard truth != verified, truth.mass <= verified.mass else { return false }
        return switch (truth.count, verified.count) {
        case (nil, nil): true
        case (let count?, let most?): count <= most
        case (nil, _?), (_?, nil): false
        }
    }
}

extension LotRetirement {
    /// Grams that carry its numbers.
    fileprivate var width: Int64 { range.upperBound - range.lowerBound }
}
