import Certificates
import Journal
import Storage

extension Connection {
    /// Which rows the units stand for: those covered whole, and apart those covered in part.
    ///
    /// - Parameter units: runs in order that do not touch.
    func coverage(of units: [UnitRange], in declaration: DeclarationRow) throws -> Coverage {
        var rows: [ClosedRange<Int64>] = []
        var parts: [Int64: (units: Int64, of: Int64)] = [:]
        func cover(_ first: Int64, _ last: Int64) {
            guard first <= last else { return }
            if let before = rows.last, before.upperBound + 1 == first {
                rows[rows.count - 1] = before.lowerBound...last
            } else {
                rows.append(first...last)
            }
        }
        for run in units {
            var (first, last) = (
                try row(of: run.lowerBound, in: declaration), try row(of: run.upperBound - 1, in: declaration)
            )
            for row in Set([first, last]) {
                let whole = try unitsOfRow(row, in: declaration)
                let covered = min(whole.upperBound, run.upperBound) - max(whole.lowerBound, run.lowerBound)
                let size = whole.upperBound - whole.lowerBound
                guard covered < size else { continue }
                parts[row, default: (0, size)].units += covered
                if row == first { first += 1 }
                if row == last { last -= 1 }
            }
            cover(first, last)
        }
        var devices: Int64 = 0
        for range in rows {
            devices += try self.run(
                """
                SELECT CAST(SUM(quantity) AS BIGINT) AS devices FROM device
                WHERE id BETWEEN \(declaration.firstDevice + range.lowerBound - 1)
                    AND \(declaration.firstDevice + range.upperBound - 1)
                """)[0].integer("devices")
        }
        // Two runs never make a row whole between them: what parts them was withdrawn, a position that was cancelled.
        return Coverage(
            devices: devices, rows: rows,
            inPart: parts.sorted { $0.key < $1.key }.map {
                PartRow(row: $0.key, units: $0.value.units, of: $0.value.of)
            })
    }

    /// The 1-based row that a unit belongs to: the first whose `unit_end` lies beyond it, found by halving, since ids are
    /// contiguous and in row order.
    func row(of unit: Int64, in declaration: DeclarationRow) throws -> Int64 {
        var (low, high) = (Int64(1), declaration.devices)
        while low < high {
            let middle = (low + high) / 2
            if try unitEnd(ofRow: middle, in: declaration) > unit { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The units of a 1-based row.
    func unitsOfRow(_ row: Int64, in declaration: DeclarationRow) throws -> UnitRange {
        let first = row == 1 ? 0 : try unitEnd(ofRow: row - 1, in: declaration)
        let end = try unitEnd(ofRow: row, in: declaration)
        guard first < end else { throw CompensationRefusal.damaged(column: "device.unit_end") }
        return first..<end
    }

    /// Before which unit a 1-based row ends.
    func unitEnd(ofRow row: Int64, in declaration: DeclarationRow) throws -> Int64 {
        let id = declaration.firstDevice + row - 1
        guard let found = try run("SELECT unit_end FROM device WHERE id = \(id)").first else {
            throw CompensationRefusal.damaged(column: "device.id")
        }
        return try found.integer("unit_end")
    }
}
