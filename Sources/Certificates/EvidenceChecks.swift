import Journal
import Lots
import Primitives
import Programmes

// docs/spec/certificates.md, section 4: what entries must keep to bear a certificate.
extension CertificateEvidence {
    /// Every point, in the order of the specification.
    public func check() throws(EvidenceFault) {
        try checkSealedParts()
        try checkBeneficiary()
        try checkVerification()
        try checkTakenOver()
        try checkOrder()
        try checkUnits()
        try checkRanges()
    }

    /// V-5: an opened sealed part is the one whose digest the open part states.
    func checkSealedParts() throws(EvidenceFault) {
        for entry in entries {
            guard let sealed = entry.sealed else { continue }
            guard entry.entry.sealed == Digest(sha256: sealed.bytes) else {
                throw .sealedPart(entry.entry.sequence)
            }
        }
    }

    /// V-6: one customer, and one beneficiary's name in every declaration and every retirement.
    func checkBeneficiary() throws(EvidenceFault) {
        for trail in declarations {
            guard trail.papers.customer == declarations[0].papers.customer else {
                throw .otherCustomer(trail.declared.sequence)
            }
            guard trail.papers.beneficiary.utf8.elementsEqual(beneficiary.utf8) else {
                throw .otherBeneficiary(trail.declared.sequence)
            }
        }
        for retirement in stated {
            guard retirement.papers.beneficiary.utf8.elementsEqual(beneficiary.utf8) else {
                throw .beneficiary(retirement.sequence)
            }
            guard retirement.beneficiary == Digest(sha256: retirement.papers.beneficiaryBytes) else {
                throw .beneficiaryDigest(retirement.sequence)
            }
        }
    }

    /// V-7: a recorded verifier signed for the lot, with nothing against it.
    func checkVerification() throws(EvidenceFault) {
        for trail in trails {
            let (verified, party) = (trail.verified, trail.verifier.part)
            for verdict in verified.part.verdicts where !["pass", "not-applicable"].contains(verdict.outcome) {
                throw .verdict(verified.sequence, rule: verdict.rule)
            }
            guard party.roles.contains(.verifier), party.verifierKey == verified.part.key,
                party.assurance == verified.part.assurance
            else { throw .verifier(verified.sequence) }
            guard VerifierSignature.holds(verified.part, day: verified.day, sealed: trail.verifiedSealed) else {
                throw .verifierSignature(verified.sequence)
            }
            guard trail.standard.part.classes.contains(trail.lot.part.scrap) else { throw .scrap(trail.lot.sequence) }
        }
    }

    /// V-8: rules before what they rule, sealing before weighing before verification before retirement.
    func checkOrder() throws(EvidenceFault) {
        func check(_ later: Int64, after earlier: Int64) throws(EvidenceFault) {
            guard earlier < later else { throw .order(later: later, earlier: earlier) }
        }
        for trail in declarations { try check(trail.declared.sequence, after: trail.programme.sequence) }
        for trail in trails {
            try check(trail.lot.sequence, after: trail.standard.sequence)
            try check(trail.treatment.sequence, after: trail.lot.sequence)
            try check(trail.verified.sequence, after: trail.facility.sequence)
            try check(trail.verified.sequence, after: trail.treatment.sequence)
            try check(trail.verified.sequence, after: trail.verifier.sequence)
            try check(trail.retired.sequence, after: trail.verified.sequence)
            try check(trail.retired.sequence, after: trail.papers.declaration)
        }
        try checkTakenOverOrder()
        guard let issued else { return }
        for trail in trails { try check(issued.sequence, after: trail.retired.sequence) }
    }

    /// V-9: units of their declaration, each taken once, as many as the quantity says.
    func checkUnits() throws(EvidenceFault) {
        for declaration in declarations { try checkUnits(of: declaration) }
    }

    private func checkUnits(of declaration: DeclarationTrail) throws(EvidenceFault) {
        let (declared, owed) = (declaration.declared.sequence, declaration.papers.owed)
        guard owed.unit == declaration.programme.part.obligation.unit else { throw .unit(declared) }
        guard declaration.papers.classes.reduce(0, { $0.addingClamped($1.owed) }) == owed.count else {
            throw .classes(declared)
        }
        for retirement in declaration.retirements {
            let (sequence, quantity) = (retirement.sequence, retirement.quantity)
            guard quantity.unit == owed.unit else { throw .unit(sequence) }
            let runs = retirement.papers.units
            let inOrder = zip(runs, runs.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
            guard inOrder, runs.allSatisfy({ $0.lowerBound >= 0 && $0.upperBound <= owed.count }),
                runs.reduce(0, { $0.addingClamped($1.upperBound - $1.lowerBound) }) == quantity.count
            else { throw .units(sequence) }
        }
        let sorted = declaration.retirements.flatMap { trail in trail.papers.units.map { ($0, trail.sequence) } }
            .sorted { $0.0.lowerBound < $1.0.lowerBound }
        for (one, other) in zip(sorted, sorted.dropFirst()) where other.0.lowerBound < one.0.upperBound {
            throw .unitsTwice(max(one.1, other.1))
        }
    }

    /// V-10 and V-11: grams by number follow from the quantity, and no gram is retired twice.
    func checkRanges() throws(EvidenceFault) {
        try checkTakenOverRanges()
        for trail in trails where !trail.rangeFollows { throw .range(trail.retired.sequence) }
        for (_, trails) in Dictionary(grouping: trails, by: \.retired.part.lot).sorted(by: { $0.key < $1.key }) {
            let sorted = trails.sorted { $0.retired.part.grams.lowerBound < $1.retired.part.grams.lowerBound }
            for (one, other) in zip(sorted, sorted.dropFirst())
            where other.retired.part.grams.lowerBound < one.retired.part.grams.upperBound {
                throw .rangesOverlap(one.retired.sequence, other.retired.sequence)
            }
        }
    }
}

extension RetirementTrail {
    fileprivate var rangeFollows: Bool {
        ClaimedRange(grams: retired.part.grams, quantity: retired.part.quantity, of: verified.part.claimable).follows
    }
}
