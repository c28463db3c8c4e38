import Certificates
import Journal
import Primitives
import Programmes
import Storage
import TransparencyLog

extension Connection {
    /// The root that a declaration's rows give now, with its seed (docs/spec/manifest.md): what its entry said once.
    func manifestRoot(of declaration: DeclarationRow) throws -> Hash {
        let seed = try run("SELECT seed FROM declaration WHERE id = \(declaration.id)")[0].blob("seed")
        var leaves = ManifestLeaves(seed: seed)
        var edge = TreeEdge()
        var units: Int64 = 0
        try each(
            """
            SELECT device_class.code, grams, unit_end, quantity, numbers FROM device
            JOIN device_class ON device_class.id = device.class
            WHERE device.id >= \(declaration.firstDevice)
                AND device.id < \(declaration.firstDevice + declaration.devices) ORDER BY device.id
            """
        ) { row in
            let end = try row.integer(at: 2)
            guard let code = Code(try row.text(at: 0)) else {
                throw CompensationRefusal.damaged(column: "device_class.code")
            }
            let leaf = leaves.leaf(
                ManifestRow(
                    row: edge.size + 1, deviceClass: code,
                    grams: try row.optionalInteger(at: 1).flatMap { Grams($0) }, units: end - units,
                    quantity: try row.integer(at: 3), numbers: try row.numbers(at: 4, of: declaration.customer)))
            units = end
            edge.append(leaf: leaf) { _ in }
        }
        return edge.root
    }
}
