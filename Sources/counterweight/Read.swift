import Access
import Certificates
import Compensation
import Fetching
import GreenClaims
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Sheets
import TransparencyLog
import Typesetting

/// Arguments as people type them, read into the values of the trade. Each has one spelling.
enum Read {
    static func code(_ text: String) throws -> Code { try value(Code(text), or: .code(text)) }
    static func actor(_ text: String) throws -> Actor { try value(Actor(text), or: .actor(text)) }
    static func country(_ text: String) throws -> Country { try value(Country(text), or: .country(text)) }
    static func day(_ text: String) throws -> Day { try value(Day(text), or: .day(text)) }
    static func grams(_ text: String) throws -> Grams { try value(number(text).flatMap(Grams.init), or: .grams(text)) }
    static func pieces(_ text: String) throws -> Pieces {
        try value(number(text).flatMap(Pieces.init), or: .pieces(text))
    }
    static func sequence(_ text: String) throws -> Int64 { try value(number(text), or: .sequence(text)) }
    static func year(_ text: String) throws -> Int {
        try value(number(text).flatMap { (1970...2199).contains($0) ? Int($0) : nil }, or: .year(text))
    }

    /// What is retired at most: whole pieces or grams, at least one.
    static func count(_ text: String) throws -> Int64 {
        try value(number(text).flatMap { (1...Grams.most.count).contains($0) ? $0 : nil }, or: .quantity(text))
    }

    /// `D71`.
    static func declaration(_ text: String) throws -> Int64 {
        try value(text.hasPrefix("D") ? number(String(text.dropFirst())) : nil, or: .declaration(text))
    }

    /// `2026-03-01..2026-04-15`, or one day.
    static func days(_ text: String) throws -> ClosedRange<Day> {
        if let day = Day(text) { return day...day }
        let ends = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard ends.count == 3, ends[1].isEmpty, let first = Day(ends[0]), let last = Day(ends[2]), first <= last else {
            throw ArgumentRefusal.days(text)
        }
        return first...last
    }

    static func language(_ text: String) throws -> String {
        guard ["en", "fr"].contains(text) else { throw ArgumentRefusal.language(text) }
        return text
    }

    /// What an earlier system calls something: 1 to 80 characters.
    static func legacyID(_ text: String) throws -> String {
        guard text.isPlain(longest: TakenOverPapers.legacyLongest) else {
            throw OpeningRefusal.badLegacyID(longest: TakenOverPapers.legacyLongest)
        }
        return text
    }

    static func witnessKey(_ text: String) throws -> WitnessKey {
        do throws(NoteKeyError) { return try WitnessKey(text: text) } catch { throw SubmissionRefusal.badKey(text) }
    }

    /// A submission prefix.
    static func witnessAddress(_ text: String) throws -> String {
        guard let address = Address.read(text) else { throw SubmissionRefusal.badAddress(text) }
        return address
    }

    /// Seconds.
    static func timeout(_ text: String) throws -> Int {
        try value(number(text).flatMap { (1...600).contains($0) ? Int($0) : nil }, or: .timeout(text))
    }

    static func unit(_ text: String) throws -> Unit { try word(text) }
    static func role(_ text: String) throws -> Role { try word(text) }
    static func assurance(_ text: String) throws -> Assurance { try word(text) }
    static func stage(_ text: String) throws -> Stage { try word(text) }
    static func battery(_ text: String) throws -> Battery { try word(text) }
    static func packaging(_ text: String) throws -> Packaging { try word(text) }
    static func waste(_ text: String) throws -> BaselEntry { try word(text) }
    static func voidCause(_ text: String) throws -> VoidCause { try word(text) }
    static func encoding(_ text: String) throws -> TextEncoding { try word(text.lowercased()) }
    static func lotCause(_ text: String) throws -> LotCause { try word(text) }
    static func keyCause(_ text: String) throws -> KeyCause { try word(text) }
    static func issuerKey(_ text: String) throws -> DIDKey { try value(DIDKey(text), or: .issuerKey(text)) }

    static func market(_ text: String) throws -> ClaimMarket { try word(text) }
    static func textLanguage(_ text: String) throws -> ClaimLanguage { try word(text) }

    static func certificate(_ text: String) throws -> RandomID {
        try value(RandomID(text), or: .identifier(text))
    }

    /// What the text may mean: `imei:…`, `serial:MAKER:…` and so on say which; a bare one is an IMEI, or a serial number of any
    /// maker.
    static func device(_ text: String) throws -> [DeviceIdentifier] {
        if text.contains(":") { return [try DeviceIdentifier(text: text)] }
        let serial = DeviceIdentifier.serial(try SerialNumber(reading: text, maker: nil))
        guard let imei = try? IMEI(reading: text) else { return [serial] }
        return [.imei(imei), serial]
    }

    static func paper(_ text: String) throws -> Paper { try word(text) }

    /// 1 to 80 characters, such as a scale's number.
    static func mark(_ text: String) throws -> String { try self.text(text, longest: 80) }
    /// 1 to 120 characters, such as a class's name.
    static func name(_ text: String) throws -> String { try self.text(text, longest: 120) }
    static func partyName(_ text: String) throws -> String { try self.text(text, longest: 200) }

    /// Four digits.
    static func unuKey(_ text: String) throws -> String {
        try value(
            text.utf8.count == 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? text : nil,
            or: .unuKey(text))
    }

    /// What one piece weighs: 1 g to 10^7 g.
    static func pieceMass(_ text: String) throws -> Grams {
        try value(number(text).flatMap { (1...10_000_000).contains($0) ? Grams($0) : nil }, or: .pieceMass(text))
    }

    /// As many as the mass of which stays within range on each basis.
    static func phones(_ text: String) throws -> Pieces {
        try value(
            number(text).flatMap(Pieces.init).flatMap { $0 <= Estimate.phonesMost ? $0 : nil }, or: .phones(text))
    }

    /// 1 to 300 characters.
    static func source(_ text: String) throws -> String { try self.text(text, longest: 300) }

    /// `GHS 2.50 x 1000`, the price of each piece, or `GHS 2500 / 1000`, the price of all.
    static func price(_ text: String) throws -> PricePaid {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 4 else { throw ArgumentRefusal.price(text) }
        let currency = parts[0]
        guard currency.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw ArgumentRefusal.currency(currency)
        }
        guard let amount = minorUnits(parts[1], decimals: decimals(of: currency)), let count = number(parts[3]),
            let pieces = Pieces(count), pieces > .zero
        else { throw ArgumentRefusal.price(text) }
        let (all, overflow) =
            switch parts[2] {
            case "x", "×": amount.multipliedReportingOverflow(by: count)
            case "/": (amount, false)
            default: throw ArgumentRefusal.price(text)
            }
        // The journal writes whole numbers below 2^53.
        guard !overflow, all <= Grams.most.count,
            let price = PricePaid(currency: currency, minorUnits: all, pieces: pieces)
        else { throw ArgumentRefusal.price(text) }
        return price
    }

    /// `EUR 588.00`.
    static func money(_ text: String) throws -> Money {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 2, let amount = minorUnits(parts[1], decimals: decimals(of: parts[0])),
            let money = Money(amount, currency: parts[0])
        else { throw ArgumentRefusal.money(text) }
        return money
    }

    /// `EUR 4.90 / piece`, `EUR 12.00 / kg`.
    static func programmePrice(_ text: String) throws -> PriceText {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 4, parts[2] == "/", let money = try? money("\(parts[0]) \(parts[1])"),
            money.minorUnits <= ProgrammePrice.most
        else { throw ArgumentRefusal.programmePrice(text) }
        switch parts[3] {
        case "piece": return PriceText(each: money, unit: .pieces)
        case "kg": return PriceText(each: money, unit: .grams)
        default: throw ArgumentRefusal.programmePrice(text)
        }
    }

    /// `kind=FILE`; `exclusivity=FILE@party`.
    static func evidence(_ text: String) throws -> EvidenceFile {
        guard let equals = text.firstIndex(of: "=") else { throw ArgumentRefusal.evidence(text) }
        let kind: EvidenceKind = try word(String(text[..<equals]))
        let rest = String(text[text.index(after: equals)...])
        guard !rest.isEmpty else { throw ArgumentRefusal.evidence(text) }
        guard kind == .exclusivity else { return EvidenceFile(kind: kind, path: rest, party: nil) }
        guard let at = rest.lastIndex(of: "@"), at > rest.startIndex,
            let party = Code(String(rest[rest.index(after: at)...]))
        else { throw ArgumentRefusal.evidenceParty(text) }
        return EvidenceFile(kind: kind, path: String(rest[..<at]), party: party)
    }

    /// `registry=NUMBER`.
    static func otherRegistry(_ text: String) throws -> OtherRegistry {
        guard let equals = text.firstIndex(of: "="), let registry = Code(String(text[..<equals])),
            let id = try? mark(String(text[text.index(after: equals)...]))
        else { throw ArgumentRefusal.otherRegistry(text) }
        return OtherRegistry(registry: registry, id: id)
    }

    // MARK: -

    private static func value<Value>(_ value: Value?, or refusal: ArgumentRefusal) throws -> Value {
        guard let value else { throw refusal }
        return value
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable>(_ text: String) throws -> Word {
        try value(Word(rawValue: text), or: .word(text, among: Word.allCases.map(\.rawValue)))
    }

    private static func text(_ text: String, longest: Int) throws -> String {
        guard text.isPlain(longest: longest) else {
            throw ArgumentRefusal.text(longest: longest)
        }
        return text
    }

    /// Digits alone, without a zero in front.
    private static func number(_ text: String) -> Int64? {
        guard let number = Int64(text), "\(number)" == text, number >= 0 else { return nil }
        return number
    }

    /// `2.50` as 250 where the currency has two decimals.
    private static func minorUnits(_ text: String, decimals: Int) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count), (1...15).contains(parts[0].count) else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard parts.count == 1 || (1...max(1, decimals)).contains(fraction.count), fraction.count <= decimals,
            (parts[0] + fraction).utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int64(parts[0] + fraction + String(repeating: "0", count: decimals - fraction.count))
    }

    /// ISO 4217, list one of 2026: decimals of a currency, 2 unless it is named here.
    static func decimals(of currency: String) -> Int {
        switch currency {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
            "XOF", "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        case "CLF", "UYW": 4
        default: 2
        }
    }
}

/// A programme's price before it has a day.
struct PriceText {
    let each: Money
    let unit: Unit
}

/// A file of evidence before it is kept.
struct EvidenceFile {
    let kind: EvidenceKind
    let path: String
    let party: Code?
}
