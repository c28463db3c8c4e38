import Access
import Certificates
import Foundation
import Journal
import Primitives
import Registry
import Storage
import Synchronization
import Testing
import TransparencyLog

@testable import Compensation

/// A witness in this process, by the rule that every witness has.
final class RuleWitness: Sendable {
    let signer: WitnessSigner
    private let witness: Mutex<Witness>
    private let heard = Mutex<[[UInt8]]>([])

    init(_ number: UInt8, of log: VerifierKey) throws {
        let name = try #require(KeyName("witness.example/w\(number)"))
        signer = try #require(WitnessSigner(name: name, seed: [UInt8](repeating: number, count: 32)))
        let watched = try #require(WatchedLog(origin: log.name.text, keys: [log]))
        witness = Mutex(try #require(Witness(signer: signer, logs: [watched])))
    }

    var requests: Int { heard.withLock(\.count) }

    func answer(_ body: [UInt8], at seconds: Int64 = 1_764_252_000) -> (status: Int, body: [UInt8]) {
        heard.withLock { $0.append(body) }
        return witness.withLock { witness in
            do throws(WitnessRefusal) {
                let witnessed = try witness.cosign(body, at: seconds)
                witness.keep(witnessed)
                return (200, witnessed.answer.body)
            } catch { return (error.answer.status, error.answer.body) }
        }
    }
}

/// What is asked of witnesses, what is kept of their answers, and where it is shown (docs/spec/witnesses.md, W-1 to W-11).
@Suite struct SubmissionTests {
    private let world: DeclareWorld
    private var registry: Registry { world.registry }
    private let address = "https://witness.example"

    init() async throws { world = try await DeclareWorld() }

    private func record(_ number: UInt8) async throws -> (RuleWitness, RecordedWitness) {
        let witness = try RuleWitness(number, of: registry.logKey)
        try await registry.record(witness: witness.signer.witnessKey, address: address, as: DeclareWorld.provider)
        return (witness, try await registry.witness(witness.signer.name.text))
    }

    private func again(_ witness: RecordedWitness) async throws -> RecordedWitness {
        try await registry.witness(witness.name)
    }

    private func grow(_ entries: Int) async throws {
        let first = try await registry.cosignedCheckpoint().checkpoint.size
        try await registry.act(as: DeclareWorld.provider) { act in
            for number in first..<(first + Int64(entries)) {
                try act.record(
                    PartyRecord(
                        code: try #require(Code("recycler-\(number)")), name: "R", country: "DE", roles: [.recycler],
                        members: ["jo"]))
            }
        }
    }

    @Test func onlyWhoKeepsTheRegistryRecordsWitnesses() async throws {
        let key = try RuleWitness(1, of: registry.logKey).signer.witnessKey
        await #expect(throws: RegistryRefusal.notPermitted(DeclareWorld.acme, .keepWitnesses)) {
            try await registry.record(witness: key, address: nil, as: DeclareWorld.acme)
        }
        #expect(try await registry.witnesses().isEmpty)
    }

    @Test func aWitnessIsRecordedOnceAndIsNoMatterOfTheJournal() async throws {
        let before = try await registry.checkpoint()
        let (witness, _) = try await record(1)
        let other = try #require(KeyName("other"))
        let twin = try #require(WitnessSigner(name: other, seed: [UInt8](repeating: 1, count: 32)))
        for key in [witness.signer.witnessKey, twin.witnessKey] {
            await #expect(throws: SubmissionRefusal.alreadyRecorded(key.name.text)) {
                try await registry.record(witness: key, address: nil, as: DeclareWorld.provider)
            }
        }
        try await registry.remove(witness: witness.signer.name.text, as: DeclareWorld.provider)
        await #expect(throws: SubmissionRefusal.unknownWitness("x")) {
            try await registry.remove(witness: "x", as: DeclareWorld.provider)
        }
        #expect(try await registry.checkpoint() == before)
    }

    @Test func proofsGoOnFromEverySizeThatWasCosigned() async throws {
        let (witness, recorded) = try await record(1)
        for entries in [0, 1, 7, 300, 256, 1] {
            try await grow(entries)
            let cosigned = try await registry.submit(to: again(recorded)) { body, url in
                #expect(url == "https://witness.example/add-checkpoint")
                return witness.answer(body)
            }
            let newest = try await registry.cosignedCheckpoint()
            #expect(newest.note == cosigned.note && newest.cosignatures.map(\.name) == [witness.signer.name])
            #expect(try await again(recorded).size == cosigned.checkpoint.size)
        }
        #expect(witness.requests == 6)
    }

    @Test func goesOnFromTheSizeThatTheWitnessStatesOnce() async throws {
        let (witness, recorded) = try await record(1)
        try await registry.submit(to: recorded) { body, _ in witness.answer(body) }
        try await grow(20)
        // The registry forgot; or another copy of it asked.
        let forgetful = recorded
        try await registry.submit(to: forgetful) { body, _ in witness.answer(body) }
        #expect(witness.requests == 3)
        let size = try await registry.cosignedCheckpoint().checkpoint.size
        #expect(try await again(recorded).latest?.checkpoint.size == size)

        let calls = Mutex(0)
        await #expect(throws: SubmissionRefusal.otherSize(recorded.name, size: 3)) {
            try await registry.submit(to: again(recorded)) { _, _ in
                calls.withLock { $0 += 1 }
                return (409, Array("3\n".utf8))
            }
        }
        #expect(calls.withLock { $0 } == 2)
        await #expect(throws: SubmissionRefusal.ahead(recorded.name, size: size + 1, entries: size)) {
            try await registry.submit(to: again(recorded)) { _, _ in (409, Array("\(size + 1)\n".utf8)) }
        }
    }

    @Test func eachBitOfACosignatureCounts() async throws {
        let (witness, recorded) = try await record(1)
        let good = witness.answer(try await registry.submission(to: recorded).bytes).body
        let line = String(decoding: good, as: UTF8.self)
        for place in good.indices {
            for bit in 0..<8 {
                var bad = good
                bad[place] ^= 1 << UInt8(bit)
                await #expect(throws: SubmissionRefusal.self, "byte \(place), bit \(bit)") {
                    try await registry.submit(to: recorded) { _, _ in (200, bad) }
                }
            }
        }
        #expect(try await again(recorded).latest == nil)
        // Before it, after it and between, lines of others say nothing.
        let others = line.replacing("w1", with: "w7")
        let kept = try await registry.submit(to: recorded) { _, _ in (200, Array((others + line + others).utf8)) }
        #expect(kept.note.hasSuffix(line) && !kept.note.contains("w7"))
    }

    @Test(arguments: [
        (400, "", SubmissionRefusal.misunderstood("witness.example/w1")),
        (403, "", .notTrusted("witness.example/w1")), (404, "", .unknownOrigin("witness.example/w1")),
        (422, "", .notConsistent("witness.example/w1")), (200, "", .noAnswer("witness.example/w1")),
        (200, "thank you\n", .noAnswer("witness.example/w1")), (201, "x", .noAnswer("witness.example/w1")),
        (500, "", .noAnswer("witness.example/w1")), (409, "", .noAnswer("witness.example/w1")),
        (409, "-1\n", .noAnswer("witness.example/w1")), (409, "07\n", .noAnswer("witness.example/w1")),
        (200, "— witness.example/w1 vKcLPAAAAAAAAAABAAAA\n", .notCosigned("witness.example/w1")),
    ])
    func keepsNothingOfARefusal(status: Int, body: String, refusal: SubmissionRefusal) async throws {
        let (_, recorded) = try await record(1)
        await #expect(throws: refusal) {
            try await registry.submit(to: recorded) { _, _ in (status, Array(body.utf8)) }
        }
        #expect(try await again(recorded) == recorded)
    }

    @Test func aCosignatureOfAnotherCheckpointOrTimeIsNotKept() async throws {
        let (witness, recorded) = try await record(1)
        let old = witness.answer(try await registry.submission(to: recorded).bytes).body
        try await grow(3)
        await #expect(throws: SubmissionRefusal.notCosigned(recorded.name)) {
            try await registry.submit(to: recorded) { _, _ in (200, old) }
        }
    }

    /// Two runs at once: what comes later and is older does not replace what is newer.
    @Test func anOlderCosignatureDoesNotReplaceANewerOne() async throws {
        let (witness, recorded) = try await record(1)
        let old = try await registry.request(to: recorded)
        let answer = witness.answer(old.bytes).body
        try await grow(5)
        try await registry.submit(to: again(recorded)) { body, _ in witness.answer(body) }
        let newest = try await again(recorded)
        try await registry.take(answer: answer)
        #expect(try await again(recorded) == newest)
    }

    @Test func takesAnAnswerFromAFile() async throws {
        let (witness, recorded) = try await record(1)
        await #expect(throws: SubmissionRefusal.nothingAsked) { try await registry.take(answer: [1]) }
        let request = try await registry.request(to: recorded)
        let answer = witness.answer(request.bytes).body
        try await grow(5)
        let cosigned = try await registry.take(answer: answer)
        #expect(cosigned.checkpoint == request.checkpoint)
        #expect(try await registry.cosignedCheckpoint().cosignatures.isEmpty)

        // Its line was lost on the way: it states the size, and the next request goes on from there.
        let lost = try await registry.request(to: again(recorded))
        _ = witness.answer(lost.bytes)
        let stated = witness.answer(lost.bytes)
        #expect(stated.status == 409)
        await #expect(throws: SubmissionRefusal.otherSize(recorded.name, size: lost.checkpoint.size)) {
            try await registry.take(answer: stated.body)
        }
        let last = try await registry.request(to: again(recorded))
        try await registry.take(answer: witness.answer(last.bytes).body)
        #expect(try await registry.cosignedCheckpoint().cosignatures.count == 1)
        await #expect(throws: SubmissionRefusal.noAnswer(recorded.name)) { try await registry.take(answer: [0x20]) }
        _ = try await record(2)
        await #expect(throws: SubmissionRefusal.nothingAsked) {
            try await registry.take(answer: answer, of: "witness.example/w2")
        }
    }

    @Test func anExportHasTheCosignaturesOfItsSizeAndNeverFewer() async throws {
        let (one, first) = try await record(1)
        let (two, second) = try await record(2)
        let folder = "\(world.folder.data.dropLast(5))/public"
        func lines() throws -> [String] {
            try String(contentsOfFile: "\(folder)/checkpoint", encoding: .utf8).split(separator: "\n").filter {
                $0.hasPrefix("— ")
            }.map { String($0.split(separator: " ")[1]) }
        }
        try await registry.export(to: folder, withSealedParts: false)
        #expect(try lines() == [registry.origin])
        try await registry.submit(to: second) { body, _ in two.answer(body) }
        try await registry.export(to: folder, withSealedParts: false)
        #expect(try lines() == [registry.origin, second.name])
        try await registry.submit(to: first) { body, _ in one.answer(body) }
        try await registry.export(to: folder, withSealedParts: false)
        #expect(try lines() == [registry.origin, first.name, second.name])
        // Nobody takes a line away from those who read the file, and the same file is not written twice.
        try await registry.remove(witness: first.name, as: DeclareWorld.provider)
        try await registry.export(to: folder, withSealedParts: false)
        #expect(try Set(lines()) == [registry.origin, first.name, second.name])
        func number() throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: "\(folder)/checkpoint")[.systemFileNumber] as? Int
        }
        let before = try number()
        try await registry.export(to: folder, withSealedParts: false)
        #expect(try number() == before)
        try await grow(1)
        try await registry.export(to: folder, withSealedParts: false)
        #expect(try lines() == [registry.origin])
    }

    @Test func whatNobodySignedInTheDatabaseGoesNowhere() async throws {
        let (witness, recorded) = try await record(1)
        try await registry.submit(to: recorded) { body, _ in witness.answer(body) }
        let note = try #require(try await again(recorded).latest?.note)
        var bytes = Array(note.utf8)
        bytes[bytes.count - 9] ^= 1
        let spoilt = String(decoding: bytes, as: UTF8.self)
        try await registry.database.write { try $0.run("UPDATE witness SET note = \(spoilt)") }
        await #expect(throws: RegistryRefusal.damaged(.cosignature)) { try await registry.cosignedCheckpoint() }
    }
}

/// Under which checkpoint a certificate's bundle stands (docs/spec/witnesses.md, W-11, and docs/spec/certificates.md).
@Suite struct CosignedBundleTests {
    @Test func aBundleStandsUnderTheCheckpointThatMostWitnessesCosigned() async throws {
        let supply = try await Supply()
        let (compensation, registry) = (supply.compensation, supply.compensation.registry)
        let witnesses = try [1, 2].map { try RuleWitness($0, of: registry.logKey) }
        for witness in witnesses {
            try await registry.record(
                witness: witness.signer.witnessKey, address: "https://w.example", as: Supply.provider)
        }
        func submit(_ number: Int) async throws {
            let recorded = try await registry.witness(witnesses[number].signer.name.text)
            try await registry.submit(to: recorded) { body, _ in witnesses[number].answer(body) }
        }
        var trust = Trust()
        try trust.add(registry.logKey.text)
        try trust.add(registry.issuerKey.didKey.text)
        let quorum = try #require(Quorum(of: witnesses.map(\.signer.witnessKey), atLeast: 2))

        try await submit(0)
        try await supply.lot("GH-1", net: 57_000, pieces: 1_000)
        _ = try await supply.verify("GH-1")
        let declaration = try await supply.declare("one-for-one", 3)
        _ = try await compensation.match(as: Supply.provider)
        _ = try await compensation.retire(declaration: nil, as: Supply.provider)
        let certificate = try #require(
            try await compensation.certify(CertificateCut(declaration: declaration), as: Supply.provider).first
        ).certificate
        func report() async throws -> CertificateReport {
            let bundle = try CertificateBundle(bytes: try await compensation.bundle(certificate: certificate))
            return CertificateVerification.report(on: bundle, trust: trust, quorum: quorum)
        }
        // What was cosigned is older than the certificate.
        let newest = try await registry.cosignedCheckpoint().checkpoint
        var found = try await report()
        #expect(found.faults == [] && found.outcome == .notCosigned && found.checkpoint == newest)
        #expect(found.outcome.exitCode == 3 && found.witnesses?.missing == quorum.witnesses)
        #expect(found.caveats(isPrinted: false).contains(.forkedLog))

        try await submit(0)
        try await submit(1)
        let both = try await registry.cosignedCheckpoint()
        try await supply.lot("GH-2", net: 57_000, pieces: 1_000)
        // One of them has seen more; the other has not yet.
        try await submit(0)
        found = try await report()
        #expect(found.outcome == .trusted && found.checkpoint == both.checkpoint)
        #expect(found.witnesses?.cosignatures == both.cosignatures && found.witnesses?.missing == [])
        #expect(!found.caveats(isPrinted: false).contains(.forkedLog))
        try await submit(1)
        #expect(try await report().checkpoint == registry.cosignedCheckpoint().checkpoint)
    }
}
