public import Lots
public import Primitives

/// `registry.opened`: the first entry of every journal, and nowhere else.
public struct RegistryOpened: Hashable, Sendable {
    /// The log's name, a domain or a path below it, and the name of its key.
    public let origin: String
    /// The log's verifier key as C2SP signed-note writes it.
    public let logKey: String
    /// `did:web:…` or `did:key:…`.
    public let issuer: String
    /// The logs that this one goes on from, the oldest first: each ended with its key, or when an older copy was restored.
    public let continues: [ContinuedLog]

    public init(origin: String, logKey: String, issuer: String, continues: [ContinuedLog] = []) {
        self.origin = origin
        self.logKey = logKey
        self.issuer = issuer
        self.continues = continues
    }
}

/// A log that ended: its first entries, but the very first, are those of the log that goes on from it, under the same
/// sequences.
public struct ContinuedLog: Hashable, Sendable {
    public let origin: String
    public let logKey: String
    /// Of its newest checkpoint that is known: how many entries it had, and their root.
    public let size: Int64
    public let root: Digest
    /// How many of its entries are kept, from the first on; entries `kept ..< size` are lost. All of them where its key was
    /// changed and no older copy restored.
    public let kept: Int64

    public init(origin: String, logKey: String, size: Int64, root: Digest, kept: Int64) {
        self.origin = origin
        self.logKey = logKey
        self.size = size
        self.root = root
        self.kept = kept
    }
}

/// What a key may sign.
public enum KeyPurpose: String, Hashable, Sendable, CaseIterable {
    case certificates
}

/// `key.added`: from here on the issuer signs with this key.
public struct KeyAdded: Hashable, Sendable {
    public let purpose: KeyPurpose
    /// Ed25519 public key as `did:key:z6Mk…`.
    public let key: String

    public init(purpose: KeyPurpose, key: String) {
        self.purpose = purpose
        self.key = key
    }
}

/// Why a key signs no more.
public enum KeyCause: String, Hashable, Sendable, CaseIterable {
    /// Changed by custom: nobody else had it.
    case superseded
    /// Its file is gone, and nobody is known to have it.
    case lost
    /// Somebody else has it, or may have.
    case compromised
}

/// `key.revoked`: from here on the issuer signs nothing with this key. What it signed before, and the journal names, stays
/// good.
public struct KeyRevoked: Hashable, Sendable {
    /// As `key.added` has it.
    public let key: String
    public let cause: KeyCause

    public init(key: String, cause: KeyCause) {
        self.key = key
        self.cause = cause
    }
}

/// What a party does. A customer, beneficiary or collector is never in an open part, so has no role here.
public enum PublicRole: String, Hashable, Sendable, CaseIterable {
    case provider
    case recycler
    case verifier
}

/// `party.recorded`: a party that others will read of by name. Recorded again, it replaces what was said before.
public struct PartyRecorded: Hashable, Sendable {
    public let party: Code
    /// 1 to 200 characters.
    public let name: String
    public let country: Country
    public let roles: [PublicRole]
    /// A verifier's own Ed25519 key as `did:key:z6Mk…`; kept by the verifier, never here.
    public let verifierKey: String?
    /// What its word is worth as a verifier.
    public let assurance: Assurance?

    public init(
        party: Code, name: String, country: Country, roles: [PublicRole], verifierKey: String?, assurance: Assurance?
    ) {
        self.party = party
        self.name = name
        self.country = country
        self.roles = roles
        self.verifierKey = verifierKey
        self.assurance = assurance
    }
}

/// `facility.declared`: grams that a facility treats in a year for others than this registry's lots.
public struct FacilityDeclared: Hashable, Sendable {
    public let facility: Code
    /// 1970 to 2199.
    public let year: Int
    public let grams: Grams

    public init(facility: Code, year: Int, grams: Grams) {
        self.facility = facility
        self.year = year
        self.grams = grams
    }
}

/// `collector.approved`, all of it sealed: a collector works under a code of conduct from one day to another.
public struct CollectorApproved: Hashable, Sendable {
    public let collector: Code
    public let from: Day
    public let to: Day
    /// The approval as it was signed, by the SHA-256 of its bytes.
    public let evidence: Digest

    public init(collector: Code, from: Day, to: Day, evidence: Digest) {
        self.collector = collector
        self.from = from
        self.to = to
        self.evidence = evidence
    }
}

/// `shipment.consented`: the countries agreed in writing that scrap crosses between them (Basel Convention, article 6).
public struct ShipmentConsented: Hashable, Sendable {
    public let consent: Code
    public let from: Country
    public let to: Country
    /// The first and the last day of the consent, both included.
    public let first: Day
    public let last: Day
    public let waste: BaselEntry

    public init(consent: Code, from: Country, to: Country, first: Day, last: Day, waste: BaselEntry) {
        self.consent = consent
        self.from = from
        self.to = to
        self.first = first
        self.last = last
        self.waste = waste
    }
}
