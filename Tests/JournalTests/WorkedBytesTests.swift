import Foundation
import Journal
import Lots
import Primitives
import Programmes
import Testing
import TransparencyLog

/// The worked bytes of docs/spec/journal.md, section 5: the page is right if this passes.
@Suite struct WorkedBytesTests {
    private static func randomID(_ bytes: [UInt8]) -> RandomID {
        RandomID(bytes) ?? { preconditionFailure("16 bytes are an id") }()
    }
    private static let id = randomID(Array(0..<16))
    private static let papers = RetirementPapers(
        beneficiary: "Example Telecom SA", declaration: 71, units: [0..<40, 41..<81],
        salt: randomID(Array(repeating: 0x5A, count: 16)))
    private static let sealed = SealedEntry(
        actor: Actor(member: "ama", party: "recell"), salt: id, part: .retired(papers))

    private static func sha256(_ bytes: [UInt8]) -> Digest? { Digest(Hash(of: bytes).bytes) }

    private static func entry() throws -> JournalEntry {
        let quantity = try #require(Quantity(80, .pieces))
        return JournalEntry(
            sequence: 90, day: try #require(Day("2026-11-22")),
            open: .retired(
                Retired(
                    lot: "GH-2026-014", claim: id, quantity: quantity, grams: 0..<4_560,
                    beneficiary: try #require(sha256(papers.beneficiaryBytes)))), sealed: sha256(sealed.bytes))
    }

    @Test func thePageShowsTheBytesThatAreWritten() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/spec/journal.md"), encoding: .utf8)
        let entry = try Self.entry()
        for bytes in [Self.papers.beneficiaryBytes, Self.sealed.bytes, entry.bytes] {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(page.contains("\n\(text)\n"), "\(text)")
        }
        #expect(page.contains(Hash(leaf: entry.bytes).hex), "\(Hash(leaf: entry.bytes).hex)")
    }

    @Test func readingGivesBackWhatWasWritten() throws {
        let entry = try Self.entry()
        #expect(try JournalEntry(bytes: entry.bytes) == entry)
        #expect(try SealedEntry(bytes: Self.sealed.bytes, of: .retired) == Self.sealed)
    }
}
