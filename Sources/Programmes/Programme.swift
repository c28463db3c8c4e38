public import Primitives

/// What happens to a device so that it owes: it is bought new, or resold used.
public enum Trigger: String, Hashable, Sendable, CaseIterable, Codable {
    case purchase
    case resale
}

/// A positive fraction, kept as it was written: grams of scrap per gram of device.
public struct Ratio: Hashable, Sendable {
    /// 1 to 10^6 each.
    public let numerator: Int64
    public let denominator: Int64

    public init?(_ numerator: Int64, _ denominator: Int64) {
        guard (1...1_000_000).contains(numerator), (1...1_000_000).contains(denominator) else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }
}

/// How a programme counts what a device owes.
public enum Obligation: Hashable, Sendable {
    /// Pieces per device by class, 1 where the class is not named.
    case pieces([Code: Pieces])
    /// ⌈mass × ratio⌉ grams per device.
    case grams(Ratio)

    public var unit: Unit {
        switch self {
        case .pieces: .pieces
        case .grams: .grams
        }
    }
}

/// Which lots a programme's declarations may be promised.
public struct SupplyRule: Hashable, Sendable {
    /// Supply standards whose lots are taken, by code, in any version.
    public let standards: [Code]
    /// Classes of scrap that are taken.
    public let classes: [Code]
    /// Countries of collection; empty = any.
    public let countries: [Country]
    /// Days from the last collection to the promise; `nil` = no limit. 1 to 36,500.
    public let lotAgeMax: Int?
    /// Whether a lot that is sealed but not yet verified may be promised (a forward).
    public let forwards: Bool
    /// Days that a forward may wait for its lot to be verified; `nil` = no limit. 1 to 36,500.
    public let forwardAgeMax: Int?
    /// The part of a lot's claimable mass or count that one declaration may hold, in thousandths; 1,000 = all of it.
    public let shareMax: Int

    public init(
        standards: [Code], classes: [Code], countries: [Country], lotAgeMax: Int?, forwards: Bool, forwardAgeMax: Int?,
        shareMax: Int
    ) {
        self.standards = standards
        self.classes = classes
        self.countries = countries
        self.lotAgeMax = lotAgeMax
        self.forwards = forwards
        self.forwardAgeMax = forwardAgeMax
        self.shareMax = shareMax
    }
}

/// The rule by which device events create obligations. A declaration keeps the version it was made under.
public struct Programme: Hashable, Sendable {
    public let version: Version
    /// Declarations of an earlier day are refused.
    public let from: Day
    public let trigger: Trigger
    public let obligation: Obligation
    /// Classes of devices that may be declared.
    public let classes: [Code]
    /// Which bases of mass are accepted, in the order of `MassBasis`.
    public let massBases: [MassBasis]
    /// How old a reference mass may be on the day of the declaration, in days; `nil` = no limit. 1 to 36,500.
    public let massAgeMax: Int?
    public let supply: SupplyRule
    /// Whether a declaration is promised nothing before it is paid.
    public let promiseWhenPaid: Bool

    public init(
        version: Version, from: Day, trigger: Trigger, obligation: Obligation, classes: [Code], massBases: [MassBasis],
        massAgeMax: Int?, supply: SupplyRule, promiseWhenPaid: Bool = false
    ) {
        self.version = version
        self.from = from
        self.trigger = trigger
        self.obligation = obligation
        self.classes = classes
        self.massBases = massBases
        self.massAgeMax = massAgeMax
        self.supply = supply
        self.promiseWhenPaid = promiseWhenPaid
    }
}
