import Sheets

/// What one column of a list was taken for.
public struct ColumnReading: Hashable, Sendable {
    public enum Use: Hashable, Sendable {
        case field(DeclarationField)
        case dropped(DroppedColumn)
        case unused
    }

    /// From 1.
    public let column: Int
    public let heading: String
    public let use: Use
    /// The first value in it that is not empty, at most 40 characters; `nil` for a column that is dropped.
    public let sample: String?
}

/// What a list's columns are taken for: for whoever sends it to look at before anything is declared.
public struct ColumnAccount: Sendable {
    /// Rows that are looked through for samples.
    private static let rowsMax = 1_000

    public let profile: ListProfile
    public let columns: [ColumnReading]
    /// Values that stand for every row.
    public let constants: [(field: DeclarationField, value: String)]

    /// - Parameter next: the list's blocks.
    /// - Throws: `MappingRefusal`, `CSVError`, and what `next` throws.
    public init(_ mapping: DeclarationMapping, next: () throws -> [UInt8]?) throws {
        var reader = CSVReader(formulas: .neutralised)
        var fitted: FittedMapping?
        var samples: [String?] = []
        var rows = 0
        var hasEnded = false
        reading: while rows < Self.rowsMax {
            while try reader.next() {
                if let fitted {
                    rows += 1
                    for column in 0..<min(reader.count, samples.count)
                    where samples[column] == nil && fitted.dropped[column] == nil && !reader.isEmpty(column) {
                        samples[column] = String(reader.text(column).prefix(40))
                    }
                } else {
                    fitted = try mapping.read(reader.texts)
                    samples = Array(repeating: nil, count: reader.count)
                }
            }
            guard !hasEnded else { break reading }
            if let block = try next() {
                reader.feed(block)
            } else {
                reader.end()
                hasEnded = true
            }
        }
        guard let fitted else { throw MappingRefusal.noHeading }
        profile = fitted.profile
        columns = fitted.headings.indices.map { column in
            ColumnReading(
                column: column + 1, heading: fitted.headings[column], use: fitted.use(of: column),
                sample: fitted.dropped[column] == nil ? samples[column] : nil)
        }
        constants = DeclarationField.allCases.compactMap { field in
            fitted.constants[field.index].map { (field, String(decoding: $0, as: UTF8.self)) }
        }
    }
}

extension ColumnAccount {
    /// A profile that takes this list's columns as they were taken here.
    public var ownProfile: ListProfile {
        var fields: [DeclarationField: [String]] = [:]
        var drop: [DroppedColumn: [String]] = [:]
        for column in columns {
            switch column.use {
            case .field(let field): fields[field] = [column.heading]
            case .dropped(let reason): drop[reason, default: []].append(column.heading)
            case .unused: break
            }
        }
        return ListProfile(
            name: "own", fields: fields, constants: Dictionary(uniqueKeysWithValues: constants.map { ($0, $1) }),
            drop: drop)
    }
}

extension FittedMapping {
    fileprivate func use(of column: Int) -> ColumnReading.Use {
        if let reason = dropped[column] { return .dropped(reason) }
        if let field = DeclarationField.allCases.first(where: { columns[$0.index] == column }) { return .field(field) }
        return .unused
    }
}
