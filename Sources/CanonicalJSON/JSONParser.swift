extension JSON {
    /// Reads one JSON text (RFC 8259) strictly, as RFC 7493 asks: UTF-8 alone, no name twice, no lone surrogate, nothing
    /// before or after but white space.
    public init(parsing bytes: some Collection<UInt8>, limits: JSONLimits = .standard) throws(JSONError) {
        let count = bytes.count
        guard count <= limits.bytesMax else { throw .tooLarge(bytes: count, limit: limits.bytesMax) }
        var parser = JSONParser(bytes: Array(bytes), limits: limits)
        self = try parser.text()
    }

    /// Reads a text that must already be in canonical form: a stored or signed record has one spelling.
    public init(canonical bytes: some Collection<UInt8>, limits: JSONLimits = .standard) throws(JSONError) {
        let bytes = Array(bytes)
        guard bytes.count <= limits.bytesMax else { throw .tooLarge(bytes: bytes.count, limit: limits.bytesMax) }
        var parser = JSONParser(bytes: bytes, limits: limits)
        self = try parser.text()
        guard !parser.isCanonical else { return }
        let canonical = canonicalBytes
        guard canonical == bytes else {
            let offset = zip(canonical, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            throw .notCanonical(offset: offset ?? min(canonical.count, bytes.count))
        }
    }
}

struct JSONParser {
    private let bytes: [UInt8]
    private let limits: JSONLimits
    private var offset = 0
    private var depth = 0
    /// Whether what was read is canonical for sure: not where there was white space, an escape, a number that is no integer or
    /// a name before its place. It may still be then; writing it tells.
    private(set) var isCanonical = true

    init(bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func text() throws(JSONError) -> JSON {
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw .byteOrderMark }
        skipSpace()
        let value = try value()
        skipSpace()
        guard offset == bytes.count else { throw .trailingBytes(offset: offset) }
        return value
    }

    // MARK: - Structure

    private mutating func value() throws(JSONError) -> JSON {
        switch try peek() {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case let byte: throw .unexpectedByte(byte, offset: offset)
        }
    }

    private mutating func object() throws(JSONError) -> JSONObject {
        let start = offset
        try enter()
        var members: [JSONObject.Member] = []
        var isSorted = true
        if !(try closes(with: UInt8(ascii: "}"))) {
            repeat {
                skipSpace()
                guard try peek() == UInt8(ascii: "\"") else { throw .unexpectedByte(bytes[offset], offset: offset) }
                let name = try string()
                skipSpace()
                try expect(UInt8(ascii: ":"))
                skipSpace()
                if let last = members.last, !last.name.precedes(name) { isSorted = false }
                members.append(.init(name: name, value: try value()))
            } while try continues(until: UInt8(ascii: "}"))
        }
        depth -= 1
        if isSorted { return JSONObject(sorted: members) }
        isCanonical = false
        do { return try JSONObject(unsorted: members) } catch { throw .duplicateName(error.name, offset: start) }
    }

    private mutating func array() throws(JSONError) -> [JSON] {
        try enter()
        var elements: [JSON] = []
        if !(try closes(with: UInt8(ascii: "]"))) {
            repeat {
                skipSpace()
                elements.append(try value())
            } while try continues(until: UInt8(ascii: "]"))
        }
        depth -= 1
        return elements
    }

    private mutating func enter() throws(JSONError) {
        depth += 1
        guard depth <= limits.depthMax else { throw .tooDeep(offset: offset, limit: limits.depthMax) }
        offset += 1
    }

    private mutating func closes(with bracket: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard try peek() == bracket else { return false }
        offset += 1
        return true
    }

    /// Takes a comma and says true, or the closing bracket and says false.
    private mutating func continues(until bracket: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        let byte = try peek()
        guard byte == bracket || byte == UInt8(ascii: ",") else { throw .unexpectedByte(byte, offset: offset) }
        offset += 1
        return byte != bracket
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        for index in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[index]) }
        return value
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard try peek() == byte else { throw .unexpectedByte(bytes[offset], offset: offset) }
        offset += 1
    }

    private func peek() throws(JSONError) -> UInt8 {
        guard offset < bytes.count else { throw .unexpectedEnd(offset: offset) }
        return bytes[offset]
    }

    private mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D:
                offset += 1
                isCanonical = false
            default: return
            }
        }
    }

    // MARK: - Strings

    private mutating func string() throws(JSONError) -> String {
        offset += 1
        let start = offset
        try skipPlain()
        if try peek() == UInt8(ascii: "\"") {
            defer { offset += 1 }
            return String(decoding: bytes[start..<offset], as: UTF8.self)
        }
        isCanonical = false
        var decoded = Array(bytes[start..<offset])
        while try peek() == UInt8(ascii: "\\") {
            decoded.append(contentsOf: UTF8.encode(try escape())!)  // a scalar always has an encoding
            let run = offset
            try skipPlain()
            decoded.append(contentsOf: bytes[run..<offset])
        }
        offset += 1
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Steps over characters that stand for themselves, up to a quote, a backslash or the end.
    private mutating func skipPlain() throws(JSONError) {
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
            case 0..<0x20: throw .controlCharacter(offset: offset)
            case 0x20..<0x80: offset += 1
            case let lead: offset += try length(of: lead)
            }
        }
    }

    /// The length of the scalar that begins here: The Unicode Standard, table 3-7, well-formed UTF-8.
    private func length(of lead: UInt8) throws(JSONError) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: throw .notUTF8(offset: offset)
        }
        guard offset + length <= bytes.count, second.contains(bytes[offset + 1]),
            bytes[(offset + 2)..<(offset + max(length, 2))].allSatisfy({ (0x80...0xBF).contains($0) })
        else { throw .notUTF8(offset: offset) }
        return length
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        let start = offset
        offset += 1
        let letter = try peek()
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw .badEscape(offset: start)
        }
        let unit = try codeUnit(since: start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        // A surrogate: only a high one followed at once by a low one is a character.
        guard unit < 0xDC00, bytes[offset...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
            throw .loneSurrogate(offset: start)
        }
        offset += 2
        let low = try codeUnit(since: offset - 2)
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x1_0000 + (UInt32(unit - 0xD800) << 10) + UInt32(low - 0xDC00))
        else { throw .loneSurrogate(offset: start) }
        return scalar
    }

    private mutating func codeUnit(since start: Int) throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            let byte = try peek()
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw .badEscape(offset: start)
            }
            unit = unit << 4 | UInt16(digit)
            offset += 1
        }
        return unit
    }

    // MARK: - Numbers

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`, RFC 8259, section 6.
    private mutating func number() throws(JSONError) -> JSON {
        let start = offset
        let isNegative = takes(UInt8(ascii: "-"))
        let whole = offset
        try digits(since: start)
        let wholeCount = offset - whole
        guard wholeCount == 1 || bytes[whole] != UInt8(ascii: "0") else { throw .badNumber(offset: start) }
        var isWhole = true
        if takes(UInt8(ascii: ".")) {
            isWhole = false
            try digits(since: start)
        }
        if takes(UInt8(ascii: "e")) || takes(UInt8(ascii: "E")) {
            isWhole = false
            if !takes(UInt8(ascii: "+")) { _ = takes(UInt8(ascii: "-")) }
            try digits(since: start)
        }
        // Sixteen digits fit in an Int64, and 2^53 − 1 has sixteen. Minus zero is no integer: it is not spelled so twice.
        if isWhole && wholeCount <= 16 {
            let magnitude = bytes[whole..<offset].reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
            if magnitude <= JSON.exactIntegers.upperBound && !(isNegative && magnitude == 0) {
                return .integer(isNegative ? -magnitude : magnitude)
            }
        }
        isCanonical = false
        guard limits.numbers == .doubles else { throw .notExactInteger(offset: start) }
        guard let double = Double(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
            throw .badNumber(offset: start)
        }
        guard double.isFinite else { throw .numberOutOfRange(offset: start) }
        return .number(double)
    }

    private mutating func digits(since start: Int) throws(JSONError) {
        let first = offset
        while offset < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) { offset += 1 }
        guard offset > first else { throw .badNumber(offset: start) }
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }
}
