import Access
public import Journal
import Lots
public import Primitives
import Registry
import Storage

/// What a withdrawal moved.
public struct WithdrawOutcome: Hashable, Sendable {
    /// Sequences of the `withdrawn` entries: one for each 1,000 runs of units.
    public let entries: [Int64]
    public let rows: Int64
    /// What is owed no more.
    public let withdrawn: Quantity
    /// Promises that had to be given back for it.
    public let released: [ReleasedQuantity]
}

extension Compensation {
    /// Takes rows of a declaration back, or all that are left: they owe no more, and their numbers may be declared again.
    ///
    /// What waits goes first; where that is not enough, forwards are released, then the newest promises. A row of which a
    /// unit is retired stays.
    /// - Parameter rows: counted from 1 among the included rows; `nil` for all that are not withdrawn yet.
    @discardableResult
    public func withdraw(
        declaration sequence: Int64, rows: [Int64]?, as actor: Actor
    ) async throws -> WithdrawOutcome {
        try await registry.act(as: actor) { act in
            try act.require(.withdraw)
            let declaration = try act.connection.declaration(sequence)
            guard actor.party == declaration.customer || act.roles.contains(.provider) else {
                throw CompensationRefusal.notYourDeclaration(actor, sequence)
            }
            let rows = try act.connection.rowsToWithdraw(rows.map { $0.sorted() }, of: declaration)
            let numbers = try act.connection.numbers(of: rows, declaration)
            guard try !act.connection.hasLaterLife(numbers, declaration) else {
                throw CompensationRefusal.laterLifeStands(sequence, life: declaration.life + 1)
            }
            let units = rows.flatMap(\.units).merged
            let (entries, released) = try act.withdraw(units, of: declaration)
            try act.connection.freeNumbers(numbers, of: declaration)
            return WithdrawOutcome(
                entries: entries, rows: Int64(rows.count), withdrawn: declaration.quantity(units.units),
                released: released)
        }
    }
}

extension Act {
    /// Units owe no more. Order of the entries: releases first, so that a declaration never holds more than it owes.
    ///
    /// - Parameter units: runs in order that do not touch, none of them withdrawn or live-retired.
    func withdraw(
        _ units: [UnitRange], of declaration: DeclarationRow
    ) throws -> (entries: [Int64], released: [ReleasedQuantity]) {
        let released = try makeWait(units.units, declaration)
        var entries: [Int64] = []
        for part in units.chunks(of: Compensation.unitRunsMax) {
            entries.append(
                try append(.withdrawn, .withdrawn(Withdrawal(declaration: declaration.sequence, units: part))))
            try connection.run(
                "UPDATE declaration SET cancelled = cancelled + \(part.units) WHERE id = \(declaration.id)")
            try connection.insert(part, of: declaration.id, retirement: nil)
        }
        return (entries, released)
    }

    /// Releases until `count` units of the declaration wait: forwards first, then what was promised last.
    private func makeWait(_ count: Int64, _ declaration: DeclarationRow) throws -> [ReleasedQuantity] {
        var missing = count - declaration.waiting
        guard missing > 0 else { return [] }
        let claims = try connection.claims(
            where: "claim.declaration = \(declaration.id) AND claim.promised > 0")
        var held: [(claim: ClaimRow, lot: LotRow)] = []
        for claim in claims.reversed() { held.append((claim, try connection.lot(id: claim.lot))) }
        let forwards = held.filter { $0.lot.state == .sealed }
        let others = held.filter { $0.lot.state != .sealed }
        var released: [ReleasedQuantity] = []
        for (claim, lot) in forwards + others where missing > 0 {
            var lot = lot
            let part = min(missing, claim.promised)
            try release([(claim, part)], of: &lot, cause: .cancelled)
            released.append(claim.released(part, of: lot.code))
            missing -= part
        }
        guard missing <= 0 else { throw CompensationRefusal.damaged(column: "declaration.promised") }
        return released
    }
}
