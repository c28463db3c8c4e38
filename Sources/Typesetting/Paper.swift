/// A sheet of paper, upright. Lengths here and everywhere in this room are in points: 1/72 of an inch.
public enum Paper: String, Hashable, Sendable, CaseIterable {
    /// ISO 216: 210 mm by 297 mm.
    case a4
    /// ANSI A: 8.5 inches by 11.
    case letter

    public var width: Double {
        switch self {
        case .a4: 595.276
        case .letter: 612
        }
    }

    public var height: Double {
        switch self {
        case .a4: 841.89
        case .letter: 792
        }
    }
}

/// A colour by its shares of red, green and blue.
public struct Ink: Hashable, Sendable {
    /// 0 to 255 each.
    public let red: UInt8
    public let green: UInt8
    public let blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    public static let black = Ink(red: 0, green: 0, blue: 0)
    public static let white = Ink(red: 255, green: 255, blue: 255)
}

/// The typefaces of a page: a roman one to read and a sans serif one for labels and tables, both free (SIL Open Font License)
/// and embedded. Each has Latin, Greek and Cyrillic letters, typographic quotes and the narrow no-break space.
public enum Typeface: String, Hashable, Sendable, CaseIterable {
    /// Gentium Plus.
    case roman
    case romanBold
    case romanItalic
    /// Lato.
    case sans
    case sansBold
}

/// How a text is set.
public struct TextStyle: Hashable, Sendable {
    public let face: Typeface
    public let size: Double
    /// From one line's foot to the next one's.
    public let leading: Double
    public let ink: Ink
    /// What is added between two letters.
    public let tracking: Double

    /// - Precondition: 1 ≤ size ≤ 200, size ≤ leading ≤ 400, 0 ≤ tracking ≤ 20.
    public init(_ face: Typeface, _ size: Double, leading: Double, ink: Ink = .black, tracking: Double = 0) {
        precondition((1...200).contains(size) && (size...400).contains(leading) && (0...20).contains(tracking))
        self.face = face
        self.size = size
        self.leading = leading
        self.ink = ink
        self.tracking = tracking
    }
}

/// Where a line stands between the left and the right.
public enum Alignment: Hashable, Sendable {
    case left
    case right
}
