import Certificates
import Journal
import Primitives
import Programmes
import Storage
import TransparencyLog

extension Connection {
    /// The root that a declaration's rows give now, with its seed (docs/spec/manifest.md): what its entry said once.
    func manifestRoot(of declaration: DeclarationRow) throws -> Hash {
        var leaves = ManifestLeaves(seed: try seed(of: declaration))
        var edge = TreeEdge()
        try manifestRows(1...declaration.devices, of: declaration) { row in
            edge.append(leaf: leaves.leaf(row)) { _ in }
        }
        return edge.root
    }

    func seed(of declaration: DeclarationRow) throws -> [UInt8] {
        try run("SELECT seed FROM declaration WHERE id = \(declaration.id)")[0].blob("seed")
    }

    /// Rows of a declaration as their leaves say them, in order.
    ///
    /// - Parameter rows: counted from 1.
    func manifestRows(
        _ rows: ClosedRange<Int64>, of declaration: DeclarationRow, _ body: (ManifestRow) throws -> Void
    ) throws {
        var row = rows.lowerBound
        var units = row == 1 ? 0 : try unitEnd(ofRow: row - 1, in: declaration)
        try each(
            """
            SELECT device_class.code, grams, unit_end, quantity, numbers FROM device
            JOIN device_class ON device_class.id = device.class
            WHERE device.id >= \(declaration.firstDevice + rows.lowerBound - 1)
                AND device.id < \(declaration.firstDevice + rows.upperBound) ORDER BY device.id
            """
        ) { found in
            let end = try found.integer(at: 2)
            guard let code = Code(try found.text(at: 0)) else {
                throw CompensationRefusal.damaged(column: "device_class.code")
            }
            try body(
                ManifestRow(
                    row: row, deviceClass: code, grams: try found.optionalInteger(at: 1).flatMap { Grams($0) },
                    units: end - units, quantity: try found.integer(at: 3),
                    numbers: try found.numbers(at: 4, of: declaration.customer)))
            units = end
            row += 1
        }
    }
}
