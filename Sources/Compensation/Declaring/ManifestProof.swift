import Certificates
import Journal
import Primitives
import Programmes
import TransparencyLog

/// What a declaration's entry commits to (docs/spec/manifest.md).
struct ManifestProof: Sendable {
    /// How many duplicate tags there are, and the root over them, sorted.
    struct Tags: Sendable {
        let count: Int64
        let root: Digest
    }

    let root: Digest
    let tags: Tags
}

extension ManifestProof {
    /// The proofs of all declarations of a list, in their order.
    ///
    /// - Parameter rest: runs now and then: a million rows take a second, in which others want the thread too.
    static func all(
        _ plan: DeclarationPlan, _ decided: DecidedList, seeds: [[UInt8]], rest: () async throws -> Void = {}
    ) async throws -> [ManifestProof] {
        guard !decided.declarations.isEmpty else { return [] }
        var hasher = try ManifestHasher(plan, decided, seeds)
        while try hasher.takeSome() { try await rest() }
        return try hasher.proofs()
    }

    /// At once: for a short list, inside a transaction.
    static func atOnce(_ plan: DeclarationPlan, _ decided: DecidedList, seeds: [[UInt8]]) throws -> [ManifestProof] {
        guard !decided.declarations.isEmpty else { return [] }
        var hasher = try ManifestHasher(plan, decided, seeds)
        while try hasher.takeSome() {}
        return try hasher.proofs()
    }
}

/// Hashes a list's included rows, declaration by declaration.
private struct ManifestHasher: ~Copyable {
    private let declarations: [DecidedDeclaration]
    private let codes: [String]
    private let seeds: [[UInt8]]
    private let tagMaker: TagMaker
    private var rows: IncludedReader
    /// Every tag behind its declaration's position, since a declaration's root is over its own tags, sorted.
    private var tags: RecordSorter

    private var current = 0
    private var leaves: ManifestLeaves
    private var edge = TreeEdge()
    private var roots: [Digest] = []
    private var tagCounts: [Int64]

    init(_ plan: DeclarationPlan, _ decided: DecidedList, _ seeds: [[UInt8]]) throws {
        declarations = decided.declarations
        codes = plan.rules.classes.map(\.code.text)
        self.seeds = seeds
        tagMaker = TagMaker(key: plan.tagKey, programme: plan.rules.programme.version.code, life: plan.papers.life)
        rows = try decided.reader()
        tags = plan.scratch.sorter()
        leaves = ManifestLeaves(seed: seeds[0])
        tagCounts = [Int64](repeating: 0, count: decided.declarations.count)
    }

    /// - Returns: whether there is more.
    mutating func takeSome() throws -> Bool {
        for _ in 0..<1_000 {
            guard try rows.next() else { return false }
            let (candidate, packed) = (rows.candidate, rows.packed)
            let leaf = leaves.leaf(
                row: edge.size + 1, deviceClass: codes[Int(candidate.deviceClass)],
                grams: candidate.grams < 0 ? nil : Int64(candidate.grams), units: candidate.units,
                quantity: Int64(candidate.quantity), numbers: packed.span)
            var at = 0
            while at < packed.count {
                let end = at + 1 + Int(packed[at])
                try add(tagMaker.tag(packed.span.extracting(at + 1..<end)))
                at = end
            }
            edge.append(leaf: leaf) { _ in }
            if Int(edge.size) == declarations[current].devices.count {
                roots.append(digest(edge.root))
                edge = TreeEdge()
                current += 1
                if current < seeds.count { leaves = ManifestLeaves(seed: seeds[current]) }
            }
        }
        return true
    }

    private mutating func add(_ tag: DuplicateTag) throws {
        tagCounts[current] += 1
        try withUnsafeTemporaryAllocation(byteCount: 20, alignment: 4) { key in
            key.storeBytes(of: UInt32(current).bigEndian, as: UInt32.self)
            key.storeBytes(of: tag.high.bigEndian, toByteOffset: 4, as: UInt64.self)
            key.storeBytes(of: tag.low.bigEndian, toByteOffset: 12, as: UInt64.self)
            try tags.add(UnsafeRawBufferPointer(key), UnsafeRawBufferPointer(start: nil, count: 0))
        }
    }

    consuming func proofs() throws -> [ManifestProof] {
        let (roots, tagCounts) = (roots, tagCounts)
        var cursor = try tags.sorted().cursor()
        var proofs: [ManifestProof] = []
        for index in roots.indices {
            var edge = TreeEdge()
            for _ in 0..<tagCounts[index] {
                var leaf: Hash?
                _ = try cursor.next { key, _ in leaf = Hash(leaf: UnsafeRawBufferPointer(rebasing: key[4...])) }
                guard let leaf else { preconditionFailure("a tag is missing") }
                edge.append(leaf: leaf) { _ in }
            }
            proofs.append(
                ManifestProof(
                    root: roots[index], tags: ManifestProof.Tags(count: tagCounts[index], root: digest(edge.root))))
        }
        return proofs
    }
}

private func digest(_ hash: Hash) -> Digest {
    guard let digest = Digest(hash.bytes) else { preconditionFailure("a hash has 32 bytes") }
    return digest
}
