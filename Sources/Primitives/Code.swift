/// What people and files call a party, facility, lot, class, programme or standard: `GH-2026-014`.
///
/// 1 to 64 of `A` to `Z`, `a` to `z`, `0` to `9`, `.`, `_`, `-`, beginning with a letter or a digit. Upper and lower case
/// differ. No spaces and no other characters, so a code is never free text in the journal and never a path.
public struct Code: Hashable, Comparable, Sendable {
    public let text: String

    public init?(_ text: String) {
        let bytes = text.utf8
        guard (1...64).contains(bytes.count), let first = bytes.first, Self.isLetterOrDigit(first),
            bytes.allSatisfy({ Self.isLetterOrDigit($0) || Self.isMark($0) })
        else { return nil }
        self.text = text
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    public static func < (one: Code, other: Code) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }
}

extension Code: ExpressibleByStringLiteral {
    /// A code written in the source. Traps where it is none, since that is our own bug.
    public init(stringLiteral text: String) {
        guard let code = Code(text) else { preconditionFailure("no code: \(text)") }
        self = code
    }
}

/// Version 1, 2, 3… of a programme, standard or reference mass, counted within its code.
public struct Version: Hashable, Comparable, Sendable {
    public let code: Code
    /// 1 to 10^6.
    public let number: Int

    public init?(_ code: Code, _ number: Int) {
        guard (1...1_000_000).contains(number) else { return nil }
        self.code = code
        self.number = number
    }

    /// `one-for-one/2`.
    public var text: String { "\(code.text)/\(number)" }

    /// Reads `one-for-one/2`, with no leading zero.
    public init?(_ text: String) {
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")), let code = Code(String(text[..<slash])) else {
            return nil
        }
        // Of six digits at most and a seventh: no number overflows.
        let digits = text.utf8[text.utf8.index(after: slash)...]
        guard (1...7).contains(digits.count), digits.first != UInt8(ascii: "0"),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self.init(code, digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
    }

    public static func < (one: Version, other: Version) -> Bool {
        one.code == other.code ? one.number < other.number : one.code < other.code
    }
}
