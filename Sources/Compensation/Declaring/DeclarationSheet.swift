import Exchange
import Glibc
import Primitives
import Programmes
import Registry
import Sheets

/// The list of devices, block by block, from its beginning as often as is asked.
public struct DeclarationSheet: Sendable {
    /// Hands out the next block; `nil` at the end.
    public typealias Blocks = @Sendable () throws -> [UInt8]?

    private let open: @Sendable () throws -> Blocks

    public init(open: @escaping @Sendable () throws -> Blocks) { self.open = open }

    public init(_ bytes: [UInt8]) {
        self.init {
            let rest = BytesLeft(bytes)
            return { rest.next() }
        }
    }

    /// A file, read when it is asked for.
    ///
    /// - Throws: `FileRefusal`, from its blocks too.
    public init(path: String) {
        self.init {
            let file = try OpenFile(path)
            return { try file.next() }
        }
    }

    init(_ spooled: SpooledBytes) {
        self.init {
            let rest = SpoolLeft(spooled)
            return { try rest.next() }
        }
    }

    func blocks() throws -> Blocks { try open() }
}

/// A spool's blocks, one after the other. One task asks for them.
private final class SpoolLeft: @unchecked Sendable {  // used by the one reader that opened it
    private static let block = 1 << 16
    private var reader: SpoolReader

    init(_ spooled: SpooledBytes) { reader = spooled.reader() }

    func next() throws -> [UInt8]? {
        reader.left == 0 ? nil : try reader.read(min(Self.block, reader.left)) { [UInt8]($0) }
    }
}

/// A file's blocks, one after the other.
private final class OpenFile: Sendable {
    private static let block = 1 << 18
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileRefusal(.open, path) }
    }

    deinit { close(descriptor) }

    func next() throws -> [UInt8]? {
        let block = try [UInt8](unsafeUninitializedCapacity: Self.block) { buffer, count in
            var got = read(descriptor, buffer.baseAddress, Self.block)
            while got < 0 && errno == EINTR { got = read(descriptor, buffer.baseAddress, Self.block) }
            guard got >= 0 else { throw FileRefusal(.read, path) }
            count = got
        }
        return block.isEmpty ? nil : block
    }
}

/// Bytes handed out in blocks, none of them long. One task asks for them, one after the other.
private final class BytesLeft: @unchecked Sendable {  // used by the one reader that opened it
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    func next() -> [UInt8]? {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(1 << 16) }
        return Array(rest.prefix(1 << 16))
    }
}

/// Beneficiary, cost centre and purchase document of a row: each combination in a list is a declaration of its own.
struct Combination: Hashable, Sendable {
    let beneficiary: String
    let costCentre: String?
    let document: String
}

/// What a list came to before anyone asked which of its devices are live.
struct ReadList: Sendable {
    /// Rows of the list, its heading and its blank lines not counted.
    let count: Int
    /// Its candidates in the order of the file, and how many.
    let candidates: SpooledBytes
    let candidateCount: Int
    /// Every number of every candidate, with the candidate's position.
    let numbers: SortedRecords
    let combinations: [Combination]
    let refusals: Int
    /// The first refused rows.
    let refused: [RefusedRow]

    init(
        _ sheet: DeclarationSheet, _ mapping: DeclarationMapping, _ rules: DeclarationRules, _ scratch: Scratch,
        progress: ImportProgress? = nil
    ) async throws {
        var spool = scratch.spool()
        var sorter = scratch.sorter()
        var (count, candidates, refusals) = (0, 0, 0)
        var refused: [RefusedRow] = []
        var told = 0
        var reading = try SheetRows(sheet, mapping, rules)
        while try reading.next() {
            switch try reading.row() {
            case .success(let row):
                guard candidates < DeclarationLimits.rows else {
                    throw CompensationRefusal.tooManyRows(most: DeclarationLimits.rows)
                }
                try withUnsafeBytes(of: UInt32(candidates).bigEndian) { position in
                    try row.numbers.each { try sorter.add($0, position) }
                }
                try row.spool(to: &spool)
                candidates += 1
            case .failure(let refusal):
                refusals += 1
                if refused.count < DeclarationLimits.toldOneByOne {
                    refused.append(RefusedRow(line: reading.line, reason: refusal))
                }
            }
            count += 1
            guard count >= told + 1_024 else { continue }
            told = count
            progress?.say(.reading, count, of: nil)
            // Others want the thread too, and somebody may want this to end.
            try Task.checkCancellation()
            await Task.yield()
        }
        self.count = count
        self.candidates = try spool.sealed()
        candidateCount = candidates
        numbers = try sorter.sorted()
        combinations = reading.combinations
        self.refusals = refusals
        self.refused = refused
    }
}

/// A list's rows, one after the other, each as what it would declare or why it is refused.
struct SheetRows: ~Copyable {
    private let blocks: DeclarationSheet.Blocks
    private var reader: CSVReader
    private var maker: RowMaker
    private var hasEnded: Bool
    let heading: [String]

    /// A list to declare. Reads the heading.
    init(_ sheet: DeclarationSheet, _ mapping: DeclarationMapping, _ rules: DeclarationRules) throws {
        try self.init(sheet, rules) { (heading) throws(MappingRefusal) in try mapping.fitted(to: heading) }
    }

    /// A list of devices for the lines of a declaration.
    init(devices sheet: DeclarationSheet, _ mapping: DeclarationMapping, _ rules: DeclarationRules) throws {
        try self.init(sheet, rules) { (heading) throws(MappingRefusal) in try mapping.fitted(toDevices: heading) }
    }

    private init(
        _ sheet: DeclarationSheet, _ rules: DeclarationRules,
        _ fit: ([String]) throws(MappingRefusal) -> FittedMapping
    ) throws {
        let blocks = try sheet.blocks()
        var reader = CSVReader(formulas: .neutralised)
        var heading: [String]?
        var hasEnded = false
        while heading == nil {
            if try reader.next() {
                heading = reader.texts
            } else if hasEnded {
                throw MappingRefusal.noHeading
            } else if let block = try blocks() {
                reader.feed(block)
            } else {
                reader.end()
                hasEnded = true
            }
        }
        let maker = RowMaker(rules, try fit(heading ?? []))
        self.init(blocks, reader, maker, heading: heading ?? [], hasEnded: hasEnded)
    }

    private init(
        _ blocks: @escaping DeclarationSheet.Blocks, _ reader: consuming CSVReader, _ maker: RowMaker,
        heading: [String], hasEnded: Bool
    ) {
        self.blocks = blocks
        self.reader = reader
        self.maker = maker
        self.heading = heading
        self.hasEnded = hasEnded
    }

    var line: Int { reader.line }
    var combinations: [Combination] { maker.combinations }
    var texts: [String] { reader.texts }

    /// Goes to the next row that has anything in it; `false` at the end.
    mutating func next() throws -> Bool {
        while true {
            while try reader.next() {
                for column in 0..<reader.count where !reader.isEmpty(column) { return true }
            }
            guard !hasEnded else { return false }
            if let block = try blocks() {
                reader.feed(block)
            } else {
                reader.end()
                hasEnded = true
            }
        }
    }

    /// The row's cells by their fields.
    func cells() throws -> [DeclarationField: String] { try maker.cells(reader) }

    mutating func device() throws(RowRefusal) -> DeviceToAttach { try maker.device(reader) }

    /// - Throws: where the list has more combinations than one import may make declarations.
    mutating func row() throws -> Result<MadeRow, RowRefusal> { try maker.row(reader) }
}
