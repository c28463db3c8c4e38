package import Journal
package import Lots
package import Primitives
import Programmes

/// One entry of a journal of values.
package struct ValueEntry: Sendable {
    package var day: Day
    package var open: OpenPart
    package var actor: Actor?
    package var sealed: SealedPart?
    /// What the entry says its place is; `nil` where it says its own.
    package var statedSequence: Int64?
}

/// A journal as values, not yet as bytes: what the tests replay, and what `Tests/Forged` writes with hashes and signatures.
package struct ValueJournal: Sendable {
    package private(set) var entries: [ValueEntry] = []
    /// Sequences by what the story calls them.
    package private(set) var marks: [String: Int64] = [:]
    /// SHA-256 of the JCS of the papers, or what stands for it in a test of values.
    package let commitment: @Sendable (RetirementPapers) -> Digest

    /// Stands where the verifier signs: put its signature here when the journal becomes bytes. Any other is left as it is.
    package static let signHere = [UInt8](repeating: 1, count: 64)

    package init(commitment: @escaping @Sendable (RetirementPapers) -> Digest = ValueJournal.sum) {
        self.commitment = commitment
    }

    package var next: Int64 { Int64(entries.count) }

    @discardableResult
    package mutating func append(
        _ open: OpenPart, by actor: Actor = provider, _ sealed: SealedPart? = nil, on text: String = "2026-06-01",
        as mark: String? = nil
    ) -> Int64 {
        let sequence = next
        if let mark { marks[mark] = sequence }
        let part = open.kind.hasSealedPart ? sealed ?? .actorOnly : sealed
        entries.append(
            ValueEntry(day: day(text), open: open, actor: part == nil ? nil : actor, sealed: part))
        return sequence
    }

    /// The sequence of what the story calls `mark`.
    package func at(_ mark: String) -> Int64 {
        guard let sequence = marks[mark] else { preconditionFailure("nothing called \(mark)") }
        return sequence
    }

    /// Ends the journal before what the story calls `mark`.
    package mutating func cut(before mark: String) { entries.removeSubrange(Int(at(mark))...) }

    /// Ends the journal with what the story calls `mark`.
    package mutating func cut(after mark: String) { entries.removeSubrange((Int(at(mark)) + 1)...) }

    package mutating func change(_ mark: String, _ change: (inout ValueEntry) -> Void) {
        change(&entries[Int(at(mark))])
    }

    package mutating func change(at index: Int, _ change: (inout ValueEntry) -> Void) { change(&entries[index]) }

    package mutating func remove(at index: Int) { entries.remove(at: index) }

    package mutating func repeatEntry(at index: Int) { entries.insert(entries[index], at: index) }

    package mutating func swapEntries(_ one: Int, _ other: Int) { entries.swapAt(one, other) }

    /// Replays it, in full or as the public can.
    package func replay(enforcing clauses: Set<Clause> = Set(Clause.allCases), publicly: Bool = false)
        throws(ReplayRefusal)
        -> Replay
    {
        let proofs = ReplayProofs(
            signatureHolds: { verified, _, _ in verified.signature == ValueJournal.signHere },
            beneficiaryDigest: commitment)
        var replay = Replay(enforcing: clauses, proofs: proofs)
        for (index, entry) in entries.enumerated() {
            try replay.apply(
                sequence: entry.statedSequence ?? Int64(index), day: entry.day, open: entry.open,
                actor: publicly ? nil : entry.actor, sealed: publicly ? nil : entry.sealed)
        }
        return replay
    }

    /// A sum that stands for a hash where no bytes are at hand.
    @Sendable package static func sum(_ papers: RetirementPapers) -> Digest {
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        var bytes: [UInt8] = []
        for byte in Array("\(papers.beneficiary)|\(papers.declaration)|\(papers.salt.text)".utf8) {
            state = (state ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        for shift in 0..<32 {
            state = (state ^ UInt64(shift)) &* 0x100_0000_01b3
            bytes.append(UInt8(truncatingIfNeeded: state >> 32))
        }
        guard let digest = Digest(bytes) else { preconditionFailure("a sum has 32 bytes") }
        return digest
    }
}

// Values written in the source.
package func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("no day: \(text)") }
    return day
}

package func version(_ text: String) -> Version {
    guard let version = Version(text) else { preconditionFailure("no version: \(text)") }
    return version
}

/// The id or salt whose bytes all are `byte`.
package func id(_ byte: UInt8) -> RandomID {
    guard let id = RandomID([UInt8](repeating: byte, count: 16)) else { preconditionFailure("16 bytes") }
    return id
}

package func digest(_ byte: UInt8) -> Digest {
    guard let digest = Digest([UInt8](repeating: byte, count: 32)) else { preconditionFailure("32 bytes") }
    return digest
}

package func pieces(_ count: Int64) -> Quantity { quantity(count, .pieces) }
package func grams(_ count: Int64) -> Quantity { quantity(count, .grams) }

package func quantity(_ count: Int64, _ unit: Unit) -> Quantity {
    guard let quantity = Quantity(count, unit) else { preconditionFailure("no quantity: \(count)") }
    return quantity
}

package func claimable(_ mass: Grams, _ count: Pieces?) -> ClaimableMass {
    guard let claimable = try? ClaimableMass(mass: mass, count: count) else { preconditionFailure("nothing claimable") }
    return claimable
}
