public import Journal
import Lots
public import Primitives
import Programmes

/// An entry with its sealed part, where it is opened.
public struct EvidencedEntry: Hashable, Sendable {
    public let entry: JournalEntry
    public let sealed: SealedEntry?

    public init(_ entry: JournalEntry, sealed: SealedEntry?) {
        self.entry = entry
        self.sealed = sealed
    }
}

/// What an entry is missing for.
public enum EvidenceSubject: Hashable, Sendable {
    case registry
    case key(DIDKey)
    case declaration(Int64)
    case programme(Version)
    case standard(Version)
    case lot(Code)
    case facility(Code)
    case party(Code)
    case certificate
    /// A lot that was taken over, by the sequence of its entry.
    case takenOver(Int64)
}

/// What cannot be so in a coverage.
public enum CoverageFault: Error, Hashable, Sendable {
    /// Nothing is covered, or more ranges than a certificate takes.
    case count
    case order
    case part(row: Int64)
    case devices(Int64)
    /// More units than are retired.
    case units
}

/// Why entries do not bear a certificate. Numbers are sequences.
public enum EvidenceFault: Error, Hashable, Sendable {
    case missing(EntryKind, EvidenceSubject)
    /// One sequence twice.
    case twice(Int64)
    /// The certificate says nothing that rests on this entry.
    case notNeeded(Int64)
    /// None, or more than 1,000.
    case retirements(Int)
    /// The sealed part is asked for and not there.
    case sealedMissing(Int64)
    /// The sealed part is not the one that the entry names, or not of its kind.
    case sealedPart(Int64)
    /// The registry's issuer is no DID of ours.
    case issuer(String)
    /// `later` must come after `earlier`.
    case order(later: Int64, earlier: Int64)
    /// A declaration of another customer than the first one's.
    case otherCustomer(Int64)
    /// A declaration in another beneficiary's name than the first one's.
    case otherBeneficiary(Int64)
    /// A retirement in another name than its declaration's.
    case beneficiary(Int64)
    /// The open part's digest is not of this beneficiary, declaration and salt.
    case beneficiaryDigest(Int64)
    /// A unit that is not the declaration's or the programme's.
    case unit(Int64)
    /// The units do not add up to the quantity, or lie outside what is owed.
    case units(Int64)
    /// Units that another retirement takes too.
    case unitsTwice(Int64)
    /// The classes do not add up to what is owed.
    case classes(Int64)
    /// Outside the lot's mass, or not what the quantity asks for.
    case range(Int64)
    /// Grams that another retirement has too.
    case rangesOverlap(Int64, Int64)
    /// A verdict that is neither pass nor not applicable.
    case verdict(Int64, rule: String)
    /// Not the key or the assurance that the party is recorded with, or no verifier.
    case verifier(Int64)
    case verifierSignature(Int64)
    /// The standard does not speak of the lot's class.
    case scrap(Int64)
    /// A retirement that was taken over, beside one that was not.
    case mixed(Int64)
    /// Not of one earlier system, after its cut-off day, or not of this declaration.
    case takenOver(Int64)
    /// What a declaration's retired units are said to stand for.
    case coverage(declaration: Int64, CoverageFault)
    /// A declaration or a retirement that does not lie in the cut.
    case cut(Int64)
}

/// The signature of a verifier on `lot.verified`.
public enum VerifierSignature {
    /// Whether it is by the key that the entry states, over the entry without sequence and signature.
    public static func holds(_ verified: LotVerified, day: Day, sealed: Digest) -> Bool {
        guard let key = DIDKey(verified.key) else { return false }
        return key.isValid(verified.signature, of: JournalEntry.bytesToSign(verified, day: day, sealed: sealed))
    }
}

/// An entry's place and its part.
struct Placed<Part: Hashable & Sendable>: Hashable, Sendable {
    let sequence: Int64
    let day: Day
    let part: Part
}

/// A key that the registry named for certificates, as far as the entries at hand tell.
struct EvidencedKey: Hashable, Sendable {
    let key: DIDKey
    /// The sequence of its `key.added`.
    let added: Int64
    /// By sequence.
    let revocations: [Placed<KeyRevoked>]

    var isCompromised: Bool { revocations.contains { $0.part.cause == .compromised } }
    /// As the issuer's DID document must have it.
    var method: DIDMethod { DIDMethod(key, revoked: revocations.first?.day) }
}

/// One retirement and the entries behind it.
struct RetirementTrail: Hashable, Sendable {
    let retired: Placed<Retired>
    let papers: RetirementPapers
    let lot: Placed<LotSealed>
    let treatment: Placed<LotWeighed>
    let verified: Placed<LotVerified>
    /// The digest of the sealed part of `lot.verified`.
    let verifiedSealed: Digest
    let facility: Placed<Facility>
    let verifier: Placed<PartyRecorded>
    let standard: Placed<SupplyStandard>

    var stated: StatedRetirement {
        StatedRetirement(
            sequence: retired.sequence, day: retired.day, quantity: retired.part.quantity,
            beneficiary: retired.part.beneficiary, papers: papers)
    }

    var certified: CertifiedRetirement {
        CertifiedRetirement(
            sequence: retired.sequence, declaration: papers.declaration, day: retired.day,
            quantity: retired.part.quantity, grams: retired.part.grams,
            lot: CertifiedLot(
                lot: lot.part.lot, scrap: lot.part.scrap, country: lot.part.country, collected: lot.part.collected,
                facility: CertifiedFacility(
                    code: facility.part.code, name: facility.part.name, country: facility.part.country),
                treated: treatment.part.day, standard: lot.part.standard, assurance: verified.part.assurance,
                verifier: CertifiedVerifier(code: verifier.part.party, name: verifier.part.name)))
    }
}

/// A declaration of which something is certified, and the entries behind it.
struct DeclarationTrail: Hashable, Sendable {
    let declared: Placed<Digest>
    let papers: DeclarationPapers
    let programme: Placed<Programme>
    /// The retirements that are of it, by sequence.
    let retirements: [StatedRetirement]
}

/// What a retirement of either kind says of its declaration.
struct StatedRetirement: Hashable, Sendable {
    let sequence: Int64
    /// That of its entry; of one that was taken over, that on which the earlier system retired it.
    let day: Day
    let quantity: Quantity
    let beneficiary: Digest
    let papers: RetirementPapers
}

/// The journal entries that stand behind one certificate, each found in its place. Finding is all that `init` does; whether
/// they hold is for `check()`, point by point.
public struct CertificateEvidence: Hashable, Sendable {
    public static let retirementsMax = 1_000

    public let opened: RegistryOpened
    public let issuer: DID
    /// The keys that the registry named for certificates, by sequence.
    let keys: [EvidencedKey]
    /// By sequence, none without a retirement.
    let declarations: [DeclarationTrail]
    /// By sequence.
    let trails: [RetirementTrail]
    /// What was taken over; then `trails` is empty.
    let takeOver: TakeOverTrail?
    /// The retirements of either kind, by sequence.
    let stated: [StatedRetirement]
    /// Absent while the certificate is being made.
    let issued: Placed<CertificateIssued>?
    let entries: [EvidencedEntry]

    public init(_ entries: [EvidencedEntry]) throws(EvidenceFault) {
        let register = try EvidenceRegister(entries)
        var used: Set<Int64> = []
        opened = try register.opened.unwrapped(.registryOpened, .registry).part
        guard let issuer = DID(opened.issuer) else { throw .issuer(opened.issuer) }
        self.issuer = issuer
        keys = register.evidencedKeys
        for key in keys { used.formUnion([key.added] + key.revocations.map(\.sequence)) }
        takeOver = try register.takeOver()
        let count = register.retired.count + (takeOver?.retirements.count ?? 0)
        guard (1...Self.retirementsMax).contains(count) else { throw .retirements(count) }
        if let takeOver, let other = register.retired.first {
            throw .mixed(max(takeOver.retirements[0].entry.sequence, other.sequence))
        }
        trails = try register.trails()
        for trail in trails { used.formUnion(trail.sequences) }
        used.formUnion(takeOver?.sequences ?? [])
        stated = takeOver?.stated ?? trails.map(\.stated)
        var declarations: [DeclarationTrail] = []
        let statedOf = Dictionary(grouping: stated, by: \.papers.declaration)
        for (sequence, retirements) in statedOf.sorted(by: { $0.key < $1.key }) {
            let trail = try register.declaration(sequence, behind: retirements)
            used.formUnion([trail.declared.sequence, trail.programme.sequence])
            declarations.append(trail)
        }
        self.declarations = declarations
        issued = register.issued.first
        used.formUnion([0] + register.issued.prefix(1).map(\.sequence))
        for entry in entries where !used.contains(entry.entry.sequence) { throw .notNeeded(entry.entry.sequence) }
        self.entries = entries
    }

    public var retirements: [Int64] { stated.map(\.sequence) }

    /// In whose name: that of each declaration and retirement, which `checkBeneficiary` holds.
    var beneficiary: String { declarations.first?.papers.beneficiary ?? "" }

    /// A declaration with the units that are retired of it, and what they are said to stand for.
    func certified(_ trail: DeclarationTrail, covering coverage: Coverage) -> CertifiedDeclaration {
        let papers = trail.papers
        return CertifiedDeclaration(
            sequence: trail.declared.sequence, document: papers.document, programme: papers.programme,
            trigger: trail.programme.part.trigger, owed: papers.owed, classes: papers.classes,
            manifest: trail.declared.part, units: UnitRange.joined(trail.retirements.flatMap(\.papers.units)),
            coverage: coverage)
    }

    /// V-12, declaration by declaration; one of which nothing is said to be covered is at fault.
    func check(_ coverage: [Int64: Coverage]) throws(EvidenceFault) {
        for trail in declarations {
            let sequence = trail.declared.sequence
            let stated = coverage[sequence] ?? .nothing
            try stated.check(against: certified(trail, covering: stated))
        }
    }
}

extension RetirementTrail {
    var sequences: [Int64] {
        [
            retired.sequence, lot.sequence, treatment.sequence, verified.sequence, facility.sequence, verifier.sequence,
            standard.sequence,
        ]
    }
}

extension UnitRange {
    /// In order, runs that touch or overlap joined.
    static func joined(_ ranges: [UnitRange]) -> [UnitRange] {
        var joined: [UnitRange] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func unwrapped(_ kind: EntryKind, _ subject: EvidenceSubject) throws(EvidenceFault) -> Wrapped {
        guard let self else { throw .missing(kind, subject) }
        return self
    }
}

/// The entries sorted by what they are about.
private struct EvidenceRegister {
    var opened: Placed<RegistryOpened>?
    var keys: [Placed<KeyAdded>] = []
    var revocations: [Placed<KeyRevoked>] = []
    var declared: [Int64: Placed<Digest>] = [:]
    var programmes: [Version: Placed<Programme>] = [:]
    var standards: [Version: Placed<SupplyStandard>] = [:]
    var facilities: [Code: [Placed<Facility>]] = [:]
    var parties: [Code: [Placed<PartyRecorded>]] = [:]
    var lots: [Code: Placed<LotSealed>] = [:]
    var treatments: [Code: Placed<LotWeighed>] = [:]
    var verified: [Code: Placed<LotVerified>] = [:]
    var retired: [Placed<Retired>] = []
    var issued: [Placed<CertificateIssued>] = []
    private var takenOver = TakeOverRegister()
    private var sealed: [Int64: SealedEntry] = [:]
    private var sealedDigests: [Int64: Digest] = [:]

    init(_ entries: [EvidencedEntry]) throws(EvidenceFault) {
        var seen: Set<Int64> = []
        for entry in entries.sorted(by: { $0.entry.sequence < $1.entry.sequence }) {
            guard seen.insert(entry.entry.sequence).inserted else { throw .twice(entry.entry.sequence) }
            sealed[entry.entry.sequence] = entry.sealed
            sealedDigests[entry.entry.sequence] = entry.entry.sealed
            try take(entry.entry)
        }
    }

    private mutating func take(_ entry: JournalEntry) throws(EvidenceFault) {
        func placed<Part>(_ part: Part) -> Placed<Part> {
            Placed(sequence: entry.sequence, day: entry.day, part: part)
        }
        switch entry.open {
        case .registryOpened(let opened): if entry.sequence == 0 { self.opened = placed(opened) }
        case .keyAdded(let key): keys.append(placed(key))
        case .keyRevoked(let key): revocations.append(placed(key))
        case .programmePublished(let programme): programmes[programme.version] = placed(programme)
        case .standardPublished(let standard): standards[standard.version] = placed(standard)
        case .partyRecorded(let party): parties[party.party, default: []].append(placed(party))
        case .facilityRecorded(let facility): facilities[facility.code, default: []].append(placed(facility))
        case .lotSealed(let lot): lots[lot.lot] = placed(lot)
        case .lotWeighed(let weighed): if weighed.stage == .treatment { treatments[weighed.lot] = placed(weighed) }
        case .lotVerified(let verified): self.verified[verified.lot] = placed(verified)
        case .declared(let manifest): declared[entry.sequence] = placed(manifest)
        case .retired(let retired): self.retired.append(placed(retired))
        case .certificateIssued(let issued): self.issued.append(placed(issued))
        case .takenOver(let thing): takenOver.take(placed(thing))
        case .massesPublished, .facilityDeclared, .collectorApproved, .shipmentConsented, .weighingVoided, .lotRejected,
            .lotImpugned, .lotUpheld, .lotReversed, .lotShortened, .identified, .withdrawn, .declarationPaid, .promised,
            .released,
            .retirementReversed,
            .certificateStatus:
            throw .notNeeded(entry.sequence)
        }
    }

    var evidencedKeys: [EvidencedKey] {
        keys.compactMap { added in
            DIDKey(added.part.key).map { key in
                EvidencedKey(
                    key: key, added: added.sequence,
                    revocations: revocations.filter { $0.part.key.utf8.elementsEqual(added.part.key.utf8) })
            }
        }
    }

    func takeOver() throws(EvidenceFault) -> TakeOverTrail? { try takenOver.trail(sealed) }

    func trails() throws(EvidenceFault) -> [RetirementTrail] {
        var trails: [RetirementTrail] = []
        for retired in retired { trails.append(try trail(of: retired)) }
        return trails
    }

    private func trail(of retired: Placed<Retired>) throws(EvidenceFault) -> RetirementTrail {
        let code = retired.part.lot
        guard let opened = sealed[retired.sequence] else { throw .sealedMissing(retired.sequence) }
        guard case .retired(let papers) = opened.part else { throw .sealedPart(retired.sequence) }
        let lot = try lots[code].unwrapped(.lotSealed, .lot(code))
        let treatment = try treatments[code].unwrapped(.lotWeighed, .lot(code))
        let verified = try verified[code].unwrapped(.lotVerified, .lot(code))
        guard let digest = sealedDigests[verified.sequence] else { throw .sealedPart(verified.sequence) }
        // Recorded again, a facility or party is what was said last before the verifier signed.
        let facility = facilities[treatment.part.facility]?.last { $0.sequence < verified.sequence }
        let verifier = parties[verified.part.verifier]?.last { $0.sequence < verified.sequence }
        return RetirementTrail(
            retired: retired, papers: papers, lot: lot, treatment: treatment, verified: verified,
            verifiedSealed: digest,
            facility: try facility.unwrapped(.facilityRecorded, .facility(treatment.part.facility)),
            verifier: try verifier.unwrapped(.partyRecorded, .party(verified.part.verifier)),
            standard: try standards[lot.part.standard].unwrapped(.standardPublished, .standard(lot.part.standard)))
    }

    func declaration(
        _ sequence: Int64, behind retirements: [StatedRetirement]
    ) throws(EvidenceFault) -> DeclarationTrail {
        let declared = try declared[sequence].unwrapped(.declared, .declaration(sequence))
        guard let opened = sealed[sequence] else { throw .sealedMissing(sequence) }
        guard case .declared(let papers) = opened.part else { throw .sealedPart(sequence) }
        let programme = try programmes[papers.programme].unwrapped(.programmePublished, .programme(papers.programme))
        return DeclarationTrail(declared: declared, papers: papers, programme: programme, retirements: retirements)
    }
}
