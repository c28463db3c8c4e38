import Foundation
import Testing
import TransparencyLog

struct MerkleVectorTests {
    /// Two cases turn on roots or hashes that are not 32 bytes. Ours cannot be of another length, so the one that must
    /// pass (12-byte roots of equal text) is refused here too, and `agreesWithItself` passes it at 32 bytes.
    private static let shortRootsAccepted: Set = [
        "sizes are equal (one) and proof is empty", "sizes are equal (zero) and proof is empty",
    ]

    @Test func agreesWithEveryInclusionCase() throws {
        guard hasVectors("merkle-rfc6962") else { return }
        let cases: [InclusionCase] = try Self.cases("inclusion")
        for each in cases {
            #expect(each.verifies == !each.wantErr, "\(each.desc)")
        }
    }

    @Test func agreesWithEveryConsistencyCase() throws {
        guard hasVectors("merkle-rfc6962") else { return }
        let cases: [ConsistencyCase] = try Self.cases("consistency")
        for each in cases {
            let isShort = Self.shortRootsAccepted.contains(each.desc) && Hash(base64: each.root1) == nil
            #expect(each.verifies == (!each.wantErr && !isShort), "\(each.desc)")
        }
        let inclusions: [InclusionCase] = try Self.cases("inclusion")
        #expect(cases.count + inclusions.count == 196)
    }

    @Test func agreesWithTheReferenceTree() throws {
        guard hasVectors("merkle-rfc6962") else { return }
        let tree = try JSONDecoder().decode(
            ReferenceTree.self, from: Data(try bytes("merkle-rfc6962/reference-tree.json")))
        var edge = TreeEdge()
        #expect(edge.root.hex == tree.root_hash_by_tree_size[0])
        for (index, input) in tree.leaf_inputs_hex.enumerated() {
            let leaf = Hash(leaf: hexBytes(input))
            #expect(leaf.hex == tree.node_hashes_by_level[0][index])
            for node in edge.append(leaf: leaf) {
                #expect(node.hash.hex == tree.node_hashes_by_level[node.subtree.level][Int(node.subtree.index)])
            }
            #expect(edge.root.hex == tree.root_hash_by_tree_size[index + 1])
        }
    }

    @Test func agreesWithItself() throws {
        let root = Hash(leaf: [1])
        try TreeProofs.verifyConsistency(from: 1, root: root, to: 1, root: root, proof: [])
        try TreeProofs.verifyConsistency(from: 0, root: .emptyTree, to: 0, root: .emptyTree, proof: [])
        #expect(throws: ProofError.nothingToProve) {
            try TreeProofs.verifyConsistency(from: 0, root: .emptyTree, to: 1, root: root, proof: [])
        }
        #expect(throws: ProofError.sizesOutOfOrder(from: 2, to: 1)) {
            try TreeProofs.verifyConsistency(from: 2, root: root, to: 1, root: root, proof: [])
        }
    }

    private static func cases<Case: Decodable>(_ folder: String) throws -> [Case] {
        let root = vectors.appending(path: "merkle-rfc6962/testdata/\(folder)")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }
        return try (files ?? []).map { try JSONDecoder().decode(Case.self, from: Data(contentsOf: $0)) }
    }
}

private struct ReferenceTree: Decodable {
    let leaf_inputs_hex: [String]
    let node_hashes_by_level: [[String]]
    let root_hash_by_tree_size: [String]
}

private struct InclusionCase: Decodable {
    let leafIdx: UInt64
    let treeSize: UInt64
    let root: String
    let leafHash: String
    let proof: [String]?
    let desc: String
    let wantErr: Bool

    var verifies: Bool {
        guard let index = Int64(exactly: leafIdx), let size = Int64(exactly: treeSize),
            let root = Hash(base64: root), let leaf = Hash(base64: leafHash), let proof = hashes(proof)
        else { return false }
        do { try TreeProofs.verifyInclusion(of: leaf, index: index, size: size, root: root, proof: proof) } catch {
            return false
        }
        return true
    }
}

private struct ConsistencyCase: Decodable {
    let size1: UInt64
    let size2: UInt64
    let root1: String
    let root2: String
    let proof: [String]?
    let desc: String
    let wantErr: Bool

    var verifies: Bool {
        guard let from = Int64(exactly: size1), let to = Int64(exactly: size2), let old = Hash(base64: root1),
            let new = Hash(base64: root2), let proof = hashes(proof)
        else { return false }
        do { try TreeProofs.verifyConsistency(from: from, root: old, to: to, root: new, proof: proof) } catch {
            return false
        }
        return true
    }
}

private func hashes(_ texts: [String]?) -> [Hash]? {
    let hashes = (texts ?? []).compactMap { Hash(base64: $0) }
    return hashes.count == (texts ?? []).count ? hashes : nil
}

func hexBytes(_ text: String) -> [UInt8] {
    let digits = Array(text)
    return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
}

/// A tree as RFC 6962, section 2.1, writes it: slow, and nothing to get wrong.
struct NaiveTree {
    let leaves: [Hash]

    init(size: Int) { leaves = (0..<size).map { Hash(leaf: [UInt8($0 & 0xFF), UInt8($0 >> 8)]) } }

    func root(_ range: Range<Int>) -> Hash {
        guard range.count > 1 else { return range.isEmpty ? .emptyTree : leaves[range.lowerBound] }
        var left = 1
        while left * 2 < range.count { left *= 2 }
        let middle = range.lowerBound + left
        return Hash(left: root(range.lowerBound..<middle), right: root(middle..<range.upperBound))
    }

    func hash(_ subtree: Subtree) -> Hash {
        let width = 1 << subtree.level
        return root(Int(subtree.index) * width..<(Int(subtree.index) + 1) * width)
    }
}

struct TreeTests {
    @Test func appendsLikeTheNaiveTree() throws {
        let tree = NaiveTree(size: 300)
        var edge = TreeEdge()
        for size in 0...300 {
            #expect(edge.size == Int64(size) && edge.root == tree.root(0..<size))
            #expect(try TreeEdge(bytes: edge.bytes) == edge)
            #expect(TreeProofs.root(size: Int64(size), hash: tree.hash) == edge.root)
            guard size < 300 else { break }
            for node in edge.append(leaf: tree.leaves[size]) { #expect(node.hash == tree.hash(node.subtree)) }
        }
    }

    /// Complete subtrees at once, of any level that may begin where the tree ends.
    @Test func appendsSubtreesAsItAppendsTheirLeaves() {
        let tree = NaiveTree(size: 300)
        for level in 0...8 {
            let width = 1 << level
            for start in stride(from: 0, through: 300 - width, by: width) {
                var (once, each) = (TreeEdge(), TreeEdge())
                for leaf in tree.leaves[..<start] {
                    once.append(leaf: leaf)
                    each.append(leaf: leaf)
                }
                once.append(subtree: tree.root(start..<start + width), level: level)
                for leaf in tree.leaves[start..<start + width] { each.append(leaf: leaf) }
                #expect(once == each)
            }
        }
    }

    @Test func readsAnEdgeStrictly() {
        var edge = TreeEdge()
        for leaf in NaiveTree(size: 11).leaves { edge.append(leaf: leaf) }
        let bytes = edge.bytes
        #expect(bytes.count == 8 + 3 * 32)
        for count in 0..<bytes.count {
            #expect(throws: TreeEdge.BytesError.self) { try TreeEdge(bytes: bytes[..<count]) }
        }
        #expect(throws: TreeEdge.BytesError.self) { try TreeEdge(bytes: bytes + [0]) }
        #expect(throws: TreeEdge.BytesError.badSize) { try TreeEdge(bytes: [0xFF] + bytes.dropFirst()) }
    }

    @Test func provesEveryLeafOfSmallTrees() throws {
        let tree = NaiveTree(size: 40)
        for size in 1...40 {
            for index in 0..<size {
                let proof = TreeProofs.inclusionProof(index: Int64(index), size: Int64(size), hash: tree.hash)
                try TreeProofs.verifyInclusion(
                    of: tree.leaves[index], index: Int64(index), size: Int64(size), root: tree.root(0..<size),
                    proof: proof)
            }
            for from in 1...size {
                let proof = TreeProofs.consistencyProof(from: Int64(from), to: Int64(size), hash: tree.hash)
                try TreeProofs.verifyConsistency(
                    from: Int64(from), root: tree.root(0..<from), to: Int64(size), root: tree.root(0..<size),
                    proof: proof)
            }
        }
    }

    @Test(arguments: UInt64(0)..<100)
    func refusesAProofWithAnyFlippedBit(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let tree = NaiveTree(size: 300)
        let size = Int.random(in: 2...300, using: &random)
        let index = Int.random(in: 0..<size, using: &random)
        let root = tree.root(0..<size)
        var proof = TreeProofs.inclusionProof(index: Int64(index), size: Int64(size), hash: tree.hash)
        proof.flipBit(using: &random)
        #expect(throws: ProofError.self) {
            try TreeProofs.verifyInclusion(
                of: tree.leaves[index], index: Int64(index), size: Int64(size), root: root, proof: proof)
        }
        let from = Int.random(in: 1..<size, using: &random)
        var consistency = TreeProofs.consistencyProof(from: Int64(from), to: Int64(size), hash: tree.hash)
        try TreeProofs.verifyConsistency(
            from: Int64(from), root: tree.root(0..<from), to: Int64(size), root: root, proof: consistency)
        for longer in [consistency + [root], Array(consistency.dropLast()), Array(consistency.dropFirst())] {
            #expect(throws: ProofError.self) {
                try TreeProofs.verifyConsistency(
                    from: Int64(from), root: tree.root(0..<from), to: Int64(size), root: root, proof: longer)
            }
        }
        consistency.flipBit(using: &random)
        #expect(throws: ProofError.self) {
            try TreeProofs.verifyConsistency(
                from: Int64(from), root: tree.root(0..<from), to: Int64(size), root: root, proof: consistency)
        }
    }

    /// Every bit of the leaf, of the roots and of each hash of the proofs.
    @Test(arguments: [(0, 1, 1), (0, 2, 1), (6, 7, 4), (6, 7, 5), (128, 300, 256), (299, 300, 299), (255, 256, 3)])
    func refusesEveryFlippedBit(index: Int, size: Int, from: Int) throws {
        let tree = NaiveTree(size: size)
        let (old, new) = (tree.root(0..<from), tree.root(0..<size))
        func inclusion(_ leaf: Hash, _ root: Hash, _ proof: [Hash]) throws(ProofError) {
            try TreeProofs.verifyInclusion(of: leaf, index: Int64(index), size: Int64(size), root: root, proof: proof)
        }
        func consistency(_ old: Hash, _ new: Hash, _ proof: [Hash]) throws(ProofError) {
            try TreeProofs.verifyConsistency(from: Int64(from), root: old, to: Int64(size), root: new, proof: proof)
        }
        let path = TreeProofs.inclusionProof(index: Int64(index), size: Int64(size), hash: tree.hash)
        let growth = TreeProofs.consistencyProof(from: Int64(from), to: Int64(size), hash: tree.hash)
        try inclusion(tree.leaves[index], new, path)
        try consistency(old, new, growth)
        for flipped in tree.leaves[index].flips {
            #expect(throws: ProofError.self) { try inclusion(flipped, new, path) }
        }
        for flipped in new.flips {
            #expect(throws: ProofError.self) { try inclusion(tree.leaves[index], flipped, path) }
            #expect(throws: ProofError.self) { try consistency(old, flipped, growth) }
        }
        for flipped in old.flips { #expect(throws: ProofError.self) { try consistency(flipped, new, growth) } }
        for place in path.indices {
            for flipped in path[place].flips {
                var path = path
                path[place] = flipped
                #expect(throws: ProofError.self) { try inclusion(tree.leaves[index], new, path) }
            }
        }
        for place in growth.indices {
            for flipped in growth[place].flips {
                var growth = growth
                growth[place] = flipped
                #expect(throws: ProofError.self) { try consistency(old, new, growth) }
            }
        }
    }

    /// What the registry does: it keeps the nodes of levels 8, 16, … and works the others out from a tile's leaves.
    @Test func provesFromStoredNodesAndOneTile() throws {
        let tree = NaiveTree(size: 1_000)
        var edge = TreeEdge()
        var stored: [Subtree: Hash] = [:]
        for leaf in tree.leaves {
            edge.append(leaf: leaf) { if $0.subtree.isTileHash { stored[$0.subtree] = $0.hash } }
        }
        #expect(stored.count == 3)
        let hash = { (subtree: Subtree) throws -> Hash in
            if let hash = stored[subtree] { return hash }
            let (level, index, _) = subtree.tile
            let leaves =
                level == 0
                ? Array(tree.leaves[Int(index) * 256..<min(Int(index) * 256 + 256, 1_000)])
                : (0..<3).compactMap { stored[Subtree(level: 8, index: $0)] }
            return try #require(TileNodes(level: level, index: index, hashes: leaves)[subtree])
        }
        for index in stride(from: Int64(0), to: 1_000, by: 37) {
            let proof = try TreeProofs.inclusionProof(index: index, size: 1_000, hash: hash)
            try TreeProofs.verifyInclusion(
                of: tree.leaves[Int(index)], index: index, size: 1_000, root: edge.root, proof: proof)
        }
    }
}

extension Hash {
    /// Each hash that differs in one bit.
    fileprivate var flips: [Hash] { TransparencyLogTests.flips(of: bytes).compactMap { Hash($0) } }
}

extension [Hash] {
    fileprivate mutating func flipBit(using random: inout SplitMix64) {
        let place = Int.random(in: indices, using: &random)
        var bytes = self[place].bytes
        bytes[Int.random(in: 0..<32, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        self[place] = Hash(bytes) ?? .emptyTree
    }
}
