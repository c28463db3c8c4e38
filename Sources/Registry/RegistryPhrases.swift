import Access
import Glibc
import Journal
import Primitives
public import Wording

private let en = Language.english
private let fr = Language.french

extension RegistryRefusal: Phrase {
    public var english: String {
        switch self {
        case .noRegistry(let path):
            "There is no registry in \(en.quoted(path)). Make one with “counterweight init”, or name its folder with --data."
        case .registryExists(let path):
            "There is a registry in \(en.quoted(path)) already; nothing was changed. Choose another folder."
        case .badOrigin(let origin):
            "\(en.quoted(origin)) is no origin. Give a domain, with or without a path: registry.example/ewaste."
        case .keyUnreadable(let path):
            "The key file \(en.quoted(path)) is missing or not as it was written. Name the keys folder with --keys, or bring the file back from its backup."
        case .keyChanged: "A key of the registry was changed while this command ran. Run it again."
        case .issuerIsItsKey:
            "The issuer’s name is its key (did:key), so that it cannot have another. A registry made with --origin can change its keys."
        case .unknownKey(let key): "The journal names no key \(en.quoted(key)); “counterweight key list” shows them."
        case .keyStands(let key):
            "The registry signs with \(key). Change it instead: “counterweight key rotate --cause compromised” revokes it."
        case .noSuchEntry(let sequence, let entries):
            "There is no entry \(sequence): the journal has \(en.number(entries)), counted from 0."
        case .keyRevokedBefore(let key): "\(key) is said to be compromised already."
        case .keyOpenToOthers(let path):
            "Others may read the key file \(en.quoted(path)). Close it with “chmod 600”, and ask whether somebody copied it."
        case .issuerKeyNotNamed(let path):
            "The journal does not name the key in \(en.quoted(path)). Bring back the one that it names; where the data were restored from before the key was changed, change it once more: “counterweight key rotate --cause lost”."
        case .keyNotTheRegistrys(let path):
            "The key in \(en.quoted(path)) is not this registry’s. Name the right keys folder with --keys."
        case .shorterThanPublished(let entries, let published):
            "The journal has \(en.entries(entries)), but \(en.number(published)) were published: an older copy was restored. Nothing may be written; bring back the newer database. If there is none, “counterweight recover” opens a new log that says what is lost."
        case .otherThanPublished(let entries):
            "The first \(en.entries(entries)) of the journal are not those that were published: it was rewritten. Nothing may be written; bring back the database that was."
        case .publishedUnreadable(let path):
            "The checkpoint in \(en.quoted(path)) is damaged or signed by another key. Nothing may be written; bring the file back from its backup."
        case .nothingPublished(let path):
            "The journal was signed, but its newest checkpoint is nowhere: neither beside the data nor in \(en.quoted(path)). Nothing may be written; bring the file back from its backup or from an exported journal."
        case .recordedNotPublished(let folder):
            "It is done and recorded, but the new checkpoint could not be written in \(en.quoted(folder)) and beside the keys. Do not repeat the command; make both folders writable, and the next command publishes it."
        case .exportHoldsAnother(let path):
            "What \(en.quoted(path)) says is not this journal: it was exported from another one, or damaged. Nothing was written over it; export to a new folder."
        case .backupExists(let path):
            "There is something at \(en.quoted(path)) already; nothing was changed. Name a folder that is not there yet."
        case .notABackup(let path):
            "\(en.quoted(path)) is no backup that “counterweight backup” finished. Name the folder that it made."
        case .backupDamaged(let file):
            "\(en.quoted(file)) is not what it was when the backup was made. Take another backup; nothing of this one is in use."
        case .evidenceNotKept(let digest):
            "The file of evidence \(digest.text) is gone or changed, so that a backup would not be whole. Bring it back from an earlier one; “counterweight check” names all of them."
        case .nothingToRecover:
            "The journal holds all that was published: nothing is lost, and there is nothing to recover."
        case .lastRegistrar(let party):
            "\(party.text) is the last party that keeps the registry. Record another registrar with a member first."
        case .unknownParty(let party):
            "No party is called \(party.text). “counterweight party list” shows those that are recorded."
        case .unknownMember(let actor):
            "\(actor.member.text) is no member of \(actor.party.text). Record the member with “counterweight party record”."
        case .notPermitted(let actor, let permission):
            "\(actor.text) may not \(PermissionPhrase(permission).english): it takes the role of \(en.either(Role.allowed(permission).map(\.phrase.english)))."
        case .partyNeedsKey(let party):
            "\(party.text) is no verifier with a key. Record it with --role verifier, its own --verifier-key and an --assurance."
        case .badKey(let key):
            "\(en.quoted(key)) is no Ed25519 key. Give the did:key:z6Mk… that “counterweight party key” printed."
        case .badText(let field, let longest):
            "\(field.english) has 1 to \(en.number(longest)) characters."
        case .entryTooLarge(let kind, let bytes, let most):
            "The entry \(kind.rawValue) would have \(en.number(bytes)) bytes, above the limit of \(en.number(most)). Give fewer or shorter items at a time."
        case .evidenceTooLarge(let path, let most):
            "The file \(en.quoted(path)) has more than \(en.number(most >> 20))\u{A0}MiB, the most that one file of evidence may have. Scan it at a lower resolution, or split it."
        case .damaged(let part):
            "\(part.english) in the database is not what a command wrote. Nothing may be written; bring the database back from its backup."
        }
    }

    public var french: String {
        switch self {
        case .noRegistry(let path):
            "Il n’y a pas de registre dans \(fr.quoted(path)). Créez-en un avec «\u{A0}counterweight init\u{A0}», ou indiquez son dossier avec --data."
        case .registryExists(let path):
            "Il y a déjà un registre dans \(fr.quoted(path))\u{202F}; rien n’a changé. Choisissez un autre dossier."
        case .badOrigin(let origin):
            "\(fr.quoted(origin)) n’est pas une origine. Donnez un domaine, avec ou sans chemin\u{A0}: registre.example/deee."
        case .keyUnreadable(let path):
            "Le fichier de clé \(fr.quoted(path)) manque ou n’est pas tel qu’il fut écrit. Indiquez le dossier des clés avec --keys, ou reprenez le fichier de sa sauvegarde."
        case .keyChanged: "Une clé du registre a été changée pendant que cette commande tournait. Relancez-la."
        case .issuerIsItsKey:
            "Le nom de l’émetteur est sa clé (did:key)\u{202F}: il ne peut en avoir d’autre. Un registre créé avec --origin peut changer de clés."
        case .unknownKey(let key):
            "Le journal ne nomme aucune clé \(fr.quoted(key))\u{202F}; «\u{A0}counterweight key list\u{A0}» les montre."
        case .keyStands(let key):
            "Le registre signe avec \(key). Changez-la plutôt\u{A0}: «\u{A0}counterweight key rotate --cause compromised\u{A0}» la révoque."
        case .noSuchEntry(let sequence, let entries):
            "Il n’y a pas d’écriture \(sequence)\u{A0}: le journal en a \(fr.number(entries)), comptées à partir de 0."
        case .keyRevokedBefore(let key): "\(key) est déjà dite compromise."
        case .keyOpenToOthers(let path):
            "D’autres peuvent lire le fichier de clé \(fr.quoted(path)). Fermez-le avec «\u{A0}chmod 600\u{A0}», et demandez-vous si quelqu’un l’a copié."
        case .issuerKeyNotNamed(let path):
            "Le journal ne nomme pas la clé de \(fr.quoted(path)). Reprenez celle qu’il nomme\u{202F}; si les données ont été restaurées d’avant un changement de clé, changez-la encore une fois\u{A0}: «\u{A0}counterweight key rotate --cause lost\u{A0}»."
        case .keyNotTheRegistrys(let path):
            "La clé de \(fr.quoted(path)) n’est pas celle de ce registre. Indiquez le bon dossier de clés avec --keys."
        case .shorterThanPublished(let entries, let published):
            "Le journal compte \(fr.entries(entries)), mais \(fr.number(published)) ont été publiées\u{202F}: une copie plus ancienne a été restaurée. Rien ne peut être écrit\u{202F}; reprenez la base plus récente. S’il n’y en a pas, «\u{A0}counterweight recover\u{A0}» ouvre un nouveau journal qui dit ce qui est perdu."
        case .otherThanPublished(let entries):
            "Le début du journal, \(fr.entries(entries)), n’est pas celui qui fut publié\u{202F}: il a été réécrit. Rien ne peut être écrit\u{202F}; reprenez la base d’origine."
        case .publishedUnreadable(let path):
            "Le point de contrôle de \(fr.quoted(path)) est endommagé ou signé d’une autre clé. Rien ne peut être écrit\u{202F}; reprenez le fichier de sa sauvegarde."
        case .nothingPublished(let path):
            "Le journal a été signé, mais son dernier point de contrôle est introuvable\u{202F}: ni à côté des données ni dans \(fr.quoted(path)). Rien ne peut être écrit\u{202F}; reprenez le fichier de sa sauvegarde ou d’un journal exporté."
        case .recordedNotPublished(let folder):
            "C’est fait et inscrit, mais le nouveau point de contrôle n’a pas pu être écrit dans \(fr.quoted(folder)) et à côté des clés. Ne répétez pas la commande\u{202F}; rendez les deux dossiers inscriptibles, et la commande suivante le publie."
        case .exportHoldsAnother(let path):
            "Ce que dit \(fr.quoted(path)) n’est pas ce journal\u{202F}: il fut exporté d’un autre, ou il est endommagé. Rien n’a été écrit par-dessus\u{202F}; exportez vers un nouveau dossier."
        case .backupExists(let path):
            "Il y a déjà quelque chose à \(fr.quoted(path))\u{202F}; rien n’a changé. Indiquez un dossier qui n’existe pas encore."
        case .notABackup(let path):
            "\(fr.quoted(path)) n’est pas une sauvegarde que «\u{A0}counterweight backup\u{A0}» a terminée. Indiquez le dossier qu’il a fait."
        case .backupDamaged(let file):
            "\(fr.quoted(file)) n’est plus ce qu’il était quand la sauvegarde fut faite. Prenez-en une autre\u{202F}; rien de celle-ci ne sert."
        case .evidenceNotKept(let digest):
            "La pièce justificative \(digest.text) manque ou a changé, et une sauvegarde ne serait pas entière. Reprenez-la d’une sauvegarde antérieure\u{202F}; «\u{A0}counterweight check\u{A0}» les nomme toutes."
        case .nothingToRecover:
            "Le journal contient tout ce qui a été publié\u{202F}: rien n’est perdu, il n’y a rien à reprendre."
        case .lastRegistrar(let party):
            "\(party.text) est la dernière partie à tenir le registre. Inscrivez d’abord un autre teneur du registre avec un membre."
        case .unknownParty(let party):
            "Aucune partie ne s’appelle \(party.text). «\u{A0}counterweight party list\u{A0}» montre celles qui sont inscrites."
        case .unknownMember(let actor):
            "\(actor.member.text) n’est pas membre de \(actor.party.text). Inscrivez ce membre avec «\u{A0}counterweight party record\u{A0}»."
        case .notPermitted(let actor, let permission):
            "\(actor.text) ne peut pas \(PermissionPhrase(permission).french)\u{202F}: il faut le rôle de \(fr.either(Role.allowed(permission).map(\.phrase.french)))."
        case .partyNeedsKey(let party):
            "\(party.text) n’est pas un vérificateur avec une clé. Inscrivez-le avec --role verifier, sa propre --verifier-key et une --assurance."
        case .badKey(let key):
            "\(fr.quoted(key)) n’est pas une clé Ed25519. Donnez le did:key:z6Mk… que «\u{A0}counterweight party key\u{A0}» a affiché."
        case .badText(let field, let longest):
            "\(field.french) compte de 1 à \(fr.number(longest)) caractères."
        case .entryTooLarge(let kind, let bytes, let most):
            "L’écriture \(kind.rawValue) aurait \(fr.number(bytes)) octets, au-delà de la limite de \(fr.number(most)). Donnez moins d’éléments à la fois, ou de plus courts."
        case .evidenceTooLarge(let path, let most):
            "Le fichier \(fr.quoted(path)) dépasse \(fr.number(most >> 20))\u{A0}Mio, le maximum pour une pièce justificative. Numérisez-le avec une résolution plus basse, ou divisez-le."
        case .damaged(let part):
            "\(part.french) dans la base n’est pas ce qu’une commande a écrit. Rien ne peut être écrit\u{202F}; reprenez la base de sa sauvegarde."
        }
    }
}

extension DamagedPart: Phrase {
    public var english: String {
        switch self {
        case .edge: "The edge of the journal’s tree"
        case .tree: "A node of the journal’s tree"
        case .entry: "An entry of the journal"
        case .cosignature: "What a witness cosigned"
        }
    }

    public var french: String {
        switch self {
        case .edge: "Le bord de l’arbre du journal"
        case .tree: "Un nœud de l’arbre du journal"
        case .entry: "Une écriture du journal"
        case .cosignature: "Ce qu’un témoin a cosigné"
        }
    }
}

extension RegistryField: Phrase {
    public var english: String {
        switch self {
        case .name: "A party’s name"
        }
    }

    public var french: String {
        switch self {
        case .name: "Le nom d’une partie"
        }
    }
}

extension FileRefusal: Phrase {
    public var english: String { "\(step.english) \(en.quoted(path)): \(reasonPhrase.english)" }
    public var french: String { "\(step.french) \(fr.quoted(path))\u{202F}: \(reasonPhrase.french)" }

    private var reasonPhrase: FileReason { FileReason(code: code) }
}

extension FileRefusal.Step: Phrase {
    public var english: String {
        switch self {
        case .open: "Could not open"
        case .read: "Could not read"
        case .write: "Could not write"
        case .sync: "Could not bring to disk"
        case .rename: "Could not put in place"
        case .create: "Could not create"
        }
    }

    public var french: String {
        switch self {
        case .open: "Impossible d’ouvrir"
        case .read: "Impossible de lire"
        case .write: "Impossible d’écrire"
        case .sync: "Impossible d’enregistrer sur le disque"
        case .rename: "Impossible de mettre en place"
        case .create: "Impossible de créer"
        }
    }
}

/// What the file system means, and what to do.
private struct FileReason: Phrase {
    let code: Int32

    var english: String {
        switch code {
        case ENOENT: "there is no such file or folder. Check the path."
        case EACCES, EPERM: "this user is not allowed to. Check owner and mode."
        case EISDIR: "it is a folder. Name a file."
        case ESTALE: "it changed while it was read. Wait until it is whole, and try again."
        case ENOTDIR: "a part of the path is a file, not a folder. Check the path."
        case EEXIST: "it is there already. Choose another name."
        case EFBIG: "the file is too large. Give a smaller one."
        case ENOSPC, EDQUOT: "the disk is full. Make room and try again."
        case EROFS: "the disk is mounted for reading only. Choose another folder."
        case EIO: "the disk failed. Look at the system’s log before trying again."
        case EMFILE, ENFILE: "too many files are open. Try again later."
        case ELOOP: "a link leads in circles. Check the path."
        case ENAMETOOLONG: "the path is too long. Choose a shorter one."
        default: "the system refused with number \(code). Look at the system’s log."
        }
    }

    var french: String {
        switch code {
        case ENOENT: "il n’y a pas de tel fichier ou dossier. Vérifiez le chemin."
        case EACCES, EPERM: "cet utilisateur n’en a pas le droit. Vérifiez le propriétaire et le mode."
        case EISDIR: "c’est un dossier. Indiquez un fichier."
        case ESTALE: "il a changé pendant la lecture. Attendez qu’il soit complet, puis recommencez."
        case ENOTDIR: "une partie du chemin est un fichier, pas un dossier. Vérifiez le chemin."
        case EEXIST: "il existe déjà. Choisissez un autre nom."
        case EFBIG: "le fichier est trop grand. Donnez-en un plus petit."
        case ENOSPC, EDQUOT: "le disque est plein. Faites de la place et recommencez."
        case EROFS: "le disque n’est accessible qu’en lecture. Choisissez un autre dossier."
        case EIO: "le disque a failli. Consultez le journal du système avant de recommencer."
        case EMFILE, ENFILE: "trop de fichiers sont ouverts. Recommencez plus tard."
        case ELOOP: "un lien tourne en rond. Vérifiez le chemin."
        case ENAMETOOLONG: "le chemin est trop long. Choisissez-en un plus court."
        default: "le système a refusé avec le numéro \(code). Consultez le journal du système."
        }
    }
}

extension Language {
    fileprivate func entries(_ count: Int64) -> String {
        switch self {
        case .english: "\(number(count)) \(count == 1 ? "entry" : "entries")"
        case .french: "\(number(count)) \(count < 2 ? "écriture" : "écritures")"
        }
    }

    /// `a, b or c`.
    fileprivate func either(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        switch self {
        case .english: return items.dropLast().joined(separator: ", ") + " or \(last)"
        case .french: return items.dropLast().joined(separator: ", ") + " ou \(last)"
        }
    }
}
