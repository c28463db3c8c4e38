import Primitives
public import Wording

private let en = Language.english
private let fr = Language.french
private let n = "\u{202F}"

extension SubmissionRefusal: Phrase {
    public var english: String {
        switch self {
        case .badKey(let key):
            "\(en.quoted(key)) is no witness’s key. Give the line NAME+HASH+KEY that “counterweight-witness keygen” or the witness’s operator printed."
        case .badAddress(let address):
            "\(en.quoted(address)) is no address. Give the witness’s submission prefix, https://witness.example, without user, query or fragment."
        case .alreadyRecorded(let name):
            "A witness \(name), or one with the same key, is recorded already. “counterweight journal witness list” shows it; remove it first."
        case .unknownWitness(let name):
            "No witness is called \(en.quoted(name)). “counterweight journal witness list” shows those that are recorded."
        case .noWitness: "No witness is recorded. “counterweight journal witness add” records one."
        case .whichWitness(let names): "Say which witness with --witness: \(names.joined(separator: ", "))."
        case .noAddress(let name):
            "\(name) is recorded without an address. Write the request to a file with --request, send it, and take what comes back with --answer."
        case .nothingAsked:
            "No request was written for a witness that this answer could be of. Write one with “counterweight journal submit --request FILE” first."
        case .otherSize(let name, let size):
            "\(name) has cosigned \(en.number(size)) entries last, and was asked from another size. That is remembered: ask again."
        case .ahead(let name, let size, let entries):
            "\(name) has seen \(en.number(size)) entries of this log, and there are \(en.number(entries)) here. If an older copy was restored, bring back the newer one; if not, ask its operator what it has seen, and keep it: somebody signs with this log’s key."
        case .misunderstood(let name): "\(name) finds the request malformed. Ask its operator which protocol it speaks."
        case .notTrusted(let name):
            "\(name) does not know this log’s key. Give its operator the second line of “counterweight journal trust”."
        case .unknownOrigin(let name):
            "\(name) does not watch this log. Give its operator the second line of “counterweight journal trust”."
        case .notConsistent(let name):
            "\(name) has seen another history of this log. Ask its operator for the checkpoint that it cosigned, and keep it: two checkpoints by one key that do not follow from each other are the proof that the log forked."
        case .noAnswer(let name): "What came back from \(name) is not a witness’s answer. Look at its address."
        case .notCosigned(let name):
            "What came back holds no cosignature that \(name) made for the checkpoint it was asked for. Nothing was kept."
        }
    }

    public var french: String {
        switch self {
        case .badKey(let key):
            "\(fr.quoted(key)) n’est pas la clé d’un témoin. Donnez la ligne NOM+HACHAGE+CLÉ que «\u{A0}counterweight-witness keygen\u{A0}» ou l’exploitant du témoin a affichée."
        case .badAddress(let address):
            "\(fr.quoted(address)) n’est pas une adresse. Donnez le préfixe de soumission du témoin, https://temoin.example, sans utilisateur, requête ni fragment."
        case .alreadyRecorded(let name):
            "Un témoin \(name), ou un autre de même clé, est déjà inscrit. «\u{A0}counterweight journal witness list\u{A0}» le montre\(n); retirez-le d’abord."
        case .unknownWitness(let name):
            "Aucun témoin ne s’appelle \(fr.quoted(name)). «\u{A0}counterweight journal witness list\u{A0}» montre ceux qui sont inscrits."
        case .noWitness: "Aucun témoin n’est inscrit. «\u{A0}counterweight journal witness add\u{A0}» en inscrit un."
        case .whichWitness(let names): "Dites quel témoin avec --witness\(n): \(names.joined(separator: ", "))."
        case .noAddress(let name):
            "\(name) est inscrit sans adresse. Écrivez la demande dans un fichier avec --request, envoyez-la, et prenez ce qui revient avec --answer."
        case .nothingAsked:
            "Aucune demande n’a été écrite pour un témoin dont cette réponse pourrait être. Écrivez-en d’abord une avec «\u{A0}counterweight journal submit --request FICHIER\u{A0}»."
        case .otherSize(let name, let size):
            "\(name) a cosigné en dernier \(fr.number(size)) écritures, et a été interrogé depuis une autre taille. C’est retenu\(n): demandez de nouveau."
        case .ahead(let name, let size, let entries):
            "\(name) a vu \(fr.number(size)) écritures de ce journal, et il y en a \(fr.number(entries)) ici. Si une copie plus ancienne a été restaurée, reprenez la plus récente\(n); sinon, demandez à son exploitant ce qu’il a vu, et gardez-le\(n): quelqu’un signe avec la clé de ce journal."
        case .misunderstood(let name):
            "\(name) trouve la demande mal formée. Demandez à son exploitant quel protocole il parle."
        case .notTrusted(let name):
            "\(name) ne connaît pas la clé de ce journal. Donnez à son exploitant la seconde ligne de «\u{A0}counterweight journal trust\u{A0}»."
        case .unknownOrigin(let name):
            "\(name) n’observe pas ce journal. Donnez à son exploitant la seconde ligne de «\u{A0}counterweight journal trust\u{A0}»."
        case .notConsistent(let name):
            "\(name) a vu une autre histoire de ce journal. Demandez à son exploitant le point de contrôle qu’il a cosigné, et gardez-le\(n): deux points de contrôle d’une même clé dont aucun n’est la suite de l’autre sont la preuve que le journal a bifurqué."
        case .noAnswer(let name): "Ce qui est revenu de \(name) n’est pas la réponse d’un témoin. Voyez son adresse."
        case .notCosigned(let name):
            "Ce qui est revenu ne contient pas de cosignature que \(name) ait faite du point de contrôle demandé. Rien n’a été gardé."
        }
    }
}
