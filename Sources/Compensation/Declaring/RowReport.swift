import Exchange
public import Sheets

/// What became of one row of a list (docs/spec/programmes.md, P-34).
public enum ToldVerdict: Hashable, Sendable {
    case included
    case excluded(RowRefusal)
    /// One of its numbers is live already, by an earlier row or a device of the same customer.
    case duplicate
    /// One of its numbers is live by another customer's device.
    case underReview

    /// Stable: programs compare it.
    public var code: String {
        switch self {
        case .included: "included"
        case .excluded: "excluded"
        case .duplicate: "duplicate"
        case .underReview: "under-review"
        }
    }

    /// Why it is excluded.
    public var reason: RowRefusal? {
        switch self {
        case .excluded(let reason): reason
        case .included, .duplicate, .underReview: nil
        }
    }
}

/// A row of a list as it came, with what became of it.
public struct ToldRow: Sendable {
    /// As an editor counts it, from 1.
    public let line: Int
    public let cells: [String]
    public let verdict: ToldVerdict
}

/// What became of every row of a list. It reads the list once more, so that a list of millions costs no memory.
public struct RowReport: Sendable {
    private let sheet: DeclarationSheet
    private let mapping: DeclarationMapping
    private let rules: DeclarationRules
    private let life: Int
    private let verdicts: [RowVerdict]

    init(_ sheet: DeclarationSheet, _ mapping: DeclarationMapping, _ plan: DeclarationPlan, _ verdicts: [RowVerdict]) {
        self.sheet = sheet
        self.mapping = mapping
        rules = plan.rules
        life = plan.papers.life
        self.verdicts = verdicts
    }

    /// - Parameters:
    ///   - heading: is given the heading's cells and what stands between them, before any row.
    ///   - row: is given each row in the order of the file.
    public func each(heading: ([String], CSVDelimiter) throws -> Void, row: (ToldRow) throws -> Void) throws {
        var rows = try SheetRows(sheet, mapping, rules)
        try heading(rows.heading, rows.delimiter)
        var candidate = 0
        while try rows.next() {
            let verdict: ToldVerdict
            switch try rows.row() {
            case .failure(let reason): verdict = .excluded(reason)
            case .success:
                verdict =
                    switch verdicts[candidate] {
                    case .included: .included
                    case .duplicate: .duplicate
                    case .underReview: .underReview
                    case .lifeNotReached: .excluded(.lifeNotReached(life))
                    }
                candidate += 1
            }
            try row(ToldRow(line: rows.line, cells: rows.texts, verdict: verdict))
        }
    }
}
