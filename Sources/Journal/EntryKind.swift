/// What an entry says happened. The raw value is the entry's `kind` (docs/spec/journal.md, section 3).
public enum EntryKind: String, Hashable, Sendable, CaseIterable {
    case registryOpened = "registry.opened"
    case keyAdded = "key.added"
    case keyRevoked = "key.revoked"
    case programmePublished = "programme.published"
    case massesPublished = "masses.published"
    case standardPublished = "standard.published"
    case partyRecorded = "party.recorded"
    case facilityRecorded = "facility.recorded"
    case facilityDeclared = "facility.declared"
    case collectorApproved = "collector.approved"
    case shipmentConsented = "shipment.consented"
    case lotSealed = "lot.sealed"
    case lotWeighed = "lot.weighed"
    case weighingVoided = "weighing.voided"
    case lotVerified = "lot.verified"
    case lotRejected = "lot.rejected"
    case lotImpugned = "lot.impugned"
    case lotUpheld = "lot.upheld"
    case lotReversed = "lot.reversed"
    case lotShortened = "lot.shortened"
    case declared
    case identified = "declared.identified"
    case withdrawn
    case declarationPaid = "declaration.paid"
    case promised
    case released
    case retired
    case retirementReversed = "retirement.reversed"
    case certificateIssued = "certificate.issued"
    case certificateStatus = "certificate.status"
    case takenOver

    /// Whether the entry names people, customers or papers, and so has a sealed part.
    public var hasSealedPart: Bool {
        switch self {
        case .registryOpened, .keyAdded, .programmePublished, .massesPublished, .standardPublished: false
        case .keyRevoked, .partyRecorded, .facilityRecorded, .facilityDeclared, .collectorApproved, .shipmentConsented,
            .lotSealed,
            .lotWeighed, .weighingVoided, .lotVerified, .lotRejected, .lotImpugned, .lotUpheld, .lotReversed,
            .lotShortened,
            .declared, .identified, .withdrawn, .declarationPaid, .promised, .released, .retired, .retirementReversed,
            .certificateIssued, .certificateStatus, .takenOver:
            true
        }
    }
}
