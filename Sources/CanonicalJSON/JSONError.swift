/// Why bytes were not read as JSON. Offsets count bytes from zero.
public enum JSONError: Error, Hashable, Sendable {
    /// More bytes than the limit.
    case tooLarge(bytes: Int, limit: Int)
    /// The bracket at `offset` opens one level too many.
    case tooDeep(offset: Int, limit: Int)
    /// RFC 8259, section 8.1: no mark.
    case byteOrderMark
    /// The text ends inside a value.
    case unexpectedEnd(offset: Int)
    /// No value, separator or bracket may begin with this byte here.
    case unexpectedByte(UInt8, offset: Int)
    /// Something follows the value.
    case trailingBytes(offset: Int)
    /// Overlong, truncated, beyond U+10FFFF, or a surrogate spelled in UTF-8.
    case notUTF8(offset: Int)
    /// A byte below U+0020 inside a string.
    case controlCharacter(offset: Int)
    case badEscape(offset: Int)
    /// `\uD800` to `\uDFFF` without its other half.
    case loneSurrogate(offset: Int)
    /// In the object that begins at `offset`.
    case duplicateName(String, offset: Int)
    /// Outside the grammar of RFC 8259, section 6.
    case badNumber(offset: Int)
    /// Too great for a double.
    case numberOutOfRange(offset: Int)
    /// `Numbers.exactIntegers` was asked for, and this number has a fraction, an exponent, a minus before zero, or more
    /// than 2^53 − 1.
    case notExactInteger(offset: Int)
    /// The value is sound, but its bytes are not the canonical ones; they differ first here.
    case notCanonical(offset: Int)
}

/// What the reader is ready to take from a stranger.
public struct JSONLimits: Hashable, Sendable {
    public enum Numbers: Hashable, Sendable {
        /// Any finite double.
        case doubles
        /// Whole numbers within ±(2^53 − 1), spelled with digits alone.
        case exactIntegers
    }

    public var bytesMax: Int
    public var depthMax: Int
    public var numbers: Numbers

    public init(bytesMax: Int = 16 << 20, depthMax: Int = 64, numbers: Numbers = .doubles) {
        self.bytesMax = bytesMax
        self.depthMax = depthMax
        self.numbers = numbers
    }

    public static let standard = JSONLimits()
    /// For what we sign and store ourselves.
    public static let exactIntegers = JSONLimits(numbers: .exactIntegers)
}
