public import Primitives
public import Wording

/// A narrow no-break space: before `;`, `:`, `?` and `!` in French.
private let narrow = "\u{202F}"

private func quoted(_ text: String, _ language: Language) -> String {
    switch language {
    case .english: "“\(text)”"
    case .french: "«\u{A0}\(text)\u{A0}»"
    }
}

extension Trigger: Phrase {
    public var english: String {
        switch self {
        case .purchase: "purchase of a new device"
        case .resale: "resale of a used device"
        }
    }

    public var french: String {
        switch self {
        case .purchase: "achat d’un appareil neuf"
        case .resale: "revente d’un appareil d’occasion"
        }
    }
}

extension MassBasis: Phrase {
    public var english: String {
        switch self {
        case .stated: "mass stated in the row"
        case .model: "mass that the maker states for the model"
        case .deviceClass: "reference mass of the class"
        }
    }

    public var french: String {
        switch self {
        case .stated: "masse indiquée dans la ligne"
        case .model: "masse que le fabricant indique pour le modèle"
        case .deviceClass: "masse de référence de la classe"
        }
    }
}

extension Unit: Phrase {
    public var english: String {
        switch self {
        case .pieces: "pieces"
        case .grams: "grams"
        }
    }

    public var french: String {
        switch self {
        case .pieces: "pièces"
        case .grams: "grammes"
        }
    }
}

extension IdentifierKind: Phrase {
    /// With its article, within a sentence.
    public var english: String {
        switch self {
        case .imei: "an IMEI"
        case .serial: "a serial number"
        case .maker: "a maker"
        case .assetTag: "an asset tag"
        case .document: "a document number"
        }
    }

    public var french: String {
        switch self {
        case .imei: "un IMEI"
        case .serial: "un numéro de série"
        case .maker: "un fabricant"
        case .assetTag: "un numéro d’inventaire"
        case .document: "un numéro de document"
        }
    }

    fileprivate var frenchNone: String {
        switch self {
        case .imei: "Pas d’IMEI"
        case .serial: "Pas de numéro de série"
        case .maker: "Pas de fabricant"
        case .assetTag: "Pas de numéro d’inventaire"
        case .document: "Pas de numéro de document"
        }
    }
}

extension MassRefusal: Phrase {
    public var english: String {
        let language = Language.english
        return switch self {
        case .classNotInProgramme(let code, let programme):
            "Programme \(programme.text) does not take devices of class \(code.text)."
        case .outOfRange(let mass, let basis):
            """
            \(language.mass(mass)) is not the mass of a device (\(basis.english)); one weighs from \
            \(language.mass(ResolvedMass.range.lowerBound)) to \(language.mass(ResolvedMass.range.upperBound)).
            """
        case .modelOfOtherClass(let maker, let name, let modelClass, let rowClass):
            "\(maker) \(name) is of class \(modelClass.text), but the row says \(rowClass.text)."
        case .referenceTooOld(let version, let from, let age, let limit):
            """
            Reference mass \(version.text) is of \(language.day(from)) and \(days(age, language)) old; the programme \
            takes it up to \(days(limit, language)).
            """
        case .noMass(let code, let day, let accepted):
            """
            No mass is known for class \(code.text) on \(language.day(day)); the programme accepts: \
            \(accepted.isEmpty ? "nothing" : language.list(accepted.map(\.english))).
            """
        }
    }

    public var french: String {
        let language = Language.french
        return switch self {
        case .classNotInProgramme(let code, let programme):
            "Le programme \(programme.text) ne prend pas d’appareils de la classe \(code.text)."
        case .outOfRange(let mass, let basis):
            """
            \(language.mass(mass)) n’est pas la masse d’un appareil (\(basis.french))\(narrow); il pèse de \
            \(language.mass(ResolvedMass.range.lowerBound)) à \(language.mass(ResolvedMass.range.upperBound)).
            """
        case .modelOfOtherClass(let maker, let name, let modelClass, let rowClass):
            "\(maker) \(name) est de la classe \(modelClass.text), mais la ligne indique \(rowClass.text)."
        case .referenceTooOld(let version, let from, let age, let limit):
            """
            La masse de référence \(version.text) date du \(language.day(from)) et a \
            \(days(age, language))\(narrow); le programme l’admet jusqu’à \(days(limit, language)).
            """
        case .noMass(let code, let day, let accepted):
            """
            Aucune masse n’est connue pour la classe \(code.text) au \(language.day(day))\(narrow); le programme admet\
            \(narrow): \(accepted.isEmpty ? "aucune base" : language.list(accepted.map(\.french))).
            """
        }
    }

    private func days(_ count: Int, _ language: Language) -> String {
        switch language {
        case .english: "\(language.number(count)) \(count == 1 ? "day" : "days")"
        case .french: "\(language.number(count)) \(count < 2 ? "jour" : "jours")"
        }
    }
}

extension IdentifierRefusal: Phrase {
    public var english: String {
        let language = Language.english
        return switch self {
        case .empty(let kind):
            "\(kind.english) is missing.".capitalisedFirst
        case .character(let kind, let character):
            "\(quoted(character, language)) does not occur in \(kind.english)."
        case .length(.imei, let found, let allowed):
            "An IMEI has \(allowed.lowerBound) to \(allowed.upperBound) digits, not \(language.number(found))."
        case .length(let kind, let found, let allowed):
            """
            \(kind.english.capitalisedFirst) has \(allowed.lowerBound) to \(allowed.upperBound) characters, not \
            \(language.number(found)).
            """
        case .scientific(_, let text):
            """
            A spreadsheet wrote the number as \(text), and its last digits are lost; format the column as text and \
            export it again.
            """
        case .placeholder(let kind, let text):
            "\(quoted(text, language)) stands for \(kind.english) that is not known."
        case .checkDigit(let found, let expected):
            "The last digit of the IMEI is \(found) and should be \(expected): a digit was mistyped."
        case .zeroLost(let digits):
            """
            A spreadsheet seems to have dropped the zero before the IMEI \(digits); format the column as text and write it \
            with its 15 digits.
            """
        case .testNumber(let digits):
            "IMEI \(digits) is kept for tests and is on no device that was sold."
        case .line(let line):
            "A document has no line \(language.number(line)); lines go from 1 to 1,000,000."
        case .malformed(let text):
            "\(quoted(text, language)) is not an identifier in its normal form."
        }
    }

    public var french: String {
        let language = Language.french
        return switch self {
        case .empty(let kind):
            "\(kind.frenchNone)."
        case .character(let kind, let character):
            "\(quoted(character, language)) n’a pas sa place dans \(kind.french)."
        case .length(.imei, let found, let allowed):
            """
            Un IMEI compte de \(allowed.lowerBound) à \(allowed.upperBound) chiffres, et non \
            \(language.number(found)).
            """
        case .length(let kind, let found, let allowed):
            """
            \(kind.french.capitalisedFirst) compte de \(allowed.lowerBound) à \(allowed.upperBound) caractères, et non \
            \(language.number(found)).
            """
        case .scientific(_, let text):
            """
            Un tableur a écrit le nombre sous la forme \(text), et ses derniers chiffres sont perdus\(narrow); mettez \
            la colonne au format texte et exportez-la de nouveau.
            """
        case .placeholder(let kind, let text):
            "\(quoted(text, language)) tient lieu \(kind.french.elidedDe) que l’on ne connaît pas."
        case .checkDigit(let found, let expected):
            """
            Le dernier chiffre de l’IMEI est \(found) et devrait être \(expected)\(narrow): un chiffre a été mal saisi.
            """
        case .zeroLost(let digits):
            """
            Un tableur semble avoir ôté le zéro au début de l’IMEI \(digits)\(narrow); mettez la colonne au format texte et \
            écrivez-le avec ses 15 chiffres.
            """
        case .testNumber(let digits):
            "L’IMEI \(digits) est réservé aux essais et n’est porté par aucun appareil vendu."
        case .line(let line):
            """
            Un document n’a pas de ligne \(language.number(line))\(narrow); les lignes vont de 1 à \
            1\u{202F}000\u{202F}000.
            """
        case .malformed(let text):
            "\(quoted(text, language)) n’est pas un identifiant sous sa forme normale."
        }
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
    /// `d’un numéro`, of `un numéro`.
    fileprivate var elidedDe: String { "d’\(self)" }
}
