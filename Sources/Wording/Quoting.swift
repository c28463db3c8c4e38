extension Language {
    /// A text that somebody typed, for a sentence to show: at most 64 characters, in the language's quotes, and nothing in it
    /// that moves a terminal's cursor.
    public func quoted(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.prefix(64).unicodeScalars.prefix(256) {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: shown.append("\u{FFFD}")
            default: shown.append(scalar)
            }
        }
        let head = String(shown) + (text.count > 64 ? "…" : "")
        switch self {
        case .english: return "“\(head)”"
        case .french: return "«\u{A0}\(head)\u{A0}»"
        }
    }
}
