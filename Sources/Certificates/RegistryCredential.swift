public import CanonicalJSON
public import Primitives

/// What every credential of a registry has around its subject, whatever it certifies: compensation, what was taken over,
/// sanitization, recycling. A W3C Verifiable Credential 2.0 without its proof.
public struct RegistryCredential: Hashable, Sendable {
    /// `https://<origin>/…`.
    public let id: String
    /// Beside `VerifiableCredential`; its terms are in `CertificateCredential.context`.
    public let type: String
    public let issuer: DID
    /// The day of issue.
    public let day: Day
    /// The log's name, under whose address the status lists are.
    public let origin: String
    public let position: StatusPosition
    public let subject: JSONObject

    public init(
        id: String, type: String, issuer: DID, day: Day, origin: String, position: StatusPosition, subject: JSONObject
    ) {
        self.id = id
        self.type = type
        self.issuer = issuer
        self.day = day
        self.origin = origin
        self.position = position
        self.subject = subject
    }

    public var document: JSONObject {
        [
            "@context": [.string(CredentialForm.baseContext), .string(CertificateCredential.context)],
            "id": .string(id), "type": ["VerifiableCredential", .string(type)], "issuer": .string(issuer.text),
            "validFrom": .string(day.stamp), "credentialStatus": .array(StatusPurpose.allCases.map(status)),
            "credentialSubject": .object(subject),
        ]
    }

    private func status(_ purpose: StatusPurpose) -> JSON {
        let list = StatusListCredential.url(origin: origin, purpose: purpose, list: position.list)
        return [
            "id": .string("\(list)#\(position.index)"), "type": "BitstringStatusListEntry",
            "statusPurpose": .string(purpose.rawValue), "statusListIndex": .string("\(position.index)"),
            "statusListCredential": .string(list),
        ]
    }

    /// In both forms, signed by one key.
    public func signed(by key: IssuerKey) -> SignedCredential {
        SignedCredential(document, signedBy: key, method: issuer.method(of: key.didKey), created: day.stamp)
    }
}

/// A credential in its two forms.
public struct SignedCredential: Hashable, Sendable {
    /// With its embedded proof (`eddsa-jcs-2022`).
    public let json: JSONObject
    /// The compact JWS (`vc+jwt`).
    public let envelope: String

    init(json: JSONObject, envelope: String) {
        self.json = json
        self.envelope = envelope
    }

    /// - Parameters:
    ///   - document: without a proof.
    ///   - method: the name of `key`.
    ///   - created: an RFC 3339 time with its zone.
    package init(_ document: JSONObject, signedBy key: IssuerKey, method: String, created: String) {
        json = DataIntegrityProof.signed(document, by: key, method: method, created: created)
        envelope = EnvelopedCredential.signed(document, by: key, method: method)
    }

    /// As it is stored: the credential, and the signature of its enveloped form. `nil` where the credential has no proof.
    package init?(json: JSONObject, envelopeSignature: [UInt8]) {
        guard let method = json["proof"]?["verificationMethod"]?.string else { return nil }
        var document = json
        document["proof"] = nil
        self.init(
            json: json,
            envelope: EnvelopedCredential.compact(document, method: method, signature: envelopeSignature))
    }

    /// 64 bytes.
    package var envelopeSignature: [UInt8] { EnvelopedCredential.signature(of: envelope) ?? [] }

    /// Checks both proofs with the key that `find` has for the embedded one, and that both say the same.
    @discardableResult
    public func verify(key find: (String) -> DIDKey?) throws -> DIDKey {
        let key = try DataIntegrityProof.verify(json, key: find)
        try verifyEnvelope(by: key)
        return key
    }

    /// - Parameter key: the one that signed the embedded proof.
    func verifyEnvelope(by key: DIDKey) throws(EnvelopeFault) {
        guard let method = json["proof"]?["verificationMethod"]?.string else { throw .form }
        try EnvelopedCredential.verify(envelope, says: json, by: key, method: method)
    }
}
