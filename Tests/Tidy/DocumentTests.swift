import Testing

/// Pages and code that name each other do so truly.
@Suite struct DocumentTests {
    /// Where a clause of `docs/spec` is set: a line that begins with its number in bold, `**L-4**`, after list or heading marks.
    private static let clauses: [(id: String, path: String, line: Int)] = Tree.files(under: "docs/spec", ending: ".md")
        .flatMap { path in
            numbered(Tree.text(path) ?? "").compactMap { line, text in
                text.prefixMatch(of: #/[\s#|*\-]*?\*\*([A-Z]{1,3}-\d{1,3})\b[^*]*\*\*/#).map {
                    (String($0.1), path, line)
                }
            }
        }

    private static var written: [String] {
        Tree.pages + Tree.files(under: "Sources", ending: ".swift") + Tree.files(under: "Sources", ending: ".sql")
            + Tree.files(under: "Tests", ending: ".swift").filter { !$0.hasPrefix("Tests/Tidy/") }
    }

    @Test func clauseNumbersAreUnique() {
        var first: [String: String] = [:]
        var findings: [Finding] = []
        for clause in Self.clauses {
            if let earlier = first[clause.id] {
                findings.append(
                    Finding(path: clause.path, line: clause.line, what: "\(clause.id) is in \(earlier) already"))
            } else {
                first[clause.id] = clause.path
            }
        }
        #expect(findings == [])
    }

    /// A number of a series that `docs/spec` uses (`L-`, but not `SHA-`) is one of its clauses, in tests and in the pages.
    @Test func everyCitedClauseExists() {
        let ids = Set(Self.clauses.map(\.id))
        let series = Set(ids.map { $0.prefix { $0 != "-" } })
        var findings: [Finding] = []
        for path in Self.written where !path.hasPrefix("Sources/") {
            for (line, text) in numbered(Tree.text(path) ?? "") {
                for match in text.matches(of: #/\b([A-Z]{1,3})-\d{1,3}\b/#) where series.contains(match.1) {
                    let id = String(match.0)
                    if !ids.contains(id) { findings.append(Finding(path: path, line: line, what: "no clause \(id)")) }
                }
            }
        }
        #expect(findings == [])
    }

    /// `docs/spec/lots.md, L-4` stands in that page.
    @Test func clausesStandInThePageThatIsNamed() {
        let places = Set(Self.clauses.map { "\($0.path) \($0.id)" })
        var findings: [Finding] = []
        for path in Self.written {
            for (line, text) in numbered(Tree.text(path) ?? "") {
                for match in text.matches(of: #/(docs\/spec\/[\w\-]+\.md), ([A-Z]{1,3}-\d{1,3})\b/#)
                where Tree.exists(String(match.1)) && !places.contains("\(match.1) \(match.2)") {
                    findings.append(Finding(path: path, line: line, what: "\(match.1) has no clause \(match.2)"))
                }
            }
        }
        #expect(findings == [])
    }

    /// The path of a file is held to the tree once its folder is there.
    private func findings(_ pattern: Regex<Substring>, in paths: [String]) -> [Finding] {
        var findings: [Finding] = []
        for path in paths {
            for (line, text) in numbered(Tree.text(path) ?? "") {
                for match in text.matches(of: pattern) {
                    let named = String(match.0.reversed().drop { ".,/".contains($0) }.reversed())
                    let parts = named.split(separator: "/")
                    guard let name = parts.last, name.contains("."), !Tree.exists(named) else { continue }
                    guard !Tree.files(under: parts.dropLast().joined(separator: "/")).isEmpty else { continue }
                    findings.append(Finding(path: path, line: line, what: "there is no \(named)"))
                }
            }
        }
        return findings
    }

    @Test func everyPageThatIsNamedExists() {
        #expect(findings(#/\bdocs\/[\w\-.\/]+/#, in: Self.written) == [])
    }

    @Test func everyFileThatThePagesNameExists() {
        #expect(findings(#/\b(?:Sources|Tests|scripts|Mutations)\/[\w\-.\/]+\.\w+/#, in: Tree.pages) == [])
    }

    @Test func linksBetweenPagesLeadSomewhere() {
        var findings: [Finding] = []
        for path in Tree.pages {
            let folder = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
            for (line, text) in numbered(Tree.text(path) ?? "") {
                for match in text.matches(of: #/\]\(([^)#:\s]+)(?:#[^)]*)?\)/#) where !Tree.exists(folder + match.1) {
                    findings.append(Finding(path: path, line: line, what: "the link leads nowhere: \(match.1)"))
                }
            }
        }
        #expect(findings == [])
    }
}
