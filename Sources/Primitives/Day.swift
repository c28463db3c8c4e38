/// A calendar day where something happened, without a clock or a zone: 1970-01-01 to 2199-12-31.
///
/// Written as ISO 8601 `2026-11-22`. A facility's day is the day on its own wall.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let number: Int32
    public static let first = Day(unchecked: 0)
    public static let last = Day(unchecked: 84_005)

    /// `nil` before 1970-01-01 and after 2199-12-31.
    public init?(number: Int32) {
        guard (Self.first.number...Self.last.number).contains(number) else { return nil }
        self.number = number
    }

    private init(unchecked number: Int32) { self.number = number }

    /// `nil` where the calendar has no such day or it lies outside the range.
    public init?(year: Int, month: Int, day: Int) {
        guard (1970...2199).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let length =
            switch month {
            case 2: leap ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        guard day <= length else { return nil }
        // Days from civil: the year begins in March, so that the leap day is its last.
        let shifted = month > 2 ? month - 3 : month + 9
        let y = month > 2 ? year : year - 1
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * shifted + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: Int32(era * 146_097 + dayOfEra - 719_468))
    }

    /// Reads `2026-11-22` and nothing else.
    public init?(_ text: String) {
        var text = text
        guard let day = text.withUTF8({ Day(digits: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = day
    }

    /// Reads `2026-11-22` where it stands, from memory that the caller owns.
    public init?(digits: UnsafeRawBufferPointer) {
        guard digits.count == 10, digits[4] == UInt8(ascii: "-"), digits[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for place in range {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digits[place]) else { return nil }
                value = value * 10 + Int(digits[place] - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month 1 to 12, day 1 to 31.
    public var civil: (year: Int, month: Int, day: Int) {
        let z = Int(number) + 719_468
        let era = z / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    public var year: Int { civil.year }

    /// ISO 8601, `2026-11-22`.
    public var text: String {
        let (year, month, day) = civil
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// Whole days from `earlier` to here; negative if `earlier` is later.
    public func days(since earlier: Day) -> Int { Int(number) - Int(earlier.number) }

    /// `nil` outside the range of days.
    public func adding(days: Int) -> Day? { Int32(exactly: Int(number) + days).flatMap(Day.init(number:)) }

    public static func < (one: Day, other: Day) -> Bool { one.number < other.number }
}

/// A moment in whole milliseconds since 1970-01-01T00:00:00Z. Orders nothing in the journal: the sequence does.
public struct Instant: Hashable, Comparable, Sendable {
    public let milliseconds: Int64

    /// `nil` outside the days that `Day` knows.
    public init?(milliseconds: Int64) {
        guard milliseconds >= 0, milliseconds < (Int64(Day.last.number) + 1) * 86_400_000 else { return nil }
        self.milliseconds = milliseconds
    }

    /// The day in UTC.
    public var day: Day {
        guard let day = Day(number: Int32(milliseconds / 86_400_000)) else {
            preconditionFailure("bad math in Instant")
        }
        return day
    }

    /// RFC 3339 in UTC with whole seconds, `2026-11-22T22:14:37Z`: the dateTimeStamp of W3C VC 2.0.
    public var text: String {
        let seconds = Int(milliseconds / 1_000 % 86_400)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(day.text)T\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
    }

    public static func < (one: Instant, other: Instant) -> Bool { one.milliseconds < other.milliseconds }
}
