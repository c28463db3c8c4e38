import GreenClaims
import Primitives
import Wording

private let en = Language.english
private let fr = Language.french
private let n = "\u{202F}"

/// What `wording` says.
enum WordingPhrase: Phrase {
    case finding(WordingFinding, String)
    case rule(ClaimRule)
    case nothing(String)
    case tally(WordingTally, on: Day)
    case noAdvice(asOf: Day)
    case list(ClaimList)
    case none(ClaimKind)
    case wordsOf(ClaimLanguage)
    case about, found, spared, instead

    var english: String {
        switch self {
        case .finding(let finding, let path):
            "\(path):\(finding.line):\(finding.column): \(en.quoted(finding.words)), \(finding.topic.title.english)"
        case .rule(let rule): "\(rule.english). \(rule.why.english)"
        case .nothing(let path): "Nothing of the lists stands in \(en.quoted(path))."
        case .tally(let tally, let day):
            """
            On \(en.day(day)): \(en.number(tally.forbidden)) forbidden, \(en.number(tally.risky)) risky, \
            \(en.number(tally.upcoming)) from a later day on.
            """
        case .noAdvice(let day):
            """
            The lists are as of \(en.day(day)). They find words, not meanings: what they find may be fair where it stands, what \
            they do not find may mislead. This is no legal advice.
            """
        case .list(let list):
            """
            \(list.market.english) (\(list.market.rawValue)), texts in \(en.list(list.languages.map(\.english))), as of \
            \(en.day(list.asOf)).
            """
        case .none(.forbidden): "  No words are forbidden by name."
        case .none(.risky): "  No words are risky."
        case .wordsOf(let language): "Words in \(language.english):"
        case .about: "about"
        case .found: "found"
        case .spared: "spared"
        case .instead: "say instead"
        }
    }

    var french: String {
        switch self {
        case .finding(let finding, let path):
            "\(path):\(finding.line):\(finding.column)\(n): \(fr.quoted(finding.words)), \(finding.topic.title.french)"
        case .rule(let rule): "\(rule.french). \(rule.why.french)"
        case .nothing(let path): "Rien de ce que visent les listes ne se trouve dans \(fr.quoted(path))."
        case .tally(let tally, let day):
            """
            Au \(fr.day(day))\(n): interdits \(fr.number(tally.forbidden)), risqués \(fr.number(tally.risky)), à partir d’un \
            jour à venir \(fr.number(tally.upcoming)).
            """
        case .noAdvice(let day):
            """
            Les listes sont au \(fr.day(day)). Elles trouvent des mots, non un sens\(n): ce qu’elles trouvent peut être loyal à sa \
            place, ce qu’elles ne trouvent pas peut tromper. Ceci n’est pas un conseil juridique.
            """
        case .list(let list):
            """
            \(list.market.french) (\(list.market.rawValue)), textes en \(fr.list(list.languages.map(\.french))), au \
            \(fr.day(list.asOf)).
            """
        case .none(.forbidden): "  Aucun mot n’est interdit en lui-même."
        case .none(.risky): "  Aucun mot n’est risqué."
        case .wordsOf(let language): "Mots en \(language.french)\(n):"
        case .about: "sujet"
        case .found: "trouvés"
        case .spared: "épargnés"
        case .instead: "dites plutôt"
        }
    }
}
