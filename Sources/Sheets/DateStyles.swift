/// Which cell styles show a number as a date, and what date a number is.
final class DateStyles: XMLListener {
    private let startsIn1904: Bool
    private var formats: [Int: Bool] = [:]
    /// By a cell's style.
    private var isDate: [Bool] = []
    private var isCellStyles = false

    init(startsIn1904: Bool) { self.startsIn1904 = startsIn1904 }

    func begins(_ name: borrowing XMLName, _ attributes: borrowing XMLAttributes) -> Bool {
        if name.is("numFmt") {
            if let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
                formats[id] = Self.showsDate(code)
            }
        } else if name.is("cellXfs") {
            isCellStyles = true
        } else if name.is("xf"), isCellStyles {
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            isDate.append(formats[id] ?? Self.builtIn.contains(id))
        }
        return true
    }

    func ends(_ name: borrowing XMLName) -> Bool {
        if name.is("cellXfs") { isCellStyles = false }
        return true
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func showsDate(_ style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }

    /// Formats that need no code of their own: ECMA-376, part 1, 18.8.30, and those that East Asian editions add.
    private static let builtIn: Set<Int> = Set(14...22).union(27...36).union(45...47).union(50...58)

    /// Whether a format's code has a letter of a date outside quotes, escapes and brackets. (`[h]` counts hours, no date.)
    private static func showsDate(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        // Behind a semicolon come negative numbers and zero.
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\"": isQuoted.toggle()
            case "\\", "_", "*": isEscaped = !isQuoted
            case "[": isBracketed = !isQuoted
            case "]": isBracketed = false
            case ";" where !isQuoted: return false
            case "y", "d", "m", "h", "s":
                if !isQuoted, !isBracketed { return true }
            default: break
            }
        }
        return false
    }

    /// A serial number of days as `2026-11-23`, `2026-11-23 08:30:00` or, below one day, `08:30:00`.
    ///
    /// - Returns: `nil` beyond 0 ..< 2,958,466, the end of the year 9999.
    func text(_ serial: Double) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var day = Int(serial)
        var second = Int(((serial - Double(day)) * 86_400).rounded())
        if second == 86_400 {
            day += 1
            second = 0
        }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))"
        guard day > 0 || startsIn1904 else { return time }
        // Days before 1 March 1900 are one off, since the format has a 29 February 1900.
        let fromEpoch = startsIn1904 ? day - 24_107 : day - (day < 60 ? 25_568 : 25_569)
        let (year, month, dayOfMonth) = Self.civil(fromEpoch)
        let date = "\(year)-\(two(month))-\(two(dayOfMonth))"
        return second == 0 ? date : "\(date) \(time)"
    }

    /// Year, month and day of a number of days since 1970-01-01 in the Gregorian calendar (H. Hinnant, "chrono-Compatible
    /// Low-Level Date Algorithms"), for years from 0.
    private static func civil(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
