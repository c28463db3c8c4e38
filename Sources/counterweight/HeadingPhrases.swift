import Programmes
import Wording

/// Headings of columns and names of values.
enum HeadingPhrase: String, Phrase, CaseIterable {
    case beneficiary, certificate, certificates, certifications, claimable, classes, collected, country, counts,
        customer
    case costCentre, draft, lastStep, underReview, excluded, review, clashesWith, attached, cancelled, position
    case data, day, declaration, declarations, deviceClass, devices, document, duplicates, entries, evidence, facility
    case file, from, gramNumbers, gramsPerPiece, identifiers, included, issuer, keys, logKey, lot, lots, mass, massFrom
    case name, net, origin, owed, party, pieces, programme, promised, reason, retired, retirement, retirements
    case roles, row, rows, rule, stage, standard, standards, state, trigger, unit, unuKey, used, verdict, waiting
    case weighing
    case earlierSystem, legacyID, lotTakenOver, retirementTakenOver, stated
    case column, heading, headingsFrom, profile, sample, takenFor
    case cut, invoice, paid, price
    case key, fingerprint, earlierLog
    case witness, address, cosigned

    var english: String {
        switch self {
        case .deviceClass: "class"
        case .earlierSystem: "taken over from"
        case .legacyID: "legacy id"
        case .lotTakenOver: "lot taken over"
        case .retirementTakenOver: "retirement taken over"
        case .costCentre: "cost centre"
        case .lastStep: "last step"
        case .underReview: "under review"
        case .clashesWith: "clashes with"
        case .gramNumbers: "grams from – to"
        case .headingsFrom: "headings from"
        case .takenFor: "taken for"
        case .cut: "asked for"
        case .invoice, .paid, .price, .key, .fingerprint, .witness, .address, .cosigned: rawValue
        case .earlierLog: "earlier log"
        case .gramsPerPiece: "grams per piece"
        case .logKey: "log key"
        case .massFrom: "as of"
        case .row: "row"
        case .unuKey: "UNU-KEY"
        case .beneficiary, .certificate, .certificates, .certifications, .claimable, .classes, .collected, .country,
            .counts, .customer, .data, .day, .declaration, .declarations, .devices, .document, .draft, .duplicates,
            .entries,
            .evidence, .facility, .file, .from, .identifiers, .included, .issuer, .keys, .lot, .lots, .mass, .name,
            .net, .origin, .owed, .party, .pieces, .programme, .promised, .reason, .excluded, .review, .attached,
            .cancelled, .position, .retired,
            .retirement,
            .retirements, .roles, .rows, .rule, .stage, .standard, .standards, .state, .trigger, .unit, .used,
            .verdict, .waiting, .weighing, .column, .heading, .profile, .sample, .stated:
            rawValue
        }
    }

    var french: String {
        switch self {
        case .beneficiary: "bénéficiaire"
        case .earlierSystem: "repris de"
        case .legacyID: "numéro antérieur"
        case .lotTakenOver: "lot repris"
        case .retirementTakenOver: "retrait repris"
        case .stated: "déclaré"
        case .key: "clé"
        case .fingerprint: "empreinte"
        case .earlierLog: "journal antérieur"
        case .certificate: "certificat"
        case .certificates: "certificats"
        case .certifications: "certifications"
        case .claimable: "revendicable"
        case .classes: "classes"
        case .collected: "collecté"
        case .country: "pays"
        case .counts: "compte"
        case .costCentre: "centre de coûts"
        case .draft: "brouillon"
        case .lastStep: "dernière étape"
        case .underReview: "à l’examen"
        case .excluded: "exclues"
        case .attached: "rattachées"
        case .cancelled: "annulées"
        case .position: "position"
        case .review: "examen"
        case .clashesWith: "rencontre"
        case .customer: "client"
        case .data: "données"
        case .day: "jour"
        case .declaration: "déclaration"
        case .declarations: "déclarations"
        case .deviceClass: "classe"
        case .devices: "appareils"
        case .document: "document"
        case .duplicates: "doublons"
        case .entries: "écritures"
        case .evidence: "pièces justificatives"
        case .facility: "installation"
        case .file: "fichier"
        case .from: "depuis"
        case .gramNumbers: "grammes de – à"
        case .gramsPerPiece: "grammes par pièce"
        case .identifiers: "identifiants"
        case .included: "retenues"
        case .issuer: "émetteur"
        case .keys: "clés"
        case .logKey: "clé du journal"
        case .lot: "lot"
        case .lots: "lots"
        case .mass: "masse"
        case .massFrom: "en date du"
        case .name: "nom"
        case .net: "net"
        case .origin: "origine"
        case .owed: "dû"
        case .party: "partie"
        case .pieces: "pièces"
        case .programme: "programme"
        case .promised: "affecté"
        case .reason: "raison"
        case .retired: "retiré"
        case .retirement: "retrait"
        case .retirements: "retraits"
        case .roles: "rôles"
        case .row: "ligne"
        case .rows: "lignes"
        case .rule: "règle"
        case .stage: "étape"
        case .standard: "norme"
        case .standards: "normes"
        case .state: "état"
        case .trigger: "déclencheur"
        case .unit: "unité"
        case .unuKey: "clé UNU"
        case .used: "utilisé"
        case .verdict: "verdict"
        case .waiting: "en attente"
        case .weighing: "pesée"
        case .column: "colonne"
        case .heading: "intitulé"
        case .headingsFrom: "intitulés d’après"
        case .profile: "profil"
        case .sample: "exemple"
        case .takenFor: "prise pour"
        case .cut: "demandé"
        case .invoice: "facture"
        case .paid: "payé"
        case .price: "prix"
        case .witness: "témoin"
        case .address: "adresse"
        case .cosigned: "cosigné"
        }
    }
}

/// Where scrap was weighed, as a cell has it.
struct StagePhrase: Phrase {
    let stage: Stage

    var english: String { stage.rawValue }

    var french: String {
        switch stage {
        case .collection: "collecte"
        case .receipt: "réception"
        case .treatment: "traitement"
        }
    }
}
