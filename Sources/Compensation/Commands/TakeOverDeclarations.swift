import Access
import Exchange
public import Journal
import Primitives
import Programmes
import Registry
import Storage

/// A declaration as a list of an earlier system has it, with its rows in a sheet of their own.
public struct DeclarationToTakeOver: Sendable {
    public let legacy: String
    /// With a beneficiary and a document: one declaration there is one here.
    public let papers: DeclarationToMake
    /// Under the heading of the list, which names no beneficiary, cost centre or purchase document.
    public let sheet: DeclarationSheet
    /// What the earlier system says that it owes in all, where it says so.
    public let owed: Int64?

    public init(legacy: String, papers: DeclarationToMake, sheet: DeclarationSheet, owed: Int64?) {
        self.legacy = legacy
        self.papers = papers
        self.sheet = sheet
        self.owed = owed
    }
}

/// What makes a declaration on its way in one that is taken over.
struct DeclarationOpening: Hashable, Sendable {
    let legacy: String
    let system: EarlierSystem
    let owed: Int64?
}

extension Compensation {
    /// Takes over declarations, each whole or not at all. It is a declaration in all respects: its devices owe from now on, none
    /// of them twice, and wait in the queue.
    public func takeOver(
        _ declarations: [DeclarationToTakeOver], from system: EarlierSystem, _ manner: ListManner, as actor: Actor,
        pace: ImportPace = ImportPace()
    ) async throws -> [ListedRow] {
        try await registry.act(as: actor) { act in try act.require(.takeOver) }
        try await sweepDead(pace, sparing: nil)
        guard manner != .rowByRow else {
            var told: [ListedRow] = []
            for declaration in declarations {
                do {
                    let plan = try await plan(declaration, from: system, pace)
                    told.append(try await takeOver(plan, as: actor, pace))
                } catch {
                    told.append(.refused(try refusal(error)))
                }
            }
            return told
        }
        var plans: [Result<DeclarationPlan, any Error>] = []
        for declaration in declarations {
            do {
                plans.append(.success(try await plan(declaration, from: system, pace)))
            } catch {
                plans.append(.failure(try refusal(error)))
            }
        }
        return try await take(plans, manner, as: actor, permission: .takeOver) { act, plan in
            try act.takeOver(plan.get())
        }
    }

    private func plan(
        _ declaration: DeclarationToTakeOver, from system: EarlierSystem, _ pace: ImportPace
    ) async throws -> DeclarationPlan {
        var plan = try await plan(declaration.papers, declaration.sheet, .standard, pace, nil)
        guard plan.list.refusals == 0 else {
            throw OpeningRefusal.notWhole(
                DeclareTally(
                    rows: plan.list.count, included: 0, duplicates: 0, duplicateLines: [], underReview: 0,
                    underReviewLines: [], refusals: plan.list.refusals, refused: plan.list.refused))
        }
        plan.opening = DeclarationOpening(legacy: declaration.legacy, system: system, owed: declaration.owed)
        return plan
    }

    private func takeOver(
        _ plan: DeclarationPlan, as actor: Actor, _ pace: ImportPace
    ) async throws -> ListedRow {
        guard plan.list.candidateCount > pace.atOnce else {
            return try await registry.act(as: actor) { act in try act.takeOver(plan) }
        }
        let earlier = try await registry.act(as: actor) { act in try act.earlier(plan) }
        if let earlier { return .duplicate(earlier) }
        let made = try await Import(
            registry: registry, actor: actor, plan: plan, pace: pace, progress: nil, draft: nil,
            // It is taken over whole, or not at all.
            reviewed: { _ in .none }
        ).run()
        return .taken(made.declarations[0].sequence)
    }
}

extension DeclarationPlan {
    /// Whether a declaration that is taken over comes to all its rows, and to what the earlier system says; any other may.
    func requireWhole(_ decided: DecidedList) throws {
        guard let opening else { return }
        guard decided.tally.included == decided.tally.rows, let whole = decided.declarations.first,
            decided.declarations.count == 1
        else { throw OpeningRefusal.notWhole(decided.tally) }
        if let stated = opening.owed, stated != whole.owed.count {
            throw OpeningRefusal.owedDiffers(stated: stated, follows: whole.owed.count)
        }
    }
}

extension Act {
    /// The whole declaration in this act. Its number is that of its `declared` entry.
    fileprivate func takeOver(_ plan: DeclarationPlan) throws -> ListedRow {
        if let earlier = try earlier(plan) { return .duplicate(earlier) }
        try mayDeclare(plan)
        let decided = try plan.decide(connection)
        try plan.requireWhole(decided)
        return .taken(try declare(plan, decided)[0].sequence)
    }

    /// The number of the same declaration, where it was taken over before.
    ///
    /// - Throws: what stands in the way before any of its rows is looked at; `changed` where another was taken over under its id.
    fileprivate func earlier(_ plan: DeclarationPlan) throws -> Int64? {
        guard let opening = plan.opening else { return nil }
        if let known = try connection.knownSystem(opening.system, on: day),
            let earlier = try connection.openingDeclaration(opening.legacy, of: known)
        {
            guard try isAlike(plan, opening, earlier) else {
                throw OpeningRefusal.changed(.declaration, opening.legacy, earlier.declaration)
            }
            return earlier.declaration
        }
        guard plan.papers.day <= opening.system.until else {
            throw OpeningRefusal.afterCutOff(plan.papers.day, until: opening.system.until)
        }
        return nil
    }

    /// Whether the list says what was declared: the same papers, and rows that come to the same root.
    private func isAlike(
        _ plan: DeclarationPlan, _ opening: DeclarationOpening, _ earlier: OpeningDeclaration
    ) throws -> Bool {
        let row = try connection.declaration(earlier.declaration)
        let papers = plan.papers
        guard papers.customer == row.customer, papers.programme == row.programme.rules.version.code,
            papers.day == row.day, papers.beneficiary == row.beneficiary, papers.costCentre == row.costCentre,
            papers.document == row.document, opening.owed ?? row.owed == row.owed,
            case .declared(let manifest) = try connection.entry(row.sequence).entry.open
        else { return false }
        let all = [RowVerdict](repeating: .included, count: plan.list.candidateCount)
        let seed = try connection.run("SELECT seed FROM declaration WHERE id = \(row.id)")[0].blob("seed")
        return try ManifestProof.atOnce(plan, DecidedList(plan, all), seeds: [seed]).map(\.root) == [manifest]
    }

    /// Writes that a declaration, whose entry is the last one, was taken over.
    func takeOver(
        _ made: MadeDeclaration, at id: Int64, _ plan: DeclarationPlan, _ opening: DeclarationOpening
    ) throws {
        let known = try earlierSystem(opening.system)
        // Somebody may have been faster while a long list went in.
        if let other = try connection.openingDeclaration(opening.legacy, of: known) {
            throw OpeningRefusal.changed(.declaration, opening.legacy, other.declaration)
        }
        let sequence = try append(
            .takenOver(TakenOver(from: opening.system, .declaration)),
            .takenOver(TakenOverPapers(legacy: opening.legacy, .declaration(made.sequence))))
        try connection.run(
            """
            INSERT INTO opening_declaration (declaration, sequence, system, legacy)
            VALUES (\(id), \(sequence), \(known), \(opening.legacy))
            """)
    }
}
