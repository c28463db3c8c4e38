import Testing

/// A sentence that a person reads stands in its room's `…Phrases.swift`, in English and in French, behind one exhaustive
/// switch a language: a sentence anywhere else is one that nobody translates and no golden shows.
@Suite struct SentenceTests {
    struct Exception {
        /// How the file's path begins.
        let path: String
        let reason: String
    }

    static let exceptions = [
        Exception(
            path: "Sources/Programmes/Catalogue", reason: "names of classes in both languages, and their sources"),
        Exception(path: "Sources/counterweight-bench/", reason: "figures for developers, in English only"),
        Exception(path: "Sources/Reports/PublicPageStyle.swift", reason: "CSS, whose properties are words"),
        Exception(path: "Sources/Typesetting/PDFUpdate.swift", reason: "operators of PDF, whose names are words"),
    ]

    /// Calls whose text only a developer reads, at a trap.
    static let traps: Set<String> = ["precondition", "preconditionFailure", "fatalError", "assert", "assertionFailure"]

    static let sqlBeginnings: Set<Substring> = [
        "ALTER", "ANALYZE", "AND", "ATTACH", "BEGIN", "COMMIT", "COPY", "CREATE", "DELETE", "DROP", "EXPLAIN", "FROM",
        "GROUP", "INSERT", "JOIN", "LEFT", "LIMIT", "ON", "OR", "ORDER", "PRAGMA", "RELEASE", "RETURNING", "ROLLBACK",
        "SAVEPOINT", "SELECT", "SET", "UNION", "UPDATE", "VACUUM", "VALUES", "WHERE", "WITH",
    ]

    /// Four words or more, two of them with small letters, and no SQL.
    static func isProse(_ text: String) -> Bool {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard let first = parts.first, !sqlBeginnings.contains(first) else { return false }
        let words = parts.filter { $0.wholeMatch(of: #/[(«“]?\p{L}[\p{L}’'-]*[.,;:!?)»”]*/#) != nil }
        return words.count >= 4 && words.filter { $0.contains(where: \.isLowercase) }.count >= 2
    }

    @Test(arguments: [
        ("the lot was never weighed", true), ("lot … was sealed by …, not you", true), ("three words only", false),
        ("SELECT id FROM lot WHERE code = …", false), ("application/vc+ld+json", false), ("…/… (…)", false),
        ("AD AE AF AG AI", false),
        ("Le lot n’a jamais été pesé.", true),
    ])
    func tellsProseFromTheRest(text: String, prose: Bool) {
        #expect(Self.isProse(text) == prose)
    }

    @Test func sentencesStandInPhrasesOnly() {
        var findings: [Finding] = []
        for path in Tree.files(under: "Sources", ending: ".swift") where !path.hasSuffix("Phrases.swift") {
            guard !Self.exceptions.contains(where: { path.hasPrefix($0.path) }) else { continue }
            let source = SwiftSource(Tree.text(path) ?? "")
            for literal in source.literals where Self.isProse(literal.text) {
                guard !source.calls(around: literal).contains(where: Self.traps.contains) else { continue }
                findings.append(
                    Finding(path: path, line: literal.line, what: "a sentence outside …Phrases.swift: \(literal.text)"))
            }
        }
        #expect(findings == [])
    }
}
