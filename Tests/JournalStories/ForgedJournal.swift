package import Journal

/// A good journal with one thing done to it that breaks one clause and no other.
package struct ForgedJournal: Sendable, CustomStringConvertible {
    package let name: String
    package let clause: Clause
    /// Whether the public replay finds it too, without sealed parts.
    package let isOpen: Bool
    private let mutation: @Sendable (inout ValueJournal) -> Void

    package var description: String { "\(clause.rawValue) \(name)" }

    package func journal(from good: ValueJournal = .good()) -> ValueJournal {
        var journal = good
        mutation(&journal)
        return journal
    }

    /// Everyone can find it out.
    package static func open(
        _ clause: Clause, _ name: String, _ mutation: @escaping @Sendable (inout ValueJournal) -> Void
    ) -> ForgedJournal {
        ForgedJournal(name: name, clause: clause, isOpen: true, mutation: mutation)
    }

    /// Whoever has the sealed parts can find it out.
    package static func sealed(
        _ clause: Clause, _ name: String, _ mutation: @escaping @Sendable (inout ValueJournal) -> Void
    ) -> ForgedJournal {
        ForgedJournal(name: name, clause: clause, isOpen: false, mutation: mutation)
    }

    package static let all =
        registers + sealings + verifications + doubts + promises + payments + retirements + declarations + certificates
        + takenOver
}
