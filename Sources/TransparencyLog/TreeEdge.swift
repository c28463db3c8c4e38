/// The place of a complete subtree: 2^`level` leaves from leaf `index` × 2^`level`. Level 0 is the leaves.
public struct Subtree: Hashable, Sendable {
    public let level: Int
    public let index: Int64

    /// - Precondition: `level` is in 0...62, `index` not negative.
    public init(level: Int, index: Int64) {
        precondition((0...62).contains(level) && index >= 0, "no such subtree")
        self.level = level
        self.index = index
    }

    /// The tile of hashes from which this subtree's hash is told, and the subtree's level above that tile's hashes
    /// (0...7): level 8 is read from a tile of level 1, level 7 worked out from one of level 0.
    public var tile: (level: Int, index: Int64, height: Int) {
        (level / 8, index >> Int64(8 - level % 8), level % 8)
    }

    /// Whether a tile holds this hash as it is (levels 0, 8, 16, …).
    public var isTileHash: Bool { level.isMultiple(of: 8) }
}

/// A complete subtree and its hash. It never changes however the tree grows.
public struct TreeNode: Hashable, Sendable {
    public let subtree: Subtree
    public let hash: Hash

    public init(subtree: Subtree, hash: Hash) {
        self.subtree = subtree
        self.hash = hash
    }
}

/// The right edge of a growing tree: the hashes of the complete subtrees that cover its leaves, greatest first. All that
/// is needed to append and to tell the root.
public struct TreeEdge: Hashable, Sendable {
    public private(set) var size: Int64
    /// One for each bit set in `size`.
    public private(set) var hashes: [Hash]

    public init() {
        size = 0
        hashes = []
    }

    /// Appends a leaf and names the subtrees that it completed above it, lowest first.
    @discardableResult
    public mutating func append(leaf: Hash) -> [TreeNode] {
        var completed: [TreeNode] = []
        append(leaf: leaf) { completed.append($0) }
        return completed
    }

    /// Appends a leaf and hands over each subtree that it completed above it, lowest first.
    ///
    /// - Precondition: the tree has fewer than 2^62 leaves.
    public mutating func append(leaf: Hash, completing: (TreeNode) -> Void) {
        append(hash: leaf, level: 0, completing: completing)
    }

    /// Appends as many leaves at once as a complete subtree has whose root is known.
    ///
    /// - Precondition: `level` is in 0...61, the tree's size a multiple of 2^`level`, and the sum less than 2^62.
    public mutating func append(subtree root: Hash, level: Int) {
        precondition((0...61).contains(level) && size.trailingZeroBitCount >= level, "no subtree begins here")
        append(hash: root, level: level) { _ in }
    }

    private mutating func append(hash: Hash, level: Int, completing: (TreeNode) -> Void) {
        precondition(size < 1 << 62, "tree is full")
        var hash = hash
        // Each 1 that trails in the size, counted in such subtrees, is one that this one pairs up, as a carry does.
        for above in level..<level + (size >> Int64(level)).trailingOnes {
            hash = Hash(left: hashes.removeLast(), right: hash)
            completing(TreeNode(subtree: Subtree(level: above + 1, index: size >> Int64(above + 1)), hash: hash))
        }
        hashes.append(hash)
        size += 1 << Int64(level)
    }

    /// RFC 6962, section 2.1.
    public var root: Hash {
        guard var root = hashes.last else { return .emptyTree }
        for left in hashes.dropLast().reversed() { root = Hash(left: left, right: root) }
        return root
    }
}

extension Int64 {
    fileprivate var trailingOnes: Int { (~self).trailingZeroBitCount }
}

// MARK: - Bytes

extension TreeEdge {
    public enum BytesError: Error, Hashable, Sendable {
        /// Fewer than the eight bytes of the size, or a size that no tree has.
        case badSize
        case wrongLength(expected: Int, found: Int)
    }

    /// The size as eight bytes, big-endian, then the hashes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + hashes.count * Hash.byteCount)
        withUnsafeBytes(of: size.bigEndian) { bytes.append(contentsOf: $0) }
        for hash in hashes { hash.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        return bytes
    }

    public init(bytes: some Collection<UInt8>) throws(BytesError) {
        let bytes = Array(bytes)
        guard bytes.count >= 8 else { throw .badSize }
        let size = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard size <= 1 << 62 else { throw .badSize }
        let expected = 8 + size.nonzeroBitCount * Hash.byteCount
        guard bytes.count == expected, let hashes = Hash.list(bytes.dropFirst(8)) else {
            throw .wrongLength(expected: expected, found: bytes.count)
        }
        self.size = Int64(size)
        self.hashes = hashes
    }
}

extension Hash {
    /// `nil` when the last hash is cut short.
    static func list(_ bytes: ArraySlice<UInt8>) -> [Hash]? {
        guard bytes.count.isMultiple(of: byteCount) else { return nil }
        var hashes: [Hash] = []
        hashes.reserveCapacity(bytes.count / byteCount)
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: byteCount) {
            guard let hash = Hash(bytes[start..<(start + byteCount)]) else { return nil }
            hashes.append(hash)
        }
        return hashes
    }
}
