/// What a number on a device or a document is.
public enum IdentifierKind: String, Hashable, Sendable, CaseIterable {
    case imei
    case serial
    case maker
    case assetTag = "asset-tag"
    case document
}

/// Why a text is no identifier.
public enum IdentifierRefusal: Error, Hashable, Sendable {
    case empty(IdentifierKind)
    /// A character that the kind does not have.
    case character(IdentifierKind, String)
    /// Characters of the normal form; for an IMEI its digits, of which there are 14 to 16.
    case length(IdentifierKind, found: Int, allowed: ClosedRange<Int>)
    /// A spreadsheet wrote the number in powers of ten: its last digits are lost.
    case scientific(IdentifierKind, String)
    /// A text that stands where no number was known, and is the same on many devices.
    case placeholder(IdentifierKind, String)
    /// The fifteenth digit of an IMEI is not the one that the first fourteen give.
    case checkDigit(found: Int, expected: Int)
    /// Fifteen digits of an IMEI without the zero before them.
    case zeroLost(String)
    /// An IMEI of a range that is kept for tests, or one that emulators and manuals use.
    case testNumber(String)
    /// Outside `DocumentLine.lines`.
    case line(Int)
    /// No `text` of an identifier.
    case malformed(String)
}
