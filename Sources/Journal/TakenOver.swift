public import Lots
public import Primitives

/// A system that the provider kept before, and the last day of which anything is taken over.
public struct EarlierSystem: Hashable, Sendable {
    public let code: Code
    public let until: Day

    public init(code: Code, until: Day) {
        self.code = code
        self.until = until
    }
}

/// What is taken over. The raw value is the entry's `what`.
public enum TakenOverKind: String, Hashable, Sendable, CaseIterable {
    case lot
    case declaration
    case retirement
}

/// What an entry `takenOver` says of how far its figures may be believed: there is one word for it.
enum TakenOverStanding: String, Sendable {
    case notVerifiedHere = "not-verified-here"
}

/// `takenOver`: a balance of an earlier system, not verified here. It is a kind of its own: no lot of this registry, and no
/// retirement from one. The open part says what and how much, the sealed part which and whose.
public struct TakenOver: Hashable, Sendable {
    public enum Thing: Hashable, Sendable {
        case lot(LotTakenOver)
        /// Its rows and what it owes stand in the `declared` entry right before this one.
        case declaration
        case retirement(RetirementTakenOver)
    }

    public let system: EarlierSystem
    public let thing: Thing

    public init(from system: EarlierSystem, _ thing: Thing) {
        self.system = system
        self.thing = thing
    }

    public var kind: TakenOverKind {
        switch thing {
        case .lot: .lot
        case .declaration: .declaration
        case .retirement: .retirement
        }
    }
}

/// A lot as the earlier system had it. It is called by the sequence of its entry.
public struct LotTakenOver: Hashable, Sendable {
    public let scrap: Code
    public let country: Country
    /// First and last day of collection.
    public let collected: ClosedRange<Day>
    /// Mass and count as the earlier system stated them.
    public let claimable: ClaimableMass

    public init(scrap: Code, country: Country, collected: ClosedRange<Day>, claimable: ClaimableMass) {
        self.scrap = scrap
        self.country = country
        self.collected = collected
        self.claimable = claimable
    }
}

/// A retirement as the earlier system had it, numbered here. It is called by the sequence of its entry.
public struct RetirementTakenOver: Hashable, Sendable {
    /// The sequence of the entry that took its lot over.
    public let lot: Int64
    /// The day on which the earlier system retired it.
    public let day: Day
    public let quantity: Quantity
    /// The lot's grams, numbered from 0, from the first to before the end.
    public let grams: Range<Int64>
    /// SHA-256 of the JCS of `{beneficiary, declaration, salt}` as the sealed part has them.
    public let beneficiary: Digest

    public init(lot: Int64, day: Day, quantity: Quantity, grams: Range<Int64>, beneficiary: Digest) {
        self.lot = lot
        self.day = day
        self.quantity = quantity
        self.grams = grams
        self.beneficiary = beneficiary
    }
}

/// The sealed part of `takenOver`.
public struct TakenOverPapers: Hashable, Sendable {
    /// Longest legacy id, in characters.
    public static let legacyLongest = 80

    public enum Thing: Hashable, Sendable {
        /// The party that provided the lot.
        case lot(provider: Code)
        /// The sequence of its `declared` entry.
        case declaration(Int64)
        case retirement(RetirementPapers)
    }

    /// What the earlier system called it. 1 to 80 characters.
    public let legacy: String
    public let thing: Thing

    public init(legacy: String, _ thing: Thing) {
        self.legacy = legacy
        self.thing = thing
    }

    public var kind: TakenOverKind {
        switch thing {
        case .lot: .lot
        case .declaration: .declaration
        case .retirement: .retirement
        }
    }
}
