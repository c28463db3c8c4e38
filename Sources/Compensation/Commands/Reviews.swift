import Access
public import Exchange
public import Journal
public import Primitives
import Programmes
import Registry
import Storage

/// How far the review of a row is.
public enum ReviewState: String, Hashable, Sendable, CaseIterable {
    case open
    /// The row is a declaration of its own.
    case cleared
    /// It was a duplicate after all.
    case rejected
}

/// A row under review, as people see it.
public struct Review: Hashable, Sendable {
    /// A device that the row clashed with when it was found, or clashes with now.
    public struct Clash: Hashable, Sendable {
        public let declaration: Int64
        /// From 1.
        public let row: Int64
        public let customer: Code
        /// Whether it still holds one of the numbers.
        public let stands: Bool
    }

    public let id: Int64
    public let state: ReviewState
    public let customer: Code
    public let programme: Code
    public let life: Int
    /// The day of purchase or resale.
    public let day: Day
    public let beneficiary: String?
    public let costCentre: String?
    public let document: String?
    /// Of the file, from 1.
    public let line: Int
    /// As the row has it.
    public let deviceClass: String?
    /// `imei:35693803564380`, as docs/spec/manifest.md, M-5, has them.
    public let identifiers: [String]
    /// The day on which the list was sent.
    public let found: Day
    /// The other side, for a provider; the customer is never told.
    public let clashes: [Clash]?
    /// What a cleared row became.
    public let declaration: Int64?
    public let decided: Day?
}

/// What a row's cells should have said: read as a list's cells are.
public struct ReviewMending: Hashable, Sendable {
    public let cells: [DeclarationField: String]

    public init(maker: String? = nil, serial: String? = nil, imei: String? = nil, imei2: String? = nil) {
        var cells: [DeclarationField: String] = [:]
        cells[.maker] = maker
        cells[.serial] = serial
        cells[.imei] = imei
        cells[.imei2] = imei2
        self.cells = cells
    }
}

extension Compensation {
    /// Rows under review: a customer's own, or for a provider everybody's, with both sides.
    ///
    /// - Parameter all: also those that are decided.
    public func reviews(all: Bool, as actor: Actor) async throws -> [Review] {
        try await registry.act(as: actor) { act in
            try act.require(.declare)
            let isProvider = act.isProvider
            let condition: SQL = all ? "1 = 1" : "review.state = 'open'"
            let whose: SQL = isProvider ? "1 = 1" : "review.customer = \(act.party)"
            return try act.connection.reviews(where: "\(condition) AND \(whose)").map {
                try act.connection.seen($0, withClashes: isProvider)
            }
        }
    }

    /// Declares a row under review anew: a declaration of its own under the same papers, at the end of the queue.
    ///
    /// - Throws: `reviewClashes` where one of its numbers is live still, `reviewExcluded` where the mended row is none to declare.
    @discardableResult
    public func clear(
        review id: Int64, mending: ReviewMending = ReviewMending(), as actor: Actor
    ) async throws -> MadeDeclaration {
        let review = try await registry.act(as: actor) { act in try act.openReview(id) }
        var cells = review.cells
        cells.mend(mending.cells)
        let plan = try await plan(review.papers, cells.sheet, try cells.mapping, ImportPace(), nil)
        return try await registry.act(as: actor) { act in try act.clear(try act.openReview(id), plan) }
    }

    /// Says that a row under review is a duplicate after all.
    public func reject(review id: Int64, as actor: Actor) async throws {
        try await registry.act(as: actor) { act in
            try act.decide(try act.openReview(id), .rejected, nil)
        }
    }
}

extension Act {
    fileprivate var isProvider: Bool { roles.contains { $0.may(.decideReview) } }

    /// A row that is not decided yet, for whoever may decide.
    fileprivate func openReview(_ id: Int64) throws -> ReviewRow {
        try require(.decideReview)
        let review = try connection.review(id)
        guard review.state == .open else { throw CompensationRefusal.reviewDecided(id, review.state) }
        return review
    }

    /// - Parameter plan: of the row alone.
    fileprivate func clear(_ review: ReviewRow, _ plan: DeclarationPlan) throws -> MadeDeclaration {
        if let refused = plan.list.refused.first {
            throw CompensationRefusal.reviewExcluded(review.id, refused.reason)
        }
        let decided: DecidedList
        do {
            decided = try plan.decide(connection)
        } catch CompensationRefusal.reserved {
            throw CompensationRefusal.reserved(line: review.line)
        }
        guard decided.included == 1, let made = try declare(plan, decided).first else {
            throw try clash(of: review, plan)
        }
        try decide(review, .cleared, made.sequence)
        return made
    }

    /// What stands in the row's way now.
    private func clash(of review: ReviewRow, _ plan: DeclarationPlan) throws -> CompensationRefusal {
        var reader = try CandidateRows.spooled(plan.list.candidates).reader()
        _ = try reader.next()
        guard let numbers = PackedNumbers(bytes: reader.packed),
            let device = try connection.devices(clashingWith: numbers, in: plan.scope).first,
            let place = try connection.place(of: device)
        else { return .damaged(column: "identity.device") }
        return .reviewClashes(review.id, declaration: place.declaration, row: place.row, customer: place.customer)
    }
}

extension Connection {
    /// - Parameter withClashes: for a provider alone.
    fileprivate func seen(_ review: ReviewRow, withClashes: Bool) throws -> Review {
        let (papers, cells) = (review.papers, review.cells.texts)
        return Review(
            id: review.id, state: review.state, customer: review.customer, programme: papers.programme,
            life: papers.life, day: papers.day, beneficiary: cells[.beneficiary] ?? papers.beneficiary,
            costCentre: cells[.costCentre] ?? papers.costCentre, document: cells[.purchaseOrder] ?? papers.document,
            line: review.line, deviceClass: cells[.deviceClass], identifiers: review.numbers.texts,
            found: review.found, clashes: withClashes ? try clashes(of: review) : nil,
            declaration: review.declaration, decided: review.decided)
    }

    /// Those that were found, and those that came since.
    private func clashes(of review: ReviewRow) throws -> [Review.Clash] {
        let found = try run("SELECT device FROM review_clash WHERE review = \(review.id)").map {
            try $0.integer("device")
        }
        let now = Set(review.state == .open ? try devices(clashingWith: review.numbers, in: review.scope) : [])
        return try now.union(found).sorted().compactMap { device in
            guard let place = try place(of: device) else { return nil }
            return Review.Clash(
                declaration: place.declaration, row: place.row, customer: place.customer, stands: now.contains(device))
        }
    }
}
