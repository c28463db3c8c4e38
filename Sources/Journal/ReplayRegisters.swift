import Primitives
import Programmes

/// What is published in numbered versions, each kind by itself.
enum PublishedCode: Hashable, Sendable {
    case programme(Code)
    case standard(Code)
    case mass(Code)
}

/// A key of the issuer, as the journal leaves it.
public struct ReplayedKey: Hashable, Sendable {
    public let added: KeyAdded
    /// Why it signs no more; `nil` while it stands.
    public internal(set) var revoked: KeyCause?
}

// Keys, rules, parties and facilities: what the other rules read (docs/spec/journal-rules.md, R).
extension Replay {
    mutating func add(_ added: KeyAdded, _ step: ReplayStep) throws(ReplayRefusal) {
        let isKnown = keys.contains { $0.added.key == added.key }
        // did:key names its one key for ever.
        let isForeign = opened.map { $0.issuer.hasPrefix("did:key:") && $0.issuer != added.key } ?? false
        try step.require(.keyAddedOnce, [.key(added.key)], !isKnown && !isForeign)
        keys.append(ReplayedKey(added: added))
    }

    mutating func revoke(_ revoked: KeyRevoked, _ step: ReplayStep) throws(ReplayRefusal) {
        let place = keys.firstIndex { $0.added.key == revoked.key }
        let earlier = place.flatMap { keys[$0].revoked }
        try step.require(
            .keyRevokedOnce, [.key(revoked.key)],
            place != nil && (earlier == nil || earlier != .compromised && revoked.cause == .compromised))
        let others = keys.filter { $0.revoked == nil && $0.added.key != revoked.key }
        try step.require(.keyStands, [.key(revoked.key)], earlier != nil || !others.isEmpty)
        if let place { keys[place].revoked = revoked.cause }
    }

    mutating func publish(_ programme: Programme, _ step: ReplayStep) throws(ReplayRefusal) {
        try follow(programme.version, of: .programme(programme.version.code), step)
        try step.require(.figuresInRange, [.version(programme.version)], programme.isInRange)
        programmes[programme.version] = programme
    }

    mutating func publish(_ standard: SupplyStandard, _ step: ReplayStep) throws(ReplayRefusal) {
        try follow(standard.version, of: .standard(standard.version.code), step)
        try step.require(.figuresInRange, [.version(standard.version)], standard.isInRange)
        standards[standard.version] = standard
    }

    mutating func publish(_ published: [ReferenceMass], _ step: ReplayStep) throws(ReplayRefusal) {
        for mass in published {
            try follow(mass.version, of: .mass(mass.version.code), step)
            let inRange = (1...10_000_000).contains(mass.mass.count)
            try step.require(.figuresInRange, [.version(mass.version), .stated(mass.mass.count)], inRange)
            masses[mass.version] = mass
        }
    }

    private mutating func follow(_ version: Version, of code: PublishedCode, _ step: ReplayStep) throws(ReplayRefusal) {
        let expected = (lastVersions[code] ?? 0) + 1
        try step.require(
            .versionsRun, [.version(version), .follows(Int64(expected))], version.number == expected)
        lastVersions[code] = version.number
    }

    mutating func record(_ party: PartyRecorded, _ step: ReplayStep) throws(ReplayRefusal) {
        let keyed = party.verifierKey != nil && party.assurance != nil
        try step.require(.verifierKeyed, [.party(party.party)], keyed || !party.roles.contains(.verifier))
        parties[party.party] = party
    }

    mutating func record(_ facility: Facility, _ step: ReplayStep) throws(ReplayRefusal) {
        try step.require(
            .recyclerRuns, [.facility(facility.code), .party(facility.party)],
            parties[facility.party]?.roles.contains(.recycler) ?? false)
        facilities[facility.code] = facility
    }

    mutating func declare(_ declared: FacilityDeclared, _ step: ReplayStep) throws(ReplayRefusal) {
        try step.require(.facilityKnown, [.facility(declared.facility)], facilities[declared.facility] != nil)
        try step.require(
            .figuresInRange, [.facility(declared.facility), .stated(Int64(declared.year))],
            (1970...2199).contains(declared.year))
        treatedForOthers[YearAtFacility(facility: declared.facility, year: declared.year)] = declared.grams
    }

    mutating func approve(_ step: ReplayStep) throws(ReplayRefusal) {
        guard case .collectorApproved(let approved) = step.sealed else {
            knowsCollectors = false
            return
        }
        try step.require(
            .figuresInRange, [.day(approved.from), .day(approved.to)], approved.from <= approved.to)
        approvals[approved.collector, default: []].append(approved)
    }

    mutating func consent(to consent: ShipmentConsented, _ step: ReplayStep) throws(ReplayRefusal) {
        try step.require(.consentOnce, [.consent(consent.consent)], consents[consent.consent] == nil)
        try step.require(
            .figuresInRange, [.consent(consent.consent), .day(consent.first), .day(consent.last)],
            consent.first <= consent.last && consent.from != consent.to)
        consents[consent.consent] = consent
    }
}

extension Programme {
    /// Whether the figures lie where docs/spec/programmes.md puts them, so that sums with them stay within 64 bits.
    var isInRange: Bool {
        let ages = [massAgeMax, supply.lotAgeMax, supply.forwardAgeMax]
        return (1...1_000).contains(supply.shareMax) && ages.allSatisfy { $0.map((1...36_500).contains) ?? true }
    }
}

extension SupplyStandard {
    /// Whether the figures lie where docs/spec/programmes.md puts them, so that sums with them stay within 64 bits.
    var isInRange: Bool {
        (0...1_000).contains(massTolerance) && (0...1_000).contains(countTolerance)
            && reusePrices.allSatisfy { (0...1_000_000_000).contains($0.minorUnits) }
    }
}
