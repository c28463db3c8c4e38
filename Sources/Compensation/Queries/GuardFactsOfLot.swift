import Journal
import Lots
import Primitives
import Programmes
import Registry
import Storage

extension Connection {
    /// All that the guard reads of a lot, inside the transaction that asks.
    func guardFacts(of lot: LotRow, verifier: Party) throws -> GuardFacts {
        let weighings = try weighings(of: lot.id)
        let sealed = SealedLot(
            code: lot.code, deviceClass: lot.scrap, country: lot.country, collected: lot.collected,
            entry: try baselEntry(from: lot.country, weighings))
        var facts = GuardFacts(lot: sealed, standard: lot.standard.rules)
        facts.weighings = weighings
        if let treatment = Treatment(weighings), treatment.facilities.count == 1 {
            let facility = try facility(treatment.facilities[0])
            facts.facility = facility.record
            facts.year = try year(treatment.year, of: facility, without: lot.id)
        }
        facts.collector = try collector(of: lot)
        facts.prices = try run("SELECT * FROM lot_price WHERE lot = \(lot.id) ORDER BY id").compactMap { row in
            PricePaid(
                currency: try row.text("currency"), minorUnits: try row.integer("minor_units"),
                pieces: try row.parsed("pieces", Pieces(row.integer("pieces"))))
        }
        facts.consents = try run("SELECT * FROM consent WHERE from_country = \(lot.country.text) ORDER BY code").map {
            ShipmentConsent(
                from: try $0.country("from_country"), to: try $0.country("to_country"),
                days: try $0.day("first_day")...$0.day("last_day"))
        }
        let evidence = try run("SELECT DISTINCT kind, party FROM lot_evidence WHERE lot = \(lot.id)")
        facts.evidence = Set(try evidence.compactMap { EvidenceKind(rawValue: try $0.text("kind")) })
        let exclusive = try evidence.filter { try $0.text("kind") == EvidenceKind.exclusivity.rawValue }
        let required = [lot.provider, lot.collector] + (facts.facility.map { [$0.party] } ?? [])
        facts.exclusivity = Exclusivity(
            required: Set(required).sorted(), declared: Set(try exclusive.compactMap { Code(try $0.text("party")) }))
        facts.marks = try marks(of: lot.id)
        let weighers = try run(
            """
            SELECT DISTINCT party.code FROM weighing
            JOIN party ON party.id = weighing.party WHERE weighing.lot = \(lot.id)
            """)
        facts.recorders = Set(try weighers.map { try $0.code("code") } + [lot.recorder, lot.provider])
        if let assurance = verifier.assurance {
            facts.verifier = Verifier(
                party: verifier.code, assurance: assurance, keyRegistered: verifier.verifierKey != nil)
        }
        return facts
    }

    /// What else the facility takes on that year: the largest treatment net of each other lot not rejected, and what it
    /// declared to treat for others. Read inside the write transaction, so two lots cannot both take the last grams.
    private func year(_ year: Int, of facility: FacilityRow, without lot: Int64) throws -> FacilityYear {
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else {
            throw CompensationRefusal.damaged(column: "weighing.day")
        }
        let others = try run(
            """
            SELECT weighing.lot, lot.standard FROM weighing JOIN lot ON lot.id = weighing.lot
            WHERE weighing.stage = 'treatment' AND weighing.voided = 0 AND weighing.facility = \(facility.id)
                AND weighing.day BETWEEN \(Int64(first.number)) AND \(Int64(last.number))
                AND lot.state <> 'rejected' AND weighing.lot <> \(lot)
            GROUP BY weighing.lot, lot.standard ORDER BY weighing.lot
            """)
        var total: Int64 = 0
        for row in others {
            let basis = try standard(version: row.integer("standard")).rules.basis
            let treatment = Treatment(try weighings(of: row.integer("lot")))
            if let treatment, treatment.year == year { total += treatment.net(on: basis)?.count ?? 0 }
        }
        let declared = try run(
            "SELECT grams FROM facility_declaration WHERE facility = \(facility.id) AND year = \(year)"
        ).first
        return FacilityYear(
            otherLots: Grams(total) ?? .most, declaredForOthers: try declared.map { try $0.grams("grams") })
    }

    private func collector(of lot: LotRow) throws -> Collector {
        let approvals = try run(
            """
            SELECT from_day, to_day FROM collector_approval JOIN party ON party.id = collector_approval.party
            WHERE party.code = \(lot.collector.text) ORDER BY from_day
            """
        ).map { (from: try $0.day("from_day"), to: try $0.day("to_day")) }
        let covering = approvals.first { $0.from <= lot.collected.lowerBound && lot.collected.upperBound <= $0.to }
        let best = covering ?? approvals.last
        return Collector(party: lot.collector, approvedFrom: best?.from, approvedTo: best?.to)
    }

    private func marks(of lot: Int64) throws -> Marks {
        let compared = try run(
            "SELECT COUNT(*) AS marks FROM (SELECT DISTINCT kind, value FROM lot_mark WHERE lot = \(lot)) AS mark"
        )[0].integer("marks")
        let clashes = try run(
            """
            SELECT DISTINCT mine.kind, mine.value, other.code FROM lot_mark AS mine
            JOIN lot_mark AS theirs ON theirs.value = mine.value AND theirs.lot <> mine.lot
                AND (theirs.kind = mine.kind OR (theirs.kind IN ('seal', 'bag') AND mine.kind IN ('seal', 'bag')))
            JOIN lot AS other ON other.id = theirs.lot
            WHERE mine.lot = \(lot) AND other.state <> 'rejected'
                AND NOT (mine.kind = 'ticket' AND mine.weighing = theirs.weighing)
            ORDER BY mine.kind, mine.value, other.code
            """
        ).map { row in
            MarkClash(kind: try row.word("kind"), mark: try row.text("value"), lot: try row.code("code"))
        }
        return Marks(compared: Int(compared), clashes: clashes)
    }

    /// Under which Basel entry the lot crosses a border: the stricter of what the consents that cover its arrival say, else
    /// what the newest consent says. `nil` where none speaks.
    private func baselEntry(from country: Country, _ weighings: [Weighing]) throws -> BaselEntry? {
        guard let treatment = Treatment(weighings), let facility = treatment.facilities.first else { return nil }
        let arrival = treatment.arrival(at: facility, weighings)
        let to = try self.facility(facility).record.country
        let consents = try run(
            """
            SELECT * FROM consent WHERE from_country = \(country.text) AND to_country = \(to.text)
            ORDER BY first_day DESC
            """
        ).map { row in
            (days: try row.day("first_day")...row.day("last_day"), waste: try row.word("waste", BaselEntry.self))
        }
        let covering = consents.filter { $0.days.contains(arrival) }.map(\.waste)
        return covering.contains(.a1181) ? .a1181 : covering.first ?? consents.first?.waste
    }
}
