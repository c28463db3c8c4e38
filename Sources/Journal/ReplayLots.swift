import Lots
import Primitives
import Programmes

// Sealing, weighing and what becomes of a lot (docs/spec/journal-rules.md, S-1 to S-14 and S-31 to S-33).
extension Replay {
    mutating func seal(_ sealing: LotSealed, _ step: ReplayStep) throws(ReplayRefusal) {
        let code = sealing.lot
        try step.require(.lotSealedOnce, [.lot(code)], lots[code] == nil)
        try step.require(
            .providerKnown, [.lot(code), .party(sealing.provider)],
            parties[sealing.provider]?.roles.contains(.provider) ?? false)
        let standard = standards[sealing.standard]
        try step.require(.standardKnown, [.lot(code), .version(sealing.standard)], standard != nil)
        if let standard {
            try step.require(
                .standardInForce, [.lot(code), .version(sealing.standard), .day(sealing.collected.lowerBound)],
                standard.from <= sealing.collected.lowerBound)
            try step.require(
                .scrapInStandard, [.lot(code), .version(sealing.standard), .scrap(sealing.scrap)],
                standard.classes.contains(sealing.scrap))
        }
        guard lots[code] == nil else { return }
        var papers: LotPapers?
        if case .lotSealed(let sealed) = step.sealed { papers = sealed }
        var lot = ReplayedLot(sequence: step.sequence, sealing: sealing, papers: papers)
        if let actor = step.actor { lot.recorders.insert(actor.party) }
        lots[code] = lot
    }

    mutating func weigh(_ weighed: LotWeighed, _ step: ReplayStep) throws(ReplayRefusal) {
        guard var lot = try step.lot(weighed.lot, in: lots) else { return }
        try step.require(.weighedWhileSealed, [.lot(weighed.lot), .state(lot.state)], lot.may(.weighed))
        try step.require(
            .facilityKnown, [.lot(weighed.lot), .facility(weighed.facility)], facilities[weighed.facility] != nil)
        try requireScale(weighed, step)
        try open(weighed, step)

        var papers: WeighingPapers?
        if case .lotWeighed(let sealed) = step.sealed { papers = sealed }
        lot.weighings.append(
            ReplayedWeighing(
                sequence: step.sequence, weighed: weighed, voided: false, recorder: step.actor?.party, papers: papers))
        if let actor = step.actor { lot.recorders.insert(actor.party) }
        if weighed.stage == .treatment {
            let year = YearAtFacility(facility: weighed.facility, year: weighed.day.year)
            treatedAt[year, default: []].insert(weighed.lot)
        }
        try settle(&lot, stated: weighed.claimable, step)
        lots[weighed.lot] = lot
        try close(weighed, step)
    }

    private func requireScale(_ weighed: LotWeighed, _ step: ReplayStep) throws(ReplayRefusal) {
        var net = true
        var range = weighed.pieces.map { $0 <= ClaimableMass.countMost } ?? true
        do throws(WeighingRefusal) {
            _ = try ScaleReading(gross: weighed.gross, tare: weighed.tare, net: weighed.net)
        } catch {
            switch error {
            case .tareAboveGross, .netDiffers: net = false
            case .netAboveMost, .piecesAboveMost, .ticketLength: range = false
            }
        }
        try step.require(
            .netFollows,
            [
                .lot(weighed.lot), .stated(weighed.net.count),
                .follows(weighed.gross.count - weighed.tare.count),
            ], net)
        try step.require(.weighingInRange, [.lot(weighed.lot), .stated(weighed.net.count)], range)
    }

    mutating func void(_ voided: WeighingVoided, _ step: ReplayStep) throws(ReplayRefusal) {
        guard var lot = try step.lot(voided.lot, in: lots) else { return }
        try step.require(.weighedWhileSealed, [.lot(voided.lot), .state(lot.state)], lot.may(.weighed))
        let place = lot.weighings.firstIndex { $0.sequence == voided.weighing }
        try step.require(
            .voidedOnce, [.lot(voided.lot), .weighing(voided.weighing)],
            place.map { !lot.weighings[$0].voided } ?? false)
        if let place {
            if let actor = step.actor, let recorder = lot.weighings[place].recorder {
                try step.require(
                    .voidedBySecond, [.lot(voided.lot), .weighing(voided.weighing), .party(actor.party)],
                    actor.party != recorder)
            }
            lot.weighings[place].voided = true
            expectOtherShares(of: lot.weighings[place], of: voided.lot)
        }
        try settle(&lot, stated: voided.claimable, step)
        lots[voided.lot] = lot
    }

    /// Works out M and C anew, as a weighing leaves them.
    private func settle(
        _ lot: inout ReplayedLot, stated: ClaimableMass?, _ step: ReplayStep
    ) throws(ReplayRefusal) {
        // Only a lot of an unknown standard has none, and only where S-4 is not enforced.
        if let standard = standards[lot.sealing.standard] {
            lot.claimable = lot.derived(under: standard)
            try step.require(
                .claimableFollows, [.lot(lot.sealing.lot), .statedClaimable(stated), .followsClaimable(lot.claimable)],
                stated == lot.claimable)
        } else {
            lot.claimable = stated
        }
        try step.requireRule(lot)
    }
}

extension ReplayStep {
    func requireRule(_ lot: ReplayedLot) throws(ReplayRefusal) {
        try require(.lotRule, [.lot(lot.sealing.lot), .followsClaimable(lot.claimable)], lot.ruleStands)
    }

    /// The lot that an entry names; `nil` where there is none and nobody asks for one.
    func lot(_ code: Code, in lots: [Code: ReplayedLot]) throws(ReplayRefusal) -> ReplayedLot? {
        if let lot = lots[code] { return lot }
        try require(.lotKnown, [.lot(code)], false)
        return nil
    }
}

extension ReplayedLot {
    func may(_ event: LotEvent) -> Bool { (try? state.after(event)) != nil }
}

// What becomes of a lot as a whole.
extension Replay {
    mutating func reject(_ turned: LotTurned, _ step: ReplayStep) throws(ReplayRefusal) {
        if let lot = lots[turned.lot] {
            try step.require(.rejectedUnpromised, [.lot(turned.lot)], lot.promised == .zero)
        }
        try turn(turned.lot, .rejected, step)
    }

    mutating func impugn(_ turned: LotTurned, _ step: ReplayStep) throws(ReplayRefusal) {
        for retirement in retiredFrom[turned.lot] ?? [] {
            for id in liveCertificates(on: retirement) {
                try step.require(.impugnedUncertified, [.lot(turned.lot), .certificate(id)], false)
            }
        }
        try turn(turned.lot, .impugned, step)
    }

    mutating func reverse(_ turned: LotTurned, _ step: ReplayStep) throws(ReplayRefusal) {
        if let lot = lots[turned.lot] {
            try step.require(
                .reversedEmpty, [.lot(turned.lot)], lot.promised == .zero && lot.retired == lot.reversed)
        }
        for retirement in retiredFrom[turned.lot] ?? [] {
            for id in retirements[retirement]?.certificates ?? [] {
                try step.require(
                    .reversedUncertified, [.lot(turned.lot), .certificate(id)],
                    certificates[id]?.state == .revoked)
            }
        }
        try turn(turned.lot, .reversed, step)
    }

    mutating func shorten(_ shortened: LotShortened, _ step: ReplayStep) throws(ReplayRefusal) {
        let (code, truth) = (shortened.lot, shortened.claimable)
        if let lot = lots[code] {
            var names: [ReplayFact] { [.lot(code), .statedClaimable(truth), .followsClaimable(lot.claimable)] }
            try step.require(
                .shortenedLess, names, lot.claimable.map { LotShortfall.isShort(truth, of: $0) } ?? false)
            let numbered = (retiredFrom[code] ?? []).reduce(Int64(0)) { sum, sequence in
                guard let retirement = retirements[sequence], !retirement.isReversed else { return sum }
                // A range that no clause was asked about may be as wide as two numbers are apart.
                let grams = retirement.retired.grams
                let (width, isTooWide) = grams.upperBound.subtractingReportingOverflow(grams.lowerBound)
                let (total, isTooMuch) = sum.addingReportingOverflow(width)
                return isTooWide || isTooMuch ? .max : total
            }
            try step.require(
                .shortenedFits, names,
                lot.promised == .zero && LotShortfall.fits(lot.retired - lot.reversed, numbered: numbered, at: truth))
        }
        try turn(code, .shortened, step)
    }

    mutating func turn(_ code: Code, _ event: LotEvent, _ step: ReplayStep) throws(ReplayRefusal) {
        guard let lot = try step.lot(code, in: lots) else { return }
        let after = try? lot.state.after(event)
        try step.require(.lotTurns, [.lot(code), .state(lot.state)], after != nil)
        lots[code]?.state = after ?? event.usualOutcome ?? lot.state
    }
}

extension LotEvent {
    /// Where the event leads in order: where a replay goes on from when it does not ask whether the event was in order.
    fileprivate var usualOutcome: LotState? {
        switch self {
        case .weighed, .promised, .retired: nil
        case .verified, .upheld: .verified
        case .rejected: .rejected
        case .impugned: .impugned
        case .reversed: .reversed
        case .shortened: .shortened
        }
    }
}
