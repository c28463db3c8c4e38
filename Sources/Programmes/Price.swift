public import Primitives

/// An amount of money, in whole minor units of its currency: cents, francs where a franc has no part.
public struct Money: Hashable, Sendable {
    public static let most: Int64 = 1_000_000_000_000_000

    /// ISO 4217, three capital letters.
    public let currency: String
    /// 0 to 10^15.
    public let minorUnits: Int64

    public init?(_ minorUnits: Int64, currency: String) {
        guard (0...Self.most).contains(minorUnits), currency.utf8.count == 3,
            currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
        else { return nil }
        self.currency = currency
        self.minorUnits = minorUnits
    }
}

/// What customers pay under a programme from a day on: for a piece, or for a kilogram (docs/spec/programmes.md, P-42).
public struct ProgrammePrice: Hashable, Sendable {
    /// Minor units for one piece or one kilogram.
    public static let most: Int64 = 1_000_000_000

    public let from: Day
    /// What the programme counts in: `pieces`, priced by the piece, or `grams`, priced by the kilogram.
    public let unit: Unit
    /// For one piece or one kilogram.
    public let each: Money

    /// `nil` above `most`.
    public init?(from: Day, unit: Unit, each: Money) {
        guard each.minorUnits <= Self.most else { return nil }
        self.from = from
        self.unit = unit
        self.each = each
    }

    /// What `quantity` costs: exact for pieces; grams are priced at once and rounded to the nearest minor unit, half of one
    /// upwards. `nil` above 10^15 minor units.
    ///
    /// - Precondition: `quantity` is in the price's unit.
    public func amount(of quantity: Quantity) -> Money? {
        precondition(quantity.unit == unit, "a price by the other unit")
        // 10^9 minor units of 10^15 pieces.
        let product = Int128(each.minorUnits) * Int128(quantity.count)
        let minorUnits =
            switch unit {
            case .pieces: product
            case .grams: (product + 500) / 1_000
            }
        return Int64(exactly: minorUnits).flatMap { Money($0, currency: each.currency) }
    }
}
