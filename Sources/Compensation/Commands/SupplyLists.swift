import Access
public import Journal
import Lots
import Primitives
import Registry
import Storage

/// How a list of lots or weighings is taken.
public enum ListManner: Hashable, Sendable {
    /// Each row by itself, in a transaction of its own: what is refused leaves the others as they are.
    case rowByRow
    /// All rows in one transaction, or none.
    case allOrNothing
    /// As all in one transaction, which is then taken back: nothing is written.
    case rehearsal
}

/// What became of a row of a list.
public enum ListedRow: Sendable {
    /// The sequence of its entry; of a rehearsal, the one it would have had.
    case taken(Int64)
    /// The registry has exactly this already, under this sequence.
    case duplicate(Int64)
    case refused(any Error)

    public var isRefused: Bool {
        if case .refused = self { true } else { false }
    }
}

/// A weighing of a list: of one lot, or of several on one scale.
public enum ListedWeighing: Sendable {
    case alone(WeighingToRecord)
    case shared(SharedWeighing)
}

extension Compensation {
    /// Seals the lots of a list. A lot that is there with the same papers is a duplicate, so that a list may be sent again.
    public func seal(
        _ lots: [LotToSeal], _ manner: ListManner, as actor: Actor
    ) async throws -> [ListedRow] {
        try await take(lots, manner, as: actor, permission: .sealLot) { act, lot in
            if let earlier = try act.sealed(alike: lot) { return .duplicate(earlier) }
            return .taken(try act.seal(lot))
        }
    }

    /// Takes down the weighings of a list. One that is there with the same figures, day, ticket and evidence is a duplicate, also
    /// where it was voided since: a list that is sent again brings nothing back.
    public func weigh(
        _ weighings: [ListedWeighing], _ manner: ListManner, as actor: Actor
    ) async throws -> [ListedRow] {
        try await take(weighings, manner, as: actor, permission: .weigh) { act, weighing in
            switch weighing {
            case .alone(let one):
                if let earlier = try act.weighed(alike: one, whole: nil) { return .duplicate(earlier) }
                return .taken(try act.weigh(one).weighing)
            case .shared(let several):
                if let earlier = try act.weighed(alike: several) { return .duplicate(earlier) }
                return .taken(try act.weigh(several)[0].weighing)
            }
        }
    }

    func take<Row: Sendable>(
        _ rows: [Row], _ manner: ListManner, as actor: Actor, permission: Permission,
        _ one: @escaping @Sendable (Act, Row) throws -> ListedRow
    ) async throws -> [ListedRow] {
        guard manner == .rowByRow else {
            do {
                return try await registry.act(as: actor) { act in
                    try act.require(permission)
                    let told = try rows.map { row in
                        do { return try one(act, row) } catch { return .refused(try refusal(error)) }
                    }
                    // What was written for rows that were taken, or half written for one that was not, goes back.
                    if manner == .rehearsal || told.contains(where: \.isRefused) { throw TakenBack(rows: told) }
                    return told
                }
            } catch let back as TakenBack {
                return back.rows
            }
        }
        var told: [ListedRow] = []
        for row in rows {
            do {
                told.append(
                    try await registry.act(as: actor) { act in
                        try act.require(permission)
                        do { return try one(act, row) } catch { throw RowRefused(error: try refusal(error)) }
                    })
            } catch let refused as RowRefused {
                told.append(.refused(refused.error))
            }
        }
        return told
    }
}

/// Ends a transaction whose rows were only tried.
private struct TakenBack: Error {
    let rows: [ListedRow]
}

/// Ends the transaction of one row.
private struct RowRefused: Error {
    let error: any Error
}

/// The refusal of a row; what is no row's fault is thrown on.
func refusal(_ error: any Error) throws -> any Error {
    switch error {
    case CompensationRefusal.damaged, RegistryRefusal.damaged: throw error
    case is CompensationRefusal, is RegistryRefusal, is WeighingRefusal, is OpeningRefusal, is BalanceRefusal:
        return error
    default: throw error
    }
}

extension Act {
    /// The lot of that code, where its entry says the same as this one would.
    fileprivate func sealed(alike lot: LotToSeal) throws -> Int64? {
        guard let row = try connection.lots(where: "lot.code = \(lot.lot.text)").first else { return nil }
        guard case .lotSealed(let entry) = try connection.entry(row.sequence).entry.open,
            case .lotSealed(let papers) = try connection.entry(row.sequence).sealed?.part
        else { throw CompensationRefusal.damaged(column: "lot.sequence") }
        let same =
            entry.provider == actor.party && entry.scrap == lot.scrap && entry.country == lot.country
            && entry.collected == lot.collected && entry.standard.code == lot.standard && entry.others == lot.others
        return try same
            && papers
                == LotPapers(
                    collector: lot.collector, seals: SealedList(lot.seals), bags: SealedList(lot.bags),
                    devices: SealedList(lot.devices), prices: lot.prices, evidence: lot.evidence)
            ? row.sequence : nil
    }

    /// A weighing of the lot, voided or not, whose entry says the same; of several lots, the share in this whole.
    fileprivate func weighed(alike weighing: WeighingToRecord, whole: SharedWeighing?) throws -> Int64? {
        guard let lot = try connection.lots(where: "lot.code = \(weighing.lot.text)").first else { return nil }
        for earlier in try connection.weighings(of: lot.id) {
            guard earlier.stage == weighing.place.stage, earlier.facility == weighing.place.facility,
                earlier.day == weighing.place.day, earlier.basis == weighing.basis
            else { continue }
            if let share = earlier.share {
                guard let whole, share.gross == whole.reading.gross, share.tare == whole.reading.tare,
                    share.pieces == whole.pieces, share.lots == whole.lots.count
                else { continue }
            } else {
                guard whole == nil, earlier.reading == weighing.reading, earlier.pieces == weighing.pieces else {
                    continue
                }
            }
            guard case .lotWeighed(let papers) = try connection.entry(earlier.id).sealed?.part else {
                throw CompensationRefusal.damaged(column: "weighing.sequence")
            }
            let same = WeighingPapers(
                ticket: weighing.place.ticket, scale: weighing.scale, evidence: weighing.evidence)
            if papers == same { return earlier.share?.first ?? earlier.id }
        }
        return nil
    }

    /// One weighing over exactly these lots, in the same whole.
    fileprivate func weighed(alike weighing: SharedWeighing) throws -> Int64? {
        var found: Set<Int64?> = []
        for lot in weighing.lots {
            let share = WeighingToRecord(
                lot: lot, place: weighing.place, reading: weighing.reading, pieces: weighing.pieces,
                basis: weighing.basis, scale: weighing.scale, evidence: weighing.evidence)
            found.insert(try weighed(alike: share, whole: weighing))
        }
        return found.count == 1 ? found.first ?? nil : nil
    }
}
