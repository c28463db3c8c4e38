import Lots
import Primitives
public import Wording

/// What each clause asks, said as the reason for a refusal.
extension Clause: Phrase {
    public var english: String {
        switch self {
        case .canonicalBytes: "the bytes are not canonical JSON of at most 60,000 bytes"
        case .formOfKind: "a field is missing, unknown or out of its range"
        case .versionKnown: "the version is not known here"
        case .kindKnown: "the kind is not known here"
        case .sealedDigest: "the sealed part is not the one that the open part names"
        case .merkleRoot: "the entries do not hash to the root of the checkpoint"
        case .checkpointSignature: "the checkpoint is not signed by the log’s key"
        case .checkpointSize: "the journal is not as long as its checkpoint says"
        case .earlierCheckpoint: "an earlier checkpoint is not the beginning of this journal"
        case .sequenceRuns: "the sequence does not follow from the entry before"
        case .openedFirst: "a journal is opened by its first entry and by no other"
        case .sealedFits: "the sealed part is not that of the kind"
        case .continuesAnother: "a journal goes on from other logs than itself, of whose entries it kept some or all"
        case .versionsRun: "the version is not the next of its code"
        case .figuresInRange: "a figure lies outside its range"
        case .recyclerRuns: "a facility is run by a recorded recycler"
        case .verifierKeyed: "a verifier has a key and an assurance"
        case .facilityKnown: "the facility is not recorded"
        case .consentOnce: "a consent is recorded once"
        case .keyAddedOnce: "a key is named once, and an issuer that is a key has no other"
        case .keyRevokedOnce: "a key that was named is revoked once, and may be called compromised later"
        case .keyStands: "the issuer’s last key is not revoked"
        case .lotSealedOnce: "a lot is sealed once"
        case .lotKnown: "no such lot was sealed"
        case .providerKnown: "the lot’s provider is not recorded as one"
        case .standardKnown: "the supply standard was not published"
        case .standardInForce: "the standard was not in force on the first day of collection"
        case .scrapInStandard: "the standard does not speak of this class"
        case .weighedWhileSealed: "a lot is weighed, and its weighings voided, only while it is sealed"
        case .netFollows: "the net is not gross minus tare"
        case .weighingInRange: "the weighing exceeds 10,000,000,000 g or 100,000,000 pieces"
        case .claimableFollows: "the stated mass and count do not follow from the weighings"
        case .lotRule: "more would be used of the lot than it has"
        case .voidedOnce: "the lot has no such weighing, or it is voided already"
        case .voidedBySecond: "a weighing is voided by another party than the one that weighed"
        case .lotTurns: "the lot is not in a state in which this may happen"
        case .claimableSound: "a lot without a claimable mass is not verified"
        case .oneVerdictEach: "each rule of the guard has exactly one verdict"
        case .nothingAgainst: "a verdict says neither pass nor not applicable"
        case .permitHeld: "the facility’s permit was not valid on the day of treatment"
        case .certificationHeld: "the facility held no accepted certification on the day of treatment"
        case .capacityKept: "the facility’s yearly capacity does not cover what it treated"
        case .massesAgree: "the masses do not agree from stage to stage"
        case .countsAgree: "the counts at collection and receipt do not agree"
        case .bandKept: "the grams per piece lie outside the standard’s band"
        case .borderConsented: "the crossing of a border is not as the verdict says"
        case .verifierKnown: "the verifier is not recorded as one"
        case .verifierKey: "the key is not the verifier’s"
        case .assuranceHeld: "the assurance is not the verifier’s, or not what the standard asks for"
        case .verifierApart: "the verifier is the provider or runs a facility of the lot"
        case .verifierRecordedNothing: "the verifier collected the lot or recorded something of it"
        case .verifierSignature: "the verifier’s signature does not hold"
        case .rejectedUnpromised: "a lot is rejected only when nothing of it is promised"
        case .impugnedUncertified: "a live certificate stands on the lot"
        case .reversedEmpty: "something of the lot is still promised or retired"
        case .reversedUncertified: "a certificate on the lot is not revoked yet"
        case .sharesTogether:
            "the shares of a weighing over several lots do not all follow each other and say the same of it"
        case .shareFollows: "a share of a weighing is not what the lots’ last nets give"
        case .voidedTogether: "the shares of a voided weighing are not all voided with it"
        case .shortenedLess: "the true mass and count are not less than what was verified"
        case .shortenedFits: "what is promised or retired of the lot is more than was truly there"
        case .collectorApproved: "the collector was not approved while it collected"
        case .pricesUnder: "the prices paid are not as the verdict says"
        case .evidenceComplete: "evidence that the standard asks for is missing"
        case .claimsCounted: "an entry moves 1 to 256 claims, each once"
        case .quantityPositive: "a quantity of nothing moves nothing"
        case .programmeOfClaim: "the programme of the claim was not published"
        case .unitOfClaim: "the programme does not count in this unit"
        case .claimStays: "a claim stays with one lot, one programme version and one unit"
        case .claimOfDeclaration: "a claim belongs to one declaration, and a declaration has one claim on a lot"
        case .lotPromisable: "nothing of a lot in this state is promised"
        case .forwardTaken: "the programme takes no promise from a lot that is not verified"
        case .standardTaken: "the programme does not take lots of this standard"
        case .scrapTaken: "the programme does not take this class of scrap"
        case .countryTaken: "the programme does not take scrap of this country"
        case .lotYoung: "the lot is older than the programme takes it"
        case .shareKept: "the declaration would have more than its share of the lot"
        case .releasedHeld: "a claim gives back no more than it holds"
        case .retiredVerified: "only a verified lot is retired"
        case .retiredPromised: "a claim retires no more than it holds"
        case .rangeFollows: "the grams are not the next that this unit takes"
        case .unitsLowest: "the units are not the lowest that still owe"
        case .unitsTotal: "the units are not as many as are retired"
        case .beneficiaryDeclared: "the beneficiary is not the declaration’s"
        case .beneficiaryDigest: "the beneficiary is not the one that the open part commits to"
        case .reversedLive: "the lot has no such retirement, or it is reversed already"
        case .reversedImpugned: "a retirement is reversed only on an impugned lot"
        case .promisedPaid: "the programme promises only when paid, and the declaration is not paid"
        case .programmeOfDeclaration: "the programme of the declaration was not published"
        case .programmeInForce: "the programme was not in force on the day of the declaration"
        case .unitOfDeclaration: "the declaration does not owe in its programme’s unit"
        case .classesAddUp: "what the classes owe does not add up to what the declaration owes"
        case .classesTaken: "a class is not the programme’s, or stands twice"
        case .piecesFollow: "the pieces owed do not follow from the devices"
        case .declarationKnown: "no such declaration was made"
        case .owedCovers: "more would be promised and retired than the declaration owes"
        case .withdrawalInOrder: "the units withdrawn are not in order within the declaration"
        case .withdrawnOnce: "a unit is withdrawn once"
        case .withdrawnUnretired: "a retired unit is not withdrawn"
        case .positionsInOrder: "the positions identified are not in order within the declaration"
        case .identifiedOnce: "a position is identified once"
        case .identifiedStands: "a withdrawn position is not identified"
        case .identifiedFits: "no more devices are identified than the declaration lists"
        case .paidOnce: "a declaration is paid once"
        case .paidOwing: "a declaration that is withdrawn whole is not paid"
        case .referenceOnce: "an invoice is one customer’s"
        case .certificateNew: "a certificate is issued once"
        case .placeNew: "the place in the status list does not exist or is taken"
        case .retirementsCounted: "a certificate names 1 to 1,000 retirements, each once"
        case .retirementsLive: "there is no such retirement, or it is reversed"
        case .retirementsVerified: "the retirement’s lot is not verified"
        case .certifiedOnce: "another live certificate names the retirement"
        case .oneBeneficiary: "a certificate is of one customer and in one beneficiary’s name"
        case .certificateKnown: "no such certificate was issued"
        case .certificateTurns: "the certificate does not pass from its state to this one"
        case .replacementKnown: "only a revoked certificate is replaced, by another that was issued"
        case .livesAgain: "a certificate lives again only if all it says is so"
        case .certifiedApart:
            "a certificate names what was taken over of one declaration, and never beside what was verified here"
        case .cutOffStated:
            "the earlier system’s cut-off day is another than it was before, or still to come"
        case .cutOffKept: "nothing is taken over that is dated after the earlier system’s cut-off day"
        case .legacyOnce: "what the earlier system calls by one id is taken over once"
        case .takenOverWhole: "a declaration is taken over right after it was declared"
        case .takenOverLot: "a retirement is taken over from a lot taken over from the same system"
        case .takenOverDeclaration:
            "a retirement is taken over for a declaration taken over from the same system"
        case .takenOverRange:
            "the grams are not the next that this unit takes of the lot taken over, or it has not as many"
        case .takenOverUnit: "a retirement taken over is not in its declaration’s unit"
        }
    }

    public var french: String {
        switch self {
        case .canonicalBytes: "les octets ne sont pas du JSON canonique d’au plus 60 000 octets"
        case .formOfKind: "un champ manque, est inconnu ou sort de sa plage"
        case .versionKnown: "la version n’est pas connue ici"
        case .kindKnown: "le genre n’est pas connu ici"
        case .sealedDigest: "la partie scellée n’est pas celle que nomme la partie ouverte"
        case .merkleRoot: "les écritures ne mènent pas à la racine du point de contrôle"
        case .checkpointSignature: "le point de contrôle n’est pas signé par la clé du journal"
        case .checkpointSize: "le journal n’a pas la longueur que dit son point de contrôle"
        case .earlierCheckpoint: "un point de contrôle antérieur n’est pas le début de ce journal"
        case .sequenceRuns: "le numéro ne suit pas celui de l’écriture précédente"
        case .openedFirst: "un journal s’ouvre par sa première écriture et par nulle autre"
        case .sealedFits: "la partie scellée n’est pas celle du genre"
        case .continuesAnother: "un journal en continue d’autres que lui-même, dont il a gardé des écritures ou toutes"
        case .versionsRun: "la version n’est pas la suivante de son code"
        case .figuresInRange: "un chiffre sort de sa plage"
        case .recyclerRuns: "une installation est exploitée par un recycleur enregistré"
        case .verifierKeyed: "un vérificateur a une clé et une assurance"
        case .facilityKnown: "l’installation n’est pas enregistrée"
        case .consentOnce: "un consentement s’enregistre une seule fois"
        case .keyAddedOnce: "une clé se nomme une seule fois, et un émetteur qui est une clé n’en a pas d’autre"
        case .keyRevokedOnce: "une clé nommée se révoque une seule fois, et peut ensuite être dite compromise"
        case .keyStands: "la dernière clé de l’émetteur ne se révoque pas"
        case .lotSealedOnce: "un lot se scelle une seule fois"
        case .lotKnown: "aucun lot de ce nom n’a été scellé"
        case .providerKnown: "le prestataire du lot n’est pas enregistré comme tel"
        case .standardKnown: "la norme d’approvisionnement n’a pas été publiée"
        case .standardInForce: "la norme n’était pas en vigueur le premier jour de la collecte"
        case .scrapInStandard: "la norme ne parle pas de cette classe"
        case .weighedWhileSealed: "un lot ne se pèse, et ses pesées ne s’annulent, que tant qu’il est scellé"
        case .netFollows: "le net n’est pas le brut moins la tare"
        case .weighingInRange: "la pesée dépasse 10 000 000 000 g ou 100 000 000 pièces"
        case .claimableFollows: "la masse et le compte déclarés ne découlent pas des pesées"
        case .lotRule: "il serait utilisé plus du lot qu’il n’en a"
        case .voidedOnce: "le lot n’a pas cette pesée, ou elle est déjà annulée"
        case .voidedBySecond: "une pesée est annulée par une autre partie que celle qui a pesé"
        case .lotTurns: "le lot n’est pas dans un état où cela peut arriver"
        case .claimableSound: "un lot sans masse revendicable ne se vérifie pas"
        case .oneVerdictEach: "chaque règle du contrôle a exactement un verdict"
        case .nothingAgainst: "un verdict ne dit ni conforme ni sans objet"
        case .permitHeld: "le permis de l’installation n’était pas valable le jour du traitement"
        case .certificationHeld: "l’installation n’avait pas de certification acceptée le jour du traitement"
        case .capacityKept: "la capacité annuelle de l’installation ne couvre pas ce qu’elle a traité"
        case .massesAgree: "les masses ne concordent pas d’une étape à l’autre"
        case .countsAgree: "les comptes à la collecte et à la réception ne concordent pas"
        case .bandKept: "les grammes par pièce sortent de la fourchette de la norme"
        case .borderConsented: "le passage de frontière n’est pas ce que dit le verdict"
        case .verifierKnown: "le vérificateur n’est pas enregistré comme tel"
        case .verifierKey: "la clé n’est pas celle du vérificateur"
        case .assuranceHeld: "l’assurance n’est pas celle du vérificateur, ou pas celle que demande la norme"
        case .verifierApart: "le vérificateur est le prestataire ou exploite une installation du lot"
        case .verifierRecordedNothing: "le vérificateur a collecté le lot ou en a enregistré quelque chose"
        case .verifierSignature: "la signature du vérificateur ne tient pas"
        case .rejectedUnpromised: "un lot n’est refusé que si rien n’en est affecté"
        case .impugnedUncertified: "un certificat en vigueur repose sur le lot"
        case .reversedEmpty: "quelque chose du lot est encore affecté ou retiré"
        case .reversedUncertified: "un certificat reposant sur le lot n’est pas encore révoqué"
        case .sharesTogether:
            "les parts d’une pesée de plusieurs lots ne se suivent pas toutes, ou n’en disent pas la même chose"
        case .shareFollows: "une part de pesée n’est pas ce que donnent les derniers nets des lots"
        case .voidedTogether: "les parts d’une pesée annulée ne le sont pas toutes avec elle"
        case .shortenedLess: "la masse et le nombre véritables ne sont pas inférieurs à ce qui fut vérifié"
        case .shortenedFits: "ce qui est affecté ou retiré du lot dépasse ce qu’il contenait en vérité"
        case .collectorApproved: "le collecteur n’était pas agréé pendant la collecte"
        case .pricesUnder: "les prix payés ne sont pas ce que dit le verdict"
        case .evidenceComplete: "il manque des pièces que demande la norme"
        case .claimsCounted: "une écriture touche 1 à 256 affectations, chacune une seule fois"
        case .quantityPositive: "une quantité nulle ne déplace rien"
        case .programmeOfClaim: "le programme de l’affectation n’a pas été publié"
        case .unitOfClaim: "le programme ne compte pas dans cette unité"
        case .claimStays: "une affectation garde un lot, une version de programme et une unité"
        case .claimOfDeclaration:
            "une affectation est d’une seule déclaration, et une déclaration n’en a qu’une sur un lot"
        case .lotPromisable: "rien d’un lot dans cet état ne s’affecte"
        case .forwardTaken: "le programme n’accepte pas d’affectation d’un lot non vérifié"
        case .standardTaken: "le programme n’accepte pas les lots de cette norme"
        case .scrapTaken: "le programme n’accepte pas cette classe de déchets"
        case .countryTaken: "le programme n’accepte pas les déchets de ce pays"
        case .lotYoung: "le lot est plus vieux que le programme ne l’accepte"
        case .shareKept: "la déclaration aurait plus que sa part du lot"
        case .releasedHeld: "une affectation ne libère pas plus qu’elle ne détient"
        case .retiredVerified: "seul un lot vérifié se retire"
        case .retiredPromised: "une affectation ne retire pas plus qu’elle ne détient"
        case .rangeFollows: "les grammes ne sont pas les suivants que prend cette unité"
        case .unitsLowest: "les unités ne sont pas les plus basses qui doivent encore"
        case .unitsTotal: "les unités ne sont pas aussi nombreuses que ce qui est retiré"
        case .beneficiaryDeclared: "le bénéficiaire n’est pas celui de la déclaration"
        case .beneficiaryDigest: "le bénéficiaire n’est pas celui auquel la partie ouverte engage"
        case .reversedLive: "le lot n’a pas ce retrait, ou il est déjà annulé"
        case .reversedImpugned: "un retrait ne se annule que sur un lot contesté"
        case .promisedPaid: "le programme n’affecte qu’une fois payé, et la déclaration n’est pas payée"
        case .programmeOfDeclaration: "le programme de la déclaration n’a pas été publié"
        case .programmeInForce: "le programme n’était pas en vigueur le jour de la déclaration"
        case .unitOfDeclaration: "la déclaration ne doit pas dans l’unité de son programme"
        case .classesAddUp: "ce que doivent les classes ne fait pas ce que doit la déclaration"
        case .classesTaken: "une classe n’est pas du programme, ou figure deux fois"
        case .piecesFollow: "les pièces dues ne découlent pas des appareils"
        case .declarationKnown: "aucune déclaration de ce numéro n’a été faite"
        case .owedCovers: "il serait affecté et retiré plus que la déclaration ne doit"
        case .withdrawalInOrder: "les unités annulées ne sont pas en ordre dans la déclaration"
        case .withdrawnOnce: "une unité ne s’annule qu’une fois"
        case .withdrawnUnretired: "une unité retirée ne s’annule pas"
        case .positionsInOrder: "les positions identifiées ne sont pas en ordre dans la déclaration"
        case .identifiedOnce: "une position ne s’identifie qu’une fois"
        case .identifiedStands: "une position annulée ne s’identifie pas"
        case .identifiedFits: "il ne s’identifie pas plus d’appareils que la déclaration n’en liste"
        case .paidOnce: "une déclaration se paie une seule fois"
        case .paidOwing: "une déclaration annulée en entier ne se paie pas"
        case .referenceOnce: "une facture est d’un seul client"
        case .certificateNew: "un certificat s’émet une seule fois"
        case .placeNew: "la place dans la liste d’états n’existe pas ou est prise"
        case .retirementsCounted: "un certificat nomme 1 à 1 000 retraits, chacun une seule fois"
        case .retirementsLive: "ce retrait n’existe pas, ou il est annulé"
        case .retirementsVerified: "le lot du retrait n’est pas vérifié"
        case .certifiedOnce: "un autre certificat en vigueur nomme le retrait"
        case .oneBeneficiary: "un certificat est d’un seul client et au nom d’un seul bénéficiaire"
        case .certificateKnown: "aucun certificat de ce numéro n’a été émis"
        case .certificateTurns: "le certificat ne passe pas de son état à celui-ci"
        case .replacementKnown: "seul un certificat révoqué est remplacé, par un autre qui a été émis"
        case .livesAgain: "un certificat ne revient en vigueur que si tout ce qu’il dit est vrai"
        case .certifiedApart:
            "un certificat nomme ce qui a été repris d’une seule déclaration, et jamais à côté de ce qui a été vérifié ici"
        case .cutOffStated:
            "le jour d’arrêt du système antérieur n’est pas celui d’avant, ou est encore à venir"
        case .cutOffKept: "rien de postérieur au jour d’arrêt du système antérieur n’est repris"
        case .legacyOnce:
            "ce que le système antérieur désigne d’un même numéro n’est repris qu’une fois"
        case .takenOverWhole: "une déclaration est reprise juste après avoir été déclarée"
        case .takenOverLot: "un retrait est repris d’un lot repris du même système"
        case .takenOverDeclaration: "un retrait est repris pour une déclaration reprise du même système"
        case .takenOverRange:
            "les grammes ne sont pas les suivants que prend cette unité du lot repris, ou il n’en a pas autant"
        case .takenOverUnit: "un retrait repris n’est pas dans l’unité de sa déclaration"
        }
    }
}

extension KeyCause: Phrase {
    public var english: String {
        switch self {
        case .superseded: "changed by custom"
        case .lost: "lost"
        case .compromised: "in other hands"
        }
    }

    public var french: String {
        switch self {
        case .superseded: "changée par habitude"
        case .lost: "perdue"
        case .compromised: "en d’autres mains"
        }
    }
}

extension ReplayFact: Phrase {
    public var english: String { sentence(.english) }
    public var french: String { sentence(.french) }

    private func sentence(_ language: Language) -> String {
        func say(_ english: String, _ french: String, _ value: String) -> String {
            let label =
                switch language {
                case .english: english
                case .french: french
                }
            return "\(label) \(value)"
        }
        func claimable(_ found: ClaimableMass?) -> String {
            guard let found else {
                switch language {
                case .english: return "nothing"
                case .french: return "rien"
                }
            }
            let mass = language.mass(found.mass)
            return found.count.map { "\(mass), \(language.pieces($0))" } ?? mass
        }
        func grams(_ range: Range<Int64>?) -> String {
            guard let range else { return claimable(nil) }
            return "\(range.lowerBound)..<\(range.upperBound)"
        }
        return switch self {
        case .kind(let kind): say("kind", "genre", kind.rawValue)
        case .party(let code): say("party", "partie", code.text)
        case .facility(let code): say("facility", "installation", code.text)
        case .consent(let code): say("consent", "consentement", code.text)
        case .key(let key): say("key", "clé", key)
        case .version(let version): say("version", "version", version.text)
        case .scrap(let code): say("class", "classe", code.text)
        case .country(let country): say("country", "pays", country.text)
        case .day(let day): language.day(day)
        case .lot(let code): say("lot", "lot", code.text)
        case .state(let state): say("state", "état", state.text(in: language))
        case .weighing(let sequence): say("weighing", "pesée", String(sequence))
        case .rule(let rule): say("rule", "règle", rule.rawValue)
        case .verdict(let verdict): say("verdict", "verdict", verdict)
        case .declaration(let sequence): say("declaration", "déclaration", String(sequence))
        case .claim(let id): say("claim", "affectation", id.text)
        case .retirement(let sequence): say("retirement", "retrait", String(sequence))
        case .certificate(let id): say("certificate", "certificat", id.text)
        case .stated(let count): say("stated", "déclaré", language.number(count))
        case .follows(let count): say("follows", "en découle", language.number(count))
        case .statedClaimable(let found): say("stated", "déclaré", claimable(found))
        case .followsClaimable(let found): say("follows", "en découle", claimable(found))
        case .statedGrams(let range): say("stated", "déclaré", grams(range))
        case .followsGrams(let range): say("follows", "en découle", grams(range))
        case .statedDigest(let digest): say("stated", "déclaré", digest.text)
        case .followsDigest(let digest): say("follows", "en découle", digest.text)
        case .system(let code): say("earlier system", "système antérieur", code.text)
        case .legacy(let id): say("legacy id", "numéro antérieur", id)
        case .lotTakenOver(let sequence): say("lot taken over", "lot repris", String(sequence))
        }
    }
}

extension ReplayRefusal: Phrase {
    /// `entry 12 (C-14): a claim gives back no more than it holds; lot GH-2026-014; stated 5; follows 3`.
    public var english: String {
        (["entry \(sequence) (\(clause.rawValue)): \(clause.english)"] + facts.map(\.english)).joined(separator: "; ")
    }

    public var french: String {
        let first = "écriture \(sequence) (\(clause.rawValue))\u{A0}: \(clause.french)"
        return ([first] + facts.map(\.french)).joined(separator: "\u{A0}; ")
    }
}
