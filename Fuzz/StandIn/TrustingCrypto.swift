// What the rooms up to Certificates ask of swift-crypto, without it: the fuzz target is built of those rooms and no package. Hashes
// are SHA-256 as FIPS 180-4 has it, so that what is genuine holds together; and every signature that is not all zeros is good, so
// that a mutation gets past it to what lies behind.

public struct SHA256: Sendable {
    public static let blockByteCount = 64

    public struct Digest: Sendable, Sequence {
        let bytes: [UInt8]

        public func makeIterator() -> Array<UInt8>.Iterator { bytes.makeIterator() }
        public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            bytes.withUnsafeBytes(body)
        }
    }

    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]

    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    private var rest: [UInt8] = []
    private var count: UInt64 = 0

    public init() {}

    public static func hash(data: [UInt8]) -> Digest {
        var hasher = SHA256()
        hasher.update(data: data)
        return hasher.finalize()
    }

    public mutating func update(data: [UInt8]) { data.withUnsafeBytes { update(bufferPointer: $0) } }

    public mutating func update(bufferPointer bytes: UnsafeRawBufferPointer) {
        count += UInt64(bytes.count)
        rest.append(contentsOf: bytes)
        var place = 0
        while rest.count - place >= 64 {
            compress(rest[place..<place + 64])
            place += 64
        }
        rest.removeFirst(place)
    }

    public func finalize() -> Digest {
        var last = self
        last.rest.append(0x80)
        while last.rest.count % 64 != 56 { last.rest.append(0) }
        withUnsafeBytes(of: (count * 8).bigEndian) { last.rest.append(contentsOf: $0) }
        let padded = last.rest
        for place in stride(from: 0, to: padded.count, by: 64) { last.compress(padded[place..<place + 64]) }
        return Digest(bytes: last.state.flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } })
    }

    private mutating func compress(_ block: ArraySlice<UInt8>) {
        func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }
        var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { place in
            block[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        for place in 16..<64 {
            let (far, near) = (words[place - 15], words[place - 2])
            let low = turned(far, 7) ^ turned(far, 18) ^ far >> 3
            let high = turned(near, 17) ^ turned(near, 19) ^ near >> 10
            words.append(words[place - 16] &+ low &+ words[place - 7] &+ high)
        }
        var s = state
        for place in 0..<64 {
            let high = turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)
            let chosen = s[4] & s[5] ^ ~s[4] & s[6]
            let first = s[7] &+ high &+ chosen &+ Self.constants[place] &+ words[place]
            let low = turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)
            let most = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
            s = [first &+ low &+ most, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
        }
        for place in 0..<8 { state[place] &+= s[place] }
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
                signature.count == 64 && signature.contains { $0 != 0 }
            }
        }

        public struct PrivateKey: Sendable {
            public let rawRepresentation: [UInt8]
            public let publicKey: PublicKey

            public init(rawRepresentation: [UInt8]) throws {
                guard rawRepresentation.count == 32 else { throw WrongLength() }
                self.rawRepresentation = rawRepresentation
                publicKey = try PublicKey(rawRepresentation: Array(SHA256.hash(data: rawRepresentation)))
            }

            public func signature(for message: [UInt8]) throws -> [UInt8] {
                let first = SHA256.hash(data: rawRepresentation + message)
                return Array(first) + Array(SHA256.hash(data: Array(first)))
            }
        }
    }
}
