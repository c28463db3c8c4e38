import Primitives

/// Runs of a declaration's units, as a retirement or a withdrawal names them.
public enum UnitRuns {
    /// Runs an entry holds.
    public static let most = 1_000

    /// How many units there are in `runs`; stops at the most that 64 bits hold.
    public static func total(_ runs: [UnitRange]) -> Int64 {
        runs.reduce(0) { $0.raised(by: $1.upperBound.lowered(by: $1.lowerBound)) }
    }

    /// Whether the runs lie within `0 ..< owed`, in order, none empty and none overlapping another.
    public static func areInOrder(_ runs: [UnitRange], within owed: Int64) -> Bool {
        var end: Int64 = 0
        for run in runs {
            guard run.lowerBound >= end, !run.isEmpty, run.upperBound <= owed else { return false }
            end = run.upperBound
        }
        return true
    }

    /// The lowest `count` units below `owed` that are not in `taken`, as runs; fewer where there are not so many.
    public static func lowest(_ count: Int64, within owed: Int64, besides taken: RangeSet<Int64>) -> [UnitRange] {
        var runs: [UnitRange] = []
        var (next, left): (Int64, Int64) = (0, count)
        func gap(to end: Int64) {
            guard left > 0, end > next else { return }
            let width = min(left, end - next)
            runs.append(next..<next + width)
            left -= width
        }
        for run in taken.ranges where left > 0 && run.upperBound > 0 {
            gap(to: min(run.lowerBound, owed))
            next = max(next, run.upperBound)
        }
        gap(to: owed)
        return runs
    }
}
