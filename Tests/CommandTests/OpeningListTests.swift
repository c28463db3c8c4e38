import Foundation
import Testing

/// Balances of an earlier system: `opening lots`, `opening declarations`, `opening retirements`, `opening certify`.
@Suite struct OpeningListTests {
    private static let system = ["--system", "old-registry", "--until", "2026-06-30"]
    private static let lots = """
        lot,provider,class,country,collected,grams,pieces
        LOT-1,recell,smartphone,GH,2026-01-01..2026-02-10,24000,240
        LOT-2,recell,smartphone,GH,2026-03-01,9000,
        """
    private static let declarations = """
        declaration,customer,programme,day,beneficiary,document,owed,class,serial,maker,quantity,line
        DEC-17,acme,one-for-one,2026-02-02,Acme GmbH,PO-17,3,smartphone,SN-1,Apple,,
        DEC-17,,,,,,,smartphone,SN-2,Apple,,
        DEC-18,acme,one-for-one,2026-02-03,Acme GmbH,PO-18,40,smartphone,,,40,1
        DEC-17,,,,,,,smartphone,SN-3,Apple,,
        """
    private static let retirements = """
        retirement,lot,declaration,day,quantity,unit,beneficiary
        RET-1,LOT-1,DEC-17,2026-03-01,2,pieces,Acme GmbH
        RET-2,LOT-1,DEC-18,2026-03-02,10,pieces,
        """

    private func run(_ shop: Shop, _ verb: String, _ file: String, _ more: [String] = []) throws -> Shop.Run {
        try shop.run(["opening", verb, file] + Self.system + ["--json"] + more)
    }

    private func verdicts(_ run: Shop.Run) throws -> [String] {
        let rows = try #require(try run.json()["rows"] as? [[String: Any]], "\(run.output)\(run.errors)")
        return rows.map { ($0["code"] ?? $0["verdict"]) as? String ?? "" }
    }

    private func shop() throws -> Shop {
        let shop = try Shop.open()
        try shop.write(Self.lots, to: "lots.csv")
        try shop.write(Self.declarations, to: "declarations.csv")
        try shop.write(Self.retirements, to: "retirements.csv")
        return shop
    }

    private static let verbs = [("lots", 2), ("declarations", 4), ("retirements", 2)]

    @Test func yearsOfSpreadsheetsAreTakenOverOnceHoweverOftenTheyAreSent() throws {
        let shop = try shop()
        for (verb, rows) in Self.verbs {
            let tried = try run(shop, verb, "\(verb).csv", ["--dry-run"])
            #expect(try verdicts(tried).count == rows && tried.status == 0)
            #expect(try verdicts(run(shop, verb, "\(verb).csv")) == Array(repeating: "taken", count: rows))
            #expect(try verdicts(run(shop, verb, "\(verb).csv")) == Array(repeating: "duplicate", count: rows))
        }
        let list = try shop.done("opening list")
        for text in [
            "old-registry", "not verified here", "LOT-1", "LOT-2", "DEC-17", "DEC-18", "RET-1", "RET-2", "24,000",
        ] {
            #expect(list.contains(text), "\(text)\n\(list)")
        }
        let status = try shop.done("status")
        #expect(status.contains("LOT-1") && status.contains("not verified here"))
        let number = try #require(status.split(separator: "\n").first { $0.contains("PO-17") }?.prefix { $0 != " " })
        let explained = try shop.done("explain declaration \(number)")
        #expect(explained.contains("DEC-17") && explained.contains("RET-1") && explained.contains("old-registry"))
        #expect(try shop.done("explain device SN-1").contains("RET-1"))
        #expect(try shop.done("match").contains("Nothing was promised."))
        #expect(try shop.done("lot list").contains("LOT-1") == false)

        // What waits may be matched with verified lots, and is certified apart.
        try shop.seal("GH-1", bag: "B-1")
        try shop.done("lot verify GH-1 --key veritas/verifier.key", as: "vera@veritas")
        #expect(try shop.done("match").contains("\(number)"))
        try shop.done("retire \(number)")
        try shop.done("certificate issue \(number) --out verified.json")
        let certified = try shop.done("opening certify \(number) --out old.json")
        #expect(certified.contains("taken over, not verified here"))
        #expect(try shop.run(["opening", "certify", String(number), "--out", "more.json"]).status == 1)
        #expect(try shop.text("verified.json").contains("EwasteCompensationCertificate"))
        #expect(try shop.text("old.json").contains("EwasteTakenOverCertificate"))
        try shop.done("journal export public --sealed")
        #expect(try shop.done("check").contains("All is sound."))
        #expect(try shop.done("opening list --language fr").contains("non vérifié ici"))
    }

    @Test func refusedRowsComeBackWithTheirReasonsAndAreMended() throws {
        let shop = try shop()
        try shop.write(
            Self.lots + "\n" + """
                LOT-3,acme,smartphone,GH,2026-01-01,100,1
                LOT-4,recell,drone,GH,2026-01-01,100,1
                LOT-5,recell,smartphone,GH,2026-07-01,100,1
                LOT-6,recell,smartphone,GH,2026-01-01,1,100
                LOT-1,recell,smartphone,GH,2026-01-01..2026-02-10,24001,240
                ,recell,smartphone,GH,2026-01-01,100,1
                """, to: "lots.csv")
        let codes = [
            "opening-not-a-provider", "unknown-class", "opening-after-cut-off", "count-above-mass", "opening-changed",
            "opening-bad-legacy-id",
        ]
        let whole = try run(shop, "lots", "lots.csv", ["--all-or-nothing"])
        #expect(try verdicts(whole) == ["taken", "taken"] + codes && whole.status == 1)
        #expect(try shop.done("opening list").contains("Nothing was taken over"))
        #expect(try verdicts(run(shop, "lots", "lots.csv", ["--refused", "back.csv"])) == ["taken", "taken"] + codes)
        let back = try shop.text("back.csv")
        #expect(back.contains("counterweight_reason") && back.contains("LOT-4,recell,drone"))
        try shop.write(back.replacingOccurrences(of: "drone", with: "smartphone"), to: "mended.csv")
        #expect(try verdicts(run(shop, "lots", "mended.csv")).filter { $0 == "taken" }.count == 1)
        try shop.done("check")
    }

    @Test func aDeclarationComesBackWholeWhereOneOfItsRowsIsRefused() throws {
        let shop = try shop()
        let heading = "declaration,customer,programme,day,beneficiary,document,owed,class,serial,maker,quantity,line\n"
        let head = "acme,one-for-one,2026-02-02,Acme GmbH,PO"
        let rows = """
            DEC-1,\(head)-1,,smartphone,SN-1,Apple,,
            DEC-1,,,,,,,smartphone,SN-1,Apple,,
            DEC-2,\(head)-2,,smartphone,SN-2,Apple,,
            DEC-2,,,,,,,drone,SN-3,Apple,,
            DEC-3,\(head)-3,,smartphone,SN-4,Apple,,
            DEC-3,globex,,,,,,smartphone,SN-5,Apple,,
            DEC-4,nobody,one-for-one,2026-02-02,Acme GmbH,PO-4,,smartphone,SN-6,Apple,,
            DEC-5,acme,one-for-one,2026-02-30,Acme GmbH,PO-5,,smartphone,SN-7,Apple,,
            DEC-5,,,,,,,smartphone,SN-8,Apple,,
            DEC-6,\(head)-6,2,smartphone,SN-9,Apple,,
            DEC-7,\(head)-7,,,SN-10,Apple,,
            DEC-8,\(head)-8,1,smartphone,SN-11,Apple,,

            """
        try shop.write(heading + rows, to: "some.csv")
        let told = try run(shop, "declarations", "some.csv", ["--refused", "back.csv"])
        #expect(
            try verdicts(told) == [
                "opening-other-row", "opening-row-duplicate", "opening-other-row", "opening-row-refused",
                "opening-other-row", "opening-rows-differ", "unknown-party", "argument-day", "opening-other-row",
                "opening-owed-differs", "opening-row-refused", "taken",
            ])
        #expect(try shop.text("back.csv").split(whereSeparator: \.isNewline).count == 12)
        try shop.done("check")
    }

    @Test(arguments: [
        (["--system", "old-registry", "--until", "2026-07-01"], "opening-cut-off-differs"),
        (["--system", "next", "--until", "2199-01-01"], "opening-cut-off-to-come"),
        (["--system", "next", "--until", "2025-12-31"], "opening-after-cut-off"),
    ]) func theCutOffDayIsNamedAndKept(_ options: [String], _ code: String) throws {
        let shop = try shop()
        _ = try run(shop, "lots", "lots.csv")
        let told = try shop.run(["opening", "lots", "lots.csv", "--json"] + options)
        #expect(try verdicts(told) == [code, code])
    }

    @Test func onlyTheRegistrarMay() throws {
        let shop = try shop()
        for verb in Self.verbs {
            let told = try run(shop, verb.0, "\(verb.0).csv", ["--actor", "eva@acme"])
            let error = try told.json()["error"] as? [String: Any]
            #expect(told.status == 1 && error?["code"] as? String == "not-permitted", "\(told.output)")
        }
    }
}
