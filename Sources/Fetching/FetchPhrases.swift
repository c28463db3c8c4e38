import Primitives
public import Wording

/// Which address did not answer as it should, why, and what to do.
extension FetchFault: Phrase {
    public var english: String {
        let language = Language.english
        return switch self {
        case .noLibrary: "this machine has no libcurl (libcurl.so.4), which reaches addresses: install it"
        case .noHost(let url): "cannot reach \(url): no such host is known; look at the address and the network"
        case .noConnection(let url): "cannot reach \(url): the server does not answer"
        case .tooSlow(let url): "cannot reach \(url): the server is silent or too slow; give it more with --timeout"
        case .cutOff(let url, let bytes):
            "cannot read \(url): the connection ended after \(language.number(bytes)) bytes, before the answer did"
        case .notSecure(let url):
            "cannot reach \(url): the connection is not secure, or the certificate is not this host’s"
        case .missing(let url): "\(url) is not there"
        case .status(let url, let code): "cannot read \(url): the server answers with status \(code)"
        case .redirected(let url, let target?):
            "cannot reach \(url): the server points to \(target); if you trust that address, name it instead"
        case .redirected(let url, nil): "cannot reach \(url): the server points elsewhere, and no redirect is followed"
        case .tooLarge(let url, let limit): "\(url) has more than \(language.number(limit)) bytes"
        case .other(let url, let code): "cannot reach \(url): libcurl’s error \(code)"
        }
    }

    public var french: String {
        let language = Language.french
        return switch self {
        case .noLibrary:
            "cette machine n’a pas libcurl (libcurl.so.4), qui atteint les adresses\u{A0}: installez-la"
        case .noHost(let url):
            "impossible d’atteindre \(url)\u{A0}: hôte inconnu\u{202F}; voyez l’adresse et le réseau"
        case .noConnection(let url): "impossible d’atteindre \(url)\u{A0}: le serveur ne répond pas"
        case .tooSlow(let url):
            "impossible d’atteindre \(url)\u{A0}: le serveur se tait ou est trop lent\u{202F}; accordez plus avec --timeout"
        case .cutOff(let url, let bytes):
            """
            impossible de lire \(url)\u{A0}: la connexion a pris fin après \(language.number(bytes)) octets, avant la réponse
            """
        case .notSecure(let url):
            "impossible d’atteindre \(url)\u{A0}: la connexion n’est pas sûre, ou le certificat n’est pas celui de cet hôte"
        case .missing(let url): "\(url) n’est pas là"
        case .status(let url, let code): "impossible de lire \(url)\u{A0}: le serveur répond par l’état \(code)"
        case .redirected(let url, let target?):
            """
            impossible d’atteindre \(url)\u{A0}: le serveur renvoie à \(target)\u{202F}; si cette adresse a votre confiance, nommez-la
            """
        case .redirected(let url, nil):
            "impossible d’atteindre \(url)\u{A0}: le serveur renvoie ailleurs, et aucun renvoi n’est suivi"
        case .tooLarge(let url, let limit): "\(url) dépasse \(language.number(limit)) octets"
        case .other(let url, let code): "impossible d’atteindre \(url)\u{A0}: erreur \(code) de libcurl"
        }
    }
}
