import CanonicalJSON
import Certificates
import Crypto
import Foundation
import Primitives
import Programmes
import Registry
import Storage
import Testing
import TransparencyLog

@testable import Compensation

@Suite struct ManifestTests {
    private static let seed = [UInt8](0..<32)
    private static let rows: [ManifestRow] = {
        func packed(_ texts: String...) throws -> PackedNumbers {
            PackedNumbers(try texts.map { try DeviceIdentifier(text: $0) })
        }
        do {
            return [
                ManifestRow(
                    row: 1, deviceClass: "smartphone", grams: 174, units: 261, quantity: 1,
                    numbers: try packed("serial:APPLE:F2LX1", "imei:35693803564380", "asset:acme:LT-0042")),
                ManifestRow(
                    row: 2, deviceClass: "notebook", grams: nil, units: 40, quantity: 40,
                    numbers: try packed("document:acme:PO-1:3")),
                ManifestRow(
                    row: 3, deviceClass: "notebook", grams: 1_810, units: 2_715, quantity: 1,
                    numbers: try packed(#"serial:?:A"B\C"#)),
            ]
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    /// docs/spec/manifest.md, M-10.
    @Test func anAttachedDeviceHasItsOwnLeafAndSalt() throws {
        var leaves = ManifestLeaves(seed: Self.seed)
        let numbers = PackedNumbers([try DeviceIdentifier(text: "serial:APPLE:F2LX1")])
        let leaf = leaves.leaf(declaration: 71, row: 2, position: 7, numbers: numbers)
        #expect(String(decoding: leaves.json, as: UTF8.self) == Spec.attachedLeaf)
        #expect(leaf.hex == "c2576fdf8a39eaa01a91f3a9a5f0dfeca90570bc1fa818cdf125ba35f5d3d36b")
        let page = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("docs/spec/manifest.md"), encoding: .utf8)
        #expect(page.contains(Spec.attachedLeaf))
    }

    /// docs/spec/manifest.md, M-9: the worked example, byte by byte.
    @Test func theWorkedExampleOfTheSpecification() throws {
        let page = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("docs/spec/manifest.md"), encoding: .utf8)
        for bytes in [Spec.salt, Spec.leaf, Spec.leafHash, Spec.root, Spec.serialTag, Spec.tagRoot] {
            #expect(page.contains(bytes))
        }
        var leaves = ManifestLeaves(seed: Self.seed)
        #expect(Hexadecimal.text(leaves.salt(row: 1)) == Spec.salt)
        let leaf = leaves.leaf(Self.rows[0])
        #expect(String(decoding: leaves.json, as: UTF8.self) == Spec.leaf)
        #expect(leaf.hex == Spec.leafHash)
        var edge = TreeEdge()
        for row in Self.rows { edge.append(leaf: leaves.leaf(row)) { _ in } }
        #expect(edge.root.hex == Spec.root)
        let maker = TagMaker(key: [UInt8](32..<64), programme: "one-for-one", life: 1)
        var tags = Self.rows.flatMap { row in row.numbers.numbers.map { maker.tag($0.span) } }
        tags.sort()
        edge = TreeEdge()
        for tag in tags { edge.append(leaf: Hash(leaf: tag.bytes)) { _ in } }
        #expect(edge.root.hex == Spec.tagRoot)
        #expect(tags.map { Hexadecimal.text($0.bytes) }.contains(Spec.serialTag))
    }

    /// M-2 to M-4 once more, by other means.
    @Test func leavesAreWhatCanonicalJSONAndHMACSay() {
        var leaves = ManifestLeaves(seed: Self.seed)
        for row in Self.rows {
            let code = HMAC<SHA256>.authenticationCode(
                for: withUnsafeBytes(of: row.row.bigEndian) { Array($0) }, using: SymmetricKey(data: Self.seed))
            var object = JSONObject()
            object["salt"] = .string(Hexadecimal.text(Array(code).prefix(16)))
            object["row"] = .integer(row.row)
            object["class"] = .string(row.deviceClass.text)
            object["grams"] = row.grams.map { .integer($0.count) } ?? .null
            object["units"] = .integer(row.units)
            object["quantity"] = .integer(row.quantity)
            object["identifiers"] = .array(row.numbers.texts.sorted().map { .string($0) })
            let bytes = object.canonicalBytes
            #expect(leaves.leaf(row) == Hash(leaf: bytes))
            #expect(leaves.json == bytes)
            #expect(leaves.salt(row: row.row) == Array(Array(code).prefix(16)))
        }
    }

    @Test(arguments: UInt64(0)..<200) func aNumbersTextIsItsIdentifiersText(seed: UInt64) throws {
        var generator = SplitMix64(state: seed)
        for _ in 0..<20 {
            let row = try NastyRow(using: &generator)
            let packed = PackedNumbers(row.identifiers)
            #expect(packed.texts == Set(row.identifiers.map(\.text)).sorted())
            #expect(PackedNumbers(bytes: packed.bytes) == packed)
            #expect(PackedNumbers(bytes: Array(packed.bytes.dropLast())) == nil)
            for identifier in row.identifiers {
                var text: [UInt8] = []
                NumberText.append(identifier.numberBytes.span, to: &text)
                #expect(String(decoding: text, as: UTF8.self) == identifier.text)
            }
        }
    }

    @Test func aSerialsTagDoesNotKnowItsMaker() throws {
        let maker = TagMaker(key: [UInt8](32..<64), programme: "p", life: 1)
        let known = maker.tag(try DeviceIdentifier(text: "serial:DELL:ABC1"))
        #expect(maker.tag(try DeviceIdentifier(text: "serial:?:ABC1")) == known)
        #expect(maker.tag(try DeviceIdentifier(text: "serial:DELL:ABC2")) != known)
        #expect(
            TagMaker(key: [UInt8](32..<64), programme: "p", life: 2)
                .tag(try DeviceIdentifier(text: "serial:DELL:ABC1")) != known)
    }

    /// What is in the table makes the root that is in the journal, whichever way the rows went in.
    @Test(arguments: [true, false]) func theTableMakesTheRootOfTheEntry(bulk: Bool) async throws {
        let world = try await DeclareWorld()
        var generator = SplitMix64(state: 3)
        let rows = try (0..<60).map { _ in try NastyRow(using: &generator) }
        let outcome = try await world.declare(
            NastyRow.csv(rows), world.papers("grams"), pace: bulk ? smallSteps() : ImportPace())
        let root = try await world.registry.database.read { db in
            let declaration = try db.declaration(outcome.first.sequence)
            var leaves = ManifestLeaves(seed: outcome.first.seed)
            var edge = TreeEdge()
            var units: Int64 = 0
            try db.each(
                """
                SELECT device.*, device_class.code FROM device JOIN device_class ON device_class.id = class
                WHERE device.id >= \(declaration.firstDevice)
                    AND device.id < \(declaration.firstDevice + declaration.devices) ORDER BY device.id
                """
            ) { row in
                let end = try row.integer("unit_end")
                let leaf = leaves.leaf(
                    ManifestRow(
                        row: edge.size + 1, deviceClass: try row.code("code"), grams: Grams(try row.integer("grams")),
                        units: end - units, quantity: try row.integer("quantity"),
                        numbers: PackedNumbers(kept: try row.blob("numbers"), party: "acme")!))  // what a command wrote
                units = end
                edge.append(leaf: leaf) { _ in }
            }
            #expect(units == outcome.first.owed.count)
            return edge.root
        }
        #expect(root.bytes == outcome.first.manifest.bytes)
        #expect(try await world.compensation.check().findings == [])
    }
}

/// The worked example of docs/spec/manifest.md, M-9.
private enum Spec {
    static let attachedLeaf =
        #"{"declaration":71,"identifiers":["serial:APPLE:F2LX1"],"position":7,"row":2,"#
        + #""salt":"8488985b19e025d0939a7d4397048500"}"#
    static let salt = "c432e059c378eef7fe2f1181a4050836"
    static let leaf =
        #"{"class":"smartphone","grams":174,"identifiers":["asset:acme:LT-0042","imei:35693803564380","#
        + #""serial:APPLE:F2LX1"],"quantity":1,"row":1,"salt":"c432e059c378eef7fe2f1181a4050836","units":261}"#
    static let leafHash = "01c0ea3b34fa8c577f12a56969e25060fc374362a12254fe7d20333777c82c44"
    static let root = "3441b103c1ca9fcffb22c51a7a698b39db60c7d3153230755899bf236bb6cafd"
    static let serialTag = "0c110a1bb7de7e0a1909a20d3cbc0cab"
    static let tagRoot = "bf8653984ac9d79e133ff38b4e5cbdd2bc3dc40afcbe36760ef09289bd781e57"
}
