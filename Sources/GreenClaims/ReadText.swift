/// A text as words in their places, and what stands between them.
///
/// Words are compared without case and accents, whether composed or decomposed; soft hyphens and joiners of no width are
/// nothing; spaces of every kind, hyphens, apostrophes, quotes and a single line break stand between words.
struct ReadText {
    /// What separates a word from the one before it. A phrase does not go over one, nor does a denial over a clause's end.
    enum Gap: Int, Comparable {
        case none, comma, clause, sentence

        static func < (one: Gap, other: Gap) -> Bool { one.rawValue < other.rawValue }
    }

    struct Word {
        /// As it is compared.
        var text: String
        /// What separates it from the word before.
        let gap: Gap
        /// Its characters, as places in the text.
        let start: Int
        var end: Int
    }

    /// A character of the text or what markup makes of it, and where it stands.
    enum Piece {
        case character(Character, at: Int)
        case gap(Gap)
    }

    private(set) var words: [Word] = []
    private var isInWord = false
    private var gap = Gap.sentence

    /// A plain text of which every character is read.
    init(_ text: String) {
        self.init(text.enumerated().map { .character($1, at: $0) }[...])
    }

    init(_ pieces: ArraySlice<Piece>) {
        var rest = pieces
        while let piece = rest.popFirst() {
            switch piece {
            case .gap(let between): separate(by: between)
            case .character(let character, let place): read(character, at: place, before: rest)
            }
        }
    }

    private mutating func read(_ character: Character, at place: Int, before rest: ArraySlice<Piece>) {
        if character.isNewline { return separate(by: Self.opensParagraph(rest) ? .sentence : .none) }
        switch character {
        case ",", "،": return separate(by: .comma)
        case ":", ";", "(", ")", "[", "]", "{", "}", "—": return separate(by: .clause)
        case ".", "!", "?": return separate(by: Self.endsSentence(rest) ? .sentence : .clause)
        case "…", "•", "|": return separate(by: .sentence)
        default: break
        }
        for scalar in character.unicodeScalars {
            switch Folding.sign(of: scalar) {
            case .letters(let letters): append(letters, at: place)
            case .nothing: continue
            case .space: separate(by: .none)
            case .percent:
                separate(by: .none)
                append("%", at: place)
                separate(by: .none)
            }
        }
    }

    private mutating func append(_ letters: String, at place: Int) {
        if isInWord, let last = words.indices.last {
            words[last].text += letters
            words[last].end = place + 1
        } else {
            words.append(Word(text: letters, gap: gap, start: place, end: place + 1))
            isInWord = true
            gap = .none
        }
    }

    private mutating func separate(by between: Gap) {
        isInWord = false
        gap = max(gap, between)
    }

    /// A full stop ends a sentence where no letter or digit follows at once: `3.5 kg` and `ewaste.example` go on.
    private static func endsSentence(_ rest: ArraySlice<Piece>) -> Bool {
        guard case .character(let next, _) = rest.first else { return true }
        return !(next.isLetter || next.isNumber)
    }

    /// Whether behind a line break an empty line, an item of a list, a heading or a row of a table begins.
    private static func opensParagraph(_ rest: ArraySlice<Piece>) -> Bool {
        var line: [Character] = []
        for piece in rest.prefix(200) {
            guard case .character(let character, _) = piece else { return true }
            if character.isNewline { return line.isEmpty }
            if line.isEmpty, character.isWhitespace || character == ">" { continue }
            line.append(character)
            if line.count == 2 { break }
        }
        guard let first = line.first else { return true }
        if "#|".contains(first) { return true }
        return "-*+•".contains(first) && (line.count < 2 || line[1].isWhitespace)
    }
}
