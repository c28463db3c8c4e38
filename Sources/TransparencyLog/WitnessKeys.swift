private let cosignature: UInt8 = 0x04

/// An Ed25519 key that checks cosignatures, and the name that its witness goes by: C2SP tlog-cosignature v1.0.1, "Format".
/// A type of its own, so that a witness's key never stands for a log's.
///
///     witness.example/w1+bca70b3c+BCvCgAszFuAJIJ/9dX2rGczwroS8eukGVOHoFxLScPZT
public struct WitnessKey: Hashable, Sendable {
    public let name: KeyName
    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x04 ‖ key), big-endian.
    public let hash: UInt32
    /// 32 bytes: RFC 8032, section 5.1.2.
    public let publicKey: [UInt8]

    /// `nil` unless there are 32 bytes.
    public init?(name: KeyName, publicKey: [UInt8]) {
        guard publicKey.count == 32 else { return nil }
        self.name = name
        self.publicKey = publicKey
        hash = KeyText.hash(of: name, [cosignature] + publicKey)
    }

    public var text: String { KeyText.text(name: name, hash: hash, key: [cosignature] + publicKey) }

    /// Reads the one spelling that `text` writes.
    public init(text: String) throws(NoteKeyError) {
        let (name, publicKey) = try KeyText.publicKey(in: text, type: cosignature)
        guard let key = WitnessKey(name: name, publicKey: publicKey) else { throw .malformed }
        self = key
    }

    /// Whether this key made `cosignature` for `checkpoint`, at the time that stands in it.
    public func isValid(_ cosignature: Cosignature, of checkpoint: Checkpoint) -> Bool {
        guard cosignature.name == name, cosignature.keyHash == hash,
            let key = VerifierKey(name: name, publicKey: publicKey)
        else { return false }
        return key.isValid(
            cosignature.signature, of: Cosignature.message(checkpoint: checkpoint, seconds: cosignature.seconds))
    }
}

/// An Ed25519 key that makes cosignatures. Whoever has its text can witness in its name: it never prints itself.
///
///     PRIVATE+KEY+witness.example/w1+bca70b3c+BGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRk
public struct WitnessSigner: Sendable {
    public let witnessKey: WitnessKey
    private let key: SignerKey

    /// `nil` unless the seed is 32 bytes. The seed must serve no other name: the signed message does not hold the name.
    public init?(name: KeyName, seed: [UInt8]) {
        guard let key = SignerKey(name: name, seed: seed),
            let witnessKey = WitnessKey(name: name, publicKey: key.verifierKey.publicKey)
        else { return nil }
        self.key = key
        self.witnessKey = witnessKey
    }

    public var name: KeyName { witnessKey.name }

    /// The secret, for the key file.
    public var secretText: String {
        KeyText.secretText(name: name, hash: witnessKey.hash, key: [cosignature] + key.seed)
    }

    /// Reads the one spelling that `secretText` writes.
    public init(secretText: String) throws(NoteKeyError) {
        let (name, found, seed) = try KeyText.seed(in: secretText, type: cosignature)
        guard let key = WitnessSigner(name: name, seed: seed) else { throw .malformed }
        guard key.witnessKey.hash == found else { throw .wrongHash(found: found, expected: key.witnessKey.hash) }
        self = key
    }

    /// States that at `seconds` this checkpoint is the greatest consistent one that the witness has seen of its log. Only the
    /// rule of `Witness` makes that true.
    func cosign(_ checkpoint: Checkpoint, at seconds: Int64) -> Cosignature {
        let message = Cosignature.message(checkpoint: checkpoint, seconds: seconds)
        guard
            let cosignature = Cosignature(
                name: name, keyHash: witnessKey.hash, seconds: seconds, signature: key.signature(of: message))
        else { preconditionFailure("time before the epoch") }
        return cosignature
    }
}

extension WitnessSigner: CustomStringConvertible, CustomReflectable {
    /// The public half.
    public var description: String { witnessKey.text }
    public var customMirror: Mirror { Mirror(self, children: ["witnessKey": witnessKey.text]) }
}
