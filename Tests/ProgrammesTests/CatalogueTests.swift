import Primitives
import Programmes
import Testing
import Wording

func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("no day: \(text)") }
    return day
}

func version(_ text: String) -> Version {
    guard let version = Version(text) else { preconditionFailure("no version: \(text)") }
    return version
}

func ratio(_ numerator: Int64, _ denominator: Int64) -> Ratio {
    guard let ratio = Ratio(numerator, denominator) else { preconditionFailure("no ratio") }
    return ratio
}

func programme(
    classes: [Code] = ["notebook", "smartphone", "toner-cartridge", "unu-0303"],
    bases: [MassBasis] = MassBasis.allCases,
    massAgeMax: Int? = nil
) -> Programme {
    Programme(
        version: version("weight/1"), from: day("2020-01-01"), trigger: .purchase, obligation: .grams(ratio(1, 1)),
        classes: classes, massBases: bases, massAgeMax: massAgeMax,
        supply: SupplyRule(
            standards: ["phones"], classes: ["unu-0306"], countries: [], lotAgeMax: nil, forwards: true,
            forwardAgeMax: nil, shareMax: 1_000))
}

@Suite struct CatalogueTests {
    let catalogue = Catalogue.builtIn
    let today = day("2026-11-22")

    // docs/spec/programmes.md, P-2
    @Test func hasThe54KeysAndSixFinerClasses() {
        #expect(catalogue.everyClass.count == 60)
        #expect(Set(Catalogue.builtInClasses.map(\.code)).count == 60)
        #expect(catalogue.everyClass.filter { $0.code.text == "unu-\($0.unuKey)" }.count == 54)
        let keys = Set(catalogue.everyClass.filter { $0.code.text.hasPrefix("unu-") }.map(\.unuKey))
        for finer in catalogue.everyClass { #expect(keys.contains(finer.unuKey)) }
    }

    // docs/spec/programmes.md, P-2
    @Test func massesAreTheTablesInGrams() {
        #expect(Catalogue.builtInMasses.count == 58)
        // Sum of the 54 averages of 2021, from the table itself.
        let keys = Catalogue.builtInMasses.filter { $0.version.code.text.hasPrefix("unu-") }
        #expect(keys.reduce(0) { $0 + $1.mass.count } == 1_081_680)
        #expect(catalogue.referenceMass(of: "unu-0306", on: today)?.mass == 90)
        #expect(catalogue.referenceMass(of: "unu-0101", on: today)?.mass == 124_610)
        #expect(catalogue.referenceMass(of: "notebook", on: today)?.mass == 1_810)
        #expect(catalogue.referenceMass(of: "unu-0303", on: day("2021-12-30")) == nil)
    }

    // docs/spec/programmes.md, P-1, P-3 and P-4
    @Test func everyTextKeepsToItsLength() {
        for each in Catalogue.builtInClasses {
            for name in [each.english, each.french] { #expect((1...120).contains(name.count)) }
            #expect(!each.french.contains(" :") && !each.french.contains("é:"), "\(each.french)")
        }
        for each in Catalogue.builtInMasses {
            #expect((1...300).contains(each.source.count) && ResolvedMass.range.contains(each.mass))
        }
        for each in Catalogue.builtInModels {
            #expect((1...300).contains(each.source.count) && ResolvedMass.range.contains(each.mass))
            #expect(catalogue.deviceClass(each.deviceClass) != nil)
            #expect(catalogue.model(maker: each.maker, name: each.name) == each)
        }
    }

    // docs/spec/programmes.md, P-4
    @Test func modelsAreFoundWithoutCaseAndDoubledSpaces() {
        #expect(catalogue.model(maker: "Apple Inc.", name: "  iphone   15 ")?.mass == 171)
        #expect(catalogue.model(maker: "Google", name: "iPhone 15") == nil)
    }

    // docs/spec/programmes.md, P-3
    @Test func takesTheLatestVersionThatDescribesTheDay() {
        func mass(_ number: Int, _ grams: Grams, _ from: String) -> ReferenceMass {
            ReferenceMass(version: version("notebook/\(number)"), mass: grams, from: day(from), source: "a scale")
        }
        let catalogue = Catalogue(
            classes: Catalogue.builtInClasses,
            masses: [mass(1, 2_000, "2020-01-01"), mass(3, 1_500, "2030-01-01"), mass(2, 1_800, "2022-01-01")],
            models: [])
        #expect(catalogue.referenceMass(of: "notebook", on: day("2019-12-31")) == nil)
        #expect(catalogue.referenceMass(of: "notebook", on: day("2021-06-01"))?.mass == 2_000)
        #expect(catalogue.referenceMass(of: "notebook", on: day("2026-06-01"))?.mass == 1_800)
        #expect(catalogue.referenceMass(of: "notebook", on: day("2030-01-01"))?.mass == 1_500)
    }
}

@Suite struct MassTests {
    let catalogue = Catalogue.builtIn
    let today = day("2026-11-22")

    // docs/spec/programmes.md, P-11
    @Test func asksTheRowThenTheModelThenTheClass() throws {
        let all = DeviceFacts(deviceClass: "smartphone", stated: 180, maker: "APPLE", model: "iPhone 15")
        #expect(try catalogue.mass(of: all, on: today, under: programme()).source == .stated)
        let model = try catalogue.mass(of: all, on: today, under: programme(bases: [.model, .deviceClass]))
        #expect(model.mass == 171 && model.source == .model(maker: "Apple", name: "iPhone 15"))
        let byClass = try catalogue.mass(of: all, on: today, under: programme(bases: [.deviceClass]))
        #expect(byClass.mass == 110 && byClass.source == .reference(version("smartphone/1")))
        #expect(byClass.basis == .deviceClass)
        let other = DeviceFacts(deviceClass: "smartphone", maker: "Nobody", model: "X")
        #expect(try catalogue.mass(of: other, on: today, under: programme()).mass == 110)
    }

    // docs/spec/programmes.md, P-1
    @Test func aNotebookNeverWeighsWhatKey0303Weighs() throws {
        let notebook = DeviceFacts(deviceClass: "notebook")
        #expect(try catalogue.mass(of: notebook, on: today, under: programme()).mass == 1_810)
        let key = try catalogue.mass(of: DeviceFacts(deviceClass: "unu-0303"), on: today, under: programme())
        #expect(key.mass == 820)
        // Nor where the notebook's own mass is not published.
        let bare = Catalogue(
            classes: Catalogue.builtInClasses,
            masses: Catalogue.builtInMasses.filter { $0.version.code == "unu-0303" }, models: [])
        #expect(throws: MassRefusal.noMass("notebook", on: today, accepted: MassBasis.allCases)) {
            try bare.mass(of: notebook, on: today, under: programme())
        }
    }

    @Test func aCartridgeHasNoMassUntilOneIsPublished() throws {
        let toner = DeviceFacts(deviceClass: "toner-cartridge")
        #expect(throws: MassRefusal.noMass("toner-cartridge", on: today, accepted: MassBasis.allCases)) {
            try catalogue.mass(of: toner, on: today, under: programme())
        }
        let published = Catalogue(
            classes: Catalogue.builtInClasses,
            masses: [
                ReferenceMass(
                    version: version("toner-cartridge/1"), mass: 1_100, from: day("2026-01-01"), source: "own weighing")
            ], models: [])
        #expect(try published.mass(of: toner, on: today, under: programme()).mass == 1_100)
    }

    static let refusals: [(DeviceFacts, Programme, MassRefusal)] = [
        (DeviceFacts(deviceClass: "tablet"), programme(), .classNotInProgramme("tablet", version("weight/1"))),
        (DeviceFacts(deviceClass: "notebook", stated: .zero), programme(), .outOfRange(.zero, .stated)),
        (DeviceFacts(deviceClass: "notebook", stated: 10_000_001), programme(), .outOfRange(10_000_001, .stated)),
        (
            DeviceFacts(deviceClass: "notebook", stated: 1_500, maker: "Google", model: "Pixel 8"), programme(),
            .modelOfOtherClass(maker: "Google", name: "Pixel 8", modelClass: "smartphone", rowClass: "notebook")
        ),
        (
            DeviceFacts(deviceClass: "unu-0303"), programme(massAgeMax: 1_786),
            .referenceTooOld(version("unu-0303/1"), from: day("2021-12-31"), age: 1_787, limit: 1_786)
        ),
        (
            DeviceFacts(deviceClass: "notebook"), programme(bases: [.stated, .model]),
            .noMass("notebook", on: day("2026-11-22"), accepted: [.stated, .model])
        ),
    ]

    // docs/spec/programmes.md, P-12
    @Test(arguments: refusals) func refusesWithItsFacts(device: DeviceFacts, programme: Programme, refusal: MassRefusal)
    {
        #expect(throws: refusal) { try catalogue.mass(of: device, on: today, under: programme) }
    }

    // docs/spec/programmes.md, P-12
    @Test func aReferenceMassMayBeAsOldAsTheLimit() throws {
        let device = DeviceFacts(deviceClass: "unu-0303")
        #expect(try catalogue.mass(of: device, on: today, under: programme(massAgeMax: 1_787)).mass == 820)
    }
}

@Suite struct ObligationTests {
    // docs/spec/programmes.md, P-9
    @Test func owesPiecesByClassAndOneWhereNoneIsSaid() {
        let pieces = Obligation.pieces(["notebook": 10, "tablet": .zero])
        #expect(pieces.owed(mass: nil, class: "notebook") == 10)
        #expect(pieces.owed(mass: 1_650, class: "smartphone") == 1)
        #expect(pieces.owed(mass: nil, class: "tablet") == 0)
    }

    // docs/spec/programmes.md, P-10
    @Test func owesGramsRoundedUpExactly() {
        #expect(Obligation.grams(ratio(1, 1)).owed(mass: 1_650, class: "notebook") == 1_650)
        #expect(Obligation.grams(ratio(1, 3)).owed(mass: 10, class: "notebook") == 4)
        #expect(Obligation.grams(ratio(1, 3)).owed(mass: 9, class: "notebook") == 3)
        #expect(Obligation.grams(ratio(1_000_000, 1)).owed(mass: 10_000_000, class: "notebook") == 10_000_000_000_000)
        #expect(Obligation.grams(ratio(1, 1_000_000)).owed(mass: 1, class: "notebook") == 1)
    }

    @Test(arguments: UInt64(0)..<200) func roundsUpByLessThanOneGram(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let mass = try #require(Grams(Int64.random(in: 1...10_000_000, using: &random)))
        let fraction = ratio(
            Int64.random(in: 1...1_000_000, using: &random), Int64.random(in: 1...1_000_000, using: &random))
        let owed = Obligation.grams(fraction).owed(mass: mass, class: "notebook")
        let exact = mass.count * fraction.numerator
        #expect(owed * fraction.denominator >= exact)
        #expect((owed - 1) * fraction.denominator < exact)
    }
}

/// Vigna's SplitMix64: each seed is a test case of its own.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
