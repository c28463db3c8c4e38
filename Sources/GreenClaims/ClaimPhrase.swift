/// Words that are looked for, one slot a word, written as in the lists:
///
///     carbon|climate~neutral        either word, apart (carbon-neutral, carbon neutral) or in one (carbonneutral)
///     offset ?your ?own waste       a word that may be missing
///     klima~neutral*                a word that goes on: klimaneutrale
///     neutral by <year>             four digits from 2000 to 2099
///     garantiert ,dass ihr          a comma may stand before the word
///
/// Accents, case, apostrophes and hyphens are as in `ReadText`: `l’environnement` is two words.
struct ClaimPhrase: Hashable, Sendable {
    struct Slot: Hashable, Sendable {
        var words: [String] = []
        var stems: [String] = []
        var isYear = false
        var isOptional = false
        var mayFollowComma = false

        func fits(_ word: String) -> Bool {
            if isYear { return word.utf8.count == 4 && word.hasPrefix("20") && word.utf8.allSatisfy(Self.isDigit) }
            return words.contains(word) || stems.contains { word.hasPrefix($0) }
        }

        private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    }

    let slots: [Slot]

    /// Every way to read a phrase of a list: each `~` doubles them. `nil` where it is none.
    static func reading(_ text: String) -> [ClaimPhrase]? {
        var variants: [[Slot]] = [[]]
        for part in text.split(separator: " ") {
            guard let read = slots(of: String(part)) else { return nil }
            variants = variants.flatMap { head in read.map { head + $0 } }
        }
        guard variants.allSatisfy({ $0.first.map { !$0.isOptional && !$0.mayFollowComma } ?? false }) else {
            return nil
        }
        return variants.map(ClaimPhrase.init)
    }

    /// The slots of one part between spaces, in each way to read it.
    private static func slots(of part: String) -> [[Slot]]? {
        var text = part[...]
        let isOptional = text.hasPrefix("?")
        if isOptional { text = text.dropFirst() }
        let mayFollowComma = text.hasPrefix(",")
        if mayFollowComma { text = text.dropFirst() }
        if text == "<year>" {
            return [[Slot(isYear: true, isOptional: isOptional, mayFollowComma: mayFollowComma)]]
        }
        var ways: [[[String]]] = [[]]
        for (index, piece) in text.split(separator: "~", omittingEmptySubsequences: false).enumerated() {
            let words = piece.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard !words.contains("") else { return nil }
            ways = ways.flatMap { way -> [[[String]]] in
                guard index > 0, let last = way.last else { return [way + [words]] }
                let joined = last.flatMap { head in words.map { head + $0 } }
                return [way + [words], way.dropLast() + [joined]]
            }
        }
        var read: [[Slot]] = []
        for way in ways {
            var slots: [Slot] = []
            for alternatives in way {
                guard let more = Self.slots(alternatives) else { return nil }
                slots += more
            }
            // What may be missing, or follow a comma, is one word.
            guard slots.count == 1 || !(isOptional || mayFollowComma) else { return nil }
            if isOptional || mayFollowComma {
                slots[0].isOptional = isOptional
                slots[0].mayFollowComma = mayFollowComma
            }
            read.append(slots)
        }
        return read
    }

    /// One slot of several words, or several slots of one text such as `l’environnement`.
    private static func slots(_ alternatives: [String]) -> [Slot]? {
        var slot = Slot()
        for alternative in alternatives {
            let isStem = alternative.hasSuffix("*")
            let words = ReadText(isStem ? String(alternative.dropLast()) : alternative).words.map(\.text)
            if words.count > 1, alternatives.count == 1, !isStem { return words.map { Slot(words: [$0]) } }
            guard words.count == 1 else { return nil }
            if isStem { slot.stems.append(words[0]) } else { slot.words.append(words[0]) }
        }
        return [slot]
    }

    /// The words that it takes from `start` on, the longest way; `nil` where it does not stand there.
    func match(in words: [ReadText.Word], from start: Int) -> Range<Int>? {
        end(in: words, at: start, slot: 0, start: start).map { start..<$0 }
    }

    private func end(in words: [ReadText.Word], at place: Int, slot index: Int, start: Int) -> Int? {
        guard index < slots.count else { return place }
        let slot = slots[index]
        if place < words.count, slot.fits(words[place].text) {
            let gap = words[place].gap
            let isNear = place == start || gap == .none || (gap == .comma && slot.mayFollowComma)
            if isNear, let end = end(in: words, at: place + 1, slot: index + 1, start: start) { return end }
        }
        return slot.isOptional ? end(in: words, at: place, slot: index + 1, start: start) : nil
    }
}
