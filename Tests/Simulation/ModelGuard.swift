/// One rule's word on a lot, as the model expects it.
struct ModelVerdict: Equatable, CustomStringConvertible {
    let rule: String
    let outcome: String
    /// What the rule saw, in words of our own: equal words, equal facts.
    let facts: String
    var passes: Bool { outcome == "pass" || outcome == "not-applicable" }
    var description: String { "\(rule) \(outcome) (\(facts))" }
}

// The issuance guard, told once more from docs/spec/lots.md.
extension Model {
    func verdicts(on lot: ModelLot, by: Member) -> [ModelVerdict] {
        let standing = weighings.filter { $0.lot == lot.code && !$0.voided }
        let treated = standing.filter { $0.stage == 2 }
        let sites = Set(treated.map(\.facility))
        let site = sites.count == 1 ? sites.first : nil
        var verdicts: [ModelVerdict] = []
        func say(_ rule: String, _ outcome: String, _ facts: String = "") {
            verdicts.append(ModelVerdict(rule: rule, outcome: outcome, facts: facts))
        }
        /// A rule that asks about the treatment.
        func atSite(_ rule: String, _ judge: (ModelFacility) -> (String, String)) {
            guard let site, let facility = facilities[site] else { return say(rule, "missing") }
            let (outcome, facts) = judge(facility)
            say(rule, outcome, facts)
        }
        let days = Set(treated.map(\.day)).sorted()
        say("standard", "pass", "\(lot.standard.code) \(lot.standard.number)")
        say("claimable", lot.mass == nil ? "missing" : "pass", "\(lot.mass ?? 0) \(lot.count ?? 0)")
        atSite("permit") { facility in
            guard !facility.permits.isEmpty else { return ("missing", "") }
            let valid = days.map { day in facility.permits.first { $0.contains(day) } }
            return valid.contains(nil) ? ("fail", "") : ("pass", "\(String(describing: valid.last)) \(days)")
        }
        if lot.standard.certifications.isEmpty {
            say("certification", "not-applicable")
        } else {
            atSite("certification") { facility in
                let held = lot.standard.certifications.compactMap { facility.certifications[$0] }
                guard !held.isEmpty else { return ("missing", "") }
                let valid = days.map { day in held.first { $0.contains(day) } }
                return valid.contains(nil) ? ("fail", "") : ("pass", "\(String(describing: valid.last)) \(days)")
            }
        }
        atSite("capacity") { facility in capacity(lot, treated, site ?? "", facility) }
        let agreement = massAgreement(lot, standing)
        say("mass-agreement", agreement.0, agreement.1)
        countRules(lot, standing, say)
        originRules(lot, standing, treated, site, say)
        verifierRule(lot, standing, site, by, say)
        return verdicts
    }

    /// Whether one weight ticket stands behind both, by two weighings.
    private func ticketTwice(_ lot: ModelLot, _ other: ModelLot) -> Bool {
        func tickets(_ lot: ModelLot) -> [ModelWeighing] {
            weighings.filter { $0.lot == lot.code && !$0.voided && $0.ticket != nil }
        }
        return tickets(lot).contains { mine in
            tickets(other).contains { $0.ticket == mine.ticket && (mine.first == nil || $0.first != mine.first) }
        }
    }

    private func capacity(
        _ lot: ModelLot, _ treated: [ModelWeighing], _ site: String, _ facility: ModelFacility
    ) -> (String, String) {
        func net(_ lot: ModelLot) -> Int? {
            weighings.filter { $0.lot == lot.code && !$0.voided && $0.stage == 2 && $0.basis == lot.standard.basis }
                .map(\.net).max()
        }
        guard let mine = net(lot), let last = treated.map(\.day).max() else { return ("missing", "") }
        let year = Calendar.year(last)
        guard let capacity = facility.capacity[year], let others = treatedForOthers[site]?[year] else {
            return ("missing", "")
        }
        var total = mine + others
        for other in lots.values where other.code != lot.code && other.standing != .rejected {
            let treated = weighings.filter { $0.lot == other.code && !$0.voided && $0.stage == 2 }
            guard treated.contains(where: { $0.facility == site && Calendar.year($0.day) == year }),
                let last = treated.map(\.day).max(), Calendar.year(last) == year
            else { continue }
            total += net(other) ?? 0
        }
        return (total <= capacity ? "pass" : "fail", "\(year) \(total) of \(capacity)")
    }

    private static func agree(_ one: Int, _ other: Int, _ thousandths: Int) -> Bool {
        Fraction(abs(one - other), of: 1).numerator * 1_000 <= one * thousandths
    }

    private func massAgreement(_ lot: ModelLot, _ standing: [ModelWeighing]) -> (String, String) {
        for one in standing {
            // Nothing is weighed before it was collected, nor before the step that it follows.
            if one.day < lot.collected.last || standing.contains(where: { $0.stage < one.stage && $0.day > one.day }) {
                return ("fail", "")
            }
        }
        var comparisons = 0
        for one in standing {
            for other in standing where other.stage > one.stage && other.basis == one.basis {
                comparisons += 1
                if !Self.agree(one.net, other.net, lot.standard.massTolerance) { return ("fail", "") }
            }
        }
        func bases(_ stage: Int) -> Set<String> { Set(standing.filter { $0.stage == stage }.map(\.basis)) }
        guard bases(2).contains(lot.standard.basis), !bases(0).isDisjoint(with: bases(1)),
            !bases(1).isDisjoint(with: bases(2))
        else { return ("missing", "") }
        return ("pass", "\(comparisons)")
    }

    private func countRules(
        _ lot: ModelLot, _ standing: [ModelWeighing], _ say: (String, String, String) -> Void
    ) {
        guard lot.standard.counted else {
            say("count-agreement", "not-applicable", "")
            return say("grams-per-piece", "not-applicable", "")
        }
        func counts(_ stage: Int) -> [Int] { standing.filter { $0.stage == stage }.compactMap(\.pieces) }
        let (collected, received) = (counts(0), counts(1))
        let agree = collected.allSatisfy { one in
            received.allSatisfy { Self.agree(one, $0, lot.standard.countTolerance) }
        }
        let counted = !collected.isEmpty && !received.isEmpty
        say("count-agreement", counted ? agree ? "pass" : "fail" : "missing", "\(collected.count * received.count)")
        guard let band = lot.standard.band, let mass = lot.mass, let count = lot.count else {
            return say("grams-per-piece", "missing", "")
        }
        let within = band.first * count <= mass && mass <= band.last * count
        say("grams-per-piece", within ? "pass" : "fail", "")
    }

    private func originRules(
        _ lot: ModelLot, _ standing: [ModelWeighing], _ treated: [ModelWeighing], _ site: String?,
        _ say: (String, String, String) -> Void
    ) {
        let approvals = (approvals[lot.collector] ?? []).sorted { ($0.first, $0.last) < ($1.first, $1.last) }
        if !lot.standard.collectorApproved {
            say("collector", "not-applicable", "")
        } else if let approval = approvals.first(where: {
            $0.first <= lot.collected.first && lot.collected.last <= $0.last
        }) {
            say("collector", "pass", "\(approval.first)")
        } else {
            say("collector", approvals.isEmpty ? "missing" : "fail", "")
        }
        say("price", "not-applicable", "")
        if let site, let facility = facilities[site] {
            let border = border(lot, facility, standing.filter { $0.stage > 0 && $0.facility == site }, treated)
            say("border", border.0, border.1)
        } else {
            say("border", "missing", "")
        }
        let asked = Set(lot.standard.evidence)
        say(
            "evidence", asked.isEmpty ? "not-applicable" : asked.isSubset(of: lot.evidence) ? "pass" : "missing", "")
        let clash = lots.values.contains {
            $0.code != lot.code && $0.standing != .rejected
                && (!$0.marks.filter { !$0.hasPrefix("ticket:") }.isDisjoint(with: lot.marks) || ticketTwice(lot, $0))
        }
        say("uniqueness", clash ? "fail" : lot.marks.isEmpty ? "missing" : "pass", "\(lot.marks.count)")
        let parties = Set([lot.provider, lot.collector] + (site.flatMap { facilities[$0]?.party }.map { [$0] } ?? []))
        say("exclusivity", parties.isSubset(of: lot.exclusive) ? "pass" : "missing", "\(parties.sorted())")
    }

    private func border(
        _ lot: ModelLot, _ facility: ModelFacility, _ arrivals: [ModelWeighing], _ treated: [ModelWeighing]
    ) -> (String, String) {
        guard lot.country != facility.country else { return ("not-applicable", facility.country) }
        guard let arrived = (arrivals + treated).map(\.day).min() else { return ("missing", "") }
        let consents = consents.sorted { $0.key < $1.key }.map(\.value).filter {
            $0.from == lot.country && $0.to == facility.country
        }
        guard !consents.isEmpty else { return ("missing", "") }
        guard let consent = consents.first(where: { $0.days.contains(arrived) }) else { return ("fail", "") }
        return (lot.evidence.contains("shipment") ? "pass" : "missing", "\(consent.days) \(arrived)")
    }

    private func verifierRule(
        _ lot: ModelLot, _ standing: [ModelWeighing], _ site: String?, _ by: Member,
        _ say: (String, String, String) -> Void
    ) {
        // Voided or not, and sealing too: whoever took something down does not judge it.
        let recorders = weighings.filter { $0.lot == lot.code }.map(\.by) + [lot.sealedBy]
        let independent = parties[by.party]?.assurance == "independent-body"
        let related =
            by.party == lot.collector || by.party == site.flatMap { facilities[$0]?.party }
            || recorders.contains { $0.party == by.party }
            || !independent && lot.standard.independentVerifier
        say("verifier", related ? "fail" : site == nil ? "missing" : "pass", "\(by.party) \(independent)")
    }
}

/// Years of days since 1970-01-01, counted one by one.
enum Calendar {
    static func year(_ day: Int) -> Int {
        var (year, left) = (1970, day)
        while left >= length(year) {
            left -= length(year)
            year += 1
        }
        return year
    }

    private static func length(_ year: Int) -> Int {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365
    }
}

extension Model {
    /// Refused, in this order: state, a party without a key.
    func mayBeVerified(_ code: String, by: Member) throws -> ModelLot {
        let lot = try lot(code)
        guard lot.standing == .sealed else { throw Refusal("lotState") }
        guard has("verifier", by.party) else { throw Refusal("partyNeedsKey") }
        return lot
    }
}
