public import CanonicalJSON
public import Journal
public import TransparencyLog

/// Why bytes are not a bundle.
public enum BundleFault: Error, Hashable, Sendable {
    /// Not JSON, or not in its one spelling (RFC 8785).
    case notCanonical(JSONError)
    case malformed(JSONReadError)
    case unknownFormat(String)
    /// An entry, counted from 0 in the bundle's list, whose open or sealed part is none.
    case entry(Int, EntryError)
    /// The number beside an entry is not its own, or the entries are not in order.
    case sequence(Int)
    case proof(Int)
}

/// An entry as a bundle carries it: open part, sealed part where it is shown, and the proof that it is in the log.
public struct BundledEntry: Hashable, Sendable {
    /// What no tree of 2^63 leaves exceeds.
    static let proofMax = 63

    public let entry: JournalEntry
    public let sealed: SealedEntry?
    public let proof: [Hash]

    public init(_ evidenced: EvidencedEntry, proof: [Hash]) {
        entry = evidenced.entry
        sealed = evidenced.sealed
        self.proof = proof
    }

    var evidenced: EvidencedEntry { EvidencedEntry(entry, sealed: sealed) }
}

/// A certificate with all that is needed to check it without us: one file, canonical JSON (docs/spec/certificates.md,
/// section 3). Only the credential and the status lists are signed by the issuer; the rest is held to them and to the
/// checkpoint.
///
///     {"checkpoint":"…","credential":{…},"didDocument":{…},"entries":[{"open":{…},"proof":["…"],"sealed":{…},
///     "sequence":0},…],"envelope":{…},"format":"counterweight-certificate/1","logKey":"…","statusLists":[{…},{…}]}
public struct CertificateBundle: Hashable, Sendable {
    public static let format = "counterweight-certificate/1"
    public static let bytesMax = 128 << 20
    /// Nine for each of a thousand retirements, where none shares a lot or a declaration, and those that stand once.
    public static let entriesMax = 9_100
    public static let statusListsMax = 8

    public let credential: SignedCredential
    /// By sequence.
    public let entries: [BundledEntry]
    /// A signed note.
    public let checkpoint: String
    /// The log's verifier key, as C2SP signed-note writes it.
    public let logKey: String
    public let didDocument: JSONObject
    public let statusLists: [JSONObject]

    public init(
        credential: CertificateCredential, entries: [BundledEntry], checkpoint: String, logKey: VerifierKey,
        didDocument: DIDDocument, statusLists: [StatusListCredential]
    ) {
        self.init(
            credential: credential.signed, entries: entries, checkpoint: checkpoint, logKey: logKey.text,
            didDocument: didDocument.json, statusLists: statusLists.map(\.json))
    }

    package init(
        credential: SignedCredential, entries: [BundledEntry], checkpoint: String, logKey: String,
        didDocument: JSONObject, statusLists: [JSONObject]
    ) {
        self.credential = credential
        self.entries = entries.sorted { $0.entry.sequence < $1.entry.sequence }
        self.checkpoint = checkpoint
        self.logKey = logKey
        self.didDocument = didDocument
        self.statusLists = statusLists
    }

    /// That the certificate's issue is in the log, as a file of its own (C2SP tlog-proof), with the entry in it.
    ///
    /// - Throws: `noSuchLeaf` where the bundle has no `certificate.issued`, and what `TLogProof` throws.
    public func proofOfIssue() throws(TLogProofError) -> TLogProof {
        guard let issued = entries.last(where: { $0.entry.open.kind == .certificateIssued }) else {
            throw .noSuchLeaf(index: -1, size: 0)
        }
        return try TLogProof(
            extra: issued.entry.bytes, index: issued.entry.sequence, hashes: issued.proof, checkpoint: checkpoint)
    }

    /// The file.
    public var bytes: [UInt8] {
        let json: JSON = [
            "checkpoint": .string(checkpoint), "credential": .object(credential.json),
            "didDocument": .object(didDocument),
            "entries": .array(entries.map(\.json)),
            "envelope": .object(EnvelopedCredential.json(credential.envelope)), "format": .string(Self.format),
            "logKey": .string(logKey),
            "statusLists": .array(statusLists.map(JSON.object)),
        ]
        return json.canonicalBytes
    }

    /// Reads the one spelling that `bytes` writes.
    public init(bytes: [UInt8]) throws(BundleFault) {
        let json: JSON
        do throws(JSONError) {
            json = try JSON(canonical: bytes, limits: JSONLimits(bytesMax: Self.bytesMax, numbers: .exactIntegers))
        } catch { throw .notCanonical(error) }
        let (format, objects): (String, [JSONReader])
        do throws(JSONReadError) {
            var reader = try JSONReader(json)
            checkpoint = try reader.string("checkpoint")
            let credential = try reader.part("credential")
            didDocument = try reader.part("didDocument")
            objects = try reader.objects("entries")
            let envelope = try reader.part("envelope")
            guard let compact = try? EnvelopedCredential.compact(envelope) else {
                throw JSONReadError.malformed(path: "envelope")
            }
            self.credential = SignedCredential(json: credential, envelope: compact)
            format = try reader.string("format")
            logKey = try reader.string("logKey")
            statusLists = try reader.array("statusLists").compactMap(\.object)
            try reader.end()
            guard objects.count <= Self.entriesMax else { throw .outOfRange(path: "entries") }
            guard statusLists.count == json["statusLists"]?.array?.count, statusLists.count <= Self.statusListsMax
            else {
                throw .outOfRange(path: "statusLists")
            }
        } catch { throw .malformed(error) }
        guard format == Self.format else { throw .unknownFormat(format) }
        var entries: [BundledEntry] = []
        for (number, object) in objects.enumerated() {
            let entry = try BundledEntry(reading: object, number: number)
            guard entries.last.map({ $0.entry.sequence < entry.entry.sequence }) ?? true else {
                throw .sequence(number)
            }
            entries.append(entry)
        }
        self.entries = entries
    }
}

extension BundledEntry {
    var json: JSON {
        var object: JSONObject = [
            "open": Self.json(entry.bytes), "proof": .array(proof.map { .string($0.base64) }),
            "sequence": .integer(entry.sequence),
        ]
        object["sealed"] = sealed.map { Self.json($0.bytes) }
        return .object(object)
    }

    private static func json(_ bytes: [UInt8]) -> JSON {
        do { return try JSON(parsing: bytes) } catch { preconditionFailure("an entry is JSON") }
    }

    init(reading reader: JSONReader, number: Int) throws(BundleFault) {
        var reader = reader
        let (open, sealed, sequence, proofs): ([UInt8], [UInt8]?, Int64, [String])
        do throws(JSONReadError) {
            open = try reader.part("open").canonicalBytes
            proofs = try reader.strings("proof")
            sealed = reader.valueIfPresent("sealed")?.canonicalBytes
            sequence = try reader.integer("sequence")
            try reader.end()
        } catch { throw .malformed(error) }
        do throws(EntryError) {
            entry = try JournalEntry(bytes: open)
            let kind = entry.open.kind
            self.sealed = try sealed.map { (bytes) throws(EntryError) in try SealedEntry(bytes: bytes, of: kind) }
        } catch { throw .entry(number, error) }
        // What was read is what is hashed.
        guard entry.sequence == sequence, entry.bytes == open, self.sealed?.bytes == sealed else {
            throw .sequence(number)
        }
        let hashes = proofs.compactMap { Hash(base64: $0) }
        guard hashes.count == proofs.count, hashes.count <= Self.proofMax else { throw .proof(number) }
        proof = hashes
    }
}

extension JSONReader {
    /// A member that is an object, to be read elsewhere.
    mutating func part(_ name: String) throws(JSONReadError) -> JSONObject {
        let json = try value(name)
        guard let object = json.object else {
            throw .wrongKind(path: path(to: name), expected: .object, found: json.kind)
        }
        return object
    }
}
