import Journal
public import Lots
public import Primitives
import Registry
import Storage

/// What an earlier system called something.
public struct LegacyName: Hashable, Sendable {
    public let system: Code
    public let id: String
}

/// A lot that was taken over.
public struct OpeningLot: Hashable, Sendable {
    /// The sequence of its entry.
    public let sequence: Int64
    public let legacy: LegacyName
    public let provider: Code
    public let scrap: Code
    public let country: Country
    public let collected: ClosedRange<Day>
    /// As the earlier system stated it, and what is retired of it.
    public let balance: LotBalance
}

/// A declaration that was taken over; what it owes is told as of any other.
public struct OpeningDeclaration: Hashable, Sendable {
    /// Its own number, D71.
    public let declaration: Int64
    /// The sequence of its entry `takenOver`.
    public let sequence: Int64
    public let legacy: LegacyName
}

/// A retirement that was taken over.
public struct OpeningRetirement: Hashable, Sendable {
    /// The sequence of its entry.
    public let sequence: Int64
    public let legacy: LegacyName
    /// The sequence of its lot's entry, and what the earlier system called the lot.
    public let lot: Int64
    public let legacyLot: String
    public let declaration: Int64
    /// On which the earlier system retired it.
    public let day: Day
    public let quantity: Quantity
    public let grams: Range<Int64>
}

extension Connection {
    func earlierSystems() throws -> [EarlierSystem] {
        try run("SELECT code, until_day FROM earlier_system ORDER BY id").map { row in
            EarlierSystem(code: try row.code("code"), until: try row.day("until_day"))
        }
    }

    func openingLots(where condition: SQL = "1 = 1") throws -> [OpeningLot] {
        try run(
            """
            SELECT opening_lot.*, earlier_system.code AS system_code, party.code AS provider_code,
                device_class.code AS class_code
            FROM opening_lot JOIN earlier_system ON earlier_system.id = opening_lot.system
            JOIN party ON party.id = opening_lot.provider JOIN device_class ON device_class.id = opening_lot.class
            WHERE \(condition) ORDER BY opening_lot.sequence
            """
        ).map { row in
            let claimable = try ClaimableMass(
                mass: row.grams("mass"), count: try row.optionalInteger("count").flatMap { Pieces($0) })
            let retired = Tally(
                pieces: try row.parsed("pieces_retired", Pieces(row.integer("pieces_retired"))),
                grams: try row.grams("grams_retired"))
            return OpeningLot(
                sequence: try row.integer("sequence"),
                legacy: LegacyName(system: try row.code("system_code"), id: try row.text("legacy")),
                provider: try row.code("provider_code"), scrap: try row.code("class_code"),
                country: try row.country("country"), collected: try row.day("first_day")...row.day("last_day"),
                balance: try LotBalance(claimable, promised: .zero, retired: retired, reversed: .zero))
        }
    }

    func openingDeclarations(where condition: SQL = "1 = 1") throws -> [OpeningDeclaration] {
        try run(
            """
            SELECT opening_declaration.*, earlier_system.code AS system_code, declaration.sequence AS declared
            FROM opening_declaration JOIN earlier_system ON earlier_system.id = opening_declaration.system
            JOIN declaration ON declaration.id = opening_declaration.declaration
            WHERE \(condition) ORDER BY opening_declaration.sequence
            """
        ).map { row in
            OpeningDeclaration(
                declaration: try row.integer("declared"), sequence: try row.integer("sequence"),
                legacy: LegacyName(system: try row.code("system_code"), id: try row.text("legacy")))
        }
    }

    func openingRetirements(where condition: SQL = "1 = 1") throws -> [OpeningRetirement] {
        try run(
            """
            SELECT opening_retirement.*, earlier_system.code AS system_code, opening_lot.legacy AS legacy_lot,
                declaration.sequence AS declared, declaration.unit AS unit
            FROM opening_retirement JOIN earlier_system ON earlier_system.id = opening_retirement.system
            JOIN opening_lot ON opening_lot.sequence = opening_retirement.lot
            JOIN declaration ON declaration.id = opening_retirement.declaration
            WHERE \(condition) ORDER BY opening_retirement.sequence
            """
        ).map { row in
            let unit: Unit = try row.word("unit")
            return OpeningRetirement(
                sequence: try row.integer("sequence"),
                legacy: LegacyName(system: try row.code("system_code"), id: try row.text("legacy")),
                lot: try row.integer("lot"), legacyLot: try row.text("legacy_lot"),
                declaration: try row.integer("declared"), day: try row.day("day"),
                quantity: try row.parsed("quantity", Quantity(row.integer("quantity"), unit)),
                grams: try row.integer("first_gram")..<row.integer("end_gram"))
        }
    }

    /// The system's row, where anything was taken over from it before.
    ///
    /// - Throws: where its cut-off day is to come, or another than it was.
    func knownSystem(_ system: EarlierSystem, on today: Day) throws -> Int64? {
        guard system.until <= today else { throw OpeningRefusal.cutOffToCome(system.until, today: today) }
        guard let row = try run("SELECT * FROM earlier_system WHERE code = \(system.code.text)").first else {
            return nil
        }
        let until = try row.day("until_day")
        guard until == system.until else {
            throw OpeningRefusal.cutOffDiffers(system.code, stated: system.until, known: until)
        }
        return try row.integer("id")
    }

    func insert(_ system: EarlierSystem) throws -> Int64 {
        try run(
            """
            INSERT INTO earlier_system (code, until_day)
            VALUES (\(system.code.text), \(Int64(system.until.number)))
            """)
        return try run("SELECT id FROM earlier_system WHERE code = \(system.code.text)")[0].integer("id")
    }
}
