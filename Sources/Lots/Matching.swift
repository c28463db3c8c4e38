public import Primitives

/// A declaration that waits in the queue.
public struct WaitingDeclaration: Hashable, Sendable {
    /// Its sequence: its place in the queue, kept for good.
    public let sequence: Int64
    public let programme: Version
    /// What still has to be promised, in the declaration's unit.
    public let waiting: Quantity
    /// What it has of each lot already, promised and live-retired, in its unit.
    public let had: [Code: Int64]
    /// Sealed lots that it held as a forward for as long as its programme allows: it does not get them again unverified.
    public let outwaited: Set<Code>
    /// Whether it is to be paid before anything is promised to it, and is not.
    public let isUnpaid: Bool

    public init(
        sequence: Int64, programme: Version, waiting: Quantity, had: [Code: Int64], outwaited: Set<Code> = [],
        isUnpaid: Bool = false
    ) {
        self.sequence = sequence
        self.programme = programme
        self.waiting = waiting
        self.had = had
        self.outwaited = outwaited
        self.isUnpaid = isUnpaid
    }
}

/// A quantity of one lot for one declaration.
public struct MatchedPromise: Hashable, Sendable {
    public let declaration: Int64
    public let lot: Code
    public let quantity: Quantity

    public init(declaration: Int64, lot: Code, quantity: Quantity) {
        self.declaration = declaration
        self.lot = lot
        self.quantity = quantity
    }
}

/// Why a declaration still waits: the first reason (docs/spec/lots.md, L-17).
public enum WaitingReason: Hashable, Sendable {
    /// The programme promises only when paid, and it is not paid.
    case notPaid
    /// There is no lot at all.
    case noLot
    /// No lot serves; this one came nearest, the first of them in matching order.
    case nearest(lot: Code, Ineligibility)
    /// This many lots would serve and have no room left.
    case lotsFull(Int)
    /// This run made as many promises as one entry holds: the next run goes on here.
    case nextRun
}

/// What still waits after matching.
public struct StillWaiting: Hashable, Sendable {
    public let declaration: Int64
    public let waiting: Quantity
    public let reason: WaitingReason

    public init(declaration: Int64, waiting: Quantity, reason: WaitingReason) {
        self.declaration = declaration
        self.waiting = waiting
        self.reason = reason
    }
}

/// One run of matching: which promises are made, and why the rest waits (L-15 to L-17).
public struct Matching: Hashable, Sendable {
    /// Claims an entry holds.
    public static let claimsMost = 256

    /// At most `claimsMost`, in the order in which they are made.
    public let promises: [MatchedPromise]
    /// In queue order.
    public let waiting: [StillWaiting]
    /// Whether another run would promise more.
    public let more: Bool

    /// Promises lots to declarations: the queue by sequence, each from verified lots first, then by sealed sequence, each
    /// in part too; one with nothing eligible does not block the next.
    ///
    /// Costs one look at each lot for each programme and unit, then a few steps a declaration: room never grows during a
    /// run, so a full lot is looked at once more and then forgotten.
    /// - Precondition: `terms` names each programme of the queue.
    public init(
        of queue: [WaitingDeclaration], from lots: [LotFacts], under terms: [Version: SupplyTerms], on day: Day
    ) {
        var supply = Supply(lots: lots, terms: terms, day: day)
        var promises: [MatchedPromise] = []
        var waiting: [StillWaiting] = []
        var more = false
        for declaration in queue.sorted(by: { $0.sequence < $1.sequence }) where declaration.waiting.count > 0 {
            guard !declaration.isUnpaid else {
                waiting.append(
                    StillWaiting(
                        declaration: declaration.sequence, waiting: declaration.waiting, reason: .notPaid))
                continue
            }
            let unit = declaration.waiting.unit
            let demand = supply.demand(declaration.programme, unit)
            var left = declaration.waiting.count
            var shared: WaitingReason?
            var position = 0
            while left > 0, !more, let lot = supply.openLot(at: position, of: demand) {
                if !declaration.outwaited.isEmpty, declaration.outwaited.contains(lot.code) {
                    shared = shared ?? .nearest(lot: lot.code, .outwaited)
                    position += 1
                    continue
                }
                let had = declaration.had.isEmpty ? 0 : declaration.had[lot.code] ?? 0
                guard had < lot.cap else {
                    let reason = Ineligibility.share(had: .checked(had, unit), cap: .checked(lot.cap, unit))
                    shared = shared ?? .nearest(lot: lot.code, reason)
                    position += 1
                    continue
                }
                guard promises.count < Self.claimsMost else {
                    more = true
                    continue
                }
                let taken = Quantity.checked(min(left, lot.room, lot.cap - had), unit)
                supply.hold(taken, of: lot)
                promises.append(MatchedPromise(declaration: declaration.sequence, lot: lot.code, quantity: taken))
                left -= taken.count
                if taken.count == lot.cap - had, taken.count < lot.room {
                    let reason = Ineligibility.share(had: .checked(lot.cap, unit), cap: .checked(lot.cap, unit))
                    shared = shared ?? .nearest(lot: lot.code, reason)
                }
                position += 1
            }
            guard left > 0 else { continue }
            let reason = more ? .nextRun : shared ?? supply.reason(of: demand)
            waiting.append(
                StillWaiting(declaration: declaration.sequence, waiting: .checked(left, unit), reason: reason))
        }
        self.promises = promises
        self.waiting = waiting
        self.more = more
    }
}

/// The lots of one run in matching order, and for each programme and unit those still open to it.
private struct Supply {
    struct Open {
        let index: Int
        let code: Code
        let room: Int64
        let cap: Int64
    }
    struct Demand {
        let unit: Unit
        let terms: SupplyTerms
        /// Indices of lots that serve and had room when last looked at.
        var open: [Int]
        /// Lots that serve, full or not.
        var serving: Int
        /// The nearest lot among those that serve none of this demand's declarations.
        var nearest: (lot: Code, reason: Ineligibility)?
    }
    struct Key: Hashable {
        let programme: Version
        let unit: Unit
    }

    private var lots: [LotFacts]
    private let terms: [Version: SupplyTerms]
    private let day: Day
    private var demands: [Demand] = []
    private var places: [Key: Int] = [:]

    init(lots: [LotFacts], terms: [Version: SupplyTerms], day: Day) {
        self.lots = lots.sorted { one, other in
            let (first, second) = (one.state == .verified, other.state == .verified)
            return first == second ? one.sealed < other.sealed : first
        }
        self.terms = terms
        self.day = day
    }

    /// The place of a programme's demand in `unit`; the lots are looked at when it is first asked for.
    mutating func demand(_ programme: Version, _ unit: Unit) -> Int {
        let key = Key(programme: programme, unit: unit)
        if let place = places[key] { return place }
        guard let terms = terms[programme] else { preconditionFailure("no terms for \(programme.text)") }
        var demand = Demand(unit: unit, terms: terms, open: [], serving: 0)
        for (index, lot) in lots.enumerated() {
            if let reason = lot.ineligibility(under: terms, on: day, in: unit) {
                demand.note(reason, of: lot)
                continue
            }
            let cap = terms.shareCap(of: lot.balance.claimable, in: unit)
            guard cap > 0 else {
                let none = Quantity.checked(0, unit)
                demand.note(.share(had: none, cap: none), of: lot)
                continue
            }
            demand.serving += 1
            if lot.balance.room(in: unit) > 0 { demand.open.append(index) }
        }
        demands.append(demand)
        places[key] = demands.count - 1
        return demands.count - 1
    }

    /// The lot at `position` among those still open to `demand`, forgetting the full ones met there.
    mutating func openLot(at position: Int, of demand: Int) -> Open? {
        let unit = demands[demand].unit
        while position < demands[demand].open.count {
            let index = demands[demand].open[position]
            let room = lots[index].balance.room(in: unit)
            if room > 0 {
                let cap = demands[demand].terms.shareCap(of: lots[index].balance.claimable, in: unit)
                return Open(index: index, code: lots[index].code, room: room, cap: cap)
            }
            demands[demand].open.remove(at: position)
        }
        return nil
    }

    mutating func hold(_ quantity: Quantity, of lot: Open) { lots[lot.index].balance.hold(quantity) }

    /// Why a demand finds nothing where no share stands in the way.
    func reason(of demand: Int) -> WaitingReason {
        let demand = demands[demand]
        if lots.isEmpty { return .noLot }
        if let nearest = demand.nearest, demand.serving == 0 { return .nearest(lot: nearest.lot, nearest.reason) }
        return .lotsFull(demand.serving)
    }
}

extension Supply.Demand {
    fileprivate mutating func note(_ reason: Ineligibility, of lot: LotFacts) {
        guard let nearest, nearest.reason.precedence >= reason.precedence else {
            self.nearest = (lot.code, reason)
            return
        }
    }
}
