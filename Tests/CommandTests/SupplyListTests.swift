import Foundation
import Testing

/// Lists of lots and weighings: `lot import`, `lot weighings`.
@Suite struct SupplyListTests {
    private static let lots = """
        lot,class,country,collected,standard,collector,seals,evidence,prices,registries
        GH-1,smartphone,GH,2026-03-01..2026-04-15,phones,kumasi,S-1|S-2,photo=one.txt,GHS 2.50 x 1000,verra=77
        GH-2,smartphone,GH,2026-03-01..2026-04-15,phones,kumasi,S-3,photo=two.txt,,
        """
    private static let weighings = """
        lot,stage,facility,day,gross,tare,net,pieces,battery,ticket
        GH-1,collection,accra-1,2026-04-16,30100,100,30000,300,included,T-1
        GH-2,collection,accra-1,2026-04-16,10100,100,10000,100,included,T-2
        GH-1|GH-2,receipt,accra-1,2026-04-18,40001,1000,39001,401,included,T-3
        """

    private func shop() throws -> Shop {
        let shop = try Shop.open()
        for name in ["one", "two"] { try shop.write("photo \(name)\n", to: "\(name).txt") }
        return shop
    }

    private func json(_ run: Shop.Run) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    private func verdicts(_ run: Shop.Run) throws -> [String] {
        let rows = try #require(try json(run)["rows"] as? [[String: Any]])
        return rows.map { ($0["code"] ?? $0["verdict"]) as? String ?? "" }
    }

    @Test func aListIsTakenOnceHoweverOftenItIsSent() throws {
        let shop = try shop()
        try shop.write(Self.lots, to: "lots.csv")
        try shop.write(Self.weighings, to: "weighings.csv")
        let tried = try shop.run(["lot", "import", "lots.csv", "--dry-run", "--json"])
        #expect(try verdicts(tried) == ["taken", "taken"] && tried.status == 0)
        #expect(try shop.done("lot list").contains("GH-1") == false)
        #expect(try verdicts(shop.run(["lot", "import", "lots.csv", "--json"])) == ["taken", "taken"])
        #expect(try verdicts(shop.run(["lot", "import", "lots.csv", "--json"])) == ["duplicate", "duplicate"])

        let weigh = ["lot", "weighings", "weighings.csv", "--json", "--actor", "yaa@greenworks"]
        #expect(try verdicts(shop.run(weigh)) == ["taken", "taken", "taken"])
        #expect(try verdicts(shop.run(weigh)) == ["duplicate", "duplicate", "duplicate"])
        #expect(try shop.done("explain lot GH-2").contains("2 lots"))
        try shop.done("check")
    }

    @Test func refusedRowsComeBackWithTheirReasonsAndAreMended() throws {
        let shop = try shop()
        let wrong = """
            GH-3,drone,GH,2026-03-01..2026-04-15,phones,kumasi,,,,
            GH-4,smartphone,gh,2026-03-01..2026-04-15,phones,kumasi,,,,
            GH-5,smartphone,GH,2026-03-01..2026-04-15,phones,kumasi,S-9|S-9,,,
            GH-6,smartphone,GH,2026-03-01..2026-04-15,phones,kumasi,,photo=../one.txt,,
            GH-7,smartphone,GH,2026-03-01..2026-04-15,phones,kumasi,,photo=none.txt,,
            GH-1,smartphone,GH,2026-03-02..2026-04-15,phones,kumasi,,,,
            """
        let codes = [
            "unknown-class", "argument-country", "bad-mark", "argument-evidence-path", "input-unreadable", "lot-exists",
        ]
        try shop.write(Self.lots + "\n" + wrong, to: "lots.csv")
        let kept = try shop.run(["lot", "import", "lots.csv", "--all-or-nothing", "--json"])
        let taken = try json(kept)["taken"] as? Int
        #expect(kept.status == 1 && taken == 0)
        #expect(try shop.done("lot list").contains("GH-1") == false)

        let run = try shop.run(["lot", "import", "lots.csv", "--refused", "refused.csv", "--json", "--language", "fr"])
        #expect(try verdicts(run) == ["taken", "taken"] + codes && run.status == 0)
        let refused = try String(contentsOfFile: shop.folder.appending(path: "refused.csv").path, encoding: .utf8)
        #expect(refused.contains("counterweight_reason") && refused.contains("GH-3,drone"))
        #expect(refused.contains("Aucune classe d’appareil ne s’appelle drone"))
        try shop.write(refused.replacingOccurrences(of: "drone", with: "smartphone"), to: "mended.csv")
        let again = try shop.run(["lot", "import", "mended.csv", "--json"])
        #expect(try verdicts(again) == ["taken"] + codes.dropFirst())
        try shop.done("check")
    }

    @Test func evidenceLiesBelowTheListAndNowhereElse() throws {
        let shop = try shop()
        try FileManager.default.createDirectory(
            at: shop.folder.appending(path: "lists"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: shop.folder.appending(path: "lists/link.txt").path, withDestinationPath: "../one.txt")
        try shop.write("below\n", to: "lists/below.txt")
        let paths = [
            "../one.txt", "link.txt", "/etc/hostname", "./below.txt", "a/../below.txt", "below.txt",
        ]
        let heading = "lot,class,country,collected,standard,collector,evidence\n"
        let rows = paths.enumerated().map { "L-\($0),smartphone,GH,2026-03-01,phones,kumasi,photo=\($1)\n" }
        try shop.write(heading + rows.joined(), to: "lists/lots.csv")
        let run = try shop.run(["lot", "import", "lists/lots.csv", "--dry-run", "--json"])
        #expect(try verdicts(run) == Array(repeating: "argument-evidence-path", count: 5) + ["taken"])
    }

    @Test(arguments: [
        ("lot,class\n", "sheet-column-missing"), ("", "sheet-column-missing"),
        ("lot,class,country,collected,standard,collector,colour\n", "sheet-column-unknown"),
        ("lot,class,country,collected,standard,collector,LOT\n", "sheet-column-twice"),
        (
            "lot,class,country,collected,standard,collector\n" + String(repeating: "a,b,c,d,e,f\n", count: 2_001),
            "sheet-too-long"
        ),
    ])
    func aListThatCannotBeReadIsRefusedWhole(_ text: String, _ code: String) throws {
        let shop = try Shop.open()
        try shop.write(text, to: "lots.csv")
        let run = try shop.run(["lot", "import", "lots.csv", "--json"])
        let error = try json(run)["error"] as? [String: Any]
        #expect(run.status == 2 && error?["code"] as? String == code, "\(run.output)")
    }
}
