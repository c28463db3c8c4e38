/// How lines end in a file that is written.
public enum CSVLineEnd: String, Hashable, Sendable {
    /// RFC 4180.
    case crlf = "\r\n"
    case lf = "\n"
}

/// What becomes of a cell that a spreadsheet would calculate rather than show: one that begins with `=`, `+`, `-`, `@`,
/// a tab or a carriage return (OWASP, CSV injection).
public enum CSVFormulas: Hashable, Sendable {
    /// An apostrophe is put before it, and before apostrophes that stand before it, so that a reader can take one off
    /// again: for files that people open.
    case neutralised
    /// Written as it is: for files that programs read back.
    case kept

    static let apostrophe = UInt8(ascii: "'")

    /// Whether a spreadsheet calculates what begins so.
    static func begins(with byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
        default: false
        }
    }
}

/// Writes rows of cells as CSV in UTF-8. A cell is quoted where it must be: a delimiter of any kind, so that a reader may find
/// out which is meant; a quote, a line end, a byte order mark in front, or a space at either end; and where it is empty and alone on its line, so that the
/// line is a row.
///
/// A NUL, which no reader takes, is written as U+FFFD.
public struct CSVWriter: Sendable {
    /// What has been written since `take`.
    public private(set) var bytes: [UInt8] = []
    private let delimiter: UInt8
    private let lineEnd: CSVLineEnd
    private let formulas: CSVFormulas

    /// - Parameter byteOrderMark: Whether the file begins with EF BB BF, by which Excel knows UTF-8.
    public init(
        delimiter: CSVDelimiter = .comma, lineEnd: CSVLineEnd = .crlf, formulas: CSVFormulas = .neutralised,
        byteOrderMark: Bool = false
    ) {
        self.delimiter = delimiter.rawValue
        self.lineEnd = lineEnd
        self.formulas = formulas
        if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// - Precondition: there is a cell.
    public mutating func row(_ cells: [String]) {
        precondition(!cells.isEmpty, "a row without a cell")
        if cells.count == 1, cells[0].isEmpty {
            bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")]
        } else {
            for (index, cell) in cells.enumerated() {
                if index > 0 { bytes.append(delimiter) }
                write(cell)
            }
        }
        bytes += lineEnd.rawValue.utf8
    }

    /// Lines with nothing on them, which are no rows.
    public mutating func blankLines(_ count: Int) {
        for _ in 0..<max(count, 0) { bytes += lineEnd.rawValue.utf8 }
    }

    /// Hands over what has been written, and begins anew: for files larger than memory.
    public mutating func take() -> [UInt8] {
        let taken = bytes
        bytes.removeAll(keepingCapacity: true)
        return taken
    }

    private mutating func write(_ cell: String) {
        let text = cell.utf8
        guard let first = text.first, let last = text.last else { return }
        let neutralised =
            formulas == .neutralised
            && CSVFormulas.begins(with: text.first { $0 != CSVFormulas.apostrophe } ?? 0)
        let quoted =
            first == 0x20 || last == 0x20 || text.starts(with: [0xEF, 0xBB, 0xBF])
            || text.contains { byte in
                byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D || CSVDelimiter(rawValue: byte) != nil
            }
        if quoted { bytes.append(UInt8(ascii: "\"")) }
        if neutralised { bytes.append(UInt8(ascii: "'")) }
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""): bytes += [byte, byte]
            case 0: bytes += "\u{FFFD}".utf8
            default: bytes.append(byte)
            }
        }
        if quoted { bytes.append(UInt8(ascii: "\"")) }
    }
}
