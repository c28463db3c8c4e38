import CLibHaru

/// A font that libharu has read.
struct LoadedFont {
    let font: HPDF_Font
    let definition: HPDF_FontDef
}

extension Composition {
    /// The file: PDF 1.7 with every font embedded, and how many pages it has.
    ///
    /// Everything is laid out before anything is drawn, since each page says how many there are.
    public func file() throws(TypesettingError) -> (bytes: [UInt8], pages: Int) {
        let library = try PDFLibrary()
        let measures = FontMeasures(fonts: try library.load(Set(Typeface.allCases)))
        let layout = PageLayout(measures: measures)
        let height = paper.height - 2 * margin
        var pages: [(part: Part, marks: [Mark])] = []
        for part in parts {
            let marks = try layout.pages(
                of: layout.pieces(of: part.blocks, width: width), foot: layout.pieces(of: part.foot, width: width),
                height: height)
            pages += marks.map { (part, $0) }
            guard pages.count <= PageLayout.pagesMax else { throw .tooManyPages(most: PageLayout.pagesMax) }
        }
        var used: Set<Unicode.Scalar> = []
        for (index, page) in pages.enumerated() {
            let sheet = try library.addPage(paper)
            if let stamp = page.part.stamp { try draw(stamp, on: sheet, library, measures) }
            let folio = page.part.folio(index + 1, pages.count)
            try measures.check(folio, page.part.folioStyle.face)
            let line = Mark.text(folio, page.part.folioStyle, x: 0, y: height + margin / 2)
            for mark in page.marks + [line] {
                library.draw(mark.moved(margin, margin), on: sheet, paper, measures)
                if case .text(let text, _, _, _) = mark { used.formUnion(text.unicodeScalars) }
            }
            if let stamp = page.part.stamp { used.formUnion(stamp.text.unicodeScalars) }
        }
        library.describe(particulars)
        let update = PDFUpdate(language: language, scalars: used, attachment: attachment)
        return (try update.bytes(after: library.bytes()), pages.count)
    }

    private func draw(
        _ stamp: Stamp, on page: HPDF_Page, _ library: PDFLibrary, _ measures: FontMeasures
    ) throws(TypesettingError) {
        try measures.check(stamp.text, stamp.face)
        let diagonal = (paper.width * paper.width + paper.height * paper.height).squareRoot()
        let one = measures.width(of: stamp.text, TextStyle(stamp.face, 100, leading: 100)) / 100
        let size = min(150, max(10, diagonal * 0.62 / max(one, 0.1)))
        library.draw(
            stamp, size: size, width: one * size, on: page,
            across: (paper.width / diagonal, paper.height / diagonal), centre: (paper.width / 2, paper.height / 2),
            measures)
    }
}

/// One file as libharu writes it. It is told of no function to call where it fails: it remembers the first failure, does nothing
/// from there on, and is asked at the end.
final class PDFLibrary {
    private let document: HPDF_Doc

    init() throws(TypesettingError) {
        guard let document = HPDF_New(nil, nil) else { throw .library(code: TypesettingError.digits(0)) }
        self.document = document
        HPDF_UseUTFEncodings(document)
        HPDF_SetCurrentEncoder(document, "UTF-8")
        HPDF_SetCompressionMode(document, HPDF_UINT(HPDF_COMP_TEXT | HPDF_COMP_METADATA))
        try check()
    }

    deinit { HPDF_Free(document) }

    private func check() throws(TypesettingError) {
        let code = HPDF_GetError(document)
        guard code == 0 else { throw .library(code: TypesettingError.digits(code)) }
    }

    func load(_ faces: Set<Typeface>) throws(TypesettingError) -> [Typeface: LoadedFont] {
        let paths = try Typeface.paths(of: faces)
        var fonts: [Typeface: LoadedFont] = [:]
        // In the order of the cases: it is that of the file's objects.
        for face in Typeface.allCases {
            guard let path = paths[face] else { continue }
            guard let name = HPDF_LoadTTFontFromFile(document, path, HPDF_BOOL(HPDF_TRUE)),
                let font = HPDF_GetFont(document, name, "UTF-8"),
                let definition = HPDF_GetTTFontDefFromFile(document, path, HPDF_BOOL(HPDF_TRUE))
            else {
                throw .typefaceUnreadable(
                    file: face.file.name, code: TypesettingError.digits(HPDF_GetError(document)))
            }
            fonts[face] = LoadedFont(font: font, definition: definition)
        }
        return fonts
    }

    func addPage(_ paper: Paper) throws(TypesettingError) -> HPDF_Page {
        guard let page = HPDF_AddPage(document) else {
            throw .library(code: TypesettingError.digits(HPDF_GetError(document)))
        }
        HPDF_Page_SetWidth(page, Float(paper.width))
        HPDF_Page_SetHeight(page, Float(paper.height))
        return page
    }

    /// - Parameter mark: from the sheet's upper left corner. PDF counts from the lower one.
    func draw(_ mark: Mark, on page: HPDF_Page, _ paper: Paper, _ measures: FontMeasures) {
        switch mark {
        case .text(let text, let style, let x, let y):
            guard let font = measures.fonts[style.face] else { return }
            HPDF_Page_BeginText(page)
            HPDF_Page_SetFontAndSize(page, font.font, Float(style.size))
            HPDF_Page_SetCharSpace(page, Float(style.tracking))
            fill(page, style.ink)
            HPDF_Page_TextOut(page, Float(x), Float(paper.height - y), text)
            HPDF_Page_EndText(page)
        case .fill(let ink, let x, let y, let width, let height):
            fill(page, ink)
            HPDF_Page_Rectangle(page, Float(x), Float(paper.height - y - height), Float(width), Float(height))
            HPDF_Page_Fill(page)
        case .code(let code, let x, let y, let side):
            let module = side / Double(code.width + 2 * QRCode.quiet)
            // What is behind it, a stamp, would be read with it.
            draw(.fill(Ink.white, x: x, y: y, width: side, height: side), on: page, paper, measures)
            fill(page, .black)
            for run in code.runs {
                HPDF_Page_Rectangle(
                    page, Float(x + Double(run.first + QRCode.quiet) * module),
                    Float(paper.height - y - Double(run.row + QRCode.quiet + 1) * module),
                    Float(Double(run.count) * module), Float(module))
            }
            HPDF_Page_Fill(page)
        case .link(let address, let x, let y, let width, let height):
            let rectangle = HPDF_Rect(
                left: Float(x), bottom: Float(paper.height - y - height), right: Float(x + width),
                top: Float(paper.height - y))
            let link = HPDF_Page_CreateURILinkAnnot(page, rectangle, address)
            HPDF_LinkAnnot_SetBorderStyle(link, 0, 0, 0)
        }
    }

    /// - Parameter across: cosine and sine of the angle that it rises by.
    func draw(
        _ stamp: Stamp, size: Double, width: Double, on page: HPDF_Page, across: (Double, Double),
        centre: (Double, Double), _ measures: FontMeasures
    ) {
        guard let font = measures.fonts[stamp.face] else { return }
        HPDF_Page_BeginText(page)
        HPDF_Page_SetFontAndSize(page, font.font, Float(size))
        HPDF_Page_SetCharSpace(page, 0)
        fill(page, stamp.ink)
        // Half the text's width back along its own line, and a third of the size down across it.
        let x = centre.0 - across.0 * width / 2 + across.1 * size / 3
        let y = centre.1 - across.1 * width / 2 - across.0 * size / 3
        HPDF_Page_SetTextMatrix(
            page, Float(across.0), Float(across.1), Float(-across.1), Float(across.0), Float(x), Float(y))
        HPDF_Page_ShowText(page, stamp.text)
        HPDF_Page_EndText(page)
    }

    private func fill(_ page: HPDF_Page, _ ink: Ink) {
        HPDF_Page_SetRGBFill(page, Float(ink.red) / 255, Float(ink.green) / 255, Float(ink.blue) / 255)
    }

    func describe(_ particulars: Particulars) {
        HPDF_SetInfoAttr(document, HPDF_INFO_TITLE, particulars.title)
        HPDF_SetInfoAttr(document, HPDF_INFO_AUTHOR, particulars.author)
        HPDF_SetInfoAttr(document, HPDF_INFO_SUBJECT, particulars.subject)
        let created = particulars.created
        HPDF_SetInfoDateAttr(
            document, HPDF_INFO_CREATION_DATE,
            HPDF_Date(
                year: CInt(created.year), month: CInt(created.month), day: CInt(created.day), hour: 0, minutes: 0,
                seconds: 0, ind: CChar(UInt8(ascii: "Z")), off_hour: 0, off_minutes: 0))
    }

    func bytes() throws(TypesettingError) -> [UInt8] {
        HPDF_SaveToStream(document)
        try check()
        var bytes = [UInt8](repeating: 0, count: Int(HPDF_GetStreamSize(document)))
        HPDF_ResetStream(document)
        var read = 0
        while read < bytes.count {
            var size = HPDF_UINT32(min(bytes.count - read, 1 << 20))
            let asked = size
            bytes.withUnsafeMutableBufferPointer { buffer in
                _ = HPDF_ReadFromStream(document, buffer.baseAddress.map { $0 + read }, &size)
            }
            guard size > 0, size <= asked else {
                throw .library(code: TypesettingError.digits(HPDF_GetError(document)))
            }
            read += Int(size)
        }
        return bytes
    }
}
