/// Why a checkpoint was not read.
public enum CheckpointError: Error, Hashable, Sendable {
    case note(NoteError)
    /// Not three lines and non-empty extension lines in the one spelling.
    case malformed
    case wrongOrigin(found: String, expected: String)
    /// Other known keys signed, but not the log's.
    case notSignedByLog
    /// A known witness's name and hash stand beside what that key did not make for this checkpoint.
    case badCosignature(KeyName, hash: UInt32)
    /// Fewer trusted witnesses cosigned than the quorum asks for.
    case tooFewCosignatures(found: Int, needed: Int)
}

/// A log's state as it is signed: C2SP tlog-checkpoint v1.0.0, "Note text".
///
///     example.com/behind-the-sofa
///     20852163
///     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
public struct Checkpoint: Sendable {
    /// Which log: by custom the name of its key.
    public let origin: String
    public let size: Int64
    public let rootHash: Hash
    /// What a log adds below, opaque: no monitor can check it, so that logs are advised against it.
    public let extensionLines: [String]

    /// `nil` when `origin` or an extension line is empty or holds a control character, or `size` is negative.
    public init?(origin: String, size: Int64, rootHash: Hash, extensionLines: [String] = []) {
        let areSound = ([origin] + extensionLines).allSatisfy { line in
            !line.isEmpty && !line.utf8.contains { $0 < 0x20 }
        }
        guard areSound, size >= 0 else { return nil }
        self.origin = origin
        self.size = size
        self.rootHash = rootHash
        self.extensionLines = extensionLines
    }

    /// The text that is signed.
    public var text: String {
        "\(origin)\n\(size)\n\(rootHash.base64)\n" + extensionLines.map { "\($0)\n" }.joined()
    }

    /// Reads the one spelling that `text` writes.
    public init(text: String) throws(CheckpointError) {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard lines.count >= 4, let size = Decimal.value(of: lines[1]), let rootHash = Hash(base64: lines[2]),
            let checkpoint = Checkpoint(
                origin: lines[0], size: size, rootHash: rootHash, extensionLines: Array(lines[3..<(lines.count - 1)])),
            checkpoint.text.hasSameScalars(as: text)
        else { throw .malformed }
        self = checkpoint
    }

    /// What a well-formed note says, whoever signed it: only to find out whose key is asked for.
    init(unproved note: some Collection<UInt8>) throws(CheckpointError) {
        let text: String
        do throws(NoteError) { text = try Note.parts(of: note).text } catch { throw .note(error) }
        try self.init(text: text)
    }

    /// The checkpoint as a note. The signer's name must be the origin: that is how a reader finds the key.
    ///
    /// - Precondition: it is. The caller makes both from one configuration.
    public func signed(by signer: SignerKey) -> String {
        precondition(signer.name.text.hasSameScalars(as: origin), "a log signs under its own name")
        do { return try Note.sign(text, by: [signer]) } catch { preconditionFailure("a checkpoint is always a note") }
    }

    /// Opens a note that the log itself signed. Other `known` keys (witnesses, a former key) are checked too.
    public static func open(
        _ bytes: some Collection<UInt8>, log: VerifierKey, known others: [VerifierKey] = []
    ) throws(CheckpointError) -> (checkpoint: Checkpoint, note: Note) {
        let note: Note
        do { note = try Note.open(bytes, known: [log] + others) } catch { throw .note(error) }
        let checkpoint = try Checkpoint(text: note.text)
        guard checkpoint.origin.hasSameScalars(as: log.name.text) else {
            throw .wrongOrigin(found: checkpoint.origin, expected: log.name.text)
        }
        guard note.isSigned(by: log) else { throw .notSignedByLog }
        return (checkpoint, note)
    }
}

extension Checkpoint: Hashable {
    public static func == (left: Checkpoint, right: Checkpoint) -> Bool {
        left.text.hasSameScalars(as: right.text)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        hasher.combine(rootHash)
    }
}
