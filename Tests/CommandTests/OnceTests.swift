import Foundation
import Sheets
import Testing

/// Design, what never breaks, 3: whatever form a list comes in, the same devices never owe twice. At the level of the command.
@Suite struct OnceTests {
    private static let papers =
        "--customer acme --programme one-for-one --day 2026-05-02 --beneficiary Acme --document PO-1"

    /// Six phones, each with two IMEIs and a serial number.
    private static let heading = ["class", "imei", "imei2", "serial", "maker"]
    private static let phones: [[String]] = (0..<6).map { index in
        ["smartphone", imei(2 * index), imei(2 * index + 1), "SN-77\(index)0A", "Nokia Oyj"]
    }

    private static func imei(_ index: Int) -> String {
        let fourteen = "3569380356\(1_000 + index)"
        var sum = 0
        for (position, digit) in fourteen.reversed().enumerated() {
            let value = Int(String(digit)) ?? 0
            let counted = position.isMultiple(of: 2) ? value * 2 : value
            sum += counted > 9 ? counted - 9 : counted
        }
        return fourteen + String((10 - sum % 10) % 10)
    }

    private static func text(_ rows: [[String]], _ delimiter: CSVDelimiter = .comma) -> [UInt8] {
        var writer = CSVWriter(delimiter: delimiter)
        for row in rows { writer.row(row) }
        return writer.bytes
    }

    private static func column(_ name: String, _ change: (String) -> String) -> [[String]] {
        let place = heading.firstIndex(of: name) ?? 0
        return [["class", name]] + phones.map { ["smartphone", change($0[place])] }
    }

    /// The same phones in other forms; each owes nothing more.
    private static let forms: [(name: String, bytes: [UInt8])] = [
        ("the same file", text([heading] + phones)), ("shuffled", text([heading] + phones.reversed())),
        ("columns in another order", text(([heading] + phones).map { $0.reversed() })),
        ("semicolons", text([heading] + phones, .semicolon)), ("tabs", text([heading] + phones, .tab)),
        ("a subset", text([heading] + phones[2..<4])),
        ("twice in one file", text([heading] + phones + phones)),
        ("a byte order mark", [0xEF, 0xBB, 0xBF] + text([heading] + phones)),
        ("UTF-16, big end first", [0xFE, 0xFF] + text([heading] + phones).flatMap { [0, $0] }),
        ("UTF-16 without a mark", text([heading] + phones).flatMap { [$0, 0] }),
        (
            "Windows-1252",
            text([heading + ["Gerät"]] + phones.map { $0 + ["x"] }).flatMap {
                $0 == 0xC3 ? [] : [$0 == 0xA4 ? 0xE4 : $0]
            }
        ),
        ("only the IMEI", text(column("imei") { $0 })),
        ("only the second IMEI, as the first", text(column("imei2") { $0 }).map { $0 }),
        ("the IMEI's 14 digits", text(column("imei") { String($0.prefix(14)) })),
        ("the IMEISV", text(column("imei") { $0.prefix(14) + "07" })),
        (
            "the IMEI in groups",
            text(
                column("imei") {
                    "\($0.prefix(2))-\($0.dropFirst(2).prefix(6)) \($0.dropFirst(8).prefix(6))/\($0.suffix(1))"
                })
        ),
        ("the IMEI with an apostrophe", text(column("imei") { "'" + $0 })),
        ("only the serial number", text(column("serial") { $0 })),
        ("the serial number in lower case", text(column("serial") { $0.lowercased() })),
        ("the serial number with spaces", text(column("serial") { " S/N: \($0.prefix(3)) \($0.dropFirst(3)) " })),
        (
            "the serial number with its maker by another name",
            text([["class", "serial", "maker"]] + phones.map { ["smartphone", $0[3], "NOKIA"] })
        ),
    ]

    private static func owed(_ shop: Shop, _ name: String, _ more: String = "") throws -> Int {
        let run = try shop.run("declare \(name) \(papers) --json \(more)".words)
        let json = try run.json()
        guard run.status == 0 else {
            let error = json["error"] as? [String: Any]
            #expect(run.status == 1 && error?["code"] as? String == "nothing-included", "\(name): \(run.output)")
            return 0
        }
        let declarations = try #require(json["declarations"] as? [[String: Any]])
        return declarations.map { (($0["owed"] as? [String: Any])?["count"] as? Int) ?? 0 }.reduce(0, +)
    }

    private static func opened() throws -> Shop {
        let shop = try Shop.open()
        try shop.write(bytes: text([heading] + phones), to: "first.csv")
        #expect(try owed(shop, "first.csv") == phones.count)
        return shop
    }

    @Test func inWhateverFormTheyComeTheyOweNothingMore() throws {
        let shop = try Self.opened()
        for (index, form) in Self.forms.enumerated() {
            try shop.write(bytes: form.bytes, to: "\(index).csv")
            #expect(try Self.owed(shop, "\(index).csv") == 0, "\(form.name)")
        }
        let workbook = WorkbookWriter(path: shop.folder.appending(path: "phones.xlsx").path)
        for row in [Self.heading] + Self.phones { #expect(workbook.row(row)) }
        #expect(workbook.finish())
        #expect(try Self.owed(shop, "phones.xlsx") == 0)
        #expect(try shop.done("check").contains("All is sound."))
    }

    @Test func aSupersetOwesForWhatIsNew() throws {
        let shop = try Self.opened()
        let new = ["smartphone", Self.imei(90), "", "SN-90", "Nokia"]
        try shop.write(bytes: Self.text([Self.heading] + Self.phones + [new]), to: "more.csv")
        #expect(try Self.owed(shop, "more.csv") == 1)
    }

    /// A row that had both is known by either, whichever came first.
    @Test func theSerialInOneListAndTheIMEIInAnother() throws {
        let shop = try Shop.open()
        try shop.write(bytes: Self.text(Self.column("imei2") { $0 }), to: "imeis.csv")
        #expect(try Self.owed(shop, "imeis.csv") == Self.phones.count)
        try shop.write(bytes: Self.text([Self.heading] + Self.phones), to: "both.csv")
        #expect(try Self.owed(shop, "both.csv") == 0)
    }

    @Test func whatWasWithdrawnOwesOnceWhenItIsDeclaredAgain() throws {
        let shop = try Self.opened()
        try shop.done("declare withdraw \(try #require(shop.declarations().first)) --row 2")
        #expect(try Self.owed(shop, "first.csv") == 1)
        #expect(try Self.owed(shop, "first.csv") == 0)
        try shop.done("declare withdraw \(try #require(shop.declarations().first))")
        #expect(try Self.owed(shop, "first.csv") == Self.phones.count - 1)
        #expect(try Self.owed(shop, "first.csv") == 0)
    }

    /// What was asked for beside the answer is written also where the list went in as a draft, whose copy is gone by then.
    @Test(arguments: [40, 20_000]) func aDraftsReceiptAndReportsAreWritten(rows: Int) throws {
        let shop = try Self.opened()
        let lines = (0..<rows).map { "smartphone,Nokia,PF\(100_000 + $0),\(String(repeating: "x", count: 60))" }
        try shop.write(
            (["class;maker;serial;Note"] + lines.map { $0.replacing(",", with: ";") }
                + ["toaster;Nokia;PF1;y"]).joined(separator: "\n"), to: "many.csv")
        let reports = "--excluded mend.csv --verdicts all.csv --receipt receipt.json"
        if rows > 1_000 {
            // Large enough to go in as a draft by itself.
            try shop.done("declare many.csv \(Self.papers) \(reports)")
        } else {
            try shop.done("draft add many.csv \(Self.papers) --actor eva@acme")
            try shop.done("draft submit 1 --actor eva@acme")
            try shop.done("draft accept 1 \(reports)")
        }
        let mend = try Data(contentsOf: shop.folder.appending(path: "mend.csv"))
        #expect(mend.starts(with: "\u{FEFF}class;maker;serial;Note;counterweight_line;".utf8))
        #expect(try shop.text("mend.csv").split(separator: "\r\n").count == 2)
        #expect(try shop.text("all.csv").split(separator: "\r\n").count == rows + 2)
        #expect(try shop.text("receipt.json").contains("\"seed\":\""))
        #expect(try shop.mode("receipt.json") == 0o600)
    }

    @Test func aSecondLifeIsForAProviderAlone() throws {
        let shop = try Self.opened()
        let own = try shop.run("declare first.csv \(Self.papers) --life 2 --actor eva@acme --json".words)
        #expect(own.status == 1 && own.output.contains("\"later-life\""))
        #expect(try Self.owed(shop, "first.csv", "--life 2") == Self.phones.count)
        #expect(try Self.owed(shop, "first.csv", "--life 2") == 0)
        #expect(try Self.owed(shop, "first.csv") == 0)
    }

    /// Two processes: whichever is first takes them, the other is told so. A list of many rows goes in by steps, between which
    /// the other comes.
    @Test(arguments: [6, 1_500]) func twoProcessesAtOnceOweOnce(count: Int) throws {
        let shop = try Shop.open()
        let rows = [["class", "imei"]] + (0..<count).map { ["smartphone", Self.imei($0)] }
        try shop.write(bytes: Self.text(rows), to: "one.csv")
        try shop.write(bytes: Self.text([rows[0]] + rows.dropFirst().reversed(), .semicolon), to: "other.csv")
        var owed = 0
        for _ in 0..<2 {
            let runs = try shop.runTogether(
                ["one.csv", "other.csv"].map { "declare \($0) \(Self.papers) --json".words })
            for run in runs {
                #expect([0, 1, 3].contains(run.status), "\(run.output)")
                guard run.status == 0 else { continue }
                let declarations = try #require(try run.json()["declarations"] as? [[String: Any]])
                owed += declarations.map { (($0["owed"] as? [String: Any])?["count"] as? Int) ?? 0 }.reduce(0, +)
            }
        }
        #expect(owed == count)
        #expect(try shop.done("check").contains("All is sound."))
    }
}

extension Shop {
    func write(bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: folder.appending(path: name))
    }

    /// The declarations that are there, the first first.
    func declarations() throws -> [String] {
        try run(["status", "--json"]).output.matches(of: #/"declaration":"(D\d+)"/#).map { String($0.1) }
    }

    /// Runs several commands at once.
    func runTogether(_ commands: [[String]]) throws -> [Run] {
        let started = try commands.enumerated().map { index, arguments in
            let process = Process()
            process.executableURL = URL(filePath: Self.command)
            process.arguments = arguments
            process.currentDirectoryURL = folder
            process.environment = [
                "COUNTERWEIGHT_DATA": "registry", "COUNTERWEIGHT_ACTOR": "ama@recell", "LANG": "C.UTF-8",
            ]
            let output = folder.appending(path: ".out\(index)")
            try Data().write(to: output)
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = FileHandle.nullDevice
            try process.run()
            return process
        }
        return try started.enumerated().map { index, process in
            process.waitUntilExit()
            return Run(status: process.terminationStatus, output: try text(".out\(index)"), errors: "")
        }
    }
}
