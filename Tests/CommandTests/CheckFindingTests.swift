import Compensation
import Foundation
import Journal
import Primitives
import Registry
import Testing
import Wording

@testable import counterweight

/// What `check` finds is said in both languages, each kind with a golden sentence.
@Suite struct CheckFindingTests {
    @Test func everyFindingHasItsSentence() throws {
        let digest = try #require(Digest([UInt8](repeating: 0xAB, count: 32)))
        let id = try #require(RandomID([UInt8](repeating: 0xCD, count: 16)))
        let findings: [CheckFinding] =
            [
                .file("row 3 missing from index"), .tree(entries: 54),
                .published(.shorterThanPublished(entries: 40, published: 54)),
                .entryUnreadable(7, .unknownKind("lot.sold")), .sealedPart(31),
                .refused(ReplayRefusal(clause: .lotRule, sequence: 34, facts: [])), .lot("GH-2026-014"),
                .rules(try #require(Version("scrap-phones/1"))), .facility("accra"), .party("verity"),
                .consent("CM-BE-2026"),
                .claim(id),
                .declaration(31), .manifest(31), .attached(entry: 40), .retirement(36), .certificate(id),
                .takenOver(12), .earlierSystem("old-registry"), .evidenceGone(digest),
                .evidenceChanged(digest), .identity(declaration: 31, row: 12),
            ] + CheckedThing.allCases.map { .count($0, journal: 2, database: 1) }
        let text = findings.map { "en \($0.english)\nfr \($0.french)\n" }.joined(separator: "\n")
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden/check-findings.txt")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}
