import Exchange
import Foundation
import Primitives
import Programmes
import Sheets
import Testing

@testable import Compensation

@Suite struct DeclareSheetTests {
    // docs/spec/programmes.md, P-22
    @Test func columnsAreFoundByOurNamesOrByAMapping() throws {
        let own = try DeclarationMapping.standard.fitted(to: [" CLASS ", "Asset tag", "other", "Mass-G"])
        #expect(own.columns[DeclarationField.deviceClass.index] == 0)
        #expect(own.columns[DeclarationField.assetTag.index] == 1)
        #expect(own.columns[DeclarationField.massGrams.index] == 3)
        let mapping = try DeclarationMapping(["serial=Seriennummer", "class=:smartphone", "maker=::odd"])
        #expect(mapping.texts == ["class=:smartphone", "maker=::odd", "serial=Seriennummer"])
        #expect(try DeclarationMapping(mapping.texts) == mapping)
        let fitted = try mapping.fitted(to: ["seriennummer", ":ODD", "class"])
        #expect(fitted.columns[DeclarationField.serial.index] == 0)
        #expect(fitted.columns[DeclarationField.maker.index] == 1)
        #expect(fitted.constants[DeclarationField.deviceClass.index] == Array("smartphone".utf8))
    }

    @Test(
        arguments: [
            (["serial"], .malformed("serial")), (["serial="], .malformed("serial=")),
            (["class=:"], .malformed("class=:")), (["colour=X"], .unknownField("colour")),
            (["imei=:1"], .constantIdentifier(.imei)), (["imei=A", "IMEI=B"], .mappedTwice(.imei)),
        ] as [([String], MappingRefusal)])
    func aMappingIsRefusedWithItsField(texts: [String], refusal: MappingRefusal) {
        #expect(throws: refusal) { try DeclarationMapping(texts) }
    }

    @Test(
        arguments: [
            ([], ["class"], .noIdentifier), ([], ["imei"], .noClass),
            (["imei=A"], ["class"], .missingColumn(.imei, column: "A")),
            ([], ["class", "imei", "Imei "], .columnTwice(.imei, column: "imei")),
        ] as [([String], [String], MappingRefusal)])
    func aSheetThatDoesNotFitIsRefused(texts: [String], headings: [String], refusal: MappingRefusal) throws {
        let mapping = try DeclarationMapping(texts)
        #expect(throws: refusal) { try mapping.fitted(to: headings) }
    }

    // docs/spec/programmes.md, P-14
    @Test(
        arguments: [
            ("165", false, .grams(165)), ("165,0", false, .grams(165)), ("174.5", false, .grams(175)),
            ("1,650", false, .ambiguous), ("1.650", false, .ambiguous), ("1,650", true, .grams(1_650)),
            ("1.6501", true, .grams(1_651)), ("1.65000000000000000000", true, .grams(1_650)),
            ("0,2", true, .grams(200)),
            ("0.1", true, .grams(100)), ("2", true, .grams(2_000)), ("-1", false, .unreadable),
            ("1.", false, .unreadable),
            (".5", true, .unreadable), ("1e3", false, .unreadable), ("1 650", false, .unreadable),
            ("", false, .unreadable), ("9999999999999999", false, .unreadable),
            ("999999999999999", true, .grams(999_999_999_999_999_000)),
            ("1.2.3", true, .unreadable), ("165g", false, .unreadable),
        ] as [(String, Bool, WrittenMass)])
    func aMassIsReadExactly(text: String, kilograms: Bool, mass: WrittenMass) {
        #expect(WrittenMass(text.utf8.span, kilograms: kilograms) == mass)
    }

    private func codes(_ csv: String, _ programme: Code = "pieces", mapping: [String] = []) async throws -> [String] {
        let world = try await DeclareWorld()
        do {
            return try await world.declare(csv, world.papers(programme), mapping: mapping).tally.refused.map {
                "\($0.line) \($0.reason.code)"
            }
        } catch CompensationRefusal.nothingIncluded(let tally) {
            return tally.refused.map { "\($0.line) \($0.reason.code)" }
        }
    }

    // docs/spec/programmes.md, P-20, P-23 and P-24
    @Test func rowsAreRefusedOneByOneWithTheirLines() async throws {
        let codes = try await codes(
            """
            class,maker,serial,imei,imei2,asset_tag,mass_g,mass_kg,quantity,line
            ,,ABC1,,,,,,,
            sofa,,ABC1,,,,,,,
            unu-0001,,ABC1,,,,,,,
            SMARTPHONE,,ABC1,,,,,,,
            smartphone,,,,,,,,,
            ,,,,,,,,,
            smartphone,,ABC2,,,,,,2,
            smartphone,,ABC2,,,,,,0,
            smartphone,,ABC2,,,,,,x,
            smartphone,,AB,,,,,,,
            smartphone,,N/A,,,,,,,
            smartphone,,N/A,35693803564380,,,,,,
            smartphone,,,356938035643808,,,,,,
            smartphone,,,3.56E+14,,,,,,
            smartphone,,ABC3,,,,"1,650",,,
            smartphone,,ABC3,,,,165,0.165,,
            smartphone,,ABC3,,,,0,,,
            smartphone,,ABC3,,,,20000000,,,
            smartphone,,ABC3,,,,x,,,
            smartphone,,,,,,,,5,0
            smartphone,,,,,,,,5,7
            "smart
            phone",,ABC4,,,,,,,
            smartphone,,ABC5,,,,,,,
            """)
        #expect(
            codes == [
                "2 class-missing", "3 class-unknown", "4 class-not-in-programme", "6 unidentified",
                "8 quantity-of-numbered", "9 quantity-unreadable", "10 quantity-unreadable", "11 identifier-length",
                "12 identifier-placeholder", "14 identifier-check-digit", "15 identifier-scientific",
                "16 mass-ambiguous", "17 mass-twice", "18 mass-out-of-range", "19 mass-out-of-range",
                "20 mass-unreadable", "21 line-unreadable", "23 class-unknown",
            ])
    }

    // docs/spec/programmes.md, P-10 and P-13
    @Test func weightOwesByTheRatioOfEachDevice() async throws {
        let world = try await DeclareWorld()
        let outcome = try await world.declare(
            "serial;class;kilo;n;line\nA01;notebook;1,333;;\nA02;smartphone;;;\n;smartphone;0.1;3;1\n",
            world.papers("grams"), mapping: ["mass_kg=KILO", "quantity=n"])
        // ⌈1,333 × 3/2⌉ + ⌈110 × 3/2⌉ + 3 × ⌈100 × 3/2⌉
        #expect(outcome.first.owed.count == 2_000 + 165 + 450)
        #expect(try await codes("class,serial\ntoner-cartridge,ABC1\n", "grams") == ["2 no-mass"])
        #expect(try await codes("class,serial\ntoner-cartridge,ABC1\n", "pieces") == [])
    }

    @Test(arguments: [
        "", "\n\n", "class,imei\n\"smart", "class,imei\nsmartphone\n", "class,imei\nsmartphone,1,2\n",
        "class,imei\nsmart\u{0}phone,1\n", "\u{FEFF}", "class;imei\rsmartphone;1\r",
    ])
    func aHostileSheetIsRefusedWhole(csv: String) async throws {
        let world = try await DeclareWorld()
        await #expect(throws: (any Error).self) { try await world.declare(csv) }
        #expect(try await world.isTidy())
    }

    @Test func bytesThatAreNoTextAreRefusedWhole() async throws {
        let world = try await DeclareWorld()
        await #expect(throws: CSVError.self) {
            try await world.compensation.declare(
                world.papers(), sheet: DeclarationSheet(Array("class,imei\n".utf8) + [0xFF, 0xFE, 0x0A]),
                as: DeclareWorld.acme)
        }
    }

    @Test(arguments: UInt64(0)..<200) func anyBytesAreReadOrRefused(seed: UInt64) async throws {
        var generator = SplitMix64(state: seed)
        let pieces = [
            "class", "imei", "serial", ",", ",", ",", "\n", "\n", "\"", "\"\"", "smartphone", "35693803564380", "ABC1",
            "\r\n", "é", "=1+1", "  ", "line", "7", "\u{202F}",
        ]
        var csv = "class,serial,imei,line\n"
        for _ in 0..<Int.random(in: 0..<60, using: &generator) { csv += pieces.randomElement(using: &generator) ?? "" }
        let scratch = Scratch(folder: NSTemporaryDirectory(), memory: Int.random(in: 64...10_000, using: &generator))
        let bytes = Array(csv.utf8)
        let reading = try? await ReadList(DeclarationSheet(bytes), .standard, Self.rules, scratch)
        // However it is cut into blocks, and however much is sorted in memory.
        let length = Int.random(in: 1...9, using: &generator)
        let cut = try? await ReadList(
            DeclarationSheet {
                let left = Blocks(bytes.chunks(of: length))
                return { left.next() }
            }, .standard, Self.rules, Scratch(folder: scratch.folder, memory: 64))
        #expect(reading?.count == cut?.count && reading?.refused == cut?.refused)
        #expect(reading?.combinations == cut?.combinations && reading?.candidateCount == cut?.candidateCount)
        #expect(try Self.rows(reading) == Self.rows(cut))
        #expect(try Self.numbers(reading) == Self.numbers(cut))
    }

    private static func rows(_ list: ReadList?) throws -> [String] {
        guard let list else { return [] }
        var reader = try CandidateRows.spooled(list.candidates).reader()
        var rows: [String] = []
        while try reader.next() { rows.append("\(reader.candidate) \(reader.packed)") }
        return rows
    }

    private static func numbers(_ list: ReadList?) throws -> [String] {
        guard let list else { return [] }
        var cursor = try list.numbers.cursor()
        let chunk = try cursor.chunk(.max)
        return (0..<chunk.count).map { "\(chunk.number($0)) \(chunk.candidates[$0])" }
    }

    static let rules = DeclarationRules(
        customer: "acme", day: Day("2026-11-18")!,  // a good day
        beneficiary: "Acme", costCentre: nil, document: "PO-1",
        programme: DeclareWorld.programme("pieces", .pieces([:])), catalogue: .builtIn,
        classes: [(1, "notebook"), (2, "smartphone")], models: [:], edition: "1")
}
