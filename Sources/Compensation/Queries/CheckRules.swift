import Access
import Certificates
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Storage

// Rows that rules read, and rows that say what stands behind what: each is what the journal says. Left out is what the
// journal does not speak of: names of classes, models, customers and collectors, verdicts in words, requests to sign.

extension Connection {
    /// Rules and parties as rows have them, against the replay.
    func compareRules(with replay: Replay) throws -> [CheckFinding] {
        var findings: [CheckFinding] = []
        for row in try programmes() where replay.programmes[row.rules.version] != row.rules {
            findings.append(.rules(row.rules.version))
        }
        for row in try standards() where replay.standards[row.rules.version] != row.rules {
            findings.append(.rules(row.rules.version))
        }
        for mass in try referenceMasses() where replay.masses[mass.version] != mass {
            findings.append(.rules(mass.version))
        }
        for facility in try facilities() where replay.facilities[facility.code] != facility {
            findings.append(.facility(facility.code))
        }
        let declared = try run(
            """
            SELECT facility.code, year, grams FROM facility_declaration
            JOIN facility ON facility.id = facility_declaration.facility
            """)
        for row in declared {
            let year = YearAtFacility(facility: try row.code("code"), year: Int(try row.integer("year")))
            if try replay.treatedForOthers[year]?.count != row.integer("grams") {
                findings.append(.facility(year.facility))
            }
        }
        for party in try parties() {
            let known = replay.parties[party.code]
            let roles = Set(known?.roles.map(\.rawValue) ?? [])
            let ours = Set(party.roles.map(\.rawValue)).intersection(PublicRole.allCases.map(\.rawValue))
            let same =
                roles == ours
                && (known == nil
                    || known?.verifierKey == party.verifierKey && known?.assurance == party.assurance
                        && known?.name == party.name && known?.country == party.country)
            if !same { findings.append(.party(party.code)) }
        }
        for row in try run("SELECT * FROM consent") {
            let code = try row.code("code")
            let consent = ShipmentConsented(
                consent: code, from: try row.country("from_country"), to: try row.country("to_country"),
                first: try row.day("first_day"), last: try row.day("last_day"), waste: try row.word("waste"))
            if replay.consents[code] != consent { findings.append(.consent(code)) }
        }
        let approvals = try run(
            """
            SELECT party.code, from_day, to_day FROM collector_approval
            JOIN party ON party.id = collector_approval.party
            """)
        for row in approvals {
            let (code, from, to) = (try row.code("code"), try row.day("from_day"), try row.day("to_day"))
            let known = replay.approvals[code]?.contains { $0.from == from && $0.to == to } ?? false
            if !known { findings.append(.party(code)) }
        }
        return findings
    }

    /// What sealing and weighing stated of a lot.
    func isAsSealed(_ lot: LotRow, _ replayed: ReplayedLot) throws -> Bool {
        let sealing = replayed.sealing
        guard sealing.provider == lot.provider, sealing.scrap == lot.scrap, sealing.country == lot.country,
            sealing.collected == lot.collected, sealing.standard == lot.standard.rules.version,
            replayed.papers.map({ $0.collector == lot.collector }) ?? true
        else { return false }
        let weighings = try weighings(of: lot.id)
        guard weighings.count == replayed.weighings.count else { return false }
        return zip(weighings, replayed.weighings).allSatisfy { row, entry in
            row.id == entry.sequence && row.voided == entry.voided && row.stage == entry.weighed.stage
                && row.facility == entry.weighed.facility && row.day == entry.weighed.day
                && row.reading.gross == entry.weighed.gross && row.reading.tare == entry.weighed.tare
                && row.net == entry.weighed.net && row.pieces == entry.weighed.pieces
                && row.basis == entry.weighed.basis && row.share == entry.weighed.shared
        }
    }

    /// The units that are withdrawn and those behind each live retirement.
    func hasUnits(of declaration: DeclarationRow, _ replayed: ReplayedDeclaration, _ replay: Replay) throws -> Bool {
        var withdrawn = RangeSet<Int64>()
        var retired: [Int64: RangeSet<Int64>] = [:]
        let runs = try run("SELECT * FROM unit_run WHERE declaration = \(declaration.id) ORDER BY first_unit")
        for row in runs {
            let (first, end) = (try row.integer("first_unit"), try row.integer("end_unit"))
            guard first < end else { return false }
            if let retirement = try row.optionalInteger("retirement") {
                retired[retirement, default: RangeSet()].insert(contentsOf: first..<end)
            } else {
                withdrawn.insert(contentsOf: first..<end)
            }
        }
        guard withdrawn == replayed.withdrawn, try attachedUnits(of: declaration) == replayed.identified else {
            return false
        }
        let live = retired.values.reduce(RangeSet<Int64>()) { $0.union($1) }
        guard live == replayed.liveRetired else { return false }
        return retired.allSatisfy { retirement, units in
            (replay.retirements[retirement]?.papers ?? replay.retirementsTakenOver[retirement]?.papers)
                .map { RangeSet($0.units) == units } ?? false
        }
    }

    /// The units of all positions that are filled.
    private func attachedUnits(of declaration: DeclarationRow) throws -> RangeSet<Int64> {
        var units = RangeSet<Int64>()
        let (first, end) = (declaration.firstDevice, declaration.firstDevice + declaration.devices)
        let rows = try run(
            """
            SELECT DISTINCT device FROM attached WHERE cancelled = 0 AND device >= \(first) AND device < \(end)
            """)
        for row in rows {
            let id = try row.integer("device")
            let positions = try positions(ofRow: id - first + 1, in: declaration)
            for attached in try run("SELECT position FROM attached WHERE device = \(id) AND cancelled = 0") {
                let position = try attached.integer("position")
                guard position <= positions.quantity else {
                    throw CompensationRefusal.damaged(column: "attached.position")
                }
                units.insert(contentsOf: positions.units(of: position))
            }
        }
        return units
    }

    /// What a certificate names, and the credential behind it in both its forms.
    func isAsIssued(_ row: Row, _ replayed: ReplayedCertificate) throws -> Bool {
        let named = try run(
            "SELECT retirement FROM certificate_retirement WHERE certificate = \(row.integer("id")) ORDER BY retirement"
        ).map { try $0.integer("retirement") }
        guard named == replayed.issued.retirements.sorted(),
            Digest(sha256: try row.blob("credential")) == replayed.issued.credential
        else { return false }
        let credential = try row.credential()
        return (try? credential.signed.verify { _ in credential.statedKey }) != nil
    }
}
