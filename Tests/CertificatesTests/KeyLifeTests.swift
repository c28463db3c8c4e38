import CanonicalJSON
import Journal
import Primitives
import Testing
import TransparencyLog

@testable import Certificates

/// Keys that are changed, lost or in other hands; and the two forms of one credential (docs/spec/certificates.md, V-3, V-27).
@Suite struct KeyLifeTests {
    private static let changed = Day("2026-06-10")!  // a day

    /// A certificate, after which the issuer's key was changed for another.
    private static func changed(
        _ cause: KeyCause, before: Bool = false, lists key: KeyPath<MiniRegistry, IssuerKey> = \.laterKey,
        listedOn day: Day = changed, revokedOn revoked: Day? = changed
    ) throws -> (MiniRegistry, CertificateBundle) {
        var registry = MiniRegistry()
        registry.run()
        func change(_ registry: inout MiniRegistry) {
            let later = registry.laterKey.didKey.text
            registry.append(.keyAdded(KeyAdded(purpose: .certificates, key: later)), on: changed.text)
            registry.append(
                .keyRevoked(KeyRevoked(key: registry.issuerKey.didKey.text, cause: cause)), on: changed.text)
        }
        if before { change(&registry) }
        let credential = try registry.certify()
        if !before { change(&registry) }
        let lists = StatusPurpose.allCases.map { registry.list($0, on: day, by: registry[keyPath: key]) }
        let methods = [
            DIDMethod(registry.issuerKey.didKey, revoked: revoked), DIDMethod(registry.laterKey.didKey),
        ]
        return (registry, registry.bundle(credential, lists: lists, methods: methods))
    }

    private static func report(
        _ registry: MiniRegistry, _ bundle: CertificateBundle
    ) throws -> CertificateReport {
        var trust = registry.trust
        try trust.add(registry.laterKey.didKey.text)
        return CertificateVerification.report(on: bundle, trust: trust)
    }

    @Test(arguments: KeyCause.allCases)
    func whatAKeySignedBeforeItWasChangedStaysGood(cause: KeyCause) throws {
        let (registry, bundle) = try Self.changed(cause)
        let report = try Self.report(registry, bundle)
        #expect(report.faults == [] && report.outcome == .trusted)
        #expect(report.signers.count == 2)
        #expect(try CertificateBundle(bytes: bundle.bytes) == bundle)
        // Who knows the first key alone is told of the other.
        let before = CertificateVerification.report(on: bundle, trust: registry.trust)
        #expect(before.outcome == .unknown(issuers: [registry.laterKey.didKey], log: nil))
    }

    @Test func whatAKeySignsAfterItWasRevokedIsWrong() throws {
        let (registry, bundle) = try Self.changed(.superseded, before: true)
        #expect(try Self.report(registry, bundle).faults == [.keyRevoked(registry.issuerKey.didKey)])
    }

    @Test func theDocumentHasEachKeyAsTheJournalDoes() throws {
        let (registry, bundle) = try Self.changed(.superseded, revokedOn: nil)
        #expect(try Self.report(registry, bundle).faults == [.documentKeys])
        let (other, without) = try Self.changed(.superseded)
        let alone = DIDDocument(other.issuer, methods: [DIDMethod(other.issuerKey.didKey, revoked: Self.changed)])
        let fewer = try without.replacing("didDocument", with: .object(alone.json))
        #expect(try Self.report(other, fewer).faults.contains(.documentKeys))
    }

    /// A list of the day of the change is taken from either key; a later one from the key that signs alone; one by a key that is in
    /// other hands never, for it may have been given any day.
    @Test func statusListsAreOfAKeyThatStoodOnTheirDay() throws {
        let later = Self.changed.adding(days: 1)!  // within range
        var (registry, bundle) = try Self.changed(.superseded, lists: \.issuerKey)
        #expect(try Self.report(registry, bundle).faults == [])
        (registry, bundle) = try Self.changed(.superseded, lists: \.issuerKey, listedOn: later)
        #expect(try Self.report(registry, bundle).faults == [.keyRevoked(registry.issuerKey.didKey)])
        (registry, bundle) = try Self.changed(.compromised, lists: \.issuerKey, listedOn: MiniRegistry.issueDay)
        #expect(try Self.report(registry, bundle).faults == [.keyRevoked(registry.issuerKey.didKey)])
        (registry, bundle) = try Self.changed(.compromised, listedOn: later)
        #expect(try Self.report(registry, bundle).faults == [])
    }

    @Test func aRevocationOfAKeyThatTheBundleDoesNotNameIsNotNeeded() throws {
        var registry = MiniRegistry()
        registry.run()
        registry.append(.keyRevoked(KeyRevoked(key: registry.laterKey.didKey.text, cause: .lost)))
        #expect(throws: EvidenceFault.notNeeded(19)) { try registry.certify() }
    }

    /// A certificate of a log that ended is checked in the one that goes on from it, if it was issued while it had that name.
    @Test(arguments: [(Int64(20), true), (19, false)])
    func aLogThatGoesOnFromAnotherBearsItsCertificates(kept: Int64, holds: Bool) throws {
        var registry = MiniRegistry()
        registry.run()
        let first = registry
        let content = try first.content()
        let credential = CertificateCredential(content, signedBy: first.issuerKey)
        var second = MiniRegistry(origin: "ewaste.example")
        second.logSeed = [UInt8](repeating: 5, count: 32)
        second.logName = "ewaste.example/2"
        second.continues = [
            ContinuedLog(
                origin: "ewaste.example", logKey: first.logKey.verifierKey.text, size: 20,
                root: Digest(sha256: []), kept: kept)
        ]
        second.run()
        second.append(.certificateIssued(credential.issued), on: MiniRegistry.issueDay.text)
        let report = CertificateVerification.report(on: second.bundle(credential), trust: second.trust)
        #expect(report.faults == (holds ? [] : [.originDiffers]))
        #expect(report.outcome.exitCode == (holds ? 0 : 1))
    }

    // The enveloped form.

    @Test func theEnvelopeIsAJWSOfTheCredentialWithoutItsProof() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        let parts = bundle.credential.envelope.split(separator: ".").map(String.init)
        #expect(parts.count == 3)
        let header = try JSON(canonical: try #require(Base64URL.bytes(of: parts[0])))
        #expect(
            header == [
                "alg": "EdDSA", "cty": "vc", "kid": .string(registry.issuer.method(of: registry.issuerKey.didKey)),
                "typ": "vc+jwt",
            ])
        var document = bundle.credential.json
        document["proof"] = nil
        #expect(try #require(Base64URL.bytes(of: parts[1])) == document.canonicalBytes)
        #expect(
            registry.issuerKey.didKey.isValid(
                try #require(Base64URL.bytes(of: parts[2])), of: Array("\(parts[0]).\(parts[1])".utf8)))
    }

    @Test func anEnvelopeThatSaysSomethingElseIsWrong() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        func fault(_ envelope: String) throws -> [CheckFault] {
            let forged = try bundle.replacing(SignedCredential(json: bundle.credential.json, envelope: envelope))
            return CertificateVerification.report(on: forged, trust: registry.trust).faults
        }
        var document = bundle.credential.json
        document["proof"] = nil
        let method = registry.issuer.method(of: registry.issuerKey.didKey)
        let other = registry.signed(["id": "https://ewaste.example/certificates/other"])
        #expect(try fault(other.envelope) == [.envelope(.differs)])
        let stranger = EnvelopedCredential.signed(document, by: registry.laterKey, method: method)
        #expect(try fault(stranger) == [.envelope(.signature)])
        let withProof = EnvelopedCredential.signed(bundle.credential.json, by: registry.issuerKey, method: method)
        #expect(try fault(withProof) == [.envelope(.differs)])
        #expect(try fault("eyJ") == [.envelope(.form)])
        #expect(throws: BundleFault.malformed(.malformed(path: "envelope"))) {
            try bundle.replacing("envelope", with: ["type": "EnvelopedVerifiableCredential"])
        }
    }

    /// The least that changes in it: each bit of the signature, and each bit of every 97th letter before it.
    @Test func everyBitOfTheEnvelopeCounts() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        let text = Array(bundle.credential.envelope.utf8)
        let dot = text.lastIndex(of: UInt8(ascii: "."))!  // three parts
        for place in stride(from: 0, to: dot, by: 97) + Array(dot..<text.count) {
            for bit in 0..<8 {
                var flipped = text
                flipped[place] ^= 1 << UInt8(bit)
                let forged = SignedCredential(
                    json: bundle.credential.json, envelope: String(decoding: flipped, as: UTF8.self))
                #expect(throws: EnvelopeFault.self, "\(place), \(bit)") {
                    try forged.verifyEnvelope(by: registry.issuerKey.didKey)
                }
            }
        }
    }

    /// Sanitization and recycling come in the same envelope: a subject of another type, both forms, both status lists.
    @Test func anotherSubjectComesInTheSameEnvelope() throws {
        let registry = MiniRegistry()
        let frame = RegistryCredential(
            id: "https://ewaste.example/sanitizations/\(MiniRegistry.id(7).text)", type: "SanitizationCertificate",
            issuer: registry.issuer, day: MiniRegistry.issueDay, origin: registry.origin,
            position: MiniRegistry.position, subject: ["type": "Sanitization", "method": "purge"])
        let signed = frame.signed(by: registry.issuerKey)
        try CredentialForm.check(signed.json)
        #expect(try signed.verify { _ in registry.issuerKey.didKey } == registry.issuerKey.didKey)
        #expect(throws: CertificateFault.self) { try CertificateCredential(signed) }
        let stored = try #require(
            SignedCredential(json: signed.json, envelopeSignature: signed.envelopeSignature))
        #expect(stored == signed)
    }

    @Test func theProofOfTheIssueStandsAlone() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        let proof = try TLogProof(Array(try bundle.proofOfIssue().text.utf8))
        let entry = try JournalEntry(bytes: proof.extra)
        guard case .certificateIssued(let issued) = entry.open else {
            Issue.record("\(entry)")
            return
        }
        #expect(issued.credential == Digest(sha256: bundle.credential.json.canonicalBytes))
        let checkpoint = try Checkpoint.open(Array(proof.checkpoint.utf8), log: registry.logKey.verifierKey).checkpoint
        try TreeProofs.verifyInclusion(
            of: Hash(leaf: proof.extra), index: proof.index, size: checkpoint.size, root: checkpoint.rootHash,
            proof: proof.hashes)
    }
}

extension StrideTo where Element == Int {
    fileprivate static func + (one: Self, other: [Int]) -> [Int] { Array(one) + other }
}
