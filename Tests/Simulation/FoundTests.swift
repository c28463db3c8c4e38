import Compensation
import Registry
import Storage
import Testing

/// What seeds found, each as the shortest story that still tells it. The model says what should happen.
struct FoundTests {
    private let ama = Member(name: "ama", party: "provo")
    private let kim = Member(name: "kim", party: "custa")
    private let gus = Member(name: "gus", party: "recyo")

    private func story() async throws -> Story { try await Story(seed: 1, manner: Manner(), day: 20_600) }

    private func declaration(rows: Int) -> Step {
        let rows = (1...rows).map { RowPlan(deviceClass: "smartphone", tag: "TAG\($0)") }
        return Step(
            by: kim,
            action: .declare(
                DeclarePlan(
                    customer: "custa", programme: "phones", day: 20_600, document: "PO1", life: 1, rows: rows)))
    }

    private func lot(of story: Story, mass: Int, count: Int) async throws {
        try await story.take(
            Step(
                by: ama,
                action: .seal(
                    SealPlan(
                        lot: "LOT-1", scrap: "smartphone", country: "GH",
                        collected: ModelDays(first: 20_590, last: 20_595), standard: "counted", collector: "collo",
                        seals: ["S-1"], bags: [], evidence: [], exclusive: []))))
        try await story.take(
            Step(
                by: gus,
                action: .weigh(
                    WeighPlan(
                        lot: "LOT-1", stage: 0, facility: "accra", day: 20_600, net: mass, pieces: count,
                        basis: "removed removed", ticket: nil, evidence: [], exclusive: []))))
    }

    /// It was passed over, so that a withdrawal of rows 0 and 1 withdrew row 1.
    @Test func rowZeroIsNoRow() async throws {
        let story = try await story()
        try await story.take(declaration(rows: 2))
        try await story.take(Step(by: kim, action: .withdrawRows(0, [0, 1])))
        #expect(story.counts.accepted[.withdrawRows] == nil)
    }

    /// Its age was counted from a promise that had long been taken back.
    @Test func aCancelledForwardDoesNotAge() async throws {
        let story = try await story()
        try await lot(of: story, mass: 900, count: 10)
        try await story.take(declaration(rows: 2))
        for action: Action in [.match, .cancelPromise(0, "LOT-1")] {
            try await story.take(Step(by: ama, action: action))
        }
        story.wait(minutes: 20 * 24 * 60)
        try await story.take(Step(by: ama, action: .match))
        #expect(story.model.claims.map(\.units.count) == [2])
    }

    /// Whoever asked was answered where nothing was promised.
    @Test func retiringEverythingAsksForTheRightFirst() async throws {
        let story = try await story()
        try await story.take(Step(by: kim, action: .retireAll))
        #expect(story.counts.refused[.retireAll] == 1)
    }

    /// `check` counted the identifiers that a dead import had reserved.
    @Test func whatADeadImportReservedIsNobodys() async throws {
        let story = try await story()
        let world = story.world
        var pace = ImportPace()
        (pace.atOnce, pace.chunk) = (1, 2)
        var found = false
        for point in stride(from: 2, to: 60, by: 2) where !found {
            world.fate.arm(after: point)
            _ = try? await world.hand().perform(declaration(rows: 6), story.numbers, pace: pace)
            guard world.fate.disarm() else { break }
            try await world.reopen()
            let reserved = try await world.registry.database.read { db in
                try db.run("SELECT COUNT(*) FROM identity")[0].integer(at: 0)
            }
            let declared = try await world.state().1.declarations
            found = reserved > 0 && declared.isEmpty
            #expect(try await world.findings().isEmpty)
            story.wait(minutes: 10)
        }
        #expect(found)
    }
}
