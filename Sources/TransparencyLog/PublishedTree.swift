/// Why a published tree was not read.
public enum PublishedTreeError<Failure: Error>: Error {
    /// The reader failed in its own way.
    case unread(TilePath, Failure)
    /// It is not there, nor the full tile where a partial one was asked for.
    case missing(TilePath)
    case malformed(TilePath, TileError)
    /// The tiles at the right edge lead to another root than the checkpoint's.
    case wrongRoot(found: Hash, expected: Hash)
    /// A full tile leads to another hash than the tile above it has.
    case wrongTile(TilePath, found: Hash, expected: Hash)
    /// An entry of a bundle is not the one whose hash is the leaf.
    case wrongEntry(index: Int64)
}

extension PublishedTreeError: Equatable where Failure: Equatable {}

/// A tree as anybody may serve it in tiles, read by its checkpoint: C2SP tlog-tiles v0.1.0, "Merkle Tree".
///
/// Nothing of it is believed. The partial tiles at the right edge must lead to the root, which the caller has from a
/// checkpoint whose signature it checked; every full tile must lead to the hash that the tile above has for it. So
/// whatever this gives out, proofs and entries, belongs to that checkpoint, and a wrong byte is found where it stands.
public struct PublishedTree<Failure: Error> {
    public let size: Int64
    public let rootHash: Hash

    private let read: (TilePath) throws(Failure) -> [UInt8]?
    /// The partial tiles, by level.
    private var edge: [Int: TileNodes] = [:]
    /// The full tile of each level that was proved last: a proof asks for one of each.
    private var latest: [Int: (index: Int64, nodes: TileNodes)] = [:]

    /// Reads and proves the right edge, at most eight tiles.
    ///
    /// - Parameters:
    ///   - checkpoint: one that the caller opened with the log's key.
    ///   - tile: the bytes of a tile or bundle by its path, from a folder or over HTTP; `nil` where it is not there. For a
    ///     partial tile that is not, the full one is asked for: a log may have replaced it.
    public init(
        _ checkpoint: Checkpoint, tile read: @escaping (TilePath) throws(Failure) -> [UInt8]?
    ) throws(PublishedTreeError<Failure>) {
        size = checkpoint.size
        rootHash = checkpoint.rootHash
        self.read = read
        for level in 0..<8 {
            let index = size >> Int64(8 * level + 8)
            guard let path = TilePath(.hashes(level: level), index: index, of: size) else { continue }
            edge[level] = TileNodes(level: level, index: path.index, hashes: try hashes(of: path))
        }
        let found = try TreeProofs.root(size: size) { (subtree) throws(PublishedTreeError<Failure>) in
            guard let hash = edge[subtree.tile.level]?[subtree] else { preconditionFailure("bad math in the edge") }
            return hash
        }
        guard found == rootHash else { throw .wrongRoot(found: found, expected: rootHash) }
    }

    /// The proof that leaf `index` is in the tree, or in the smaller tree of its first `size` leaves: RFC 6962, section 2.1.1.
    ///
    /// - Precondition: 0 ≤ `index` < `size` ≤ the tree's.
    public mutating func inclusionProof(
        of index: Int64, size: Int64? = nil
    ) throws(PublishedTreeError<Failure>) -> [Hash] {
        let size = size ?? self.size
        precondition(size <= self.size, "the tree does not reach so far")
        return try TreeProofs.inclusionProof(
            index: index, size: size
        ) { (subtree) throws(PublishedTreeError<Failure>) in try hash(of: subtree) }
    }

    /// The proof that the tree, or the smaller one of its first `to` leaves, only appends to the one of its first `from`
    /// leaves: RFC 6962, section 2.1.2.
    ///
    /// - Precondition: 0 < `from` ≤ `to` ≤ the tree's size.
    public mutating func consistencyProof(
        from: Int64, to: Int64? = nil
    ) throws(PublishedTreeError<Failure>) -> [Hash] {
        let to = to ?? size
        precondition(to <= size, "the tree does not reach so far")
        return try TreeProofs.consistencyProof(
            from: from, to: to
        ) { (subtree) throws(PublishedTreeError<Failure>) in try hash(of: subtree) }
    }

    /// The root of the first `size` leaves: what an older checkpoint must have said.
    ///
    /// - Precondition: 0 ≤ `size` ≤ the tree's.
    public mutating func root(size: Int64) throws(PublishedTreeError<Failure>) -> Hash {
        precondition(size >= 0 && size <= self.size, "the tree does not reach so far")
        return try TreeProofs.root(size: size) { (subtree) throws(PublishedTreeError<Failure>) in
            try hash(of: subtree)
        }
    }

    /// The entries of bundle `index`, at most 256 from entry `index` × 256 on, each the one that its leaf is the hash of.
    ///
    /// - Precondition: 0 ≤ `index` × 256 < `size`.
    public mutating func entries(ofBundle index: Int64) throws(PublishedTreeError<Failure>) -> [[UInt8]] {
        guard let path = TilePath(.entries, index: index, of: size) else {
            preconditionFailure("the tree does not reach so far")
        }
        let (bytes, width) = try bytes(of: path)
        let entries: [[UInt8]]
        do throws(TileError) {
            entries = Array(try EntryBundle.entries(in: bytes, width: width).prefix(path.width))
        } catch {
            throw .malformed(path, error)
        }
        let leaves = try nodes(level: 0, index: index)
        for (place, entry) in entries.enumerated() {
            let leaf = index << 8 + Int64(place)
            guard Hash(leaf: entry) == leaves[Subtree(level: 0, index: leaf)] else { throw .wrongEntry(index: leaf) }
        }
        return entries
    }

    private mutating func hash(of subtree: Subtree) throws(PublishedTreeError<Failure>) -> Hash {
        let (level, index, _) = subtree.tile
        guard let hash = try nodes(level: level, index: index)[subtree] else {
            preconditionFailure("bad math in the tiles")
        }
        return hash
    }

    /// A tile of hashes, proved.
    private mutating func nodes(level: Int, index: Int64) throws(PublishedTreeError<Failure>) -> TileNodes {
        if index == size >> Int64(8 * level + 8), let nodes = edge[level] { return nodes }
        if let known = latest[level], known.index == index { return known.nodes }
        guard let path = TilePath(.hashes(level: level), index: index), level < 7 else {
            preconditionFailure("bad math in the tiles")
        }
        let nodes = TileNodes(level: level, index: index, hashes: try hashes(of: path))
        let root = Subtree(level: 8 * level + 8, index: index)
        let expected = try hash(of: root)
        guard let found = nodes[root], found == expected else {
            throw .wrongTile(path, found: nodes[root] ?? .emptyTree, expected: expected)
        }
        latest[level] = (index, nodes)
        return nodes
    }

    private func hashes(of path: TilePath) throws(PublishedTreeError<Failure>) -> [Hash] {
        let (bytes, width) = try bytes(of: path)
        do throws(TileError) {
            return Array(try HashTile(bytes: bytes, width: width).hashes.prefix(path.width))
        } catch {
            throw .malformed(path, error)
        }
    }

    /// The bytes at the path, or those of the full tile that took its place, and how many hashes or entries they hold.
    private func bytes(of path: TilePath) throws(PublishedTreeError<Failure>) -> (bytes: [UInt8], width: Int) {
        for width in Set([path.width, TilePath.widthMax]).sorted() {
            guard let each = TilePath(path.content, index: path.index, width: width) else { continue }
            do throws(Failure) {
                if let bytes = try read(each) { return (bytes, width) }
            } catch {
                throw .unread(each, error)
            }
        }
        throw .missing(path)
    }
}
