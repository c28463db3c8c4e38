/// A language in which every sentence exists.
public enum Language: String, CaseIterable, Sendable, Codable {
    case english = "en"
    case french = "fr"

    /// From `fr`, `fr_FR.UTF-8`, `en-GB`; `nil` for any other language.
    public init?(tag: String) {
        let primary = tag.lowercased().prefix { $0 != "_" && $0 != "-" && $0 != "." && $0 != "@" }
        self.init(rawValue: String(primary))
    }
}

/// Something that can be said to a person. A case without a sentence in both languages does not compile.
public protocol Phrase: Sendable {
    var english: String { get }
    var french: String { get }
}

extension Phrase {
    public func text(in language: Language) -> String {
        switch language {
        case .english: english
        case .french: french
        }
    }
}
