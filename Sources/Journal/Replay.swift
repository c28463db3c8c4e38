import Lots
public import Primitives
public import Programmes

/// What a replay asks of cryptography, so that this room needs none.
public struct ReplayProofs: Sendable {
    /// Whether the verifier's signature on `lot.verified` holds for the key the entry states; the day and the sealed part's
    /// digest are the entry's.
    public let signatureHolds: @Sendable (LotVerified, Day, Digest?) -> Bool
    /// SHA-256 of the JCS of `{beneficiary, declaration, salt}`.
    public let beneficiaryDigest: @Sendable (RetirementPapers) -> Digest

    public init(
        signatureHolds: @escaping @Sendable (LotVerified, Day, Digest?) -> Bool,
        beneficiaryDigest: @escaping @Sendable (RetirementPapers) -> Digest
    ) {
        self.signatureHolds = signatureHolds
        self.beneficiaryDigest = beneficiaryDigest
    }
}

/// The journal taken in one entry after another, held to every clause of docs/spec/journal-rules.md, and the quantities and
/// states that follow from it.
///
/// Without sealed parts it is the public replay: the rules on open parts, and no declarations. Nothing in an entry makes it
/// trap. A replay that has refused an entry is over: what it says from then on is not defined.
public struct Replay: Sendable {
    /// The clauses held to. Leaving one out serves tests of the journal's rules and nothing else.
    public let enforced: Set<Clause>
    let proofs: ReplayProofs

    /// The sequence that comes next; equals the number of entries taken.
    public internal(set) var next: Int64 = 0

    // What everyone can read.
    public internal(set) var opened: RegistryOpened?
    /// The issuer's keys in the order in which they were named.
    public internal(set) var keys: [ReplayedKey] = []
    public internal(set) var programmes: [Version: Programme] = [:]
    public internal(set) var standards: [Version: SupplyStandard] = [:]
    public internal(set) var masses: [Version: ReferenceMass] = [:]
    public internal(set) var parties: [Code: PartyRecorded] = [:]
    public internal(set) var facilities: [Code: Facility] = [:]
    /// Grams that facilities treat for others, by year.
    public internal(set) var treatedForOthers: [YearAtFacility: Grams] = [:]
    public internal(set) var consents: [Code: ShipmentConsented] = [:]
    public internal(set) var lots: [Code: ReplayedLot] = [:]
    public internal(set) var claims: [RandomID: ReplayedClaim] = [:]
    /// By the sequence of their entries.
    public internal(set) var retirements: [Int64: ReplayedRetirement] = [:]
    public internal(set) var certificates: [RandomID: ReplayedCertificate] = [:]
    /// Earlier systems' cut-off days.
    public internal(set) var earlierSystems: [Code: Day] = [:]
    /// By the sequences of their entries.
    public internal(set) var lotsTakenOver: [Int64: ReplayedLotTakenOver] = [:]
    public internal(set) var retirementsTakenOver: [Int64: ReplayedRetirementTakenOver] = [:]

    // What only sealed parts tell.
    /// By the sequence of their entries; empty in a public replay.
    public internal(set) var declarations: [Int64: ReplayedDeclaration] = [:]
    /// Whether every entry about declarations came with its sealed part. Once one did not, declarations are unknown and the
    /// rules on them no longer run.
    public internal(set) var knowsDeclarations = true
    /// Whether every approval of a collector came with its sealed part.
    public internal(set) var knowsCollectors = true
    public internal(set) var approvals: [Code: [CollectorApproved]] = [:]

    /// By the sequences of their `declared` entries.
    public internal(set) var declarationsTakenOver: [Int64: ReplayedDeclarationTakenOver] = [:]

    // Indices.
    var lastVersions: [PublishedCode: Int] = [:]
    var treatedAt: [YearAtFacility: Set<Code>] = [:]
    var claimOf: [DeclarationOnLot: RandomID] = [:]
    var retiredFrom: [Code: [Int64]] = [:]
    var certifiedPlaces: Set<StatusPlace> = []
    var legacyIDs: Set<LegacyID> = []
    /// Whose an invoice is, by its reference.
    var invoiced: [String: Code] = [:]

    // What the next entry goes on with.
    /// A weighing over several lots of which not every share came yet.
    var sharing: OpenSharing?
    /// Shares of a weighing that is being voided, which the next entries void: their lots by the shares' sequences.
    var voiding: [Int64: Code] = [:]

    public init(enforcing clauses: Set<Clause> = Set(Clause.allCases), proofs: ReplayProofs) {
        self.enforced = clauses
        self.proofs = proofs
    }

    /// Takes in one entry, or says which clause it breaks.
    ///
    /// - Parameters:
    ///   - actor: who acted; `nil` where the sealed part is not at hand or the kind has none.
    ///   - sealed: `nil` where the sealed part is not at hand or the kind has none.
    ///   - sealedDigest: what the open part says of the sealed one; a verifier signs it.
    public mutating func apply(
        sequence: Int64, day: Day, open: OpenPart, actor: Actor?, sealed: SealedPart?, sealedDigest: Digest? = nil
    ) throws(ReplayRefusal) {
        let fits = sealed.map { isSealedPart($0, of: open) && actor != nil } ?? (actor == nil)
        let step = ReplayStep(
            sequence: sequence, day: day, actor: fits ? actor : nil, sealed: fits ? sealed : nil,
            sealedDigest: sealedDigest, enforced: enforced)
        try step.require(.sequenceRuns, [.stated(sequence), .follows(next)], sequence == next)
        try step.require(.openedFirst, [.kind(open.kind)], (open.kind == .registryOpened) == (next == 0))
        try step.require(.sealedFits, [.kind(open.kind)], fits)
        try requireNextShare(open, step)
        try take(open, step)
        next = next.raised(by: 1)
    }

    private mutating func take(_ open: OpenPart, _ step: ReplayStep) throws(ReplayRefusal) {
        switch open {
        case .registryOpened(let opened): try openRegistry(opened, step)
        case .keyAdded(let key): try add(key, step)
        case .keyRevoked(let key): try revoke(key, step)
        case .programmePublished(let programme): try publish(programme, step)
        case .massesPublished(let masses): try publish(masses, step)
        case .standardPublished(let standard): try publish(standard, step)
        case .partyRecorded(let party): try record(party, step)
        case .facilityRecorded(let facility): try record(facility, step)
        case .facilityDeclared(let declared): try declare(declared, step)
        case .collectorApproved: try approve(step)
        case .shipmentConsented(let consented): try consent(to: consented, step)
        case .lotSealed(let lot): try seal(lot, step)
        case .lotWeighed(let weighed): try weigh(weighed, step)
        case .weighingVoided(let voided): try void(voided, step)
        case .lotVerified(let verified): try verify(verified, step)
        case .lotRejected(let turned): try reject(turned, step)
        case .lotImpugned(let turned): try impugn(turned, step)
        case .lotUpheld(let turned): try turn(turned.lot, .upheld, step)
        case .lotReversed(let turned): try reverse(turned, step)
        case .lotShortened(let shortened): try shorten(shortened, step)
        case .declared: try declare(step)
        case .identified: try identify(step)
        case .withdrawn: try withdraw(step)
        case .declarationPaid: try pay(step)
        case .promised(let promised): try promise(promised, step)
        case .released(let released): try release(released, step)
        case .retired(let retired): try retire(retired, step)
        case .retirementReversed(let reversed): try reverse(reversed, step)
        case .certificateIssued(let issued): try issue(issued, step)
        case .certificateStatus(let turned): try turn(turned, step)
        case .takenOver(let takenOver): try takeOver(takenOver, step)
        }
    }

    private mutating func openRegistry(_ opened: RegistryOpened, _ step: ReplayStep) throws(ReplayRefusal) {
        var later = [(opened.origin, opened.logKey)]
        var most = Int64.max
        for log in opened.continues.reversed() {
            try step.require(
                .continuesAnother, [.stated(log.kept), .follows(log.size)],
                later.allSatisfy { $0.0 != log.origin && $0.1 != log.logKey } && log.kept >= 1
                    && log.kept <= min(log.size, most))
            later.append((log.origin, log.logKey))
            most = log.kept
        }
        self.opened = opened
    }

    /// Whether a sealed part is that of the entry's kind.
    private func isSealedPart(_ sealed: SealedPart, of open: OpenPart) -> Bool {
        switch open.kind {
        case .registryOpened, .keyAdded, .programmePublished, .massesPublished, .standardPublished: return false
        case .keyRevoked, .partyRecorded, .facilityRecorded, .facilityDeclared, .weighingVoided, .lotRejected,
            .lotImpugned,
            .lotUpheld,
            .lotReversed, .lotShortened, .retirementReversed, .certificateIssued, .certificateStatus:
            if case .actorOnly = sealed { return true }
        case .collectorApproved: if case .collectorApproved = sealed { return true }
        case .shipmentConsented: if case .shipmentConsented = sealed { return true }
        case .lotSealed: if case .lotSealed = sealed { return true }
        case .lotWeighed: if case .lotWeighed = sealed { return true }
        case .lotVerified: if case .lotVerified = sealed { return true }
        case .declared: if case .declared = sealed { return true }
        case .identified: if case .identified = sealed { return true }
        case .withdrawn: if case .withdrawn = sealed { return true }
        case .declarationPaid: if case .paid = sealed { return true }
        case .promised, .released: if case .declarations = sealed { return true }
        case .retired: if case .retired = sealed { return true }
        case .takenOver:
            if case .takenOver(let papers) = sealed, case .takenOver(let takenOver) = open {
                return papers.kind == takenOver.kind
            }
        }
        return false
    }
}

/// What goes with an entry through its rules.
struct ReplayStep {
    let sequence: Int64
    let day: Day
    let actor: Actor?
    let sealed: SealedPart?
    let sealedDigest: Digest?
    /// The clauses that the replay holds to.
    let enforced: Set<Clause>

    /// The one way to hold an entry to a clause: nothing is refused where the clause is not enforced.
    ///
    /// Here and not on the replay, so that a condition may look at the replay while it changes.
    func require(
        _ clause: Clause, _ facts: @autoclosure () -> [ReplayFact], _ holds: @autoclosure () -> Bool
    ) throws(ReplayRefusal) {
        guard !holds(), enforced.contains(clause) else { return }
        throw ReplayRefusal(clause: clause, sequence: sequence, facts: facts())
    }
}

/// A calendar year at a facility.
public struct YearAtFacility: Hashable, Sendable {
    public let facility: Code
    public let year: Int

    public init(facility: Code, year: Int) {
        self.facility = facility
        self.year = year
    }
}

// Sums of what others wrote stop at the ends of their range instead of trapping: whether they may reach it is for a clause.
extension Int64 {
    func raised(by other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    /// The rest, or 0 where more is taken than is there.
    func lowered(by other: Int64) -> Int64 {
        let (rest, overflow) = subtractingReportingOverflow(other)
        return overflow ? 0 : Swift.max(0, rest)
    }
}

extension Tally {
    init(_ quantity: Quantity) {
        switch quantity.unit {
        case .pieces: self.init(pieces: Pieces(quantity.count) ?? .zero, grams: .zero)
        case .grams: self.init(pieces: .zero, grams: Grams(quantity.count) ?? .zero)
        }
    }

    func raised(by other: Tally) -> Tally {
        Tally(
            pieces: Pieces(pieces.count.raised(by: other.pieces.count)) ?? .most,
            grams: Grams(grams.count.raised(by: other.grams.count)) ?? .most)
    }

    func lowered(by other: Tally) -> Tally {
        Tally(
            pieces: Pieces(pieces.count.lowered(by: other.pieces.count)) ?? .zero,
            grams: Grams(grams.count.lowered(by: other.grams.count)) ?? .zero)
    }
}
