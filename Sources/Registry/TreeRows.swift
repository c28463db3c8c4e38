import Primitives
import Storage
package import TransparencyLog

// The tree over the journal: its edge in the registry's row, the roots of complete tiles in `tree_node`; all below is
// worked out again from the entries.

extension Connection {
    package func tree() throws -> (size: Int64, edge: TreeEdge) {
        guard let row = try run("SELECT edge FROM registry WHERE id = 1").first else {
            throw RegistryRefusal.damaged(.edge)
        }
        let edge = try TreeEdge(bytes: try row.blob("edge"))
        return (edge.size, edge)
    }

    func insert(_ node: TreeNode) throws {
        try run(
            """
            INSERT INTO tree_node (level, position, hash)
            VALUES (\(node.subtree.level), \(node.subtree.index), \(node.hash.bytes))
            """)
    }

    /// The proof that entry `sequence` is in the tree of the first `size` entries (RFC 6962, section 2.1.1).
    package func inclusionProof(of sequence: Int64, size: Int64) throws -> [Hash] {
        var tiles: [Subtree: TileNodes] = [:]
        return try TreeProofs.inclusionProof(index: sequence, size: size) { subtree in
            try hash(of: subtree, size: size, tiles: &tiles)
        }
    }

    /// The proof that the tree of the first `to` entries goes on from that of the first `from` (RFC 6962, section 2.1.2); empty
    /// from none.
    func consistencyProof(from: Int64, to: Int64) throws -> [Hash] {
        guard from > 0 else { return [] }
        var tiles: [Subtree: TileNodes] = [:]
        return try TreeProofs.consistencyProof(from: from, to: to) { subtree in
            try hash(of: subtree, size: to, tiles: &tiles)
        }
    }

    /// The root of the first `size` entries.
    package func root(size: Int64) throws -> Hash {
        var tiles: [Subtree: TileNodes] = [:]
        return try TreeProofs.root(size: size) { subtree in try hash(of: subtree, size: size, tiles: &tiles) }
    }

    private func hash(of subtree: Subtree, size: Int64, tiles: inout [Subtree: TileNodes]) throws -> Hash {
        if subtree.level > 0, subtree.isTileHash {
            let row = try run(
                "SELECT hash FROM tree_node WHERE level = \(subtree.level) AND position = \(subtree.index)"
            ).first
            guard let row, let hash = Hash(try row.blob("hash")) else { throw RegistryRefusal.damaged(.tree) }
            return hash
        }
        let (level, index, _) = subtree.tile
        let key = Subtree(level: 8 * level, index: index)
        let nodes = try tiles[key] ?? TileNodes(level: level, index: index, hashes: tile(level: level, index: index))
        tiles[key] = nodes
        guard let hash = nodes[subtree] else { throw RegistryRefusal.damaged(.tree) }
        return hash
    }

    /// The hashes of a tile as far as the tree reaches.
    func tile(level: Int, index: Int64) throws -> [Hash] {
        let (first, end) = (index << 8, (index + 1) << 8)
        var hashes: [Hash] = []
        if level == 0 {
            try each(
                "SELECT open FROM journal_entry WHERE sequence >= \(first) AND sequence < \(end) ORDER BY sequence"
            ) { hashes.append(Hash(leaf: try $0.blob(at: 0))) }
        } else {
            try each(
                """
                SELECT hash FROM tree_node WHERE level = \(8 * level) AND position >= \(first) AND position < \(end)
                ORDER BY position
                """
            ) { row in
                guard let hash = Hash(try row.blob(at: 0)) else { throw RegistryRefusal.damaged(.tree) }
                hashes.append(hash)
            }
        }
        return hashes
    }
}
