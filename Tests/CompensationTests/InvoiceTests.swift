import Access
import Foundation
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Storage
import Testing

@testable import Compensation

/// Prices, invoices, payment, and programmes that promise only when paid.
@Suite struct InvoiceTests {
    private static let today = Supply.day("2026-11-22")

    private static func supply() async throws -> Supply {
        let supply = try await Supply()
        try await supply.compensation.registry.act(as: Supply.provider) { act in
            try act.record(
                PartyRecord(code: "globex", name: "Globex", country: "GH", roles: [.customer], members: ["lou"]))
        }
        let rules = Supply.programme("when-paid", .pieces([:]))
        try await supply.compensation.publish(
            Programme(
                version: rules.version, from: rules.from, trigger: rules.trigger, obligation: rules.obligation,
                classes: rules.classes, massBases: rules.massBases, massAgeMax: nil, supply: rules.supply,
                promiseWhenPaid: true), as: Supply.provider)
        try await supply.lot("GH-1", net: 57_000, pieces: 1_000)
        _ = try await supply.verify("GH-1")
        return supply
    }

    private static func money(_ minorUnits: Int64, _ currency: String = "EUR") throws -> Money {
        try #require(Money(minorUnits, currency: currency))
    }

    private static func price(_ minorUnits: Int64, _ unit: Primitives.Unit, from day: String = "2026-01-01") throws
        -> ProgrammePrice
    {
        try #require(ProgrammePrice(from: Supply.day(day), unit: unit, each: money(minorUnits)))
    }

    // Refusals first, in their order.

    @Test func customersSetNoPricesAndRecordNoPayments() async throws {
        let supply = try await Supply()
        let jo = Actor(member: "jo", party: "acme")
        await #expect(throws: RegistryRefusal.notPermitted(jo, .setPrice)) {
            try await supply.compensation.set(Self.price(490, .pieces), of: "one-for-one", as: jo)
        }
        await #expect(throws: RegistryRefusal.notPermitted(jo, .invoice)) {
            try await supply.compensation.invoice(declaration: 999, reference: "I-1", as: jo)
        }
        await #expect(throws: RegistryRefusal.notPermitted(jo, .invoice)) {
            try await supply.compensation.recordPayment(declaration: 999, reference: "I-1", as: jo)
        }
    }

    @Test func aPriceIsInItsProgrammesUnit() async throws {
        let supply = try await Supply()
        await #expect(throws: CompensationRefusal.unknownProgramme("none")) {
            try await supply.compensation.set(Self.price(490, .pieces), of: "none", as: Supply.provider)
        }
        await #expect(throws: CompensationRefusal.priceOfOtherUnit("one-for-one", .pieces)) {
            try await supply.compensation.set(Self.price(490, .grams), of: "one-for-one", as: Supply.provider)
        }
    }

    @Test func whatCannotBeInvoicedIsSaid() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let one = try await supply.declare("one-for-one", 3)
        let other = try await supply.declare("one-for-one", 3, from: 100, document: "PO-2", of: "globex")
        let gone = try await supply.declare("one-for-one", 3, from: 200, document: "PO-3")
        try await compensation.withdraw(declaration: gone, rows: nil, as: Supply.provider)
        let tomorrow = try #require(Self.today.adding(days: 1))
        func refused(
            _ refusal: CompensationRefusal, _ declaration: Int64, _ reference: String, _ amount: Money? = nil,
            on day: Day? = nil
        ) async {
            await #expect(throws: refusal) {
                try await compensation.invoice(
                    declaration: declaration, reference: reference, stating: amount, on: day, as: Supply.provider)
            }
        }
        await refused(.unknownDeclaration(999), 999, "")
        await refused(.badReference(longest: 80), one, "", on: tomorrow)
        await refused(.dayInFuture(tomorrow, today: Self.today), gone, "I-1", on: tomorrow)
        await refused(.alreadyWithdrawn(gone), gone, "I-1")
        await refused(.noPrice("one-for-one", on: Supply.day("2026-11-01")), one, "I-1")
        try await compensation.set(Self.price(490, .pieces, from: "2026-11-02"), of: "one-for-one", as: Supply.provider)
        await refused(.noPrice("one-for-one", on: Supply.day("2026-11-01")), one, "I-1")
        _ = try await compensation.invoice(
            declaration: one, reference: "I-1", stating: Self.money(100), as: Supply.provider)
        await refused(.alreadyInvoiced(one, "I-1"), one, "I-1", try Self.money(100))
        await refused(.invoiceOfOther("I-1", "acme"), other, "I-1")
        let second = try await supply.declare("one-for-one", 1, from: 300, document: "PO-4")
        await refused(.otherCurrency("I-1", "EUR"), second, "I-1", try Self.money(100, "CHF"))
        try await compensation.recordPayment(declaration: one, reference: "I-1", as: Supply.provider)
        await refused(.alreadyPaid(one, "I-1"), one, "I-2")
    }

    @Test func onlyTheInvoiceThatWasMadeIsPaid() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let declaration = try await supply.declare("one-for-one", 3)
        func refused(_ refusal: CompensationRefusal, _ declaration: Int64, _ reference: String) async {
            await #expect(throws: refusal) {
                try await compensation.recordPayment(
                    declaration: declaration, reference: reference, as: Supply.provider)
            }
        }
        await refused(.unknownDeclaration(999), 999, "I-1")
        await refused(.notInvoiced(declaration), declaration, "I-1")
        _ = try await compensation.invoice(
            declaration: declaration, reference: "I-1", stating: Self.money(100), as: Supply.provider)
        await refused(.otherInvoice(declaration, invoiced: "I-1"), declaration, "I-2")
        try await compensation.recordPayment(declaration: declaration, reference: "I-1", as: Supply.provider)
        await refused(.alreadyPaid(declaration, "I-1"), declaration, "I-1")
        #expect(try await supply.isSound())
    }

    // What must succeed.

    @Test func anAmountIsWorkedOutFromThePriceOfTheDay() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        for (amount, from) in [(490, "2026-01-01"), (500, "2026-11-02"), (480, "2026-01-01")] as [(Int64, String)] {
            try await compensation.set(Self.price(amount, .pieces, from: from), of: "one-for-one", as: Supply.provider)
        }
        try await compensation.set(Self.price(1_205, .grams), of: "by-weight", as: Supply.provider)
        let phones = try await supply.declare("one-for-one", 3)
        try await compensation.withdraw(declaration: phones, rows: [2], as: Supply.provider)
        let made = try await compensation.invoice(declaration: phones, reference: "I-1", as: Supply.provider)
        // 1 November: what was set again for 1 January counts, and 2 pieces are owed.
        #expect(made.invoice.amount == (try Self.money(960)) && made.invoice.quantity.count == 2)
        let notebooks = try await supply.declare("by-weight", 1, from: 100, document: "PO-2")
        let weighed = try await compensation.invoice(declaration: notebooks, reference: "I-1", as: Supply.provider)
        // 1.650 kg at 12.05 are 19.8825.
        #expect(weighed.invoice.amount == (try Self.money(1_988)))
        let again = try await compensation.invoice(
            declaration: notebooks, reference: "I-2", stating: Self.money(2_000, "CHF"), as: Supply.provider)
        #expect(again.replaced == weighed.invoice)
        let statuses = try await compensation.status().declarations
        #expect(statuses.map { $0.invoice?.reference } == ["I-1", "I-2"])
        #expect(try await compensation.prices().map(\.price.each.minorUnits) == [1_205, 490, 480, 500])
        #expect(try await supply.isSound())
    }

    @Test func whatIsNotPaidWaitsAndHoldsUpNobody() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let unpaid = try await supply.declare("when-paid", 3)
        let next = try await supply.declare("one-for-one", 3, from: 100, document: "PO-2")
        let matched = try await compensation.match(as: Supply.provider)
        #expect(matched.promises.map(\.declaration) == [next])
        #expect(matched.waiting.map(\.reason) == [.notPaid])
        #expect(try await compensation.explain(declaration: unpaid).waiting == .notPaid)
        _ = try await compensation.invoice(
            declaration: unpaid, reference: "I-1", stating: Self.money(100), as: Supply.provider)
        #expect(try await compensation.match(as: Supply.provider).waiting.map(\.reason) == [.notPaid])
        try await compensation.recordPayment(
            declaration: unpaid, reference: "I-1", on: Supply.day("2026-11-20"), as: Supply.provider)
        let paid = try await compensation.match(as: Supply.provider)
        #expect(paid.promises.map(\.declaration) == [unpaid] && paid.waiting.isEmpty)
        #expect(try await compensation.explain(declaration: unpaid).status.payment?.day == Supply.day("2026-11-20"))
        #expect(try await supply.isSound())
    }

    @Test(arguments: [
        "UPDATE payment SET day = day - 1", "UPDATE payment SET reference = 'I-2'", "DELETE FROM payment",
    ]) func checkFindsAPaymentThatWasChanged(edit: String) async throws {
        let supply = try await Self.supply()
        let declaration = try await supply.declare("when-paid", 3)
        _ = try await supply.compensation.invoice(
            declaration: declaration, reference: "I-1", stating: Self.money(100), as: Supply.provider)
        try await supply.compensation.recordPayment(declaration: declaration, reference: "I-1", as: Supply.provider)
        #expect(try await supply.isSound())
        try await supply.compensation.registry.database.writeAlone { try $0.execute(script: edit) }
        #expect(try await supply.compensation.check().findings == [.declaration(declaration)])
    }
}
