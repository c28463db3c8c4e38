/// How people name a place behind a web server.
public enum Address {
    /// Whether a place is meant to be an address, and no folder.
    public static func isMeant(by text: String) -> Bool {
        ["http://", "https://"].contains { text.lowercased().hasPrefix($0) }
    }

    /// An address without user, query or fragment: paths are put behind it. `nil` for another.
    public static func read(_ text: String) -> String? {
        guard isMeant(by: text), text.utf8.count <= 2_000,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"?#@\\\"<>".utf8.contains($0) })
        else { return nil }
        let address = String(text.reversed().drop { $0 == "/" }.reversed())
        let parts = address.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count >= 3 && !parts[2].isEmpty ? address : nil
    }
}
