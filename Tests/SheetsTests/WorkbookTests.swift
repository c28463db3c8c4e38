import Foundation
import Testing

@testable import Sheets

/// docs/spec/programmes.md, P-30.
@Suite struct WorkbookTests {
    private static func row(_ number: Int, _ cells: String...) -> String {
        let letters = ["A", "B", "C", "D", "E", "F"]
        let texts = cells.enumerated().map { index, text in
            text.isEmpty ? "" : "<c r='\(letters[index])\(number)' t='inlineStr'><is><t>\(text)</t></is></c>"
        }
        return "<row r='\(number)'>\(texts.joined())</row>"
    }

    private static let heading = row(1, "serial", "imei", "bought")

    @Test func readsTextsNumbersAndTruthsAsTheyAreShown() throws {
        let file = WorkbookFile(
            rows: """
                <row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1' t='s'><v>0</v></c><c r='C1' t='str'><f>1+1</f><v>sum</v></c></row>
                <row r='2'><c r='A2'><v>356938035643809</v></c><c r='B2'><v>1.6500000000000001</v></c><c r='C2' t='b'><v>1</v></c></row>
                <row r='3'><c r='A3'><v>3.56938035643809E+14</v></c><c r='B3' t='e'><v>#N/A</v></c><c r='C3'><v>-3</v></c></row>
                """,
            shared: [
                "<t>B &amp; <!-- c -->C</t>",
                "<r><t>Se</t></r><r><rPr/><t xml:space='preserve'>rial </t></r><rPh sb='0' eb='1'><t>ふ</t></rPh>",
            ])
        let lines = try file.lines()
        #expect(
            lines == [
                "\"Serial \",B & C,sum", "356938035643809,1.65,TRUE", "356938035643809,#N/A,'-3",
            ])
    }

    @Test func aNumberThatLostDigitsKeepsItsExponent() throws {
        let file = WorkbookFile(
            rows: Self.heading + "<row r='2'><c r='B2'><v>3.5693803564380912E+15</v></c></row>")
        #expect(try file.lines()[1] == ",3.56938035643809E+15,")
    }

    @Test(arguments: [
        ("1.6500000000000001", "1.65"), ("0.30000000000000004", "0.3"), ("-0.30000000000000004", "-0.3"),
        ("99.99999999999999", "100"), ("9.9999999999999999", "10"), ("-9.9999999999999999", "-10"),
        ("0.0012345678901234567", "0.00123456789012346"), ("123456789012.34567", "123456789012.346"), ("1.5", "1.5"),
    ])
    func decimalsAreShownWithFifteenDigits(_ stored: String, _ shown: String) {
        #expect(WorksheetCells.shown(stored) == shown)
    }

    @Test func datesAreDatesInBothCalendars() throws {
        let cells = [(45_000, 1), (1, 1), (59, 1), (61, 1)].enumerated().map { index, cell in
            "<row r='\(index + 2)'><c r='C\(index + 2)' s='\(cell.1)'><v>\(cell.0)</v></c></row>"
        }
        let file = WorkbookFile(rows: Self.heading + cells.joined(), styles: [0, 14])
        #expect(try file.lines().dropFirst() == [",,2023-03-15", ",,1900-01-01", ",,1900-02-28", ",,1900-03-01"])
        let late = WorkbookFile(
            rows: Self.heading + "<row r='2'><c r='C2' s='1'><v>43538</v></c></row>", styles: [0, 14],
            workbook: "<workbookPr date1904='1'/>")
        #expect(try late.lines()[1] == ",,2023-03-15")
    }

    @Test func aFormatOfOnesOwnIsADateWhereItHasALetterOfOne() throws {
        let formats = [
            (164, "dd\\.mm\\.yyyy"), (165, "0.0 &quot;days&quot;"), (166, "[Red]#,##0;[Blue]-d"),
            (167, "[$-407]d. mmm yyyy hh:mm"),
        ].map { "<numFmt numFmtId='\($0.0)' formatCode='\($0.1)'/>" }
        let rows = (1...4).map { "<row r='\($0 + 1)'><c r='C\($0 + 1)' s='\($0)'><v>45000.5</v></c></row>" }
        let file = WorkbookFile(
            rows: Self.heading + rows.joined(), formats: formats.joined(), styles: [0, 164, 165, 166, 167])
        #expect(
            try file.lines().dropFirst() == [
                ",,2023-03-15 12:00:00", ",,45000.5", ",,45000.5", ",,2023-03-15 12:00:00",
            ])
    }

    @Test func lineNumbersAreTheWorksheetsRows() throws {
        let file = WorkbookFile(rows: Self.row(3, "serial", "class") + Self.row(7, "A1", "line&#10;break"))
        #expect(try file.lines() == ["", "", "serial,class", "", "", "", "A1,line break"])
    }

    @Test func aMergedTitleIsLeftOutAndAMergedHeadingIsOne() throws {
        let file = WorkbookFile(
            rows: Self.row(1, "Our devices 2026") + Self.row(2, "Serial", "Mass", "", "Order")
                + Self.row(3, "", "g", "kg", "") + Self.row(4, "A1", "350", "", "PO-1") + Self.row(5, "A2", "", "1.65"),
            behind: """
                <mergeCells><mergeCell ref='A1:D1'/><mergeCell ref='A2:A3'/><mergeCell ref='B2:C2'/><mergeCell ref='D2:D3'/>\
                <mergeCell ref='D4:D5'/></mergeCells>
                """)
        #expect(
            try file.lines() == ["", "", "Serial,Mass g,Mass kg,Order", "A1,350,,PO-1", "A2,,1.65,PO-1"])
    }

    @Test func aGroupsNameIsPutBeforeHeadingsThatAreTheSame() throws {
        let file = WorkbookFile(
            rows: Self.row(1, "Device", "", "Sale", "") + Self.row(2, "Serial", "Number", "Number", "Day")
                + Self.row(3, "A1", "1", "2", "3"),
            behind: "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='C1:D1'/></mergeCells>")
        #expect(try file.lines() == ["", "Serial,Device Number,Sale Number,Day", "A1,1,2,3"])
    }

    @Test func aMergedCellInAHeadingOfOneRowTakesNoDeviceAlong() throws {
        let file = WorkbookFile(
            rows: Self.row(1, "Serial", "Model") + Self.row(2, "A1", "iPhone", "13"),
            behind: "<mergeCells><mergeCell ref='B1:C1'/></mergeCells>")
        #expect(try file.lines() == ["Serial,Model,Model", "A1,iPhone,13"])
    }

    @Test func theOnlyFilledVisibleWorksheetIsTaken() throws {
        let filled = "<worksheet><sheetData>\(Self.heading)</sheetData></worksheet>"
        let empty = "<worksheet><sheetData/></worksheet>"
        let one = WorkbookFile(sheets: [("Empty", "", empty), ("Old", "state='hidden'", filled), ("List", "", filled)])
        #expect(try one.lines() == ["serial,imei,bought"])
        let two = WorkbookFile(sheets: [("A", "", filled), ("B", "", filled)])
        #expect(throws: WorkbookError.worksheetUnclear(has: ["A", "B"])) { try two.lines() }
        #expect(try two.lines(worksheet: "b") == ["serial,imei,bought"])
        #expect(throws: WorkbookError.unknownWorksheet("C", has: ["A", "B"])) { try two.lines(worksheet: "C") }
        #expect(throws: WorkbookError.emptyWorkbook) { try WorkbookFile(sheets: [("A", "", empty)]).lines() }
    }

    @Test func namespacesWithPrefixesAreReadToo() throws {
        let file = WorkbookFile(
            sheets: [
                (
                    "A", "",
                    "<x:worksheet xmlns:x='u'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>serial</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"
                )
            ])
        #expect(try file.lines() == ["serial"])
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = WorkbookWriter(path: path)
        #expect(writer.row(["serial", "reason"]))
        #expect(writer.row(["=1+1", "é \"quoted\", <&>"]))
        #expect(writer.finish())
        var text: [UInt8] = []
        let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
        _ = try Workbook(bytes).writeText(worksheet: nil) { text += $0 }
        #expect(String(decoding: text, as: UTF8.self) == "serial,reason\n'=1+1,\"é \"\"quoted\"\", <&>\"\n")
        #expect(!bytes.isEmpty && !String(decoding: bytes, as: UTF8.self).contains("<f>"))
    }
}

/// Workbooks that mean harm, or that were cut.
@Suite struct HostileWorkbookTests {
    private static let row = "<row r='1'><c r='A1' t='inlineStr'><is><t>serial</t></is></c></row>"

    @Test func aDocumentTypeIsRefusedSoThatNoEntityIsEverExpanded() {
        for entity in ["<!ENTITY x SYSTEM 'file:///etc/passwd'>", "<!ENTITY a 'aaaaaaaaaa'><!ENTITY x '&a;&a;&a;'>"] {
            var file = WorkbookFile(rows: Self.row)
            file.change(
                "xl/worksheets/sheet0.xml",
                "<!DOCTYPE w [\(entity)]><worksheet><sheetData><row><c t='inlineStr'><is><t>&x;</t></is></c></row></sheetData></worksheet>"
            )
            #expect(throws: WorkbookError.documentType(part: "xl/worksheets/sheet0.xml")) { try file.lines() }
        }
    }

    @Test func whatUnpacksOutOfAllProportionIsRefused() {
        let spaces = String(repeating: " ", count: 40 << 20)
        var texts = WorkbookFile(rows: Self.row)
        texts.change("xl/sharedStrings.xml", "<sst>\(spaces)</sst>")
        #expect(throws: WorkbookError.expandsTooMuch(part: "xl/sharedStrings.xml")) { try texts.lines() }
        let sheet = WorkbookFile(rows: Self.row + spaces)
        #expect(throws: WorkbookError.expandsTooMuch(part: "xl/worksheets/sheet0.xml")) { try sheet.lines() }
        var other = WorkbookFile(rows: Self.row)
        other.change("xl/styles.xml", "<styleSheet>\(spaces)</styleSheet>")
        #expect(throws: WorkbookError.tooLarge(limit: WorkbookLimits.other)) { try other.lines() }
    }

    @Test func cellsAndColumnsHaveTheirLimits() {
        let wide = WorkbookFile(rows: "<row r='1'><c r='A1' t='str'><v>a</v></c><c r='XFD1' t='str'><v>b</v></c></row>")
        #expect(throws: WorkbookError.tooManyColumns(row: 1, limit: CSVLimits.columns)) { try wide.lines() }
        let long = WorkbookFile(
            rows: "<row r='1'><c r='B1' t='str'><v>\(String(repeating: "x", count: 70_000))</v></c></row>")
        #expect(throws: WorkbookError.cellTooLong(row: 1, column: 2, limit: CSVLimits.cell)) { try long.lines() }
        let far = WorkbookFile(rows: "<row r='99999999999999999999'><c t='str'><v>a</v></c></row>")
        #expect(throws: WorkbookError.outOfOrder(row: 1)) { try far.lines() }
    }

    @Test func rowsAndCellsThatGoBackAreRefused() {
        let rows = WorkbookFile(rows: "<row r='2'/><row r='1'/>")
        #expect(throws: WorkbookError.outOfOrder(row: 3)) { try rows.lines(worksheet: "Devices") }
        let cells = WorkbookFile(rows: "<row r='1'><c r='B1' t='str'><v>a</v></c><c r='A1' t='str'><v>b</v></c></row>")
        #expect(throws: WorkbookError.outOfOrder(row: 1)) { try cells.lines() }
    }

    @Test func aCutFileIsDamagedWhereverItIsCut() {
        let bytes = WorkbookFile(rows: Self.row).bytes
        for count in 4..<bytes.count {
            #expect(throws: WorkbookError.self) { try Workbook(Array(bytes.prefix(count))) }
        }
    }

    /// CRC-32 finds each: libzip checks it at a part's end.
    @Test func aChangedByteNeverTraps() {
        let bytes = WorkbookFile(rows: Self.row).bytes
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x55
            _ = try? Workbook(changed).writeText(worksheet: nil) { _ in }
        }
    }

    @Test func whatIsNoWorkbookSaysSo() {
        #expect(throws: WorkbookError.oldOrEncrypted) { try Workbook([0xD0, 0xCF, 0x11, 0xE0, 0xA1]) }
        var file = WorkbookFile(rows: Self.row)
        file.parts = [("readme.txt", "hello")]
        #expect(throws: WorkbookError.noWorkbook) { try file.lines() }
        var many = WorkbookFile(rows: Self.row)
        for index in 0..<WorkbookLimits.parts { many.add("junk/\(index)", "") }
        #expect(throws: WorkbookError.tooManyParts(limit: WorkbookLimits.parts)) { try many.lines() }
    }

    @Test func whatIsNotFromHereIsNotLookedFor() throws {
        var file = WorkbookFile(rows: Self.row)
        file.change(
            "_rels/.rels",
            "<Relationships><Relationship Id='a' Type='x/officeDocument' TargetMode='External' Target='http://example.com/'/></Relationships>"
        )
        #expect(throws: WorkbookError.noWorkbook) { try file.lines() }
    }

    @Test func tooManyMergedCellsAreRefused() {
        let ranges = (1...WorkbookLimits.mergedRanges + 1).map { "<mergeCell ref='A\($0):B\($0)'/>" }
        let file = WorkbookFile(rows: Self.row, behind: "<mergeCells>\(ranges.joined())</mergeCells>")
        #expect(throws: WorkbookError.tooManyMergedRanges(limit: WorkbookLimits.mergedRanges)) { try file.lines() }
    }
}
