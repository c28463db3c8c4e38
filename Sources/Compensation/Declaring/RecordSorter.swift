import Glibc

/// Sorts records by their keys in bounded memory: what is too much for it goes to a spool in sorted runs, which are merged
/// when they are read. The order is that of the keys' bytes, the shorter first, then that of the values' bytes.
struct RecordSorter: ~Copyable {
    /// Where a record lies in `bytes`: one byte for the key's length, two for the value's, then both.
    fileprivate struct Slot {
        /// Eight bytes of the key behind what all keys of the run begin with, big-endian, 0 where it is shorter: most of the order,
        /// without a look at memory.
        var head: UInt64
        let start: UInt32
    }

    /// Bytes of a record before its key.
    fileprivate static let header = 3

    private let memoryMost: Int
    private var spool: Spool
    private var bytes: [UInt8] = []
    private var slots: [Slot] = []
    private var runs: [Int] = []
    /// Bytes with which all keys of this run begin.
    private var common = Int.max
    private(set) var count = 0

    init(_ scratch: Scratch) {
        memoryMost = scratch.memory
        spool = scratch.spool()
    }

    /// - Precondition: the key has at most 255 bytes, the value at most 65,535.
    mutating func add(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws {
        if bytes.count + slots.count * MemoryLayout<Slot>.stride > memoryMost { try flush() }
        slots.append(Slot(head: 0, start: UInt32(bytes.count)))
        bytes.append(UInt8(key.count))
        bytes.append(UInt8(truncatingIfNeeded: value.count))
        bytes.append(UInt8(value.count >> 8))
        bytes.append(contentsOf: key)
        bytes.append(contentsOf: value)
        if common > 0 { common = bytes.withUnsafeBytes { Self.shared(key, $0, min(common, key.count)) } }
        count += 1
    }

    mutating func add(_ key: [UInt8], _ value: UInt32) throws {
        try key.withUnsafeBytes { key in try withUnsafeBytes(of: value.bigEndian) { try add(key, $0) } }
    }

    private mutating func sort() {
        let (bytes, common) = (bytes, common)
        bytes.withUnsafeBytes { bytes in
            for index in slots.indices {
                let start = Int(slots[index].start)
                let key = start + Self.header..<start + Self.header + Int(bytes[start])
                slots[index].head = Self.head(UnsafeRawBufferPointer(rebasing: bytes[key].dropFirst(common)))
            }
            slots.sort { one, other in
                one.head == other.head
                    ? Self.order(bytes, Int(one.start), bytes, Int(other.start)) < 0 : one.head < other.head
            }
        }
    }

    private mutating func flush() throws {
        guard !slots.isEmpty else { return }
        sort()
        var length = 0
        let (bytes, slots) = (bytes, slots)
        try bytes.withUnsafeBytes { bytes in
            for slot in slots {
                let end = Int(slot.start) + Self.length(bytes, Int(slot.start))
                try spool.append(UnsafeRawBufferPointer(rebasing: bytes[Int(slot.start)..<end]))
                length += end - Int(slot.start)
            }
        }
        runs.append(length)
        self.bytes.removeAll(keepingCapacity: true)
        self.slots.removeAll(keepingCapacity: true)
        common = .max
    }

    /// Ends the adding.
    consuming func sorted() throws -> SortedRecords {
        guard !runs.isEmpty else {
            sort()
            return SortedRecords(count: count, bytes: bytes, slots: slots, runs: [], spooled: try spool.sealed())
        }
        try flush()
        let (count, runs) = (count, runs)
        return SortedRecords(count: count, bytes: [], slots: [], runs: runs, spooled: try spool.sealed())
    }

    // MARK: Bytes

    /// How many of its first bytes, at most `most`, a key has in common with the first record's.
    private static func shared(_ key: UnsafeRawBufferPointer, _ bytes: UnsafeRawBufferPointer, _ most: Int) -> Int {
        let most = min(most, Int(bytes[0]))
        var index = 0
        while index < most, key[index] == bytes[header + index] { index += 1 }
        return index
    }

    private static func head(_ key: UnsafeRawBufferPointer) -> UInt64 {
        if key.count >= 8 { return UInt64(bigEndian: key.loadUnaligned(as: UInt64.self)) }
        var head: UInt64 = 0
        for index in 0..<8 { head = head << 8 | (index < key.count ? UInt64(key[index]) : 0) }
        return head
    }

    fileprivate static func length(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Int {
        header + Int(bytes[at]) + Int(bytes[at + 1]) + Int(bytes[at + 2]) << 8
    }

    /// Below 0, 0 or above.
    fileprivate static func order(
        _ one: UnsafeRawBufferPointer, _ at: Int, _ other: UnsafeRawBufferPointer, _ otherAt: Int
    ) -> Int {
        let (keyOne, keyOther) = (Int(one[at]), Int(other[otherAt]))
        let (start, otherStart) = (at + header, otherAt + header)
        let keys = compare(one, start, other, otherStart, min(keyOne, keyOther))
        guard keys == 0 else { return keys }
        guard keyOne == keyOther else { return keyOne - keyOther }
        let (end, otherEnd) = (at + length(one, at), otherAt + length(other, otherAt))
        let (rest, otherRest) = (start + keyOne, otherStart + keyOther)
        let values = compare(one, rest, other, otherRest, min(end - rest, otherEnd - otherRest))
        guard values == 0 else { return values }
        return (end - rest) - (otherEnd - otherRest)
    }

    private static func compare(
        _ one: UnsafeRawBufferPointer, _ at: Int, _ other: UnsafeRawBufferPointer, _ otherAt: Int, _ count: Int
    ) -> Int {
        precondition(at + count <= one.count && otherAt + count <= other.count, "a record ends within its bytes")
        guard count > 0, let base = one.baseAddress, let otherBase = other.baseAddress else { return 0 }
        return Int(memcmp(base + at, otherBase + otherAt, count))
    }
}

/// Records in order. Several may read them, each with a cursor of its own.
struct SortedRecords: Sendable {
    let count: Int
    fileprivate let bytes: [UInt8]
    fileprivate let slots: [RecordSorter.Slot]
    /// Bytes of each run in `spooled`; none where all is in memory.
    fileprivate let runs: [Int]
    fileprivate let spooled: SpooledBytes

    func cursor() throws -> RecordCursor { try RecordCursor(self) }
}

/// Goes through sorted records from the first.
struct RecordCursor: ~Copyable {
    private let records: SortedRecords
    private var next = 0
    private var runs: [RunReader] = []
    /// A heap of positions in `runs`, the least record on top.
    private var heap: [Int] = []
    private var hasRead = false

    fileprivate init(_ records: SortedRecords) throws {
        self.records = records
        var start = 0
        for length in records.runs {
            let run = RunReader(records.spooled, from: start, bytes: length)
            guard try run.advance() else { preconditionFailure("a run holds a record") }
            runs.append(run)
            start += length
        }
        for index in runs.indices {
            heap.append(index)
            rise(heap.count - 1)
        }
    }

    /// Hands over the next record's key and value, valid within `body`; `false` at the end.
    mutating func next(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        if records.runs.isEmpty {
            guard next < records.slots.count else { return false }
            try records.bytes.withUnsafeBytes { try Self.split($0, Int(records.slots[next].start), body) }
            next += 1
            return true
        }
        if hasRead, let top = heap.first {
            if try !runs[top].advance() {
                heap[0] = heap[heap.count - 1]
                heap.removeLast()
            }
            sink()
        }
        hasRead = true
        guard let top = heap.first else { return false }
        try runs[top].record { try Self.split($0, 0, body) }
        return true
    }

    private static func split(
        _ bytes: UnsafeRawBufferPointer, _ at: Int,
        _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let start = at + RecordSorter.header
        let middle = start + Int(bytes[at])
        try body(
            UnsafeRawBufferPointer(rebasing: bytes[start..<middle]),
            UnsafeRawBufferPointer(rebasing: bytes[middle..<at + RecordSorter.length(bytes, at)]))
    }

    private func isBefore(_ one: Int, _ other: Int) -> Bool {
        runs[heap[one]].record { one in runs[heap[other]].record { RecordSorter.order(one, 0, $0, 0) < 0 } }
    }

    private mutating func rise(_ index: Int) {
        var index = index
        while index > 0, isBefore(index, (index - 1) / 2) {
            heap.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func sink() {
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2] where child < heap.count && isBefore(child, least) {
                least = child
            }
            guard least != index else { return }
            heap.swapAt(index, least)
            index = least
        }
    }
}

/// One run's records, one after the other.
private final class RunReader {
    private var reader: SpoolReader
    private var current: [UInt8] = []

    init(_ spooled: SpooledBytes, from start: Int, bytes: Int) {
        reader = SpoolReader(spooled, start..<start + bytes)
        current.reserveCapacity(512)
    }

    /// Goes to the next record; `false` at the end.
    func advance() throws -> Bool {
        guard !reader.isAtEnd else { return false }
        try reader.readRecord(into: &current)
        return true
    }

    func record<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        try current.withUnsafeBytes(body)
    }
}

extension SpoolReader {
    /// The next record, whole. In one call, so that whoever holds the reader is asked for it once.
    fileprivate mutating func readRecord(into record: inout [UInt8]) throws {
        record.removeAll(keepingCapacity: true)
        try read(RecordSorter.header) { record.append(contentsOf: $0) }
        let rest = record.withUnsafeBytes { RecordSorter.length($0, 0) } - RecordSorter.header
        try read(rest) { record.append(contentsOf: $0) }
    }
}
