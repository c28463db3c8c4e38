public import CanonicalJSON
public import Journal
public import Primitives
public import Programmes
public import TransparencyLog

// docs/spec/manifest.md, M-11: one device of a certificate, proved without the other rows.

/// Why bytes are not a device's proof.
public enum DeviceProofFault: Error, Hashable, Sendable {
    /// Not JSON, or not in its one spelling (RFC 8785).
    case notCanonical(JSONError)
    case malformed(JSONReadError)
    case unknownFormat(String)
    /// The entry that attached the device is none, or opens its sealed part.
    case entry
}

/// A row as its leaf says it, read from the leaf's own bytes (M-3).
public struct ProvedRow: Hashable, Sendable {
    let json: JSONObject
    /// Counted from 1.
    public let row: Int64
    public let deviceClass: Code
    /// The mass by which one device of the row owes; `nil` where none is known.
    public let grams: Grams?
    /// What the row owes, in the declaration's unit.
    public let units: Int64
    /// Devices that the row stands for.
    public let quantity: Int64
    /// In the order of their texts, none twice.
    public let identifiers: [DeviceIdentifier]

    /// The identifiers' texts, in their order.
    public var texts: [String] { identifiers.map(\.text) }

    /// What the path begins with.
    public var hash: Hash { Hash(leaf: json.canonicalBytes) }

    init(_ object: JSONReader, _ json: JSONObject) throws(JSONReadError) {
        var reader = object
        deviceClass = try reader.string("class") { Code($0) }
        let grams = try reader.value("grams")
        guard grams == .null || grams.kind == .integer else {
            throw .wrongKind(path: reader.path(to: "grams"), expected: .integer, found: grams.kind)
        }
        self.grams = grams.integer.flatMap { Grams($0) }
        guard grams == .null || self.grams != nil else { throw .outOfRange(path: reader.path(to: "grams")) }
        identifiers = try reader.identifiers()
        quantity = try reader.integer("quantity", in: 1...)
        row = try reader.integer("row", in: 1...)
        try reader.salt()
        units = try reader.integer("units", in: 1...)
        try reader.end()
        self.json = json
    }
}

/// A device at a position of a row that stands for several, as its leaf says it (M-10).
public struct ProvedPosition: Hashable, Sendable {
    let json: JSONObject
    public let declaration: Int64
    public let row: Int64
    /// Counted from 1.
    public let position: Int64
    /// In the order of their texts, none twice.
    public let identifiers: [DeviceIdentifier]

    public var texts: [String] { identifiers.map(\.text) }
    public var hash: Hash { Hash(leaf: json.canonicalBytes) }

    init(_ object: JSONReader, _ json: JSONObject) throws(JSONReadError) {
        var reader = object
        declaration = try reader.integer("declaration", in: 0...)
        identifiers = try reader.identifiers()
        position = try reader.integer("position", in: 1...)
        row = try reader.integer("row", in: 1...)
        try reader.salt()
        try reader.end()
        self.json = json
    }
}

/// A leaf's place in its tree, and the hashes by which it leads to the root.
public struct LeafPath: Hashable, Sendable {
    /// What no tree of 2^40 leaves exceeds.
    static let hashesMax = 40

    /// Counted from 0.
    public let index: Int64
    /// How many leaves the tree has. It serves to walk the path; another number by which the same path leads to the same root
    /// proves the same leaf.
    public let size: Int64
    /// RFC 6962, section 2.1.1.
    public let hashes: [Hash]

    public init(index: Int64, size: Int64, hashes: [Hash]) {
        self.index = index
        self.size = size
        self.hashes = hashes
    }

    func verify(_ leaf: Hash, root: Digest) throws(ProofError) {
        guard let root = Hash(root.bytes) else { preconditionFailure("a digest has 32 bytes") }
        try TreeProofs.verifyInclusion(of: leaf, index: index, size: size, root: root, proof: hashes)
    }
}

/// The device that was attached to a row after it was declared, in the entry that says so.
public struct AttachedProof: Hashable, Sendable {
    public let leaf: ProvedPosition
    /// To the root that the entry states.
    public let path: LeafPath
    public let entry: JournalEntry
    /// To the root of `checkpoint`.
    public let inclusion: [Hash]
    /// A signed note of the certificate's log, of any day since.
    public let checkpoint: String
}

/// One device of a certificate: a file beside the certificate's bundle, which it names and does not hold, so that it stays true
/// with every newer bundle. It says nothing of other rows.
///
///     {"certificate":"…","credential":"…","declaration":71,"format":"counterweight-device/1",
///      "leaf":{"class":"smartphone",…},"path":["…",…],"rows":1200}
public struct DeviceProof: Hashable, Sendable {
    public static let format = "counterweight-device/1"
    public static let bytesMax = 64 << 10
    private static let limits = JSONLimits(bytesMax: bytesMax, depthMax: 8, numbers: .exactIntegers)

    public let certificate: RandomID
    /// SHA-256 of the credential with its proof.
    public let credential: Digest
    /// The sequence of the `declared` entry.
    public let declaration: Int64
    public let leaf: ProvedRow
    /// To the manifest root that the declaration's entry states.
    public let path: LeafPath
    public let attached: AttachedProof?

    /// Reads the one spelling that `bytes` writes.
    public init(bytes: [UInt8]) throws(DeviceProofFault) {
        let json: JSON
        do throws(JSONError) { json = try JSON(canonical: bytes, limits: Self.limits) } catch {
            throw .notCanonical(error)
        }
        let format: String
        let attached: JSONReader?
        do throws(JSONReadError) {
            var reader = try JSONReader(json)
            attached = try reader.objectIfPresent("attached")
            certificate = try reader.string("certificate") { RandomID($0) }
            credential = try reader.string("credential") { Digest($0) }
            declaration = try reader.integer("declaration", in: 0...)
            format = try reader.string("format")
            let object = try reader.part("leaf")
            leaf = try ProvedRow(JSONReader(object, path: reader.path(to: "leaf")), object)
            let hashes = try reader.hashes("path")
            path = LeafPath(index: leaf.row - 1, size: try reader.integer("rows", in: 1...), hashes: hashes)
            try reader.end()
        } catch { throw .malformed(error) }
        guard format == Self.format else { throw .unknownFormat(format) }
        guard let attached else {
            self.attached = nil
            return
        }
        self.attached = try AttachedProof(attached)
    }

    /// A proof as a registry makes it.
    ///
    /// - Parameter leaf: the bytes of M-3.
    /// - Precondition: they are; the path is that of the row.
    package init(
        certificate: RandomID, credential: Digest, declaration: Int64, leaf: [UInt8], path: LeafPath,
        attached: AttachedProof?
    ) {
        self.certificate = certificate
        self.credential = credential
        self.declaration = declaration
        self.leaf = Self.read(leaf) { (reader, object) throws(JSONReadError) in try ProvedRow(reader, object) }
        self.path = path
        self.attached = attached
        precondition(path.index == self.leaf.row - 1, "the path of another row")
    }

    /// The file.
    public var bytes: [UInt8] {
        var object: JSONObject = [
            "certificate": .string(certificate.text), "credential": .string(credential.text),
            "declaration": .integer(declaration), "format": .string(Self.format), "leaf": .object(leaf.json),
            "path": .hashes(path.hashes), "rows": .integer(path.size),
        ]
        object["attached"] = attached?.json
        return object.canonicalBytes
    }

    fileprivate static func read<Leaf>(
        _ bytes: [UInt8], _ make: (JSONReader, JSONObject) throws(JSONReadError) -> Leaf
    ) -> Leaf {
        guard let object = (try? JSON(canonical: bytes, limits: limits))?.object,
            let leaf = try? make(JSONReader(object), object)
        else { preconditionFailure("a leaf that is none") }
        return leaf
    }
}

extension AttachedProof {
    /// - Parameter leaf: the bytes of M-10.
    package init(
        leaf: [UInt8], path: LeafPath, entry: JournalEntry, inclusion: [Hash], checkpoint: String
    ) {
        self.leaf = DeviceProof.read(leaf) { (reader, object) throws(JSONReadError) in
            try ProvedPosition(reader, object)
        }
        self.path = path
        self.entry = entry
        self.inclusion = inclusion
        self.checkpoint = checkpoint
    }

    fileprivate init(_ object: JSONReader) throws(DeviceProofFault) {
        var reader = object
        let entry: JSONReader
        do throws(JSONReadError) {
            checkpoint = try reader.string("checkpoint")
            entry = try reader.object("entry")
            let object = try reader.part("leaf")
            leaf = try ProvedPosition(JSONReader(object, path: reader.path(to: "leaf")), object)
            let size = try reader.integer("leaves", in: 1...)
            let hashes = try reader.hashes("path")
            path = LeafPath(index: try reader.integer("place", in: 0...), size: size, hashes: hashes)
            try reader.end()
        } catch { throw .malformed(error) }
        guard let bundled = try? BundledEntry(reading: entry, number: 0), bundled.sealed == nil else { throw .entry }
        self.entry = bundled.entry
        inclusion = bundled.proof
    }

    fileprivate var json: JSON {
        [
            "checkpoint": .string(checkpoint),
            "entry": BundledEntry(EvidencedEntry(entry, sealed: nil), proof: inclusion).json,
            "leaf": .object(leaf.json), "leaves": .integer(path.size), "path": .hashes(path.hashes),
            "place": .integer(path.index),
        ]
    }
}

extension JSON {
    fileprivate static func hashes(_ hashes: [Hash]) -> JSON { .array(hashes.map { .string($0.base64) }) }
}

extension JSONReader {
    /// Identifiers in their normal form, at least one, in the order of their bytes, none twice.
    fileprivate mutating func identifiers() throws(JSONReadError) -> [DeviceIdentifier] {
        let texts = try strings("identifiers")
        let identifiers = texts.compactMap { try? DeviceIdentifier(text: $0) }
        guard !texts.isEmpty, identifiers.count == texts.count,
            zip(texts, texts.dropFirst()).allSatisfy({ $0.utf8.lexicographicallyPrecedes($1.utf8) })
        else { throw .malformed(path: path(to: "identifiers")) }
        return identifiers
    }

    fileprivate mutating func salt() throws(JSONReadError) {
        _ = try string("salt") { RandomID($0) }
    }

    fileprivate mutating func hashes(_ name: String) throws(JSONReadError) -> [Hash] {
        let texts = try strings(name)
        let hashes = texts.compactMap { Hash(base64: $0) }
        guard hashes.count == texts.count, hashes.count <= LeafPath.hashesMax else {
            throw .malformed(path: path(to: name))
        }
        return hashes
    }
}
