import Access
import Exchange
import Journal
import Primitives
import Programmes
import Registry
import Storage

/// A row under review as its own row has it.
struct ReviewRow: Sendable {
    let id: Int64
    let customer: Code
    let customerID: Int64
    let scope: IdentityScope
    let papers: DeclarationToMake
    let cells: ReviewedCells
    let numbers: PackedNumbers
    let line: Int
    let found: Day
    let state: ReviewState
    let declaration: Int64?
    let decided: Day?
}

/// Where a device stands among declarations.
struct DevicePlace: Hashable, Sendable {
    let declaration: Int64
    /// From 1.
    let row: Int64
    let customer: Code
    let customerID: Int64
}

extension Connection {
    func review(_ id: Int64) throws -> ReviewRow {
        guard let review = try reviews(where: "review.id = \(id)").first else {
            throw CompensationRefusal.unknownReview(id)
        }
        return review
    }

    func reviews(where condition: SQL) throws -> [ReviewRow] {
        try run(
            """
            SELECT review.*, party.code AS customer_code FROM review JOIN party ON party.id = review.customer
            WHERE \(condition) ORDER BY review.id
            """
        ).map { row in
            ReviewRow(
                id: try row.integer("id"), customer: try row.code("customer_code"),
                customerID: try row.integer("customer"),
                scope: IdentityScope(
                    programme: try row.integer("programme"), life: Int(try row.integer("life"))),
                papers: try row.parsed("papers", DeclarationToMake(draftBytes: try row.blob("papers"))),
                cells: try row.parsed("cells", ReviewedCells(bytes: try row.blob("cells"))),
                numbers: try row.parsed("numbers", PackedNumbers(bytes: try row.blob("numbers"))),
                line: Int(try row.integer("line")), found: try row.day("found"), state: try row.word("state"),
                declaration: try row.optionalInteger("declaration"),
                decided: try row.optionalInteger("decided") == nil ? nil : try row.day("decided"))
        }
    }

    func openReviews(of customer: Int64) throws -> Int {
        Int(
            try run("SELECT COUNT(*) AS n FROM review WHERE customer = \(customer) AND state = 'open'")[0]
                .integer("n"))
    }

    /// Whether a row with these numbers is kept: open, rejected, or cleared and not withdrawn since.
    func knowsReview(_ numbers: PackedNumbers, in scope: IdentityScope, of customer: Int64) throws -> Bool {
        try !run(
            """
            SELECT 1 FROM review LEFT JOIN declaration ON declaration.sequence = review.declaration
            WHERE review.customer = \(customer) AND review.numbers = \(numbers.bytes)
                AND review.programme = \(scope.programme) AND review.life = \(scope.life)
                AND (review.state <> 'cleared' OR declaration.cancelled < declaration.owed) LIMIT 1
            """
        ).isEmpty
    }

    /// The devices, each once and ascending, that hold one of these numbers or one that clashes with it.
    func devices(clashingWith numbers: PackedNumbers, in scope: IdentityScope) throws -> [Int64] {
        var chunk = NumberChunk()
        for number in numbers.numbers.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            number.withUnsafeBytes { chunk.append($0, of: 0) }
        }
        return Set(try holders(of: chunk, in: scope).map(\.device)).sorted()
    }

    /// `nil` for a device of an import that is not finished.
    func place(of device: Int64) throws -> DevicePlace? {
        guard
            let row = try run(
                """
                SELECT declaration.id, declaration.devices, declaration.sequence, declaration.customer, party.code
                FROM declaration JOIN party ON party.id = declaration.customer
                WHERE declaration.id <= \(device) ORDER BY declaration.id DESC LIMIT 1
                """
            ).first, case let first = try row.integer("id"), device < first + (try row.integer("devices"))
        else { return nil }
        return DevicePlace(
            declaration: try row.integer("sequence"), row: device - first + 1, customer: try row.code("code"),
            customerID: try row.integer("customer"))
    }
}

extension Act {
    /// Keeps rows for a provider to decide on, each once.
    func keep(_ reviewed: RowsUnderReview, _ plan: DeclarationPlan) throws -> KeptReviews {
        guard !reviewed.rows.isEmpty else { return KeptReviews(new: 0, known: 0, left: reviewed.left) }
        let customer = plan.columns.customer
        var (new, known, left) = (0, 0, reviewed.left)
        var room = RowsUnderReview.most - (try connection.openReviews(of: customer))
        var id = try connection.run("SELECT COALESCE(MAX(id), 0) AS id FROM review")[0].integer("id")
        for row in reviewed.rows {
            if try connection.knowsReview(row.numbers, in: plan.scope, of: customer) {
                known += 1
                continue
            }
            guard room > 0 else {
                left += 1
                continue
            }
            id += 1
            try connection.run(
                """
                INSERT INTO review (id, customer, programme, life, papers, cells, numbers, line, found, state)
                VALUES (\(id), \(customer), \(plan.scope.programme), \(plan.scope.life), \(plan.papers.draftBytes),
                    \(row.cells.bytes), \(row.numbers.bytes), \(row.line), \(Int64(day.number)), 'open')
                """)
            for device in try connection.devices(clashingWith: row.numbers, in: plan.scope) {
                guard let place = try connection.place(of: device), place.customerID != customer else { continue }
                try connection.run("INSERT INTO review_clash (review, device) VALUES (\(id), \(device))")
            }
            new += 1
            room -= 1
        }
        return KeptReviews(new: new, known: known, left: left)
    }

    /// Writes what was decided of a row.
    func decide(_ review: ReviewRow, _ state: ReviewState, _ declaration: Int64?) throws {
        try connection.run(
            """
            UPDATE review SET state = \(state.rawValue), declaration = \(declaration),
                member = \(actor.member.text), party = \(party), decided = \(Int64(day.number))
            WHERE id = \(review.id)
            """)
    }
}
