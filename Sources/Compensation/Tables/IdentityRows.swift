import Programmes
import Storage

/// The identities of one programme, over all its versions, and one life: within it a number is live at most once.
struct IdentityScope: Hashable, Sendable {
    let programme: Int64
    let life: Int

    /// Those of the life before; `nil` for a first life.
    var before: IdentityScope? { life == 1 ? nil : IdentityScope(programme: programme, life: life - 1) }
}

/// A number in the table that clashes with one of a list's, by that number's place in its chunk.
struct NumberHolder: Sendable {
    enum Found: Sendable {
        /// The number itself.
        case number
        /// The same serial number of an unknown maker.
        case unknownMaker
        /// The same serial number of whatever maker, which the list leaves open.
        case family
    }

    let index: Int
    let found: Found
    let device: Int64
}

extension Connection {
    /// Every number in the table that one of the chunk's clashes with. Of numbers that repeat the first is meant.
    func holders(
        of chunk: NumberChunk, _ indices: Range<Int>? = nil, in scope: IdentityScope
    ) throws -> [NumberHolder] {
        let batch = 256
        let indices = indices ?? 0..<chunk.count
        var holders: [NumberHolder] = []
        for start in stride(from: indices.lowerBound, to: indices.upperBound, by: batch) {
            let part = start..<min(start + batch, indices.upperBound)
            // A list of numbers that lie where nothing is yet, as those of new devices often do, needs no more than this.
            guard try hasNumbers(around: part, chunk) else { continue }
            try find(part, chunk, in: scope, &holders)
        }
        return holders
    }

    private func hasNumbers(around indices: Range<Int>, _ chunk: NumberChunk) throws -> Bool {
        let first = chunk.number(indices.lowerBound)
        let last = chunk.number(indices.upperBound - 1)
        let (from, to) = (Family(first)?.prefix ?? first, Family(last)?.end ?? last + [0])
        return try !run("SELECT 1 FROM identity WHERE number >= \(from) AND number < \(to) LIMIT 1").isEmpty
    }

    private func find(
        _ indices: Range<Int>, _ chunk: NumberChunk, in scope: IdentityScope, _ holders: inout [NumberHolder]
    ) throws {
        var sought: [[UInt8]: (index: Int, found: NumberHolder.Found)] = [:]
        for index in indices where !chunk.repeats(index) {
            let number = chunk.number(index)
            sought[number] = (index, .number)
            guard chunk.isSerial(index), let family = Family(number) else { continue }
            if chunk.isOfUnknownMaker(index) {
                try each(
                    """
                    SELECT device FROM identity WHERE number >= \(family.prefix) AND number < \(family.end)
                        AND programme = \(scope.programme) AND life = \(scope.life)
                    """
                ) { holders.append(NumberHolder(index: index, found: .family, device: try $0.integer(at: 0))) }
            } else if sought[family.prefix] == nil {
                sought[family.prefix] = (index, .unknownMaker)
            }
        }
        for list in Self.lists(of: Array(sought.keys)) {
            try each(
                """
                SELECT number, device FROM identity
                WHERE number IN (\(list: list)) AND programme = \(scope.programme) AND life = \(scope.life)
                """
            ) { row in
                guard let (index, found) = sought[try row.blob(at: 0)] else { return }
                holders.append(NumberHolder(index: index, found: found, device: try row.integer(at: 1)))
            }
        }
    }

    /// Lists of few lengths, so that few statements are prepared; the last of each may stand more than once.
    static func lists(of numbers: [[UInt8]]) -> [[[UInt8]]] {
        stride(from: 0, to: numbers.count, by: 256).map { start in
            var list = Array(numbers[start..<min(start + 256, numbers.count)])
            var length = 1
            while length < list.count { length *= 4 }
            if let last = list.last { list += Array(repeating: last, count: length - list.count) }
            return list
        }
    }

    /// Inserts numbers in the table's order.
    ///
    /// - Parameter device: the device that is to hold a number, by the number's candidate.
    /// - Returns: the places in the chunk of those that somebody holds already.
    func insertIdentities(
        _ chunk: NumberChunk, in scope: IdentityScope, device: (UInt32) -> Int64
    ) throws -> [Int] {
        try chunk.bytes.withUnsafeBytes { bytes in
            try bulkInsert(
                into: "identity", columns: ["number", "programme", "life", "device"], onConflict: .ignore
            ) { insert in
                for index in 0..<chunk.count {
                    try insert.blob(UnsafeRawBufferPointer(rebasing: bytes[chunk.range(index)]))
                    try insert.integer(scope.programme)
                    try insert.integer(Int64(scope.life))
                    try insert.integer(device(chunk.candidates[index]))
                    try insert.endRow()
                }
            }
        }
    }

    /// Frees numbers, as far as these devices hold them.
    func deleteIdentities(_ numbers: [[UInt8]], of devices: Range<Int64>) throws {
        for list in Self.lists(of: numbers) {
            try run(
                """
                DELETE FROM identity WHERE number IN (\(list: list))
                    AND device >= \(devices.lowerBound) AND device < \(devices.upperBound)
                """)
        }
    }

    /// Numbers of these devices behind `number`, in order. It looks at the whole table: for what a crash left.
    func identities(of devices: Range<Int64>, after number: [UInt8], most: Int) throws -> [[UInt8]] {
        try run(
            """
            SELECT number FROM identity WHERE number > \(number)
                AND device >= \(devices.lowerBound) AND device < \(devices.upperBound)
            ORDER BY number LIMIT \(most)
            """
        ).map { try $0.blob(at: 0) }
    }
}

/// Where the serial numbers lie that differ in their makers only.
private struct Family {
    let prefix: [UInt8]
    /// Before which they end.
    let end: [UInt8]

    /// `nil` for a number of another kind.
    init?(_ number: [UInt8]) {
        guard number[0] == 2, let zero = number.firstIndex(of: 0) else { return nil }
        prefix = Array(number[...zero])
        end = prefix.dropLast() + [1]
    }
}
