import Primitives
import Programmes

/// What the guard asks about where scrap came from: who collected it, for what price, and over which border.
extension IssuanceGuard {
    // G-9
    static func collector(_ facts: GuardFacts) -> Verdict {
        guard facts.standard.collectorApproved else { return .collectorNotAsked }
        guard let collector = facts.collector else { return .collectorUnknown }
        guard let approved = collector.approvedFrom else { return .collectorNotApproved(collector.party) }
        let collected = facts.lot.collected
        guard approved <= collected.lowerBound else {
            return .collectorApprovedLate(collector.party, approved: approved, collected: collected.lowerBound)
        }
        if let ended = collector.approvedTo, ended < collected.upperBound {
            return .collectorApprovalEnded(collector.party, ended: ended, collected: collected.upperBound)
        }
        return .collectorApproved(collector.party, approved)
    }

    // G-10
    static func price(_ facts: GuardFacts) -> Verdict {
        guard !facts.standard.reusePrices.isEmpty else { return .priceNotAsked }
        guard !facts.prices.isEmpty else { return .priceUnknown }
        let collected = facts.lot.collected
        var unknown: Verdict?
        for paid in facts.prices {
            guard let limit = limit(facts.standard.reusePrices, in: paid.currency, during: collected) else {
                unknown = unknown ?? .priceLimitUnknown(currency: paid.currency, on: collected.lowerBound)
                continue
            }
            // At most 10^9 minor units a piece times 10^8 pieces.
            guard paid.minorUnits <= limit.minorUnits * paid.pieces.count else {
                return .priceAbove(paid, limit: limit)
            }
        }
        if let unknown { return unknown }
        let paid = facts.prices.reduce(Pieces.zero) { $0 + $1.pieces }
        if let count = (try? ClaimableMass.of(facts.weighings, under: facts.standard))?.count, paid < count {
            return .pricePartial(paid: paid, count: count)
        }
        return .priceUnder(payments: facts.prices.count)
    }

    /// The lowest reuse price that was in force on any day of the collection; `nil` where none was on its first.
    private static func limit(
        _ prices: [ReusePrice], in currency: String, during collected: ClosedRange<Day>
    ) -> ReusePrice? {
        let ours = prices.filter { $0.currency == currency }
        guard let first = ours.filter({ $0.from <= collected.lowerBound }).max(by: { $0.from < $1.from }) else {
            return nil
        }
        let later = ours.filter { $0.from > collected.lowerBound && $0.from <= collected.upperBound }
        return ([first] + later).min { $0.minorUnits < $1.minorUnits }
    }

    // G-11
    static func border(_ facts: GuardFacts) -> Verdict {
        atSite(facts, for: .border) { treatment, facility in
            let (from, to) = (facts.lot.country, facility.country)
            guard from != to else { return .borderNone(to) }
            let arrived = treatment.arrival(at: facility.code, facts.weighings)
            switch BaselBan.finding(facts.lot.entry, from: from, to: to, on: arrived) {
            case .banned(let ban): return .borderBanned(ban, from: from, to: to)
            case .entryUnknown: return .borderEntryUnknown(from: from, to: to)
            case .free: break
            }
            let consents = facts.consents.filter { $0.from == from && $0.to == to }
            guard !consents.isEmpty else { return .borderNoConsent(from: from, to: to) }
            guard let consent = consents.first(where: { $0.days.contains(arrived) }) else {
                return .borderConsentNotValid(from: from, to: to, on: arrived)
            }
            guard facts.evidence.contains(.shipment) else { return .borderNoDocuments(from: from, to: to) }
            return .borderConsented(consent, on: arrived)
        }
    }
}
