/// How the characters of a list stand in its bytes.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    /// The order of bytes by the byte order mark.
    case utf16 = "utf-16"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"

    /// What a text's first bytes say by a byte order mark; `nil` where there is none, or that of UTF-32.
    public static func marked(_ beginning: [UInt8]) -> TextEncoding? {
        if beginning.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if beginning.starts(with: [0xFF, 0xFE, 0, 0]) { return nil }
        if beginning.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        return beginning.starts(with: [0xFE, 0xFF]) ? .utf16BigEndian : nil
    }
}

/// Why bytes are no text in their encoding. Offsets count bytes from 0.
public enum TextEncodingError: Error, Hashable, Sendable {
    /// Half of a surrogate pair, or half of a code unit at the end.
    case notUTF16(offset: Int)
    /// 81, 8D, 8F, 90 and 9D are nothing in Windows-1252.
    case notWindows1252(offset: Int)
    /// UTF-16 without a byte order mark, and nobody said which order.
    case noByteOrderMark
    /// The file begins with the mark of another encoding than was given.
    case otherMark(given: TextEncoding, found: TextEncoding)
}

/// Finds a text's encoding in its bytes: by a byte order mark; by the zeros that Latin letters have in UTF-16; by what is
/// well-formed UTF-8. Bytes above 7F that are never UTF-8 are Windows-1252, which is what spreadsheets on Western systems save.
/// Where UTF-8 and something else stand in one file it says UTF-8, so that the reader names the place.
public struct EncodingProbe: ~Copyable {
    private static let looked = 4_096

    private var beginning: [UInt8] = []
    /// Bytes at the end of a block that may begin a sequence.
    private var tail: [UInt8] = []
    private var hasMultibyte = false
    private var isUTF8 = true
    private var isWindows1252 = true

    public init() {}

    public mutating func feed(_ block: [UInt8]) {
        if beginning.count < Self.looked { beginning += block.prefix(Self.looked - beginning.count) }
        if tail.isEmpty {
            block.withUnsafeBufferPointer { look($0, isLast: false) }
        } else {
            (tail + block).withUnsafeBufferPointer { look($0, isLast: false) }
        }
    }

    public consuming func encoding() -> TextEncoding {
        tail.withUnsafeBufferPointer { look($0, isLast: true) }
        if beginning.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        // UTF-32 begins with UTF-16's mark; the reader of CSV knows its name.
        if beginning.starts(with: [0xFF, 0xFE, 0, 0]) { return .utf8 }
        if beginning.starts(with: [0xFF, 0xFE]) || beginning.starts(with: [0xFE, 0xFF]) { return .utf16 }
        if let order = zeros() { return order }
        return isUTF8 || hasMultibyte || !isWindows1252 ? .utf8 : .windows1252
    }

    /// Latin letters in UTF-16 have a zero in every other byte, and CSV has none at all.
    private func zeros() -> TextEncoding? {
        let pairs = beginning.count / 2
        guard pairs > 0 else { return nil }
        var (even, odd) = (0, 0)
        for pair in 0..<pairs {
            if beginning[2 * pair] == 0 { even += 1 }
            if beginning[2 * pair + 1] == 0 { odd += 1 }
        }
        if even == 0, odd * 10 >= pairs * 9 { return .utf16LittleEndian }
        if odd == 0, even * 10 >= pairs * 9 { return .utf16BigEndian }
        return nil
    }

    private mutating func look(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) {
        tail = []
        var at = 0
        while at < bytes.count {
            if bytes[at] < 0x80 {
                at += 1
                continue
            }
            let length =
                switch bytes[at] {
                case 0xC2...0xDF: 2
                case 0xE0...0xEF: 3
                case 0xF0...0xF4: 4
                default: 1
                }
            if !isLast, length > bytes.count - at {
                tail = Array(bytes[at...])
                return
            }
            let sequence = UnsafeBufferPointer(rebasing: bytes[at..<min(at + length, bytes.count)])
            if length > 1, UTF8Check.firstError(in: sequence) == nil {
                hasMultibyte = true
                at += length
            } else {
                isUTF8 = false
                if Windows1252.scalar(bytes[at]) == nil { isWindows1252 = false }
                at += 1
            }
        }
    }
}

/// Turns a text in another encoding into UTF-8, block by block.
public struct TextDecoder {
    private let encoding: TextEncoding
    /// The order that the mark says or that was given.
    private var isBigEndian: Bool?
    /// An unfinished code unit or surrogate pair.
    private var rest: [UInt8] = []
    private var offset = 0

    public init(_ encoding: TextEncoding) {
        self.encoding = encoding
        switch encoding {
        case .utf16LittleEndian: isBigEndian = false
        case .utf16BigEndian: isBigEndian = true
        case .utf8, .utf16, .windows1252: isBigEndian = nil
        }
    }

    public mutating func decode(_ block: [UInt8]) throws(TextEncodingError) -> [UInt8] {
        switch encoding {
        case .utf8: return block
        case .windows1252: return try windows1252(block)
        case .utf16, .utf16LittleEndian, .utf16BigEndian: return try utf16(rest + block)
        }
    }

    /// - Throws: where the text ends within a character.
    public func end() throws(TextEncodingError) {
        guard rest.isEmpty else { throw .notUTF16(offset: offset) }
    }

    private mutating func windows1252(_ block: [UInt8]) throws(TextEncodingError) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(block.count + block.count / 8)
        for byte in block {
            if byte < 0x80 {
                text.append(byte)
            } else {
                guard let scalar = Windows1252.scalar(byte) else { throw .notWindows1252(offset: offset) }
                text += UTF8.encode(scalar)!  // every scalar has UTF-8
            }
            offset += 1
        }
        return text
    }

    private mutating func utf16(_ bytes: [UInt8]) throws(TextEncodingError) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 2 + 8)
        var at = 0
        if offset == 0 {
            guard bytes.count >= 2 else {
                rest = bytes
                return []
            }
            let mark: Bool? =
                switch (bytes[0], bytes[1]) {
                case (0xFF, 0xFE): false
                case (0xFE, 0xFF): true
                default: nil
                }
            if let mark, isBigEndian ?? mark == mark {
                isBigEndian = mark
                at = 2
            }
        }
        guard let isBigEndian else { throw .noByteOrderMark }
        func unit(_ at: Int) -> UInt16 {
            isBigEndian
                ? UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]) : UInt16(bytes[at + 1]) << 8 | UInt16(bytes[at])
        }
        while at + 1 < bytes.count {
            let high = unit(at)
            var scalar = UInt32(high)
            var length = 2
            if UTF16.isSurrogate(high) {
                guard UTF16.isLeadSurrogate(high) else { throw .notUTF16(offset: offset + at) }
                guard at + 3 < bytes.count else { break }
                let low = unit(at + 2)
                guard UTF16.isTrailSurrogate(low) else { throw .notUTF16(offset: offset + at) }
                scalar = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
                length = 4
            }
            if scalar < 0x80 {
                text.append(UInt8(scalar))
            } else {
                text += UTF8.encode(Unicode.Scalar(scalar)!)!  // surrogates were taken together above
            }
            at += length
        }
        offset += at
        rest = Array(bytes[at...])
        return text
    }
}

/// The WHATWG Encoding Standard's index of windows-1252 is lenient; Microsoft's own table leaves five bytes undefined, and here
/// they are nothing either, so that a wrong guess is noticed.
enum Windows1252 {
    /// 80 to 9F; 0 where there is nothing.
    private static let high: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D,
        0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
        0x017E, 0x0178,
    ]

    static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        let scalar = high[Int(byte) - 0x80]
        return scalar == 0 ? nil : Unicode.Scalar(scalar)
    }
}
