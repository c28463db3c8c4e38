public import Primitives

/// Pieces and grams side by side: what is promised, retired or reversed of one lot, each in its own unit.
public struct Tally: Hashable, Sendable {
    public static let zero = Tally(pieces: .zero, grams: .zero)
    public let pieces: Pieces
    public let grams: Grams

    public init(pieces: Pieces, grams: Grams) {
        self.pieces = pieces
        self.grams = grams
    }

    public func count(in unit: Unit) -> Int64 {
        switch unit {
        case .pieces: pieces.count
        case .grams: grams.count
        }
    }

    public func quantity(in unit: Unit) -> Quantity { .checked(count(in: unit), unit) }

    public static func + (one: Tally, other: Tally) -> Tally {
        Tally(pieces: one.pieces + other.pieces, grams: one.grams + other.grams)
    }

    /// - Precondition: `other` is not more than `one` in either unit.
    public static func - (one: Tally, other: Tally) -> Tally {
        Tally(pieces: one.pieces - other.pieces, grams: one.grams - other.grams)
    }

    static func of(_ quantity: Quantity) -> Tally {
        switch quantity.unit {
        case .pieces: Tally(pieces: Pieces(quantity.count) ?? .zero, grams: .zero)
        case .grams: Tally(pieces: .zero, grams: Grams(quantity.count) ?? .zero)
        }
    }
}

extension Quantity {
    /// A quantity that our own sums keep within range.
    static func checked(_ count: Int64, _ unit: Unit) -> Quantity {
        guard let quantity = Quantity(count, unit) else { preconditionFailure("bad math in Lots: \(count)") }
        return quantity
    }
}

/// Why a lot's balance does not move.
public enum BalanceRefusal: Error, Hashable, Sendable {
    /// A quantity of 0 moves nothing.
    case nothingAsked
    /// Pieces were asked of a lot that has no count.
    case notCounted
    case noRoom(asked: Quantity, room: Quantity)
    /// More is released or retired than is promised.
    case notPromised(asked: Quantity, promised: Quantity)
    /// More is reversed than is retired and live.
    case notRetired(asked: Quantity, live: Quantity)
    /// The lot rule does not stand for these sums.
    case ruleBroken(ClaimableMass, used: Tally)
    /// All the promises given back would not make the lot rule stand: something was retired that is no longer there.
    case cannotTrim(ClaimableMass, used: Tally)
}

/// How much of one lot is promised, retired and reversed. The **lot rule** (docs/spec/lots.md, L-4) stands after each verb:
///
///     0 ≤ K ≤ C,  0 ≤ G ≤ M,  K·M + G·C ≤ M·C          (not counted:  K = 0,  0 ≤ G ≤ M)
///
/// K pieces and G grams are *used*: promised now, or ever retired. Retired sums only grow, and a reversal gives nothing
/// back to the lot.
public struct LotBalance: Hashable, Sendable {
    public internal(set) var claimable: ClaimableMass
    /// Held now by claims; falls on release and on retirement.
    public internal(set) var promised: Tally
    /// Ever retired: *a* pieces, *b* grams.
    public internal(set) var retired: Tally
    /// Ever reversed, of what was retired.
    public internal(set) var reversed: Tally

    /// A lot of which nothing is used.
    public init(_ claimable: ClaimableMass) {
        self.claimable = claimable
        self.promised = .zero
        self.retired = .zero
        self.reversed = .zero
    }

    /// A lot as it was written down.
    public init(
        _ claimable: ClaimableMass, promised: Tally, retired: Tally, reversed: Tally
    ) throws(BalanceRefusal) {
        self.claimable = claimable
        self.promised = promised
        self.retired = retired
        self.reversed = reversed
        guard holds, reversed.pieces <= retired.pieces, reversed.grams <= retired.grams else {
            throw .ruleBroken(claimable, used: used)
        }
    }

    /// K and G: promised now, or ever retired.
    public var used: Tally { promised + retired }

    /// Retired and not reversed.
    public var live: Tally { retired - reversed }

    /// Whether the lot rule stands (L-4).
    public var holds: Bool {
        let used = used
        guard used.grams <= claimable.mass else { return false }
        guard let count = claimable.count else { return used.pieces == .zero }
        guard used.pieces <= count else { return false }
        return slack(counted: count) >= 0
    }

    /// S = M·C − K·M − G·C. K ≤ 10^8 and G ≤ 10^10 even where the rule is broken by a fall, so S > −2·10^18.
    private func slack(counted count: Pieces) -> Int64 {
        let (mass, used) = (claimable.mass.count, used)
        return mass * count.count - used.pieces.count * mass - used.grams.count * count.count
    }

    /// What can still be promised if all of it is asked in `unit` (L-5): ⌊S/M⌋ pieces, ⌊S/C⌋ grams; not counted: none,
    /// M − G grams.
    public func room(in unit: Unit) -> Int64 {
        switch (unit, claimable.count) {
        case (.pieces, nil): 0
        case (.grams, nil): claimable.mass.count - used.grams.count
        case (.pieces, let count?): slack(counted: count) / claimable.mass.count
        case (.grams, let count?): slack(counted: count) / count.count
        }
    }

    /// The least of `unit` that must be given back for the lot rule to stand (L-9); 0 where it stands.
    func excess(in unit: Unit) -> Int64 {
        func roundedUp(_ value: Int64, by divisor: Int64) -> Int64 { value > 0 ? (value - 1) / divisor + 1 : 0 }
        switch (unit, claimable.count) {
        case (.pieces, nil): return used.pieces.count
        case (.grams, nil): return max(0, used.grams.count - claimable.mass.count)
        case (.pieces, let count?): return roundedUp(-slack(counted: count), by: claimable.mass.count)
        case (.grams, let count?): return roundedUp(-slack(counted: count), by: count.count)
        }
    }
}

extension LotBalance {
    /// Promises `quantity` of the lot (L-6).
    public mutating func promise(_ quantity: Quantity) throws(BalanceRefusal) {
        guard quantity.count > 0 else { throw .nothingAsked }
        if quantity.unit == .pieces, claimable.count == nil { throw .notCounted }
        let room = room(in: quantity.unit)
        guard quantity.count <= room else { throw .noRoom(asked: quantity, room: .checked(room, quantity.unit)) }
        hold(quantity)
    }

    /// - Precondition: there is room for it.
    mutating func hold(_ quantity: Quantity) { promised = promised + .of(quantity) }

    /// Takes a promise back, in part or whole (L-6).
    public mutating func release(_ quantity: Quantity) throws(BalanceRefusal) {
        try mustBePromised(quantity)
        promised = promised - .of(quantity)
    }

    /// Uses a promise for good and gives it its grams by number (L-7).
    ///
    /// Pieces from the low end, `⌊a·M/C⌋ ..< ⌊(a+q)·M/C⌋`; grams from the high end, `M−b−q ..< M−b`. The lot rule keeps
    /// the ends apart, and no number is given twice.
    public mutating func retire(_ quantity: Quantity) throws(BalanceRefusal) -> Range<Int64> {
        try mustBePromised(quantity)
        let mass = claimable.mass.count
        let range: Range<Int64>
        switch (quantity.unit, claimable.count) {
        case (.pieces, nil): throw .notCounted
        case (.pieces, let count?):
            let (before, after) = (retired.pieces.count, retired.pieces.count + quantity.count)
            range = before * mass / count.count..<after * mass / count.count
        case (.grams, _):
            let end = mass - retired.grams.count
            range = end - quantity.count..<end
        }
        promised = promised - .of(quantity)
        retired = retired + .of(quantity)
        return range
    }

    /// Promises `quantity` and retires it, where both happened elsewhere before: room first, then numbers (L-6, L-7).
    public mutating func retireAtOnce(_ quantity: Quantity) throws(BalanceRefusal) -> Range<Int64> {
        try promise(quantity)
        return try retire(quantity)
    }

    /// Takes a retirement back. What was retired stays used for ever (L-8).
    public mutating func reverse(_ quantity: Quantity) throws(BalanceRefusal) {
        guard quantity.count > 0 else { throw .nothingAsked }
        let live = live.quantity(in: quantity.unit)
        guard quantity.count <= live.count else { throw .notRetired(asked: quantity, live: live) }
        reversed = reversed + .of(quantity)
    }

    private func mustBePromised(_ quantity: Quantity) throws(BalanceRefusal) {
        guard quantity.count > 0 else { throw .nothingAsked }
        let promised = promised.quantity(in: quantity.unit)
        guard quantity.count <= promised.count else { throw .notPromised(asked: quantity, promised: promised) }
    }
}
