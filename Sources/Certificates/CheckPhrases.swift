import CanonicalJSON
import Journal
import Primitives
import Programmes
import TransparencyLog
public import Wording

/// What a check looked at, said as a fact that holds.
extension CertificateCheck: Phrase {
    public var english: String {
        switch self {
        case .credential: "the credential is a certificate in its one spelling"
        case .didDocument: "the issuer’s DID document can be read"
        case .proof: "the issuer’s signature on the credential holds"
        case .envelope: "the enveloped form (vc+jwt) says the same, signed by the same key"
        case .evidence: "every entry that the certificate rests on is there"
        case .issuer: "the journal names the issuer and its key"
        case .checkpoint: "the checkpoint is signed by the registry’s own log"
        case .inclusion: "every entry is in the log under that checkpoint"
        case .issued: "the journal says that this very credential was issued"
        case .sealedParts: "the opened sealed parts are those that the entries name"
        case .beneficiary: "every declaration is one customer’s, and every retirement in the beneficiary’s name"
        case .verification: "the verifier’s own signature on every lot holds"
        case .takenOver:
            "everything was taken over from one earlier system, until its cut-off day; nothing was verified here"
        case .order: "sealing, weighing, verification and retirement follow one another"
        case .units: "the retired units are those of their declaration, each taken once"
        case .ranges: "the grams by number follow from the quantities, and none is retired twice here"
        case .coverage: "the covered devices fit what is retired and owed"
        case .cut: "everything named lies in the cut that the certificate states"
        case .figures: "every figure of the certificate is what the entries say"
        case .statusLists: "both status lists are signed by the issuer and dated"
        case .status: "the certificate is neither revoked nor suspended"
        }
    }

    public var french: String {
        switch self {
        case .credential: "l’attestation est un certificat dans son unique graphie"
        case .didDocument: "le document DID de l’émetteur se lit"
        case .proof: "la signature de l’émetteur sur l’attestation est valable"
        case .envelope: "la forme enveloppée (vc+jwt) dit la même chose, signée par la même clé"
        case .evidence: "toutes les écritures sur lesquelles repose le certificat sont là"
        case .issuer: "le journal nomme l’émetteur et sa clé"
        case .checkpoint: "le point de contrôle est signé par le journal du registre lui-même"
        case .inclusion: "toutes les écritures figurent dans le journal sous ce point de contrôle"
        case .issued: "le journal dit que cette attestation même a été délivrée"
        case .sealedParts: "les parties scellées ouvertes sont celles que les écritures nomment"
        case .beneficiary: "toutes les déclarations sont d’un seul client, et chaque retrait au nom du bénéficiaire"
        case .verification: "la signature du vérificateur lui-même sur chaque lot est valable"
        case .takenOver:
            "tout est repris d’un seul système antérieur, jusqu’à son jour d’arrêt\u{A0}; rien n’a été vérifié ici"
        case .order: "scellement, pesée, vérification et retrait se suivent"
        case .units: "les unités retirées sont celles de leur déclaration, chacune prise une fois"
        case .ranges: "les grammes numérotés découlent des quantités, et aucun n’est retiré deux fois ici"
        case .coverage: "les appareils couverts s’accordent avec ce qui est retiré et dû"
        case .cut: "tout ce qui est nommé fait partie de ce que le certificat dit avoir été demandé"
        case .figures: "chaque chiffre du certificat est celui des écritures"
        case .statusLists: "les deux listes d’état sont signées par l’émetteur et datées"
        case .status: "le certificat n’est ni révoqué ni suspendu"
        }
    }
}

extension CheckFault: Phrase {
    public var english: String {
        let language = Language.english
        return switch self {
        case .credential(let fault): "no certificate: \(fault.place)"
        case .didDocument: "no DID document of ours"
        case .proof(let fault): fault.english
        case .envelope(.form): "the enveloped form is none"
        case .envelope(.differs): "the enveloped form says something else than the credential"
        case .envelope(.signature): "the signature on the enveloped form does not hold"
        case .evidence(let fault): fault.english
        case .issuerDiffers: "the credential, its DID document and the journal name different issuers"
        case .keyNotInJournal(let key): "the journal does not name the key \(key.fingerprint) for certificates"
        case .documentKeys: "the DID document does not have the keys that the journal names, or not as it revokes them"
        case .keyRevoked(let key): "the key \(key.fingerprint) was revoked before it signed"
        case .logKey: "the log’s key cannot be read"
        case .checkpoint(.badCosignature(let name, _)):
            "what stands beside the name of the witness \(name.text) is no signature of its key"
        case .checkpoint: "the checkpoint is not signed by the log’s key"
        case .originDiffers: "the journal was opened for another log"
        case .inclusion(let sequence, _): "entry \(sequence) is not in the log under this checkpoint"
        case .issuedDiffers: "the journal speaks of another credential than this one"
        case .figures(let paths): "the entries say otherwise of \(language.list(paths))"
        case .statusList: "a status list cannot be read, or its signature does not hold"
        case .statusListForeign(let url): "a status list that is not this certificate’s: \(url)"
        case .statusListEarly(let day): "a status list of \(language.day(day)), before the certificate was issued"
        case .statusListMissing(let purpose): "the status list is missing: \(purpose.rawValue)"
        case .revoked(let day): "revoked, as of \(language.day(day))"
        case .suspended(let day): "suspended, as of \(language.day(day))"
        }
    }

    public var french: String {
        let language = Language.french
        return switch self {
        case .credential(let fault): "ce n’est pas un certificat\u{A0}: \(fault.place)"
        case .didDocument: "ce n’est pas un document DID des nôtres"
        case .proof(let fault): fault.french
        case .envelope(.form): "la forme enveloppée n’en est pas une"
        case .envelope(.differs): "la forme enveloppée dit autre chose que l’attestation"
        case .envelope(.signature): "la signature de la forme enveloppée n’est pas valable"
        case .evidence(let fault): fault.french
        case .issuerDiffers: "l’attestation, son document DID et le journal nomment des émetteurs différents"
        case .keyNotInJournal(let key): "le journal ne nomme pas la clé \(key.fingerprint) pour les certificats"
        case .documentKeys:
            "le document DID n’a pas les clés que nomme le journal, ou ne les a pas telles qu’il les révoque"
        case .keyRevoked(let key): "la clé \(key.fingerprint) a été révoquée avant de signer"
        case .logKey: "la clé du journal ne se lit pas"
        case .checkpoint(.badCosignature(let name, _)):
            "ce qui est à côté du nom du témoin \(name.text) n’est pas une signature de sa clé"
        case .checkpoint: "le point de contrôle n’est pas signé par la clé du journal"
        case .originDiffers: "le journal a été ouvert pour un autre registre public"
        case .inclusion(let sequence, _): "l’écriture \(sequence) n’est pas dans le journal sous ce point de contrôle"
        case .issuedDiffers: "le journal parle d’une autre attestation que celle-ci"
        case .figures(let paths): "les écritures disent autre chose de \(language.list(paths))"
        case .statusList: "une liste d’état ne se lit pas, ou sa signature n’est pas valable"
        case .statusListForeign(let url): "une liste d’état qui n’est pas celle de ce certificat\u{A0}: \(url)"
        case .statusListEarly(let day): "une liste d’état du \(language.day(day)), antérieure au certificat"
        case .statusListMissing(let purpose): "la liste d’état manque\u{A0}: \(purpose.rawValue)"
        case .revoked(let day): "révoqué, en date du \(language.day(day))"
        case .suspended(let day): "suspendu, en date du \(language.day(day))"
        }
    }
}

extension ProofFault: Phrase {
    public var english: String {
        switch self {
        case .missing: "the credential bears no proof"
        case .malformed: "the proof is malformed"
        case .notOurSuite: "the proof is of another kind than eddsa-jcs-2022"
        case .context: "the proof was made under other contexts"
        case .value: "the signature is misspelled"
        case .unknownMethod(let method): "the DID document has no key \(method)"
        case .signature: "the signature does not hold"
        }
    }

    public var french: String {
        switch self {
        case .missing: "l’attestation ne porte pas de preuve"
        case .malformed: "la preuve est mal formée"
        case .notOurSuite: "la preuve est d’une autre sorte que eddsa-jcs-2022"
        case .context: "la preuve a été faite sous d’autres contextes"
        case .value: "la signature est mal écrite"
        case .unknownMethod(let method): "le document DID n’a pas de clé \(method)"
        case .signature: "la signature n’est pas valable"
        }
    }
}

extension EvidenceFault: Phrase {
    public var english: String {
        switch self {
        case .missing(let kind, let subject): "the entry is missing: \(kind.rawValue) \(subject.name)"
        case .twice(let sequence): "entry \(sequence) is there twice"
        case .notNeeded(let sequence): "nothing in the certificate rests on entry \(sequence)"
        case .retirements(let count):
            "a certificate names 1 to 1,000 retirements, not \(Language.english.number(count))"
        case .sealedMissing(let sequence): "the sealed part of entry \(sequence) is missing"
        case .sealedPart(let sequence): "the sealed part is not the one that entry \(sequence) names"
        case .issuer(let text): "the registry’s issuer is no DID: \(text)"
        case .order(let later, let earlier): "entry \(later) should come after entry \(earlier)"
        case .otherCustomer(let sequence): "declaration \(sequence) is another customer’s"
        case .otherBeneficiary(let sequence): "declaration \(sequence) is in another beneficiary’s name"
        case .beneficiary(let sequence): "retirement \(sequence) is in another name"
        case .beneficiaryDigest(let sequence): "retirement \(sequence) was committed to another name"
        case .unit(let sequence): "entry \(sequence) counts in another unit"
        case .units(let sequence): "the units of retirement \(sequence) do not add up"
        case .unitsTwice(let sequence): "retirement \(sequence) takes units that another takes too"
        case .classes(let sequence): "the classes of declaration \(sequence) do not add up to what is owed"
        case .range(let sequence): "the grams of retirement \(sequence) do not follow from its quantity"
        case .rangesOverlap(let one, let other): "retirements \(one) and \(other) have the same grams"
        case .verdict(let sequence, let rule): "entry \(sequence) says neither pass nor not applicable of \(rule)"
        case .verifier(let sequence): "entry \(sequence) was not signed in a recorded verifier’s name"
        case .verifierSignature(let sequence): "the verifier’s signature on entry \(sequence) does not hold"
        case .scrap(let sequence): "the standard does not speak of the class of lot \(sequence)"
        case .mixed(let sequence): "retirement \(sequence) stands beside others of which some were taken over, some not"
        case .takenOver(let sequence):
            "entry \(sequence) is of another system or declaration, or dated after the cut-off day"
        case .coverage(let declaration, _):
            "the covered devices of declaration \(declaration) do not fit what is retired and owed"
        case .cut(let sequence): "entry \(sequence) does not lie in the cut that the certificate states"
        }
    }

    public var french: String {
        switch self {
        case .missing(let kind, let subject): "l’écriture manque\u{A0}: \(kind.rawValue) \(subject.name)"
        case .twice(let sequence): "l’écriture \(sequence) y est deux fois"
        case .notNeeded(let sequence): "rien dans le certificat ne repose sur l’écriture \(sequence)"
        case .retirements(let count):
            "un certificat nomme 1 à 1\u{202F}000 retraits, et non \(Language.french.number(count))"
        case .sealedMissing(let sequence): "la partie scellée de l’écriture \(sequence) manque"
        case .sealedPart(let sequence): "la partie scellée n’est pas celle que nomme l’écriture \(sequence)"
        case .issuer(let text): "l’émetteur du registre n’est pas un DID\u{A0}: \(text)"
        case .order(let later, let earlier): "l’écriture \(later) devrait suivre l’écriture \(earlier)"
        case .otherCustomer(let sequence): "la déclaration \(sequence) est d’un autre client"
        case .otherBeneficiary(let sequence): "la déclaration \(sequence) est au nom d’un autre bénéficiaire"
        case .beneficiary(let sequence): "le retrait \(sequence) est à un autre nom"
        case .beneficiaryDigest(let sequence): "le retrait \(sequence) a été engagé sous un autre nom"
        case .unit(let sequence): "l’écriture \(sequence) compte dans une autre unité"
        case .units(let sequence): "les unités du retrait \(sequence) ne font pas le compte"
        case .unitsTwice(let sequence): "le retrait \(sequence) prend des unités qu’un autre prend aussi"
        case .classes(let sequence): "les classes de la déclaration \(sequence) ne font pas ce qui est dû"
        case .range(let sequence): "les grammes du retrait \(sequence) ne découlent pas de sa quantité"
        case .rangesOverlap(let one, let other): "les retraits \(one) et \(other) ont les mêmes grammes"
        case .verdict(let sequence, let rule):
            "l’écriture \(sequence) ne dit ni conforme ni sans objet de \(rule)"
        case .verifier(let sequence): "l’écriture \(sequence) n’est pas signée au nom d’un vérificateur enregistré"
        case .verifierSignature(let sequence):
            "la signature du vérificateur sur l’écriture \(sequence) n’est pas valable"
        case .scrap(let sequence): "la norme ne parle pas de la classe du lot \(sequence)"
        case .mixed(let sequence):
            "le retrait \(sequence) côtoie des retraits dont certains sont repris et d’autres non"
        case .takenOver(let sequence):
            "l’écriture \(sequence) est d’un autre système, d’une autre déclaration, ou postérieure au jour d’arrêt"
        case .coverage(let declaration, _):
            "les appareils couverts de la déclaration \(declaration) ne s’accordent pas avec ce qui est retiré et dû"
        case .cut(let sequence):
            "l’écriture \(sequence) ne fait pas partie de ce que le certificat dit avoir été demandé"
        }
    }
}

extension EvidenceSubject {
    fileprivate var name: String {
        switch self {
        case .registry, .certificate: ""
        case .key(let key): key.multikey
        case .declaration(let sequence), .takenOver(let sequence): "\(sequence)"
        case .programme(let version), .standard(let version): version.text
        case .lot(let code), .facility(let code), .party(let code): code.text
        }
    }
}

extension CertificateFault {
    /// Which member; a path is the same in every language.
    fileprivate var place: String {
        switch self {
        case .otherSpelling: "JCS"
        case .malformed(let error): error.place
        case .form(let fault):
            switch fault {
            case .missing(let path), .notText(let path), .notURL(let path), .notObject(let path), .time(let path),
                .languageValue(let path):
                path
            case .baseContext, .context: "@context"
            case .term(let term): term
            case .typeMissing: "type"
            case .emptySubject: "credentialSubject"
            case .validityOrder: "validUntil"
            }
        }
    }
}

extension JSONReadError {
    var place: String {
        switch self {
        case .missing(let path), .wrongKind(let path, _, _), .unknown(let path), .outOfRange(let path),
            .malformed(let path):
            path
        }
    }
}

/// What a reader must know beside the checks.
extension Caveat: Phrase {
    public var english: String {
        switch self {
        case .forkedLog:
            "No witness that you know of has signed the checkpoint: that the log shows others another journal cannot be excluded."
        case .restOfJournal:
            """
            Only the entries in this file were read. What the journal says beside and after them, such as a reversal, is \
            told by the journal itself: counterweight-verify journal.
            """
        case .rows:
            """
            Which rows of a declaration the retired units stand for is the issuer’s word; each device can be proved \
            against the manifest root with what the declaration’s receipt holds.
            """
        case .cut:
            """
            Whether the registry holds more of what the certificate was asked for, this file does not tell: retired \
            later, certified apart, or not certified.
            """
        case .scrap:
            """
            Nobody can prove from a log that the scrap was real: that rests on the verifier’s signature and on what the \
            verifier saw.
            """
        case .takenOver:
            """
            Nothing of this was verified here: that the scrap was real, was recycled and serves no other claim rests on the word \
            of the earlier system and of whoever handed over its lists. No verifier signed for it.
            """
        case .page:
            """
            This is what the certificate in the file says. The pages around it were not compared with it: anyone can put a \
            true certificate behind another page. Rely on the statement above.
            """
        }
    }

    public var french: String {
        switch self {
        case .forkedLog:
            """
            Aucun témoin que vous connaissez n’a signé le point de contrôle\u{A0}: on ne peut exclure que le journal montre \
            autre chose à d’autres.
            """
        case .restOfJournal:
            """
            Seules les écritures de ce fichier ont été lues. Ce que le journal dit à côté et après, une annulation par \
            exemple, c’est le journal qui le dit\u{A0}: counterweight-verify journal.
            """
        case .rows:
            """
            Quelles lignes d’une déclaration correspondent aux unités retirées, c’est l’émetteur qui le dit\u{A0}; chaque \
            appareil peut être prouvé contre la racine du manifeste avec ce que contient le reçu de la déclaration.
            """
        case .cut:
            """
            Si le registre a autre chose de ce qui fut demandé, ce fichier ne le dit pas\u{A0}: retiré plus tard, \
            certifié à part, ou pas certifié.
            """
        case .scrap:
            """
            Personne ne peut prouver par un journal que les déchets étaient réels\u{A0}: cela repose sur la signature du \
            vérificateur et sur ce qu’il a vu.
            """
        case .takenOver:
            """
            Rien de cela n’a été vérifié ici\u{A0}: que les déchets aient été réels, aient été recyclés et ne servent à rien \
            d’autre repose sur la parole du système antérieur et de qui en a remis les listes. Aucun vérificateur n’a signé.
            """
        case .page:
            """
            Voilà ce que dit le certificat dans le fichier. Les pages autour n’ont pas été comparées avec lui\u{A0}: chacun \
            peut mettre un vrai certificat derrière une autre page. Fiez-vous au relevé ci-dessus.
            """
        }
    }
}

extension JournalFault: Phrase {
    public var english: String {
        let rule = "\(clause.rawValue), \(clause.english)"
        return switch self {
        case .checkpoint(.badCosignature(let name, _)):
            "\(clause.rawValue), what stands beside the name of the witness \(name.text) is no signature of its key"
        case .checkpoint: "\(clause.rawValue), the checkpoint cannot be read, or its log did not sign it"
        case .bundle(let path, _): "\(path): \(rule)"
        case .entry(let sequence, _), .spelling(let sequence), .sealedDigest(let sequence): "entry \(sequence): \(rule)"
        case .root, .earlier: rule
        case .sealedEntry(let sequence, _): "the sealed part of entry \(sequence): \(rule)"
        case .refused(let kind, let refusal): "\(kind.rawValue), \(refusal.english)"
        case .origin:
            "\(clause.rawValue), the journal was opened for another log than the one that signed its checkpoint"
        case .history(let fault): "\(clause.rawValue), \(fault.english)"
        }
    }

    public var french: String {
        let rule = "\(clause.rawValue), \(clause.french)"
        return switch self {
        case .checkpoint(.badCosignature(let name, _)):
            "\(clause.rawValue), ce qui est à côté du nom du témoin \(name.text) n’est pas une signature de sa clé"
        case .checkpoint: "\(clause.rawValue), le point de contrôle ne se lit pas, ou son journal ne l’a pas signé"
        case .bundle(let path, _): "\(path)\u{A0}: \(rule)"
        case .entry(let sequence, _), .spelling(let sequence), .sealedDigest(let sequence):
            "écriture \(sequence)\u{A0}: \(rule)"
        case .root, .earlier: rule
        case .sealedEntry(let sequence, _): "la partie scellée de l’écriture \(sequence)\u{A0}: \(rule)"
        case .refused(let kind, let refusal): "\(kind.rawValue), \(refusal.french)"
        case .origin:
            "\(clause.rawValue), le journal a été ouvert pour un autre que celui qui a signé son point de contrôle"
        case .history(let fault): "\(clause.rawValue), \(fault.french)"
        }
    }
}
