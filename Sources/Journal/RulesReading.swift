package import CanonicalJSON
import Primitives
package import Programmes

// Programmes, standards, masses and facilities from JSON: the journal's entries, the registry's tables, and the files that
// people write. One reader for all three, so that what is published is what was written.

extension Programme {
    package init(from reader: inout JSONReader) throws(JSONReadError) {
        let code = try reader.code("code")
        var supply = try reader.object("supply")
        var obligation = try reader.object("obligation")
        self.init(
            version: try reader.integer("version", as: { Version(code, Int($0)) }), from: try reader.day("from"),
            trigger: try reader.word("trigger"), obligation: try Obligation(from: &obligation),
            classes: try reader.codes("classes"), massBases: try reader.words("massBases"),
            massAgeMax: try reader.integerIfPresent("massAgeMax", in: 1...36_500).map { Int($0) },
            supply: try SupplyRule(from: &supply),
            promiseWhenPaid: try reader.boolIfPresent("promiseWhenPaid") ?? false)
        try obligation.end()
        try supply.end()
    }
}

extension Obligation {
    fileprivate init(from reader: inout JSONReader) throws(JSONReadError) {
        if let ratio = try reader.arrayIfPresent("grams") {
            guard ratio.count == 2, let numerator = ratio[0].integer, let denominator = ratio[1].integer,
                let fraction = Ratio(numerator, denominator)
            else { throw .malformed(path: reader.path(to: "grams")) }
            self = .grams(fraction)
            return
        }
        let pieces = try reader.value("pieces")
        let path = reader.path(to: "pieces")
        guard let members = pieces.object?.members else {
            throw .wrongKind(path: path, expected: .object, found: pieces.kind)
        }
        var perClass: [Code: Pieces] = [:]
        for member in members {
            guard let code = Code(member.name), let count = member.value.integer, (1...1_000).contains(count) else {
                throw .malformed(path: "\(path).\(member.name)")
            }
            perClass[code] = Pieces(count)
        }
        self = .pieces(perClass)
    }
}

extension SupplyRule {
    fileprivate init(from reader: inout JSONReader) throws(JSONReadError) {
        self.init(
            standards: try reader.codes("standards"), classes: try reader.codes("classes"),
            countries: try reader.list("countries") { Country($0) },
            lotAgeMax: try reader.integerIfPresent("lotAgeMax", in: 1...36_500).map { Int($0) },
            forwards: try reader.bool("forwards"),
            forwardAgeMax: try reader.integerIfPresent("forwardAgeMax", in: 1...36_500).map { Int($0) },
            shareMax: Int(try reader.integer("shareMax", in: 1...1_000)))
    }
}

extension SupplyStandard {
    package init(from reader: inout JSONReader) throws(JSONReadError) {
        let code = try reader.code("code")
        var basis = try reader.object("basis")
        let band = try reader.arrayIfPresent("gramsPerPiece")
        let path = reader.path(to: "gramsPerPiece")
        self.init(
            version: try reader.integer("version", as: { Version(code, Int($0)) }), from: try reader.day("from"),
            classes: try reader.codes("classes"), counted: try reader.bool("counted"),
            basis: try WeighingBasis(from: &basis),
            massTolerance: Int(try reader.integer("massTolerance", in: 0...1_000)),
            countTolerance: Int(try reader.integer("countTolerance", in: 0...1_000)),
            gramsPerPiece: try band.map { (ends) throws(JSONReadError) in try Self.band(ends, path: path) },
            certifications: try reader.codes("certifications"), evidence: try reader.words("evidence"),
            collectorApproved: try reader.bool("collectorApproved"),
            reusePrices: try reader.each("reusePrices") { (price) throws(JSONReadError) in
                ReusePrice(
                    from: try price.day("from"), currency: try price.currency("currency"),
                    minorUnits: try price.integer("minorUnits", in: 0...1_000_000_000))
            }, independentVerifier: try reader.bool("independentVerifier"))
        try basis.end()
        // A counted lot is held to a band: without one, no lot of the standard could ever be verified (G-8).
        guard counted == (gramsPerPiece != nil) else { throw .malformed(path: path) }
    }

    private static func band(_ ends: [JSON], path: String) throws(JSONReadError) -> ClosedRange<Grams> {
        guard ends.count == 2, let least = ends[0].integer.flatMap({ Grams($0) }),
            let most = ends[1].integer.flatMap({ Grams($0) }), .zero < least, least <= most
        else { throw .malformed(path: path) }
        return least...most
    }
}

extension ReferenceMass {
    package init(from reader: inout JSONReader) throws(JSONReadError) {
        let code = try reader.code("class")
        self.init(
            version: try reader.integer("number", as: { Version(code, Int($0)) }),
            mass: try reader.integer("grams", as: { (1...10_000_000).contains($0) ? Grams($0) : nil }),
            from: try reader.day("from"), source: try reader.text("source", most: 300))
    }
}

extension Facility {
    package init(from reader: inout JSONReader) throws(JSONReadError) {
        let years = try reader.value("capacity")
        let path = reader.path(to: "capacity")
        guard let members = years.object?.members else {
            throw .wrongKind(path: path, expected: .object, found: years.kind)
        }
        var capacity: [Int: Grams] = [:]
        for member in members {
            guard let year = Int(member.name), "\(year)" == member.name, (1970...2199).contains(year),
                let grams = member.value.integer.flatMap({ Grams($0) })
            else { throw .malformed(path: "\(path).\(member.name)") }
            capacity[year] = grams
        }
        self.init(
            code: try reader.code("code"), party: try reader.code("party"), name: try reader.text("name", most: 200),
            country: try reader.country("country"), timeZone: try reader.text("timeZone", most: 64),
            permits: try reader.each("permits") { (permit) throws(JSONReadError) in
                let days = try permit.days("from", "to")
                return Permit(number: try permit.text("number", most: 80), from: days.lowerBound, to: days.upperBound)
            },
            certifications: try reader.each("certifications") { (held) throws(JSONReadError) in
                let days = try held.days("from", "to")
                return Certification(
                    scheme: try held.code("scheme"), number: try held.text("number", most: 80),
                    scope: try held.text("scope", most: 200), from: days.lowerBound, to: days.upperBound)
            }, capacity: capacity)
    }
}

// Rules as they stand in the registry's tables.
extension Programme {
    package var canonicalBytes: [UInt8] { json.canonicalBytes }
    package init(bytes: [UInt8]) throws {
        var reader = try JSONReader(JSON(parsing: bytes, limits: .exactIntegers))
        try self.init(from: &reader)
        try reader.end()
    }
}

extension SupplyStandard {
    package var canonicalBytes: [UInt8] { json.canonicalBytes }
    package init(bytes: [UInt8]) throws {
        var reader = try JSONReader(JSON(parsing: bytes, limits: .exactIntegers))
        try self.init(from: &reader)
        try reader.end()
    }
}

extension Facility {
    package var canonicalBytes: [UInt8] { json.canonicalBytes }
    package init(bytes: [UInt8]) throws {
        var reader = try JSONReader(JSON(parsing: bytes, limits: .exactIntegers))
        try self.init(from: &reader)
        try reader.end()
    }
}
