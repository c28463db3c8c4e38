import CanonicalJSON
import Foundation
import Lots
import Primitives
import Testing
import Wording

@testable import counterweight

/// Every refusal has a code, an exit code, a sentence in English and one in French, and a place in the gallery.
@Suite struct RefusalTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    @Test func everyRefusalSaysWhatWhereAndWhatToDo() throws {
        var text = "# What the command refuses: code, exit code and facts; then English and French.\n"
        for hall in try RefusalGallery.halls() {
            text += "\n## \(hall.kind)\n"
            for error in hall.errors {
                let (code, exit, phrase) = try #require(Refusal.known(error), "\(error)")
                let facts = String(decoding: JSON.object(Facts.of(error)).canonicalBytes, as: UTF8.self)
                text += "\n\(code) \(exit.rawValue) \(facts)\nen \(phrase.english)\nfr \(phrase.french)\n"
            }
        }
        let file = Self.folder.appending(path: "../Golden/refusals.txt")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test func theGalleryShowsEachCase() throws {
        for hall in try RefusalGallery.halls() where !hall.source.isEmpty {
            let path = Self.folder.appending(path: "../../Sources/\(hall.source).swift")
            let source = try String(contentsOf: path, encoding: .utf8)
            let body = try #require(source.range(of: "enum \(hall.kind):")).upperBound
            let end = try #require(source.range(of: "\n}", range: body..<source.endIndex)).lowerBound
            let names = source[body..<end].split(separator: "\n").flatMap { line -> [String] in
                guard line.hasPrefix("    case ") else { return [] }
                return [String(line.dropFirst(9).prefix { $0.isLetter || $0.isNumber })]
            }
            let shown = hall.errors.map { Mirror(reflecting: $0).children.first?.label ?? "\($0)" }
            #expect(!names.isEmpty && Set(names).subtracting(shown).isEmpty, "\(hall.kind)")
        }
    }

    /// Two kinds may share a code only if they share its meaning: a program looks at nothing else.
    @Test func aCodeHasOneExit() throws {
        var exits: [String: Set<Int32>] = [:]
        for error in try RefusalGallery.halls().flatMap(\.errors) {
            let (code, exit, _) = try #require(Refusal.known(error))
            exits[code, default: []].insert(exit.rawValue)
        }
        #expect(exits.filter { $0.value.count > 1 }.isEmpty)
        #expect(Set(exits.values.flatMap(\.self)) == [1, 2, 3, 4, 5, 130])
    }

    @Test func frenchHasItsOwnTypography() throws {
        let phrases: [any Phrase] =
            try RefusalGallery.halls().flatMap(\.errors).compactMap { Refusal.known($0)?.phrase }
            + HelpPhrase.allCases + OptionPhrase.allCases + HelpHeading.allCases
        for phrase in phrases {
            let french = Array(phrase.french)
            #expect(!french.contains("'") && !phrase.english.contains("'"), "\(phrase.french)")
            for (index, character) in french.enumerated()
            where ";?!»".contains(character) && (index == 0 || french[index - 1] != ":") {
                #expect(index > 0 && "\u{202F}\u{A0}".contains(french[index - 1]), "\(phrase.french)")
            }
        }
    }

    @Test func whatWasTypedIsShortenedAndMovesNoCursor() {
        let text = String(repeating: "x", count: 1_000) + "\u{1B}[2J"
        #expect(Language.english.quoted(text).count == 67)
        #expect(Language.french.quoted("\u{1B}[2J") == "«\u{A0}\u{FFFD}[2J\u{A0}»")
        let parser = "Error: The value '\(text)' is invalid for '--day <day>': no day\nUsage: x"
        #expect(ParserWords.translated(parser, to: .english) == "Error: --day <day>: no day\nUsage: x")
        #expect(ParserWords.translated(parser, to: .french) == "Erreur\u{202F}: --day <day>: no day\nUsage\u{202F}: x")
    }

    @Test(
        arguments: [
            (["--language", "fr"], [:], Language.french), (["--language=en"], ["LANG": "fr_FR"], .english),
            ([], ["LANG": "fr_FR.UTF-8"], .french), ([], ["LC_ALL": "de_DE", "LANG": "fr_FR"], .english),
            ([], ["LC_ALL": "", "LC_MESSAGES": "fr", "LANG": "en"], .french), ([], [:], .english),
            (["--", "--language", "fr"], [:], .english),
        ] as [([String], [String: String], Language)])
    func theLanguageIsKnownBeforeAnythingIsParsed(
        arguments: [String], environment: [String: String], expected: Language
    ) {
        #expect(Speech.language(of: ["counterweight"] + arguments) { environment[$0] } == expected)
    }

    @Test(
        arguments: [
            ("GHS 2.50 x 1000", 250_000, 1_000), ("GHS 2500 / 1000", 250_000, 1_000), ("XAF 350 x 110", 38_500, 110),
            ("TND 1.234 x 2", 2_468, 2),
        ] as [(String, Int64, Int64)])
    func pricesAreExact(text: String, minorUnits: Int64, pieces: Int64) throws {
        let price = try Read.price(text)
        #expect(price.minorUnits == minorUnits && price.pieces.count == pieces)
    }

    @Test(arguments: [
        "GHS 2.505 x 10", "XAF 3.5 x 10", "ghs 2 x 1", "GHS -2 x 1", "GHS 2 x 0", "GHS 2 * 1", "GHS 2", "",
        "GHS 99999999999999 x 100000000", "GHS .5 x 1", "GHS 1. x 1",
    ])
    func pricesThatAreNone(text: String) {
        #expect(throws: ArgumentRefusal.self) { try Read.price(text) }
    }
}
