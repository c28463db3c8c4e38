import Testing
import TransparencyLog

struct TLogProofTests {
    /// Leaf 7 of twelve, cosigned by one witness.
    private struct Example {
        let log: WrittenLog
        let quorum: Quorum
        let proof: TLogProof
        let leaf: Hash

        init(index: Int64 = 7, size: Int = 12, extra: [UInt8] = []) throws {
            log = try WrittenLog(entries: size)
            var tree = try log.tree()
            var witness = try #require(Witness(signer: log.witnesses[0], logs: [try watched(log)]))
            let request = try AddCheckpointRequest(oldSize: 0, proof: [], note: try log.note)
            let witnessed = try witness.cosign(request.bytes, at: 1_800_000_000)
            witness.keep(witnessed)
            quorum = try #require(Quorum(of: [witness.key], atLeast: 1))
            proof = try TLogProof(
                extra: extra, index: index, hashes: try tree.inclusionProof(of: index), checkpoint: witnessed.note)
            leaf = Hash(leaf: log.entries[Int(index)])
        }
    }

    @Test func writesReadsAndProves() throws {
        let example = try Example(extra: Array("age".utf8))
        #expect(example.proof.text.hasPrefix("c2sp.org/tlog-proof@v1\nextra YWdl\nindex 7\n"))
        let read = try TLogProof(example.proof.text.utf8)
        #expect(read == example.proof && read.text == example.proof.text)
        let (checkpoint, cosignatures) = try read.verify(
            leaf: example.leaf, log: example.log.signer.verifierKey, quorum: example.quorum)
        #expect(try checkpoint == example.log.checkpoint)
        #expect(cosignatures.map(\.seconds) == [1_800_000_000])
        try read.verify(leaf: example.leaf, log: example.log.signer.verifierKey, quorum: nil)
        let alone = try Example(index: 0, size: 1)
        #expect(alone.proof.hashes.isEmpty)
        try TLogProof(alone.proof.text.utf8).verify(
            leaf: alone.leaf, log: alone.log.signer.verifierKey, quorum: alone.quorum)
    }

    /// Every bit of the file, of the leaf, of the log's key and of the witness's key.
    @Test func refusesEveryFlippedBit() throws {
        let example = try Example()
        let (log, leaf, quorum) = (example.log.signer.verifierKey, example.leaf, example.quorum)
        for flipped in flips(of: Array(example.proof.text.utf8)) {
            #expect(throws: TLogProofError.self) {
                try TLogProof(flipped).verify(leaf: leaf, log: log, quorum: quorum)
            }
        }
        for flipped in flips(of: leaf.bytes) {
            let leaf = try #require(Hash(flipped))
            #expect(throws: TLogProofError.self) { try example.proof.verify(leaf: leaf, log: log, quorum: quorum) }
        }
        for flipped in flips(of: log.publicKey) {
            let log = try #require(VerifierKey(name: log.name, publicKey: flipped))
            #expect(throws: TLogProofError.self) { try example.proof.verify(leaf: leaf, log: log, quorum: quorum) }
        }
        for flipped in flips(of: quorum.witnesses[0].publicKey) {
            let witness = try #require(WitnessKey(name: quorum.witnesses[0].name, publicKey: flipped))
            let quorum = try #require(Quorum(of: [witness], atLeast: 1))
            #expect(throws: TLogProofError.self) { try example.proof.verify(leaf: leaf, log: log, quorum: quorum) }
        }
        for flipped in flips(of: Array(log.text.utf8)) {
            guard let text = String(validating: flipped, as: UTF8.self), let log = try? VerifierKey(text: text) else {
                continue
            }
            #expect(throws: TLogProofError.self) { try example.proof.verify(leaf: leaf, log: log, quorum: quorum) }
        }
    }

    /// What the file says instead, and why it is refused.
    @Test(
        arguments: [
            ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2", .otherFormat),
            ("c2sp.org/tlog-proof@v1\n", "", .otherFormat), ("index 7\n", "", .malformedLine(number: 2)),
            ("index 7", "index 07", .malformedLine(number: 2)), ("index 7", "index  7", .malformedLine(number: 2)),
            ("index 7", "index -7", .malformedLine(number: 2)), ("index 7", "index +7", .malformedLine(number: 2)),
            ("index 7", "index 7\r", .malformedLine(number: 2)), ("index 7", "Index 7", .malformedLine(number: 2)),
            ("index 7", "index ７", .malformedLine(number: 2)),
            ("index 7", "index 9223372036854775808", .malformedLine(number: 2)),
            ("index 7", "extra \nindex 7", .malformedLine(number: 2)),
            ("index 7", "extra YWdl=\nindex 7", .malformedLine(number: 2)),
            ("index 7", "extra YWdl\nextra YWdl\nindex 7", .malformedLine(number: 3)),
            ("index 7", "index 7\nextra YWdl", .malformedLine(number: 3)),
            ("index 7", "index 12", .noSuchLeaf(index: 12, size: 12)),
            ("index 7\n", "index 7\n\n", .checkpoint(.malformed)), ("=\n\nlog", "=\nlog", .malformedLine(number: 7)),
            ("\n12\n", "\n012\n", .checkpoint(.malformed)),
        ] as [(String, String, TLogProofError)])
    func refuses(instead: String, text: String, error: TLogProofError) throws {
        let bad = try Example().proof.text.replacing(instead, with: text, maxReplacements: 1)
        #expect(throws: error) { try TLogProof(bad.utf8) }
    }

    @Test func refusesWhatNoFileHas() throws {
        let text = try Example().proof.text
        // Without its last line it is a proof that no witness stands behind.
        let uncosigned = text.utf8.count - (text.split(separator: "\n").last?.utf8.count ?? 0) - 1
        for count in 0..<text.utf8.count where count != uncosigned {
            #expect(throws: TLogProofError.self) { try TLogProof(text.utf8.prefix(count)) }
        }
        #expect(throws: TLogProofError.notUTF8) { try TLogProof([0xFF] + Array(text.utf8)) }
        let note = try WrittenLog(entries: 1).note
        let hashes = Array(repeating: Hash.emptyTree, count: 64)
        #expect(throws: TLogProofError.tooManyHashes(64)) {
            try TLogProof(index: 0, hashes: hashes, checkpoint: note)
        }
        let lines = hashes.map { "\($0.base64)\n" }.joined()
        #expect(throws: TLogProofError.malformedLine(number: 66)) {
            try TLogProof("c2sp.org/tlog-proof@v1\nindex 0\n\(lines)\n\(note)".utf8)
        }
        #expect(throws: TLogProofError.extraTooLong(bytes: 65_537)) {
            try TLogProof(extra: Array(repeating: 0, count: 65_537), index: 0, hashes: [], checkpoint: note)
        }
        let bytesMax = TLogProof.bytesMax
        #expect(throws: TLogProofError.tooLarge(bytes: bytesMax + 1)) {
            try TLogProof(Array(repeating: 0x0A, count: bytesMax + 1))
        }
    }

    @Test func refusesAProofOfAnotherTree() throws {
        let (example, other) = (try Example(), try Example(index: 6))
        #expect(throws: TLogProofError.self) {
            try example.proof.verify(
                leaf: other.leaf, log: example.log.signer.verifierKey, quorum: example.quorum)
        }
        let shorter = try TLogProof(
            index: 7, hashes: Array(example.proof.hashes.dropLast()), checkpoint: example.proof.checkpoint)
        #expect(throws: TLogProofError.proof(.wrongLength(3))) {
            try shorter.verify(leaf: example.leaf, log: example.log.signer.verifierKey, quorum: nil)
        }
        let uncosigned = try TLogProof(index: 7, hashes: example.proof.hashes, checkpoint: try example.log.note)
        #expect(throws: TLogProofError.checkpoint(.tooFewCosignatures(found: 0, needed: 1))) {
            try uncosigned.verify(
                leaf: example.leaf, log: example.log.signer.verifierKey, quorum: example.quorum)
        }
    }
}
