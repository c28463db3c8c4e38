/// What people send in the place of a list, known by how it begins or by what is packed in it.
public enum ForeignKind: String, Hashable, Sendable, CaseIterable {
    case pdf = "PDF"
    /// A program for Linux, Windows or macOS.
    case program
    case picture
    /// Packed, but not by ZIP.
    case archive
    case database
    case rtf = "RTF"
    /// A table for a browser; many systems name it `.xls`.
    case html = "HTML"
    case xml = "XML"
    case json = "JSON"
    /// OpenDocument: `.ods`, `.odt`.
    case openDocument = "OpenDocument"
    /// The workbook whose parts are binary: `.xlsb`.
    case binaryWorkbook = "XLSB"
    case numbers = "Numbers"
    /// A text or slides, of the same packing as a workbook.
    case document

    /// - Returns: `nil` for what may be a workbook or text.
    public init?(beginning bytes: [UInt8]) {
        guard let known = Self.beginnings.first(where: { bytes.starts(with: $0.bytes) })?.kind ?? Self.markup(bytes)
        else { return nil }
        self = known
    }

    private static let beginnings: [(bytes: [UInt8], kind: ForeignKind)] = [
        (Array("%PDF-".utf8), .pdf), ([0x7F, 0x45, 0x4C, 0x46], .program), ([0xCF, 0xFA, 0xED, 0xFE], .program),
        ([0x4D, 0x5A, 0x90, 0x00], .program), ([0x89, 0x50, 0x4E, 0x47], .picture), ([0xFF, 0xD8, 0xFF], .picture),
        (Array("GIF8".utf8), .picture), ([0x1F, 0x8B, 0x08], .archive), (Array("7z".utf8) + [0xBC, 0xAF], .archive),
        (Array("Rar!".utf8), .archive), (Array("BZh9".utf8), .archive), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .archive),
        (Array("SQLite format 3".utf8), .database), (Array("{\\rtf".utf8), .rtf),
    ]

    /// Texts that are no table of cells, whatever white space or mark stands before them.
    private static func markup(_ bytes: [UInt8]) -> ForeignKind? {
        var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        rest = rest.prefix(256).drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let text = String(decoding: rest, as: UTF8.self).lowercased()
        if text.hasPrefix("<?xml") { return .xml }
        for tag in ["<!doctype", "<html", "<head", "<meta", "<table"] where text.hasPrefix(tag) { return .html }
        return text.hasPrefix("{\"") || text.hasPrefix("[{") ? .json : nil
    }

    /// - Returns: `nil` for what may be a workbook.
    init?(of archive: ZipArchive) {
        if archive.has("content.xml"), archive.has("META-INF/manifest.xml") {
            self = .openDocument
        } else if archive.has("xl/workbook.bin") {
            self = .binaryWorkbook
        } else if archive.has("Index/Document.iwa") || archive.has("Index.zip") {
            self = .numbers
        } else if archive.has("word/document.xml") || archive.has("ppt/presentation.xml") {
            self = .document
        } else {
            return nil
        }
    }
}
