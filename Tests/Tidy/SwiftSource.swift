/// A Swift file taken apart: its code, and its string literals.
///
/// Knows comments, strings of every kind with code inside `\(…)`, and regular expressions: enough for rules of style.
struct SwiftSource {
    struct Literal {
        let line: Int
        /// Where it begins in `code`.
        let offset: Int
        /// What it says, `…` standing for each interpolation.
        let text: String
    }

    /// The file with comments and the text of literals blanked, byte for byte, so that lines and columns stay.
    private(set) var code: [UInt8]
    private(set) var literals: [Literal] = []
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        code = bytes
        readCode(inInterpolation: false)
        literals.sort { $0.offset < $1.offset }
    }

    var codeLines: [(line: Int, text: Substring)] { numbered(String(decoding: code, as: UTF8.self)) }

    /// The names of the calls whose parentheses are open where `literal` stands, the innermost first.
    func calls(around literal: Literal) -> [String] {
        var names: [String] = []
        var closed = 0
        var index = literal.offset - 1
        while index >= 0 {
            switch code[index] {
            case UInt8(ascii: ")"), UInt8(ascii: "}"): closed += 1
            case UInt8(ascii: "{") where closed == 0: return names
            case UInt8(ascii: "("), UInt8(ascii: "{"):
                if closed > 0 {
                    closed -= 1
                } else {
                    let name = code[..<index].reversed().prefix { Self.isWord($0) }.reversed()
                    names.append(String(decoding: Array(name), as: UTF8.self))
                }
            default: break
            }
            index -= 1
        }
        return names
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private func sees(_ text: String, at offset: Int = 0) -> Bool {
        bytes.dropFirst(position + offset).starts(with: text.utf8)
    }

    /// Passes one byte, and blanks it unless it is code.
    private mutating func pass(blank: Bool) {
        if bytes[position] == UInt8(ascii: "\n") {
            line += 1
        } else if blank {
            code[position] = UInt8(ascii: " ")
        }
        position += 1
    }

    private mutating func pass(_ count: Int, blank: Bool) {
        for _ in 0..<count where position < bytes.count { pass(blank: blank) }
    }

    private mutating func readCode(inInterpolation: Bool) {
        var open = 0
        while position < bytes.count {
            let byte = bytes[position]
            if sees("//") {
                while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { pass(blank: true) }
            } else if sees("/*") {
                readComment()
            } else if byte == UInt8(ascii: "\"") {
                readLiteral(hashes: 0)
            } else if byte == UInt8(ascii: "#") {
                let hashes = bytes[position...].prefix { $0 == UInt8(ascii: "#") }.count
                if sees("\"", at: hashes) {
                    readLiteral(hashes: hashes)
                } else if sees("/", at: hashes) {
                    readPattern(closing: "/" + String(repeating: "#", count: hashes), opening: hashes + 1)
                } else {
                    pass(hashes, blank: false)
                }
            } else if byte == UInt8(ascii: "/"), beginsPattern() {
                readPattern(closing: "/", opening: 1)
            } else {
                if byte == UInt8(ascii: "(") { open += 1 }
                if byte == UInt8(ascii: ")") {
                    if inInterpolation && open == 0 { return }
                    open -= 1
                }
                pass(blank: false)
            }
        }
    }

    private mutating func readComment() {
        var depth = 0
        repeat {
            if sees("/*") {
                depth += 1
                pass(2, blank: true)
            } else if sees("*/") {
                depth -= 1
                pass(2, blank: true)
            } else {
                pass(blank: true)
            }
        } while depth > 0 && position < bytes.count
    }

    /// A bare `/…/` follows an opening or an operator, begins without a space and ends on its line; a division does not.
    private func beginsPattern() -> Bool {
        let line = bytes[(position + 1)...].prefix { $0 != UInt8(ascii: "\n") }
        guard let first = line.first, first != UInt8(ascii: " "), line.contains(UInt8(ascii: "/")) else { return false }
        guard let before = code[..<position].last(where: { $0 != UInt8(ascii: " ") }) else { return false }
        return "(,=:[{!&|?\n".utf8.contains(before)
    }

    private mutating func readPattern(closing: String, opening: Int) {
        pass(opening, blank: true)
        while position < bytes.count, !sees(closing) { pass(sees("\\") ? 2 : 1, blank: true) }
        pass(closing.utf8.count, blank: true)
    }

    private mutating func readLiteral(hashes: Int) {
        let (begins, offset) = (line, position)
        let mark = String(repeating: "#", count: hashes)
        let quotes = sees("\"\"\"", at: hashes) ? "\"\"\"" : "\""
        var text: [UInt8] = []
        pass(hashes + quotes.utf8.count, blank: false)
        while position < bytes.count, !sees(quotes + mark) {
            guard sees("\\" + mark) else {
                text.append(bytes[position])
                pass(blank: true)
                continue
            }
            pass(1 + hashes, blank: true)
            if sees("(") {
                text += "…".utf8
                pass(blank: false)
                readCode(inInterpolation: true)
                pass(1, blank: false)
            } else {
                // An escape stands for a character, the end of a line for nothing: neither is part of a word.
                if position < bytes.count, bytes[position] != UInt8(ascii: "\n") { text.append(UInt8(ascii: " ")) }
                pass(1, blank: true)
            }
        }
        pass(quotes.utf8.count + hashes, blank: false)
        literals.append(Literal(line: begins, offset: offset, text: String(decoding: text, as: UTF8.self)))
    }
}
