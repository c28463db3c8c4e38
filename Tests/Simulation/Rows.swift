import Compensation
import Journal
import Primitives
import Programmes
import Registry
import Storage

/// The registry's own numbers for what the model knows by its place.
struct Numbers: Sendable, Equatable {
    var entries: Int64 = 0
    var weighings: [Int64] = []
    var declarations: [Int64] = []
    var retirements: [Int64] = []
    var certificates: [Int64] = []
    /// Retirements that were taken over.
    var old: [Int64] = []
    /// The salt of what a verifier was sent, by lot.
    var requests: [String: [UInt8]] = [:]
}

/// The state of a registry in lines, as the database holds it and as the model does: equal states, equal lines.
struct StateLines: Sendable, Equatable {
    var lines: [String] = []

    mutating func add(_ line: String) { lines.append(line) }

    /// What one side has and the other has not.
    func differences(from other: StateLines) -> String {
        let (mine, theirs) = (Set(lines), Set(other.lines))
        let only = lines.filter { !theirs.contains($0) }.prefix(16).map { "  database  \($0)" }
        let missing = other.lines.filter { !mine.contains($0) }.prefix(16).map { "  model     \($0)" }
        guard !(only + missing).isEmpty else {
            let first = zip(lines, other.lines).first { $0 != $1 }
            return "  in another order, from \(first.map { "\($0) | \($1)" } ?? "the end")"
        }
        return (only + missing).joined(separator: "\n")
    }
}

extension Model {
    var stateLines: StateLines {
        var state = StateLines()
        for code in lotCodes {
            guard let lot = lots[code] else { continue }
            let sums = [ModelUnit.pieces, .grams].map { unit in
                "\(promised(code, unit))/\(retired(code, unit))/\(retired(code, unit, live: false))"
            }
            state.add("lot \(code) \(lot.standing) \(text(lot.mass)) \(text(lot.count)) \(sums.joined(separator: " "))")
        }
        for weighing in weighings {
            state.add(
                "weighing \(weighing.lot) \(weighing.stage) \(weighing.net) \(text(weighing.pieces)) "
                    + "\(weighing.voided ? 1 : 0)")
        }
        for (index, declaration) in declarations.enumerated() {
            let mine = claims(of: index)
            let promised = mine.reduce(0) { $0 + claims[$1].units.count }
            let retired = retirements.filter { mine.contains($0.claim) }
            state.add(
                "declaration \(index) \(declaration.customer) \(declaration.unit) \(declaration.owed) "
                    + "\(declaration.withdrawn.count) \(promised) "
                    + "\(retired.reduce(oldRetired(of: index).count) { $0 + $1.units.count }) "
                    + "\(retired.filter { !$0.live }.reduce(0) { $0 + $1.units.count })")
            state.add("withdrawn \(index) \(runs(declaration.withdrawn))")
        }
        for price in prices { state.add("price \(price.programme) \(price.from) \(price.amount) \(price.unit)") }
        for (index, declaration) in declarations.enumerated() {
            guard let invoice = declaration.invoice else { continue }
            state.add(
                "invoice \(index) \(invoice.reference) \(invoice.amount) \(invoice.owed) "
                    + "\(declaration.isPaid ? "paid" : "due")")
        }
        for (index, claim) in claims.enumerated() {
            let mine = retirements.filter { $0.claim == index }
            state.add(
                "claim \(claim.declaration) \(claim.lot) \(claim.units.count) "
                    + "\(mine.reduce(0) { $0 + $1.units.count }) "
                    + "\(mine.filter { !$0.live }.reduce(0) { $0 + $1.units.count }) "
                    + "\(claim.units.isEmpty ? "-" : "\(claim.promisedOn)")")
        }
        for (index, retirement) in retirements.enumerated() {
            state.add(
                "retirement \(index) \(claims[retirement.claim].declaration) \(claims[retirement.claim].lot) "
                    + "on \(retirement.day) "
                    + "\(retirement.units.count) \(runs(retirement.grams)) \(retirement.live ? 1 : 0) "
                    + "\(retirement.live ? runs(retirement.units) : "")")
        }
        for (index, certificate) in certificates.enumerated() {
            state.add(
                "certificate \(index) \(declarations(of: certificate)) \(certificate.standing) \(certificate.retirements) "
                    + "\(certificate.old)")
        }
        for (index, lot) in openings.lots.enumerated() {
            state.add(
                "old lot \(lot.legacy) \(lot.provider) \(lot.mass) \(text(lot.count)) \(oldUsed(index, .pieces)) "
                    + "\(oldUsed(index, .grams))")
        }
        for old in openings.declarations { state.add("old declaration \(old.legacy) \(old.declaration)") }
        for old in openings.retirements {
            state.add(
                "old retirement \(old.plan.legacy) \(old.plan.lot) \(old.declaration) \(old.plan.day) "
                    + "\(runs(old.grams)) \(runs(old.units))")
        }
        if let until = openings.until { state.add("old system \(until)") }
        state.add("identifiers \(live.count)")
        rulesLines(&state)
        for code in requests.keys.sorted() { state.add("request \(code) \(requests[code].map { "\($0.by)" } ?? "")") }
        return state
    }

    private func rulesLines(_ state: inout StateLines) {
        for (code, party) in parties.sorted(by: { $0.key < $1.key }) {
            state.add("party \(code) \(party.roles.sorted()) \(party.members.sorted())")
        }
        for (code, versions) in standards.sorted(by: { $0.key < $1.key }) {
            state.add("standard \(code) \(versions.map { "\($0.from)" })")
        }
        for (code, versions) in programmes.sorted(by: { $0.key < $1.key }) {
            state.add("programme \(code) \(versions.map { "\($0.from)" })")
        }
        for (code, facility) in facilities.sorted(by: { $0.key < $1.key }) {
            let capacity = facility.capacity.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
            state.add(
                "facility \(code) \(facility.party) \(capacity) \(facility.permits.map(\.last)) "
                    + "\(facility.certifications.values.map(\.last))")
        }
        for (facility, years) in treatedForOthers.sorted(by: { $0.key < $1.key }) {
            state.add("others \(facility) \(years.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" })")
        }
        for (collector, days) in approvals.sorted(by: { $0.key < $1.key }) {
            let spans = days.sorted { ($0.first, $0.last) < ($1.first, $1.last) }
            state.add("approval \(collector) \(spans.map { "\($0.first)-\($0.last)" })")
        }
        for (code, consent) in consents.sorted(by: { $0.key < $1.key }) {
            state.add("consent \(code) \(consent.days.first)-\(consent.days.last)")
        }
    }

    private func text(_ number: Int?) -> String { number.map { "\($0)" } ?? "-" }

    private func runs(_ numbers: Set<Int>) -> String { Runs.text(of: numbers.map { Int64($0)..<Int64($0) + 1 }) }
}

/// Numbers as runs, `0..<5 7..<9`, however they were written down.
enum Runs {
    static func text(of runs: [Range<Int64>]) -> String {
        var joined: [Range<Int64>] = []
        for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, last.upperBound == run.lowerBound {
                joined[joined.count - 1] = last.lowerBound..<run.upperBound
            } else {
                joined.append(run)
            }
        }
        return joined.map { "\($0.lowerBound)..<\($0.upperBound)" }.joined(separator: " ")
    }
}

extension Connection {
    func stateLines() throws -> (StateLines, Numbers) {
        var (state, numbers) = (StateLines(), Numbers())
        numbers.entries = try run("SELECT size FROM registry")[0].integer(at: 0)
        try each(
            """
            SELECT code, state, mass, count, pieces_promised, pieces_retired, pieces_reversed, grams_promised,
                grams_retired, grams_reversed FROM lot ORDER BY sequence
            """
        ) { row in
            state.add(
                "lot \(try row.text(at: 0)) \(try row.text(at: 1)) \(row.cell(2)) \(row.cell(3)) "
                    + "\(row.cell(4))/\(row.cell(5))/\(row.cell(6)) \(row.cell(7))/\(row.cell(8))/\(row.cell(9))")
        }
        try each(
            """
            SELECT lot.code, stage, net, pieces, voided, weighing.sequence FROM weighing
            JOIN lot ON lot.id = weighing.lot ORDER BY weighing.sequence
            """
        ) { row in
            let stage = ["collection": 0, "receipt": 1, "treatment": 2][try row.text(at: 1)] ?? -1
            state.add("weighing \(try row.text(at: 0)) \(stage) \(row.cell(2)) \(row.cell(3)) \(row.cell(4))")
            numbers.weighings.append(try row.integer(at: 5))
        }
        let units = try declarationLines(&state, &numbers)
        try claimLines(&state, &numbers, units)
        let old = try openingLines(&numbers, units)
        try certificateLines(&state, &numbers, old)
        return (state, numbers)
    }

    /// - Returns: runs of units by retirement.
    private func declarationLines(_ state: inout StateLines, _ numbers: inout Numbers) throws -> [Int64: [Range<Int64>]]
    {
        var retired: [Int64: [Range<Int64>]] = [:]
        var withdrawn: [Int64: [Range<Int64>]] = [:]
        try each("SELECT declaration, first_unit, end_unit, retirement FROM unit_run") { row in
            let run = try row.integer(at: 1)..<row.integer(at: 2)
            if let retirement = try row.optionalInteger(at: 3) {
                retired[retirement, default: []].append(run)
            } else {
                withdrawn[try row.integer(at: 0), default: []].append(run)
            }
        }
        var index = 0
        try each(
            """
            SELECT declaration.id, sequence, party.code, unit, owed, cancelled, promised, retired, reversed
            FROM declaration JOIN party ON party.id = customer WHERE sequence IS NOT NULL ORDER BY sequence
            """
        ) { row in
            state.add(
                "declaration \(index) \(try row.text(at: 2)) \(try row.text(at: 3)) \((4...8).map(row.cell).joined(separator: " "))"
            )
            state.add("withdrawn \(index) \(Runs.text(of: withdrawn[try row.integer(at: 0)] ?? []))")
            numbers.declarations.append(try row.integer(at: 1))
            index += 1
        }
        let places = Dictionary(uniqueKeysWithValues: numbers.declarations.enumerated().map { ($1, $0) })
        try each(
            """
            SELECT programme.code, from_day, minor_units, unit FROM programme_price
            JOIN programme ON programme.id = programme_price.programme ORDER BY programme_price.id
            """
        ) { row in
            state.add("price \(try row.text(at: 0)) \(row.cell(1)) \(row.cell(2)) \(try row.text(at: 3))")
        }
        try each(
            """
            SELECT declaration.sequence, invoice.reference, minor_units, quantity, payment.reference FROM invoice
            JOIN declaration ON declaration.id = invoice.declaration
            LEFT JOIN payment ON payment.declaration = declaration.id
            WHERE invoice.id = (SELECT MAX(id) FROM invoice AS newer WHERE newer.declaration = invoice.declaration)
            ORDER BY declaration.sequence
            """
        ) { row in
            state.add(
                "invoice \(places[try row.integer(at: 0)] ?? -1) \(try row.text(at: 1)) \(row.cell(2)) \(row.cell(3)) "
                    + "\(row.cell(4) == "-" ? "due" : "paid")")
        }
        return retired
    }

    private func claimLines(
        _ state: inout StateLines, _ numbers: inout Numbers, _ units: [Int64: [Range<Int64>]]
    ) throws {
        let declarations = Dictionary(uniqueKeysWithValues: numbers.declarations.enumerated().map { ($1, $0) })
        try each(
            """
            SELECT declaration.sequence, lot.code, claim.promised, claim.retired, claim.reversed, promised_day FROM claim
            JOIN declaration ON declaration.id = claim.declaration JOIN lot ON lot.id = claim.lot ORDER BY claim.id
            """
        ) { row in
            let day = try row.integer(at: 2) == 0 ? "-" : row.cell(5)
            state.add(
                "claim \(declarations[try row.integer(at: 0)] ?? -1) \(try row.text(at: 1)) \(row.cell(2)) \(row.cell(3)) "
                    + "\(row.cell(4)) \(day)")
        }
        var index = 0
        try each(
            """
            SELECT retirement.sequence, declaration.sequence, lot.code, quantity, first_gram, end_gram, live,
                retirement.day
            FROM retirement JOIN claim ON claim.id = retirement.claim
            JOIN declaration ON declaration.id = claim.declaration JOIN lot ON lot.id = claim.lot
            ORDER BY retirement.sequence
            """
        ) { row in
            let sequence = try row.integer(at: 0)
            let grams = Runs.text(of: [try row.integer(at: 4)..<row.integer(at: 5)])
            state.add(
                "retirement \(index) \(declarations[try row.integer(at: 1)] ?? -1) \(try row.text(at: 2)) "
                    + "on \(row.cell(7)) \(row.cell(3)) "
                    + "\(grams) \(row.cell(6)) \(Runs.text(of: units[sequence] ?? []))")
            numbers.retirements.append(sequence)
            index += 1
        }
    }

    /// What was taken over, in lines that stand behind the certificates'.
    private func openingLines(_ numbers: inout Numbers, _ units: [Int64: [Range<Int64>]]) throws -> [String] {
        let declarations = Dictionary(uniqueKeysWithValues: numbers.declarations.enumerated().map { ($1, $0) })
        var lines: [String] = []
        try each(
            """
            SELECT legacy, party.code, mass, count, pieces_retired, grams_retired FROM opening_lot
            JOIN party ON party.id = provider ORDER BY sequence
            """
        ) { row in lines.append("old lot \((0...5).map(row.cell).joined(separator: " "))") }
        try each(
            """
            SELECT legacy, declaration.sequence FROM opening_declaration
            JOIN declaration ON declaration.id = declaration ORDER BY opening_declaration.sequence
            """
        ) { row in lines.append("old declaration \(row.cell(0)) \(declarations[try row.integer(at: 1)] ?? -1)") }
        try each(
            """
            SELECT opening_retirement.sequence, opening_retirement.legacy, opening_lot.legacy, declaration.sequence,
                opening_retirement.day, first_gram, end_gram
            FROM opening_retirement JOIN opening_lot ON opening_lot.sequence = lot
            JOIN declaration ON declaration.id = declaration ORDER BY opening_retirement.sequence
            """
        ) { row in
            let sequence = try row.integer(at: 0)
            numbers.old.append(sequence)
            lines.append(
                "old retirement \(row.cell(1)) \(row.cell(2)) \(declarations[try row.integer(at: 3)] ?? -1) "
                    + "\(row.cell(4)) \(Runs.text(of: [try row.integer(at: 5)..<row.integer(at: 6)])) "
                    + "\(Runs.text(of: units[sequence] ?? []))")
        }
        try each("SELECT until_day FROM earlier_system") { row in lines.append("old system \(row.cell(0))") }
        return lines
    }

    private func certificateLines(_ state: inout StateLines, _ numbers: inout Numbers, _ openings: [String]) throws {
        let taken = Dictionary(uniqueKeysWithValues: numbers.old.enumerated().map { ($1, $0) })
        var old: [Int64: [Int]] = [:]
        let retirements = Dictionary(uniqueKeysWithValues: numbers.retirements.enumerated().map { ($1, $0) })
        let declarations = Dictionary(uniqueKeysWithValues: numbers.declarations.enumerated().map { ($1, $0) })
        var named: [Int64: [Int]] = [:]
        try each("SELECT certificate, retirement FROM certificate_retirement ORDER BY certificate, retirement") { row in
            let (certificate, retirement) = (try row.integer(at: 0), try row.integer(at: 1))
            if let place = taken[retirement] {
                old[certificate, default: []].append(place)
            } else {
                named[certificate, default: []].append(retirements[retirement] ?? -1)
            }
        }
        var of: [Int64: [Int]] = [:]
        try each(
            """
            SELECT certificate, declaration.sequence FROM certificate_retirement
            JOIN retirement ON retirement.sequence = certificate_retirement.retirement
            JOIN claim ON claim.id = retirement.claim JOIN declaration ON declaration.id = claim.declaration
            UNION
            SELECT certificate, declaration.sequence FROM certificate_retirement
            JOIN opening_retirement ON opening_retirement.sequence = certificate_retirement.retirement
            JOIN declaration ON declaration.id = opening_retirement.declaration
            ORDER BY certificate, declaration.sequence
            """
        ) { row in of[try row.integer(at: 0), default: []].append(declarations[try row.integer(at: 1)] ?? -1) }
        var index = 0
        try each("SELECT id, sequence, state FROM certificate ORDER BY sequence") { row in
            let id = try row.integer(at: 0)
            state.add(
                "certificate \(index) \(of[id] ?? []) \(try row.text(at: 2)) \(named[id] ?? []) \(old[id] ?? [])")
            numbers.certificates.append(try row.integer(at: 1))
            index += 1
        }
        openings.forEach { state.add($0) }
        // An import that is loading, or that a crash left so, is nobody's.
        let live = try run(
            """
            SELECT COUNT(*) FROM identity WHERE NOT EXISTS (
                SELECT 1 FROM import WHERE import.id <= identity.device
                AND identity.device < import.id + devices)
            """)
        state.add("identifiers \(live[0].cell(0))")
        try rulesLines(&state)
        try each(
            """
            SELECT lot.code, member, party.code, salt FROM verification_request
            JOIN lot ON lot.id = verification_request.lot JOIN party ON party.id = party ORDER BY lot.code
            """
        ) { row in
            state.add("request \(try row.text(at: 0)) \(try row.text(at: 1))@\(try row.text(at: 2))")
            numbers.requests[try row.text(at: 0)] = try row.blob(at: 3)
        }
    }
}

extension Connection {
    fileprivate func rulesLines(_ state: inout StateLines) throws {
        /// Lines of one kind: what the rows of one name have is listed behind it.
        func add(_ kind: String, _ sql: SQL, _ text: (Row) throws -> String) throws {
            var listed: [String: [String]] = [:]
            try each(sql) { listed[try $0.text(at: 0), default: []].append(try text($0)) }
            for (name, texts) in listed.sorted(by: { $0.key < $1.key }) { state.add("\(kind) \(name) \(texts)") }
        }
        var members: [String: [String]] = [:]
        try each("SELECT party.code, member.code FROM member JOIN party ON party.id = party ORDER BY member.code") {
            members[try $0.text(at: 0), default: []].append(try $0.text(at: 1))
        }
        var roles: [String: [String]] = [:]
        try each("SELECT party.code, role FROM party_role JOIN party ON party.id = party ORDER BY role") {
            roles[try $0.text(at: 0), default: []].append(try $0.text(at: 1))
        }
        for code in members.keys.sorted() { state.add("party \(code) \(roles[code] ?? []) \(members[code] ?? [])") }
        try add("standard", "SELECT code, from_day FROM standard_version ORDER BY number") { $0.cell(1) }
        try add(
            "programme",
            """
            SELECT code, from_day FROM programme_version JOIN programme ON programme.id = programme ORDER BY number
            """
        ) { $0.cell(1) }
        try each("SELECT record FROM facility ORDER BY code") { row in
            let facility = try Facility(bytes: try row.blob(at: 0))
            let capacity = facility.capacity.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.count)" }
            state.add(
                "facility \(facility.code.text) \(facility.party.text) \(capacity) "
                    + "\(facility.permits.map(\.to.number)) \(facility.certifications.map(\.to.number))")
        }
        try add(
            "others",
            """
            SELECT code, year, grams FROM facility_declaration JOIN facility ON facility.id = facility ORDER BY year
            """
        ) { "\($0.cell(1)):\($0.cell(2))" }
        try add(
            "approval",
            """
            SELECT code, from_day, to_day FROM collector_approval JOIN party ON party.id = party ORDER BY from_day, to_day
            """
        ) { "\($0.cell(1))-\($0.cell(2))" }
        try each("SELECT code, first_day, last_day FROM consent ORDER BY code") { row in
            state.add("consent \(try row.text(at: 0)) \(row.cell(1))-\(row.cell(2))")
        }
    }
}

extension Row {
    /// A number as text, `-` where there is none.
    fileprivate func cell(_ position: Int) -> String {
        switch self[position] {
        case .integer(let number): "\(number)"
        case .null: "-"
        case .text(let text): text
        case .blob: "?"
        }
    }
}
