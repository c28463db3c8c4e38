import Primitives
import Programmes

/// A declaration as the journal leaves it.
public struct ReplayedDeclaration: Hashable, Sendable {
    /// The sequence of its entry: its id and its place in the queue.
    public let sequence: Int64
    public let papers: DeclarationPapers
    public internal(set) var cancelled: Int64 = 0
    /// Held now by its claims.
    public internal(set) var promised: Int64 = 0
    public internal(set) var retired: Int64 = 0
    public internal(set) var reversed: Int64 = 0
    public internal(set) var payment: Payment?
    /// Its units that owe no more.
    public internal(set) var withdrawn = RangeSet<Int64>()
    /// Its units whose devices were identified after it was declared, and how many positions that is.
    public internal(set) var identified = RangeSet<Int64>()
    public internal(set) var positions: Int64 = 0
    /// Its units that are retired and were not reversed.
    public internal(set) var liveRetired = RangeSet<Int64>()

    init(sequence: Int64, papers: DeclarationPapers) {
        self.sequence = sequence
        self.papers = papers
    }

    /// Owed − cancelled − promised − retired + reversed.
    public var waiting: Int64 {
        papers.owed.count.lowered(by: cancelled).lowered(by: promised.raised(by: retired.lowered(by: reversed)))
    }

    var isCovered: Bool {
        promised.raised(by: retired.lowered(by: reversed)) <= papers.owed.count.lowered(by: cancelled)
    }

    /// The units that a retirement of `count` takes.
    func lowestUnits(_ count: Int64) -> [UnitRange] {
        UnitRuns.lowest(count, within: papers.owed.count, besides: withdrawn.union(liveRetired))
    }

    mutating func retire(_ units: [UnitRange], _ count: Int64, held: Int64) {
        promised.lower(by: min(count, held))
        retired.raise(by: count)
        for run in units { liveRetired.insert(contentsOf: run) }
    }

    mutating func reverse(_ units: [UnitRange], _ count: Int64) {
        reversed.raise(by: count)
        for run in units { liveRetired.remove(contentsOf: run) }
    }
}

// Declarations and withdrawals (docs/spec/journal-rules.md, D): only sealed parts tell of them.
extension Replay {
    mutating func declare(_ step: ReplayStep) throws(ReplayRefusal) {
        guard case .declared(let papers) = step.sealed else { return forgetDeclarations() }
        var names: [ReplayFact] { [.declaration(step.sequence), .version(papers.programme)] }
        let programme = programmes[papers.programme]
        try step.require(.programmeOfDeclaration, names, programme != nil)
        let sum = papers.classes.reduce(Int64(0)) { $0.raised(by: $1.owed) }
        try step.require(
            .classesAddUp, names + [.stated(papers.owed.count), .follows(sum)],
            papers.owed.count == sum && papers.classes.allSatisfy { $0.owed >= 0 && $0.devices >= 0 })
        if let programme {
            try step.require(.programmeInForce, names + [.day(papers.day)], programme.from <= papers.day)
            try step.require(.unitOfDeclaration, names, papers.owed.unit == programme.obligation.unit)
            let classes = Set(papers.classes.map(\.deviceClass))
            try step.require(
                .classesTaken, names,
                classes.isSubset(of: programme.classes) && classes.count == papers.classes.count)
            if case .pieces(let each) = programme.obligation, papers.owed.unit == .pieces {
                for part in papers.classes {
                    let (product, overflow) = part.devices.multipliedReportingOverflow(
                        by: each[part.deviceClass]?.count ?? 1)
                    try step.require(
                        .piecesFollow, names + [.scrap(part.deviceClass), .stated(part.owed), .follows(product)],
                        !overflow && product == part.owed)
                }
            }
        }
        if knowsDeclarations {
            declarations[step.sequence] = ReplayedDeclaration(sequence: step.sequence, papers: papers)
        }
    }

    mutating func identify(_ step: ReplayStep) throws(ReplayRefusal) {
        guard case .identified(let identification) = step.sealed else { return forgetDeclarations() }
        guard knowsDeclarations else { return }
        var names: [ReplayFact] { [.declaration(identification.declaration)] }
        try step.require(.declarationKnown, names, declarations[identification.declaration] != nil)
        guard var declaration = declarations[identification.declaration] else { return }
        let runs = identification.positions
        try step.require(
            .positionsInOrder, names,
            (1...PositionRun.most).contains(runs.count)
                && UnitRuns.areInOrder(runs.map(\.units), within: declaration.papers.owed.count)
                && runs.allSatisfy(\.isEven)
                && zip(runs, runs.dropFirst()).allSatisfy { one, other in
                    one.row < other.row || one.row == other.row && one.first.raised(by: one.count) <= other.first
                })
        let units = RangeSet(runs.map(\.units))
        try step.require(.identifiedOnce, names, units.isDisjoint(declaration.identified))
        try step.require(.identifiedStands, names, units.isDisjoint(declaration.withdrawn))
        declaration.positions = runs.reduce(declaration.positions) { $0.raised(by: $1.count) }
        let devices = declaration.papers.classes.reduce(Int64(0)) { $0.raised(by: $1.devices) }
        try step.require(
            .identifiedFits, names + [.stated(declaration.positions), .follows(devices)],
            declaration.positions <= devices
                && identification.tags >= runs.reduce(0) { $0.raised(by: $1.count) })
        declaration.identified.formUnion(units)
        declarations[identification.declaration] = declaration
    }

    mutating func withdraw(_ step: ReplayStep) throws(ReplayRefusal) {
        guard case .withdrawn(let withdrawal) = step.sealed else { return forgetDeclarations() }
        guard knowsDeclarations else { return }
        var names: [ReplayFact] { [.declaration(withdrawal.declaration)] }
        try step.require(.declarationKnown, names, declarations[withdrawal.declaration] != nil)
        guard var declaration = declarations[withdrawal.declaration] else { return }
        let units = withdrawal.units
        try step.require(
            .withdrawalInOrder, names,
            (1...UnitRuns.most).contains(units.count)
                && UnitRuns.areInOrder(units, within: declaration.papers.owed.count))
        let set = RangeSet(units)
        try step.require(.withdrawnOnce, names, set.isDisjoint(declaration.withdrawn))
        try step.require(.withdrawnUnretired, names, set.isDisjoint(declaration.liveRetired))
        declaration.cancelled.raise(by: UnitRuns.total(units))
        for run in units { declaration.withdrawn.insert(contentsOf: run) }
        declarations[withdrawal.declaration] = declaration
        try requireOwed(withdrawal.declaration, step)
    }

    mutating func pay(_ step: ReplayStep) throws(ReplayRefusal) {
        guard case .paid(let payment) = step.sealed else { return forgetDeclarations() }
        guard knowsDeclarations else { return }
        var names: [ReplayFact] { [.declaration(payment.declaration)] }
        try step.require(.declarationKnown, names, declarations[payment.declaration] != nil)
        guard let declaration = declarations[payment.declaration] else { return }
        try step.require(.paidOnce, names, declaration.payment == nil)
        try step.require(.paidOwing, names, declaration.cancelled < declaration.papers.owed.count)
        let customer = declaration.papers.customer
        try step.require(.referenceOnce, names, (invoiced[payment.reference] ?? customer) == customer)
        invoiced[payment.reference] = customer
        declarations[payment.declaration]?.payment = payment
    }

    func requireOwed(_ sequence: Int64, _ step: ReplayStep) throws(ReplayRefusal) {
        guard let declaration = declarations[sequence] else { return }
        let held = declaration.promised.raised(by: declaration.retired.lowered(by: declaration.reversed))
        try step.require(
            .owedCovers,
            [
                .declaration(sequence), .stated(held),
                .follows(declaration.papers.owed.count.lowered(by: declaration.cancelled)),
            ], declaration.isCovered)
    }

    /// A sealed part about declarations is not at hand: nothing more can be said of any of them.
    mutating func forgetDeclarations() {
        guard knowsDeclarations else { return }
        knowsDeclarations = false
        declarations = [:]
        declarationsTakenOver = [:]
        claimOf = [:]
        invoiced = [:]
    }
}

extension PositionRun {
    /// Whether it is of positions that there may be, each with as many units.
    fileprivate var isEven: Bool {
        guard row >= 1, first >= 1, count >= 1, !units.isEmpty else { return false }
        return units.upperBound.lowered(by: units.lowerBound).isMultiple(of: count)
    }
}
