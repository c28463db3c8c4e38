import CanonicalJSON
public import Primitives

/// Words of a text that a list speaks of.
public struct WordingFinding: Hashable, Sendable {
    /// From 1, in lines of the text.
    public let line: Int
    /// From 1, in characters as a reader counts them.
    public let column: Int
    /// The words as they stand in the text, on one line.
    public let words: String
    public let topic: ClaimTopic
    /// What the markets asked about say of them, each with how it stands on the day: forbidden, risky, upcoming.
    public let rules: [RuleStanding]

    public struct RuleStanding: Hashable, Sendable {
        public let rule: ClaimRule
        public let standing: ClaimStanding
    }

    public var isForbidden: Bool { rules.contains { $0.standing == .forbidden } }
}

/// Why a text is not read.
public enum WordingRefusal: Error, Hashable, Sendable {
    /// - Parameter offset: of the first byte that is none of UTF-8.
    case notUTF8(offset: Int)
    case tooLong(bytesMax: Int)
}

/// Reads what people write about compensation against the lists of forbidden and of risky words (docs/spec/wording.md).
///
/// It finds words, not meanings: what it finds may be fair where it stands, and what it does not find may still mislead. It
/// is no legal advice.
public struct WordingGuard: Sendable {
    /// Bytes of a text that are read at most.
    public static let bytesMax = 1 << 20
    /// Words before a claim within which a denial counts.
    private static let near = 2
    private static let far = 6

    /// Every market's list, in the order of `ClaimMarket`.
    public static let lists: [ClaimList] = [
        builtIn(PackageResources.market_any_json, ClaimList.init),
        builtIn(PackageResources.market_eu_json, ClaimList.init),
        builtIn(PackageResources.market_fr_json, ClaimList.init),
        builtIn(PackageResources.market_de_json, ClaimList.init),
        builtIn(PackageResources.market_gb_json, ClaimList.init),
        builtIn(PackageResources.market_ch_json, ClaimList.init),
        builtIn(PackageResources.market_us_json, ClaimList.init),
        builtIn(PackageResources.market_us_ca_json, ClaimList.init),
    ]

    public static let topics: [ClaimTopic] = builtIn(PackageResources.topics_json) { (json) throws(JSONReadError) in
        var reader = try JSONReader(json)
        let topics = try reader.objects("topics").map { (topic) throws(JSONReadError) in try ClaimTopic(topic) }
        try reader.end()
        return topics
    }

    static let words: [ClaimWords] = [
        builtIn(PackageResources.words_en_json, ClaimWords.init),
        builtIn(PackageResources.words_fr_json, ClaimWords.init),
        builtIn(PackageResources.words_de_json, ClaimWords.init),
    ]

    private static func builtIn<Value>(
        _ bytes: [UInt8], _ read: (JSON) throws(JSONReadError) -> Value
    ) -> Value {
        do {
            return try read(try JSON(parsing: bytes))
        } catch {
            preconditionFailure("a built-in list of words: \(error)")
        }
    }

    /// The day as of which the oldest of the lists was looked up.
    public static var asOf: Day { lists.map(\.asOf).min() ?? .first }

    private let rules: [ClaimRule]
    private let languages: [ClaimMarket: [ClaimLanguage]]
    private let asked: [ClaimLanguage]
    private let day: Day

    /// - Parameters:
    ///   - markets: those where the text is read; every one where there is none. What holds anywhere holds in each.
    ///   - languages: those of the text; every one where there is none.
    ///   - day: the day on which it is read.
    public init(markets: [ClaimMarket] = [], languages: [ClaimLanguage] = [], on day: Day) {
        let lists = Self.lists(of: markets)
        rules = lists.flatMap(\.rules)
        self.languages = Dictionary(lists.map { ($0.market, $0.languages) }, uniquingKeysWith: { first, _ in first })
        asked = languages.isEmpty ? ClaimLanguage.allCases : languages
        self.day = day
    }

    /// The lists of these markets with those that apply there too, in their order; every one where none is named.
    public static func lists(of markets: [ClaimMarket]) -> [ClaimList] {
        guard !markets.isEmpty else { return lists }
        let others = lists.filter { markets.contains($0.market) }.flatMap(\.others)
        let wanted = Set(markets + others + [.any])
        return lists.filter { wanted.contains($0.market) }
    }

    /// What is looked for, and what is spared, as docs/spec/wording.md writes it: `carbon|climate~neutral`.
    public static func words(of topic: Code, in language: ClaimLanguage) -> (found: [String], spared: [String]) {
        words.first { $0.language == language }?.topics.first { $0.topic == topic }?.written ?? ([], [])
    }

    /// Reads a file's bytes: UTF-8, with or without a byte order mark.
    public func findings(in bytes: [UInt8]) throws(WordingRefusal) -> [WordingFinding] {
        guard bytes.count <= Self.bytesMax else { throw .tooLong(bytesMax: Self.bytesMax) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .notUTF8(offset: Self.soundBytes(bytes))
        }
        return findings(of: text)
    }

    /// Reads a text of at most `bytesMax`.
    public func findings(in text: String) throws(WordingRefusal) -> [WordingFinding] {
        guard text.utf8.count <= Self.bytesMax else { throw .tooLong(bytesMax: Self.bytesMax) }
        return findings(of: text)
    }

    /// How many bytes are UTF-8 before one is not.
    private static func soundBytes(_ bytes: [UInt8]) -> Int {
        var (low, high) = (0, bytes.count)
        // Up to three bytes of a character that is cut off are sound by themselves: look for the last whole prefix.
        while low < high {
            let middle = (low + high + 1) / 2
            let isSound = (0...3).contains { cut in
                middle >= cut && String(validating: bytes[..<(middle - cut)], as: UTF8.self) != nil
            }
            if isSound { low = middle } else { high = middle - 1 }
        }
        while low > 0, String(validating: bytes[..<low], as: UTF8.self) == nil { low -= 1 }
        return low
    }

    // MARK: - Looking

    /// Words of one topic in one language, as places among the words read.
    private struct Match: Hashable {
        let topic: Code
        let words: Range<Int>
    }

    private func findings(of text: String) -> [WordingFinding] {
        let characters = Array(text)
        let read = ReadText(Markup(characters).pieces[...]).words
        var languages: [Match: Set<ClaimLanguage>] = [:]
        for words in Self.words where asked.contains(words.language) {
            for match in Self.matches(of: words, in: read) { languages[match, default: []].insert(words.language) }
        }
        let places = Self.places(of: characters)
        var findings: [WordingFinding] = []
        let ordered = languages.keys.sorted {
            ($0.words.lowerBound, $0.words.upperBound, $0.topic) < ($1.words.lowerBound, $1.words.upperBound, $1.topic)
        }
        for match in ordered {
            let spoken = languages[match] ?? []
            let standings = rules.compactMap { rule -> WordingFinding.RuleStanding? in
                guard rule.topics.contains(match.topic), !spoken.isDisjoint(with: self.languages[rule.market] ?? []),
                    let standing = rule.standing(on: day)
                else { return nil }
                return WordingFinding.RuleStanding(rule: rule, standing: standing)
            }
            guard !standings.isEmpty, let topic = Self.topics.first(where: { $0.code == match.topic }) else { continue }
            let (first, last) = (read[match.words.lowerBound].start, read[match.words.upperBound - 1].end)
            findings.append(
                WordingFinding(
                    line: places[first].line, column: places[first].column,
                    words: Self.oneLine(characters[first..<last]), topic: topic, rules: standings))
        }
        return findings
    }

    /// What a language's lists catch, less what they spare and what is denied; of a topic the longest where two overlap.
    private static func matches(of language: ClaimWords, in words: [ReadText.Word]) -> [Match] {
        let denied = denials(of: language, in: words)
        var matches: [Match] = []
        for topic in language.topics {
            let found = PhraseIndex(topic.phrases).matches(in: words)
            guard !found.isEmpty else { continue }
            let spared = reach(of: PhraseIndex(topic.spared).matches(in: words), words.count)
            var kept: [Range<Int>] = []
            for match in found where spared[match.lowerBound] < match.upperBound && !denied[match.lowerBound] {
                guard let last = kept.last, last.overlaps(match) else {
                    kept.append(match)
                    continue
                }
                if match.count > last.count { kept[kept.count - 1] = match }
            }
            matches += kept.map { Match(topic: topic.topic, words: $0) }
        }
        return matches
    }

    /// For each word how far a range goes that begins there or before.
    private static func reach(of ranges: [Range<Int>], _ count: Int) -> [Int] {
        var reach = [Int](repeating: 0, count: count)
        for range in ranges { reach[range.lowerBound] = max(reach[range.lowerBound], range.upperBound) }
        for index in reach.indices.dropFirst() { reach[index] = max(reach[index], reach[index - 1]) }
        return reach
    }

    /// For each word whether a claim that begins there is denied: a negation stands before it in the same clause.
    private static func denials(of language: ClaimWords, in words: [ReadText.Word]) -> [Bool] {
        var denied = [Bool](repeating: false, count: words.count)
        let undenied = reach(of: PhraseIndex(language.undenied).matches(in: words), words.count)
        for (phrases, most) in [(language.deniedNear, near), (language.deniedFar, far)] {
            for match in PhraseIndex(phrases).matches(in: words) where undenied[match.lowerBound] < match.upperBound {
                for index in match.upperBound..<min(words.count, match.upperBound + most) {
                    guard words[index].gap < .comma else { break }
                    denied[index] = true
                }
            }
        }
        return denied
    }

    /// The line and the column of each character, from 1.
    private static func places(of characters: [Character]) -> [(line: Int, column: Int)] {
        var places: [(line: Int, column: Int)] = []
        places.reserveCapacity(characters.count)
        var (line, column) = (1, 1)
        for character in characters {
            places.append((line, column))
            if character.isNewline { (line, column) = (line + 1, 1) } else { column += 1 }
        }
        return places
    }

    /// The words as they stand there, white space as one space, signs that nobody sees left out.
    private static func oneLine(_ characters: ArraySlice<Character>) -> String {
        var text = ""
        for character in characters {
            if character.isWhitespace {
                if !text.hasSuffix(" ") { text.append(" ") }
            } else if !character.unicodeScalars.allSatisfy({ $0.properties.generalCategory == .format }) {
                text.append(character)
            }
        }
        return text
    }
}

/// Phrases by their first word, so that each word of a text is asked about few.
private struct PhraseIndex {
    private var byWord: [String: [ClaimPhrase]] = [:]
    /// Phrases whose first word may go on.
    private var others: [ClaimPhrase] = []

    init(_ phrases: [ClaimPhrase]) {
        for phrase in phrases {
            guard let first = phrase.slots.first else { continue }
            if !first.stems.isEmpty || first.isYear { others.append(phrase) }
            for word in first.words { byWord[word, default: []].append(phrase) }
        }
    }

    func matches(in words: [ReadText.Word]) -> [Range<Int>] {
        var matches: [Range<Int>] = []
        for start in words.indices {
            let found = ((byWord[words[start].text] ?? []) + others).compactMap { $0.match(in: words, from: start) }
            if let longest = found.max(by: { $0.count < $1.count }) { matches.append(longest) }
        }
        return matches
    }
}
