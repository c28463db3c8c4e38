/// Reads values of a PDF one after the other: ISO 32000-1, sections 7.2 and 7.3.
struct PDFReader {
    private static let depthMax = 32
    /// Of a name or a text.
    private static let bytesMax = 1 << 16

    private let file: [UInt8]
    private(set) var offset: Int

    /// - Throws: `malformed` where the file has no such byte.
    init(_ file: [UInt8], at offset: Int) throws(PrintedBundleFault) {
        guard file.indices.contains(offset) else { throw .malformed(offset: file.count) }
        self.file = file
        self.offset = offset
    }

    private var next: UInt8? { offset < file.count ? file[offset] : nil }

    /// White and remarks.
    private mutating func skip() {
        while let byte = next {
            if byte == UInt8(ascii: "%") {
                while let byte = next, byte != 0x0A, byte != 0x0D { offset += 1 }
            } else if Self.isWhite(byte) {
                offset += 1
            } else {
                return
            }
        }
    }

    /// Whether this word comes next; it is taken then.
    mutating func take(word: String) throws(PrintedBundleFault) -> Bool {
        skip()
        let end = offset + word.utf8.count
        guard end <= file.count, file[offset..<end].elementsEqual(word.utf8), end == file.count || Self.ends(file[end])
        else { return false }
        offset = end
        return true
    }

    mutating func value() throws(PrintedBundleFault) -> PDFValue { try value(depth: 0) }

    private mutating func value(depth: Int) throws(PrintedBundleFault) -> PDFValue {
        skip()
        guard depth < Self.depthMax, let byte = next else { throw .malformed(offset: offset) }
        switch byte {
        case UInt8(ascii: "/"): return .name(try name())
        case UInt8(ascii: "("): return .text(try text())
        case UInt8(ascii: "["): return .array(try items(depth: depth))
        case UInt8(ascii: "<"):
            guard offset + 1 < file.count, file[offset + 1] == UInt8(ascii: "<") else { return .text(try digits()) }
            return .dictionary(try entries(depth: depth))
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return try number()
        default:
            if try take(word: "null") { return .null }
            if try take(word: "true") { return .bool(true) }
            if try take(word: "false") { return .bool(false) }
            throw .malformed(offset: offset)
        }
    }

    private mutating func name() throws(PrintedBundleFault) -> String {
        offset += 1
        var bytes: [UInt8] = []
        while let byte = next, !Self.ends(byte) {
            guard bytes.count < Self.bytesMax else { throw .malformed(offset: offset) }
            offset += 1
            guard byte == UInt8(ascii: "#") else {
                bytes.append(byte)
                continue
            }
            guard offset + 2 <= file.count, let high = Self.digit(file[offset]), let low = Self.digit(file[offset + 1])
            else { throw .malformed(offset: offset) }
            bytes.append(high << 4 | low)
            offset += 2
        }
        guard let name = String(validating: bytes, as: UTF8.self) else { throw .malformed(offset: offset) }
        return name
    }

    /// A text in round brackets, which may hold pairs of them.
    private mutating func text() throws(PrintedBundleFault) -> [UInt8] {
        offset += 1
        var bytes: [UInt8] = []
        var open = 1
        while let byte = next {
            guard bytes.count < Self.bytesMax else { break }
            offset += 1
            switch byte {
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"):
                open -= 1
                if open == 0 { return bytes }
            case UInt8(ascii: "\\"):
                bytes.append(try escape())
                continue
            default: break
            }
            bytes.append(byte)
        }
        throw .malformed(offset: offset)
    }

    /// The escapes that stand for one byte by a letter; others we do not write.
    private mutating func escape() throws(PrintedBundleFault) -> UInt8 {
        guard let byte = next else { throw .malformed(offset: offset) }
        let meant: UInt8? =
            switch byte {
            case UInt8(ascii: "n"): 0x0A
            case UInt8(ascii: "r"): 0x0D
            case UInt8(ascii: "t"): 0x09
            case UInt8(ascii: "b"): 0x08
            case UInt8(ascii: "f"): 0x0C
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"): byte
            default: octal()
            }
        guard let meant else { throw .malformed(offset: offset) }
        if !(UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) { offset += 1 }
        return meant
    }

    /// One to three digits.
    private mutating func octal() -> UInt8? {
        var value: UInt16?
        for _ in 0..<3 {
            guard let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { break }
            value = (value ?? 0) << 3 | UInt16(byte - UInt8(ascii: "0"))
            offset += 1
        }
        return value.map { UInt8(truncatingIfNeeded: $0) }
    }

    /// A text as hexadecimal digits.
    private mutating func digits() throws(PrintedBundleFault) -> [UInt8] {
        offset += 1
        var bytes: [UInt8] = []
        var high: UInt8?
        while let byte = next, bytes.count < Self.bytesMax {
            offset += 1
            if byte == UInt8(ascii: ">") { return bytes + [high].compactMap { $0.map { $0 << 4 } } }
            if Self.isWhite(byte) { continue }
            guard let digit = Self.digit(byte) else { break }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        throw .malformed(offset: offset)
    }

    private mutating func items(depth: Int) throws(PrintedBundleFault) -> [PDFValue] {
        offset += 1
        var items: [PDFValue] = []
        while items.count < PDFObjects.itemsMax {
            skip()
            if next == UInt8(ascii: "]") {
                offset += 1
                return items
            }
            items.append(try value(depth: depth + 1))
        }
        throw .malformed(offset: offset)
    }

    private mutating func entries(depth: Int) throws(PrintedBundleFault) -> [String: PDFValue] {
        offset += 2
        var entries: [String: PDFValue] = [:]
        while entries.count < PDFObjects.itemsMax {
            skip()
            if next == UInt8(ascii: ">") {
                offset += 1
                guard next == UInt8(ascii: ">") else { break }
                offset += 1
                return entries
            }
            guard case .name(let name) = try value(depth: depth + 1) else { break }
            // Two entries of one name would be read by one program as this and by another as that.
            guard entries.updateValue(try value(depth: depth + 1), forKey: name) == nil else { break }
        }
        throw .malformed(offset: offset)
    }

    /// A number, or the three words of a reference: `12 0 R`.
    private mutating func number() throws(PrintedBundleFault) -> PDFValue {
        guard let first = try integer() else { return .real }
        let behind = offset
        skip()
        guard first >= 0, let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte),
            let generation = try integer(), try take(word: "R")
        else {
            offset = behind
            return .integer(first)
        }
        return .reference(first, generation: generation)
    }

    /// `nil` where the number has a point.
    private mutating func integer() throws(PrintedBundleFault) -> Int? {
        let start = offset
        var value = 0
        var digits = 0
        var hasPoint = false
        let isNegative = next == UInt8(ascii: "-")
        if isNegative || next == UInt8(ascii: "+") { offset += 1 }
        while let byte = next, !Self.ends(byte) {
            offset += 1
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits < 15 else {
                throw .malformed(offset: start)
            }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            digits += 1
        }
        guard digits > 0 else { throw .malformed(offset: start) }
        return hasPoint ? nil : isNegative ? -value : value
    }

    /// The bytes between `stream` with its line end and `endstream`.
    mutating func stream(_ count: Int) throws(PrintedBundleFault) -> [UInt8]? {
        guard try take(word: "stream"), count >= 0 else { return nil }
        if next == 0x0D { offset += 1 }
        guard next == 0x0A else { return nil }
        offset += 1
        guard count <= file.count - offset else { return nil }
        let bytes = Array(file[offset..<offset + count])
        offset += count
        return try take(word: "endstream") ? bytes : nil
    }

    private static func isWhite(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20: true
        default: false
        }
    }

    /// Whether a word ends before it.
    private static func ends(_ byte: UInt8) -> Bool { isWhite(byte) || "()<>[]{}/%".utf8.contains(byte) }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
