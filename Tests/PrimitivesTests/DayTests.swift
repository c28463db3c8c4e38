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
        for text in [
            "one-for-one/02", "one-for-one/0", "one-for-one", "/1", "a/1/2", "a/1a", "a/+1", "a/1000001", "a/10000000",
            "a/", "/",
        ] {
            #expect(Version(text) == nil)
        }
        #expect(Version("one-for-one/2")?.number == 2)
        #expect(Version("one-for-one/1000000")?.number == 1_000_000)
    }

    /// Of every length that is read in one word, in several, and with a rest; every byte at every place.
    @Test func hexadecimalHasOneSpelling() {
        #expect(Hexadecimal.bytes("") == [])
        for count in 1...33 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: 37 &* $0 &+ count) }
            let text = Hexadecimal.text(bytes)
            #expect(text.utf8.count == 2 * count && Hexadecimal.bytes(text) == bytes)
            #expect(Hexadecimal.bytes(text + "0") == nil && Hexadecimal.bytes(String(text.dropLast())) == nil)
        }
        for place in 0..<18 {
            for byte in UInt8.min...UInt8.max {
                var digits = Array("0123456789abcdef01".utf8)
                digits[place] = byte
                let isDigit = "0123456789abcdef".utf8.contains(byte)
                let text = String(decoding: digits, as: UTF8.self)
                #expect((Hexadecimal.bytes(text) != nil) == isDigit)
                guard isDigit else { continue }
                let value = UInt8(String(decoding: digits[place / 2 * 2...place / 2 * 2 + 1], as: UTF8.self), radix: 16)
                #expect(Hexadecimal.bytes(text)?[place / 2] == value)
            }
        }
    }
}
