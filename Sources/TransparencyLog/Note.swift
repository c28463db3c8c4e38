/// Why a note was not signed or not opened.
public enum NoteError: Error, Hashable, Sendable {
    case tooLarge(bytes: Int)
    case notUTF8
    /// Below U+0020 and no newline.
    case controlCharacter
    /// The text does not end in a newline.
    case unfinishedText
    /// No blank line, nothing after it, or no newline at the end.
    case noSignatures
    /// Not `— <name> <base 64 of at least five bytes>`.
    case badSignatureLine(number: Int)
    case tooManySignatures
    /// Two known keys share this name and hash.
    case ambiguousKey(KeyName, hash: UInt32)
    /// A known key did not sign this text: the whole note is refused.
    case badSignature(KeyName, hash: UInt32)
    /// No known key signed.
    case nobodyKnown
}

/// A signature line of a note.
public struct NoteSignature: Hashable, Sendable {
    public let name: KeyName
    public let keyHash: UInt32
    /// What the key made, without the hash in front.
    public let bytes: [UInt8]

    public init(name: KeyName, keyHash: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyHash = keyHash
        self.bytes = bytes
    }

    /// With its newline.
    public var line: String { "— \(name.text) \(Base64.text(of: keyHash.bigEndianBytes + bytes))\n" }
}

/// A text and who signed it: C2SP signed-note v1.0.0, with Go's choices (golang.org/x/mod/sumdb/note) where it leaves
/// one: a repeated signature of a known key counts once, a repeated unknown line is dropped.
///
///     If you think cryptography is the answer to your problem,
///     then you don't know what your problem is.
///
///     — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
public struct Note: Sendable {
    public static let bytesMax = 1 << 20
    public static let signaturesMax = 100

    /// With its last newline, without the blank line.
    public let text: String
    /// By known keys; all of them verify.
    public let signatures: [NoteSignature]
    /// By keys that the reader does not know: they say nothing.
    public let unverified: [NoteSignature]

    /// Signs `text` and writes the note. Signatures that it bears already (`earlier`) go first, except those of keys that
    /// sign now.
    public static func sign(
        _ text: String, by signers: [SignerKey], after earlier: [NoteSignature] = []
    ) throws(NoteError) -> String {
        guard text.utf8.last == 0x0A else { throw .unfinishedText }
        guard !text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A }) else { throw .controlCharacter }
        let message = Array(text.utf8)
        let fresh = signers.map { signer in
            NoteSignature(name: signer.name, keyHash: signer.verifierKey.hash, bytes: signer.signature(of: message))
        }
        let kept = earlier.filter { old in !fresh.contains { $0.name == old.name && $0.keyHash == old.keyHash } }
        guard !(kept + fresh).isEmpty else { throw .noSignatures }
        guard kept.count + fresh.count <= signaturesMax else { throw .tooManySignatures }
        let note = text + "\n" + (kept + fresh).map(\.line).joined()
        guard note.utf8.count <= bytesMax else { throw .tooLarge(bytes: note.utf8.count) }
        return note
    }

    /// Reads a note and checks the signatures of the keys in `known`: at least one must have signed, and none wrongly.
    public static func open(_ bytes: some Collection<UInt8>, known: [VerifierKey]) throws(NoteError) -> Note {
        let (text, lines) = try parts(of: bytes)
        let message = Array(text.utf8)
        var verified: [NoteSignature] = []
        var unverified: [NoteSignature] = []
        for signature in lines {
            let keys = known.filter { $0.name == signature.name && $0.hash == signature.keyHash }
            guard Set(keys).count <= 1 else { throw .ambiguousKey(signature.name, hash: signature.keyHash) }
            guard let key = keys.first else {
                if !unverified.contains(signature) { unverified.append(signature) }
                continue
            }
            guard !verified.contains(where: { $0.name == key.name && $0.keyHash == key.hash }) else { continue }
            guard key.isValid(signature.bytes, of: message) else { throw .badSignature(key.name, hash: key.hash) }
            verified.append(signature)
        }
        guard !verified.isEmpty else { throw .nobodyKnown }
        return Note(text: text, signatures: verified, unverified: unverified)
    }

    /// The text and the signature lines of a note, whoever signed: nothing in them is proved.
    static func parts(
        of bytes: some Collection<UInt8>
    ) throws(NoteError) -> (text: String, lines: [NoteSignature]) {
        let bytes = Array(bytes)
        guard bytes.count <= bytesMax else { throw .tooLarge(bytes: bytes.count) }
        guard !bytes.contains(where: { $0 < 0x20 && $0 != 0x0A }) else { throw .controlCharacter }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        // The last blank line parts text and signatures: the text may hold blank lines of its own.
        guard bytes.last == 0x0A,
            let blank = (1..<max(bytes.count, 1)).last(where: { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }),
            blank + 1 < bytes.count
        else { throw .noSignatures }
        let lines = try signatures(in: bytes[(blank + 1)...])
        return (String(decoding: bytes[..<blank], as: UTF8.self), lines)
    }

    /// Reads signature lines, each with its newline.
    static func signatures(in bytes: ArraySlice<UInt8>) throws(NoteError) -> [NoteSignature] {
        guard bytes.last == 0x0A else { throw .noSignatures }
        let lines = bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count <= signaturesMax else { throw .tooManySignatures }
        var signatures: [NoteSignature] = []
        for (index, line) in lines.enumerated() {
            guard let signature = NoteSignature(line: line) else { throw .badSignatureLine(number: index + 1) }
            signatures.append(signature)
        }
        return signatures
    }

    /// Whether that key, known when the note was opened, signed it.
    public func isSigned(by key: VerifierKey) -> Bool {
        signatures.contains { $0.name == key.name && $0.keyHash == key.hash }
    }
}

extension NoteSignature {
    init?(line: ArraySlice<UInt8>) {
        guard let rest = String(validating: line, as: UTF8.self)?.after("— ") else { return nil }
        let parts = rest.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let name = KeyName(String(parts[0])), let bytes = Base64.bytes(of: parts[1]),
            bytes.count >= 5
        else { return nil }
        self.init(
            name: name, keyHash: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }, bytes: Array(bytes.dropFirst(4)))
    }
}
