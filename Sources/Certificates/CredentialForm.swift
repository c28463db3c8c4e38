public import CanonicalJSON

/// Why an object is no W3C verifiable credential. Paths are members' names.
public enum CredentialFault: Error, Hashable, Sendable {
    case missing(path: String)
    case notText(path: String)
    case notURL(path: String)
    case notObject(path: String)
    /// `@context` does not begin with `https://www.w3.org/ns/credentials/v2`.
    case baseContext
    /// A context that is neither a URL nor an object.
    case context(at: Int)
    /// A term of a context of its own that is not a URL, or that another context has already given another meaning.
    case term(String)
    /// `type` does not contain `VerifiableCredential`.
    case typeMissing
    /// A subject that says nothing.
    case emptySubject
    /// No dateTimeStamp with its zone.
    case time(path: String)
    /// `validUntil` lies before `validFrom`.
    case validityOrder
    /// A name or description with more than `@value`, `@language` and `@direction`.
    case languageValue(path: String)
}

/// The form that every credential has: W3C Verifiable Credentials Data Model 2.0, section 4, as far as it can be told without
/// a JSON-LD processor.
public enum CredentialForm {
    public static let baseContext = "https://www.w3.org/ns/credentials/v2"

    public static func check(_ credential: JSONObject) throws(CredentialFault) {
        try checkContexts(credential["@context"], types: credential["type"])
        try checkTypes(credential["type"], path: "type", mustHave: "VerifiableCredential")
        try checkID(credential["id"], path: "id")
        try checkIssuer(credential["issuer"])
        try checkSubjects(credential["credentialSubject"])
        try checkValidity(credential)
        for path in ["name", "description"] { try checkLanguageValue(credential[path], path: path) }
        for path in ["credentialStatus", "credentialSchema", "evidence", "termsOfUse", "refreshService", "proof"] {
            try checkParts(credential[path], path: path, idRequired: path == "credentialSchema")
        }
    }

    private static func checkContexts(_ json: JSON?, types: JSON?) throws(CredentialFault) {
        let contexts = json?.array ?? []
        guard contexts.first == .string(baseContext) else { throw .baseContext }
        var terms: [String: JSON] = ["VerifiableCredential": .null, "VerifiablePresentation": .null]
        var names: Set<String> = []
        for (index, context) in contexts.enumerated().dropFirst() {
            switch context {
            case .string(let text):
                guard isURL(text) else { throw .context(at: index) }
                names.insert(text)
            case .object(let object):
                for member in object.members where member.name.utf8.first != UInt8(ascii: "@") {
                    if case .string(let text) = member.value, !isURL(text) { throw .term(member.name) }
                    if let earlier = terms[member.name], earlier != member.value { throw .term(member.name) }
                    terms[member.name] = member.value
                }
                // With `"@vocab": null` nothing else gives a type a meaning.
                guard object["@vocab"] == .null, names.isEmpty else { continue }
                for type in types?.array ?? [] {
                    guard let type = type.string, terms[type] == nil, !isURL(type) else { continue }
                    throw .term(type)
                }
            case .null, .bool, .integer, .number, .array: throw .context(at: index)
            }
        }
    }

    private static func checkTypes(_ json: JSON?, path: String, mustHave: String?) throws(CredentialFault) {
        guard let json else { throw .missing(path: path) }
        let types = json.array ?? [json]
        guard !types.isEmpty else { throw .missing(path: path) }
        for type in types where type.string?.isEmpty ?? true { throw .notText(path: path) }
        if let mustHave, !types.contains(.string(mustHave)) { throw .typeMissing }
    }

    private static func checkID(_ json: JSON?, path: String) throws(CredentialFault) {
        guard let json else { return }
        guard let text = json.string, isURL(text) else { throw .notURL(path: path) }
    }

    private static func checkIssuer(_ json: JSON?) throws(CredentialFault) {
        guard let json else { throw .missing(path: "issuer") }
        guard let issuer = json.object else { return try checkID(json, path: "issuer") }
        guard let id = issuer["id"] else { throw .missing(path: "issuer.id") }
        try checkID(id, path: "issuer.id")
        for name in ["name", "description"] { try checkLanguageValue(issuer[name], path: "issuer.\(name)") }
    }

    private static func checkSubjects(_ json: JSON?) throws(CredentialFault) {
        guard let json else { throw .missing(path: "credentialSubject") }
        let subjects = json.array ?? [json]
        guard !subjects.isEmpty else { throw .emptySubject }
        for subject in subjects {
            guard let object = subject.object else { throw .notObject(path: "credentialSubject") }
            guard !object.isEmpty else { throw .emptySubject }
            try checkID(object["id"], path: "credentialSubject.id")
        }
    }

    private static func checkValidity(_ credential: JSONObject) throws(CredentialFault) {
        func time(_ path: String) throws(CredentialFault) -> DateTimeStamp? {
            guard let json = credential[path] else { return nil }
            guard let text = json.string, let stamp = DateTimeStamp(text) else { throw .time(path: path) }
            return stamp
        }
        let (from, until) = (try time("validFrom"), try time("validUntil"))
        if let from, let until, until < from { throw .validityOrder }
    }

    private static func checkParts(_ json: JSON?, path: String, idRequired: Bool) throws(CredentialFault) {
        guard let json else { return }
        for part in json.array ?? [json] {
            guard let object = part.object else { throw .notObject(path: path) }
            try checkTypes(object["type"], path: "\(path).type", mustHave: nil)
            if idRequired, object["id"] == nil { throw .missing(path: "\(path).id") }
            try checkID(object["id"], path: "\(path).id")
        }
    }

    private static func checkLanguageValue(_ json: JSON?, path: String) throws(CredentialFault) {
        guard let json else { return }
        for value in json.array ?? [json] {
            if value.string != nil { continue }
            guard let object = value.object, object["@value"]?.string != nil,
                object.members.allSatisfy({ ["@value", "@language", "@direction"].contains($0.name) })
            else { throw .languageValue(path: path) }
        }
    }

    /// A scheme, a colon and at least one character, with nothing that a URL must escape (RFC 3986, section 3).
    static func isURL(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: 0x3A), colon > 0, colon + 1 < bytes.count else { return false }
        let isLetter = { (byte: UInt8) in (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
        let scheme = bytes[..<colon]
        return isLetter(bytes[0])
            && scheme.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) }
            && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"{}|\\^`".utf8.contains($0) }
    }
}
