import Testing

/// Words that may not stand in the code, each with the reason that a reviewer would otherwise have to repeat.
@Suite struct WordTests {
    /// A name's last word that says nothing: the trade has a noun for what the type is.
    static let endings = [
        ("Manager", "name what it does: the trade has a verb for it"),
        ("Service", "name what it gives"),
        ("Helper", "a function that helps belongs to what it helps"),
        ("Handler", "name the case that it decides"),
        ("Impl", "there is one; if there are two, name what sets them apart"),
        ("Util", "belongs to the type that it extends"),
        ("Utils", "belongs to the type that it extends"),
        ("Data", "everything is data: name what it says"),
        ("Info", "everything is information: name what it says"),
        ("Protocol", "a protocol is named for its role"),
    ]

    /// Words that two trades claim: a reader could not know which is meant.
    static let bare = [
        ("Transaction", "of the database, or of money?"), ("Entry", "say JournalEntry"), ("Record", "of what?"),
        ("Asset", "say device"), ("Log", "say TransparencyLog, or journal"), ("Event", "say CustodyEvent"),
    ]

    @Test func typesAreNamedWithTheTradesNouns() {
        var findings: [Finding] = []
        for path in Tree.files(under: "Sources", ending: ".swift") {
            for (line, text) in SwiftSource(Tree.text(path) ?? "").codeLines {
                for match in text.matches(of: #/\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)/#) {
                    let name = match.1
                    for (ending, reason) in Self.endings where name.hasSuffix(ending) {
                        findings.append(Finding(path: path, line: line, what: "\(name) ends in \(ending): \(reason)"))
                    }
                    for (word, reason) in Self.bare where name == word {
                        findings.append(Finding(path: path, line: line, what: "bare \(word): \(reason)"))
                    }
                }
            }
        }
        #expect(findings == [])
    }

    /// What may trap, or what the compiler was told not to check, says on its line why that is sound.
    @Test func escapesSayWhy() {
        let escapes: [(Regex<Substring>, String)] = [
            (#/\btry!/#, "try!"), (#/\bas!/#, "as!"), (#/[\w)\]}">]!(?!=)/#, "a forced unwrap"),
            (#/@unchecked Sendable/#, "@unchecked Sendable"), (#/nonisolated\(unsafe\)/#, "nonisolated(unsafe)"),
        ]
        var findings: [Finding] = []
        for path in Tree.files(under: "Sources", ending: ".swift") {
            let text = Tree.text(path) ?? ""
            let whole = numbered(text)
            for (line, code) in SwiftSource(text).codeLines {
                // The comment is blanked in the code: it is there if the line as written goes on with one.
                guard !whole[line - 1].text.contains("// ") else { continue }
                if let (_, name) = escapes.first(where: { code.contains($0.0) }) {
                    findings.append(Finding(path: path, line: line, what: "\(name) without its reason on the line"))
                }
            }
        }
        #expect(findings == [])
    }

    /// Work to be done stands in the tracker, and a hole in the code is a dated note with its reason.
    @Test func nothingIsLeftForLater() {
        let words = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:", "XX" + "X:"]
        var findings: [Finding] = []
        for path in Tree.files {
            for (line, text) in numbered(Tree.text(path) ?? "") {
                for word in words where text.contains(word) {
                    findings.append(Finding(path: path, line: line, what: "\(word): do it, or say with a date why not"))
                }
            }
        }
        #expect(findings == [])
    }

    /// A product is the same on every machine, and for every reader, whoever made it.
    @Test func nothingTellsWhereOrHowItWasMade() {
        let rules: [(Regex<Substring>, String)] = [
            (#/(?:^|[^\w.$}])\/(?:root|work|farm|Users)\/\w/#, "a path of one machine"),
            (#/(?:^|[^\w.$}])\/home\/\w/#, "a path of one machine"),
            (#/(?:^|[^\w.$}])\/tmp\/\w/#, "a path of one machine: ask the system for a temporary folder"),
            (
                #/https?:\/\/(?!localhost|127\.0\.0\.1|\[::1\])[A-Za-z0-9.\-]+:\d+/#,
                "a host that only one network knows"
            ),
            (#/https?:\/\/[A-Za-z0-9.\-]+\.(?:internal|local|lan|corp)\b/#, "a host that only one network knows"),
            (
                #/https?:\/\/(?!registry\.example)(?:registry\.|index\.|mirror\.|proxy\.|pypi\.|crates\.)[A-Za-z0-9.\-]+/#,
                "a package registry: the manifest names sources"
            ),
            (#/\bCEO\b/#, "who asked for it is no reason"),
            (#/\b[Ii]ssue #?\d/#, "a number in one tracker: say what was wrong"),
            (#/Co-[Aa]uthored-[Bb]y|\b(?:language|AI) model\b|AI-generated/#, "how it was made is no part of it"),
        ]
        var findings: [Finding] = []
        for path in Tree.files where path != "Tests/Tidy/WordTests.swift" {
            for (line, text) in numbered(Tree.text(path) ?? "") {
                for (rule, reason) in rules {
                    guard let match = text.firstMatch(of: rule) else { continue }
                    findings.append(Finding(path: path, line: line, what: "\(text[match.range]): \(reason)"))
                }
            }
        }
        #expect(findings == [])
    }

    /// Over 600 lines there is a second noun in the file: look for it.
    @Test func noFileIsOverSixHundredLines() {
        let written = [".swift", ".sql", ".sh", ".css", ".js", ".mustache"]
        var findings: [Finding] = []
        for path in Tree.files where written.contains(where: path.hasSuffix) {
            let lines = (Tree.text(path) ?? "").split(separator: "\n", omittingEmptySubsequences: false).count - 1
            if lines > 600 {
                findings.append(Finding(path: path, line: 600, what: "\(lines) lines: which two subjects?"))
            }
        }
        #expect(findings == [])
    }
}
