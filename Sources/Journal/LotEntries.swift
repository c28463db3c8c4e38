public import Lots
public import Primitives
public import Programmes

/// A lot as another registry calls it.
public struct OtherRegistry: Hashable, Sendable {
    public let registry: Code
    /// 1 to 80 characters.
    public let id: String

    public init(registry: Code, id: String) {
        self.registry = registry
        self.id = id
    }
}

/// `lot.sealed`: scrap is closed as one lot, to be neither split nor merged from here on.
public struct LotSealed: Hashable, Sendable {
    public let lot: Code
    public let provider: Code
    public let scrap: Code
    public let country: Country
    /// First and last day of collection.
    public let collected: ClosedRange<Day>
    public let standard: Version
    public let others: [OtherRegistry]

    public init(
        lot: Code, provider: Code, scrap: Code, country: Country, collected: ClosedRange<Day>, standard: Version,
        others: [OtherRegistry]
    ) {
        self.lot = lot
        self.provider = provider
        self.scrap = scrap
        self.country = country
        self.collected = collected
        self.standard = standard
        self.others = others
    }
}

/// A list in a sealed part: its items up to 500, past that how many there are and the root of their Merkle tree.
public enum SealedList: Hashable, Sendable {
    public static let itemsMax = 500
    case items([String])
    case root(count: Int, Digest)
}

/// A file behind a lot, by its SHA-256, and whose it is.
public struct Evidence: Hashable, Sendable {
    public let kind: EvidenceKind
    public let digest: Digest
    /// The party that signed it, where its kind asks for one (exclusivity).
    public let party: Code?

    public init(kind: EvidenceKind, digest: Digest, party: Code?) {
        self.kind = kind
        self.digest = digest
        self.party = party
    }
}

/// The sealed part of `lot.sealed`.
public struct LotPapers: Hashable, Sendable {
    public let collector: Code
    public let seals: SealedList
    public let bags: SealedList
    public let devices: SealedList
    public let prices: [PricePaid]
    public let evidence: [Evidence]

    public init(
        collector: Code, seals: SealedList, bags: SealedList, devices: SealedList, prices: [PricePaid],
        evidence: [Evidence]
    ) {
        self.collector = collector
        self.seals = seals
        self.bags = bags
        self.devices = devices
        self.prices = prices
        self.evidence = evidence
    }
}

/// `lot.weighed`. The weighing's id is the entry's sequence.
public struct LotWeighed: Hashable, Sendable {
    public let lot: Code
    public let stage: Stage
    public let facility: Code
    public let day: Day
    public let gross: Grams
    public let tare: Grams
    public let net: Grams
    public let pieces: Pieces?
    public let basis: WeighingBasis
    public let claimable: ClaimableMass?
    /// The whole weighing, where several lots share it: gross, tare, net and pieces above are then this lot's share.
    public let shared: WeighingShare?

    public init(
        lot: Code, stage: Stage, facility: Code, day: Day, gross: Grams, tare: Grams, net: Grams, pieces: Pieces?,
        basis: WeighingBasis, claimable: ClaimableMass?, shared: WeighingShare? = nil
    ) {
        self.lot = lot
        self.stage = stage
        self.facility = facility
        self.day = day
        self.gross = gross
        self.tare = tare
        self.net = net
        self.pieces = pieces
        self.basis = basis
        self.claimable = claimable
        self.shared = shared
    }
}

/// The sealed part of `lot.weighed`.
public struct WeighingPapers: Hashable, Sendable {
    /// The weight ticket's number, 1 to 80 characters.
    public let ticket: String?
    /// The scale's number, 1 to 80 characters.
    public let scale: String?
    public let evidence: [Evidence]

    public init(ticket: String?, scale: String?, evidence: [Evidence]) {
        self.ticket = ticket
        self.scale = scale
        self.evidence = evidence
    }
}

/// Why a weighing no longer counts.
public enum VoidCause: String, Hashable, Sendable, CaseIterable {
    case typingError = "typing-error"
    case wrongLot = "wrong-lot"
    case faultyScale = "faulty-scale"
}

/// `weighing.voided`: by a member of another party than the one that weighed.
public struct WeighingVoided: Hashable, Sendable {
    public let lot: Code
    /// The sequence of the `lot.weighed` entry.
    public let weighing: Int64
    public let cause: VoidCause
    public let claimable: ClaimableMass?

    public init(lot: Code, weighing: Int64, cause: VoidCause, claimable: ClaimableMass?) {
        self.lot = lot
        self.weighing = weighing
        self.cause = cause
        self.claimable = claimable
    }
}

/// A fact that a rule saw, as it is written: a whole number, a short text or a few of them. Days are texts.
public enum JournalFact: Hashable, Sendable {
    case integer(Int64)
    case text(String)
    case texts([String])
}

/// One rule's word on a lot, with what it saw.
public struct JournalVerdict: Hashable, Sendable {
    /// The rule's code, `capacity` (docs/spec/lots.md).
    public let rule: String
    /// `pass`, `fail`, `missing` or `not-applicable`.
    public let outcome: String
    public let facts: [String: JournalFact]

    public init(rule: String, outcome: String, facts: [String: JournalFact]) {
        self.rule = rule
        self.outcome = outcome
        self.facts = facts
    }
}

/// `lot.verified`: the guard found nothing wrong and nothing missing, and a verifier put its name to it.
public struct LotVerified: Hashable, Sendable {
    public let lot: Code
    public let verdicts: [JournalVerdict]
    public let claimable: ClaimableMass
    public let verifier: Code
    public let assurance: Assurance
    /// `did:key:z6Mk…`, as the verifier's `party.recorded` names it.
    public let key: String
    /// Ed25519 over the open part without `sequence` and `signature`: 64 bytes. Empty in the bytes to be signed.
    public let signature: [UInt8]

    public init(
        lot: Code, verdicts: [JournalVerdict], claimable: ClaimableMass, verifier: Code, assurance: Assurance,
        key: String,
        signature: [UInt8]
    ) {
        self.lot = lot
        self.verdicts = verdicts
        self.claimable = claimable
        self.verifier = verifier
        self.assurance = assurance
        self.key = key
        self.signature = signature
    }
}

/// Why a lot leaves the registry's supply.
public enum LotCause: String, Hashable, Sendable, CaseIterable {
    /// A recount or weighing left nothing to claim.
    case nothingClaimable = "nothing-claimable"
    /// A verifier will not verify it.
    case verifierRefused = "verifier-refused"
    /// Its papers were found to be false or to stand behind something else.
    case evidenceFalse = "evidence-false"
    /// The scrap or its treatment could not be shown.
    case notShown = "not-shown"
}

/// `lot.rejected`, `lot.impugned`, `lot.reversed`; and `lot.upheld`, which has no cause.
public struct LotTurned: Hashable, Sendable {
    public let lot: Code
    public let cause: LotCause?

    public init(lot: Code, cause: LotCause?) {
        self.lot = lot
        self.cause = cause
    }
}

/// `lot.shortened`: an impugned lot proved to be less than was verified. What still fits stays retired from it.
public struct LotShortened: Hashable, Sendable {
    public let lot: Code
    public let cause: LotCause
    /// M′ and C′: what was truly there.
    public let claimable: ClaimableMass

    public init(lot: Code, cause: LotCause, claimable: ClaimableMass) {
        self.lot = lot
        self.cause = cause
        self.claimable = claimable
    }
}
