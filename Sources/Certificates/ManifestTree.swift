public import TransparencyLog

/// The tree over a declaration's leaves (docs/spec/manifest.md, M-4), of which the hashes of 256 leaves and more are kept, and the
/// leaves themselves are asked for again when one is to be proved: a quarter of a megabyte for a million rows.
public struct ManifestTree: Hashable, Sendable {
    private var edge = TreeEdge()
    /// Of 2^8, 2^9, … leaves, each in order.
    private var kept: [[Hash]] = []
    /// The leaves behind the last 256 that are whole.
    private var last: [Hash] = []

    public init() {}

    public var size: Int64 { edge.size }
    public var root: Hash { edge.root }

    public mutating func append(_ leaf: Hash) {
        last.append(leaf)
        if last.count == TilePath.widthMax { last.removeAll(keepingCapacity: true) }
        for node in edge.append(leaf: leaf) where node.subtree.level >= 8 {
            if node.subtree.level - 8 == kept.count { kept.append([]) }
            kept[node.subtree.level - 8].append(node.hash)
        }
    }

    /// The leaves that `inclusionProof` wants for the one at `index`, counted from 0; none where they are kept.
    ///
    /// - Precondition: `index` is in 0..<`size`.
    public func leavesNeeded(for index: Int64) -> Range<Int64>? {
        precondition(index >= 0 && index < size, "no such leaf")
        let width = Int64(TilePath.widthMax)
        let first = index / width * width
        return first + width <= size ? first..<first + width : nil
    }

    /// The audit path (RFC 6962, section 2.1.1).
    ///
    /// - Precondition: `leaves` are those of `leavesNeeded`.
    public func inclusionProof(of index: Int64, leaves: [Hash]) -> [Hash] {
        let behind = size >> 8
        let edge = TileNodes(level: 0, index: behind, hashes: last)
        let own = TileNodes(level: 0, index: index >> 8, hashes: leaves)
        return TreeProofs.inclusionProof(index: index, size: size) { subtree in
            if subtree.level >= 8 { return kept[subtree.level - 8][Int(subtree.index)] }
            guard let hash = subtree.tile.index == behind ? edge[subtree] : own[subtree] else {
                preconditionFailure("bad math in a manifest's tree")
            }
            return hash
        }
    }

    /// The same of leaves that are all at hand.
    ///
    /// - Precondition: `index` is one of theirs.
    public static func inclusionProof(of index: Int, in leaves: [Hash]) -> [Hash] {
        func hash(_ subtree: Subtree) -> Hash {
            guard subtree.level > 0 else { return leaves[Int(subtree.index)] }
            return Hash(
                left: hash(Subtree(level: subtree.level - 1, index: 2 * subtree.index)),
                right: hash(Subtree(level: subtree.level - 1, index: 2 * subtree.index + 1)))
        }
        return TreeProofs.inclusionProof(index: Int64(index), size: Int64(leaves.count), hash: hash)
    }
}
