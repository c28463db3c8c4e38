public import Primitives
public import Programmes

/// What sealing stated of a lot, as the guard reads it.
public struct SealedLot: Hashable, Sendable {
    public let code: Code
    public let deviceClass: Code
    /// Where it was collected.
    public let country: Country
    /// First and last day of collection.
    public let collected: ClosedRange<Day>
    /// `nil` where nobody said under which entry it would cross a border.
    public let entry: BaselEntry?

    public init(code: Code, deviceClass: Code, country: Country, collected: ClosedRange<Day>, entry: BaselEntry?) {
        self.code = code
        self.deviceClass = deviceClass
        self.country = country
        self.collected = collected
        self.entry = entry
    }
}

/// What else the treating facility takes on in the calendar year of the treatment, read inside the write transaction.
public struct FacilityYear: Hashable, Sendable {
    /// Treatment net of all its other lots that are not rejected.
    public let otherLots: Grams
    /// What it declares to treat for others in the year; `nil` where it declared nothing, not even 0.
    public let declaredForOthers: Grams?

    public init(otherLots: Grams, declaredForOthers: Grams?) {
        self.otherLots = otherLots
        self.declaredForOthers = declaredForOthers
    }
}

/// A collector and its approval under a code of conduct.
public struct Collector: Hashable, Sendable {
    public let party: Code
    /// First and last day of the approval; `from` is `nil` where there is none, `to` where it has no end.
    public let approvedFrom: Day?
    public let approvedTo: Day?

    public init(party: Code, approvedFrom: Day?, approvedTo: Day? = nil) {
        self.party = party
        self.approvedFrom = approvedFrom
        self.approvedTo = approvedTo
    }
}

/// What was paid for some of a lot's pieces together.
public struct PricePaid: Hashable, Sendable {
    /// ISO 4217, three letters.
    public let currency: String
    /// Minor units (cents) for all the pieces: 0 to 10^15.
    public let minorUnits: Int64
    /// 1 to 10^8.
    public let pieces: Pieces

    public init?(currency: String, minorUnits: Int64, pieces: Pieces) {
        guard (0...1_000_000_000_000_000).contains(minorUnits), pieces > .zero, pieces <= ClaimableMass.countMost
        else { return nil }
        self.currency = currency
        self.minorUnits = minorUnits
        self.pieces = pieces
    }
}

/// The consent of the states concerned to a movement between two countries, from its first to its last day.
public struct ShipmentConsent: Hashable, Sendable {
    public let from: Country
    public let to: Country
    public let days: ClosedRange<Day>

    public init(from: Country, to: Country, days: ClosedRange<Day>) {
        self.from = from
        self.to = to
        self.days = days
    }
}

/// A thing of which there is one in the world, and which can stand behind one lot alone.
public enum MarkKind: String, Hashable, Sendable, CaseIterable, Codable {
    case seal
    case bag
    case deviceNumber = "device-number"
    /// Facility and number of a weight ticket.
    case ticket
    /// The SHA-256 of a photo.
    case photo
    /// A lot's id in another registry.
    case registryID = "registry-id"
}

/// A mark of this lot that is already behind another.
public struct MarkClash: Hashable, Sendable {
    public let kind: MarkKind
    /// The seal's or bag's number, the ticket, the photo's SHA-256…
    public let mark: String
    public let lot: Code

    public init(kind: MarkKind, mark: String, lot: Code) {
        self.kind = kind
        self.mark = mark
        self.lot = lot
    }
}

/// What the search for marks behind other lots found.
public struct Marks: Hashable, Sendable {
    /// How many marks were looked up. None looked up proves nothing.
    public let compared: Int
    public let clashes: [MarkClash]

    public init(compared: Int, clashes: [MarkClash]) {
        self.compared = compared
        self.clashes = clashes
    }
}

/// Which parties must declare, with a signature kept as evidence, that the mass serves no other scheme; and which did.
public struct Exclusivity: Hashable, Sendable {
    public let required: [Code]
    public let declared: Set<Code>

    public init(required: [Code], declared: Set<Code>) {
        self.required = required
        self.declared = declared
    }
}

/// How far a verifier stands from what it verifies; printed on the certificate.
public enum Assurance: String, Hashable, Sendable, CaseIterable, Codable {
    case secondPerson = "second-person"
    case independentBody = "independent-body"
}

/// Who verifies.
public struct Verifier: Hashable, Sendable {
    public let party: Code
    public let assurance: Assurance
    /// Whether it has a registered key of its own, kept outside the registry.
    public let keyRegistered: Bool

    public init(party: Code, assurance: Assurance, keyRegistered: Bool) {
        self.party = party
        self.assurance = assurance
        self.keyRegistered = keyRegistered
    }
}

/// All that the issuance guard reads of one lot. Each fact begins as unknown, and what is left unknown never passes.
public struct GuardFacts: Hashable, Sendable {
    public let lot: SealedLot
    /// The version the lot was sealed under.
    public let standard: SupplyStandard
    public var weighings: [Weighing] = []
    /// The facility of the treatment weighings.
    public var facility: Facility?
    /// What else that facility takes on in `Treatment.year`.
    public var year: FacilityYear?
    public var collector: Collector?
    public var prices: [PricePaid] = []
    public var consents: [ShipmentConsent] = []
    public var evidence: Set<EvidenceKind> = []
    public var marks: Marks?
    public var exclusivity: Exclusivity?
    /// Parties whose people took down anything of the lot.
    public var recorders: Set<Code> = []
    public var verifier: Verifier?

    public init(lot: SealedLot, standard: SupplyStandard) {
        self.lot = lot
        self.standard = standard
    }
}

/// When and where a lot was treated, from its treatment weighings that were not voided.
public struct Treatment: Hashable, Sendable {
    /// Distinct days, earliest first; never empty.
    public let days: [Day]
    /// Distinct facilities, by code; never empty. More than one is a contradiction that the guard names.
    public let facilities: [Code]
    /// The last day's calendar year, to which the facility's capacity is held.
    public var year: Int { last.year }
    let last: Day
    private let weighings: [Weighing]

    /// `nil` where nothing was weighed at treatment.
    public init?(_ weighings: [Weighing]) {
        let treated = weighings.filter { !$0.voided && $0.stage == .treatment }
        let days = Set(treated.map(\.day)).sorted()
        guard let last = days.last else { return nil }
        self.days = days
        self.facilities = Set(treated.map(\.facility)).sorted()
        self.last = last
        self.weighings = treated
    }

    /// The day on which it had arrived: when it was first received or treated at the facility that treated it.
    public func arrival(at facility: Code, _ weighings: [Weighing]) -> Day {
        let received = weighings.filter { !$0.voided && $0.stage == .receipt && $0.facility == facility }
        return (received.map(\.day) + days).min() ?? last
    }

    /// The largest net at treatment on `basis`; `nil` where none was weighed on it. The largest, so that a capacity is never
    /// stretched by a second, smaller weighing.
    public func net(on basis: WeighingBasis) -> Grams? {
        weighings.filter { $0.basis == basis }.map(\.net).max()
    }
}
