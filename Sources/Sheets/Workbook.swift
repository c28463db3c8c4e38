/// A workbook as spreadsheets save it since 2007 (XLSX: ECMA-376, SpreadsheetML, transitional or strict).
public struct Workbook {
    /// A sheet of cells that is not hidden.
    struct Worksheet {
        let name: String
        let part: String
    }

    private let archive: ZipArchive
    let worksheets: [Worksheet]
    private let sharedTexts: SharedTexts
    private let dates: DateStyles

    /// Whether bytes begin as a workbook does, of this format or of the one before it.
    public static func begins(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    public init(_ bytes: [UInt8]) throws(WorkbookError) {
        guard bytes.count <= WorkbookLimits.file else { throw .tooLarge(limit: WorkbookLimits.file) }
        guard !bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { throw .oldOrEncrypted }
        archive = try ZipArchive(bytes)
        if let kind = ForeignKind(of: archive) { throw .otherKind(kind) }
        let package = try Relations("_rels/.rels", of: archive)
        guard let part = package.target(ofType: "officeDocument"), archive.has(part) else { throw .noWorkbook }
        let sheets = SheetList()
        try XMLPart.read(part, of: archive, most: WorkbookLimits.other, sheets)
        let folder = part.split(separator: "/").dropLast().joined(separator: "/")
        let name = part.split(separator: "/").last.map(String.init) ?? part
        let relations = try Relations("\(folder)/_rels/\(name).rels", of: archive)
        var worksheets: [Worksheet] = []
        for sheet in sheets.visible {
            guard let target = relations.target(ofID: sheet.relation, type: "worksheet") else { continue }
            worksheets.append(Worksheet(name: sheet.name, part: target))
        }
        self.worksheets = worksheets
        let texts = SharedTexts()
        if let part = relations.target(ofType: "sharedStrings") {
            try XMLPart.read(part, of: archive, most: WorkbookLimits.sharedTexts, texts)
        }
        sharedTexts = texts
        let dates = DateStyles(startsIn1904: sheets.startsIn1904)
        if let part = relations.target(ofType: "styles") {
            try XMLPart.read(part, of: archive, most: WorkbookLimits.other, dates)
        }
        self.dates = dates
    }

    /// The worksheet of a name, or the only one that has anything in it.
    func worksheet(named name: String?) throws(WorkbookError) -> Worksheet {
        if let name {
            let wanted = name.lowercased()
            guard let found = worksheets.first(where: { $0.name.lowercased() == wanted }) else {
                throw .unknownWorksheet(name, has: worksheets.map(\.name))
            }
            return found
        }
        var filled: [Worksheet] = []
        for worksheet in worksheets {
            let probe = FirstCell()
            try XMLPart.read(worksheet.part, of: archive, most: WorkbookLimits.worksheet, probe)
            if probe.isFound { filled.append(worksheet) }
        }
        guard let first = filled.first else { throw .emptyWorkbook }
        guard filled.count == 1 else { throw .worksheetUnclear(has: filled.map(\.name)) }
        return first
    }

    /// Bytes that were unpacked so far.
    var unpacked: Int { archive.unpacked }

    /// Hands out the rows that have anything in them, in their order.
    func read(_ worksheet: Worksheet, _ row: @escaping (WorksheetRow) throws(WorkbookError) -> Void)
        throws(WorkbookError)
    {
        let cells = WorksheetCells(sharedTexts, dates, row)
        try XMLPart.read(worksheet.part, of: archive, most: WorkbookLimits.worksheet, cells)
    }

    /// Ranges of cells that are shown as one, and the last column that the worksheet says it has. They stand behind the
    /// cells, so that this reads it all.
    func shape(of worksheet: Worksheet) throws(WorkbookError) -> WorksheetShape {
        let shape = WorksheetShape()
        try XMLPart.read(worksheet.part, of: archive, most: WorkbookLimits.worksheet, shape)
        return shape
    }
}

/// Which part stands in which relation to another (ECMA-376, part 2, 6.5).
private final class Relations: XMLListener {
    private let folder: String
    private var byType: [String: String] = [:]
    private var byID: [String: (type: String, target: String)] = [:]

    init(_ part: String, of archive: ZipArchive) throws(WorkbookError) {
        folder = part.split(separator: "/").dropLast(2).joined(separator: "/")
        guard archive.has(part) else { throw .noWorkbook }
        try XMLPart.read(part, of: archive, most: WorkbookLimits.other, self)
    }

    func begins(_ name: borrowing XMLName, _ attributes: borrowing XMLAttributes) throws(WorkbookError) -> Bool {
        guard name.is("Relationship"), attributes["TargetMode"] != "External" else { return true }
        guard let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"] else {
            return true
        }
        guard byID.count < WorkbookLimits.parts else { throw .tooManyParts(limit: WorkbookLimits.parts) }
        let word = type.split(separator: "/").last.map(String.init) ?? ""
        // The first of two that say the same counts.
        if byType[word] == nil { byType[word] = resolved(target) }
        if byID[id] == nil { byID[id] = (word, resolved(target)) }
        return true
    }

    func ends(_ name: borrowing XMLName) -> Bool { true }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func target(ofType type: String) -> String? { byType[type] }

    func target(ofID id: String, type: String) -> String? {
        guard let found = byID[id], found.type == type else { return nil }
        return found.target
    }

    /// A target from the archive's root: it is given from there, or from the folder of the part it belongs to.
    private func resolved(_ target: String) -> String {
        var parts: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}

/// The workbook's own part: which sheets there are.
private final class SheetList: XMLListener {
    private(set) var visible: [(name: String, relation: String)] = []
    private(set) var startsIn1904 = false

    func begins(_ name: borrowing XMLName, _ attributes: borrowing XMLAttributes) throws(WorkbookError) -> Bool {
        if name.is("sheet"), attributes["state"] ?? "visible" == "visible" {
            guard visible.count < WorkbookLimits.parts else { throw .tooManyParts(limit: WorkbookLimits.parts) }
            visible.append((attributes["name"] ?? "", attributes["id"] ?? ""))
        } else if name.is("workbookPr") {
            startsIn1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
        }
        return true
    }

    func ends(_ name: borrowing XMLName) -> Bool { true }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Whether a worksheet has anything in it.
private final class FirstCell: XMLListener {
    private(set) var isFound = false

    func begins(_ name: borrowing XMLName, _ attributes: borrowing XMLAttributes) -> Bool {
        isFound = name.is("v") || name.is("is")
        return !isFound
    }

    func ends(_ name: borrowing XMLName) -> Bool { !name.is("sheetData") }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Merged ranges and the width that a worksheet says it has.
final class WorksheetShape: XMLListener {
    private(set) var merged: [CellRange] = []
    /// The last column from 1; 0 where the worksheet does not say.
    private(set) var columns = 0

    func begins(_ name: borrowing XMLName, _ attributes: borrowing XMLAttributes) throws(WorkbookError) -> Bool {
        if name.is("mergeCell") {
            guard let range = attributes["ref"].flatMap({ CellRange($0) }) else { return true }
            guard merged.count < WorkbookLimits.mergedRanges else {
                throw .tooManyMergedRanges(limit: WorkbookLimits.mergedRanges)
            }
            merged.append(range)
        } else if name.is("dimension"), let range = attributes["ref"].flatMap({ CellRange($0) }) {
            columns = range.columns.upperBound
        }
        return true
    }

    func ends(_ name: borrowing XMLName) -> Bool { true }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Rows and columns from 1.
struct CellRange: Equatable {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>

    /// `A1:C2`, or one cell.
    init?(_ text: String) {
        let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { CellPlace(String($0)) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
            first.row <= last.row, first.column <= last.column
        else { return nil }
        rows = first.row...last.row
        columns = first.column...last.column
    }
}

/// `AB12`: row and column from 1.
struct CellPlace: Equatable {
    let row: Int
    let column: Int

    init?(_ text: String) {
        self.init(text.utf8.filter { $0 != UInt8(ascii: "$") })
    }

    init?(_ bytes: some Sequence<UInt8>) {
        var row = 0
        var column = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0 && column < 1_000_000:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0 && row < 100_000_000:
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            default: return nil
            }
        }
        guard row > 0, column > 0 else { return nil }
        self.row = row
        self.column = column
    }
}
