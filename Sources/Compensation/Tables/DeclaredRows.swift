import Journal
import Primitives
import Programmes
import Storage

/// A row of a declaration as a withdrawal sees it.
struct DeclaredRow {
    /// Counted from 1.
    let row: Int64
    /// Those of its units that are not withdrawn: all of them, but where positions of a quantity line were cancelled.
    let units: [UnitRange]
}

extension Connection {
    /// The rows asked for, none of whose units is retired or withdrawn; for `nil` all that are not withdrawn.
    ///
    /// - Parameter rows: ascending.
    func rowsToWithdraw(_ rows: [Int64]?, of declaration: DeclarationRow) throws -> [DeclaredRow] {
        let runs = try unitStates(of: declaration.id)
        var chosen: [DeclaredRow] = []
        if let rows {
            var last: Int64?
            for row in rows where row != last {
                guard (1...max(1, declaration.devices)).contains(row), row <= declaration.devices else {
                    throw CompensationRefusal.noSuchRow(declaration.sequence, row: row)
                }
                let id = declaration.firstDevice + row - 1
                let ends = try run(
                    "SELECT unit_end FROM device WHERE id >= \(row == 1 ? id : id - 1) AND id <= \(id) ORDER BY id"
                ).map { try $0.integer(at: 0) }
                guard let end = ends.last, ends.count == (row == 1 ? 1 : 2) else {
                    throw CompensationRefusal.damaged(column: "device.unit_end")
                }
                switch runs.state(of: (row == 1 ? 0 : ends[0])..<end) {
                case .free(let units): chosen.append(DeclaredRow(row: row, units: units))
                case .withdrawn: throw CompensationRefusal.rowAlreadyWithdrawn(declaration.sequence, row: row)
                case .retired: throw CompensationRefusal.retiredCannotBeWithdrawn(declaration.sequence, row: row)
                }
                last = row
            }
        } else {
            var row: Int64 = 0
            var start: Int64 = 0
            let (first, end) = (declaration.firstDevice, declaration.firstDevice + declaration.devices)
            try each("SELECT unit_end FROM device WHERE id >= \(first) AND id < \(end) ORDER BY id") { device in
                row += 1
                let units = start..<(try device.integer(at: 0))
                start = units.upperBound
                switch runs.state(of: units) {
                case .free(let units): chosen.append(DeclaredRow(row: row, units: units))
                case .withdrawn: break
                case .retired: throw CompensationRefusal.retiredCannotBeWithdrawn(declaration.sequence, row: row)
                }
            }
        }
        guard !chosen.isEmpty else { throw CompensationRefusal.alreadyWithdrawn(declaration.sequence) }
        return chosen
    }

    private func unitStates(of declaration: Int64) throws -> [UnitState] {
        try run(
            """
            SELECT first_unit, end_unit, retirement FROM unit_run WHERE declaration = \(declaration)
            ORDER BY first_unit
            """
        ).map { row in
            UnitState(
                first: try row.integer("first_unit"), end: try row.integer("end_unit"),
                isRetired: try row.optionalInteger("retirement") != nil)
        }
    }

    /// Frees the numbers of rows, in the order of the identity table.
    func freeNumbers(_ numbers: [[UInt8]], of declaration: DeclarationRow) throws {
        try deleteIdentities(numbers, of: declaration.firstDevice..<declaration.firstDevice + declaration.devices)
    }

    /// Whether one of these numbers, in order, clashes with one that stands in the life after that of the declaration. An import
    /// that is not finished counts: it was decided by what stands here.
    func hasLaterLife(_ numbers: [[UInt8]], _ declaration: DeclarationRow) throws -> Bool {
        let next = IdentityScope(programme: declaration.programme.programme, life: declaration.life + 1)
        var chunk = NumberChunk()
        for number in numbers { number.withUnsafeBytes { chunk.append($0, of: 0) } }
        return try chunk.count > 0 && !holders(of: chunk, in: next).isEmpty
    }

    /// The live numbers of rows, sorted.
    func numbers(of rows: [DeclaredRow], _ declaration: DeclarationRow) throws -> [[UInt8]] {
        let first = declaration.firstDevice
        var numbers: [[UInt8]] = []
        for run in rows.map({ $0.row..<$0.row + 1 }).merged {
            try each(
                """
                SELECT numbers FROM device WHERE id >= \(first + run.lowerBound - 1)
                    AND id < \(first + run.upperBound - 1)
                """
            ) { row in
                numbers += try row.numbers(at: 0, of: declaration.customer).numbers
            }
            try each(
                """
                SELECT numbers FROM attached WHERE device >= \(first + run.lowerBound - 1)
                    AND device < \(first + run.upperBound - 1) AND cancelled = 0
                """
            ) { row in
                numbers += try row.attachedNumbers(at: 0).numbers
            }
        }
        return numbers.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

extension Row {
    /// What `device.numbers` keeps for a declaration of this customer.
    func numbers(at column: Int, of customer: Code) throws -> PackedNumbers {
        guard let packed = PackedNumbers(kept: try blob(at: column), party: customer) else {
            throw CompensationRefusal.damaged(column: "device.numbers")
        }
        return packed
    }

    /// What `attached.numbers` keeps.
    func attachedNumbers(at column: Int) throws -> PackedNumbers {
        guard let packed = PackedNumbers(bytes: try blob(at: column)) else {
            throw CompensationRefusal.damaged(column: "attached.numbers")
        }
        return packed
    }
}

/// A run of units that is withdrawn or live-retired.
private struct UnitState {
    let first: Int64
    let end: Int64
    let isRetired: Bool

    enum Word {
        /// These of its units are neither.
        case free([UnitRange])
        case withdrawn
        case retired
    }
}

extension [UnitState] {
    /// Ascending runs that never overlap. A row with one retired unit is retired.
    fileprivate func state(of units: UnitRange) -> UnitState.Word {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].end <= units.lowerBound { low = middle + 1 } else { high = middle }
        }
        var free: [UnitRange] = []
        var next = units.lowerBound
        while low < count, self[low].first < units.upperBound {
            if self[low].isRetired { return .retired }
            if next < self[low].first { free.append(next..<self[low].first) }
            next = self[low].end
            low += 1
        }
        if next < units.upperBound { free.append(next..<units.upperBound) }
        return free.isEmpty ? .withdrawn : .free(free)
    }
}

extension Sequence<Range<Int64>> {
    /// Ascending runs, those that touch made one.
    var merged: [Range<Int64>] {
        var runs: [Range<Int64>] = []
        for run in self {
            if let last = runs.last, last.upperBound == run.lowerBound {
                runs[runs.count - 1] = last.lowerBound..<run.upperBound
            } else {
                runs.append(run)
            }
        }
        return runs
    }
}
