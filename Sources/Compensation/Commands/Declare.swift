public import Exchange
import Access
import Certificates
public import Journal
public import Primitives
import Programmes
import Registry
import Storage

/// The papers of a list that is to be declared.
public struct DeclarationToMake: Hashable, Sendable {
    public let customer: Code
    public let programme: Code
    /// The day of purchase or resale, by which rules and masses are chosen.
    public let day: Day
    /// In whose name mass will be retired, for rows that do not say it themselves. 1 to 200 characters.
    public let beneficiary: String?
    /// The customer's cost centre, likewise. 1 to 80 characters.
    public let costCentre: String?
    /// The purchase order, invoice or sale, likewise. 1 to 80 characters.
    public let document: String?
    /// 1 for devices that were never declared under the programme; 1 more each time they came back and are resold. To 255.
    public let life: Int

    public init(
        customer: Code, programme: Code, day: Day, beneficiary: String?, costCentre: String? = nil, document: String?,
        life: Int = 1
    ) {
        self.customer = customer
        self.programme = programme
        self.day = day
        self.beneficiary = beneficiary
        self.costCentre = costCentre
        self.document = document
        self.life = life
    }

    /// Refused, in this order: beneficiary, cost centre, document, life, a day to come.
    func check(on today: Day) throws(CompensationRefusal) {
        for (text, value) in [
            (DeclarationText.beneficiary, beneficiary), (.costCentre, costCentre), (.document, document),
        ] {
            guard value?.isPlain(longest: text.longest) ?? true else {
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
    case costCentre
    case document

    public var longest: Int {
        switch self {
        case .beneficiary: 200
        case .costCentre, .document: 80
        }
    }

    /// As codes of refusals begin.
    var code: String {
        switch self {
        case .beneficiary: "beneficiary"
        case .costCentre: "cost-centre"
        case .document: "document"
        }
    }
}

/// What became of a list's rows.
public struct DeclareTally: Hashable, Sendable {
    /// Rows of the list, its heading and its blank lines not counted.
    public let rows: Int
    public let included: Int
    /// Rows with a number that is live already, by an earlier row or a device of the same customer.
    public let duplicates: Int
    /// Lines of the first duplicates, at most 10,000.
    public let duplicateLines: [Int]
    /// Rows with a number that another customer's device holds.
    public let underReview: Int
    /// Lines of the first of them, at most 10,000.
    public let underReviewLines: [Int]
    public let refusals: Int
    /// The first refused rows, at most 10,000.
    public let refused: [RefusedRow]

    /// Whether there is a row to declare or to review.
    var leavesSomething: Bool { included > 0 || underReview > 0 }
}

/// A declaration that was made.
public struct MadeDeclaration: Hashable, Sendable {
    /// Its id, and its place in the queue.
    public let sequence: Int64
    public let beneficiary: String
    public let costCentre: String?
    public let document: String
    /// Its rows.
    public let devices: Int
    public let owed: Quantity
    public let manifest: Digest
    /// For the customer's receipt: with it one device can be proved without the rest (docs/spec/manifest.md, M-2).
    public let seed: [UInt8]
}

/// A list that was declared.
public struct DeclareOutcome: Sendable {
    /// One for each combination of beneficiary, cost centre and document, in the order in which they come first.
    public let declarations: [MadeDeclaration]
    public let tally: DeclareTally
    /// What became of the rows that are under review.
    public let kept: KeptReviews
    public let report: RowReport

    /// The only declaration, or the first.
    ///
    /// - Precondition: one was made: not every row is under review.
    public var first: MadeDeclaration { declarations[0] }
}

/// What became of a list within the registry.
struct DeclaredList: Sendable {
    let declarations: [MadeDeclaration]
    let decided: DecidedList
    let kept: KeptReviews
}

/// How a large declaration goes in. The defaults keep other writers waiting for some hundredths of a second.
public struct ImportPace: Hashable, Sendable {
    /// Rows up to which a declaration is one act.
    public var atOnce = 500
    /// Rows of one transaction.
    public var chunk = 10_000
    /// Bytes of memory that one sort may take; what is more goes to a file.
    public var memory = 24 << 20
    /// Milliseconds after which an import that says nothing is taken for dead.
    public var lease: Int64 = 60_000
    /// Milliseconds between two looks at another import's reservation, and how many looks before `reserved`.
    public var pause = 20
    public var patience = 3_000
    /// How often it decides again after somebody was faster.
    public var attempts = 20

    public init() {}
}

/// What would become of a list, as things stand.
public struct JudgedList: Sendable {
    public struct Part: Hashable, Sendable {
        public let beneficiary: String
        public let costCentre: String?
        public let document: String
        public let devices: Int
        public let owed: Quantity
    }

    public let parts: [Part]
    public let tally: DeclareTally
    public let report: RowReport
}

extension Compensation {
    /// Declares the devices of a list: what it owes, from now on waits for mass.
    ///
    /// Verdicts are those of taking the rows one by one in file order. Each combination of beneficiary, cost centre and
    /// document is a declaration; all of them are made together. A small list is one act; a large one goes in by short
    /// transactions and is nobody's until the last. Rows under review are kept with it; where there are no others, nothing is
    /// declared, and that is no refusal.
    /// - Throws: `MappingRefusal` and `CSVError` for a list that cannot be read, `nothingIncluded` where no row is left to
    ///   declare or to review, `reserved` where another import that is not finished holds one of the numbers.
    @discardableResult
    public func declare(
        _ papers: DeclarationToMake, sheet: DeclarationSheet, mapping: DeclarationMapping = .standard,
        as actor: Actor, pace: ImportPace = ImportPace(), progress: ImportProgress? = nil
    ) async throws -> DeclareOutcome {
        try await declare(papers, sheet, mapping, of: nil, as: actor, pace, progress)
    }

    /// What `declare` would come to now, for whoever might declare it. Nothing is written.
    public func judge(
        _ papers: DeclarationToMake, sheet: DeclarationSheet, mapping: DeclarationMapping = .standard,
        as actor: Actor, progress: ImportProgress? = nil
    ) async throws -> JudgedList {
        try await registry.act(as: actor) { act in try act.mayDeclare(papers) }
        let plan = try await plan(papers, sheet, mapping, ImportPace(), progress)
        let decided: DecidedList
        switch try await plan.decide(in: registry.database, own: nil, progress) {
        case .success(let list): decided = list
        case .failure(let held): throw CompensationRefusal.reserved(line: try plan.line(of: held.candidate))
        }
        return JudgedList(
            parts: decided.declarations.map {
                JudgedList.Part(
                    beneficiary: $0.combination.beneficiary, costCentre: $0.combination.costCentre,
                    document: $0.combination.document, devices: $0.devices.count, owed: $0.owed)
            }, tally: decided.tally, report: RowReport(sheet, mapping, plan, decided.verdicts))
    }

    /// - Parameter draft: the draft that is accepted with it.
    func declare(
        _ papers: DeclarationToMake, _ sheet: DeclarationSheet, _ mapping: DeclarationMapping, of draft: DraftRow?,
        as actor: Actor, _ pace: ImportPace, _ progress: ImportProgress?
    ) async throws -> DeclareOutcome {
        try await sweepDead(pace, sparing: draft?.id)
        let plan = try await plan(papers, sheet, mapping, pace, progress)
        let reviewed: @Sendable (DecidedList) async throws -> RowsUnderReview = { decided in
            try await RowsUnderReview(sheet, mapping, plan.rules, decided)
        }
        let made: DeclaredList
        if plan.list.candidateCount <= pace.atOnce {
            made = try await declareAtOnce(plan, draft, as: actor, reviewed)
        } else {
            made = try await Import(
                registry: registry, actor: actor, plan: plan, pace: pace, progress: progress, draft: draft,
                reviewed: reviewed
            ).run()
        }
        return DeclareOutcome(
            declarations: made.declarations, tally: made.decided.tally, kept: made.kept,
            report: RowReport(sheet, mapping, plan, made.decided.verdicts))
    }

    /// In one act. Where rows turn out to be under review, the list is read once more, outside of it, and the act tries again.
    private func declareAtOnce(
        _ plan: DeclarationPlan, _ draft: DraftRow?, as actor: Actor,
        _ reviewed: @Sendable (DecidedList) async throws -> RowsUnderReview
    ) async throws -> DeclaredList {
        var rows = RowsUnderReview.none
        while true {
            let made = try await registry.act(as: actor) { [rows] act in try act.declareAtOnce(plan, draft, rows) }
            switch made {
            case .declared(let list): return list
            case .unread(let decided): rows = try await reviewed(decided)
            }
        }
    }

    /// Sweeps what imports left that died, if there are any.
    func sweepDead(_ pace: ImportPace, sparing draft: Int64?) async throws {
        let now = registry.now
        let isExpired = try await registry.database.read { db in
            try db.imports().contains { $0.isDead(at: now, pace) && ($0.draft == nil || $0.draft != draft) }
        }
        if isExpired { try await sweepExpired(pace, sparing: draft) }
    }

    func plan(
        _ papers: DeclarationToMake, _ sheet: DeclarationSheet, _ mapping: DeclarationMapping, _ pace: ImportPace,
        _ progress: ImportProgress?
    ) async throws -> DeclarationPlan {
        try papers.check(on: registry.now.day)
        let (rules, columns) = try await registry.database.read { db in try db.rules(for: papers) }
        let scratch = Scratch(folder: scratchFolder, memory: pace.memory)
        return DeclarationPlan(
            papers: papers, rules: rules, columns: columns,
            list: try await ReadList(sheet, mapping, rules, scratch, progress: progress), tagKey: registry.tagKey,
            scratch: scratch)
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

    /// A declaration that is taken over is the registrar's to make.
    func mayDeclare(_ plan: DeclarationPlan) throws {
        if plan.opening == nil { try mayDeclare(plan.papers) } else { try require(.takeOver) }
    }

    func mayDeclare(_ plan: DeclarationPlan, _ draft: DraftRow?) throws {
        if plan.opening == nil { try mayDeclare(plan.papers, draft) } else { try require(.takeOver) }
    }

    /// Without a draft only where the customer does not ask for a second member.
    func mayDeclare(_ papers: DeclarationToMake, _ draft: DraftRow?) throws {
        try mayDeclare(papers)
        if let draft { return try mayAccept(draft) }
        guard try !connection.asksForSecondMember(papers.customer) else {
            throw CompensationRefusal.secondMemberAsked(papers.customer, nil)
        }
    }

    /// What became of a list in one act.
    fileprivate enum AtOnce: Sendable {
        case declared(DeclaredList)
        /// Nothing is written: the rows under review were not read yet, or are others than those that were.
        case unread(DecidedList)
    }

    /// The whole list in this act.
    fileprivate func declareAtOnce(
        _ plan: DeclarationPlan, _ draft: DraftRow?, _ reviewed: RowsUnderReview
    ) throws -> AtOnce {
        try mayDeclare(plan.papers, draft)
        let decided = try plan.decide(connection)
        guard decided.tally.leavesSomething else { throw CompensationRefusal.nothingIncluded(decided.tally) }
        guard reviewed.areThose(of: decided) else { return .unread(decided) }
        let made = try declare(plan, decided)
        let kept = try keep(reviewed, plan)
        if let draft { try accept(draft, made) }
        return .declared(DeclaredList(declarations: made, decided: decided, kept: kept))
    }

    /// The included rows of a list that was decided in this act: numbers, devices, entries.
    func declare(_ plan: DeclarationPlan, _ decided: DecidedList) throws -> [MadeDeclaration] {
        let source = bytes(ManifestLeaves.seedCount)
        let seeds = decided.seeds(from: source)
        let proofs = try ManifestProof.atOnce(plan, decided, seeds: seeds)
        let first = try connection.nextDevice()
        let made = try write(plan, decided, proofs, seeds, firstDevice: first)
        var cursor = try plan.list.numbers.cursor()
        let places = decided.places
        while case let chunk = try cursor.chunk(DeclarationPlan.compared, where: decided.includes), chunk.count > 0 {
            let held = try connection.insertIdentities(chunk, in: plan.scope) { first + Int64(places[Int($0)]) }
            precondition(held.isEmpty, "a number is live that was not a moment ago")
        }
        var devices = try DeviceCursor(decided, firstDevice: first)
        while case let chunk = try devices.chunk(DeclarationPlan.compared), !chunk.rows.isEmpty {
            try connection.insertDevices(chunk, classes: plan.classIDs)
        }
        return made
    }

    /// Every declaration's entry and row.
    func write(
        _ plan: DeclarationPlan, _ decided: DecidedList, _ proofs: [ManifestProof], _ seeds: [[UInt8]],
        firstDevice: Int64
    ) throws -> [MadeDeclaration] {
        try decided.declarations.enumerated().map { index, part in
            let proof = proofs[index]
            let sequence = try append(.declared(manifest: proof.root), .declared(plan.papers(part, proof)))
            let made = MadeDeclaration(
                sequence: sequence, beneficiary: part.combination.beneficiary, costCentre: part.combination.costCentre,
                document: part.combination.document, devices: part.devices.count, owed: part.owed,
                manifest: proof.root, seed: seeds[index])
            let first = firstDevice + Int64(part.devices.lowerBound)
            try connection.insert(plan.columns, made, devices: first..<first + Int64(part.devices.count))
            if let opening = plan.opening { try takeOver(made, at: first, plan, opening) }
            return made
        }
    }
}

extension DecidedList {
    /// The declarations' seeds (docs/spec/manifest.md, M-2).
    func seeds(from source: [UInt8]) -> [[UInt8]] {
        declarations.indices.map { ManifestLeaves.seed(of: $0, from: source) }
    }
}
