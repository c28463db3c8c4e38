import Programmes

/// Which basis gave a row its mass, as its table has it.
enum BasisColumn: Int64, Sendable {
    case stated = 0
    case model = 1
    case deviceClass = 2
    /// Under a programme by piece, where no mass is known.
    case none = 3

    init(_ basis: MassBasis) {
        switch basis {
        case .stated: self = .stated
        case .model: self = .model
        case .deviceClass: self = .deviceClass
        }
    }
}

/// A row of a list that is not refused. Some 60 bytes in a spool, its numbers behind it, and no object.
struct Candidate: BitwiseCopyable, Sendable {
    let units: Int64
    /// Of the file, from 1.
    let line: UInt32
    /// Position in `ReadList.combinations`.
    let combination: UInt32
    /// The model's row, −1 where none is known.
    let model: Int32
    /// −1 where none is known.
    let grams: Int32
    let quantity: Int32
    /// Position in `DeclarationRules.classes`.
    let deviceClass: UInt16
    /// Bytes of its numbers, each behind its length, as `PackedNumbers` has them.
    let packed: UInt16
    let basis: UInt8

    static let byteCount = MemoryLayout<Candidate>.size

    /// Before the first one.
    static let none = Candidate(
        units: 0, line: 0, combination: 0, model: -1, grams: -1, quantity: 0, deviceClass: 0, packed: 0, basis: 3)
}

/// The candidates of a list in some order.
enum CandidateRows: Sendable {
    /// One behind the other.
    case spooled(SpooledBytes)
    /// Each as the value of its key.
    case sorted(SortedRecords)

    func reader() throws -> CandidateReader {
        switch self {
        case .spooled(let bytes): CandidateReader(bytes.reader(), nil)
        case .sorted(let records): CandidateReader(nil, try records.cursor())
        }
    }
}

/// Goes through candidates one after the other.
struct CandidateReader: ~Copyable {
    /// The candidate that `next` came to, and its packed numbers.
    private(set) var candidate = Candidate.none
    private(set) var packed: [UInt8] = []
    private let isSpooled: Bool
    private var spool: SpoolReader?
    private var cursor: RecordCursor?

    fileprivate init(_ spool: consuming SpoolReader?, _ cursor: consuming RecordCursor?) {
        isSpooled = spool != nil
        self.spool = spool
        self.cursor = cursor
        packed.reserveCapacity(256)
    }

    /// Goes to the next candidate, and leaves its numbers unread.
    ///
    /// - Precondition: there is one, in a spool.
    mutating func skipNumbers() throws {
        try spool?.read(Candidate.byteCount) { candidate = $0.loadUnaligned(as: Candidate.self) }
        try spool?.read(Int(candidate.packed)) { _ in }
    }

    /// Goes to the next candidate; `false` at the end.
    mutating func next() throws -> Bool {
        packed.removeAll(keepingCapacity: true)
        guard isSpooled else {
            return try cursor?.next { _, value in
                candidate = value.loadUnaligned(as: Candidate.self)
                packed.append(contentsOf: value[Candidate.byteCount...])
            } ?? false
        }
        guard spool?.isAtEnd == false else { return false }
        try spool?.read(Candidate.byteCount) { candidate = $0.loadUnaligned(as: Candidate.self) }
        try spool?.read(Int(candidate.packed)) { packed.append(contentsOf: $0) }
        return true
    }
}

/// The bounds of one list.
enum DeclarationLimits {
    static let rows = 10_000_000
    /// Combinations of beneficiary, cost centre and purchase document: each is a declaration of its own.
    static let combinations = 10_000
    /// Refused rows, and duplicates, that are told one by one.
    static let toldOneByOne = 10_000
    static let quantity: ClosedRange<Int64> = 1...1_000_000
    static let owed: Int64 = 1_000_000_000_000_000
}
