import Testing

@Suite struct TranscriptTests {
    @Test(arguments: TranscriptRun.pages) func thePageSaysWhatTheCommandsSay(page: String) throws {
        let differences = try TranscriptRun.differences(in: TranscriptRun.transcript(of: page), of: page)
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n\n"))")
    }

    private func transcript(_ lines: String...) throws -> Transcript {
        try Transcript(
            page: (["Prose.", "", "```console"] + lines + ["```", "$ no command", ""]).joined(separator: "\n"))
    }

    @Test func readsCommandsAndWhatTheyPrint() throws {
        let steps = try transcript("$ one", "1", "", "2", "", "$ two \\", "> three", "$ four # exits 3").steps
        #expect(
            steps == [
                .init(line: 4, command: "one", expected: ["1", "", "2"]),
                .init(line: 9, command: "two \\\nthree", expected: []),
                .init(line: 11, command: "four # exits 3", expected: []),
            ])
        #expect(steps.map(\.status) == [0, 0, 3])
    }

    @Test func refusesBlocksThatAreNone() throws {
        #expect(throws: Transcript.Malformed(line: 2, what: "output of no command")) {
            try Transcript(page: "```console\n1\n```")
        }
        #expect(throws: Transcript.Malformed(line: 3, what: "the block ends within a command")) {
            try Transcript(page: "```console\n$ one \\\n```")
        }
        #expect(throws: Transcript.Malformed(line: 2, what: "the block does not end")) {
            try Transcript(page: "```console\n$ one\n")
        }
    }

    @Test(arguments: [
        ("a b c", "a b c", true), ("a b c", "a … c", true), ("a b c", "…", true), ("a b c", "… b …", true),
        ("", "…", true), ("a b c", "a b", false), ("a b c", "… b", false), ("ab", "ab…b", false),
        ("a c b", "a…b…c", false),
    ])
    func anEllipsisStandsForAnything(line: String, pattern: String, expected: Bool) {
        #expect(fits(line, pattern) == expected)
    }

    @Test(
        arguments: [
            (["…"], []), (["…"], ["1", "2"]), (["1", "…", "4"], ["1", "2", "3", "4"]), (["1", "…", "4"], ["1", "4"]),
            (["…", "2…"], ["2", "1", "2b"]), ([], []),
        ] as [([String], [String])])
    func aLineOfItStandsForAnyLines(expected: [String], actual: [String]) {
        #expect(difference(expected: expected, actual: actual) == nil)
    }

    @Test func showsWhatDiffers() {
        #expect(difference(expected: ["1", "2", "3"], actual: ["1", "3"]) == "  1\n- 2\n  3")
        #expect(difference(expected: ["1", "3", "…"], actual: ["2", "1", "3", "5"]) == "+ 2\n  1\n  3\n  5")
        #expect(difference(expected: [], actual: ["1"]) == "+ 1")
    }

    @Test func playsCommandsInOneShell() throws {
        let outcomes = try TranscriptRun.play([
            "mkdir a && cd a && b=c", "printf \"$b\"; echo d >&2", "(exit 3)", "exit 4", "echo e",
        ])
        #expect(
            outcomes == [
                .init(status: 0, output: []), .init(status: 0, output: ["cd"]), .init(status: 3, output: []),
            ])
    }

    @Test func saysWhereAPageIsWrong() throws {
        let steps = try transcript("$ echo 1", "2", "$ false", "$ true # exits 1", "$ exit", "$ echo 2", "2")
        #expect(
            try TranscriptRun.differences(in: steps, of: "P.md") == [
                "P.md:4: $ echo 1\n- 2\n+ 1",
                "P.md:6: $ false\nends with status 1, not 0\n",
                "P.md:7: $ true # exits 1\nends with status 0, not 1\n",
                "P.md:8: $ exit\nwas never reached: an earlier command ended the shell",
            ])
    }
}
