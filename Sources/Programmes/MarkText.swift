/// The normal form in which seals, bags, tickets and numbers are compared: `GH-S-9001`, `gh s 9001` and `GHS9001` are one.
public enum MarkText {
    /// ASCII letters upper case; spaces and `-`, `_`, `.`, `/` left out. Other characters stay as they are.
    public static func normal(_ text: String) -> String {
        var normal: [UInt8] = []
        for byte in text.utf8 where !" -_./".utf8.contains(byte) { normal.append(Bytes.upper(byte)) }
        return String(decoding: normal, as: UTF8.self)
    }

    /// Whether it is printable ASCII, so that no look-alike of a letter or a hyphen makes another mark of it.
    public static func isPrintableASCII(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20...0x7E).contains($0) } }
}
