public import Exchange
import Registry
public import Sheets

/// What whoever sends a list says of its file. What is not said is found out.
public struct ListReading: Hashable, Sendable {
    public var encoding: TextEncoding?
    /// Its name, for a workbook with several.
    public var worksheet: String?

    public init(encoding: TextEncoding? = nil, worksheet: String? = nil) {
        self.encoding = encoding
        self.worksheet = worksheet
    }
}

/// What a list's file turned out to be.
public enum ListForm: Hashable, Sendable {
    case text(TextEncoding)
    case worksheet(String)
}

/// A list brought into the one form that everything behind it reads: CSV in UTF-8. A file in that form is read where it
/// lies where it is long, and kept in memory where it is short; of any other there is a copy without a name, in memory or on
/// disk, which goes when the list goes.
public struct ReceivedList: Sendable {
    public let form: ListForm
    public let sheet: DeclarationSheet
    /// Of the text.
    public let bytes: Int64
    private let folder: String

    /// Bytes of a copy that are kept in memory.
    private static let memoryMost = 1 << 20

    /// - Parameter folder: where a copy that is too long for memory goes.
    /// - Throws: `FileRefusal`, `WorkbookError`, `TextEncodingError`; `listTooLarge`.
    public init(path: String, _ reading: ListReading, folder: String) throws {
        let file = DeclarationSheet(path: path)
        let blocks = try file.blocks()
        let first = try blocks() ?? []
        if Workbook.begins(first) {
            let workbook = try Workbook(try Self.whole(first, blocks))
            let copy = try ListCopy(in: folder)
            let name = try workbook.writeText(worksheet: reading.worksheet) { try copy.append($0) }
            self.init(.worksheet(name), try copy.sealed(), folder)
            return
        }
        if let kind = ForeignKind(beginning: first) { throw WorkbookError.otherKind(kind) }
        guard reading.worksheet == nil else { throw WorkbookError.notAWorkbook }
        if let given = reading.encoding, let found = TextEncoding.marked(first), given != found,
            given != .utf16 || found == .utf8
        {
            throw TextEncodingError.otherMark(given: given, found: found)
        }
        var bytes = Int64(first.count)
        var probe = EncodingProbe()
        probe.feed(first)
        while let block = try blocks() {
            bytes += Int64(block.count)
            guard bytes <= Compensation.listBytesMax else {
                throw CompensationRefusal.listTooLarge(most: Compensation.listBytesMax)
            }
            probe.feed(block)
        }
        let found = probe.encoding()
        let encoding = reading.encoding ?? found
        guard encoding != .utf8 || bytes <= Self.memoryMost else {
            self.init(form: .text(.utf8), sheet: file, bytes: bytes, folder: folder)
            return
        }
        let copy = try ListCopy(in: folder)
        let again = try file.blocks()
        guard encoding != .utf8 else {
            while let block = try again() { try copy.append(block) }
            self.init(.text(.utf8), try copy.sealed(), folder)
            return
        }
        var decoder = TextDecoder(encoding)
        while let block = try again() { try copy.append(try decoder.decode(block)) }
        try decoder.end()
        self.init(.text(encoding), try copy.sealed(), folder)
    }

    private init(form: ListForm, sheet: DeclarationSheet, bytes: Int64, folder: String) {
        self.form = form
        self.sheet = sheet
        self.bytes = bytes
        self.folder = folder
    }

    private init(_ form: ListForm, _ copy: SpooledBytes, _ folder: String) {
        self.init(form: form, sheet: DeclarationSheet(copy), bytes: Int64(copy.count), folder: folder)
    }

    private static func whole(_ first: [UInt8], _ blocks: DeclarationSheet.Blocks) throws -> [UInt8] {
        var bytes = first
        while let block = try blocks() {
            guard bytes.count + block.count <= WorkbookLimits.file else {
                throw WorkbookError.tooLarge(limit: WorkbookLimits.file)
            }
            bytes += block
        }
        return bytes
    }

    /// The list without what a mapping says nobody may keep: passwords, names, addresses. Their columns stay, empty, so that
    /// rows and lines are counted as before.
    public func withoutDroppedColumns(_ mapping: DeclarationMapping) throws -> ReceivedList {
        let blocks = try sheet.blocks()
        var reader = CSVReader()
        var writer = CSVWriter(lineEnd: .lf, formulas: .kept)
        var dropped: [Int]?
        var copy: ListCopy?
        var line = 1
        var hasEnded = false
        while true {
            while try reader.next() {
                var cells = reader.texts
                if dropped == nil {
                    let columns = try mapping.read(cells).dropped.keys.sorted()
                    guard !columns.isEmpty else { return self }
                    dropped = columns
                    copy = try ListCopy(in: folder)
                } else {
                    for column in dropped ?? [] where cells.indices.contains(column) { cells[column] = "" }
                }
                writer.blankLines(reader.line - line)
                writer.row(cells)
                line = reader.line + 1
                for cell in cells { line += cell.utf8.count { $0 == UInt8(ascii: "\n") } }
            }
            try copy?.append(writer.take())
            guard !hasEnded else { break }
            if let block = try blocks() {
                reader.feed(block)
            } else {
                reader.end()
                hasEnded = true
            }
        }
        guard let copy else { return self }
        return ReceivedList(form, try copy.sealed(), folder)
    }

    /// What each of its columns would be taken for.
    public func columns(_ mapping: DeclarationMapping) throws -> ColumnAccount {
        try ColumnAccount(mapping, next: try sheet.blocks())
    }

    /// All of it.
    public func text(bytesMost: Int) throws -> [UInt8] {
        guard bytes <= bytesMost else { throw CompensationRefusal.listTooLarge(most: Int64(bytesMost)) }
        let blocks = try sheet.blocks()
        var text: [UInt8] = []
        while let block = try blocks() { text += block }
        return text
    }

    /// A spool that closures can share.
    private final class ListCopy {
        private var spool: Spool?
        private var bytes: Int64 = 0

        init(in folder: String) throws { spool = Spool(in: folder, memoryMost: ReceivedList.memoryMost) }

        func append(_ block: [UInt8]) throws {
            bytes += Int64(block.count)
            guard bytes <= Compensation.listBytesMax else {
                throw CompensationRefusal.listTooLarge(most: Compensation.listBytesMax)
            }
            try spool?.append(block)
        }

        func sealed() throws -> SpooledBytes {
            guard let spool = spool.take() else { preconditionFailure("a copy is sealed twice") }
            return try spool.sealed()
        }
    }
}
