public import Compensation
import Journal
import Primitives
import Registry
public import Wording

private let en = Language.english
private let fr = Language.french
private let n = "\u{202F}"

extension CheckFinding: Phrase {
    public var english: String {
        switch self {
        case .file(let text): "The engine finds its file damaged: \(en.quoted(text))."
        case .tree(let entries): "The tree over \(en.number(entries)) entries is not what the entries give."
        case .published(let refusal): refusal.english
        case .entryUnreadable(let sequence, let error): "Entry \(sequence): \(error.english)"
        case .sealedPart(let sequence): "Entry \(sequence): the sealed part is not the one that the open part names."
        case .refused(let refusal): refusal.english
        case .lot(let lot): "Lot \(lot.text) stands otherwise in the database than in the journal."
        case .claim(let claim): "Claim \(claim.text) stands otherwise in the database than in the journal."
        case .rules(let version): "\(version.text) stands otherwise in the database than in the journal."
        case .facility(let facility): "Facility \(facility.text) stands otherwise in the database than in the journal."
        case .party(let party): "Party \(party.text) stands otherwise in the database than in the journal."
        case .consent(let consent): "Consent \(consent.text) stands otherwise in the database than in the journal."
        case .declaration(let declaration): "D\(declaration) stands otherwise in the database than in the journal."
        case .manifest(let declaration): "The rows of D\(declaration) are not those that were declared."
        case .attached(let entry): "The devices attached by entry \(entry) are not those that it states."
        case .retirement(let retirement):
            "Retirement \(retirement) stands otherwise in the database than in the journal."
        case .certificate(let certificate):
            "Certificate \(certificate.text) stands otherwise in the database than in the journal."
        case .takenOver(let sequence):
            "What entry \(sequence) took over stands otherwise in the database than in the journal."
        case .earlierSystem(let system):
            "The cut-off day of \(system.text) stands otherwise in the database than in the journal."
        case .count(let thing, let journal, let database):
            "\(thing.english): \(en.number(journal)) by the journal, \(en.number(database)) in the database."
        case .evidenceGone(let digest): "The file of evidence \(digest.text) is gone."
        case .evidenceChanged(let digest): "The file of evidence \(digest.text) is not what it was."
        case .identity(let declaration, let row):
            "Row \(en.number(row)) of D\(declaration) and the identifiers that are live do not agree."
        }
    }

    public var french: String {
        switch self {
        case .file(let text): "Le moteur trouve son fichier endommagé\(n): \(fr.quoted(text))."
        case .tree(let entries): "L’arbre sur \(fr.number(entries)) écritures n’est pas celui qu’elles donnent."
        case .published(let refusal): refusal.french
        case .entryUnreadable(let sequence, let error): "Écriture \(sequence)\(n): \(error.french)"
        case .sealedPart(let sequence):
            "Écriture \(sequence)\(n): la partie scellée n’est pas celle que nomme la partie ouverte."
        case .refused(let refusal): refusal.french
        case .lot(let lot): "Le lot \(lot.text) n’est pas dans la base tel que dans le journal."
        case .claim(let claim): "La revendication \(claim.text) n’est pas dans la base telle que dans le journal."
        case .rules(let version): "\(version.text) n’est pas dans la base tel que dans le journal."
        case .facility(let facility):
            "L’installation \(facility.text) n’est pas dans la base telle que dans le journal."
        case .party(let party): "La partie \(party.text) n’est pas dans la base telle que dans le journal."
        case .consent(let consent): "Le consentement \(consent.text) n’est pas dans la base tel que dans le journal."
        case .declaration(let declaration): "D\(declaration) n’est pas dans la base telle que dans le journal."
        case .manifest(let declaration): "Les lignes de D\(declaration) ne sont pas celles qui ont été déclarées."
        case .attached(let entry): "Les appareils rattachés par l’écriture \(entry) ne sont pas ceux qu’elle indique."
        case .retirement(let retirement): "Le retrait \(retirement) n’est pas dans la base tel que dans le journal."
        case .certificate(let certificate):
            "Le certificat \(certificate.text) n’est pas dans la base tel que dans le journal."
        case .takenOver(let sequence):
            "Ce que l’écriture \(sequence) a repris n’est pas dans la base tel que dans le journal."
        case .earlierSystem(let system):
            "Le jour d’arrêt de \(system.text) n’est pas dans la base tel que dans le journal."
        case .count(let thing, let journal, let database):
            "\(thing.french)\(n): \(fr.number(journal)) selon le journal, \(fr.number(database)) dans la base."
        case .evidenceGone(let digest): "La pièce justificative \(digest.text) a disparu."
        case .evidenceChanged(let digest): "La pièce justificative \(digest.text) n’est plus ce qu’elle était."
        case .identity(let declaration, let row):
            "La ligne \(fr.number(row)) de D\(declaration) et les identifiants en vigueur ne s’accordent pas."
        }
    }
}

extension CheckedThing: Phrase {
    public var english: String {
        switch self {
        case .lots: "Lots"
        case .claims: "Claims"
        case .declarations: "Declarations"
        case .retirements: "Retirements"
        case .certificates: "Certificates"
        case .programmes: "Versions of programmes"
        case .standards: "Versions of standards"
        case .masses: "Reference masses"
        case .identifiers: "Identifiers"
        case .earlierSystems: "Earlier systems"
        case .lotsTakenOver: "Lots taken over"
        case .declarationsTakenOver: "Declarations taken over"
        case .retirementsTakenOver: "Retirements taken over"
        }
    }

    public var french: String {
        switch self {
        case .lots: "Lots"
        case .claims: "Revendications"
        case .declarations: "Déclarations"
        case .retirements: "Retraits"
        case .certificates: "Certificats"
        case .programmes: "Versions de programmes"
        case .standards: "Versions de normes"
        case .masses: "Masses de référence"
        case .identifiers: "Identifiants"
        case .earlierSystems: "Systèmes antérieurs"
        case .lotsTakenOver: "Lots repris"
        case .declarationsTakenOver: "Déclarations reprises"
        case .retirementsTakenOver: "Retraits repris"
        }
    }
}
