/// Letters as they are compared: without case, accents and dress.
enum Folding {
    /// What a character of a text is to whoever looks for words.
    enum Sign: Equatable {
        /// Part of a word.
        case letters(String)
        /// Nothing: an accent by itself, a soft hyphen, a joiner of no width.
        case nothing
        /// Between words: a space, a hyphen, an apostrophe, a quote.
        case space
        case percent
    }

    static func sign(of scalar: Unicode.Scalar) -> Sign {
        let plain = undressed(scalar)
        if plain.isASCII {
            switch plain {
            case "a"..."z", "0"..."9": return .letters(String(Character(plain)))
            case "A"..."Z": return .letters(plain.properties.lowercaseMapping)
            case "%": return .percent
            default: return .space
            }
        }
        // Letters by their category that stand for apostrophes and primes.
        if (0x2B9...0x2BF).contains(plain.value) { return .space }
        switch plain.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return .nothing
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .spacingMark:
            let lower = plain.properties.lowercaseMapping
            return .letters(lower.unicodeScalars.map { bases[$0] ?? String(Character($0)) }.joined())
        default: return .space
        }
    }

    /// A letter or digit in the dress of another block, as social media write bold: the plain one.
    private static func undressed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let value = scalar.value
        let plain: UInt32
        switch value {
        // Fullwidth forms.
        case 0xFF01...0xFF5E: plain = value - 0xFF01 + 0x21
        // Mathematical letters: alphabets of 26 capitals and 26 small letters one behind the other, then digits.
        case 0x1D400...0x1D6A3:
            let place = (value - 0x1D400) % 52
            plain = place < 26 ? 0x41 + place : 0x61 + place - 26
        case 0x1D7CE...0x1D7FF: plain = 0x30 + (value - 0x1D7CE) % 10
        // Subscripts and superscripts: CO₂.
        case 0x2080...0x2089: plain = value - 0x2080 + 0x30
        case 0xB2, 0xB3: plain = value - 0xB2 + 0x32
        case 0xB9: plain = 0x31
        case 0x2070, 0x2074...0x2079: plain = value - 0x2070 + 0x30
        default: return scalar
        }
        return Unicode.Scalar(plain) ?? scalar
    }

    /// Small letters of Latin-1 and Latin Extended-A that stand for others; a decomposed letter loses its mark by itself.
    private static let bases: [Unicode.Scalar: String] = {
        let groups = [
            ("a", "àáâãäåāăą"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
            ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŋ"), ("o", "òóôõöøōŏő"),
            ("oe", "œ"), ("r", "ŕŗř"), ("s", "śŝşšſ"), ("ss", "ß"), ("t", "ţťŧ"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"),
            ("y", "ýÿŷ"), ("z", "źżž"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ffi", "ﬃ"), ("ffl", "ﬄ"),
        ]
        var bases: [Unicode.Scalar: String] = [:]
        for (base, letters) in groups {
            for letter in letters.unicodeScalars { bases[letter] = base }
        }
        return bases
    }()
}
