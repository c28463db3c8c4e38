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

extension DeclarationField: Phrase {
    /// With its article, within a sentence.
    public var english: String {
        switch self {
        case .deviceClass: "the class"
        case .maker: "the maker"
        case .model: "the model"
        case .serial: "the serial number"
        case .imei: "the IMEI"
        case .imei2: "the second IMEI"
        case .assetTag: "the asset tag"
        case .massGrams: "the mass in grams"
        case .massKilograms: "the mass in kilograms"
        case .quantity: "the quantity"
        case .line: "the line of the document"
        case .beneficiary: "the beneficiary"
        case .costCentre: "the cost centre"
        case .purchaseOrder: "the purchase order"
        }
    }

    public var french: String {
        switch self {
        case .deviceClass: "la classe"
        case .maker: "le fabricant"
        case .model: "le modèle"
        case .serial: "le numéro de série"
        case .imei: "l’IMEI"
        case .imei2: "le second IMEI"
        case .assetTag: "l’étiquette d’inventaire"
        case .massGrams: "la masse en grammes"
        case .massKilograms: "la masse en kilogrammes"
        case .quantity: "la quantité"
        case .line: "la ligne du document"
        case .beneficiary: "le bénéficiaire"
        case .costCentre: "le centre de coûts"
        case .purchaseOrder: "la commande"
        }
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
        case .massTwice: "The mass stands there twice, in grams and in kilograms; leave one of the two empty."
        case .mass(let refusal): refusal.english
        case .owesNothing(let code): "The programme asks nothing for devices of class \(code.text)."
        case .owesTooMuch:
            "The row owes more than \(language.number(DeclarationLimits.owed)), the most that a declaration may."
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
        case .massTwice:
            "La masse figure deux fois, en grammes et en kilogrammes\(narrow); laissez vide l’une des deux cellules."
        case .mass(let refusal): refusal.french
        case .owesNothing(let code): "Le programme ne demande rien pour les appareils de la classe \(code.text)."
        case .owesTooMuch:
            """
            La ligne doit plus de \(language.number(DeclarationLimits.owed)), le maximum d’une déclaration.
            """
        }
    }
}

extension MappingRefusal: Phrase {
    public var english: String {
        let language = Language.english
        return switch self {
        case .malformed(let text):
            """
            \(quoted(text, language)) is no assignment; write field=column, or field=:value for one value in every row.
            """
        case .unknownField(let name):
            """
            There is no field \(quoted(name, language)); the fields are \
            \(language.list(DeclarationField.allCases.map(\.rawValue))).
            """
        case .mappedTwice(let field): "The field \(field.rawValue) is assigned twice."
        case .constantIdentifier(let field):
            "\(field.english.capitalisedFirst) tells devices apart, so that one value cannot stand in every row."
        case .missingColumn(let field, let column):
            "No column is headed \(quoted(column, language)), in which \(field.english) should stand."
        case .columnTwice(let field, let column):
            """
            Two columns are headed \(quoted(column, language)), so that it is not clear which has \(field.english); \
            rename one.
            """
        case .noClass:
            """
            No column says the class of the devices; head one “class”, or assign one (class=Column), or give all rows \
            one class (class=:smartphone).
            """
        case .noIdentifier:
            """
            No column tells the devices apart; there must be one of serial, imei, imei2, asset_tag and line.
            """
        case .noHeading: "The file is empty; its first line must hold the names of the columns."
        }
    }

    public var french: String {
        let language = Language.french
        return switch self {
        case .malformed(let text):
            """
            \(quoted(text, language)) n’est pas une affectation\(narrow); écrivez champ=colonne, ou champ=:valeur pour \
            une même valeur à chaque ligne.
            """
        case .unknownField(let name):
            """
            Il n’y a pas de champ \(quoted(name, language))\(narrow); les champs sont \
            \(language.list(DeclarationField.allCases.map(\.rawValue))).
            """
        case .mappedTwice(let field): "Le champ \(field.rawValue) est affecté deux fois."
        case .constantIdentifier(let field):
            """
            \(field.french.capitalisedFirst) distingue les appareils\(narrow): une même valeur ne peut valoir pour \
            toutes les lignes.
            """
        case .missingColumn(let field, let column):
            "Aucune colonne ne s’intitule \(quoted(column, language)), où devrait figurer \(field.french)."
        case .columnTwice(let field, let column):
            """
            Deux colonnes s’intitulent \(quoted(column, language)), et on ne sait laquelle porte \(field.french)\
            \(narrow); renommez l’une d’elles.
            """
        case .noClass:
            """
            Aucune colonne n’indique la classe des appareils\(narrow); intitulez-en une «\u{A0}class\u{A0}», \
            affectez-en une (class=Colonne), ou donnez une même classe à toutes les lignes (class=:smartphone).
            """
        case .noIdentifier:
            """
            Aucune colonne ne distingue les appareils\(narrow); il en faut une parmi serial, imei, imei2, asset_tag et \
            line.
            """
        case .noHeading: "Le fichier est vide\(narrow); sa première ligne doit porter les noms des colonnes."
        }
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension ToldVerdict: Phrase {
    public var english: String {
        switch self {
        case .included: "Included."
        case .duplicate: "One of its numbers is declared already, or stands in an earlier row."
        case .underReview: "One of its numbers is declared by somebody else; the provider looks into it."
        case .refused(let reason): reason.english
        }
    }

    public var french: String {
        switch self {
        case .included: "Retenue."
        case .duplicate: "L’un de ses numéros est déjà déclaré, ou figure dans une ligne antérieure."
        case .underReview:
            "L’un de ses numéros est déclaré par quelqu’un d’autre\(narrow); le prestataire examine le cas."
        case .refused(let reason): reason.french
        }
    }
}
