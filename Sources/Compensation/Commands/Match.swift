import Access
public import Journal
public import Lots
public import Primitives
import Programmes
import Registry
import Storage

/// What matching moved.
public struct MatchOutcome: Hashable, Sendable {
    public struct Promise: Hashable, Sendable {
        public let declaration: Int64
        public let lot: Code
        public let quantity: Quantity
    }

    public let promises: [Promise]
    /// Forwards that had waited too long.
    public let released: [ReleasedQuantity]
    /// Declarations that still wait, each with the first reason.
    public let waiting: [StillWaiting]
}

extension Compensation {
    /// Promises lots to the declarations that wait, in the order of the queue, until nothing moves. Each run of at most
    /// 256 claims is one short write transaction of its own.
    public func match(as actor: Actor) async throws -> MatchOutcome {
        var promises: [MatchOutcome.Promise] = []
        var released: [ReleasedQuantity] = []
        while true {
            let run = try await registry.act(as: actor) { act in
                try act.require(.match)
                return try act.match()
            }
            promises += run.promises
            released += run.released
            guard run.more else {
                return MatchOutcome(promises: promises, released: released, waiting: run.waiting)
            }
        }
    }

    /// Takes a promise back: all that a declaration holds of a lot.
    public func cancelPromise(
        of declaration: Int64, on code: Code, as actor: Actor
    ) async throws -> ReleasedQuantity {
        try await registry.act(as: actor) { act in
            try act.require(.match)
            var lot = try act.connection.lot(code)
            let row = try act.connection.declaration(declaration)
            let claim = try act.connection.claims(
                where: "claim.lot = \(lot.id) AND claim.declaration = \(row.id) AND claim.promised > 0"
            ).first
            guard let claim else { throw CompensationRefusal.nothingPromised(declaration) }
            try act.release([(claim, claim.promised)], of: &lot, cause: .cancelled)
            return claim.released(claim.promised, of: code)
        }
    }
}

/// One run of matching: at most 256 claims.
private struct MatchRun: Sendable {
    let promises: [MatchOutcome.Promise]
    let released: [ReleasedQuantity]
    let waiting: [StillWaiting]
    let more: Bool
}

extension Connection {
    /// The queue, the lots and the terms that matching reads.
    func supplyAndDemand() throws -> (queue: [WaitingDeclaration], lots: [LotRow], terms: [Version: SupplyTerms]) {
        let waiting = try declarations(
            where: """
                declaration.owed - declaration.cancelled - declaration.promised - declaration.retired
                    + declaration.reversed > 0
                """)
        var terms: [Version: SupplyTerms] = [:]
        for declaration in waiting {
            let rules = declaration.programme.rules
            terms[rules.version] = SupplyTerms(rules.supply)
        }
        var had: [Int64: [Code: Int64]] = [:]
        var outwaited: [Int64: Set<Code>] = [:]
        try each(
            """
            SELECT claim.declaration, lot.code, claim.promised + claim.retired - claim.reversed AS had,
                lot.state = 'sealed' AND claim.outwaited = 1 AS outwaited FROM claim
            JOIN lot ON lot.id = claim.lot JOIN declaration ON declaration.id = claim.declaration
            WHERE declaration.owed - declaration.cancelled - declaration.promised - declaration.retired
                + declaration.reversed > 0
            """
        ) { row in
            let (declaration, lot) = (try row.integer("declaration"), try row.code("code"))
            had[declaration, default: [:]][lot] = try row.integer("had")
            if try row.bool("outwaited") { outwaited[declaration, default: []].insert(lot) }
        }
        let whenPaid = waiting.contains { $0.programme.rules.promiseWhenPaid }
        let paid = whenPaid ? try paidAmongWaiting() : []
        let queue = waiting.map { declaration in
            WaitingDeclaration(
                sequence: declaration.sequence, programme: declaration.programme.rules.version,
                waiting: declaration.quantity(declaration.waiting), had: had[declaration.id] ?? [:],
                outwaited: outwaited[declaration.id] ?? [],
                isUnpaid: declaration.programme.rules.promiseWhenPaid && !paid.contains(declaration.id))
        }
        let lots = try lots(where: "lot.state IN ('sealed', 'verified')").filter { $0.balance != nil }
        return (queue, lots, terms)
    }
}

extension Act {
    fileprivate func match() throws -> MatchRun {
        let aged = try agedForwards()
        for (lot, claims) in aged {
            var lot = lot
            try giveBack(claims, to: &lot)
            for (claim, _) in claims {
                try connection.run("UPDATE claim SET outwaited = 1 WHERE id = \(claim.id)")
            }
        }
        let (queue, lots, terms) = try connection.supplyAndDemand()
        let matching = Matching(of: queue, from: lots.compactMap(\.facts), under: terms, on: day)
        let moved = Set(matching.promises.map(\.declaration))
        for (lot, claims) in aged {
            let parts = Dictionary(grouping: claims) { moved.contains($0.claim.declaration.sequence) }
            try append(parts[true] ?? [], of: lot.code, cause: .moved)
            try append(parts[false] ?? [], of: lot.code, cause: .cancelled)
        }
        try promise(matching.promises, from: lots)
        let released = aged.flatMap { lot, claims in claims.map { $0.claim.released($0.count, of: lot.code) } }
        return MatchRun(
            promises: matching.promises.map {
                MatchOutcome.Promise(declaration: $0.declaration, lot: $0.lot, quantity: $0.quantity)
            }, released: released, waiting: matching.waiting, more: matching.more)
    }

    /// Forwards that have waited longer than their programme allows, by lot.
    private func agedForwards() throws -> [(lot: LotRow, claims: [(claim: ClaimRow, count: Int64)])] {
        var aged: [(lot: LotRow, claims: [(claim: ClaimRow, count: Int64)])] = []
        for lot in try connection.lots(where: "lot.state = 'sealed'") where lot.balance != nil {
            let claims = try connection.claims(where: "claim.lot = \(lot.id) AND claim.promised > 0").filter {
                SupplyTerms($0.declaration.programme.rules.supply).forwardHasAged(promised: $0.promisedDay, on: day)
            }
            if !claims.isEmpty { aged.append((lot, claims.map { ($0, $0.promised) })) }
        }
        return aged
    }

    /// Writes the promises of a run, lot by lot in the order of `lots`.
    func promise(_ promises: [MatchedPromise], from lots: [LotRow]) throws {
        let promised = Dictionary(grouping: promises, by: \.lot)
        for var lot in lots {
            if let promises = promised[lot.code] { try promise(promises, of: &lot) }
        }
    }

    /// Writes promises of one lot: claims made or raised, declarations, the lot's balance, one entry.
    private func promise(_ promises: [MatchedPromise], of lot: inout LotRow) throws {
        var quantities: [ClaimQuantity] = []
        for promise in promises {
            let declaration = try connection.declaration(promise.declaration)
            try lot.balance?.promise(promise.quantity)
            let count = promise.quantity.count
            try connection.run(
                """
                INSERT INTO claim (public_id, declaration, lot, promised, promised_day)
                VALUES (\(randomID().bytes), \(declaration.id), \(lot.id), \(count), \(Int64(day.number)))
                ON CONFLICT (declaration, lot) DO UPDATE SET promised = promised + excluded.promised,
                    outwaited = 0,
                    promised_day = CASE WHEN claim.promised = 0 THEN excluded.promised_day ELSE claim.promised_day END
                """)
            try connection.run(
                "UPDATE declaration SET promised = promised + \(count) WHERE id = \(declaration.id)")
            let claim = try connection.claims(
                where: "claim.lot = \(lot.id) AND claim.declaration = \(declaration.id)")[0]
            quantities.append(claim.quantity(count))
        }
        try append(
            .promised(Promised(lot: lot.code, claims: quantities)), .declarations(promises.map(\.declaration)))
        try connection.update(lot)
    }
}
