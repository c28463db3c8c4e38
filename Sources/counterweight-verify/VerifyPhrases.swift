import Certificates
import Fetching
import Journal
import Primitives
import TransparencyLog
import Wording

/// What the auditor's command says of itself.
enum VerifyPhrase: Phrase {
    case command
    case certificateCommand
    case journalCommand
    case fileArgument
    case placeArgument
    case sealedOption
    case rememberOption
    case monitorOption
    case everyOption
    case timeoutOption
    case everyRange
    case timeoutRange
    case notAnAddress(String)
    case trustOption
    case witnessOption
    case quorumOption
    case notWitness(String)
    case badQuorum(Int, witnesses: Int)
    case notCosigned
    case journalNotCosigned
    case cosigned(Cosignature)
    case missing([WitnessKey], needed: Int)
    case quorumReached(Int)
    case statusOption
    case earlierOption
    case languageOption
    case jsonOption
    case exitCodes
    case journalDiscussion
    case noArguments
    case unreadable(path: String)
    case tooLarge(path: String, limit: Int)
    case notRemembered(path: String)
    case unwritable(path: String)
    case changedMeanwhile(path: String)
    case fetch(FetchFault)
    case away(String, seconds: Int)
    case thereAgain(looks: Int)
    case shownNow(String?)
    case remembered(path: String, before: Int64?)
    case notTrust(String)
    case unknownLanguage(String)
    case notABundle
    case attachedNotABundle
    case notAStatusList(path: String)
    case holds(String)
    case fails(String, String)
    case notReached(String)
    case trusted
    case wrong
    case unknown([String])
    case statusAsOf(Day)
    case entries(JournalReport)
    case depth(JournalDepth)
    case held(JournalReport)
    case continues(ContinuedLog)
    case takenOver(Int)
    case journalTrusted
    case journalUnknown(String)
    case fault(String)

    var english: String {
        let language = Language.english
        return switch self {
        case .command: "Checks certificates and journals of a Counterweight registry, trusting nobody."
        case .certificateCommand: "Checks one certificate in its bundle."
        case .journalCommand: "Replays an exported journal and holds it to every rule."
        case .fileArgument:
            "The certificate’s bundle, a JSON file; or a printed certificate, a PDF that has it attached."
        case .placeArgument:
            """
            The folder with checkpoint, tile/entries and, if they were given, sealed; or its address, https://… or http://…
            """
        case .sealedOption:
            """
            The folder or address of sealed parts, each by its SHA-256. Else FOLDER/sealed; behind an address none is asked \
            for.
            """
        case .rememberOption:
            """
            Keep in this file the checkpoints that held, the first and the newest 63, and nothing else: the next run reads \
            every entry again, holds it to every rule, and refuses a log that is not the one that was seen before.
            """
        case .monitorOption:
            """
            Look again and again, reading what is new, until something is wrong: then say the first wrong entry and its \
            rule, and end with 1. A server that is away is looked for again.
            """
        case .everyOption: "With --monitor: how long to wait between two looks, 1 to 86,400."
        case .timeoutOption:
            "How long to wait for a server that says nothing, 1 to 600; a file may take 20 times as long."
        case .everyRange: "--every is 1 to 86,400 seconds"
        case .timeoutRange: "--timeout is 1 to 600 seconds"
        case .notAnAddress(let text):
            "\(text) is no address of a folder: write it as https://registry.example/journal, without user, ? or #"
        case .trustOption: "A key that you know: did:key…, a log’s verifier key, or a file of them. May be repeated."
        case .witnessOption: "The key of a witness that you trust, or a file of them. May be repeated."
        case .quorumOption:
            "How many of these witnesses must have cosigned the checkpoint; all of them unless it is said."
        case .notWitness(let text): "\(text) is neither a witness’s key nor a file of them"
        case .badQuorum(let needed, let count):
            "--quorum \(needed) of \(count) witnesses: name each witness once, and ask for 1 to as many as are named"
        case .notCosigned: "Intact and known, but not cosigned by the witnesses that you named."
        case .journalNotCosigned:
            "Intact, and the log is one that you trust, but not cosigned by the witnesses that you named."
        case .cosigned(let cosignature):
            "Cosigned by \(cosignature.name.text) on \(cosignature.time(in: language))."
        case .missing(let keys, let needed):
            """
            Not cosigned by \(language.list(keys.map { "\($0.name.text) (\(Fingerprint.text(of: $0.publicKey)))" })); \
            \(language.number(needed)) asked for.
            """
        case .quorumReached:
            "Cosigned as you asked: these witnesses have signed no other log of this size, if they keep to their rule."
        case .statusOption: "A status list fetched since, a JSON file. May be repeated."
        case .earlierOption: "A checkpoint kept from an earlier time: this journal must go on from it."
        case .languageOption: "en or fr; otherwise LC_ALL, LC_MESSAGES or LANG, otherwise en."
        case .jsonOption: "Print the report as JSON."
        case .exitCodes:
            """
            Exit codes: 0 valid and signed by keys that you trust; 1 wrong; 2 usage, or a file that cannot be read or fetched; \
            3 intact, but the issuer or the log is not known to you, or too few of the witnesses that you named cosigned it.
            """
        case .journalDiscussion:
            """
            \(VerifyPhrase.exitCodes.english) A journal that is not the one remembered, or kept, is wrong. From an address are \
            fetched checkpoint, then each entry bundle once, in order, and no redirect is followed; for this alone libcurl is \
            loaded. Nothing is sent but the names of these files.
            """
        case .noArguments: "this machine does not show what was asked: mount /proc"
        case .unreadable(let path): "cannot read \(path)"
        case .notRemembered(let path):
            """
            \(path) is not what --remember writes, or was changed: bring it back from a copy; without it, nothing tells whether \
            the journal was another before
            """
        case .unwritable(let path): "the journal holds, but \(path) cannot be written: nothing new is remembered"
        case .changedMeanwhile(let path):
            "\(path) was written by another run meanwhile: run it again, one at a time"
        case .fetch(.noLibrary):
            """
            this machine has no libcurl (libcurl.so.4), which fetches from addresses: install it, or fetch the folder with another \
            tool and name the folder
            """
        case .fetch(.missing(let url)): "\(url) is not there: ask whoever publishes the journal for the whole folder"
        case .fetch(.tooLarge(let url, let limit)):
            "\(url) has more than \(language.number(limit)) bytes, and no such file of a journal has"
        case .fetch(let fault): fault.english
        case .away(let text, let seconds):
            "\(text). Looking again in \(language.count(Int64(seconds), "second", "seconds"))."
        case .thereAgain(let looks):
            "The journal can be read again, after \(language.count(Int64(looks), "look", "looks")) in vain."
        case .shownNow(let path?): "Keep \(path) and this checkpoint: signed by one key, they are the proof."
        case .shownNow(nil): "The checkpoint that is shown now:"
        case .remembered(let path, let before?):
            """
            The \(language.count(before, "entry", "entries")) that were remembered are its beginning; remembered in \(path).
            """
        case .remembered(let path, nil):
            "Remembered in \(path) from now on; whether the journal was another before, this run cannot tell."
        case .tooLarge(let path, let limit): "\(path) has more than \(language.number(limit)) bytes"
        case .notTrust(let text): "\(text) is neither a key nor a file of keys"
        case .unknownLanguage(let tag): "the language is en or fr, not \(tag)"
        case .notABundle: "This file is not a certificate’s bundle in its one spelling."
        case .attachedNotABundle: "What is attached to this PDF is not a certificate’s bundle in its one spelling."
        case .notAStatusList(let path): "\(path) is not a JSON object in its one spelling"
        case .holds(let text): "holds    \(text)"
        case .fails(let text, let fault): "FAILS    \(text): \(fault)"
        case .notReached(let text): "not told \(text)"
        case .trusted: "Valid: everything holds, and the keys are ones that you trust."
        case .wrong: "Wrong: do not rely on this certificate."
        case .unknown(let keys): "Intact, issuer or log not known: \(language.list(keys))"
        case .statusAsOf(let day): "Not revoked and not suspended as of \(language.day(day))."
        case .entries(let report):
            """
            Read: \(language.list([
                language.count(report.entries, "entry", "entries"),
                language.count(report.sealedParts, "sealed part", "sealed parts"),
                language.count(Int64(report.lots), "lot", "lots"),
                language.count(Int64(report.retirements), "retirement", "retirements"),
                language.count(Int64(report.certificates), "certificate", "certificates"),
            ])).
            """
        case .depth(.full):
            """
            Checked in full: the tree, every entry’s bytes, every sealed part, and every rule of the journal, declarations \
            and units included.
            """
        case .depth(.partial):
            "Some sealed parts are not here: rules on what they hold were checked only where they could be."
        case .depth(.open):
            """
            Checked as anyone can: no gram twice, no claim above verified mass, nothing retired unverified, no retirement \
            certified twice. Without sealed parts nothing is known of declarations, nor whether one is owed twice.
            """
        case .continues(let log) where log.kept == log.size:
            "The log goes on from \(log.origin), with all of its \(language.number(log.size)) entries."
        case .continues(let log):
            """
            The log goes on from \(log.origin), of which it has the first \(language.number(log.kept)) of \
            \(language.number(log.size)) entries; the others are lost. What they retired is in certificates of the old log alone.
            """
        case .takenOver(let count):
            """
            Beside them \(language.count(Int64(count), "lot or retirement", "lots and retirements")) of earlier systems, taken over \
            and not verified here: held to the journal’s rules, and to nothing that anyone saw.
            """
        case .held(let report):
            "Held to the root \(report.checkpoint?.rootHash.base64 ?? "–") of \(report.checkpoint?.origin ?? "–")."
        case .journalTrusted: "Valid: every entry holds, and the log is one that you trust."
        case .journalUnknown(let key): "Intact, log not known: \(key)"
        case .fault(let text): "Wrong: \(text)."
        }
    }

    var french: String {
        let language = Language.french
        return switch self {
        case .command: "Contrôle les certificats et journaux d’un registre Counterweight, sans se fier à personne."
        case .certificateCommand: "Contrôle un certificat dans son dossier."
        case .journalCommand: "Rejoue un journal exporté et le tient à toutes les règles."
        case .fileArgument:
            "Le dossier du certificat, un fichier JSON\u{A0}; ou un certificat imprimé, un PDF qui le porte joint."
        case .placeArgument:
            """
            Le répertoire avec checkpoint, tile/entries et, s’ils ont été remis, sealed\u{202F}; ou son adresse, https://… ou \
            http://…
            """
        case .sealedOption:
            """
            Le répertoire ou l’adresse des parties scellées, chacune sous son SHA-256. Sinon RÉPERTOIRE/sealed\u{202F}; \
            derrière une adresse, aucune n’est demandée.
            """
        case .rememberOption:
            """
            Garder dans ce fichier les points de contrôle tenus, le premier et les 63 plus récents, et rien d’autre\u{A0}: la \
            fois suivante, chaque écriture est relue et tenue à toutes les règles, et un journal qui n’est plus celui qui a été \
            vu est refusé.
            """
        case .monitorOption:
            """
            Regarder encore et encore, en lisant ce qui est nouveau, jusqu’à ce que quelque chose soit faux\u{A0}: dire alors \
            la première écriture fausse et sa règle, et finir par 1. Un serveur absent est attendu.
            """
        case .everyOption: "Avec --monitor\u{A0}: combien attendre entre deux regards, 1 à 86\u{202F}400."
        case .timeoutOption:
            "Combien attendre un serveur qui se tait, 1 à 600\u{202F}; un fichier peut prendre 20 fois autant."
        case .everyRange: "--every va de 1 à 86\u{202F}400 secondes"
        case .timeoutRange: "--timeout va de 1 à 600 secondes"
        case .notAnAddress(let text):
            """
            \(text) n’est pas l’adresse d’un répertoire\u{A0}: écrivez-la comme https://registry.example/journal, sans \
            utilisateur, ? ni #
            """
        case .trustOption:
            "Une clé que vous connaissez\u{A0}: did:key…, la clé d’un journal, ou un fichier de clés. Répétable."
        case .witnessOption: "La clé d’un témoin de confiance, ou un fichier de clés. Répétable."
        case .quorumOption:
            "Combien de ces témoins doivent avoir cosigné le point de contrôle\u{202F}; tous, si rien n’est dit."
        case .notWitness(let text): "\(text) n’est ni la clé d’un témoin ni un fichier de clés"
        case .badQuorum(let needed, let count):
            """
            --quorum \(needed) sur \(count) témoins\u{A0}: nommez chaque témoin une fois, et demandez-en de 1 à autant qu’il y \
            en a de nommés
            """
        case .notCosigned: "Intact et connu, mais non cosigné par les témoins que vous avez nommés."
        case .journalNotCosigned:
            "Intact, et le journal a votre confiance, mais non cosigné par les témoins que vous avez nommés."
        case .cosigned(let cosignature):
            "Cosigné par \(cosignature.name.text) le \(cosignature.time(in: language))."
        case .missing(let keys, let needed):
            """
            Non cosigné par \(language.list(keys.map { "\($0.name.text) (\(Fingerprint.text(of: $0.publicKey)))" }))\u{202F}; \
            \(language.number(needed)) demandés.
            """
        case .quorumReached:
            """
            Cosigné comme vous le demandez\u{A0}: ces témoins n’ont signé aucun autre journal de cette taille, s’ils tiennent leur \
            règle.
            """
        case .statusOption: "Une liste d’état obtenue depuis, un fichier JSON. Répétable."
        case .earlierOption: "Un point de contrôle gardé d’une fois précédente\u{A0}: le journal doit en être la suite."
        case .languageOption: "en ou fr\u{A0}; sinon LC_ALL, LC_MESSAGES ou LANG, sinon en."
        case .jsonOption: "Imprimer le rapport en JSON."
        case .exitCodes:
            """
            Codes de sortie\u{A0}: 0 valable et signé par des clés de confiance\u{A0}; 1 faux\u{A0}; 2 mauvais usage, ou \
            fichier qui ne peut être lu ou obtenu\u{A0}; 3 intact, mais l’émetteur ou le journal ne vous est pas connu, ou trop \
            peu des témoins nommés l’ont cosigné.
            """
        case .journalDiscussion:
            """
            \(VerifyPhrase.exitCodes.french) Un journal qui n’est pas celui qui est retenu ou gardé est faux. D’une adresse sont \
            demandés checkpoint, puis chaque paquet d’écritures une fois, dans l’ordre, et aucune redirection n’est suivie\u{202F}; \
            libcurl n’est chargée que pour cela. Rien n’est envoyé que les noms de ces fichiers.
            """
        case .noArguments: "cette machine ne montre pas ce qui est demandé\u{A0}: montez /proc"
        case .unreadable(let path): "impossible de lire \(path)"
        case .notRemembered(let path):
            """
            \(path) n’est pas ce que --remember écrit, ou a été modifié\u{A0}: reprenez-en une copie\u{202F}; sans lui, rien ne dit si \
            le journal était un autre avant
            """
        case .unwritable(let path):
            "le journal est tenu, mais \(path) ne peut être écrit\u{A0}: rien de nouveau n’est retenu"
        case .changedMeanwhile(let path):
            "\(path) a été écrit entre-temps par une autre exécution\u{A0}: recommencez, une à la fois"
        case .fetch(.noLibrary):
            """
            cette machine n’a pas libcurl (libcurl.so.4), qui lit les adresses\u{A0}: installez-la, ou copiez le répertoire avec un \
            autre outil et nommez le répertoire
            """
        case .fetch(.missing(let url)):
            "\(url) n’est pas là\u{A0}: demandez le répertoire entier à qui publie le journal"
        case .fetch(.tooLarge(let url, let limit)):
            "\(url) dépasse \(language.number(limit)) octets, ce que n’a aucun fichier de ce genre d’un journal"
        case .fetch(let fault): fault.french
        case .away(let text, let seconds):
            "\(text). Nouveau regard dans \(language.count(Int64(seconds), "seconde", "secondes"))."
        case .thereAgain(let looks):
            "Le journal se lit de nouveau, après \(language.count(Int64(looks), "regard", "regards")) en vain."
        case .shownNow(let path?):
            "Gardez \(path) et ce point de contrôle\u{A0}: signés par une même clé, ils sont la preuve."
        case .shownNow(nil): "Le point de contrôle montré maintenant\u{A0}:"
        case .remembered(let path, let before?):
            """
            Ce qui était retenu, \(language.count(before, "écriture", "écritures")), en est le début\u{202F}; retenu dans \(path).
            """
        case .remembered(let path, nil):
            """
            Retenu désormais dans \(path)\u{202F}; si le journal était un autre avant, cette exécution ne peut le dire.
            """
        case .tooLarge(let path, let limit): "\(path) dépasse \(language.number(limit)) octets"
        case .notTrust(let text): "\(text) n’est ni une clé ni un fichier de clés"
        case .unknownLanguage(let tag): "la langue est en ou fr, non \(tag)"
        case .notABundle: "Ce fichier n’est pas le dossier d’un certificat dans son unique graphie."
        case .attachedNotABundle:
            "Ce qui est joint à ce PDF n’est pas le dossier d’un certificat dans son unique graphie."
        case .notAStatusList(let path): "\(path) n’est pas un objet JSON dans son unique graphie"
        case .holds(let text): "tenu      \(text)"
        case .fails(let text, let fault): "ÉCHOUE    \(text)\u{A0}: \(fault)"
        case .notReached(let text): "non dit   \(text)"
        case .trusted: "Valable\u{A0}: tout est tenu, et les clés ont votre confiance."
        case .wrong: "Faux\u{A0}: ne vous fiez pas à ce certificat."
        case .unknown(let keys): "Intact, émetteur ou journal inconnu\u{A0}: \(language.list(keys))"
        case .statusAsOf(let day): "Ni révoqué ni suspendu en date du \(language.day(day))."
        case .entries(let report):
            """
            Lu\u{A0}: \(language.list([
                language.count(report.entries, "écriture", "écritures"),
                language.count(report.sealedParts, "partie scellée", "parties scellées"),
                language.count(Int64(report.lots), "lot", "lots"),
                language.count(Int64(report.retirements), "retrait", "retraits"),
                language.count(Int64(report.certificates), "certificat", "certificats"),
            ])).
            """
        case .depth(.full):
            """
            Contrôlé en entier\u{A0}: l’arbre, les octets de chaque écriture, chaque partie scellée et toutes les règles \
            du journal, déclarations et unités comprises.
            """
        case .depth(.partial):
            "Des parties scellées manquent\u{A0}: les règles sur leur contenu n’ont été tenues que là où elles pouvaient l’être."
        case .depth(.open):
            """
            Contrôlé comme chacun le peut\u{A0}: aucun gramme deux fois, aucune affectation au-delà de la masse vérifiée, \
            aucun retrait sans vérification, aucun retrait certifié deux fois. Sans les parties scellées, on ne sait rien \
            des déclarations.
            """
        case .continues(let log) where log.kept == log.size:
            "Le journal continue \(log.origin), avec toutes ses \(language.number(log.size)) écritures."
        case .continues(let log):
            """
            Le journal continue \(log.origin), dont il a les \(language.number(log.kept)) premières des \
            \(language.number(log.size)) écritures\u{202F}; les autres sont perdues. Ce qu’elles ont retiré ne figure que dans des \
            certificats de l’ancien journal.
            """
        case .takenOver(let count):
            """
            À côté, \(language.count(Int64(count), "lot ou retrait", "lots et retraits")) de systèmes antérieurs, repris et non \
            vérifiés ici\u{A0}: tenus aux règles du journal, et à rien que quelqu’un ait vu.
            """
        case .held(let report):
            "Tenu à la racine \(report.checkpoint?.rootHash.base64 ?? "–") de \(report.checkpoint?.origin ?? "–")."
        case .journalTrusted: "Valable\u{A0}: chaque écriture est tenue, et le journal a votre confiance."
        case .journalUnknown(let key): "Intact, journal inconnu\u{A0}: \(key)"
        case .fault(let text): "Faux\u{A0}: \(text)."
        }
    }
}

extension Language {
    /// `1 lot`, `2 lots`; in French `0 lot`, `1 lot`, `2 lots`.
    fileprivate func count(_ count: Int64, _ one: String, _ many: String) -> String {
        let isOne =
            switch self {
            case .english: count == 1
            case .french: count < 2
            }
        return "\(number(count)) \(isOne ? one : many)"
    }
}
