import Journal
import TransparencyLog
public import Wording

/// How a log differs from what was verified of it before.
extension HistoryFault: Phrase {
    public var english: String {
        let language = Language.english
        func entries(_ count: Int64) -> String { "\(language.number(count)) \(count == 1 ? "entry" : "entries")" }
        return switch self {
        case .restored(let found, let remembered):
            """
            the log is back at \(entries(found)), a checkpoint that was seen before the one of \(language.number(remembered)): \
            an older copy was put in its place. If a cache may stand between, look again without it
            """
        case .shrunk(let found, let remembered):
            "the log shrank: it is signed at \(entries(found)), and \(language.number(remembered)) were verified before"
        case .forked(let found):
            "the log forked: for \(entries(found)) its key has signed another root than the one that was verified before"
        case .parted(let after, let before):
            """
            the log forked: up to \(entries(after)) it is the one that was verified before, and before entry \
            \(language.number(before)) it becomes another, signed by the same key
            """
        case .rewritten(let before):
            """
            the log was rewritten: of the \(entries(before)) that were verified first, one at least is another now, signed by \
            the same key
            """
        case .changed(let sequence): "entry \(sequence) was another when it was read before"
        case .otherLog(let found, let remembered):
            """
            this is the journal of another log, \(found.name.text) (\(Fingerprint.text(of: found.publicKey))), and what is \
            remembered is of \(remembered.name.text) (\(Fingerprint.text(of: remembered.publicKey)))
            """
        case .ended(let log, let found) where log.kept == log.size:
            """
            the log that is remembered, \(log.origin), has ended: the registry goes on with all of its \(entries(log.size)) under \
            another key, \(found.name.text) (\(Fingerprint.text(of: found.publicKey))). Ask the registry whether that is its key; \
            then remember the new log in a file of its own
            """
        case .ended(let log, let found):
            """
            the log that is remembered, \(log.origin), has ended: the registry was recovered with \(language.number(log.kept)) of its \
            \(entries(log.size)) and goes on in \(found.name.text) (\(Fingerprint.text(of: found.publicKey))). Ask what was lost; \
            then remember the new log in a file of its own
            """
        }
    }

    public var french: String {
        let language = Language.french
        func entries(_ count: Int64) -> String { "\(language.number(count)) \(count < 2 ? "écriture" : "écritures")" }
        return switch self {
        case .restored(let found, let remembered):
            """
            le journal est revenu à \(entries(found)), un point de contrôle vu avant celui de \
            \(language.number(remembered))\u{A0}: une copie plus ancienne a pris sa place. Si un cache peut s’interposer, \
            regardez de nouveau sans lui
            """
        case .shrunk(let found, let remembered):
            """
            le journal a rétréci\u{A0}: il est signé à \(entries(found)), alors que \(language.number(remembered)) ont été \
            contrôlées avant
            """
        case .forked(let found):
            """
            le journal a bifurqué\u{A0}: pour \(entries(found)), sa clé a signé une autre racine que celle qui a été contrôlée \
            avant
            """
        case .parted(let after, let before):
            """
            le journal a bifurqué\u{A0}: jusqu’à \(entries(after)), c’est celui qui a été contrôlé avant, et avant l’écriture \
            \(language.number(before)) il en devient un autre, signé par la même clé
            """
        case .rewritten(let before):
            """
            le journal a été réécrit\u{A0}: parmi les \(entries(before)) contrôlées en premier, une au moins est \
            maintenant une autre, signée par la même clé
            """
        case .changed(let sequence): "l’écriture \(sequence) était une autre quand elle a été lue avant"
        case .otherLog(let found, let remembered):
            """
            c’est un autre journal, \(found.name.text) (\(Fingerprint.text(of: found.publicKey))), alors que ce qui est retenu \
            est de \(remembered.name.text) (\(Fingerprint.text(of: remembered.publicKey)))
            """
        case .ended(let log, let found) where log.kept == log.size:
            """
            le journal retenu, \(log.origin), a pris fin\u{A0}: le registre continue avec toutes ses \(entries(log.size)) sous une \
            autre clé, \(found.name.text) (\(Fingerprint.text(of: found.publicKey))). Demandez au registre si c’est la sienne, \
            puis retenez le nouveau journal dans un fichier à lui
            """
        case .ended(let log, let found):
            """
            le journal retenu, \(log.origin), a pris fin\u{A0}: le registre a été rétabli avec \(language.number(log.kept)) de ses \
            \(entries(log.size)) et continue dans \(found.name.text) (\(Fingerprint.text(of: found.publicKey))). Demandez ce qui est \
            perdu, puis retenez le nouveau journal dans un fichier à lui
            """
        }
    }
}
