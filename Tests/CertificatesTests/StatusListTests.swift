import CanonicalJSON
import Certificates
import Foundation
import Primitives
import Testing

@Suite struct StatusListTests {
    @Test func readsTheListsOfOthers() throws {
        guard Vectors.available() else { return }
        let lists = try #require(try Vectors.json("bitstring-status-list/encoded-lists.json")["lists"]?.array)
        #expect(lists.count == 2)
        for vector in lists {
            let list = try StatusList(encoded: try #require(vector["encodedList"]?.string))
            #expect(list.bitCount == vector["bits"]?.integer.map { Int($0) })
            #expect(list.setIndices == vector["set_indices"]?.array?.compactMap { $0.integer.map { Int($0) } })
        }
    }

    @Test(arguments: UInt64(0)..<40)
    func isReadAsItWasWritten(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var list = StatusList()
        for _ in 0..<Int.random(in: 0...[1, 30, 5_000, 200_000][Int(seed % 4)], using: &random) {
            list[Int.random(in: 0..<StatusList.count, using: &random)] = true
        }
        let encoded = list.encoded
        #expect(try StatusList(encoded: encoded) == list)

        // Any letter changed: refused, or not the same list.
        var letters = Array(encoded.utf8)
        let place = Int.random(in: 1..<letters.count, using: &random)
        letters[place] = letters[place] == 0x41 ? 0x42 : 0x41
        let changed = String(decoding: letters, as: UTF8.self)
        guard changed != encoded else { return }
        if let other = try? StatusList(encoded: changed) {
            #expect(other == list, "only the header’s free bytes may differ")
        }
    }

    /// W3C Bitstring Status List 1.0 allows what no list of a registry says: it is refused by its place, and never read as if it were not
    /// there.
    @Test func formsThatNoRegistryWritesAreRefusedByTheirPlace() throws {
        let key = try #require(IssuerKey(seed: [UInt8](repeating: 5, count: 32)))
        let issuer = DID.key(key.didKey)
        let list = StatusListCredential(
            StatusList(), purpose: .revocation, number: 1, origin: "a.example", issuer: issuer,
            day: try #require(Day("2026-06-02")), signedBy: key)
        #expect(try StatusListCredential(json: list.json).list == StatusList())
        func fault(_ change: (inout JSONObject, inout JSONObject) -> Void) throws -> StatusCredentialFault? {
            var json = list.json
            json["proof"] = nil
            var subject = try #require(json["credentialSubject"]?.object)
            change(&json, &subject)
            json["credentialSubject"] = .object(subject)
            let signed = DataIntegrityProof.signed(
                json, by: key, method: issuer.method(of: key.didKey), created: "2026-06-02T00:00:00Z")
            do throws(StatusCredentialFault) { _ = try StatusListCredential(json: signed) } catch { return error }
            return nil
        }
        #expect(try fault { _, _ in } == nil)
        #expect(
            try fault { $1["statusPurpose"] = ["revocation", "suspension"] }
                == .malformed(
                    .wrongKind(path: "credentialSubject.statusPurpose", expected: .string, found: .array)))
        #expect(try fault { $1["statusPurpose"] = "message" } == .purpose("message"))
        for member in ["statusSize", "statusMessage", "ttl", "statusReference"] {
            #expect(
                try fault { $1[member] = 2 } == .malformed(.unknown(path: "credentialSubject.\(member)")), "\(member)")
        }
        #expect(
            try fault { json, _ in json["validUntil"] = "2026-07-02T00:00:00Z" }
                == .malformed(.unknown(path: "validUntil")))
        #expect(
            try fault { json, _ in json["validFrom"] = "2026-06-02T00:00:00.000Z" }
                == .malformed(.malformed(path: "validFrom")))
        #expect(try fault { json, _ in json["validFrom"] = nil } == .malformed(.missing(path: "validFrom")))
        // Multibase of another alphabet.
        #expect(
            try fault { $1["encodedList"] = .string("m" + list.list.encoded.dropFirst()) } == .list(.encoding))
    }

    @Test func indexZeroIsTheMostSignificantBit() throws {
        var list = StatusList()
        list[0] = true
        #expect(try list.isSet(0))
        #expect(try !list.isSet(7))
        list[0] = false
        #expect(list == StatusList())
    }

    @Test func anIndexOutsideIsAnError() throws {
        for index: Int64 in [-1, 131_072, .max] {
            #expect(throws: StatusListFault.noSuchIndex(index, bits: 131_072)) { try StatusList().isSet(index) }
        }
        #expect(StatusPosition(list: 1, index: 131_072) == nil)
        #expect(StatusPosition(list: 0, index: 0) == nil)
    }

    /// What Python's gzip makes of random, repeated and short texts, at every level: each block type.
    @Test func readsWhatOtherCompressorsWrite() throws {
        for level in [0, 1, 6, 9] {
            for kind in ["zeros", "random", "text"] {
                let script = """
                    import gzip, random, base64, sys
                    random.seed(7)
                    n = 16384
                    data = {'zeros': bytes(n), 'random': random.randbytes(n),
                        'text': (b'the quick brown fox ' * 900)[:n]}['\(kind)']
                    out = gzip.compress(data, compresslevel=\(level), mtime=0)
                    print(base64.urlsafe_b64encode(out).decode().rstrip('='))
                    print(data.hex())
                    """
                guard let output = try Self.python(script) else { return }
                let lines = output.split(separator: "\n").map(String.init)
                let list = try StatusList(encoded: "u" + lines[0])
                let bytes = try #require(Hexadecimal.bytes(lines[1]))
                var expected: [Int] = []
                for (place, byte) in bytes.enumerated() {
                    for bit in 0..<8 where byte >> (7 - bit) & 1 == 1 { expected.append(place * 8 + bit) }
                }
                #expect(list.setIndices == expected, "\(kind) at level \(level)")
            }
        }
    }

    /// What Python reads of ours.
    @Test func othersReadWhatIsWritten() throws {
        var list = StatusList()
        for index in [0, 9, 4_000, 4_001, 131_071] { list[index] = true }
        let script = """
            import gzip, base64
            text = '\(list.encoded.dropFirst())'
            data = gzip.decompress(base64.urlsafe_b64decode(text + '=' * (-len(text) % 4)))
            print(len(data), [i for i in range(len(data) * 8) if data[i // 8] >> (7 - i % 8) & 1])
            """
        guard let output = try Self.python(script) else { return }
        #expect(output == "16384 [0, 9, 4000, 4001, 131071]\n")
        #expect(list.encoded.utf8.count < 400)
    }

    @Test(arguments: [
        "", "u", "zH4sI", "uH4sI=", "uH4sIAAAAAAAA",
        "H4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA",
    ])
    func refusesWhatIsNoList(text: String) {
        #expect(throws: StatusListFault.self) { try StatusList(encoded: text) }
    }

    @Test func aListThatIsTooShortIsNone() throws {
        guard
            let output = try Self.python(
                """
                import gzip, base64
                print(base64.urlsafe_b64encode(gzip.compress(bytes(16383), mtime=0)).decode().rstrip('='), end='')
                """)
        else { return }
        #expect(throws: StatusListFault.tooShort(bits: 131_064)) { try StatusList(encoded: "u" + output) }
    }

    @Test func aBombIsNotOpened() throws {
        guard
            let output = try Self.python(
                """
                import gzip, base64
                print(base64.urlsafe_b64encode(gzip.compress(bytes(1 << 26), mtime=0)).decode().rstrip('='), end='')
                """)
        else { return }
        #expect(throws: StatusListFault.gzip(.tooLarge(limit: 1 << 20))) { try StatusList(encoded: "u" + output) }
    }

    @Test func aSignedListIsReadAsItWasWritten() throws {
        var registry = MiniRegistry()
        registry.run()
        let list = registry.list(.suspension, setting: [7])
        let read = try StatusListCredential(json: list.json)
        #expect(read == list)
        #expect(try read.verify { _ in registry.issuerKey.didKey } == registry.issuerKey.didKey)
        var forged = list.json
        forged["validFrom"] = "2027-01-01T00:00:00Z"
        #expect(throws: StatusCredentialFault.proof(.signature)) {
            try StatusListCredential(json: forged).verify { _ in registry.issuerKey.didKey }
        }
    }

    /// `nil` where there is no Python; that is said, and fails where nothing may be skipped.
    private static func python(_ script: String) throws -> String? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            print("skipped: no python3")
            if ProcessInfo.processInfo.environment["CI"] == "true" { Issue.record("python3 is not here") }
            return nil
        }
        return String(decoding: data, as: UTF8.self)
    }
}
