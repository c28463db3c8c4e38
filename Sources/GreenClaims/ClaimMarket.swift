/// Whose law a list is of: a country, a state, the Union; `any` is what no registry can bear, wherever it is read.
public enum ClaimMarket: String, Hashable, Sendable, CaseIterable {
    case any
    case europeanUnion = "eu"
    case france = "fr"
    case germany = "de"
    case unitedKingdom = "gb"
    case switzerland = "ch"
    case unitedStates = "us"
    case california = "us-ca"
}

/// A language in which texts are read. Those in which findings are told are `Language`.
public enum ClaimLanguage: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    case french = "fr"
    case german = "de"
}

/// What a rule says of the words that it catches (docs/spec/wording.md, T-2).
public enum ClaimKind: String, Hashable, Sendable, CaseIterable {
    /// A law forbids them, by themselves or unless something is shown that no certificate shows.
    case forbidden
    /// They may mislead: whether they do depends on what stands around them.
    case risky
}
