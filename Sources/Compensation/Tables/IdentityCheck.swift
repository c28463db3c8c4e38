import Programmes
import Storage

extension Connection {
    /// Counts the numbers of all rows that stand, and hands over each row whose numbers are not as they should be: live for
    /// a row that stands, free or another's for one that is withdrawn.
    func expectedIdentities(_ wrong: (_ declaration: Int64, _ row: Int64) -> Void) throws -> Int64 {
        var expected: Int64 = 0
        var live = LiveCounts()
        var attached: [Int64: Int64] = [:]
        try each("SELECT device, numbers FROM attached WHERE cancelled = 0") { row in
            attached[try row.integer(at: 0), default: 0] += Int64(try row.attachedNumbers(at: 1).count)
        }
        var cancelled: [Int64: Int64] = [:]
        try each("SELECT device FROM attached WHERE cancelled = 1") {
            cancelled[try $0.integer(at: 0), default: 0] += 1
        }
        for declaration in try declarations().sorted(by: { $0.firstDevice < $1.firstDevice }) {
            let withdrawn = try run(
                """
                SELECT first_unit, end_unit FROM unit_run
                WHERE declaration = \(declaration.id) AND retirement IS NULL ORDER BY first_unit
                """
            ).map { (first: try $0.integer("first_unit"), end: try $0.integer("end_unit")) }
            var next = 0
            var start: Int64 = 0
            let (first, end) = (declaration.firstDevice, declaration.firstDevice + declaration.devices)
            try each(
                "SELECT id, unit_end, numbers, quantity FROM device WHERE id >= \(first) AND id < \(end) ORDER BY id"
            ) {
                row in
                let id = try row.integer(at: 0)
                let unitEnd = try row.integer(at: 1)
                defer { start = unitEnd }
                // Of a quantity line positions may be withdrawn one by one, in several runs.
                var stands = start
                while next < withdrawn.count, withdrawn[next].end <= start { next += 1 }
                while next < withdrawn.count, withdrawn[next].first <= stands, stands < unitEnd {
                    stands = withdrawn[next].end
                    if withdrawn[next].end <= unitEnd { next += 1 }
                }
                // One of which every position was cancelled was not taken back: its line is not to be declared again.
                let isWithdrawn = try stands >= unitEnd && cancelled[id] ?? 0 < row.integer(at: 3)
                let packed = try row.numbers(at: 2, of: declaration.customer)
                let numbers = isWithdrawn ? 0 : Int64(packed.count) + (attached[id] ?? 0)
                expected += numbers
                if id >= live.end { live = try liveCounts(from: id) }
                if live[id] != numbers { wrong(declaration.sequence, id - first + 1) }
            }
        }
        return expected
    }
}

/// How many identifiers are live of each device of a run, four bytes each: in memory that does not grow with the table.
private struct LiveCounts {
    /// Devices of one run: 32 MiB.
    static let most: Int64 = 1 << 23

    private var first: Int64 = 0
    private var counts: [UInt32] = []

    init() {}

    init(from first: Int64, count: Int64) {
        self.first = first
        counts = [UInt32](repeating: 0, count: Int(count))
    }

    var end: Int64 { first + Int64(counts.count) }

    subscript(device: Int64) -> Int64 { Int64(counts[Int(device - first)]) }

    mutating func add(_ device: Int64) { counts[Int(device - first)] += 1 }
}

extension Connection {
    /// Looks at the whole table once.
    fileprivate func liveCounts(from first: Int64) throws -> LiveCounts {
        let last = try run("SELECT COALESCE(MAX(id), 0) AS last FROM device")[0].integer("last")
        var live = LiveCounts(from: first, count: min(LiveCounts.most, max(1, last - first + 1)))
        try each("SELECT device FROM identity WHERE device >= \(first) AND device < \(live.end)") {
            live.add(try $0.integer(at: 0))
        }
        return live
    }
}
