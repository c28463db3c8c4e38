/// What makes two IMEIs the same: the first fourteen digits (3GPP TS 23.003, section 6.2). The fifteenth is a check
/// digit, and in an IMEISV two digits of software version stand in its place.
public struct IMEI: Hashable, Comparable, Sendable {
    /// The fourteen digits, 10^12 to 10^14 − 1.
    public let number: UInt64

    private init(number: UInt64) { self.number = number }

    /// Reads 14 digits, 15 of which the last is checked (Luhn), or the 16 of an IMEISV, with spaces, `-`, `/` and `.`
    /// between them.
    ///
    /// Refused, in this order: a number in powers of ten; a character that is no digit; nothing; another length; a
    /// wrong check digit; 15 digits that lost a zero before them; one digit throughout or `0123456789…`; a test number.
    public init(reading bytes: Span<UInt8>) throws(IdentifierRefusal) {
        var number: UInt64 = 0
        var count = 0
        var fifteenth: UInt8 = 0
        var index = 0
        // An apostrophe is how a spreadsheet says that what follows is text.
        if !bytes.isEmpty, bytes[0] == UInt8(ascii: "'") { index = 1 }
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if count < 14 { number = number * 10 + UInt64(byte - UInt8(ascii: "0")) }
                if count == 14 { fifteenth = byte - UInt8(ascii: "0") }
                count += 1
                index += 1
            case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."):
                index += 1
            default:
                let space = Bytes.space(in: bytes, at: index)
                guard space > 0 else {
                    guard !Bytes.isScientific(bytes) else { throw .scientific(.imei, Bytes.shown(bytes)) }
                    throw .character(.imei, Bytes.character(in: bytes, at: index))
                }
                index += space
            }
        }
        guard count > 0 else { throw .empty(.imei) }
        guard (14...16).contains(count) else { throw .length(.imei, found: count, allowed: 14...16) }
        if count == 15 {
            let expected = Self.checkDigit(of: number)
            guard fifteenth == expected else {
                throw .checkDigit(found: Int(fifteenth), expected: Int(expected))
            }
        }
        // Many older IMEIs begin with 01, and a spreadsheet that takes one for a number drops the zero. No reporting body
        // begins with 1 but 10 (GSMA TS.06), so that what is left is no fourteen digits of anybody's.
        if count == 14, (11...19).contains(number / 1_000_000_000_000),
            Self.checkDigit(of: number / 10) == UInt8(number % 10)
        {
            throw .zeroLost("0\(number)")
        }
        try self.init(checking: number)
    }

    public init(reading text: String) throws(IdentifierRefusal) {
        try self.init(reading: text.utf8.span)
    }

    /// Refuses what is on no device.
    init(checking number: UInt64) throws(IdentifierRefusal) {
        let candidate = IMEI(number: number)
        // 11,111,111,111,111 and its multiples: one digit throughout.
        guard number % 11_111_111_111_111 != 0, !Self.counted.contains(number) else {
            throw .placeholder(.imei, candidate.digits)
        }
        // GSMA TS.06: the reporting body 00 allocates test IMEIs.
        guard number >= 1_000_000_000_000, !Self.samples.contains(number) else {
            throw .testNumber(candidate.digits)
        }
        self = candidate
    }

    private static let counted: [UInt64] = [12_345_678_901_234, 1_234_567_890_123]
    /// The Android emulator's; the one most manuals print.
    private static let samples: [UInt64] = [35_824_005_111_111, 49_015_420_323_751]

    /// Luhn (ISO/IEC 7812-1, annex B): every second digit doubled, beginning with the last of the fourteen.
    static func checkDigit(of number: UInt64) -> UInt8 {
        var rest = number
        var sum: UInt64 = 0
        for position in 0..<14 {
            let digit = rest % 10
            rest /= 10
            let counted = position.isMultiple(of: 2) ? digit * 2 : digit
            sum += counted > 9 ? counted - 9 : counted
        }
        return UInt8((10 - sum % 10) % 10)
    }

    /// The fourteen digits.
    public var digits: String {
        let digits = String(number)
        return String(repeating: "0", count: 14 - digits.utf8.count) + digits
    }

    public static func < (one: IMEI, other: IMEI) -> Bool { one.number < other.number }
}
