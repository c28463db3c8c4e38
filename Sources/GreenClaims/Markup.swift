/// What a reader of a page sees: the characters of a text without tags of HTML and marks of Markdown.
///
/// Left out are tags, comments, scripts, styles, and what Markdown sets as code, which is where words are cited. Read are
/// the texts that tags carry for people: `alt`, `title`, `aria-label`, `content`. What is no sound markup is read as it is.
struct Markup {
    private let text: [Character]
    private var place = 0
    private(set) var pieces: [ReadText.Piece] = []

    /// A tag or a run of code that is longer is read as text.
    private static let longest = 2_000
    /// Blocks of code without an end that are looked through to the text's end, so that no text takes for ever.
    private static let openFencesMost = 20
    private var openFences = 0
    /// Whether a comment's end may still come.
    private var mayEndComment = true
    private static let inline: Set<String> = [
        "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small", "span",
        "strong", "sub", "sup", "time", "u", "wbr",
    ]
    private static let told: Set<String> = ["alt", "title", "aria-label", "content"]

    init(_ text: [Character]) {
        self.text = text
        pieces.reserveCapacity(text.count)
        while place < text.count { step() }
    }

    private mutating func step() {
        switch text[place] {
        case "<" where skipTag(): return
        case "&" where readEntity(): return
        case "`", "~":
            if skipFence() || skipCode() { return }
            place += run(of: text[place], at: place)
        // Marks of emphasis, **carbon** neutral, are nothing, as are marks of code that do not end. At the beginning of a line it is an item of a list.
        case "*":
            if isAtLineStart, at(place + 1)?.isWhitespace ?? true { pieces.append(.gap(.sentence)) }
            place += 1
        case "]" where skipTarget(): return
        default:
            pieces.append(.character(text[place], at: place))
            place += 1
        }
    }

    private func at(_ index: Int) -> Character? { index < text.count ? text[index] : nil }

    private func holds(_ word: String, at index: Int) -> Bool {
        let characters = Array(word)
        guard index + characters.count <= text.count else { return false }
        return characters.indices.allSatisfy { text[index + $0].lowercased() == String(characters[$0]) }
    }

    /// Where `word` begins, from `index` on.
    private func find(_ word: String, from index: Int) -> Int? {
        var index = index
        while index < text.count {
            if holds(word, at: index) { return index }
            index += 1
        }
        return nil
    }

    // MARK: - HTML

    private mutating func skipTag() -> Bool {
        if holds("<!--", at: place) {
            guard mayEndComment, let end = find("-->", from: place + 4) else {
                mayEndComment = false
                return false
            }
            place = end + 3
            return true
        }
        guard let next = at(place + 1), next == "/" || next == "!" || next == "?" || (next.isASCII && next.isLetter)
        else { return false }
        guard let end = tagEnd() else { return false }
        let inner = text[(place + 1)..<end]
        let name = String(inner.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }).lowercased()
        if !Self.inline.contains(name) { pieces.append(.gap(name == "br" ? .none : .sentence)) }
        if next != "/" { readAttributes(place + 1 + name.count, end) }
        place = end + 1
        if next != "/", name == "script" || name == "style", let close = find("</\(name)", from: place) {
            place = close
        }
        return true
    }

    /// The tag's `>`, which may stand within quotes before.
    private func tagEnd() -> Int? {
        var quote: Character?
        for index in (place + 1)..<min(text.count, place + Self.longest) {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == ">" {
                return index
            } else if character == "<" {
                return nil
            }
        }
        return nil
    }

    /// `alt="…"` and its kind are texts of their own.
    private mutating func readAttributes(_ start: Int, _ end: Int) {
        var index = start
        while index < end {
            guard text[index] == "=", let quote = at(index + 1), quote == "\"" || quote == "'",
                let close = text[(index + 2)..<end].firstIndex(of: quote)
            else {
                index += 1
                continue
            }
            let name = String(
                text[start..<index].reversed().prefix { $0.isLetter || $0 == "-" }.reversed()
            ).lowercased()
            if Self.told.contains(name) {
                let outer = place
                pieces.append(.gap(.sentence))
                place = index + 2
                while place < close {
                    if text[place] == "&", readEntity() { continue }
                    pieces.append(.character(text[place], at: place))
                    place += 1
                }
                pieces.append(.gap(.sentence))
                place = outer
            }
            index = close + 1
        }
    }

    /// `&nbsp;`, `&#233;`, `&#xE9;`.
    private mutating func readEntity() -> Bool {
        guard let end = text[place..<min(text.count, place + 12)].firstIndex(of: ";") else { return false }
        let name = String(text[(place + 1)..<end])
        let scalar: Unicode.Scalar?
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            scalar = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        } else if name.hasPrefix("#") {
            scalar = UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
        } else {
            scalar = Self.entities[name]
        }
        guard let scalar else { return false }
        pieces.append(.character(Character(scalar), at: place))
        place = end + 1
        return true
    }

    /// HTML, named character references: those of European letters and of signs that stand between words.
    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "\u{AD}",
        "zwj": "\u{200D}", "zwnj": "\u{200C}", "thinsp": "\u{2009}", "ensp": "\u{2002}", "emsp": "\u{2003}",
        "hyphen": "\u{2010}", "ndash": "\u{2013}", "mdash": "\u{2014}", "lsquo": "\u{2018}", "rsquo": "\u{2019}",
        "ldquo": "\u{201C}", "rdquo": "\u{201D}", "laquo": "«", "raquo": "»", "hellip": "…", "bull": "•", "percnt": "%",
        "agrave": "à", "Agrave": "À", "acirc": "â", "Acirc": "Â", "auml": "ä", "Auml": "Ä", "ccedil": "ç",
        "Ccedil": "Ç", "egrave": "è", "Egrave": "È", "eacute": "é", "Eacute": "É", "ecirc": "ê", "Ecirc": "Ê",
        "euml": "ë", "icirc": "î", "iuml": "ï", "ocirc": "ô", "ouml": "ö", "Ouml": "Ö", "oelig": "œ", "OElig": "Œ",
        "ugrave": "ù", "ucirc": "û", "uuml": "ü", "Uuml": "Ü", "szlig": "ß", "sup2": "²", "sup3": "³", "sup1": "¹",
    ]

    // MARK: - Markdown

    private var isAtLineStart: Bool {
        var index = place - 1
        while index >= 0, text[index] == " " || text[index] == "\t" { index -= 1 }
        return index < 0 || text[index].isNewline
    }

    /// A block between two lines of ``` or ~~~. One that does not end is read as text, so that nothing hides behind it.
    private mutating func skipFence() -> Bool {
        let mark = text[place]
        let count = run(of: mark, at: place)
        guard count >= 3, openFences < Self.openFencesMost, isAtLineStart else { return false }
        var index = place + count
        while let line = lineStart(after: index) {
            var first = line
            while let space = at(first), space == " " { first += 1 }
            if at(first) == mark, run(of: mark, at: first) >= count {
                pieces.append(.gap(.sentence))
                place = first + run(of: mark, at: first)
                return true
            }
            index = line
        }
        openFences += 1
        return false
    }

    /// Words between backticks on one line, or over lines of one paragraph.
    private mutating func skipCode() -> Bool {
        guard text[place] == "`" else { return false }
        let count = run(of: "`", at: place)
        var index = place + count
        let end = min(text.count, place + Self.longest)
        var wasNewline = false
        while index < end {
            if text[index] == "`" {
                let other = run(of: "`", at: index)
                if other == count {
                    // The words on both sides belong to one sentence.
                    pieces.append(.gap(.clause))
                    place = index + count
                    return true
                }
                index += other
                continue
            }
            if text[index].isNewline {
                if wasNewline { break }
                wasNewline = true
            } else if !text[index].isWhitespace {
                wasNewline = false
            }
            index += 1
        }
        return false
    }

    /// `](https://…)` behind a link's words, which go on: [carbon](…) neutral.
    private mutating func skipTarget() -> Bool {
        guard at(place + 1) == "(" else { return false }
        var index = place + 2
        while let character = at(index), !character.isNewline, index - place < 2_000 {
            if character == ")" {
                place = index + 1
                pieces.append(.gap(.none))
                return true
            }
            index += 1
        }
        return false
    }

    private func run(of mark: Character, at index: Int) -> Int {
        var count = 0
        while at(index + count) == mark { count += 1 }
        return count
    }

    private func lineStart(after index: Int) -> Int? {
        var index = index
        while let character = at(index) {
            index += 1
            if character.isNewline { return index < text.count ? index : nil }
        }
        return nil
    }
}
