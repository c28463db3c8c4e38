import Wording

/// The parser's own words, which it has in English only. Help is assembled by it out of our phrases and these.
enum ParserWords {
    /// Whole lines or beginnings of them; in French the colon stands behind a narrow no-break space.
    private static let headings = [
        ("OVERVIEW: ", ""), ("USAGE: ", "USAGE\u{202F}: "), ("Usage: ", "Usage\u{202F}: "),
        ("ARGUMENTS:", "ARGUMENTS\u{202F}:"), ("OPTIONS:", "OPTIONS\u{202F}:"),
        ("SUBCOMMANDS:", "SOUS-COMMANDES\u{202F}:"), ("Help:  ", "Aide\u{202F}:  "),
        ("Error: ", "Erreur\u{202F}: "),
    ]

    /// Within a line, in this order.
    private static let wordings = [
        ("<subcommand>", "<sous-commande>"), ("<options>", "<options>"),
        ("Show help information.", "Montrer cette aide."), ("(default)", "(par défaut)"),
        ("(default: ", "(défaut\u{202F}: "),
        ("Missing expected argument ", "Il manque l’argument "), ("Missing value for ", "Il manque la valeur de "),
        ("Missing one of: ", "Il manque l’un de\u{202F}: "),
        ("Unexpected argument ", "Argument inattendu\u{202F}: "),
        (" unexpected arguments: ", " arguments inattendus\u{202F}: "),
        ("Unknown option ", "Option inconnue\u{202F}: "), (". Did you mean ", ". Vouliez-vous dire "),
        ("The value ", "La valeur "), (" is invalid for ", " ne convient pas à "),
        ("The option ", "L’option "), (" does not take any value, but ", " ne prend pas de valeur, mais "),
        (" was specified.", " a été donné."),
        ("Value to be set with ", "La valeur de "), (" had already been set with ", " a déjà été donnée par "),
        ("Missing required subcommand.", "Il manque la sous-commande."),
        (" for more information.", " pour en savoir plus."), (" for detailed help.", " pour une aide détaillée."),
        ("  See '", "  Voyez '"),
    ]

    /// The parser's text as a terminal may have it: what somebody typed is shortened and moves no cursor.
    static func translated(_ text: String, to language: Language) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { plain(String($0)) }
        return switch language {
        case .english: lines.joined(separator: "\n")
        case .french: lines.map(french).joined(separator: "\n")
        }
    }

    private static func plain(_ line: String) -> String {
        var line = withoutValue(line)
        if line.hasPrefix("Error: "), line.count > 600 { line = String(line.prefix(600)) + "…" }
        var plain = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            plain.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        return String(plain)
    }

    /// `Error: The value 'x' is invalid for '--gross <grams>': “x” is no mass` without its first half: our own sentence
    /// quotes what was typed.
    private static func withoutValue(_ line: String) -> String {
        let (before, between) = ("Error: The value '", "' is invalid for '")
        guard line.hasPrefix(before), let found = line.firstRange(of: between) else { return line }
        let rest = line[found.upperBound...]
        guard let end = rest.firstRange(of: "': ") else { return line }
        return "Error: \(rest[..<end.lowerBound]): \(rest[end.upperBound...])"
    }

    private static func french(_ line: String) -> String {
        var line = line
        for (english, french) in headings where line.hasPrefix(english) {
            line = french + line.dropFirst(english.count)
            break
        }
        for (english, french) in wordings { line = line.replacing(english, with: french) }
        return line
    }
}
