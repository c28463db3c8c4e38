/// A maker's serial number in its normal form. Two makers may give the same number, so it is nothing without the maker.
public struct SerialNumber: Hashable, Sendable {
    /// 3 to 40 printable ASCII characters, none a space or a lower-case letter.
    public let text: String
    /// `nil` = unknown, which clashes with any.
    public let maker: Maker?

    /// Reads what stands on the device: upper case, without white space and without `S/N`, `SN:`, `SERIAL:` before it.
    ///
    /// Refused, in this order: a character that is not printable ASCII; nothing; a number in powers of ten; a
    /// placeholder or one character throughout; another length.
    public init(reading bytes: Span<UInt8>, maker: Maker?) throws(IdentifierRefusal) {
        let compact = Bytes.compact(bytes)
        if let wrong = compact.wrong { throw .character(.serial, Bytes.character(in: bytes, at: wrong)) }
        let normal = Self.bare(compact.bytes)
        guard let first = normal.first else { throw .empty(.serial) }
        guard first != UInt8(ascii: "=") else { throw .character(.serial, "=") }
        guard !Bytes.isScientific(normal.span) else { throw .scientific(.serial, Bytes.shown(normal.span)) }
        let text = String(decoding: normal, as: UTF8.self)
        guard !normal.allSatisfy({ $0 == first }), !Placeholder.texts.contains(text) else {
            throw .placeholder(.serial, Bytes.shown(normal.span))
        }
        guard (3...40).contains(normal.count) else {
            throw .length(.serial, found: normal.count, allowed: 3...40)
        }
        self.text = text
        self.maker = maker
    }

    public init(reading text: String, maker: Maker?) throws(IdentifierRefusal) {
        try self.init(reading: text.utf8.span, maker: maker)
    }

    /// Takes off what only announces a serial number, as often as it stands there.
    private static func bare(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var rest = bytes[...]
        while let first = rest.first {
            if first == UInt8(ascii: "'") || first == UInt8(ascii: ":") || first == UInt8(ascii: "#") {
                rest = rest.dropFirst()
            } else if first == UInt8(ascii: "S"), let prefix = prefixes.first(where: { rest.starts(with: $0.utf8) }) {
                rest = rest.dropFirst(prefix.utf8.count)
            } else {
                break
            }
        }
        return rest
    }

    /// Not a bare `SN`: many serial numbers begin so.
    private static let prefixes = ["S/N", "SN:", "SN#", "SERIAL:", "SERIALNO:", "SERIALNO.", "SERIALNUMBER:"]
}

/// Texts that a device, a system or a person writes where no number is known.
enum Placeholder {
    /// In upper case, without spaces and without a `#` before it.
    static let texts: Set<String> = [
        "N/A", "N.A.", "N/A.", "N/D", "REF!", "VALUE!", "NAME?", "NA", "NIL", "NONE", "NULL", "EMPTY", "BLANK",
        "UNKNOWN", "INCONNU", "TBA", "TBC", "TBD", "TEST", "SANS", "AUCUN", "INVALID", "OEM", "O.E.M.", "SERIAL",
        "SERIALNUMBER", "TOBEFILLEDBYO.E.M.", "TOBEFILLEDBYOEM", "DEFAULTSTRING", "SYSTEMSERIALNUMBER",
        "CHASSISSERIALNUMBER", "BASEBOARDSERIALNUMBER", "NOTSPECIFIED", "NOTAPPLICABLE", "NOTAVAILABLE", "NOTPROVIDED",
        "NOASSETTAG", "NOASSETINFORMATION", "TOBEFILLEDBYO.E.M", "TOBEFILLED", "SYSTEMSERIALNUM", "NOSERIAL",
        "NOSERIALNUMBER", "NOSERIALNO", "NOIMEI", "NOTFOUND", "NOTSET", "NOTASSIGNED", "UNDEFINED", "DEFAULT",
        "UNBEKANNT",
        "KEINE", "KEINER", "ONBEKEND", "GEEN", "DESCONOCIDO", "NINGUNO", "SCONOSCIUTO", "NESSUNO", "DESCONHECIDO",
        "NENHUM", "NONDISPONIBLE", "NODISPONIBLE", "N\\A", "1234567", "12345678", "ASSET-1234567890", "0123456789",
        "123456789", "1234567890", "NAN", "TRUE", "FALSE", "ABCDEFG", "SINSERIE", "SANSNUMERO", "OHNE", "SENZA",
        "GEENSERIENUMMER", "SINNUMERO", "SEMNUMERO",
    ]

    /// Whether there is neither letter nor digit, or nothing but zeros or crosses: `-`, `0`, `XXX`. No tag of a device is so.
    static func isNothing(_ bytes: [UInt8]) -> Bool {
        let isBlank = !bytes.contains { Bytes.isDigit($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        return isBlank || bytes.allSatisfy { $0 == UInt8(ascii: "0") } || bytes.allSatisfy { $0 == UInt8(ascii: "X") }
    }
}
