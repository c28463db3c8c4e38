import Programmes

/// The different numbers of a sheet in the order of their bytes, which is the order of the identity table, and what each
/// row needs of them.
///
/// A serial number of an unknown maker clashes with that number of every maker. These lie side by side, the unknown one
/// first, and make a *family*; any other number is a family of its own.
struct NumberTable: Sendable {
    /// What is live, in the database or by an earlier row; by key. The two of a family stand at its first key.
    struct Live: OptionSet, Sendable {
        let rawValue: UInt8
        static let number = Live(rawValue: 1)
        /// Any number of the family.
        static let family = Live(rawValue: 2)
        /// The family's serial number of an unknown maker.
        static let unknownMaker = Live(rawValue: 4)
    }

    /// The key of each number, by the number's order in the sheet: a key is a position among the different numbers.
    private let keys: [UInt32]
    /// One number of each key.
    private let numbers: [UInt32]
    /// The first key of each key's family.
    private let families: [UInt32]
    private let kinds: [Kind]

    private enum Kind: UInt8 {
        case other
        case serial
        case serialOfUnknownMaker
    }

    private struct Slot {
        /// The number's first eight bytes, big-endian, 0 where it is shorter: most of the order, without a look at memory.
        let head: UInt64
        let number: UInt32
    }

    init(_ candidates: Candidates) {
        let starts = candidates.numberStarts
        var keys = [UInt32](repeating: 0, count: starts.count)
        var numbers: [UInt32] = []
        var families: [UInt32] = []
        var kinds: [Kind] = []
        numbers.reserveCapacity(starts.count)
        families.reserveCapacity(starts.count)
        kinds.reserveCapacity(starts.count)
        candidates.numberBytes.withUnsafeBufferPointer { bytes in
            func range(_ number: UInt32) -> UnsafeBufferPointer<UInt8> {
                let start = Int(starts[Int(number)])
                return UnsafeBufferPointer(rebasing: bytes[start + 1..<start + 1 + Int(bytes[start])])
            }
            var entries: [Slot] = []
            entries.reserveCapacity(starts.count)
            for number in starts.indices {
                entries.append(Slot(head: Self.head(range(UInt32(number))), number: UInt32(number)))
            }
            entries.sort { one, other in
                one.head == other.head ? Self.order(range(one.number), range(other.number)) < 0 : one.head < other.head
            }
            for (index, entry) in entries.enumerated() {
                let number = range(entry.number)
                let isNew =
                    index == 0 || entries[index - 1].head != entry.head
                    || Self.order(range(entries[index - 1].number), number) != 0
                if isNew {
                    let kind = Self.kind(number)
                    var family = UInt32(numbers.count)
                    if kind != .other, let last = numbers.last, Self.isFamily(range(last), number) {
                        family = families[families.count - 1]
                    }
                    numbers.append(entry.number)
                    families.append(family)
                    kinds.append(kind)
                }
                keys[Int(entry.number)] = UInt32(numbers.count - 1)
            }
        }
        self.keys = keys
        self.numbers = numbers
        self.families = families
        self.kinds = kinds
    }

    /// How many different numbers there are.
    var count: Int { numbers.count }

    /// A number of this key, by its order in the sheet.
    func number(_ key: Int) -> Int { Int(numbers[key]) }

    func key(ofNumber number: Int) -> Int { Int(keys[number]) }

    func family(_ key: Int) -> Int { Int(families[key]) }

    func isSerial(_ key: Int) -> Bool { kinds[key] != .other }

    func isOfUnknownMaker(_ key: Int) -> Bool { kinds[key] == .serialOfUnknownMaker }

    /// Whether a device with this number would be one that is live.
    func clashes(_ key: Int, _ live: [Live]) -> Bool {
        switch kinds[key] {
        case .other: live[key].contains(.number)
        case .serial: live[key].contains(.number) || live[family(key)].contains(.unknownMaker)
        case .serialOfUnknownMaker: live[family(key)].contains(.family)
        }
    }

    func makeLive(_ key: Int, _ live: inout [Live]) {
        live[key].insert(.number)
        live[family(key)].insert(isOfUnknownMaker(key) ? [.family, .unknownMaker] : .family)
    }

    /// The verdicts of taking the rows one by one in file order: whether each is included. A row is a duplicate if any of its
    /// numbers is live; one that is left out makes nothing live.
    func included(_ candidates: Candidates, live: [Live]) -> [Bool] {
        var live = live
        return candidates.rows.map { row in
            let numbers = candidates.numbers(of: row)
            for number in numbers where clashes(key(ofNumber: number), live) { return false }
            for number in numbers { makeLive(key(ofNumber: number), &live) }
            return true
        }
    }

    // MARK: Bytes

    private static func head(_ number: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var head: UInt64 = 0
        for index in 0..<8 { head = head << 8 | (index < number.count ? UInt64(number[index]) : 0) }
        return head
    }

    /// As the database orders them: byte by byte, the shorter first.
    private static func order(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Int {
        for index in 0..<min(one.count, other.count) where one[index] != other[index] {
            return Int(one[index]) - Int(other[index])
        }
        return one.count - other.count
    }

    private static func kind(_ number: UnsafeBufferPointer<UInt8>) -> Kind {
        guard number[0] == 2 else { return .other }
        return number[number.count - 1] == 0 ? .serialOfUnknownMaker : .serial
    }

    /// Whether two serial numbers differ in their makers only.
    private static func isFamily(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard one[0] == 2, other[0] == 2 else { return false }
        for index in 0..<min(one.count, other.count) {
            guard one[index] == other[index] else { return false }
            if one[index] == 0 { return true }
        }
        return false
    }
}
