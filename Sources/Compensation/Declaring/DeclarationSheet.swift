import Exchange
import Glibc
import Primitives
import Programmes
import Registry
import Sheets
import Synchronization

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

    /// A file, opened when it is first asked for and once only: what is read again is the same file, also where its name is
    /// gone since.
    ///
    /// - Throws: `FileRefusal`, from its blocks too; also where the file changed meanwhile.
    public init(path: String) {
        let file = OpenFile(path)
        self.init { try file.blocks() }
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

/// A file that is read from its beginning as often as is asked, as it was when it was first opened.
private final class OpenFile: Sendable {
    private static let block = 1 << 18
    private let path: String
    private let opened = Mutex<Opened?>(nil)

    private struct Opened {
        let descriptor: Int32
        let size: Int
        let changed: timespec
    }

    init(_ path: String) { self.path = path }

    deinit {
        opened.withLock { if let opened = $0 { close(opened.descriptor) } }
    }

    func blocks() throws -> DeclarationSheet.Blocks {
        let file = try open()
        let offset = Mutex(0)
        return { [self] in try offset.withLock { try next(file, &$0) } }
    }

    private func open() throws -> Opened {
        try opened.withLock { opened in
            if let opened { return opened }
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileRefusal(.open, path) }
            let status = try status(descriptor)
            let found = Opened(descriptor: descriptor, size: Int(status.st_size), changed: status.st_mtim)
            opened = found
            return found
        }
    }

    private func next(_ file: Opened, _ offset: inout Int) throws -> [UInt8]? {
        guard offset < file.size else {
            let now = try status(file.descriptor)
            guard Int(now.st_size) == file.size, now.st_mtim.tv_sec == file.changed.tv_sec,
                now.st_mtim.tv_nsec == file.changed.tv_nsec
            else { throw FileRefusal(.read, path, code: ESTALE) }
            return nil
        }
        let most = min(Self.block, file.size - offset)
        let block = try [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            var got = pread(file.descriptor, buffer.baseAddress, most, off_t(offset))
            while got < 0 && errno == EINTR {
                got = pread(file.descriptor, buffer.baseAddress, most, off_t(offset))
            }
            guard got >= 0 else { throw FileRefusal(.read, path) }
            // It was cut short meanwhile.
            guard got > 0 else { throw FileRefusal(.read, path, code: ESTALE) }
            count = got
        }
        offset += block.count
        return block
    }

    private func status(_ descriptor: Int32) throws -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileRefusal(.read, path) }
        return status
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

/// Beneficiary, cost centre and purchase document of a row: each combination in a list is a declaration of its own. They are
/// compared byte by byte, as the journal does.
struct Combination: Hashable, Sendable {
    let beneficiary: String
    let costCentre: String?
    let document: String

    private var bytes: [[UInt8]?] {
        [Array(beneficiary.utf8), costCentre.map { Array($0.utf8) }, Array(document.utf8)]
    }

    static func == (one: Combination, other: Combination) -> Bool { one.bytes == other.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
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
    var delimiter: CSVDelimiter { reader.delimiter ?? .comma }

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
