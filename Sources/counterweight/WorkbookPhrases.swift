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
        case .tooManyParts(let limit): "The workbook holds more than \(en.number(limit)) files."
        case .tooLarge(let limit): "The workbook is above \(en.number(limit)) bytes. Save the list as CSV."
        case .expandsTooMuch(let part):
            "What is packed in \(en.quoted(part)) is out of all proportion to the workbook. Save the list as CSV."
        case .tooManyMergedRanges(let limit):
            "More than \(en.number(limit)) merged cells. Take the merging out, or save the list as CSV."
        case .unknownWorksheet(let name, let names):
            "There is no worksheet \(en.quoted(name)); there are \(en.list(names.map(en.quoted)))."
        case .worksheetUnclear(let names):
            "Several worksheets have something in them: \(en.list(names.map(en.quoted))). Say which, with --worksheet."
        case .emptyWorkbook: "No worksheet has anything in it, unless it is hidden."
        case .tooManyColumns(let row, let limit):
            "Row \(en.number(row)): a cell beyond column \(en.number(limit)). Delete what stands beside the list."
        case .cellTooLong(let row, let column, let limit):
            "Row \(en.number(row)), column \(en.number(column)): a cell above \(en.number(limit)) bytes."
        case .outOfOrder(let row):
            "Row \(en.number(row)): rows or cells are not in their order. Open the workbook and save it again."
        case .notAWorkbook: "The file is text and has no worksheets. Leave --worksheet out."
        }
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
        case .tooManyParts(let limit): "Le classeur contient plus de \(fr.number(limit)) fichiers."
        case .tooLarge(let limit): "Le classeur dépasse \(fr.number(limit)) octets. Enregistrez la liste en CSV."
        case .expandsTooMuch(let part):
            "Ce que renferme \(fr.quoted(part)) est sans proportion avec le classeur. Enregistrez la liste en CSV."
        case .tooManyMergedRanges(let limit):
            "Plus de \(fr.number(limit)) cellules fusionnées. Défusionnez-les, ou enregistrez la liste en CSV."
        case .unknownWorksheet(let name, let names):
            "Il n’y a pas de feuille \(fr.quoted(name))\(n); il y a \(fr.list(names.map(fr.quoted)))."
        case .worksheetUnclear(let names):
            """
            Plusieurs feuilles contiennent quelque chose\(n): \(fr.list(names.map(fr.quoted))). Dites laquelle, par \
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
            Ligne \(fr.number(row)), colonne \(fr.number(column))\(n): une cellule de plus de \(fr.number(limit)) octets.
            """
        case .outOfOrder(let row):
            """
            Ligne \(fr.number(row))\(n): des lignes ou des cellules ne sont pas dans leur ordre. Ouvrez le classeur et \
            enregistrez-le de nouveau.
            """
        case .notAWorkbook: "Le fichier est du texte et n’a pas de feuilles. Retirez --worksheet."
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
        case .noByteOrderMark:
            """
            De l’UTF-16 sans indicateur d’ordre des octets. Dites --encoding utf-16le ou utf-16be, ou enregistrez le \
            fichier en UTF-8.
            """
        }
    }
}
