import Primitives
public import Wording

extension ClaimMarket: Phrase {
    public var english: String {
        switch self {
        case .any: "anywhere"
        case .europeanUnion: "European Union"
        case .france: "France"
        case .germany: "Germany"
        case .unitedKingdom: "United Kingdom"
        case .switzerland: "Switzerland"
        case .unitedStates: "United States"
        case .california: "California"
        }
    }

    public var french: String {
        switch self {
        case .any: "partout"
        case .europeanUnion: "Union européenne"
        case .france: "France"
        case .germany: "Allemagne"
        case .unitedKingdom: "Royaume-Uni"
        case .switzerland: "Suisse"
        case .unitedStates: "États-Unis"
        case .california: "Californie"
        }
    }
}

extension ClaimLanguage: Phrase {
    public var english: String {
        switch self {
        case .english: "English"
        case .french: "French"
        case .german: "German"
        }
    }

    public var french: String {
        switch self {
        case .english: "anglais"
        case .french: "français"
        case .german: "allemand"
        }
    }
}

extension ClaimKind: Phrase {
    public var english: String {
        switch self {
        case .forbidden: "forbidden"
        case .risky: "risky"
        }
    }

    public var french: String {
        switch self {
        case .forbidden: "interdit"
        case .risky: "risqué"
        }
    }
}

extension WordingFinding.RuleStanding: Phrase {
    public var english: String {
        switch standing {
        case .forbidden: "forbidden"
        case .risky: "risky"
        case .upcoming: rule.kind == .forbidden ? "forbidden later" : "risky later"
        }
    }

    public var french: String {
        switch standing {
        case .forbidden: "interdit"
        case .risky: "risqué"
        case .upcoming: rule.kind == .forbidden ? "interdit plus tard" : "risqué plus tard"
        }
    }
}

/// A rule as a line: `European Union: Directive 2005/29/EC, Annex I, point 4c, from 27 September 2026 (eu-4c)`.
extension ClaimRule: Phrase {
    public var english: String { cited(.english) }
    public var french: String { cited(.french) }

    private func cited(_ language: Language) -> String {
        let market = market.text(in: language)
        let colon =
            switch language {
            case .english: ": "
            case .french: "\u{202F}: "
            }
        let act = [law, article].compactMap { $0?.text(in: language) }.joined(separator: ", ")
        let days = [
            from.map { from in
                switch language {
                case .english: "from \(language.day(from))"
                case .french: "à partir du \(language.day(from))"
                }
            },
            until.map { until in
                switch language {
                case .english: "until \(language.day(until))"
                case .french: "jusqu’au \(language.day(until))"
                }
            },
        ].compactMap(\.self)
        let cited = ([act].filter { !$0.isEmpty } + days).joined(separator: ", ")
        return (cited.isEmpty ? market : market + colon + cited) + " (\(code.text))"
    }
}

extension WordingRefusal: Phrase {
    public var english: String {
        switch self {
        case .notUTF8(let offset):
            "The text is not UTF-8: byte \(Language.english.number(offset)) (from 0) begins no character. Save it as UTF-8."
        case .tooLong(let bytesMax):
            "The text has more than \(Language.english.number(bytesMax)) bytes. Check it in parts."
        }
    }

    public var french: String {
        switch self {
        case .notUTF8(let offset):
            """
            Le texte n’est pas en UTF-8\u{202F}: l’octet \(Language.french.number(offset)) (à partir de 0) ne commence aucun \
            caractère. Enregistrez-le en UTF-8.
            """
        case .tooLong(let bytesMax):
            "Le texte a plus de \(Language.french.number(bytesMax)) octets. Contrôlez-le en plusieurs parts."
        }
    }
}
