/// Reads CSV row by row from blocks of bytes, in constant memory: RFC 4180 in UTF-8, with or without a byte order mark.
///
/// ```
/// var reader = CSVReader()
/// while let block = nextBlock() {
///     reader.feed(block)
///     while try reader.next() { … reader.text(0) … }
/// }
/// reader.end()
/// while try reader.next() { … }
/// ```
/// Rows do not depend on how the bytes were cut into blocks. A line with nothing on it is no row; empty cells beyond
/// the width of the first row are dropped. After an error the reader says the same error again.
///
/// It owns its memory rather than an `Array` of it: cells are slices of one buffer, never copied before they are asked
/// for, and a quoted cell is unescaped in place once its row is whole.
public struct CSVReader: ~Copyable {
    /// The delimiter that was given, or the one that was found in the first row; `nil` before.
    public private(set) var delimiter: CSVDelimiter?
    /// The row that `next` came to: its number from 1 and the line on which it begins, from 1.
    public private(set) var row = 0
    public private(set) var line = 0
    /// Cells of the row.
    public private(set) var count = 0

    private let shortRows: CSVShortRows
    private let formulas: CSVFormulas
    /// Cells of the first row.
    private var width: Int?

    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Bytes that are read lie before `start`, bytes that are not from `start` to `filled`.
    private var start = 0
    private var filled = 0
    private var nextLine = 1
    private var ended = false
    private var begun = false
    private var failure: CSVError?
    /// `next` does not look again at an unfinished row until this much is there, so that tiny blocks stay cheap.
    private var enough = 0

    /// Where a cell lies in the buffer, its outer quotes taken off.
    private struct Cell {
        var start: Int
        var end: Int
        var quoted = false
        /// Whether it holds doubled quotes.
        var doubled = false
    }

    private let cells: UnsafeMutablePointer<Cell>

    /// - Parameters:
    ///   - delimiter: `nil` takes whichever of the three is most frequent in the first row.
    ///   - formulas: `.neutralised` takes off the apostrophe that `CSVWriter` puts before what would be calculated, and by
    ///     which people say in a spreadsheet that what follows is text.
    public init(
        delimiter: CSVDelimiter? = nil, shortRows: CSVShortRows = .refused, formulas: CSVFormulas = .kept
    ) {
        self.delimiter = delimiter
        self.shortRows = shortRows
        self.formulas = formulas
        capacity = 1 << 16
        buffer = .allocate(capacity: capacity)
        cells = .allocate(capacity: CSVLimits.columns)
    }

    deinit {
        buffer.deallocate()
        cells.deallocate()
    }

    // MARK: Bytes in

    /// Takes a copy of the next block of the file, of any length. Cells of the row before are gone.
    public mutating func feed(_ block: UnsafeRawBufferPointer) {
        guard failure == nil, let base = block.baseAddress, block.count > 0 else { return }
        precondition(!ended, "a sheet goes on after its end")
        count = 0
        if start > 0 {
            buffer.update(from: buffer + start, count: filled - start)
            filled -= start
            start = 0
        }
        if filled + block.count > capacity {
            capacity = max(capacity * 2, filled + block.count)
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
            larger.update(from: buffer, count: filled)
            buffer.deallocate()
            buffer = larger
        }
        (buffer + filled).update(from: base.assumingMemoryBound(to: UInt8.self), count: block.count)
        filled += block.count
    }

    public mutating func feed(_ block: [UInt8]) {
        block.withUnsafeBytes { feed($0) }
    }

    /// Says that the last block has been fed: what is left is the last row, with or without a line end.
    public mutating func end() {
        ended = true
    }

    // MARK: Rows out

    /// Goes to the next whole row; `false` where it takes more bytes, or at the end.
    public mutating func next() throws(CSVError) -> Bool {
        if let failure { throw failure }
        count = 0
        do {
            return try advance()
        } catch {
            count = 0
            failure = error
            throw error
        }
    }

    private mutating func advance() throws(CSVError) -> Bool {
        guard ended || filled - start >= enough else { return false }
        if !begun {
            // A byte order mark has up to four bytes.
            guard ended || filled - start >= 4 else { return false }
            try skipByteOrderMark()
            begun = true
        }
        while start < filled {
            let separator: UInt8
            if let delimiter {
                separator = delimiter.rawValue
            } else {
                // Until the first row is whole, every look at it begins anew.
                guard let found = detectedDelimiter() else { return try waits() }
                delimiter = found
                separator = found.rawValue
            }
            guard try scan(separator) else { return try waits() }
            if count == 1, cells[0].start == cells[0].end, !cells[0].quoted {
                count = 0
                continue
            }
            row += 1
            enough = 0
            try fitWidth()
            for index in 0..<count where cells[index].doubled { halveQuotes(index) }
            if formulas == .neutralised { for index in 0..<count { dropApostrophe(index) } }
            return true
        }
        return false
    }

    /// The row is not whole: it is too long, or it takes more bytes.
    private mutating func waits() throws(CSVError) -> Bool {
        count = 0
        let held = filled - start
        if held > CSVLimits.row + 2 {
            throw .rowTooLong(CSVPlace(line: nextLine, row: row + 1, column: 1), limit: CSVLimits.row)
        }
        enough = min(held * 2, CSVLimits.row + 3)
        return false
    }

    // MARK: Cells

    /// The cell's bytes, valid within `body`. Columns count from 0 here, as indices do.
    public borrowing func withBytes<Value, Failure: Error>(
        _ column: Int, _ body: (Span<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        precondition(column >= 0 && column < count, "no such cell")
        let cell = cells[column]
        return try body(UnsafeBufferPointer(start: buffer + cell.start, count: cell.end - cell.start).span)
    }

    /// The cell as text.
    public borrowing func text(_ column: Int) -> String {
        precondition(column >= 0 && column < count, "no such cell")
        let cell = cells[column]
        return String(
            decoding: UnsafeBufferPointer(start: buffer + cell.start, count: cell.end - cell.start), as: UTF8.self)
    }

    public borrowing func isEmpty(_ column: Int) -> Bool {
        precondition(column >= 0 && column < count, "no such cell")
        return cells[column].start == cells[column].end
    }

    /// Every cell of the row.
    public var texts: [String] { (0..<count).map { text($0) } }

    // MARK: Scanning

    /// Finds the cells of the row at `start` and moves behind its line end; `false` where the row is not whole.
    private mutating func scan(_ separator: UInt8) throws(CSVError) -> Bool {
        let bytes = UnsafePointer(buffer)
        let end = filled
        let rowStart = start
        var at = rowStart
        var column = 0
        var lines = nextLine
        var high: UInt8 = 0
        var rowEnd = end

        func place() -> CSVPlace { CSVPlace(line: lines, row: row + 1, column: column + 1) }

        cells: while true {
            guard column < CSVLimits.columns else { throw .tooManyColumns(place(), limit: CSVLimits.columns) }
            var cell = Cell(start: at, end: at)
            if at < end, bytes[at] == quote {
                let opening = place()
                at += 1
                cell.start = at
                cell.quoted = true
                while true {
                    guard at < end else {
                        if ended { throw .unterminatedQuote(opening) }
                        return false
                    }
                    let byte = bytes[at]
                    if byte == quote {
                        guard at + 1 < end else {
                            if ended { break }
                            return false
                        }
                        guard bytes[at + 1] == quote else { break }
                        cell.doubled = true
                        at += 2
                        continue
                    }
                    if byte == lineFeed { lines += 1 }
                    if byte == 0 { throw .nul(place()) }
                    high |= byte
                    at += 1
                }
                cell.end = at
                at += 1
                if at < end, bytes[at] != separator, bytes[at] != lineFeed, bytes[at] != carriageReturn {
                    throw .textAfterQuote(place())
                }
            } else {
                // Letters, most digits apart, lie above every byte that means something.
                while at < end {
                    let byte = bytes[at]
                    if byte <= 0x3B,
                        byte == separator || byte == lineFeed || byte == carriageReturn || byte == quote
                            || byte == 0
                    {
                        break
                    }
                    high |= byte
                    at += 1
                }
                cell.end = at
            }
            guard cell.end - cell.start <= CSVLimits.cell else {
                throw .cellTooLong(place(), limit: CSVLimits.cell)
            }
            cells[column] = cell
            guard at < end else {
                guard ended else { return false }
                rowEnd = at
                break cells
            }
            switch bytes[at] {
            case separator:
                column += 1
                at += 1
            case lineFeed:
                rowEnd = at
                at += 1
                lines += 1
                break cells
            case carriageReturn:
                guard at + 1 < end || ended else { return false }
                guard at + 1 < end, bytes[at + 1] == lineFeed else { throw .bareReturn(place()) }
                rowEnd = at
                at += 2
                lines += 1
                break cells
            case quote: throw .quoteInText(place())
            default: throw .nul(place())
            }
        }
        guard rowEnd - rowStart <= CSVLimits.row else {
            throw .rowTooLong(CSVPlace(line: nextLine, row: row + 1, column: 1), limit: CSVLimits.row)
        }
        count = column + 1
        if high >= 0x80 { try checkUTF8() }
        line = nextLine
        nextLine = lines
        start = at
        return true
    }

    /// Holds the row to the first row's width.
    private mutating func fitWidth() throws(CSVError) {
        guard let width else {
            width = count
            return
        }
        guard count != width else { return }
        func place(_ column: Int) -> CSVPlace { CSVPlace(line: line, row: row, column: column) }
        if count > width {
            for index in width..<count where cells[index].start < cells[index].end {
                throw .tooManyCells(place(index + 1), found: count, expected: width)
            }
        } else {
            switch shortRows {
            case .refused: throw .tooFewCells(place(count), found: count, expected: width)
            case .filled:
                for index in count..<width { cells[index] = Cell(start: start, end: start) }
            }
        }
        count = width
    }

    /// Takes one of each two quotes out of a cell, in place.
    private func halveQuotes(_ index: Int) {
        let cell = cells[index]
        var to = cell.start
        var from = cell.start
        while from < cell.end {
            buffer[to] = buffer[from]
            from += buffer[from] == quote ? 2 : 1
            to += 1
        }
        cells[index].end = to
    }

    /// Takes off one apostrophe of those before a formula.
    private func dropApostrophe(_ index: Int) {
        var at = cells[index].start
        let end = cells[index].end
        guard at < end, buffer[at] == CSVFormulas.apostrophe else { return }
        while at < end, buffer[at] == CSVFormulas.apostrophe { at += 1 }
        if at < end, CSVFormulas.begins(with: buffer[at]) { cells[index].start += 1 }
    }

    /// Checks each cell of the row; line ends and delimiters are ASCII, so that none is cut.
    private func checkUTF8() throws(CSVError) {
        var line = nextLine
        for column in 0..<count {
            let cell = cells[column]
            let bytes = UnsafeBufferPointer(start: buffer + cell.start, count: cell.end - cell.start)
            if let wrong = UTF8Check.firstError(in: bytes) {
                for index in 0..<wrong where bytes[index] == lineFeed { line += 1 }
                throw .notUTF8(CSVPlace(line: line, row: row + 1, column: column + 1))
            }
            for byte in bytes where byte == lineFeed { line += 1 }
        }
    }

    // MARK: The beginning

    private mutating func skipByteOrderMark() throws(CSVError) {
        func begins(_ mark: [UInt8]) -> Bool {
            filled - start >= mark.count && mark.indices.allSatisfy { buffer[start + $0] == mark[$0] }
        }
        if begins([0xFF, 0xFE, 0, 0]) || begins([0, 0, 0xFE, 0xFF]) { throw .encoding(.utf32) }
        if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) { throw .encoding(.utf16) }
        if begins([0xEF, 0xBB, 0xBF]) { start += 3 }
    }

    /// The most frequent of the three outside quotes on the first line that has something on it, the comma where none
    /// is; `nil` where that line is not whole.
    private func detectedDelimiter() -> CSVDelimiter? {
        var counts = (comma: 0, semicolon: 0, tab: 0)
        var quoted = false
        var whole = ended
        var something = false
        for index in start..<filled {
            let byte = buffer[index]
            if byte == quote { quoted.toggle() }
            guard !quoted else {
                something = true
                continue
            }
            if byte == lineFeed {
                if something {
                    whole = true
                    break
                }
                continue
            }
            if byte != carriageReturn { something = true }
            switch byte {
            case CSVDelimiter.comma.rawValue: counts.comma += 1
            case CSVDelimiter.semicolon.rawValue: counts.semicolon += 1
            case CSVDelimiter.tab.rawValue: counts.tab += 1
            default: break
            }
        }
        guard whole else { return nil }
        let most = max(counts.comma, counts.semicolon, counts.tab)
        return most == counts.comma ? .comma : most == counts.semicolon ? .semicolon : .tab
    }
}

private let quote = UInt8(ascii: "\"")
private let lineFeed: UInt8 = 0x0A
private let carriageReturn: UInt8 = 0x0D
