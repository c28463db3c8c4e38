/// A row of a worksheet, its cells as they would be shown.
struct WorksheetRow {
    /// From 1.
    let number: Int
    /// From the first column; empty where there is nothing.
    var cells: [String]
}

/// Reads a worksheet's cells row by row. What a formula last came to is its value.
final class WorksheetCells: XMLListener {
    private enum Kind {
        case number, shared, inline, text, boolean
    }

    private let sharedTexts: SharedTexts
    private let dates: DateStyles
    private let take: (WorksheetRow) throws(WorkbookError) -> Void
    private var row = WorksheetRow(number: 0, cells: [])
    private var isInRow = false
    private var kind = Kind.number
    private var style = 0
    private var column = 0
    private var value: [UInt8] = []
    private var isValue = false
    private var phonetic = 0

    init(
        _ sharedTexts: SharedTexts, _ dates: DateStyles, _ take: @escaping (WorksheetRow) throws(WorkbookError) -> Void
    ) {
        self.sharedTexts = sharedTexts
        self.dates = dates
        self.take = take
    }

    func begins(_ name: borrowing XMLName, _ attributes: borrowing XMLAttributes) throws(WorkbookError) -> Bool {
        if name.is("v") {
            isValue = isInRow
        } else if name.is("c"), isInRow {
            try beginCell(attributes)
        } else if name.is("t") {
            isValue = isInRow && phonetic == 0
        } else if name.is("rPh") {
            phonetic += 1
        } else if name.is("row") {
            let number = attributes["r"].map { Int($0) ?? 0 } ?? row.number + 1
            guard number > row.number, number <= WorkbookLimits.rows else { throw .outOfOrder(row: row.number + 1) }
            row = WorksheetRow(number: number, cells: [])
            column = 0
            isInRow = true
        }
        return true
    }

    private func beginCell(_ attributes: borrowing XMLAttributes) throws(WorkbookError) {
        var next = column + 1
        if let reference = attributes["r"] {
            guard let place = CellPlace(reference), place.row == row.number, place.column > column else {
                throw .outOfOrder(row: row.number)
            }
            next = place.column
        }
        column = next
        style = attributes["s"].flatMap { Int($0) } ?? 0
        kind =
            switch attributes["t"] {
            case "s"?: .shared
            case "inlineStr"?: .inline
            case "b"?: .boolean
            case "str"?, "e"?, "d"?: .text
            default: .number
            }
        value.removeAll(keepingCapacity: true)
    }

    func ends(_ name: borrowing XMLName) throws(WorkbookError) -> Bool {
        if name.is("v") || name.is("t") {
            isValue = false
        } else if name.is("c"), isInRow {
            try endCell()
        } else if name.is("rPh") {
            phonetic -= 1
        } else if name.is("row") {
            isInRow = false
            if !row.cells.isEmpty { try take(row) }
        } else if name.is("sheetData") {
            return false
        }
        return true
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookError) {
        guard isValue else { return }
        guard value.count + bytes.count <= CSVLimits.cell else { throw tooLong }
        value += bytes
    }

    private var tooLong: WorkbookError { .cellTooLong(row: row.number, column: column, limit: CSVLimits.cell) }

    private func endCell() throws(WorkbookError) {
        guard !value.isEmpty, let text = shown, !text.isEmpty else { return }
        guard column <= CSVLimits.columns else { throw .tooManyColumns(row: row.number, limit: CSVLimits.columns) }
        guard text.utf8.count <= CSVLimits.cell else { throw tooLong }
        while row.cells.count < column - 1 { row.cells.append("") }
        row.cells.append(text)
    }

    private var shown: String? {
        switch kind {
        case .shared: Int(String(decoding: value, as: UTF8.self)).flatMap { sharedTexts[$0] }
        case .inline, .text: CellText.plain(value[...])
        case .boolean: value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE"
        case .number: number
        }
    }

    /// Whole numbers of at most 15 digits are exact and come without an exponent. Above that a spreadsheet has lost digits,
    /// and the exponent stays to say so.
    private var number: String {
        let text = String(decoding: value, as: UTF8.self)
        let showsDate = dates.showsDate(style)
        if !showsDate, value.count <= 15, value.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return text
        }
        guard let number = Double(text), number.isFinite else { return CellText.plain(value[...]) }
        if showsDate, let date = dates.text(number) { return date }
        if number == number.rounded(), number.magnitude < 1e15 { return String(Int64(number)) }
        guard number == number.rounded(), let whole = Int64(exactly: number) else {
            return Self.shown("\(number)".uppercased())
        }
        let digits = String(whole.magnitude)
        return "\(whole < 0 ? "-" : "")\(digits.prefix(1)).\(digits.dropFirst().prefix(14))E+\(digits.count - 1)"
    }

    /// A decimal with 15 significant digits, as many as a spreadsheet shows: `1.6500000000000001` is 1.65.
    static func shown(_ decimal: String) -> String {
        guard !decimal.contains("E") else { return decimal }
        var digits = Array(decimal.utf8)
        guard let first = digits.firstIndex(where: { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }),
            let point = digits.firstIndex(of: UInt8(ascii: "."))
        else { return decimal }
        let kept = first + 15 + (point > first ? 1 : 0)
        guard digits.count > kept, kept > point + 1 else { return decimal }
        var carries = digits[kept] >= UInt8(ascii: "5")
        digits.removeSubrange(kept...)
        var at = digits.count - 1
        while carries, at >= 0, digits[at] != UInt8(ascii: "-") {
            if digits[at] == UInt8(ascii: "9") {
                digits[at] = UInt8(ascii: "0")
            } else if digits[at] != UInt8(ascii: ".") {
                digits[at] += 1
                carries = false
            }
            at -= 1
        }
        if carries { digits.insert(UInt8(ascii: "1"), at: at + 1) }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.last == UInt8(ascii: ".") { digits.removeLast() }
        return String(decoding: digits, as: UTF8.self)
    }
}
