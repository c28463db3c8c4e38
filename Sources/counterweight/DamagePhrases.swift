import CanonicalJSON
import Wording

/// What stands in the registry and was not written by a command.
enum DamagePhrase: Phrase {
    case json(JSONError)
    case record(JSONReadError)
    case evidence
    case tree
    /// An error that this program has no words for.
    case unexpected(String)

    var english: String {
        switch self {
        case .json(let error): "The database holds JSON that no command wrote. \(error.english)"
        case .record(let error): "The database holds rules that no command wrote. \(error.english)"
        case .evidence: "The entries in the journal do not bear the certificate. Run “counterweight check”."
        case .tree:
            "The journal’s tree in the database is damaged. Nothing may be written; bring the database back from its backup."
        case .unexpected(let text):
            "The program met what it has no words for: \(Language.english.quoted(text)). Please report it."
        }
    }

    var french: String {
        switch self {
        case .json(let error): "La base contient du JSON qu’aucune commande n’a écrit. \(error.french)"
        case .record(let error): "La base contient des règles qu’aucune commande n’a écrites. \(error.french)"
        case .evidence:
            "Les écritures du journal ne portent pas le certificat. Lancez «\u{A0}counterweight check\u{A0}»."
        case .tree:
            "L’arbre du journal dans la base est endommagé. Rien ne peut être écrit\u{202F}; reprenez la base de sa sauvegarde."
        case .unexpected(let text):
            "Le programme a rencontré ce pour quoi il n’a pas de mots\u{202F}: \(Language.french.quoted(text)). Merci de le signaler."
        }
    }
}
