import Journal
import Primitives
import Registry
import Storage
import StorageSQLite
import Synchronization
import Testing

@testable import Compensation

@Suite struct DeclareLoadingTests {
    private func phones(_ range: Range<Int>) -> String {
        (["class,imei"] + range.map { "smartphone,\(35_693_803_560_000 + $0)" }).joined(separator: "\n")
    }

    /// What a declaration owes; 0 where another was faster with everything.
    private func owed(_ body: () async throws -> DeclareOutcome) async throws -> Int64 {
        do {
            return try await body().first.owed.count
        } catch CompensationRefusal.nothingIncluded {
            return 0
        }
    }

    @Test(arguments: 0..<20) func twoImportsAtOnceOweEachDeviceOnce(run: Int) async throws {
        let world = try await DeclareWorld(seed: UInt64(run))
        let other = run.isMultiple(of: 2) ? world.compensation : try await world.another()
        let (one, two) = (phones(0..<120), phones(60 - run..<200))
        // The second list the other way round, so that each meets the other in the middle.
        let pace = smallSteps(chunk: run % 5 + 1)
        async let first = owed { try await world.declare(one, pace: pace) }
        async let second = owed {
            try await other.declare(
                world.papers(), sheet: DeclarationSheet(Array(two.utf8)), as: DeclareWorld.acme, pace: pace)
        }
        #expect(try await first + second == 200)
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 200)
        #expect(try await world.isTidy())
    }

    @Test(arguments: 0..<10) func serialsWithAndWithoutTheirMakerMeetTooWhenImportedAtOnce(run: Int) async throws {
        let world = try await DeclareWorld(seed: UInt64(run))
        let other = try await world.another()
        let known = (["class,maker,serial"] + (0..<80).map { "notebook,Dell,SER\(1_000 + $0)" }).joined(separator: "\n")
        let unknown = (["class,serial"] + (0..<80).map { "notebook,SER\(1_040 + $0)" }).joined(separator: "\n")
        let pace = smallSteps(chunk: run % 4 + 2)
        async let first = owed { try await world.declare(known, pace: pace) }
        async let second = owed {
            try await other.declare(
                world.papers(), sheet: DeclarationSheet(Array(unknown.utf8)), as: DeclareWorld.provider, pace: pace)
        }
        #expect(try await first + second == 240)
        #expect(try await world.isTidy())
    }

    @Test func smallDeclarationsGoOnBesideALargeOne() async throws {
        let world = try await DeclareWorld()
        let pace = smallSteps(chunk: 10)
        let large = phones(0..<600)
        async let sum = owed { try await world.declare(large, pace: pace) }
        var small: Int64 = 0
        for number in stride(from: 595, through: 0, by: -17) {
            do {
                small += try await owed { try await world.declare(phones(number..<number + 1)) }
            } catch CompensationRefusal.reserved(line: 2) {
                continue
            }
        }
        #expect(try await sum + small == 600)
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 600)
        #expect(try await world.isTidy())
    }

    @Test func whatADeadImportLeftIsSwept() async throws {
        let world = try await DeclareWorld()
        try await world.declare(phones(0..<5))
        let lease = world.shared.now.milliseconds + 60_000
        // Killed between its numbers and the last of its devices.
        try await world.registry.database.writeAlone { db in
            let programme = try db.programme("pieces", on: Day("2026-11-18")!)  // a good day
            let first = try db.nextDevice()
            try db.insert(
                LoadingImport(
                    devices: first..<first + 40, seed: [UInt8](repeating: 7, count: 32), draft: nil, decided: nil,
                    lease: lease))
            for number in 5..<25 {
                let imei = 35_693_803_560_000 + number
                let bytes: [UInt8] = [1] + (0..<6).map { UInt8(truncatingIfNeeded: imei >> (40 - 8 * $0)) }
                try db.run(
                    """
                    INSERT INTO identity (number, programme, life, device)
                    VALUES (\(bytes), \(programme.programme), 1, \(first + Int64(number)))
                    """)
                guard number < 12 else { continue }
                try db.run(
                    """
                    INSERT INTO device (id, class, basis, quantity, unit_end, numbers)
                    VALUES (\(first + Int64(number)), 1, 3, 1, 1, \([6] + bytes.dropFirst()))
                    """)
            }
        }
        // While its lease lasts its numbers are kept, and nobody is told that they are declared.
        await #expect(throws: CompensationRefusal.reserved(line: 2)) { try await world.declare(phones(7..<9)) }
        var impatient = smallSteps()
        impatient.patience = 2
        let pace = impatient
        await #expect(throws: CompensationRefusal.reserved(line: 2)) {
            try await world.declare(phones(7..<9), pace: pace)
        }
        world.shared.advance(60_001)
        #expect(try await world.declare(phones(0..<30), pace: smallSteps()).first.owed.count == 25)
        #expect(try await world.isTidy())
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 30)
    }

    @Test func aSlowImportThatWasSweptWritesNothingMore() async throws {
        let world = try await DeclareWorld()
        let slow = LoadingImport(
            devices: 100..<140, seed: [UInt8](repeating: 1, count: 32), draft: nil, decided: nil,
            lease: world.shared.now.milliseconds + 60_000)
        try await world.registry.database.writeAlone { db in try db.insert(slow) }
        world.shared.advance(60_001)
        try await world.declare(phones(0..<5))
        var late = slow
        do {
            try await world.registry.step(&late, ImportPace()) { db in try db.deleteDevices(1..<1_000) }
            Issue.record("it wrote")
        } catch CompensationRefusal.importOvertaken {
            #expect(late.lease == slow.lease)
        }
        #expect(try await world.integer("SELECT COUNT(*) FROM device") == 5)
    }

    struct Killed: Error {}

    /// Each statement and commit of a large declaration fails in its turn, before and after it is on disk; what it left is
    /// taken back at once or, where that failed too, after its lease.
    @Test(arguments: [false, true]) func whateverFailsNothingIsOwedTwice(forGood: Bool) async throws {
        let sheet = phones(3..<40)
        var failures = 0
        for point in 0..<400 {
            let world = try await DeclareWorld()
            try await world.declare(phones(0..<10))
            let counter = Counter()
            let isKept = Counter()
            world.shared.set { moment in
                let call = counter.add()
                guard forGood ? call > point : call == point + 1 else { return }
                if moment == .afterCommit { isKept.add() }
                throw Killed()
            }
            var outcome: DeclareOutcome?
            do {
                outcome = try await world.declare(sheet, pace: smallSteps(chunk: 9))
            } catch {
                failures += 1
                #expect(error is Killed)
            }
            world.shared.set(fault: nil)
            // It takes back what it wrote, unless it was not told that a step of its own is on disk.
            if !forGood, isKept.count == 0 { #expect(try await world.isTidy()) }
            world.shared.advance(120_000)
            let rest = try await owed { try await world.declare(sheet, pace: smallSteps(chunk: 9)) }
            // Told or not, each device is owed once.
            if outcome != nil { #expect(rest == 0) }
            #expect(try await world.integer("SELECT SUM(owed) FROM declaration") == 40)
            #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 40)
            #expect(try await world.isTidy())
            if outcome != nil { break }
        }
        #expect(failures > 30)
    }

    final class Counter: Sendable {
        private let state = Mutex(0)

        var count: Int { state.withLock { $0 } }

        @discardableResult
        func add() -> Int {
            state.withLock { count in
                count += 1
                return count
            }
        }
    }

    @Test func onlyTheCustomerOrAProviderDeclares() async throws {
        let world = try await DeclareWorld()
        for pace in [ImportPace(), smallSteps()] {
            await #expect(throws: CompensationRefusal.notYourCustomer(DeclareWorld.beta, "acme")) {
                try await world.declare(phones(0..<2), as: DeclareWorld.beta, pace: pace)
            }
        }
        #expect(try await world.isTidy())
        try await world.declare(phones(0..<2), as: DeclareWorld.acme)
    }

    @Test func papersHaveBounds() async throws {
        let world = try await DeclareWorld()
        let day = Day("2026-11-18")!  // a good day
        func declare(_ beneficiary: String, _ document: String, _ life: Int, _ day: Day) async throws {
            try await world.declare(
                phones(0..<2),
                DeclarationToMake(
                    customer: "acme", programme: "pieces", day: day, beneficiary: beneficiary, document: document,
                    life: life))
        }
        await #expect(throws: CompensationRefusal.badDeclarationText(.beneficiary, longest: 200)) {
            try await declare("", "PO", 1, day)
        }
        await #expect(throws: CompensationRefusal.badDeclarationText(.beneficiary, longest: 200)) {
            try await declare("A\u{0}", "PO", 1, day)
        }
        await #expect(throws: CompensationRefusal.badDeclarationText(.document, longest: 80)) {
            try await declare("A", String(repeating: "x", count: 81), 1, day)
        }
        await #expect(throws: CompensationRefusal.lifeOutOfRange(0)) { try await declare("A", "PO", 0, day) }
        let christmas = Day("2026-12-24")!  // a good day
        await #expect(throws: CompensationRefusal.self) { try await declare("A", "PO", 1, christmas) }
    }
}
