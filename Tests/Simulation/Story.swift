import Compensation
import Journal
import Primitives
import Programmes
import Registry

/// How a seed's story is told.
struct Manner {
    /// A second process, as good as, gives a part of the commands.
    var hasSecond = false
    /// The process dies now and then in the middle of a write.
    var dies = false
}

/// What went otherwise than the model said, with the steps that led there.
struct Broken: Error, CustomStringConvertible {
    let description: String
}

/// One seed's story: the registry and the model side by side.
final class Story {
    let seed: UInt64
    let manner: Manner
    let world: World
    private(set) var model: Model
    private(set) var numbers = Numbers()
    private(set) var counts = Counts()
    private var lines = StateLines()
    private var dice: Dice
    private var actors: Actors
    private var told: [String] = []
    private var hasBegun = false

    /// - Parameter day: on which it begins; from 2026-01-10 on where it is not said.
    init(seed: UInt64, manner: Manner, day: Int? = nil) async throws {
        var dice = Dice(seed)
        let chosen = 20_463 + dice.below(700)
        let today = day ?? chosen
        self.seed = seed
        self.manner = manner
        actors = Actors(Dice(dice.next()))
        self.dice = dice
        model = Model(today: today)
        world = try await World(seed: seed, day: today)
        try await begin()
        hasBegun = true
    }

    /// Tells so many steps, and asks whether what is there at the end is sound.
    func tell(steps: Int) async throws {
        for _ in 0..<steps {
            wait(minutes: dice.within(5...420))
            if dice.happens(2) { try await world.reopen() }
            if manner.hasSecond, world.second == nil { try await world.openSecond() }
            let step = actors.next(model)
            let accepted = counts.accepted[step.kind]
            try await take(step)
            if counts.accepted[step.kind] != accepted { actors.follow(step, model) }
        }
        try await end()
    }

    func wait(minutes: Int) {
        world.sources.pass(minutes: minutes)
        model.today = Int(world.sources.instant.day.number)
    }

    /// One command to both.
    func take(_ step: Step) async throws {
        told.append("\(step)")
        let forecast = model.forecast(step)
        let before = model
        if manner.dies, hasBegun, dice.happens(25) { world.fate.arm(after: dice.below(dice.happens(50) ? 12 : 60)) }
        var pace = ImportPace()
        pace.patience = 3
        if dice.happens(30) { (pace.atOnce, pace.chunk) = (1, 2) }
        let refusals = counts.refusals
        do {
            let hand = world.hand(second: manner.hasSecond && dice.happens(40))
            let answer = try await hand.perform(step, numbers, pace: pace)
            if world.fate.disarm() { return try await wake(before, forecast, step) }
            try accept(step, answer, forecast)
        } catch let broken as Broken {
            throw broken
        } catch {
            if world.fate.disarm() { return try await wake(before, forecast, step) }
            try refuse(step, error, forecast)
        }
        try await compare(wasRefused: counts.refusals > refusals)
    }

    private func accept(_ step: Step, _ answer: Answer, _ forecast: Forecast) throws {
        switch (answer, forecast) {
        case (.done, .accepted(let stages)):
            model = stages.last ?? model
            counts.add(step.kind, accepted: true)
        case (.heldBack(let outcomes), .heldBack(let verdicts)):
            let expected = Dictionary(uniqueKeysWithValues: verdicts.map { ($0.rule, $0.outcome) })
            guard outcomes == expected else {
                let other = outcomes.filter { expected[$0.key] != $0.value }.sorted { $0.key < $1.key }
                throw broken("the guard says \(other), the model \(verdicts)")
            }
            counts.add(step.kind, accepted: false)
        case (.done, _), (.heldBack, _):
            throw broken("answered \(answer), where the model says \(forecast.words)")
        }
    }

    private func refuse(_ step: Step, _ error: any Error, _ forecast: Forecast) throws {
        let name = String(String(describing: error).prefix { $0.isLetter })
        guard case .refused(name) = forecast else {
            throw broken("refused with \(error), where the model says \(forecast.words)")
        }
        counts.add(step.kind, accepted: false)
    }

    /// The process died in a step. What was acknowledged is there; of the step itself nothing, all, or whole transactions.
    private func wake(_ before: Model, _ forecast: Forecast, _ step: Step) async throws {
        told.append("  (died)")
        counts.deaths += 1
        try await world.reopen()
        let earlier = numbers
        (lines, numbers) = try await world.state()
        var possible = [before]
        if case .accepted(let stages) = forecast { possible += stages }
        // Asked for anew, a signature leaves the same lines: the salt tells whether it was.
        if case .requestVerification(let lot) = step.action, earlier.requests[lot] == numbers.requests[lot] {
            possible = [before]
        }
        guard let found = possible.last(where: { $0.stateLines == lines }) else {
            throw broken("after a crash:\n\(lines.differences(from: before.stateLines))")
        }
        model = found
        // Long enough that what a dead import reserved is given up.
        wait(minutes: 10)
    }

    private func compare(wasRefused: Bool = false) async throws {
        let earlier = numbers.entries
        (lines, numbers) = try await world.state()
        let expected = model.stateLines
        guard lines == expected else {
            throw broken("database and model differ:\n\(lines.differences(from: expected))")
        }
        if wasRefused, earlier != numbers.entries { throw broken("a refused command wrote to the journal") }
        let wrong = model.broken
        guard wrong.isEmpty else { throw broken(wrong.joined(separator: "; ")) }
    }

    private func end() async throws {
        counts.trims = model.trims
        counts.lotsOfBothUnits = model.lotsOfBothUnits
        try await world.reopen()
        try await compare()
        let findings = try await world.findings()
        guard findings.isEmpty else { throw broken(findings.joined(separator: "; ")) }
    }

    func broken(_ what: String) -> Broken {
        let steps = told.suffix(12).enumerated().map { "  \($1)" }.joined(separator: "\n")
        return Broken(
            description: """
                seed \(seed), step \(told.count): \(what)
                \(steps)
                alone: COUNTERWEIGHT_SEED=\(seed) swift test --filter SimulationTests
                """)
    }
}

extension Forecast {
    var words: String {
        switch self {
        case .accepted: "accepted"
        case .heldBack(let verdicts): "held back by \(verdicts.filter { !$0.passes })"
        case .refused(let name): "refused: \(name)"
        }
    }
}

// The beginning of every story.
extension Story {
    private func begin() async throws {
        model.parties["keeper"] = ModelParty(roles: ["registrar"], members: ["kay"])
        let classes = ["smartphone", "feature-phone", "notebook"]
        let keeper = Actor(member: "kay", party: "keeper")
        for (code, mass) in zip(classes, [40, 30, 55]) {
            guard let compensation = world.compensation, let known = Code(code), let version = Version(known, 1),
                let from = Day("2020-01-01"), let grams = Grams(Int64(mass))
            else { preconditionFailure("the registry is open") }
            try await compensation.add(
                DeviceClass(code: known, unuKey: "0306", english: code, french: code), as: keeper)
            try await compensation.publish(
                masses: [ReferenceMass(version: version, mass: grams, from: from, source: "the simulation")], as: keeper
            )
            model.classes.insert(code)
            model.masses[code] = mass
        }
        let kay = Member(name: "kay", party: "keeper")
        for (code, roles, members, assurance) in Self.parties {
            try await take(
                Step(
                    by: kay,
                    action: .recordParty(code, ModelParty(roles: roles, members: members, assurance: assurance))))
        }
        for action in rules { try await take(Step(by: kay, action: action)) }
    }

    private static let parties: [(String, Set<String>, Set<String>, String?)] = [
        ("provo", ["provider"], ["ama", "ben"], nil),
        ("prova", ["provider", "verifier"], ["cora", "dan"], "second-person"),
        ("collo", ["collector"], ["eli"], nil), ("colla", ["collector"], ["fay"], nil),
        ("recyo", ["recycler"], ["gus"], nil), ("recya", ["recycler"], ["hal"], nil),
        ("vero", ["verifier"], ["ida", "jon"], "independent-body"),
        ("custa", ["customer"], ["kim"], nil), ("custo", ["customer"], ["lou"], nil),
        ("custu", ["customer"], ["mia"], nil),
    ]

    private var rules: [Action] {
        let always = ModelDays(first: 19_000, last: 30_000)
        let year = Calendar.year(model.today)
        func standard(_ counted: Bool) -> ModelStandard {
            ModelStandard(
                code: counted ? "counted" : "bulk", number: 1, from: 20_000, classes: ["smartphone", "feature-phone"],
                counted: counted, basis: counted ? "removed removed" : "included removed", massTolerance: 50,
                countTolerance: 100, band: counted ? ModelDays(first: 1, last: 400) : nil,
                certifications: counted ? ["r2"] : [], evidence: counted ? ["weight-ticket"] : [],
                collectorApproved: counted, independentVerifier: false)
        }
        func programme(_ code: String, _ standards: [String]) -> ModelProgramme {
            ModelProgramme(
                code: code, number: 1, from: 20_000, pieces: code == "weight" ? nil : ["notebook": 3],
                ratio: code == "weight" ? [3, 2] : [1, 1], classes: ["smartphone", "notebook"], standards: standards,
                scrap: ["smartphone", "feature-phone"], countries: [], lotAgeMax: nil, forwards: true,
                forwardAgeMax: 10, shareMax: 1_000)
        }
        func works(_ party: String, _ country: String) -> ModelFacility {
            ModelFacility(
                party: party, country: country, permits: [always], certifications: ["r2": always],
                capacity: [year - 1: 250_000, year: 250_000, year + 1: 250_000])
        }
        return [
            .publishStandard(standard(true)), .publishStandard(standard(false)),
            .publishProgramme(programme("phones", ["counted"])),
            .publishProgramme(programme("weight", ["counted", "bulk"])),
            .recordFacility("accra", works("recyo", "GH")), .recordFacility("lome", works("recya", "TG")),
            .treatedForOthers("accra", year: year - 1, grams: 100), .treatedForOthers("accra", year: year, grams: 100),
            .treatedForOthers("accra", year: year + 1, grams: 100),
            .treatedForOthers("lome", year: year, grams: 100),
            .approveCollector("collo", ModelDays(first: 19_500, last: 30_000)),
            .approveCollector("colla", ModelDays(first: model.today - 15, last: model.today + 400)),
        ]
    }
}
