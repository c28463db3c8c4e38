import Journal
import Lots
import Primitives
import Programmes
import Storage

/// A lot as its row has it.
struct LotRow {
    let id: Int64
    let sequence: Int64
    let code: Code
    let provider: Code
    /// The party whose member sealed it, and the party that collected.
    let recorder: Code
    let collector: Code
    let scrap: Code
    let country: Country
    let collected: ClosedRange<Day>
    let standard: StandardRow
    var state: LotState
    /// `nil` while there is nothing to claim.
    var balance: LotBalance?

    /// What matching and retirement read; `nil` while there is nothing to claim.
    var facts: LotFacts? {
        balance.map {
            LotFacts(
                code: code, deviceClass: scrap, country: country, collected: collected,
                standard: standard.rules.version, basis: standard.rules.basis, sealed: sequence, state: state,
                balance: $0)
        }
    }
}

extension Connection {
    func lot(_ code: Code) throws -> LotRow {
        guard let lot = try lots(where: "lot.code = \(code.text)").first else {
            throw CompensationRefusal.unknownLot(code)
        }
        return lot
    }

    func lot(id: Int64) throws -> LotRow {
        guard let lot = try lots(where: "lot.id = \(id)").first else {
            throw CompensationRefusal.damaged(column: "lot.id")
        }
        return lot
    }

    func lots(where condition: SQL = "1 = 1") throws -> [LotRow] {
        var standards: [Int64: StandardRow] = [:]
        return try run(
            """
            SELECT lot.*, provider.code AS provider_code, recorder.code AS recorder_code,
                collector.code AS collector_code, device_class.code AS class_code
            FROM lot
            JOIN party AS provider ON provider.id = lot.provider
            JOIN party AS recorder ON recorder.id = lot.recorder
            JOIN party AS collector ON collector.id = lot.collector
            JOIN device_class ON device_class.id = lot.class
            WHERE \(condition) ORDER BY lot.sequence
            """
        ).map { row in
            let standardID = try row.integer("standard")
            let standard = try standards[standardID] ?? self.standard(version: standardID)
            standards[standardID] = standard
            return LotRow(
                id: try row.integer("id"), sequence: try row.integer("sequence"), code: try row.code("code"),
                provider: try row.code("provider_code"), recorder: try row.code("recorder_code"),
                collector: try row.code("collector_code"), scrap: try row.code("class_code"),
                country: try row.country("country"), collected: try row.day("first_day")...row.day("last_day"),
                standard: standard, state: try row.word("state"), balance: try balance(row))
        }
    }

    private func balance(_ row: Row) throws -> LotBalance? {
        guard let mass = try row.optionalInteger("mass") else { return nil }
        let claimable = try ClaimableMass(
            mass: row.parsed("mass", Grams(mass)), count: try row.optionalInteger("count").flatMap { Pieces($0) })
        func tally(_ pieces: String, _ grams: String) throws -> Tally {
            Tally(pieces: try row.parsed(pieces, Pieces(row.integer(pieces))), grams: try row.grams(grams))
        }
        return try LotBalance(
            claimable, promised: tally("pieces_promised", "grams_promised"),
            retired: tally("pieces_retired", "grams_retired"), reversed: tally("pieces_reversed", "grams_reversed"))
    }

    /// Writes state and balance back. The row's CHECK holds the lot rule once more.
    func update(_ lot: LotRow) throws {
        let balance = lot.balance
        try run(
            """
            UPDATE lot SET state = \(lot.state.rawValue), mass = \(balance?.claimable.mass.count),
                count = \(balance?.claimable.count?.count),
                pieces_promised = \(balance?.promised.pieces.count ?? 0),
                grams_promised = \(balance?.promised.grams.count ?? 0),
                pieces_retired = \(balance?.retired.pieces.count ?? 0),
                grams_retired = \(balance?.retired.grams.count ?? 0),
                pieces_reversed = \(balance?.reversed.pieces.count ?? 0),
                grams_reversed = \(balance?.reversed.grams.count ?? 0)
            WHERE id = \(lot.id)
            """)
    }

    func weighings(of lot: Int64) throws -> [Weighing] {
        try run(
            """
            SELECT weighing.*, facility.code AS facility_code FROM weighing
            JOIN facility ON facility.id = weighing.facility WHERE lot = \(lot) ORDER BY sequence
            """
        ).map { row in
            let place = try WeighingPlace(
                stage: row.word("stage"), facility: row.code("facility_code"), day: row.day("day"), ticket: nil)
            let reading = try ScaleReading(
                gross: row.grams("gross"), tare: row.grams("tare"), net: row.grams("net"))
            return try Weighing(
                id: row.integer("sequence"), place: place, reading: reading,
                pieces: try row.optionalInteger("pieces").flatMap { Pieces($0) },
                basis: WeighingBasis(battery: row.word("battery"), packaging: row.word("packaging")),
                voided: row.bool("voided"), share: share(row))
        }
    }

    private func share(_ row: Row) throws -> WeighingShare? {
        guard let first = try row.optionalInteger("first") else { return nil }
        return WeighingShare(
            first: first, gross: try row.grams("whole_gross"), tare: try row.grams("whole_tare"),
            net: try row.grams("whole_net"), pieces: try row.optionalInteger("whole_pieces").flatMap { Pieces($0) },
            lots: Int(try row.integer("lots")))
    }

    /// Remembers what may stand behind one lot only. The guard finds the clashes; sealing does not refuse them.
    /// `weighing`: of a ticket, the weighing that names it, which may be shared with other lots; 0 else.
    func mark(_ kind: MarkKind, _ value: String, lot: Int64, weighing: Int64 = 0) throws {
        try run(
            """
            INSERT INTO lot_mark (kind, value, lot, weighing)
            VALUES (\(kind.rawValue), \(MarkText.normal(value)), \(lot), \(weighing)) ON CONFLICT DO NOTHING
            """)
    }
}
