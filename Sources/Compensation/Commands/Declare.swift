import Access
public import Journal
public import Primitives
import Programmes
import Registry
import Storage

/// The papers of a declaration that is to be made.
public struct DeclarationToMake: Hashable, Sendable {
    public let customer: Code
    public let programme: Code
    /// The day of purchase or resale, by which rules and masses are chosen.
    public let day: Day
    /// In whose name mass will be retired. 1 to 200 characters.
    public let beneficiary: String
    /// The purchase order, invoice or sale. 1 to 80 characters.
    public let document: String
    /// 1 for devices that were never declared under the programme; 1 more each time they came back and are resold. To 255.
    public let life: Int

    public init(
        customer: Code, programme: Code, day: Day, beneficiary: String, document: String, life: Int = 1
    ) {
        self.customer = customer
        self.programme = programme
        self.day = day
        self.beneficiary = beneficiary
        self.document = document
        self.life = life
    }

    /// Refused, in this order: beneficiary, document, life, a day to come.
    func check(on today: Day) throws(CompensationRefusal) {
        for (text, value) in [(DeclarationText.beneficiary, beneficiary), (.document, document)] {
            guard value.isPlain(longest: text.longest) else {
                throw .badDeclarationText(text, longest: text.longest)
            }
        }
        guard (1...255).contains(life) else { throw .lifeOutOfRange(life) }
        // In the far east it is tomorrow already.
        guard day.days(since: today) <= 1 else { throw .dayInFuture(day, today: today) }
    }
}

/// A text of `DeclarationToMake`.
public enum DeclarationText: String, Hashable, Sendable, CaseIterable {
    case beneficiary
    case document

    public var longest: Int {
        switch self {
        case .beneficiary: 200
        case .document: 80
        }
    }
}

/// What became of a sheet's rows.
public struct DeclareTally: Hashable, Sendable {
    /// Rows of the sheet, its heading and its blank lines not counted.
    public let rows: Int
    public let included: Int
    /// Rows with a number that is live already, before or by an earlier row.
    public let duplicates: Int
    /// Lines of the first duplicates, at most 10,000.
    public let duplicateLines: [Int]
    public let refusals: Int
    /// The first refused rows, at most 10,000.
    public let refused: [RefusedRow]
}

/// A declaration that was made.
public struct DeclareOutcome: Hashable, Sendable {
    /// Its id, and its place in the queue.
    public let sequence: Int64
    public let tally: DeclareTally
    public let owed: Quantity
    public let manifest: Digest
    /// For the customer's receipt: with it one device can be proved without the rest (docs/spec/manifest.md, M-2).
    public let seed: [UInt8]
}

/// How a large declaration goes in. The defaults keep other writers waiting for some hundredths of a second.
public struct ImportPace: Hashable, Sendable {
    /// Rows up to which a declaration is one act.
    public var atOnce = 500
    /// Rows of one transaction.
    public var chunk = 10_000
    /// Milliseconds after which an import that says nothing is taken for dead.
    public var lease: Int64 = 60_000
    /// Milliseconds between two looks at another import's reservation, and how many looks before `reserved`.
    public var pause = 20
    public var patience = 3_000
    /// How often it decides again after somebody was faster.
    public var attempts = 20

    public init() {}
}

extension Compensation {
    /// Declares the devices of a sheet: what it owes, from now on waits for mass.
    ///
    /// Verdicts are those of taking the rows one by one in file order. A small list is one act; a large one goes in by short
    /// transactions and is nobody's until the last.
    /// - Throws: `MappingRefusal` and `CSVError` for a sheet that cannot be read, `nothingIncluded` where no row is left to
    ///   declare, `reserved` where another import that is not finished holds one of the numbers.
    @discardableResult
    public func declare(
        _ papers: DeclarationToMake, sheet: DeclarationSheet, mapping: DeclarationMapping = .standard,
        as actor: Actor, pace: ImportPace = ImportPace()
    ) async throws -> DeclareOutcome {
        let now = registry.now
        try papers.check(on: now.day)
        let (rules, columns, isExpired) = try await registry.database.read { db in
            let (rules, columns) = try db.rules(for: papers)
            return (rules, columns, try db.loading().contains { $0.isDead(at: now, pace) })
        }
        if isExpired { try await sweepExpired(pace) }
        let read = try await ReadSheet(sheet, mapping, rules)
        guard !read.candidates.rows.isEmpty else { throw CompensationRefusal.nothingIncluded(read.tally([])) }
        let plan = DeclarationPlan(
            papers: papers, rules: rules, columns: columns, sheet: read, table: NumberTable(read.candidates),
            tagKey: registry.tagKey)
        if read.candidates.rows.count <= pace.atOnce {
            return try await registry.act(as: actor) { act in try act.declareAtOnce(plan) }
        }
        return try await Import(registry: registry, actor: actor, plan: plan, pace: pace).run()
    }
}

extension Act {
    /// Only the customer's own members or a provider declare.
    func mayDeclare(_ papers: DeclarationToMake) throws {
        try require(.declare)
        guard actor.party == papers.customer || roles.contains(.provider) else {
            throw CompensationRefusal.notYourCustomer(actor, papers.customer)
        }
        guard papers.life == 1 || roles.contains(.provider) else { throw CompensationRefusal.laterLife(papers.life) }
    }

    /// The whole declaration in this act.
    func declareAtOnce(_ plan: DeclarationPlan) throws -> DeclareOutcome {
        try mayDeclare(plan.papers)
        let holders = try connection.holders(of: 0..<plan.table.count, plan.table, plan.candidates, in: plan.scope)
        if !holders.isEmpty {
            let loading = try connection.loading()
            let reserved = holders.first { holder in loading.contains { $0.devices.contains(holder.device) } }
            if let reserved { throw CompensationRefusal.reserved(line: plan.line(ofKey: reserved.key)) }
        }
        let included = plan.table.included(plan.candidates, live: plan.table.live(holders))
        let tally = plan.sheet.tally(included)
        guard tally.included > 0 else { throw CompensationRefusal.nothingIncluded(tally) }
        let sums = try plan.sums(included)
        let seed = bytes(ManifestProof.seedCount)
        let proof = ManifestProof(plan, included, seed: seed)
        let sequence = try append(.declared(manifest: proof.root), .declared(plan.papers(sums, proof)))
        let (id, first) = try connection.nextDeclaration()
        try connection.insert(
            plan.columns, id: id, devices: first..<first + Int64(tally.included), seed: seed, lease: nil)
        try connection.declare(
            id: id, sequence: sequence, owed: sums.owed.count, devices: tally.included)
        let owners = plan.owners(included, firstDevice: first)
        let held = try connection.insertIdentities(owners[...], plan.table, plan.candidates, in: plan.scope)
        precondition(held.isEmpty, "a number is live that was not a moment ago")
        try connection.insertDevices(
            plan.devices(included, firstDevice: first)[...], plan.candidates, classes: plan.classIDs)
        return DeclareOutcome(sequence: sequence, tally: tally, owed: sums.owed, manifest: proof.root, seed: seed)
    }
}
