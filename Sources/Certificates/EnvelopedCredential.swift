import CanonicalJSON

/// Why an enveloped form is not taken.
public enum EnvelopeFault: Error, Hashable, Sendable {
    /// Not an `EnvelopedVerifiableCredential` with a JWS in its compact form.
    case form
    /// The header is not ours for that key, or the payload not the credential without its embedded proof.
    case differs
    case signature
}

/// A credential's second form, for readers of JOSE: a JWS whose payload is the credential without its embedded proof, signed by
/// the same key (W3C Securing Verifiable Credentials using JOSE and COSE 1.0, section 3.1.1; RFC 7515; RFC 8037, section 3.1).
///
///     {"alg":"EdDSA","cty":"vc","kid":"did:web:registry.example#z6Mk…","typ":"vc+jwt"}
///
/// In a bundle it is what the Data Model calls an enveloped credential (Verifiable Credentials 2.0, section 4.13):
///
///     {"@context":"https://www.w3.org/ns/credentials/v2","id":"data:application/vc+jwt,eyJ…","type":"EnvelopedVerifiableCredential"}
public enum EnvelopedCredential {
    private static let scheme = "data:application/vc+jwt,"

    /// - Parameters:
    ///   - document: without its proof.
    ///   - method: the name of `key`.
    /// - Returns: the compact form.
    static func signed(_ document: JSONObject, by key: IssuerKey, method: String) -> String {
        let input = signingInput(document, method: method)
        return compact(document, method: method, signature: key.signature(of: Array(input.utf8)))
    }

    /// - Parameter document: without its proof.
    static func compact(_ document: JSONObject, method: String, signature: [UInt8]) -> String {
        "\(signingInput(document, method: method)).\(Base64URL.text(of: signature))"
    }

    /// `nil` where there is none behind the last dot.
    static func signature(of compact: String) -> [UInt8]? {
        compact.split(separator: ".", omittingEmptySubsequences: false).last.flatMap { Base64URL.bytes(of: $0) }
    }

    /// What a bundle has of the compact form.
    static func json(_ compact: String) -> JSONObject {
        [
            "@context": .string(CredentialForm.baseContext), "id": .string(scheme + compact),
            "type": "EnvelopedVerifiableCredential",
        ]
    }

    /// The compact form that a bundle has.
    static func compact(_ json: JSONObject) throws(EnvelopeFault) -> String {
        guard let id = json["id"]?.string, id.utf8.starts(with: scheme.utf8) else { throw .form }
        let compact = String(id.dropFirst(scheme.count))
        guard self.json(compact) == json else { throw .form }
        return compact
    }

    /// Checks that the compact form says what `document` says, without its proof, and that `key` signed it.
    static func verify(
        _ compact: String, says document: JSONObject, by key: DIDKey, method: String
    ) throws(EnvelopeFault) {
        guard let dot = compact.utf8.lastIndex(of: UInt8(ascii: ".")), let signature = signature(of: compact) else {
            throw .form
        }
        var unsigned = document
        unsigned["proof"] = nil
        let input = signingInput(unsigned, method: method)
        guard compact[..<dot].utf8.elementsEqual(input.utf8) else { throw .differs }
        guard key.isValid(signature, of: Array(input.utf8)) else { throw .signature }
    }

    private static func signingInput(_ document: JSONObject, method: String) -> String {
        let header: JSONObject = ["alg": "EdDSA", "cty": "vc", "kid": .string(method), "typ": "vc+jwt"]
        return [header, document].map { Base64URL.text(of: $0.canonicalBytes) }.joined(separator: ".")
    }
}
