/// Why bytes are not the tile they were published as.
public enum TileError: Error, Hashable, Sendable {
    case wrongLength(expected: Int, found: Int)
    /// No tile holds that many.
    case badWidth(Int)
    /// The bundle ends inside this entry.
    case cutShort(entry: Int)
    /// The bundle goes on after its last entry.
    case trailingBytes(Int)
    case entryTooLong(Int)
}

/// The hashes of a tile, one after the other: C2SP tlog-tiles, "Merkle Tree".
public struct HashTile: Hashable, Sendable {
    public let hashes: [Hash]

    public init(_ hashes: [Hash]) throws(TileError) {
        guard (1...TilePath.widthMax).contains(hashes.count) else { throw .badWidth(hashes.count) }
        self.hashes = hashes
    }

    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * Hash.byteCount)
        for hash in hashes { hash.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// - Parameter width: what the path says.
    public init(bytes: [UInt8], width: Int) throws(TileError) {
        guard bytes.count == width * Hash.byteCount, let hashes = Hash.list(bytes[...]) else {
            throw .wrongLength(expected: width * Hash.byteCount, found: bytes.count)
        }
        try self.init(hashes)
    }
}

/// Every complete subtree within one tile, worked out from the tile's hashes: at most 255 more.
public struct TileNodes: Sendable {
    private let tileLevel: Int
    private let tileIndex: Int64
    /// Height 0 is the tile's own hashes.
    private let heights: [[Hash]]

    /// - Precondition: at most 256 hashes. They may be fewer: the last tile of a tree is partial.
    public init(level: Int, index: Int64, hashes: [Hash]) {
        precondition(hashes.count <= TilePath.widthMax, "a tile has 256 hashes")
        tileLevel = level
        tileIndex = index
        var heights = [hashes]
        while let below = heights.last, below.count > 1 {
            heights.append((0..<below.count / 2).map { Hash(left: below[2 * $0], right: below[2 * $0 + 1]) })
        }
        self.heights = heights
    }

    /// The hash of that subtree, or `nil` when it is not complete within this tile. A full tile also answers for its
    /// own root, which is a hash of the tile above.
    public subscript(subtree: Subtree) -> Hash? {
        let height = subtree.level - 8 * tileLevel
        guard (0...8).contains(height), heights.indices.contains(height) else { return nil }
        let place = subtree.index - (tileIndex << Int64(8 - height))
        guard place >= 0, place < heights[height].count else { return nil }
        return heights[height][Int(place)]
    }
}

/// Entries one after the other, each behind its length as two bytes, big-endian: C2SP tlog-tiles, "Log entries".
public enum EntryBundle {
    public static let entryBytesMax = 65_535

    public static func append(_ entry: [UInt8], to bytes: inout [UInt8]) throws(TileError) {
        guard entry.count <= entryBytesMax else { throw .entryTooLong(entry.count) }
        bytes.append(UInt8(entry.count >> 8))
        bytes.append(UInt8(entry.count & 0xFF))
        bytes.append(contentsOf: entry)
    }

    public static func bytes(of entries: [[UInt8]]) throws(TileError) -> [UInt8] {
        guard (1...TilePath.widthMax).contains(entries.count) else { throw .badWidth(entries.count) }
        var bytes: [UInt8] = []
        for entry in entries { try append(entry, to: &bytes) }
        return bytes
    }

    /// - Parameter width: what the path says; the bundle must hold that many entries and nothing more.
    public static func entries(in bytes: [UInt8], width: Int) throws(TileError) -> [[UInt8]] {
        try places(in: bytes, width: width).map { Array(bytes[$0]) }
    }

    /// Where in the bundle its entries stand, for who need not copy them.
    ///
    /// - Parameter width: what the path says; the bundle must hold that many entries and nothing more.
    public static func places(in bytes: [UInt8], width: Int) throws(TileError) -> [Range<Int>] {
        guard (1...TilePath.widthMax).contains(width) else { throw .badWidth(width) }
        var places: [Range<Int>] = []
        places.reserveCapacity(width)
        var end = 0
        for number in 0..<width {
            guard bytes.count - end >= 2 else { throw .cutShort(entry: number) }
            let count = Int(bytes[end]) << 8 | Int(bytes[end + 1])
            let start = end + 2
            guard bytes.count - start >= count else { throw .cutShort(entry: number) }
            end = start + count
            places.append(start..<end)
        }
        guard end == bytes.count else { throw .trailingBytes(bytes.count - end) }
        return places
    }
}
