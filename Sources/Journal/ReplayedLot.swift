public import Lots
public import Primitives
import Programmes

/// A weighing as the journal has it.
public struct ReplayedWeighing: Hashable, Sendable {
    /// The sequence of its entry.
    public let sequence: Int64
    public let weighed: LotWeighed
    public internal(set) var voided: Bool
    /// The party that weighed, and its papers; `nil` where the sealed part is not at hand.
    public let recorder: Code?
    public let papers: WeighingPapers?

    /// The weighing as the lots' rules take it; `nil` where its figures are out of their range.
    var weighing: Weighing? {
        // The net is what counts; whether it is gross minus tare was asked when it was taken in.
        guard
            let place = try? WeighingPlace(
                stage: weighed.stage, facility: weighed.facility, day: weighed.day, ticket: nil),
            let reading = try? ScaleReading(gross: weighed.net, tare: .zero, net: weighed.net)
        else { return nil }
        return try? Weighing(
            id: sequence, place: place, reading: reading, pieces: weighed.pieces, basis: weighed.basis, voided: voided,
            share: weighed.shared)
    }
}

/// A lot as the journal leaves it.
public struct ReplayedLot: Sendable {
    /// What was sealed stays: one for all copies, which every promise and retirement makes of its lot.
    private final class Sealed: Sendable {
        let sequence: Int64
        let sealing: LotSealed
        let papers: LotPapers?

        init(sequence: Int64, sealing: LotSealed, papers: LotPapers?) {
            (self.sequence, self.sealing, self.papers) = (sequence, sealing, papers)
        }
    }

    private let sealed: Sealed
    /// The sequence of its sealing.
    public var sequence: Int64 { sealed.sequence }
    public var sealing: LotSealed { sealed.sealing }
    /// `nil` where the sealed part is not at hand.
    public var papers: LotPapers? { sealed.papers }
    public internal(set) var state = LotState.sealed
    /// M and C; `nil` where no weighing stands, or one that rejects the lot.
    public internal(set) var claimable: ClaimableMass?
    public internal(set) var promised = Tally.zero
    public internal(set) var retired = Tally.zero
    public internal(set) var reversed = Tally.zero
    public internal(set) var weighings: [ReplayedWeighing] = []
    /// The parties that sealed and weighed it, as far as sealed parts tell.
    public internal(set) var recorders: Set<Code> = []

    init(sequence: Int64, sealing: LotSealed, papers: LotPapers?) {
        sealed = Sealed(sequence: sequence, sealing: sealing, papers: papers)
    }

    mutating func take(promised: Tally, retired: Tally) { (self.promised, self.retired) = (promised, retired) }

    /// Its balance, which obeys the lot rule; `nil` where nothing is claimable.
    public var balance: LotBalance? {
        // A tally adds up within 10^15 only, and neither unit may pass the most that a lot can have.
        guard let claimable, promised.isWithinLot, retired.isWithinLot else { return nil }
        return try? LotBalance(claimable, promised: promised, retired: retired, reversed: reversed)
    }

    /// Whether the lot rule stands; without a claimable mass, whether nothing is used.
    var ruleStands: Bool { claimable == nil ? promised == .zero && retired == .zero : balance != nil }

    /// The grams that retiring `quantity` takes next; `nil` where the lot cannot give them.
    func nextGrams(for quantity: Quantity) -> Range<Int64>? {
        let asked = Tally(quantity)
        guard let claimable, asked.isWithinLot, retired.isWithinLot,
            var balance = try? LotBalance(claimable, promised: asked, retired: retired, reversed: .zero)
        else { return nil }
        return try? balance.retire(quantity)
    }

    /// What stands on its weighings.
    func derived(under standard: SupplyStandard) -> ClaimableMass? {
        (try? ClaimableMass.of(weighings.compactMap(\.weighing), under: standard)).flatMap { $0 }
    }
}

extension Tally {
    fileprivate var isWithinLot: Bool { pieces <= ClaimableMass.countMost && grams <= ClaimableMass.massMost }
}
