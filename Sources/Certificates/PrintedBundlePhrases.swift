import Primitives
public import Wording

extension PrintedBundleFault: Phrase {
    public var english: String {
        switch self {
        case .notAPDF: "This file is not a PDF."
        case .tooLarge(let limit): "This PDF has more than \(Language.english.number(limit)) bytes."
        case .malformed(let offset):
            "This PDF cannot be read at byte \(Language.english.number(offset)): it was changed or cut short. Ask for the file again."
        case .packed:
            """
            Another program has written this PDF again. Ask for the file as the registry printed it, or take \
            \(PrintedBundle.fileName) out of it and check that.
            """
        case .locked: "This PDF is encrypted. Take \(PrintedBundle.fileName) out of it and check that."
        case .nothingAttached:
            "No \(PrintedBundle.fileName) is attached to this PDF: there is nothing in it that could be checked."
        case .attachment:
            """
            What is attached to this PDF as \(PrintedBundle.fileName) is not as a registry attaches it: packed, elsewhere, or \
            there twice. Ask for the file as the registry printed it.
            """
        }
    }

    public var french: String {
        switch self {
        case .notAPDF: "Ce fichier n’est pas un PDF."
        case .tooLarge(let limit): "Ce PDF dépasse \(Language.french.number(limit)) octets."
        case .malformed(let offset):
            "Ce PDF ne se lit pas à l’octet \(Language.french.number(offset))\u{202F}: il a été modifié ou coupé. Redemandez le fichier."
        case .packed:
            """
            Un autre programme a récrit ce PDF. Demandez le fichier tel que le registre l’a imprimé, ou extrayez-en \
            \(PrintedBundle.fileName) et contrôlez celui-ci.
            """
        case .locked: "Ce PDF est chiffré. Extrayez-en \(PrintedBundle.fileName) et contrôlez celui-ci."
        case .nothingAttached:
            "Aucun \(PrintedBundle.fileName) n’est joint à ce PDF\u{202F}: il n’y a rien qui puisse être contrôlé."
        case .attachment:
            """
            Ce qui est joint à ce PDF sous le nom \(PrintedBundle.fileName) ne l’est pas comme un registre le joint\u{202F}: compressé, \
            ailleurs, ou en double. Demandez le fichier tel que le registre l’a imprimé.
            """
        }
    }
}
