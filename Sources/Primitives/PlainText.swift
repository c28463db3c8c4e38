extension String {
    /// Whether it can stand in a line that a person reads without changing what stands around it: 1 to `longest`
    /// characters in at most four bytes each, none a control character, a line break or a mark that turns the direction
    /// of writing.
    public func isPlain(longest: Int) -> Bool {
        guard utf8.count <= 4 * longest, (1...longest).contains(count) else { return false }
        return unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
            case .format: !Self.turnsDirection.contains(scalar)
            default: true
            }
        }
    }

    // Unicode 15.1, annex 9: embeddings, overrides, isolates and marks.
    private static let turnsDirection = Set<Unicode.Scalar>(
        ["\u{061C}", "\u{200E}", "\u{200F}"] + ("\u{202A}"..."\u{202E}").scalars + ("\u{2066}"..."\u{2069}").scalars)
}

extension ClosedRange<Unicode.Scalar> {
    fileprivate var scalars: [Unicode.Scalar] {
        (lowerBound.value...upperBound.value).compactMap(Unicode.Scalar.init)
    }
}
