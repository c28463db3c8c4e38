import Journal
public import Primitives

/// Why criteria cut nothing out.
public enum CutRefusal: Error, Hashable, Sendable {
    case nothingGiven
    case daysReversed(first: Day, last: Day)
}

/// Which retirements a certificate was asked of: those of which everything given here is true. What a certificate says of
/// it is held to the entries (docs/spec/certificates.md, V-19); that nothing else lies in the cut is never said.
public struct CertificateCut: Hashable, Sendable {
    /// The sequence of its `declared` entry.
    public let declaration: Int64?
    /// The purchase order, invoice or sale, as the declaration has it.
    public let document: String?
    public let beneficiary: String?
    public let customer: Code?
    /// The first and the last of the days, in UTC, on which the retirements were entered; of what was taken over, on which the
    /// earlier system retired it. Either may stand alone.
    public let from: Day?
    public let to: Day?

    /// - Throws: `CutRefusal` where nothing is given, or the days are reversed.
    public init(
        declaration: Int64? = nil, document: String? = nil, beneficiary: String? = nil, customer: Code? = nil,
        from: Day? = nil, to: Day? = nil
    ) throws(CutRefusal) {
        let isGiven =
            declaration != nil || document != nil || beneficiary != nil || customer != nil || from != nil || to != nil
        guard isGiven else { throw .nothingGiven }
        if let from, let to, to < from { throw .daysReversed(first: from, last: to) }
        (self.declaration, self.document, self.beneficiary) = (declaration, document, beneficiary)
        (self.customer, self.from, self.to) = (customer, from, to)
    }
}

extension CertificateEvidence {
    /// V-19: every declaration and every retirement lies in the cut.
    func check(_ cut: CertificateCut) throws(EvidenceFault) {
        for trail in declarations {
            let (sequence, papers) = (trail.declared.sequence, trail.papers)
            if let declaration = cut.declaration, declaration != sequence { throw .cut(sequence) }
            if let document = cut.document, !document.utf8.elementsEqual(papers.document.utf8) { throw .cut(sequence) }
            if let beneficiary = cut.beneficiary, !beneficiary.utf8.elementsEqual(papers.beneficiary.utf8) {
                throw .cut(sequence)
            }
            if let customer = cut.customer, customer != papers.customer { throw .cut(sequence) }
        }
        for retirement in stated {
            if let from = cut.from, retirement.day < from { throw .cut(retirement.sequence) }
            if let to = cut.to, to < retirement.day { throw .cut(retirement.sequence) }
        }
    }
}
