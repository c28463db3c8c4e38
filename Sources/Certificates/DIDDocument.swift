public import CanonicalJSON
public import Primitives

/// Why a DID document is not taken.
public enum DIDDocumentFault: Error, Hashable, Sendable {
    case json(JSONReadError)
    /// The document is of a DID that is neither did:web nor did:key, or one that names another.
    case identifier
    /// No keys, more than `DIDDocument.keysMax`, or one twice.
    case keys(Int)
    /// `assertionMethod` is not the list of its keys.
    case assertionMethod
    /// A did:key document with another key than its own.
    case foreignKey
}

/// A key in a DID document, and the day on which it was revoked: what it signed until then stays good (W3C Controlled
/// Identifiers 1.0, section 2.2).
public struct DIDMethod: Hashable, Sendable {
    public let key: DIDKey
    /// Written as the beginning of that day in UTC, as are the days on which certificates are signed.
    public let revoked: Day?

    public init(_ key: DIDKey, revoked: Day? = nil) {
        self.key = key
        self.revoked = revoked
    }
}

/// An issuer's keys as it publishes them (W3C DID 1.0, Multikey), in the one form that this product writes: every key signs
/// assertions, or did until it was revoked. A copy goes with each certificate, so that it can be checked when the key has been
/// changed.
public struct DIDDocument: Hashable, Sendable {
    public static let keysMax = 20
    static let contexts: JSON = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]

    public let did: DID
    public let methods: [DIDMethod]

    /// - Precondition: 1 to `keysMax` keys, none twice; the key itself for did:key.
    public init(_ did: DID, methods: [DIDMethod]) {
        let keys = methods.map(\.key)
        precondition((1...Self.keysMax).contains(keys.count) && Set(keys).count == keys.count, "keys of a DID document")
        if case .key(let key) = did { precondition(keys == [key], "did:key has one key") }
        self.did = did
        self.methods = methods
    }

    /// The key of that name.
    func key(of method: String) -> DIDKey? {
        methods.map(\.key).first { did.method(of: $0).utf8.elementsEqual(method.utf8) }
    }

    public var json: JSONObject {
        [
            "@context": Self.contexts,
            "id": .string(did.text),
            "verificationMethod": .array(
                methods.map { method in
                    var json: JSONObject = [
                        "id": .string(did.method(of: method.key)), "type": "Multikey", "controller": .string(did.text),
                        "publicKeyMultibase": .string(method.key.multikey),
                    ]
                    json["revoked"] = method.revoked.map { .string($0.stamp) }
                    return .object(json)
                }),
            "assertionMethod": .array(methods.map { .string(did.method(of: $0.key)) }),
        ]
    }

    /// The file that is published.
    public var bytes: [UInt8] { json.canonicalBytes }

    public init(json: JSONObject) throws(DIDDocumentFault) {
        let (did, objects, assertions): (String, [JSONReader], [String])
        do throws(JSONReadError) {
            var reader = JSONReader(json)
            guard try reader.value("@context") == Self.contexts else { throw .malformed(path: "@context") }
            did = try reader.string("id")
            objects = try reader.objects("verificationMethod")
            assertions = try reader.strings("assertionMethod")
            try reader.end()
        } catch { throw .json(error) }
        guard let did = DID(did) else { throw .identifier }
        var methods: [DIDMethod] = []
        for var method in objects {
            do throws(JSONReadError) {
                let id = try method.string("id")
                let (type, controller) = (try method.string("type"), try method.string("controller"))
                let key = try method.string("publicKeyMultibase", as: { DIDKey(multikey: $0) })
                let revoked = try method.stringIfPresent("revoked", as: { Day(stamp: $0) })
                try method.end()
                guard type == "Multikey", controller == did.text, id == did.method(of: key) else {
                    throw .malformed(path: method.path)
                }
                methods.append(DIDMethod(key, revoked: revoked))
            } catch { throw .json(error) }
        }
        let keys = methods.map(\.key)
        guard (1...Self.keysMax).contains(keys.count), Set(keys).count == keys.count else { throw .keys(keys.count) }
        guard assertions == keys.map(did.method(of:)) else { throw .assertionMethod }
        if case .key(let key) = did, keys != [key] { throw .foreignKey }
        self.init(did, methods: methods)
    }
}
