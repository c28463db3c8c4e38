public import Wording

extension Role {
    /// The role as a word in a sentence: `provider`, `prestataire`.
    public var phrase: RolePhrase { RolePhrase(role: self) }
}

public struct RolePhrase: Phrase {
    let role: Role

    public var english: String { role.rawValue }

    public var french: String {
        switch role {
        case .registrar: "teneur du registre"
        case .provider: "prestataire"
        case .customer: "client"
        case .collector: "collecteur"
        case .recycler: "recycleur"
        case .verifier: "vérificateur"
        }
    }
}

/// What an actor was about to do, as an infinitive.
public struct PermissionPhrase: Phrase {
    let permission: Permission

    public init(_ permission: Permission) { self.permission = permission }

    public var english: String {
        switch permission {
        case .recordParty: "record parties"
        case .publishRules: "publish rules"
        case .recordSupplyFacts: "record facilities, approvals and consents"
        case .sealLot: "seal lots"
        case .weigh: "record weighings"
        case .voidWeighing: "void weighings"
        case .verifyLot: "verify or reject lots"
        case .impugnLot: "impugn lots"
        case .declare: "declare devices"
        case .decideReview: "decide on rows under review"
        case .withdraw: "withdraw devices"
        case .setPrice: "set prices"
        case .invoice: "invoice declarations and record payments"
        case .match: "match"
        case .retire: "retire"
        case .certify: "issue certificates"
        case .takeOver: "take over the balances of an earlier system"
        case .keepKeys: "change keys"
        case .keepWitnesses: "record witnesses or remove them"
        }
    }

    public var french: String {
        switch permission {
        case .recordParty: "inscrire des parties"
        case .publishRules: "publier des règles"
        case .recordSupplyFacts: "inscrire des installations, des agréments et des consentements"
        case .sealLot: "sceller des lots"
        case .weigh: "inscrire des pesées"
        case .voidWeighing: "annuler des pesées"
        case .verifyLot: "vérifier ou refuser des lots"
        case .impugnLot: "contester des lots"
        case .declare: "déclarer des appareils"
        case .decideReview: "trancher les lignes à l’examen"
        case .withdraw: "retirer des appareils d’une déclaration"
        case .setPrice: "fixer des prix"
        case .invoice: "facturer des déclarations et inscrire des paiements"
        case .match: "affecter"
        case .retire: "retirer des quantités"
        case .certify: "délivrer des certificats"
        case .takeOver: "reprendre les soldes d’un système antérieur"
        case .keepKeys: "changer des clés"
        case .keepWitnesses: "inscrire ou retirer des témoins"
        }
    }
}
