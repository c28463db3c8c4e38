import Foundation
import Testing

@testable import Sheets

/// Workbooks that other programs wrote (openpyxl 3.1, XlsxWriter 3.3, LibreOffice 7.4), of the same cells.
@Suite struct OtherWritersTests {
    private static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden/workbooks")
        return [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    private static func lines(_ name: String) throws -> [String] {
        var text: [UInt8] = []
        _ = try Workbook(try bytes(name)).writeText(worksheet: nil) { text += $0 }
        return String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }

    @Test(arguments: [
        ("openpyxl.xlsx", "TRUE"), ("xlsxwriter.xlsx", "rich text here"), ("xlsxwriter-1904.xlsx", "TRUE"),
        ("libreoffice.xlsx", "TRUE"),
    ]) func textsNumbersAndDatesAreReadAsTheyWereMeant(name: String, last: String) throws {
        #expect(
            try Self.lines(name) == [
                "class,serial,IMEI,maker,model,weight (kg),purchase date,note",
                "smartphone,SN-77001,356938035643809,Nokia,3310,0.133,2026-05-02,a b",
                "smartphone,00012345,356938035643817,Häns & Co,'=1+1,0.1335,2026-05-03 08:30:00,\"x,\"\"y\"\";z\"",
                "smartphone,12345678,356938035643825,Nokia,,1.65,,\(last)",
            ])
    }

    @Test func mergedHeadingsAndCellsAreRead() throws {
        let lines = try Self.lines("openpyxl-merged.xlsx")
        #expect(
            lines == [
                "", "", "class,serial,imei,Weight (kg)", "smartphone,SN-1001,,0.133",
                "smartphone,SN-1002,356938035643809,",
            ])
    }

    @Test func otherFormatsOfTheSameProgramAreCalledByTheirNames() throws {
        #expect(throws: WorkbookError.otherKind(.openDocument)) { try Self.lines("libreoffice.ods") }
        #expect(throws: WorkbookError.oldOrEncrypted) { try Self.lines("libreoffice.xls") }
    }
}
