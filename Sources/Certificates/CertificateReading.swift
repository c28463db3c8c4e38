public import CanonicalJSON
import Journal
import Lots
import Primitives
import Programmes

/// Why an object is not a certificate of ours.
public enum CertificateFault: Error, Hashable, Sendable {
    /// Not a W3C credential.
    case form(CredentialFault)
    /// A member is missing, unknown, of another kind or out of range.
    case malformed(JSONReadError)
    /// The members could be read, but a certificate that says this is written otherwise.
    case otherSpelling
}

extension CertificateCredential {
    /// Reads a certificate in its one spelling. The proofs are checked elsewhere.
    public init(_ signed: SignedCredential) throws(CertificateFault) {
        let json = signed.json
        do throws(CredentialFault) { try CredentialForm.check(json) } catch { throw .form(error) }
        do throws(JSONReadError) { content = try CertificateContent(reading: json) } catch { throw .malformed(error) }
        var unsigned = json
        unsigned["proof"] = nil
        guard content.credential.document == unsigned else { throw .otherSpelling }
        self.signed = signed
    }

    /// The key that the embedded proof names, whether or not it holds.
    public var statedKey: DIDKey? {
        let method = signed.json["proof"]?["verificationMethod"]?.string
        return method?.split(separator: "#").last.flatMap { DIDKey(multikey: String($0)) }
    }
}

extension CertificateContent {
    fileprivate init(reading json: JSONObject) throws(JSONReadError) {
        var reader = JSONReader(json)
        var subject = try reader.object("credentialSubject")
        let id = try reader.string("id")
        guard let (origin, certificate) = Self.parts(of: id) else { throw .malformed(path: "id") }
        let statuses = try reader.objects("credentialStatus")
        guard statuses.count == 2 else { throw .malformed(path: "credentialStatus") }
        var revocation = statuses[0]
        let list = try revocation.string("statusListCredential").split(separator: "/").last.flatMap { Int($0) }
        let index = try revocation.string("statusListIndex", as: { Int($0) })
        guard let list, let position = StatusPosition(list: list, index: index) else {
            throw .malformed(path: "credentialStatus")
        }
        var declarations: [CertifiedDeclaration] = []
        for var declaration in try subject.objects("declarations") {
            declarations.append(try declaration.declaration())
        }
        var retirements: [CertifiedRetirement] = []
        var takenOver: CertifiedTakeOver?
        if var reader = try subject.objectIfPresent("takenOver") {
            takenOver = try CertifiedTakeOver(from: &reader)
        } else {
            for var retirement in try subject.objects("retirements") { retirements.append(try retirement.retirement()) }
            guard (1...CertificateEvidence.retirementsMax).contains(retirements.count) else {
                throw .outOfRange(path: subject.path(to: "retirements"))
            }
        }
        let most = takenOver == nil ? retirements.count : 1
        guard (1...most).contains(declarations.count) else {
            throw .outOfRange(path: subject.path(to: "declarations"))
        }
        self.init(
            origin: origin, issuer: try reader.string("issuer", as: { DID($0) }), certificate: certificate,
            day: try reader.string("validFrom", as: { Day(stamp: $0) }), position: position,
            beneficiary: try subject.string("beneficiary"), cut: try subject.cut(), declarations: declarations,
            retirements: retirements, takenOver: takenOver)
    }

    /// `https://<origin>/certificates/<32 digits>`.
    private static func parts(of id: String) -> (origin: String, certificate: RandomID)? {
        let scheme = "https://"
        let parts = id.split(separator: "/", omittingEmptySubsequences: false)
        guard id.utf8.starts(with: scheme.utf8), parts.count >= 5, parts[parts.count - 2] == "certificates",
            let certificate = RandomID(String(parts[parts.count - 1]))
        else { return nil }
        return (parts[2..<(parts.count - 2)].joined(separator: "/"), certificate)
    }
}

// The certificate's own writing catches whatever is not said here: unknown members, other types, other orders.
extension JSONReader {
    fileprivate mutating func coverage() throws(JSONReadError) -> (Coverage, [UnitRange]) {
        var reader = try object("covers")
        var parts: [PartRow] = []
        for var part in try reader.objects("inPart") {
            parts.append(
                PartRow(row: try part.integer("row"), units: try part.integer("units"), of: try part.integer("of")))
        }
        let rows = try reader.pairs("rows")
        let units = try reader.pairs("units")
        guard rows.allSatisfy({ $0.0 <= $0.1 }), units.allSatisfy({ $0.0 < $0.1 }) else {
            throw .outOfRange(path: reader.path)
        }
        return (
            Coverage(devices: try reader.integer("devices", in: 0...), rows: rows.map { $0.0...$0.1 }, inPart: parts),
            units.map { $0.0..<$0.1 }
        )
    }

    fileprivate mutating func cut() throws(JSONReadError) -> CertificateCut {
        var reader = try object("cut")
        let declaration = try reader.integerIfPresent("declaration", in: 0...)
        let document = try reader.stringIfPresent("document")
        let beneficiary = try reader.stringIfPresent("beneficiary")
        let customer = try reader.stringIfPresent("customer", as: { Code($0) })
        let from = try reader.stringIfPresent("retiredFrom", as: { Day($0) })
        let to = try reader.stringIfPresent("retiredTo", as: { Day($0) })
        do throws(CutRefusal) {
            return try CertificateCut(
                declaration: declaration, document: document, beneficiary: beneficiary, customer: customer, from: from,
                to: to)
        } catch { throw .outOfRange(path: reader.path) }
    }

    fileprivate mutating func declaration() throws(JSONReadError) -> CertifiedDeclaration {
        let (coverage, units) = try self.coverage()
        var classes: [ClassSum] = []
        for var sum in try objects("classes") {
            classes.append(
                ClassSum(
                    deviceClass: try sum.string("class", as: { Code($0) }),
                    devices: try sum.integer("devices", in: 1...),
                    owed: try sum.integer("quantity", in: 1...)))
        }
        return CertifiedDeclaration(
            sequence: try integer("sequence", in: 0...), document: try string("document"),
            programme: try string("programme", as: { Version($0) }),
            trigger: try string("trigger", as: { Trigger(rawValue: $0) }), owed: try quantity("owed"),
            classes: classes, manifest: try string("manifestRoot", as: { Digest($0) }), units: units,
            coverage: coverage)
    }

    fileprivate mutating func retirement() throws(JSONReadError) -> CertifiedRetirement {
        // A lot has no more, and a thousand of them still add up within range.
        let quantity = try quantity("quantity")
        guard quantity.count <= ClaimableMass.massMost.count, let ends = Self.pair(JSON.array(try array("grams"))),
            ends.0 >= 0, ends.0 < ends.1,
            ends.1 <= ClaimableMass.massMost.count
        else { throw .outOfRange(path: path(to: "grams")) }
        var facility = try object("facility")
        var verifier = try object("verifier")
        let from = try string("collectedFrom", as: { Day($0) })
        let to = try string("collectedTo", as: { Day($0) })
        guard from <= to else { throw .outOfRange(path: path(to: "collectedTo")) }
        return CertifiedRetirement(
            sequence: try integer("sequence", in: 0...), declaration: try integer("declaration", in: 0...),
            day: try string("retiredOn", as: { Day($0) }), quantity: quantity, grams: ends.0..<ends.1,
            lot: CertifiedLot(
                lot: try string("lot", as: { Code($0) }), scrap: try string("scrap", as: { Code($0) }),
                country: try string("country", as: { Country($0) }), collected: from...to,
                facility: CertifiedFacility(
                    code: try facility.string("code", as: { Code($0) }), name: try facility.string("facilityName"),
                    country: try facility.string("country", as: { Country($0) })),
                treated: try string("treatedOn", as: { Day($0) }),
                standard: try string("standard", as: { Version($0) }),
                assurance: try string("assurance", as: { Assurance(rawValue: $0) }),
                verifier: CertifiedVerifier(
                    code: try verifier.string("code", as: { Code($0) }), name: try verifier.string("verifierName"))))
    }

    private mutating func quantity(_ name: String) throws(JSONReadError) -> Quantity {
        let unit = try string("unit", as: { Unit(rawValue: $0) })
        return try integer(name, as: { Quantity($0, unit) })
    }

    private mutating func pairs(_ name: String) throws(JSONReadError) -> [(Int64, Int64)] {
        var pairs: [(Int64, Int64)] = []
        for json in try array(name) {
            guard let pair = Self.pair(json) else { throw .malformed(path: path(to: name)) }
            pairs.append(pair)
        }
        return pairs
    }

    private static func pair(_ json: JSON) -> (Int64, Int64)? {
        guard let ends = json.array, ends.count == 2, let first = ends[0].integer, let last = ends[1].integer else {
            return nil
        }
        return (first, last)
    }
}
