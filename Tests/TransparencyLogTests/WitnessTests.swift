import Testing
import TransparencyLog

func watched(_ log: WrittenLog) throws -> WatchedLog {
    try #require(WatchedLog(origin: log.signer.name.text, keys: [log.signer.verifierKey]))
}

struct CosignatureTests {
    private let checkpoint: Checkpoint
    private let signers: [WitnessSigner]
    private let log: WrittenLog

    init() throws {
        log = try WrittenLog(entries: 9, witnesses: 4)
        checkpoint = try log.checkpoint
        signers = log.witnesses
    }

    private func cosigned(by numbers: [Int], at seconds: Int64 = 1_679_315_147) throws -> String {
        let note = try Checkpoint.open(try log.note.utf8, log: log.signer.verifierKey).note
        return try note.cosigned(by: try numbers.map { try cosignature(by: $0, at: seconds) })
    }

    private func cosignature(by number: Int, at seconds: Int64 = 1_679_315_147) throws -> Cosignature {
        let witness = try #require(Witness(signer: signers[number], logs: [try watched(log)]))
        let request = try AddCheckpointRequest(oldSize: 0, proof: [], note: try log.note)
        return try witness.cosign(request.bytes, at: seconds).cosignature
    }

    /// C2SP tlog-cosignature, "Ed25519 signed message": what is signed, checked with the key as an ordinary one.
    @Test func signsTheMessageOfTheSpecification() throws {
        let cosignature = try cosignature(by: 0)
        let message = "cosignature/v1\ntime 1679315147\n\(checkpoint.text)"
        let key = try #require(VerifierKey(name: signers[0].name, publicKey: signers[0].witnessKey.publicKey))
        #expect(key.isValid(cosignature.signature, of: Array(message.utf8)))
        #expect(
            cosignature.line.bytes.count == 72
                && cosignature.line.bytes.prefix(8) == [0, 0, 0, 0, 0x64, 0x18, 0x50, 0xCB])
        #expect(cosignature.line.bytes.dropFirst(8) == cosignature.signature[...])
        #expect(Cosignature(cosignature.line) == cosignature && cosignature.keyHash == signers[0].witnessKey.hash)
        #expect(cosignature.keyHash != key.hash)
    }

    @Test func readsAndWritesKeys() throws {
        let key = signers[0].witnessKey
        #expect(try WitnessKey(text: key.text) == key)
        // As the comments of both types print them.
        #expect(key.text == "witness.example/w1+bca70b3c+BCvCgAszFuAJIJ/9dX2rGczwroS8eukGVOHoFxLScPZT")
        #expect(
            signers[0].secretText
                == "PRIVATE+KEY+witness.example/w1+bca70b3c+BGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRk")
        #expect(try WitnessSigner(secretText: signers[0].secretText).witnessKey == key)
        #expect(!"\(signers[0])".contains("PRIVATE") && !String(reflecting: signers[0]).contains("ZGRkZGRk"))
        // A witness's key is no log's, nor the other way round.
        #expect(throws: NoteKeyError.unknownAlgorithm(4)) { try VerifierKey(text: key.text) }
        #expect(throws: NoteKeyError.unknownAlgorithm(1)) { try WitnessKey(text: log.signer.verifierKey.text) }
        #expect(throws: NoteKeyError.unknownAlgorithm(4)) { try SignerKey(secretText: signers[0].secretText) }
        #expect(throws: NoteKeyError.unknownAlgorithm(1)) { try WitnessSigner(secretText: log.signer.secretText) }
        #expect(WitnessKey(name: key.name, publicKey: [1]) == nil && WitnessSigner(name: key.name, seed: [1]) == nil)
    }

    @Test func aQuorumIsMadeOfDifferentKeys() throws {
        let keys = signers.map(\.witnessKey)
        let twin = try #require(WitnessSigner(name: keys[1].name, seed: Array(repeating: 100, count: 32))).witnessKey
        #expect(twin.publicKey == keys[0].publicKey && twin.hash != keys[0].hash)
        #expect(Quorum(of: [keys[0], twin], atLeast: 1) == nil)
        #expect(Quorum(of: keys, atLeast: 0) == nil && Quorum(of: keys, atLeast: 5) == nil)
        #expect(Quorum(of: [], atLeast: 0) == nil && Quorum(of: keys, atLeast: 4) != nil)
    }

    @Test func opensWithAQuorumAndNotWithLess() throws {
        let log = log.signer.verifierKey
        let two = try #require(Quorum(of: signers[..<3].map(\.witnessKey), atLeast: 2))
        let note = try cosigned(by: [0, 2])
        let (opened, cosignatures) = try Checkpoint.open(note.utf8, log: log, quorum: two)
        #expect(opened == checkpoint && cosignatures.map(\.name) == [signers[0].name, signers[2].name])
        // The fourth is nobody's witness, and one that signs twice is one.
        let strangers = try cosigned(by: [0, 3])
        #expect(throws: CheckpointError.tooFewCosignatures(found: 1, needed: 2)) {
            try Checkpoint.open(strangers.utf8, log: log, quorum: two)
        }
        let once = try cosigned(by: [0])
        let twice = once + (try cosignature(by: 0, at: 1_679_315_148).line.line)
        #expect(throws: CheckpointError.tooFewCosignatures(found: 1, needed: 2)) {
            try Checkpoint.open(twice.utf8, log: log, quorum: two)
        }
        let one = try #require(Quorum(of: [signers[0].witnessKey], atLeast: 1))
        #expect(try Checkpoint.open(twice.utf8, log: log, quorum: one).cosignatures.map(\.seconds) == [1_679_315_148])
    }

    @Test func aNewerCosignatureTakesTheOldOnesPlace() throws {
        let note = try Checkpoint.open(try cosigned(by: [0, 1]).utf8, log: log.signer.verifierKey).note
        let newer = try note.cosigned(by: [try cosignature(by: 0, at: 1_700_000_000)])
        let lines = try Checkpoint.open(newer.utf8, log: log.signer.verifierKey).note.unverified
        #expect(
            try checkpoint.cosignatures(in: lines, by: signers.map(\.witnessKey)).map(\.seconds) == [
                1_679_315_147, 1_700_000_000,
            ])
    }

    /// Every bit of the log's line and of the witness's, of the text, and of a known witness's key: a known key whose
    /// signature is wrong refuses the whole note, even where the others would be enough.
    @Test func refusesEveryFlippedBitOfACosignedCheckpoint() throws {
        let quorum = try #require(Quorum(of: [signers[0].witnessKey], atLeast: 1))
        let note = try cosigned(by: [0])
        for flipped in flips(of: Array(note.utf8)) {
            #expect(throws: CheckpointError.self) {
                try Checkpoint.open(flipped, log: log.signer.verifierKey, quorum: quorum)
            }
        }
        let both = try #require(Quorum(of: signers[..<2].map(\.witnessKey), atLeast: 1))
        let second = try cosignature(by: 1)
        for flipped in flips(of: second.line.bytes) {
            let line = NoteSignature(name: second.name, keyHash: second.keyHash, bytes: flipped)
            #expect(throws: CheckpointError.badCosignature(second.name, hash: second.keyHash)) {
                try Checkpoint.open((note + line.line).utf8, log: log.signer.verifierKey, quorum: both)
            }
        }
        let short = NoteSignature(name: second.name, keyHash: second.keyHash, bytes: [1])
        #expect(Cosignature(short) == nil)
        #expect(throws: CheckpointError.badCosignature(second.name, hash: second.keyHash)) {
            try checkpoint.cosignatures(in: [short], by: [signers[1].witnessKey])
        }
    }

    @Test func cosignsExtensionLinesWithTheRest() throws {
        let extended = try #require(
            Checkpoint(origin: "a", size: 1, rootHash: .emptyTree, extensionLines: ["one", "two"]))
        #expect(extended.text == "a\n1\n\(Hash.emptyTree.base64)\none\ntwo\n")
        #expect(try Checkpoint(text: extended.text) == extended)
        #expect(Checkpoint(origin: "a", size: 1, rootHash: .emptyTree, extensionLines: [""]) == nil)
        #expect(Checkpoint(origin: "a", size: 1, rootHash: .emptyTree, extensionLines: ["\n"]) == nil)
        #expect(throws: CheckpointError.malformed) { try Checkpoint(text: extended.text + "\n") }
        let name = try #require(KeyName("a"))
        let signer = try #require(SignerKey(name: name, seed: Array(1...32)))
        let log = try #require(WatchedLog(origin: "a", keys: [signer.verifierKey]))
        let witness = try #require(Witness(signer: signers[0], logs: [log]))
        let request = try AddCheckpointRequest(oldSize: 0, proof: [], note: extended.signed(by: signer))
        let cosignature = try witness.cosign(request.bytes, at: 1).cosignature
        #expect(witness.key.isValid(cosignature, of: extended))
        let bare = try #require(Checkpoint(origin: "a", size: 1, rootHash: .emptyTree))
        #expect(!witness.key.isValid(cosignature, of: bare))
    }
}

struct AddCheckpointTests {
    /// The request of C2SP tlog-witness, "add-checkpoint", with the checkpoint of C2SP tlog-checkpoint.
    private let request = """
        old 20852014
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

        """

    @Test func readsAndWritesTheExampleOfTheSpecification() throws {
        let read = try AddCheckpointRequest(request.utf8)
        #expect(read.oldSize == 20_852_014 && read.proof.count == 4 && read.bytes == Array(request.utf8))
        #expect(read.note.hasPrefix("example.com/behind-the-sofa\n20852163\n"))
    }

    @Test(
        arguments: [
            ("old 20852014", "old 020852014", .malformedLine(number: 1)),
            ("old 20852014", "old", .malformedLine(number: 1)),
            ("old ", "Old ", .malformedLine(number: 1)), ("old ", "old  ", .malformedLine(number: 1)),
            ("old 20852014", "old 20852014 ", .malformedLine(number: 1)), ("aw=\n", "aw\n", .malformedLine(number: 2)),
            ("aw=\n", "aw=\r\n", .malformedLine(number: 2)), ("/0=\n\n", "/0=\n", .malformedLine(number: 6)),
            ("old 20852014\n", "old 20852014\n\n", .checkpoint(.malformed)),
            ("\n20852163\n", "\n-1\n", .checkpoint(.malformed)),
        ] as [(String, String, AddCheckpointError)])
    func refuses(instead: String, text: String, error: AddCheckpointError) {
        let bad = request.replacing(instead, with: text, maxReplacements: 1)
        #expect(throws: error) { try AddCheckpointRequest(bad.utf8) }
    }

    @Test func refusesWhatNoRequestHas() throws {
        for count in 0..<request.utf8.count {
            #expect(throws: AddCheckpointError.self) { try AddCheckpointRequest(request.utf8.prefix(count)) }
        }
        let note = try WrittenLog(entries: 1).note
        let proof = Array(repeating: Hash.emptyTree, count: 64)
        #expect(throws: AddCheckpointError.tooManyHashes(64)) {
            try AddCheckpointRequest(oldSize: 1, proof: proof, note: note)
        }
        #expect(throws: AddCheckpointError.sizesOutOfOrder(old: -1, new: 1)) {
            try AddCheckpointRequest(oldSize: -1, proof: [], note: note)
        }
        #expect(throws: AddCheckpointError.notUTF8) { try AddCheckpointRequest([0xC3]) }
        let most = AddCheckpointRequest.bytesMax
        #expect(throws: AddCheckpointError.tooLarge(bytes: most + 1)) {
            try AddCheckpointRequest(Array(repeating: 0x0A, count: most + 1))
        }
    }

    @Test func answersHaveTheStatusesOfTheProtocol() throws {
        let name = try #require(KeyName("w"))
        let line = NoteSignature(name: name, keyHash: 1, bytes: [1])
        let answers: [(AddCheckpointAnswer, Int, String)] = [
            (.cosigned([line]), 200, "— w AAAAAQE=\n"), (.malformed, 400, ""), (.notTrusted, 403, ""),
            (.unknownOrigin, 404, ""), (.conflict(size: 20_852_014), 409, "20852014\n"), (.notConsistent, 422, ""),
        ]
        for (answer, status, body) in answers {
            #expect(answer.status == status && answer.body == Array(body.utf8))
            #expect(try AddCheckpointAnswer(status: status, body: body.utf8) == answer)
            #expect(answer.contentType == (status == 409 ? "text/x.tlog.size" : nil))
        }
        #expect(try AddCheckpointAnswer(status: 404, body: "for people".utf8) == .unknownOrigin)
        for body in ["", "\n", "1", "01\n", "-1\n", "1\n\n", "1 \n", "9223372036854775808\n"] {
            #expect(throws: AddCheckpointError.badSize) { try AddCheckpointAnswer(status: 409, body: body.utf8) }
        }
        #expect(throws: AddCheckpointError.badSignatures(.noSignatures)) {
            try AddCheckpointAnswer(status: 200, body: [])
        }
        #expect(throws: AddCheckpointError.badSignatures(.badSignatureLine(number: 2))) {
            try AddCheckpointAnswer(status: 200, body: "— w AAAAAQE=\n\n".utf8)
        }
        // A name that is no text: it would be written as another. The fuzz target found it.
        #expect(throws: AddCheckpointError.badSignatures(.badSignatureLine(number: 1))) {
            try AddCheckpointAnswer(status: 200, body: Array("— w".utf8) + [0xC6] + Array(" AAAAAQE=\n".utf8))
        }
        #expect(throws: AddCheckpointError.unknownStatus(500)) { try AddCheckpointAnswer(status: 500, body: []) }
    }
}

struct WitnessTests {
    private func witness(of log: WrittenLog) throws -> Witness {
        try #require(Witness(signer: log.witnesses[0], logs: [try watched(log)]))
    }

    private func request(_ log: WrittenLog, from: Int64, note: String? = nil) throws -> [UInt8] {
        let proof = from > log.size ? [] : try log.proof(from: from)
        return try AddCheckpointRequest(oldSize: from, proof: proof, note: try note ?? log.note).bytes
    }

    /// The log's side as well: it takes the answer's lines for witnesses it knows, and adds them to its checkpoint.
    @Test func cosignsEachStepThatOnlyAppends() throws {
        var log = try WrittenLog()
        var witness = try witness(of: log)
        let quorum = try #require(Quorum(of: [witness.key], atLeast: 1))
        var (from, time) = (Int64(0), Int64(1_800_000_000))
        for step in [0, 1, 1, 0, 254, 1, 300, 0] {
            try log.append(step)
            try log.publish()
            let witnessed = try witness.cosign(try request(log, from: from), at: time)
            witness.keep(witnessed)
            #expect(witness.latest(of: log.signer.name.text) == witnessed && witnessed.answer.status == 200)
            guard case .cosigned(let lines) = try AddCheckpointAnswer(status: 200, body: witnessed.answer.body) else {
                Issue.record("not cosigned")
                return
            }
            let note = try Checkpoint.open(try log.note.utf8, log: log.signer.verifierKey).note
            let cosignatures = try log.checkpoint.cosignatures(in: lines, by: [witness.key])
            #expect(cosignatures.map(\.seconds) == [time])
            let published = try note.cosigned(by: cosignatures)
            #expect(published == witnessed.note)
            #expect(
                try Checkpoint.open(published.utf8, log: log.signer.verifierKey, quorum: quorum).checkpoint
                    == log.checkpoint)
            (from, time) = (log.size, time + 1)
        }
    }

    /// What comes first decides: each request is wrong in the next way too.
    @Test func refusesInTheOrderOfTheProtocol() throws {
        let log = try WrittenLog(entries: 5)
        var witness = try witness(of: log)
        witness.keep(try witness.cosign(try request(log, from: 0), at: 1))
        let strangerName = try #require(KeyName("stranger.example"))
        let stranger = try #require(SignerKey(name: strangerName, seed: Array(1...32)))
        func refusal(_ body: [UInt8]) -> WitnessRefusal? {
            do throws(WitnessRefusal) { _ = try witness.cosign(body, at: 2) } catch { return error }
            return nil
        }
        let unknown = try #require(Checkpoint(origin: strangerName.text, size: 1, rootHash: .emptyTree))
        let tampered = try Checkpoint(text: log.checkpoint.text.replacing("\n5\n", with: "\n6\n"))
        let unsigned = try Note.sign(tampered.text, by: [stranger])
        let line = try #require(log.note.split(separator: "\n\n").last)
        let cases: [([UInt8], WitnessRefusal, Int)] = [
            (Array("old 9\n".utf8), .malformed(.malformedLine(number: 2)), 400),
            (try request(log, from: 9, note: unknown.signed(by: stranger)), .unknownOrigin("stranger.example"), 404),
            (try request(log, from: 9, note: unsigned), .notTrusted(.nobodyKnown), 403),
            (
                try request(log, from: 9, note: "\(tampered.text)\n\(line)"),
                .notTrusted(.badSignature(log.signer.name, hash: log.signer.verifierKey.hash)), 403
            ),
            (
                try request(log, from: 9, note: tampered.signed(by: log.signer)),
                .malformed(.sizesOutOfOrder(old: 9, new: 6)), 400
            ),
            (
                try request(log, from: 4, note: tampered.signed(by: log.signer)), .conflict(oldSize: 4, latest: 5),
                409
            ),
            (try request(log, from: 5, note: tampered.signed(by: log.signer)), .notConsistent(.wrongLength(0)), 422),
        ]
        for (body, expected, status) in cases {
            let found = refusal(body)
            #expect(found == expected && found?.answer.status == status)
        }
        #expect(AddCheckpointAnswer.conflict(size: 5).body == Array("5\n".utf8))
    }

    /// Two histories: what the second one says is refused, whatever the proof, and the first goes on.
    @Test func refusesAForkAndARollback() throws {
        let log = try WrittenLog(entries: 5)
        var witness = try witness(of: log)
        witness.keep(try witness.cosign(try request(log, from: 0), at: 1))
        let fork = try #require(
            Checkpoint(origin: log.signer.name.text, size: 5, rootHash: Hash(leaf: [1]))
        ).signed(by: log.signer)
        #expect(
            throws: WitnessRefusal.notConsistent(
                .wrongRoot(found: try log.checkpoint.rootHash, expected: Hash(leaf: [1])))
        ) {
            try witness.cosign(try request(log, from: 5, note: fork), at: 2)
        }
        var longer = log
        try longer.append(3)
        try longer.publish()
        let proof = try longer.proof(from: 5)
        let forked = try #require(
            Checkpoint(origin: log.signer.name.text, size: 8, rootHash: Hash(leaf: [1]))
        ).signed(by: log.signer)
        #expect(throws: WitnessRefusal.self) {
            try witness.cosign(try AddCheckpointRequest(oldSize: 5, proof: proof, note: forked).bytes, at: 2)
        }
        // From zero, which would need no proof.
        #expect(throws: WitnessRefusal.conflict(oldSize: 0, latest: 5)) {
            try witness.cosign(try request(longer, from: 0), at: 2)
        }
        let older = try WrittenLog(entries: 3)
        #expect(throws: WitnessRefusal.conflict(oldSize: 3, latest: 5)) {
            try witness.cosign(try request(older, from: 3), at: 2)
        }
        #expect(throws: WitnessRefusal.malformed(.sizesOutOfOrder(old: 5, new: 3))) {
            try witness.cosign(try request(older, from: 5), at: 2)
        }
        witness.keep(try witness.cosign(try request(longer, from: 5), at: 3))
        #expect(throws: WitnessRefusal.conflict(oldSize: 5, latest: 8)) {
            try witness.cosign(try request(longer, from: 5), at: 4)
        }
    }

    @Test func holdsTheEmptyTreeToItsRoot() throws {
        let log = try WrittenLog()
        let witness = try witness(of: log)
        let other = try #require(Checkpoint(origin: log.signer.name.text, size: 0, rootHash: Hash(leaf: [1])))
        #expect(throws: WitnessRefusal.notConsistent(.wrongRoot(found: Hash(leaf: [1]), expected: .emptyTree))) {
            try witness.cosign(try request(log, from: 0, note: other.signed(by: log.signer)), at: 1)
        }
        let body = try AddCheckpointRequest(oldSize: 0, proof: [.emptyTree], note: try log.note).bytes
        #expect(throws: WitnessRefusal.notConsistent(.wrongLength(1))) { try witness.cosign(body, at: 1) }
    }

    @Test func refusesEveryFlippedBitOfARequest() throws {
        var log = try WrittenLog(entries: 5)
        var witness = try witness(of: log)
        witness.keep(try witness.cosign(try request(log, from: 0), at: 1))
        try log.append(6)
        try log.publish()
        let body = try request(log, from: 5)
        _ = try witness.cosign(body, at: 2)
        for flipped in flips(of: body) {
            #expect(throws: WitnessRefusal.self) { try witness.cosign(flipped, at: 2) }
        }
    }

    /// A decision that was not kept changes nothing: the process died before its answer left.
    @Test func goesOnFromWhatWasOnDisk() throws {
        var log = try WrittenLog(entries: 5)
        var witness = try witness(of: log)
        let first = try witness.cosign(try request(log, from: 0), at: 1)
        witness.keep(first)
        try log.append(2)
        try log.publish()
        let second = try witness.cosign(try request(log, from: 5), at: 2)
        #expect(witness.latest(of: log.signer.name.text) == first)

        var restarted = try self.witness(of: log)
        try restarted.resume(first.note.utf8)
        #expect(restarted.latest(of: log.signer.name.text) == first)
        #expect(try restarted.cosign(try request(log, from: 5), at: 2) == second)
        #expect(throws: WitnessStateError.keptTwice(origin: log.signer.name.text)) {
            try restarted.resume(second.note.utf8)
        }
        restarted = try self.witness(of: log)
        try restarted.resume(second.note.utf8)
        #expect(throws: WitnessRefusal.conflict(oldSize: 5, latest: 7)) {
            try restarted.cosign(try request(log, from: 5), at: 3)
        }
        for flipped in flips(of: Array(second.note.utf8)) {
            var changed = try self.witness(of: log)
            #expect(throws: WitnessStateError.self) { try changed.resume(flipped) }
        }
        let bare = try log.note
        #expect(throws: WitnessStateError.notCosigned) {
            var changed = try self.witness(of: log)
            try changed.resume(bare.utf8)
        }
        let other = try #require(Witness(signer: log.witnesses[0], logs: []))
        #expect(throws: WitnessStateError.unknownOrigin(log.signer.name.text)) {
            var changed = other
            try changed.resume(bare.utf8)
        }
    }

    /// A log whose key goes by another name than its origin, while its key is changed: either may sign, or both.
    @Test func takesEitherKeyOfALog() throws {
        let names = try ["old.example", "new.example"].map { try #require(KeyName($0)) }
        let keys = try names.enumerated().map { place, name in
            try #require(SignerKey(name: name, seed: Array(repeating: UInt8(place), count: 32)))
        }
        let log = try #require(WatchedLog(origin: "two keys", keys: keys.map(\.verifierKey)))
        let witnessName = try #require(KeyName("w"))
        let signer = try #require(WitnessSigner(name: witnessName, seed: Array(1...32)))
        var witness = try #require(Witness(signer: signer, logs: [log]))
        let checkpoint = try #require(Checkpoint(origin: "two keys", size: 1, rootHash: Hash(leaf: [])))
        for (from, signers) in [(Int64(0), [keys[0]]), (1, [keys[1]]), (1, keys)] {
            let note = try Note.sign(checkpoint.text, by: signers)
            let body = try AddCheckpointRequest(oldSize: from, proof: [], note: note).bytes
            let witnessed = try witness.cosign(body, at: 1)
            #expect(witnessed.note.hasPrefix(note))
            witness.keep(witnessed)
        }
        #expect(WatchedLog(origin: "", keys: log.keys) == nil && WatchedLog(origin: "a", keys: []) == nil)
        #expect(Witness(signer: signer, logs: [log, log]) == nil)
    }
}
