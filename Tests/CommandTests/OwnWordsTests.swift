import Certificates
import Foundation
import GreenClaims
import Primitives
import Testing
import Wording

@testable import counterweight

/// docs/spec/wording.md, T-9: our own words obey the lists, in every market, in every language, on every day.
@Suite struct OwnWordsTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    /// The days on which something begins, those before, and the ends of the calendar.
    private static let days: [Day] = {
        let begins = WordingGuard.lists.flatMap(\.rules).compactMap(\.from)
        let ends = WordingGuard.lists.flatMap(\.rules).compactMap(\.until)
        return Set([Day.first, .last] + begins + begins.compactMap { $0.adding(days: -1) } + ends).sorted()
    }()

    private static func files(_ folder: String, ending: String) throws -> [String] {
        let url = root.appending(path: folder)
        let found = try FileManager.default.subpathsOfDirectory(atPath: url.path)
        return found.filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    private func expectNothing(in text: String, _ name: String, on days: [Day] = [.last]) throws {
        for day in days {
            let findings = try WordingGuard(on: day).findings(in: text)
            #expect(findings.isEmpty, "\(name): \(findings.map { "\($0.line):\($0.column) \($0.words)" })")
        }
    }

    @Test func everyPageOfOursObeysTheLists() throws {
        let pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
        for path in try pages + Self.files("docs", ending: ".md") + Self.files("Examples", ending: ".md") {
            try expectNothing(in: try Self.text(path), path)
        }
    }

    /// What the commands, the pages and the certificates say stands in these files (Tests/Tidy/SentenceTests.swift).
    @Test func everySentenceOfOursObeysTheLists() throws {
        let paths = try Self.files("Sources", ending: "Phrases.swift")
        #expect(paths.count > 20)
        for path in paths {
            let source = try Self.text(path).replacing(#/\\u\{[0-9A-Fa-f]+\}/#, with: " ")
            try expectNothing(in: source, path)
        }
    }

    @Test(arguments: ["bundle.json", "bundle-two.json", "bundle-taken-over.json"])
    func everyStatementObeysTheListsOnEveryDay(name: String) throws {
        let bytes = try Data(contentsOf: Self.root.appending(path: "Tests/Golden/certificates/\(name)"))
        let bundle = try CertificateBundle(bytes: Array(bytes))
        let content = try CertificateCredential(bundle.credential).content
        #expect(Self.days.count > 20)
        for language in Language.allCases {
            let text = content.statement(in: language).lines.joined(separator: "\n")
            try expectNothing(in: text, name, on: Self.days)
        }
    }

    /// What verdicts, findings and refusals say, as goldens of several rooms hold it.
    @Test(arguments: [
        "verification.txt", "lots-sentences.txt", "refusals.txt", "check-findings.txt", "journal-refusals.txt",
    ])
    func everyGoldenSentenceObeysTheLists(name: String) throws {
        try expectNothing(in: try Self.text("Tests/Golden/\(name)"), name, on: [.first, WordingGuard.asOf, .last])
    }

    /// The lists are only as good as the test that holds us to them: a page that says too much is seen.
    @Test func aPageThatSaysTooMuchIsSeen() throws {
        let page = try Self.text("README.md") + "\nEvery device becomes e-waste neutral.\n"
        #expect(try WordingGuard(on: .last).findings(in: page).map(\.words) == ["e-waste neutral"])
    }
}
