public import CanonicalJSON
public import Journal
public import Sheets
public import Wording

// What is wrong in a file: JSON, CSV, entries.

private let en = Language.english
private let fr = Language.french
private let n = "\u{202F}"

extension JSONError: Phrase {
    public var english: String {
        switch self {
        case .tooLarge(let bytes, let limit): "\(en.number(bytes)) bytes, above the limit of \(en.number(limit))."
        case .tooDeep(let offset, let limit):
            "Byte \(en.number(offset)): nested deeper than \(en.number(limit)) levels."
        case .byteOrderMark: "It begins with a byte order mark; save it as UTF-8 without one."
        case .unexpectedEnd(let offset): "It ends within a value, at byte \(en.number(offset))."
        case .unexpectedByte(let byte, let offset):
            "Byte \(en.number(offset)): nothing may begin with \(en.quoted(Self.shown(byte))) here."
        case .trailingBytes(let offset): "Byte \(en.number(offset)): something follows the value."
        case .notUTF8(let offset): "Byte \(en.number(offset)): not UTF-8; save the file as UTF-8."
        case .controlCharacter(let offset): "Byte \(en.number(offset)): a control character within a text."
        case .badEscape(let offset): "Byte \(en.number(offset)): no such escape."
        case .loneSurrogate(let offset): "Byte \(en.number(offset)): half a character."
        case .duplicateName(let name, let offset):
            "Byte \(en.number(offset)): the object names \(en.quoted(name)) twice."
        case .badNumber(let offset): "Byte \(en.number(offset)): not a number as JSON writes them."
        case .numberOutOfRange(let offset): "Byte \(en.number(offset)): the number is too great."
        case .notExactInteger(let offset): "Byte \(en.number(offset)): only whole numbers below 2^53 are taken."
        case .notCanonical(let offset): "Byte \(en.number(offset)): not in its one spelling (RFC 8785)."
        }
    }

    public var french: String {
        switch self {
        case .tooLarge(let bytes, let limit):
            "\(fr.number(bytes)) octets, au-delà de la limite de \(fr.number(limit))."
        case .tooDeep(let offset, let limit):
            "Octet \(fr.number(offset))\(n): plus de \(fr.number(limit)) niveaux imbriqués."
        case .byteOrderMark: "Il commence par une marque d’ordre des octets\(n); enregistrez-le en UTF-8 sans elle."
        case .unexpectedEnd(let offset): "Il finit au milieu d’une valeur, à l’octet \(fr.number(offset))."
        case .unexpectedByte(let byte, let offset):
            "Octet \(fr.number(offset))\(n): rien ne peut commencer ici par \(fr.quoted(Self.shown(byte)))."
        case .trailingBytes(let offset): "Octet \(fr.number(offset))\(n): quelque chose suit la valeur."
        case .notUTF8(let offset): "Octet \(fr.number(offset))\(n): ce n’est pas de l’UTF-8\(n); enregistrez-le ainsi."
        case .controlCharacter(let offset):
            "Octet \(fr.number(offset))\(n): un caractère de commande dans un texte."
        case .badEscape(let offset): "Octet \(fr.number(offset))\(n): séquence d’échappement inconnue."
        case .loneSurrogate(let offset): "Octet \(fr.number(offset))\(n): une moitié de caractère."
        case .duplicateName(let name, let offset):
            "Octet \(fr.number(offset))\(n): l’objet nomme deux fois \(fr.quoted(name))."
        case .badNumber(let offset): "Octet \(fr.number(offset))\(n): pas un nombre tel que JSON les écrit."
        case .numberOutOfRange(let offset): "Octet \(fr.number(offset))\(n): le nombre est trop grand."
        case .notExactInteger(let offset):
            "Octet \(fr.number(offset))\(n): seuls les nombres entiers au-dessous de 2^53 sont admis."
        case .notCanonical(let offset): "Octet \(fr.number(offset))\(n): pas sous sa seule graphie (RFC 8785)."
        }
    }

    private static func shown(_ byte: UInt8) -> String {
        (0x21...0x7E).contains(byte) ? String(UnicodeScalar(byte)) : "0x" + String(byte, radix: 16)
    }
}

extension JSONReadError: Phrase {
    public var english: String {
        switch self {
        case .missing(let path): "The field \(en.quoted(path)) is missing."
        case .wrongKind(let path, let expected, let found):
            "The field \(en.quoted(path)) holds \(found.english) where \(expected.english) is asked for."
        case .unknown(let path): "The field \(en.quoted(path)) is not known; check its spelling, or take it out."
        case .outOfRange(let path): "The field \(en.quoted(path)) is out of range."
        case .malformed(let path): "The field \(en.quoted(path)) is not written as it should be."
        }
    }

    public var french: String {
        switch self {
        case .missing(let path): "Le champ \(fr.quoted(path)) manque."
        case .wrongKind(let path, let expected, let found):
            "Le champ \(fr.quoted(path)) contient \(found.french), là où il faut \(expected.french)."
        case .unknown(let path): "Le champ \(fr.quoted(path)) est inconnu\(n); vérifiez son nom, ou ôtez-le."
        case .outOfRange(let path): "Le champ \(fr.quoted(path)) est hors limites."
        case .malformed(let path): "Le champ \(fr.quoted(path)) n’est pas écrit comme il faut."
        }
    }
}

extension JSON.Kind: Phrase {
    public var english: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer: "a whole number"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }

    public var french: String {
        switch self {
        case .null: "null"
        case .bool: "vrai ou faux"
        case .integer: "un nombre entier"
        case .number: "un nombre"
        case .string: "un texte"
        case .array: "une liste"
        case .object: "un objet"
        }
    }
}

extension EntryError: Phrase {
    public var english: String {
        switch self {
        case .tooLarge(let bytes): "The entry has \(en.number(bytes)) bytes, above the limit."
        case .notCanonical(let error): "The entry is not in its one spelling. \(error.english)"
        case .malformed(let error): "The entry is not one of ours. \(error.english)"
        case .unknownVersion(let version): "The entry is of version \(version), which this program does not read."
        case .unknownKind(let kind): "The entry is of the unknown kind \(en.quoted(kind))."
        case .sealedPart(let kind): "An entry \(kind.rawValue) and its sealed part do not belong together."
        }
    }

    public var french: String {
        switch self {
        case .tooLarge(let bytes): "L’écriture a \(fr.number(bytes)) octets, au-delà de la limite."
        case .notCanonical(let error): "L’écriture n’est pas sous sa seule graphie. \(error.french)"
        case .malformed(let error): "L’écriture n’est pas des nôtres. \(error.french)"
        case .unknownVersion(let version):
            "L’écriture est de la version \(version), que ce programme ne lit pas."
        case .unknownKind(let kind): "L’écriture est du genre inconnu \(fr.quoted(kind))."
        case .sealedPart(let kind): "Une écriture \(kind.rawValue) et sa partie scellée ne vont pas ensemble."
        }
    }
}

extension CSVError: Phrase {
    public var english: String {
        switch self {
        case .encoding(let encoding): "The sheet is \(encoding.rawValue). Save it as CSV in UTF-8."
        case .notUTF8(let place):
            "\(place.english): not UTF-8. Say the encoding, with --encoding, or save the sheet as CSV in UTF-8."
        case .nul(let place): "\(place.english): a byte 0. Save the sheet as CSV in UTF-8."
        case .unterminatedQuote(let place):
            "\(place.english): a quote opens the cell and nothing closes it. Close it, or take it out."
        case .textAfterQuote(let place):
            "\(place.english): something follows the quote that closes the cell. Double each quote within a cell."
        case .quoteInText(let place): "\(place.english): a quote within a cell that begins with none. Quote the cell."
        case .bareReturn(let place): "\(place.english): a carriage return without a line feed. Quote the cell."
        case .tooFewCells(let place, let found, let expected):
            "\(place.english): \(en.number(found)) cells, but the heading has \(en.number(expected)). The file was cut, or a cell holds a line break or delimiter and is not quoted."
        case .tooManyCells(let place, let found, let expected):
            "\(place.english): \(en.number(found)) cells, but the heading has \(en.number(expected)). Quote a cell that holds the delimiter."
        case .cellTooLong(let place, let limit):
            "\(place.english): a cell above \(en.number(limit)) bytes. Shorten it; or a quote is not closed."
        case .rowTooLong(let place, let limit):
            "\(place.english): a row above \(en.number(limit)) bytes. Shorten it; or a quote is not closed."
        case .tooManyColumns(let place, let limit):
            "\(place.english): more than \(en.number(limit)) columns. Delete those that are not needed."
        }
    }

    public var french: String {
        switch self {
        case .encoding(let encoding): "La feuille est en \(encoding.rawValue). Enregistrez-la en CSV, UTF-8."
        case .notUTF8(let place):
            "\(place.french)\(n): ce n’est pas de l’UTF-8. Dites le codage, par --encoding, ou enregistrez la feuille en CSV, UTF-8."
        case .nul(let place): "\(place.french)\(n): un octet 0. Enregistrez la feuille en CSV, UTF-8."
        case .unterminatedQuote(let place):
            "\(place.french)\(n): un guillemet ouvre la cellule et rien ne la ferme. Fermez-le, ou ôtez-le."
        case .textAfterQuote(let place):
            "\(place.french)\(n): quelque chose suit le guillemet qui ferme la cellule. Doublez chaque guillemet d’une cellule."
        case .quoteInText(let place):
            "\(place.french)\(n): un guillemet dans une cellule qui n’en a pas au début. Mettez-la entre guillemets."
        case .bareReturn(let place):
            "\(place.french)\(n): un retour chariot sans saut de ligne. Mettez la cellule entre guillemets."
        case .tooFewCells(let place, let found, let expected):
            "\(place.french)\(n): \(fr.number(found)) cellules, mais l’en-tête en a \(fr.number(expected)). Le fichier est coupé, ou une cellule contient un saut de ligne ou un séparateur sans être entre guillemets."
        case .tooManyCells(let place, let found, let expected):
            "\(place.french)\(n): \(fr.number(found)) cellules, mais l’en-tête en a \(fr.number(expected)). Mettez entre guillemets une cellule qui contient le séparateur."
        case .cellTooLong(let place, let limit):
            "\(place.french)\(n): une cellule de plus de \(fr.number(limit)) octets. Raccourcissez-la\(n); ou un guillemet n’est pas fermé."
        case .rowTooLong(let place, let limit):
            "\(place.french)\(n): une ligne de plus de \(fr.number(limit)) octets. Raccourcissez-la\(n); ou un guillemet n’est pas fermé."
        case .tooManyColumns(let place, let limit):
            "\(place.french)\(n): plus de \(fr.number(limit)) colonnes. Supprimez celles dont on n’a pas besoin."
        }
    }
}

extension CSVPlace: Phrase {
    public var english: String { "Line \(en.number(line)), column \(en.number(column))" }
    public var french: String { "Ligne \(fr.number(line)), colonne \(fr.number(column))" }
}
