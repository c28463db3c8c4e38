public import Primitives

/// A permit of a facility, valid from its first to its last day, both included.
public struct Permit: Hashable, Sendable {
    /// 1 to 80 characters, as printed.
    public let number: String
    public let from: Day
    public let to: Day

    public init(number: String, from: Day, to: Day) {
        self.number = number
        self.from = from
        self.to = to
    }
}

/// A certification of a facility, valid from its first to its last day, both included.
public struct Certification: Hashable, Sendable {
    /// `e-stewards`, `r2`, `en-50625`, `iso-14001`, `naid-aaa`.
    public let scheme: Code
    /// 1 to 80 characters, as printed.
    public let number: String
    /// 1 to 200 characters: what the certificate covers.
    public let scope: String
    public let from: Day
    public let to: Day

    public init(scheme: Code, number: String, scope: String, from: Day, to: Day) {
        self.scheme = scheme
        self.number = number
        self.scope = scope
        self.from = from
        self.to = to
    }
}

/// A site that stores or treats.
public struct Facility: Hashable, Sendable {
    public let code: Code
    /// The party that runs it.
    public let party: Code
    /// 1 to 200 characters.
    public let name: String
    public let country: Country
    /// IANA name, `Africa/Accra`: the wall on which the facility's days are read.
    public let timeZone: String
    public let permits: [Permit]
    public let certifications: [Certification]
    /// Grams that it may treat in a calendar year; a year without a figure is unknown, not unlimited.
    public let capacity: [Int: Grams]

    public init(
        code: Code, party: Code, name: String, country: Country, timeZone: String, permits: [Permit],
        certifications: [Certification], capacity: [Int: Grams]
    ) {
        self.code = code
        self.party = party
        self.name = name
        self.country = country
        self.timeZone = timeZone
        self.permits = permits
        self.certifications = certifications
        self.capacity = capacity
    }
}
