import Journal
import JournalStories
import Primitives
import Testing

/// Print, then parse, is the identity: for every kind of entry, in every story that the codec can write.
@Suite struct RoundTripTests {
    private static let salt = id(0xA5)

    /// Written in its place; a sealed part of another kind than the entry's is not an entry's.
    private func entry(_ value: ValueEntry, at index: Int) -> (open: JournalEntry, sealed: SealedEntry?) {
        let sealed = value.sealed.flatMap { part in
            value.actor.map { SealedEntry(actor: $0, salt: Self.salt, part: part) }
        }
        let open = JournalEntry(
            sequence: Int64(index), day: value.day, open: value.open, sealed: sealed.map { _ in digest(1) })
        return (open, sealed)
    }

    @Test(arguments: EntryKind.allCases) func readingGivesBackWhatWasWritten(_ kind: EntryKind) throws {
        let entries = ValueJournal.good().entries.enumerated().filter { $0.element.open.kind == kind }
        #expect(!entries.isEmpty, "the story has none")
        for (index, value) in entries {
            let (open, sealed) = entry(value, at: index)
            #expect(try JournalEntry(bytes: open.bytes) == open)
            #expect(try JournalEntry(bytes: open.bytes).bytes == open.bytes)
            #expect((sealed != nil) == kind.hasSealedPart)
            if let sealed { #expect(try SealedEntry(bytes: sealed.bytes, of: kind) == sealed) }
        }
    }

    /// What is forged is written as it is, or refused by the reader: never read as something else.
    @Test(arguments: ForgedJournal.all) func nothingForgedIsReadAsSomethingElse(_ forged: ForgedJournal) {
        for (index, value) in forged.journal().entries.enumerated() {
            let (open, sealed) = entry(value, at: index)
            if let read = try? JournalEntry(bytes: open.bytes) { #expect(read == open) }
            if let sealed, let read = try? SealedEntry(bytes: sealed.bytes, of: value.open.kind) {
                #expect(read == sealed)
            }
        }
    }
}
