/// What is to be printed, as a value: the same one gives the same bytes with the same libharu and the same fonts.
public struct Composition: Sendable {
    public let paper: Paper
    /// White on every side.
    public let margin: Double
    /// RFC 5646, of the text as a whole: `en`.
    public let language: String
    public let particulars: Particulars
    public let parts: [Part]
    public let attachment: AttachedFile?

    /// - Precondition: 20 ≤ margin ≤ 150; the language is letters, digits and hyphens.
    public init(
        paper: Paper, margin: Double, language: String, particulars: Particulars, parts: [Part],
        attachment: AttachedFile?
    ) {
        precondition((20...150).contains(margin), "a margin of \(margin)")
        precondition(language.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }, language)
        self.paper = paper
        self.margin = margin
        self.language = language
        self.particulars = particulars
        self.parts = parts
        self.attachment = attachment
    }

    /// Between the margins.
    public var width: Double { paper.width - 2 * margin }
}

/// What a file says of itself, outside its pages.
public struct Particulars: Hashable, Sendable {
    public let title: String
    public let author: String
    public let subject: String
    public let created: Midnight

    public init(title: String, author: String, subject: String, created: Midnight) {
        self.title = title
        self.author = author
        self.subject = subject
        self.created = created
    }
}

/// The beginning of a day in UTC.
public struct Midnight: Hashable, Sendable {
    public let year: Int
    public let month: Int
    public let day: Int

    /// - Precondition: of the Gregorian calendar, from 1970 to 2199.
    public init(year: Int, month: Int, day: Int) {
        precondition((1970...2199).contains(year) && (1...12).contains(month) && (1...31).contains(day))
        self.year = year
        self.month = month
        self.day = day
    }
}

/// A file within the file, as it is: not compressed, so that little is needed to take it out.
public struct AttachedFile: Hashable, Sendable {
    public static let bytesMax = 128 << 20

    /// 1 to 64 letters, digits, dots and hyphens.
    public let name: String
    /// `application/json`: letters, digits and one slash.
    public let mediaType: String
    public let bytes: [UInt8]

    /// - Throws: `attachmentTooLarge`.
    /// - Precondition: name and media type are as they are described; both are the program's own.
    public init(name: String, mediaType: String, bytes: [UInt8]) throws(TypesettingError) {
        func isPlain(_ text: some Sequence<Character>) -> Bool {
            text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
        }
        let halves = mediaType.split(separator: "/", omittingEmptySubsequences: false)
        precondition(
            (1...64).contains(name.utf8.count) && isPlain(name) && halves.count == 2 && halves.allSatisfy(isPlain))
        guard bytes.count <= Self.bytesMax else { throw .attachmentTooLarge(most: Self.bytesMax) }
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// A run of pages that begins on a new one.
public struct Part: Sendable {
    public let blocks: [Block]
    /// What stands at the foot of the first page, whatever is above it.
    public let foot: [Block]
    /// A word in large pale letters behind the text of each page.
    public let stamp: Stamp?
    /// The line below everything, from the page's number and how many there are in all.
    public let folio: @Sendable (Int, Int) -> String
    public let folioStyle: TextStyle

    public init(
        _ blocks: [Block], foot: [Block] = [], stamp: Stamp? = nil, folioStyle: TextStyle,
        folio: @escaping @Sendable (Int, Int) -> String
    ) {
        self.blocks = blocks
        self.foot = foot
        self.stamp = stamp
        self.folio = folio
        self.folioStyle = folioStyle
    }
}

/// A word behind the text, from corner to corner.
public struct Stamp: Hashable, Sendable {
    public let text: String
    public let face: Typeface
    public let ink: Ink

    public init(_ text: String, _ face: Typeface, ink: Ink) {
        self.text = text
        self.face = face
        self.ink = ink
    }
}

/// What stands on pages, from the top down.
public indirect enum Block: Sendable {
    /// Set in lines, which part at spaces, or anywhere in a word that is wider than a line. At a page's end two lines at
    /// least stay together.
    case text(String, TextStyle, Alignment = .left)
    /// A text that stays with what follows it.
    case heading(String, TextStyle)
    /// Not at the top of a page.
    case space(Double)
    case rule(Ink, weight: Double)
    /// Blocks on a ground of one colour, never parted.
    case band([Block], ground: Ink, inset: Double)
    /// Side by side, never parted.
    case columns([Column], gap: Double)
    case code(QRCode, side: Double)
    /// A text whose lines lead to an address, in ASCII.
    case link(String, TextStyle, address: String)
    case table(Table)
}

/// One of the blocks that stand side by side.
public struct Column: Sendable {
    /// As others have theirs; `nil` shares what is left evenly.
    public let width: Double?
    public let blocks: [Block]

    public init(width: Double? = nil, _ blocks: [Block]) {
        self.width = width
        self.blocks = blocks
    }
}

/// Rows of cells under a heading, which each page repeats. No row is parted.
public struct Table: Sendable {
    public struct Heading: Sendable {
        /// Each on lines of its own.
        public let texts: [String]
        /// The share of the table's width.
        public let share: Double
        public let alignment: Alignment

        public init(_ texts: [String], share: Double, _ alignment: Alignment = .left) {
            self.texts = texts
            self.share = share
            self.alignment = alignment
        }
    }

    public let headings: [Heading]
    public let headingStyle: TextStyle
    public let rows: [[String]]
    public let style: TextStyle
    /// Of the line under the heading; between rows it is thinner.
    public let ink: Ink

    /// - Precondition: at least one column, each share above 0, as many cells in each row as columns.
    public init(_ headings: [Heading], headingStyle: TextStyle, rows: [[String]], style: TextStyle, ink: Ink) {
        precondition(!headings.isEmpty && headings.allSatisfy { $0.share > 0 })
        precondition(rows.allSatisfy { $0.count == headings.count }, "a row of other columns")
        self.headings = headings
        self.headingStyle = headingStyle
        self.rows = rows
        self.style = style
        self.ink = ink
    }
}
