import Crypto

/// HMAC-SHA256 under one key, for codes by the million (RFC 2104): the two pads of the key are hashed once, and a code begins
/// with a copy of their states.
struct KeyedHash {
    private let inner: SHA256
    private let outer: SHA256

    /// - Precondition: a key of at most 64 bytes, the block of SHA-256.
    /// - Parameter prefix: with what everything begins that is coded.
    init(key: [UInt8], prefix: [UInt8] = []) {
        precondition(key.count <= SHA256.blockByteCount, "a key of \(key.count) bytes")
        func state(_ pad: UInt8) -> SHA256 {
            var block = [UInt8](repeating: pad, count: SHA256.blockByteCount)
            for index in key.indices { block[index] ^= key[index] }
            var state = SHA256()
            block.withUnsafeBytes { state.update(bufferPointer: $0) }
            return state
        }
        var inner = state(0x36)
        prefix.withUnsafeBytes { inner.update(bufferPointer: $0) }
        self.inner = inner
        outer = state(0x5C)
    }

    /// The code of what begins with the prefix and goes on with these bytes.
    func code(_ bytes: UnsafeRawBufferPointer) -> SHA256.Digest {
        var (inner, outer) = (inner, outer)
        inner.update(bufferPointer: bytes)
        inner.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
        return outer.finalize()
    }
}
