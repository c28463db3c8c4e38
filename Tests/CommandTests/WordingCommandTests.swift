import Foundation
import Testing

/// `wording check` and `wording list`, as people run them: without a registry.
@Suite struct WordingCommandTests {
    private static let page = """
        # Carbon-neutral phones

        Your phone becomes e-waste neutral, and is **100 % recycled**.
        We are not climate neutral. `eco-friendly` is a word of others.

        Un téléphone respectueux de
        l’environnement, neutre en carbone d’ici 2030.

        Dieses Handy ist klima\u{AD}neutral.

        """

    private func shop() throws -> Shop {
        let shop = try Shop()
        try shop.write(Self.page, to: "page.md")
        try shop.write("For 240 devices, 13,680 g of scrap were recycled at Accra works.\n", to: "fair.txt")
        try shop.write("Your device was recycled.\n", to: "risky.txt")
        return shop
    }

    /// T-11: what is printed for each finding, in both languages; read it like code.
    @Test func saysWhatWhereByWhichLawFromWhenAndWhatInstead() throws {
        let shop = try shop()
        var text = ""
        for (arguments, status) in [
            ("check page.md --on 2026-11-27", 1),
            ("check page.md --market eu --market de --on 2026-09-26 --text-language en", 0),
            ("check fair.txt risky.txt --market gb --on 2026-11-27", 0), ("list --market fr", 0),
            ("list --market gb --text-language de", 0),
        ] as [(String, Int32)] {
            for language in ["en", "fr"] {
                let run = try shop.run("wording \(arguments) --language \(language)".words)
                #expect(run.status == status && run.errors.isEmpty, "\(arguments)\n\(run.output)\(run.errors)")
                text += "$ counterweight wording \(arguments) --language \(language)\n\(run.output)\n"
            }
        }
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden/wording.txt")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    /// T-11
    @Test(
        arguments: [
            ("page.md --market fr --on 2026-11-27", 1), ("page.md --market gb --on 2026-11-27", 0),
            ("page.md --market eu --on 2026-09-26", 0),
            ("page.md --market eu --on 2026-09-27", 1), ("fair.txt", 0), ("risky.txt", 0),
            ("fair.txt risky.txt page.md", 1),
        ] as [(String, Int32)])
    func endsWithOneWhereSomethingIsForbidden(arguments: String, status: Int32) throws {
        #expect(try shop().run("wording check \(arguments)".words).status == status)
    }

    @Test func answersInJSON() throws {
        let run = try shop().run("wording check page.md --market ch --on 2026-11-27 --text-language de --json".words)
        let answer = try run.json()
        #expect(run.status == 1 && answer["forbidden"] as? Int == 1 && answer["risky"] as? Int == 0)
        let files = try #require(answer["files"] as? [[String: Any]])
        let finding = try #require((files.first?["findings"] as? [[String: Any]])?.first)
        #expect(
            finding["line"] as? Int == 9 && finding["column"] as? Int == 18
                && finding["words"] as? String == "klimaneutral")
        let rule = try #require((finding["rules"] as? [[String: Any]])?.first)
        #expect(rule["rule"] as? String == "ch-3-1-x" && rule["from"] as? String == "2025-01-01")
        #expect(rule["article"] as? String == "Article 3(1)(x)" && rule["standing"] as? String == "forbidden")
        let lists = try #require(try shop().run(["wording", "list", "--json"]).json()["lists"] as? [[String: Any]])
        #expect(lists.count == 8 && lists.allSatisfy { $0["asOf"] as? String == "2026-11-27" })
    }

    @Test func refusesWhatItCannotRead() throws {
        let shop = try shop()
        try Data([0x61, 0xFF]).write(to: shop.folder.appending(path: "odd.txt"))
        try shop.write(String(repeating: "a", count: (1 << 20) + 1), to: "long.txt")
        for (arguments, code) in [
            ("odd.txt", "wording-not-utf8"), ("page.md long.txt", "wording-too-long"),
            ("nowhere.txt", "input-unreadable"), (".", "not-a-file"),
            ("page.md --market it", "usage"), ("page.md --text-language it", "usage"),
            ("page.md --on 2026-02-30", "usage"), ("", "usage"),
        ] {
            let run = try shop.run(("wording check " + arguments).words + ["--json"])
            let error = try #require(try run.json()["error"] as? [String: Any])
            #expect(run.status == 2 && error["code"] as? String == code, "\(run.output)")
        }
        let facts =
            try #require(try shop.run("wording check odd.txt --json".words).json()["error"] as? [String: Any])["facts"]
            as? [String: Any]
        #expect(facts?["path"] as? String == "odd.txt" && facts?["offset"] as? Int == 1)
    }
}
