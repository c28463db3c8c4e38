import CanonicalJSON
import Exchange
import Programmes
import Sheets

/// What became of a list's rows under review.
public struct KeptReviews: Hashable, Sendable {
    /// Rows that are kept from now on.
    public let new: Int
    /// Rows that were kept already, decided or not.
    public let known: Int
    /// Rows that are not kept: the customer has too many open ones, or the row is too long.
    public let left: Int

    static let none = KeptReviews(new: 0, known: 0, left: 0)
}

/// The rows of a list that are under review, as they came, so that they can be declared later.
struct RowsUnderReview: Sendable {
    /// Open ones that are kept of one customer: people decide them one by one.
    static let most = 1_000
    /// Bytes of a row's cells.
    static let bytesMost = 4_096

    struct Row: Sendable {
        /// Of the file, from 1.
        let line: Int
        let cells: ReviewedCells
        let numbers: PackedNumbers
    }

    let rows: [Row]
    /// Rows that are too many or too long.
    let left: Int
    /// Of the decision that they are of.
    private let verdicts: [RowVerdict]

    static let none = RowsUnderReview(rows: [], left: 0, verdicts: [])

    private init(rows: [Row], left: Int, verdicts: [RowVerdict]) {
        self.rows = rows
        self.left = left
        self.verdicts = verdicts
    }

    /// Reads the list as far as its last such row; not at all where it has none.
    init(
        _ sheet: DeclarationSheet, _ mapping: DeclarationMapping, _ rules: DeclarationRules, _ decided: DecidedList
    ) async throws {
        let count = decided.tally.underReview
        guard count > 0 else {
            self = .none
            return
        }
        var rows: [Row] = []
        var (found, candidate, read) = (0, 0, 0)
        var reading = try SheetRows(sheet, mapping, rules)
        while found < count, rows.count < Self.most, try reading.next() {
            if case .success(let row) = try reading.row() {
                if decided.verdicts[candidate] == .underReview {
                    found += 1
                    let cells = ReviewedCells(try reading.cells())
                    if cells.bytes.count <= Self.bytesMost {
                        rows.append(Row(line: reading.line, cells: cells, numbers: row.numbers))
                    }
                }
                candidate += 1
            }
            read += 1
            guard read.isMultiple(of: 1_024) else { continue }
            try Task.checkCancellation()
            await Task.yield()
        }
        self.init(rows: rows, left: count - rows.count, verdicts: decided.verdicts)
    }

    /// Whether no row of a decision is missing here.
    func areThose(of decided: DecidedList) -> Bool {
        decided.tally.underReview == 0 || verdicts == decided.verdicts
    }
}

/// A row's cells by their fields, as far as there is anything in them.
struct ReviewedCells: Sendable {
    private(set) var texts: [DeclarationField: String]

    init(_ texts: [DeclarationField: String]) { self.texts = texts }

    /// What a table keeps.
    init?(bytes: [UInt8]) {
        guard case .object(let object)? = try? JSON(canonical: bytes) else { return nil }
        texts = [:]
        for member in object.members {
            guard let field = DeclarationField(rawValue: member.name), case .string(let text) = member.value else {
                return nil
            }
            texts[field] = text
        }
    }

    var bytes: [UInt8] {
        var object = JSONObject()
        for (field, text) in texts { object[field.rawValue] = .string(text) }
        return JSON.object(object).canonicalBytes
    }

    /// Puts other cells in the place of some.
    mutating func mend(_ mended: [DeclarationField: String]) { texts.merge(mended) { $1 } }

    /// A list of this row alone.
    var sheet: DeclarationSheet {
        let fields = DeclarationField.allCases.filter { texts[$0] != nil }
        var writer = CSVWriter(lineEnd: .lf, formulas: .kept)
        writer.row(fields.map(\.rawValue))
        writer.row(fields.map { texts[$0] ?? "" })
        return DeclarationSheet(writer.take())
    }

    /// How that list is read.
    var mapping: DeclarationMapping {
        get throws(MappingRefusal) {
            try DeclarationMapping(
                texts.keys.map { "\($0.rawValue)=\($0.rawValue)" }, profile: .generic)
        }
    }
}
