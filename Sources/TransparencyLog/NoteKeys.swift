import Crypto
import FoundationEssentials

/// Why a text is not a key.
public enum NoteKeyError: Error, Hashable, Sendable {
    case malformed
    case badName
    /// Another signature type than this kind of key has: 0x01 for `VerifierKey`, 0x04 for `WitnessKey`.
    case unknownAlgorithm(UInt8)
    /// The key is not the one whose hash stands beside it.
    case wrongHash(found: UInt32, expected: UInt32)
}

/// The name under which a key signs, by custom a URL without its scheme: `example.com/log42`. Not empty, without
/// white space, control characters or plus (C2SP signed-note, "Format").
public struct KeyName: Hashable, Sendable {
    public let text: String

    public init?(_ text: String) {
        let isSound = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "+" && !$0.properties.isWhitespace }
        guard !text.isEmpty && isSound else { return nil }
        self.text = text
    }

    public static func == (left: KeyName, right: KeyName) -> Bool { left.text.hasSameScalars(as: right.text) }

    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

private let ed25519: UInt8 = 0x01

/// An Ed25519 key that checks notes, and the name it goes by.
///
///     PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
public struct VerifierKey: Hashable, Sendable {
    public let name: KeyName
    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key), big-endian.
    public let hash: UInt32
    /// 32 bytes: RFC 8032, section 5.1.2.
    public let publicKey: [UInt8]

    /// `nil` unless there are 32 bytes.
    public init?(name: KeyName, publicKey: [UInt8]) {
        guard publicKey.count == 32 else { return nil }
        self.name = name
        self.publicKey = publicKey
        hash = KeyText.hash(of: name, [ed25519] + publicKey)
    }

    public var text: String { KeyText.text(name: name, hash: hash, key: [ed25519] + publicKey) }

    /// Reads the one spelling that `text` writes.
    public init(text: String) throws(NoteKeyError) {
        let (name, publicKey) = try KeyText.publicKey(in: text, type: ed25519)
        guard let key = VerifierKey(name: name, publicKey: publicKey) else { throw .malformed }
        self = key
    }

    /// Whether `signature` is this key's over `message` (RFC 8032; a signature spelled with S beyond the group's order is
    /// refused).
    public func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: message)
    }
}

/// An Ed25519 key that signs notes. Whoever has its text can sign in its name: it never prints itself.
///
///     PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz
public struct SignerKey: Sendable {
    public let verifierKey: VerifierKey
    private let key: Curve25519.Signing.PrivateKey

    /// `nil` unless the seed is 32 bytes.
    public init?(name: KeyName, seed: [UInt8]) {
        guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let verifierKey = VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
        else { return nil }
        self.key = key
        self.verifierKey = verifierKey
    }

    public var name: KeyName { verifierKey.name }

    /// The secret, for the key file.
    public var secretText: String {
        KeyText.secretText(name: name, hash: verifierKey.hash, key: [ed25519] + seed)
    }

    /// Reads the one spelling that `secretText` writes.
    public init(secretText: String) throws(NoteKeyError) {
        let (name, found, seed) = try KeyText.seed(in: secretText, type: ed25519)
        guard let key = SignerKey(name: name, seed: seed) else { throw .malformed }
        guard key.verifierKey.hash == found else { throw .wrongHash(found: found, expected: key.verifierKey.hash) }
        self = key
    }

    var seed: [UInt8] { Array(key.rawRepresentation) }

    /// 64 bytes: RFC 8032.
    public func signature(of message: [UInt8]) -> [UInt8] {
        do { return Array(try key.signature(for: message)) } catch { preconditionFailure("Ed25519 did not sign") }
    }
}

extension SignerKey: CustomStringConvertible, CustomReflectable {
    /// The public half.
    public var description: String { verifierKey.text }
    public var customMirror: Mirror { Mirror(self, children: ["verifierKey": verifierKey.text]) }
}

/// What all key texts end in: `<name>+<hash>+<base 64 of signature type and key>` (C2SP signed-note, "Verifier keys").
enum KeyText {
    /// The key ID that C2SP signed-note recommends.
    static func hash(of name: KeyName, _ key: [UInt8]) -> UInt32 {
        Hash(of: Array(name.text.utf8) + [0x0A] + key).bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    static func text(name: KeyName, hash: UInt32, key: [UInt8]) -> String {
        "\(name.text)+\(Hexadecimal.text(of: hash.bigEndianBytes))+\(Base64.text(of: key))"
    }

    /// Go's spelling of a secret (golang.org/x/mod/sumdb/note): no specification has one.
    static func secretText(name: KeyName, hash: UInt32, key: [UInt8]) -> String {
        "PRIVATE+KEY+" + text(name: name, hash: hash, key: key)
    }

    static func publicKey(in text: String, type: UInt8) throws(NoteKeyError) -> (name: KeyName, key: [UInt8]) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformed }
        let (name, found, bytes) = try read(name: parts[0], hash: parts[1], key: parts[2])
        let expected = hash(of: name, bytes)
        guard found == expected else { throw .wrongHash(found: found, expected: expected) }
        guard bytes[0] == type else { throw .unknownAlgorithm(bytes[0]) }
        return (name, Array(bytes.dropFirst()))
    }

    /// The hash is that of the public key, which the caller makes from the seed.
    static func seed(
        in secretText: String, type: UInt8
    ) throws(NoteKeyError) -> (name: KeyName, hash: UInt32, seed: [UInt8]) {
        let parts = secretText.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].hasSameScalars(as: "PRIVATE"), parts[1].hasSameScalars(as: "KEY") else {
            throw .malformed
        }
        let (name, hash, bytes) = try read(name: parts[2], hash: parts[3], key: parts[4])
        guard bytes[0] == type else { throw .unknownAlgorithm(bytes[0]) }
        return (name, hash, Array(bytes.dropFirst()))
    }

    private static func read(
        name: Substring, hash: Substring, key: Substring
    ) throws(NoteKeyError) -> (name: KeyName, hash: UInt32, key: [UInt8]) {
        guard let name = KeyName(String(name)) else { throw .badName }
        guard let hash = Hexadecimal.bytes(of: hash), hash.count == 4 else { throw .malformed }
        guard let key = Base64.bytes(of: key), !key.isEmpty else { throw .malformed }
        return (name, hash.reduce(0) { $0 << 8 | UInt32($1) }, key)
    }
}

extension UInt32 {
    var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
