import Primitives
import Programmes

/// What the guard asks about the treatment: permit, certification, capacity, and what the scales and counters said on the
/// way there.
extension IssuanceGuard {
    /// What `judge` says of the treatment and its facility, or why nothing can be said of them.
    static func atSite(
        _ facts: GuardFacts, for rule: GuardRule, _ judge: (Treatment, Facility) -> Verdict
    ) -> Verdict {
        guard let treatment = Treatment(facts.weighings) else { return .untreated(rule) }
        for code in treatment.facilities where code != facts.facility?.code { return .facilityUnknown(rule, code) }
        guard let facility = facts.facility else { preconditionFailure("bad math in atSite") }
        return judge(treatment, facility)
    }

    // G-3
    static func permit(_ facts: GuardFacts) -> Verdict {
        atSite(facts, for: .permit) { treatment, facility in
            var found: Verdict = .permitNone(facility.code)
            guard !facility.permits.isEmpty else { return found }
            for day in treatment.days {
                guard let permit = facility.permits.first(where: { $0.from <= day && day <= $0.to }) else {
                    return .permitNotValid(facility.code, on: day)
                }
                found = .permitValid(permit, on: day)
            }
            return found
        }
    }

    // G-4
    static func certification(_ facts: GuardFacts) -> Verdict {
        let accepted = facts.standard.certifications
        guard !accepted.isEmpty else { return .certificationNotAsked }
        return atSite(facts, for: .certification) { treatment, facility in
            let held = facility.certifications.filter { accepted.contains($0.scheme) }
            var found: Verdict = .certificationNone(accepted: accepted)
            guard !held.isEmpty else { return found }
            for day in treatment.days {
                guard let valid = held.first(where: { $0.from <= day && day <= $0.to }) else {
                    return .certificationNotValid(accepted: accepted, on: day)
                }
                found = .certificationValid(valid, on: day)
            }
            return found
        }
    }

    // G-5
    static func capacity(_ facts: GuardFacts) -> Verdict {
        atSite(facts, for: .capacity) { treatment, facility in
            guard let net = treatment.net(on: facts.standard.basis) else {
                return .treatmentOffBasis(.capacity, facts.standard.basis)
            }
            let number = treatment.year
            guard let capacity = facility.capacity[number] else { return .capacityUnknown(year: number) }
            guard let year = facts.year else { return .yearUnknown(year: number) }
            guard let others = year.declaredForOthers else { return .othersUnknown(year: number) }
            // Three sums of at most 10^15: the total may pass what `Grams` holds, and is then told as the most it holds.
            let sum = net.count + year.otherLots.count + others.count
            let total = Grams(sum) ?? .most
            guard sum <= capacity.count else {
                return .capacityExceeded(year: number, total: total, capacity: capacity)
            }
            return .capacityCovers(year: number, total: total, capacity: capacity)
        }
    }

    // G-6
    static func massAgreement(_ facts: GuardFacts) -> Verdict {
        let standing = facts.weighings.filter { !$0.voided }
        let tolerance = facts.standard.massTolerance
        if let early = weighedTooEarly(standing, collected: facts.lot.collected) { return early }
        var comparisons = 0
        for (earlier, later) in [(Stage.collection, Stage.receipt), (.receipt, .treatment), (.collection, .treatment)] {
            for one in standing where one.stage == earlier {
                for other in standing where other.stage == later && other.basis == one.basis {
                    comparisons += 1
                    guard agree(one.net.count, other.net.count, tolerance) else {
                        let pair = MassPair(
                            earlier: earlier, earlierNet: one.net, later: later, laterNet: other.net)
                        return .massDiffers(pair, tolerance: tolerance)
                    }
                }
            }
        }
        guard let treatment = Treatment(standing) else { return .untreated(.massAgreement) }
        guard treatment.net(on: facts.standard.basis) != nil else {
            return .treatmentOffBasis(.massAgreement, facts.standard.basis)
        }
        for (earlier, later) in [(Stage.collection, Stage.receipt), (.receipt, .treatment)] {
            let bases = Set(standing.filter { $0.stage == earlier }.map(\.basis))
            guard standing.contains(where: { $0.stage == later && bases.contains($0.basis) }) else {
                return .massNotComparable(earlier, later)
            }
        }
        return .massAgrees(comparisons: comparisons, tolerance: tolerance)
    }

    /// The first weighing that lies before the step it follows: collection ends, then scrap is weighed there, received, and
    /// treated. Days may be the same.
    private static func weighedTooEarly(_ standing: [Weighing], collected: ClosedRange<Day>) -> Verdict? {
        var done = collected.upperBound
        for stage in Stage.allCases {
            let days = standing.filter { $0.stage == stage }.map(\.day)
            if let first = days.min(), first < done { return .weighedTooEarly(stage, on: first, before: done) }
            done = max(done, days.max() ?? done)
        }
        return nil
    }

    // G-7
    static func countAgreement(_ facts: GuardFacts) -> Verdict {
        guard facts.standard.counted else { return .notCounted(.countAgreement) }
        func counts(_ stage: Stage) -> [Pieces] {
            facts.weighings.filter { !$0.voided && $0.stage == stage }.compactMap(\.pieces)
        }
        let tolerance = facts.standard.countTolerance
        let (collected, received) = (counts(.collection), counts(.receipt))
        guard !collected.isEmpty else { return .stageNotCounted(.collection) }
        guard !received.isEmpty else { return .stageNotCounted(.receipt) }
        for one in collected {
            for other in received where !agree(one.count, other.count, tolerance) {
                return .countDiffers(collection: one, receipt: other, tolerance: tolerance)
            }
        }
        return .countAgrees(comparisons: collected.count * received.count, tolerance: tolerance)
    }

    // G-8
    static func gramsPerPiece(_ facts: GuardFacts) -> Verdict {
        guard facts.standard.counted else { return .notCounted(.gramsPerPiece) }
        guard let band = facts.standard.gramsPerPiece else { return .bandMissing }
        guard let found = try? ClaimableMass.of(facts.weighings, under: facts.standard), let count = found.count else {
            return .countMissing(.gramsPerPiece)
        }
        // low ≤ M/C ≤ high for exact fractions: M/C rounded down reaches low, and rounded up stays within high.
        let (whole, rest) = found.mass.count.quotientAndRemainder(dividingBy: count.count)
        let within = whole >= band.lowerBound.count && (rest == 0 ? whole : whole + 1) <= band.upperBound.count
        return within ? .pieceWithinBand(found, band) : .pieceOutsideBand(found, band)
    }

    /// Whether the later figure differs from the earlier by at most `tolerance` thousandths of the earlier. Both ≤ 10^10.
    private static func agree(_ earlier: Int64, _ later: Int64, _ tolerance: Int) -> Bool {
        abs(later - earlier) * 1_000 <= earlier * Int64(tolerance)
    }
}
