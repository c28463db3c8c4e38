import Primitives
import Testing

@Suite struct DayTests {
    @Test func everyDayPrintsAndParsesToItself() {
        for number in Day.first.number...Day.last.number {
            guard let day = Day(number: number) else { return #expect(Bool(false)) }
            #expect(Day(day.text) == day)
        }
        #expect(Day.first.text == "1970-01-01")
        #expect(Day.last.text == "2199-12-31")
    }

    @Test(arguments: [
        "2026-02-29", "2100-02-29", "0000-01-01", "9999-12-31", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01",
        " 2026-01-01",
        "2026-01-01 ", "2026/01/01", "2026-01-0a", "", "２０２６-01-01",
    ])
    func refusesWhatNoCalendarHas(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func instantsAreWrittenInUTC() {
        #expect(Instant(milliseconds: 1_795_385_677_999)?.text == "2026-11-22T22:14:37Z")
        #expect(Instant(milliseconds: -1) == nil)
    }
}

@Suite struct ValueTests {
    @Test(arguments: ["GH-2026-014", "a", "unu-0306", "x.y_z"]) func codesAreShortAndPlain(text: String) {
        #expect(Code(text)?.text == text)
    }

    @Test(arguments: ["", "-a", "a b", "é", "../x", "a/b", String(repeating: "a", count: 65)])
    func refusesCodesThatCouldBeProseOrPaths(text: String) {
        #expect(Code(text) == nil)
    }

    @Test func quantitiesStayWithinTheirRange() {
        for count: Int64 in [-1, 1_000_000_000_000_001, .min, .max] {
            #expect(Grams(count) == nil && Pieces(count) == nil && Quantity(count, .grams) == nil)
        }
        for text in ["XX", "gh", "GHA", ""] { #expect(Country(text) == nil) }
        for text in ["one-for-one/02", "one-for-one/0", "one-for-one", "/1", "a/1/2"] { #expect(Version(text) == nil) }
        #expect(Version("one-for-one/2")?.number == 2)
        #expect(Hexadecimal.bytes("0G") == nil && Hexadecimal.bytes("abc") == nil)
        #expect(Hexadecimal.text(Hexadecimal.bytes("00ff10") ?? []) == "00ff10")
    }
}
