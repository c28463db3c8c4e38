import Certificates
import Journal
import Primitives
import Wording

private let en = Language.english
private let fr = Language.french
/// A narrow no-break space, before French punctuation.
private let n = "\u{202F}"

/// What commands say of keeping a registry: its copies, its keys, and what it gives out.
enum KeepingPhrase: Phrase {
    case backedUp(String, entries: Int64, evidence: Int)
    case restored(String, entries: Int64, evidence: Int)
    case recovered(String, ContinuedLog)
    /// The sequences of the entries that are lost.
    case lostToSay(Range<Int64>)
    case keySigns
    case keyRevokedOn(Day, KeyCause)
    /// The key that signs from here on, and its file.
    case keyChanged(DIDKey, keys: String)
    case keyCompromised(DIDKey)
    case envelopeWritten(String)
    case proofWritten(String)
    case published(String, lists: Int, document: String?)
    case pagesWritten(Int)

    var english: String {
        switch self {
        case .backedUp(let path, let entries, let evidence):
            """
            Backed up in \(path): \(en.number(entries)) journal entries, \(en.number(evidence)) files of evidence. The keys are not in \
            it; keep theirs apart.
            """
        case .restored(let path, let entries, let evidence):
            """
            Restored in \(path): \(en.number(entries)) journal entries, \(en.number(evidence)) files of evidence. Run \
            “counterweight check” next.
            """
        case .recovered(let origin, let log):
            """
            The registry goes on as \(origin), with \(en.number(log.kept)) of the \(en.number(log.size)) entries of \(log.origin). Give \
            out the new log key: “counterweight journal trust”.
            """
        case .lostToSay(let lost):
            """
            Entries \(en.number(lost.lowerBound)) to \(en.number(lost.upperBound - 1)) are lost. What they retired and certified is in other \
            hands: find it in exported journals and certificates, and do it again here before anything else, or mass is claimed \
            twice.
            """
        case .keySigns: "signs"
        case .keyRevokedOn(let day, let cause): "\(cause.english), \(en.day(day))"
        case .keyChanged(let key, let path):
            """
            The registry signs certificates with another key: \(key.text). Back up \(path) apart, publish the DID document \
            (“counterweight certificate publish”), and give out the new key: “counterweight journal trust”.
            """
        case .keyCompromised(let key):
            "\(key.text) is revoked as compromised. What the journal names of it stays good; tell those who trust it to take it off their list."
        case .envelopeWritten(let path): "The enveloped form is in \(path)."
        case .proofWritten(let path): "The proof is in \(path)."
        case .published(let folder, let lists, let document?):
            "In \(folder): \(en.number(Int64(lists))) status lists of today, and the issuer’s DID document as \(document)."
        case .published(let folder, let lists, nil):
            "In \(folder): \(en.number(Int64(lists))) status lists of today. The issuer’s DID document is not of this address."
        case .pagesWritten(1): "1 certificate has its page there, as of today."
        case .pagesWritten(let count): "\(en.number(Int64(count))) certificates have their pages there, as of today."
        }
    }

    var french: String {
        switch self {
        case .backedUp(let path, let entries, let evidence):
            """
            Sauvegardé dans \(path)\(n): \(fr.number(entries)) écritures du journal, \(fr.number(evidence)) pièces justificatives. \
            Les clés n’y sont pas\(n); gardez les leurs à part.
            """
        case .restored(let path, let entries, let evidence):
            """
            Restauré dans \(path)\(n): \(fr.number(entries)) écritures du journal, \(fr.number(evidence)) pièces justificatives. \
            Lancez ensuite «\u{A0}counterweight check\u{A0}».
            """
        case .recovered(let origin, let log):
            """
            Le registre continue sous \(origin), avec \(fr.number(log.kept)) des \(fr.number(log.size)) écritures de \(log.origin). \
            Donnez la nouvelle clé du journal\(n): «\u{A0}counterweight journal trust\u{A0}».
            """
        case .lostToSay(let lost):
            """
            Les écritures \(fr.number(lost.lowerBound)) à \(fr.number(lost.upperBound - 1)) sont perdues. Ce qu’elles ont retiré et \
            certifié est entre d’autres mains\(n): retrouvez-le dans les journaux exportés et les certificats, et refaites-le ici \
            avant toute autre chose, sinon de la masse est revendiquée deux fois.
            """
        case .keySigns: "signe"
        case .keyRevokedOn(let day, let cause): "\(cause.french), \(fr.day(day))"
        case .keyChanged(let key, let path):
            """
            Le registre signe les certificats avec une autre clé\(n): \(key.text). Sauvegardez \(path) à part, publiez le document DID \
            («\u{A0}counterweight certificate publish\u{A0}»), et donnez la nouvelle clé\(n): «\u{A0}counterweight journal trust\u{A0}».
            """
        case .keyCompromised(let key):
            "\(key.text) est révoquée comme compromise. Ce que le journal nomme d’elle reste valable\(n); dites à ceux qui s’y fient de la rayer de leur liste."
        case .envelopeWritten(let path): "La forme enveloppée est dans \(path)."
        case .proofWritten(let path): "La preuve est dans \(path)."
        case .published(let folder, let lists, let document?):
            "Dans \(folder)\(n): \(fr.number(Int64(lists))) listes d’état du jour, et le document DID de l’émetteur, \(document)."
        case .published(let folder, let lists, nil):
            "Dans \(folder)\(n): \(fr.number(Int64(lists))) listes d’état du jour. Le document DID de l’émetteur n’est pas de cette adresse."
        case .pagesWritten(let count) where count < 2:
            "\(fr.number(Int64(count))) certificat y a sa page, en date d’aujourd’hui."
        case .pagesWritten(let count):
            "\(fr.number(Int64(count))) certificats y ont leur page, en date d’aujourd’hui."
        }
    }
}
