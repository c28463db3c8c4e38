import Foundation
import Primitives
import Registry
import Storage
import Testing

@testable import Compensation

/// `MEASURE=100000 swift test -c release --filter DeclareBench`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MEASURE"] != nil), .serialized) struct DeclareBench {
    private let count = Int(ProcessInfo.processInfo.environment["MEASURE"] ?? "") ?? 100_000

    private func size(_ world: DeclareWorld) async throws -> Int64 {
        try await world.integer("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    }

    @Test(arguments: ["imei", "serial", "three"]) func measure(kind: String) async throws {
        let world = try await DeclareWorld()
        var generator = SplitMix64(state: 1)
        let headings = ["imei": "class,imei\n", "serial": "class,maker,serial\n"]
        var csv = headings[kind] ?? "class,maker,model,imei,serial,asset_tag\n"
        for row in 0..<count {
            let imei = 35_000_000_000_000 + Int.random(in: 0..<900_000_000_000, using: &generator)
            let serial = String(UInt64.random(in: 1 << 44..<1 << 46, using: &generator), radix: 36, uppercase: true)
            switch kind {
            case "imei": csv += "smartphone,\(imei)\n"
            case "serial": csv += "notebook,Lenovo,\(serial)\n"
            default: csv += "smartphone,Samsung,Galaxy S24,\(imei),\(serial),LT-\(row)\n"
            }
        }
        let bytes = Array(csv.utf8)
        let clock = ContinuousClock()
        let before = try await size(world)
        let papers = world.papers("grams")
        let total = try await clock.measure {
            try await world.compensation.declare(papers, sheet: DeclarationSheet(bytes), as: DeclareWorld.acme)
        }
        let after = try await size(world)
        let again = await clock.measure {
            _ = try? await world.compensation.declare(papers, sheet: DeclarationSheet(bytes), as: DeclareWorld.acme)
        }
        let (rules, columns) = try await world.registry.database.read { try $0.rules(for: papers) }
        var read = ReadSheet()
        let parse = try await clock.measure { read = try await ReadSheet(DeclarationSheet(bytes), .standard, rules) }
        var table: NumberTable?
        let sort = clock.measure { table = NumberTable(read.candidates) }
        let plan = DeclarationPlan(
            papers: papers, rules: rules, columns: columns, sheet: read, table: table!, tagKey: [1])  // made above
        var included: [Bool] = []
        let decide = clock.measure {
            included = plan.table.included(plan.candidates, live: plan.table.live([]))
        }
        let hash = clock.measure { _ = ManifestProof(plan, included, seed: [UInt8](0..<32)) }
        print(
            """
            MEASURE \(kind) \(count): declare \(total) again \(again) bytes a device \
            \(Double(after - before) / Double(count)) | parse \(parse) sort \(sort) decide \(decide) hash \(hash)
            """)
    }
}
