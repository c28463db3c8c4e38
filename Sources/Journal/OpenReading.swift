import CanonicalJSON
import Lots
import Primitives
import Programmes

extension JSONReader {
    fileprivate mutating func continuedIfPresent() throws(JSONReadError) -> [ContinuedLog] {
        var logs: [ContinuedLog] = []
        for var log in try objectsIfPresent("continues") ?? [] {
            logs.append(
                ContinuedLog(
                    origin: try log.text("origin", most: 200), logKey: try log.text("logKey", most: 400),
                    size: try log.integer("size", in: 0...), root: try log.digest("root"),
                    kept: try log.integer("kept", in: 0...)))
            try log.end()
        }
        return logs
    }
}

extension OpenPart {
    /// The members of the open part beside those that every entry has (docs/spec/journal.md, section 3).
    init(_ kind: EntryKind, from reader: inout JSONReader) throws(JSONReadError) {
        switch kind {
        case .registryOpened:
            self = .registryOpened(
                RegistryOpened(
                    origin: try reader.text("origin", most: 200), logKey: try reader.text("logKey", most: 400),
                    issuer: try reader.text("issuer", most: 400), continues: try reader.continuedIfPresent()))
        case .keyAdded:
            self = .keyAdded(KeyAdded(purpose: try reader.word("purpose"), key: try reader.text("key", most: 100)))
        case .keyRevoked:
            self = .keyRevoked(KeyRevoked(key: try reader.text("key", most: 100), cause: try reader.word("cause")))
        case .programmePublished:
            var rules = try reader.object("programme")
            self = .programmePublished(try Programme(from: &rules))
            try rules.end()
        case .massesPublished:
            self = .massesPublished(
                try reader.each("masses") { (mass) throws(JSONReadError) in try ReferenceMass(from: &mass) })
        case .standardPublished:
            var rules = try reader.object("standard")
            self = .standardPublished(try SupplyStandard(from: &rules))
            try rules.end()
        case .partyRecorded:
            self = .partyRecorded(
                PartyRecorded(
                    party: try reader.code("party"), name: try reader.text("name", most: 200),
                    country: try reader.country("country"), roles: try reader.words("roles"),
                    verifierKey: try reader.stringIfPresent("verifierKey"),
                    assurance: try reader.stringIfPresent("assurance", as: { Assurance(rawValue: $0) })))
        case .facilityRecorded:
            var facility = try reader.object("facility")
            self = .facilityRecorded(try Facility(from: &facility))
            try facility.end()
        case .facilityDeclared:
            self = .facilityDeclared(
                FacilityDeclared(
                    facility: try reader.code("facility"), year: Int(try reader.integer("year", in: 1970...2199)),
                    grams: try reader.grams("grams")))
        case .collectorApproved: self = .collectorApproved
        case .shipmentConsented:
            let days = try reader.days("first", "last")
            self = .shipmentConsented(
                ShipmentConsented(
                    consent: try reader.code("consent"), from: try reader.country("from"),
                    to: try reader.country("to"), first: days.lowerBound, last: days.upperBound,
                    waste: try reader.word("waste")))
        case .lotSealed: self = .lotSealed(try LotSealed(from: &reader))
        case .lotWeighed: self = .lotWeighed(try LotWeighed(from: &reader))
        case .weighingVoided:
            self = .weighingVoided(
                WeighingVoided(
                    lot: try reader.code("lot"), weighing: try reader.integer("weighing", in: 0...),
                    cause: try reader.word("cause"), claimable: try ClaimableMass(ifPresentIn: &reader)))
        case .lotVerified: self = .lotVerified(try LotVerified(from: &reader))
        case .lotRejected: self = .lotRejected(try LotTurned(from: &reader))
        case .lotImpugned: self = .lotImpugned(try LotTurned(from: &reader))
        case .lotUpheld: self = .lotUpheld(try LotTurned(from: &reader))
        case .lotReversed: self = .lotReversed(try LotTurned(from: &reader))
        case .lotShortened:
            self = .lotShortened(
                LotShortened(
                    lot: try reader.code("lot"), cause: try reader.word("cause"), claimable: try reader.claimable()))
        case .declared: self = .declared(manifest: try reader.digest("manifest"))
        case .identified: self = .identified(leaves: try reader.digest("leaves"))
        case .withdrawn: self = .withdrawn
        case .declarationPaid: self = .declarationPaid
        case .promised:
            self = .promised(Promised(lot: try reader.code("lot"), claims: try reader.claims()))
        case .released:
            self = .released(
                Released(lot: try reader.code("lot"), cause: try reader.word("cause"), claims: try reader.claims()))
        case .retired:
            self = .retired(
                Retired(
                    lot: try reader.code("lot"), claim: try reader.randomID("claim"),
                    quantity: try reader.quantity(unit: "unit", count: "quantity"), grams: try reader.range("grams"),
                    beneficiary: try reader.digest("beneficiary")))
        case .retirementReversed:
            self = .retirementReversed(
                RetirementReversed(
                    retirement: try reader.integer("retirement", in: 0...), lot: try reader.code("lot"),
                    cause: try reader.word("cause")))
        case .certificateIssued:
            self = .certificateIssued(
                CertificateIssued(
                    certificate: try reader.randomID("certificate"), credential: try reader.digest("credential"),
                    retirements: try reader.integers("retirements"), list: try reader.count("list"),
                    index: try reader.count("index")))
        case .certificateStatus:
            self = .certificateStatus(
                CertificateTurned(
                    certificate: try reader.randomID("certificate"), state: try reader.word("state"),
                    cause: try reader.word("cause"),
                    replacedBy: try reader.stringIfPresent("replacedBy", as: { RandomID($0) })))
        case .takenOver: self = .takenOver(try TakenOver(from: &reader))
        }
    }
}

extension LotSealed {
    fileprivate init(from reader: inout JSONReader) throws(JSONReadError) {
        self.init(
            lot: try reader.code("lot"), provider: try reader.code("provider"), scrap: try reader.code("scrap"),
            country: try reader.country("country"), collected: try reader.days("first", "last"),
            standard: try reader.version("standard"),
            others: try reader.each("others") { (other) throws(JSONReadError) in
                OtherRegistry(registry: try other.code("registry"), id: try other.text("id", most: 80))
            })
    }
}

extension LotWeighed {
    fileprivate init(from reader: inout JSONReader) throws(JSONReadError) {
        var basis = try reader.object("basis")
        self.init(
            lot: try reader.code("lot"), stage: try reader.word("stage"), facility: try reader.code("facility"),
            day: try reader.day("weighedOn"), gross: try reader.grams("gross"), tare: try reader.grams("tare"),
            net: try reader.grams("net"), pieces: try reader.integerIfPresent("pieces", as: { Pieces($0) }),
            basis: try WeighingBasis(from: &basis), claimable: try ClaimableMass(ifPresentIn: &reader),
            shared: try WeighingShare(ifPresentIn: &reader))
        try basis.end()
    }
}

extension WeighingShare {
    fileprivate init?(ifPresentIn reader: inout JSONReader) throws(JSONReadError) {
        guard var shared = try reader.objectIfPresent("shared") else { return nil }
        self.init(
            first: try shared.integer("first", in: 0...), gross: try shared.grams("gross"),
            tare: try shared.grams("tare"), net: try shared.grams("net"),
            pieces: try shared.integerIfPresent("pieces", as: { Pieces($0) }), lots: try shared.count("lots"))
        try shared.end()
    }
}

extension LotVerified {
    fileprivate init(from reader: inout JSONReader) throws(JSONReadError) {
        let claimable = try reader.claimable()
        self.init(
            lot: try reader.code("lot"),
            verdicts: try reader.each("verdicts") { (verdict) throws(JSONReadError) in
                try JournalVerdict(from: &verdict)
            }, claimable: claimable, verifier: try reader.code("verifier"), assurance: try reader.word("assurance"),
            key: try reader.text("key", most: 100),
            signature: try reader.string("signature", as: { Hexadecimal.bytes($0) }))
    }
}

extension LotTurned {
    fileprivate init(from reader: inout JSONReader) throws(JSONReadError) {
        self.init(
            lot: try reader.code("lot"),
            cause: try reader.stringIfPresent("cause", as: { LotCause(rawValue: $0) }))
    }
}

extension WeighingBasis {
    init(from reader: inout JSONReader) throws(JSONReadError) {
        self.init(battery: try reader.word("battery"), packaging: try reader.word("packaging"))
    }
}

extension ClaimableMass {
    fileprivate init?(ifPresentIn reader: inout JSONReader) throws(JSONReadError) {
        guard var claimable = try reader.objectIfPresent("claimable") else { return nil }
        let mass = try claimable.grams("mass")
        let count = try claimable.integerIfPresent("count", as: { Pieces($0) })
        try claimable.end()
        do throws(LotRejection) {
            try self.init(mass: mass, count: count)
        } catch {
            throw .outOfRange(path: reader.path(to: "claimable"))
        }
    }
}

extension JournalVerdict {
    init(from reader: inout JSONReader) throws(JSONReadError) {
        let facts = try reader.value("facts")
        let path = reader.path(to: "facts")
        guard let object = facts.object else { throw .wrongKind(path: path, expected: .object, found: facts.kind) }
        var read: [String: JournalFact] = [:]
        for member in object.members {
            switch member.value {
            case .integer(let value): read[member.name] = .integer(value)
            case .string(let text): read[member.name] = .text(text)
            case .array(let items):
                let texts = items.compactMap(\.string)
                guard texts.count == items.count else { throw .malformed(path: "\(path).\(member.name)") }
                read[member.name] = .texts(texts)
            case .null, .bool, .number, .object: throw .malformed(path: "\(path).\(member.name)")
            }
        }
        self.init(rule: try reader.text("rule", most: 40), outcome: try reader.text("outcome", most: 20), facts: read)
    }
}

extension JSONReader {
    mutating func claimable() throws(JSONReadError) -> ClaimableMass {
        guard let claimable = try ClaimableMass(ifPresentIn: &self) else {
            throw .missing(path: path(to: "claimable"))
        }
        return claimable
    }

    fileprivate mutating func claims() throws(JSONReadError) -> [ClaimQuantity] {
        try each("claims") { (claim) throws(JSONReadError) in
            ClaimQuantity(
                claim: try claim.randomID("claim"), programme: try claim.version("programme"),
                quantity: try claim.quantity(unit: "unit", count: "quantity"))
        }
    }
}
