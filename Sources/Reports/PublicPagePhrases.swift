import Compensation
public import Journal
import Primitives
public import Wording

/// What a certificate's public page says beside the sentences on its scrap.
enum PublicPhrase: Phrase {
    case digestMet, digestCompared
    case journalSays, issued, status, replacedBy, scrap
    case standards(Int)
    case turned(CertificateState, Day, CertificateCause)
    case notHere, sealed, howToCheck, imitated

    var english: String {
        let language = Language.english
        return switch self {
        case .digestMet: "The address that brought you here names this digest."
        case .digestCompared:
            "Behind # in the code on paper stands the digest of the credential that the paper was made from. It must be this one."
        case .journalSays: "What the public journal says"
        case .issued: "Issued on"
        case .status: "What became of it"
        case .replacedBy: "In its place stands"
        case .scrap: "The scrap behind it"
        case .standards(let count): count == 1 ? "Supply standard" : "Supply standards"
        case .turned(let state, let day, let cause): "\(language.day(day)): \(state.english), since \(cause.english)"
        case .notHere: "What is not here"
        case .sealed:
            """
            In whose name the scrap is retired, for which declaration and for which devices, the journal seals. It stands in the signed \
            certificate, which its holder shows to whom they choose.
            """
        case .howToCheck:
            """
            Ask for the signed file, or the PDF in which it is attached, and give it to “counterweight-verify certificate”: it needs neither \
            this page nor a network, and says what was signed.
            """
        case .imitated:
            """
            This page is the registry’s word of the day above, and no proof. Anyone can print a paper with a code that leads here: that a \
            certificate exists says nothing about the paper in your hand.
            """
        }
    }

    var french: String {
        let language = Language.french
        return switch self {
        case .digestMet: "L’adresse qui vous a mené ici nomme cette empreinte."
        case .digestCompared:
            """
            Derrière #, le code imprimé porte l’empreinte de l’attestation dont le papier est tiré. Ce doit être celle-ci.
            """
        case .journalSays: "Ce que dit le journal public"
        case .issued: "Émis le"
        case .status: "Ce qu’il est devenu"
        case .replacedBy: "À sa place"
        case .scrap: "Les déchets sur lesquels il repose"
        case .standards(let count): count < 2 ? "Norme d’approvisionnement" : "Normes d’approvisionnement"
        case .turned(let state, let day, let cause):
            "\(language.day(day))\u{A0}: \(state.french), car \(cause.french)"
        case .notHere: "Ce qui n’est pas ici"
        case .sealed:
            """
            Au nom de qui les déchets sont retirés, pour quelle déclaration et pour quels appareils, le journal le scelle. Cela figure \
            dans le certificat signé, que son détenteur montre à qui il veut.
            """
        case .howToCheck:
            """
            Demandez le fichier signé, ou le PDF auquel il est joint, et donnez-le à «\u{A0}counterweight-verify certificate\u{A0}»\u{A0}: il \
            n’a besoin ni de cette page ni d’un réseau, et dit ce qui a été signé.
            """
        case .imitated:
            """
            Cette page est la parole du registre à la date ci-dessus, et non une preuve. Chacun peut imprimer un papier dont le code mène \
            ici\u{A0}: qu’un certificat existe ne dit rien du papier que vous tenez.
            """
        }
    }
}

/// Why a certificate's state changed, after “since”.
extension CertificateCause: Phrase {
    public var english: String {
        switch self {
        case .lotImpugned: "a lot behind it is doubted"
        case .lotUpheld: "the doubt about its lots has ended"
        case .lotReversed: "a lot behind it did not stand up"
        case .lotShortened: "a lot behind it turned out to be smaller"
        case .replaced: "other scrap was retired in its place"
        }
    }

    public var french: String {
        switch self {
        case .lotImpugned: "un lot sur lequel il repose est mis en doute"
        case .lotUpheld: "le doute sur ses lots est levé"
        case .lotReversed: "un lot sur lequel il repose n’a pas tenu"
        case .lotShortened: "un lot sur lequel il repose s’est révélé plus petit"
        case .replaced: "d’autres déchets ont été retirés à sa place"
        }
    }
}
