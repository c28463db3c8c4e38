import Sheets
import Testing

@Suite struct TextEncodingTests {
    static let text = "Gerät;Straße;€\r\n\"1\";é\r\n"

    static func utf16(_ text: String, bigEndian: Bool, mark: Bool = true) -> [UInt8] {
        let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
        return units.flatMap { unit in
            bigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
    }

    static let windows1252: [UInt8] = text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }

    static func found(_ bytes: [UInt8], block: Int = 1 << 16) -> TextEncoding {
        var probe = EncodingProbe()
        for start in stride(from: 0, to: bytes.count, by: block) {
            probe.feed(Array(bytes[start..<min(start + block, bytes.count)]))
        }
        return probe.encoding()
    }

    static func decoded(_ bytes: [UInt8], _ encoding: TextEncoding, block: Int) throws -> String {
        var decoder = TextDecoder(encoding)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: block) {
            text += try decoder.decode(Array(bytes[start..<min(start + block, bytes.count)]))
        }
        try decoder.end()
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: [1, 2, 3, 7, 64])
    func findsTheEncodingHoweverTheBytesAreCut(_ block: Int) {
        #expect(Self.found(Array(Self.text.utf8), block: block) == .utf8)
        #expect(Self.found([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), block: block) == .utf8)
        #expect(Self.found(Self.utf16(Self.text, bigEndian: false), block: block) == .utf16)
        #expect(Self.found(Self.utf16(Self.text, bigEndian: true), block: block) == .utf16)
        #expect(Self.found(Self.windows1252, block: block) == .windows1252)
        let plain = "serial,class\r\nA1,smartphone\r\n"
        #expect(Self.found(Self.utf16(plain, bigEndian: false, mark: false), block: block) == .utf16LittleEndian)
        #expect(Self.found(Self.utf16(plain, bigEndian: true, mark: false), block: block) == .utf16BigEndian)
        #expect(Self.found(Array("😀,ß".utf8), block: block) == .utf8)
    }

    @Test func aFileInTwoEncodingsIsReadAsUTF8SoThatTheReaderNamesThePlace() {
        #expect(Self.found(Array("é\n".utf8) + [0xE9, 0x0A]) == .utf8)
        // 81 is nothing in Windows-1252.
        #expect(Self.found([0x41, 0xE9, 0x81]) == .utf8)
    }

    @Test(arguments: [1, 2, 3, 5, 64])
    func decodesHoweverTheBytesAreCut(_ block: Int) throws {
        let text = Self.text + "😀"
        for isBig in [false, true] {
            let bytes = Self.utf16(text, bigEndian: isBig)
            #expect(try Self.decoded(bytes, .utf16, block: block) == text)
            #expect(try Self.decoded(bytes, isBig ? .utf16BigEndian : .utf16LittleEndian, block: block) == text)
        }
        #expect(try Self.decoded(Self.windows1252, .windows1252, block: block) == Self.text)
    }

    @Test func everyByteOfWindows1252IsItsCharacterOrRefused() throws {
        let undefined: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
        for byte in UInt8(0x80)...0xFF {
            if undefined.contains(byte) {
                #expect(throws: TextEncodingError.notWindows1252(offset: 1)) {
                    try Self.decoded([0x41, byte], .windows1252, block: 8)
                }
            } else {
                #expect(try Self.decoded([byte], .windows1252, block: 8).count == 1)
            }
        }
    }

    @Test func whatIsCutOrHalfIsRefusedWithItsPlace() {
        let bytes = Self.utf16("A😀", bigEndian: false)
        #expect(throws: TextEncodingError.notUTF16(offset: 4)) {
            try Self.decoded(Array(bytes.dropLast(2)), .utf16, block: 8)
        }
        #expect(throws: TextEncodingError.notUTF16(offset: 4)) {
            try Self.decoded(Array(bytes.dropLast(1)), .utf16, block: 3)
        }
        // A low surrogate with no high one before it.
        #expect(throws: TextEncodingError.notUTF16(offset: 2)) {
            try Self.decoded([0xFF, 0xFE, 0x00, 0xDE, 0x41, 0x00], .utf16, block: 8)
        }
        #expect(throws: TextEncodingError.noByteOrderMark) { try Self.decoded([0x41, 0x00], .utf16, block: 8) }
    }
}
