import Certificates
import Journal
import Primitives
public import Wording

/// What the printed page says beside the certificate's own statement.
enum PagePhrase: Phrase {
    case inTheNameOf, retired, massOfScrap, devicesCovered, lots, statement
    case declarations, check, annex(Int), retirements, devices
    // Columns.
    case lot, collectedIn, facility, treated, verifiedBy, system, mass, declaration, document, programme, inPart, entry
    case retiredOn, quantity, grams, row, deviceClass, numbers, covered, name
    // Facts.
    case certificate, digest, issuer, log, key(String)
    case howToCheck, howToCompare, code
    case asOf(CertificateState, Day)
    case mark(CertificateState)
    case markTakenOver
    case doNotRely(CertificateState, Day)
    case page(Int, of: Int, String)
    case inAnnex(Int)
    case listed(Day, isCut: Bool, Int)
    case manifest(Int64, Digest)
    case whole
    case devicesOfRow(Int64)
    case certificateOf(String)

    var english: String {
        let language = Language.english
        return switch self {
        case .inTheNameOf: "In the name of"
        case .retired: "Retired"
        case .massOfScrap: "Mass of scrap"
        case .devicesCovered: "Devices covered whole"
        case .lots: "Lots"
        case .statement: "What is certified"
        case .declarations: "What it covers"
        case .check: "How to check it"
        case .annex(let number): "Annex \(number)"
        case .retirements: "Retirements, gram by number"
        case .devices: "Devices"
        case .lot: "Lot"
        case .collectedIn: "Collected in"
        case .facility: "Recycled at"
        case .treated: "Treated"
        case .verifiedBy: "Verified by"
        case .system: "Stated by"
        case .mass: "Mass"
        case .declaration: "Declaration"
        case .document: "Document"
        case .programme: "Programme"
        case .inPart: "In part"
        case .entry: "Entry"
        case .retiredOn: "Retired on"
        case .quantity: "Quantity"
        case .grams: "Grams from – to"
        case .row: "Row"
        case .deviceClass: "Class"
        case .numbers: "Identifiers"
        case .covered: "Covered"
        case .name: "Earlier name"
        case .certificate: "Certificate"
        case .digest: "SHA-256 of the credential"
        case .issuer: "Issuer"
        case .log: "Log"
        case .key(let fingerprint): "key \(fingerprint)"
        case .howToCheck:
            """
            The signed certificate is attached to this file as \(PrintedBundle.fileName). “counterweight-verify certificate” takes this \
            file, checks it offline and prints the statement that was signed.
            """
        case .howToCompare:
            """
            Rely on what it prints, and on keys that you have from the issuer by another way. Anyone can imitate a page; ask whoever \
            hands you paper for the file.
            """
        case .code: "The code leads to the certificate’s address; behind # stands the digest of the signed credential."
        case .asOf(.live, let day): "Not revoked and not suspended as of \(language.day(day))"
        case .asOf(.suspended, let day): "Suspended as of \(language.day(day))"
        case .asOf(.revoked, let day): "Revoked as of \(language.day(day))"
        case .mark(.live): ""
        case .mark(.suspended): "SUSPENDED"
        case .mark(.revoked): "REVOKED"
        case .markTakenOver: "NOT VERIFIED HERE"
        case .doNotRely(.live, _): ""
        case .doNotRely(.suspended, let day):
            """
            As of \(language.day(day)) this certificate is suspended: a lot behind it is doubted. Do not rely on it until the doubt has \
            ended.
            """
        case .doNotRely(.revoked, let day):
            "As of \(language.day(day)) this certificate is revoked. Do not rely on it: nothing below is certified any longer."
        case .page(let page, let pages, let id): "Certificate \(id) · page \(page) of \(pages)"
        case .inAnnex(let count): "\(language.number(count)) rows: see the annex."
        case .listed(let day, let isCut, let most):
            """
            \(isCut ? "The first \(language.number(most)) devices" : "The devices") as the registry listed them on \
            \(language.day(day)). The certificate names rows and no identifiers: each row can be proved under its declaration’s manifest \
            root, with the declaration’s receipt.
            """
        case .manifest(let declaration, let root): "D\(declaration): manifest root \(root.text)"
        case .whole: "whole"
        case .devicesOfRow(let count): "\(language.number(count)) devices"
        case .certificateOf(let beneficiary): "Certificate of \(beneficiary)"
        }
    }

    var french: String {
        let language = Language.french
        return switch self {
        case .inTheNameOf: "Au nom de"
        case .retired: "Retrait"
        case .massOfScrap: "Masse de déchets"
        case .devicesCovered: "Appareils couverts en entier"
        case .lots: "Lots"
        case .statement: "Ce qui est certifié"
        case .declarations: "Ce qui est couvert"
        case .check: "Comment le contrôler"
        case .annex(let number): "Annexe \(number)"
        case .retirements: "Retraits, grammes par numéro"
        case .devices: "Appareils"
        case .lot: "Lot"
        case .collectedIn: "Pays de collecte"
        case .facility: "Recyclé dans"
        case .treated: "Traité le"
        case .verifiedBy: "Vérifié par"
        case .system: "Selon"
        case .mass: "Masse"
        case .declaration: "Déclaration"
        case .document: "Document"
        case .programme: "Programme"
        case .inPart: "En partie"
        case .entry: "Écriture"
        case .retiredOn: "Retiré le"
        case .quantity: "Quantité"
        case .grams: "Grammes de – à"
        case .row: "Ligne"
        case .deviceClass: "Classe"
        case .numbers: "Identifiants"
        case .covered: "Couvert"
        case .name: "Ancien nom"
        case .certificate: "Certificat"
        case .digest: "SHA-256 de l’attestation"
        case .issuer: "Émetteur"
        case .log: "Journal"
        case .key(let fingerprint): "clé \(fingerprint)"
        case .howToCheck:
            """
            Le certificat signé est joint à ce fichier sous le nom \(PrintedBundle.fileName). «\u{A0}counterweight-verify \
            certificate\u{A0}» prend ce fichier, le contrôle hors ligne et imprime le relevé qui a été signé.
            """
        case .howToCompare:
            """
            Fiez-vous à ce qu’il imprime, et à des clés que vous tenez de l’émetteur par une autre voie. Chacun peut imiter une \
            page\u{A0}; à qui vous remet du papier, demandez le fichier.
            """
        case .code:
            "Le code mène à l’adresse du certificat\u{A0}; derrière # se trouve l’empreinte de l’attestation signée."
        case .asOf(.live, let day): "Ni révoqué ni suspendu en date du \(language.day(day))"
        case .asOf(.suspended, let day): "Suspendu en date du \(language.day(day))"
        case .asOf(.revoked, let day): "Révoqué en date du \(language.day(day))"
        case .mark(.live): ""
        case .mark(.suspended): "SUSPENDU"
        case .mark(.revoked): "RÉVOQUÉ"
        case .markTakenOver: "NON VÉRIFIÉ ICI"
        case .doNotRely(.live, _): ""
        case .doNotRely(.suspended, let day):
            """
            En date du \(language.day(day)), ce certificat est suspendu\u{A0}: un lot sur lequel il repose est mis en doute. Ne vous \
            y fiez pas tant que le doute n’est pas levé.
            """
        case .doNotRely(.revoked, let day):
            """
            En date du \(language.day(day)), ce certificat est révoqué. Ne vous y fiez pas\u{A0}: rien de ce qui suit n’est plus \
            certifié.
            """
        case .page(let page, let pages, let id): "Certificat \(id) · page \(page) sur \(pages)"
        case .inAnnex(let count): "\(language.number(count)) lignes\u{A0}: voir l’annexe."
        case .listed(let day, let isCut, let most):
            """
            \(isCut ? "Les \(language.number(most)) premiers appareils" : "Les appareils") tels que le registre les inscrivait le \
            \(language.day(day)). Le certificat nomme des lignes et non des identifiants\u{A0}: chaque ligne se prouve sous la racine \
            du manifeste de sa déclaration, avec le reçu de celle-ci.
            """
        case .manifest(let declaration, let root): "D\(declaration)\u{A0}: racine du manifeste \(root.text)"
        case .whole: "en entier"
        case .devicesOfRow(let count): "\(language.number(count)) appareils"
        case .certificateOf(let beneficiary): "Certificat de \(beneficiary)"
        }
    }
}

extension PrintRefusal: Phrase {
    public var english: String {
        switch self {
        case .notABundle:
            "This file is not a certificate’s bundle in its one spelling. Give the file that “certificate issue” or “certificate export” wrote."
        case .wrong(let fault):
            "The certificate is not printed, because a check fails: \(fault.english). “counterweight-verify certificate” shows them all."
        }
    }

    public var french: String {
        switch self {
        case .notABundle:
            """
            Ce fichier n’est pas le dossier d’un certificat dans son unique graphie. Donnez le fichier écrit par \
            «\u{A0}certificate issue\u{A0}» ou «\u{A0}certificate export\u{A0}».
            """
        case .wrong(let fault):
            """
            Le certificat n’est pas imprimé, car un contrôle échoue\u{202F}: \(fault.french). «\u{A0}counterweight-verify \
            certificate\u{A0}» les montre tous.
            """
        }
    }
}
