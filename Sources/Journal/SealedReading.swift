import CanonicalJSON
import Lots
import Primitives
import Programmes

extension SealedPart {
    /// The members of the sealed part beside `actor` and `salt` (docs/spec/journal.md, section 4).
    init(_ kind: EntryKind, from reader: inout JSONReader) throws(JSONReadError) {
        switch kind {
        case .collectorApproved:
            self = .collectorApproved(
                CollectorApproved(
                    collector: try reader.code("collector"), from: try reader.day("from"), to: try reader.day("to"),
                    evidence: try reader.digest("evidence")))
        case .shipmentConsented: self = .shipmentConsented(try reader.list("documents") { Digest($0) })
        case .lotSealed:
            self = .lotSealed(
                LotPapers(
                    collector: try reader.code("collector"), seals: try reader.sealedList("seals"),
                    bags: try reader.sealedList("bags"), devices: try reader.sealedList("devices"),
                    prices: try reader.each("prices") { (price) throws(JSONReadError) in try PricePaid(from: &price) },
                    evidence: try reader.evidence()))
        case .lotWeighed:
            self = .lotWeighed(
                WeighingPapers(
                    ticket: try reader.stringIfPresent("ticket", as: { $0.isPlain(longest: 80) ? $0 : nil }),
                    scale: try reader.stringIfPresent("scale", as: { $0.isPlain(longest: 80) ? $0 : nil }),
                    evidence: try reader.evidence()))
        case .lotVerified:
            self = .lotVerified(
                try reader.each("verdicts") { (verdict) throws(JSONReadError) in try JournalVerdict(from: &verdict) })
        case .declared:
            self = .declared(
                DeclarationPapers(
                    customer: try reader.code("customer"), programme: try reader.version("programme"),
                    day: try reader.day("of"), owed: try reader.quantity(unit: "unit", count: "owed"),
                    classes: try reader.each("classes") { (sum) throws(JSONReadError) in
                        ClassSum(
                            deviceClass: try sum.code("class"), devices: try sum.integer("devices", in: 1...),
                            owed: try sum.integer("owed", in: 1...))
                    }, beneficiary: try reader.text("beneficiary", most: 200),
                    costCentre: try reader.stringIfPresent("costCentre", as: { $0.isPlain(longest: 80) ? $0 : nil }),
                    document: try reader.text("document", most: 80), tags: try reader.integer("tags", in: 0...),
                    tagRoot: try reader.digest("tagRoot")))
        case .identified:
            self = .identified(
                Identification(
                    declaration: try reader.integer("declaration", in: 0...), positions: try reader.positions(),
                    tags: try reader.integer("tags", in: 0...), tagRoot: try reader.digest("tagRoot")))
        case .withdrawn:
            self = .withdrawn(
                Withdrawal(
                    declaration: try reader.integer("declaration", in: 0...), units: try reader.ranges("units")))
        case .declarationPaid:
            self = .paid(
                Payment(
                    declaration: try reader.integer("declaration", in: 0...),
                    reference: try reader.text("reference", most: 80), day: try reader.day("paidOn")))
        case .promised, .released: self = .declarations(try reader.integers("declarations"))
        case .retired:
            self = .retired(try reader.retirementPapers())
        case .takenOver: self = .takenOver(try TakenOverPapers(from: &reader))
        case .registryOpened, .keyAdded, .keyRevoked, .programmePublished, .massesPublished, .standardPublished,
            .partyRecorded,
            .facilityRecorded, .facilityDeclared, .weighingVoided, .lotRejected, .lotImpugned, .lotUpheld,
            .lotReversed, .lotShortened, .retirementReversed, .certificateIssued, .certificateStatus:
            self = .actorOnly
        }
    }
}

extension PricePaid {
    fileprivate init(from reader: inout JSONReader) throws(JSONReadError) {
        let currency = try reader.currency("currency")
        let minorUnits = try reader.integer("minorUnits")
        let pieces = try reader.integer("pieces", as: { Pieces($0) })
        guard let price = PricePaid(currency: currency, minorUnits: minorUnits, pieces: pieces) else {
            throw .outOfRange(path: reader.path(to: "minorUnits"))
        }
        self = price
    }
}

extension JSONReader {
    fileprivate mutating func evidence() throws(JSONReadError) -> [Evidence] {
        try each("evidence") { (evidence) throws(JSONReadError) in
            Evidence(
                kind: try evidence.word("kind"), digest: try evidence.digest("digest"),
                party: try evidence.stringIfPresent("party", as: { Code($0) }))
        }
    }

    fileprivate mutating func positions() throws(JSONReadError) -> [PositionRun] {
        let path = path(to: "positions")
        var runs: [PositionRun] = []
        for item in try arrayIfPresent("positions") ?? [] {
            let numbers = item.array?.compactMap(\.integer) ?? []
            guard numbers.count == 5, item.array?.count == 5, numbers[3] <= numbers[4] else {
                throw .malformed(path: path)
            }
            runs.append(
                PositionRun(row: numbers[0], first: numbers[1], count: numbers[2], units: numbers[3]..<numbers[4]))
        }
        return runs
    }

    fileprivate mutating func sealedList(_ name: String) throws(JSONReadError) -> SealedList {
        var list = try object(name)
        let sealed: SealedList
        if let items = try list.arrayIfPresent("items") {
            let texts = items.compactMap(\.string)
            guard texts.count == items.count, texts.count <= SealedList.itemsMax,
                texts.allSatisfy({ $0.isPlain(longest: 80) })
            else {
                throw .malformed(path: list.path(to: "items"))
            }
            sealed = .items(texts)
        } else {
            sealed = .root(count: try list.count("count"), try list.digest("root"))
        }
        try list.end()
        return sealed
    }
}
