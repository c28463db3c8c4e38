import Compensation
import Foundation
import Journal
import Registry
import StrengthScript
import Testing

@Suite(.serialized) struct KillTests {
    /// When whatever was killed holds nothing any more.
    private static let later = Script.Opening(later: 120_000)

    /// Reopened, all is sound, and the step, run again unless it was done, comes to what it comes to undisturbed.
    private func goesOn(_ folder: Folder, _ index: Int, to figures: [String], _ comment: Comment) async throws {
        let step = Script.steps[index]
        if index > 0 {
            let reopened = try await Script.Opening().open(folder)
            let findings = try await reopened.check().findings
            #expect(findings.isEmpty, comment)
            if try await reopened.figures() != figures { try await step.run(folder, Self.later) }
        } else if (try? await Script.Opening().open(folder).figures()) != figures {
            try await step.run(folder, Self.later)
        }
        let compensation = try await Script.Opening().open(folder)
        let found = try await compensation.figures()
        let findings = try await compensation.check().findings
        #expect(found == figures, comment)
        #expect(findings.isEmpty, comment)
    }

    /// Each step is killed at its first call of the storage port, at its second, and so on.
    @Test func killedAtAnyCallNothingIsLostAndNothingDoubled() async throws {
        let ground = try Ground()
        var kills = 0
        for (index, step) in Script.steps.enumerated() {
            try ground.copy("now", to: "after")
            try await step.run(ground.folder("after"), Script.Opening())
            let figures = try await Script.Opening().open(ground.folder("after")).figures()
            var call = 1
            while true {
                try ground.copy("now", to: "try")
                let folder = ground.folder("try")
                guard try Ground.child(folder, "kill", index, call) == .killed else { break }
                kills += 1
                try await goesOn(folder, index, to: figures, "\(step.name), killed at call \(call)")
                call += 1
            }
            #expect(call > 1, "\(step.name) calls nothing")
            try ground.copy("after", to: "now")
        }
        print("strength: \(Script.steps.count) commands, killed at each of \(kills) calls")
    }

    /// Each step runs on a disk that has room for what is there and 0, 12, 24… KiB more, until it is done.
    @Test(.enabled(if: Ground.mayMount, "no small file system may be mounted here"))
    func onAFullDiskNothingIsHalfDone() async throws {
        let ground = try Ground()
        var refusals = 0
        for (index, step) in Script.steps.enumerated() {
            try ground.copy("now", to: "after")
            try await step.run(ground.folder("after"), Script.Opening())
            let figures = try await Script.Opening().open(ground.folder("after")).figures()
            var room = 0
            while true {
                let end = try ground.child(from: "now", to: "try", index, room: room)
                refusals += end == .refused ? 1 : 0
                try await goesOn(ground.folder("try"), index, to: figures, "\(step.name), room for \(room) bytes")
                if end == .done { break }
                room += 12_288
                try #require(room < 1 << 24, "\(step.name) is never done")
            }
            try ground.copy("after", to: "now")
        }
        #expect(refusals > Script.steps.count)
        print("strength: \(Script.steps.count) commands, refused \(refusals) times by a full disk")
    }

    /// The log file is cut at each end of a frame and within each: what is left is sound, or it is said how much is missing,
    /// and `recover` goes on from it.
    @Test func whereverTheLogFileIsCutItIsNoticed() async throws {
        let ground = try Ground()
        let first = try await ground.before("seal GH-1", in: "now")
        let end = try #require(Script.steps.firstIndex { $0.name == "declare at once" })
        #expect(try Ground.child(ground.folder("now"), "leave", first, end) == .killed)
        let log = "\(ground.folder("now").database)-wal"
        let bytes = try Data(contentsOf: URL(filePath: log))
        // The WAL format: 32 bytes, then frames of 24 bytes and a page (sqlite.org/fileformat2.html, section 4.1).
        let frame = 24 + 4_096
        #expect(bytes.count > 40 * frame && (bytes.count - 32) % frame == 0)
        var (sound, short) = (0, 0)
        let ends = stride(from: 32, through: bytes.count, by: frame).flatMap { [$0, $0 + 12, $0 + 2_000] }
        for cut in [0, 16] + ends where cut <= bytes.count {
            try ground.copy("now", to: "try")
            let folder = ground.folder("try")
            try bytes.prefix(cut).write(to: URL(filePath: "\(folder.database)-wal"))
            try? FileManager.default.removeItem(atPath: "\(folder.database)-shm")
            do {
                let compensation = try await Script.Opening().open(folder)
                let findings = try await compensation.check().findings
                #expect(findings.isEmpty, "cut at \(cut)")
                sound += 1
            } catch RegistryRefusal.shorterThanPublished(let entries, let published) {
                #expect(entries < published)
                short += 1
                guard short % 20 == 1, entries > 0 else { continue }
                let recovery = try await Registry.recover(
                    folder, origin: "registry.example/2", engine: Script.Opening().engine,
                    migrations: Compensation.migrations, clock: { Script.now },
                    chance: Script.chance)
                #expect(recovery.continued.kept == entries && recovery.continued.size == published)
                let findings = try await Script.Opening().open(folder).check().findings
                #expect(findings.isEmpty, "recovered from a cut at \(cut)")
            }
        }
        // Whole, it loses nothing; cut, what was acknowledged is missed.
        #expect(sound >= 1 && short > 40)
    }
}
