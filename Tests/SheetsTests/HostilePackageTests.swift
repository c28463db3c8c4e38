import Testing

@testable import Sheets

/// What may be packed in the place of a workbook: a refusal, in bounded memory and time, never a trap.
@Suite struct HostilePackageTests {
    private static let row = "<row r='1'><c r='A1' t='inlineStr'><is><t>serial</t></is></c></row>"
    private static let parts = [
        "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet0.xml",
        "xl/sharedStrings.xml", "xl/styles.xml",
    ]

    private static func text(_ file: WorkbookFile, _ part: String) -> String {
        file.parts.first { $0.name == part }?.text ?? ""
    }

    @Test(arguments: parts) func noPartMayDeclareADocumentType(part: String) {
        for entities in [
            "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "<!ENTITY % p SYSTEM 'http://example.com/x'> %p;",
            "<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>",
        ] {
            var file = WorkbookFile(rows: Self.row)
            file.change(part, "<!DOCTYPE w [\(entities)]>" + Self.text(file, part))
            #expect(throws: WorkbookError.documentType(part: part)) { try file.lines() }
        }
    }

    @Test(arguments: parts) func noPartIsNestedWithoutEnd(part: String) {
        var file = WorkbookFile(rows: Self.row)
        file.change(part, String(repeating: "<a>", count: 10_000))
        #expect(throws: WorkbookError.unlikeASheet(part: part)) { try file.lines() }
    }

    /// expat keeps an unfinished tag whole, and looks at it anew with each block: memory and the square of time.
    @Test(arguments: parts) func noPartHasATagWithoutEnd(part: String) {
        for opening in ["<a b='", "<!--", "<a "] {
            var file = WorkbookFile(rows: Self.row)
            file.change(part, opening + String(repeating: "x", count: 1 << 20))
            #expect(throws: WorkbookError.unlikeASheet(part: part)) { try file.lines() }
        }
    }

    @Test func manyWorksheetsInTheSameBytesAreReadOnce() {
        let empty = "<worksheet><sheetData>\(String(repeating: " ", count: 15 << 20))</sheetData></worksheet>"
        var file = WorkbookFile(sheets: (0..<50).map { ("S\($0)", "", $0 == 0 ? empty : "<worksheet/>") })
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        file.change(
            "xl/_rels/workbook.xml.rels",
            "<R>"
                + (0..<50).map {
                    "<Relationship Id='s\($0)' Type='\(relation)/worksheet' Target='worksheets/sheet0.xml'/>"
                }.joined() + "</R>")
        #expect(throws: WorkbookError.expandsTooMuch(part: "xl/worksheets/sheet0.xml")) { try file.lines() }
    }

    @Test func moreWorksheetsThanFilesMayBeAreRefused() {
        var file = WorkbookFile(rows: Self.row)
        file.change(
            "xl/workbook.xml",
            "<w><sheets>\(String(repeating: "<sheet name='a' r:id='s0'/>", count: WorkbookLimits.parts + 1))</sheets></w>"
        )
        #expect(throws: WorkbookError.tooManyParts(limit: WorkbookLimits.parts)) { try file.lines() }
        var relations = WorkbookFile(rows: Self.row)
        let many = (0...WorkbookLimits.parts).map { "<Relationship Id='r\($0)' Type='x/y' Target='z'/>" }.joined()
        relations.change("xl/_rels/workbook.xml.rels", "<R>\(many)</R>")
        #expect(throws: WorkbookError.tooManyParts(limit: WorkbookLimits.parts)) { try relations.lines() }
    }

    @Test func mergedRangesThatLieOverEachOtherAreRefused() {
        let ranges = String(repeating: "<mergeCell ref='A1:A1048576'/>", count: CSVLimits.columns + 1)
        let file = WorkbookFile(
            rows: Self.row + "<row r='2'><c r='A2'><v>1</v></c></row>", behind: "<mergeCells>\(ranges)</mergeCells>")
        #expect(throws: WorkbookError.rangesOverlap(row: 1)) { try file.lines() }
    }

    @Test func oneTextInManyCellsIsRefusedBeforeItFillsTheDisk() {
        let text = String(repeating: "x", count: 60_000)
        let cells = String(repeating: "<c t='s'><v>0</v></c>", count: 17)
        let rows = (1...120).map { "<row r='\($0)'>\(cells)</row>" }.joined()
        let file = WorkbookFile(rows: rows, shared: ["<t>\(text)</t>"])
        #expect(throws: WorkbookError.expandsTooMuch(part: "xl/worksheets/sheet0.xml")) { try file.lines() }
        let wide = String(repeating: "<c t='s'><v>0</v></c>", count: 18)
        let one = WorkbookFile(rows: "<row r='1'>\(wide)</row>", shared: ["<t>\(text)</t>"])
        #expect(throws: WorkbookError.rowTooLong(row: 1, limit: CSVLimits.row)) { try one.lines() }
        let merged = WorkbookFile(
            rows: Self.row + "<row r='2'><c t='s'><v>0</v></c></row>",
            behind: "<mergeCells><mergeCell ref='A2:Z2'/></mergeCells>", shared: ["<t>\(text)</t>"])
        #expect(throws: WorkbookError.rowTooLong(row: 2, limit: CSVLimits.row)) { try merged.lines() }
    }

    @Test(arguments: [
        "../../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\x", "//example.com/x", "",
        "%2e%2e/x", "worksheets/../../../x",
    ]) func aTargetIsLookedForInTheArchiveAlone(target: String) {
        for (part, old) in [
            ("_rels/.rels", "xl/workbook.xml"), ("xl/_rels/workbook.xml.rels", "worksheets/sheet0.xml"),
            ("xl/_rels/workbook.xml.rels", "/xl/sharedStrings.xml"), ("xl/_rels/workbook.xml.rels", "styles.xml"),
        ] {
            var file = WorkbookFile(rows: Self.row)
            file.change(part, Self.text(file, part).replacing("'\(old)'", with: "'\(target)'"))
            #expect(throws: WorkbookError.self, "\(part)") { try file.lines() }
        }
    }

    // MARK: The archive

    private static func four(_ bytes: [UInt8], _ at: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }

    private static func set(_ bytes: inout [UInt8], _ at: Int, _ value: Int) {
        for index in 0..<4 { bytes[at + index] = UInt8(value >> (8 * index) & 0xFF) }
    }

    /// The central directory's headers (PKWARE's APPNOTE, 4.3.12): where each begins, and its name.
    private static func directory(_ bytes: [UInt8]) -> [(at: Int, name: String)] {
        var found: [(Int, String)] = []
        var at = 0
        while at + 46 < bytes.count {
            if bytes[at...].starts(with: [0x50, 0x4B, 1, 2]) {
                let length = Int(bytes[at + 28]) | Int(bytes[at + 29]) << 8
                found.append((at, String(decoding: bytes[(at + 46)..<(at + 46 + length)], as: UTF8.self)))
            }
            at += 1
        }
        return found
    }

    /// - Returns: bytes that were handed out, and the error there was.
    private static func read(_ bytes: [UInt8]) -> (count: Int, error: (any Error)?) {
        var count = 0
        do {
            _ = try Workbook(bytes).writeText(worksheet: nil) { count += $0.count }
            return (count, nil)
        } catch {
            return (count, error)
        }
    }

    @Test func aDeclaredSizeIsNotTrusted() {
        let long = String(repeating: "<row><c t='str'><v>abc</v></c></row>", count: 100_000)
        let bytes = WorkbookFile(rows: long).bytes
        for header in Self.directory(bytes) {
            for size in [0, 1, 10, 0x7FFF_FFFF, 0xFFFF_FFFE] {
                var wrong = bytes
                Self.set(&wrong, header.at + 24, size)
                let local = Self.four(bytes, header.at + 42)
                Self.set(&wrong, local + 22, size)
                let read = Self.read(wrong)
                #expect(read.error == nil || read.error is WorkbookError, "\(header.name) \(size)")
                #expect(read.count < 1 << 20)
                var packed = bytes
                Self.set(&packed, header.at + 20, size)
                #expect(Self.read(packed).error.map { $0 is WorkbookError } ?? true)
            }
        }
    }

    @Test func partsInTheSameBytesAreReadOrRefused() {
        let bytes = WorkbookFile(rows: Self.row).bytes
        let directory = Self.directory(bytes)
        for one in directory {
            for other in directory where other.name != one.name {
                var wrong = bytes
                Self.set(&wrong, one.at + 42, Self.four(bytes, other.at + 42))
                #expect(Self.read(wrong).error.map { $0 is WorkbookError } ?? true)
            }
            var far = bytes
            Self.set(&far, one.at + 42, 0xFFFF_FFF0)
            #expect(Self.read(far).error.map { $0 is WorkbookError } ?? true)
        }
    }

    @Test func aPartWithAPasswordIsRefused() {
        let bytes = WorkbookFile(rows: Self.row).bytes
        for header in Self.directory(bytes) where Self.parts.contains(header.name) {
            var locked = bytes
            locked[header.at + 8] |= 1
            locked[Self.four(bytes, header.at + 42) + 6] |= 1
            #expect(Self.read(locked).error is WorkbookError, "\(header.name)")
        }
    }

    @Test(arguments: [
        (["content.xml", "META-INF/manifest.xml"], ForeignKind.openDocument), (["xl/workbook.bin"], .binaryWorkbook),
        (["Index/Document.iwa"], .numbers), (["word/document.xml"], .document), (["ppt/presentation.xml"], .document),
    ]) func whatElseIsPackedSoIsCalledByItsName(parts: [String], kind: ForeignKind) {
        var file = WorkbookFile(rows: "")
        file.parts = parts.map { ($0, "x") }
        #expect(throws: WorkbookError.otherKind(kind)) { try file.lines() }
    }

    @Test func whatBeginsOtherwiseIsCalledByItsName() {
        for (text, kind) in [
            ("%PDF-1.4", ForeignKind.pdf), ("  <HTML>", .html), ("\r\n<!DOCTYPE html>", .html), ("<table>", .html),
            ("\u{FEFF}<?xml version='1.0'?>", .xml), ("{\"a\":1}", .json), ("[{\"a\":1}]", .json), ("{\\rtf1", .rtf),
            ("GIF89a", .picture), ("SQLite format 3\0", .database),
        ] {
            #expect(ForeignKind(beginning: Array(text.utf8)) == kind, "\(text)")
        }
        for text in ["serial,class", "<serial>,class", "[serial],x", "{serial},x", "", "PK", "MZ,class", "%PDF"] {
            #expect(ForeignKind(beginning: Array(text.utf8)) == nil, "\(text)")
        }
    }
}
