import Lots
import Primitives
import Programmes

// Verification: what the journal can work out by itself agrees with what was signed (S-14 to S-30, S-34 to S-36).
extension Replay {
    mutating func verify(_ verified: LotVerified, _ step: ReplayStep) throws(ReplayRefusal) {
        guard let lot = try step.lot(verified.lot, in: lots) else { return }
        try step.require(
            .claimableSound, [.lot(verified.lot), .statedClaimable(verified.claimable)], lot.claimable != nil)
        if lot.claimable != nil {
            try step.require(
                .claimableFollows,
                [.lot(verified.lot), .statedClaimable(verified.claimable), .followsClaimable(lot.claimable)],
                verified.claimable == lot.claimable)
        }
        try requireVerdicts(verified, step)
        try requireGuard(verified, of: lot, step)
        try requireVerifier(verified, of: lot, step)
        try turn(verified.lot, .verified, step)
    }

    private func requireVerdicts(_ verified: LotVerified, _ step: ReplayStep) throws(ReplayRefusal) {
        var spoken: [String: Int] = [:]
        for verdict in verified.verdicts { spoken[verdict.rule, default: 0] += 1 }
        for rule in GuardRule.allCases {
            try step.require(.oneVerdictEach, [.lot(verified.lot), .rule(rule)], spoken[rule.rawValue] == 1)
        }
        for verdict in verified.verdicts {
            let rule = GuardRule(rawValue: verdict.rule)
            try step.require(.oneVerdictEach, [.lot(verified.lot), .verdict(verdict.rule)], rule != nil)
            let outcome = Outcome(rawValue: verdict.outcome)
            try step.require(
                .nothingAgainst, [.lot(verified.lot), .verdict("\(verdict.rule): \(verdict.outcome)")],
                outcome == .pass || outcome == .notApplicable)
        }
    }

    /// Holds each stated verdict to the guard's own on the facts that the journal has.
    private func requireGuard(
        _ verified: LotVerified, of lot: ReplayedLot, _ step: ReplayStep
    ) throws(ReplayRefusal) {
        guard let standard = standards[lot.sealing.standard], standard.isInRange else { return }
        for rule in GuardRule.allCases {
            guard let clause = rule.clause, enforced.contains(clause) else { continue }
            let outcomes = outcomes(of: rule, on: lot, under: standard)
            guard !outcomes.isEmpty else { continue }
            for verdict in verified.verdicts where verdict.rule == rule.rawValue {
                // A verdict that says fail or missing is S-17's to refuse.
                guard let stated = Outcome(rawValue: verdict.outcome), stated == .pass || stated == .notApplicable
                else {
                    continue
                }
                try step.require(
                    clause,
                    [.lot(verified.lot), .rule(rule), .verdict(outcomes[0].rawValue)], outcomes.contains(stated))
            }
        }
    }

    /// What the guard may say of a rule on the facts of the journal; empty where it lacks sealed facts. More than one where
    /// several consents or approvals may stand behind the lot.
    private func outcomes(of rule: GuardRule, on lot: ReplayedLot, under standard: SupplyStandard) -> [Outcome] {
        var facts = guardFacts(of: lot, under: standard, entry: nil)
        let evidence = lot.evidence
        func outcome() -> Outcome? { IssuanceGuard.verdicts(on: facts).first { $0.rule == rule }?.outcome }
        switch rule {
        case .standard, .claimable, .uniqueness, .exclusivity, .verifier: return []
        case .permit, .certification, .massAgreement, .countAgreement, .gramsPerPiece:
            return outcome().map { [$0] } ?? []
        case .capacity:
            if let treatment = Treatment(facts.weighings), let place = facts.facility?.code {
                let year = YearAtFacility(facility: place, year: treatment.year)
                facts.year = FacilityYear(
                    otherLots: treated(in: year, besides: lot.sealing.lot), declaredForOthers: treatedForOthers[year])
            }
            return outcome().map { [$0] } ?? []
        case .border:
            // Whether the papers of the crossing are there, only sealed parts tell.
            facts.evidence = evidence ?? Set(EvidenceKind.allCases)
            let crossing = consents.values.filter {
                $0.from == lot.sealing.country && $0.to == facts.facility?.country && $0.first <= $0.last
            }
            guard !crossing.isEmpty else { return outcome().map { [$0] } ?? [] }
            return crossing.sorted { $0.consent < $1.consent }.compactMap { consent in
                facts = guardFacts(of: lot, under: standard, entry: consent.waste)
                facts.evidence = evidence ?? Set(EvidenceKind.allCases)
                facts.consents = [
                    ShipmentConsent(from: consent.from, to: consent.to, days: consent.first...consent.last)
                ]
                return outcome()
            }
        case .collector:
            guard knowsCollectors, let papers = lot.papers else { return [] }
            let approvals = approvals[papers.collector] ?? []
            facts.collector = Collector(party: papers.collector, approvedFrom: nil)
            guard !approvals.isEmpty else { return outcome().map { [$0] } ?? [] }
            return approvals.compactMap { approval in
                facts.collector = Collector(
                    party: papers.collector, approvedFrom: approval.from, approvedTo: approval.to)
                return outcome()
            }
        case .price:
            guard let papers = lot.papers else { return [] }
            facts.prices = papers.prices
            return outcome().map { [$0] } ?? []
        case .evidence:
            guard let evidence else { return [] }
            facts.evidence = evidence
            return outcome().map { [$0] } ?? []
        }
    }

    private func guardFacts(
        of lot: ReplayedLot, under standard: SupplyStandard, entry: BaselEntry?
    ) -> GuardFacts {
        let sealing = lot.sealing
        var facts = GuardFacts(
            lot: SealedLot(
                code: sealing.lot, deviceClass: sealing.scrap, country: sealing.country, collected: sealing.collected,
                entry: entry),
            standard: standard)
        facts.weighings = lot.weighings.compactMap(\.weighing)
        facts.facility = Treatment(facts.weighings)?.facilities.first.flatMap { facilities[$0] }
        return facts
    }

    /// Net at treatment of the lots not rejected that a facility treated in a year, one of them aside.
    private func treated(in year: YearAtFacility, besides code: Code) -> Grams {
        var total: Int64 = 0
        for other in treatedAt[year] ?? [] where other != code {
            guard let lot = lots[other], lot.state != .rejected, let standard = standards[lot.sealing.standard],
                let treatment = Treatment(lot.weighings.compactMap(\.weighing)), treatment.year == year.year,
                treatment.facilities.contains(year.facility), let net = treatment.net(on: standard.basis)
            else { continue }
            total = total.raised(by: net.count)
        }
        return Grams(total) ?? .most
    }

    private func requireVerifier(
        _ verified: LotVerified, of lot: ReplayedLot, _ step: ReplayStep
    ) throws(ReplayRefusal) {
        let party = parties[verified.verifier]
        var names: [ReplayFact] { [.lot(verified.lot), .party(verified.verifier)] }
        try step.require(.verifierKnown, names, party?.roles.contains(.verifier) ?? false)
        if let party, party.roles.contains(.verifier) {
            try step.require(.verifierKey, names, party.verifierKey == verified.key)
            try step.require(.assuranceHeld, names, party.assurance == verified.assurance)
        }
        if let standard = standards[lot.sealing.standard] {
            try step.require(
                .assuranceHeld, names,
                !standard.independentVerifier || verified.assurance == .independentBody)
        }
        let places = lot.weighings.filter { !$0.voided }.compactMap { facilities[$0.weighed.facility]?.party }
        try step.require(
            .verifierApart, names,
            verified.verifier != lot.sealing.provider && !places.contains(verified.verifier))
        try step.require(
            .verifierRecordedNothing, names,
            verified.verifier != lot.papers?.collector && !lot.recorders.contains(verified.verifier))
        try step.require(.verifierSignature, names, proofs.signatureHolds(verified, step.day, step.sealedDigest))
    }
}

extension ReplayedLot {
    /// The kinds of evidence behind it; `nil` unless all its sealed parts are at hand.
    fileprivate var evidence: Set<EvidenceKind>? {
        guard let papers else { return nil }
        var kinds = Set(papers.evidence.map(\.kind))
        for weighing in weighings {
            guard let papers = weighing.papers else { return nil }
            kinds.formUnion(papers.evidence.map(\.kind))
        }
        return kinds
    }
}

extension GuardRule {
    /// The clause that holds its stated verdict to the journal's facts; `nil` where other clauses do, or nothing in the
    /// journal can.
    fileprivate var clause: Clause? {
        switch self {
        case .permit: .permitHeld
        case .certification: .certificationHeld
        case .capacity: .capacityKept
        case .massAgreement: .massesAgree
        case .countAgreement: .countsAgree
        case .gramsPerPiece: .bandKept
        case .border: .borderConsented
        case .collector: .collectorApproved
        case .price: .pricesUnder
        case .evidence: .evidenceComplete
        // S-5, S-6; S-10, S-15; S-25 to S-30.
        case .standard, .claimable, .verifier: nil
        // Marks and signatories may stand as a count and a root.
        case .uniqueness, .exclusivity: nil
        }
    }
}
