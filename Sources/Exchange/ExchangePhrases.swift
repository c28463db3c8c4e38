import Primitives
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
        case .mass: "the mass with its unit"
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
        case .mass: "la masse avec son unité"
        case .quantity: "la quantité"
        case .line: "la ligne du document"
        case .beneficiary: "le bénéficiaire"
        case .costCentre: "le centre de coûts"
        case .purchaseOrder: "la commande"
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
        case .columnUnclear(let field, let columns):
            """
            Several columns could have \(field.english): \(language.list(columns.map { quoted($0, language) })). Say which, \
            with --map \(field.rawValue)=Column.
            """
        case .unknownProfile(let name):
            """
            There is no profile \(quoted(name, language)); the profiles are \
            \(language.list(ListProfile.all.map(\.name))).
            """
        case .profileUnclear(let one, let other):
            "The headings fit the profiles \(one) and \(other) equally well. Say which, with --profile."
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
        case .columnUnclear(let field, let columns):
            """
            Plusieurs colonnes pourraient porter \(field.french)\(narrow): \
            \(language.list(columns.map { quoted($0, language) })). Dites laquelle, avec --map \(field.rawValue)=Colonne.
            """
        case .unknownProfile(let name):
            """
            Il n’y a pas de profil \(quoted(name, language))\(narrow); les profils sont \
            \(language.list(ListProfile.all.map(\.name))).
            """
        case .profileUnclear(let one, let other):
            "Les en-têtes conviennent aussi bien au profil \(one) qu’au profil \(other). Dites lequel, avec --profile."
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

extension ColumnReading.Use: Phrase {
    public var english: String {
        switch self {
        case .field(let field): field.english
        case .dropped(.personal): "not read: about a person"
        case .dropped(.secret): "not read: a secret"
        case .unused: "nothing"
        }
    }

    public var french: String {
        switch self {
        case .field(let field): field.french
        case .dropped(.personal): "pas lue\(narrow): sur une personne"
        case .dropped(.secret): "pas lue\(narrow): un secret"
        case .unused: "rien"
        }
    }
}
