import Primitives
import Programmes
import Testing

/// P-42 and P-43.
@Suite struct PriceTests {
    private func price(_ minorUnits: Int64, _ unit: Unit) throws -> ProgrammePrice {
        let each = try #require(Money(minorUnits, currency: "EUR"))
        return try #require(ProgrammePrice(from: Day("2026-01-01")!, unit: unit, each: each))  // a day
    }

    @Test(
        arguments: [
            (0, 0), (1, 0), (41, 0), (42, 1), (124, 1), (125, 2), (83_333, 1_000), (1_000_000, 12_000),
        ] as [(Int64, Int64)])
    func gramsAreRoundedOnceToTheNearest(grams: Int64, amount: Int64) throws {
        // EUR 12.00 a kilogram: 1.2 cents a gram. 124 g are 148.8 cents.
        let quantity = try #require(Quantity(grams, .grams))
        #expect(try price(12, .grams).amount(of: quantity)?.minorUnits == amount)
    }

    @Test func halfOfAMinorUnitIsRoundedUp() throws {
        let quantity = try #require(Quantity(500, .grams))
        #expect(try price(1, .grams).amount(of: quantity)?.minorUnits == 1)
        #expect(try price(3, .grams).amount(of: quantity)?.minorUnits == 2)
    }

    @Test func piecesAreExactAndTooMuchIsNone() throws {
        let (few, all) = (try #require(Quantity(120, .pieces)), try #require(Quantity(Pieces.most.count, .pieces)))
        #expect(try price(490, .pieces).amount(of: few)?.minorUnits == 58_800)
        #expect(try price(1, .pieces).amount(of: all)?.minorUnits == Money.most)
        #expect(try price(2, .pieces).amount(of: all) == nil)
        #expect(try price(ProgrammePrice.most, .pieces).amount(of: all) == nil)
    }

    @Test func whatIsNoMoneyIsRefused() {
        #expect(Money(-1, currency: "EUR") == nil && Money(Money.most + 1, currency: "EUR") == nil)
        #expect(Money(1, currency: "eur") == nil && Money(1, currency: "EURO") == nil)
    }
}
