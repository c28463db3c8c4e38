import Programmes
import Storage

/// The identities of one programme, over all its versions, and one life: within it a number is live at most once.
struct IdentityScope: Hashable, Sendable {
    let programme: Int64
    let life: Int
}

/// A number in the table that clashes with one of a sheet's, by the sheet's key.
struct NumberHolder: Sendable {
    enum Found: Sendable {
        /// The number itself.
        case number
        /// The same serial number of an unknown maker.
        case unknownMaker
        /// The same serial number of whatever maker, which the sheet leaves open.
        case family
    }

    let key: Int
    let found: Found
    let device: Int64
}

extension NumberTable {
    /// What is live in the database.
    func live(_ holders: [NumberHolder]) -> [Live] {
        var live = [Live](repeating: [], count: count)
        for holder in holders {
            switch holder.found {
            case .number: makeLive(holder.key, &live)
            case .unknownMaker: live[family(holder.key)].insert([.family, .unknownMaker])
            case .family: live[family(holder.key)].insert(.family)
            }
        }
        return live
    }
}

extension Connection {
    /// Every number in the table that one of `keys` clashes with. `keys` ascend.
    func holders(
        of keys: Range<Int>, _ table: NumberTable, _ candidates: Candidates, in scope: IdentityScope
    ) throws -> [NumberHolder] {
        let batch = 256
        var holders: [NumberHolder] = []
        for start in stride(from: keys.lowerBound, to: keys.upperBound, by: batch) {
            let keys = start..<min(start + batch, keys.upperBound)
            // A sheet of numbers that lie where nothing is yet, as those of new devices often do, needs no more than this.
            guard try hasNumbers(around: keys, table, candidates) else { continue }
            try find(keys, table, candidates, in: scope, &holders)
        }
        return holders
    }

    private func hasNumbers(around keys: Range<Int>, _ table: NumberTable, _ candidates: Candidates) throws -> Bool {
        let first = candidates.number(table.number(keys.lowerBound))
        let last = candidates.number(table.number(keys.upperBound - 1))
        let (from, to) = (Family(first)?.prefix ?? first, Family(last)?.end ?? last + [0])
        return try !run("SELECT 1 FROM identity WHERE number >= \(from) AND number < \(to) LIMIT 1").isEmpty
    }

    private func find(
        _ keys: Range<Int>, _ table: NumberTable, _ candidates: Candidates, in scope: IdentityScope,
        _ holders: inout [NumberHolder]
    ) throws {
        var sought: [[UInt8]: (key: Int, found: NumberHolder.Found)] = [:]
        for key in keys {
            let number = candidates.number(table.number(key))
            sought[number] = (key, .number)
            guard table.isSerial(key), let family = Family(number) else { continue }
            if table.isOfUnknownMaker(key) {
                try each(
                    """
                    SELECT device FROM identity WHERE number >= \(family.prefix) AND number < \(family.end)
                        AND programme = \(scope.programme) AND life = \(scope.life)
                    """
                ) { holders.append(NumberHolder(key: key, found: .family, device: try $0.integer(at: 0))) }
            } else if sought[family.prefix] == nil {
                sought[family.prefix] = (key, .unknownMaker)
            }
        }
        for list in Self.lists(of: Array(sought.keys)) {
            try each(
                """
                SELECT number, device FROM identity
                WHERE number IN (\(list: list)) AND programme = \(scope.programme) AND life = \(scope.life)
                """
            ) { row in
                guard let (key, found) = sought[try row.blob(at: 0)] else { return }
                holders.append(NumberHolder(key: key, found: found, device: try row.integer(at: 1)))
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
    /// - Parameter owners: key and device, keys ascending.
    /// - Returns: the keys that somebody holds already.
    func insertIdentities(
        _ owners: ArraySlice<NumberOwner>, _ table: NumberTable, _ candidates: Candidates, in scope: IdentityScope
    ) throws -> [Int] {
        let left = try candidates.numberBytes.withUnsafeBytes { bytes in
            try bulkInsert(
                into: "identity", columns: ["number", "programme", "life", "device"], onConflict: .ignore
            ) { insert in
                for owner in owners {
                    try insert.blob(
                        UnsafeRawBufferPointer(rebasing: bytes[candidates.range(ofNumber: table.number(owner.key))]))
                    try insert.integer(scope.programme)
                    try insert.integer(Int64(scope.life))
                    try insert.integer(owner.device)
                    try insert.endRow()
                }
            }
        }
        return left.map { owners[owners.startIndex + $0].key }
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

/// A number and the device that is to hold it.
struct NumberOwner: Sendable {
    let key: Int
    let device: Int64
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
