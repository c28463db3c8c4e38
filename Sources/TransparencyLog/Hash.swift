import Crypto

/// A SHA-256 hash: 32 bytes held in place, with the tree's ways of making one (RFC 6962, section 2.1).
public struct Hash: Hashable, Sendable {
    public static let byteCount = 32

    // In memory order, so that the value's own bytes are the hash.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// The root of the tree without leaves: the hash of nothing.
    public static let emptyTree = Hash(of: [])

    private init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes { $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
    }

    /// SHA-256 of the bytes themselves, without a prefix: not a leaf.
    public init(of bytes: [UInt8]) {
        var hasher = SHA256()
        bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        self.init(hasher.finalize())
    }

    /// `SHA-256(0x00 ‖ entry)`.
    public init(leaf entry: [UInt8]) {
        self = entry.withUnsafeBytes { Hash(leaf: $0) }
    }

    /// `SHA-256(0x00 ‖ entry)`, from memory that the caller owns.
    public init(leaf entry: UnsafeRawBufferPointer) {
        var hasher = SHA256()
        Swift.withUnsafeBytes(of: UInt8(0x00)) { hasher.update(bufferPointer: $0) }
        hasher.update(bufferPointer: entry)
        self.init(hasher.finalize())
    }

    /// `SHA-256(0x01 ‖ left ‖ right)`.
    public init(left: Hash, right: Hash) {
        var hasher = SHA256()
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Hash.byteCount, alignment: 1) { node in
            node[0] = 0x01
            left.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: node[1..<33]).copyMemory(from: $0) }
            right.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: node[33...]).copyMemory(from: $0) }
            hasher.update(bufferPointer: UnsafeRawBufferPointer(node))
        }
        self.init(hasher.finalize())
    }

    /// `nil` unless there are 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Hash.byteCount else { return nil }
        self = Array(bytes).withUnsafeBytes { Hash(memory: $0) }
    }

    private init(memory: UnsafeRawBufferPointer) {
        words = memory.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self)
    }

    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        Swift.withUnsafeBytes(of: words, body)
    }

    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    public static func == (left: Hash, right: Hash) -> Bool { left.words == right.words }

    public func hash(into hasher: inout Hasher) {
        withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

// MARK: - Texts

extension Hash: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var hex: String { Hexadecimal.text(of: bytes) }

    /// `nil` unless it is the one spelling that `hex` writes.
    public init?(hex: String) {
        guard let bytes = Hexadecimal.bytes(of: hex) else { return nil }
        self.init(bytes)
    }

    /// 44 characters of RFC 4648, section 4, with padding.
    public var base64: String { Base64.text(of: bytes) }

    /// `nil` unless it is the one spelling that `base64` writes.
    public init?(base64: String) {
        guard let bytes = Base64.bytes(of: base64) else { return nil }
        self.init(bytes)
    }

    public var description: String { hex }
}
