/// The sizes above which a workbook is refused rather than read.
public enum WorkbookLimits {
    /// 128 MiB: bytes of the file.
    public static let file = 128 << 20
    /// Files within it.
    public static let parts = 10_000
    /// 4 GiB: bytes of a worksheet once it is unpacked; a full one of 20 columns has about 1 GB.
    public static let worksheet = 4 << 30
    /// 256 MiB: texts that cells share, once unpacked.
    public static let sharedTexts = 256 << 20
    /// 16 MiB: any other part once unpacked.
    public static let other = 16 << 20
    /// Bytes that a packed byte may become, above the first 16 MiB of a part. Deflate reaches 1,032; sheets stay far below 100.
    public static let expansion = 250
    public static let expansionFree = 16 << 20
    /// 64 MiB, and for each byte of the file three times `expansion`: all that is unpacked, since a worksheet is read up to
    /// three times and several may stand in the same bytes.
    public static let unpackedFree = 64 << 20
    /// 64 MiB, and 16 bytes for each that was unpacked: the text that a worksheet comes to. One text may be that of many cells.
    public static let textFree = 64 << 20
    public static let textExpansion = 16
    /// Elements within each other, and bytes of one tag or comment.
    public static let depth = 64
    public static let tag = 256 << 10
    public static let mergedRanges = 100_000
    public static let rows = 1_048_576
}

/// Why a file is not read as a workbook (ECMA-376, SpreadsheetML).
public enum WorkbookError: Error, Hashable, Sendable {
    /// The binary format before 2007; a workbook with a password is packed in the same way.
    case oldOrEncrypted
    /// A ZIP archive, but no workbook within.
    case noWorkbook
    /// It cannot be unpacked or parsed.
    case damaged(part: String)
    /// A document type declaration, by which entities are brought in: no workbook has one.
    case documentType(part: String)
    case tooManyParts(limit: Int)
    /// Limits in bytes.
    case tooLarge(limit: Int)
    case expandsTooMuch(part: String)
    /// Elements deeper within each other, or a longer tag, than any spreadsheet writes.
    case unlikeASheet(part: String)
    case tooManyMergedRanges(limit: Int)
    /// Merged ranges that lie over each other.
    case rangesOverlap(row: Int)
    case unknownWorksheet(String, has: [String])
    /// Several worksheets have something in them, and nobody said which it is.
    case worksheetUnclear(has: [String])
    case emptyWorkbook
    /// A cell's column, from 1, is above the limit.
    case tooManyColumns(row: Int, limit: Int)
    case cellTooLong(row: Int, column: Int, limit: Int)
    /// What a row's cells have together, those of merged ranges included.
    case rowTooLong(row: Int, limit: Int)
    /// A row or a cell that does not come behind the one before it.
    case outOfOrder(row: Int)
    /// A list, but the file is text and has no worksheets to choose from.
    case notAWorkbook
    /// A file of a kind that is neither a workbook of this format nor text.
    case otherKind(ForeignKind)
}
