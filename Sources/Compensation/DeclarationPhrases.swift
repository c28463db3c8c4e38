import Primitives
import Programmes
public import Wording

/// A narrow no-break space: before `;`, `:`, `?` and `!` in French.
private let narrow = "\u{202F}"

private func quoted(_ text: String, _ language: Language) -> String {
    switch language {
    case .english: "“\(text)”"
    case .french: "«\u{A0}\(text)\u{A0}»"
    }
}

extension RowRefusal: Phrase {
    public var english: String {
        let language = Language.english
        return switch self {
        case .textMissing(let text):
            "\(text.english) is missing, and was not given for the whole list either."
        case .textUnfit(let text, let longest):
            "\(text.english) has 1 to \(language.number(longest)) characters, all of them printable."
        case .classMissing: "The class is missing."
        case .classUnknown(let text): "No class is called \(quoted(text, language))."
        case .quantityUnreadable(let text):
            """
            \(quoted(text, language)) is no quantity; write a whole number from 1 to \
            \(language.number(DeclarationLimits.quantity.upperBound)).
            """
        case .quantityOfNumbered(let quantity):
            """
            The row has a device’s own number and stands for \(language.number(quantity)) devices; give each device a \
            row of its own.
            """
        case .identifier(_, let refusal): refusal.english
        case .document(let refusal):
            "The lines of this document cannot be told from another’s, for its name is not plain: \(refusal.english)"
        case .lineUnreadable(let text):
            """
            \(quoted(text, language)) is no line of the document; write a whole number from \
            \(DocumentLine.lines.lowerBound) to \(language.number(DocumentLine.lines.upperBound)).
            """
        case .unidentified:
            """
            The row has no serial number, IMEI or asset tag; give it one, or the number of its line in the purchase \
            document.
            """
        case .massUnreadable(let text):
            "\(quoted(text, language)) is no mass; write digits, with a decimal point or comma at most."
        case .massAmbiguous(let text):
            """
            \(quoted(text, language)) grams could mean thousands or thousandths; write whole grams without a separator.
            """
        case .massWithoutUnit(let text):
            """
            \(quoted(text, language)) has no unit; write it behind the number (1.65 kg, 350 g), or say which unit the column \
            has (--map mass_kg=Column).
            """
        case .massTwice: "The mass stands there twice, in two columns; leave one of them empty."
        case .mass(let refusal): refusal.english
        case .owesNothing(let code): "The programme asks nothing for devices of class \(code.text)."
        case .owesTooMuch:
            "The row owes more than \(language.number(DeclarationLimits.owed)), the most that a declaration may."
        case .lifeNotReached(let life):
            """
            No number of its own is declared in life \(life - 1), and life \(life) follows upon that; declare that one first.
            """
        }
    }

    public var french: String {
        let language = Language.french
        return switch self {
        case .textMissing(let text):
            "\(text.french) manque, et n’a pas non plus été donné pour toute la liste."
        case .textUnfit(let text, let longest):
            "\(text.french) compte de 1 à \(language.number(longest)) caractères, tous imprimables."
        case .classMissing: "La classe manque."
        case .classUnknown(let text): "Aucune classe ne s’appelle \(quoted(text, language))."
        case .quantityUnreadable(let text):
            """
            \(quoted(text, language)) n’est pas une quantité\(narrow); écrivez un nombre entier de 1 à \
            \(language.number(DeclarationLimits.quantity.upperBound)).
            """
        case .quantityOfNumbered(let quantity):
            """
            La ligne porte le numéro d’un appareil et en vaut \(language.number(quantity))\(narrow); donnez à chaque \
            appareil sa propre ligne.
            """
        case .identifier(_, let refusal): refusal.french
        case .document(let refusal):
            """
            Les lignes de ce document ne se distinguent pas de celles d’un autre, car son nom n’est pas simple\
            \(narrow): \(refusal.french)
            """
        case .lineUnreadable(let text):
            """
            \(quoted(text, language)) n’est pas une ligne du document\(narrow); écrivez un nombre entier de \
            \(DocumentLine.lines.lowerBound) à \(language.number(DocumentLine.lines.upperBound)).
            """
        case .unidentified:
            """
            La ligne n’a ni numéro de série, ni IMEI, ni étiquette d’inventaire\(narrow); donnez-lui l’un d’eux, ou le \
            numéro de sa ligne dans le document d’achat.
            """
        case .massUnreadable(let text):
            """
            \(quoted(text, language)) n’est pas une masse\(narrow); écrivez des chiffres, avec au plus un point ou une \
            virgule.
            """
        case .massAmbiguous(let text):
            """
            \(quoted(text, language)) grammes peut se lire en milliers ou en millièmes\(narrow); écrivez des grammes \
            entiers, sans séparateur.
            """
        case .massWithoutUnit(let text):
            """
            \(quoted(text, language)) n’a pas d’unité\(narrow); écrivez-la après le nombre (1,65 kg, 350 g), ou dites quelle \
            est celle de la colonne (--map mass_kg=Colonne).
            """
        case .massTwice:
            "La masse figure deux fois, dans deux colonnes\(narrow); laissez vide l’une des deux cellules."
        case .mass(let refusal): refusal.french
        case .owesNothing(let code): "Le programme ne demande rien pour les appareils de la classe \(code.text)."
        case .owesTooMuch:
            """
            La ligne doit plus de \(language.number(DeclarationLimits.owed)), le maximum d’une déclaration.
            """
        case .lifeNotReached(let life):
            """
            Aucun numéro qui lui soit propre n’est déclaré dans la vie \(life - 1), à laquelle succède la vie \(life)\(narrow); déclarez \
            d’abord celle-là.
            """
        }
    }
}

extension ToldVerdict: Phrase {
    public var english: String {
        switch self {
        case .included: "Included."
        case .excluded(let reason): reason.english
        case .duplicate: "One of its numbers is declared already, or stands in an earlier row."
        case .underReview: "One of its numbers is declared by somebody else; the provider looks into it."
        }
    }

    public var french: String {
        switch self {
        case .included: "Retenue."
        case .excluded(let reason): reason.french
        case .duplicate: "L’un de ses numéros est déjà déclaré, ou figure dans une ligne antérieure."
        case .underReview:
            "L’un de ses numéros est déclaré par quelqu’un d’autre\(narrow); le prestataire examine le cas."
        }
    }
}

extension AttachRefusal: Phrase {
    public var english: String {
        let language = Language.english
        return switch self {
        case .row(let refusal): refusal.english
        case .documentOther(let document, let expected):
            "The row is of \(quoted(document, language)), and the declaration of \(quoted(expected, language))."
        case .lineMissing: "The row says no line, and the declaration has not exactly one that stands."
        case .lineUnknown(let line): "Line \(language.number(line)) is not in the declaration, or is withdrawn."
        case .lineFull(let line, let positions):
            "Line \(language.number(line)) has \(language.number(positions)) devices, and all of them are known."
        case .positionsRetired(let line, let open):
            """
            The device is declared already, so that one of line \(language.number(line)) would owe no more; but \
            \(open == 1 ? "the one that is" : "the \(language.number(open)) that are") not known yet \
            \(open == 1 ? "is" : "are") retired. Withdraw the other declaration’s row.
            """
        }
    }

    public var french: String {
        let language = Language.french
        return switch self {
        case .row(let refusal): refusal.french
        case .documentOther(let document, let expected):
            "La ligne est de \(quoted(document, language)), et la déclaration de \(quoted(expected, language))."
        case .lineMissing:
            "La ligne ne dit pas de quelle ligne du document elle est, et la déclaration n’en a pas exactement une."
        case .lineUnknown(let line):
            "La ligne \(language.number(line)) du document n’est pas dans la déclaration, ou en est ôtée."
        case .lineFull(let line, let positions):
            """
            La ligne \(language.number(line)) du document compte \(language.number(positions)) \
            \(positions < 2 ? "appareil, qui est connu" : "appareils, tous connus").
            """
        case .positionsRetired(let line, let open):
            """
            L’appareil est déjà déclaré, et l’un de ceux de la ligne \(language.number(line)) du document ne devrait plus \
            rien\(narrow); mais \(open < 2 ? "celui qui n’est pas encore connu est retiré" : "les \(language.number(open)) qui ne sont pas encore connus sont retirés"). \
            Ôtez la ligne de l’autre déclaration.
            """
        }
    }
}
