import CanonicalJSON
public import Journal
import Lots
public import Primitives
import Programmes

/// A certificate as it is signed: a W3C credential in both its forms (docs/spec/certificates.md, section 2).
public struct CertificateCredential: Hashable, Sendable {
    /// Our terms. The bytes are docs/spec/context-v1.jsonld and go with the product; nobody fetches them to verify.
    public static let context = "https://w3id.org/counterweight/v1"
    /// SHA-256 of the context's bytes.
    public static let contextDigest = "552907a9aa88b998c2bbf351b5d44b0f87c3e5a1523fb6bc558ef6a28b79861a"

    public let content: CertificateContent
    public let signed: SignedCredential

    public init(_ content: CertificateContent, signedBy key: IssuerKey) {
        self.content = content
        signed = content.credential.signed(by: key)
    }

    /// RFC 8785, with the embedded proof.
    public var bytes: [UInt8] { signed.json.canonicalBytes }

    /// SHA-256 of `bytes`: what `certificate.issued` states.
    public var digest: Digest { Digest(sha256: bytes) }

    /// The entry that makes it part of the journal.
    public var issued: CertificateIssued {
        CertificateIssued(
            certificate: content.certificate, credential: digest, retirements: content.sequences,
            list: content.position.list, index: content.position.index)
    }
}

extension CertificateContent {
    /// What is signed.
    public var credential: RegistryCredential {
        RegistryCredential(
            id: id, type: takenOver == nil ? "EwasteCompensationCertificate" : "EwasteTakenOverCertificate",
            issuer: issuer, day: day, origin: origin, position: position, subject: subject)
    }

    private var subject: JSONObject {
        var subject: JSONObject = [
            "type": .string(takenOver == nil ? "EwasteCompensation" : "EwasteTakenOver"),
            "beneficiary": .string(beneficiary),
            "cut": .object(cut.json),
            "declarations": .array(declarations.map { $0.json(sum: sum(of: $0)) }),
            "total": [
                "lots": .integer(Int64(takenOver?.lots ?? lots.count)), "mass": .integer(mass.count),
                "retired": .array(sums.map { .object($0.json) }),
            ],
        ]
        // One or the other, never both.
        if let takenOver {
            subject["takenOver"] = takenOver.json
        } else {
            subject["retirements"] = .array(retirements.map(\.json))
        }
        return subject
    }
}

extension CertificateCut {
    fileprivate var json: JSONObject {
        var json = JSONObject()
        json["declaration"] = declaration.map { .integer($0) }
        json["document"] = document.map { .string($0) }
        json["beneficiary"] = beneficiary.map { .string($0) }
        json["customer"] = customer.map { .string($0.text) }
        json["retiredFrom"] = from.map { .string($0.text) }
        json["retiredTo"] = to.map { .string($0.text) }
        return json
    }
}

extension CertifiedSum {
    fileprivate var json: JSONObject {
        [
            "unit": .string(quantity.unit.rawValue), "quantity": .integer(quantity.count),
            "mass": .integer(mass.count),
        ]
    }
}

extension CertifiedDeclaration {
    /// - Parameter sum: `nil` where no retirement is of it, which no entries bear out.
    fileprivate func json(sum: CertifiedSum?) -> JSON {
        var json: JSONObject = [
            "sequence": .integer(sequence), "document": .string(document), "programme": .string(programme.text),
            "trigger": .string(trigger.rawValue), "unit": .string(owed.unit.rawValue), "owed": .integer(owed.count),
            "classes": .array(
                classes.map { sum in
                    [
                        "class": .string(sum.deviceClass.text), "devices": .integer(sum.devices),
                        "quantity": .integer(sum.owed),
                    ]
                }),
            "manifestRoot": .string(manifest.text), "covers": coverage.json(units: units),
        ]
        json["retired"] = sum.map { .object($0.json) }
        return .object(json)
    }
}

extension Coverage {
    fileprivate func json(units: [UnitRange]) -> JSON {
        [
            "devices": .integer(devices),
            "rows": .array(rows.map { [.integer($0.lowerBound), .integer($0.upperBound)] }),
            "inPart": .array(
                inPart.map { ["row": .integer($0.row), "units": .integer($0.units), "of": .integer($0.of)] }),
            "units": .array(units.map { [.integer($0.lowerBound), .integer($0.upperBound)] }),
        ]
    }
}

extension CertifiedRetirement {
    fileprivate var json: JSON {
        [
            "sequence": .integer(sequence), "declaration": .integer(declaration), "retiredOn": .string(day.text),
            "quantity": .integer(quantity.count), "unit": .string(quantity.unit.rawValue),
            "grams": [.integer(grams.lowerBound), .integer(grams.upperBound)], "mass": .integer(mass.count),
            "lot": .string(lot.lot.text), "scrap": .string(lot.scrap.text), "country": .string(lot.country.text),
            "collectedFrom": .string(lot.collected.lowerBound.text),
            "collectedTo": .string(lot.collected.upperBound.text),
            "facility": [
                "code": .string(lot.facility.code.text), "facilityName": .string(lot.facility.name),
                "country": .string(lot.facility.country.text),
            ],
            "treatedOn": .string(lot.treated.text), "standard": .string(lot.standard.text),
            "assurance": .string(lot.assurance.rawValue),
            "verifier": ["code": .string(lot.verifier.code.text), "verifierName": .string(lot.verifier.name)],
        ]
    }
}
