/// What is drawn, from a piece's or a page's upper left corner: `x` to the right, `y` down.
enum Mark {
    /// `y` is the foot of the letters.
    case text(String, TextStyle, x: Double, y: Double)
    case fill(Ink, x: Double, y: Double, width: Double, height: Double)
    case code(QRCode, x: Double, y: Double, side: Double)
    case link(String, x: Double, y: Double, width: Double, height: Double)

    func moved(_ right: Double, _ down: Double) -> Mark {
        switch self {
        case .text(let text, let style, let x, let y): .text(text, style, x: x + right, y: y + down)
        case .fill(let ink, let x, let y, let width, let height):
            .fill(ink, x: x + right, y: y + down, width: width, height: height)
        case .code(let code, let x, let y, let side): .code(code, x: x + right, y: y + down, side: side)
        case .link(let address, let x, let y, let width, let height):
            .link(address, x: x + right, y: y + down, width: width, height: height)
        }
    }
}

/// What is never parted.
struct Piece {
    let height: Double
    var marks: [Mark] = []
    /// Whether it may not be the last on a page.
    var staysWithNext = false
    /// White that a page does not begin with.
    var isSpace = false
    /// The marks of a table's heading and their height, which a page repeats that begins here.
    var repeated: (height: Double, marks: [Mark])?
}

/// Brings blocks into pieces, and pieces onto pages.
struct PageLayout {
    static let pagesMax = 2_000

    let measures: FontMeasures

    // MARK: - Pieces

    func pieces(of blocks: [Block], width: Double) throws(TypesettingError) -> [Piece] {
        var pieces: [Piece] = []
        for block in blocks { pieces += try self.pieces(of: block, width: width) }
        return pieces
    }

    private func pieces(of block: Block, width: Double) throws(TypesettingError) -> [Piece] {
        switch block {
        case .text(let text, let style, let alignment):
            return try lines(of: text, style, alignment, width: width, staysWithNext: false)
        case .heading(let text, let style):
            return try lines(of: text, style, .left, width: width, staysWithNext: true)
        case .space(let height): return [Piece(height: height, staysWithNext: false, isSpace: true)]
        case .rule(let ink, let weight):
            return [Piece(height: weight, marks: [.fill(ink, x: 0, y: 0, width: width, height: weight)])]
        case .band(let blocks, let ground, let inset):
            let inner = stacked(try pieces(of: blocks, width: width - 2 * inset))
            let height = inner.height + 2 * inset
            return [
                Piece(
                    height: height,
                    marks: [.fill(ground, x: 0, y: 0, width: width, height: height)]
                        + inner.marks.map { $0.moved(inset, inset) })
            ]
        case .columns(let columns, let gap): return [try piece(of: columns, gap: gap, width: width)]
        case .code(let code, let side):
            return [Piece(height: side, marks: [.code(code, x: 0, y: 0, side: side)])]
        case .link(let text, let style, let address):
            var pieces = try lines(of: text, style, .left, width: width, staysWithNext: false)
            for index in pieces.indices {
                pieces[index].marks.append(.link(address, x: 0, y: 0, width: width, height: style.leading))
            }
            return pieces
        case .table(let table): return try pieces(of: table, width: width)
        }
    }

    /// Where letters stand in a line: four fifths of what is not white above and below.
    private func foot(_ style: TextStyle) -> Double { (style.leading - style.size) / 2 + style.size * 0.8 }

    private func lines(
        of text: String, _ style: TextStyle, _ alignment: Alignment, width: Double, staysWithNext: Bool
    ) throws(TypesettingError) -> [Piece] {
        let lines = try measures.lines(of: text, style, width: width)
        return lines.enumerated().map { index, line in
            let x: Double =
                switch alignment {
                case .left: 0
                case .right: width - measures.width(of: line, style)
                }
            // No line of a text alone, neither the first nor the last.
            let isPaired = lines.count > 1 && (index == 0 || index == lines.count - 2)
            return Piece(
                height: style.leading, marks: [.text(line, style, x: x, y: foot(style))],
                staysWithNext: staysWithNext || isPaired)
        }
    }

    private func stacked(_ pieces: [Piece]) -> Piece {
        var height = 0.0
        var marks: [Mark] = []
        for piece in pieces {
            marks += piece.marks.map { $0.moved(0, height) }
            height += piece.height
        }
        return Piece(height: height, marks: marks)
    }

    private func piece(of columns: [Column], gap: Double, width: Double) throws(TypesettingError) -> Piece {
        let fixed = columns.compactMap(\.width).reduce(0, +)
        let free = columns.count { $0.width == nil }
        let share = (width - fixed - gap * Double(columns.count - 1)) / Double(max(1, free))
        var marks: [Mark] = []
        var (x, height) = (0.0, 0.0)
        for column in columns {
            let wide = column.width ?? share
            let piece = stacked(try pieces(of: column.blocks, width: wide))
            marks += piece.marks.map { $0.moved(x, 0) }
            height = max(height, piece.height)
            x += wide + gap
        }
        return Piece(height: height, marks: marks)
    }

    // MARK: - Tables

    private static let (columnGap, rowInset, headingWeight, rowWeight) = (10.0, 3.0, 0.75, 0.25)

    private func pieces(of table: Table, width: Double) throws(TypesettingError) -> [Piece] {
        let shares = table.headings.map(\.share).reduce(0, +)
        let room = width - Self.columnGap * Double(table.headings.count - 1)
        let widths = table.headings.map { room * $0.share / shares }
        func row(_ cells: [[String]], _ style: TextStyle, weight: Double) throws(TypesettingError) -> Piece {
            var marks: [Mark] = []
            var (x, height) = (0.0, 0.0)
            for (index, texts) in cells.enumerated() {
                var pieces: [Piece] = []
                for text in texts {
                    pieces += try lines(
                        of: text, style, table.headings[index].alignment, width: widths[index], staysWithNext: false)
                }
                let piece = stacked(pieces)
                marks += piece.marks.map { $0.moved(x, Self.rowInset) }
                height = max(height, piece.height)
                x += widths[index] + Self.columnGap
            }
            height += 2 * Self.rowInset
            marks.append(.fill(table.ink, x: 0, y: height, width: width, height: weight))
            return Piece(height: height + weight, marks: marks)
        }
        var heading = try row(table.headings.map(\.texts), table.headingStyle, weight: Self.headingWeight)
        heading.staysWithNext = true
        var pieces = [heading]
        for cells in table.rows {
            var piece = try row(cells.map { [$0] }, table.style, weight: Self.rowWeight)
            piece.repeated = (heading.height, heading.marks)
            pieces.append(piece)
        }
        return pieces
    }

    // MARK: - Pages

    /// - Parameter height: of a page between its margins.
    /// - Parameter foot: of the first page.
    func pages(of pieces: [Piece], foot: [Piece], height: Double) throws(TypesettingError) -> [[Mark]] {
        let last = stacked(foot)
        guard last.height < height, pieces.allSatisfy({ $0.height <= height }) else { throw .tooHigh }
        var pages = [last.marks.map { $0.moved(0, height - last.height) }]
        var y = 0.0
        var room = height - last.height
        for (index, piece) in pieces.enumerated() {
            // What is held together goes to the next page in whole, unless it is there already or no page holds it.
            var end = index
            var needed = piece.height
            while pieces[end].staysWithNext, end + 1 < pieces.count {
                end += 1
                needed += pieces[end].height
            }
            let isHeld = index > 0 && pieces[index - 1].staysWithNext
            if y > 0, y + piece.height > room || !isHeld && y + needed > room && needed <= height {
                guard pages.count < Self.pagesMax else { throw .tooManyPages(most: Self.pagesMax) }
                pages.append([])
                (y, room) = (0, height)
                if let repeated = piece.repeated {
                    pages[pages.count - 1] += repeated.marks
                    y = repeated.height
                }
            } else if y == 0, pages.count == 1, piece.height > room {
                // The foot leaves no room for it on the first page.
                pages.append([])
                room = height
            }
            if piece.isSpace, y == 0 { continue }
            pages[pages.count - 1] += piece.marks.map { $0.moved(0, y) }
            y += piece.height
        }
        return pages
    }
}
