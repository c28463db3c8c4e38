/// What people and files call a party, facility, lot, class, programme or standard: `GH-2026-014`.
///
/// 1 to 64 of `A` to `Z`, `a` to `z`, `0` to `9`, `.`, `_`, `-`, beginning with a letter or a digit. Upper and lower case
/// differ. No spaces and no other characters, so a code is never free text in the journal and never a path.
public struct Code: Hashable, Comparable, Sendable {
    public let text: String

    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...64).contains(bytes.count), let first = bytes.first, Self.isLetterOrDigit(first) else { return nil }
        let rest = bytes.dropFirst().allSatisfy { byte in
            Self.isLetterOrDigit(byte) || "-_.".utf8.contains(byte)
        }
        guard rest else { return nil }
        self.text = text
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
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let code = Code(String(parts[0])), let number = Int(parts[1]), "\(number)" == parts[1]
        else { return nil }
        self.init(code, number)
    }

    public static func < (one: Version, other: Version) -> Bool {
        one.code == other.code ? one.number < other.number : one.code < other.code
    }
}
