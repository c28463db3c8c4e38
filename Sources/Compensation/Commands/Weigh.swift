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

/// One weighing over several lots as it is taken down: what the scale showed for all of them together.
public struct SharedWeighing: Sendable {
    public let lots: [Code]
    public let place: WeighingPlace
    public let reading: ScaleReading
    public let pieces: Pieces?
    public let basis: WeighingBasis
    public let scale: String?
    public let evidence: [Evidence]

    public init(
        lots: [Code], place: WeighingPlace, reading: ScaleReading, pieces: Pieces?, basis: WeighingBasis,
        scale: String? = nil, evidence: [Evidence] = []
    ) {
        self.lots = lots
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
    public let lot: Code
    /// The sequence of the weighing's entry.
    public let weighing: Int64
    /// What it states of this lot: its share, where several lots have part in the weighing.
    public let net: Grams
    public let pieces: Pieces?
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
            return try act.weigh(weighing)
        }
    }

    /// Takes down one weighing over several lots. Each has the share that its last net gives it (docs/spec/lots.md, L-19).
    ///
    /// - Returns: what became of each lot, in the order of their codes.
    public func weigh(_ weighing: SharedWeighing, as actor: Actor) async throws -> [WeighingOutcome] {
        try await registry.act(as: actor) { act in
            try act.require(.weigh)
            return try act.weigh(weighing)
        }
    }

    /// Voids a weighing: it stands in the record and counts for nothing. By a member of another party than the one that
    /// weighed, so that nobody corrects alone. Where several lots share it, all their shares are voided together, but those
    /// of lots that ended since.
    ///
    /// - Returns: what became of the lot that was named, then of the others in the order of their codes.
    public func voidWeighing(
        _ weighing: Int64, of code: Code, cause: VoidCause, as actor: Actor
    ) async throws -> [WeighingOutcome] {
        try await registry.act(as: actor) { act in
            try act.require(.voidWeighing)
            let db = act.connection
            let lot = try db.lot(code)
            guard lot.state == .sealed else { throw CompensationRefusal.lotNotOpenToWeighing(code, lot.state) }
            guard let voided = try db.weighings(of: lot.id).first(where: { $0.id == weighing }) else {
                throw CompensationRefusal.unknownWeighing(code, weighing)
            }
            guard !voided.voided else { throw CompensationRefusal.alreadyVoided(weighing) }
            let weigher = try db.run("SELECT party FROM weighing WHERE sequence = \(weighing)")[0].integer("party")
            guard weigher != act.party else { throw CompensationRefusal.voidedByOwnParty(act.actor) }
            let mine = [lot.provider, lot.collector].contains(act.actor.party)
            guard try mine || db.weighed(lot: lot.id, at: act.actor.party) else {
                throw CompensationRefusal.notConcerned(act.actor, code)
            }
            var parts = [(lot: lot, weighing: weighing)]
            if let share = voided.share {
                parts += try db.otherShares(of: share.first, than: lot.id).filter { !$0.lot.state.isEnd }
            }
            for part in parts where part.lot.state != .sealed {
                throw CompensationRefusal.lotNotOpenToWeighing(part.lot.code, part.lot.state)
            }
            var outcomes: [WeighingOutcome] = []
            for index in parts.indices {
                let part = parts[index]
                let weighings = try db.weighings(of: part.lot.id)
                let (claimable, rejection) = ClaimableMass.standing(
                    weighings.map { $0.id == part.weighing ? $0.voiding() : $0 }, under: part.lot.standard.rules)
                let released = try act.lower(&parts[index].lot, to: claimable)
                guard let own = weighings.first(where: { $0.id == part.weighing }) else {
                    throw CompensationRefusal.damaged(column: "weighing.sequence")
                }
                outcomes.append(
                    WeighingOutcome(
                        lot: part.lot.code, weighing: part.weighing, net: own.net, pieces: own.pieces,
                        claimable: claimable, released: released,
                        rejection: rejection))
            }
            for (part, outcome) in zip(parts, outcomes) {
                try db.run("UPDATE weighing SET voided = 1 WHERE sequence = \(part.weighing)")
                // Its ticket may stand behind the lot that it belongs to.
                try db.run(
                    """
                    DELETE FROM lot_mark WHERE lot = \(part.lot.id) AND kind = \(MarkKind.ticket.rawValue)
                        AND weighing = \(voided.share?.first ?? weighing)
                    """)
                try act.append(
                    .weighingVoided(
                        WeighingVoided(
                            lot: part.lot.code, weighing: part.weighing, cause: cause, claimable: outcome.claimable)))
            }
            for index in parts.indices where outcomes[index].rejection != nil {
                try act.reject(&parts[index].lot, cause: .nothingClaimable)
            }
            return outcomes
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
    func weigh(_ weighing: WeighingToRecord) throws -> WeighingOutcome {
        var lot = try connection.lot(weighing.lot)
        guard lot.state == .sealed else { throw CompensationRefusal.lotNotOpenToWeighing(lot.code, lot.state) }
        let facility = try self.facility(of: weighing.place)
        let (claimable, rejection) = try outcome(of: weighing, on: lot, at: facility)
        let released = try lower(&lot, to: claimable)
        let sequence = try takeDown(weighing, of: lot, at: facility, leaving: claimable)
        if rejection != nil { try reject(&lot, cause: .nothingClaimable) }
        return WeighingOutcome(
            lot: lot.code, weighing: sequence, net: weighing.reading.net, pieces: weighing.pieces,
            claimable: claimable, released: released, rejection: rejection)
    }

    func weigh(_ weighing: SharedWeighing) throws -> [WeighingOutcome] {
        let codes = weighing.lots.sorted()
        guard WeighingShare.lotsRange.contains(codes.count), Set(codes).count == codes.count else {
            throw CompensationRefusal.lotsOfWeighing(
                count: codes.count, least: WeighingShare.lotsRange.lowerBound,
                most: WeighingShare.lotsRange.upperBound)
        }
        guard !weighing.evidence.contains(where: { $0.kind == .photo }) else {
            throw CompensationRefusal.photoOfSeveralLots
        }
        var lots = try codes.map { try connection.lot($0) }
        for lot in lots where lot.state != .sealed {
            throw CompensationRefusal.lotNotOpenToWeighing(lot.code, lot.state)
        }
        let facility = try self.facility(of: weighing.place)
        let shares = try self.shares(of: weighing, among: lots)
        var outcomes: [(claimable: ClaimableMass?, rejection: LotRejection?)] = []
        for (lot, share) in zip(lots, shares) { outcomes.append(try outcome(of: share, on: lot, at: facility)) }
        // What no longer fits comes back first, then the shares follow each other, then what has nothing left goes.
        var released: [[ReleasedQuantity]] = []
        for index in lots.indices { released.append(try lower(&lots[index], to: outcomes[index].claimable)) }
        let first = try nextSequence()
        var taken: [WeighingOutcome] = []
        for index in lots.indices {
            let sequence = try takeDown(
                shares[index], of: lots[index], at: facility, leaving: outcomes[index].claimable,
                shared: WeighingShare(
                    first: first, gross: weighing.reading.gross, tare: weighing.reading.tare,
                    net: weighing.reading.net, pieces: weighing.pieces, lots: lots.count))
            taken.append(
                WeighingOutcome(
                    lot: codes[index], weighing: sequence, net: shares[index].reading.net,
                    pieces: shares[index].pieces, claimable: outcomes[index].claimable,
                    released: released[index], rejection: outcomes[index].rejection))
        }
        for index in lots.indices where outcomes[index].rejection != nil {
            try reject(&lots[index], cause: .nothingClaimable)
        }
        return taken
    }

    /// The facility of a weighing, whose day has come.
    fileprivate func facility(of place: WeighingPlace) throws -> FacilityRow {
        guard place.day <= day.adding(days: 1) ?? day else {
            throw CompensationRefusal.dayInFuture(place.day, today: day)
        }
        return try connection.facility(place.facility)
    }

    /// What a weighing would leave to claim of a lot, where this actor may take it down.
    fileprivate func outcome(
        of weighing: WeighingToRecord, on lot: LotRow, at facility: FacilityRow
    ) throws -> (claimable: ClaimableMass?, rejection: LotRejection?) {
        let mine = [lot.provider, lot.collector].contains(actor.party)
        guard mine || facility.record.party == actor.party else {
            throw CompensationRefusal.notConcerned(actor, lot.code)
        }
        let (claimable, rejection) = try ClaimableMass.standing(
            connection.weighings(of: lot.id) + [
                Weighing(
                    id: Int64.max, place: weighing.place, reading: weighing.reading, pieces: weighing.pieces,
                    basis: weighing.basis)
            ], under: lot.standard.rules)
        // One mistyped digit must not end a lot that the party has nothing to do with yet.
        if rejection != nil, !mine {
            guard try connection.weighed(lot: lot.id, at: facility.record.party) else {
                throw CompensationRefusal.notConcerned(actor, lot.code)
            }
        }
        return (claimable, rejection)
    }

    /// Each lot's share of a weighing over several, in the order of `lots`.
    fileprivate func shares(of weighing: SharedWeighing, among lots: [LotRow]) throws -> [WeighingToRecord] {
        var lastNets: [Code: Grams?] = [:]
        for lot in lots {
            let last = Weighing.lastNet(of: try connection.weighings(of: lot.id), until: weighing.place.stage)
            guard let last, last > .zero else {
                throw CompensationRefusal.noEarlierNet(lot.code, weighing.place.stage)
            }
            lastNets[lot.code] = last
        }
        let shares = ShareOfLot.shares(
            net: weighing.reading.net, tare: weighing.reading.tare, pieces: weighing.pieces, by: lastNets)
        return try lots.map { lot in
            guard let share = shares?[lot.code] else { preconditionFailure("bad math in the shares of a weighing") }
            guard share.net > .zero, share.pieces != .zero else { throw CompensationRefusal.shareEmpty(lot.code) }
            return WeighingToRecord(
                lot: lot.code, place: weighing.place,
                reading: try ScaleReading(gross: share.net + share.tare, tare: share.tare, net: share.net),
                pieces: share.pieces, basis: weighing.basis, scale: weighing.scale, evidence: weighing.evidence)
        }
    }

    /// Writes a weighing of a lot, entry and row, with its ticket and evidence.
    fileprivate func takeDown(
        _ weighing: WeighingToRecord, of lot: LotRow, at facility: FacilityRow, leaving claimable: ClaimableMass?,
        shared: WeighingShare? = nil
    ) throws -> Int64 {
        let sequence = try append(
            .lotWeighed(
                LotWeighed(
                    lot: weighing.lot, stage: weighing.place.stage, facility: weighing.place.facility,
                    day: weighing.place.day, gross: weighing.reading.gross, tare: weighing.reading.tare,
                    net: weighing.reading.net, pieces: weighing.pieces, basis: weighing.basis, claimable: claimable,
                    shared: shared)),
            .lotWeighed(
                WeighingPapers(ticket: weighing.place.ticket, scale: weighing.scale, evidence: weighing.evidence)))
        try connection.insert(weighing, as: sequence, lot: lot.id, facility: facility.id, shared, by: self)
        if let ticket = weighing.place.ticket {
            try connection.mark(
                .ticket, "\(weighing.place.facility.text):\(ticket)", lot: lot.id, weighing: shared?.first ?? sequence)
        }
        try keep(weighing.evidence, behind: lot.id, in: sequence)
        return sequence
    }

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
    /// The shares that other lots have of a weighing, in the order of the lots' codes.
    fileprivate func otherShares(of first: Int64, than lot: Int64) throws -> [(lot: LotRow, weighing: Int64)] {
        try run("SELECT sequence, lot FROM weighing WHERE first = \(first) AND lot <> \(lot) ORDER BY sequence").map {
            (try self.lot(id: $0.integer("lot")), try $0.integer("sequence"))
        }
    }

    /// Whether the lot was weighed at a facility of this party.
    fileprivate func weighed(lot: Int64, at party: Code) throws -> Bool {
        try weighings(of: lot).contains { try facility($0.facility).record.party == party }
    }

    fileprivate func insert(
        _ weighing: WeighingToRecord, as sequence: Int64, lot: Int64, facility: Int64, _ share: WeighingShare?,
        by act: Act
    ) throws {
        let (place, reading) = (weighing.place, weighing.reading)
        try run(
            """
            INSERT INTO weighing (sequence, lot, stage, facility, day, gross, tare, net, pieces, battery, packaging,
                member, party, first, whole_gross, whole_tare, whole_net, whole_pieces, lots)
            VALUES (\(sequence), \(lot), \(place.stage.rawValue), \(facility), \(Int64(place.day.number)),
                \(reading.gross.count), \(reading.tare.count), \(reading.net.count), \(weighing.pieces?.count),
                \(weighing.basis.battery.rawValue), \(weighing.basis.packaging.rawValue), \(act.actor.member.text),
                \(act.party), \(share?.first), \(share?.gross.count), \(share?.tare.count), \(share?.net.count),
                \(share?.pieces?.count), \(share.map { Int64($0.lots) }))
            """)
    }
}
