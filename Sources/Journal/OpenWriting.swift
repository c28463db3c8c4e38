import CanonicalJSON
import Lots
import Primitives
import Programmes

extension OpenPart {
    /// The members of the open part beside those that every entry has (docs/spec/journal.md, section 3).
    var members: Members {
        switch self {
        case .registryOpened(let opened):
            [
                ("continues", opened.continues.isEmpty ? nil : .array(opened.continues.map(\.json))),
                ("issuer", .string(opened.issuer)), ("logKey", .string(opened.logKey)),
                ("origin", .string(opened.origin)),
            ]
        case .keyAdded(let added):
            [("key", .string(added.key)), ("purpose", .string(added.purpose.rawValue))]
        case .keyRevoked(let revoked):
            [("cause", .string(revoked.cause.rawValue)), ("key", .string(revoked.key))]
        case .programmePublished(let programme): [("programme", programme.json)]
        case .massesPublished(let masses): [("masses", .array(masses.map(\.json)))]
        case .standardPublished(let standard): [("standard", standard.json)]
        case .partyRecorded(let recorded):
            [
                ("assurance", recorded.assurance.map { .string($0.rawValue) }),
                ("country", .string(recorded.country.text)), ("name", .string(recorded.name)),
                ("party", .code(recorded.party)),
                ("roles", .array(recorded.roles.map { .string($0.rawValue) })),
                ("verifierKey", recorded.verifierKey.map { .string($0) }),
            ]
        case .facilityRecorded(let facility): [("facility", facility.json)]
        case .facilityDeclared(let declared):
            [
                ("facility", .code(declared.facility)), ("grams", .grams(declared.grams)),
                ("year", .number(declared.year)),
            ]
        case .collectorApproved, .withdrawn, .declarationPaid: []
        case .identified(let leaves): [("leaves", .string(leaves.text))]
        case .shipmentConsented(let consented):
            [
                ("consent", .code(consented.consent)), ("first", .day(consented.first)),
                ("from", .string(consented.from.text)), ("last", .day(consented.last)),
                ("to", .string(consented.to.text)), ("waste", .string(consented.waste.rawValue)),
            ]
        case .lotSealed(let lot):
            [
                ("country", .string(lot.country.text)), ("first", .day(lot.collected.lowerBound)),
                ("last", .day(lot.collected.upperBound)), ("lot", .code(lot.lot)),
                (
                    "others",
                    .array(lot.others.map { .object([("id", .string($0.id)), ("registry", .code($0.registry))]) })
                ),
                ("provider", .code(lot.provider)), ("scrap", .code(lot.scrap)),
                ("standard", .string(lot.standard.text)),
            ]
        case .lotWeighed(let weighed):
            [
                ("basis", weighed.basis.json), ("claimable", weighed.claimable.map(\.json)),
                ("facility", .code(weighed.facility)), ("gross", .grams(weighed.gross)), ("lot", .code(weighed.lot)),
                ("net", .grams(weighed.net)), ("pieces", weighed.pieces.map { .integer($0.count) }),
                ("shared", weighed.shared.map(\.json)), ("stage", .string(weighed.stage.rawValue)),
                ("tare", .grams(weighed.tare)),
                ("weighedOn", .day(weighed.day)),
            ]
        case .weighingVoided(let voided):
            [
                ("cause", .string(voided.cause.rawValue)), ("claimable", voided.claimable.map(\.json)),
                ("lot", .code(voided.lot)), ("weighing", .integer(voided.weighing)),
            ]
        case .lotVerified(let verified):
            [
                ("assurance", .string(verified.assurance.rawValue)), ("claimable", verified.claimable.json),
                ("key", .string(verified.key)), ("lot", .code(verified.lot)),
                ("signature", .string(Hexadecimal.text(verified.signature))),
                ("verdicts", .array(verified.verdicts.map(\.json))), ("verifier", .code(verified.verifier)),
            ]
        case .lotRejected(let turned), .lotImpugned(let turned), .lotUpheld(let turned), .lotReversed(let turned):
            [("cause", turned.cause.map { .string($0.rawValue) }), ("lot", .code(turned.lot))]
        case .lotShortened(let shortened):
            [
                ("cause", .string(shortened.cause.rawValue)), ("claimable", shortened.claimable.json),
                ("lot", .code(shortened.lot)),
            ]
        case .declared(let manifest): [("manifest", .string(manifest.text))]
        case .promised(let promised): [("claims", .claims(promised.claims)), ("lot", .code(promised.lot))]
        case .released(let released):
            [
                ("cause", .string(released.cause.rawValue)), ("claims", .claims(released.claims)),
                ("lot", .code(released.lot)),
            ]
        case .retired(let retired):
            [
                ("beneficiary", .string(retired.beneficiary.text)), ("claim", .string(retired.claim.text)),
                ("grams", .range(retired.grams)), ("lot", .code(retired.lot)),
                ("quantity", .integer(retired.quantity.count)), ("unit", .string(retired.quantity.unit.rawValue)),
            ]
        case .retirementReversed(let reversed):
            [
                ("cause", .string(reversed.cause.rawValue)), ("lot", .code(reversed.lot)),
                ("retirement", .integer(reversed.retirement)),
            ]
        case .certificateIssued(let issued):
            [
                ("certificate", .string(issued.certificate.text)), ("credential", .string(issued.credential.text)),
                ("index", .number(issued.index)), ("list", .number(issued.list)),
                ("retirements", .array(issued.retirements.map { .integer($0) })),
            ]
        case .certificateStatus(let turned):
            [
                ("cause", .string(turned.cause.rawValue)), ("certificate", .string(turned.certificate.text)),
                ("replacedBy", turned.replacedBy.map { .string($0.text) }), ("state", .string(turned.state.rawValue)),
            ]
        case .takenOver(let takenOver): takenOver.members
        }
    }
}

extension JSON {
    static func range(_ range: Range<Int64>) -> JSON {
        .array([.integer(range.lowerBound), .integer(range.upperBound)])
    }

    static func claims(_ claims: [ClaimQuantity]) -> JSON {
        .array(
            claims.map { claim in
                .object([
                    ("claim", .string(claim.claim.text)), ("programme", .string(claim.programme.text)),
                    ("quantity", .integer(claim.quantity.count)), ("unit", .string(claim.quantity.unit.rawValue)),
                ])
            })
    }
}

extension ClaimableMass {
    var json: JSON { .object([("count", count.map { .integer($0.count) }), ("mass", .grams(mass))]) }
}

extension WeighingShare {
    fileprivate var json: JSON {
        .object([
            ("first", .integer(first)), ("gross", .grams(gross)), ("lots", .number(lots)), ("net", .grams(net)),
            ("pieces", pieces.map { .integer($0.count) }), ("tare", .grams(tare)),
        ])
    }
}

extension WeighingBasis {
    var json: JSON {
        .object([("battery", .string(battery.rawValue)), ("packaging", .string(packaging.rawValue))])
    }
}

extension JournalVerdict {
    var json: JSON {
        let members: Members = facts.map { name, fact in
            switch fact {
            case .integer(let value): (name, .integer(value))
            case .text(let text): (name, .string(text))
            case .texts(let texts): (name, .array(texts.map { .string($0) }))
            }
        }
        return .object([("facts", .object(members)), ("outcome", .string(outcome)), ("rule", .string(rule))])
    }
}

extension ContinuedLog {
    fileprivate var json: JSON {
        [
            "kept": .integer(kept), "logKey": .string(logKey), "origin": .string(origin), "root": .string(root.text),
            "size": .integer(size),
        ]
    }
}
