import Certificates
import Primitives
import Programmes
import TransparencyLog

/// What a declaration's entry commits to (docs/spec/manifest.md).
struct ManifestProof: Sendable {
    static let seedCount = ManifestLeaves.seedCount

    /// How many duplicate tags there are, and the root over them, sorted.
    struct Tags: Sendable {
        let count: Int64
        let root: Digest
    }

    let root: Digest
    let tags: Tags
}

/// Hashes a declaration's included rows, as many at a time as its caller likes.
struct ManifestHasher {
    private let candidates: Candidates
    private let codes: [String]
    private var leaves: ManifestLeaves
    private var edge = TreeEdge()
    private let tagMaker: TagMaker
    private var tags: [DuplicateTag] = []

    init(_ plan: DeclarationPlan, seed: [UInt8]) {
        candidates = plan.candidates
        codes = plan.rules.classes.map(\.code.text)
        leaves = ManifestLeaves(seed: seed)
        tagMaker = TagMaker(key: plan.tagKey, programme: plan.rules.programme.version.code, life: plan.papers.life)
        tags.reserveCapacity(candidates.numberStarts.count)
    }

    /// - Precondition: each range begins where the last one ended.
    mutating func take(_ range: Range<Int>, of included: [Bool]) {
        let candidates = candidates
        let bytes = candidates.numberBytes.span
        for candidate in range where included[candidate] {
            let row = candidates.rows[candidate]
            let leaf = leaves.leaf(
                row: edge.size + 1, deviceClass: codes[Int(row.deviceClass)],
                grams: row.grams < 0 ? nil : Int64(row.grams), units: row.units, quantity: Int64(row.quantity),
                numbers: bytes.extracting(candidates.packed(row)))
            edge.append(leaf: leaf) { _ in }
            for number in candidates.numbers(of: row) {
                tags.append(tagMaker.tag(bytes.extracting(candidates.range(ofNumber: number))))
            }
        }
    }

    mutating func proof() -> ManifestProof {
        ManifestProof(
            root: Self.digest(edge.root),
            tags: ManifestProof.Tags(count: Int64(tags.count), root: Self.digest(DuplicateTag.root(&tags))))
    }

    private static func digest(_ hash: Hash) -> Digest {
        guard let digest = Digest(hash.bytes) else { preconditionFailure("a hash has 32 bytes") }
        return digest
    }
}

extension ManifestProof {
    /// At once: for a short list.
    init(_ plan: DeclarationPlan, _ included: [Bool], seed: [UInt8]) {
        var hasher = ManifestHasher(plan, seed: seed)
        hasher.take(included.indices, of: included)
        self = hasher.proof()
    }

    /// By and by: a million rows are two seconds, in which others want the thread too.
    static func slowly(_ plan: DeclarationPlan, _ included: [Bool], seed: [UInt8]) async -> ManifestProof {
        var hasher = ManifestHasher(plan, seed: seed)
        for start in stride(from: 0, to: included.count, by: 1_000) {
            hasher.take(start..<min(start + 1_000, included.count), of: included)
            await Task.yield()
        }
        return hasher.proof()
    }
}
