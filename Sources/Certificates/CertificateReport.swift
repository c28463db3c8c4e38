public import Primitives
public import TransparencyLog

/// What is checked of a certificate, in this order (docs/spec/certificates.md, section 4).
public enum CertificateCheck: String, Hashable, Sendable, CaseIterable {
    case credential
    case didDocument = "did-document"
    case proof
    case envelope
    case evidence
    case issuer
    case checkpoint
    case inclusion
    case issued
    case sealedParts = "sealed-parts"
    case beneficiary
    case verification
    /// In the place of `verification`, where nothing was verified here.
    case takenOver = "taken-over"
    case order
    case units
    case ranges
    case coverage
    case cut
    case figures
    case statusLists = "status-lists"
    case status
}

/// Why a check failed.
public enum CheckFault: Error, Hashable, Sendable {
    case credential(CertificateFault)
    case didDocument(DIDDocumentFault)
    case proof(ProofFault)
    case envelope(EnvelopeFault)
    case evidence(EvidenceFault)
    /// The credential's issuer, the document's and the registry's are not one.
    case issuerDiffers
    /// The key that signed is not one that the journal names for certificates, or was named after the issue.
    case keyNotInJournal(DIDKey)
    /// The DID document does not have exactly the keys that the entries name, each revoked where they say so.
    case documentKeys
    /// The key was revoked before it signed.
    case keyRevoked(DIDKey)
    case logKey
    case checkpoint(CheckpointError)
    /// The log's key or origin is not the one that the journal was opened with, or the certificate's.
    case originDiffers
    case inclusion(sequence: Int64, ProofError)
    /// `certificate.issued` is of another credential, certificate, place, day or retirements.
    case issuedDiffers
    /// Members of the credential that are not what the entries say.
    case figures([String])
    case statusList(StatusCredentialFault)
    /// The list is of another issuer, or of another place than the certificate names.
    case statusListForeign(String)
    /// The list is dated before the certificate.
    case statusListEarly(Day)
    case statusListMissing(StatusPurpose)
    case revoked(asOf: Day)
    case suspended(asOf: Day)
}

public enum CheckOutcome: Hashable, Sendable {
    case passed
    case failed(CheckFault)
    /// An earlier check failed on which this one rests.
    case notReached
}

public struct CheckResult: Hashable, Sendable {
    public let check: CertificateCheck
    public let outcome: CheckOutcome
}

/// What the checks come to.
public enum CertificateOutcome: Hashable, Sendable {
    /// Everything holds, and the caller knows the issuer's keys and the log's.
    case trusted
    case wrong
    /// Everything holds, signed by keys that the caller does not know.
    case unknown(issuers: [DIDKey], log: VerifierKey?)
    /// Everything holds and every key is known; too few of the named witnesses cosigned the checkpoint.
    case notCosigned

    /// What `counterweight-verify` exits with.
    public var exitCode: Int32 {
        switch self {
        case .trusted: 0
        case .wrong: 1
        case .unknown, .notCosigned: 3
        }
    }
}

/// What nobody can tell from a bundle alone.
public enum Caveat: String, Hashable, Sendable, CaseIterable {
    /// Too few known witnesses cosigned the checkpoint: the log may show others another journal.
    case forkedLog = "forked-log"
    /// What the journal said after these entries, or beside them.
    case restOfJournal = "rest-of-journal"
    /// Which rows the retired units stand for is the issuer's word.
    case rows
    /// Whether the cut holds more than is named.
    case cut
    /// That the scrap was real rests on the verifier's signature.
    case scrap
    /// Nothing was verified: all rests on the earlier system's word.
    case takenOver = "taken-over"
    /// What the page shows that the bundle was attached to.
    case page
}

/// What was found, check by check.
public struct CertificateReport: Hashable, Sendable {
    public let checks: [CheckResult]
    /// `nil` where the credential is none of ours.
    public let content: CertificateContent?
    /// The older of the two lists that were used.
    public let statusDay: Day?
    /// The keys that signed, where everything holds.
    public let signers: [DIDKey]
    public let logKey: VerifierKey?
    public let checkpoint: Checkpoint?
    /// `nil` where no witness was named, or the checkpoint does not hold.
    public let witnesses: WitnessFinding?
    public let outcome: CertificateOutcome

    /// - Parameter isPrinted: whether the bundle was taken out of a printed certificate.
    public func caveats(isPrinted: Bool) -> [Caveat] {
        let other: Caveat = content?.takenOver == nil ? .takenOver : .scrap
        let isCosigned = witnesses?.isReached ?? false
        return Caveat.allCases.filter {
            $0 != other && ($0 != .page || isPrinted) && ($0 != .forkedLog || !isCosigned)
        }
    }

    public var faults: [CheckFault] {
        checks.compactMap { result in
            switch result.outcome {
            case .failed(let fault): fault
            case .passed, .notReached: nil
            }
        }
    }
}
