// The first byte says what the rest is: a worksheet's XML, or all parts of a workbook with a zero between them, or an archive as
// it comes. Whatever is read as a workbook comes out as rows that the reader of CSV takes.

/// An archive of parts that are not packed (PKWARE's APPNOTE, 4.3).
private func archive(_ parts: [(String, ArraySlice<UInt8>)]) -> [UInt8] {
    func two(_ number: Int) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)] }
    func four(_ number: Int) -> [UInt8] { two(number) + two(number >> 16) }
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, part) in parts {
        let offset = bytes.count
        let sizes = four(Int(crc(part))) + four(part.count) + four(part.count) + two(name.utf8.count) + two(0)
        bytes += four(0x0403_4B50) + two(20) + two(0) + two(0) + four(0) + sizes + Array(name.utf8) + part
        directory +=
            four(0x0201_4B50) + two(20) + two(20) + two(0) + two(0) + four(0) + sizes + two(0) + two(0) + two(0)
            + four(0) + four(offset) + Array(name.utf8)
    }
    let end =
        four(0x0605_4B50) + two(0) + two(0) + two(parts.count) + two(parts.count) + four(directory.count)
        + four(bytes.count) + two(0)
    return bytes + directory + end
}

private func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~crc
}

private let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
private let package = Array(
    "<R><Relationship Id='a' Type='\(relation)/officeDocument' Target='xl/workbook.xml'/></R>".utf8)[...]
private let book = Array("<w><workbookPr/><sheets><sheet name='A' r:id='s'/></sheets></w>".utf8)[...]
private let relations = Array(
    """
    <R><Relationship Id='s' Type='\(relation)/worksheet' Target='sheet.xml'/>\
    <Relationship Id='t' Type='\(relation)/sharedStrings' Target='strings.xml'/>\
    <Relationship Id='y' Type='\(relation)/styles' Target='styles.xml'/></R>
    """.utf8)[...]
private let strings = Array("<sst><si><t>serial</t></si><si><t>class</t></si></sst>".utf8)[...]
private let styles = Array("<s><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></s>".utf8)[...]

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let way = bytes.first else { return 0 }
    let rest = bytes.dropFirst()
    let file: [UInt8]
    switch way % 3 {
    case 0:
        file = archive([
            ("_rels/.rels", package), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", relations),
            ("xl/strings.xml", strings), ("xl/styles.xml", styles), ("xl/sheet.xml", rest),
        ])
    case 1:
        let parts = rest.split(separator: 0, maxSplits: 5, omittingEmptySubsequences: false)
        let defaults = [rest.prefix(0), strings, styles, book, relations, package]
        func part(_ index: Int) -> ArraySlice<UInt8> { parts.count > index ? parts[index] : defaults[index] }
        file = archive([
            ("_rels/.rels", part(5)), ("xl/workbook.xml", part(3)), ("xl/_rels/workbook.xml.rels", part(4)),
            ("xl/strings.xml", part(1)), ("xl/styles.xml", part(2)), ("xl/sheet.xml", part(0)),
        ])
    default: file = Array(rest)
    }
    do {
        var text: [UInt8] = []
        _ = try Workbook(file).writeText(worksheet: nil) { text += $0 }
        var reader = CSVReader()
        reader.feed(text)
        reader.end()
        do throws(CSVError) {
            while try reader.next() {}
        } catch {
            switch error {
            case .rowTooLong, .tooManyCells: break
            default: preconditionFailure("a workbook's text is no CSV: \(error)")
            }
        }
    } catch {
        precondition(error is WorkbookError, "\(error)")
    }
    return 0
}
