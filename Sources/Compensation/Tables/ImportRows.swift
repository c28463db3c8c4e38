import Access
import Certificates
import Primitives
import Programmes
import Registry
import Storage

/// A list that is on its way in: nobody else sees its devices, since no declaration's row covers them yet.
struct LoadingImport: Sendable {
    /// Its first device. Ids ascend in the order in which imports began.
    var id: Int64 { devices.lowerBound }
    /// Ids that are kept for its devices.
    let devices: Range<Int64>
    /// From which its declarations' seeds are made. Tells this import from another that got the same ids after a sweep.
    let seed: [UInt8]
    /// The draft that is going in.
    let draft: Int64?
    /// What was decided of it. While it stands in the row, all that `numbersDone` and `devicesDone` count is written, and the draft
    /// goes on from there; it goes with the first row that is taken back, in the same transaction.
    var decided: [UInt8]?
    /// Milliseconds since 1970 until which nobody sweeps it.
    var lease: Int64
    /// Whether it was interrupted, so that its draft may go on with it at once.
    var isParked = false
    /// How many numbers and how many devices are written.
    var numbersDone = 0
    var devicesDone = 0

    /// Whether its lease is over; or lies so far ahead that the clock must have been set back since.
    func isDead(at now: Instant, _ pace: ImportPace) -> Bool {
        lease < now.milliseconds || lease > now.milliseconds + 10 * pace.lease
    }
}

extension Connection {
    /// Every import that is under way.
    func imports() throws -> [LoadingImport] {
        try run("SELECT * FROM import ORDER BY id").map { row in
            let first = try row.integer("id")
            return LoadingImport(
                devices: first..<first + (try row.integer("devices")), seed: try row.blob("seed"),
                draft: try row.optionalInteger("draft"), decided: try row.optionalBlob("decided"),
                lease: try row.integer("lease"), isParked: try row.bool("parked"),
                numbersDone: Int(try row.integer("numbers_done")),
                devicesDone: Int(try row.integer("devices_done")))
        }
    }

    /// The first device of whatever is declared next: behind every declaration's, and every import's.
    func nextDevice() throws -> Int64 {
        let rows = try run(
            """
            SELECT * FROM (SELECT id + devices AS next FROM declaration ORDER BY id DESC LIMIT 1)
            UNION ALL SELECT * FROM (SELECT id + devices AS next FROM import ORDER BY id DESC LIMIT 1)
            """)
        return try rows.map { try $0.integer("next") }.max() ?? 1
    }

    /// The newest entry that made numbers live: a declaration, or devices attached to one. 0 where there is none.
    func newestNumbers() throws -> Int64 {
        let rows = try run(
            """
            SELECT * FROM (SELECT sequence FROM declaration ORDER BY sequence DESC LIMIT 1)
            UNION ALL SELECT * FROM (SELECT identified AS sequence FROM declaration WHERE identified IS NOT NULL
                ORDER BY identified DESC LIMIT 1)
            """)
        return try rows.map { try $0.integer("sequence") }.max() ?? 0
    }

    func insert(_ loading: LoadingImport) throws {
        try run(
            """
            INSERT INTO import (id, devices, seed, draft, lease)
            VALUES (\(loading.id), \(loading.devices.count), \(loading.seed), \(loading.draft), \(loading.lease))
            """)
    }

    /// Keeps the import from being swept until `lease`, and writes how far it is.
    ///
    /// - Throws: `importOvertaken` where it was swept, or declared.
    @discardableResult
    func renew(_ loading: LoadingImport, until lease: Int64) throws -> LoadingImport {
        try run(
            """
            UPDATE import SET lease = \(lease), numbers_done = \(loading.numbersDone),
                devices_done = \(loading.devicesDone), decided = \(loading.decided), parked = \(loading.isParked)
            WHERE id = \(loading.id) AND seed = \(loading.seed) AND lease = \(loading.lease)
            """)
        guard changes == 1 else { throw CompensationRefusal.importOvertaken }
        var renewed = loading
        renewed.lease = lease
        return renewed
    }

    func delete(_ loading: LoadingImport) throws {
        try run("DELETE FROM import WHERE id = \(loading.id) AND seed = \(loading.seed)")
    }

    func deleteDevices(_ devices: Range<Int64>) throws {
        try run("DELETE FROM device WHERE id >= \(devices.lowerBound) AND id < \(devices.upperBound)")
    }

    /// A declaration that everybody sees from now on. Its id is its first device.
    func insert(
        _ columns: DeclarationColumns, _ made: MadeDeclaration, devices: Range<Int64>
    ) throws {
        try run(
            """
            INSERT INTO declaration (id, sequence, customer, programme, day, beneficiary, cost_centre, document, unit,
                life, devices, seed, owed)
            VALUES (\(devices.lowerBound), \(made.sequence), \(columns.customer), \(columns.version),
                \(Int64(columns.day.number)), \(made.beneficiary), \(made.costCentre), \(made.document),
                \(columns.unit.rawValue), \(columns.life), \(devices.count), \(made.seed), \(made.owed.count))
            """)
    }

    /// Rows of included candidates, ids ascending.
    func insertDevices(_ chunk: DeviceChunk, classes: [Int64]) throws {
        try chunk.numbers.withUnsafeBytes { bytes in
            var start = 0
            _ = try bulkInsert(
                into: "device",
                columns: ["id", "class", "model", "grams", "basis", "quantity", "unit_end", "numbers"],
                onConflict: .fail
            ) { insert in
                for device in chunk.rows {
                    let row = device.candidate
                    try insert.integer(device.id)
                    try insert.integer(classes[Int(row.deviceClass)])
                    if row.model < 0 { try insert.null() } else { try insert.integer(Int64(row.model)) }
                    if row.grams < 0 { try insert.null() } else { try insert.integer(Int64(row.grams)) }
                    try insert.integer(Int64(row.basis))
                    try insert.integer(Int64(row.quantity))
                    try insert.integer(device.unitEnd)
                    try insert.blob(UnsafeRawBufferPointer(rebasing: bytes[start..<device.numbersEnd]))
                    try insert.endRow()
                    start = device.numbersEnd
                }
            }
        }
    }
}

/// What all declarations of a list have in common, as their rows say it.
struct DeclarationColumns: Sendable {
    let customer: Int64
    /// The row of the programme's version, and of the programme over all its versions.
    let version: Int64
    let programme: Int64
    let day: Day
    let unit: Unit
    let life: Int
}

/// Included rows on their way into the table.
struct DeviceChunk: Sendable {
    struct Row: Sendable {
        let id: Int64
        let candidate: Candidate
        /// Units of its declaration up to and with this row.
        let unitEnd: Int64
        /// Where its numbers end, which begin behind those of the row before it.
        let numbersEnd: Int
    }

    private(set) var rows: [Row] = []
    /// The rows' numbers as the table keeps them, one row's behind the other's.
    private(set) var numbers: [UInt8] = []

    mutating func append(_ candidate: Candidate, _ packed: [UInt8], id: Int64, unitEnd: Int64) {
        PackedNumbers.appendKept(packed.span, to: &numbers)
        rows.append(Row(id: id, candidate: candidate, unitEnd: unitEnd, numbersEnd: numbers.count))
    }
}

extension Connection {
    /// What the rows of a list are read against, and what its declarations' own rows say.
    func rules(for papers: DeclarationToMake) throws -> (DeclarationRules, DeclarationColumns) {
        guard let customer = try party(papers.customer) else {
            throw RegistryRefusal.unknownParty(papers.customer)
        }
        guard customer.roles.contains(.customer) else { throw CompensationRefusal.notACustomer(papers.customer) }
        let programme = try programme(papers.programme, on: papers.day)
        let classes = try deviceClasses()
        let models = try deviceModels()
        let masses = try referenceMasses()
        let rules = DeclarationRules(
            customer: papers.customer, day: papers.day, beneficiary: papers.beneficiary, costCentre: papers.costCentre,
            document: papers.document, programme: programme.rules,
            catalogue: Catalogue(classes: classes.map(\.value), masses: masses, models: models.map(\.value)),
            classes: classes.map { ($0.id, $0.value.code) }.sorted { $0.1 < $1.1 },
            models: Dictionary(models.map { ([$0.value.maker, $0.value.name], $0.id) }) { _, later in later },
            edition: "\(programme.id) \(classes.count) \(masses.count) \(models.count)")
        let columns = DeclarationColumns(
            customer: customer.id, version: programme.id, programme: programme.programme, day: papers.day,
            unit: programme.rules.obligation.unit, life: papers.life)
        return (rules, columns)
    }
}
