public import Journal
import Primitives

extension ReplayProofs {
    /// Signatures and digests as docs/spec/journal.md, B-13 and B-14, say.
    public static let ed25519 = ReplayProofs(
        signatureHolds: { verified, day, sealed in
            sealed.map { VerifierSignature.holds(verified, day: day, sealed: $0) } ?? false
        },
        beneficiaryDigest: { Digest(sha256: $0.beneficiaryBytes) })
}
