/// Base 64 of RFC 4648, section 4, in one spelling: with padding, the unused bits zero, nothing between.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values: [UInt8?] = {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()

    static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for index in start..<(start + 3) { bits = bits << 8 | (index < bytes.count ? UInt32(bytes[index]) : 0) }
            for place in 0..<4 {
                let value = Int(bits >> UInt32(18 - 6 * place) & 0x3F)
                text.append(place <= group.count ? alphabet[value] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func bytes(of text: some StringProtocol) -> [UInt8]? {
        let letters = Array(text.utf8)
        guard letters.count.isMultiple(of: 4) else { return nil }
        let padding = letters.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count / 4 * 3)
        var bits: UInt32 = 0
        var held = 0
        for letter in letters.dropLast(padding) {
            guard let value = values[Int(letter)] else { return nil }
            bits = bits << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            }
        }
        guard bits & (1 << UInt32(held) - 1) == 0 else { return nil }
        return bytes
    }
}

/// Lower-case hexadecimal.
enum Hexadecimal {
    private static let alphabet = Array("0123456789abcdef".utf8)

    static func text(of bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes { text += [alphabet[Int(byte >> 4)], alphabet[Int(byte & 0x0F)]] }
        return String(decoding: text, as: UTF8.self)
    }

    static func bytes(of text: some StringProtocol) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(of: digits[index]), let low = value(of: digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

/// A count in decimal, without sign or leading zeros.
enum Decimal {
    static func value(of text: some StringProtocol) -> Int64? {
        guard let value = Int64(text), String(value).utf8.elementsEqual(text.utf8), value >= 0 else { return nil }
        return value
    }
}

extension StringProtocol {
    /// Equality of scalars; Swift's `==` takes canonically equivalent texts for equal, and a signature does not.
    func hasSameScalars(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }
}

/// Lines that each end in a newline, one after the other.
struct LineReader {
    private(set) var rest: String
    /// Of the line that was asked for last, from 1.
    private(set) var number = 0

    init(_ text: String) { rest = text }

    /// Without its newline; `nil` where no newline comes any more.
    mutating func next() -> String? {
        number += 1
        guard let end = rest.utf8.firstIndex(of: 0x0A) else { return nil }
        let line = String(rest[..<end])
        rest = String(rest[rest.utf8.index(after: end)...])
        return line
    }

    /// Hashes in base 64, one a line, up to the empty line behind them. `nil` where a line is anything else, or one too many.
    mutating func hashes(atMost most: Int) -> [Hash]? {
        var hashes: [Hash] = []
        while let line = next() {
            if line.isEmpty { return hashes }
            guard hashes.count < most, let hash = Hash(base64: line) else { return nil }
            hashes.append(hash)
        }
        return nil
    }
}

extension String {
    /// What follows `mark` at the beginning; `nil` where it does not begin so.
    func after(_ mark: String) -> Substring? {
        utf8.starts(with: mark.utf8) ? self[utf8.index(startIndex, offsetBy: mark.utf8.count)...] : nil
    }
}
