import Testing

@Suite struct SwiftSourceTests {
    private func texts(_ source: String) -> [String] { SwiftSource(source).literals.map(\.text) }

    @Test func readsStringsOfEveryKind() {
        #expect(texts(#"let a = "one \"two\"", b = """#) == ["one  two ", ""])
        #expect(texts("let a = #\"one \"two\" \\n\"#") == ["one \"two\" \\n"])
        #expect(texts("let a = \"\"\"\n    one \"two\"\n    \"\"\"") == ["\n    one \"two\"\n    "])
    }

    @Test func readsWhatStandsInsideAnInterpolation() {
        #expect(texts(#"print("a \(f("b", (1, 2))) c")"#) == ["a … c", "b"])
        #expect(texts(##"print(#"a \#(b) \(c)"#)"##) == [#"a … \(c)"#])
    }

    @Test func passesOverCommentsAndPatterns() {
        #expect(texts("/* \"a\" /* \"b\" */ \"c\" */ \"d\" // \"e\"") == ["d"])
        #expect(texts(#"let p = /a"b/, q = #/c"d/#, r = "e""#) == ["e"])
        #expect(texts(#"let half = a / 2, r = "e" / 3"#) == ["e"])
    }

    @Test func keepsLinesAndColumnsOfTheCode() {
        let source = SwiftSource("let a = \"b!\" // c!\nlet d = e!")
        #expect(source.codeLines.map { String($0.text) } == ["let a = \"  \"      ", "let d = e!"])
    }

    @Test func knowsTheCallsAroundAString() {
        let source = SwiftSource(#"guard a else { preconditionFailure("b \(c(d: "e"))") }; f("g")"#)
        #expect(
            source.literals.map { source.calls(around: $0) } == [
                ["preconditionFailure"], ["c", "", "preconditionFailure"], ["f"],
            ])
    }
}
