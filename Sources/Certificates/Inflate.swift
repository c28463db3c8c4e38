/// Why bytes are not a compressed text that we take.
public enum GzipFault: Error, Hashable, Sendable {
    /// Not GZIP, or with a method or flags that nobody writes.
    case header
    case cutShort
    /// A block type, code or distance that DEFLATE does not have.
    case malformed
    /// More bytes than the limit come out.
    case tooLarge(limit: Int)
    /// The CRC-32 or the length at the end is another.
    case checksum
    case trailingBytes
}

/// DEFLATE, read strictly and up to a limit (RFC 1951).
struct Inflate {
    private let bytes: [UInt8]
    private let limit: Int
    private(set) var offset: Int
    private var bits: UInt32 = 0
    private var held = 0
    private(set) var output: [UInt8] = []

    private init(_ bytes: [UInt8], from offset: Int, limit: Int) {
        self.bytes = bytes
        self.offset = offset
        self.limit = limit
    }

    /// What comes out, and where the stream ended.
    static func read(_ bytes: [UInt8], from offset: Int, limit: Int) throws(GzipFault) -> (output: [UInt8], end: Int) {
        var stream = Inflate(bytes, from: offset, limit: limit)
        var isLast = false
        while !isLast {
            isLast = try stream.take(1) == 1
            switch try stream.take(2) {
            case 0: try stream.stored()
            case 1: try stream.codes(literals: .fixedLiterals, distances: .fixedDistances)
            case 2: try stream.dynamic()
            default: throw .malformed
            }
        }
        return (stream.output, stream.offset)
    }

    /// The next `count` bits, the first one lowest. At most 16.
    private mutating func take(_ count: Int) throws(GzipFault) -> Int {
        while held < count {
            guard offset < bytes.count else { throw .cutShort }
            bits |= UInt32(bytes[offset]) << UInt32(held)
            offset += 1
            held += 8
        }
        let value = bits & (1 << UInt32(count) - 1)
        bits >>= UInt32(count)
        held -= count
        return Int(value)
    }

    private mutating func stored() throws(GzipFault) {
        // To the next byte: fewer than eight bits are held.
        (bits, held) = (0, 0)
        guard offset + 4 <= bytes.count else { throw .cutShort }
        let count = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
        let complement = Int(bytes[offset + 2]) | Int(bytes[offset + 3]) << 8
        guard count == complement ^ 0xFFFF else { throw .malformed }
        offset += 4
        guard offset + count <= bytes.count else { throw .cutShort }
        guard output.count + count <= limit else { throw .tooLarge(limit: limit) }
        output += bytes[offset..<offset + count]
        offset += count
    }

    private mutating func codes(literals: HuffmanCode, distances: HuffmanCode) throws(GzipFault) {
        while true {
            let symbol = try symbol(of: literals)
            if symbol < 256 {
                guard output.count < limit else { throw .tooLarge(limit: limit) }
                output.append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol - 257 < DeflateTables.lengths.count else { throw .malformed }
            let (length, lengthBits) = DeflateTables.lengths[symbol - 257]
            let count = length + (try take(lengthBits))
            let place = try self.symbol(of: distances)
            guard place < DeflateTables.distances.count else { throw .malformed }
            let (distance, distanceBits) = DeflateTables.distances[place]
            let back = distance + (try take(distanceBits))
            guard back <= output.count else { throw .malformed }
            guard output.count + count <= limit else { throw .tooLarge(limit: limit) }
            for _ in 0..<count { output.append(output[output.count - back]) }
        }
    }

    private mutating func dynamic() throws(GzipFault) {
        let literalCount = try take(5) + 257
        let distanceCount = try take(5) + 1
        let lengthCount = try take(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw .malformed }
        var lengthLengths = [UInt8](repeating: 0, count: 19)
        for place in DeflateTables.codeLengthOrder.prefix(lengthCount) { lengthLengths[place] = UInt8(try take(3)) }
        let lengthCode = try HuffmanCode(lengths: lengthLengths, mayBeShort: false)
        var lengths: [UInt8] = []
        while lengths.count < literalCount + distanceCount {
            let symbol = try symbol(of: lengthCode)
            let (value, count): (UInt8, Int)
            switch symbol {
            case 0...15: (value, count) = (UInt8(symbol), 1)
            case 16:
                guard let last = lengths.last else { throw .malformed }
                (value, count) = (last, 3 + (try take(2)))
            case 17: (value, count) = (0, 3 + (try take(3)))
            default: (value, count) = (0, 11 + (try take(7)))
            }
            lengths += repeatElement(value, count: count)
        }
        guard lengths.count == literalCount + distanceCount, lengths[256] != 0 else { throw .malformed }
        try codes(
            literals: HuffmanCode(lengths: Array(lengths[..<literalCount]), mayBeShort: true),
            distances: HuffmanCode(lengths: Array(lengths[literalCount...]), mayBeShort: true))
    }

    private mutating func symbol(of code: HuffmanCode) throws(GzipFault) -> Int {
        var (value, first, index) = (0, 0, 0)
        for length in 1...15 {
            value |= try take(1)
            let count = code.counts[length]
            if value - first < count { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw .malformed
    }
}

/// A canonical Huffman code: how many codes have each length, and the symbols in the codes' order.
private struct HuffmanCode {
    let counts: [Int]
    let symbols: [Int]

    /// - Parameter mayBeShort: whether one code, or none, of the whole space is allowed (RFC 1951, section 3.2.7).
    init(lengths: [UInt8], mayBeShort: Bool) throws(GzipFault) {
        self.init(unchecked: lengths)
        var room = 1
        for length in 1...15 {
            room = room << 1 - counts[length]
            guard room >= 0 else { throw .malformed }
        }
        guard room == 0 || mayBeShort && symbols.count <= 1 else { throw .malformed }
    }

    private init(unchecked lengths: [UInt8]) {
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        self.counts = counts
        symbols = (1...15).flatMap { length in lengths.indices.filter { Int(lengths[$0]) == length } }
    }

    static let fixedLiterals = HuffmanCode(
        unchecked: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    static let fixedDistances = HuffmanCode(unchecked: [UInt8](repeating: 5, count: 30))
}

/// RFC 1951, section 3.2.5 and 3.2.7.
enum DeflateTables {
    /// Code 257 and on: the least length, and how many bits are added.
    static let lengths: [(least: Int, bits: Int)] = [
        (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 1), (13, 1), (15, 1), (17, 1), (19, 2),
        (23, 2), (27, 2), (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4), (83, 4), (99, 4), (115, 4), (131, 5),
        (163, 5), (195, 5), (227, 5), (258, 0),
    ]
    static let distances: [(least: Int, bits: Int)] = [
        (1, 0), (2, 0), (3, 0), (4, 0), (5, 1), (7, 1), (9, 2), (13, 2), (17, 3), (25, 3), (33, 4), (49, 4), (65, 5),
        (97, 5), (129, 6), (193, 6), (257, 7), (385, 7), (513, 8), (769, 8), (1_025, 9), (1_537, 9), (2_049, 10),
        (3_073, 10), (4_097, 11), (6_145, 11), (8_193, 12), (12_289, 12), (16_385, 13), (24_577, 13),
    ]
    static let codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
}
