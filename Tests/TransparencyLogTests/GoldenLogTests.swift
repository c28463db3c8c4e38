import Foundation
import Testing
import TransparencyLog

/// A log of three hundred entries as this room writes it, for code that is not ours: `Tests/Referees/log.go` reads it.
/// `UPDATE_GOLDEN=1` writes it.
struct GoldenLogTests {
    @Test func writesTheLogThatTheRefereesRead() throws {
        var log = try WrittenLog(entries: 120)
        var witness = try #require(Witness(signer: log.witnesses[0], logs: [try watched(log)]))
        let old = try log.note
        witness.keep(
            try witness.cosign(try AddCheckpointRequest(oldSize: 0, proof: [], note: old).bytes, at: 1_790_000_000))
        try log.append(180)
        try log.publish()
        let request = try AddCheckpointRequest(oldSize: 120, proof: try log.proof(from: 120), note: try log.note)
        let witnessed = try witness.cosign(request.bytes, at: 1_800_000_000)

        var files = log.files
        files["checkpoint"] = Array(witnessed.note.utf8)
        files["checkpoint.old"] = Array(old.utf8)
        files["add-checkpoint"] = request.bytes
        var tree = try log.tree()
        for index: Int64 in [0, 119, 299] {
            let proof = try TLogProof(
                index: index, hashes: try tree.inclusionProof(of: index), checkpoint: witnessed.note)
            files["entry-\(index).tlog-proof"] = Array(proof.text.utf8)
        }
        for (path, bytes) in files { try check("log/\(path)", bytes) }
        let keys = "\(log.signer.verifierKey.text)\n\(witness.key.text)\n"
        try check("keys.txt", Array(keys.utf8))
    }

    private var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Golden/tlog")
    }

    private func check(_ name: String, _ bytes: [UInt8]) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        #expect(Array(try Data(contentsOf: file)) == bytes, "\(name)")
    }
}
