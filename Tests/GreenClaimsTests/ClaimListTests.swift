import CanonicalJSON
import Primitives
import Testing
import Wording

@testable import GreenClaims

/// docs/spec/wording.md, T-1 to T-3: the lists as files, read strictly.
@Suite struct ClaimListTests {
    @Test func thereIsAListForEachMarketAndWordsForEachLanguage() {
        #expect(WordingGuard.lists.map(\.market) == ClaimMarket.allCases)
        #expect(WordingGuard.words.map(\.language) == ClaimLanguage.allCases)
        for words in WordingGuard.words { #expect(words.topics.map(\.topic) == WordingGuard.topics.map(\.code)) }
        let codes = WordingGuard.lists.flatMap(\.rules).map(\.code)
        #expect(Set(codes).count == codes.count)
    }

    @Test func everyTopicHasARuleAndEveryRuleItsTopics() {
        let topics = Set(WordingGuard.topics.map(\.code))
        let ruled = Set(WordingGuard.lists.flatMap(\.rules).flatMap(\.topics))
        #expect(ruled == topics)
    }

    @Test func everyListSaysItsDayItsSourcesAndWhatItLeavesOut() {
        for list in WordingGuard.lists {
            #expect(
                !list.sources.isEmpty && !list.note.english.isEmpty && !list.rules.isEmpty && !list.languages.isEmpty)
            #expect(list.rules.allSatisfy { $0.market == list.market && ($0.from ?? .first) <= list.asOf })
            #expect(list.others.allSatisfy { $0 != list.market && $0 != .any })
        }
    }

    /// What a rule tells people to say instead, and why, is said in words that the lists do not find.
    @Test func whatIsSaidInsteadIsItselfSpared() throws {
        let guardian = WordingGuard(on: .last)
        for topic in WordingGuard.topics {
            for language in Language.allCases {
                #expect(try guardian.findings(in: topic.instead.text(in: language)).isEmpty, "\(topic.code.text)")
            }
        }
    }

    @Test func frenchHasItsOwnTypography() {
        let lists = WordingGuard.lists
        let texts =
            lists.map(\.note) + lists.flatMap(\.rules).flatMap { [$0.why, $0.law, $0.article].compactMap(\.self) }
            + WordingGuard.topics.flatMap { [$0.title, $0.instead] }
        for text in texts {
            let french = Array(text.french)
            #expect(!french.contains("'") && !text.english.contains("'"), "\(text.french)")
            for (index, character) in french.enumerated() where ";:?!»%".contains(character) {
                #expect(index > 0 && "\u{202F}\u{A0}".contains(french[index - 1]), "\(text.french)")
            }
        }
    }

    @Test(arguments: [
        ("carbon|climate~neutral", ["carbon|climate neutral", "carbonneutral|climateneutral"]),
        ("net ?of zero", ["net ?of zero"]),
        ("e~waste~neutral", ["e waste neutral", "e wasteneutral", "ewaste neutral", "ewasteneutral"]),
        ("l’environnement", ["l environnement"]),
        ("klima* Gut", ["klima* gut"]), ("beweis ,dass", ["beweis dass"]), ("100 %", ["100 %"]),
    ])
    func readsAPhraseInEachWay(text: String, expected: [String]) throws {
        let read = try #require(ClaimPhrase.reading(text)).map { phrase in
            phrase.slots.map { slot in
                (slot.isOptional ? "?" : "") + (slot.words + slot.stems.map { $0 + "*" }).joined(separator: "|")
            }.joined(separator: " ")
        }
        #expect(read == expected)
    }

    @Test(arguments: ["", "?first word", "a||b", "a ~b", "can’t|cannot be", "?l’eau", ",dass", "*"])
    func refusesAPhraseThatIsNone(text: String) {
        #expect(ClaimPhrase.reading(text) == nil)
    }

    private static let rule = """
        {"code": "x-1", "kind": "forbidden", "topics": ["generic"], "from": "2026-09-27", "law": {"en": "a", "fr": "b"},
        "article": {"en": "a", "fr": "b"}, "why": {"en": "a", "fr": "b"}}
        """

    private func read(_ rule: String) throws {
        let list = """
            {"market": "eu", "asOf": "2026-11-27", "languages": ["en"], "with": [], "sources": ["s"],
            "note": {"en": "a", "fr": "b"}, "rules": [\(rule)]}
            """
        _ = try ClaimList(try JSON(parsing: Array(list.utf8)))
    }

    @Test func aRuleIsReadWholeOrRefused() throws {
        try read(Self.rule)
        #expect(throws: JSONReadError.malformed(path: "rules")) { try read("\(Self.rule), \(Self.rule)") }
        for (part, other) in [
            (#""from": "2026-09-27", "#, ""), (#""law": {"en": "a", "fr": "b"},"#, ""),
            (#""article": {"en": "a", "fr": "b"},"#, ""),
            (#"["generic"]"#, "[]"), (#"["generic"]"#, #"["a b"]"#), ("forbidden", "bad"), ("2026-09-27", "2026-02-30"),
            (#""code""#, #""until": "2026-09-26", "code""#), (#""code""#, #""more": 1, "code""#),
            (#""en": "a""#, #""en": "a\u0007""#),
        ] {
            let changed = Self.rule.replacing(part, with: other, maxReplacements: 1)
            #expect(changed != Self.rule)
            #expect(throws: JSONReadError.self, "\(part)") { try read(changed) }
        }
    }

    @Test func aRuleEndsOnItsLastDay() throws {
        let ended = Self.rule.replacing(#""law""#, with: #""until": "2027-01-31", "law""#)
        let reader = try JSONReader(try JSON(parsing: Array(ended.utf8)))
        let rule = try ClaimRule(reader, of: .europeanUnion)
        #expect(rule.standing(on: try #require(Day("2027-01-31"))) == .forbidden)
        #expect(rule.standing(on: try #require(Day("2027-02-01"))) == nil)
        #expect(rule.english == "European Union: a, a, from 27 September 2026, until 31 January 2027 (x-1)")
        #expect(
            rule.french
                == "Union européenne\u{202F}: b, b, à partir du 27 septembre 2026, jusqu’au 31 janvier 2027 (x-1)")
    }
}
