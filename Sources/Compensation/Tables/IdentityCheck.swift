import Programmes
import Storage

extension Connection {
    /// Counts the numbers of all rows that stand, and hands over each row whose numbers are not as they should be: live for
    /// a row that stands, free or another's for one that is withdrawn.
    func expectedIdentities(_ wrong: (_ declaration: Int64, _ row: Int64) -> Void) throws -> Int64 {
        var expected: Int64 = 0
        var live: [Int64: Int64] = [:]
        try each("SELECT device FROM identity") { live[try $0.integer(at: 0), default: 0] += 1 }
        for declaration in try declarations() {
            let withdrawn = try run(
                """
                SELECT first_unit, end_unit FROM unit_run
                WHERE declaration = \(declaration.id) AND retirement IS NULL ORDER BY first_unit
                """
            ).map { (first: try $0.integer("first_unit"), end: try $0.integer("end_unit")) }
            var next = 0
            var start: Int64 = 0
            let (first, end) = (declaration.firstDevice, declaration.firstDevice + declaration.devices)
            try each("SELECT id, unit_end, numbers FROM device WHERE id >= \(first) AND id < \(end) ORDER BY id") {
                row in
                let id = try row.integer(at: 0)
                let unitEnd = try row.integer(at: 1)
                defer { start = unitEnd }
                while next < withdrawn.count, withdrawn[next].end <= start { next += 1 }
                let isWithdrawn = next < withdrawn.count && withdrawn[next].first <= start
                guard let packed = PackedNumbers(bytes: try row.blob(at: 2)) else {
                    throw CompensationRefusal.damaged(column: "device.numbers")
                }
                let numbers = isWithdrawn ? 0 : Int64(packed.numbers.count)
                expected += numbers
                if live[id] ?? 0 != numbers { wrong(declaration.sequence, id - first + 1) }
            }
        }
        return expected
    }
}
