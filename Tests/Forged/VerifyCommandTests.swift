import Foundation
import Journal
import JournalStories
import Testing
import TransparencyLog

/// The built `counterweight-verify journal`, run as an auditor runs it.
@Suite struct VerifyCommandTests {
    private func verify(
        _ journal: JournalFolder, _ arguments: [String] = []
    ) throws -> (status: Int32, output: String) {
        try withFolder { folder in
            try journal.write(to: folder)
            var arguments = [folder.path] + arguments
            if let earlier = journal.earlier {
                // Beside the folder's own checkpoint, as an auditor may keep it.
                let file = folder.appending(path: "checkpoint.earlier")
                try Data(earlier).write(to: file)
                arguments += ["--earlier", file.path]
            }
            let run = try VerifyRun(arguments, in: folder)
            return (run.end(), run.output)
        }
    }

    @Test(arguments: ["grams given twice", "a signature of something else", "a retirement certified twice"])
    func namesTheClauseAndEndsWithOne(name: String) throws {
        let forged = try #require(ForgedJournal.all.first { $0.name == name })
        let folder = try JournalFolder(WrittenJournal(forged.journal(from: WrittenJournal.good)))
        for arguments in [[], ["--trust", WrittenJournal.log.verifierKey.text]] {
            let run = try verify(folder, arguments)
            #expect(run.status == 1 && run.output.contains("(\(forged.clause.rawValue))"), "\(run.output)")
        }
        let json = try verify(folder, ["--json"])
        #expect(json.status == 1 && json.output.contains("\"clause\":\"\(forged.clause.rawValue)\""), "\(json.output)")
    }

    @Test(arguments: ForgedBytes.all) func namesTheClauseOfBytes(_ forged: ForgedBytes) throws {
        let run = try verify(forged.folder())
        #expect(run.status == 1 && run.output.contains(forged.clause.rawValue), "\(run.output)")
    }

    @Test func endsWithNoneWhereTheLogIsTrusted() throws {
        let run = try verify(JournalFolder(), ["--trust", WrittenJournal.log.verifierKey.text])
        #expect(run.status == 0, "\(run.output)")
    }

    @Test func endsWithThreeWhereTheLogIsNotKnown() throws {
        for sealedParts in [true, false] {
            let run = try verify(JournalFolder(sealedParts: sealedParts))
            #expect(run.status == 3, "\(run.output)")
        }
    }

    @Test func endsWithTwoWhereABundleIsMissing() throws {
        var folder = try JournalFolder()
        folder.files[JournalFolder.bundle(WrittenJournal.good.entries.count)] = nil
        let run = try verify(folder)
        #expect(run.status == 2, "\(run.output)")
    }
}
