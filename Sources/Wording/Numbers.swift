public import Primitives

extension Language {
    /// `12,345` in English; `12 345` in French, with a narrow no-break space (U+202F).
    public func number(_ value: Int64) -> String {
        let digits = Array(String(value.magnitude))
        let separator =
            switch self {
            case .english: ","
            case .french: "\u{202F}"
            }
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += separator }
            text.append(digit)
        }
        return value < 0 ? "-\(text)" : text
    }

    public func number(_ value: Int) -> String { number(Int64(value)) }

    /// `1,650 g`; in French `1 650 g`, the unit behind a no-break space.
    public func mass(_ mass: Grams) -> String { "\(number(mass.count))\u{A0}g" }

    /// `1 piece`, `240 pieces`; in French `0 pièce`, `1 pièce`, `240 pièces`.
    public func pieces(_ pieces: Pieces) -> String {
        switch self {
        case .english: "\(number(pieces.count)) \(pieces.count == 1 ? "piece" : "pieces")"
        case .french: "\(number(pieces.count)) \(pieces.count < 2 ? "pièce" : "pièces")"
        }
    }

    public func quantity(_ quantity: Quantity) -> String {
        switch quantity.unit {
        case .grams: "\(number(quantity.count))\u{A0}g"
        case .pieces: pieces(Pieces(quantity.count) ?? .zero)
        }
    }

    /// `22 November 2026`; in French `22 novembre 2026`, `1er janvier 2027`.
    public func day(_ day: Day) -> String {
        let (year, month, number) = day.civil
        switch self {
        case .english:
            let names = [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
            return "\(number) \(names[month - 1]) \(year)"
        case .french:
            let names = [
                "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                "novembre", "décembre",
            ]
            return "\(number == 1 ? "1er" : String(number)) \(names[month - 1]) \(year)"
        }
    }

    /// `a, b and c`; in French `a, b et c`.
    public func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        let and =
            switch self {
            case .english: "and"
            case .french: "et"
            }
        return items.dropLast().joined(separator: ", ") + " \(and) \(last)"
    }
}
