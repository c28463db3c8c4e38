import Journal
public import Primitives
public import Programmes
import Storage

/// A declaration's invoice.
public struct Invoice: Hashable, Sendable {
    /// The provider's reference. 1 to 80 characters.
    public let reference: String
    public let amount: Money
    /// What the declaration owed when it was invoiced.
    public let quantity: Quantity
    /// The price by which the amount was worked out; `nil` where it was stated.
    public let price: ProgrammePrice?
    public let day: Day

    /// Whether it says the same, whenever that was said.
    func isSame(as other: Invoice) -> Bool {
        reference == other.reference && amount == other.amount && quantity == other.quantity && price == other.price
    }
}

extension Connection {
    /// The price under a programme on a day, in this unit; the row, and what it says.
    func price(under programme: ProgrammeRow, on day: Day) throws -> (id: Int64, value: ProgrammePrice)? {
        let unit = programme.rules.obligation.unit
        return try run(
            """
            SELECT * FROM programme_price
            WHERE programme = \(programme.programme) AND unit = \(unit.rawValue) AND from_day <= \(Int64(day.number))
            ORDER BY from_day DESC, id DESC LIMIT 1
            """
        ).first.map { (try $0.integer("id"), try price($0)) }
    }

    func price(_ row: Row) throws -> ProgrammePrice {
        let each = try row.parsed("currency", Money(row.integer("minor_units"), currency: row.text("currency")))
        return try row.parsed(
            "minor_units", ProgrammePrice(from: row.day("from_day"), unit: row.word("unit"), each: each))
    }

    func invoice(of declaration: DeclarationRow) throws -> Invoice? {
        let rows = try run(
            "SELECT * FROM invoice WHERE declaration = \(declaration.id) ORDER BY id DESC LIMIT 1")
        return try rows.first.map { row in
            let price = try row.optionalInteger("price").map { id in
                try self.price(try run("SELECT * FROM programme_price WHERE id = \(id)")[0])
            }
            return Invoice(
                reference: try row.text("reference"),
                amount: try row.parsed(
                    "currency", Money(row.integer("minor_units"), currency: row.text("currency"))),
                quantity: declaration.quantity(try row.integer("quantity")), price: price, day: try row.day("day"))
        }
    }

    func payment(of declaration: DeclarationRow) throws -> Payment? {
        try run("SELECT * FROM payment WHERE declaration = \(declaration.id)").first.map { row in
            Payment(
                declaration: declaration.sequence, reference: try row.text("reference"), day: try row.day("day"))
        }
    }

    /// Rows of declarations that are paid, among those of which something waits.
    func paidAmongWaiting() throws -> Set<Int64> {
        Set(
            try run(
                """
                SELECT payment.declaration FROM payment JOIN declaration ON declaration.id = payment.declaration
                WHERE declaration.owed - declaration.cancelled - declaration.promised - declaration.retired
                    + declaration.reversed > 0
                """
            ).map { try $0.integer("declaration") })
    }
}
