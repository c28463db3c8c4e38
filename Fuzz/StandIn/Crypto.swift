// What TransparencyLog asks of swift-crypto, without it: the fuzz target is built from two modules and no package. A hash here is
// quick and a signature is a hash of key and message, so that whoever has the public key could forge one; a mutation of bytes
// does not. What is fuzzed is what the room does with them.

/// Four sums of Fowler, Noll and Vo (FNV-1a), each begun elsewhere and stirred at the end.
public struct SHA256 {
    public struct Digest: Sendable {
        let words: (UInt64, UInt64, UInt64, UInt64)

        public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            Swift.withUnsafeBytes(of: words, body)
        }
    }

    private var sums: (UInt64, UInt64, UInt64, UInt64) = (
        0xCBF2_9CE4_8422_2325, 0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9, 0x94D0_49BB_1331_11EB
    )

    public init() {}

    public mutating func update(bufferPointer: UnsafeRawBufferPointer) {
        for byte in bufferPointer {
            sums.0 = (sums.0 ^ UInt64(byte)) &* 0x100_0000_01B3
            sums.1 = (sums.1 ^ UInt64(byte)) &* 0x100_0000_01B3
            sums.2 = (sums.2 ^ UInt64(byte)) &* 0x100_0000_01B3
            sums.3 = (sums.3 ^ UInt64(byte)) &* 0x100_0000_01B3
        }
    }

    public func finalize() -> Digest {
        func stirred(_ sum: UInt64) -> UInt64 { (sum ^ sum >> 31) &* 0x94D0_49BB_1331_11EB ^ sum >> 17 }
        return Digest(words: (stirred(sums.0), stirred(sums.1), stirred(sums.2), stirred(sums.3)))
    }

    static func bytes(of message: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        message.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        return hasher.finalize().withUnsafeBytes { Array($0) }
    }
}

public enum Curve25519 {
    public enum Signing {
        public struct WrongLength: Error {}

        public struct PublicKey: Sendable {
            public let rawRepresentation: [UInt8]

            public init(rawRepresentation: [UInt8]) throws {
                guard rawRepresentation.count == 32 else { throw WrongLength() }
                self.rawRepresentation = rawRepresentation
            }

            public func isValidSignature(_ signature: [UInt8], for message: [UInt8]) -> Bool {
                signature == self.signature(of: message)
            }

            func signature(of message: [UInt8]) -> [UInt8] {
                let first = SHA256.bytes(of: rawRepresentation + message)
                return first + SHA256.bytes(of: first)
            }
        }

        public struct PrivateKey: Sendable {
            public let rawRepresentation: [UInt8]
            public let publicKey: PublicKey

            public init(rawRepresentation: [UInt8]) throws {
                guard rawRepresentation.count == 32 else { throw WrongLength() }
                self.rawRepresentation = rawRepresentation
                publicKey = try PublicKey(rawRepresentation: SHA256.bytes(of: rawRepresentation))
            }

            public func signature(for message: [UInt8]) throws -> [UInt8] { publicKey.signature(of: message) }
        }
    }
}
