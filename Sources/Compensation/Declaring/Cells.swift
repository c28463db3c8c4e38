/// A mass as people write it, read digit by digit: no binary fraction comes near it.
enum WrittenMass: Hashable {
    /// Whole grams; a part of a gram counts as one.
    case grams(Int64)
    case unreadable
    /// Three digits behind a point or a comma, in grams.
    case ambiguous

    /// At most 15 digits before the point, 30 behind it.
    init(_ cell: Span<UInt8>, kilograms: Bool) {
        var whole: Int64 = 0
        var thousandths: Int64 = 0
        var digits = 0
        var decimals: Int?
        var beyond = false
        for index in 0..<cell.count {
            let byte = cell[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Int64(byte - UInt8(ascii: "0"))
                digits += 1
                if let count = decimals {
                    decimals = count + 1
                    if count < 3 { thousandths = thousandths * 10 + digit } else if digit > 0 { beyond = true }
                } else {
                    whole = whole * 10 + digit
                }
                guard digits <= 15 || decimals != nil, digits <= 45 else {
                    self = .unreadable
                    return
                }
            case UInt8(ascii: "."), UInt8(ascii: ","):
                guard decimals == nil, digits > 0 else {
                    self = .unreadable
                    return
                }
                decimals = 0
            default:
                self = .unreadable
                return
            }
        }
        guard digits > 0, decimals != 0 else {
            self = .unreadable
            return
        }
        for _ in min(decimals ?? 0, 3)..<3 { thousandths *= 10 }
        if kilograms {
            let (grams, overflow) = whole.multipliedReportingOverflow(by: 1_000)
            self = overflow ? .unreadable : .grams(grams + thousandths + (beyond ? 1 : 0))
        } else if decimals == 3 {
            self = .ambiguous
        } else {
            self = .grams(whole + (thousandths > 0 || beyond ? 1 : 0))
        }
    }
}

extension WrittenMass {
    /// A mass with its unit behind it: `1.65 kg`, `1,65kg`, `350 g`, `3.5 lb`, `12 oz`. A part of a gram counts as one.
    ///
    /// - Returns: `nil` where there is no unit. The pound is 453.59237 g, the ounce a sixteenth of it (NIST Handbook 44,
    ///   Appendix C).
    init?(withUnit cell: Span<UInt8>) {
        var end = cell.count
        while end > 0, Self.isLetter(cell[end - 1]) || cell[end - 1] == UInt8(ascii: ".") { end -= 1 }
        let unit = Cell.text(cell.extracting(end..<cell.count)).lowercased().filter { $0 != "." }
        let number = cell.extracting(0..<end)
        let digits = number.extracting(Cell.trimmed(number))
        switch unit {
        case "": return nil
        case "g", "gr", "gram", "grams", "gramm", "gramme", "grammes", "gramos", "grammi":
            self.init(digits, kilograms: false)
        case "kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramm", "kilogramme", "kilogrammes":
            self.init(digits, kilograms: true)
        case "lb", "lbs", "pound", "pounds": self.init(digits, microgramsAUnit: 453_592_370)
        case "oz", "ounce", "ounces": self.init(digits, nanogramsAUnit: 28_349_523_125)
        default: self = .unreadable
        }
    }

    private init(_ digits: Span<UInt8>, microgramsAUnit: Int64) {
        self.init(digits, nanogramsAUnit: microgramsAUnit * 1_000)
    }

    /// At most 12 digits, 6 of them behind the point.
    private init(_ cell: Span<UInt8>, nanogramsAUnit unit: Int64) {
        var value: Int128 = 0
        var digits = 0
        var decimals: Int?
        for index in 0..<cell.count {
            switch cell[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = value * 10 + Int128(cell[index] - UInt8(ascii: "0"))
                digits += 1
                decimals = decimals.map { $0 + 1 }
            case UInt8(ascii: "."), UInt8(ascii: ","):
                guard decimals == nil, digits > 0 else {
                    self = .unreadable
                    return
                }
                decimals = 0
            default:
                self = .unreadable
                return
            }
            guard digits <= 12, decimals ?? 0 <= 6 else {
                self = .unreadable
                return
            }
        }
        guard digits > 0, decimals != 0 else {
            self = .unreadable
            return
        }
        var divisor: Int128 = 1_000_000_000
        for _ in 0..<(decimals ?? 0) { divisor *= 10 }
        self = .grams(Int64((value * Int128(unit) + divisor - 1) / divisor))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

enum Cell {
    /// A whole number of at most nine digits.
    static func integer(_ cell: Span<UInt8>) -> Int64? {
        guard (1...9).contains(cell.count) else { return nil }
        var value: Int64 = 0
        for index in 0..<cell.count {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(cell[index]) else { return nil }
            value = value * 10 + Int64(cell[index] - UInt8(ascii: "0"))
        }
        return value
    }

    /// At most 64 bytes of a cell, for a refusal to show.
    static func shown(_ cell: Span<UInt8>) -> String {
        var head: [UInt8] = []
        for index in 0..<min(cell.count, 64) { head.append(cell[index]) }
        return String(decoding: head, as: UTF8.self)
    }

    static func text(_ cell: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        for index in 0..<cell.count { bytes.append(cell[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What is left without white space at either end: ASCII's and the no-break space. Of `="0012"`, which makes a spreadsheet
    /// take digits for a text, it is what stands between the quotes.
    static func trimmed(_ cell: Span<UInt8>) -> Range<Int> {
        let bare = trimmed(cell, 0..<cell.count)
        guard bare.count >= 3, cell[bare.lowerBound] == UInt8(ascii: "="),
            cell[bare.lowerBound + 1] == UInt8(ascii: "\""), cell[bare.upperBound - 1] == UInt8(ascii: "\"")
        else { return bare }
        return trimmed(cell, bare.lowerBound + 2..<bare.upperBound - 1)
    }

    private static func trimmed(_ cell: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end {
            if isSpace(cell[start]) {
                start += 1
            } else if start + 1 < end, cell[start] == 0xC2, cell[start + 1] == 0xA0 {
                start += 2
            } else {
                break
            }
        }
        while end > start {
            if isSpace(cell[end - 1]) {
                end -= 1
            } else if end - 1 > start, cell[end - 2] == 0xC2, cell[end - 1] == 0xA0 {
                end -= 2
            } else {
                break
            }
        }
        return start..<end
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
