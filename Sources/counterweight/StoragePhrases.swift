public import Storage
public import Wording

private let en = Language.english
private let fr = Language.french
private let n = "\u{202F}"

extension StorageError: Phrase {
    public var english: String {
        switch self {
        case .contention: "Somebody else is writing to the registry. Nothing was written; run the command again."
        case .full: "The disk is full. Nothing was written; make room and run the command again."
        case .corrupt: "The database file contradicts itself. Nothing may be written; bring it back from its backup."
        case .notADatabase: "The file is no database. Bring it back from its backup."
        case .interrupted: "The reading was broken off. Run the command again."
        case .constraint(let kind, let name):
            "The database refused a row (\(kind.english)\(name.isEmpty ? "" : ": \(en.quoted(name))")). Nothing was written; this is a fault of the program, please report it."
        case .nulInText: "A text holds the character U+0000, which is not stored. Take it out."
        case .column(let name, _):
            "Column \(en.quoted(name)) is missing or holds something else. Nothing may be written; bring the database back from its backup."
        case .newerSchema(let found):
            "A newer program wrote this database (\(found.joined(separator: ", "))). Use that program."
        case .migrationChanged(let name):
            "The database was made by another text of step \(en.quoted(name)). Use the program that made it."
        case .transactionLost: "The engine ended the transaction by itself. Nothing was written; look at the disk."
        case .other(let code, let message, _):
            "The engine failed with number \(code): \(en.quoted(message)). Nothing was written; look at the disk."
        }
    }

    public var french: String {
        switch self {
        case .contention: "Quelqu’un d’autre écrit dans le registre. Rien n’a été écrit\(n); relancez la commande."
        case .full: "Le disque est plein. Rien n’a été écrit\(n); faites de la place et relancez la commande."
        case .corrupt:
            "Le fichier de la base se contredit. Rien ne peut être écrit\(n); reprenez-le de sa sauvegarde."
        case .notADatabase: "Le fichier n’est pas une base de données. Reprenez-le de sa sauvegarde."
        case .interrupted: "La lecture a été interrompue. Relancez la commande."
        case .constraint(let kind, let name):
            "La base a refusé une ligne (\(kind.french)\(name.isEmpty ? "" : "\(n): \(fr.quoted(name))")). Rien n’a été écrit\(n); c’est une faute du programme, merci de la signaler."
        case .nulInText: "Un texte contient le caractère U+0000, qui n’est pas enregistré. Ôtez-le."
        case .column(let name, _):
            "La colonne \(fr.quoted(name)) manque ou contient autre chose. Rien ne peut être écrit\(n); reprenez la base de sa sauvegarde."
        case .newerSchema(let found):
            "Un programme plus récent a écrit cette base (\(found.joined(separator: ", "))). Utilisez ce programme."
        case .migrationChanged(let name):
            "La base a été faite d’un autre texte de l’étape \(fr.quoted(name)). Utilisez le programme qui l’a faite."
        case .transactionLost:
            "Le moteur a mis fin de lui-même à la transaction. Rien n’a été écrit\(n); examinez le disque."
        case .other(let code, let message, _):
            "Le moteur a failli avec le numéro \(code)\(n): \(fr.quoted(message)). Rien n’a été écrit\(n); examinez le disque."
        }
    }
}

extension ConstraintKind: Phrase {
    public var english: String {
        switch self {
        case .unique: "it is there already"
        case .notNull: "a value is missing"
        case .check: "a value is out of range"
        case .foreignKey: "what it names is missing"
        case .raised: "the table is append-only"
        case .type: "a value is of another type"
        }
    }

    public var french: String {
        switch self {
        case .unique: "elle existe déjà"
        case .notNull: "une valeur manque"
        case .check: "une valeur est hors limites"
        case .foreignKey: "ce qu’elle nomme manque"
        case .raised: "la table ne fait que croître"
        case .type: "une valeur est d’un autre type"
        }
    }
}
