import CanonicalJSON
import Primitives
import Testing
import TransparencyLog

@testable import Certificates

/// Each bit of what a certificate rests on, flipped by itself: signatures, keys, digests, roots and lists. The envelope, notes,
/// proofs and cosignatures have tests of their own; any byte of the whole, by chance, too.
@Suite struct EveryBitTests {
    private static let shared = Result { try MiniRegistry.certified() }

    enum Part: String, CaseIterable {
        case checkpoint, logKey, credentialProof, credentialStatus, issuersKeys, listProof, list, proofOfEntry, leaf
    }

    /// What the file holds of a part, and the bundle with something else there; `nil` where no bundle can hold it.
    private static func bytes(of part: Part, in bundle: CertificateBundle) -> [UInt8] {
        switch part {
        case .checkpoint: Array(bundle.checkpoint.utf8)
        case .logKey: Array(bundle.logKey.utf8)
        case .credentialProof: bundle.credential.json["proof"]?.canonicalBytes ?? []
        case .credentialStatus: bundle.credential.json["credentialStatus"]?.canonicalBytes ?? []
        case .issuersKeys: bundle.didDocument["verificationMethod"]?.canonicalBytes ?? []
        case .listProof: bundle.statusLists[0]["proof"]?.canonicalBytes ?? []
        case .list: bundle.statusLists[0]["credentialSubject"]?.canonicalBytes ?? []
        case .proofOfEntry: bundle.entries[bundle.entries.count - 1].json["proof"]?.canonicalBytes ?? []
        case .leaf: bundle.entries[bundle.entries.count - 1].json["open"]?.canonicalBytes ?? []
        }
    }

    private static func bundle(_ bundle: CertificateBundle, with bytes: [UInt8], as part: Part) -> CertificateBundle? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var (credential, document, lists) = (bundle.credential, bundle.didDocument, bundle.statusLists)
        var (checkpoint, logKey) = (bundle.checkpoint, bundle.logKey)
        switch part {
        case .checkpoint: checkpoint = text
        case .logKey: logKey = text
        case .credentialProof, .credentialStatus, .issuersKeys, .listProof, .list, .proofOfEntry, .leaf:
            guard let json = try? JSON(canonical: bytes) else { return nil }
            switch part {
            case .credentialProof, .credentialStatus:
                var changed = credential.json
                changed[part == .credentialProof ? "proof" : "credentialStatus"] = json
                credential = SignedCredential(json: changed, envelope: credential.envelope)
            case .issuersKeys: document["verificationMethod"] = json
            case .listProof: lists[0]["proof"] = json
            case .list: lists[0]["credentialSubject"] = json
            default: return try? entry(of: bundle, with: json, as: part == .leaf ? "open" : "proof")
            }
        }
        return CertificateBundle(
            credential: credential, entries: bundle.entries, checkpoint: checkpoint, logKey: logKey,
            didDocument: document, statusLists: lists)
    }

    private static func entry(
        of bundle: CertificateBundle, with json: JSON, as member: String
    ) throws -> CertificateBundle {
        var entries = try JSON(parsing: bundle.bytes)["entries"]?.array ?? []
        guard var last = entries.last?.object else { throw BundleFault.proof(0) }
        last[member] = json
        entries[entries.count - 1] = .object(last)
        return try bundle.replacing("entries", with: .array(entries))
    }

    @Test(arguments: Part.allCases) func isHeldTo(part: Part) throws {
        let (registry, bundle) = try Self.shared.get()
        let bytes = Self.bytes(of: part, in: bundle)
        #expect(bytes.count > 60)
        #expect(Self.bundle(bundle, with: bytes, as: part) == bundle)
        var read = 0
        for place in bytes.indices {
            for bit in UInt8(0)..<8 {
                var flipped = bytes
                flipped[place] ^= 1 << bit
                guard let other = Self.bundle(bundle, with: flipped, as: part) else { continue }
                read += 1
                let report = CertificateVerification.report(on: other, trust: registry.trust)
                #expect(report.outcome == .wrong, "bit \(bit) of byte \(place)")
            }
        }
        #expect(read > bytes.count, "most are texts of their kind")
    }
}
