import Access
import Exchange
import Foundation
import Journal
import Primitives
import Registry
import Sheets
import Storage
import Synchronization
import Testing

@testable import Compensation

@Suite struct DraftTests {
    static let second = Actor(member: "max", party: "acme")

    private func phones(_ range: Range<Int>) -> String {
        (["class,imei"] + range.map { "smartphone,\(35_693_803_560_000 + $0)" }).joined(separator: "\n")
    }

    private func draft(
        _ csv: String, in world: DeclareWorld, as actor: Actor = DeclareWorld.acme,
        mapping: DeclarationMapping = .standard
    ) async throws -> Int64 {
        let path = "\(world.folder.data)/list.csv"
        try Data(csv.utf8).write(to: URL(filePath: path))
        let list = try ReceivedList(path: path, ListReading(), folder: world.folder.data)
        return try await world.compensation.draft(
            world.papers(), list: try list.withoutDroppedColumns(mapping), named: "list.csv", mapping: mapping,
            as: actor)
    }

    private func files(_ world: DeclareWorld) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(world.folder.data)/drafts")) ?? []
    }

    @Test func aDraftOwesNothingAndReservesNothing() async throws {
        let world = try await DeclareWorld()
        let draft = try await draft(phones(0..<3), in: world)
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 0)
        #expect(try await world.declare(phones(0..<3)).first.owed.count == 3)
        let judged = try await world.compensation.judge(draft: draft, as: DeclareWorld.acme)
        #expect(judged.tally.duplicates == 3 && judged.parts.isEmpty)
    }

    @Test func whatWasSubmittedIsAcceptedAndItsCopyGoes() async throws {
        let world = try await DeclareWorld()
        let draft = try await draft(phones(0..<3), in: world)
        #expect(files(world).count == 1)
        await #expect(throws: CompensationRefusal.draftState(draft, .draft)) {
            try await world.compensation.accept(draft: draft, as: DeclareWorld.acme)
        }
        try await world.compensation.submit(draft: draft, as: DeclareWorld.acme)
        let outcome = try await world.compensation.accept(draft: draft, as: DeclareWorld.acme)
        #expect(outcome.first.owed.count == 3)
        #expect(files(world).isEmpty)
        let seen = try #require(try await world.compensation.drafts(all: true, as: DeclareWorld.acme).first)
        #expect(seen.state == .accepted && seen.declarations == [outcome.first.sequence])
        #expect(seen.steps.map(\.kind) == [.drafted, .submitted, .accepted])
        await #expect(throws: CompensationRefusal.draftState(draft, .accepted)) {
            try await world.compensation.accept(draft: draft, as: DeclareWorld.acme)
        }
    }

    @Test func whereASecondMemberIsAskedForNobodyAcceptsHisOwn() async throws {
        let world = try await DeclareWorld()
        try await world.registry.act(as: DeclareWorld.provider) { act in
            try act.record(
                PartyRecord(code: "acme", name: "acme", country: "DE", roles: [.customer], members: ["jo", "max"]))
        }
        try await world.compensation.ask(forSecondMember: true, of: "acme", as: DeclareWorld.acme)
        await #expect(throws: CompensationRefusal.secondMemberAsked("acme", nil)) {
            try await world.declare(phones(0..<3), as: DeclareWorld.acme)
        }
        let draft = try await draft(phones(0..<3), in: world)
        try await world.compensation.submit(draft: draft, as: DeclareWorld.acme)
        await #expect(throws: CompensationRefusal.secondMemberAsked("acme", draft)) {
            try await world.compensation.accept(draft: draft, as: DeclareWorld.acme)
        }
        // Sent back and submitted again by the other, it is the first who accepts.
        try await world.compensation.giveBack(draft: draft, as: Self.second)
        try await world.compensation.submit(draft: draft, as: Self.second)
        #expect(try await world.compensation.accept(draft: draft, as: DeclareWorld.acme).first.owed.count == 3)
        await #expect(throws: RegistryRefusal.notPermitted(DeclareWorld.acme, .recordParty)) {
            try await world.compensation.ask(forSecondMember: false, of: "acme", as: DeclareWorld.acme)
        }
    }

    @Test func aDraftIsItsPartysAlone() async throws {
        let world = try await DeclareWorld()
        let draft = try await draft(phones(0..<3), in: world)
        #expect(try await world.compensation.drafts(all: true, as: DeclareWorld.beta).isEmpty)
        for act in [
            { try await world.compensation.submit(draft: draft, as: DeclareWorld.beta) },
            { try await world.compensation.discard(draft: draft, as: DeclareWorld.beta) },
            { _ = try await world.compensation.judge(draft: draft, as: DeclareWorld.beta) },
        ] {
            await #expect(throws: CompensationRefusal.notYourCustomer(DeclareWorld.beta, "acme")) { try await act() }
        }
    }

    @Test func aCopyThatWasChangedIsNotDeclared() async throws {
        let world = try await DeclareWorld()
        let draft = try await draft(phones(0..<3), in: world)
        try await world.compensation.submit(draft: draft, as: DeclareWorld.acme)
        let path = "\(world.folder.data)/drafts/\(files(world)[0])"
        try Data(phones(0..<4).utf8).write(to: URL(filePath: path))
        await #expect(throws: CompensationRefusal.draftFileDamaged(draft)) {
            try await world.compensation.accept(draft: draft, as: DeclareWorld.acme)
        }
        try await world.compensation.discard(draft: draft, as: DeclareWorld.acme)
        #expect(files(world).isEmpty)
    }

    /// Stopped at any of its steps, a large list goes on from there, and comes to what it would have come to at once.
    @Test(arguments: [1, 2, 5, 9, 14]) func whatWasStoppedGoesOn(after steps: Int) async throws {
        let world = try await DeclareWorld()
        let draft = try await draft(phones(0..<40), in: world)
        try await world.compensation.submit(draft: draft, as: DeclareWorld.acme)
        let told = Mutex(0)
        let stopped = Task {
            try await world.compensation.accept(
                draft: draft, as: DeclareWorld.acme, pace: smallSteps(chunk: 5),
                progress: ImportProgress { _, _, _ in
                    let count = told.withLock { count in
                        count += 1
                        return count
                    }
                    if count == steps { withUnsafeCurrentTask { $0?.cancel() } }
                })
        }
        await #expect(throws: CancellationError.self) { try await stopped.value }
        #expect(try await world.integer("SELECT COUNT(*) FROM declaration") == 0)
        let outcome = try await world.compensation.accept(
            draft: draft, as: DeclareWorld.acme, pace: smallSteps(chunk: 5))
        #expect(outcome.first.owed.count == 40 && outcome.tally.included == 40)
        #expect(try await world.isTidy())
    }

    /// A write fails, some that take back what was written go through, and then none: once writes go through again, the draft is
    /// accepted whole.
    @Test(arguments: [1, 5, 7, 10]) func whateverFailsTheDraftIsAcceptedAfterwards(takenBack: Int) async throws {
        for point in 1...300 {
            let world = try await DeclareWorld()
            let draft = try await draft(phones(0..<9), in: world)
            try await world.compensation.submit(draft: draft, as: DeclareWorld.acme)
            let seen = Mutex(0)
            world.shared.set(fault: { _ in
                let count = seen.withLock { count in
                    count += 1
                    return count
                }
                if count == point || count > point + takenBack { throw StorageError.full }
            })
            var outcome = try? await world.compensation.accept(
                draft: draft, as: DeclareWorld.acme, pace: smallSteps(chunk: 2))
            world.shared.set(fault: nil)
            if seen.withLock({ $0 }) < point { return }
            world.shared.advance(200_000)
            if try await world.compensation.drafts(all: true, as: DeclareWorld.acme).first?.state != .accepted {
                outcome = try await world.compensation.accept(
                    draft: draft, as: DeclareWorld.acme, pace: smallSteps(chunk: 2))
                #expect(outcome?.first.owed.count == 9)
            }
            let findings = try await world.compensation.check().findings
            #expect(findings.isEmpty, "failing from write \(point)")
            #expect(try await world.isTidy(), "failing from write \(point)")
        }
        Issue.record("it never got through")
    }

    @Test func whatWasStoppedIsTakenBackByOneAct() async throws {
        let world = try await DeclareWorld()
        let draft = try await draft(phones(0..<40), in: world)
        try await world.compensation.submit(draft: draft, as: DeclareWorld.acme)
        let stopped = Task {
            try await world.compensation.accept(
                draft: draft, as: DeclareWorld.acme, pace: smallSteps(chunk: 5),
                progress: ImportProgress { step, done, _ in
                    if step == .writingNumbers, done > 10 { withUnsafeCurrentTask { $0?.cancel() } }
                })
        }
        await #expect(throws: CancellationError.self) { try await stopped.value }
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") > 0)
        try await world.compensation.discard(draft: draft, as: DeclareWorld.acme, pace: smallSteps(chunk: 5))
        #expect(try await world.integer("SELECT COUNT(*) FROM identity") == 0)
        #expect(try await world.isTidy() && files(world).isEmpty)
    }

    /// docs/spec/programmes.md, P-32.
    @Test func noCopyHasWhatNobodyMayKeep() async throws {
        let world = try await DeclareWorld()
        _ = try await draft(
            "class,imei,password,\"user name\"\n\nsmartphone,35693803560000,hunter2,\"Ama\nOwusu\"\nsmartphone,1,x,y\n",
            in: world)
        let copy = try Data(contentsOf: URL(filePath: "\(world.folder.data)/drafts/\(files(world)[0])"))
        #expect(
            String(decoding: copy, as: UTF8.self)
                == "class,imei,password,user name\n\nsmartphone,35693803560000,,\n\nsmartphone,1,,\n")
    }
}
