import Testing

@testable import Typesetting

/// Files as programs that are not ours read them.
@Suite struct PDFFileTests {
    private static let style = TextStyle(.roman, 11, leading: 15)
    private static let small = TextStyle(.sans, 8, leading: 11)

    private func composition(
        _ blocks: [Block], on paper: Paper = .a4, foot: [Block] = [], attachment: AttachedFile? = nil
    ) -> Composition {
        Composition(
            paper: paper, margin: 50, language: "fr",
            particulars: Particulars(
                title: "Relevé « d’été »", author: "did:web:ewaste.example", subject: "Essai",
                created: Midnight(year: 2026, month: 6, day: 2)),
            parts: [
                Part(
                    blocks, foot: foot, folioStyle: Self.small, folio: { "page \($0) of \($1)" })
            ], attachment: attachment)
    }

    @Test(arguments: [(Paper.a4, "595.276 x 841.89"), (.letter, "612 x 792")])
    func thePaperIsTheOneThatWasAskedFor(paper: Paper, size: String) throws {
        let programs = try Programs()
        try programs.write(try composition([.text("A", Self.style)], on: paper).file().bytes, to: "a.pdf")
        let particulars = try programs.run("pdfinfo", "-isodates", "a.pdf")
        #expect(particulars.contains("Page size:       \(size)"), "\(particulars)")
        #expect(particulars.contains("Title:           Relevé « d’été »"))
        #expect(particulars.contains("CreationDate:    2026-06-02T00:00:00Z"))
    }

    @Test func textComesOutAsItWentIn() throws {
        let text = "Délivré à l’Œuvre « Été »\u{A0}: 1\u{202F}234\u{A0}g – “Ωμέγα”, Żółć, ёж…"
        let programs = try Programs()
        try programs.write(try composition([.text(text, Self.style)]).file().bytes, to: "a.pdf")
        let read = try programs.run("pdftotext", "a.pdf", "-").split(separator: "\n").first.map(String.init)
        // It has one space for the no-break ones.
        func plain(_ text: String?) -> String? { text.map { String($0.map { $0.isWhitespace ? " " : $0 }) } }
        #expect(plain(read) == plain(text))
    }

    @Test func everyFontIsEmbeddedAndNamesItsLetters() throws {
        let programs = try Programs()
        let blocks = Typeface.allCases.map { Block.text("Été", TextStyle($0, 10, leading: 12)) }
        try programs.write(try composition(blocks).file().bytes, to: "a.pdf")
        let fonts = try programs.run("pdffonts", "a.pdf").split(separator: "\n").dropFirst(2)
        #expect(fonts.count == Typeface.allCases.count)
        #expect(fonts.allSatisfy { $0.contains("yes yes yes") }, "\(fonts)")
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        let attached = try AttachedFile(name: "a.json", mediaType: "application/json", bytes: [0x7B, 0x7D])
        let composition = composition([.text("A", Self.style)], attachment: attached)
        #expect(try composition.file().bytes == composition.file().bytes)
    }

    @Test func anAttachmentComesOutByteForByteAndTheFileIsWhole() throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 167) }
        let attached = try AttachedFile(name: "all.bin", mediaType: "application/octet-stream", bytes: bytes)
        let programs = try Programs()
        try programs.write(try composition([.text("A", Self.style)], attachment: attached).file().bytes, to: "a.pdf")
        try programs.run("pdfdetach", "-save", "1", "-o", "all.bin", "a.pdf")
        #expect(try programs.bytes("all.bin") == bytes)
        let checked = try programs.run("qpdf", "--check", "a.pdf")
        #expect(checked.contains("No syntax or stream encoding errors found"), "\(checked)")
    }

    @Test func aCodeIsReadBack() throws {
        let address =
            "https://ewaste.example/certificates/\(String(repeating: "c1", count: 16))#\(String(repeating: "0f", count: 32))"
        let programs = try Programs()
        try programs.write(
            try composition([.code(try QRCode(address), side: 96)]).file().bytes, to: "a.pdf")
        try programs.run("pdftoppm", "-r", "150", "-png", "-singlefile", "a.pdf", "a")
        #expect(try programs.run("zbarimg", "--quiet", "--raw", "a.png") == address + "\n")
    }

    @Test func aLinkLeadsToItsAddress() throws {
        let programs = try Programs()
        let address = "https://ewaste.example/certificates/c1#0f"
        try programs.write(
            try composition([.link("Certificate", Self.small, address: address)]).file().bytes, to: "a.pdf")
        #expect(try programs.run("pdfinfo", "-url", "a.pdf").contains(address))
    }

    @Test func aTableRepeatsItsHeadingOnEachPageAndLosesNoRow() throws {
        let table = Table(
            [Table.Heading(["Row", "Ligne"], share: 1, .right), Table.Heading(["Serial"], share: 4)],
            headingStyle: Self.small, rows: (1...500).map { ["\($0)", "SN-\($0)-x"] }, style: Self.small,
            ink: .black)
        let programs = try Programs()
        let (bytes, pages) = try composition([.heading("Devices", Self.style), .table(table)]).file()
        try programs.write(bytes, to: "a.pdf")
        let text = try programs.run("pdftotext", "-layout", "a.pdf", "-").split(separator: "\u{0C}")
        #expect(pages > 5 && text.count == pages)
        for (index, page) in text.enumerated() {
            #expect(page.contains("Ligne") && page.contains("page \(index + 1) of \(pages)"))
        }
        let whole = text.joined()
        #expect((1...500).allSatisfy { whole.contains("SN-\($0)-x") })
    }

    // MARK: - Layout

    private func pages(_ blocks: [Block], height: Double, foot: [Block] = []) throws -> [[Mark]] {
        let library = try PDFLibrary()
        let layout = PageLayout(measures: FontMeasures(fonts: try library.load(Set(Typeface.allCases))))
        return try layout.pages(
            of: layout.pieces(of: blocks, width: 200), foot: layout.pieces(of: foot, width: 200), height: height)
    }

    private func texts(_ page: [Mark]) -> [String] {
        page.compactMap { if case .text(let text, _, _, _) = $0 { text } else { nil } }
    }

    @Test func aHeadingGoesToTheNextPageWithWhatFollows() throws {
        let pages = try pages(
            [.text("a", Self.style), .text("b", Self.style), .heading("H", Self.style), .text("c", Self.style)],
            height: 46)
        #expect(pages.map(texts) == [["a", "b"], ["H", "c"]])
    }

    @Test func noLineOfATextStandsAlone() throws {
        let text = Array(repeating: "word", count: 40).joined(separator: " ")
        for height in stride(from: 40.0, to: 200, by: 5) {
            let pages = try pages([.text("a", Self.style), .text(text, Self.style)], height: height)
            let counts = pages.map { texts($0).filter { $0 != "a" }.count }.filter { $0 > 0 }
            #expect(counts.reduce(0, +) > 3 && (counts.allSatisfy { $0 > 1 } || height < 45), "\(height): \(counts)")
        }
    }

    @Test func theFootStandsOnTheFirstPageWhateverIsAbove() throws {
        let pages = try pages(
            (1...6).map { .text("\($0)", Self.style) }, height: 50, foot: [.text("foot", Self.style)])
        #expect(pages.map(texts) == [["foot", "1", "2"], ["3", "4", "5"], ["6"]])
    }

    @Test func whiteIsNotKeptAtTheTopOfAPage() throws {
        let pages = try pages([.text("a", Self.style), .space(20), .text("b", Self.style)], height: 30)
        guard case .text("b", _, _, let y)? = pages.last?.last else {
            Issue.record("b is not on the last page")
            return
        }
        #expect(y < 15)
    }

    @Test func linesAreNoWiderThanTheyMayBe() throws {
        let library = try PDFLibrary()
        let measures = FontMeasures(fonts: try library.load([.roman]))
        let text = "A short one and \(String(repeating: "x", count: 300)) and 1\u{202F}234\u{A0}g behind"
        let lines = try measures.lines(of: text, Self.style, width: 120)
        #expect(lines.count > 5 && lines.allSatisfy { measures.width(of: $0, Self.style) <= 120 })
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }

    // MARK: - Refusals

    @Test(arguments: [
        ("中", "U+4E2D"), ("שלום", "U+05E9"), ("a\u{202E}b", "U+202E"), ("😀", "U+1F600"), ("a\nb", "U+000A"),
    ])
    func whatTheFontsDoNotSetIsRefused(text: String, character: String) {
        #expect(throws: TypesettingError.characterNotSet(character)) {
            try composition([.text(text, Self.style)]).file()
        }
    }

    @Test func everyInputHasABound() throws {
        #expect(throws: TypesettingError.textTooLong(most: 200_000)) {
            try composition([.text(String(repeating: "a ", count: 100_001), Self.style)]).file()
        }
        #expect(throws: TypesettingError.codeTooLong(most: 1_000)) { try QRCode(String(repeating: "a", count: 1_001)) }
        #expect(throws: TypesettingError.tooHigh) {
            try composition([.columns([Column([.space(900)])], gap: 0)]).file()
        }
        #expect(throws: TypesettingError.tooManyPages(most: 2_000)) {
            try composition((0..<2_001).map { _ in .code(try QRCode("a"), side: 700) }).file()
        }
    }
}
