import Primitives

/// An XML Schema dateTimeStamp: `2026-11-22T22:14:37Z`, `2023-02-25T19:10:39.447-06:00`. The zone is not optional
/// (W3C VC 2.0, section 4.9).
struct DateTimeStamp: Hashable, Comparable {
    /// Nanoseconds since 1970-01-01T00:00:00Z would not hold year 4023: seconds, and the rest.
    private let seconds: Int64
    private let nanoseconds: Int64

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (20...40).contains(bytes.count), bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x54,
            bytes[13] == 0x3A, bytes[16] == 0x3A,
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
            let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
            hour < 24, minute < 60, second < 60, let days = Self.days(year, month, day)
        else { return nil }
        var rest = bytes[19...]
        var nanoseconds: Int64 = 0
        if rest.first == 0x2E {
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard (1...9).contains(digits.count), let value = Self.number(digits) else { return nil }
            nanoseconds = (digits.count..<9).reduce(value) { sum, _ in sum * 10 }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = Self.offset(Array(rest)) else { return nil }
        self.seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self.nanoseconds = nanoseconds
    }

    static func < (one: Self, other: Self) -> Bool {
        (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }

    /// `Z`, `+05:30`, `-06:00`: seconds east of Greenwich.
    private static func offset(_ zone: [UInt8]) -> Int64? {
        if zone == [0x5A] { return 0 }
        guard zone.count == 6, zone[0] == 0x2B || zone[0] == 0x2D, zone[3] == 0x3A, let hours = number(zone[1..<3]),
            let minutes = number(zone[4..<6]), hours <= 14, minutes < 60
        else { return nil }
        return (zone[0] == 0x2B ? 1 : -1) * (hours * 3_600 + minutes * 60)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        var value: Int64 = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int64(digit - 0x30)
        }
        return value
    }

    /// Days since 1970-01-01 of any year 1 to 9999.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard year >= 1, (1...12).contains(month), (1...lengths[Int(month) - 1]).contains(day) else { return nil }
        let before = year - 1
        let leaps = before / 4 - before / 100 + before / 400
        return before * 365 + leaps + lengths.prefix(Int(month) - 1).reduce(0, +) + day - 1 - 719_162
    }
}

extension Day {
    /// The first second of the day in UTC, as credentials write it.
    var stamp: String { "\(text)T00:00:00Z" }

    init?(stamp: String) {
        guard let day = Day(String(stamp.prefix(10))), day.stamp.utf8.elementsEqual(stamp.utf8) else { return nil }
        self = day
    }
}
