import CLibZip
import Foundation

@testable import Sheets

/// A workbook made by hand, part by part.
struct WorkbookFile {
    var parts: [(name: String, text: String)] = []

    /// One worksheet of rows of cells in XML, with what stands behind the cells, styles and shared texts.
    init(
        rows: String, behind: String = "", shared: [String] = [], formats: String = "", styles: [Int] = [0],
        workbook: String = "", name: String = "Devices"
    ) {
        self.init(
            sheets: [(name, "", "<worksheet><sheetData>\(rows)</sheetData>\(behind)</worksheet>")], shared: shared,
            formats: formats, styles: styles, workbook: workbook)
    }

    init(
        sheets: [(name: String, attributes: String, xml: String)], shared: [String] = [], formats: String = "",
        styles: [Int] = [0], workbook: String = ""
    ) {
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        add("[Content_Types].xml", "<Types/>")
        add(
            "_rels/.rels",
            "<Relationships><Relationship Id='a' Type='\(relation)/officeDocument' Target='xl/workbook.xml'/></Relationships>"
        )
        let list = sheets.indices.map { index in
            "<sheet name='\(sheets[index].name)' sheetId='\(index + 1)' r:id='s\(index)' \(sheets[index].attributes)/>"
        }
        add(
            "xl/workbook.xml", "<workbook xmlns:r='\(relation)'>\(workbook)<sheets>\(list.joined())</sheets></workbook>"
        )
        let targets = sheets.indices.map { index in
            "<Relationship Id='s\(index)' Type='\(relation)/worksheet' Target='worksheets/sheet\(index).xml'/>"
        }
        add(
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships>\(targets.joined())
            <Relationship Id='t' Type='\(relation)/sharedStrings' Target='/xl/sharedStrings.xml'/>
            <Relationship Id='y' Type='\(relation)/styles' Target='styles.xml'/></Relationships>
            """)
        for (index, sheet) in sheets.enumerated() { add("xl/worksheets/sheet\(index).xml", sheet.xml) }
        add("xl/sharedStrings.xml", "<sst>\(shared.map { "<si>\($0)</si>" }.joined())</sst>")
        add(
            "xl/styles.xml",
            """
            <styleSheet><numFmts>\(formats)</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>
            <cellXfs>\(styles.map { "<xf numFmtId='\($0)'/>" }.joined())</cellXfs></styleSheet>
            """)
    }

    mutating func add(_ name: String, _ text: String) { parts.append((name, text)) }

    mutating func change(_ name: String, _ text: String) {
        for index in parts.indices where parts[index].name == name { parts[index].text = text }
    }

    /// Packed by libzip.
    var bytes: [UInt8] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let archive = zip_open(path, ZIP_CREATE, nil) else { return [] }
        for part in parts {
            let text = Array(part.text.utf8)
            let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(text.count, 1))
            copy.initialize(from: text, count: text.count)
            let source = zip_source_buffer(archive, copy, zip_uint64_t(text.count), 0)
            zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        }
        zip_close(archive)
        return (FileManager.default.contents(atPath: path)).map { [UInt8]($0) } ?? []
    }

    /// The lines that it comes to.
    func lines(worksheet: String? = nil) throws -> [String] {
        var text: [UInt8] = []
        _ = try Workbook(bytes).writeText(worksheet: worksheet) { text += $0 }
        return String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }
}
