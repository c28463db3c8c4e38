import Testing
import TransparencyLog

/// The key and the note that golang.org/x/mod/sumdb/note prints in its documentation.
private let secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
private let known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
private let text =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
private let line =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

struct NoteTests {
    private func open(_ note: String, _ keys: [VerifierKey]? = nil) throws -> Note {
        try Note.open(note.utf8, known: try keys ?? [VerifierKey(text: known)])
    }

    @Test func signsWhatGoSigns() throws {
        let signer = try SignerKey(secretText: secret)
        #expect(signer.secretText == secret && signer.verifierKey.text == known)
        #expect(!"\(signer)".contains("AYEKF") && !String(reflecting: signer).contains("AYEKF"))
        #expect(try Note.sign(text, by: [signer]) == text + "\n" + line)
        let note = try open(text + "\n" + line)
        #expect(note.text == text && note.signatures.count == 1 && note.unverified.isEmpty)
    }

    /// The key and the note of C2SP signed-note, "Verifier keys", "Example".
    @Test func opensTheExampleOfTheSpecification() throws {
        let key = try VerifierKey(text: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
        let note = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

            """
        #expect(try open(note, [key]).text == "This is an example message.\n")
    }

    @Test func addsASignature() throws {
        let name = try #require(KeyName("EnochRoot"))
        let second = try #require(SignerKey(name: name, seed: Array(1...32)))
        let first = try open(text + "\n" + line)
        let both = try Note.sign(text, by: [second], after: first.signatures)
        #expect(both.hasPrefix(text + "\n" + line + "— EnochRoot "))
        #expect(try open(both).unverified.map(\.name) == [name])
        let opened = try open(both, [second.verifierKey, VerifierKey(text: known)])
        #expect(opened.signatures.count == 2 && opened.isSigned(by: second.verifierKey))
        #expect(try Note.sign(text, by: [second], after: opened.signatures) == both)
        #expect(throws: NoteError.nobodyKnown) { try open(text + "\n" + line, [second.verifierKey]) }
    }

    @Test func countsARepeatedSignatureOnce() throws {
        let note = try open(text + "\n" + line + line)
        #expect(note.signatures.count == 1)
        let stranger = "— stranger AAAAAAA=\n"
        #expect(try open(text + "\n" + stranger + line + stranger).unverified.count == 1)
    }

    @Test func takesAHundredSignatures() throws {
        _ = try open("\(text)\n\(String(repeating: line, count: 100))")
        #expect(throws: NoteError.tooManySignatures) { try open("\(text)\n\(String(repeating: line, count: 101))") }
    }

    @Test func keepsBlankLinesOfTheText() throws {
        let signer = try SignerKey(secretText: secret)
        for text in ["\n", "a\n\nb\n", "a\n\n\n", "\n\n", "— a AAAAAAA=\n"] {
            #expect(try open(try Note.sign(text, by: [signer])).text == text)
        }
    }

    /// What follows the text, and why it is refused.
    @Test(
        arguments: [
            ("", .noSignatures), ("\n", .noSignatures), (line, .noSignatures), ("\n\(line.dropLast())", .noSignatures),
            ("\n\(line)\n", .noSignatures), ("\n\t\(line)", .controlCharacter), ("\r\n\n\(line)", .controlCharacter),
            ("\n\(line)\u{0}\n", .controlCharacter), ("\n\(line)x\n", .badSignatureLine(number: 2)),
            ("\n— stranger AAAAAAA=\n", .nobodyKnown),
        ] as [(String, NoteError)])
    func refuses(ending: String, error: NoteError) {
        #expect(throws: error) { try open(text + ending) }
    }

    @Test(arguments: [
        "- a AAAAAAA=", " — a AAAAAAA=", "—a AAAAAAA=", "— a+b AAAAAAA=", "— a\u{A0}b AAAAAAA=", "—  AAAAAAA=",
        "— a AAAAAA==", "— a AAAAAAA", "— a AAAAAAB=", "— a AAAA AAA=", "— a AAAAAAA= ", "— a", "— a ", "—", "— a ====",
    ])
    func refusesOtherSignatureLines(bad: String) {
        #expect(throws: NoteError.badSignatureLine(number: 1)) { try open("\(text)\n\(bad)\n\(line)") }
    }

    @Test func refusesBytesThatAreNoText() throws {
        let keys = [try VerifierKey(text: known)]
        #expect(throws: NoteError.notUTF8) { try Note.open([0xFF] + Array((text + "\n" + line).utf8), known: keys) }
        #expect(throws: NoteError.tooLarge(bytes: 1_048_577)) {
            try Note.open(Array(repeating: 0x0A, count: 1_048_577), known: keys)
        }
    }

    /// Each bit of the text or of the base 64 signature: the note is refused whatever the reason.
    @Test func refusesEveryFlippedBit() throws {
        let keys = [try VerifierKey(text: known)]
        let note = Array((text + "\n" + line).utf8)
        for place in note.indices {
            for bit in 0..<8 {
                var note = note
                note[place] ^= 1 << UInt8(bit)
                #expect(throws: NoteError.self) { try Note.open(note, known: keys) }
            }
        }
    }

    @Test func refusesToSignWhatItWouldNotOpen() throws {
        let signer = try SignerKey(secretText: secret)
        #expect(throws: NoteError.unfinishedText) { try Note.sign("a", by: [signer]) }
        #expect(throws: NoteError.unfinishedText) { try Note.sign("", by: [signer]) }
        #expect(throws: NoteError.controlCharacter) { try Note.sign("a\t\n", by: [signer]) }
        #expect(throws: NoteError.noSignatures) { try Note.sign("a\n", by: []) }
    }

    @Test(
        arguments: [
            ("", .malformed), ("PeterNeumann", .malformed), ("PeterNeumann+c74f20a3", .malformed),
            ("PeterNeumann+c74f20a3+", .malformed), ("+c74f20a3+ARpc", .badName), ("a b+c74f20a3+ARpc", .badName),
            ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformed),
            ("PeterNeumann+74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformed),
            (
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                .wrongHash(found: 0xC74F_20A4, expected: 0xC74F_20A3)
            ),
            (known + "+", .malformed), (known + "\n", .malformed), (secret, .malformed),
        ] as [(String, NoteKeyError)])
    func refusesOtherKeyTexts(text: String, error: NoteKeyError) {
        #expect(throws: error) { try VerifierKey(text: text) }
    }

    @Test func refusesOtherSecretTexts() {
        #expect(throws: NoteKeyError.malformed) { try SignerKey(secretText: known) }
        #expect(throws: NoteKeyError.malformed) { try SignerKey(secretText: "private" + secret.dropFirst(7)) }
        #expect(throws: NoteKeyError.unknownAlgorithm(2)) {
            try SignerKey(secretText: "PRIVATE+KEY+PeterNeumann+c74f20a3+AoEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")
        }
        #expect(throws: NoteKeyError.wrongHash(found: 0, expected: 0xC74F_20A3)) {
            try SignerKey(secretText: "PRIVATE+KEY+PeterNeumann+00000000+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")
        }
    }
}

struct CheckpointTests {
    private let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

    @Test func readsAndWrites() throws {
        let checkpoint = try Checkpoint(text: text)
        #expect(checkpoint.size == 20_852_163 && checkpoint.text == text)
        #expect(Checkpoint(origin: "", size: 0, rootHash: .emptyTree) == nil)
        #expect(Checkpoint(origin: "a\nb", size: 0, rootHash: .emptyTree) == nil)
        #expect(Checkpoint(origin: "a", size: -1, rootHash: .emptyTree) == nil)
    }

    @Test(arguments: [
        "", "\n", "a\n1\n", "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n", "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n",
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nx\n",
        "a\n1 \nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
    ])
    func refusesOtherTexts(text: String) {
        #expect(throws: CheckpointError.malformed) { try Checkpoint(text: text) }
    }

    @Test func opensWhatTheLogSigned() throws {
        let name = try #require(KeyName("example.com/behind-the-sofa"))
        let log = try #require(SignerKey(name: name, seed: Array(1...32)))
        let checkpoint = try Checkpoint(text: text)
        let note = checkpoint.signed(by: log)
        #expect(try Checkpoint.open(note.utf8, log: log.verifierKey).checkpoint == checkpoint)

        let witnessName = try #require(KeyName("witness"))
        let witness = try #require(SignerKey(name: witnessName, seed: Array(2...33)))
        let other = try Note.sign(text, by: [witness])
        #expect(throws: CheckpointError.notSignedByLog) {
            try Checkpoint.open(other.utf8, log: log.verifierKey, known: [witness.verifierKey])
        }
        #expect(throws: CheckpointError.note(.nobodyKnown)) { try Checkpoint.open(other.utf8, log: log.verifierKey) }
        let foreign = try Note.sign("x" + text, by: [log])
        #expect(throws: CheckpointError.wrongOrigin(found: "x" + name.text, expected: name.text)) {
            try Checkpoint.open(foreign.utf8, log: log.verifierKey)
        }
    }
}
