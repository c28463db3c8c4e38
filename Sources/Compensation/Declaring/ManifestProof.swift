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

    static func root(_ plan: DeclarationPlan, _ included: [Bool], seed: [UInt8]) -> Digest {
        var leaves = ManifestLeaves(seed: seed)
        var edge = TreeEdge()
        let codes = plan.rules.classes.map(\.code.text)
        let candidates = plan.candidates
        let numbers = candidates.numberBytes.span
        var position: Int64 = 0
        for (row, isIncluded) in zip(candidates.rows, included) where isIncluded {
            position += 1
            let leaf = leaves.leaf(
                row: position, deviceClass: codes[Int(row.deviceClass)],
                grams: row.grams < 0 ? nil : Int64(row.grams), units: row.units, quantity: Int64(row.quantity),
                numbers: numbers.extracting(candidates.packed(row)))
            edge.append(leaf: leaf) { _ in }
        }
        return digest(edge.root)
    }

    static func tags(_ plan: DeclarationPlan, _ included: [Bool]) -> Tags {
        let maker = TagMaker(key: plan.tagKey, programme: plan.rules.programme.version.code, life: plan.papers.life)
        let candidates = plan.candidates
        let bytes = candidates.numberBytes.span
        var tags: [DuplicateTag] = []
        tags.reserveCapacity(candidates.numberStarts.count)
        for (row, isIncluded) in zip(candidates.rows, included) where isIncluded {
            for number in candidates.numbers(of: row) {
                tags.append(maker.tag(bytes.extracting(candidates.range(ofNumber: number))))
            }
        }
        return Tags(count: Int64(tags.count), root: digest(DuplicateTag.root(&tags)))
    }

    private static func digest(_ hash: Hash) -> Digest {
        guard let digest = Digest(hash.bytes) else { preconditionFailure("a hash has 32 bytes") }
        return digest
    }
}
