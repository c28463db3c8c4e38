import Journal
import JournalStories
import Primitives
import Testing

/// The reader for the kinds of which a journal has most reads nothing else than the reader for all kinds does.
@Suite struct PlainReadingTests {
    private static let kinds: Set<EntryKind> = [
        .declared, .declarationPaid, .promised, .retired, .certificateIssued,
    ]

    private func plain(_ bytes: [UInt8]) -> JournalEntry? { bytes.withUnsafeBytes { JournalEntry(plain: $0) } }

    /// The entries of a journal as they are written.
    private static func written(_ journal: ValueJournal) -> [JournalEntry] {
        journal.entries.enumerated().map { index, value in
            JournalEntry(
                sequence: Int64(index), day: value.day, open: value.open,
                sealed: value.open.kind.hasSealedPart ? digest(UInt8(truncatingIfNeeded: index)) : nil)
        }
    }

    private static let story = written(.good())
    private static let forged = Set(ForgedJournal.all.flatMap { written($0.journal()) })

    @Test func readsTheKindsOfWhichAJournalHasMost() {
        #expect(Self.kinds.isSubset(of: Self.story.map(\.open.kind)))
        for entry in Self.story + Self.forged {
            // An empty list breaks a rule; it is left to the other reader.
            let isRead =
                switch entry.open {
                case .promised(let promised): !promised.claims.isEmpty
                case .certificateIssued(let issued): !issued.retirements.isEmpty
                default: Self.kinds.contains(entry.open.kind)
                }
            #expect(plain(entry.bytes) == (isRead ? try? JournalEntry(bytes: entry.bytes) : nil))
        }
    }

    /// Numbers at the ends of their ranges, long lists and long codes.
    @Test func readsWhatStandsAtTheEndsOfItsRange() throws {
        let most: Int64 = 9_007_199_254_740_991
        let code = try #require(Code(String(repeating: "a", count: 64)))
        let version = try #require(Version(code, 1_000_000))
        let claims = try (0..<256).map { number in
            ClaimQuantity(
                claim: id(UInt8(truncatingIfNeeded: number)), programme: version,
                quantity: try #require(Quantity(Grams.most.count, number.isMultiple(of: 2) ? .grams : .pieces)))
        }
        let parts: [OpenPart] = [
            .promised(Promised(lot: code, claims: claims)),
            .retired(
                Retired(
                    lot: code, claim: id(0), quantity: try #require(Quantity(0, .pieces)), grams: 0..<most,
                    beneficiary: digest(255))),
            .certificateIssued(
                CertificateIssued(
                    certificate: id(1), credential: digest(0), retirements: Array(most - 999...most),
                    list: 1_000_000_000,
                    index: 0)),
        ]
        for part in parts {
            for day in [Day.first, .last] {
                let entry = JournalEntry(sequence: most, day: day, open: part, sealed: digest(7))
                #expect(plain(entry.bytes) == entry)
            }
        }
    }

    /// One byte changed, taken out or put in, at every place: what is read then is what the other reader reads, and is written as
    /// it stood.
    @Test(arguments: [EntryKind.declared, .declarationPaid, .promised, .retired, .certificateIssued])
    func readsNothingThatTheOtherReaderDoesNot(kind: EntryKind) throws {
        let entry = try #require(Self.story.first { $0.open.kind == kind })
        let bytes = entry.bytes
        var spoilt: [[UInt8]] = []
        for place in bytes.indices {
            for byte in Set(#" "\{}[],:-+.0019aAfFgz/~"#.utf8).union([0, 0x1F, 0x7F, 0x80, 0xC3, bytes[place] ^ 1]) {
                var (changed, longer) = (bytes, bytes)
                changed[place] = byte
                longer.insert(byte, at: place)
                spoilt += [changed, longer]
            }
            var shorter = bytes
            shorter.remove(at: place)
            spoilt += [shorter, Array(bytes.prefix(place))]
        }
        var read = 0
        for bytes in spoilt {
            guard let plain = plain(bytes) else { continue }
            read += 1
            #expect(try JournalEntry(bytes: bytes) == plain, "\(String(decoding: bytes, as: UTF8.self))")
            #expect(plain.bytes == bytes)
        }
        #expect(read > 100, "another digit is another entry")
    }

    @Test func leavesToTheOtherReaderWhatIsTooLong() throws {
        let retirements = Array(Int64(0)..<9_000)
        let entry = JournalEntry(
            sequence: 1, day: .first,
            open: .certificateIssued(
                CertificateIssued(
                    certificate: id(1), credential: digest(0), retirements: retirements + retirements, list: 1, index: 0
                )),
            sealed: digest(1))
        #expect(entry.bytes.count > JournalEntry.bytesMax)
        #expect(plain(entry.bytes) == nil)
    }
}
