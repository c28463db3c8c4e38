import ArgumentParser
import CanonicalJSON
import Glibc
import GreenClaims
import Primitives
import Registry
import Wording

struct WordingCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration("wording", .wording, subcommands: [WordingCheck.self, WordingList.self])
    }
}

/// Which lists are read: markets and languages, every one where none is named.
struct WordingOptions: ParsableArguments {
    @Option(help: .said(.market, .market), transform: Read.market) var market: [ClaimMarket] = []
    @Option(help: .said(.textLanguage, .textLanguage), transform: Read.textLanguage) var textLanguage: [ClaimLanguage] =
        []
}

/// What a provider's own texts say of compensation, held to the lists. No registry is needed.
struct WordingCheck: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("check", .wordingCheck) }

    @Argument(help: .said(.textsToCheck, .file)) var texts: [String]
    @OptionGroup var lists: WordingOptions
    @Option(help: .said(.wordingDay, .day), transform: Read.day) var on: Day?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let day = try on ?? World.today()
        let guardian = WordingGuard(markets: lists.market, languages: lists.textLanguage, on: day)
        let files = try texts.map { path in (path, try Self.findings(in: path, by: guardian)) }
        let findings = files.flatMap(\.1)
        let tally = WordingTally(findings)
        var answer = Answer()
        answer.json["day"] = .day(day)
        answer.json["listsAsOf"] = .day(WordingGuard.asOf)
        answer.json["files"] = .array(
            files.map { path, findings in ["file": .string(path), "findings": .array(findings.map(\.json))] })
        answer.json["forbidden"] = .number(tally.forbidden)
        answer.json["risky"] = .number(tally.risky)
        answer.json["upcoming"] = .number(tally.upcoming)
        for (path, findings) in files {
            for finding in findings { answer.tell(finding, in: path) }
            if findings.isEmpty { answer.say(WordingPhrase.nothing(path)) }
        }
        answer.say(WordingPhrase.tally(tally, on: day))
        answer.say(WordingPhrase.noAdvice(asOf: WordingGuard.asOf))
        if tally.forbidden > 0 { answer.exit = .refused }
        return answer
    }

    private static func findings(in path: String, by guardian: WordingGuard) throws -> [WordingFinding] {
        try ListFault.named(path) {
            do {
                return try guardian.findings(in: try Input.bytes(path, most: WordingGuard.bytesMax))
            } catch CommandRefusal.inputUnreadable(let refusal) where refusal.code == EFBIG {
                throw WordingRefusal.tooLong(bytesMax: WordingGuard.bytesMax)
            }
        }
    }
}

/// The lists themselves.
struct WordingList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .wordingList) }

    @OptionGroup var lists: WordingOptions
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let languages = lists.textLanguage.isEmpty ? ClaimLanguage.allCases : lists.textLanguage
        let shown = WordingGuard.lists(of: lists.market).filter { !Set($0.languages).isDisjoint(with: languages) }
        var answer = Answer()
        answer.json["lists"] = .array(shown.map(\.json))
        let topics = WordingGuard.topics.filter { topic in
            shown.contains { list in list.rules.contains { $0.topics.contains(topic.code) } }
        }
        answer.json["topics"] = .array(topics.map { $0.json(in: languages) })
        for list in shown {
            answer.say(WordingPhrase.list(list))
            for kind in ClaimKind.allCases {
                let rules = list.rules.filter { $0.kind == kind }
                if rules.isEmpty { answer.say(WordingPhrase.none(kind)) }
                for rule in rules {
                    let about = topics.filter { rule.topics.contains($0.code) }.map(\.title.said)
                    answer.blocks.append(
                        .facts([
                            (kind.said, rule.said), ("", rule.why.said),
                            (WordingPhrase.about.said, about.joined(separator: "; ")),
                        ]))
                }
            }
            answer.say(list.note)
            answer.blocks.append(.blank)
        }
        // The words are long: whoever wants them says of which language.
        for language in lists.textLanguage {
            answer.say(WordingPhrase.wordsOf(language))
            for topic in topics {
                let words = WordingGuard.words(of: topic.code, in: language)
                answer.blocks.append(
                    .facts(
                        [
                            (WordingPhrase.about.said, topic.title.said),
                            (WordingPhrase.found.said, words.found.joined(separator: "; ")),
                            (WordingPhrase.spared.said, words.spared.joined(separator: "; ")),
                            (WordingPhrase.instead.said, topic.instead.said),
                        ].filter { !$0.1.isEmpty }))
            }
            answer.blocks.append(.blank)
        }
        answer.say(WordingPhrase.noAdvice(asOf: WordingGuard.asOf))
        return answer
    }
}

/// Findings by the worst that is said of each.
struct WordingTally {
    let forbidden: Int
    let risky: Int
    /// Of which nothing is said before a later day.
    let upcoming: Int

    init(_ findings: [WordingFinding]) {
        forbidden = findings.count(where: \.isForbidden)
        upcoming = findings.count { $0.rules.allSatisfy { $0.standing == .upcoming } }
        risky = findings.count - forbidden - upcoming
    }
}

extension Answer {
    fileprivate mutating func tell(_ finding: WordingFinding, in path: String) {
        say(WordingPhrase.finding(finding, path))
        blocks.append(
            .facts(
                finding.rules.map { ($0.said, WordingPhrase.rule($0.rule).said) }
                    + [(WordingPhrase.instead.said, finding.topic.instead.said)]))
        blocks.append(.blank)
    }
}

extension WordingFinding {
    fileprivate var json: JSON {
        var json = JSONObject()
        json["line"] = .number(line)
        json["column"] = .number(column)
        json["words"] = .string(words)
        json["topic"] = .code(topic.code)
        json["instead"] = .string(topic.instead.said)
        json["rules"] = .array(
            rules.map { each in
                var json = each.rule.json
                json["standing"] = .string(each.standing.rawValue)
                return .object(json)
            })
        return .object(json)
    }
}

extension ClaimRule {
    fileprivate var json: JSONObject {
        var json = JSONObject()
        json["rule"] = .code(code)
        json["market"] = .string(market.rawValue)
        json["kind"] = .string(kind.rawValue)
        json["topics"] = .texts(topics.map(\.text))
        json["from"] = from.map { .day($0) }
        json["until"] = until.map { .day($0) }
        json["law"] = law.map { .string($0.said) }
        json["article"] = article.map { .string($0.said) }
        json["why"] = .string(why.said)
        return json
    }
}

extension ClaimList {
    fileprivate var json: JSON {
        var json = JSONObject()
        json["market"] = .string(market.rawValue)
        json["asOf"] = .day(asOf)
        json["languages"] = .texts(languages.map(\.rawValue))
        json["with"] = .texts(others.map(\.rawValue))
        json["sources"] = .texts(sources)
        json["note"] = .string(note.said)
        json["rules"] = .array(rules.map { .object($0.json) })
        return .object(json)
    }
}

extension ClaimTopic {
    fileprivate func json(in languages: [ClaimLanguage]) -> JSON {
        var words = JSONObject()
        for language in ClaimLanguage.allCases where languages.contains(language) {
            let found = WordingGuard.words(of: code, in: language)
            words[language.rawValue] = ["found": .texts(found.found), "spared": .texts(found.spared)]
        }
        return [
            "topic": .code(code), "title": .string(title.said), "instead": .string(instead.said),
            "words": .object(words),
        ]
    }
}
