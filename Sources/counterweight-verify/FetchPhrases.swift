import Primitives
import Wording

/// Which file could not be fetched, why, and what to do.
extension FetchFault: Phrase {
    var english: String {
        let language = Language.english
        return switch self {
        case .noLibrary:
            """
            this machine has no libcurl (libcurl.so.4), which fetches from addresses: install it, or fetch the folder with another \
            tool and name the folder
            """
        case .noHost(let url): "cannot fetch \(url): no such host is known; look at the address and the network"
        case .noConnection(let url): "cannot fetch \(url): the server does not answer"
        case .tooSlow(let url): "cannot fetch \(url): the server is silent or too slow; give it more with --timeout"
        case .cutOff(let url, let bytes):
            "cannot fetch \(url): the connection ended after \(language.number(bytes)) bytes, before the file did"
        case .notSecure(let url):
            "cannot fetch \(url): the connection is not secure, or the certificate is not this host’s"
        case .missing(let url): "\(url) is not there: ask whoever publishes the journal for the whole folder"
        case .status(let url, let code): "cannot fetch \(url): the server answers with status \(code)"
        case .redirected(let url, let target?):
            "cannot fetch \(url): the server points to \(target); if you trust that address, name it instead"
        case .redirected(let url, nil): "cannot fetch \(url): the server points elsewhere, and no redirect is followed"
        case .tooLarge(let url, let limit):
            "\(url) has more than \(language.number(limit)) bytes, and no such file of a journal has"
        case .other(let url, let code): "cannot fetch \(url): libcurl’s error \(code)"
        }
    }

    var french: String {
        let language = Language.french
        return switch self {
        case .noLibrary:
            """
            cette machine n’a pas libcurl (libcurl.so.4), qui lit les adresses\u{A0}: installez-la, ou copiez le répertoire avec un \
            autre outil et nommez le répertoire
            """
        case .noHost(let url):
            "impossible d’obtenir \(url)\u{A0}: hôte inconnu\u{202F}; voyez l’adresse et le réseau"
        case .noConnection(let url): "impossible d’obtenir \(url)\u{A0}: le serveur ne répond pas"
        case .tooSlow(let url):
            "impossible d’obtenir \(url)\u{A0}: le serveur se tait ou est trop lent\u{202F}; accordez plus avec --timeout"
        case .cutOff(let url, let bytes):
            """
            impossible d’obtenir \(url)\u{A0}: la connexion a pris fin après \(language.number(bytes)) octets, avant le fichier
            """
        case .notSecure(let url):
            "impossible d’obtenir \(url)\u{A0}: la connexion n’est pas sûre, ou le certificat n’est pas celui de cet hôte"
        case .missing(let url): "\(url) n’est pas là\u{A0}: demandez le répertoire entier à qui publie le journal"
        case .status(let url, let code): "impossible d’obtenir \(url)\u{A0}: le serveur répond par l’état \(code)"
        case .redirected(let url, let target?):
            """
            impossible d’obtenir \(url)\u{A0}: le serveur renvoie à \(target)\u{202F}; si cette adresse a votre confiance, nommez-la
            """
        case .redirected(let url, nil):
            "impossible d’obtenir \(url)\u{A0}: le serveur renvoie ailleurs, et aucun renvoi n’est suivi"
        case .tooLarge(let url, let limit):
            "\(url) dépasse \(language.number(limit)) octets, ce que n’a aucun fichier de ce genre d’un journal"
        case .other(let url, let code): "impossible d’obtenir \(url)\u{A0}: erreur \(code) de libcurl"
        }
    }
}
