import Primitives
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

/// The rows of a sheet that are not refused, in file order: some 32 bytes a row and their numbers, and no object each.
struct Candidates: Sendable {
    struct Row: Sendable {
        /// Of the file, from 1.
        let line: UInt32
        /// The first of its numbers, and how many it has, by their order in the file.
        let firstNumber: UInt32
        let numbers: UInt8
        let basis: UInt8
        /// Position in `DeclarationRules.classes`.
        let deviceClass: UInt16
        /// The model's row, −1 where none is known.
        let model: Int32
        /// −1 where none is known.
        let grams: Int32
        let quantity: Int32
        let units: Int64
    }

    private(set) var rows: [Row] = []
    /// Every number behind its length, as `PackedNumbers` has them.
    private(set) var numberBytes: [UInt8] = []
    /// Where each number's length stands.
    private(set) var numberStarts: [UInt32] = []

    mutating func append(_ row: Row) { rows.append(row) }

    mutating func append(number: [UInt8]) {
        numberStarts.append(UInt32(numberBytes.count))
        numberBytes.append(UInt8(number.count))
        numberBytes.append(contentsOf: number)
    }

    /// A number's bytes, without the length before them.
    func range(ofNumber number: Int) -> Range<Int> {
        let start = Int(numberStarts[number])
        return start + 1..<start + 1 + Int(numberBytes[start])
    }

    func number(_ number: Int) -> [UInt8] { Array(numberBytes[range(ofNumber: number)]) }

    func numbers(of row: Row) -> Range<Int> { Int(row.firstNumber)..<Int(row.firstNumber) + Int(row.numbers) }

    /// All of a row's numbers as its table keeps them.
    func packed(_ row: Row) -> Range<Int> {
        let numbers = numbers(of: row)
        let start = Int(numberStarts[numbers.lowerBound])
        return start..<range(ofNumber: numbers.upperBound - 1).upperBound
    }
}

/// The bounds of one declaration.
enum DeclarationLimits {
    static let rows = 10_000_000
    /// Refused rows, and duplicates, that are told one by one.
    static let toldOneByOne = 10_000
    static let quantity: ClosedRange<Int64> = 1...1_000_000
    static let owed: Int64 = 1_000_000_000_000_000
    /// Bytes of all identifiers: their places are kept in 32 bits.
    static let numberBytes = 4_000_000_000
}
