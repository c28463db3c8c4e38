public import Primitives
public import Programmes

/// What a share says of the weighing that it is a part of: one scale, several lots (docs/spec/lots.md, L-19).
public struct WeighingShare: Hashable, Sendable {
    /// How many lots one weighing is shared among: 2 to 100.
    public static let lotsRange = 2...100

    /// The sequence of the first share's entry: all shares of the weighing name it.
    public let first: Int64
    /// What the scale showed for all the lots together.
    public let gross: Grams
    public let tare: Grams
    public let net: Grams
    public let pieces: Pieces?
    public let lots: Int

    public init(first: Int64, gross: Grams, tare: Grams, net: Grams, pieces: Pieces?, lots: Int) {
        self.first = first
        self.gross = gross
        self.tare = tare
        self.net = net
        self.pieces = pieces
        self.lots = lots
    }
}

/// What one lot has of a weighing over several.
public struct ShareOfLot: Hashable, Sendable {
    public let tare: Grams
    public let net: Grams
    public let pieces: Pieces?

    public init(tare: Grams, net: Grams, pieces: Pieces?) {
        self.tare = tare
        self.net = net
        self.pieces = pieces
    }

    /// Net, tare and pieces of the whole, each shared by the lots' last nets; a share's gross is its tare and net.
    ///
    /// - Returns: `nil` where a lot has no last net, or one of nothing, and where there are not 2 to 100 lots.
    public static func shares(
        net: Grams, tare: Grams, pieces: Pieces?, by lastNets: [Code: Grams?]
    ) -> [Code: ShareOfLot]? {
        guard WeighingShare.lotsRange.contains(lastNets.count) else { return nil }
        var weights: [Code: Int64] = [:]
        for (lot, last) in lastNets {
            guard let last, last > .zero else { return nil }
            weights[lot] = last.count
        }
        guard let nets = Apportionment.shares(of: net.count, by: weights),
            let tares = Apportionment.shares(of: tare.count, by: weights)
        else { return nil }
        let counts = pieces.flatMap { Apportionment.shares(of: $0.count, by: weights) }
        var shares: [Code: ShareOfLot] = [:]
        for lot in weights.keys {
            guard let net = nets[lot].flatMap({ Grams($0) }), let tare = tares[lot].flatMap({ Grams($0) }) else {
                return nil
            }
            shares[lot] = ShareOfLot(tare: tare, net: net, pieces: counts?[lot].flatMap { Pieces($0) })
        }
        return shares
    }
}

extension Weighing {
    /// The net by which a lot has its part in a weighing over several lots at `stage`: that of its newest standing weighing
    /// at that stage or one before, whatever the basis. `nil` where there is none.
    public static func lastNet(of weighings: [Weighing], until stage: Stage) -> Grams? {
        weighings.filter { !$0.voided && $0.stage.place <= stage.place }.max { $0.id < $1.id }?.net
    }
}

extension Stage {
    /// 0 at collection, 1 at receipt, 2 at treatment: the order in which a lot comes through them.
    public var place: Int {
        switch self {
        case .collection: 0
        case .receipt: 1
        case .treatment: 2
        }
    }
}
