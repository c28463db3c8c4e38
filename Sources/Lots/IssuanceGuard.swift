import Primitives
import Programmes

/// The issuance guard: a lot becomes verified only if no rule says fail or missing (docs/spec/lots.md, G-0).
public enum IssuanceGuard {
    /// One verdict for each rule, in the order of `GuardRule`.
    public static func verdicts(on facts: GuardFacts) -> [Verdict] {
        GuardRule.allCases.map { rule in
            let verdict = verdict(of: rule, on: facts)
            precondition(verdict.rule == rule, "bad math in IssuanceGuard: \(verdict) for \(rule)")
            return verdict
        }
    }

    /// Whether the lot may be verified: all rules spoke, and each passed or had nothing to ask.
    public static func passes(_ verdicts: [Verdict]) -> Bool {
        verdicts.map(\.rule) == GuardRule.allCases
            && verdicts.allSatisfy { verdict in
                switch verdict.outcome {
                case .pass, .notApplicable: true
                case .fail, .missing: false
                }
            }
    }

    private static func verdict(of rule: GuardRule, on facts: GuardFacts) -> Verdict {
        switch rule {
        case .standard: standard(facts)
        case .claimable: claimable(facts)
        case .permit: permit(facts)
        case .certification: certification(facts)
        case .capacity: capacity(facts)
        case .massAgreement: massAgreement(facts)
        case .countAgreement: countAgreement(facts)
        case .gramsPerPiece: gramsPerPiece(facts)
        case .collector: collector(facts)
        case .price: price(facts)
        case .border: border(facts)
        case .evidence: evidence(facts)
        case .uniqueness: uniqueness(facts)
        case .exclusivity: exclusivity(facts)
        case .verifier: verifier(facts)
        }
    }

    // G-1
    private static func standard(_ facts: GuardFacts) -> Verdict {
        let (lot, standard) = (facts.lot, facts.standard)
        guard standard.classes.contains(lot.deviceClass) else {
            return .classOutside(lot.deviceClass, accepted: standard.classes)
        }
        guard lot.collected.lowerBound >= standard.from else {
            return .collectedBeforeStandard(lot.collected.lowerBound, from: standard.from)
        }
        return .withinStandard(standard.version)
    }

    // G-2
    private static func claimable(_ facts: GuardFacts) -> Verdict {
        do throws(LotRejection) {
            guard let mass = try ClaimableMass.of(facts.weighings, under: facts.standard) else {
                return .unweighed(facts.standard.basis)
            }
            return .claimable(mass)
        } catch {
            return .unclaimable(error)
        }
    }

    // G-12
    private static func evidence(_ facts: GuardFacts) -> Verdict {
        let asked = facts.standard.evidence
        guard !asked.isEmpty else { return .evidenceNotAsked }
        let missing = asked.filter { !facts.evidence.contains($0) }
        return missing.isEmpty ? .evidenceComplete(asked) : .evidenceMissing(missing)
    }

    // G-13
    private static func uniqueness(_ facts: GuardFacts) -> Verdict {
        guard let marks = facts.marks else { return .marksNone }
        guard marks.clashes.isEmpty else { return .marksClash(marks.clashes) }
        return marks.compared > 0 ? .marksUnique(compared: marks.compared) : .marksNone
    }

    // G-14
    private static func exclusivity(_ facts: GuardFacts) -> Verdict {
        guard let exclusivity = facts.exclusivity, !exclusivity.required.isEmpty else { return .exclusivityNobodyNamed }
        let missing = exclusivity.required.filter { !exclusivity.declared.contains($0) }
        return missing.isEmpty ? .exclusivityDeclared(exclusivity.required) : .exclusivityMissing(missing)
    }

    // G-15
    private static func verifier(_ facts: GuardFacts) -> Verdict {
        guard let verifier = facts.verifier else { return .verifierNone }
        let party = verifier.party
        if party == facts.collector?.party { return .verifierRelated(party, .collector) }
        if party == facts.facility?.party { return .verifierRelated(party, .facility) }
        if facts.recorders.contains(party) { return .verifierRelated(party, .recorder) }
        if verifier.assurance == .secondPerson, facts.standard.independentVerifier {
            return .verifierNotIndependent(party)
        }
        if facts.collector == nil { return .verifierRelationUnknown(party, .collector) }
        if facts.facility == nil { return .verifierRelationUnknown(party, .facility) }
        if facts.recorders.isEmpty { return .verifierRelationUnknown(party, .recorder) }
        guard verifier.keyRegistered else { return .verifierWithoutKey(party) }
        switch verifier.assurance {
        case .independentBody: return .verifierIndependent(party)
        case .secondPerson: return .verifierSecondPerson(party)
        }
    }
}
