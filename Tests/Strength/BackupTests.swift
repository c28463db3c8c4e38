import Compensation
import Foundation
import Journal
import Primitives
import Registry
import StrengthScript
import TransparencyLog
import Testing

@Suite(.serialized) struct BackupTests {
    private func findings(_ folder: Folder) async throws -> Int {
        try await Script.Opening().open(folder).check().findings.count
    }

    private func run(_ steps: some Sequence<Script.Step>, in folder: Folder) async throws {
        for step in steps { try await step.run(folder, Script.Opening()) }
    }

    /// The copy is from before the issuer's key was changed: its journal does not name the one that is there now.
    private func changeKeyOnceMore(_ folder: Folder) async throws {
        await #expect(throws: RegistryRefusal.issuerKeyNotNamed(path: folder.issuerKey)) {
            try await Script.Opening().open(folder)
        }
        _ = try await Registry.changeIssuerKey(
            of: folder, cause: .lost, as: Script.provider, engine: Script.Opening().engine,
            migrations: Compensation.migrations, clock: { Script.now }, chance: Script.chance)
    }

    @Test func aBackupTakenWhileOthersWriteIsRestoredAndSound() async throws {
        let ground = try Ground()
        let folder = ground.folder("now")
        let index = try await ground.before("match", in: "now")
        let compensation = try await Script.Opening().open(folder)
        let copy = ground.folder("copy").data
        async let backup = compensation.registry.backUp(to: copy)
        async let work: Void = run(Script.steps[index...], in: folder)
        let (made, _) = try await (backup, work)
        #expect(made.entries > 0 && made.evidence == 4)
        #expect(try FileManager.default.contentsOfDirectory(atPath: copy).contains("backup.json"))

        let restored = Folder(data: ground.folder("restored").data, keys: folder.keys)
        #expect(try Registry.restore(copy, to: restored) == made)
        // The keys remember what came after the backup.
        await #expect(throws: RegistryRefusal.self) { try await Script.Opening().open(restored) }
        // With keys that remember nothing newer, the copy is the registry.
        let keys = ground.folder("restored").keys
        try FileManager.default.copyItem(atPath: folder.keys, toPath: keys)
        try FileManager.default.removeItem(atPath: "\(keys)/checkpoint")
        let old = Folder(data: restored.data, keys: keys)
        try await changeKeyOnceMore(old)
        #expect(try await findings(old) == 0)
    }

    @Test func aBackupIsNotWrittenOverAnythingNorRestoredOverARegistry() async throws {
        let ground = try Ground()
        let folder = ground.folder("now")
        _ = try await ground.before("seal GH-2", in: "now")
        let copy = ground.folder("copy").data
        let registry = try await Script.Opening().open(folder).registry
        _ = try await registry.backUp(to: copy)
        await #expect(throws: RegistryRefusal.backupExists(at: copy)) { try await registry.backUp(to: copy) }
        #expect(throws: RegistryRefusal.registryExists(at: folder.data)) { try Registry.restore(copy, to: folder) }
        #expect(throws: RegistryRefusal.notABackup(at: folder.data)) {
            try Registry.restore(folder.data, to: ground.folder("restored"))
        }
    }

    @Test(arguments: ["registry.sqlite", "evidence", "backup.json"])
    func aDamagedBackupIsNotRestored(file: String) async throws {
        let ground = try Ground()
        _ = try await ground.before("seal GH-2", in: "now")
        let copy = ground.folder("copy").data
        _ = try await Script.Opening().open(ground.folder("now")).registry.backUp(to: copy)
        var path = "\(copy)/\(file)"
        if file == "evidence" {
            path += "/" + (try #require(try FileManager.default.contentsOfDirectory(atPath: path).first))
        }
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: path))
        let restored = ground.folder("restored")
        #expect(throws: RegistryRefusal.self) { try Registry.restore(copy, to: restored) }
        #expect(!FileManager.default.fileExists(atPath: restored.database))
    }

    /// docs/spec/journal-rules.md, J-13.
    @Test func anOlderCopyGoesOnInANewLogThatSaysWhatIsLost() async throws {
        let ground = try Ground()
        let folder = ground.folder("now")
        let index = try await ground.before("match", in: "now")
        let copy = ground.folder("copy").data
        let registry = try await Script.Opening().open(folder).registry
        let made = try await registry.backUp(to: copy)
        try await run(Script.steps[index...], in: folder)
        let published = try await registry.checkpoint()
        let newest = try Checkpoint.open(Array(published.utf8), log: registry.logKey).checkpoint

        let restored = Folder(data: ground.folder("restored").data, keys: folder.keys)
        _ = try Registry.restore(copy, to: restored)
        func recover(_ origin: String) async throws -> Recovery {
            try await Registry.recover(
                restored, origin: origin, engine: Script.Opening().engine, migrations: Compensation.migrations,
                clock: { Script.now }, chance: Script.chance)
        }
        await #expect(throws: RegistryRefusal.badOrigin("registry.example")) {
            _ = try await recover("registry.example")
        }
        let recovery = try await recover("registry.example/2")
        #expect(
            recovery.continued
                == ContinuedLog(
                    origin: "registry.example", logKey: registry.logKey.text, size: newest.size,
                    root: try #require(Digest(newest.rootHash.bytes)), kept: made.entries))
        await #expect(throws: RegistryRefusal.nothingToRecover) { _ = try await recover("registry.example/2") }
        try await changeKeyOnceMore(restored)
        #expect(try await findings(restored) == 0)
        // Work goes on, and the old registry's folder no longer opens with the new key.
        try await run(Script.steps[index...], in: restored)
        #expect(try await findings(restored) == 0)
        await #expect(throws: RegistryRefusal.self) { try await Script.Opening().open(folder) }
    }

    /// Killed at any call of the port while it recovers, the same call goes on.
    @Test func aRecoveryThatWasCutShortGoesOn() async throws {
        let ground = try Ground()
        let index = try await ground.before("match", in: "now")
        let copy = ground.folder("copy").data
        _ = try await Script.Opening().open(ground.folder("now")).registry.backUp(to: copy)
        try await Script.steps[index].run(ground.folder("now"), Script.Opening())
        let restored = Folder(data: ground.folder("old").data, keys: ground.folder("old").keys)
        _ = try Registry.restore(copy, to: restored)
        try FileManager.default.copyItem(atPath: ground.folder("now").keys, toPath: restored.keys)
        for call in 1...200 {
            try ground.copy("old", to: "try")
            let folder = ground.folder("try")
            let fault = FaultAt(call)
            do {
                _ = try await Registry.recover(
                    folder, origin: "registry.example/2", engine: Script.Opening(fault: fault.point).engine,
                    migrations: Compensation.migrations,
                    clock: { Script.now }, chance: Script.chance)
                #expect(call > 3)
                return
            } catch is FaultAt.Fault {
                _ = try await Registry.recover(
                    folder, origin: "registry.example/2", engine: Script.Opening().engine,
                    migrations: Compensation.migrations, clock: { Script.now },
                    chance: Script.chance)
                #expect(try await findings(folder) == 0)
            }
        }
        Issue.record("it never ended")
    }

    /// The writes behind the commit point, each lost or kept: the checkpoint beside the data, the one beside the keys, and the
    /// database itself.
    @Test(arguments: 0..<8) func whicheverWritesOfTheCommitPointAreLost(lost: Int) async throws {
        let ground = try Ground()
        let index = try await ground.before("weigh GH-1 collection", in: "old")
        try ground.copy("old", to: "new")
        try await Script.steps[index].run(ground.folder("new"), Script.Opening())
        try ground.copy("new", to: "try")
        let (old, folder) = (ground.folder("old"), ground.folder("try"))
        func lose(_ bit: Int, _ path: KeyPath<Folder, String>, _ suffix: String = "") throws {
            guard lost & bit != 0 else { return }
            let (from, to) = (old[keyPath: path] + suffix, folder[keyPath: path] + suffix)
            try? FileManager.default.removeItem(atPath: to)
            if FileManager.default.fileExists(atPath: from) {
                try FileManager.default.copyItem(atPath: from, toPath: to)
            }
        }
        try lose(1, \.checkpoint)
        try lose(2, \.remembered)
        for suffix in ["", "-wal", "-shm"] { try lose(4, \.database, suffix) }
        if lost & 4 != 0 && lost != 7 {
            await #expect(throws: RegistryRefusal.self) { try await Script.Opening().open(folder) }
        } else {
            #expect(try await findings(folder) == 0)
            // The next command publishes.
            try await Script.steps[lost == 7 ? index : index + 1].run(folder, Script.Opening())
            #expect(
                try Data(contentsOf: URL(filePath: folder.checkpoint))
                    == Data(contentsOf: URL(filePath: folder.remembered)))
            #expect(try await findings(folder) == 0)
        }
    }

    @Test(arguments: ["gone", "truncated", "changed"]) func damagedEvidenceIsNamed(how: String) async throws {
        let ground = try Ground()
        let folder = ground.folder("now")
        _ = try await ground.before("weigh GH-1 collection", in: "now")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.evidence).first)
        let path = "\(folder.evidence)/\(name)"
        var bytes = try Data(contentsOf: URL(filePath: path))
        switch how {
        case "gone": try FileManager.default.removeItem(atPath: path)
        case "truncated": try bytes.dropLast(1).write(to: URL(filePath: path))
        default:
            bytes[0] ^= 1
            try bytes.write(to: URL(filePath: path))
        }
        let compensation = try await Script.Opening().open(folder)
        let digest = try #require(Digest(name))
        let findings = try await compensation.check().findings
        #expect(findings == [how == "gone" ? .evidenceGone(digest) : .evidenceChanged(digest)])
        await #expect(throws: RegistryRefusal.evidenceNotKept(digest)) {
            try await compensation.registry.backUp(to: ground.folder("copy").data)
        }
        #expect(!FileManager.default.fileExists(atPath: "\(ground.folder("copy").data).partial"))
    }
}
