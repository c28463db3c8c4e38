public import Primitives
import TransparencyLog

extension Digest {
    /// SHA-256 of the bytes.
    public init(sha256 bytes: [UInt8]) {
        guard let digest = Digest(Hash(of: bytes).bytes) else { preconditionFailure("SHA-256 has 32 bytes") }
        self = digest
    }
}
