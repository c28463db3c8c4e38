import Journal
import Primitives
import Storage

// A declaration's units, numbered from 0 in row order. `unit_run` holds those withdrawn and those live-retired.

extension Connection {
    /// The lowest units of a declaration that are neither withdrawn nor live-retired, `count` of them.
    ///
    /// - Precondition: the declaration has as many; the sums in its row say so.
    func freeUnits(of declaration: DeclarationRow, count: Int64) throws -> [UnitRange] {
        var free: [UnitRange] = []
        var left = count
        var next: Int64 = 0
        func take(before end: Int64) {
            guard left > 0, next < end else { return }
            let taken = min(left, end - next)
            free.append(next..<next + taken)
            left -= taken
        }
        for run in try unitRuns(of: declaration.id) {
            take(before: run.lowerBound)
            if left == 0 { break }
            next = run.upperBound
        }
        take(before: declaration.owed)
        guard left == 0 else { throw CompensationRefusal.damaged(column: "unit_run") }
        return free
    }

    /// All runs that are withdrawn or live-retired, in order.
    func unitRuns(of declaration: Int64) throws -> [UnitRange] {
        try run(
            "SELECT first_unit, end_unit FROM unit_run WHERE declaration = \(declaration) ORDER BY first_unit"
        ).map { row in
            let (first, end) = (try row.integer("first_unit"), try row.integer("end_unit"))
            guard first < end else { throw CompensationRefusal.damaged(column: "unit_run") }
            return first..<end
        }
    }

    func insert(_ units: [UnitRange], of declaration: Int64, retirement: Int64?) throws {
        for run in units {
            try self.run(
                """
                INSERT INTO unit_run (declaration, first_unit, end_unit, retirement)
                VALUES (\(declaration), \(run.lowerBound), \(run.upperBound), \(retirement))
                """)
        }
    }
}

extension Sequence<UnitRange> {
    /// How many units the runs hold.
    var units: Int64 { reduce(0) { $0 + $1.upperBound - $1.lowerBound } }
}
