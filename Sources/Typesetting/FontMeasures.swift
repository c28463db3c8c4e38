import CLibHaru

/// The widths of letters, as libharu reads them from the fonts.
struct FontMeasures {
    /// Scalars of one text: a page has some thousand.
    static let textMax = 200_000

    let fonts: [Typeface: LoadedFont]

    func width(of text: some StringProtocol, _ style: TextStyle) -> Double {
        guard let font = fonts[style.face] else { preconditionFailure("a typeface that was not loaded") }
        return text.unicodeScalars.reduce(0) { $0 + width(of: $1, font, style) }
    }

    private func width(of scalar: Unicode.Scalar, _ font: LoadedFont, _ style: TextStyle) -> Double {
        // In thousandths of the size.
        Double(HPDF_Font_GetUnicodeWidth(font.font, UInt16(truncatingIfNeeded: scalar.value))) / 1_000 * style.size
            + style.tracking
    }

    /// Refuses what would be shown as another text than it is.
    func check(_ text: String, _ face: Typeface) throws(TypesettingError) {
        guard let font = fonts[face] else { preconditionFailure("a typeface that was not loaded") }
        guard text.unicodeScalars.count <= Self.textMax else { throw .textTooLong(most: Self.textMax) }
        for scalar in text.unicodeScalars
        where !Self.isSetOneByOne(scalar) || HPDF_TTFontDef_GetGlyphid(font.definition, UInt16(scalar.value)) == 0 {
            throw .characterNotSet("U+\(TypesettingError.digits(UInt(scalar.value)))")
        }
    }

    /// Letters that stand one after the other from left to right, each by itself: Latin, Greek, Cyrillic and Armenian, and the
    /// signs that they share.
    private static func isSetOneByOne(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
        default: break
        }
        return switch scalar.value {
        case 0x20...0x58F, 0x1E00...0x2BFF, 0xA720...0xA7FF, 0xFB00...0xFB06: true
        default: false
        }
    }

    /// A text in lines no wider than `width`.
    func lines(of text: String, _ style: TextStyle, width: Double) throws(TypesettingError) -> [String] {
        try check(text, style.face)
        var lines: [String] = []
        var line = ""
        var reached = 0.0
        let space = self.width(of: " ", style)
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            let wide = self.width(of: word, style)
            if !line.isEmpty, reached + space + wide <= width {
                line += " " + word
                reached += space + wide
                continue
            }
            if !line.isEmpty { lines.append(line) }
            (line, reached) = (String(word), wide)
            guard wide > width else { continue }
            // A word that is wider than a line goes on below.
            (line, reached) = ("", 0)
            for letter in word {
                let one = self.width(of: String(letter), style)
                if !line.isEmpty, reached + one > width {
                    lines.append(line)
                    (line, reached) = ("", 0)
                }
                line.append(letter)
                reached += one
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
