/// ASCII as identifiers use it: no locale, no normalisation, no allocation.
enum Bytes {
    static func upper(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 0x20 : byte
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    static func isUpperOrDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
    }

    /// Bytes of the white space at `index`: ASCII's, U+00A0, U+200B, U+202F and U+FEFF, which spreadsheets and web
    /// pages leave behind; 0 where there is none.
    static func space(in bytes: Span<UInt8>, at index: Int) -> Int {
        switch bytes[index] {
        case 0x09, 0x0A, 0x0D, 0x20:
            return 1
        case 0xC2:
            return index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : 0
        case 0xE2:
            guard index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
            return bytes[index + 2] == 0x8B || bytes[index + 2] == 0xAF ? 3 : 0
        case 0xEF:
            guard index + 2 < bytes.count, bytes[index + 1] == 0xBB else { return 0 }
            return bytes[index + 2] == 0xBF ? 3 : 0
        default:
            return 0
        }
    }

    /// The character at `index`, U+FFFD where it is none.
    static func character(in bytes: Span<UInt8>, at index: Int) -> String {
        var sequence: [UInt8] = []
        for position in index..<min(index + 4, bytes.count) { sequence.append(bytes[position]) }
        return String(decoding: sequence, as: UTF8.self).unicodeScalars.first.map { String($0) } ?? ""
    }

    /// At most 64 bytes of what was read, for a refusal to show.
    static func shown(_ bytes: Span<UInt8>) -> String {
        var head: [UInt8] = []
        for index in 0..<min(bytes.count, 64) { head.append(bytes[index]) }
        return String(decoding: head, as: UTF8.self)
    }

    /// Whether a spreadsheet wrote the number in powers of ten, `3.56E+14` or `3,56E+14`, so that digits are lost.
    static func isScientific(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        func digits() -> Bool {
            let first = index
            while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            return index > first
        }
        guard digits() else { return false }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
            index += 1
            guard digits() else { return false }
        }
        guard index + 1 < bytes.count, upper(bytes[index]) == UInt8(ascii: "E"), bytes[index + 1] == UInt8(ascii: "+")
        else { return false }
        index += 2
        return digits() && index == bytes.count
    }

    /// Printable ASCII in upper case, white space dropped; the index of the first byte that is neither.
    static func compact(_ bytes: Span<UInt8>) -> (bytes: [UInt8], wrong: Int?) {
        var compact: [UInt8] = []
        compact.reserveCapacity(min(bytes.count, 64))
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte > 0x20, byte < 0x7F {
                compact.append(upper(byte))
                index += 1
                continue
            }
            let space = space(in: bytes, at: index)
            guard space > 0 else { return (compact, index) }
            index += space
        }
        return (compact, nil)
    }
}
