import Exchange
import Primitives
import Programmes

/// Why a device is not attached to a line. Rows are refused one by one; the others are not held up.
public enum AttachRefusal: Error, Hashable, Sendable {
    /// The row cannot be read, as one of a list of devices.
    case row(RowRefusal)
    /// The row names another purchase document than the declaration's.
    case documentOther(String, expected: String)
    /// The row says no line, and the declaration has not exactly one.
    case lineMissing
    /// No line of that number stands in the declaration.
    case lineUnknown(Int64)
    /// Every position of the line is filled or cancelled.
    case lineFull(Int64, positions: Int64)
    /// The device is declared already, and every position that is open is retired.
    case positionsRetired(Int64, open: Int64)

    /// Stable: programs compare it.
    public var code: String {
        switch self {
        case .row(let refusal): refusal.code
        case .documentOther: "document-other"
        case .lineMissing: "line-missing"
        case .lineUnknown: "line-unknown"
        case .lineFull: "line-full"
        case .positionsRetired: "positions-retired"
        }
    }
}

/// What became of a device that was to be attached (docs/spec/programmes.md, P-40).
public enum AttachVerdict: Hashable, Sendable {
    /// It fills a position of a row, both counted from 1.
    case attached(row: Int64, position: Int64)
    /// It was declared already: a position owes no more.
    case cancelled(row: Int64, position: Int64)
    case excluded(AttachRefusal)
    /// It is attached already, or a position was cancelled for it.
    case duplicate
    /// One of its numbers is live by another customer's device.
    case underReview

    /// Stable: programs compare it.
    public var code: String {
        switch self {
        case .attached: "attached"
        case .cancelled: "cancelled"
        case .excluded: "excluded"
        case .duplicate: "duplicate"
        case .underReview: "under-review"
        }
    }
}

/// A row of a list of devices, with what became of it.
public struct AttachedRow: Hashable, Sendable {
    /// As an editor counts it, from 1.
    public let line: Int
    public let verdict: AttachVerdict
}

/// A device that is to be attached to a line of a declaration.
struct DeviceToAttach: Sendable {
    /// Of the file, from 1.
    let line: Int
    let numbers: PackedNumbers
    /// Of the purchase document.
    let documentLine: Int64?
    let document: String?
}

/// A list of devices for the lines of one declaration.
struct DevicesToAttach: Sendable {
    /// Most rows of one list.
    static let most = 100_000

    let rows: [(line: Int, device: Result<DeviceToAttach, AttachRefusal>)]

    /// Refused, in this order, a row: more than one device; numbers (asset tag, IMEIs, serial); none of them; its line.
    init(_ sheet: DeclarationSheet, _ mapping: DeclarationMapping, _ rules: DeclarationRules) async throws {
        var rows: [(line: Int, device: Result<DeviceToAttach, AttachRefusal>)] = []
        var reading = try SheetRows(devices: sheet, mapping, rules)
        while try reading.next() {
            guard rows.count < Self.most else { throw CompensationRefusal.tooManyRows(most: Self.most) }
            let line = reading.line
            do throws(RowRefusal) {
                rows.append((line, .success(try reading.device())))
            } catch {
                rows.append((line, .failure(.row(error))))
            }
            guard rows.count.isMultiple(of: 1_024) else { continue }
            try Task.checkCancellation()
            await Task.yield()
        }
        self.rows = rows
    }
}
