import Journal
import Lots
import Primitives
import Programmes
import Wording

/// The sentences of a certificate of what was taken over. None of them is one of a verified lot.
enum TakenOverPhrase: Phrase {
    case title
    /// Which system said so, and what that says of it.
    case standing(CertifiedTakeOver)
    case scrap(OpeningGroup)
    case total(CertificateContent, CertifiedTakeOver)
    case legacy(CertifiedTakeOver)

    /// Legacy ids that one sentence names.
    private static let named = 20

    var english: String {
        let language = Language.english
        return switch self {
        case .title: "Certificate of balances taken over, not verified here"
        case .standing(let takeOver):
            """
            Taken over from \(takeOver.system.code.text), not verified here: the figures are those that \
            \(takeOver.system.code.text) kept until \(language.day(takeOver.system.until)), and no verifier of this registry has \
            seen the scrap or its papers.
            """
        case .scrap(let group):
            """
            \(language.mass(group.mass)) of scrap of the class “\(group.scrap.label(language))”, collected in \
            \(group.country.articleInEnglish)\(language.country(group.country)) \(group.collected.english), as \
            \(group.system.text) states.
            """
        case .total(let content, let takeOver):
            """
            In all, \(content.retired(language)) \(content.isOne ? "was" : "were") retired for \
            \(content.beneficiary) in \(takeOver.system.code.text): \(language.mass(content.mass)) of scrap from \
            \(takeOver.lots == 1 ? "1 lot" : "\(language.number(takeOver.lots)) lots"), taken over from \
            \(takeOver.system.code.text), not verified here.
            """
        case .legacy(let takeOver):
            """
            In \(takeOver.system.code.text) the declaration is \(takeOver.declaration); the retirements are \
            \(Self.names(takeOver, language)).
            """
        }
    }

    var french: String {
        let language = Language.french
        return switch self {
        case .title: "Certificat de soldes repris, non vérifiés ici"
        case .standing(let takeOver):
            """
            Repris de \(takeOver.system.code.text), non vérifié ici\u{A0}: les chiffres sont ceux que \
            \(takeOver.system.code.text) a tenus jusqu’au \(language.day(takeOver.system.until)), et aucun vérificateur de ce \
            registre n’a vu les déchets ni leurs pièces.
            """
        case .scrap(let group):
            """
            \(language.mass(group.mass)) de déchets de la classe «\u{A0}\(group.scrap.label(language))\u{A0}», collectés \
            \(group.collected.french) (pays de collecte\u{A0}: \(language.country(group.country))), selon \
            \(group.system.text).
            """
        case .total(let content, let takeOver):
            """
            En tout, \(content.retired(language)) \(content.retiredInFrench) au nom de \
            \(content.beneficiary) dans \(takeOver.system.code.text)\u{A0}: \(language.mass(content.mass)) de déchets de \
            \(takeOver.lots < 2 ? "1 lot" : "\(language.number(takeOver.lots)) lots"), repris de \
            \(takeOver.system.code.text), non vérifié ici.
            """
        case .legacy(let takeOver):
            """
            Dans \(takeOver.system.code.text), la déclaration est \(takeOver.declaration)\u{A0}; les retraits sont \
            \(Self.names(takeOver, language)).
            """
        }
    }

    private static func names(_ takeOver: CertifiedTakeOver, _ language: Language) -> String {
        let more = takeOver.retirements.count - named
        let rest =
            switch language {
            case .english: "\(language.number(max(0, more))) more"
            case .french: "\(language.number(max(0, more))) de plus"
            }
        return language.list(takeOver.retirements.prefix(named).map(\.legacy) + (more > 0 ? [rest] : []))
    }
}

/// Retirements taken over of which one sentence speaks.
struct OpeningGroup: Sendable {
    let system: Code
    let mass: Grams
    let scrap: Code
    let country: Country
    let collected: ClosedRange<Day>
}

extension CertifiedTakeOver {
    package var lots: Int { Set(retirements.map(\.lot)).count }

    /// In order of the first retirement of each.
    fileprivate var groups: [OpeningGroup] {
        struct Key: Hashable {
            let scrap: Code
            let country: Country
        }
        var order: [Key] = []
        var groups: [Key: OpeningGroup] = [:]
        for retirement in retirements {
            let key = Key(scrap: retirement.scrap, country: retirement.country)
            if groups[key] == nil { order.append(key) }
            let (days, other) = (retirement.collected, groups[key]?.collected ?? retirement.collected)
            groups[key] = OpeningGroup(
                system: system.code, mass: (groups[key]?.mass ?? .zero) + retirement.mass, scrap: key.scrap,
                country: key.country,
                collected: min(days.lowerBound, other.lowerBound)...max(days.upperBound, other.upperBound))
        }
        return order.compactMap { groups[$0] }
    }

    /// The sentences between the devices and the rows that are covered in part.
    func phrases(of content: CertificateContent) -> [any Phrase] {
        scrapPhrases + [TakenOverPhrase.total(content, self), .legacy(self)]
    }

    var scrapPhrases: [any Phrase] { groups.map(TakenOverPhrase.scrap) }
}
