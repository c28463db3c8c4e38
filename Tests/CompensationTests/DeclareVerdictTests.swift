import Primitives
import Programmes
import Storage
import Registry
import Testing

@testable import Compensation

/// What a registry of one programme would say, taking rows one by one: slow, and plainly so.
struct NaiveRegistry {
    var live: [DeviceIdentifier] = []
    private var customers: [DeviceIdentifier: Code] = [:]

    mutating func verdict(_ row: [DeviceIdentifier], of customer: Code = "acme") -> RowVerdict {
        let met = live.filter { other in row.contains { clash($0, other) } }
        if met.contains(where: { customers[$0] == customer }) { return .duplicate }
        guard met.isEmpty else { return .underReview }
        live += row
        for identifier in row { customers[identifier] = customer }
        return .included
    }

    mutating func takes(_ row: [DeviceIdentifier]) -> Bool { verdict(row) == .included }

    mutating func frees(_ row: [DeviceIdentifier]) { live.removeAll { row.contains($0) } }

    private func clash(_ one: DeviceIdentifier, _ other: DeviceIdentifier) -> Bool {
        if case (.serial(let one), .serial(let other)) = (one, other) { return one.clashes(with: other) }
        return one == other
    }
}

/// A row as a file has it, with what it should come to.
struct NastyRow {
    let cells: [String]
    let identifiers: [DeviceIdentifier]

    /// Numbers from small heaps, so that they meet: IMEIs in either column, serial numbers of makers known and unknown,
    /// asset tags, lines.
    init(using generator: inout SplitMix64, of party: Code = "acme") throws {
        func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
        func maybe(_ text: String, _ percent: Int) -> String { number(100) < percent ? text : "" }
        let imeis = ["35693803564380", "356938-03564380", "35693803564398", "86213505000001", "86213505000019"]
        let maker = ["", "HP", "Hewlett-Packard", "Dell Inc.", "unknown"][number(5)]
        let imei = maybe(imeis[number(5)], 40)
        let imei2 = maybe(imeis[number(5)], 20)
        let serial = maybe("\(["sn: ", "", "s/n "][number(3)])ABC\(number(6))", 50)
        let tag = maybe("LT-\(number(8))", 20)
        let line = "\(number(9) + 1)"
        cells = ["smartphone", maker, serial, imei, imei2, tag, line]
        var identifiers: [DeviceIdentifier] = []
        if !imei.isEmpty { identifiers.append(.imei(try IMEI(reading: imei))) }
        if !imei2.isEmpty { identifiers.append(.imei(try IMEI(reading: imei2))) }
        if !serial.isEmpty {
            identifiers.append(.serial(try SerialNumber(reading: serial, maker: Maker(reading: maker))))
        }
        if !tag.isEmpty { identifiers.append(.assetTag(try AssetTag(reading: tag, party: party))) }
        if identifiers.isEmpty {
            let line = try DocumentLine(reading: "PO-1", line: Int(line) ?? 0, party: party)
            identifiers.append(.documentLine(line))
        }
        self.identifiers = identifiers
    }

    static func csv(_ rows: [NastyRow]) -> String {
        (["class,maker,serial,imei,imei2,asset_tag,line"] + rows.map { $0.cells.joined(separator: ",") })
            .joined(separator: "\n")
    }
}

// docs/spec/programmes.md, P-25 and P-26
@Suite struct DeclareVerdictTests {
    @Test(arguments: UInt64(0)..<200)
    func verdictsAreThoseOfTakingRowsOneByOne(seed: UInt64) async throws {
        var generator = SplitMix64(state: seed)
        let world = try await DeclareWorld(seed: seed)
        var naive = NaiveRegistry()
        for round in 0..<4 {
            let count = Int.random(in: 1...25, using: &generator)
            let rows = try (0..<count).map { _ in try NastyRow(using: &generator) }
            let verdicts = rows.map { naive.takes($0.identifiers) }
            let duplicates = rows.indices.filter { !verdicts[$0] }.map { $0 + 2 }
            let chunk = Int.random(in: 1...7, using: &generator)
            var outcome: DeclareOutcome?
            do {
                outcome = try await world.declare(
                    NastyRow.csv(rows), pace: round.isMultiple(of: 2) ? smallSteps(chunk: chunk) : ImportPace())
                #expect(outcome?.tally.duplicateLines == duplicates)
                #expect(outcome?.tally.included == verdicts.count { $0 })
            } catch CompensationRefusal.nothingIncluded(let tally) {
                #expect(!verdicts.contains(true))
                #expect(tally.duplicateLines == duplicates)
            }
            if let outcome, Bool.random(using: &generator) {
                let included = rows.indices.filter { verdicts[$0] }
                let some = included.indices.filter { _ in Bool.random(using: &generator) }
                if !some.isEmpty {
                    try await world.compensation.withdraw(
                        declaration: outcome.first.sequence, rows: some.map { Int64($0) + 1 }, as: DeclareWorld.acme)
                    for index in some { naive.frees(rows[included[index]].identifiers) }
                }
            }
            let expected = Set(naive.live.map(\.numberBytes)).sorted { $0.lexicographicallyPrecedes($1) }
            #expect(try await world.identities() == expected)
            #expect(try await world.isTidy())
        }
    }

    @Test(arguments: [true, false]) func aRowThatIsLeftOutMakesNothingLive(bulk: Bool) async throws {
        let world = try await DeclareWorld()
        let outcome = try await world.declare(
            """
            class,imei,serial
            smartphone,35693803564380,XXX1
            smartphone,35693803564380,YYY1
            smartphone,86213505000001,YYY1
            """, pace: bulk ? smallSteps(chunk: 1) : ImportPace())
        #expect(outcome.tally.duplicateLines == [3])
        #expect(outcome.tally.included == 2)
    }

    @Test(arguments: [true, false]) func anUnknownMakerClashesWithAny(bulk: Bool) async throws {
        let world = try await DeclareWorld()
        let pace = bulk ? smallSteps(chunk: 1) : ImportPace()
        try await world.declare("class,maker,serial\nnotebook,Dell,ABC1\nnotebook,,ABC2\n", pace: pace)
        let outcome = try await world.declare(
            "class,maker,serial\nnotebook,,ABC1\nnotebook,HP,ABC2\nnotebook,HP,ABC1\nnotebook,HP,ABC\n", pace: pace)
        #expect(outcome.tally.duplicateLines == [2, 3])
    }

    @Test(arguments: [true, false]) func theSameFileAgainOwesNothingMore(bulk: Bool) async throws {
        let world = try await DeclareWorld()
        let pace = bulk ? smallSteps() : ImportPace()
        var rows = (0..<20).map { "smartphone,\(35_693_803_564_380 + $0)" }
        let file = { (rows: [String]) in (["class,imei"] + rows).joined(separator: "\n") }
        #expect(try await world.declare(file(rows), pace: pace).first.owed.count == 20)
        var generator = SplitMix64(state: 7)
        for _ in 0..<3 {
            rows.shuffle(using: &generator)
            #expect(try await world.leftOut(file(rows), pace: pace) == 20)
            #expect(try await world.leftOut(file(Array(rows.prefix(5))), pace: pace) == 5)
        }
        #expect(try await world.integer("SELECT SUM(owed) FROM declaration") == 20)
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 20)
        #expect(try await world.integer("SELECT COUNT(*) FROM device") == 20)
        #expect(try await world.isTidy())
    }

    @Test func aDeviceIsKnownByEachOfItsNumbers() async throws {
        let world = try await DeclareWorld()
        try await world.declare("class,maker,serial,imei\nsmartphone,Apple,F2LX1,35693803564380\n")
        #expect(try await world.leftOut("class,imei\nsmartphone,356938035643809\n") == 1)
        #expect(try await world.leftOut("class,maker,serial\nsmartphone,Apple Inc.,f2lx1\n") == 1)
        // Another programme, and another life, have identities of their own.
        let phone = "class,imei\nsmartphone,35693803564380\n"
        #expect(try await world.declare(phone, world.papers("grams")).first.owed.count == 165)
        #expect(try await world.declare(phone, world.papers(life: 2)).first.owed.count == 1)
    }

    /// P-25, by the path of one act and by that of a large import.
    @Test(arguments: [500, 0]) func aLaterLifeFollowsUponTheOneBefore(atOnce: Int) async throws {
        let world = try await DeclareWorld()
        var pace = ImportPace()
        pace.atOnce = atOnce
        let first = "class,maker,serial,imei\nsmartphone,Nokia,SN-A,35693803560000\nsmartphone,Nokia,SN-B,\n"
        await #expect(throws: CompensationRefusal.self) {
            try await world.declare(first, world.papers(life: 2), pace: pace)
        }
        try await world.declare(first, pace: pace)
        // Known by one number of two, by a serial without its maker, and by a number that stands twice; a device that is new,
        // and one of another maker, have no life before.
        let later = """
            class,maker,serial,imei
            smartphone,Nokia,SN-X,
            smartphone,Nokia,SN-X,35693803560000
            smartphone,,SN-B,
            smartphone,Siemens,SN-B,
            smartphone,Nokia,SN-X,

            """
        let made = try await world.declare(later, world.papers(life: 2), pace: pace)
        #expect(made.first.owed.count == 2)
        #expect(
            made.tally.refused == [2, 5, 6].map { RefusedRow(line: $0, reason: .lifeNotReached(2)) }
                && made.tally.refusals == 3 && made.tally.duplicates == 0)
        var told: [String] = []
        try made.report.each(heading: { _, _ in }) { told.append($0.verdict.reason?.code ?? $0.verdict.code) }
        #expect(told == ["life-not-reached", "included", "included", "life-not-reached", "life-not-reached"])
        // No life is left out.
        await #expect(throws: CompensationRefusal.self) {
            try await world.declare(first, world.papers(life: 4), pace: pace)
        }
        #expect(try await world.declare(first, world.papers(life: 3), pace: pace).first.owed.count == 2)
        #expect(try await world.isTidy())
    }

    @Test func aLineIsKnownByPartyDocumentAndNumber() async throws {
        let world = try await DeclareWorld()
        let outcome = try await world.declare("class,quantity,line\nnotebook,40,1\nnotebook,2,2\nnotebook,9,1\n")
        #expect(outcome.first.owed.count == 84)
        #expect(outcome.tally.duplicateLines == [4])
        let line = "class,quantity,line\nnotebook,1,2\n"
        #expect(try await world.leftOut(line) == 1)
        try await world.declare(line, world.papers(document: "PO-2"))
        try await world.declare(line, world.papers(customer: "beta"), as: DeclareWorld.beta)
    }
}
