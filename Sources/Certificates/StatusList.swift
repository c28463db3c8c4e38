public import CanonicalJSON
public import Primitives

/// Why a bit may be set.
public enum StatusPurpose: String, Hashable, Sendable, CaseIterable {
    /// For good: the certificate is no longer true.
    case revocation
    /// For now: a lot behind it is being looked into.
    case suspension
}

/// A certificate's place in both lists of its number.
public struct StatusPosition: Hashable, Sendable {
    /// Counted from 1.
    public let list: Int
    /// 0 to 131,071.
    public let index: Int

    public init?(list: Int, index: Int) {
        guard (1...1_000_000).contains(list), (0..<StatusList.count).contains(index) else { return nil }
        self.list = list
        self.index = index
    }
}

/// Why a text is not a status list.
public enum StatusListFault: Error, Hashable, Sendable {
    /// Not base 64 for URLs behind `u`, or more of it than `StatusList.textMax`.
    case encoding
    case gzip(GzipFault)
    /// Fewer bits than privacy asks for.
    case tooShort(bits: Int)
    /// The list has no such bit; that is no “not revoked”.
    case noSuchIndex(Int64, bits: Int)
}

/// One bit a certificate: W3C Bitstring Status List 1.0. Index 0 is the most significant bit of the first byte.
public struct StatusList: Hashable, Sendable {
    /// Bits of a list of ours, and the fewest of any list.
    public static let count = 131_072
    /// A list of others may be this much longer.
    public static let bytesMax = 1 << 20
    static let textMax = 2 << 20

    private var bytes: [UInt8]

    /// No bit is set.
    public init() { bytes = [UInt8](repeating: 0, count: Self.count / 8) }

    /// Reads `u` and base 64 of GZIP.
    public init(encoded: String) throws(StatusListFault) {
        guard encoded.utf8.count <= Self.textMax, encoded.utf8.first == UInt8(ascii: "u"),
            let text = Base64URL.bytes(of: encoded.dropFirst())
        else { throw .encoding }
        do throws(GzipFault) { bytes = try Gzip.bytes(of: text, limit: Self.bytesMax) } catch { throw .gzip(error) }
        guard bytes.count >= Self.count / 8 else { throw .tooShort(bits: bytes.count * 8) }
    }

    public var encoded: String { "u" + Base64URL.text(of: Gzip.text(of: bytes)) }

    public var bitCount: Int { bytes.count * 8 }

    public func isSet(_ index: Int64) throws(StatusListFault) -> Bool {
        guard index >= 0, index < Int64(bitCount) else { throw .noSuchIndex(index, bits: bitCount) }
        return bytes[Int(index >> 3)] >> (7 - UInt8(index & 7)) & 1 == 1
    }

    /// - Precondition: `index` is in the list.
    public subscript(index: Int) -> Bool {
        get { bytes[index >> 3] >> (7 - UInt8(index & 7)) & 1 == 1 }
        set {
            let bit: UInt8 = 0x80 >> UInt8(index & 7)
            if newValue { bytes[index >> 3] |= bit } else { bytes[index >> 3] &= ~bit }
        }
    }

    public var setIndices: [Int] { (0..<bitCount).filter { bytes[$0 >> 3] != 0 && self[$0] } }
}

/// Why an object is not a signed status list of ours.
public enum StatusCredentialFault: Error, Hashable, Sendable {
    case form(CredentialFault)
    case malformed(JSONReadError)
    case purpose(String)
    case list(StatusListFault)
    case proof(ProofFault)
}

/// A status list as it is published: a credential of its own, signed like the certificates, dated by its `validFrom`.
public struct StatusListCredential: Hashable, Sendable {
    public let url: String
    public let issuer: String
    public let purpose: StatusPurpose
    /// The day as of which the list speaks.
    public let day: Day
    public let list: StatusList
    /// With its proof.
    public let json: JSONObject

    /// Where a list is published: `https://ewaste.example/status/revocation/1`.
    public static func url(origin: String, purpose: StatusPurpose, list: Int) -> String {
        "https://\(origin)/status/\(purpose.rawValue)/\(list)"
    }

    /// Below the registry's address: `status/revocation/1`.
    public var path: String { url.split(separator: "/").suffix(3).joined(separator: "/") }

    /// Signs list `number` of its purpose as it stands on `day`.
    public init(
        _ list: StatusList, purpose: StatusPurpose, number: Int, origin: String, issuer: DID, day: Day,
        signedBy key: IssuerKey
    ) {
        url = Self.url(origin: origin, purpose: purpose, list: number)
        self.issuer = issuer.text
        self.purpose = purpose
        self.day = day
        self.list = list
        let document: JSONObject = [
            "@context": [.string(CredentialForm.baseContext)], "id": .string(url),
            "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": .string(issuer.text),
            "validFrom": .string(day.stamp),
            "credentialSubject": [
                "id": .string("\(url)#list"), "type": "BitstringStatusList", "statusPurpose": .string(purpose.rawValue),
                "encodedList": .string(list.encoded),
            ],
        ]
        json = DataIntegrityProof.signed(
            document, by: key, method: issuer.method(of: key.didKey), created: day.stamp)
    }

    /// Reads one, without looking at its proof.
    public init(json: JSONObject) throws(StatusCredentialFault) {
        do throws(CredentialFault) { try CredentialForm.check(json) } catch { throw .form(error) }
        let (purpose, encoded): (String, String)
        do throws(JSONReadError) {
            var reader = JSONReader(json)
            _ = try reader.value("@context")
            var subject = try reader.object("credentialSubject")
            encoded = try subject.string("encodedList")
            url = try reader.string("id")
            issuer = try reader.string("issuer")
            _ = try reader.value("proof")
            purpose = try subject.string("statusPurpose")
            let types = try reader.strings("type")
            day = try reader.string("validFrom", as: { Day(stamp: $0) })
            let (type, id) = (try subject.string("type"), try subject.string("id"))
            try subject.end()
            try reader.end()
            guard types == ["VerifiableCredential", "BitstringStatusListCredential"] else {
                throw .malformed(path: "type")
            }
            guard type == "BitstringStatusList", id == "\(url)#list" else { throw .malformed(path: subject.path) }
        } catch { throw .malformed(error) }
        guard let purpose = StatusPurpose(rawValue: purpose) else { throw .purpose(purpose) }
        self.purpose = purpose
        do throws(StatusListFault) { list = try StatusList(encoded: encoded) } catch { throw .list(error) }
        self.json = json
    }

    /// Checks the proof with the issuer's keys, and gives the one that signed.
    @discardableResult
    public func verify(key find: (String) -> DIDKey?) throws(StatusCredentialFault) -> DIDKey {
        do throws(ProofFault) { return try DataIntegrityProof.verify(json, key: find) } catch { throw .proof(error) }
    }
}
