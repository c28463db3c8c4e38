import Sheets
import Testing

/// Vigna's SplitMix64: each seed is a test case of its own.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Every row, the file cut into blocks of `size` bytes.
func rows(
    _ bytes: [UInt8], size: Int = .max, delimiter: CSVDelimiter? = nil, shortRows: CSVShortRows = .refused
) throws(CSVError) -> [[String]] {
    var reader = CSVReader(delimiter: delimiter, shortRows: shortRows)
    var rows: [[String]] = []
    var at = 0
    while at < bytes.count {
        let end = size < bytes.count - at ? at + size : bytes.count
        reader.feed(Array(bytes[at..<end]))
        at = end
        while try reader.next() { rows.append(reader.texts) }
    }
    reader.end()
    while try reader.next() { rows.append(reader.texts) }
    return rows
}

func rows(_ text: String, delimiter: CSVDelimiter? = nil, shortRows: CSVShortRows = .refused) throws(CSVError)
    -> [[String]]
{
    try rows(Array(text.utf8), delimiter: delimiter, shortRows: shortRows)
}

@Suite struct CSVReaderTests {
    @Test func readsWhatRFC4180Writes() throws {
        #expect(
            try rows("imei,model\r\n35,\"13\"\" Air\"\r\n36,\"two\r\nlines, one cell\"\r\n")
                == [["imei", "model"], ["35", "13\" Air"], ["36", "two\r\nlines, one cell"]])
        #expect(try rows("a,b\n1,2") == [["a", "b"], ["1", "2"]])
        #expect(try rows("").isEmpty)
        #expect(try rows("a") == [["a"]])
        #expect(try rows("a,\"\"") == [["a", ""]])
        #expect(try rows("\"\"\n\"x\"") == [[""], ["x"]])
        #expect(try rows("\u{FEFF}é,b\n") == [["é", "b"]])
        #expect(try rows("\u{FEFF}").isEmpty)
    }

    @Test(arguments: [
        ("a;b;c,d\n1;2;3", CSVDelimiter.semicolon), ("a\tb\n", .tab), ("a,b;c\n", .comma), ("a\n", .comma),
        ("\"x;y;z\",b\n", .comma), ("\n\n\"a\n;\";b\n", .semicolon), ("a;b", .semicolon),
    ])
    func findsTheDelimiterInTheFirstRow(text: String, delimiter: CSVDelimiter) throws {
        for size in [1, 3, 100] {
            var reader = CSVReader()
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                reader.feed(Array(bytes[start..<min(start + size, bytes.count)]))
                while try reader.next() {}
            }
            reader.end()
            while try reader.next() {}
            #expect(reader.delimiter == delimiter)
        }
    }

    @Test func aLineWithNothingOnItIsNoRow() throws {
        #expect(try rows("\n\na,b\r\n\r\n1,2\n\n") == [["a", "b"], ["1", "2"]])
    }

    @Test func emptyCellsBeyondTheWidthAreDropped() throws {
        #expect(try rows("a,b\n1,2,,,\n") == [["a", "b"], ["1", "2"]])
    }

    @Test func missingCellsAreFilledOnlyWhereAsked() throws {
        #expect(try rows("a,b,c\n1\n", shortRows: .filled) == [["a", "b", "c"], ["1", "", ""]])
        #expect(throws: CSVError.tooFewCells(CSVPlace(line: 2, row: 2, column: 1), found: 1, expected: 3)) {
            try rows("a,b,c\n1\n")
        }
    }

    @Test func tellsLineRowAndColumn() throws {
        var reader = CSVReader()
        reader.feed(Array("a,b\n\"1\n1\",2\n\n3,4\n".utf8))
        reader.end()
        var seen: [[Int]] = []
        while try reader.next() { seen.append([reader.row, reader.line, reader.count]) }
        #expect(seen == [[1, 1, 2], [2, 2, 2], [3, 5, 2]])
    }

    static let broken: [(String, CSVError)] = [
        ("a,b\n1,\"2\n", .unterminatedQuote(CSVPlace(line: 2, row: 2, column: 2))),
        ("a,b\n\"1\"x,2\n", .textAfterQuote(CSVPlace(line: 2, row: 2, column: 1))),
        ("a,b\n1\"x,2\n", .quoteInText(CSVPlace(line: 2, row: 2, column: 1))),
        ("a,b\n1,2\r3,4\n", .bareReturn(CSVPlace(line: 2, row: 2, column: 2))),
        ("a,b\n1,2\r", .bareReturn(CSVPlace(line: 2, row: 2, column: 2))),
        ("a,b\n1,2,3\n", .tooManyCells(CSVPlace(line: 2, row: 2, column: 3), found: 3, expected: 2)),
        ("a,b\n\"1\n2\"\n", .tooFewCells(CSVPlace(line: 2, row: 2, column: 1), found: 1, expected: 2)),
        ("a,b\n1,\u{0}\n", .nul(CSVPlace(line: 2, row: 2, column: 2))),
        ("a,b\n1,\"\n\u{0}\"\n", .nul(CSVPlace(line: 3, row: 2, column: 2))),
    ]

    @Test(arguments: broken) func saysWhereAFileIsWrong(text: String, error: CSVError) {
        for size in [1, 2, 1_000] {
            #expect(throws: error) { try rows(Array(text.utf8), size: size) }
        }
    }

    @Test(
        arguments: [
            [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xFF],
            [0xF0, 0x80, 0x80, 0x80],
        ] as [[UInt8]])
    func takesUTF8AndNothingElse(bytes: [UInt8]) {
        #expect(throws: CSVError.notUTF8(CSVPlace(line: 3, row: 2, column: 2))) {
            try rows(Array("a,b\n\"1\n\",é".utf8) + bytes + Array("\n".utf8))
        }
    }

    @Test func namesTheEncodingThatAFileSaysItHas() {
        #expect(throws: CSVError.encoding(.utf16)) { try rows([0xFF, 0xFE, 0x61, 0x00]) }
        #expect(throws: CSVError.encoding(.utf16)) { try rows([0xFE, 0xFF, 0x00, 0x61], size: 1) }
        #expect(throws: CSVError.encoding(.utf32)) { try rows([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]) }
    }

    @Test func refusesWhatIsTooLarge() throws {
        let cell = [UInt8](repeating: 0x61, count: CSVLimits.cell)
        #expect(try rows(cell + [0x0A])[0][0].utf8.count == CSVLimits.cell)
        #expect(throws: CSVError.cellTooLong(CSVPlace(line: 1, row: 1, column: 1), limit: CSVLimits.cell)) {
            try rows(cell + [0x61, 0x0A])
        }
        let wide = [UInt8](repeating: 0x2C, count: CSVLimits.columns - 1)
        #expect(try rows(wide + [0x0A])[0].count == CSVLimits.columns)
        #expect(throws: CSVError.tooManyColumns(CSVPlace(line: 1, row: 1, column: 1_025), limit: CSVLimits.columns)) {
            try rows(wide + [0x2C, 0x0A])
        }
        // A quote that never ends is found at the limit, not when memory is full.
        let endless = [UInt8](repeating: 0x61, count: 3 << 20)
        #expect(throws: CSVError.rowTooLong(CSVPlace(line: 1, row: 1, column: 1), limit: CSVLimits.row)) {
            try rows([0x22] + endless, size: 1 << 16)
        }
    }

    @Test func saysTheSameErrorAgain() {
        var reader = CSVReader()
        reader.feed(Array("a\"\n".utf8))
        reader.end()
        for _ in 0..<3 {
            do throws(CSVError) {
                _ = try reader.next()
                Issue.record("no error")
            } catch {
                #expect(error == .quoteInText(CSVPlace(line: 1, row: 1, column: 1)))
            }
        }
    }
}

@Suite struct CSVWriterTests {
    /// Found by fuzzing: a heading of one column with a semicolon in it was read as two.
    @Test func aReaderThatFindsTheDelimiterOutReadsWhatWasWritten() throws {
        for cell in ["a;b", "\t", ";;,", "\u{FEFF}a"] {
            var writer = CSVWriter(formulas: .kept)
            writer.row([cell])
            var reader = CSVReader()
            reader.feed(writer.bytes)
            reader.end()
            #expect(try reader.next())
            #expect(reader.texts == [cell])
        }
    }

    @Test func quotesOnlyWhereItMust() {
        var writer = CSVWriter()
        writer.row(["plain", "a,b", "say \"hi\"", "two\nlines", " padded ", "", "é"])
        writer.row([""])
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" padded \",,é\r\n\"\"\r\n")
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@a", "\tx", "\rx"]) func takesTheForceOutOfFormulas(cell: String) throws {
        var writer = CSVWriter(lineEnd: .lf, byteOrderMark: true)
        writer.row([cell, "x"])
        #expect(writer.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(try rows(writer.bytes)[0] == ["'" + cell, "x"])
        var plain = CSVWriter(formulas: .kept)
        plain.row([cell, "x"])
        #expect(try rows(plain.take(), delimiter: .comma)[0] == [cell, "x"])
        #expect(plain.bytes.isEmpty)
    }

    @Test(arguments: UInt64(0)..<200) func whatIsWrittenIsRead(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let alphabet = ["a", "Z", "9", ",", ";", "\t", "\"", "\"\"", "\n", "\r\n", "\r", " ", "é", "漢", "😀", "=", "'"]
        let width = Int.random(in: 1...6, using: &random)
        let table = (0..<Int.random(in: 1...20, using: &random)).map { _ in
            (0..<width).map { _ in
                (0..<Int.random(in: 0...5, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "" }
                    .joined()
            }
        }
        let delimiter = CSVDelimiter.allCases.randomElement(using: &random) ?? .comma
        var writer = CSVWriter(
            delimiter: delimiter, lineEnd: Bool.random(using: &random) ? .crlf : .lf, formulas: .kept,
            byteOrderMark: Bool.random(using: &random))
        for row in table { writer.row(row) }
        for size in [1, Int.random(in: 2...40, using: &random), Int.max] {
            #expect(try rows(writer.bytes, size: size, delimiter: delimiter) == table)
        }
    }

    @Test(arguments: UInt64(0)..<200) func nastyBytesAreReadOrRefused(seed: UInt64) {
        var random = SplitMix64(state: seed)
        let nasty: [UInt8] = [0, 9, 10, 13, 32, 34, 34, 44, 44, 59, 65, 66, 0x80, 0xC3, 0xA9, 0xE2, 0xF0, 0xFF, 10, 65]
        let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in nasty.randomElement(using: &random) ?? 0 }
        func outcome(_ size: Int) -> Result<[[String]], CSVError> {
            do throws(CSVError) { return .success(try rows(bytes, size: size, shortRows: .filled)) } catch {
                return .failure(error)
            }
        }
        // How the file was cut into blocks changes nothing.
        let whole = outcome(.max)
        for size in [1, 2, 7] { #expect(outcome(size) == whole) }
    }
}
