public import Primitives
public import Programmes

/// What an entry says to everyone. Its bytes are the leaf of the log.
public enum OpenPart: Hashable, Sendable {
    case registryOpened(RegistryOpened)
    case keyAdded(KeyAdded)
    case keyRevoked(KeyRevoked)
    case programmePublished(Programme)
    case massesPublished([ReferenceMass])
    case standardPublished(SupplyStandard)
    case partyRecorded(PartyRecorded)
    case facilityRecorded(Facility)
    case facilityDeclared(FacilityDeclared)
    case collectorApproved
    case shipmentConsented(ShipmentConsented)
    case lotSealed(LotSealed)
    case lotWeighed(LotWeighed)
    case weighingVoided(WeighingVoided)
    case lotVerified(LotVerified)
    case lotRejected(LotTurned)
    case lotImpugned(LotTurned)
    case lotUpheld(LotTurned)
    case lotReversed(LotTurned)
    case lotShortened(LotShortened)
    /// The root of the manifest: its leaves are the included rows (docs/spec/manifest.md).
    case declared(manifest: Digest)
    /// The root over devices that were attached to positions of its rows (docs/spec/manifest.md, M-10).
    case identified(leaves: Digest)
    case withdrawn
    case declarationPaid
    case promised(Promised)
    case released(Released)
    case retired(Retired)
    case retirementReversed(RetirementReversed)
    case certificateIssued(CertificateIssued)
    case certificateStatus(CertificateTurned)
    case takenOver(TakenOver)

    public var kind: EntryKind {
        switch self {
        case .registryOpened: .registryOpened
        case .keyAdded: .keyAdded
        case .keyRevoked: .keyRevoked
        case .programmePublished: .programmePublished
        case .massesPublished: .massesPublished
        case .standardPublished: .standardPublished
        case .partyRecorded: .partyRecorded
        case .facilityRecorded: .facilityRecorded
        case .facilityDeclared: .facilityDeclared
        case .collectorApproved: .collectorApproved
        case .shipmentConsented: .shipmentConsented
        case .lotSealed: .lotSealed
        case .lotWeighed: .lotWeighed
        case .weighingVoided: .weighingVoided
        case .lotVerified: .lotVerified
        case .lotRejected: .lotRejected
        case .lotImpugned: .lotImpugned
        case .lotUpheld: .lotUpheld
        case .lotReversed: .lotReversed
        case .lotShortened: .lotShortened
        case .declared: .declared
        case .identified: .identified
        case .withdrawn: .withdrawn
        case .declarationPaid: .declarationPaid
        case .promised: .promised
        case .released: .released
        case .retired: .retired
        case .retirementReversed: .retirementReversed
        case .certificateIssued: .certificateIssued
        case .certificateStatus: .certificateStatus
        case .takenOver: .takenOver
        }
    }
}

/// A person and the party for which they act: `ama@recell`.
public struct Actor: Hashable, Sendable {
    public let member: Code
    public let party: Code

    public init(member: Code, party: Code) {
        self.member = member
        self.party = party
    }

    /// Reads `member@party`.
    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let member = Code(String(parts[0])), let party = Code(String(parts[1])) else {
            return nil
        }
        self.init(member: member, party: party)
    }

    public var text: String { "\(member.text)@\(party.text)" }
}

/// What an entry says only to those who are shown it.
public enum SealedPart: Hashable, Sendable {
    /// Kinds whose sealed part holds nothing but who acted.
    case actorOnly
    case collectorApproved(CollectorApproved)
    case shipmentConsented([Digest])
    case lotSealed(LotPapers)
    case lotWeighed(WeighingPapers)
    case lotVerified([JournalVerdict])
    case declared(DeclarationPapers)
    case identified(Identification)
    case withdrawn(Withdrawal)
    case paid(Payment)
    /// The declarations behind `promised` or `released`, claim by claim.
    case declarations([Int64])
    case retired(RetirementPapers)
    case takenOver(TakenOverPapers)
}
