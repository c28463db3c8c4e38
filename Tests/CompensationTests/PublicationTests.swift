import Access
import Foundation
import Primitives
import Registry
import Testing
import TransparencyLog

/// The journal as it is published (docs/spec/journal.md, B-9): read as anybody would who has the log's key and no registry.
@Suite struct PublicationTests {
    private let world: DeclareWorld
    private let log: VerifierKey
    private let folder: String

    init() async throws {
        world = try await DeclareWorld()
        log = try Self.signer(world).verifierKey
        folder = "\(world.folder.data.dropLast(5))/public"
    }

    private static func signer(_ world: DeclareWorld) throws -> SignerKey {
        try SignerKey(
            secretText: String(contentsOfFile: world.folder.logKey, encoding: .utf8).trimmingCharacters(in: .newlines))
    }

    private func write(_ entries: Int, from first: Int = 0) async throws {
        try await world.registry.act(as: DeclareWorld.provider) { act in
            for number in first..<(first + entries) {
                let code = try #require(Code("recycler-\(number)"))
                try act.record(
                    PartyRecord(code: code, name: code.text, country: "DE", roles: [.recycler], members: ["jo"]))
            }
        }
    }

    private func bytes(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(folder)/\(path)").map { Array($0) }
    }

    private func tree() throws -> PublishedTree<Never> {
        let checkpoint = try Checkpoint.open(try #require(bytes("checkpoint")), log: log).checkpoint
        return try PublishedTree(checkpoint) { bytes($0.text) }
    }

    /// The files below the folder, and which file each is on the disk: one that is written again is another.
    private func files() throws -> [String: Int] {
        var files: [String: Int] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(path)")
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            files[path] = attributes[.systemFileNumber] as? Int
        }
        return files
    }

    @Test func anybodyProvesEveryEntryFromTheTiles() async throws {
        try await write(600)
        let checkpoint = try await world.registry.export(to: folder, withSealedParts: false)
        var tree = try tree()
        #expect(tree.size == checkpoint.size && tree.rootHash == checkpoint.rootHash && tree.size > 600)
        var entries: [[UInt8]] = []
        for bundle in 0...(tree.size - 1) / 256 { entries += try tree.entries(ofBundle: bundle) }
        #expect(Int64(entries.count) == tree.size)
        for index in stride(from: Int64(0), to: tree.size, by: 41) {
            try TreeProofs.verifyInclusion(
                of: Hash(leaf: entries[Int(index)]), index: index, size: tree.size, root: tree.rootHash,
                proof: try tree.inclusionProof(of: index))
        }
        let expected = Set(TilePath.added(from: 0, to: tree.size).map(\.text) + ["checkpoint"])
        #expect(Set(try files().keys) == expected)
    }

    @Test func anExportGoesOnFromTheOneBefore() async throws {
        try await write(280)
        let old = try await world.registry.export(to: folder, withSealedParts: false)
        let before = try files()
        try await write(300, from: 280)
        let new = try await world.registry.export(to: folder, withSealedParts: false)
        let after = try files()
        // A reader who holds the older checkpoint finds the tiles of its size, and nothing that was full was written again.
        for (path, file) in before where path != "checkpoint" { #expect(after[path] == file, "\(path)") }
        var tree = try tree()
        try TreeProofs.verifyConsistency(
            from: old.size, root: old.rootHash, to: new.size, root: new.rootHash,
            proof: try tree.consistencyProof(from: old.size))
        try await world.registry.export(to: folder, withSealedParts: false)
        #expect(try files() == after)
    }

    /// Cut short before its commit point, an export has left tiles and perhaps half a file under a name of its own.
    @Test func anExportThatWasCutShortIsFinishedByTheNext() async throws {
        try await write(300)
        try await world.registry.export(to: folder, withSealedParts: false)
        let full = try files()["tile/0/000"]
        for path in ["checkpoint", "tile/1/000.p/1", "tile/entries/000"] {
            try FileManager.default.removeItem(atPath: "\(folder)/\(path)")
        }
        try Data([0]).write(to: URL(filePath: "\(folder)/tile/entries/000.Ab12Cd"))
        let checkpoint = try await world.registry.export(to: folder, withSealedParts: false)
        var tree = try tree()
        #expect(try tree.size == checkpoint.size && tree.entries(ofBundle: 0).count == 256)
        #expect(try files()["tile/0/000"] == full)
    }

    @Test func refusesAFolderThatHoldsAnotherJournal() async throws {
        try await write(300)
        let checkpoint = try await world.registry.export(to: folder, withSealedParts: false)
        let signer = try Self.signer(world)
        func publish(size: Int64, root: TransparencyLog.Hash) throws {
            let other = try #require(Checkpoint(origin: signer.name.text, size: size, rootHash: root))
            try Data(other.signed(by: signer).utf8).write(to: URL(filePath: "\(folder)/checkpoint"))
        }
        try publish(size: checkpoint.size + 1, root: checkpoint.rootHash)
        let another = RegistryRefusal.exportHoldsAnother(path: "\(folder)/checkpoint")
        await #expect(throws: another) { try await world.registry.export(to: folder, withSealedParts: false) }
        try publish(size: 200, root: checkpoint.rootHash)
        await #expect(throws: another) { try await world.registry.export(to: folder, withSealedParts: false) }
        try FileManager.default.removeItem(atPath: "\(folder)/checkpoint")
        var tile = try #require(bytes("tile/0/000"))
        tile[77] ^= 1
        try Data(tile).write(to: URL(filePath: "\(folder)/tile/0/000"))
        await #expect(throws: RegistryRefusal.exportHoldsAnother(path: "\(folder)/tile/0/000")) {
            try await world.registry.export(to: folder, withSealedParts: false)
        }
        #expect(bytes("checkpoint") == nil && bytes("tile/0/000") == tile)
        let stranger = try await DeclareWorld(seed: 1)
        let its = "\(stranger.folder.data.dropLast(5))/public"
        try await stranger.registry.export(to: its, withSealedParts: false)
        await #expect(throws: RegistryRefusal.exportHoldsAnother(path: "\(its)/checkpoint")) {
            try await world.registry.export(to: its, withSealedParts: false)
        }
    }
}
