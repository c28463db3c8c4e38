/// A mass in whole grams, never negative: whether it is promised or released is said by the verb.
///
/// Range 0 to `Grams.most`, so that no sum of a registry's masses and no product with a lot's pieces leaves 64 bits.
public struct Grams: Hashable, Comparable, Sendable {
    /// 10^15 g, a thousand million tonnes: far above what any registry will hold (design, section 3, bounds).
    public static let most = Grams(count: 1_000_000_000_000_000)
    public static let zero = Grams(count: 0)
    public let count: Int64

    /// `nil` below zero and above `most`.
    public init?(_ count: Int64) {
        guard (0...Self.most.count).contains(count) else { return nil }
        self.count = count
    }

    private init(count: Int64) { self.count = count }

    public static func < (one: Grams, other: Grams) -> Bool { one.count < other.count }

    public static func + (one: Grams, other: Grams) -> Grams {
        guard let sum = Grams(one.count + other.count) else { preconditionFailure("a mass above \(most.count) g") }
        return sum
    }

    /// - Precondition: `other` is not more than `one`.
    public static func - (one: Grams, other: Grams) -> Grams {
        guard let rest = Grams(one.count - other.count) else { preconditionFailure("a mass below zero") }
        return rest
    }
}

extension Grams: ExpressibleByIntegerLiteral {
    /// A mass written in the source. Traps outside 0 to `most`, since a literal out of range is our own bug.
    public init(integerLiteral count: Int64) {
        guard let mass = Grams(count) else { preconditionFailure("no mass has \(count) g") }
        self = mass
    }
}

/// A number of whole pieces, never negative. Range 0 to 10^15.
public struct Pieces: Hashable, Comparable, Sendable {
    public static let most = Pieces(count: 1_000_000_000_000_000)
    public static let zero = Pieces(count: 0)
    public let count: Int64

    /// `nil` below zero and above `most`.
    public init?(_ count: Int64) {
        guard (0...Self.most.count).contains(count) else { return nil }
        self.count = count
    }

    private init(count: Int64) { self.count = count }

    public static func < (one: Pieces, other: Pieces) -> Bool { one.count < other.count }

    public static func + (one: Pieces, other: Pieces) -> Pieces {
        guard let sum = Pieces(one.count + other.count) else { preconditionFailure("more than \(most.count) pieces") }
        return sum
    }

    /// - Precondition: `other` is not more than `one`.
    public static func - (one: Pieces, other: Pieces) -> Pieces {
        guard let rest = Pieces(one.count - other.count) else { preconditionFailure("pieces below zero") }
        return rest
    }
}

extension Pieces: ExpressibleByIntegerLiteral {
    public init(integerLiteral count: Int64) {
        guard let pieces = Pieces(count) else { preconditionFailure("no heap has \(count) pieces") }
        self = pieces
    }
}

/// The one unit in which a declaration owes and a claim counts.
public enum Unit: String, Hashable, Sendable, CaseIterable, Codable {
    case pieces
    case grams
}

/// An amount in one of the two units: what a declaration owes, what a claim holds.
public struct Quantity: Hashable, Sendable {
    public let unit: Unit
    /// Whole pieces or whole grams, 0 to 10^15.
    public let count: Int64

    public init?(_ count: Int64, _ unit: Unit) {
        guard (0...Grams.most.count).contains(count) else { return nil }
        self.unit = unit
        self.count = count
    }
}
