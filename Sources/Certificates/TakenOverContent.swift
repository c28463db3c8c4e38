import CanonicalJSON
public import Journal
import Lots
public import Primitives

/// What a certificate says where everything in it was taken over from an earlier system, and nothing of it was verified here
/// (docs/spec/certificates.md, section 2a).
public struct CertifiedTakeOver: Hashable, Sendable {
    public let system: EarlierSystem
    /// What the earlier system called the declaration.
    public let declaration: String
    /// By sequence.
    public let retirements: [CertifiedOpening]
}

/// One retirement that was taken over, in full.
public struct CertifiedOpening: Hashable, Sendable {
    /// The sequence of its entry.
    public let sequence: Int64
    /// What the earlier system called it, and its lot.
    public let legacy: String
    public let legacyLot: String
    /// The sequence of the entry that took its lot over.
    public let lot: Int64
    /// On which the earlier system retired it.
    public let day: Day
    public let quantity: Quantity
    /// The lot's grams by number.
    public let grams: Range<Int64>
    public let scrap: Code
    public let country: Country
    /// First and last day of collection.
    public let collected: ClosedRange<Day>

    public var mass: Grams { Grams(grams.upperBound - grams.lowerBound) ?? .zero }
}

extension CertifiedTakeOver {
    private static let standing = "not-verified-here"

    var json: JSON {
        [
            "standing": .string(Self.standing), "system": .string(system.code.text),
            "until": .string(system.until.text), "declaration": .string(declaration),
            "retirements": .array(retirements.map(\.json)),
        ]
    }

    /// The certificate's own writing catches whatever is not said here.
    init(from reader: inout JSONReader) throws(JSONReadError) {
        _ = try reader.string("standing", as: { $0 == Self.standing ? $0 : nil })
        system = EarlierSystem(
            code: try reader.string("system", as: { Code($0) }), until: try reader.string("until", as: { Day($0) }))
        declaration = try reader.string("declaration")
        var retirements: [CertifiedOpening] = []
        for var retirement in try reader.objects("retirements") {
            retirements.append(try CertifiedOpening(from: &retirement))
        }
        guard (1...CertificateEvidence.retirementsMax).contains(retirements.count) else {
            throw .outOfRange(path: reader.path(to: "retirements"))
        }
        self.retirements = retirements
    }
}

extension CertifiedOpening {
    fileprivate var json: JSON {
        [
            "sequence": .integer(sequence), "legacy": .string(legacy), "legacyLot": .string(legacyLot),
            "lotEntry": .integer(lot), "retiredOn": .string(day.text), "quantity": .integer(quantity.count),
            "unit": .string(quantity.unit.rawValue),
            "grams": [.integer(grams.lowerBound), .integer(grams.upperBound)], "mass": .integer(mass.count),
            "scrap": .string(scrap.text), "country": .string(country.text),
            "collectedFrom": .string(collected.lowerBound.text), "collectedTo": .string(collected.upperBound.text),
        ]
    }

    fileprivate init(from reader: inout JSONReader) throws(JSONReadError) {
        sequence = try reader.integer("sequence", in: 0...)
        legacy = try reader.string("legacy")
        legacyLot = try reader.string("legacyLot")
        lot = try reader.integer("lotEntry", in: 0...)
        day = try reader.string("retiredOn", as: { Day($0) })
        let unit = try reader.string("unit", as: { Unit(rawValue: $0) })
        quantity = try reader.integer("quantity", as: { Quantity($0, unit) })
        let ends = try reader.array("grams").compactMap(\.integer)
        let most = ClaimableMass.massMost.count
        guard quantity.count <= most, ends.count == 2, ends[0] >= 0, ends[0] < ends[1], ends[1] <= most else {
            throw .outOfRange(path: reader.path(to: "grams"))
        }
        grams = ends[0]..<ends[1]
        scrap = try reader.string("scrap", as: { Code($0) })
        country = try reader.string("country", as: { Country($0) })
        let (from, to) = (
            try reader.string("collectedFrom", as: { Day($0) }), try reader.string("collectedTo", as: { Day($0) })
        )
        guard from <= to else { throw .outOfRange(path: reader.path(to: "collectedTo")) }
        collected = from...to
    }
}
