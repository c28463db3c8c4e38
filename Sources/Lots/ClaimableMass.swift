public import Primitives
public import Programmes

/// What a weighing shows that a lot cannot outlive: the lot is rejected (docs/spec/lots.md, L-3).
public enum LotRejection: Error, Hashable, Sendable {
    case massZero
    case massAboveMost(Grams)
    case countZero
    case countAboveMost(Pieces)
    /// More pieces than grams: nothing weighs less than a gram a piece.
    case countAboveMass(Pieces, Grams)
}

/// The mass M and the count C that may be claimed from a lot: 1 ≤ M ≤ 10^10 g, 1 ≤ C ≤ 10^8, C ≤ M (L-2, L-3).
///
/// The bounds keep M·C below 10^18 and the lot rule's sums below 2·10^18, within 64 bits.
public struct ClaimableMass: Hashable, Sendable {
    public static let massMost: Grams = 10_000_000_000
    public static let countMost: Pieces = 100_000_000

    /// M, 1 to 10^10 g.
    public let mass: Grams
    /// C, 1 to 10^8; `nil` where the scrap is not, or not yet, counted: the lot then serves weight alone.
    public let count: Pieces?

    public init(mass: Grams, count: Pieces?) throws(LotRejection) {
        guard mass > .zero else { throw .massZero }
        guard mass <= Self.massMost else { throw .massAboveMost(mass) }
        if let count {
            guard count > .zero else { throw .countZero }
            guard count <= Self.countMost else { throw .countAboveMost(count) }
            guard count.count <= mass.count else { throw .countAboveMass(count, mass) }
        }
        self.mass = mass
        self.count = count
    }

    /// The smallest net, and the smallest count, over the weighings on the standard's basis that were not voided (L-2).
    ///
    /// A weighing without a count says nothing of C. A standard that does not count has no C, whatever was counted.
    /// - Returns: `nil` where no such weighing stands: nothing may be claimed yet.
    /// - Throws: what rejects the lot.
    public static func of(
        _ weighings: [Weighing], under standard: SupplyStandard
    ) throws(LotRejection) -> ClaimableMass? {
        let standing = weighings.filter { !$0.voided && $0.basis == standard.basis }
        guard let mass = standing.map(\.net).min() else { return nil }
        let count = standard.counted ? standing.compactMap(\.pieces).min() : nil
        return try ClaimableMass(mass: mass, count: count)
    }
}
