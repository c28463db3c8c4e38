public import Primitives
public import Programmes

/// Why a weighing is not taken down.
public enum WeighingRefusal: Error, Hashable, Sendable {
    case tareAboveGross(gross: Grams, tare: Grams)
    /// The net that was typed is not gross minus tare.
    case netDiffers(stated: Grams, gross: Grams, tare: Grams)
    case netAboveMost(Grams)
    case piecesAboveMost(Pieces)
    /// How many characters the ticket has.
    case ticketLength(Int)
}

/// What the scale showed, in grams: net is gross minus tare, and at most 10^10 g (docs/spec/lots.md, L-1).
public struct ScaleReading: Hashable, Sendable {
    public let gross: Grams
    /// Bags, boxes, pallet.
    public let tare: Grams
    /// 0 to 10^10 g. A net of 0 is taken down, and rejects the lot.
    public let net: Grams

    /// All three are asked for, so that one mistyped digit is noticed.
    public init(gross: Grams, tare: Grams, net: Grams) throws(WeighingRefusal) {
        guard tare <= gross else { throw .tareAboveGross(gross: gross, tare: tare) }
        guard gross - tare == net else { throw .netDiffers(stated: net, gross: gross, tare: tare) }
        guard net <= ClaimableMass.massMost else { throw .netAboveMost(net) }
        self.gross = gross
        self.tare = tare
        self.net = net
    }
}

/// The place, day and paper of a weighing.
public struct WeighingPlace: Hashable, Sendable {
    public let stage: Stage
    public let facility: Code
    /// The day on the facility's own wall.
    public let day: Day
    /// The weight ticket's number, 1 to 80 characters as printed; unique within its facility.
    public let ticket: String?

    public init(stage: Stage, facility: Code, day: Day, ticket: String?) throws(WeighingRefusal) {
        if let ticket, !(1...80).contains(ticket.count) { throw .ticketLength(ticket.count) }
        self.stage = stage
        self.facility = facility
        self.day = day
        self.ticket = ticket
    }
}

/// One weighing of the whole of a lot, or a lot's share of one over several (L-1, L-19). What was weighed is never changed: a wrong weighing is voided.
public struct Weighing: Hashable, Sendable {
    /// The sequence of its entry in the journal.
    public let id: Int64
    public let place: WeighingPlace
    public let reading: ScaleReading
    /// 0 to 10^8; `nil` where nobody counted. A count of 0 is taken down, and rejects the lot.
    public let pieces: Pieces?
    public let basis: WeighingBasis
    /// Voided by a second person: it stands in the record and counts for nothing.
    public let voided: Bool
    /// The weighing over several lots that this is one lot's share of; `nil` for a weighing of this lot alone.
    public let share: WeighingShare?

    public init(
        id: Int64, place: WeighingPlace, reading: ScaleReading, pieces: Pieces?, basis: WeighingBasis,
        voided: Bool = false, share: WeighingShare? = nil
    ) throws(WeighingRefusal) {
        if let pieces, pieces > ClaimableMass.countMost { throw .piecesAboveMost(pieces) }
        self.init(unchecked: id, place, reading, pieces, basis, voided, share)
    }

    private init(
        unchecked id: Int64, _ place: WeighingPlace, _ reading: ScaleReading, _ pieces: Pieces?,
        _ basis: WeighingBasis, _ voided: Bool, _ share: WeighingShare?
    ) {
        self.id = id
        self.place = place
        self.reading = reading
        self.pieces = pieces
        self.basis = basis
        self.voided = voided
        self.share = share
    }

    public var stage: Stage { place.stage }
    public var facility: Code { place.facility }
    public var day: Day { place.day }
    public var ticket: String? { place.ticket }
    public var net: Grams { reading.net }

    /// The same weighing, voided.
    public func voiding() -> Weighing { Weighing(unchecked: id, place, reading, pieces, basis, true, share) }
}
