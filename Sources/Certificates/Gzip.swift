/// GZIP (RFC 1952) of one member, without name, time or comment.
enum Gzip {
    /// ID, CM = DEFLATE, no flags, no time, no extra flags, system unknown.
    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

    /// One block with the fixed codes; a run of one byte is a match one byte back. Bits of a status list are nearly all
    /// alike, so that is all the compression there is to have, and the same bits are always the same bytes.
    static func text(of bytes: [UInt8]) -> [UInt8] {
        var writer = BitWriter(bytes: header)
        writer.append(0b011, count: 3)
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            writer.append(literal: Int(byte))
            offset += 1
            var run = bytes[offset...].prefix { $0 == byte }.count
            offset += run
            while run >= 3 {
                // What is left after a match is none, or enough for the next one or for a literal or two.
                let length = min(run, 258)
                writer.append(match: length)
                run -= length
            }
            for _ in 0..<run { writer.append(literal: Int(byte)) }
        }
        writer.append(literal: 256)
        var text = writer.finished()
        text += littleEndian(crc32(of: bytes))
        text += littleEndian(UInt32(truncatingIfNeeded: bytes.count))
        return text
    }

    static func bytes(of text: [UInt8], limit: Int) throws(GzipFault) -> [UInt8] {
        guard text.count >= 18 else { throw .cutShort }
        // Flags of 0: who compresses 16 kilobytes of bits has no name or comment for them.
        guard text.starts(with: header[..<4]) else { throw .header }
        let (output, end) = try Inflate.read(text, from: header.count, limit: limit)
        guard end + 8 <= text.count else { throw .cutShort }
        guard end + 8 == text.count else { throw .trailingBytes }
        let sums = littleEndian(crc32(of: output)) + littleEndian(UInt32(truncatingIfNeeded: output.count))
        guard text.suffix(8).elementsEqual(sums) else { throw .checksum }
        return output
    }

    private static let crcTable: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    static func crc32(of bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes { crc = crc >> 8 ^ crcTable[Int((crc ^ UInt32(byte)) & 0xFF)] }
        return crc ^ .max
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}

/// Bits into bytes, the first one lowest (RFC 1951, section 3.1.1).
private struct BitWriter {
    private var bytes: [UInt8]
    private var bits: UInt32 = 0
    private var held = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func append(_ value: Int, count: Int) {
        bits |= UInt32(value) << UInt32(held)
        held += count
        while held >= 8 {
            bytes.append(UInt8(bits & 0xFF))
            bits >>= 8
            held -= 8
        }
    }

    /// A Huffman code goes in from its highest bit.
    private mutating func append(code: Int, count: Int) {
        for place in (0..<count).reversed() { append(code >> place & 1, count: 1) }
    }

    /// A literal, length code or end of block in the fixed code: RFC 1951, section 3.2.6.
    mutating func append(literal symbol: Int) {
        switch symbol {
        case ..<144: append(code: 0x30 + symbol, count: 8)
        case ..<256: append(code: 0x190 + symbol - 144, count: 9)
        case ..<280: append(code: symbol - 256, count: 7)
        default: append(code: 0xC0 + symbol - 280, count: 8)
        }
    }

    /// `length` bytes, 3 to 258, as the byte before them.
    mutating func append(match length: Int) {
        // 258 has a code of its own; the code before it would spell it too.
        let place = DeflateTables.lengths.lastIndex { $0.least <= length } ?? 0
        let (least, extra) = DeflateTables.lengths[place]
        append(literal: 257 + place)
        append(length - least, count: extra)
        append(code: 0, count: 5)
    }

    func finished() -> [UInt8] { held > 0 ? bytes + [UInt8(bits & 0xFF)] : bytes }
}
