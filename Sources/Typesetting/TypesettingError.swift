/// Why nothing could be printed.
public enum TypesettingError: Error, Hashable, Sendable {
    /// The file of a typeface is in none of the folders where a system keeps them; the Debian package has it.
    case typefaceMissing(file: String, package: String)
    /// The typeface's file is not one that libharu reads: its code, in four hexadecimal digits.
    case typefaceUnreadable(file: String, code: String)
    /// A character that the typefaces do not have, or whose script joins or turns its letters, which is not done here:
    /// `U+4E2D`.
    case characterNotSet(String)
    case textTooLong(most: Int)
    /// What may not be parted is higher than a page.
    case tooHigh
    case tooManyPages(most: Int)
    /// More bytes than a QR code takes.
    case codeTooLong(most: Int)
    case attachmentTooLarge(most: Int)
    /// libharu failed, by its code in four hexadecimal digits, or wrote what it is not known to write.
    case library(code: String)
}
