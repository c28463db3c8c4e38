import Certificates
import Journal
import JournalStories
import Testing
import TransparencyLog

/// Every forged journal that bytes can say, with true digests, signatures, root and checkpoint: refused by its clause, and
/// taken where that clause alone is not held to.
@Suite struct ForgedJournalTests {
    /// What no bytes can say, and why: the reader refuses the entry (J-2) before a rule of the journal is asked.
    static let unwritable = [
        "the sealed part of another kind": "each kind's sealed part has its own members",
        "a programme that gives one declaration more than a lot": "a share is read from 1 to 1,000 only",
        "a consent that ends before it begins": "days are read in their order only",
    ]

    static let written = ForgedJournal.all.filter { unwritable[$0.name] == nil }

    private static func folder(_ forged: ForgedJournal, sealedParts: Bool = true) throws -> JournalFolder {
        try JournalFolder(WrittenJournal(forged.journal(from: WrittenJournal.good)), sealedParts: sealedParts)
    }

    @Test func theGoodOneHolds() throws {
        let report = try JournalFolder().report()
        #expect(report.fault == nil && report.outcome == .trusted && report.depth == .full)
        #expect(report.entries == WrittenJournal.good.next)
        #expect(try JournalFolder(sealedParts: false).report().depth == .open)
        #expect(try JournalFolder().report(Trust()).outcome == .unknown(WrittenJournal.log.verifierKey))
    }

    private static let length = WrittenJournal.good.entries.count

    @Test(arguments: [0, 1, 2, length / 2, length - 1, length]) func theGoodOneGoesOnFromWhatItWas(size: Int)
        throws
    {
        var earlier = WrittenJournal()
        earlier.leaves.removeSubrange(size...)
        var folder = try JournalFolder()
        folder.earlier = earlier.checkpoint
        for trust in [JournalFolder.trust, Trust()] { #expect(try folder.report(trust).fault == nil) }
    }

    @Test(arguments: written) func isRefusedByItsClauseAndByNoOther(_ forged: ForgedJournal) throws {
        let folder = try Self.folder(forged)
        let report = try folder.report()
        #expect(report.outcome == .wrong)
        #expect(report.fault?.clause == forged.clause, "\(report.fault?.english ?? "taken")")
        guard case .refused = report.fault else {
            Issue.record("not refused by the replay: \(forged)")
            return
        }
        let taken = try folder.report(without: forged.clause)
        #expect(taken.outcome == .trusted && taken.depth == .full, "\(taken.fault?.english ?? "not in full")")
    }

    @Test(arguments: written) func isFoundWithoutSealedPartsWhereItIsOpen(_ forged: ForgedJournal) throws {
        let report = try Self.folder(forged, sealedParts: false).report()
        #expect(report.fault?.clause == (forged.isOpen ? forged.clause : nil), "\(report.fault?.english ?? "taken")")
    }

    @Test(arguments: ForgedJournal.all.filter { unwritable[$0.name] != nil })
    func isRefusedByTheReaderWhereNoBytesCanSayIt(_ forged: ForgedJournal) throws {
        let report = try Self.folder(forged).report(without: forged.clause)
        #expect(report.outcome == .wrong && report.fault?.clause == .formOfKind, "\(report.fault?.english ?? "taken")")
    }

    /// Every rule of the journal but J-12, which the reader upholds, is broken by signed bytes.
    @Test(arguments: Clause.allCases.filter { !$0.isOfBytes && $0 != .sealedFits })
    func everyClauseIsBrokenByBytes(_ clause: Clause) {
        #expect(Self.written.contains { $0.clause == clause })
    }

    @Test func theyAreCounted() {
        let names = Set(ForgedJournal.all.map(\.name))
        #expect(names.count == ForgedJournal.all.count && names.isSuperset(of: Self.unwritable.keys))
        #expect(Self.written.count >= 25)
        let clauses = Set(Self.written.map(\.clause)).count
        print(
            """
            forged journals: \(Self.written.count) written and signed, against \(clauses) clauses; \
            \(Self.unwritable.count) that no bytes can say; \(ForgedBytes.all.count) of bytes, against \
            \(Set(ForgedBytes.all.map(\.clause)).count) clauses
            """)
    }
}
