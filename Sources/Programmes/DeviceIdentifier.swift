public import Primitives

/// A party's own number on a device, in its normal form: upper case, no white space.
public struct AssetTag: Hashable, Sendable {
    public let party: Code
    /// 1 to 40 printable ASCII characters, none a space or a lower-case letter.
    public let text: String

    /// Refused, in this order: a character that is not printable ASCII; nothing; a placeholder; another length.
    public init(reading text: String, party: Code) throws(IdentifierRefusal) {
        self.text = try normalText(text.utf8.span, .assetTag)
        self.party = party
    }
}

/// One line of a party's purchase document: what a device without a number of its own is known by.
public struct DocumentLine: Hashable, Sendable {
    public static let lines = 1...1_000_000
    public let party: Code
    /// 1 to 40 printable ASCII characters, none a space or a lower-case letter.
    public let document: String
    /// Counted as the document does.
    public let line: Int

    /// Refused, in this order: as an asset tag; a line outside `lines`.
    public init(reading document: String, line: Int, party: Code) throws(IdentifierRefusal) {
        self.document = try normalText(document.utf8.span, .document)
        guard Self.lines.contains(line) else { throw .line(line) }
        self.line = line
        self.party = party
    }
}

private func normalText(_ bytes: Span<UInt8>, _ kind: IdentifierKind) throws(IdentifierRefusal) -> String {
    var compact = Bytes.compact(bytes)
    if let wrong = compact.wrong { throw .character(kind, Bytes.character(in: bytes, at: wrong)) }
    while compact.bytes.first == UInt8(ascii: "'") { compact.bytes.removeFirst() }
    guard !compact.bytes.isEmpty else { throw .empty(kind) }
    let text = String(decoding: compact.bytes, as: UTF8.self)
    let known = text.first == "#" ? String(text.dropFirst()) : text
    guard !Placeholder.texts.contains(known), kind == .document || !Placeholder.isNothing(compact.bytes) else {
        throw .placeholder(kind, text)
    }
    guard compact.bytes.first != UInt8(ascii: "=") else { throw .character(kind, "=") }
    guard (1...40).contains(compact.bytes.count) else {
        throw .length(kind, found: compact.bytes.count, allowed: 1...40)
    }
    return text
}

/// What makes a device this one and no other. Two texts for one number give equal identifiers.
public enum DeviceIdentifier: Hashable, Sendable {
    case imei(IMEI)
    case serial(SerialNumber)
    case assetTag(AssetTag)
    case documentLine(DocumentLine)

    /// One spelling an identifier, for the journal's leaves and JSON: `imei:35693803564380`, `serial:LENOVO:PF0ABC12`
    /// (`serial:?:PF0ABC12` of an unknown maker), `asset:acme:LT-0042`, `document:acme:PO4711:3`.
    public var text: String {
        switch self {
        case .imei(let imei): "imei:\(imei.digits)"
        case .serial(let serial): "serial:\(serial.maker?.text ?? "?"):\(serial.text)"
        case .assetTag(let tag): "asset:\(tag.party.text):\(tag.text)"
        case .documentLine(let line): "document:\(line.party.text):\(line.document):\(line.line)"
        }
    }

    /// Reads `text` and nothing else: what is not in its normal form is refused.
    public init(text: String) throws(IdentifierRefusal) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw .malformed(text) }
        let rest = parts[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch parts[0] {
        case "imei":
            guard parts[1].utf8.count == 14, let number = UInt64(parts[1]) else { throw .malformed(text) }
            self = .imei(try IMEI(checking: number))
        case "serial":
            guard rest.count == 2 else { throw .malformed(text) }
            let maker = Maker(normal: rest[0])
            guard maker != nil || rest[0] == "?" else { throw .malformed(text) }
            self = .serial(try SerialNumber(reading: rest[1], maker: maker))
        case "asset":
            guard rest.count == 2, let party = Code(rest[0]) else { throw .malformed(text) }
            self = .assetTag(try AssetTag(reading: rest[1], party: party))
        case "document":
            guard rest.count == 2, let party = Code(rest[0]), let colon = rest[1].lastIndex(of: ":"),
                let line = Int(rest[1][rest[1].index(after: colon)...])
            else { throw .malformed(text) }
            self = .documentLine(try DocumentLine(reading: String(rest[1][..<colon]), line: line, party: party))
        default:
            throw .malformed(text)
        }
        // One spelling only.
        guard self.text == text else { throw .malformed(text) }
    }

    /// The identifier as a database key; equal bytes, equal identifiers, and bytes sort by kind first.
    ///
    /// - 1, then the fourteen digits as an integer in 6 bytes, big-endian (10^14 < 2^47)
    /// - 2, serial, 0, maker (nothing if unknown)
    /// - 3, party, 0, tag
    /// - 4, party, 0, document, 0, line in 4 bytes, big-endian
    public var numberBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64)
        append(to: &bytes)
        return bytes
    }

    /// Appends the `numberBytes`: for lists of a million.
    func append(to bytes: inout [UInt8]) {
        switch self {
        case .imei(let imei):
            bytes.append(1)
            for shift in stride(from: 40, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: imei.number >> UInt64(shift)))
            }
        case .serial(let serial):
            serial.appendClashPrefix(to: &bytes)
            if let maker = serial.maker { bytes.append(contentsOf: maker.text.utf8) }
        case .assetTag(let tag):
            append(3, tag.party.text, tag.text, to: &bytes)
        case .documentLine(let line):
            append(4, line.party.text, line.document, to: &bytes)
            bytes.append(0)
            let number = UInt32(line.line)
            for shift in stride(from: 24, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
    }

    private func append(_ kind: UInt8, _ first: String, _ second: String, to bytes: inout [UInt8]) {
        bytes.append(kind)
        bytes.append(contentsOf: first.utf8)
        bytes.append(0)
        bytes.append(contentsOf: second.utf8)
    }
}

extension SerialNumber {
    /// With what the `numberBytes` of every maker's same number begin: 2, serial, 0.
    public var clashPrefix: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 2)
        appendClashPrefix(to: &bytes)
        return bytes
    }

    fileprivate func appendClashPrefix(to bytes: inout [UInt8]) {
        bytes.append(2)
        bytes.append(contentsOf: text.utf8)
        bytes.append(0)
    }

    /// Whether the two may be one device: the same number, and the same maker or one that is unknown.
    public func clashes(with other: SerialNumber) -> Bool {
        guard text == other.text else { return false }
        guard let maker, let otherMaker = other.maker else { return true }
        return maker == otherMaker
    }
}
