/// Why a proof proves nothing.
public enum ProofError: Error, Hashable, Sendable {
    case noSuchLeaf(index: Int64, size: Int64)
    /// A tree does not shrink.
    case sizesOutOfOrder(from: Int64, to: Int64)
    /// Every tree continues the empty one, so a proof of it would say nothing.
    case nothingToProve
    /// More or fewer hashes than the sizes ask for.
    case wrongLength(Int)
    /// The hashes lead to another root.
    case wrongRoot(found: Hash, expected: Hash)
}

extension TreeProofs {
    /// Proves that `leaf` is number `index` of the tree of that size and root: RFC 9162, section 2.1.3.2.
    public static func verifyInclusion(
        of leaf: Hash, index: Int64, size: Int64, root: Hash, proof: [Hash]
    ) throws(ProofError) {
        guard index >= 0 && index < size else { throw .noSuchLeaf(index: index, size: size) }
        var place = index
        var last = size - 1
        var hash = leaf
        for sibling in proof {
            guard last > 0 else { throw .wrongLength(proof.count) }
            if place & 1 == 1 || place == last {
                hash = Hash(left: sibling, right: hash)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = Hash(left: hash, right: sibling)
            }
            place >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .wrongLength(proof.count) }
        guard hash == root else { throw .wrongRoot(found: hash, expected: root) }
    }

    /// Proves that the tree of size `to` only appends to the one of size `from`: RFC 9162, section 2.1.4.2.
    ///
    /// Equal sizes need equal roots and no proof. From size 0 nothing is proved, and that is refused.
    public static func verifyConsistency(
        from: Int64, root fromRoot: Hash, to: Int64, root toRoot: Hash, proof: [Hash]
    ) throws(ProofError) {
        guard from >= 0 && from <= to else { throw .sizesOutOfOrder(from: from, to: to) }
        if from == to {
            guard proof.isEmpty else { throw .wrongLength(proof.count) }
            guard fromRoot == toRoot else { throw .wrongRoot(found: fromRoot, expected: toRoot) }
            return
        }
        guard from > 0 else { throw .nothingToProve }
        // A whole subtree from leaf 0 is not in the proof: the verifier holds it.
        let isWhole = from & (from - 1) == 0
        guard isWhole || !proof.isEmpty else { throw .wrongLength(0) }
        var place = from - 1
        var last = to - 1
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        var old = isWhole ? fromRoot : proof[0]
        var new = old
        for sibling in proof.dropFirst(isWhole ? 0 : 1) {
            guard last > 0 else { throw .wrongLength(proof.count) }
            if place & 1 == 1 || place == last {
                old = Hash(left: sibling, right: old)
                new = Hash(left: sibling, right: new)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                new = Hash(left: new, right: sibling)
            }
            place >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .wrongLength(proof.count) }
        guard old == fromRoot else { throw .wrongRoot(found: old, expected: fromRoot) }
        guard new == toRoot else { throw .wrongRoot(found: new, expected: toRoot) }
    }
}
