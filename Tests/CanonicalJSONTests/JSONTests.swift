import CanonicalJSON
import Foundation
import Testing

struct JSONTests {
    @Test(arguments: ["arrays", "french", "structures", "unicode", "values", "weird"])
    func writesTheCanonicalForm(name: String) throws {
        guard hasVectors("jcs") else { return }
        let input = try JSON(parsing: try bytes("jcs/testdata/input/\(name).json"))
        let output = try bytes("jcs/testdata/output/\(name).json")
        #expect(input.canonicalBytes == output)
        #expect(try JSON(canonical: output).canonicalBytes == output)
    }

    @Test(arguments: UInt64(0)..<200)
    func readsBackWhatItWrote(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let value = JSON.random(depth: 4, using: &random)
        let bytes = value.canonicalBytes
        #expect(try JSON(canonical: bytes) == value)
        #expect(try JSON(parsing: bytes).hashValue == value.hashValue)
    }

    @Test func refusesEveryCutOfARecord() throws {
        let record = Array(#"{"a":[1,-2.5e3,true,null],"é\ud83d\ude00\n":{"b":"c"}}"#.utf8)
        _ = try JSON(parsing: record)
        for end in 0..<record.count {
            #expect(throws: JSONError.self) { try JSON(parsing: record[..<end]) }
        }
    }

    @Test(arguments: [
        ("", JSONError.unexpectedEnd(offset: 0)), (" ", .unexpectedEnd(offset: 1)),
        ("\u{FEFF}1", .byteOrderMark), ("1 2", .trailingBytes(offset: 2)), ("{} x", .trailingBytes(offset: 3)),
        ("[1,]", .unexpectedByte(0x5D, offset: 3)), ("{,}", .unexpectedByte(0x2C, offset: 1)),
        (#"{"a":1,}"#, .unexpectedByte(0x7D, offset: 7)), (#"{"a" 1}"#, .unexpectedByte(0x31, offset: 5)),
        ("[1 2]", .unexpectedByte(0x32, offset: 3)), ("{1:2}", .unexpectedByte(0x31, offset: 1)),
        ("nul", .unexpectedEnd(offset: 3)), ("True", .unexpectedByte(0x54, offset: 0)),
        ("NaN", .unexpectedByte(0x4E, offset: 0)), ("Infinity", .unexpectedByte(0x49, offset: 0)),
        ("-Infinity", .badNumber(offset: 0)), ("+1", .unexpectedByte(0x2B, offset: 0)),
        (".5", .unexpectedByte(0x2E, offset: 0)), ("1.", .badNumber(offset: 0)), ("01", .badNumber(offset: 0)),
        ("-01", .badNumber(offset: 0)), ("-", .badNumber(offset: 0)), ("1e", .badNumber(offset: 0)),
        ("1e+", .badNumber(offset: 0)), ("0x1", .trailingBytes(offset: 1)), ("1e400", .numberOutOfRange(offset: 0)),
        ("[-1e309]", .numberOutOfRange(offset: 1)), ("'a'", .unexpectedByte(0x27, offset: 0)),
        (#""a"#, .unexpectedEnd(offset: 2)), ("\"\n\"", .controlCharacter(offset: 1)),
        ("\"a\u{0}\"", .controlCharacter(offset: 2)), (#""\x""#, .badEscape(offset: 1)),
        (#""\u12g4""#, .badEscape(offset: 1)), (#""\ud800""#, .loneSurrogate(offset: 1)),
        (#""\udc00""#, .loneSurrogate(offset: 1)), (#""\ud800\u0041""#, .loneSurrogate(offset: 1)),
        (#""\udc00\ud800""#, .loneSurrogate(offset: 1)), (#""\ud800x""#, .loneSurrogate(offset: 1)),
        (#"{"a":1,"a":1}"#, .duplicateName("a", offset: 0)), (#"{"a":1,"\u0061":2}"#, .duplicateName("a", offset: 0)),
        (#"[{"b":{"c":1,"d":2,"c":3}}]"#, .duplicateName("c", offset: 6)), ("/**/1", .unexpectedByte(0x2F, offset: 0)),
        ("1\u{A0}", .trailingBytes(offset: 1)), ("\u{B}1", .unexpectedByte(0x0B, offset: 0)),
    ])
    func refuses(text: String, error: JSONError) {
        #expect(throws: error) { try JSON(parsing: text.utf8) }
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC3, 0x28],
            [0xE2, 0x28, 0xA1],
        ] as [[UInt8]])
    func refusesBadUTF8(bytes: [UInt8]) {
        #expect(throws: JSONError.notUTF8(offset: 1)) { try JSON(parsing: [0x22] + bytes + [0x22]) }
        #expect(throws: JSONError.notUTF8(offset: 1)) { try JSON(parsing: [0x22] + bytes) }
        #expect(throws: JSONError.unexpectedByte(bytes[0], offset: 0)) { try JSON(parsing: bytes) }
    }

    @Test func keepsToItsLimits() throws {
        let nested = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        _ = try JSON(parsing: nested(64).utf8)
        #expect(throws: JSONError.tooDeep(offset: 64, limit: 64)) { try JSON(parsing: nested(65).utf8) }
        #expect(throws: JSONError.tooDeep(offset: 64, limit: 64)) { try JSON(parsing: nested(1_000_000).utf8) }
        #expect(throws: JSONError.tooLarge(bytes: 11, limit: 10)) {
            try JSON(parsing: "\"123456789\"".utf8, limits: JSONLimits(bytesMax: 10))
        }
    }

    @Test func takesWholeNumbersForIntegers() throws {
        #expect(try JSON(parsing: "9007199254740991".utf8) == .integer(9_007_199_254_740_991))
        #expect(try JSON(parsing: "-9007199254740991".utf8) == .integer(-9_007_199_254_740_991))
        #expect(try JSON(parsing: "9007199254740992".utf8) == .number(9_007_199_254_740_992))
        #expect(try JSON(parsing: "1.0".utf8) == .number(1))
        #expect(try JSON(parsing: "-0".utf8).canonicalBytes == Array("0".utf8))
        #expect(JSON(exactly: 9_007_199_254_740_992) == nil)
    }

    @Test(arguments: ["9007199254740992", "-9007199254740992", "1.0", "1e2", "-0", "99999999999999999999"])
    func refusesInexactNumbersWhenAsked(text: String) {
        #expect(throws: JSONError.notExactInteger(offset: 1)) {
            try JSON(parsing: "[\(text)]".utf8, limits: .exactIntegers)
        }
    }

    @Test(arguments: [(" 1", 0), (#"{"b":1,"a":2}"#, 2), (#""\u0061""#, 1), ("1.0", 1), ("[1] ", 3), (#""\/""#, 1)])
    func refusesOtherSpellingsOfARecord(text: String, offset: Int) {
        #expect(throws: JSONError.notCanonical(offset: offset)) { try JSON(canonical: text.utf8) }
    }
}

struct JSONObjectTests {
    @Test func tellsAnAbsentMemberFromANull() {
        let object: JSONObject = ["null": .null]
        #expect(object["null"] == .some(.null))
        #expect(object["absent"] == Optional.none)
    }

    @Test func tellsNamesApartByTheirScalars() throws {
        var object: JSONObject = ["\u{E9}": 1, "e\u{301}": 2]
        #expect(object.count == 2 && object["\u{E9}"] == 1 && object["e\u{301}"] == 2)
        object["e\u{301}"] = nil
        object["z"] = "last"
        object["\u{E9}"] = false
        #expect(object == ["\u{E9}": false, "z": "last"])
        #expect(JSON.string("\u{E9}") != JSON.string("e\u{301}"))
        #expect(throws: JSONObject.DuplicateName.self) { try JSONObject([("a", 1), ("b", 2), ("a", 1)]) }
    }

    @Test(arguments: UInt64(0)..<200)
    func ordersNamesByUTF16(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let names = Set((0..<20).map { _ in Array(String.random(using: &random).utf16) })
        let object = try JSONObject(names.map { (String(decoding: $0, as: UTF16.self), JSON.null) })
        let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(object.members.map { Array($0.name.utf16) } == sorted)
        for name in names { #expect(object[String(decoding: name, as: UTF16.self)] == .null) }
    }
}

extension JSON {
    static func random(depth: Int, using random: inout SplitMix64) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .integer(.random(in: exactIntegers, using: &random) >> Int64.random(in: 0..<54, using: &random))
        // With a fraction: a whole number would be read as an integer.
        case 3: return .number(Double(Int64.random(in: -1_000_000...1_000_000, using: &random)) + 0.25)
        case 4: return .string(.random(using: &random))
        case 5: return .array((0..<3).map { _ in smaller(depth, &random) })
        default:
            var object = JSONObject()
            for _ in 0..<4 { object[.random(using: &random)] = smaller(depth, &random) }
            return .object(object)
        }
    }

    private static func smaller(_ depth: Int, _ random: inout SplitMix64) -> JSON {
        .random(depth: depth - 1, using: &random)
    }
}

extension String {
    /// Short, and rich in the scalars around which UTF-8 and UTF-16 order differ.
    static func random(using random: inout SplitMix64) -> String {
        let scalars: [Unicode.Scalar] = [
            "\u{0}", "\u{8}", "\n", "\u{1F}", "\"", "\\", "/", "a", "b", "\u{7F}", "\u{80}", "é", "e", "\u{301}",
            "\u{7FF}",
            "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FEFF}", "\u{FFFF}", "\u{10000}", "😀", "\u{10FFFF}",
        ]
        let text = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            scalars[.random(in: scalars.indices, using: &random)]
        }
        return String(String.UnicodeScalarView(text))
    }
}
