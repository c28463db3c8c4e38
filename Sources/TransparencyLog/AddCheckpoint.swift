/// Why bytes are not an `add-checkpoint` request, or an answer to one.
public enum AddCheckpointError: Error, Hashable, Sendable {
    case tooLarge(bytes: Int)
    case notUTF8
    /// A line, counted from 1, is not what the format has in its place, in the one spelling.
    case malformedLine(number: Int)
    /// More than 63, which no client must send.
    case tooManyHashes(Int)
    case checkpoint(CheckpointError)
    /// The old size is negative, or beyond that of the checkpoint.
    case sizesOutOfOrder(old: Int64, new: Int64)
    /// No answer of the protocol has this status.
    case unknownStatus(Int)
    /// 200 and no signature lines, or others.
    case badSignatures(NoteError)
    /// 409 and not a size with a newline.
    case badSize
}

/// What a log asks of a witness, the body of `POST <submission prefix>/add-checkpoint`: C2SP tlog-witness v1.0.0,
/// "add-checkpoint".
///
///     old 20852014
///     PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
///     jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
///
///     example.com/behind-the-sofa
///     20852163
///     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
///     — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
public struct AddCheckpointRequest: Hashable, Sendable {
    public static let hashesMax = 63
    /// What a request of all that can have.
    public static let bytesMax = Note.bytesMax + (1 << 12)

    /// The size of the checkpoint that the witness cosigned last, as the log believes; 0 where there is none. One beyond the
    /// checkpoint's can be written: a witness finds that out once it knows whose the checkpoint is.
    public let oldSize: Int64
    /// From the old size to the checkpoint's: RFC 6962, section 2.1.2; empty where the sizes are equal or the old one is 0.
    public let proof: [Hash]
    /// The note, with the log's signature.
    public let note: String
    /// What the note says, whoever signed it.
    let stated: Checkpoint

    /// - Throws: `checkpoint`, `sizesOutOfOrder`, `tooManyHashes`.
    public init(oldSize: Int64, proof: [Hash], note: String) throws(AddCheckpointError) {
        do throws(CheckpointError) { stated = try Checkpoint(unproved: note.utf8) } catch { throw .checkpoint(error) }
        guard proof.count <= AddCheckpointRequest.hashesMax else { throw .tooManyHashes(proof.count) }
        guard oldSize >= 0 else { throw .sizesOutOfOrder(old: oldSize, new: stated.size) }
        self.oldSize = oldSize
        self.proof = proof
        self.note = note
    }

    public var bytes: [UInt8] {
        Array("old \(oldSize)\n\(proof.map { "\($0.base64)\n" }.joined())\n\(note)".utf8)
    }

    /// Reads the one spelling that `bytes` writes.
    public init(_ bytes: some Collection<UInt8>) throws(AddCheckpointError) {
        guard bytes.count <= AddCheckpointRequest.bytesMax else { throw .tooLarge(bytes: bytes.count) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        var lines = LineReader(text)
        guard let oldSize = lines.next()?.after("old ").flatMap({ Decimal.value(of: $0) }) else {
            throw .malformedLine(number: 1)
        }
        guard let proof = lines.hashes(atMost: AddCheckpointRequest.hashesMax) else {
            throw .malformedLine(number: lines.number)
        }
        try self.init(oldSize: oldSize, proof: proof, note: lines.rest)
    }
}

/// What a witness answers, each with its HTTP status: C2SP tlog-witness v1.0.0, "add-checkpoint".
public enum AddCheckpointAnswer: Hashable, Sendable {
    /// 200: signature lines for the checkpoint. A reader looks for those of witnesses it knows by
    /// `Checkpoint.cosignatures(in:by:)` and passes over the others.
    case cosigned([NoteSignature])
    /// 400: the request is malformed, or the old size beyond the checkpoint's.
    case malformed
    /// 403: no key that is trusted for the origin signed, or one of them wrongly.
    case notTrusted
    /// 404: the witness does not know the origin.
    case unknownOrigin
    /// 409: the checkpoint that was cosigned last has this size, and not the old size of the request.
    case conflict(size: Int64)
    /// 422: the proof does not hold, or the roots of equal sizes differ.
    case notConsistent

    public var status: Int {
        switch self {
        case .cosigned: 200
        case .malformed: 400
        case .notTrusted: 403
        case .unknownOrigin: 404
        case .conflict: 409
        case .notConsistent: 422
        }
    }

    /// Empty where the status says all.
    public var body: [UInt8] {
        switch self {
        case .cosigned(let lines): Array(lines.map(\.line).joined().utf8)
        case .conflict(let size): Array("\(size)\n".utf8)
        case .malformed, .notTrusted, .unknownOrigin, .notConsistent: []
        }
    }

    /// `nil` where the protocol asks for none.
    public var contentType: String? {
        switch self {
        case .conflict: "text/x.tlog.size"
        case .cosigned, .malformed, .notTrusted, .unknownOrigin, .notConsistent: nil
        }
    }

    /// Reads an answer. The body of a refusal other than 409 is for people, and not looked at.
    public init(status: Int, body: some Collection<UInt8>) throws(AddCheckpointError) {
        guard body.count <= Note.bytesMax else { throw .tooLarge(bytes: body.count) }
        switch status {
        case 200:
            do throws(NoteError) { self = .cosigned(try Note.signatures(in: Array(body)[...])) } catch {
                throw .badSignatures(error)
            }
        case 400: self = .malformed
        case 403: self = .notTrusted
        case 404: self = .unknownOrigin
        case 409:
            guard let text = String(validating: body, as: UTF8.self), text.utf8.last == 0x0A,
                let size = Decimal.value(of: text.dropLast())
            else { throw .badSize }
            self = .conflict(size: size)
        case 422: self = .notConsistent
        default: throw .unknownStatus(status)
        }
    }
}
