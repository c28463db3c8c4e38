import Lots
import Primitives
import Programmes

/// A weighing over several lots while its shares come in, one entry after the other.
struct OpenSharing {
    /// What the first share said.
    let weighed: LotWeighed
    let share: WeighingShare
    var shares: [LotWeighed]
}

// Weighings over several lots (docs/spec/journal-rules.md, S-38 to S-40).
extension Replay {
    /// Says whether something that belongs together is left unfinished where the journal ends. For whoever has read it in
    /// full: between two entries of one command it may be.
    public func end() throws(ReplayRefusal) {
        let step = ReplayStep(
            sequence: next - 1, day: .first, actor: nil, sealed: nil, sealedDigest: nil, enforced: enforced)
        if let sharing { try step.require(.sharesTogether, [.weighing(sharing.share.first)], false) }
        if let share = voiding.keys.min() { try step.require(.voidedTogether, [.weighing(share)], false) }
    }

    /// Nothing comes between the shares of one weighing, nor between their voidings.
    mutating func requireNextShare(_ open: OpenPart, _ step: ReplayStep) throws(ReplayRefusal) {
        if let sharing {
            var isNext = false
            if case .lotWeighed(let weighed) = open { isNext = weighed.shared?.first == sharing.share.first }
            try step.require(.sharesTogether, [.weighing(sharing.share.first)], isNext)
            if !isNext { self.sharing = nil }
        }
        if let share = voiding.keys.min() {
            var isNext = false
            if case .weighingVoided(let voided) = open { isNext = voiding[voided.weighing] == voided.lot }
            try step.require(.voidedTogether, [.weighing(share)], isNext)
            if !isNext { voiding = [:] }
        }
    }

    /// Takes a share in beside those before it.
    mutating func open(_ weighed: LotWeighed, _ step: ReplayStep) throws(ReplayRefusal) {
        guard let share = weighed.shared else { return }
        let facts: [ReplayFact] = [.lot(weighed.lot), .weighing(share.first)]
        guard var sharing, sharing.share.first == share.first else {
            try step.require(
                .sharesTogether, facts + [.stated(share.first), .follows(step.sequence)],
                share.first == step.sequence)
            try step.require(
                .sharesTogether, facts + [.stated(Int64(share.lots))],
                WeighingShare.lotsRange.contains(share.lots))
            try step.require(
                .netFollows, facts + [.stated(share.net.count), .follows(share.gross.count - share.tare.count)],
                share.gross.count - share.tare.count == share.net.count)
            try step.require(
                .weighingInRange, facts + [.stated(share.net.count)],
                share.net <= ClaimableMass.massMost && (share.pieces ?? .zero) <= ClaimableMass.countMost)
            self.sharing = OpenSharing(weighed: weighed, share: share, shares: [weighed])
            return
        }
        let (begun, last) = (sharing.weighed, sharing.shares[sharing.shares.count - 1])
        // In the order of lot codes, so each lot once.
        try step.require(
            .sharesTogether, facts,
            share == sharing.share && weighed.stage == begun.stage && weighed.facility == begun.facility
                && weighed.day == begun.day && weighed.basis == begun.basis && last.lot < weighed.lot)
        sharing.shares.append(weighed)
        self.sharing = sharing
    }

    /// With the last share the whole is there: each is what the rule gives, and so they sum to it.
    mutating func close(_ weighed: LotWeighed, _ step: ReplayStep) throws(ReplayRefusal) {
        guard let sharing, weighed.shared != nil, sharing.shares.count >= sharing.share.lots else { return }
        self.sharing = nil
        guard WeighingShare.lotsRange.contains(sharing.share.lots) else { return }
        var lastNets: [Code: Grams?] = [:]
        for share in sharing.shares {
            let before = (lots[share.lot]?.weighings ?? []).filter {
                $0.weighed.shared?.first != sharing.share.first
            }
            lastNets[share.lot] = .some(Weighing.lastNet(of: before.compactMap(\.weighing), until: share.stage))
        }
        let whole = sharing.share
        let following = ShareOfLot.shares(net: whole.net, tare: whole.tare, pieces: whole.pieces, by: lastNets)
        for share in sharing.shares {
            let follows = following?[share.lot]
            try step.require(
                .shareFollows,
                [.lot(share.lot), .weighing(whole.first), .stated(share.net.count)]
                    + (follows.map { [.follows($0.net.count)] } ?? []),
                follows == ShareOfLot(tare: share.tare, net: share.net, pieces: share.pieces))
        }
    }

    /// The other shares of a weighing that is voided are voided next; but those of lots that ended, whose weighings move
    /// nothing any more.
    mutating func expectOtherShares(of weighing: ReplayedWeighing, of lot: Code) {
        guard voiding.removeValue(forKey: weighing.sequence) == nil, let share = weighing.weighed.shared else { return }
        for (code, other) in lots where code != lot && !other.state.isEnd {
            for part in other.weighings where part.weighed.shared?.first == share.first && !part.voided {
                voiding[part.sequence] = code
            }
        }
    }
}
