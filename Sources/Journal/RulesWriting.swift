package import CanonicalJSON
import Primitives
package import Programmes

// Programmes, standards, masses and facilities as their entries have them. The same bytes stand in the registry's tables
// and in the files that `programme publish` and `standard publish` read.

extension Programme {
    package var json: JSON {
        let obligation: JSON =
            switch self.obligation {
            case .pieces(let perClass):
                .object([("pieces", .object(perClass.map { ($0.key.text, .integer($0.value.count)) }))])
            case .grams(let ratio):
                .object([("grams", .array([.integer(ratio.numerator), .integer(ratio.denominator)]))])
            }
        return .object([
            ("classes", .codes(classes)), ("code", .code(version.code)), ("from", .day(from)),
            ("massAgeMax", massAgeMax.map(JSON.number)),
            ("massBases", .array(massBases.map { .string($0.rawValue) })), ("obligation", obligation),
            // Left out where it is not so: the bytes of programmes that never heard of it stay.
            ("promiseWhenPaid", promiseWhenPaid ? .bool(true) : nil),
            ("supply", supply.json), ("trigger", .string(trigger.rawValue)), ("version", .number(version.number)),
        ])
    }
}

extension SupplyRule {
    var json: JSON {
        .object([
            ("classes", .codes(classes)), ("countries", .array(countries.map { .string($0.text) })),
            ("forwardAgeMax", forwardAgeMax.map(JSON.number)), ("forwards", .bool(forwards)),
            ("lotAgeMax", lotAgeMax.map(JSON.number)), ("shareMax", .number(shareMax)),
            ("standards", .codes(standards)),
        ])
    }
}

extension SupplyStandard {
    package var json: JSON {
        .object([
            ("basis", basis.json), ("certifications", .codes(certifications)), ("classes", .codes(classes)),
            ("code", .code(version.code)), ("collectorApproved", .bool(collectorApproved)),
            ("countTolerance", .number(countTolerance)), ("counted", .bool(counted)),
            ("evidence", .array(evidence.map { .string($0.rawValue) })), ("from", .day(from)),
            (
                "gramsPerPiece",
                gramsPerPiece.map { .array([.grams($0.lowerBound), .grams($0.upperBound)]) }
            ),
            ("independentVerifier", .bool(independentVerifier)), ("massTolerance", .number(massTolerance)),
            ("reusePrices", .array(reusePrices.map(\.json))), ("version", .number(version.number)),
        ])
    }
}

extension ReusePrice {
    var json: JSON {
        .object([("currency", .string(currency)), ("from", .day(from)), ("minorUnits", .integer(minorUnits))])
    }
}

extension ReferenceMass {
    var json: JSON {
        .object([
            ("class", .code(version.code)), ("from", .day(from)), ("grams", .grams(mass)),
            ("number", .number(version.number)), ("source", .string(source)),
        ])
    }
}

extension Facility {
    package var json: JSON {
        .object([
            (
                "capacity",
                .object(capacity.map { ("\($0.key)", .grams($0.value)) })
            ),
            ("certifications", .array(certifications.map(\.json))), ("code", .code(code)),
            ("country", .string(country.text)), ("name", .string(name)), ("party", .code(party)),
            ("permits", .array(permits.map(\.json))), ("timeZone", .string(timeZone)),
        ])
    }
}

extension Permit {
    var json: JSON { .object([("from", .day(from)), ("number", .string(number)), ("to", .day(to))]) }
}

extension Certification {
    var json: JSON {
        .object([
            ("from", .day(from)), ("number", .string(number)), ("scheme", .code(scheme)), ("scope", .string(scope)),
            ("to", .day(to)),
        ])
    }
}
