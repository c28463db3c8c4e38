import Glibc
import TransparencyLog
import Wording

private let en = Language.english
private let fr = Language.french
private let n = "\u{202F}"

/// What the witness's command says of itself, and to its operator.
enum WitnessPhrase: Phrase {
    case command, keygenCommand, serveCommand, cosignCommand
    case exitCodes, serveDiscussion
    case nameArgument, keyOption, notesOption, logOption, listenOption, requestOption, answerOption, languageOption
    case unknownLanguage(String)
    case watching(String, entries: Int64?)
    case listening(String, port: UInt16, key: String)
    case ended
    case decided(Desk.Told)

    var english: String {
        switch self {
        case .command: "A witness: it cosigns checkpoints of logs that only grow, and never two histories of one."
        case .keygenCommand: "Make a witness’s key and its folder of notes, and print the key by which others know it."
        case .serveCommand: "Answer logs over HTTP, as C2SP tlog-witness says."
        case .cosignCommand: "Decide one request from a file, by the same rule and notes as the server."
        case .exitCodes:
            """
            Exit codes: 0 done; 1 not cosigned, and why is told; 2 usage, or a file that cannot be read; 3 another process has \
            the folder of notes; 4 the notes or the clock are not what they should be; 5 the disk or the network refused.
            """
        case .serveDiscussion:
            """
            Put a web server with TLS before it that passes POST /add-checkpoint and GET on. A signal (TERM, INT) ends it. \
            Never run it on an older copy of its notes, nor on new ones: without them, make a new key.
            """
        case .nameArgument: "By what the witness is known, by custom a domain of yours with a path: witness.example/w1."
        case .keyOption: "The file of the witness’s key. Whoever has it can sign in its name."
        case .notesOption: "The folder in which it keeps what it cosigned last of each log."
        case .logOption: "A log that it watches, by the log’s key NAME+HASH+KEY, or a file of them. May be repeated."
        case .listenOption: "Address and port to listen at; port 0 takes any that is free."
        case .requestOption: "The request, as “counterweight journal submit --request” writes it; - is standard input."
        case .answerOption: "Where the answer goes. Else standard output."
        case .languageOption: "en or fr; otherwise LC_ALL, LC_MESSAGES or LANG, otherwise en."
        case .unknownLanguage(let tag): "the language is en or fr, not \(tag)"
        case .watching(let origin, let entries?):
            "Watching \(origin), of which \(en.number(entries)) entries are cosigned."
        case .watching(let origin, nil): "Watching \(origin), of which nothing was seen yet."
        case .listening(let text, let port, let key): "Listening at \(text), port \(port), as \(key)"
        case .ended: "Ended."
        case .decided(.cosigned(let checkpoint)):
            "cosigned: \(checkpoint.origin), \(en.number(checkpoint.size)) \(checkpoint.size == 1 ? "entry" : "entries")"
        case .decided(.refused(.malformed)): "not cosigned, 400: the request is malformed"
        case .decided(.refused(.unknownOrigin(let origin))):
            "not cosigned, 404: no log \(en.quoted(origin)) is watched; name its key with --log"
        case .decided(.refused(.notTrusted)):
            "not cosigned, 403: no key that was named with --log signed the checkpoint, or one wrongly"
        case .decided(.refused(.conflict(let old, let latest))):
            "not cosigned, 409: asked from \(en.number(old)) entries, and cosigned are \(en.number(latest))"
        case .decided(.refused(.notConsistent)):
            "not cosigned, 422: the checkpoint does not go on from the one that was cosigned. Keep the request: it is signed, and with the note the proof that the log forked"
        }
    }

    var french: String {
        switch self {
        case .command:
            "Un témoin\(n): il cosigne les points de contrôle de journaux qui ne font que croître, et jamais deux histoires d’un seul."
        case .keygenCommand:
            "Créer la clé d’un témoin et son dossier de notes, et afficher la clé à laquelle les autres le reconnaissent."
        case .serveCommand: "Répondre aux journaux par HTTP, comme le dit C2SP tlog-witness."
        case .cosignCommand:
            "Décider d’une demande prise d’un fichier, par la même règle et les mêmes notes que le serveur."
        case .exitCodes:
            """
            Codes de sortie\(n): 0 fait\(n); 1 non cosigné, et la raison est dite\(n); 2 mauvais usage, ou fichier illisible\(n); \
            3 un autre processus tient le dossier des notes\(n); 4 les notes ou l’horloge ne sont pas ce qu’elles devraient être\(n); \
            5 le disque ou le réseau a refusé.
            """
        case .serveDiscussion:
            """
            Placez devant lui un serveur web avec TLS qui transmet POST /add-checkpoint et GET. Un signal (TERM, INT) le termine. \
            Ne le lancez jamais sur une copie plus ancienne de ses notes, ni sur de nouvelles\(n): sans elles, créez une nouvelle clé.
            """
        case .nameArgument:
            "Le nom du témoin, d’usage un domaine à vous avec un chemin\(n): temoin.example/t1."
        case .keyOption: "Le fichier de la clé du témoin. Qui l’a peut signer en son nom."
        case .notesOption: "Le dossier où il garde ce qu’il a cosigné en dernier de chaque journal."
        case .logOption:
            "Un journal qu’il observe, par sa clé NOM+HACHAGE+CLÉ, ou un fichier de clés. Répétable."
        case .listenOption: "Adresse et port d’écoute\(n); le port 0 prend un port libre."
        case .requestOption:
            "La demande, telle que «\u{A0}counterweight journal submit --request\u{A0}» l’écrit\(n); - est l’entrée standard."
        case .answerOption: "Où va la réponse. Sinon la sortie standard."
        case .languageOption: "en ou fr\(n); sinon LC_ALL, LC_MESSAGES ou LANG, sinon en."
        case .unknownLanguage(let tag): "la langue est en ou fr, non \(tag)"
        case .watching(let origin, let entries?):
            "Observe \(origin), dont \(fr.number(entries)) \(entries < 2 ? "écriture est cosignée" : "écritures sont cosignées")."
        case .watching(let origin, nil): "Observe \(origin), dont rien n’a encore été vu."
        case .listening(let text, let port, let key): "Écoute à \(text), port \(port), comme \(key)"
        case .ended: "Terminé."
        case .decided(.cosigned(let checkpoint)):
            "cosigné\(n): \(checkpoint.origin), \(fr.number(checkpoint.size)) \(checkpoint.size < 2 ? "écriture" : "écritures")"
        case .decided(.refused(.malformed)): "non cosigné, 400\(n): la demande est mal formée"
        case .decided(.refused(.unknownOrigin(let origin))):
            "non cosigné, 404\(n): aucun journal \(fr.quoted(origin)) n’est observé\(n); nommez sa clé avec --log"
        case .decided(.refused(.notTrusted)):
            "non cosigné, 403\(n): aucune clé nommée avec --log n’a signé le point de contrôle, ou l’une l’a mal signé"
        case .decided(.refused(.conflict(let old, let latest))):
            "non cosigné, 409\(n): demandé depuis \(fr.number(old)) écritures, et \(fr.number(latest)) sont cosignées"
        case .decided(.refused(.notConsistent)):
            "non cosigné, 422\(n): le point de contrôle n’est pas la suite de celui qui fut cosigné. Gardez la demande\(n): elle est signée, et c’est avec la note la preuve que le journal a bifurqué"
        }
    }
}

extension WitnessFault: Phrase {
    var english: String {
        switch self {
        case .badName(let name):
            "\(en.quoted(name)) is no name of a key: no white space and no plus; by custom a domain of yours with a path"
        case .badListen(let text):
            "\(en.quoted(text)) is no address to listen at: write it as 127.0.0.1:8632 or [::1]:8632"
        case .notLog(let text): "\(en.quoted(text)) is neither a log’s key nor a file of them"
        case .noLog: "no log is named: --log NAME+HASH+KEY, the second line of “counterweight journal trust”"
        case .keyUnreadable(let path):
            "\(en.quoted(path)) is no witness’s key: bring the file back, or make a key with “counterweight-witness keygen”"
        case .keyOpenToOthers(let path):
            "others may read \(en.quoted(path)): close it with “chmod 600”, and ask whether somebody copied it"
        case .isThere(let path): "\(en.quoted(path)) is there already and was left as it is"
        case .unreadable(let path): "cannot read \(en.quoted(path))"
        case .tooLarge(let path, let limit): "\(en.quoted(path)) has more than \(en.number(limit)) bytes"
        case .noNotes(let path):
            "the folder of notes \(en.quoted(path)) is not there or not whole. Bring back the one that was, as it was when it was used last; if it is lost, make a new key with a folder of its own: this key may have signed what nobody remembers"
        case .notesOfAnother(let path, let key): "the notes in \(en.quoted(path)) are not those of \(key)"
        case .noteDamaged(let path):
            "\(en.quoted(path)) is not a note that this witness kept, or was changed. Nothing is signed; bring back the file as it was when it was used last, or make a new key"
        case .noteOfUnknownLog(let path, let origin):
            "\(en.quoted(path)) is of the log \(en.quoted(origin)), which is not among those named. Name it with --log; to watch it no longer, put the note aside and never watch it again under this key"
        case .foreignFile(let path): "\(en.quoted(path)) is no note: the folder of notes holds nothing else"
        case .inUse(let path): "another process has the notes in \(en.quoted(path)): one at a time"
        case .unwritable(let path, let code):
            "cannot write \(en.quoted(path)): \(String(cString: strerror(code))). Nothing was cosigned"
        case .clockBehind(let seconds):
            "this machine’s clock is \(en.number(seconds)) seconds before the last cosignature. Nothing is cosigned until it is right"
        case .clockUnset: "this machine’s clock is not set. Nothing is cosigned until it is"
        case .listenFailed(let text, let code): "cannot listen at \(text): \(String(cString: strerror(code)))"
        case .noServer: "the server did not start: the system refused a thread or a socket"
        case .unwritableAnswer(let path):
            "it is cosigned, but \(en.quoted(path)) cannot be written: ask once more, from the size that is told then"
        }
    }

    var french: String {
        switch self {
        case .badName(let name):
            "\(fr.quoted(name)) n’est pas un nom de clé\(n): ni espace ni plus\(n); d’usage un domaine à vous avec un chemin"
        case .badListen(let text):
            "\(fr.quoted(text)) n’est pas une adresse d’écoute\(n): écrivez-la comme 127.0.0.1:8632 ou [::1]:8632"
        case .notLog(let text): "\(fr.quoted(text)) n’est ni la clé d’un journal ni un fichier de clés"
        case .noLog:
            "aucun journal n’est nommé\(n): --log NOM+HACHAGE+CLÉ, la seconde ligne de «\u{A0}counterweight journal trust\u{A0}»"
        case .keyUnreadable(let path):
            "\(fr.quoted(path)) n’est pas la clé d’un témoin\(n): reprenez le fichier, ou créez une clé avec «\u{A0}counterweight-witness keygen\u{A0}»"
        case .keyOpenToOthers(let path):
            "d’autres peuvent lire \(fr.quoted(path))\(n): fermez-le avec «\u{A0}chmod 600\u{A0}», et demandez-vous si quelqu’un l’a copié"
        case .isThere(let path): "\(fr.quoted(path)) existe déjà et a été laissé tel quel"
        case .unreadable(let path): "impossible de lire \(fr.quoted(path))"
        case .tooLarge(let path, let limit): "\(fr.quoted(path)) dépasse \(fr.number(limit)) octets"
        case .noNotes(let path):
            "le dossier des notes \(fr.quoted(path)) manque ou n’est pas entier. Reprenez celui qui fut, tel qu’il était à son dernier usage\(n); s’il est perdu, créez une nouvelle clé avec son propre dossier\(n): celle-ci a pu signer ce dont nul ne se souvient"
        case .notesOfAnother(let path, let key): "les notes de \(fr.quoted(path)) ne sont pas celles de \(key)"
        case .noteDamaged(let path):
            "\(fr.quoted(path)) n’est pas une note que ce témoin a gardée, ou a été modifié. Rien n’est signé\(n); reprenez le fichier tel qu’il était à son dernier usage, ou créez une nouvelle clé"
        case .noteOfUnknownLog(let path, let origin):
            "\(fr.quoted(path)) est du journal \(fr.quoted(origin)), qui n’est pas parmi ceux qui sont nommés. Nommez-le avec --log\(n); pour ne plus l’observer, mettez la note de côté et ne l’observez plus jamais sous cette clé"
        case .foreignFile(let path):
            "\(fr.quoted(path)) n’est pas une note\(n): le dossier des notes ne contient rien d’autre"
        case .inUse(let path): "un autre processus tient les notes de \(fr.quoted(path))\(n): un à la fois"
        case .unwritable(let path, let code):
            "impossible d’écrire \(fr.quoted(path))\(n): \(String(cString: strerror(code))). Rien n’a été cosigné"
        case .clockBehind(let seconds):
            "l’horloge de cette machine est en retard de \(fr.number(seconds)) secondes sur la dernière cosignature. Rien n’est cosigné avant qu’elle soit juste"
        case .clockUnset: "l’horloge de cette machine n’est pas réglée. Rien n’est cosigné avant qu’elle le soit"
        case .listenFailed(let text, let code): "impossible d’écouter à \(text)\(n): \(String(cString: strerror(code)))"
        case .noServer: "le serveur n’a pas démarré\(n): le système a refusé un fil ou un port"
        case .unwritableAnswer(let path):
            "c’est cosigné, mais \(fr.quoted(path)) ne peut être écrit\(n): demandez une fois encore, depuis la taille qui sera dite alors"
        }
    }
}
