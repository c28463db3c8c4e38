public import Sheets
public import Wording

// What is wrong in a workbook, or with a text's encoding.

private let en = Language.english
private let fr = Language.french
private let n = "\u{202F}"

extension WorkbookError: Phrase {
    public var english: String {
        switch self {
        case .oldOrEncrypted:
            "A workbook of the old format, or one with a password. Save it as XLSX without a password, or as CSV."
        case .noWorkbook: "A ZIP archive with no workbook in it. Save the list as XLSX or CSV."
        case .damaged(let part): "The workbook is damaged in \(en.quoted(part)). Save it again, or as CSV."
        case .documentType(let part):
            "The workbook declares a document type in \(en.quoted(part)), which none may. Save the list as CSV."
        case .tooManyParts(let limit):
            "The workbook holds more than \(en.number(limit)) files or worksheets. Save the list as CSV."
        case .tooLarge(let limit): "The workbook is above \(en.number(limit)) bytes. Save the list as CSV."
        case .expandsTooMuch(let part):
            "What is packed in \(en.quoted(part)) is out of all proportion to the workbook. Save the list as CSV."
        case .unlikeASheet(let part):
            "What stands in \(en.quoted(part)) is nested deeper, or has a longer tag, than a spreadsheet writes. Save the list as CSV."
        case .rangesOverlap(let row):
            "Row \(en.number(row)): merged cells lie over each other. Take the merging out, or save the list as CSV."
        case .tooManyMergedRanges(let limit):
            "More than \(en.number(limit)) merged cells. Take the merging out, or save the list as CSV."
        case .unknownWorksheet(let name, let names):
            "There is no worksheet \(en.quoted(name)); there are \(en.list(Self.shown(names, en)))."
        case .worksheetUnclear(let names):
            "Several worksheets have something in them: \(en.list(Self.shown(names, en))). Say which, with --worksheet."
        case .emptyWorkbook: "No worksheet has anything in it, unless it is hidden."
        case .tooManyColumns(let row, let limit):
            "Row \(en.number(row)): a cell beyond column \(en.number(limit)). Delete what stands beside the list."
        case .cellTooLong(let row, let column, let limit):
            "Row \(en.number(row)), column \(en.number(column)): a cell above \(en.number(limit)) bytes. Shorten it."
        case .rowTooLong(let row, let limit):
            "Row \(en.number(row)): its cells have more than \(en.number(limit)) bytes together. Shorten them, or take the merging out."
        case .outOfOrder(let row):
            "Row \(en.number(row)): rows or cells are not in their order. Open the workbook and save it again."
        case .notAWorkbook: "The file is text and has no worksheets. Leave --worksheet out."
        case .otherKind(let kind): "\(kind.english). Save the list as XLSX or CSV."
        }
    }

    /// A hostile workbook may have thousands.
    private static func shown(_ names: [String], _ language: Language) -> [String] {
        names.prefix(10).map(language.quoted) + (names.count > 10 ? ["…"] : [])
    }

    public var french: String {
        switch self {
        case .oldOrEncrypted:
            """
            Un classeur de l’ancien format, ou protégé par un mot de passe. Enregistrez-le en XLSX sans mot de passe, \
            ou en CSV.
            """
        case .noWorkbook: "Une archive ZIP sans classeur. Enregistrez la liste en XLSX ou en CSV."
        case .damaged(let part):
            "Le classeur est endommagé dans \(fr.quoted(part)). Enregistrez-le de nouveau, ou en CSV."
        case .documentType(let part):
            """
            Le classeur déclare un type de document dans \(fr.quoted(part)), ce qu’aucun ne doit faire. Enregistrez la \
            liste en CSV.
            """
        case .tooManyParts(let limit):
            "Le classeur contient plus de \(fr.number(limit)) fichiers ou feuilles. Enregistrez la liste en CSV."
        case .tooLarge(let limit): "Le classeur dépasse \(fr.number(limit)) octets. Enregistrez la liste en CSV."
        case .expandsTooMuch(let part):
            "Ce que renferme \(fr.quoted(part)) est sans proportion avec le classeur. Enregistrez la liste en CSV."
        case .unlikeASheet(let part):
            """
            Ce que renferme \(fr.quoted(part)) est plus imbriqué, ou a une balise plus longue, que ce qu’écrit un tableur. \
            Enregistrez la liste en CSV.
            """
        case .rangesOverlap(let row):
            """
            Ligne \(fr.number(row))\(n): des cellules fusionnées se recouvrent. Défusionnez-les, ou enregistrez la liste \
            en CSV.
            """
        case .tooManyMergedRanges(let limit):
            "Plus de \(fr.number(limit)) cellules fusionnées. Défusionnez-les, ou enregistrez la liste en CSV."
        case .unknownWorksheet(let name, let names):
            "Il n’y a pas de feuille \(fr.quoted(name))\(n); il y a \(fr.list(Self.shown(names, fr)))."
        case .worksheetUnclear(let names):
            """
            Plusieurs feuilles contiennent quelque chose\(n): \(fr.list(Self.shown(names, fr))). Dites laquelle, par \
            --worksheet.
            """
        case .emptyWorkbook: "Aucune feuille ne contient rien, sauf peut-être une feuille masquée."
        case .tooManyColumns(let row, let limit):
            """
            Ligne \(fr.number(row))\(n): une cellule au-delà de la colonne \(fr.number(limit)). Supprimez ce qui se \
            trouve à côté de la liste.
            """
        case .cellTooLong(let row, let column, let limit):
            """
            Ligne \(fr.number(row)), colonne \(fr.number(column))\(n): une cellule de plus de \(fr.number(limit)) octets. \
            Raccourcissez-la.
            """
        case .rowTooLong(let row, let limit):
            """
            Ligne \(fr.number(row))\(n): ses cellules ont ensemble plus de \(fr.number(limit)) octets. Raccourcissez-les, \
            ou défusionnez-les.
            """
        case .outOfOrder(let row):
            """
            Ligne \(fr.number(row))\(n): des lignes ou des cellules ne sont pas dans leur ordre. Ouvrez le classeur et \
            enregistrez-le de nouveau.
            """
        case .notAWorkbook: "Le fichier est du texte et n’a pas de feuilles. Retirez --worksheet."
        case .otherKind(let kind): "\(kind.french). Enregistrez la liste en XLSX ou en CSV."
        }
    }
}

extension ForeignKind: Phrase {
    public var english: String {
        switch self {
        case .pdf: "A PDF, from which no cell can be told"
        case .program: "A program"
        case .picture: "A picture"
        case .archive: "A packed file. Unpack it first"
        case .database: "A database"
        case .rtf: "A text in RTF"
        case .html: "A web page, whatever its name says"
        case .xml: "An XML file"
        case .json: "A JSON file"
        case .openDocument: "An OpenDocument file"
        case .binaryWorkbook: "A binary workbook (XLSB)"
        case .numbers: "A sheet of Numbers"
        case .document: "A document or slides"
        }
    }

    public var french: String {
        switch self {
        case .pdf: "Un PDF, dont on ne peut distinguer les cellules"
        case .program: "Un programme"
        case .picture: "Une image"
        case .archive: "Un fichier compressé. Décompressez-le d’abord"
        case .database: "Une base de données"
        case .rtf: "Un texte en RTF"
        case .html: "Une page web, quoi que dise son nom"
        case .xml: "Un fichier XML"
        case .json: "Un fichier JSON"
        case .openDocument: "Un fichier OpenDocument"
        case .binaryWorkbook: "Un classeur binaire (XLSB)"
        case .numbers: "Une feuille de Numbers"
        case .document: "Un document ou des diapositives"
        }
    }
}

extension TextEncodingError: Phrase {
    public var english: String {
        switch self {
        case .notUTF16(let offset):
            "Byte \(en.number(offset)): not UTF-16. The file was cut, or is in another encoding."
        case .notWindows1252(let offset):
            "Byte \(en.number(offset)): not Windows-1252. Say the file’s encoding, with --encoding, or save it as UTF-8."
        case .otherMark(let given, let found):
            "The file begins with the byte order mark of \(found.rawValue), but --encoding says \(given.rawValue). Leave --encoding out."
        case .noByteOrderMark:
            "UTF-16 without a byte order mark. Say --encoding utf-16le or utf-16be, or save the file as UTF-8."
        }
    }

    public var french: String {
        switch self {
        case .notUTF16(let offset):
            "Octet \(fr.number(offset))\(n): ce n’est pas de l’UTF-16. Le fichier est coupé, ou d’un autre codage."
        case .notWindows1252(let offset):
            """
            Octet \(fr.number(offset))\(n): ce n’est pas du Windows-1252. Dites le codage du fichier, par --encoding, ou \
            enregistrez-le en UTF-8.
            """
        case .otherMark(let given, let found):
            """
            Le fichier commence par l’indicateur d’ordre des octets de \(found.rawValue), mais --encoding dit \
            \(given.rawValue). Retirez --encoding.
            """
        case .noByteOrderMark:
            """
            De l’UTF-16 sans indicateur d’ordre des octets. Dites --encoding utf-16le ou utf-16be, ou enregistrez le \
            fichier en UTF-8.
            """
        }
    }
}
