import Journal
import Exchange
import Primitives
import Programmes
import Registry
import Storage
import Testing

@testable import Compensation

// docs/spec/programmes.md, P-38 to P-41
@Suite struct IdentifyTests {
    private static let lines = "class,quantity,line\nnotebook,3,1\nnotebook,2,2\n"

    private func identify(
        _ world: DeclareWorld, _ declaration: Int64, _ csv: String, as actor: Actor = DeclareWorld.acme
    ) async throws -> IdentifyOutcome {
        try await world.compensation.identify(
            declaration: declaration, sheet: DeclarationSheet(Array(csv.utf8)), as: actor)
    }

    private func codes(_ outcome: IdentifyOutcome) -> [String] {
        outcome.rows.map { row in
            if case .excluded(let refusal) = row.verdict { return refusal.code }
            return row.verdict.code
        }
    }

    private func isSound(_ world: DeclareWorld) async throws -> Bool {
        let findings = try await world.compensation.check().findings
        #expect(findings == [])
        return findings.isEmpty
    }

    @Test func aDeviceIsRefusedRowByRow() async throws {
        let world = try await DeclareWorld()
        let declaration = try await world.declare(Self.lines).first.sequence
        let outcome = try await identify(
            world, declaration,
            """
            line,maker,serial,imei,quantity,purchase_order
            ,HP,AAA1,,,
            9,HP,AAA1,,,
            2,HP,AAA1,,2,
            2,HP,N/A,,,
            2,,,123,,
            2,HP,AAA1,,,PO-2
            x,HP,AAA1,,,
            2,HP,,,,
            """)
        #expect(
            codes(outcome) == [
                "line-missing", "line-unknown", "quantity-of-numbered", "identifier-placeholder",
                "identifier-length", "document-other", "line-unreadable", "unidentified",
            ])
        #expect(outcome.rows.map(\.line) == Array(2...9) && outcome.entries.isEmpty)
        await #expect(throws: CompensationRefusal.unknownDeclaration(9_999)) {
            try await identify(world, 9_999, "line,serial\n1,AAA1\n")
        }
        await #expect(throws: CompensationRefusal.notYourDeclaration(DeclareWorld.beta, declaration)) {
            try await identify(world, declaration, "line,serial\n1,AAA1\n", as: DeclareWorld.beta)
        }
        #expect(try await world.integer("SELECT COUNT(*) FROM attached") == 0)
    }

    @Test func eachDeviceFillsTheNextPositionOfItsLine() async throws {
        let world = try await DeclareWorld()
        let declaration = try await world.declare(Self.lines).first
        let list = "line,maker,serial,imei\n1,HP,AAA1,\n2,,,35693803564380\n1,HP,AAA2,86213505000001\n"
        let outcome = try await identify(world, declaration.sequence, list)
        #expect(
            outcome.rows.map(\.verdict) == [
                .attached(row: 1, position: 1), .attached(row: 2, position: 1), .attached(row: 1, position: 2),
            ])
        #expect(outcome.entries.count == 1 && outcome.released.isEmpty && outcome.cancelled == nil)
        // The same list again attaches nothing more, whichever line it names.
        #expect(
            codes(try await identify(world, declaration.sequence, list)) == ["duplicate", "duplicate", "duplicate"])
        #expect(codes(try await identify(world, declaration.sequence, "line,serial\n2,AAA1\n")) == ["duplicate"])
        let more = try await identify(
            world, declaration.sequence, "line,maker,serial\n1,HP,AAA3\n1,HP,AAA4\n2,HP,AAA4\n2,HP,AAA5\n")
        #expect(codes(more) == ["attached", "line-full", "attached", "line-full"])
        // What is attached is live.
        #expect(try await world.leftOut("class,maker,serial\nnotebook,HP,AAA1\n") == 1)
        #expect(try await world.integer("SELECT SUM(owed - cancelled) FROM declaration") == 10)
        #expect(try await isSound(world))
        let found = try await world.compensation.explain(
            device: .serial(try SerialNumber(reading: "AAA2", maker: Maker(reading: "HP"))))
        #expect(found.map(\.row) == [1] && found.map(\.position) == [2] && found.map(\.owed) == [2])
    }

    @Test func aRefusalIsSaidInBothLanguages() {
        let retired = AttachRefusal.positionsRetired(2, open: 1)
        #expect(retired.english.contains("the one that is not known yet is retired"))
        #expect(retired.french.contains("celui qui n’est pas encore connu est retiré"))
        #expect(AttachRefusal.lineFull(2, positions: 40).english == "Line 2 has 40 devices, and all of them are known.")
        #expect(
            AttachRefusal.lineFull(2, positions: 40).french
                == "La ligne 2 du document compte 40 appareils, tous connus.")
    }

    @Test func theOnlyLineNeedsNoNumber() async throws {
        let world = try await DeclareWorld()
        let declaration = try await world.declare(
            "class,quantity,line,imei\nnotebook,2,7,\nnotebook,,,35693803564380\n")
        #expect(codes(try await identify(world, declaration.first.sequence, "serial\nAAA1\n")) == ["attached"])
    }

    @Test func whatIsDeclaredAlreadyCancelsAPosition() async throws {
        let world = try await DeclareWorld()
        let declaration = try await world.declare(Self.lines).first.sequence
        // A second list, where the serial number stands alone.
        try await world.declare("class,maker,serial\nnotebook,HP,AAA1\n", world.papers(document: "PO-2"))
        #expect(try await world.integer("SELECT SUM(owed - cancelled) FROM declaration") == 12)
        let list = "line,maker,serial\n1,HP,AAA1\n1,HP,AAA2\n"
        let outcome = try await identify(world, declaration, list)
        #expect(outcome.rows.map(\.verdict) == [.cancelled(row: 1, position: 3), .attached(row: 1, position: 1)])
        #expect(outcome.cancelled?.count == 2 && outcome.entries.count == 2)
        #expect(try await world.integer("SELECT SUM(owed - cancelled) FROM declaration") == 10)
        #expect(codes(try await identify(world, declaration, list)) == ["duplicate", "duplicate"])
        // By another spelling too.
        #expect(codes(try await identify(world, declaration, "line,serial\n2,AAA1\n")) == ["duplicate"])
        #expect(
            codes(try await identify(world, declaration, "line,maker,serial\n1,HP,AAA3\n1,HP,AAA4\n"))
                == ["attached", "line-full"])
        #expect(try await isSound(world))
    }

    @Test func aLineOfWhichAllIsCancelledIsNotDeclaredAgain() async throws {
        let world = try await DeclareWorld()
        try await world.declare(
            "class,maker,serial\nnotebook,HP,AAA1\nnotebook,HP,AAA2\n", world.papers(document: "PO-2"))
        let line = "class,quantity,line\nnotebook,2,1\n"
        let declaration = try await world.declare(line).first.sequence
        let outcome = try await identify(world, declaration, "maker,serial\nHP,AAA1\nHP,AAA2\nHP,AAA3\n")
        #expect(codes(outcome) == ["cancelled", "cancelled", "line-full"])
        #expect(try await world.leftOut(line) == 1)
        await #expect(throws: CompensationRefusal.alreadyWithdrawn(declaration)) {
            try await world.compensation.withdraw(declaration: declaration, rows: nil, as: DeclareWorld.acme)
        }
        #expect(try await isSound(world))
    }

    @Test func anotherCustomersDeviceIsUnderReview() async throws {
        let world = try await DeclareWorld()
        let declaration = try await world.declare(Self.lines).first.sequence
        try await world.declare("class,imei\nsmartphone,35693803564380\n", world.papers(customer: "beta"))
        let outcome = try await identify(world, declaration, "line,imei\n1,35693803564380\n")
        #expect(codes(outcome) == ["under-review"] && outcome.entries.isEmpty)
        #expect(try await world.integer("SELECT SUM(owed - cancelled) FROM declaration") == 11)
    }

    @Test func aWithdrawnLineTakesItsDevicesWithIt() async throws {
        let world = try await DeclareWorld()
        let declaration = try await world.declare(Self.lines).first.sequence
        try await world.declare("class,maker,serial\nnotebook,HP,AAA9\n", world.papers(document: "PO-2"))
        _ = try await identify(world, declaration, "line,maker,serial\n1,HP,AAA1\n1,HP,AAA9\n2,HP,AAA2\n")
        let withdrawn = try await world.compensation.withdraw(
            declaration: declaration, rows: [1], as: DeclareWorld.acme)
        #expect(withdrawn.withdrawn.count == 4)
        await #expect(throws: CompensationRefusal.rowAlreadyWithdrawn(declaration, row: 1)) {
            try await world.compensation.withdraw(declaration: declaration, rows: [1], as: DeclareWorld.acme)
        }
        #expect(codes(try await identify(world, declaration, "line,serial\n1,AAA7\n")) == ["line-unknown"])
        // Freed, and the other line's is not.
        try await world.declare("class,maker,serial\nnotebook,HP,AAA1\n", world.papers(document: "PO-3"))
        #expect(try await world.leftOut("class,maker,serial\nnotebook,HP,AAA2\n") == 1)
        #expect(try await isSound(world))
        let rest = try await world.compensation.withdraw(declaration: declaration, rows: nil, as: DeclareWorld.acme)
        #expect(rest.withdrawn.count == 4)
        #expect(try await isSound(world))
    }

    @Test func manyDevicesAreManyActs() async throws {
        let world = try await DeclareWorld()
        let count = 2_500
        let declaration = try await world.declare("class,quantity,line\nnotebook,\(count),1\n").first.sequence
        let list = (["maker,serial"] + (0..<count + 3).map { "HP,SN\(10_000 + $0)" }).joined(separator: "\n")
        let outcome = try await identify(world, declaration, list)
        #expect(outcome.entries.count == 3)
        #expect(
            codes(outcome).count { $0 == "attached" } == count
                && codes(outcome).suffix(3) == ["line-full", "line-full", "line-full"])
        #expect(try await isSound(world))
    }

    @Test(arguments: 0..<10) func anImportMeetsSerialsThatAreAttachedMeanwhile(run: Int) async throws {
        let world = try await DeclareWorld(seed: UInt64(run))
        let declaration = try await world.declare("class,quantity,line\nnotebook,60,1\n").first.sequence
        let unknown = (["class,serial"] + (0..<60).map { "notebook,SER\(1_000 + $0)" }).joined(separator: "\n")
        var steps = smallSteps(chunk: run % 4 + 2)
        steps.attempts = 1_000
        let pace = steps
        async let imported = world.verdicts(unknown, world.papers(document: "PO-2"), pace: pace)
        for number in stride(from: 59, through: 0, by: -1 - run % 3) {
            while true {
                do {
                    _ = try await identify(world, declaration, "maker,serial\nDell,SER\(1_000 + number)\n")
                    break
                } catch CompensationRefusal.reserved {
                    try await Task.sleep(for: .milliseconds(1))
                }
            }
        }
        _ = try await imported
        let texts = try await world.identities().filter { $0[0] == 2 }.map { $0.prefix { $0 != 0 } }
        #expect(texts.count == 60 && Set(texts).count == 60)
        // Each notebook owes two pieces, by its own row or by a position.
        let waiting = try await world.integer("SELECT COUNT(*) FROM attached WHERE cancelled = 0")
        #expect(
            try await world.integer("SELECT SUM(owed - cancelled) FROM declaration")
                == 2 * (60 + 60 - waiting - world.integer("SELECT COUNT(*) FROM attached WHERE cancelled = 1")))
        #expect(try await isSound(world))
    }

    /// Lists of devices by turns with lists where they stand alone: whatever the order, a device is owed once, and a plain model
    /// says the same of each row.
    @Test(arguments: UInt64(0)..<60)
    func aDeviceIsOwedOnce(seed: UInt64) async throws {
        var generator = SplitMix64(state: seed &+ 4_711)
        let world = try await DeclareWorld(seed: seed)
        let declaration = try await world.declare("class,quantity,line\nsmartphone,6,1\nsmartphone,4,2\n").first
            .sequence
        var open = [1: 6, 2: 4]
        var alone: Set<Int> = []
        var attached: Set<Int> = []
        var cancelled: Set<Int> = []
        for round in 0..<8 {
            let devices = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                Int.random(in: 0..<12, using: &generator)
            }
            if Bool.random(using: &generator) {
                let expected = devices.map { device in
                    if alone.contains(device) || attached.contains(device) { return "duplicate" }
                    alone.insert(device)
                    return "included"
                }
                let list = "class,imei\n" + devices.map { "smartphone,\(35_693_803_564_380 + $0)\n" }.joined()
                let (verdicts, _) = try await world.verdicts(list, world.papers(document: "ALONE-\(round)"))
                #expect(verdicts.map(\.code) == expected)
            } else {
                let lines = devices.map { _ in Int.random(in: 1...2, using: &generator) }
                let expected = zip(devices, lines).map { device, line in
                    if attached.contains(device) || cancelled.contains(device) { return "duplicate" }
                    guard let left = open[line], left > 0 else { return "line-full" }
                    open[line] = left - 1
                    if alone.contains(device) {
                        cancelled.insert(device)
                        return "cancelled"
                    }
                    attached.insert(device)
                    return "attached"
                }
                let list = "line,imei\n" + zip(devices, lines).map { "\($1),\(35_693_803_564_380 + $0)\n" }.joined()
                #expect(codes(try await identify(world, declaration, list)) == expected)
            }
            let owed = try await world.integer("SELECT SUM(owed - cancelled) FROM declaration")
            #expect(owed == Int64(10 - cancelled.count + alone.count))
        }
        #expect(try await isSound(world))
    }
}
