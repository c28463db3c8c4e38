import Exchange
import Foundation
import Primitives
import Programmes
import Registry
import Sheets
import Storage
import StorageSQLite
import Synchronization
import Testing

@testable import Compensation

/// docs/spec/programmes.md, P-28.
@Suite struct CombinationTests {
    static let list = """
        class,imei,beneficiary,cost_centre,purchase_order
        smartphone,35693803560000,Acme,,PO-1
        smartphone,35693803560001,Beta,K-1,PO-1
        smartphone,35693803560002,Acme,,PO-1
        smartphone,35693803560003,Acme,K-1,PO-1
        smartphone,35693803560004,,,
        smartphone,35693803560005,Acme,K-1,PO-2
        """

    @Test(arguments: [true, false]) func eachCombinationIsADeclarationInTheOrderOfTheFile(bulk: Bool) async throws {
        let world = try await DeclareWorld()
        let outcome = try await world.declare(
            Self.list, world.papers(document: "PO-9"), pace: bulk ? smallSteps() : ImportPace())
        #expect(
            outcome.declarations.map { "\($0.beneficiary) \($0.costCentre ?? "-") \($0.document) \($0.devices)" } == [
                "Acme - PO-1 2", "Beta K-1 PO-1 1", "Acme K-1 PO-1 1", "Acme - PO-9 1", "Acme K-1 PO-2 1",
            ])
        #expect(Set(outcome.declarations.map(\.sequence)).count == 5)
        #expect(outcome.declarations.map(\.sequence) == outcome.declarations.map(\.sequence).sorted())
        #expect(try await world.isTidy())
        #expect(try await world.leftOut(Self.list, world.papers(document: "PO-9")) == 6)
    }

    /// Whatever write fails, for good: the list's declarations are all there, or none is.
    @Test(arguments: [true, false]) func allOfThemOrNone(bulk: Bool) async throws {
        var outcomes: Set<Int64> = []
        for point in 1...200 {
            let world = try await DeclareWorld()
            let seen = Mutex(0)
            world.shared.set(fault: { _ in
                let count = seen.withLock { count in
                    count += 1
                    return count
                }
                if count >= point { throw StorageError.full }
            })
            _ = try? await world.declare(
                Self.list, world.papers(document: "PO-9"), pace: bulk ? smallSteps() : ImportPace())
            world.shared.set(fault: nil)
            outcomes.insert(try await world.integer("SELECT COUNT(*) FROM declaration"))
            if seen.withLock({ $0 }) < point { break }
        }
        #expect(outcomes == [0, 5])
    }

    @Test func aDryRunSaysWhatTheListWouldComeTo() async throws {
        let world = try await DeclareWorld()
        let sheet = DeclarationSheet(Array(Self.list.utf8))
        let judged = try await world.compensation.judge(
            world.papers(document: "PO-9"), sheet: sheet, mapping: .standard, as: DeclareWorld.provider)
        #expect(judged.parts.map(\.devices) == [2, 1, 1, 1, 1])
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 0)
        let outcome = try await world.declare(Self.list, world.papers(document: "PO-9"))
        #expect(outcome.declarations.map(\.owed) == judged.parts.map(\.owed))
    }

    @Test func moreCombinationsThanOneListMayHaveAreRefusedWhole() async throws {
        let world = try await DeclareWorld()
        let rows = (0...10_000).map { "smartphone,\(35_693_803_560_000 + $0),PO-\($0)" }
        await #expect(throws: CompensationRefusal.self) {
            try await world.declare((["class,imei,purchase_order"] + rows).joined(separator: "\n"))
        }
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 0)
        #expect(try await world.isTidy())
    }

    /// The same devices never owe twice, in whatever form they come.
    @Test func inWhateverFormAListComesItsDevicesOweOnce() async throws {
        let world = try await DeclareWorld()
        let list =
            "class;imei;serial;maker\r\nsmartphone;35693803560000;SN-1;Nokia\r\nsmartphone;35693803560001;Gerät-2é;Nokia\r\n"
        let first = try await world.declare("class,imei,serial,maker\nsmartphone,35693803560000,SN-1,Nokia\n")
        #expect(first.first.owed.count == 1)
        let utf16: [UInt8] = [0xFF, 0xFE] + list.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] as [UInt8] }
        let windows1252 = list.unicodeScalars.map { UInt8($0.value) }
        var owed: [Int64] = []
        for bytes in [utf16, windows1252, Array(list.utf8)] {
            let path = "\(world.folder.data)/list"
            try Data(bytes).write(to: URL(filePath: path))
            let received = try ReceivedList(path: path, ListReading(), folder: world.folder.data)
            do {
                owed.append(
                    try await world.compensation.declare(
                        world.papers(), sheet: received.sheet, mapping: .standard, as: DeclareWorld.provider
                    ).first.owed.count)
            } catch CompensationRefusal.nothingIncluded {
                owed.append(0)
            }
        }
        #expect(owed.reduce(0, +) <= 1 && owed.dropFirst().allSatisfy { $0 == 0 })
        // The serial in one list, the IMEI in another.
        #expect(try await world.leftOut("class,serial,maker\nsmartphone,sn-1,NOKIA\n") == 1)
        #expect(try await world.leftOut("class\timei2\nsmartphone\t35693803560000\n") == 1)
    }

    @Test func aWithdrawnDeviceMayBeDeclaredAgainAndASecondLifeOwesAnew() async throws {
        let world = try await DeclareWorld()
        let list = "class,imei\nsmartphone,35693803560000\n"
        let made = try await world.declare(list)
        #expect(try await world.leftOut(list) == 1)
        let second = try await world.declare(list, world.papers(life: 2)).first
        #expect(second.owed.count == 1)
        for declaration in [second.sequence, made.first.sequence] {
            _ = try await world.compensation.withdraw(
                declaration: declaration, rows: nil, as: DeclareWorld.provider)
        }
        #expect(try await world.declare(list).first.owed.count == 1)
    }

    /// P-25.
    @Test func aLifeIsNotWithdrawnFromUnderTheNext() async throws {
        let world = try await DeclareWorld()
        let list = "class,imei\nsmartphone,35693803560000\n"
        let first = try await world.declare(list).first.sequence
        let second = try await world.declare(list, world.papers(life: 2)).first.sequence
        await #expect(throws: CompensationRefusal.laterLifeStands(first, life: 2)) {
            try await world.compensation.withdraw(declaration: first, rows: nil, as: DeclareWorld.provider)
        }
        for declaration in [second, first] {
            _ = try await world.compensation.withdraw(
                declaration: declaration, rows: nil, as: DeclareWorld.provider)
        }
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 0)
    }

    /// The same serial number with its maker here and without it there is one device.
    @Test func aLifeIsNotWithdrawnFromUnderTheNextThatNamesNoMaker() async throws {
        let world = try await DeclareWorld()
        let first = try await world.declare("class,maker,serial\nsmartphone,Nokia,SN-1\n").first.sequence
        try await world.declare("class,maker,serial\nsmartphone,,SN-1\n", world.papers(life: 2))
        await #expect(throws: CompensationRefusal.laterLifeStands(first, life: 2)) {
            try await world.compensation.withdraw(declaration: first, rows: nil, as: DeclareWorld.provider)
        }
    }

    /// A line of a document is no device that came back.
    @Test func aQuantityLineHasNoLaterLife() async throws {
        let world = try await DeclareWorld()
        try await world.declare("class,quantity,line\nnotebook,1,1\n")
        await #expect(throws: CompensationRefusal.self) {
            try await world.declare("class,quantity,line\nnotebook,1000,1\n", world.papers(life: 2))
        }
        #expect(try await world.integer("SELECT COUNT(*) FROM declaration") == 1)
    }

    @Test func combinationsOfExcludedRowsAreNone() async throws {
        let world = try await DeclareWorld()
        let wrong = (0...10_000).map { "smartphone,12,PO-\($0)" }
        let list = ["class,imei,purchase_order"] + wrong + ["smartphone,35693803560000,PO-0"]
        let outcome = try await world.declare(list.joined(separator: "\n"))
        #expect(outcome.declarations.map(\.document) == ["PO-0"] && outcome.tally.refusals == 10_001)
    }

    /// As the journal compares them: byte by byte.
    @Test func twoSpellingsOfANameAreTwoBeneficiaries() async throws {
        let world = try await DeclareWorld()
        let list = """
            class,imei,beneficiary
            smartphone,35693803560000,Caf\u{E9}
            smartphone,35693803560001,Cafe\u{301}

            """
        #expect(try await world.declare(list).declarations.count == 2)
    }

    /// `="0012"` is how exports keep a spreadsheet from taking digits for a number.
    @Test func whatASpreadsheetWouldTakeForAFormulaIsTheSameNumber() async throws {
        let world = try await DeclareWorld()
        let heading = "class,maker,serial,asset_tag\n"
        let first = try await world.declare(heading + "smartphone,Nokia,\"=\"\"PF0001\"\"\",\"=\"\"T-1\"\"\"\n")
        #expect(first.first.owed.count == 1)
        #expect(try await world.leftOut(heading + "smartphone,Nokia,PF0001,\n") == 1)
        #expect(try await world.leftOut(heading + "smartphone,,,T-1\n") == 1)
        let formula = try await world.compensation.judge(
            world.papers(), sheet: DeclarationSheet(Array((heading + "smartphone,Nokia,=A1&B1,\n").utf8)),
            as: DeclareWorld.provider)
        #expect(formula.tally.refused.map(\.reason) == [.identifier(.serial, .character(.serial, "="))])
    }

    /// A column of dashes is no hundred devices with one tag.
    @Test func aTagThatIsNothingHoldsNobodyBack() async throws {
        let world = try await DeclareWorld()
        for (place, tag) in ["-", "--", "0", "x", ".", "?"].enumerated() {
            let rows = (0..<3).map { "smartphone,Nokia,PF-\(place)-\($0),\(tag)" }
            let list = (["class,maker,serial,asset_tag"] + rows).joined(separator: "\n")
            #expect(try await world.declare(list, world.papers(document: "PO-\(place)")).first.owed.count == 3)
        }
    }

    /// A file that grows while it is read is not read half, and not read twice in two ways.
    @Test func aListThatChangesWhileItIsReadIsRefused() async throws {
        let world = try await DeclareWorld()
        let path = "\(world.folder.data)/list.csv"
        try Data("class,imei\nsmartphone,35693803560000\n".utf8).write(to: URL(filePath: path))
        let sheet = DeclarationSheet(path: path)
        let judged = try await world.compensation.judge(world.papers(), sheet: sheet, as: DeclareWorld.provider)
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data("smartphone,35693803560001\n".utf8))
        try file.close()
        #expect(throws: FileRefusal.self) { try judged.report.each(heading: { _, _ in }, row: { _ in }) }
        await #expect(throws: FileRefusal.self) {
            try await world.compensation.declare(world.papers(), sheet: sheet, as: DeclareWorld.provider)
        }
        // Another file under its name, or none, changes nothing.
        let again = DeclarationSheet(path: path)
        let before = try await world.compensation.judge(world.papers(), sheet: again, as: DeclareWorld.provider)
        try FileManager.default.removeItem(atPath: path)
        var rows = 0
        try before.report.each(heading: { _, _ in }, row: { _ in rows += 1 })
        #expect(rows == 2)
    }

    /// Refused rows come back as they came, and are declared once they are mended.
    @Test func whatWasRefusedIsMendedAndSentAgain() async throws {
        let world = try await DeclareWorld()
        let list = "class,imei,Note\nsmartphone,35693803560000,a\nsmartphone,12,\"b, c\"\ntoaster,35693803560001,d\n"
        let outcome = try await world.declare(list)
        var rows: [ToldRow] = []
        try outcome.report.each(heading: { _, _ in }, row: { rows.append($0) })
        #expect(rows.map(\.line) == [2, 3, 4])
        #expect(rows.map(\.verdict.code) == ["included", "excluded", "excluded"])
        #expect(rows.map(\.verdict.reason?.code) == [nil, "identifier-length", "class-unknown"])
        #expect(rows[1].cells == ["smartphone", "12", "b, c"])
        var writer = CSVWriter()
        writer.row(["class", "imei", "Note"])
        writer.row(["smartphone", "35693803560002"] + rows[1].cells.dropFirst(2))
        writer.row(["notebook"] + rows[2].cells.dropFirst())
        let mended = String(decoding: writer.bytes, as: UTF8.self)
        #expect(try await world.declare(mended).tally.included == 2)
    }

    // docs/spec/programmes.md, P-33
    @Test(
        arguments: [
            ("1.65 kg", .grams(1_650)), ("1,65kg", .grams(1_650)), ("350 g", .grams(350)), ("350g.", .grams(350)),
            ("1 lb", .grams(454)), ("2.2046226218487757 lb", .unreadable), ("16 oz", .grams(454)), ("0 g", .grams(0)),
            ("1 stone", .unreadable), ("kg", .unreadable), ("1.650 g", .ambiguous), ("350", nil), ("", nil),
            ("999999999999 lb", .grams(453_592_369_999_547)), ("-1 kg", .unreadable), ("1 000 g", .unreadable),
        ] as [(String, WrittenMass?)])
    func aMassWithItsUnitIsReadExactly(text: String, mass: WrittenMass?) {
        #expect(WrittenMass(withUnit: text.utf8.span) == mass)
    }
}
