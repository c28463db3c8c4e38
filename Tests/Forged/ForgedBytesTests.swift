import Certificates
import Journal
import Testing

/// Bytes that are not what a registry writes are refused, whether or not the reader knows the log.
@Suite struct ForgedBytesTests {
    @Test(arguments: ForgedBytes.all) func areRefusedByTheirClause(_ forged: ForgedBytes) throws {
        let folder = try forged.folder()
        for trust in [JournalFolder.trust, Trust()] {
            let report = try folder.report(trust)
            #expect(report.outcome == .wrong)
            #expect(report.fault?.clause == forged.clause, "\(report.fault?.english ?? "taken")")
            #expect(report.fault?.english.contains(forged.clause.rawValue) == true)
            #expect(report.fault?.french.contains(forged.clause.rawValue) == true)
        }
    }

    /// A bundle that is not there is the world's fault: the caller says so (exit 2), however long the checkpoint says that
    /// the journal is.
    @Test(arguments: [1, 255, 256, 1 << 40, Int64.max])
    func aBundleThatIsNotThereIsNotGuessed(size: Int64) throws {
        var journal = WrittenJournal()
        journal.statedSize = size
        let folder = try JournalFolder(journal)
        for trust in [JournalFolder.trust, Trust()] {
            #expect(throws: JournalFolder.Missing.self) { try folder.report(trust) }
        }
    }

    @Test func everyClauseOfBytesIsBroken() {
        let broken = Set(ForgedBytes.all.map(\.clause))
        for clause in Clause.allCases where clause.isOfBytes { #expect(broken.contains(clause), "\(clause.rawValue)") }
    }
}
