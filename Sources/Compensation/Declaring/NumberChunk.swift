/// Some numbers of a list in the order of their bytes, which is the order of the identity table.
struct NumberChunk: Sendable {
    private(set) var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    /// The candidate that each number belongs to, by its position in the list.
    private(set) var candidates: [UInt32] = []

    var count: Int { candidates.count }

    mutating func append(_ number: UnsafeRawBufferPointer, of candidate: UInt32) {
        bytes.append(contentsOf: number)
        ends.append(UInt32(bytes.count))
        candidates.append(candidate)
    }

    func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index]) }

    func number(_ index: Int) -> [UInt8] { Array(bytes[range(index)]) }

    /// Whether the number is the same as the one before it.
    func repeats(_ index: Int) -> Bool { index > 0 && bytes[range(index)] == bytes[range(index - 1)] }

    func isSerial(_ index: Int) -> Bool { bytes[range(index).lowerBound] == 2 }

    func isDocumentLine(_ index: Int) -> Bool { bytes[range(index).lowerBound] == 4 }

    /// Whether two serial numbers differ in their makers at most.
    func isFamily(_ one: Int, _ other: Int) -> Bool {
        guard isSerial(one), isSerial(other) else { return false }
        return bytes[range(one)].prefix { $0 != 0 }.elementsEqual(bytes[range(other)].prefix { $0 != 0 })
    }

    func isOfUnknownMaker(_ index: Int) -> Bool { isSerial(index) && bytes[range(index).upperBound - 1] == 0 }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        candidates.removeAll(keepingCapacity: true)
    }
}

extension RecordCursor {
    /// The next numbers, at most `most` of those whose candidate `isWanted`. Empty at the end.
    mutating func chunk(_ most: Int, where isWanted: (UInt32) -> Bool = { _ in true }) throws -> NumberChunk {
        var chunk = NumberChunk()
        while chunk.count < most {
            let found = try next { number, value in
                let candidate = UInt32(bigEndian: value.loadUnaligned(as: UInt32.self))
                if isWanted(candidate) { chunk.append(number, of: candidate) }
            }
            guard found else { break }
        }
        return chunk
    }
}

/// What is known of a number of which more than one row, or somebody's live device, wants to be the holder.
///
/// A serial number of an unknown maker clashes with that number of every maker. These lie side by side, the unknown one
/// first, and make a *family*, whose bits stand at its first number; any other number is a family of its own.
struct Contest: OptionSet, Sendable {
    let rawValue: UInt8

    static let serial = Contest(rawValue: 1)
    static let serialOfUnknownMaker = Contest(rawValue: 2)
    /// The number is live: by an earlier row, or by a device of the same customer.
    static let number = Contest(rawValue: 4)
    /// So is any number of the family.
    static let family = Contest(rawValue: 8)
    /// So is the family's serial number of an unknown maker.
    static let unknownMaker = Contest(rawValue: 16)
    /// The same three, by devices of other customers.
    static let foreignNumber = Contest(rawValue: 32)
    static let foreignFamily = Contest(rawValue: 64)
    static let foreignUnknownMaker = Contest(rawValue: 128)
}

/// What the database holds of a number, and of its family.
struct LiveNumber: Sendable {
    var number: Contest = []
    var family: Contest = []
}

/// What becomes of a candidate.
enum RowVerdict: UInt8, Sendable {
    case included = 0
    /// One of its numbers is live already, by an earlier row or a device of the same customer.
    case duplicate = 1
    /// One of its numbers is live by another customer's device.
    case underReview = 2
    /// It is of a later life, and none of its numbers is live in the life before.
    case lifeNotReached = 3
}

/// Finds the rows that meet over a number, and decides between them in the order of the file. Rows that meet nobody cost
/// nothing here.
struct Contests: ~Copyable {
    private var states: [Contest] = []
    /// The first number of each number's family.
    private var families: [UInt32] = []
    /// By candidate, the contested numbers of each.
    private var members: RecordSorter

    // The number that was taken last, and what it is in `states`, where it is contested.
    private var last: [UInt8] = []
    private var current: UInt32?
    private var family: UInt32?
    /// The family's only number so far, not contested.
    private var pending: (candidate: UInt32, kind: Contest) = (0, [])

    init(_ scratch: Scratch) { members = scratch.sorter() }

    /// Takes the next numbers in order, with what is live of them in the database.
    mutating func take(_ chunk: NumberChunk, live: [Int: LiveNumber]) throws {
        try chunk.bytes.withUnsafeBytes { bytes in
            for index in 0..<chunk.count {
                let number = UnsafeRawBufferPointer(rebasing: bytes[chunk.range(index)])
                let live = live.isEmpty ? nil : live[index]
                if index > 0 {
                    let before = UnsafeRawBufferPointer(rebasing: bytes[chunk.range(index - 1)])
                    try take(number, after: before, of: chunk.candidates[index], live)
                } else {
                    let last = last
                    try last.withUnsafeBytes { try take(number, after: $0, of: chunk.candidates[index], live) }
                }
            }
        }
        if chunk.count > 0 { last = chunk.number(chunk.count - 1) }
    }

    private mutating func take(
        _ number: UnsafeRawBufferPointer, after last: UnsafeRawBufferPointer, of candidate: UInt32, _ live: LiveNumber?
    ) throws {
        let shared = Self.shared(number, last)
        let isSame = number.count == last.count && shared == number.count
        let isFamily = isSame || Self.isFamily(last, number, shared)
        let kind = Self.kind(number)
        if !isFamily {
            (family, current) = (nil, nil)
            pending = (candidate, kind)
            guard live != nil else { return }
        } else if family == nil {
            let first = open(pending.kind)
            try members.add(pending.candidate.bytes, first)
            current = isSame ? first : nil
        } else if !isSame {
            current = nil
        }
        let state = current ?? open(kind)
        current = state
        try members.add(candidate.bytes, state)
        guard let live else { return }
        states[Int(state)].formUnion(live.number)
        states[Int(families[Int(state)])].formUnion(live.family)
    }

    private mutating func open(_ kind: Contest) -> UInt32 {
        let state = UInt32(states.count)
        states.append(kind)
        families.append(family ?? state)
        family = family ?? state
        return state
    }

    /// The verdicts of taking the rows one by one in the order of the file: a row is left out if any of its numbers is live,
    /// and then makes nothing live.
    ///
    /// - Parameter reached: the candidates that may have a device's later life; `nil` where it is everybody's first.
    consuming func decide(_ count: Int, reached: Set<UInt32>?) throws -> [RowVerdict] {
        var verdicts = [RowVerdict](repeating: reached == nil ? .included : .lifeNotReached, count: count)
        for candidate in reached ?? [] { verdicts[Int(candidate)] = .included }
        var cursor = try members.sorted().cursor()
        var state = ContestStates(states, families)
        var candidate: UInt32 = 0
        var numbers: [UInt32] = []
        var hasNext = true
        while hasNext {
            var next = candidate
            var number: UInt32 = 0
            hasNext = try cursor.next { key, value in
                next = UInt32(bigEndian: key.loadUnaligned(as: UInt32.self))
                number = UInt32(bigEndian: value.loadUnaligned(as: UInt32.self))
            }
            if !numbers.isEmpty, !hasNext || next != candidate {
                if verdicts[Int(candidate)] == .included { verdicts[Int(candidate)] = state.verdict(numbers) }
                numbers.removeAll(keepingCapacity: true)
            }
            candidate = next
            numbers.append(number)
        }
        return verdicts
    }

    private static func kind(_ number: UnsafeRawBufferPointer) -> Contest {
        guard number[0] == 2 else { return [] }
        return number[number.count - 1] == 0 ? .serialOfUnknownMaker : .serial
    }

    /// Whether two serial numbers differ in their makers only, by how many bytes they begin with in common.
    private static func isFamily(
        _ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer, _ shared: Int
    ) -> Bool {
        guard shared > 0, one[0] == 2 else { return false }
        for index in 0..<shared where one[index] == 0 { return true }
        return false
    }

    /// How many bytes they begin with in common.
    private static func shared(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Int {
        let most = min(one.count, other.count)
        var index = 0
        while index + 8 <= most {
            let differing =
                one.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                ^ other.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard differing == 0 else { return index + UInt64(littleEndian: differing).trailingZeroBitCount / 8 }
            index += 8
        }
        while index < most, one[index] == other[index] { index += 1 }
        return index
    }
}

/// What is live of contested numbers while rows are decided one by one.
private struct ContestStates {
    private var states: [Contest]
    private let families: [UInt32]

    init(_ states: [Contest], _ families: [UInt32]) {
        self.states = states
        self.families = families
    }

    mutating func verdict(_ numbers: [UInt32]) -> RowVerdict {
        var isForeign = false
        for number in numbers {
            let state = states[Int(number)]
            let family = states[Int(families[Int(number)])]
            if state.contains(.serialOfUnknownMaker) {
                if family.contains(.family) { return .duplicate }
                if family.contains(.foreignFamily) { isForeign = true }
            } else {
                if state.contains(.number) { return .duplicate }
                if state.contains(.foreignNumber) { isForeign = true }
                guard state.contains(.serial) else { continue }
                if family.contains(.unknownMaker) { return .duplicate }
                if family.contains(.foreignUnknownMaker) { isForeign = true }
            }
        }
        if isForeign { return .underReview }
        for number in numbers {
            states[Int(number)].insert(.number)
            let isUnknown = states[Int(number)].contains(.serialOfUnknownMaker)
            states[Int(families[Int(number)])].formUnion(isUnknown ? [.family, .unknownMaker] : .family)
        }
        return .included
    }
}

extension UInt32 {
    fileprivate var bytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
