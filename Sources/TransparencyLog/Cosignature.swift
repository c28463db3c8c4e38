/// A witness's statement that, at that time, a checkpoint was the greatest consistent one that it had seen of a log: C2SP
/// tlog-cosignature v1.0.1, the Ed25519 type `cosignature/v1`. As a line of a note:
///
///     — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
public struct Cosignature: Hashable, Sendable {
    public let name: KeyName
    public let keyHash: UInt32
    /// When it was made: POSIX time in seconds, 0...2^63 − 1.
    public let seconds: Int64
    /// 64 bytes: RFC 8032.
    public let signature: [UInt8]

    /// `nil` when `seconds` is negative or the signature is not 64 bytes.
    init?(name: KeyName, keyHash: UInt32, seconds: Int64, signature: [UInt8]) {
        guard seconds >= 0, signature.count == 64 else { return nil }
        self.name = name
        self.keyHash = keyHash
        self.seconds = seconds
        self.signature = signature
    }

    /// `nil` unless the line holds a `timestamped_signature` of the Ed25519 type: eight bytes of time, big-endian, then 64.
    public init?(_ line: NoteSignature) {
        let time = line.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let seconds = Int64(exactly: time) else { return nil }
        self.init(
            name: line.name, keyHash: line.keyHash, seconds: seconds, signature: Array(line.bytes.dropFirst(8)))
    }

    /// What stands in the note for it.
    public var line: NoteSignature {
        let time = withUnsafeBytes(of: seconds.bigEndian) { Array($0) }
        return NoteSignature(name: name, keyHash: keyHash, bytes: time + signature)
    }

    /// What is signed: "Ed25519 signed message".
    static func message(checkpoint: Checkpoint, seconds: Int64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n\(checkpoint.text)".utf8)
    }
}

/// The witnesses that a reader trusts, and how many of them must have cosigned a checkpoint before it believes that nobody
/// was shown another: k of n, the policy that C2SP tlog-proof, "Verifying a tlog proof", suggests.
public struct Quorum: Hashable, Sendable {
    public let witnesses: [WitnessKey]
    /// How many of them, at least one.
    public let needed: Int

    /// `nil` unless `needed` is in 1...`witnesses.count`, and when one public key stands there twice, under whatever name:
    /// that would be one witness and count as two.
    public init?(of witnesses: [WitnessKey], atLeast needed: Int) {
        guard needed >= 1, needed <= witnesses.count, Set(witnesses.map(\.publicKey)).count == witnesses.count else {
            return nil
        }
        self.witnesses = witnesses
        self.needed = needed
    }
}

extension Checkpoint {
    /// The cosignatures of the witnesses in `known` among `lines`, one for each witness, the newest where there are more.
    /// Lines of other keys are passed over.
    ///
    /// - Throws: `badCosignature` where one of them is wrong: then none of the lines is to be believed.
    public func cosignatures(
        in lines: [NoteSignature], by known: [WitnessKey]
    ) throws(CheckpointError) -> [Cosignature] {
        var newest: [Cosignature] = []
        for line in lines {
            guard let witness = known.first(where: { $0.name == line.name && $0.hash == line.keyHash }) else {
                continue
            }
            guard let cosignature = Cosignature(line), witness.isValid(cosignature, of: self) else {
                throw .badCosignature(line.name, hash: line.keyHash)
            }
            if let place = newest.firstIndex(where: { $0.name == line.name && $0.keyHash == line.keyHash }) {
                if newest[place].seconds < cosignature.seconds { newest[place] = cosignature }
            } else {
                newest.append(cosignature)
            }
        }
        return newest
    }

    /// Opens a note that the log itself signed and enough of the trusted witnesses cosigned. When that was stands in the
    /// cosignatures; how old they may be is the caller's policy.
    public static func open(
        _ bytes: some Collection<UInt8>, log: VerifierKey, quorum: Quorum
    ) throws(CheckpointError) -> (checkpoint: Checkpoint, cosignatures: [Cosignature]) {
        let (checkpoint, note) = try open(bytes, log: log)
        let cosignatures = try checkpoint.cosignatures(in: note.unverified, by: quorum.witnesses)
        guard cosignatures.count >= quorum.needed else {
            throw .tooFewCosignatures(found: cosignatures.count, needed: quorum.needed)
        }
        return (checkpoint, cosignatures)
    }
}

extension Note {
    /// The note with these cosignatures, in place of older ones by the same keys; other lines stay.
    ///
    /// - Throws: `tooManySignatures`, `tooLarge`.
    public func cosigned(by cosignatures: [Cosignature]) throws(NoteError) -> String {
        let others = (signatures + unverified).filter { line in
            !cosignatures.contains { $0.name == line.name && $0.keyHash == line.keyHash }
        }
        return try Note.sign(text, by: [], after: others + cosignatures.map(\.line))
    }
}
