import Primitives
import Registry
import Wording

private let en = Language.english
private let fr = Language.french
private let n = "\u{202F}"

extension CommandRefusal: Phrase {
    var english: String {
        switch self {
        case .noActor: "Say who acts: --actor member@party, or set COUNTERWEIGHT_ACTOR."
        case .badActor(let text):
            "COUNTERWEIGHT_ACTOR holds \(en.quoted(text)), which is not written member@party, as in ama@recell."
        case .inputUnreadable(let refusal): refusal.english
        case .notAFile(let path): "\(en.quoted(path)) is no regular file. Name a file, not a folder, pipe or device."
        case .stopped(let draft):
            "Interrupted; nothing is declared. “counterweight draft accept \(draft)” goes on from where it stopped, “counterweight draft discard \(draft)” takes it back."
        case .fileExists(let path): "\(en.quoted(path)) is there already and was left as it is. Choose another name."
        case .fileNotJSON(let path, let error): "\(en.quoted(path)) is not JSON: \(error.english)"
        case .fileMalformed(let path, let error): "\(en.quoted(path)): \(error.english)"
        case .keyFileOpen(let path):
            "Others may read the key file \(en.quoted(path)). Close it with “chmod 600”, and ask whether somebody copied it."
        case .keyFileMalformed(let path):
            "\(en.quoted(path)) is no key: a key file holds 64 hexadecimal digits and a line end, as “counterweight party key” writes it."
        case .keyInRegistry(let path):
            "\(en.quoted(path)) lies in the registry’s own folders. A verifier keeps its key apart: choose a folder of its own."
        case .signatureMalformed:
            "An Ed25519 signature is 64 bytes: 128 hexadecimal digits, or a file that holds the bytes or the digits."
        case .oneWayToSign: "Give one of --key, --request and --signature."
        case .oneWayToSubmit: "Give --request or --answer, not both: the answer is a file that comes back."
        case .oneEstimate: "Give one of --phones and --grams."
        case .oneCertificate: "Give a certificate’s number or --bundle, one of them."
        case .devicesToProve:
            "Name devices by their identifiers, by --row, or by --list, in one of these ways; --position goes with one --row."
        case .sheetColumnMissing(let path, let column):
            "\(path) has no column \(en.quoted(column)). Its first line names the columns; --help lists them."
        case .sheetColumnUnknown(let path, let column, let known):
            "\(path) has a column \(en.quoted(column)), which is none of: \(known.joined(separator: ", ")). Take it out, or name it as it is named here."
        case .sheetColumnTwice(let path, let column): "\(path) has the column \(en.quoted(column)) twice. Keep one."
        case .clockOutOfRange: "This machine’s clock shows no day from 1970 to 2199. Set it right, and try again."
        case .workbookFull(let path):
            "\(path) could not be written as a workbook: too many rows, or no room. Name a file that ends in .csv."
        case .sheetTooLong(let path, let most):
            "\(path) has more than \(en.number(most)) rows. Send it in parts: what is there already is a duplicate and not taken twice."
        case .oneFileTwice(let path): "Two files would be written to \(en.quoted(path)). Give each a name of its own."
        case .oneManner: "Give --dry-run or --all-or-nothing, not both: a dry run tries all rows together."
        case .standardNotCounted(let code):
            "Standard \(code.text) does not count pieces, so it has no grams per piece."
        }
    }

    var french: String {
        switch self {
        case .noActor: "Dites qui agit\(n): --actor membre@partie, ou définissez COUNTERWEIGHT_ACTOR."
        case .badActor(let text):
            "COUNTERWEIGHT_ACTOR contient \(fr.quoted(text)), qui n’est pas de la forme membre@partie, comme ama@recell."
        case .inputUnreadable(let refusal): refusal.french
        case .notAFile(let path):
            "\(fr.quoted(path)) n’est pas un fichier ordinaire. Indiquez un fichier, non un dossier, un tube ou un périphérique."
        case .stopped(let draft):
            "Interrompu\(n); rien n’est déclaré. «\u{A0}counterweight draft accept \(draft)\u{A0}» reprend où l’on s’est arrêté, «\u{A0}counterweight draft discard \(draft)\u{A0}» défait tout."
        case .fileExists(let path): "\(fr.quoted(path)) existe déjà et a été laissé tel quel. Choisissez un autre nom."
        case .fileNotJSON(let path, let error): "\(fr.quoted(path)) n’est pas du JSON\(n): \(error.french)"
        case .fileMalformed(let path, let error): "\(fr.quoted(path))\(n): \(error.french)"
        case .keyFileOpen(let path):
            "D’autres peuvent lire le fichier de clé \(fr.quoted(path)). Fermez-le avec «\u{A0}chmod 600\u{A0}», et demandez-vous si quelqu’un l’a copié."
        case .keyFileMalformed(let path):
            "\(fr.quoted(path)) n’est pas une clé\(n): un fichier de clé contient 64 chiffres hexadécimaux et une fin de ligne, comme «\u{A0}counterweight party key\u{A0}» l’écrit."
        case .keyInRegistry(let path):
            "\(fr.quoted(path)) se trouve dans les dossiers du registre. Un vérificateur garde sa clé à part\(n): choisissez un autre dossier."
        case .signatureMalformed:
            "Une signature Ed25519 compte 64 octets\(n): 128 chiffres hexadécimaux, ou un fichier qui contient les octets ou les chiffres."
        case .oneWayToSign: "Donnez l’une des options --key, --request et --signature."
        case .oneWayToSubmit: "Donnez --request ou --answer, pas les deux\(n): la réponse est un fichier qui revient."
        case .oneEstimate: "Donnez l’une des options --phones et --grams."
        case .oneCertificate: "Donnez le numéro d’un certificat ou --bundle, l’un des deux."
        case .devicesToProve:
            "Nommez des appareils par leurs identifiants, par --row ou par --list, d’une seule de ces manières\(n); --position va avec un seul --row."
        case .sheetColumnMissing(let path, let column):
            "\(path) n’a pas de colonne \(fr.quoted(column)). Sa première ligne nomme les colonnes\(n); --help les énumère."
        case .sheetColumnUnknown(let path, let column, let known):
            "\(path) a une colonne \(fr.quoted(column)), qui n’est aucune de celles-ci\(n): \(known.joined(separator: ", ")). Ôtez-la, ou nommez-la comme ici."
        case .sheetColumnTwice(let path, let column):
            "\(path) a deux fois la colonne \(fr.quoted(column)). N’en gardez qu’une."
        case .clockOutOfRange:
            "L’horloge de cette machine n’indique aucun jour de 1970 à 2199. Réglez-la, puis recommencez."
        case .workbookFull(let path):
            """
            \(path) n’a pu être écrit comme classeur\(n): trop de lignes, ou plus de place. Donnez un nom qui finit par \
            .csv.
            """
        case .sheetTooLong(let path, let most):
            "\(path) a plus de \(fr.number(most)) lignes. Envoyez-le en plusieurs parts\(n): ce qui est déjà inscrit est un doublon et n’est pas pris deux fois."
        case .oneFileTwice(let path):
            "Deux fichiers seraient écrits dans \(fr.quoted(path)). Donnez à chacun son nom."
        case .oneManner:
            "Donnez --dry-run ou --all-or-nothing, pas les deux\(n): un essai prend toutes les lignes ensemble."
        case .standardNotCounted(let code):
            "La norme \(code.text) ne compte pas les pièces\(n): elle n’a pas de grammes par pièce."
        }
    }
}

extension ArgumentRefusal: Phrase {
    var english: String {
        switch self {
        case .code(let text):
            "\(en.quoted(text)) is no code: 1 to 64 letters, digits, dots, hyphens and underscores, a letter or digit first."
        case .actor(let text): "\(en.quoted(text)) is not written member@party, as in ama@recell."
        case .country(let text): "\(en.quoted(text)) is no country: two capital letters of ISO 3166-1, as in GH."
        case .day(let text): "\(en.quoted(text)) is no day from 1970 to 2199: write it as 2026-11-22."
        case .days(let text):
            "\(en.quoted(text)) is no span of days: write it as 2026-03-01..2026-04-15, the earlier day first."
        case .grams(let text):
            "\(en.quoted(text)) is no mass: whole grams from 0 to 10^15, digits alone, as in 198400."
        case .pieces(let text):
            "\(en.quoted(text)) is no count: whole pieces from 0 to 10^15, digits alone, as in 1200."
        case .quantity(let text):
            "\(en.quoted(text)) is no quantity: whole pieces or grams from 1 to 10^15, digits alone."
        case .pieceMass(let text): "\(en.quoted(text)) is no mass of a piece: whole grams from 1 to 10^7, digits alone."
        case .phones(let text): "\(en.quoted(text)) is no number of phones: whole ones from 0 to 10^12, digits alone."
        case .unuKey(let text): "\(en.quoted(text)) is no UNU-KEY: four digits, as in 0306."
        case .year(let text): "\(en.quoted(text)) is no year from 1970 to 2199."
        case .declaration(let text): "\(en.quoted(text)) is no declaration: they are written D71."
        case .sequence(let text): "\(en.quoted(text)) is no number of an entry: digits alone, as in 42."
        case .price(let text):
            "\(en.quoted(text)) is no price: write “GHS 2.50 x 1000” for each of 1,000 pieces, or “GHS 2500 / 1000” for all of them."
        case .currency(let text): "\(en.quoted(text)) is no currency: three capital letters of ISO 4217, as in GHS."
        case .money(let text):
            "\(en.quoted(text)) is no amount. Write the currency and the amount, as in “EUR 588.00”."
        case .programmePrice(let text):
            "\(en.quoted(text)) is no price. Write “EUR 4.90 / piece” or “EUR 12.00 / kg”."
        case .evidence(let text):
            "\(en.quoted(text)) is no evidence: write kind=FILE, as in photo=bags.jpg."
        case .evidencePath(let text):
            "\(en.quoted(text)) is no path below the list’s own folder: no “..”, no link out of it, nothing from the root."
        case .evidenceParty(let text):
            "\(en.quoted(text)) names no party: write exclusivity=FILE@party, the party being the one that signed it. Other kinds of evidence take none."
        case .issuerKey(let text):
            "\(en.quoted(text)) is no key of an issuer: it begins with did:key:z6Mk, as “counterweight key list” shows it."
        case .otherRegistry(let text):
            "\(en.quoted(text)) is no other registry’s number: write registry=NUMBER, the number of 1 to 80 characters."
        case .word(let text, let words): "\(en.quoted(text)) is none of: \(words.joined(separator: ", "))."
        case .text(let longest): "The text has 1 to \(en.number(longest)) characters, all of them printable."
        case .identifier(let text):
            "\(en.quoted(text)) is no certificate: its number has 32 hexadecimal digits."
        case .language(let text): "\(en.quoted(text)) is none of: en, fr."
        case .timeout(let text): "\(en.quoted(text)) is no time to wait: whole seconds from 1 to 600."
        }
    }

    var french: String {
        switch self {
        case .code(let text):
            "\(fr.quoted(text)) n’est pas un code\(n): de 1 à 64 lettres, chiffres, points, traits d’union et tirets bas, une lettre ou un chiffre d’abord."
        case .actor(let text): "\(fr.quoted(text)) n’est pas de la forme membre@partie, comme ama@recell."
        case .country(let text):
            "\(fr.quoted(text)) n’est pas un pays\(n): deux majuscules de l’ISO 3166-1, comme GH."
        case .day(let text): "\(fr.quoted(text)) n’est pas un jour de 1970 à 2199\(n): écrivez-le 2026-11-22."
        case .days(let text):
            "\(fr.quoted(text)) n’est pas une période\(n): écrivez-la 2026-03-01..2026-04-15, le premier jour d’abord."
        case .grams(let text):
            "\(fr.quoted(text)) n’est pas une masse\(n): des grammes entiers de 0 à 10^15, en chiffres seuls, comme 198400."
        case .pieces(let text):
            "\(fr.quoted(text)) n’est pas un nombre de pièces\(n): des pièces entières de 0 à 10^15, en chiffres seuls, comme 1200."
        case .quantity(let text):
            "\(fr.quoted(text)) n’est pas une quantité\(n): des pièces ou des grammes entiers de 1 à 10^15, en chiffres seuls."
        case .pieceMass(let text):
            "\(fr.quoted(text)) n’est pas la masse d’une pièce\(n): des grammes entiers de 1 à 10^7, en chiffres seuls."
        case .phones(let text):
            "\(fr.quoted(text)) n’est pas un nombre de téléphones\(n): des téléphones entiers de 0 à 10^12, en chiffres seuls."
        case .unuKey(let text): "\(fr.quoted(text)) n’est pas une clé UNU\(n): quatre chiffres, comme 0306."
        case .year(let text): "\(fr.quoted(text)) n’est pas une année de 1970 à 2199."
        case .declaration(let text): "\(fr.quoted(text)) n’est pas une déclaration\(n): elles s’écrivent D71."
        case .sequence(let text):
            "\(fr.quoted(text)) n’est pas un numéro d’écriture\(n): des chiffres seuls, comme 42."
        case .price(let text):
            "\(fr.quoted(text)) n’est pas un prix\(n): écrivez «\u{A0}GHS 2.50 x 1000\u{A0}» pour chacune de 1\(n)000 pièces, ou «\u{A0}GHS 2500 / 1000\u{A0}» pour toutes."
        case .currency(let text):
            "\(fr.quoted(text)) n’est pas une monnaie\(n): trois majuscules de l’ISO 4217, comme GHS."
        case .money(let text):
            "\(fr.quoted(text)) n’est pas un montant. Écrivez la monnaie et le montant, comme «\u{A0}EUR 588.00\u{A0}»."
        case .programmePrice(let text):
            "\(fr.quoted(text)) n’est pas un prix. Écrivez «\u{A0}EUR 4.90 / piece\u{A0}» ou «\u{A0}EUR 12.00 / kg\u{A0}»."
        case .evidence(let text):
            "\(fr.quoted(text)) n’est pas une pièce justificative\(n): écrivez genre=FICHIER, comme photo=sacs.jpg."
        case .evidencePath(let text):
            "\(fr.quoted(text)) n’est pas un chemin sous le dossier de la liste\(n): ni «\u{A0}..\u{A0}», ni lien qui en sort, ni chemin depuis la racine."
        case .evidenceParty(let text):
            "\(fr.quoted(text)) ne nomme pas de partie\(n): écrivez exclusivity=FICHIER@partie, la partie étant celle qui l’a signée. Les autres genres n’en prennent pas."
        case .issuerKey(let text):
            "\(fr.quoted(text)) n’est pas une clé d’émetteur\u{202F}: elle commence par did:key:z6Mk, telle que la montre «\u{A0}counterweight key list\u{A0}»."
        case .otherRegistry(let text):
            "\(fr.quoted(text)) n’est pas un numéro d’un autre registre\(n): écrivez registre=NUMÉRO, le numéro ayant de 1 à 80 caractères."
        case .word(let text, let words):
            "\(fr.quoted(text)) n’est aucun de ces mots\(n): \(words.joined(separator: ", "))."
        case .text(let longest): "Le texte compte de 1 à \(fr.number(longest)) caractères, tous imprimables."
        case .identifier(let text):
            "\(fr.quoted(text)) n’est pas un certificat\(n): son numéro compte 32 chiffres hexadécimaux."
        case .language(let text): "\(fr.quoted(text)) n’est aucun de ces mots\(n): en, fr."
        case .timeout(let text):
            "\(fr.quoted(text)) n’est pas un temps d’attente\(n): des secondes entières de 1 à 600."
        }
    }
}
