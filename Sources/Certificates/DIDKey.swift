import Crypto
import FoundationEssentials
import Primitives

/// An Ed25519 public key that names itself (did:key): `did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2`, the bytes
/// `0xED 0x01 ‖ key` in base 58 behind `z`.
public struct DIDKey: Hashable, Sendable {
    private static let multicodec: [UInt8] = [0xED, 0x01]
    private static let prefix = "did:key:"

    /// 32 bytes: RFC 8032, section 5.1.2.
    public let publicKey: [UInt8]

    /// `nil` unless there are 32 bytes, and for a point of small order: such a key "verifies" what nobody signed.
    public init?(publicKey: [UInt8]) {
        guard publicKey.count == 32, !SmallOrder.contains(publicKey),
            (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)) != nil
        else { return nil }
        self.publicKey = publicKey
    }

    /// Reads the one spelling that `text` writes.
    public init?(_ text: String) {
        guard text.utf8.starts(with: Self.prefix.utf8) else { return nil }
        self.init(multikey: String(text.dropFirst(Self.prefix.count)))
    }

    /// Reads `z6Mk…`.
    public init?(multikey: String) {
        guard multikey.utf8.first == UInt8(ascii: "z"), let bytes = Base58.bytes(of: multikey.dropFirst()),
            bytes.starts(with: Self.multicodec)
        else { return nil }
        self.init(publicKey: Array(bytes.dropFirst(2)))
        guard self.multikey.utf8.elementsEqual(multikey.utf8) else { return nil }
    }

    /// `z6Mk…`: the key as `publicKeyMultibase` has it.
    public var multikey: String { "z" + Base58.text(of: Self.multicodec + publicKey) }
    public var text: String { Self.prefix + multikey }

    /// What people compare by eye: the first 16 hexadecimal digits of the key's SHA-256, in groups of four.
    public var fingerprint: String { Fingerprint.text(of: publicKey) }

    /// Whether `signature` is this key's over `message` (RFC 8032; a spelling with S beyond the group's order is refused).
    public func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard signature.count == 64,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return false }
        return key.isValidSignature(signature, for: message)
    }
}

/// A key in few enough digits to be read over the telephone: `a1b2 c3d4 e5f6 0718`.
public enum Fingerprint {
    public static func text(of key: [UInt8]) -> String {
        let digits = Array(Hexadecimal.text(SHA256.hash(data: key).prefix(8)))
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }.joined(separator: " ")
    }
}

/// The issuer's secret. Whoever has the seed issues in the registry's name: it never prints itself.
public struct IssuerKey: Sendable {
    public let didKey: DIDKey
    private let key: Curve25519.Signing.PrivateKey

    /// `nil` unless the seed is 32 bytes.
    public init?(seed: [UInt8]) {
        guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let didKey = DIDKey(publicKey: Array(key.publicKey.rawRepresentation))
        else { return nil }
        self.key = key
        self.didKey = didKey
    }

    /// 64 bytes: RFC 8032.
    public func signature(of message: [UInt8]) -> [UInt8] {
        do { return Array(try key.signature(for: message)) } catch { preconditionFailure("Ed25519 did not sign") }
    }
}

extension IssuerKey: CustomStringConvertible, CustomReflectable {
    /// The public half.
    public var description: String { didKey.text }
    public var customMirror: Mirror { Mirror(self, children: ["didKey": didKey.text]) }
}

/// The encodings of the points whose order divides eight, without their sign bit.
private enum SmallOrder {
    private static let points: Set<[UInt8]> = Set(
        [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ].compactMap { Hexadecimal.bytes($0) })

    static func contains(_ key: [UInt8]) -> Bool {
        var point = key
        point[31] &= 0x7F
        return points.contains(point)
    }
}
