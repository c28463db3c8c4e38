/// What stands between two cells of a line.
public enum CSVDelimiter: UInt8, Hashable, Sendable, CaseIterable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
}

/// What a line with fewer cells than the first is worth.
///
/// A spreadsheet drops the delimiters of empty cells at the end of a line, and a line that was cut looks the same:
/// whoever reads the sheet decides which of the two is worse.
public enum CSVShortRows: Hashable, Sendable {
    case refused
    /// The cells that are missing are empty.
    case filled
}

/// The sizes above which a sheet is refused rather than read.
public enum CSVLimits {
    /// 64 KiB: bytes of one cell, its quotes taken off.
    public static let cell = 65_536
    public static let columns = 1_024
    /// 1 MiB: bytes of one row, without its line end.
    public static let row = 1_048_576
}

/// Where in a file something is wrong.
public struct CSVPlace: Hashable, Sendable {
    /// Line of the file as an editor counts it, from 1: a quoted cell may span several.
    public let line: Int
    /// Row of the sheet from 1, the heading included, lines with nothing on them not.
    public let row: Int
    /// Cell of the row, from 1.
    public let column: Int

    public init(line: Int, row: Int, column: Int) {
        self.line = line
        self.row = row
        self.column = column
    }
}

/// An encoding that says its own name in a file's first bytes, and is not UTF-8.
public enum CSVEncoding: String, Hashable, Sendable, CaseIterable {
    case utf16 = "UTF-16"
    case utf32 = "UTF-32"
}

/// Why a file is not read as CSV: RFC 4180, taken strictly, since a misread cell would be a device that nobody owns.
public enum CSVError: Error, Hashable, Sendable {
    case encoding(CSVEncoding)
    case notUTF8(CSVPlace)
    case nul(CSVPlace)
    /// A quote that opens a cell and has no end; the place is where it opens.
    case unterminatedQuote(CSVPlace)
    /// Anything but a delimiter or a line end behind the quote that closes a cell.
    case textAfterQuote(CSVPlace)
    /// A quote within a cell that does not begin with one.
    case quoteInText(CSVPlace)
    /// A carriage return that no line feed follows, outside quotes.
    case bareReturn(CSVPlace)
    case tooFewCells(CSVPlace, found: Int, expected: Int)
    /// More cells than the first row has, and the surplus is not empty.
    case tooManyCells(CSVPlace, found: Int, expected: Int)
    /// Limits are in bytes or columns, as in `CSVLimits`.
    case cellTooLong(CSVPlace, limit: Int)
    case rowTooLong(CSVPlace, limit: Int)
    case tooManyColumns(CSVPlace, limit: Int)
}
