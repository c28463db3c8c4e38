/// A maker by its normal form: `HP` for `Hewlett-Packard`, `hp inc.` and `HP`.
public struct Maker: Hashable, Comparable, Sendable {
    /// 1 to 40 of `A` to `Z` and `0` to `9`.
    public let text: String

    private init(text: String) { self.text = text }

    /// Words of letters and digits in upper case, legal forms at the end dropped, joined, and the alias replaced.
    ///
    /// `nil`, an unknown maker, where nothing is left (empty, `-`, a name in other letters only) or the text says that
    /// nobody knows; an unknown maker clashes with any. Beyond 40 characters the rest is dropped.
    public init?(reading bytes: Span<UInt8>) {
        var joined: [UInt8] = []
        joined.reserveCapacity(24)
        // Where the name ended before the last run of legal forms.
        var kept = 0
        var wordStart = 0
        for index in 0...bytes.count {
            let byte = index < bytes.count ? Bytes.upper(bytes[index]) : 0x20
            if Bytes.isUpperOrDigit(byte) {
                joined.append(byte)
                continue
            }
            // A dot or an apostrophe within a word does not end it: `S.A.`, `L'Oréal`.
            if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "'") || byte >= 0x80 { continue }
            guard joined.count > wordStart else { continue }
            let legal = joined.count - wordStart <= 11 && Self.isLegalForm(joined[wordStart...])
            if !legal || wordStart == 0 { kept = joined.count }
            wordStart = joined.count
        }
        joined.removeSubrange(min(kept, 40)..<joined.count)
        guard !joined.isEmpty else { return nil }
        let name = String(decoding: joined, as: UTF8.self)
        guard !Self.unknown.contains(name) else { return nil }
        self.init(text: Self.aliases[name] ?? name)
    }

    public init?(reading text: String) {
        self.init(reading: text.utf8.span)
    }

    /// Only a normal form.
    init?(normal text: String) {
        guard let maker = Maker(reading: text), maker.text == text else { return nil }
        self = maker
    }

    private static func isLegalForm(_ word: ArraySlice<UInt8>) -> Bool {
        legalForms.contains { $0.utf8.elementsEqual(word) }
    }

    private static let legalForms = [
        "INC", "LTD", "LLC", "CO", "CORP", "CORPORATION", "COMPANY", "LIMITED", "GMBH", "AG", "KG", "SA", "SAS", "SARL",
        "BV", "NV", "AB", "OY", "OYJ", "AS", "PLC", "SPA", "SRL", "KK", "PTE", "INTERNATIONAL", "GROUP",
    ]

    private static let unknown: Set<String> = [
        "NA", "NONE", "NULL", "UNKNOWN", "INCONNU", "OTHER", "AUTRE", "TBD", "OEM", "TOBEFILLEDBYOEM",
        "SYSTEMMANUFACTURER",
        "DEFAULTSTRING", "NOTSPECIFIED", "NOTAVAILABLE", "NOTAPPLICABLE",
    ]

    /// Names under which one maker's devices report themselves (DMI tables, price lists). Every value is a normal form.
    private static let aliases: [String: String] = [
        "HEWLETTPACKARD": "HP", "HEWLETTPACKARDHP": "HP", "HPHEWLETTPACKARD": "HP", "HPINC": "HP", "COMPAQ": "HP",
        "HEWLETTPACKARDENTERPRISE": "HPE",
        "DELLINC": "DELL", "DELLCOMPUTER": "DELL", "DELLTECHNOLOGIES": "DELL", "DELLEMC": "DELL",
        "APPLEINC": "APPLE", "APPLECOMPUTER": "APPLE",
        "LENOVOPC": "LENOVO", "LENOVOGROUP": "LENOVO", "LENOVOBEIJING": "LENOVO",
        "SAMSUNGELECTRONICS": "SAMSUNG",
        "ASUSTEK": "ASUS", "ASUSTEKCOMPUTER": "ASUS",
        "ACERINCORPORATED": "ACER", "ACERAMERICA": "ACER",
        "MICROSOFTCORPORATION": "MICROSOFT", "MICROSOFTSURFACE": "MICROSOFT",
        "TOSHIBACLIENTSOLUTIONS": "DYNABOOK", "DYNABOOKTOSHIBA": "DYNABOOK",
        "FUJITSUSIEMENS": "FUJITSU", "FUJITSUSIEMENSCOMPUTERS": "FUJITSU", "FUJITSUCLIENTCOMPUTING": "FUJITSU",
        "GOOGLEPIXEL": "GOOGLE", "HUAWEITECHNOLOGIES": "HUAWEI", "HUAWEIDEVICE": "HUAWEI",
        "XIAOMICOMMUNICATIONS": "XIAOMI", "REDMI": "XIAOMI",
        "LGELECTRONICS": "LG", "SONYMOBILE": "SONY", "SONYMOBILECOMMUNICATIONS": "SONY", "SONYERICSSON": "SONY",
        "MOTOROLAMOBILITY": "MOTOROLA", "HMDGLOBAL": "HMD", "FRAMEWORKCOMPUTER": "FRAMEWORK",
    ]

    public static func < (one: Maker, other: Maker) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }
}
