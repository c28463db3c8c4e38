import Foundation
import Sheets
import Testing

/// Lists that were cut, that mean harm, or that are no lists: a refusal with its place and its exit code, nothing half-done.
@Suite struct HostileListTests {
    private static let papers =
        "--customer acme --programme one-for-one --day 2026-05-02 --beneficiary Acme --document PO-1"

    /// What a refused list may not change: the registry's files, and how many rows its tables have.
    private struct Trace: Equatable {
        let files: [String]
        let rows: String

        init(_ shop: Shop) throws {
            var files: [String] = []
            for folder in ["registry", "registry-keys"] {
                let path = shop.folder.appending(path: folder).path
                for name in try FileManager.default.subpathsOfDirectory(atPath: path)
                // SQLite's own, which reading makes; and the folder that drafts will be kept in.
                where !name.hasSuffix("-wal") && !name.hasSuffix("-shm") && name != "drafts" {
                    files.append("\(folder)/\(name)")
                }
            }
            self.files = files.sorted()
            let tables = ["draft", "import", "declaration", "device", "identity", "journal_entry", "lot", "weighing"]
            rows = try shop.sqlite(
                "SELECT " + tables.map { "(SELECT COUNT(*) FROM \($0))" }.joined(separator: " || ' ' || "))
        }
    }

    /// Runs `declare`, `draft add` and a dry run of it: each is refused with one of these codes, and nothing is left.
    private static func refuse(
        _ name: String, in shop: Shop, _ codes: Set<String>, status: Int32 = 2,
        more: [String] = ["--map", "class=:smartphone"],
        seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try Trace(shop)
        for (command, after) in [
            (["declare"], ["--excluded", "x.csv"]), (["declare"], ["--dry-run", "--excluded", "x.csv"]),
            (["draft", "add"], []),
        ] {
            let began = Date()
            let run = try shop.run(command + [name] + papers.words + more + after + ["--json"])
            // What is wrong with rows is said when a draft is judged.
            if command[0] == "draft", run.status == 0 {
                let id = try #require(try run.json()["draft"] as? Int)
                let judged = try shop.run(["draft", "judge", "\(id)", "--json"])
                #expect(judged.status == status, "\(name): \(judged.output)", sourceLocation: sourceLocation)
                try shop.done("draft discard \(id)")
                continue
            }
            #expect(
                run.status == status, "\(command) \(name): \(run.output.prefix(400))\(run.errors.prefix(400))",
                sourceLocation: sourceLocation)
            let error = try run.json()["error"] as? [String: Any]
            let code = error?["code"] as? String ?? ""
            #expect(
                codes.contains(code), "\(command) \(name): \(run.output.prefix(400))", sourceLocation: sourceLocation)
            let facts = error?["facts"] as? [String: Any]
            if code.hasPrefix("csv-") || code.hasPrefix("workbook-") || code.hasPrefix("encoding-") {
                #expect(facts?["path"] as? String == name, "\(run.output)", sourceLocation: sourceLocation)
            }
            #expect(Date().timeIntervalSince(began) < seconds, "\(name)", sourceLocation: sourceLocation)
            #expect(!FileManager.default.fileExists(atPath: shop.folder.appending(path: "x.csv").path))
        }
        let after = try Trace(shop)
        // A draft that was kept and discarded stays on record.
        #expect(after.files == before.files, "\(name)", sourceLocation: sourceLocation)
        #expect(
            after.rows.split(separator: " ").dropFirst() == before.rows.split(separator: " ").dropFirst(), "\(name)",
            sourceLocation: sourceLocation)
    }

    @Test func whatIsNoListIsRefusedByName() throws {
        let shop = try Shop.open()
        let gzip: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0]
        for (name, bytes) in [
            ("list.pdf", Array("%PDF-1.7\n1 0 obj\n".utf8)), ("list.xls", Array("<html><table><td>serial".utf8)),
            ("report.xls", Array("\r\n<?xml version=\"1.0\"?><Workbook>".utf8)),
            ("list.json", Array("[{\"serial\":1}]".utf8)),
            ("photo.csv", [0x89, 0x50, 0x4E, 0x47, 13, 10]), ("list.csv.gz", gzip),
            ("tool.csv", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]), ("base.csv", Array("SQLite format 3\0".utf8)),
        ] {
            try shop.write(bytes: bytes, to: name)
            try Self.refuse(name, in: shop, ["workbook-other-kind"])
        }
        try shop.write(bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], to: "old.xls")
        try Self.refuse("old.xls", in: shop, ["workbook-old-or-encrypted"])
        for name in ["/dev/zero", "/dev/null", ".", "pipe"] {
            mkfifo(shop.folder.appending(path: "pipe").path, 0o600)
            try Self.refuse(name, in: shop, ["not-a-file"])
        }
        try Self.refuse("nowhere.csv", in: shop, ["input-unreadable"])
        try Self.refuse(String(repeating: "x", count: 5_000), in: shop, ["input-unreadable"])
        // A link is the file that it leads to.
        try shop.write("serial,class\nSN10001,smartphone\n", to: "real.csv")
        try FileManager.default.createSymbolicLink(
            atPath: shop.folder.appending(path: "link.csv").path, withDestinationPath: "real.csv")
        #expect(try shop.done("declare link.csv \(Self.papers)").contains("D"))
        try FileManager.default.createSymbolicLink(
            atPath: shop.folder.appending(path: "loop.csv").path, withDestinationPath: "loop.csv")
        try Self.refuse("loop.csv", in: shop, ["input-unreadable"])
    }

    @Test func aTextThatIsNoneSaysWhere() throws {
        let shop = try Shop.open()
        let head = Array("serial,maker\nSN10001,Nokia\n".utf8)
        for (name, bytes, code) in [
            ("nul", head + Array("SN10002,".utf8) + [0, 10], "csv-nul"),
            ("surrogate", head + Array("SN10002,é".utf8) + [0xED, 0xA0, 0x80, 10], "csv-not-utf8"),
            ("half", head + Array("SN10002,é".utf8) + [0xE2, 0x82, 10], "csv-not-utf8"),
            ("utf32", [0xFF, 0xFE, 0, 0, 0x73, 0, 0, 0], "csv-encoding"),
            (
                "utf16-surrogate",
                [0xFF, 0xFE] + "serial,maker\n".utf8.flatMap { [$0, 0] as [UInt8] } + [0, 0xDC, 10, 0],
                "encoding-not-utf16"
            ),
            (
                "utf16-odd", [0xFF, 0xFE] + "serial,maker\n".utf8.flatMap { [$0, 0] as [UInt8] } + [65],
                "encoding-not-utf16"
            ),
        ] as [(String, [UInt8], String)] {
            try shop.write(bytes: bytes, to: name)
            try Self.refuse(name, in: shop, [code])
            let run = try shop.run(["declare", name] + Self.papers.words + ["--map", "class=:smartphone", "--json"])
            if code == "csv-nul" {
                #expect(run.output.contains("\"place\":{\"column\":2,\"line\":3}"), "\(run.output)")
            }
        }
    }

    @Test func anEncodingThatIsNotTheFilesIsRefused() throws {
        let shop = try Shop.open()
        let utf16: [UInt8] = [0xFF, 0xFE] + "serial,class\nSN1,smartphone\n".utf8.flatMap { [$0, 0] as [UInt8] }
        try shop.write(bytes: utf16, to: "utf16.csv")
        for other in ["utf-8", "utf-16be", "windows-1252"] {
            try Self.refuse("utf16.csv", in: shop, ["encoding-other-mark"], more: ["--encoding", other])
        }
        try shop.write(bytes: Array("serial,class\nSN1,smartphone\n".utf8), to: "utf8.csv")
        try Self.refuse("utf8.csv", in: shop, ["encoding-no-byte-order-mark"], more: ["--encoding", "utf-16"])
        for other in ["utf-16le", "utf-16be"] {
            try Self.refuse(
                "utf8.csv", in: shop, ["mapping-no-class", "encoding-not-utf16", "csv-encoding"],
                more: ["--encoding", other])
        }
        try shop.write(
            bytes: Array("serial,class\nSN\u{81}1,smartphone\n".unicodeScalars.map { UInt8($0.value) }), to: "odd.csv")
        try Self.refuse("odd.csv", in: shop, ["encoding-not-windows1252"], more: ["--encoding", "windows-1252"])
    }

    @Test func aListThatWasCutIsRefusedOrHasWholeRows() throws {
        let shop = try Shop.open()
        let rows = (0..<64).map { "smartphone,SN-\(10_000 + $0),Nokia,\"Model\n\($0)\"" }
        let text = Array((["class,serial,maker,model"] + rows).joined(separator: "\n").utf8)
        for sixteenth in 1..<16 {
            let name = "cut\(sixteenth).csv"
            let part = Array(text[..<(text.count * sixteenth / 16)])
            try shop.write(bytes: part, to: name)
            let run = try shop.run(["declare", name] + Self.papers.words + ["--json", "--dry-run"])
            // Where the cut falls behind a whole row nobody can know.
            if run.status == 0 {
                #expect([UInt8(ascii: "\""), UInt8(ascii: ","), 10].contains(part.last), "\(name)")
            } else {
                try Self.refuse(name, in: shop, ["csv-too-few-cells", "csv-unterminated-quote"])
            }
        }
    }

    @Test func aWorkbookThatWasCutIsRefusedWhereverItIsCut() throws {
        let shop = try Shop.open()
        let path = shop.folder.appending(path: "whole.xlsx").path
        let workbook = WorkbookWriter(path: path)
        for row in [["class", "serial"], ["smartphone", "SN-1000"], ["smartphone", "SN-1001"]] { _ = workbook.row(row) }
        #expect(workbook.finish())
        let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
        for sixteenth in 1..<16 {
            try shop.write(bytes: Array(bytes[..<(bytes.count * sixteenth / 16)]), to: "cut.xlsx")
            try Self.refuse("cut.xlsx", in: shop, ["workbook-damaged"])
        }
    }

    @Test func whatIsGiganticTakesNeitherMemoryNorTime() throws {
        let shop = try Shop.open()
        var cell = Array("serial,class\n\"".utf8)
        cell += [UInt8](repeating: UInt8(ascii: "x"), count: 100 << 20)
        try shop.write(bytes: cell, to: "cell.csv")
        try Self.refuse("cell.csv", in: shop, ["csv-row-too-long"])
        try shop.write(bytes: [UInt8](repeating: UInt8(ascii: ","), count: 1_000_000), to: "columns.csv")
        try Self.refuse("columns.csv", in: shop, ["csv-too-many-columns"])
        try shop.write(bytes: [UInt8](repeating: 10, count: 1_000_000), to: "lines.csv")
        try Self.refuse("lines.csv", in: shop, ["mapping-no-heading"])
        try shop.write(
            bytes: [UInt8](repeating: 10, count: 1_000_000) + Array("class,serial\n".utf8)
                + [UInt8](repeating: 10, count: 1_000_000) + Array("toaster,SN-1\n".utf8), to: "far.csv")
        let run = try shop.run(["declare", "far.csv"] + Self.papers.words + ["--dry-run", "--json"])
        #expect(run.output.contains("\"line\":2000002"), "\(run.output.prefix(300))")
        // Under a limit on memory that the list is larger than.
        let limited = try shop.shell(
            "ulimit -v 700000; \(Shop.command) declare cell.csv \(Self.papers) --map class=:smartphone --json")
        #expect(limited.status == 2 && limited.output.contains("csv-row-too-long"), "\(limited.output)")
    }

    @Test func numbersThatAreNoneAreRefusedRowByRow() throws {
        let shop = try Shop.open()
        let cells = [
            ("quantity", "1e5"), ("quantity", "-1"), ("quantity", "9223372036854775808"), ("quantity", "１２"),
            ("quantity", "٣"), ("quantity", "1.0"), ("quantity", "+1"), ("mass_g", "1000000000000000000"),
            ("mass_g", "9223372036854775808"), ("mass_g", "-5"), ("mass_g", "1e5"),
            ("mass_g", "٣٠٠"),
            ("mass_kg", "1,5,0"), ("mass", "５００ g"), ("line", "0"), ("line", "1000001"), ("line", "-1"),
        ]
        let columns = ["quantity", "mass_g", "mass_kg", "mass", "line"]
        var writer = CSVWriter(formulas: .kept)
        writer.row(["class"] + columns)
        for (index, (column, value)) in cells.enumerated() {
            writer.row(["smartphone"] + columns.map { $0 == column ? value : $0 == "line" ? "\(index + 1)" : "" })
        }
        try shop.write(bytes: writer.bytes, to: "numbers.csv")
        let run = try shop.run(["declare", "numbers.csv"] + Self.papers.words + ["--dry-run", "--json"])
        let refused = try #require(try run.json()["excludedLines"] as? [[String: Any]])
        #expect(refused.compactMap { $0["line"] as? Int } == cells.indices.map { $0 + 2 }, "\(run.output)")
        let codes = Set(refused.compactMap { $0["code"] as? String })
        #expect(codes == ["quantity-unreadable", "mass-unreadable", "line-unreadable"])
        for day in ["0000-01-01", "9999-12-31", "2026-02-29", "2026-2-9", "２０２６-01-01"] {
            let run = try shop.run(["declare", "numbers.csv"] + Self.papers.words + ["--day", day, "--json"])
            #expect(run.status == 2 && run.output.contains("2026-11-22"), "\(day) \(run.output)")
        }
    }

    @Test func textsThatWouldStandOnACertificateArePlain() throws {
        let shop = try Shop.open()
        try shop.write("class,serial\nsmartphone,SN-1000\n", to: "one.csv")
        for text in [String(repeating: "x", count: 60_000), "A\u{202E}B", "A\u{2066}B", "A\nB", "A\u{7}B", "\u{200F}"] {
            let run = try shop.run(["declare", "one.csv"] + Self.papers.words + ["--beneficiary", text, "--json"])
            #expect(run.status == 2 && run.output.contains("bad-declaration-text"), "\(run.output.prefix(200))")
            var writer = CSVWriter()
            writer.row(["class", "serial", "beneficiary"])
            writer.row(["smartphone", "SN-1000", text])
            try shop.write(bytes: writer.bytes, to: "own.csv")
            let own = try shop.run(["declare", "own.csv"] + Self.papers.words + ["--dry-run", "--json"])
            #expect(own.output.contains("\"beneficiary-unfit\""), "\(own.output.prefix(200))")
        }
        var writer = CSVWriter()
        writer.row(["class", "serial", "beneficiary"])
        for index in 0...10_000 { writer.row(["smartphone", "SN-\(20_000 + index)", "B\(index)"]) }
        try shop.write(bytes: writer.bytes, to: "many.csv")
        try Self.refuse("many.csv", in: shop, ["too-many-combinations"])
    }

    /// What nobody may declare leaves no copy of the list behind.
    @Test func aListOfAnotherCustomersLeavesNothing() throws {
        let shop = try Shop.open()
        try shop.done("party record globex --name Globex --country DE --role customer --member gil")
        try shop.write("class,serial\nsmartphone,SN-1000\n", to: "one.csv")
        try Self.refuse(
            "one.csv", in: shop, ["not-your-customer"], status: 1, more: ["--actor", "gil@globex"])
    }

    @Test func filesThatAreAskedForAreLookedAtBeforeAnythingIsDone() throws {
        let shop = try Shop.open()
        try shop.write("class,serial\nsmartphone,SN-1000\n", to: "one.csv")
        let before = try Trace(shop)
        for (more, code, status) in [
            ("--excluded one.csv", "file-exists", 2), ("--excluded no/such/x.csv", "file-create", 5),
            ("--verdicts no/such/x.csv", "file-create", 5), ("--receipt no/such/x.json", "file-create", 5),
            ("--excluded a.csv --verdicts a.csv", "one-file-twice", 2), ("--excluded /dev/full", "file-exists", 2),
            ("--receipt one.csv", "file-exists", 2),
        ] as [(String, String, Int32)] {
            let run = try shop.run(["declare", "one.csv"] + Self.papers.words + more.words + ["--json"])
            #expect(run.status == status && run.output.contains("\"\(code)\""), "\(more) \(run.output)")
        }
        #expect(try Trace(shop) == before)
    }

    @Test func hostileJSONIsRefusedWithItsPlace() throws {
        let shop = try Shop.open()
        let deep = String(repeating: "[", count: 100_000)
        for (text, kind) in [
            (deep, "too-deep"), ("{\"code\":\"a\",\"code\":\"b\"}", "duplicate-name"),
            ("{\"version\":1e400}", "not-exact-integer"),
            ("{\"version\":9007199254740993}", "not-exact-integer"), ("{\"code\":\"\\ud800\"}", "lone-surrogate"),
            ("\u{FEFF}{}", "byte-order-mark"), ("{} {}", "trailing-bytes"), ("{\"a\":01}", "bad-number"),
        ] {
            try shop.write(text, to: "hostile.json")
            for command in [
                "standard publish --file hostile.json", "programme publish --file hostile.json",
                "facility record --file hostile.json", "declare columns photo.txt --profile ./hostile.json",
            ] {
                let run = try shop.run(command.words + ["--json"])
                // A profile has no numbers: whatever they are, it is another member that is wrong.
                let isTold = kind == "not-exact-integer" && command.hasPrefix("declare columns")
                #expect(
                    run.status == 2 && (isTold || run.output.contains("\"\(kind)\"")),
                    "\(command) \(run.output.prefix(300))")
                #expect(run.output.contains("hostile.json"))
            }
        }
        try shop.write("{\"code\":\"a\\u0000b\"}", to: "nul.json")
        #expect(try shop.run("standard publish --file nul.json --json".words).status == 2)
    }
}

extension Shop {
    /// What the registry's database says, asked by SQLite's own shell.
    func sqlite(_ sql: String) throws -> String {
        try shell("sqlite3 -readonly registry/registry.sqlite \"\(sql)\"").output
    }

    func shell(_ line: String) throws -> Run {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = folder
        process.environment = [
            "COUNTERWEIGHT_DATA": "registry", "COUNTERWEIGHT_ACTOR": "ama@recell", "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
        ]
        let (output, errors) = (folder.appending(path: ".out"), folder.appending(path: ".err"))
        for url in [output, errors] { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Run(status: process.terminationStatus, output: try text(".out"), errors: try text(".err"))
    }
}
