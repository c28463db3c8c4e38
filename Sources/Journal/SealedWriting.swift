import CanonicalJSON
import Lots
import Primitives
import Programmes

extension SealedPart {
    /// The members of the sealed part beside `actor` and `salt` (docs/spec/journal.md, section 4).
    var members: Members {
        switch self {
        case .actorOnly: []
        case .collectorApproved(let approved):
            [
                ("collector", .code(approved.collector)), ("evidence", .string(approved.evidence.text)),
                ("from", .day(approved.from)), ("to", .day(approved.to)),
            ]
        case .shipmentConsented(let documents): [("documents", .array(documents.map { .string($0.text) }))]
        case .lotSealed(let papers):
            [
                ("bags", papers.bags.json), ("collector", .code(papers.collector)), ("devices", papers.devices.json),
                ("evidence", .array(papers.evidence.map(\.json))), ("prices", .array(papers.prices.map(\.json))),
                ("seals", papers.seals.json),
            ]
        case .lotWeighed(let papers):
            [
                ("evidence", .array(papers.evidence.map(\.json))), ("scale", papers.scale.map { .string($0) }),
                ("ticket", papers.ticket.map { .string($0) }),
            ]
        case .lotVerified(let verdicts): [("verdicts", .array(verdicts.map(\.json)))]
        case .declared(let papers):
            [
                ("beneficiary", .string(papers.beneficiary)), ("classes", .array(papers.classes.map(\.json))),
                ("costCentre", papers.costCentre.map { .string($0) }), ("customer", .code(papers.customer)),
                ("document", .string(papers.document)), ("of", .day(papers.day)), ("owed", .integer(papers.owed.count)),
                ("programme", .string(papers.programme.text)), ("tagRoot", .string(papers.tagRoot.text)),
                ("tags", .integer(papers.tags)), ("unit", .string(papers.owed.unit.rawValue)),
            ]
        case .identified(let identification):
            [
                ("declaration", .integer(identification.declaration)),
                ("positions", .array(identification.positions.map(\.json))),
                ("tagRoot", .string(identification.tagRoot.text)), ("tags", .integer(identification.tags)),
            ]
        case .withdrawn(let withdrawal):
            [("declaration", .integer(withdrawal.declaration)), ("units", .ranges(withdrawal.units))]
        case .paid(let payment):
            [
                ("declaration", .integer(payment.declaration)), ("paidOn", .day(payment.day)),
                ("reference", .string(payment.reference)),
            ]
        case .declarations(let declarations): [("declarations", .array(declarations.map { .integer($0) }))]
        case .retired(let papers): papers.members
        case .takenOver(let papers): papers.members
        }
    }
}

extension RetirementPapers {
    /// The bytes whose SHA-256 stands in the open part as `beneficiary`: JCS of `{beneficiary, declaration, salt}`.
    public var beneficiaryBytes: [UInt8] {
        JSON.object([
            ("beneficiary", .string(beneficiary)), ("declaration", .integer(declaration)),
            ("salt", .string(salt.text)),
        ]).canonicalBytes
    }
}

extension JSON {
    static func ranges(_ ranges: [Range<Int64>]) -> JSON { .array(ranges.map(JSON.range)) }
}

extension PositionRun {
    /// `[row, first, count, first unit, end unit]`
    fileprivate var json: JSON {
        .array([row, first, count, units.lowerBound, units.upperBound].map { .integer($0) })
    }
}

extension SealedList {
    var json: JSON {
        switch self {
        case .items(let items): .object([("items", .array(items.map { .string($0) }))])
        case .root(let count, let root): .object([("count", .number(count)), ("root", .string(root.text))])
        }
    }
}

extension Evidence {
    var json: JSON {
        .object([
            ("digest", .string(digest.text)), ("kind", .string(kind.rawValue)), ("party", party.map(JSON.code)),
        ])
    }
}

extension PricePaid {
    var json: JSON {
        .object([
            ("currency", .string(currency)), ("minorUnits", .integer(minorUnits)), ("pieces", .integer(pieces.count)),
        ])
    }
}

extension ClassSum {
    var json: JSON {
        .object([("class", .code(deviceClass)), ("devices", .integer(devices)), ("owed", .integer(owed))])
    }
}
