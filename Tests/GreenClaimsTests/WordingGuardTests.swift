import Primitives
import Testing
import Wording

@testable import GreenClaims

/// docs/spec/wording.md: what is found, what is spared, and by which rule on which day.
@Suite struct WordingGuardTests {
    private static let day: Day = Day("2026-11-27")!  // the calendar has the day

    private func topics(_ text: String, _ languages: [ClaimLanguage] = [], on day: Day = day) throws -> [String] {
        try WordingGuard(languages: languages, on: day).findings(in: text).map(\.topic.code.text)
    }

    /// T-5
    @Test(arguments: ClaimExample.all) func findsTheClaimAndSparesWhatIsNone(example: ClaimExample) throws {
        for text in example.found {
            #expect(try topics(text, [example.language]).contains(example.topic.text), "\(text)")
        }
        for text in example.spared {
            #expect(try !topics(text, [example.language]).contains(example.topic.text), "\(text)")
        }
    }

    /// T-3: each rule is hit in each language of its market, and spares something there.
    @Test func everyRuleHasAnExampleOfBothKindsInEachLanguageOfItsMarket() throws {
        for list in WordingGuard.lists {
            for rule in list.rules {
                for language in list.languages {
                    let examples = ClaimExample.all.filter {
                        rule.topics.contains($0.topic) && $0.language == language
                    }
                    #expect(Set(examples.map(\.topic)) == Set(rule.topics), "\(rule.code.text) in \(language)")
                    let guardian = WordingGuard(markets: [list.market], languages: [language], on: .last)
                    for example in examples {
                        let hit = try example.found.allSatisfy { text in
                            try guardian.findings(in: text).contains { finding in
                                finding.rules.contains { $0.rule.code == rule.code }
                            }
                        }
                        let spared = try example.spared.allSatisfy { text in
                            try guardian.findings(in: text).allSatisfy { finding in
                                finding.topic.code != example.topic
                            }
                        }
                        #expect(hit && spared && !example.spared.isEmpty, "\(rule.code.text): \(example.description)")
                    }
                }
            }
        }
    }

    /// T-4: from its day on, and announced before.
    @Test func aRuleIsUpcomingUntilItsDay() throws {
        for rule in WordingGuard.lists.flatMap(\.rules) {
            guard let from = rule.from, let eve = from.adding(days: -1) else {
                #expect(rule.kind == .risky && rule.law == nil && rule.standing(on: .first) == .risky)
                continue
            }
            #expect(rule.standing(on: eve) == .upcoming && rule.standing(on: from)?.rawValue == rule.kind.rawValue)
            #expect(rule.law != nil && rule.article != nil)
        }
    }

    @Test(
        arguments: [
            ("2026-09-26", ClaimMarket.europeanUnion, ["eu-4c upcoming"]),
            ("2026-09-27", .europeanUnion, ["eu-4c forbidden"]),
            ("2022-12-31", .france, ["eu-4c upcoming", "fr-l229-68 upcoming"]),
            ("2026-11-27", .france, ["eu-4c forbidden", "fr-l229-68 forbidden"]),
            ("2025-01-01", .germany, ["de-4c upcoming", "de-5 risky"]),
            ("2025-01-01", .switzerland, ["ch-3-1-x forbidden"]),
            ("2026-11-27", .unitedKingdom, ["gb-226 risky", "gb-cap-11 risky"]),
            ("2026-11-27", .california, ["us-260-5 risky", "us-ca-44475 forbidden"]),
            ("2026-11-27", .unitedStates, ["us-260-5 risky"]),
        ] as [(String, ClaimMarket, [String])])
    func whatALawSaysOfCarbonNeutralOnADay(day: String, market: ClaimMarket, expected: [String]) throws {
        let guardian = WordingGuard(markets: [market], on: try #require(Day(day)))
        let findings = try guardian.findings(in: "Our phones are carbon neutral.")
        #expect(findings.map(\.words) == ["carbon neutral"])
        #expect(findings.flatMap(\.rules).map { "\($0.rule.code.text) \($0.standing.rawValue)" } == expected)
    }

    @Test func theUnitedKingdomAndTheUnitedStatesForbidNoWordByItself() {
        let forbidden = WordingGuard.lists.filter { $0.rules.contains { $0.kind == .forbidden } }.map(\.market)
        #expect(forbidden == [.europeanUnion, .france, .germany, .switzerland, .california])
    }

    // MARK: - Words (T-6)

    @Test(arguments: [
        "carbon neutral", "Carbon-Neutral", "CARBON\u{A0}NEUTRAL", "carbon\u{2011}neutral",
        "car\u{AD}bon neut\u{200D}ral",
        "carbon\u{200B}neutral", "carbon\n   neutral", "carbon-\nneutral", "**carbon** neutral",
        "[carbon](https://x.example) neutral",
        "carbon&nbsp;neutral", "<b>carbon</b> neutral", "carbon<br>neutral", "ｃａｒｂｏｎ neutral",
        "\u{1D5F0}\u{1D5EE}\u{1D5FF}\u{1D5EF}\u{1D5FC}\u{1D5FB} neutral",
        "<img alt=\"carbon neutral\">", "CO<sub>2</sub> neutral", "CO₂–neutral", "carbon\u{202F}neutral",
        "‘carbon neutral’", "> carbon\n> neutral",
        "ca\u{0301}rbon neutral",
    ])
    func findsTheWordsHoweverTheyAreWritten(text: String) throws {
        #expect(try topics(text, [.english]) == ["climate-neutral"])
    }

    @Test(arguments: [
        "carbon. Neutral", "carbon, neutral", "carbon\n\nneutral", "- carbon\n- neutral", "* carbon\n* neutral",
        "carbon (neutral)", "<p>carbon</p><p>neutral</p>",
        "carbon neutrals", "carbonara neutral", "`carbon neutral`", "```\ncarbon neutral\n```",
        "<!-- carbon neutral -->",
        "<script>carbon neutral</script>", "<style>carbon neutral</style>", "| carbon | neutral |",
        "# carbon\nx neutral",
    ])
    func doesNotGoOverAnEndNorIntoCode(text: String) throws { #expect(try topics(text, [.english]) == []) }

    @Test(arguments: [
        "```\ncarbon neutral", "a < b carbon neutral > c", "`carbon neutral", "<!-- carbon neutral", "&carbon neutral;",
        "<b carbon neutral",
        "</script> carbon neutral", "<script></script>carbon neutral",
    ])
    func nothingHidesBehindMarkupThatDoesNotEnd(text: String) throws {
        #expect(try topics(text, [.english]) == ["climate-neutral"])
    }

    @Test(arguments: [
        "respectueux de l’environnement", "respectueux de l'environnement", "respectueux de l\u{2BC}environnement",
        "RESPECTUEUX DE L’ENVIRONNEMENT",
    ])
    func apostrophesAreOne(text: String) throws { #expect(try topics(text, [.french]) == ["generic"]) }

    @Test(arguments: [
        "écologique", "e\u{0301}cologique", "ÉCOLOGIQUE", "E\u{0301}COLOGIQUE", "&eacute;cologique", "&#233;cologique",
        "&#xE9;cologique",
    ])
    func accentsAreComposedOrNot(text: String) throws { #expect(try topics(text, [.french]) == ["generic"]) }

    /// T-7
    @Test(arguments: [
        ("not carbon neutral", false), ("It has never been carbon neutral", false), ("no carbon neutral phone", false),
        ("not only carbon neutral", true), ("no doubt carbon neutral", true), ("Not bad, carbon neutral", true),
        ("Why not go carbon neutral?", true), ("not so long ago we all at once became carbon neutral", true),
        ("There is no better way to a carbon neutral office", true), ("We don’t sell carbon neutral phones", false),
        ("Not. Carbon neutral.", true),
    ])
    func aDenialSparesWhatItDenies(text: String, isFound: Bool) throws {
        #expect(try topics(text, [.english]).contains("climate-neutral") == isFound)
    }

    /// T-7: each language denies in its own way, and has words that only look like a denial.
    @Test(
        arguments: [
            ("Never before was a phone carbon neutral", .english, true),
            ("A phone like no other carbon neutral phone", .english, true),
            ("Un grand pas vers un téléphone neutre en carbone", .french, true),
            ("Non seulement neutre en carbone", .french, true),
            ("Ni neutre en carbone", .french, false),
            ("On ne vend jamais de téléphone neutre en carbone", .french, false),
            ("Noch nie war ein Handy klimaneutral", .german, false),
            ("Nie zuvor war ein Handy klimaneutral", .german, true),
            ("Nicht nur klimaneutral", .german, true), ("noch klimaneutraler", .german, true),
            ("weder klimaneutral", .german, false),
            ("Kein Handy ist so klimaneutral", .german, true),
        ] as [(String, ClaimLanguage, Bool)])
    func aDenialIsOfItsLanguage(text: String, language: ClaimLanguage, isFound: Bool) throws {
        #expect(try topics(text, [language]).contains("climate-neutral") == isFound)
    }

    @Test func saysWhereTheWordsStandAndHowTheyAreWritten() throws {
        let text = "é\u{301}🇬🇭 ok\r\n\r\n<b>Car\u{AD}bon</b>\r\n  neutral phones, eco-friendly\n"
        let found = try WordingGuard(languages: [.english], on: Self.day).findings(in: text)
        #expect(found.map { "\($0.line):\($0.column) \($0.words)" } == ["3:4 Carbon</b> neutral", "4:19 eco-friendly"])
    }

    @Test func theLongestWordsOfATopicAreOneFinding() throws {
        let found = try WordingGuard(languages: [.english], on: Self.day).findings(in: "an e-waste neutral device")
        #expect(found.map(\.words) == ["e-waste neutral"])
    }

    @Test func theSameWordsInTwoLanguagesAreOneFinding() throws {
        let found = try WordingGuard(markets: [.california], on: Self.day).findings(in: "recyclable")
        #expect(found.count == 1 && found[0].rules.count == 3 - 1)
    }

    @Test func aLanguageOutsideAMarketIsNotReadThere() throws {
        let guardian = WordingGuard(markets: [.unitedKingdom], languages: [.french], on: Self.day)
        #expect(try guardian.findings(in: "neutre en carbone").isEmpty)
    }

    // MARK: - Limits (T-8)

    @Test func refusesWhatIsTooLongOrNotUTF8() throws {
        let guardian = WordingGuard(on: Self.day)
        let most = [UInt8](repeating: 0x61, count: WordingGuard.bytesMax)
        #expect(try guardian.findings(in: most).isEmpty)
        #expect(throws: WordingRefusal.tooLong(bytesMax: 1_048_576)) { try guardian.findings(in: most + [0x61]) }
        #expect(throws: WordingRefusal.tooLong(bytesMax: 1_048_576)) {
            try guardian.findings(in: String(decoding: most + [0x61], as: UTF8.self))
        }
        for (bytes, offset) in [
            ([0xFF], 0), ([0x61, 0xC3], 1), ([0x61, 0xC3, 0xA9, 0x80, 0x61], 3), ([0xED, 0xA0, 0x80], 0),
        ]
            as [([UInt8], Int)]
        {
            #expect(throws: WordingRefusal.notUTF8(offset: offset)) { try guardian.findings(in: bytes) }
        }
        #expect(try guardian.findings(in: Array("\u{FEFF}carbon neutral".utf8)).map(\.column) == [2])
    }

    /// Any bytes that are UTF-8 are read, and no markup makes it slow.
    @Test(arguments: UInt64(0)..<40) func readsWhateverComes(seed: UInt64) throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let parts = [
            "carbon", " ", "neutral", "-", "\n", "<", ">", "\"", "=", "`", "```", "~~~", "&", ";", "#", "(", "]", "[",
            "\u{301}",
            "é", "not", ".", "<!--", "-->", "alt", "*", "_", "\u{AD}", "%", "100", "recycled", "<script>", "🇬🇭", "\r\n",
            "|",
        ]
        let text = (0..<400).map { _ in parts[next(parts.count)] }.joined()
        for finding in try WordingGuard(on: Self.day).findings(in: text) {
            #expect(finding.line > 0 && finding.column > 0 && !finding.words.contains("\n"))
        }
    }

    @Test func longRunsOfMarkupAreReadInTime() throws {
        for part in ["<", "`", "&", "](", "<a \"", "~", "<!--", "not ", "zero ", "- \n", "``\n\n"] {
            let text = String(repeating: part, count: 10_000 / part.count)
            let start = ContinuousClock.now
            _ = try WordingGuard(on: Self.day).findings(in: text)
            #expect(ContinuousClock.now - start < .seconds(20), "\(part)")
        }
    }
}
