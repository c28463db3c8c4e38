import Compensation
import Exchange
import Journal
import Lots
import Primitives
import Sheets

/// Lists of an earlier system, read as lists of lots and weighings are.
extension SupplySheet {
    /// Most rows of one of them: years of spreadsheets are longer than a delivery's list.
    static let openingRowsMost = 100_000

    static let openingLots: (needed: [Column], other: [Column]) = (
        [.lot, .provider, .deviceClass, .country, .collected, .grams], [.pieces]
    )
    static let openingRetirements: (needed: [Column], other: [Column]) = (
        [.retirement, .lot, .declaration, .day, .quantity, .unit], [.beneficiary]
    )
    static let openingDeclarations: (needed: [Column], other: [Column]) = (
        [.declaration, .customer, .programme, .day, .beneficiary, .document, .deviceClass],
        [.costCentre, .owed] + deviceColumns.filter { $0 != .deviceClass }
    )

    /// What a device's row says of it, by the names that a declaration's own list has.
    fileprivate static let deviceColumns: [Column] = [
        .deviceClass, .maker, .model, .serial, .imei, .imei2, .assetTag, .massGrams, .massKilograms, .mass, .quantity,
        .line,
    ]
    /// What every row of one declaration says alike.
    fileprivate static let headColumns: [Column] = [
        .customer, .programme, .day, .beneficiary, .document, .costCentre, .owed,
    ]
}

extension SupplyRow {
    func openingLot() throws -> LotToTakeOver {
        let mass = try read(.grams, Read.grams)
        let count = try maybe(.pieces, Read.pieces)
        return LotToTakeOver(
            legacy: try read(.lot, Read.legacyID), provider: try read(.provider, Read.code),
            scrap: try read(.deviceClass, Read.code), country: try read(.country, Read.country),
            collected: try read(.collected, Read.days), claimable: try ClaimableMass(mass: mass, count: count))
    }

    func openingRetirement() throws -> RetirementToTakeOver {
        let unit = try read(.unit, Read.unit)
        return RetirementToTakeOver(
            legacy: try read(.retirement, Read.legacyID), lot: try read(.lot, Read.legacyID),
            declaration: try read(.declaration, Read.legacyID), day: try read(.day, Read.day),
            quantity: try read(.quantity) { text in
                guard let quantity = Quantity(try Read.count(text), unit) else { throw ArgumentRefusal.quantity(text) }
                return quantity
            }, beneficiary: text(.beneficiary).isEmpty ? nil : text(.beneficiary))
    }
}

/// Rows of a list of declarations that belong to one of them.
struct OpeningRows {
    let legacy: String
    var rows: [SupplyRow]

    /// The rows by what the earlier system calls their declaration, in the order of the file, and which row is whose.
    static func grouped(_ rows: [(legacy: String, row: SupplyRow)]) -> (groups: [OpeningRows], owners: [Int]) {
        var groups: [OpeningRows] = []
        var places: [[UInt8]: Int] = [:]
        var owners: [Int] = []
        for (legacy, row) in rows {
            let place = places[Array(legacy.utf8)] ?? groups.count
            if place == groups.count {
                groups.append(OpeningRows(legacy: legacy, rows: []))
                places[Array(legacy.utf8)] = place
            }
            groups[place].rows.append(row)
            owners.append(place)
        }
        return (groups, owners)
    }

    /// The declaration, or what is wrong with which of its rows, counted from 0.
    func declaration() -> Result<DeclarationToTakeOver, RowFault> {
        for (place, row) in rows.enumerated() {
            for column in SupplySheet.headColumns where place > 0 {
                let text = row.text(column)
                guard text.isEmpty || text == rows[0].text(column) else {
                    return .failure(
                        RowFault(row: place, error: OpeningRefusal.rowsDiffer(column: column.rawValue, line: row.line)))
                }
            }
            // A row with nothing in it is passed over by whoever reads the sheet; here it is a device that would be forgotten.
            guard !row.text(.deviceClass).isEmpty else {
                return .failure(RowFault(row: place, error: OpeningRefusal.rowRefused(.classMissing)))
            }
        }
        let head = rows[0]
        do {
            let papers = DeclarationToMake(
                customer: try head.read(.customer, Read.code), programme: try head.read(.programme, Read.code),
                day: try head.read(.day, Read.day), beneficiary: try head.read(.beneficiary, Read.partyName),
                costCentre: try head.maybe(.costCentre, Read.mark), document: try head.read(.document, Read.mark))
            return .success(
                DeclarationToTakeOver(
                    legacy: legacy, papers: papers, sheet: DeclarationSheet(sheet.bytes),
                    owed: try head.maybe(.owed, Read.count)))
        } catch {
            return .failure(RowFault(row: 0, error: error))
        }
    }

    /// The rows under the names of a declaration's fields, and on which line of it each begins.
    private var sheet: (bytes: [UInt8], lines: [Int]) {
        let columns = SupplySheet.deviceColumns.filter { rows[0].places[$0] != nil }
        var writer = CSVWriter(lineEnd: .lf, formulas: .kept)
        writer.row(columns.map(\.rawValue))
        var lines: [Int] = []
        var line = 2
        for row in rows {
            let cells = columns.map(row.text)
            writer.row(cells)
            lines.append(line)
            line += 1 + cells.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "\n") } }
        }
        return (writer.take(), lines)
    }

    /// What became of each row, where this became of the declaration.
    func told(_ verdict: ListedRow) -> [ListedRow] {
        guard case .refused(let error) = verdict, case OpeningRefusal.notWhole(let tally) = error else {
            return rows.map { _ in verdict }
        }
        let lines = sheet.lines
        var faults: [Int: OpeningRefusal] = [:]
        for line in tally.duplicateLines { faults[line] = .rowDuplicate }
        for line in tally.underReviewLines { faults[line] = .rowUnderReview }
        for refused in tally.refused { faults[refused.line] = .rowRefused(refused.reason) }
        guard let first = lines.firstIndex(where: { faults[$0] != nil }) else { return rows.map { _ in verdict } }
        return lines.map { .refused(faults[$0] ?? .otherRow(line: rows[first].line)) }
    }

    /// What became of each row, where one of them could not be read.
    func told(_ fault: RowFault) -> [ListedRow] {
        rows.indices.map {
            .refused($0 == fault.row ? fault.error : OpeningRefusal.otherRow(line: rows[fault.row].line))
        }
    }
}

/// What is wrong with one row of a declaration.
struct RowFault: Error {
    let row: Int
    let error: any Error
}
