import CanonicalJSON
import Certificates
import Primitives
import Testing

@Suite struct ProofTests {
    fileprivate static let folder = "vc-di-eddsa/TestVectors/eddsa-jcs-2022"

    /// The key of a did:key method, as the vectors name it.
    fileprivate static func key(_ method: String) -> DIDKey? { DIDKey(String(method.prefix { $0 != "#" })) }

    @Test func verifiesTheVector() throws {
        guard Vectors.available() else { return }
        let document = try #require(try Vectors.json("\(Self.folder)/signedJCS.json").object)
        let key = try DataIntegrityProof.verify(document, key: Self.key)
        #expect(key.multikey == "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")

        var config = try #require(document["proof"]?.object)
        config["proofValue"] = nil
        #expect(
            String(decoding: config.canonicalBytes, as: UTF8.self)
                == (try Vectors.text("\(Self.folder)/proofCanonJCS.txt")))
        #expect(Digest(sha256: config.canonicalBytes).text == (try Vectors.text("\(Self.folder)/proofHashJCS.txt")))
        var unsigned = document
        unsigned["proof"] = nil
        #expect(Digest(sha256: unsigned.canonicalBytes).text == (try Vectors.text("\(Self.folder)/docHashJCS.txt")))
    }

    @Test func refusesTheVectorWithOneLeafChanged() throws {
        guard Vectors.available() else { return }
        let json = try Vectors.json("\(Self.folder)/signedJCS.json")
        for path in json.leaves {
            let changed = try #require(json.changing(path)?.object)
            #expect(throws: ProofFault.self, "\(path)") { try DataIntegrityProof.verify(changed, key: Self.key) }
        }
    }

    @Test func signsAndVerifies() throws {
        let key = try #require(IssuerKey(seed: [UInt8](repeating: 5, count: 32)))
        let method = DID.key(key.didKey).method(of: key.didKey)
        let document: JSONObject = [
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://a.example/b"], "a": 1,
        ]
        let signed = DataIntegrityProof.signed(document, by: key, method: method, created: "2026-06-02T00:00:00Z")
        #expect(try DataIntegrityProof.verify(signed, key: Self.key) == key.didKey)

        // The context may only grow at its end, and then the proof does not speak of what was added.
        var longer = signed
        longer["@context"] = ["https://www.w3.org/ns/credentials/v2", "https://a.example/b", "https://a.example/c"]
        #expect(throws: Never.self) { try DataIntegrityProof.verify(longer, key: Self.key) }
        longer["@context"] = ["https://www.w3.org/ns/credentials/v2", "https://a.example/c"]
        #expect(throws: ProofFault.context) { try DataIntegrityProof.verify(longer, key: Self.key) }

        var unknown = signed
        unknown["proof"] = nil
        #expect(throws: ProofFault.missing) { try DataIntegrityProof.verify(unknown, key: Self.key) }
        #expect(throws: ProofFault.unknownMethod(method)) { try DataIntegrityProof.verify(signed) { _ in nil } }
    }
}

extension ProofTests {
    /// W3C Data Integrity 1.0, sections 2.1.1 and 2.1.2. A certificate has the one proof of its issuer: of several it would have to be
    /// told which of them must hold.
    @Test func aSetOfProofsOrAChainIsRefused() throws {
        guard Vectors.available() else { return }
        let document = try #require(try Vectors.json("\(Self.folder)/signedJCS.json").object)
        let proof = try #require(document["proof"]?.object)
        for proofs: [JSON] in [[], [.object(proof)], [.object(proof), .object(proof)]] {
            var several = document
            several["proof"] = .array(proofs)
            #expect(throws: ProofFault.missing) { try DataIntegrityProof.verify(several, key: Self.key) }
        }
        for member in ["previousProof", "id", "domain", "challenge", "nonce", "expires"] {
            var chained = (document: document, proof: proof)
            chained.proof[member] = "urn:uuid:60102d04-b51e-11ed-acfe-2fcd717666a7"
            chained.document["proof"] = .object(chained.proof)
            #expect(throws: ProofFault.self, "\(member)") {
                try DataIntegrityProof.verify(chained.document, key: Self.key)
            }
        }
    }
}

/// The test suite of W3C VC 2.0: its file names say what is expected.
@Suite struct CredentialFormTests {
    /// What cannot be told without a JSON-LD processor, or is not a credential.
    private static let exceptions: [String: String] = [:]

    @Test func agreesWithTheTestSuite() throws {
        guard Vectors.available() else { return }
        let folder = "vc-data-model-2.0/tests/input"
        var seen = 0
        for sub in ["", "/names-and-descriptions"] {
            for name in try Vectors.names(in: folder + sub)
            where name.hasSuffix(".json") && !name.hasPrefix("presentation") {
                guard Self.exceptions[name] == nil else { continue }
                guard var credential = try Vectors.json("\(folder)\(sub)/\(name)").object else { continue }
                Self.complete(&credential, name: name)
                let isGood = name.hasSuffix("-ok.json")
                seen += 1
                do throws(CredentialFault) {
                    try CredentialForm.check(credential)
                    #expect(isGood, "\(name) was taken")
                } catch {
                    #expect(!isGood, "\(name): \(error)")
                }
            }
        }
        #expect(seen > 85)
    }

    /// Of a presentation nobody is told that it is a certificate, whatever it has in it.
    @Test func aPresentationIsNoCredential() throws {
        guard Vectors.available() else { return }
        let folder = "vc-data-model-2.0/tests/input"
        let names = try Vectors.names(in: folder).filter { $0.hasPrefix("presentation") }
        #expect(names.count > 20)
        for name in names {
            guard let presentation = try Vectors.json("\(folder)/\(name)").object else { continue }
            #expect(throws: CredentialFault.self, "\(name)") { try CredentialForm.check(presentation) }
        }
    }

    /// The suite's harness fills in an issuer and times before it sends a file.
    private static func complete(_ credential: inout JSONObject, name: String) {
        if name != "credential-no-issuer-fail.json" {
            switch credential["issuer"] {
            case .none: credential["issuer"] = "did:example:issuer"
            case .some(.object(var issuer)):
                if case .none = issuer["id"] { issuer["id"] = "did:example:issuer" }
                credential["issuer"] = .object(issuer)
            case .some: break
            }
        }
        for member in ["validFrom", "validUntil"] {
            switch credential[member]?.string {
            case "FUTURE DATE": credential[member] = "2030-01-01T00:00:00Z"
            case "PAST DATE": credential[member] = "2020-01-01T00:00:00Z"
            default: break
            }
        }
    }
}
