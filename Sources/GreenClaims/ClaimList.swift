import CanonicalJSON
public import Primitives
public import Wording

/// A text of a list, as it stands in the file, in both languages.
public struct ClaimText: Hashable, Sendable, Phrase {
    public let english: String
    public let french: String

    init(_ reader: JSONReader) throws(JSONReadError) {
        var reader = reader
        english = try reader.string("en", as: Self.fit)
        french = try reader.string("fr", as: Self.fit)
        try reader.end()
    }

    private static func fit(_ text: String) -> String? { text.isPlain(longest: 600) ? text : nil }
}

/// What a claim is about: words in each language, and what to say instead.
public struct ClaimTopic: Hashable, Sendable {
    public let code: Code
    public let title: ClaimText
    /// What to say instead.
    public let instead: ClaimText

    init(_ reader: JSONReader) throws(JSONReadError) {
        var reader = reader
        code = try reader.string("code", as: Code.init)
        title = try ClaimText(reader.object("title"))
        instead = try ClaimText(reader.object("instead"))
        try reader.end()
    }
}

/// One rule of a market: which topics, by which law, from which day.
public struct ClaimRule: Hashable, Sendable {
    public let code: Code
    public let market: ClaimMarket
    public let kind: ClaimKind
    /// Codes of topics.
    public let topics: [Code]
    /// The first day on which it applies; `nil` for a reason that is no law's.
    public let from: Day?
    /// The last day on which it applies; `nil` where no end is known.
    public let until: Day?
    /// The act; `nil` for a reason that is no law's.
    public let law: ClaimText?
    public let article: ClaimText?
    public let why: ClaimText

    init(_ reader: JSONReader, of market: ClaimMarket) throws(JSONReadError) {
        var reader = reader
        self.market = market
        code = try reader.string("code", as: Code.init)
        kind = try reader.string("kind", as: ClaimKind.init)
        topics = try reader.strings("topics").map { (text) throws(JSONReadError) in
            guard let code = Code(text) else { throw .malformed(path: reader.path(to: "topics")) }
            return code
        }
        from = try reader.stringIfPresent("from", as: Day.init)
        until = try reader.stringIfPresent("until", as: Day.init)
        law = try reader.objectIfPresent("law").map(ClaimText.init)
        article = try reader.objectIfPresent("article").map(ClaimText.init)
        why = try ClaimText(reader.object("why"))
        try reader.end()
        // A law has its article and its first day; what is forbidden is forbidden by one.
        guard !topics.isEmpty, (law == nil) == (article == nil), (law == nil) == (from == nil) else {
            throw .malformed(path: reader.path)
        }
        guard kind == .risky || law != nil else { throw .missing(path: reader.path(to: "law")) }
        if let from, let until, until < from { throw .outOfRange(path: reader.path(to: "until")) }
    }

    /// How the rule stands on a day; `nil` after its last.
    public func standing(on day: Day) -> ClaimStanding? {
        if let until, until < day { return nil }
        if let from, day < from { return .upcoming }
        return kind == .forbidden ? .forbidden : .risky
    }
}

/// How a rule stands on a day.
public enum ClaimStanding: String, Hashable, Sendable, CaseIterable {
    case forbidden, risky
    /// From a later day on.
    case upcoming
}

/// The rules of one market, as of a day.
public struct ClaimList: Hashable, Sendable {
    public let market: ClaimMarket
    /// The day as of which the laws were looked up.
    public let asOf: Day
    /// The languages in which texts of this market are read.
    public let languages: [ClaimLanguage]
    /// Markets whose rules apply there too.
    public let others: [ClaimMarket]
    /// Where the rules are from.
    public let sources: [String]
    /// What the list leaves out, or does not know.
    public let note: ClaimText
    public let rules: [ClaimRule]

    /// - Throws: `JSONReadError` for a member that is missing, unknown or not what it should be.
    init(_ json: JSON) throws(JSONReadError) {
        var reader = try JSONReader(json)
        let market = try reader.string("market", as: ClaimMarket.init)
        self.market = market
        asOf = try reader.string("asOf", as: Day.init)
        languages = try Self.words("languages", &reader)
        others = try Self.words("with", &reader)
        sources = try reader.strings("sources")
        note = try ClaimText(reader.object("note"))
        rules = try reader.objects("rules").map { (rule) throws(JSONReadError) in try ClaimRule(rule, of: market) }
        try reader.end()
        guard Set(rules.map(\.code)).count == rules.count else { throw .malformed(path: "rules") }
    }

    private static func words<Word: RawRepresentable<String>>(
        _ name: String, _ reader: inout JSONReader
    ) throws(JSONReadError) -> [Word] {
        try reader.strings(name).map { (text) throws(JSONReadError) in
            guard let word = Word(rawValue: text) else { throw .malformed(path: name) }
            return word
        }
    }
}

/// The words of one language: for each topic what is caught and what is spared, and how the language denies.
struct ClaimWords: Sendable {
    struct Words: Sendable {
        let topic: Code
        let phrases: [ClaimPhrase]
        /// A finding that lies within one of these is none.
        let spared: [ClaimPhrase]
        /// Both as the list has them.
        let written: (found: [String], spared: [String])
    }

    let language: ClaimLanguage
    let topics: [Words]
    /// A claim is denied by one of these up to two words before it.
    let deniedNear: [ClaimPhrase]
    /// And by one of these up to six words before it.
    let deniedFar: [ClaimPhrase]
    /// What looks like one and denies nothing: `not only`.
    let undenied: [ClaimPhrase]

    init(_ json: JSON) throws(JSONReadError) {
        var reader = try JSONReader(json)
        language = try reader.string("language", as: ClaimLanguage.init)
        var negations = try reader.object("negations")
        deniedNear = try Self.phrases("near", &negations).read
        deniedFar = try Self.phrases("far", &negations).read
        undenied = try Self.phrases("not", &negations).read
        try negations.end()
        topics = try reader.objects("topics").map { (topic) throws(JSONReadError) in
            var topic = topic
            let code = try topic.string("topic", as: Code.init)
            let (phrases, spared) = (try Self.phrases("phrases", &topic), try Self.phrases("spared", &topic))
            try topic.end()
            return Words(
                topic: code, phrases: phrases.read, spared: spared.read, written: (phrases.written, spared.written))
        }
        try reader.end()
    }

    private static func phrases(
        _ name: String, _ reader: inout JSONReader
    ) throws(JSONReadError) -> (read: [ClaimPhrase], written: [String]) {
        let path = reader.path(to: name)
        var phrases: [ClaimPhrase] = []
        let written = try reader.strings(name)
        for (index, text) in written.enumerated() {
            guard let variants = ClaimPhrase.reading(text) else { throw .malformed(path: "\(path)[\(index)]") }
            phrases += variants
        }
        return (phrases, written)
    }
}
