import Foundation
import Journal
import JournalStories
import Primitives
import Testing
import Wording

@Suite struct PhrasesTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    @Test func everyClauseHasItsSentences() throws {
        try expectGolden(
            "journal-clauses.txt",
            Clause.allCases.map { "\($0.rawValue)\n  \($0.english)\n  \($0.french)\n" }.joined())
    }

    @Test func everyRefusalIsSaidWithItsFacts() throws {
        var seen: Set<Clause> = []
        var text = ""
        for forged in ForgedJournal.all {
            do throws(ReplayRefusal) {
                _ = try forged.journal().replay()
            } catch {
                guard seen.insert(error.clause).inserted else { continue }
                text += "\(error.english)\n\(error.french)\n\n"
            }
        }
        try expectGolden("journal-refusals.txt", text)
    }

    @Test func everyClauseIsInTheSpecification() throws {
        let root = Self.tests.deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/spec/journal-rules.md"), encoding: .utf8)
        for clause in Clause.allCases {
            #expect(text.contains("\n- **\(clause.rawValue)** "), "\(clause.rawValue)")
        }
    }

    private func expectGolden(_ name: String, _ text: String) throws {
        let file = Self.tests.appending(path: "Golden/\(name)")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        let golden = try String(contentsOf: file, encoding: .utf8)
        #expect(golden == text, "\(name) differs: UPDATE_GOLDEN=1 writes it anew")
    }
}
