import Access
import Primitives
import Programmes
import Registry
import Storage

/// A declaration that is being loaded: its row has no sequence yet, and nobody else sees its devices.
struct LoadingDeclaration: Sendable {
    let id: Int64
    /// Tells this loading from another that got the same id after a sweep.
    let seed: [UInt8]
    /// Ids that are kept for its devices.
    let devices: Range<Int64>
    /// Milliseconds since 1970 until which nobody sweeps it.
    var lease: Int64

    /// Whether its lease is over; or lies so far ahead that the clock must have been set back since.
    func isDead(at now: Instant, _ pace: ImportPace) -> Bool {
        lease < now.milliseconds || lease > now.milliseconds + 10 * pace.lease
    }
}

extension Connection {
    /// Every declaration that is being loaded.
    func loading() throws -> [LoadingDeclaration] {
        try run(
            "SELECT id, seed, first_device, devices, lease FROM declaration WHERE sequence IS NULL"
        ).map { row in
            let first = try row.integer("first_device")
            return LoadingDeclaration(
                id: try row.integer("id"), seed: try row.blob("seed"),
                devices: first..<first + (try row.integer("devices")), lease: try row.integer("lease"))
        }
    }

    /// The next declaration's row and its first device: ids ascend together, so that the newest row holds the last device.
    func nextDeclaration() throws -> (id: Int64, firstDevice: Int64) {
        guard let row = try run("SELECT id, first_device, devices FROM declaration ORDER BY id DESC LIMIT 1").first
        else {
            return (1, 1)
        }
        return (try row.integer("id") + 1, try row.integer("first_device") + row.integer("devices"))
    }

    /// The row of a declaration that owes nothing yet.
    func insert(
        _ papers: DeclarationColumns, id: Int64, devices: Range<Int64>, seed: [UInt8], lease: Int64?
    ) throws {
        try run(
            """
            INSERT INTO declaration (id, customer, programme, day, beneficiary, document, unit, life, first_device,
                devices, seed, lease)
            VALUES (\(id), \(papers.customer), \(papers.version), \(Int64(papers.day.number)), \(papers.beneficiary),
                \(papers.document), \(papers.unit.rawValue), \(papers.life), \(devices.lowerBound), \(devices.count),
                \(seed), \(lease))
            """)
    }

    /// Turns the row into a declaration that everybody sees.
    func declare(id: Int64, sequence: Int64, owed: Int64, devices: Int) throws {
        try run(
            """
            UPDATE declaration SET sequence = \(sequence), owed = \(owed), devices = \(devices),
                lease = NULL
            WHERE id = \(id)
            """)
    }

    /// Keeps the row from being swept until `lease`.
    ///
    /// - Throws: `importOvertaken` where it was swept, or declared.
    @discardableResult
    func renew(_ loading: LoadingDeclaration, until lease: Int64) throws -> LoadingDeclaration {
        try run(
            """
            UPDATE declaration SET lease = \(lease)
            WHERE id = \(loading.id) AND seed = \(loading.seed) AND lease = \(loading.lease) AND sequence IS NULL
            """)
        guard changes == 1 else { throw CompensationRefusal.importOvertaken }
        var renewed = loading
        renewed.lease = lease
        return renewed
    }

    func deleteDevices(_ devices: Range<Int64>) throws {
        try run("DELETE FROM device WHERE id >= \(devices.lowerBound) AND id < \(devices.upperBound)")
    }

    func deleteLoading(_ loading: LoadingDeclaration) throws {
        try run("DELETE FROM declaration WHERE id = \(loading.id) AND seed = \(loading.seed) AND sequence IS NULL")
    }

    /// Rows of included candidates, ids ascending.
    func insertDevices(_ rows: ArraySlice<DeviceRow>, _ candidates: Candidates, classes: [Int64]) throws {
        try candidates.numberBytes.withUnsafeBytes { bytes in
            _ = try bulkInsert(
                into: "device",
                columns: ["id", "class", "model", "grams", "basis", "quantity", "unit_end", "numbers"],
                onConflict: .fail
            ) { insert in
                for device in rows {
                    let row = candidates.rows[Int(device.candidate)]
                    try insert.integer(device.id)
                    try insert.integer(classes[Int(row.deviceClass)])
                    if row.model < 0 { try insert.null() } else { try insert.integer(Int64(row.model)) }
                    if row.grams < 0 { try insert.null() } else { try insert.integer(Int64(row.grams)) }
                    try insert.integer(Int64(row.basis))
                    try insert.integer(Int64(row.quantity))
                    try insert.integer(device.unitEnd)
                    try insert.blob(UnsafeRawBufferPointer(rebasing: bytes[candidates.packed(row)]))
                    try insert.endRow()
                }
            }
        }
    }
}

/// What a declaration's row says of its papers.
struct DeclarationColumns: Sendable {
    let customer: Int64
    /// The row of the programme's version, and of the programme over all its versions.
    let version: Int64
    let programme: Int64
    let day: Day
    let beneficiary: String
    let document: String
    let unit: Unit
    let life: Int
}

/// An included row on its way into the table.
struct DeviceRow: Sendable {
    let id: Int64
    /// Position among the candidates.
    let candidate: UInt32
    let unitEnd: Int64
}

extension Connection {
    /// What the rows of a declaration are read against, and what its own row says.
    func rules(for papers: DeclarationToMake) throws -> (DeclarationRules, DeclarationColumns) {
        guard let customer = try party(papers.customer) else {
            throw RegistryRefusal.unknownParty(papers.customer)
        }
        guard customer.roles.contains(.customer) else { throw CompensationRefusal.notACustomer(papers.customer) }
        let programme = try programme(papers.programme, on: papers.day)
        let classes = try deviceClasses()
        let models = try deviceModels()
        let rules = DeclarationRules(
            customer: papers.customer, day: papers.day, document: papers.document, programme: programme.rules,
            catalogue: Catalogue(
                classes: classes.map(\.value), masses: try referenceMasses(), models: models.map(\.value)),
            classes: classes.map { ($0.id, $0.value.code) }.sorted { $0.1 < $1.1 },
            models: Dictionary(models.map { ([$0.value.maker, $0.value.name], $0.id) }) { _, later in later })
        let columns = DeclarationColumns(
            customer: customer.id, version: programme.id, programme: programme.programme, day: papers.day,
            beneficiary: papers.beneficiary, document: papers.document, unit: programme.rules.obligation.unit,
            life: papers.life)
        return (rules, columns)
    }
}
