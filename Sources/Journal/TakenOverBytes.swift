import CanonicalJSON
import Lots
import Primitives

// The members of `takenOver` (docs/spec/journal.md, sections 3 and 4).

extension TakenOver {
    init(from reader: inout JSONReader) throws(JSONReadError) {
        _ = try reader.word("standing", TakenOverStanding.self)
        let system = EarlierSystem(code: try reader.code("system"), until: try reader.day("until"))
        let thing: Thing =
            switch try reader.word("what", TakenOverKind.self) {
            case .lot:
                .lot(
                    LotTakenOver(
                        scrap: try reader.code("scrap"), country: try reader.country("country"),
                        collected: try reader.days("first", "last"), claimable: try reader.claimable()))
            case .declaration: .declaration
            case .retirement:
                .retirement(
                    RetirementTakenOver(
                        lot: try reader.integer("lot", in: 0...), day: try reader.day("retiredOn"),
                        quantity: try reader.quantity(unit: "unit", count: "quantity"),
                        grams: try reader.range("grams"), beneficiary: try reader.digest("beneficiary")))
            }
        self.init(from: system, thing)
    }

    var members: Members {
        let common: Members = [
            ("standing", .string(TakenOverStanding.notVerifiedHere.rawValue)), ("system", .code(system.code)),
            ("until", .day(system.until)), ("what", .string(kind.rawValue)),
        ]
        switch thing {
        case .lot(let lot):
            return common + [
                ("claimable", lot.claimable.json), ("country", .string(lot.country.text)),
                ("first", .day(lot.collected.lowerBound)), ("last", .day(lot.collected.upperBound)),
                ("scrap", .code(lot.scrap)),
            ]
        case .declaration: return common
        case .retirement(let retired):
            return common + [
                ("beneficiary", .string(retired.beneficiary.text)), ("grams", .range(retired.grams)),
                ("lot", .integer(retired.lot)), ("quantity", .integer(retired.quantity.count)),
                ("retiredOn", .day(retired.day)), ("unit", .string(retired.quantity.unit.rawValue)),
            ]
        }
    }
}

extension TakenOverPapers {
    init(from reader: inout JSONReader) throws(JSONReadError) {
        let legacy = try reader.text("legacy", most: Self.legacyLongest)
        let thing: Thing =
            switch try reader.word("what", TakenOverKind.self) {
            case .lot: .lot(provider: try reader.code("provider"))
            case .declaration: .declaration(try reader.integer("declaration", in: 0...))
            case .retirement: .retirement(try reader.retirementPapers())
            }
        self.init(legacy: legacy, thing)
    }

    var members: Members {
        let common: Members = [("legacy", .string(legacy)), ("what", .string(kind.rawValue))]
        switch thing {
        case .lot(let provider): return common + [("provider", .code(provider))]
        case .declaration(let sequence): return common + [("declaration", .integer(sequence))]
        case .retirement(let papers): return common + papers.members
        }
    }
}

extension RetirementPapers {
    var members: Members {
        [
            ("beneficiary", .string(beneficiary)), ("beneficiarySalt", .string(salt.text)),
            ("declaration", .integer(declaration)), ("units", .ranges(units)),
        ]
    }
}

extension JSONReader {
    mutating func retirementPapers() throws(JSONReadError) -> RetirementPapers {
        RetirementPapers(
            beneficiary: try text("beneficiary", most: 200), declaration: try integer("declaration", in: 0...),
            units: try ranges("units"), salt: try randomID("beneficiarySalt"))
    }
}
