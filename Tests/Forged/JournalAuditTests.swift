import Certificates
import Journal
import Primitives
import Testing
import TransparencyLog

@testable import counterweight_verify

/// A journal that is read again: what is new, and whether it goes on from what was verified (docs/spec/journal.md, B-17 to
/// B-19).
@Suite struct JournalAuditTests {
    private static let good = WrittenJournal()
    private static let count = Int64(good.leaves.count)

    private func audit(_ remembered: RememberedLog? = nil) -> JournalAudit {
        JournalAudit(trust: JournalFolder.trust, remembered: remembered)
    }

    /// What is remembered of journals that were looked at one after the other.
    private func remembered(_ journals: [WrittenJournal]) throws -> RememberedLog {
        var audit = audit()
        for journal in journals {
            let report = try JournalFolder(journal).look(&audit)
            #expect(report.fault == nil, "\(report.fault?.english ?? "")")
        }
        return try #require(audit.remembered)
    }

    private func fault(_ journal: WrittenJournal, _ remembered: RememberedLog) throws -> JournalFault? {
        var audit = audit(remembered)
        let report = try JournalFolder(journal).look(&audit)
        #expect(report.outcome == .wrong && report.fault?.clause == .earlierCheckpoint)
        return report.fault
    }

    @Test(arguments: [1, 100, 255, 256, 257, 600]) func goesOnFromWhatItRead(entries: Int) throws {
        var audit = audit()
        let grown = Self.good.grown(by: entries)
        for journal in [WrittenJournal(first: 12), Self.good, grown, grown] {
            let report = try JournalFolder(journal).look(&audit)
            #expect(report.fault == nil)
            #expect(report.entries == Int64(journal.leaves.count))
            #expect(report.outcome == .trusted)
        }
        var whole = self.audit()
        #expect(try JournalFolder(grown).look(&audit) == JournalFolder(grown).look(&whole))
    }

    @Test func readsNoBundleTwiceButTheLastThatGrew() throws {
        var audit = audit()
        _ = try JournalFolder(Self.good.grown(by: 300)).look(&audit)
        let folder = try JournalFolder(Self.good.grown(by: 600))
        var asked: [String] = []
        _ = try audit.read(
            checkpoint: folder.files["checkpoint"] ?? [],
            file: { path in
                asked.append(path)
                return try #require(folder.files[path])
            }, sealed: { _ in nil })
        #expect(asked == ["tile/entries/001", "tile/entries/002.p/\(Int(Self.count) + 600 - 512)"])
    }

    /// The connection breaks at any file: the next look goes on, and comes to the same.
    @Test func goesOnWhereAFileFailed() throws {
        let folder = try JournalFolder(Self.good.grown(by: 240))
        var whole = audit()
        let expected = try folder.look(&whole)
        for broken in folder.files.keys.sorted() where broken != "checkpoint" {
            var audit = audit()
            #expect(throws: JournalFolder.Missing.self) {
                _ = try audit.read(
                    checkpoint: folder.files["checkpoint"] ?? [],
                    file: { path in
                        guard path != broken, let bytes = folder.files[path] else { throw JournalFolder.Missing() }
                        return bytes
                    },
                    sealed: { digest in
                        guard "sealed/\(digest.text)" != broken else { throw JournalFolder.Missing() }
                        return folder.files["sealed/\(digest.text)"]
                    })
            }
            #expect(try folder.look(&audit) == expected)
        }
    }

    @Test func namesAnEntryThatBreaksARuleWhenItComes() throws {
        var audit = audit()
        _ = try JournalFolder(Self.good).look(&audit)
        var bad = Self.good.grown(by: 3)
        let sequence = bad.leaves.count
        // The same leaf again states a sequence that is not its own.
        bad.leaves.append(bad.leaves[sequence - 1])
        bad.parts.append(nil)
        let report = try JournalFolder(bad).look(&audit)
        guard case .refused(.keyAdded, let refusal) = report.fault else {
            Issue.record("\(String(describing: report.fault))")
            return
        }
        #expect(refusal.sequence == Int64(sequence - 1) || refusal.sequence == Int64(sequence))
        #expect(audit.remembered?.newest?.size == Self.count)
    }

    @Test func noticesThatAnEntryWhichItReadIsAnother() throws {
        var audit = audit()
        _ = try JournalFolder(Self.good).look(&audit)
        let report = try JournalFolder(Self.good.grown(by: 3).rewritten().grown(by: 1)).look(&audit)
        #expect(report.fault != nil)
        var other = try JournalFolder(Self.good.grown(by: 3))
        let path = JournalFolder.bundle(Int(Self.count) + 3)
        let place = Self.good.last(.keyAdded)
        var leaves = Self.good.grown(by: 3).leaves
        leaves[place] = Self.good.rewritten().leaves[place]
        other.files[path] = try EntryBundle.bytes(of: leaves)
        audit = self.audit()
        _ = try JournalFolder(Self.good).look(&audit)
        #expect(try other.look(&audit).fault == .history(.changed(sequence: Int64(place))))
    }

    @Test func tellsAnOlderCopyFromAShorterLog() throws {
        let memory = try remembered([Self.good, Self.good.grown(by: 2), Self.good.grown(by: 5)])
        #expect(
            try fault(Self.good.grown(by: 2), memory)
                == .history(.restored(entries: Self.count + 2, remembered: Self.count + 5)))
        #expect(
            try fault(Self.good.grown(by: 4), memory)
                == .history(.shrunk(entries: Self.count + 4, remembered: Self.count + 5)))
        #expect(
            try fault(Self.good.grown(by: 2, branch: 1), memory)
                == .history(.shrunk(entries: Self.count + 2, remembered: Self.count + 5)))
    }

    @Test func tellsAForkFromARewritingOfWhatWasSeenFirst() throws {
        let memory = try remembered([Self.good, Self.good.grown(by: 4)])
        #expect(try fault(Self.good.grown(by: 4, branch: 1), memory) == .history(.forked(entries: Self.count + 4)))
        #expect(
            try fault(Self.good.grown(by: 7, branch: 1), memory)
                == .history(.parted(after: Self.count, before: Self.count + 4)))
        #expect(
            try fault(Self.good.rewritten().grown(by: 7), memory) == .history(.rewritten(before: Self.count)))
    }

    @Test func tellsAnotherLogAndOneThatGoesOnFromThisOne() throws {
        let memory = try remembered([Self.good])
        var journal = WrittenJournal.recovered(continues: [])
        #expect(
            try fault(journal, memory)
                == .history(.otherLog(found: journal.signer.verifierKey, remembered: WrittenJournal.log.verifierKey)))
        let root = try #require(Digest(Self.good.edge.root.bytes))
        let continued = ContinuedLog(
            origin: WrittenJournal.origin, logKey: WrittenJournal.log.verifierKey.text, size: Self.count, root: root,
            kept: 1)
        journal = WrittenJournal.recovered(continues: [continued])
        #expect(
            try fault(journal, memory)
                == .history(.ended(continued, found: journal.signer.verifierKey)))
    }

    /// A full bundle is taken in at once, unless a checkpoint that was seen earlier ends within it.
    @Test func holdsToCheckpointsThatEndWithinAFullBundle() throws {
        let sizes = [300, 511, 512, 513, 900].map { $0 - Int(Self.count) }
        let memory = try remembered(sizes.map { Self.good.grown(by: $0) })
        let whole = Self.good.grown(by: 1_000)
        var audit = audit(memory)
        #expect(try JournalFolder(whole).look(&audit).fault == nil)
        for (place, size) in sizes.enumerated() {
            let parted = Self.good.grown(by: size).grown(by: 1_000 - size, branch: 1)
            let after = place + 1 == sizes.count ? nil : Self.count + Int64(size)
            var other = self.audit(memory)
            let fault = try JournalFolder(parted).look(&other).fault
            #expect(
                fault == after.map { .history(.parted(after: $0, before: Self.count + Int64(sizes[place + 1]))) })
        }
    }

    /// The same of the one checkpoint that the caller kept (J-9).
    @Test(arguments: [300, 511, 512, 513]) func holdsToOneCheckpointThatEndsWithinAFullBundle(size: Int) throws {
        let kept = Self.good.grown(by: size - Int(Self.count))
        for (branch, fault) in [(UInt8(0), JournalFault?.none), (1, .earlier)] {
            let journal = branch == 0 ? kept.grown(by: 300) : Self.good.grown(by: 300 + size, branch: 1)
            var audit = JournalAudit(trust: JournalFolder.trust, earlier: kept.checkpoint)
            #expect(try JournalFolder(journal).look(&audit).fault == fault)
        }
    }

    /// Whatever was read ahead of it.
    @Test(arguments: [0, 1, 255, 256, 300, 511, 512, 513, 1_000]) func saysHowFarItReadBeforeTheFirstWrongEntry(
        wrong: Int
    ) throws {
        let journal = Self.good.grown(by: 1_100)
        var spoilt = journal
        spoilt.leaves[wrong] = Array(#"{"version":1}"#.utf8)
        var audit = audit()
        let report = try JournalFolder(spoilt).look(&audit)
        guard case .entry(Int64(wrong), _) = report.fault else {
            Issue.record("\(report.fault?.english ?? "no fault")")
            return
        }
        #expect(report.entries == Int64(wrong))
        // One whose bytes are sound and that breaks a rule.
        spoilt.leaves[wrong] = journal.leaves[wrong == 0 ? 1 : 0]
        audit = self.audit()
        let refused = try JournalFolder(spoilt).look(&audit)
        guard case .refused(_, let refusal) = refused.fault else {
            Issue.record("\(refused.fault?.english ?? "no fault")")
            return
        }
        #expect(refusal.clause == .sequenceRuns && refusal.sequence == (wrong == 0 ? 1 : 0))
        #expect(refused.entries == Int64(wrong) + 1)
        // The same on several cores, as the command reads it.
        audit = self.audit()
        let folder = try JournalFolder(spoilt)
        let besides = try audit.read(
            checkpoint: folder.files["checkpoint"] ?? [], file: { try #require(folder.files[$0]) },
            sealed: { folder.files["sealed/\($0.text)"] },
            reading: { BundleReading($0).finish })
        #expect(besides == refused)
    }

    /// A sealed part that cannot be fetched now, within a bundle that is full: what came before it is not asked for again.
    @Test func goesOnWhereASealedPartFailedWithinAFullBundle() throws {
        var journal = Self.good
        for number in journal.leaves.count..<700 {
            let party = try #require(Code("p-\(number)"))
            let entry = JournalEntry(
                sequence: Int64(number), day: .first,
                open: .partyRecorded(
                    PartyRecorded(
                        party: party, name: "P", country: "GH", roles: [.recycler], verifierKey: nil, assurance: nil)),
                sealed: Digest(sha256: Array(party.text.utf8)))
            journal.leaves.append(entry.bytes)
            journal.parts.append(nil)
        }
        let folder = try JournalFolder(journal)
        var whole = audit()
        let expected = try folder.look(&whole)
        #expect(expected.fault == nil && expected.entries == 700)
        for broken in [256, 257, 400, 511, 512, 699] {
            let missing = Digest(sha256: Array("p-\(broken)".utf8))
            var audit = audit()
            var asked: Set<Digest> = []
            #expect(throws: JournalFolder.Missing.self) {
                _ = try audit.read(
                    checkpoint: folder.files["checkpoint"] ?? [], file: { try #require(folder.files[$0]) },
                    sealed: { digest in
                        guard digest != missing else { throw JournalFolder.Missing() }
                        asked.insert(digest)
                        return folder.files["sealed/\(digest.text)"]
                    })
            }
            #expect(audit.entries == Int64(broken))
            let report = try audit.read(
                checkpoint: folder.files["checkpoint"] ?? [], file: { try #require(folder.files[$0]) },
                sealed: { digest in
                    #expect(!asked.contains(digest))
                    return folder.files["sealed/\(digest.text)"]
                })
            #expect(report == expected)
        }
    }

    /// Whoever answers for the log may send what he likes: no more is asked of him than can be held.
    @Test func holdsNoMoreOfLongBundlesThanOfShortOnes() throws {
        let signed = try #require(
            Checkpoint(origin: WrittenJournal.origin, size: 256_000, rootHash: Self.good.edge.root))
        let bundle = [UInt8](repeating: 0xFF, count: 3 << 20)
        var (audit, asked) = (audit(), 0)
        let report = audit.read(
            checkpoint: Array(signed.signed(by: WrittenJournal.log).utf8),
            file: { _ in
                asked += 1
                return bundle
            }, sealed: { _ in nil })
        #expect(report.fault != nil && (1...4).contains(asked), "\(asked) bundles")
    }

    @Test func rememberedBytesAreReadBack() throws {
        let memory = try remembered([Self.good, Self.good.grown(by: 4)])
        #expect(memory.notes.count == 2)
        #expect(try RememberedLog(bytes: memory.bytes) == memory)
        var audit = audit(try RememberedLog(bytes: memory.bytes))
        #expect(try JournalFolder(Self.good.grown(by: 9)).look(&audit).fault == nil)
        #expect(audit.remembered?.notes.count == 3)
    }

    @Test func keepsTheFirstAndTheNewestCheckpoints() throws {
        var audit = audit()
        for count in 0..<70 { _ = try JournalFolder(Self.good.grown(by: count)).look(&audit) }
        let memory = try #require(audit.remembered)
        #expect(memory.notes.count == RememberedLog.checkpointsMax)
        #expect(memory.notes.first == String(decoding: Self.good.checkpoint, as: UTF8.self))
        #expect(memory.newest?.size == Self.count + 69)
        #expect(try RememberedLog(bytes: memory.bytes) == memory)
    }

    /// Every byte of the file is held to: a signature, a key or the spelling breaks.
    @Test func everyChangedByteOfWhatIsRememberedIsRefused() throws {
        let bytes = try remembered([Self.good, Self.good.grown(by: 4)]).bytes
        for place in bytes.indices {
            for flip: UInt8 in [1, 0x80] {
                var other = bytes
                other[place] ^= flip
                #expect(throws: RememberedFault.self) { try RememberedLog(bytes: other) }
            }
        }
        for length in [0, 1, bytes.count / 2, bytes.count - 1] {
            #expect(throws: RememberedFault.malformed) { try RememberedLog(bytes: Array(bytes.prefix(length))) }
        }
    }

    @Test func hostileMemoriesAreRefused() throws {
        func bytes(_ notes: [WrittenJournal], version: Int = 1) -> [UInt8] {
            let texts = notes.map { journal in
                String(decoding: journal.checkpoint, as: UTF8.self).split(
                    separator: "\n", omittingEmptySubsequences: false
                )
                .joined(separator: "\\n")
            }
            let list = texts.map { "\"\($0)\"" }.joined(separator: ",")
            return Array(
                """
                {"checkpoints":[\(list)],"log":"\(WrittenJournal.log.verifierKey.text)","version":\(version)}
                """.utf8)
        }
        let next = Self.good.grown(by: 1)
        #expect(try RememberedLog(bytes: bytes([Self.good, next])).notes.count == 2)
        #expect(throws: RememberedFault.version(2)) { try RememberedLog(bytes: bytes([next], version: 2)) }
        #expect(throws: RememberedFault.count(0)) { try RememberedLog(bytes: bytes([])) }
        #expect(throws: RememberedFault.count(65)) {
            try RememberedLog(bytes: bytes((0..<65).map { Self.good.grown(by: $0) }))
        }
        #expect(throws: RememberedFault.checkpoint(place: 1)) { try RememberedLog(bytes: bytes([next, Self.good])) }
        #expect(throws: RememberedFault.checkpoint(place: 1)) { try RememberedLog(bytes: bytes([next, next])) }
        #expect(throws: RememberedFault.checkpoint(place: 0)) {
            try RememberedLog(bytes: bytes([WrittenJournal.recovered(continues: [])]))
        }
        #expect(throws: RememberedFault.tooLarge(limit: RememberedLog.bytesMax)) {
            try RememberedLog(bytes: [UInt8](repeating: 0x20, count: RememberedLog.bytesMax + 1))
        }
    }
}
