/// Makes proofs and roots from the hashes of complete subtrees, wherever those are kept: `hash` supplies them and may
/// fail in its own way. Each call asks for at most a few times log2(size) of them.
public enum TreeProofs {
    /// The root of the first `size` leaves.
    public static func root<Failure>(
        size: Int64, hash: (Subtree) throws(Failure) -> Hash
    ) throws(Failure) -> Hash {
        guard size > 0 else { return .emptyTree }
        return try root(of: 0..<size, hash)
    }

    /// PATH(index, D[size]): RFC 6962, section 2.1.1.
    ///
    /// - Precondition: `index` is in 0..<`size`.
    public static func inclusionProof<Failure>(
        index: Int64, size: Int64, hash: (Subtree) throws(Failure) -> Hash
    ) throws(Failure) -> [Hash] {
        precondition(index >= 0 && index < size, "no such leaf")
        var proof: [Hash] = []
        var leaves = 0..<size
        while leaves.count > 1 {
            let (left, right) = leaves.split
            let (own, other) = left.contains(index) ? (left, right) : (right, left)
            proof.append(try root(of: other, hash))
            leaves = own
        }
        return proof.reversed()
    }

    /// PROOF(from, D[to]): RFC 6962, section 2.1.2; empty when the sizes are equal.
    ///
    /// - Precondition: 0 < `from` ≤ `to`. From the empty tree there is nothing to prove.
    public static func consistencyProof<Failure>(
        from: Int64, to: Int64, hash: (Subtree) throws(Failure) -> Hash
    ) throws(Failure) -> [Hash] {
        precondition(from > 0 && from <= to, "no such trees")
        var proof: [Hash] = []
        var leaves = 0..<to
        while leaves.upperBound > from {
            let (left, right) = leaves.split
            if from <= left.upperBound {
                proof.append(try root(of: right, hash))
                leaves = left
            } else {
                proof.append(try root(of: left, hash))
                leaves = right
            }
        }
        // The verifier knows the old root, so it is left out where it is a whole subtree from leaf 0.
        if leaves.lowerBound > 0 { proof.append(try root(of: leaves, hash)) }
        return proof.reversed()
    }

    /// The hash of leaves that begin where a subtree of their size may begin.
    private static func root<Failure>(
        of leaves: Range<Int64>, _ hash: (Subtree) throws(Failure) -> Hash
    ) throws(Failure) -> Hash {
        var parts: [Hash] = []
        var start = leaves.lowerBound
        while start < leaves.upperBound {
            let level = 63 - (leaves.upperBound - start).leadingZeroBitCount
            parts.append(try hash(Subtree(level: level, index: start >> Int64(level))))
            start += 1 << Int64(level)
        }
        var root = parts.removeLast()
        for left in parts.reversed() { root = Hash(left: left, right: root) }
        return root
    }
}

extension Range<Int64> {
    /// At the greatest power of two below the count: RFC 6962, section 2.1.
    fileprivate var split: (left: Self, right: Self) {
        let middle = lowerBound + (1 << Int64(63 - (upperBound - lowerBound - 1).leadingZeroBitCount))
        return (lowerBound..<middle, middle..<upperBound)
    }
}
