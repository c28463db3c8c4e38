import Foundation
import Testing
import TransparencyLog

/// The code of the DocC article, as it is written there.
struct ArticleTests {
    private let written: WrittenLog
    private let logKeyText: String
    private let seconds: Int64 = 1_800_000_000
    private let known: Int64 = 120
    private let index: Int64 = 42

    init() throws {
        written = try WrittenLog(entries: 300, witnesses: 2)
        logKeyText = written.signer.verifierKey.text
    }

    private func file(_ path: String) -> [UInt8] { written.files[path] ?? [] }

    @Test func doesWhatTheArticleSays() throws {
        let older = try WrittenLog(entries: Int(known))
        var witness = try #require(Witness(signer: written.witnesses[0], logs: [try watched(written)]))
        let first = try AddCheckpointRequest(oldSize: 0, proof: [], note: try older.note)
        witness.keep(try witness.cosign(first.bytes, at: 1_790_000_000))
        let otherWitness = written.witnesses[1].witnessKey
        let entry = written.entries[Int(index)]
        var onDisk: [String] = []
        func keepOnDisk(_ note: String) { onDisk.append(note) }

        let log = try VerifierKey(text: logKeyText)
        let (checkpoint, note) = try Checkpoint.open(file("checkpoint"), log: log)

        var tree = try PublishedTree(checkpoint) { path in file(path.text) }
        let proof = try tree.consistencyProof(from: known)
        let request = try AddCheckpointRequest(
            oldSize: known, proof: proof, note: String(decoding: file("checkpoint"), as: UTF8.self))

        let witnessed = try witness.cosign(request.bytes, at: seconds)
        keepOnDisk(witnessed.note)
        witness.keep(witnessed)
        let answer = witnessed.answer

        guard case .cosigned(let lines) = try AddCheckpointAnswer(status: answer.status, body: answer.body) else {
            return
        }
        let published = try note.cosigned(by: checkpoint.cosignatures(in: lines, by: [witness.key]))

        let hashes = try tree.inclusionProof(of: index)
        let kept = try TLogProof(index: index, hashes: hashes, checkpoint: published).text

        guard let quorum = Quorum(of: [witness.key, otherWitness], atLeast: 1) else { return }
        let proved = try TLogProof(kept.utf8).verify(leaf: Hash(leaf: entry), log: log, quorum: quorum)
        let seen = proved.cosignatures.map(\.seconds)

        #expect(seen == [seconds] && onDisk == [published] && proved.checkpoint == checkpoint)
    }

    /// Line breaks apart, each block of the article stands in this file.
    @Test func theArticlesCodeIsWhatIsRun() throws {
        let here = URL(filePath: #filePath)
        let article = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/TransparencyLog/TransparencyLog.docc/ProvingAnEntry.md")
        func bare(_ text: some StringProtocol) -> String { String(text.filter { !$0.isWhitespace }) }
        let code = bare(try String(contentsOf: here, encoding: .utf8))
        let blocks = try String(contentsOf: article, encoding: .utf8).components(separatedBy: "```")
            .filter { $0.hasPrefix("swift\n") }.map { bare($0.dropFirst(6)) }
        #expect(blocks.count == 6)
        for block in blocks { #expect(code.contains(block), "\(block)") }
    }
}
