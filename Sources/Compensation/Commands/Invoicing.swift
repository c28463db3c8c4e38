import Access
public import Journal
public import Primitives
public import Programmes
import Registry
import Storage

/// A declaration that was invoiced.
public struct InvoiceMade: Hashable, Sendable {
    public let declaration: Int64
    public let invoice: Invoice
    /// The invoice that it takes the place of.
    public let replaced: Invoice?
}

/// A price in a list.
public struct ListedPrice: Hashable, Sendable {
    public let programme: Code
    public let price: ProgrammePrice
    /// The day on which it was set.
    public let day: Day
}

// What customers pay. Prices and invoices move no mass and no rule reads them, so they are rows; that a declaration is paid
// is an entry, because matching may wait for it (docs/decisions).
extension Compensation {
    /// Sets what customers pay under a programme from a day on. What was invoiced stays as it is.
    public func set(_ price: ProgrammePrice, of programme: Code, as actor: Actor) async throws {
        try await registry.act(as: actor) { act in
            try act.require(.setPrice)
            let db = act.connection
            let versions = try db.programmes().filter { $0.rules.version.code == programme }
            guard let newest = versions.last else { throw CompensationRefusal.unknownProgramme(programme) }
            guard versions.contains(where: { $0.rules.obligation.unit == price.unit }) else {
                throw CompensationRefusal.priceOfOtherUnit(programme, newest.rules.obligation.unit)
            }
            try db.run(
                """
                INSERT INTO programme_price (programme, from_day, unit, currency, minor_units, day, member, party)
                VALUES (\(newest.programme), \(Int64(price.from.number)), \(price.unit.rawValue),
                    \(price.each.currency), \(price.each.minorUnits), \(Int64(act.day.number)),
                    \(act.actor.member.text), \(act.party))
                """)
        }
    }

    /// Every price that was set, by programme and first day, what was set later behind what it takes the place of.
    public func prices() async throws -> [ListedPrice] {
        try await registry.database.read { db in
            try db.run(
                """
                SELECT programme_price.*, programme.code FROM programme_price
                JOIN programme ON programme.id = programme_price.programme
                ORDER BY programme.code, from_day, programme_price.id
                """
            ).map { ListedPrice(programme: try $0.code("code"), price: try db.price($0), day: try $0.day("day")) }
        }
    }

    /// Invoices a declaration under the provider's reference: for what it owes, at the price of its day, or for an amount
    /// that is stated. Until it is paid it may be invoiced again, which takes the place of what was invoiced before.
    ///
    /// - Parameter day: the invoice's; `nil` for today.
    public func invoice(
        declaration sequence: Int64, reference: String, stating amount: Money? = nil, on day: Day? = nil,
        as actor: Actor
    ) async throws -> InvoiceMade {
        try await registry.act(as: actor) { act in
            try act.require(.invoice)
            let db = act.connection
            let declaration = try act.declarationToPay(sequence, reference: reference, on: day)
            for row in try db.invoices(reference) {
                guard row.customer == declaration.customer else {
                    throw CompensationRefusal.invoiceOfOther(reference, row.customer)
                }
            }
            let owed = declaration.quantity(declaration.owed - declaration.cancelled)
            let price = try amount == nil ? db.price(under: declaration.programme, on: declaration.day) : nil
            guard amount != nil || price != nil else {
                throw CompensationRefusal.noPrice(declaration.programme.rules.version.code, on: declaration.day)
            }
            guard let due = amount ?? price?.value.amount(of: owed) else {
                throw CompensationRefusal.amountTooLarge(sequence)
            }
            for row in try db.invoices(reference) where row.currency != due.currency {
                // Its own invoice may be put right in another currency.
                guard row.declaration == declaration.id else {
                    throw CompensationRefusal.otherCurrency(reference, row.currency)
                }
            }
            let invoice = Invoice(
                reference: reference, amount: due, quantity: owed, price: price?.value, day: day ?? act.day)
            let earlier = try db.invoice(of: declaration)
            if let earlier, earlier.isSame(as: invoice) {
                throw CompensationRefusal.alreadyInvoiced(sequence, reference)
            }
            try db.run(
                """
                INSERT INTO invoice (declaration, reference, quantity, price, currency, minor_units, day, member, party)
                VALUES (\(declaration.id), \(reference), \(owed.count), \(price?.id), \(due.currency),
                    \(due.minorUnits), \(Int64(invoice.day.number)), \(act.actor.member.text), \(act.party))
                """)
            return InvoiceMade(declaration: sequence, invoice: invoice, replaced: earlier)
        }
    }

    /// Records that a declaration's invoice is paid. Its reference is asked for again, so that the wrong declaration is not
    /// taken for paid by one wrong digit.
    ///
    /// - Parameter day: the day on which the money came; `nil` for today.
    /// - Returns: the entry's sequence.
    @discardableResult
    public func recordPayment(
        declaration sequence: Int64, reference: String, on day: Day? = nil, as actor: Actor
    ) async throws -> Int64 {
        try await registry.act(as: actor) { act in
            try act.require(.invoice)
            let declaration = try act.declarationToPay(sequence, reference: reference, on: day)
            guard let invoice = try act.connection.invoice(of: declaration) else {
                throw CompensationRefusal.notInvoiced(sequence)
            }
            guard invoice.reference.utf8.elementsEqual(reference.utf8) else {
                throw CompensationRefusal.otherInvoice(sequence, invoiced: invoice.reference)
            }
            let payment = Payment(declaration: sequence, reference: reference, day: day ?? act.day)
            let entry = try act.append(.declarationPaid, .paid(payment))
            try act.connection.run(
                """
                INSERT INTO payment (declaration, reference, day)
                VALUES (\(declaration.id), \(reference), \(Int64(payment.day.number)))
                """)
            return entry
        }
    }
}

extension Act {
    /// Refused, in this order: an unknown declaration, a reference that is none, a day to come, one that is paid, one of
    /// which nothing is owed any more.
    fileprivate func declarationToPay(_ sequence: Int64, reference: String, on day: Day?) throws -> DeclarationRow {
        let declaration = try connection.declaration(sequence)
        guard reference.isPlain(longest: 80) else {
            throw CompensationRefusal.badReference(longest: 80)
        }
        if let day, self.day < day { throw CompensationRefusal.dayInFuture(day, today: self.day) }
        if let payment = try connection.payment(of: declaration) {
            throw CompensationRefusal.alreadyPaid(sequence, payment.reference)
        }
        guard declaration.cancelled < declaration.owed else { throw CompensationRefusal.alreadyWithdrawn(sequence) }
        return declaration
    }
}

extension Connection {
    /// Whose invoices a reference stands on: the newest of each declaration.
    fileprivate func invoices(_ reference: String) throws -> [(declaration: Int64, customer: Code, currency: String)] {
        try run(
            """
            SELECT invoice.declaration, invoice.currency, party.code FROM invoice
            JOIN declaration ON declaration.id = invoice.declaration JOIN party ON party.id = declaration.customer
            WHERE invoice.reference = \(reference) AND invoice.id = (
                SELECT MAX(id) FROM invoice AS newer WHERE newer.declaration = invoice.declaration
            )
            """
        ).map { (try $0.integer("declaration"), try $0.code("code"), try $0.text("currency")) }
    }
}
