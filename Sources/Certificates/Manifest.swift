import CanonicalJSON
import Crypto
public import Primitives
public import Programmes
public import TransparencyLog

// docs/spec/manifest.md: what a declaration's root and tags commit to, row by row.

/// One included row of a declaration, as its leaf says it.
public struct ManifestRow: Hashable, Sendable {
    /// Counted from 1 among the included rows.
    public let row: Int64
    public let deviceClass: Code
    /// The mass by which one device of the row owes. `nil` only under a programme by piece, where none is known.
    public let grams: Grams?
    /// What the row owes, in the declaration's unit.
    public let units: Int64
    /// Devices that the row stands for: 1 where they have numbers of their own.
    public let quantity: Int64
    public let numbers: PackedNumbers

    public init(
        row: Int64, deviceClass: Code, grams: Grams?, units: Int64, quantity: Int64, numbers: PackedNumbers
    ) {
        self.row = row
        self.deviceClass = deviceClass
        self.grams = grams
        self.units = units
        self.quantity = quantity
        self.numbers = numbers
    }
}

/// Makes the leaves of one declaration from its seed. Reuses its memory: a leaf costs no allocation of ours.
public struct ManifestLeaves {
    /// Bytes of a seed.
    public static let seedCount = 32

    private let keyed: KeyedHash
    /// The JCS bytes of the last leaf (M-3).
    public private(set) var json: [UInt8] = []
    private var text: [UInt8] = []

    /// - Precondition: the seed has 32 bytes.
    public init(seed: [UInt8]) {
        precondition(seed.count == Self.seedCount, "a seed of \(seed.count) bytes")
        keyed = KeyedHash(key: seed)
        json.reserveCapacity(512)
        text.reserveCapacity(128)
    }

    /// M-2: the seed of the declaration at a position, counted from 0, of those that one list came to.
    public static func seed(of position: Int, from source: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: UInt32(position).bigEndian) { Array(KeyedHash(key: source).code($0)) }
    }

    /// M-2: the first 16 bytes of HMAC-SHA256(seed, row as 8 bytes, big-endian).
    public func salt(row: Int64) -> [UInt8] {
        let code = withUnsafeBytes(of: UInt64(row).bigEndian) { keyed.code($0) }
        return code.withUnsafeBytes { Array($0[..<16]) }
    }

    /// M-4.
    public mutating func leaf(_ row: ManifestRow) -> Hash {
        leaf(
            row: row.row, deviceClass: row.deviceClass.text, grams: row.grams?.count, units: row.units,
            quantity: row.quantity, numbers: row.numbers.bytes.span)
    }

    /// The same leaf from a row's parts, for lists of a million: `numbers` as `PackedNumbers` has them.
    public mutating func leaf(
        row: Int64, deviceClass: String, grams: Int64?, units: Int64, quantity: Int64, numbers: borrowing Span<UInt8>
    ) -> Hash {
        json.removeAll(keepingCapacity: true)
        json.append(contentsOf: #"{"class":""#.utf8)
        json.append(contentsOf: deviceClass.utf8)
        json.append(contentsOf: #"","grams":"#.utf8)
        if let grams { JSON.append(grams, to: &json) } else { json.append(contentsOf: "null".utf8) }
        json.append(contentsOf: #","identifiers":["#.utf8)
        appendTexts(numbers)
        json.append(contentsOf: #"],"quantity":"#.utf8)
        JSON.append(quantity, to: &json)
        json.append(contentsOf: #","row":"#.utf8)
        JSON.append(row, to: &json)
        json.append(contentsOf: #","salt":""#.utf8)
        appendSalt(row: row)
        json.append(contentsOf: #"","units":"#.utf8)
        JSON.append(units, to: &json)
        json.append(UInt8(ascii: "}"))
        return json.withUnsafeBytes { Hash(leaf: $0) }
    }

    /// M-10: the device at a position of a row, both counted from 1.
    ///
    /// - Parameter declaration: the sequence of the entry `declared`.
    public mutating func leaf(declaration: Int64, row: Int64, position: Int64, numbers: PackedNumbers) -> Hash {
        json.removeAll(keepingCapacity: true)
        json.append(contentsOf: #"{"declaration":"#.utf8)
        JSON.append(declaration, to: &json)
        json.append(contentsOf: #","identifiers":["#.utf8)
        appendTexts(numbers.bytes.span)
        json.append(contentsOf: #"],"position":"#.utf8)
        JSON.append(position, to: &json)
        json.append(contentsOf: #","row":"#.utf8)
        JSON.append(row, to: &json)
        json.append(contentsOf: #","salt":""#.utf8)
        appendSalt(row: row, position: position)
        json.append(contentsOf: #""}"#.utf8)
        return json.withUnsafeBytes { Hash(leaf: $0) }
    }

    private mutating func appendTexts(_ numbers: borrowing Span<UInt8>) {
        var at = 0
        while at < numbers.count {
            let end = at + 1 + Int(numbers[at])
            text.removeAll(keepingCapacity: true)
            NumberText.append(numbers.extracting((at + 1)..<end), to: &text)
            if at > 0 { json.append(UInt8(ascii: ",")) }
            json.append(UInt8(ascii: "\""))
            for byte in text {
                // An identifier is printable ASCII: these two are all there is to escape (RFC 8785, section 3.2.2.2).
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { json.append(UInt8(ascii: "\\")) }
                json.append(byte)
            }
            json.append(UInt8(ascii: "\""))
            at = end
        }
    }

    private mutating func appendSalt(row: Int64, position: Int64? = nil) {
        let row = UInt64(row).bigEndian
        let code =
            if let position {
                withUnsafeBytes(of: (row, UInt64(position).bigEndian)) { keyed.code($0) }
            } else {
                withUnsafeBytes(of: row) { keyed.code($0) }
            }
        code.withUnsafeBytes { code in
            for byte in code[..<16] {
                json.append(Self.digit(byte >> 4))
                json.append(Self.digit(byte & 15))
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

/// A duplicate tag: 16 bytes by which two lists are compared without a serial number in them (M-6).
public struct DuplicateTag: Hashable, Comparable, Sendable {
    /// Its first and its last eight bytes, big-endian.
    package let high: UInt64
    package let low: UInt64

    fileprivate init(_ code: SHA256.Digest) {
        (high, low) = code.withUnsafeBytes { bytes in
            (
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    public var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }

    public static func < (one: DuplicateTag, other: DuplicateTag) -> Bool {
        one.high == other.high ? one.low < other.low : one.high < other.high
    }
}

/// Makes the tags of one programme and life with the registry's tag key.
public struct TagMaker {
    private let keyed: KeyedHash

    /// - Precondition: `life` is in 1...255.
    public init(key: [UInt8], programme: Code, life: Int) {
        precondition((1...255).contains(life), "life \(life)")
        keyed = KeyedHash(key: key, prefix: Array(programme.text.utf8) + [0, UInt8(life)])
    }

    /// The tag of one identifier's `numberBytes`.
    public func tag(_ number: Span<UInt8>) -> DuplicateTag {
        number.extracting(0..<NumberText.tagged(number)).withUnsafeBytes { DuplicateTag(keyed.code($0)) }
    }

    public func tag(_ identifier: DeviceIdentifier) -> DuplicateTag { tag(identifier.numberBytes.span) }
}
