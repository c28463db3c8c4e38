import Primitives
public import Typesetting
public import Wording

// Why nothing could be printed.

private let en = Language.english
private let fr = Language.french
private let n = "\u{202F}"

extension TypesettingError: Phrase {
    public var english: String {
        switch self {
        case .typefaceMissing(let file, let package):
            "The font \(file) is not on this machine. Install it (\(package) in Debian) below /usr/share/fonts or /usr/local/share/fonts."
        case .typefaceUnreadable(let file, let code):
            "The font \(file) cannot be used (libharu says \(code)). Install it again."
        case .characterNotSet(let character):
            "The certificate has a character that the fonts of the page do not set one by one: \(character). Hand out the bundle instead."
        case .textTooLong(let most):
            "A text of the certificate has more than \(en.number(most)) characters. Hand out the bundle instead."
        case .tooHigh: "A row of the certificate is higher than a page. Hand out the bundle instead."
        case .tooManyPages(let most):
            "The certificate would take more than \(en.number(most)) pages. Hand out the bundle instead."
        case .codeTooLong(let most):
            "The certificate’s address has more than \(en.number(most)) bytes, too many for a code that a camera reads. Hand out the bundle instead."
        case .attachmentTooLarge(let most):
            "The bundle has more than \(en.number(most)) bytes, too many to be attached. Hand it out by itself."
        case .library(let code):
            "The PDF could not be written (libharu says \(code)): too little memory, or a version that is not known here."
        }
    }

    public var french: String {
        switch self {
        case .typefaceMissing(let file, let package):
            "La police \(file) n’est pas sur cette machine. Installez-la (\(package) dans Debian) sous /usr/share/fonts ou /usr/local/share/fonts."
        case .typefaceUnreadable(let file, let code):
            "La police \(file) est inutilisable (libharu dit \(code)). Installez-la de nouveau."
        case .characterNotSet(let character):
            "Le certificat a un caractère que les polices de la page ne composent pas un par un\(n): \(character). Remettez le dossier à la place."
        case .textTooLong(let most):
            "Un texte du certificat a plus de \(fr.number(most)) caractères. Remettez le dossier à la place."
        case .tooHigh: "Une ligne du certificat est plus haute qu’une page. Remettez le dossier à la place."
        case .tooManyPages(let most):
            "Le certificat prendrait plus de \(fr.number(most)) pages. Remettez le dossier à la place."
        case .codeTooLong(let most):
            "L’adresse du certificat a plus de \(fr.number(most)) octets, trop pour un code que lit un appareil photo. Remettez le dossier à la place."
        case .attachmentTooLarge(let most):
            "Le dossier a plus de \(fr.number(most)) octets, trop pour être joint. Remettez-le seul."
        case .library(let code):
            "Le PDF n’a pu être écrit (libharu dit \(code))\(n): trop peu de mémoire, ou une version inconnue ici."
        }
    }
}
