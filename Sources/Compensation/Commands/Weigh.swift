import Access
public import Journal
public import Lots
public import Primitives
public import Programmes
import Registry
import Storage

/// A weighing as it is taken down.
public struct WeighingToRecord: Sendable {
    public let lot: Code
    public let place: WeighingPlace
    public let reading: ScaleReading
    public let pieces: Pieces?
    public let basis: WeighingBasis
    public let scale: String?
    public let evidence: [Evidence]

    public init(
        lot: Code, place: WeighingPlace, reading: ScaleReading, pieces: Pieces?, basis: WeighingBasis,
        scale: String? = nil, evidence: [Evidence] = []
    ) {
        self.lot = lot
        self.place = place
        self.reading = reading
        self.pieces = pieces
        self.basis = basis
        self.scale = scale
        self.evidence = evidence
    }
}

/// What a declaration gave back of a lot.
public struct ReleasedQuantity: Hashable, Sendable {
    public let declaration: Int64
    public let lot: Code
    public let quantity: Quantity
}

/// What a weighing, or its voiding, did to the lot.
public struct WeighingOutcome: Hashable, Sendable {
    /// The sequence of the weighing's entry.
    public let weighing: Int64
    public let claimable: ClaimableMass?
    public let released: [ReleasedQuantity]
    /// Why the lot was rejected by what the scale showed; `nil` where it was not.
    public let rejection: LotRejection?
}

extension Compensation {
    /// Takes down a weighing. One that lowers what may be claimed first takes back what no longer fits, newest declaration
    /// first; one that leaves nothing rejects the lot.
    public func weigh(_ weighing: WeighingToRecord, as actor: Actor) async throws -> WeighingOutcome {
        try await registry.act(as: actor) { act in
            try act.require(.weigh)
            let db = act.connection
            var lot = try db.lot(weighing.lot)
            guard lot.state == .sealed else { throw CompensationRefusal.lotNotOpenToWeighing(lot.code, lot.state) }
            guard weighing.place.day <= act.day.adding(days: 1) ?? act.day else {
                throw CompensationRefusal.dayInFuture(weighing.place.day, today: act.day)
            }
            let facility = try db.facility(weighing.place.facility)
            let mine = [lot.provider, lot.collector, facility.record.party].contains(act.actor.party)
            guard mine else { throw CompensationRefusal.notConcerned(act.actor, lot.code) }
            let earlier = try db.weighings(of: lot.id)
            let (claimable, rejection) = try ClaimableMass.standing(
                earlier + [
                    Weighing(
                        id: Int64.max, place: weighing.place, reading: weighing.reading, pieces: weighing.pieces,
                        basis: weighing.basis)
                ], under: lot.standard.rules)
            // One mistyped digit must not end a lot that the party has nothing to do with yet.
            if rejection != nil, ![lot.provider, lot.collector].contains(act.actor.party) {
                guard try db.weighed(lot: lot.id, at: facility.record.party) else {
                    throw CompensationRefusal.notConcerned(act.actor, lot.code)
                }
            }
            let released = try act.lower(&lot, to: claimable)
            let sequence = try act.append(
                .lotWeighed(
                    LotWeighed(
                        lot: lot.code, stage: weighing.place.stage, facility: weighing.place.facility,
                        day: weighing.place.day, gross: weighing.reading.gross, tare: weighing.reading.tare,
                        net: weighing.reading.net, pieces: weighing.pieces, basis: weighing.basis,
                        claimable: claimable)),
                .lotWeighed(
                    WeighingPapers(
                        ticket: weighing.place.ticket, scale: weighing.scale, evidence: weighing.evidence)))
            try db.insert(weighing, as: sequence, lot: lot.id, facility: facility.id, by: act)
            if let ticket = weighing.place.ticket {
                try db.mark(.ticket, "\(weighing.place.facility.text):\(ticket)", lot: lot.id)
            }
            try act.keep(weighing.evidence, behind: lot.id, in: sequence)
            if rejection != nil { try act.reject(&lot, cause: .nothingClaimable) }
            return WeighingOutcome(
                weighing: sequence, claimable: claimable, released: released, rejection: rejection)
        }
    }

    /// Voids a weighing: it stands in the record and counts for nothing. By a member of another party than the one that
    /// weighed, so that nobody corrects alone.
    public func voidWeighing(
        _ weighing: Int64, of code: Code, cause: VoidCause, as actor: Actor
    ) async throws -> WeighingOutcome {
        try await registry.act(as: actor) { act in
            try act.require(.voidWeighing)
            let db = act.connection
            var lot = try db.lot(code)
            guard lot.state == .sealed else { throw CompensationRefusal.lotNotOpenToWeighing(code, lot.state) }
            let weighings = try db.weighings(of: lot.id)
            guard let voided = weighings.first(where: { $0.id == weighing }) else {
                throw CompensationRefusal.unknownWeighing(code, weighing)
            }
            guard !voided.voided else { throw CompensationRefusal.alreadyVoided(weighing) }
            let weigher = try db.run("SELECT party FROM weighing WHERE sequence = \(weighing)")[0].integer("party")
            guard weigher != act.party else { throw CompensationRefusal.voidedByOwnParty(act.actor) }
            let mine = [lot.provider, lot.collector].contains(act.actor.party)
            guard try mine || db.weighed(lot: lot.id, at: act.actor.party) else {
                throw CompensationRefusal.notConcerned(act.actor, code)
            }
            let (claimable, rejection) = ClaimableMass.standing(
                weighings.map { $0.id == weighing ? $0.voiding() : $0 }, under: lot.standard.rules)
            let released = try act.lower(&lot, to: claimable)
            try db.run("UPDATE weighing SET voided = 1 WHERE sequence = \(weighing)")
            try db.freeTicket(of: voided, lot: lot.id)
            try act.append(
                .weighingVoided(
                    WeighingVoided(lot: code, weighing: weighing, cause: cause, claimable: claimable)))
            if rejection != nil { try act.reject(&lot, cause: .nothingClaimable) }
            return WeighingOutcome(
                weighing: weighing, claimable: claimable, released: released, rejection: rejection)
        }
    }
}

extension ClaimableMass {
    /// What these weighings leave to claim: nothing where none is on the standard's basis, and nothing, with the reason,
    /// where what they show rejects the lot.
    static func standing(
        _ weighings: [Weighing], under standard: SupplyStandard
    ) -> (claimable: ClaimableMass?, rejection: LotRejection?) {
        do throws(LotRejection) {
            return (try of(weighings, under: standard), nil)
        } catch {
            return (nil, error)
        }
    }
}

extension Act {
    /// Brings the lot's balance down (or up) to what may be claimed now, taking back what no longer fits.
    fileprivate func lower(_ lot: inout LotRow, to claimable: ClaimableMass?) throws -> [ReleasedQuantity] {
        let claims = try connection.claims(where: "claim.lot = \(lot.id) AND claim.promised > 0")
        var released: [(claim: ClaimRow, count: Int64)] = []
        guard let claimable else {
            released = try releaseAll(of: &lot, cause: .trimmed)
            lot.balance = nil
            try connection.update(lot)
            return released.map { $0.claim.released($0.count, of: lot.code) }
        }
        guard var trimmed = lot.balance else {
            lot.balance = LotBalance(claimable)
            try connection.update(lot)
            return []
        }
        let held = claims.map { LotPromise(claim: $0.publicID, declaration: $0.declaration.sequence, held: $0.held) }
        for release in try trimmed.trim(held, to: claimable) {
            guard let claim = claims.first(where: { $0.publicID == release.claim }) else { continue }
            released.append((claim, release.quantity.count))
        }
        if !released.isEmpty { try self.release(released, of: &lot, cause: .trimmed) }
        lot.balance = trimmed
        try connection.update(lot)
        return released.map { $0.claim.released($0.count, of: lot.code) }
    }

    /// Takes a lot out of supply. All it had promised is given back first.
    func reject(_ lot: inout LotRow, cause: LotCause) throws {
        _ = try releaseAll(of: &lot, cause: .rejected)
        lot.state = try lot.state.after(.rejected)
        try append(.lotRejected(LotTurned(lot: lot.code, cause: cause)))
        try connection.update(lot)
    }
}

extension ClaimRow {
    func released(_ count: Int64, of lot: Code) -> ReleasedQuantity {
        ReleasedQuantity(declaration: declaration.sequence, lot: lot, quantity: declaration.quantity(count))
    }
}

extension Connection {
    /// A voided weighing's ticket may stand behind the lot that it belongs to, unless another weighing of this one has it.
    fileprivate func freeTicket(of voided: Weighing, lot: Int64) throws {
        guard let mark = try ticketMark(of: voided) else { return }
        for other in try weighings(of: lot) where !other.voided && other.id != voided.id {
            if try ticketMark(of: other) == mark { return }
        }
        try run(
            "DELETE FROM lot_mark WHERE kind = \(MarkKind.ticket.rawValue) AND value = \(mark) AND lot = \(lot)")
    }

    private func ticketMark(of weighing: Weighing) throws -> String? {
        guard case .lotWeighed(let papers) = try entry(weighing.id).sealed?.part, let ticket = papers.ticket else {
            return nil
        }
        return MarkText.normal("\(weighing.facility.text):\(ticket)")
    }

    /// Whether the lot was weighed at a facility of this party.
    fileprivate func weighed(lot: Int64, at party: Code) throws -> Bool {
        try weighings(of: lot).contains { try facility($0.facility).record.party == party }
    }

    fileprivate func insert(
        _ weighing: WeighingToRecord, as sequence: Int64, lot: Int64, facility: Int64, by act: Act
    ) throws {
        let (place, reading) = (weighing.place, weighing.reading)
        try run(
            """
            INSERT INTO weighing (sequence, lot, stage, facility, day, gross, tare, net, pieces, battery, packaging,
                member, party)
            VALUES (\(sequence), \(lot), \(place.stage.rawValue), \(facility), \(Int64(place.day.number)),
                \(reading.gross.count), \(reading.tare.count), \(reading.net.count), \(weighing.pieces?.count),
                \(weighing.basis.battery.rawValue), \(weighing.basis.packaging.rawValue), \(act.actor.member.text),
                \(act.party))
            """)
    }
}
