import Journal
import Lots
import Primitives
import Programmes
import Storage

/// A claim: what one declaration has of one lot.
struct ClaimRow {
    let id: Int64
    let publicID: RandomID
    let declaration: DeclarationRow
    let lot: Int64
    let promised: Int64
    let retired: Int64
    let reversed: Int64
    let promisedDay: Day

    /// What it holds now, in the declaration's unit.
    var held: Quantity { declaration.quantity(promised) }

    /// A quantity of this claim as entries write it.
    func quantity(_ count: Int64) -> ClaimQuantity {
        ClaimQuantity(
            claim: publicID, programme: declaration.programme.rules.version, quantity: declaration.quantity(count))
    }
}

/// A declaration as its row has it, once it is declared.
struct DeclarationRow {
    /// Its first device.
    let id: Int64
    let sequence: Int64
    let customer: Code
    let programme: ProgrammeRow
    let day: Day
    let beneficiary: String
    let document: String
    let unit: Unit
    let life: Int
    let costCentre: String?
    let devices: Int64
    let owed: Int64
    let cancelled: Int64
    let promised: Int64
    let retired: Int64
    let reversed: Int64

    var firstDevice: Int64 { id }

    /// owed − cancelled − promised − retired + reversed.
    var waiting: Int64 { owed - cancelled - promised - retired + reversed }

    /// - Precondition: `count` is within the range of quantities; every column is.
    func quantity(_ count: Int64) -> Quantity {
        guard let quantity = Quantity(count, unit) else { preconditionFailure("bad math in a declaration: \(count)") }
        return quantity
    }
}

extension Connection {
    func declaration(_ sequence: Int64) throws -> DeclarationRow {
        guard let row = try declarations(where: "declaration.sequence = \(sequence)").first else {
            throw CompensationRefusal.unknownDeclaration(sequence)
        }
        return row
    }

    func declarations(where condition: SQL = "1 = 1") throws -> [DeclarationRow] {
        var programmes: [Int64: ProgrammeRow] = [:]
        return try run(
            """
            SELECT declaration.*, party.code AS customer_code FROM declaration
            JOIN party ON party.id = declaration.customer
            WHERE \(condition) ORDER BY declaration.sequence
            """
        ).map { row in
            let version = try row.integer("programme")
            let programme = try programmes[version] ?? self.programme(version: version)
            programmes[version] = programme
            return DeclarationRow(
                id: try row.integer("id"), sequence: try row.integer("sequence"),
                customer: try row.code("customer_code"), programme: programme, day: try row.day("day"),
                beneficiary: try row.text("beneficiary"), document: try row.text("document"),
                unit: try row.word("unit"), life: Int(try row.integer("life")),
                costCentre: try row.optionalText("cost_centre"),
                devices: try row.integer("devices"), owed: try row.integer("owed"),
                cancelled: try row.integer("cancelled"), promised: try row.integer("promised"),
                retired: try row.integer("retired"), reversed: try row.integer("reversed"))
        }
    }

    func claims(where condition: SQL) throws -> [ClaimRow] {
        let rows = try run("SELECT claim.* FROM claim WHERE \(condition) ORDER BY claim.id")
        var declarations: [Int64: DeclarationRow] = [:]
        for id in Set(try rows.map { try $0.integer("declaration") }).sorted() {
            declarations[id] = try self.declarations(where: "declaration.id = \(id)").first
        }
        return try rows.map { row in
            ClaimRow(
                id: try row.integer("id"), publicID: try row.parsed("public_id", RandomID(row.blob("public_id"))),
                declaration: try row.parsed("declaration", declarations[row.integer("declaration")]),
                lot: try row.integer("lot"), promised: try row.integer("promised"),
                retired: try row.integer("retired"), reversed: try row.integer("reversed"),
                promisedDay: try row.day("promised_day"))
        }
    }
}
