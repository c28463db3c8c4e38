public import CanonicalJSON
import Crypto

/// Why an embedded proof does not hold.
public enum ProofFault: Error, Hashable, Sendable {
    /// The document has no `proof`, or not exactly one.
    case missing
    case malformed(JSONReadError)
    /// Another type or cryptosuite than DataIntegrityProof and eddsa-jcs-2022, or another purpose than assertions.
    case notOurSuite
    /// The document's contexts do not begin with the proof's.
    case context
    /// `proofValue` is not 64 bytes in base 58 behind `z`.
    case value
    /// No key of that name is known.
    case unknownMethod(String)
    /// The key did not sign this document.
    case signature
}

/// The embedded proof of a credential: `eddsa-jcs-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3).
///
///     hashData = SHA-256(JCS(proof without proofValue)) ‖ SHA-256(JCS(document without proof))
public enum DataIntegrityProof {
    /// The document with a proof by `key`, which `method` names.
    ///
    /// - Parameter created: an RFC 3339 time with its zone.
    /// - Precondition: the document has no proof yet.
    public static func signed(
        _ document: JSONObject, by key: IssuerKey, method: String, created: String
    ) -> JSONObject {
        precondition(document["proof"] == nil, "a document is signed once")
        var proof: JSONObject = [
            "created": .string(created), "cryptosuite": "eddsa-jcs-2022", "proofPurpose": "assertionMethod",
            "type": "DataIntegrityProof", "verificationMethod": .string(method),
        ]
        proof["@context"] = document["@context"]
        let signature = key.signature(of: hashData(proof: proof, document: document))
        proof["proofValue"] = .string("z" + Base58.text(of: signature))
        var signed = document
        signed["proof"] = .object(proof)
        return signed
    }

    /// Checks the proof with the key that `key` finds for its method, and gives that key.
    @discardableResult
    public static func verify(
        _ document: JSONObject, key find: (String) -> DIDKey?
    ) throws(ProofFault) -> DIDKey {
        guard var proof = document["proof"]?.object else { throw .missing }
        let stated = try Stated(proof)
        var unsigned = document
        unsigned["proof"] = nil
        if let context = proof["@context"] {
            guard begins(document["@context"], with: context) else { throw .context }
            unsigned["@context"] = context
        }
        guard stated.value.utf8.first == UInt8(ascii: "z"), let signature = Base58.bytes(of: stated.value.dropFirst()),
            signature.count == 64, Base58.text(of: signature).utf8.elementsEqual(stated.value.utf8.dropFirst())
        else { throw .value }
        guard let key = find(stated.method) else { throw .unknownMethod(stated.method) }
        proof["proofValue"] = nil
        guard key.isValid(signature, of: hashData(proof: proof, document: unsigned)) else { throw .signature }
        return key
    }

    static func hashData(proof: JSONObject, document: JSONObject) -> [UInt8] {
        Array(SHA256.hash(data: proof.canonicalBytes)) + Array(SHA256.hash(data: document.canonicalBytes))
    }

    private static func begins(_ context: JSON?, with first: JSON) -> Bool {
        guard let context else { return false }
        let (all, first) = (context.array ?? [context], first.array ?? [first])
        return all.starts(with: first)
    }

    /// What a proof says beside its context, in exactly these members.
    private struct Stated {
        let method: String
        let value: String

        init(_ proof: JSONObject) throws(ProofFault) {
            let (type, suite, purpose, created): (String, String, String, String?)
            do throws(JSONReadError) {
                var reader = JSONReader(proof, path: "proof")
                _ = reader.valueIfPresent("@context")
                created = try reader.stringIfPresent("created")
                suite = try reader.string("cryptosuite")
                purpose = try reader.string("proofPurpose")
                value = try reader.string("proofValue")
                type = try reader.string("type")
                method = try reader.string("verificationMethod")
                try reader.end()
            } catch { throw .malformed(error) }
            guard type == "DataIntegrityProof", suite == "eddsa-jcs-2022", purpose == "assertionMethod" else {
                throw .notOurSuite
            }
            if let created, DateTimeStamp(created) == nil { throw .malformed(.malformed(path: "proof.created")) }
        }
    }
}
