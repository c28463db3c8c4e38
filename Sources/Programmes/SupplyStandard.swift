public import Primitives

/// Whether the scrap was weighed with its batteries.
public enum Battery: String, Hashable, Sendable, CaseIterable, Codable {
    case included
    case removed
}

/// Whether bags, boxes or pallets are in the net.
public enum Packaging: String, Hashable, Sendable, CaseIterable, Codable {
    case included
    case removed
}

/// What a net weight stands for. Weighings are compared only on one basis.
public struct WeighingBasis: Hashable, Sendable {
    public let battery: Battery
    public let packaging: Packaging

    public init(battery: Battery, packaging: Packaging) {
        self.battery = battery
        self.packaging = packaging
    }
}

/// Where on its way scrap is weighed.
public enum Stage: String, Hashable, Sendable, CaseIterable, Codable {
    case collection
    case receipt
    case treatment
}

/// A kind of evidence that stands behind a lot: a file kept under its SHA-256.
public enum EvidenceKind: String, Hashable, Sendable, CaseIterable, Codable {
    case photo
    case weightTicket = "weight-ticket"
    case purchaseRecord = "purchase-record"
    case treatmentRecord = "treatment-record"
    case exclusivity
    case shipment
}

/// The highest price at which scrap is still scrap: an end-of-life device must not be worth more as a used one.
public struct ReusePrice: Hashable, Sendable {
    public let from: Day
    /// ISO 4217, three letters.
    public let currency: String
    /// Minor units (cents) per piece. 0 to 10^9.
    public let minorUnits: Int64

    public init(from: Day, currency: String, minorUnits: Int64) {
        self.from = from
        self.currency = currency
        self.minorUnits = minorUnits
    }
}

/// What a lot is verified against. A lot keeps the version it was sealed under.
public struct SupplyStandard: Hashable, Sendable {
    public let version: Version
    /// Lots whose first day of collection is earlier are refused.
    public let from: Day
    /// Classes of scrap the standard speaks of.
    public let classes: [Code]
    /// Whether pieces are counted; a lot of a standard that does not count serves weight alone.
    public let counted: Bool
    public let basis: WeighingBasis
    /// How far the net may differ between two stages, in thousandths of the earlier net. 0 to 1,000.
    public let massTolerance: Int
    /// How far the count may differ between collection and receipt, in thousandths of the earlier. 0 to 1,000.
    public let countTolerance: Int
    /// Least and most grams a piece; `nil` where scrap is not counted.
    public let gramsPerPiece: ClosedRange<Grams>?
    /// Schemes of which the treating facility must hold one: `r2`, `e-stewards`, `en-50625`.
    public let certifications: [Code]
    public let evidence: [EvidenceKind]
    /// Whether the collector must have been approved under a code of conduct.
    public let collectorApproved: Bool
    /// Dated reuse prices; empty where the standard asks for none.
    public let reusePrices: [ReusePrice]
    /// Whether the verifier must be an independent body rather than a second person.
    public let independentVerifier: Bool

    public init(
        version: Version, from: Day, classes: [Code], counted: Bool, basis: WeighingBasis, massTolerance: Int,
        countTolerance: Int, gramsPerPiece: ClosedRange<Grams>?, certifications: [Code], evidence: [EvidenceKind],
        collectorApproved: Bool, reusePrices: [ReusePrice], independentVerifier: Bool
    ) {
        self.version = version
        self.from = from
        self.classes = classes
        self.counted = counted
        self.basis = basis
        self.massTolerance = massTolerance
        self.countTolerance = countTolerance
        self.gramsPerPiece = gramsPerPiece
        self.certifications = certifications
        self.evidence = evidence
        self.collectorApproved = collectorApproved
        self.reusePrices = reusePrices
        self.independentVerifier = independentVerifier
    }
}
