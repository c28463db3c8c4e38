import Access
public import Journal
import Lots
public import Primitives
public import Programmes
import Registry
import Storage

// What the guard reads of facilities, collectors and borders.

extension Compensation {
    /// Records a facility with its permits, certifications and capacity. Recorded again, it replaces what was said before.
    @discardableResult
    public func record(_ facility: Facility, as actor: Actor) async throws -> Int64 {
        try await registry.act(as: actor) { act in
            try act.require(.recordSupplyFacts)
            guard let party = try act.connection.party(facility.party) else {
                throw RegistryRefusal.unknownParty(facility.party)
            }
            guard party.roles.contains(.recycler) else { throw CompensationRefusal.notARecycler(facility.party) }
            try act.connection.run(
                """
                INSERT INTO facility (code, party, record)
                VALUES (\(facility.code.text), \(party.id), \(facility.canonicalBytes))
                ON CONFLICT (code) DO UPDATE SET party = excluded.party, record = excluded.record
                """)
            return try act.append(.facilityRecorded(facility))
        }
    }

    /// Records what a facility treats in a year for others. Declared again, it replaces what was said before.
    @discardableResult
    public func record(_ declared: FacilityDeclared, as actor: Actor) async throws -> Int64 {
        try await registry.act(as: actor) { act in
            try act.require(.recordSupplyFacts)
            let facility = try act.connection.facility(declared.facility)
            try act.connection.run(
                """
                INSERT INTO facility_declaration (facility, year, grams)
                VALUES (\(facility.id), \(declared.year), \(declared.grams.count))
                ON CONFLICT (facility, year) DO UPDATE SET grams = excluded.grams
                """)
            return try act.append(.facilityDeclared(declared))
        }
    }

    /// Approves a collector under a code of conduct, from one day to another.
    @discardableResult
    public func approve(_ approved: CollectorApproved, as actor: Actor) async throws -> Int64 {
        try await registry.act(as: actor) { act in
            try act.require(.recordSupplyFacts)
            let party = try act.connection.collector(approved.collector)
            guard approved.from <= approved.to else {
                throw CompensationRefusal.daysReversed(first: approved.from, last: approved.to)
            }
            try act.connection.run(
                """
                INSERT INTO collector_approval (party, from_day, to_day)
                VALUES (\(party.id), \(Int64(approved.from.number)), \(Int64(approved.to.number)))
                ON CONFLICT DO NOTHING
                """)
            let sequence = try act.append(.collectorApproved, .collectorApproved(approved))
            try act.name(evidence: [approved.evidence], in: sequence)
            return sequence
        }
    }

    /// Records the written consent of the countries concerned to a movement of scrap.
    @discardableResult
    public func record(_ consent: ShipmentConsented, documents: [Digest], as actor: Actor) async throws -> Int64 {
        try await registry.act(as: actor) { act in
            try act.require(.recordSupplyFacts)
            let db = act.connection
            guard consent.first <= consent.last else {
                throw CompensationRefusal.daysReversed(first: consent.first, last: consent.last)
            }
            guard try db.run("SELECT 1 FROM consent WHERE code = \(consent.consent.text)").isEmpty else {
                throw CompensationRefusal.consentExists(consent.consent)
            }
            try db.run(
                """
                INSERT INTO consent (code, from_country, to_country, first_day, last_day, waste)
                VALUES (\(consent.consent.text), \(consent.from.text), \(consent.to.text),
                    \(Int64(consent.first.number)), \(Int64(consent.last.number)), \(consent.waste.rawValue))
                """)
            let sequence = try act.append(.shipmentConsented(consent), .shipmentConsented(documents))
            try act.name(evidence: documents, in: sequence)
            return sequence
        }
    }
}

extension Connection {
    func collector(_ code: Code) throws -> Party {
        guard let party = try party(code) else { throw RegistryRefusal.unknownParty(code) }
        guard party.roles.contains(.collector) else { throw CompensationRefusal.notACollector(code) }
        return party
    }
}
