import Primitives
import Programmes
import Testing

// docs/spec/programmes.md, P-15 and P-16
@Suite struct IMEITests {
    @Test(arguments: [
        "35693803564380", "356938035643809", "3569380356438012", "35-693803-564380-9", " 35 693803 564380 9 ",
        "35/693803/564380/9", "'356938035643809", "35.693803.564380.9", "35\u{A0}693803\u{202F}5643809",
    ])
    func isItsFirstFourteenDigits(text: String) throws {
        #expect(try IMEI(reading: text).digits == "35693803564380")
    }

    static let refused: [(String, IdentifierRefusal)] = [
        ("", .empty(.imei)), (" - ", .empty(.imei)),
        ("3569380356438", .length(.imei, found: 13, allowed: 14...16)),
        ("35693803564380911", .length(.imei, found: 17, allowed: 14...16)),
        ("356938035643808", .checkDigit(found: 8, expected: 9)),
        ("3.56938E+14", .scientific(.imei, "3.56938E+14")), ("3,57e+14", .scientific(.imei, "3,57e+14")),
        ("35693803564380X", .character(.imei, "X")), ("3569380356438é9", .character(.imei, "é")),
        ("000000000000000", .placeholder(.imei, "00000000000000")),
        ("111111111111119", .placeholder(.imei, "11111111111111")),
        ("123456789012347", .placeholder(.imei, "12345678901234")),
        ("00440112345678", .testNumber("00440112345678")), ("358240051111110", .testNumber("35824005111111")),
    ]

    @Test(arguments: refused) func refusesWhatIsOnNoDevice(text: String, refusal: IdentifierRefusal) {
        #expect(throws: refusal) { try IMEI(reading: text) }
    }

    @Test(arguments: UInt64(0)..<200) func aMistypedDigitIsFound(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let imei = try IMEI(reading: String(UInt64.random(in: 20_000_000_000_000..<90_000_000_000_000, using: &random)))
        let check = try #require((0...9).first { (try? IMEI(reading: imei.digits + "\($0)")) != nil })
        var digits = Array((imei.digits + "\(check)").utf8)
        let place = Int.random(in: 0..<15, using: &random)
        digits[place] = 48 + (digits[place] - 48 + UInt8.random(in: 1...9, using: &random)) % 10
        #expect(throws: IdentifierRefusal.self) { try IMEI(reading: String(decoding: digits, as: UTF8.self)) }
    }
}

// docs/spec/programmes.md, P-15, P-17, P-19 and P-20
@Suite struct SerialTests {
    @Test(arguments: [
        ("pf0abc12", "PF0ABC12"), (" S/N: PF0 ABC12", "PF0ABC12"), ("SN:PF0ABC12", "PF0ABC12"),
        ("s/ns/nPF0ABC12", "PF0ABC12"), ("'0012345", "0012345"), ("SN12345", "SN12345"), ("5CG-1234/A", "5CG-1234/A"),
        ("Serial Number: C02X", "C02X"), ("1E10", "1E10"),
    ])
    func hasOneNormalForm(text: String, normal: String) throws {
        #expect(try SerialNumber(reading: text, maker: nil).text == normal)
        #expect(try SerialNumber(reading: normal, maker: nil).text == normal)
    }

    static let refused: [(String, IdentifierRefusal)] = [
        ("", .empty(.serial)), ("S/N:", .empty(.serial)), ("AB", .length(.serial, found: 2, allowed: 3...40)),
        (String(repeating: "AB", count: 21), .length(.serial, found: 42, allowed: 3...40)),
        ("N/A", .placeholder(.serial, "N/A")), ("#n/a", .placeholder(.serial, "N/A")),
        ("To Be Filled By O.E.M.", .placeholder(.serial, "TOBEFILLEDBYO.E.M.")),
        ("Default string", .placeholder(.serial, "DEFAULTSTRING")), ("0", .placeholder(.serial, "0")),
        ("System Serial Number", .placeholder(.serial, "SYSTEMSERIALNUMBER")),
        ("-----", .placeholder(.serial, "-----")),
        ("1.23E+11", .scientific(.serial, "1.23E+11")), ("PFé123", .character(.serial, "é")),
        ("PF\u{7}123", .character(.serial, "\u{7}")),
    ]

    @Test(arguments: refused) func refusesWhatManyDevicesShare(text: String, refusal: IdentifierRefusal) {
        #expect(throws: refusal) { try SerialNumber(reading: text, maker: nil) }
    }

    @Test(arguments: [
        ("Hewlett-Packard", "HP"), ("HP Inc.", "HP"), ("hp", "HP"), ("HEWLETT PACKARD COMPANY", "HP"),
        ("LENOVO", "LENOVO"),
        ("Lenovo Group Ltd.", "LENOVO"), ("Dell Inc.", "DELL"), ("DELL", "DELL"), ("Apple Inc.", "APPLE"),
        ("Apple Computer, Inc.", "APPLE"), ("SAMSUNG ELECTRONICS CO., LTD.", "SAMSUNG"),
        ("ASUSTeK COMPUTER INC.", "ASUS"),
        ("Fairphone B.V.", "FAIRPHONE"), ("Microsoft Corporation", "MICROSOFT"),
    ])
    func aMakerHasOneNormalForm(text: String, normal: String) {
        #expect(Maker(reading: text)?.text == normal)
        #expect(Maker(reading: normal)?.text == normal)
    }

    @Test(arguments: ["", " - ", "N/A", "To be filled by O.E.M.", "unknown", "联想"]) func anUnknownMakerIsNone(
        text: String
    ) {
        #expect(Maker(reading: text) == nil)
    }

    // docs/spec/programmes.md, P-25
    @Test func anUnknownMakerClashesWithAny() throws {
        let hp = try SerialNumber(reading: "5CG1234", maker: Maker(reading: "HP"))
        let dell = try SerialNumber(reading: "5cg1234", maker: Maker(reading: "Dell"))
        let unknown = try SerialNumber(reading: "5CG1234", maker: nil)
        #expect(!hp.clashes(with: dell) && hp.clashes(with: unknown) && unknown.clashes(with: dell))
        for serial in [hp, dell, unknown] {
            #expect(DeviceIdentifier.serial(serial).numberBytes.starts(with: hp.clashPrefix))
        }
        let longer = try SerialNumber(reading: "5CG12345", maker: nil)
        #expect(!DeviceIdentifier.serial(longer).numberBytes.starts(with: hp.clashPrefix))
    }
}

// docs/spec/programmes.md, P-21
@Suite struct DeviceIdentifierTests {
    @Test func isWrittenInOneSpellingAndInBytes() throws {
        let imei = DeviceIdentifier.imei(try IMEI(reading: "356938035643809"))
        #expect(imei.text == "imei:35693803564380")
        #expect(imei.numberBytes == [1, 0x20, 0x76, 0x9C, 0x7B, 0x6D, 0x5C])
        let serial = DeviceIdentifier.serial(try SerialNumber(reading: "pf:1", maker: Maker(reading: "Lenovo")))
        #expect(serial.text == "serial:LENOVO:PF:1")
        #expect(serial.numberBytes == [2] + Array("PF:1".utf8) + [0] + Array("LENOVO".utf8))
        let unknown = DeviceIdentifier.serial(try SerialNumber(reading: "PF01", maker: nil))
        #expect(unknown.text == "serial:?:PF01")
        let tag = DeviceIdentifier.assetTag(try AssetTag(reading: "lt 0042", party: "acme"))
        #expect(tag.text == "asset:acme:LT0042")
        #expect(tag.numberBytes == [3] + Array("acme".utf8) + [0] + Array("LT0042".utf8))
        let line = DeviceIdentifier.documentLine(try DocumentLine(reading: "po:4711", line: 3, party: "acme"))
        #expect(line.text == "document:acme:PO:4711:3")
        #expect(line.numberBytes == [4] + Array("acme".utf8) + [0] + Array("PO:4711".utf8) + [0, 0, 0, 0, 3])
        for each in [imei, serial, unknown, tag, line] { #expect(try DeviceIdentifier(text: each.text) == each) }
    }

    @Test(arguments: [
        "imei:356938035643809", "imei:35-69380356438", "serial:lenovo:PF01", "serial:Hewlett-Packard:PF01",
        "serial:HEWLETTPACKARD:PF01", "serial::PF01", "serial:?:pf01", "serial:PF01", "asset:acme:lt1", "asset:-:LT1",
        "document:acme:PO1:03", "document:acme:PO1:+3", "document:acme:PO1", "mac:00", "imei", "",
        "imei:35693803564380 ",
    ])
    func readsItsOwnSpellingAndNoOther(text: String) {
        #expect(throws: IdentifierRefusal.self) { try DeviceIdentifier(text: text) }
    }

    // docs/spec/programmes.md, P-18
    @Test func refusesTagsAndLinesThatNameNothing() {
        #expect(throws: IdentifierRefusal.placeholder(.assetTag, "N/A")) { try AssetTag(reading: "n/a", party: "acme") }
        #expect(throws: IdentifierRefusal.empty(.document)) { try DocumentLine(reading: " ", line: 1, party: "acme") }
        #expect(throws: IdentifierRefusal.line(0)) { try DocumentLine(reading: "PO1", line: 0, party: "acme") }
    }

    @Test(arguments: UInt64(0)..<200) func whatIsReadIsWrittenAndReadAgain(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        func text(_ length: ClosedRange<Int>) -> String {
            let bytes = (0..<Int.random(in: length, using: &random)).map { _ in
                UInt8.random(in: 0x20...0x7E, using: &random)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        let maker = Maker(reading: text(0...20))
        var read: [DeviceIdentifier] = []
        if let serial = try? SerialNumber(reading: text(0...44), maker: maker) { read.append(.serial(serial)) }
        if let tag = try? AssetTag(reading: text(0...44), party: "acme") { read.append(.assetTag(tag)) }
        if let line = try? DocumentLine(reading: text(0...44), line: 7, party: "acme") {
            read.append(.documentLine(line))
        }
        for each in read { #expect(try DeviceIdentifier(text: each.text) == each) }
        // Bytes of any kind are read or refused.
        let nasty = (0..<24).map { _ in UInt8.random(in: 0...255, using: &random) }
        _ = try? IMEI(reading: nasty.span)
        _ = try? SerialNumber(reading: nasty.span, maker: Maker(reading: nasty.span))
    }
}

/// What spreadsheets and factories leave behind.
@Suite struct LostNumberTests {
    /// docs/spec/programmes.md, P-16: an IMEI that begins with 01 loses its zero where a spreadsheet takes it for a number.
    @Test func anIMEIThatLostItsZeroIsRefused() throws {
        #expect(try IMEI(reading: "013215001234565").digits == "01321500123456")
        #expect(throws: IdentifierRefusal.zeroLost("013215001234565")) { try IMEI(reading: "13215001234565") }
        // Not the check digit: fourteen digits as they are.
        #expect(try IMEI(reading: "13215001234564").digits == "13215001234564")
        // The DECT Forum's 10, and what is written in an identifier's own text.
        #expect(try IMEI(reading: "10215001234560").number == 10_215_001_234_560)
        #expect(try DeviceIdentifier(text: "imei:13215001234565").text == "imei:13215001234565")
        for text in ["imei:1321500123456", "imei:+3215001234565", "imei:132150012345650", "imei:00000000000000"] {
            #expect(throws: IdentifierRefusal.self) { try DeviceIdentifier(text: text) }
        }
    }

    @Test(arguments: [
        "To be filled by O.E.M.", "to be filled by o.e.m", "Default string", "N/A", "n / a", "System Serial Number",
        "0",
        "0000000", "None", "Not Specified", "unbekannt", "No Serial Number", "12345678", "#N/A", "xxxxxxx", "-",
        "Onbekend", "Desconocido",
        "System SerialNum", "INVALID",
    ]) func whatStandsWhereNoNumberIsKnownIsNone(text: String) {
        #expect(throws: IdentifierRefusal.self) { try SerialNumber(reading: text, maker: nil) }
    }

    @Test(arguments: [
        "SN-1", "ABC123", "5CG1234XYZ", "C02XK0AAJG5H", "NONE1", "TEST-77", "0000001",
    ]) func whatIsShortOrOddIsANumberAllTheSame(text: String) throws {
        _ = try SerialNumber(reading: text, maker: nil)
    }
}

@Suite struct KeptNumbersTests {
    private static let party: Code = "acme"

    private static func numbers() throws -> [DeviceIdentifier] {
        [
            .imei(try IMEI(reading: "35693803564380")),
            .serial(try SerialNumber(reading: "PF0ABC12", maker: Maker(reading: "Lenovo"))),
            .serial(try SerialNumber(reading: String(repeating: "AB", count: 20), maker: nil)),
            .assetTag(try AssetTag(reading: "LT-1", party: party)),
            .documentLine(try DocumentLine(reading: "PO-1", line: 256, party: party)),
        ]
    }

    /// Each number alone, and all of them behind each other.
    @Test func areShorterAndComeBackAsTheyWere() throws {
        let all = try Self.numbers()
        for numbers in all.map({ [$0] }) + [all, []] {
            let packed = PackedNumbers(numbers)
            var kept: [UInt8] = [9]
            PackedNumbers.appendKept(packed.bytes.span, to: &kept)
            #expect(kept.count - 1 <= packed.bytes.count - numbers.count || numbers.isEmpty)
            #expect(PackedNumbers(kept: Array(kept.dropFirst()), party: Self.party) == packed)
        }
    }

    @Test func whatIsCutShortIsNothing() throws {
        var kept: [UInt8] = []
        for number in try Self.numbers() {
            let start = kept.count
            PackedNumbers.appendKept(PackedNumbers([number]).bytes.span, to: &kept)
            for end in start + 1..<kept.count {
                #expect(PackedNumbers(kept: Array(kept[..<end]), party: Self.party) == nil)
            }
        }
        #expect(PackedNumbers(kept: [0], party: Self.party) == nil)
        #expect(PackedNumbers(kept: [0x40, 0], party: Self.party) == nil)
        #expect(PackedNumbers(kept: [0x80], party: Self.party) == nil)
    }
}
