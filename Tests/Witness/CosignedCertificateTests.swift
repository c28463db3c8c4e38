import Foundation
import Testing
import TransparencyLog

/// The built `counterweight-verify certificate` on a bundle whose checkpoint witnesses cosigned (docs/spec/witnesses.md, W-12 to W-14).
@Suite struct CosignedCertificateTests {
    private static let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Golden")

    private let signers: [WitnessSigner]
    private let bundle: String

    /// The golden certificate, under a checkpoint that two witnesses cosigned.
    init() throws {
        signers = try [UInt8(1), 2].map { number in
            let name = try #require(KeyName("witness.example/w\(number)"))
            return try #require(WitnessSigner(name: name, seed: [UInt8](repeating: number, count: 32)))
        }
        let text = try String(
            contentsOf: Self.golden.appending(path: "certificates/bundle.json"), encoding: .utf8)
        let json = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let note = try #require(json["checkpoint"] as? String)
        let log = try VerifierKey(text: try #require(json["logKey"] as? String))
        let watched = try #require(WatchedLog(origin: log.name.text, keys: [log]))
        let cosignatures = try signers.map { signer in
            let witness = try #require(Witness(signer: signer, logs: [watched]))
            let request = try AddCheckpointRequest(oldSize: 0, proof: [], note: note)
            return try witness.cosign(request.bytes, at: 1_764_252_180).cosignature
        }
        let cosigned = try Checkpoint.open(Array(note.utf8), log: log).note.cosigned(by: cosignatures)
        func escaped(_ text: String) -> String { text.replacing("\n", with: "\\n") }
        bundle = text.replacing(escaped(note), with: escaped(cosigned))
        #expect(bundle != text)
    }

    private func verify(_ bundle: String, _ arguments: [String], language: String = "C.UTF-8") throws
        -> WitnessWorld.Run
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "counterweight-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try bundle.write(to: folder.appending(path: "bundle.json"), atomically: true, encoding: .utf8)
        try signers.map { "\($0.witnessKey.text)\n" }.joined().write(
            to: folder.appending(path: "witnesses.txt"), atomically: true, encoding: .utf8)
        let trust = Self.golden.appending(path: "journal/trust.txt").path
        return try WitnessWorld.run(
            "counterweight-verify", ["certificate", "bundle.json", "--trust", trust] + arguments, in: folder,
            language: language)
    }

    @Test func saysWhoCosignedAndWhenInThePlaceOfTheCaveat() throws {
        let named = try verify(bundle, ["--witness", "witnesses.txt"])
        #expect(named.status == 0, "\(named.all)")
        for signer in signers {
            #expect(named.output.contains("Cosigned by \(signer.name.text) on 27 November 2025, 14:03 UTC."))
        }
        #expect(!named.output.contains("cannot be excluded"))
        let unnamed = try verify(bundle, [])
        #expect(unnamed.status == 0 && unnamed.output.contains("No witness that you know of has signed the checkpoint"))
        let json = try verify(bundle, ["--witness", "witnesses.txt", "--json"])
        #expect(json.output.contains("\"outcome\":\"valid\"") && json.output.contains("\"reached\":true"))
        #expect(!json.output.contains("forked-log"))
    }

    @Test func fewerThanAskedForIsThree() throws {
        let name = try #require(KeyName("witness.example/w3"))
        let third = try #require(WitnessSigner(name: name, seed: [UInt8](repeating: 3, count: 32))).witnessKey.text
        let all = ["--witness", "witnesses.txt", "--witness", third]
        let missing = try verify(bundle, all)
        #expect(missing.status == 3 && missing.output.contains("Not cosigned by witness.example/w3"), "\(missing.all)")
        #expect(missing.output.contains("cannot be excluded"))
        #expect(try verify(bundle, all + ["--quorum", "2"]).status == 0)
        let french = try verify(bundle, all, language: "fr_FR.UTF-8")
        #expect(french.status == 3 && french.output.contains("Non cosigné par witness.example/w3"))
        let json = try verify(bundle, all + ["--json"])
        #expect(json.status == 3 && json.output.contains("\"outcome\":\"not-cosigned\""))
    }

    @Test func aLineThatANamedWitnessDidNotMakeIsWrong() throws {
        let line = try #require(bundle.range(of: "— witness.example/w1 "))
        var bytes = Array(bundle.utf8)
        // Another letter of the signature, and still base 64.
        let place = bundle[..<line.upperBound].utf8.count + 50
        bytes[place] = bytes[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        let bad = String(decoding: bytes, as: UTF8.self)
        let run = try verify(bad, ["--witness", "witnesses.txt"])
        #expect(run.status == 1 && run.output.contains("is no signature of its key"), "\(run.all)")
        #expect(try verify(bad, []).status == 0)
    }
}
