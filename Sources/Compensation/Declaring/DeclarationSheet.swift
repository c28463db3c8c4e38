import Sheets

/// The list of devices: CSV (RFC 4180, UTF-8), read once, block by block.
public struct DeclarationSheet: Sendable {
    private let whole: [UInt8]
    private let next: @Sendable () throws -> [UInt8]?

    public init(_ bytes: [UInt8]) {
        whole = bytes
        next = { nil }
    }

    /// - Parameter next: the next block of the file; `nil` at its end.
    public init(next: @escaping @Sendable () throws -> [UInt8]?) {
        whole = []
        self.next = next
    }

    /// The file block by block, none of them long.
    struct Blocks {
        fileprivate var rest: ArraySlice<UInt8>
        fileprivate let more: @Sendable () throws -> [UInt8]?

        mutating func next() throws -> ArraySlice<UInt8>? {
            if rest.isEmpty {
                guard let block = try more() else { return nil }
                rest = block[...]
            }
            defer { rest = rest.dropFirst(1 << 16) }
            return rest.prefix(1 << 16)
        }
    }

    var blocks: Blocks { Blocks(rest: whole[...], more: next) }
}

/// What a sheet came to before anyone asked which of its devices are live.
struct ReadSheet: Sendable {
    /// Rows of the sheet, its heading and its blank lines not counted.
    var count = 0
    var candidates = Candidates()
    var refusals = 0
    /// The first of them.
    var refused: [RefusedRow] = []

    init() {}

    init(_ sheet: DeclarationSheet, _ mapping: DeclarationMapping, _ rules: DeclarationRules) async throws {
        var reader = CSVReader()
        var maker: RowMaker?
        var blocks = sheet.blocks
        while let block = try blocks.next() {
            block.withUnsafeBytes { reader.feed($0) }
            try Self.drain(&reader, &maker, mapping, rules)
            // Others want the thread too.
            await Task.yield()
        }
        reader.end()
        try Self.drain(&reader, &maker, mapping, rules)
        guard let maker else { throw MappingRefusal.noHeading }
        self = maker.sheet
    }

    private static func drain(
        _ reader: inout CSVReader, _ maker: inout RowMaker?, _ mapping: DeclarationMapping, _ rules: DeclarationRules
    ) throws {
        while try reader.next() {
            if maker == nil {
                maker = RowMaker(rules, try mapping.fitted(to: reader.texts))
            } else {
                try maker?.take(reader)
            }
        }
    }

    func tally(_ included: [Bool]) -> DeclareTally {
        var lines: [Int] = []
        var duplicates = 0
        for (row, isIncluded) in zip(candidates.rows, included) where !isIncluded {
            duplicates += 1
            if lines.count < DeclarationLimits.toldOneByOne { lines.append(Int(row.line)) }
        }
        return DeclareTally(
            rows: count, included: included.count - duplicates, duplicates: duplicates, duplicateLines: lines,
            refusals: refusals, refused: refused)
    }
}
