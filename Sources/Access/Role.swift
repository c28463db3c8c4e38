/// What a party does in the registry. A party may have several roles.
public enum Role: String, Hashable, Sendable, CaseIterable, Codable {
    /// Keeps the registry: records parties, publishes rules.
    case registrar
    /// Runs programmes and lots; matches, retires and certifies.
    case provider
    /// Declares devices and holds certificates.
    case customer
    /// Collects scrap.
    case collector
    /// Runs facilities; weighs.
    case recycler
    /// Approves, refuses or impugns lots.
    case verifier
}

/// What a command does, as far as roles decide who may.
public enum Permission: Hashable, Sendable, CaseIterable {
    case recordParty
    case publishRules
    case recordSupplyFacts
    case sealLot
    case weigh
    case voidWeighing
    case verifyLot
    case impugnLot
    case declare
    case decideReview
    case withdraw
    case setPrice
    case invoice
    case match
    case retire
    case certify
    case takeOver
    case keepKeys
    case keepWitnesses
}

extension Role {
    /// The one table of permissions. A command asks whether any role of the actor's party may.
    public func may(_ permission: Permission) -> Bool {
        switch (self, permission) {
        case (.registrar, .recordParty), (.registrar, .publishRules), (.registrar, .recordSupplyFacts),
            (.registrar, .takeOver), (.registrar, .keepKeys), (.registrar, .keepWitnesses):
            true
        case (.provider, .publishRules), (.provider, .recordSupplyFacts), (.provider, .sealLot), (.provider, .weigh),
            (.provider, .voidWeighing), (.provider, .declare), (.provider, .decideReview), (.provider, .withdraw),
            (.provider, .setPrice), (.provider, .invoice),
            (.provider, .match),
            (.provider, .retire), (.provider, .certify):
            true
        case (.customer, .declare), (.customer, .withdraw): true
        case (.collector, .weigh): true
        case (.recycler, .weigh), (.recycler, .voidWeighing): true
        case (.verifier, .verifyLot), (.verifier, .impugnLot): true
        case (.registrar, _), (.provider, _), (.customer, _), (.collector, _), (.recycler, _), (.verifier, _): false
        }
    }

    /// The roles that may, in the order in which they are declared.
    public static func allowed(_ permission: Permission) -> [Role] { allCases.filter { $0.may(permission) } }
}
