public import CanonicalJSON

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

/// An issuer's keys as it publishes them (W3C DID 1.0, Multikey), in the one form that this product writes: every key may
/// sign assertions. A dated copy goes with each certificate, so that it can be checked when the key has been changed.
public struct DIDDocument: Hashable, Sendable {
    public static let keysMax = 20
    static let contexts: JSON = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]

    public let did: DID
    public let keys: [DIDKey]

    /// - Precondition: 1 to `keysMax` keys, none twice; the key itself for did:key.
    public init(_ did: DID, keys: [DIDKey]) {
        precondition((1...Self.keysMax).contains(keys.count) && Set(keys).count == keys.count, "keys of a DID document")
        if case .key(let key) = did { precondition(keys == [key], "did:key has one key") }
        self.did = did
        self.keys = keys
    }

    public func method(of key: DIDKey) -> String { did.method(of: key) }

    /// The key of that name.
    func key(of method: String) -> DIDKey? { keys.first { self.method(of: $0).utf8.elementsEqual(method.utf8) } }

    public var json: JSONObject {
        [
            "@context": Self.contexts,
            "id": .string(did.text),
            "verificationMethod": .array(
                keys.map { key in
                    .object([
                        "id": .string(method(of: key)), "type": "Multikey", "controller": .string(did.text),
                        "publicKeyMultibase": .string(key.multikey),
                    ])
                }),
            "assertionMethod": .array(keys.map { .string(method(of: $0)) }),
        ]
    }

    /// The file that is published.
    public var bytes: [UInt8] { json.canonicalBytes }

    public init(json: JSONObject) throws(DIDDocumentFault) {
        let (did, methods, assertions): (String, [JSONReader], [String])
        do throws(JSONReadError) {
            var reader = JSONReader(json)
            guard try reader.value("@context") == Self.contexts else { throw .malformed(path: "@context") }
            did = try reader.string("id")
            methods = try reader.objects("verificationMethod")
            assertions = try reader.strings("assertionMethod")
            try reader.end()
        } catch { throw .json(error) }
        guard let did = DID(did) else { throw .identifier }
        var keys: [DIDKey] = []
        for var method in methods {
            do throws(JSONReadError) {
                let id = try method.string("id")
                let (type, controller) = (try method.string("type"), try method.string("controller"))
                let key = try method.string("publicKeyMultibase", as: { DIDKey(multikey: $0) })
                try method.end()
                guard type == "Multikey", controller == did.text, id == did.method(of: key) else {
                    throw .malformed(path: method.path)
                }
                keys.append(key)
            } catch { throw .json(error) }
        }
        guard (1...Self.keysMax).contains(keys.count), Set(keys).count == keys.count else { throw .keys(keys.count) }
        guard assertions == keys.map(did.method(of:)) else { throw .assertionMethod }
        if case .key(let key) = did, keys != [key] { throw .foreignKey }
        self.init(did, keys: keys)
    }
}
