import Access
public import Journal
public import Lots
public import Primitives
import Programmes
import Registry
import Storage
import TransparencyLog

/// Scrap as it is closed into a lot.
public struct LotToSeal: Sendable {
    public let lot: Code
    /// The class of the scrap.
    public let scrap: Code
    /// Where it was collected.
    public let country: Country
    public let collected: ClosedRange<Day>
    /// The supply standard; the version in force on the first day of collection is the lot's for good.
    public let standard: Code
    public let collector: Code
    public let seals: [String]
    public let bags: [String]
    /// IMEIs or serials that could be read.
    public let devices: [String]
    public let prices: [PricePaid]
    public let evidence: [Evidence]
    public let others: [OtherRegistry]

    public init(
        lot: Code, scrap: Code, country: Country, collected: ClosedRange<Day>, standard: Code, collector: Code,
        seals: [String] = [], bags: [String] = [], devices: [String] = [], prices: [PricePaid] = [],
        evidence: [Evidence] = [], others: [OtherRegistry] = []
    ) {
        self.lot = lot
        self.scrap = scrap
        self.country = country
        self.collected = collected
        self.standard = standard
        self.collector = collector
        self.seals = seals
        self.bags = bags
        self.devices = devices
        self.prices = prices
        self.evidence = evidence
        self.others = others
    }
}

extension Compensation {
    /// Closes a lot. Marks that stand behind another lot are not refused here: the guard names them when it is to be
    /// verified, with both lots before a person's eyes.
    @discardableResult
    public func seal(_ lot: LotToSeal, as actor: Actor) async throws -> Int64 {
        try await registry.act(as: actor) { act in
            try act.require(.sealLot)
            return try act.seal(lot)
        }
    }
}

extension Act {
    func seal(_ lot: LotToSeal) throws -> Int64 {
        guard try connection.run("SELECT 1 FROM lot WHERE code = \(lot.lot.text)").isEmpty else {
            throw CompensationRefusal.lotExists(lot.lot)
        }
        guard lot.collected.upperBound <= day else {
            throw CompensationRefusal.dayInFuture(lot.collected.upperBound, today: day)
        }
        let scrap = try connection.classID(lot.scrap)
        let standard = try connection.standard(lot.standard, on: lot.collected.lowerBound)
        guard standard.rules.classes.contains(lot.scrap) else {
            throw CompensationRefusal.classNotInStandard(lot.scrap, standard.rules.version)
        }
        let collector = try connection.collector(lot.collector)
        let entry = LotSealed(
            lot: lot.lot, provider: actor.party, scrap: lot.scrap, country: lot.country,
            collected: lot.collected, standard: standard.rules.version, others: lot.others)
        let papers = LotPapers(
            collector: lot.collector, seals: try SealedList(lot.seals), bags: try SealedList(lot.bags),
            devices: try SealedList(lot.devices), prices: lot.prices, evidence: lot.evidence)
        let sequence = try append(.lotSealed(entry), .lotSealed(papers))
        try connection.run(
            """
            INSERT INTO lot (sequence, code, provider, recorder, collector, class, country, first_day, last_day,
                standard, state)
            VALUES (\(sequence), \(lot.lot.text), \(party), \(party), \(collector.id), \(scrap),
                \(lot.country.text), \(Int64(lot.collected.lowerBound.number)),
                \(Int64(lot.collected.upperBound.number)), \(standard.id), \(LotState.sealed.rawValue))
            """)
        let id = try connection.lot(lot.lot).id
        for seal in lot.seals { try connection.mark(.seal, seal, lot: id) }
        for bag in lot.bags { try connection.mark(.bag, bag, lot: id) }
        for device in lot.devices { try connection.mark(.deviceNumber, device, lot: id) }
        for other in lot.others { try connection.mark(.registryID, "\(other.registry.text):\(other.id)", lot: id) }
        for price in lot.prices {
            try connection.run(
                """
                INSERT INTO lot_price (lot, currency, minor_units, pieces)
                VALUES (\(id), \(price.currency), \(price.minorUnits), \(price.pieces.count))
                """)
        }
        try keep(lot.evidence, behind: id, in: sequence)
        return sequence
    }

    /// Takes note of evidence behind a lot. A photo stands behind one lot only.
    func keep(_ evidence: [Evidence], behind lot: Int64, in sequence: Int64) throws {
        try name(evidence: evidence.map(\.digest), in: sequence)
        for file in evidence {
            try connection.run(
                """
                INSERT INTO lot_evidence (lot, kind, digest, party)
                VALUES (\(lot), \(file.kind.rawValue), \(file.digest.bytes), \(file.party?.text ?? ""))
                ON CONFLICT DO NOTHING
                """)
            if file.kind == .photo { try connection.mark(.photo, file.digest.text, lot: lot) }
        }
    }
}

extension SealedList {
    /// Up to 500 items as they are, past that their number and the Merkle root over their UTF-8 bytes in the order given.
    ///
    /// - Throws: `badMark` for an empty item, one above 80 characters, or one that stands twice.
    init(_ items: [String]) throws(CompensationRefusal) {
        var seen: Set<String> = []
        for item in items {
            let normal = MarkText.normal(item)
            guard item.isPlain(longest: 80), MarkText.isPrintableASCII(item), !normal.isEmpty,
                seen.insert(normal).inserted
            else { throw .badMark(item) }
        }
        if items.count <= Self.itemsMax {
            self = .items(items)
            return
        }
        var edge = TreeEdge()
        for item in items { edge.append(leaf: Hash(leaf: Array(item.utf8))) }
        guard let root = Digest(edge.root.bytes) else { preconditionFailure("a root has 32 bytes") }
        self = .root(count: items.count, root)
    }
}
