import Foundation
import Testing

/// Every refusal that typing can cause is shown on `docs/errors.md` and `docs/erreurs.md`, as the commands say it.
@Suite struct ErrorPagesTests {
    @Test func everyRefusalHasAnExampleOrAReasonWhyNot() throws {
        let known = Set(try KnownRefusal.all().map(\.code))
        let shown = Set(ErrorExamples.all.map(\.code))
        let without = Set(ErrorExamples.without.keys)
        #expect(!known.isEmpty)
        // An argument's refusal is told by the parser, with the argument's name before it.
        let missing = known.subtracting(shown).subtracting(without).filter { !$0.hasPrefix("argument-") }
        #expect(missing.isEmpty, "add an example to Tests/Transcripts/ErrorExamples.swift: \(missing.sorted())")
        #expect(shown.intersection(without).isEmpty, "an example and a reason why there is none")
        #expect(without.subtracting(known).isEmpty, "no such refusal")
    }

    @Test func thePagesSayWhatTheCommandsSay() throws {
        let known = try KnownRefusal.all()
        let shown = try ErrorPages.run(ErrorExamples.all + [ErrorExamples.rows])
        for example in shown.dropLast() {
            let (code, command) = (example.example.code, example.example.lines.last ?? "")
            #expect(example.code == code, "\(command)\n\(example.english.output.joined(separator: "\n"))")
            #expect(example.french.status == example.english.status, "\(command)")
            #expect(example.before.allSatisfy { $0.status == 0 && $0.output.isEmpty }, "\(example.before)")
            guard let refusal = known.first(where: { $0.code == code }) else { continue }
            #expect(example.english.status == refusal.exit, "\(command)")
        }
        for isFrench in [false, true] {
            let page = ErrorPages.page(shown, known, isFrench: isFrench)
            let path = "\(TranscriptRun.root)/docs/\(isFrench ? "erreurs" : "errors").md"
            if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
                try page.write(toFile: path, atomically: true, encoding: .utf8)
            }
            let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let written = try String(contentsOfFile: path, encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let change = lines.difference(from: written)
            #expect(change.isEmpty, "\(path) differs: \(change)")
        }
    }

    /// docs/spec/programmes.md, P-24.
    @Test func theNastyListHasARowForEachCode() throws {
        let page = try String(contentsOfFile: "\(TranscriptRun.root)/docs/errors.md", encoding: .utf8)
        let specification = try String(
            contentsOfFile: "\(TranscriptRun.root)/docs/spec/programmes.md", encoding: .utf8)
        let table = try #require(specification.range(of: "| Code | The row |")).upperBound
        var codes: [String] = []
        for line in specification[table...].split(separator: "\n").dropFirst() where line.hasPrefix("|") {
            let cell = line.split(separator: "|")[0]
            var stem = ""
            for match in cell.matches(of: #/`([a-z\-]+)`/#) {
                let code = String(match.1)
                // `identifier-empty`, `-character`: what begins with a hyphen goes on from the first word.
                if !code.hasPrefix("-") { stem = code.split(separator: "-").first.map(String.init) ?? "" }
                codes.append(code.hasPrefix("-") ? stem + code : code)
            }
        }
        #expect(codes.count > 25)
        // A class owes at least 1, so that no programme that can be published comes to it.
        let missing = codes.filter { $0 != "owes-nothing" && !page.contains(",\($0),") }
        #expect(missing.isEmpty, "Examples/refused/nasty.csv has no row for \(missing)")
    }
}
