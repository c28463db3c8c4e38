import CanonicalJSON
import Certificates
import Primitives
import Testing

@Suite struct IssuerTests {
    @Test func readsTheKeysOfTheVectors() throws {
        guard Vectors.available() else { return }
        for name in ["validDid", "incorrectEncoding", "notMultibase"] {
            let vector = try Vectors.json("did-key/\(name).json")
            let text = try #require(vector["did"]?.string)
            let isGood = vector["negative"]?.bool == false
            #expect((DIDKey(text) != nil) == isGood, "\(name)")
            if isGood { #expect(DIDKey(text)?.text == text) }
        }
        let document = try Vectors.json("did-key/expected-did-doc.json")
        let key = try #require(DIDKey(document["id"]?.string ?? ""))
        #expect(document["verificationMethod"]?.array?.first?["publicKeyMultibase"]?.string == key.multikey)
        #expect(document["assertionMethod"]?.array?.first?.string == DID.key(key).method(of: key))
    }

    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ])
    func aKeyOfSmallOrderIsNone(hex: String) throws {
        let bytes = try #require(Hexadecimal.bytes(hex))
        #expect(DIDKey(publicKey: bytes) == nil)
    }

    @Test func aSignatureWithAnotherSpellingOfSIsRefused() throws {
        let key = try #require(IssuerKey(seed: [UInt8](repeating: 5, count: 32)))
        var signature = key.signature(of: [1, 2, 3])
        #expect(key.didKey.isValid(signature, of: [1, 2, 3]))
        // S + L, with L the order of the group: the same number to who does not look.
        let order: [UInt8] = [
            0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14, 0, 0, 0, 0,
            0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
        ]
        var carry = 0
        for place in 0..<32 {
            carry += Int(signature[32 + place]) + Int(order[place])
            signature[32 + place] = UInt8(carry & 0xFF)
            carry >>= 8
        }
        #expect(!key.didKey.isValid(signature, of: [1, 2, 3]))
    }

    @Test func aSecretNeverPrintsItself() throws {
        let seed = [UInt8](repeating: 5, count: 32)
        let key = try #require(IssuerKey(seed: seed))
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped] {
            #expect(text.contains(key.didKey.multikey))
            #expect(!text.contains(Hexadecimal.text(seed)) && !text.contains("5, 5"))
        }
    }

    @Test(arguments: [
        ("ewaste.example", "did:web:ewaste.example", "https://ewaste.example/.well-known/did.json"),
        ("ewaste.example/ghana", "did:web:ewaste.example:ghana", "https://ewaste.example/ghana/did.json"),
        (
            "ewaste.example:8443/a/b", "did:web:ewaste.example%3A8443:a:b",
            "https://ewaste.example" + ":8443/a/b/did.json"
        ),
        ("localhost:1", "did:web:localhost%3A1", "https://localhost" + ":1/.well-known/did.json"),
    ])
    func mapsAnOriginToTheWeb(origin: String, did: String, url: String) throws {
        let web = try #require(DIDWeb(origin: origin))
        #expect(web.text == did)
        #expect(web.documentURL == url)
        #expect(DIDWeb(did) == web)
    }

    @Test(arguments: [
        "did:web:", "did:web:Registry.example", "did:web:ewaste.example:", "did:web:ewaste.example:..",
        "did:web:ewaste.example%3a8443", "did:web:ewaste.example%3A08", "did:web:ewaste.example%3A70000",
        "did:web:ewaste.example:a%2Fb", "did:web:-x.example", "did:web:a..b", "did:web:ewaste.example/x",
        "DID:web:ewaste.example", "did:web:regístry.example",
    ])
    func refusesWhatIsNoNameOnTheWeb(text: String) {
        #expect(DIDWeb(text) == nil)
    }

    @Test func aDocumentIsReadAsItWasWritten() throws {
        let key = try #require(IssuerKey(seed: [UInt8](repeating: 5, count: 32))).didKey
        let other = try #require(IssuerKey(seed: [UInt8](repeating: 6, count: 32))).didKey
        let web = try #require(DID("did:web:ewaste.example"))
        let revoked = DIDMethod(key, revoked: Day(number: 20_000))
        for document in [
            DIDDocument(web, methods: [revoked, DIDMethod(other)]), DIDDocument(.key(key), methods: [DIDMethod(key)]),
        ] {
            #expect(try DIDDocument(json: document.json) == document)
        }
        var foreign = DIDDocument(.key(key), methods: [DIDMethod(key)]).json
        foreign["assertionMethod"] = []
        #expect(throws: DIDDocumentFault.assertionMethod) { try DIDDocument(json: foreign) }
    }
}
