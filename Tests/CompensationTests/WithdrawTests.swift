import Access
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Storage
import Testing

@testable import Compensation

@Suite struct WithdrawTests {
    private func phones(_ count: Int) -> String {
        (["class,imei"] + (0..<count).map { "smartphone,\(35_693_803_560_000 + $0)" }).joined(separator: "\n")
    }

    private func units(_ world: DeclareWorld) async throws -> [String] {
        try await world.registry.database.read { db in
            try db.run("SELECT first_unit, end_unit FROM unit_run ORDER BY first_unit").map {
                "\(try $0.integer(at: 0))..<\(try $0.integer(at: 1))"
            }
        }
    }

    @Test func withdrawnDevicesMayBeDeclaredAgain() async throws {
        let world = try await DeclareWorld()
        let first = try await world.declare(phones(6)).first
        let some = try await world.compensation.withdraw(
            declaration: first.sequence, rows: [2, 3, 5, 3], as: DeclareWorld.acme)
        #expect(some.withdrawn.count == 3 && some.rows == 3 && some.entries.count == 1)
        #expect(try await units(world) == ["1..<3", "4..<5"])
        let second = try await world.declare(phones(6))
        #expect(second.tally.duplicateLines == [2, 5, 7])
        let rest = try await world.compensation.withdraw(
            declaration: first.sequence, rows: nil, as: DeclareWorld.provider)
        #expect(rest.withdrawn.count == 3)
        #expect(try await world.integer("SELECT cancelled FROM declaration WHERE id = 1") == 6)
        await #expect(throws: CompensationRefusal.alreadyWithdrawn(first.sequence)) {
            try await world.compensation.withdraw(declaration: first.sequence, rows: nil, as: DeclareWorld.acme)
        }
        await #expect(throws: CompensationRefusal.rowAlreadyWithdrawn(first.sequence, row: 2)) {
            try await world.compensation.withdraw(declaration: first.sequence, rows: [2], as: DeclareWorld.acme)
        }
        // The numbers that the second declaration holds are still its own.
        #expect(try await world.declare(phones(6)).tally.duplicateLines == [3, 4, 6])
    }

    // docs/spec/programmes.md, P-27
    @Test func exactlyTheUnitsOfTheRowsAreWithdrawn() async throws {
        let world = try await DeclareWorld()
        let outcome = try await world.declare(
            "class,serial,mass_g,quantity,line\nnotebook,A01,100,,\nnotebook,,33,3,1\nnotebook,A03,10,,\n",
            world.papers("grams"))
        #expect(outcome.first.owed.count == 150 + 3 * 50 + 15)
        let withdrawn = try await world.compensation.withdraw(
            declaration: outcome.first.sequence, rows: [2], as: DeclareWorld.acme)
        #expect(withdrawn.withdrawn.count == 150)
        #expect(try await units(world) == ["150..<300"])
        #expect(
            try await world.declare("class,quantity,line\nnotebook,3,1\n", world.papers("grams")).first.owed.count > 0)
    }

    @Test func onlyTheCustomerOrAProviderWithdraws() async throws {
        let world = try await DeclareWorld()
        let outcome = try await world.declare(phones(2))
        await #expect(throws: CompensationRefusal.notYourDeclaration(DeclareWorld.beta, outcome.first.sequence)) {
            try await world.compensation.withdraw(declaration: outcome.first.sequence, rows: nil, as: DeclareWorld.beta)
        }
        for row in [0, 3, -1] as [Int64] {
            await #expect(throws: CompensationRefusal.noSuchRow(outcome.first.sequence, row: row)) {
                try await world.compensation.withdraw(
                    declaration: outcome.first.sequence, rows: [row], as: DeclareWorld.acme)
            }
        }
        await #expect(throws: CompensationRefusal.unknownDeclaration(999)) {
            try await world.compensation.withdraw(declaration: 999, rows: nil, as: DeclareWorld.acme)
        }
    }

    @Test func manyRunsAreSeveralEntries() async throws {
        let world = try await DeclareWorld()
        let outcome = try await world.declare(phones(5_000))
        let odd = (1...5_000).filter { $0 % 2 == 1 }.map { Int64($0) }
        let withdrawn = try await world.compensation.withdraw(
            declaration: outcome.first.sequence, rows: odd, as: DeclareWorld.acme)
        #expect(withdrawn.entries.count == 3 && withdrawn.withdrawn.count == 2_500)
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 2_500)
        let rest = try await world.compensation.withdraw(
            declaration: outcome.first.sequence, rows: nil, as: DeclareWorld.acme)
        #expect(rest.withdrawn.count == 2_500)
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 0)
    }

    @Test func forwardsAreReleasedFirstAndRetiredRowsStay() async throws {
        let world = try await DeclareWorld()
        try await world.supply()
        let outcome = try await world.declare(phones(10), world.papers("backed"))
        // Lot 1 is verified and gives 4, lot 2 is a forward and gives 3: three wait.
        try await world.lot("L-1", pieces: 4)
        try await world.registry.database.writeAlone { try $0.run("UPDATE lot SET state = 'verified'") }
        try await world.lot("L-2", pieces: 3)
        _ = try await world.compensation.match(as: DeclareWorld.provider)
        #expect(try await world.integer("SELECT promised FROM declaration") == 7)
        let one = try await world.compensation.withdraw(
            declaration: outcome.first.sequence, rows: [10, 9], as: DeclareWorld.acme)
        #expect(one.released.isEmpty)
        let two = try await world.compensation.withdraw(
            declaration: outcome.first.sequence, rows: [8, 7, 6], as: DeclareWorld.acme)
        #expect(two.released.map(\.lot) == ["L-2"] && two.released.map(\.quantity.count) == [2])
        _ = try await world.compensation.retire(declaration: outcome.first.sequence, most: 2, as: DeclareWorld.provider)
        await #expect(throws: CompensationRefusal.retiredCannotBeWithdrawn(outcome.first.sequence, row: 1)) {
            try await world.compensation.withdraw(declaration: outcome.first.sequence, rows: nil, as: DeclareWorld.acme)
        }
        let three = try await world.compensation.withdraw(
            declaration: outcome.first.sequence, rows: [3, 4, 5], as: DeclareWorld.acme)
        #expect(three.released.map(\.lot) == ["L-2", "L-1"])
        #expect(
            try await world.integer("SELECT owed - cancelled - promised - retired FROM declaration") == 0)
        // The journal replays it in this order.
        let kinds = try await world.registry.database.read { db in
            try db.run("SELECT kind FROM journal_entry ORDER BY sequence DESC LIMIT 3").map { try $0.text(at: 0) }
        }
        #expect(kinds == ["withdrawn", "released", "released"])
    }
}

extension DeclareWorld {
    /// A supply standard, a recycler with a facility, and a programme that takes its lots.
    func supply() async throws {
        try await registry.act(as: Self.provider) { act in
            try act.record(
                PartyRecord(
                    code: "plant", name: "Plant", country: "DE", roles: [.recycler, .collector], members: ["max"]))
        }
        let day = Day("2020-01-01")!  // a good day
        try await compensation.publish(
            SupplyStandard(
                version: Version("scrap", 1)!, from: day, classes: ["smartphone"], counted: true,  // a good version
                basis: WeighingBasis(battery: .included, packaging: .removed), massTolerance: 50, countTolerance: 50,
                gramsPerPiece: 50...500, certifications: [], evidence: [], collectorApproved: false, reusePrices: [],
                independentVerifier: false), as: Self.provider)
        try await compensation.record(
            Facility(
                code: "works", party: "plant", name: "Works", country: "DE", timeZone: "Europe/Berlin", permits: [],
                certifications: [], capacity: [:]), as: Self.provider)
        let plain = Self.programme("backed", .pieces([:]))
        try await compensation.publish(
            Programme(
                version: plain.version, from: plain.from, trigger: plain.trigger, obligation: plain.obligation,
                classes: plain.classes, massBases: plain.massBases, massAgeMax: nil,
                supply: SupplyRule(
                    standards: ["scrap"], classes: ["smartphone"], countries: [], lotAgeMax: nil, forwards: true,
                    forwardAgeMax: nil, shareMax: 1_000)), as: Self.provider)
    }

    /// A lot of so many phones, weighed once.
    func lot(_ code: Code, pieces: Int64) async throws {
        let day = Day("2026-10-01")!  // a good day
        try await compensation.seal(
            LotToSeal(
                lot: code, scrap: "smartphone", country: "GH", collected: day...day, standard: "scrap",
                collector: "plant"), as: Self.provider)
        _ = try await compensation.weigh(
            WeighingToRecord(
                lot: code,
                place: WeighingPlace(stage: .collection, facility: "works", day: day, ticket: nil),
                reading: ScaleReading(gross: Grams(100 * pieces)!, tare: 0, net: Grams(100 * pieces)!),  // small
                pieces: Pieces(pieces), basis: WeighingBasis(battery: .included, packaging: .removed)),
            as: Self.provider)
    }
}
