import Journal
import JournalStories
import Lots
import Primitives
import Testing

@Suite struct ReplayTests {
    @Test func takesAGoodJournalInFull() throws {
        let journal = ValueJournal.good()
        let replay = try journal.replay()
        #expect(replay.next == journal.next && replay.knowsDeclarations)

        let lot = try #require(replay.lots["A"])
        #expect(lot.state == .verified && lot.claimable == claimable(98_000, 990))
        #expect(lot.promised == Tally(pieces: 0, grams: 9_000))
        #expect(lot.retired == Tally(pieces: 700, grams: 10_000) && lot.reversed == .zero)
        #expect(lot.balance?.room(in: .pieces) == 98 && lot.weighings.count == 4)
        let gone = try #require(replay.lots["B"])
        #expect(gone.state == .reversed && gone.retired == gone.reversed && gone.promised == .zero)
        #expect(replay.lots["C"]?.state == .rejected && replay.lots["C"]?.claimable == nil)

        let declaration = try #require(replay.declarations[journal.at("D3")])
        #expect(declaration.promised == 0 && declaration.retired == 890 && declaration.reversed == 490)
        #expect(declaration.cancelled == 5 && declaration.waiting == 195)
        #expect(Array(declaration.liveRetired.ranges) == [0..<300, 490..<590])
        #expect(replay.declarations[journal.at("D1")]?.waiting == 0)
        #expect(replay.declarations[journal.at("D2")]?.promised == 9_000)

        let claim = try #require(replay.claims[id(2)])
        #expect(claim.promised == 0 && claim.retired == 400 && claim.declaration == journal.at("D3"))
        #expect(replay.claims[id(3)]?.reversed == 490)
        #expect(replay.retirements[journal.at("R3")]?.isReversed == true)
        #expect(replay.certificates[id(0xC2)]?.state == .revoked)
        #expect(replay.certificates[id(0xC2)]?.replacedBy == id(0xC4))
        #expect([0xC1, 0xC3, 0xC4].allSatisfy { replay.certificates[id($0)]?.state == .live })
        let old = try #require(replay.lotsTakenOver[journal.at("old lot")])
        #expect(old.balance.retired == Tally(pieces: 150, grams: 0) && replay.lots.count == 8)
        #expect(replay.declarations[journal.at("D4")]?.waiting == 80)
        #expect(replay.declarationsTakenOver[journal.at("D4")]?.legacy == "DEC-1")
        #expect(replay.retirementsTakenOver[journal.at("OR1")]?.certificates == [id(0xC7)])
        #expect(replay.declarations[journal.at("DP")]?.payment?.reference == "INV-4")
        #expect(replay.programmes.count == 3 && replay.standards.count == 2 && replay.masses.count == 2)
    }

    /// S-41, S-42, K-5, K-10 and K-11.
    @Test func aShortfallLeavesWhatFitsAndItsCertificate() throws {
        var journal = ValueJournal.good()
        journal.doubtedLot("F")
        journal.reverse("F2", of: "F")
        journal.shorten("F", claimable(5_000, 45))
        journal.certify(0xD2, ["F1"], at: 21)
        journal.turn(0xD1, .revoked, .lotShortened, replacedBy: 0xD2)
        let replay = try journal.replay()
        let lot = try #require(replay.lots["F"])
        #expect(lot.state == .shortened && lot.claimable == claimable(10_000, 100))
        #expect(lot.retired.pieces == 80 && lot.reversed.pieces == 40)
        #expect(replay.certificates[id(0xD1)]?.replacedBy == id(0xD2))
        #expect(replay.certificates[id(0xD2)]?.state == .live)
        // One that nothing was taken from lives again.
        journal = ValueJournal.good()
        journal.doubtedLot("F")
        journal.shorten("F", claimable(8_000, 80))
        journal.turn(0xD1, .live, .lotShortened)
        #expect(try journal.replay().certificates[id(0xD1)]?.state == .live)
    }

    @Test func takesAGoodJournalInPublicAndKnowsNoDeclaration() throws {
        let journal = ValueJournal.good()
        let (full, open) = (try journal.replay(), try journal.replay(publicly: true))
        #expect(!open.knowsDeclarations && open.declarations.isEmpty && !open.knowsCollectors)
        for (code, lot) in full.lots {
            #expect(open.lots[code]?.balance == lot.balance && open.lots[code]?.state == lot.state)
        }
        for (id, claim) in full.claims {
            #expect(open.claims[id]?.promised == claim.promised && open.claims[id]?.retired == claim.retired)
        }
        #expect(open.certificates == full.certificates)
    }

    @Test func everyRuleHoldsAfterEachEntry() throws {
        let journal = ValueJournal.good()
        for end in 1...journal.entries.count {
            var part = journal
            while part.entries.count > end { part.remove(at: part.entries.count - 1) }
            let replay = try part.replay()
            #expect(replay.next == Int64(end))
        }
    }

    @Test func aJournalDoesNotEndWithinOneWeighing() throws {
        // S-38, S-40
        var journal = ValueJournal.good()
        try journal.replay().end()
        journal.cut(after: "together")
        #expect(
            throws: ReplayRefusal(
                clause: .sharesTogether, sequence: journal.at("together"), facts: [.weighing(journal.at("together"))])
        ) {
            try journal.replay().end()
        }
        journal = ValueJournal.good()
        journal.cut(after: "voided together")
        #expect { try journal.replay().end() } throws: { ($0 as? ReplayRefusal)?.clause == .voidedTogether }
    }

    @Test func takesACertificateOfSeveralDeclarations() throws {
        // K-7: pieces and grams, of one customer and in one beneficiary's name.
        var journal = ValueJournal.good()
        journal.cut(before: "C1")
        journal.certify(0xC1, ["R1", "R2", "R4"], at: 0)
        let replay = try journal.replay()
        #expect(replay.certificates[id(0xC1)]?.issued.retirements.count == 3)
    }

    @Test func oneMissingSealedPartHidesDeclarationsAndNothingElse() throws {
        var journal = ValueJournal.good()
        journal.change("withdrawn D2") { entry in
            entry.actor = nil
            entry.sealed = nil
        }
        let replay = try journal.replay()
        #expect(!replay.knowsDeclarations && replay.declarations.isEmpty)
        #expect(replay.lots["A"]?.papers != nil)
    }

    @Test(arguments: ForgedJournal.all) func refusesAForgedJournalByItsClause(_ forged: ForgedJournal) throws {
        let journal = forged.journal()
        do throws(ReplayRefusal) {
            _ = try journal.replay()
            Issue.record("taken in full: \(forged)")
        } catch {
            #expect(error.clause == forged.clause, "\(error.english)")
        }
        let others = Set(Clause.allCases).subtracting([forged.clause])
        do throws(ReplayRefusal) {
            _ = try journal.replay(enforcing: others)
        } catch {
            Issue.record("\(forged) breaks another clause too: \(error.english)")
        }
    }

    @Test(arguments: ForgedJournal.all) func everyoneFindsWhatIsOpen(_ forged: ForgedJournal) throws {
        let journal = forged.journal()
        do throws(ReplayRefusal) {
            _ = try journal.replay(publicly: true)
            #expect(!forged.isOpen, "taken in public: \(forged)")
        } catch {
            #expect(forged.isOpen && error.clause == forged.clause, "\(error.english)")
        }
    }

    @Test(arguments: Clause.allCases.filter { !$0.isOfBytes })
    func everyClauseHasAForgedJournal(_ clause: Clause) {
        #expect(ForgedJournal.all.contains { $0.clause == clause })
    }
}
