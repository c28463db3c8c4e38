public import Certificates
public import Compensation
public import Journal
public import Primitives
import TransparencyLog

/// Why a bundle is not printed.
public enum PrintRefusal: Error, Hashable, Sendable {
    case notABundle
    /// A check failed that does not speak of the certificate's state: a page would say what nothing bears out.
    case wrong(CheckFault)
}

/// A certificate as it is printed (docs/spec/certificates.md, section 8): made of a bundle in which every check holds, or every
/// one but that it is neither revoked nor suspended, which the page then says first.
public struct CertificatePage: Sendable {
    public let content: CertificateContent
    /// SHA-256 of the credential with its proof.
    public let digest: Digest
    public let state: CertificateState
    /// The day of the older status list.
    public let asOf: Day
    /// The key that signed the credential.
    public let signer: DIDKey
    /// The log's name, and the fingerprint of its key.
    public let log: (name: String, fingerprint: String)
    /// What is attached, byte for byte.
    public let bundle: [UInt8]
    /// What the registry lists; `nil` where only the bundle is at hand.
    public var devices: CertifiedDevices?

    /// - Throws: `PrintRefusal` where the bytes are no bundle, or a check fails.
    public init(bundle bytes: [UInt8]) throws(PrintRefusal) {
        let read: CertificateBundle
        do throws(BundleFault) { read = try CertificateBundle(bytes: bytes) } catch { throw .notABundle }
        // Whose keys they are is the reader's to judge: the page names them.
        let report = CertificateVerification.report(on: read, trust: Trust())
        state = try Self.state(report.faults)
        guard let credential = try? CertificateCredential(read.credential), let day = report.statusDay,
            let signer = report.signers.first, let log = report.logKey
        else { throw .notABundle }
        content = credential.content
        digest = credential.digest
        asOf = day
        self.signer = signer
        self.log = (log.name.text, Fingerprint.text(of: log.publicKey))
        bundle = bytes
    }

    private static func state(_ faults: [CheckFault]) throws(PrintRefusal) -> CertificateState {
        var state = CertificateState.live
        for fault in faults {
            switch fault {
            case .revoked: state = .revoked
            case .suspended: state = .suspended
            default: throw .wrong(fault)
            }
        }
        return state
    }

    /// The certificate's own address with the credential's digest in the fragment, where the issuer is a name on the web and the
    /// address lies at the same host: `https://ewaste.example/certificates/c1…#552907…`. A key that is its own name has no place.
    public var address: String? {
        guard case .web(let web) = content.issuer, let place = DIDWeb(origin: content.origin), place.host == web.host,
            place.port == web.port
        else { return nil }
        return "\(content.id)#\(digest.text)"
    }
}
