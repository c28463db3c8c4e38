import Certificates
import Journal
import Primitives
import Programmes
import Storage
import TransparencyLog

/// A device at a position of a quantity line.
struct AttachedDevice {
    /// The row of the line: its id, and its number from 1.
    let device: Int64
    let row: Int64
    /// From 1.
    let position: Int64
    let units: UnitRange
    let numbers: PackedNumbers

    init(_ line: QuantityLine, _ position: Int64, _ numbers: PackedNumbers) {
        device = line.device
        row = line.row
        self.position = position
        units = line.units(of: position)
        self.numbers = numbers
    }
}

/// A row's units, as many for each of the devices that it stands for.
struct RowPositions {
    let units: UnitRange
    let quantity: Int64

    /// The units of a position, counted from 1.
    func units(of position: Int64) -> UnitRange {
        let each = (units.upperBound - units.lowerBound) / quantity
        let first = units.lowerBound + (position - 1) * each
        return first..<first + each
    }
}

/// A row that stands for several devices without numbers, and which of its positions are open.
struct QuantityLine {
    let device: Int64
    /// From 1.
    let row: Int64
    private let positions: RowPositions
    private let retired: RangeSet<Int64>
    /// Positions are filled from the first on, past those that are cancelled.
    private var filled: Int64
    private var cancelled: Set<Int64>
    /// Above it no position can be cancelled.
    private var mayCancel: Int64

    init(
        device: Int64, row: Int64, positions: RowPositions, retired: RangeSet<Int64>, filled: Int64,
        cancelled: Set<Int64>
    ) {
        self.device = device
        self.row = row
        self.positions = positions
        self.retired = retired
        self.filled = filled
        self.cancelled = cancelled
        mayCancel = positions.quantity
    }

    var quantity: Int64 { positions.quantity }

    /// The units of a position, counted from 1.
    func units(of position: Int64) -> UnitRange { positions.units(of: position) }

    /// Positions that are neither filled nor cancelled.
    var open: Int64 { quantity - filled - Int64(cancelled.count { $0 > filled }) }

    /// The lowest open one.
    mutating func positionToFill() -> Int64? {
        var position = filled + 1
        while cancelled.contains(position) { position += 1 }
        guard position <= quantity else { return nil }
        filled = position
        return position
    }

    /// The highest open one of which nothing is retired.
    mutating func positionToCancel() -> Int64? {
        while mayCancel > filled {
            let position = mayCancel
            mayCancel -= 1
            guard !cancelled.contains(position), retired.isDisjoint(RangeSet([units(of: position)])) else {
                continue
            }
            cancelled.insert(position)
            return position
        }
        return nil
    }
}

extension PositionRun {
    /// Devices whose runs fit one entry.
    ///
    /// - Parameter devices: by rows and positions.
    static func chunks(of devices: [AttachedDevice]) -> [[AttachedDevice]] {
        var chunks: [[AttachedDevice]] = []
        var runs = 0
        for (index, device) in devices.enumerated() {
            let isNext = index > 0 && device.follows(devices[index - 1])
            if !isNext { runs += 1 }
            if chunks.isEmpty || runs > most {
                chunks.append([])
                runs = 1
            }
            chunks[chunks.count - 1].append(device)
        }
        return chunks
    }

    static func runs(of devices: [AttachedDevice]) -> [PositionRun] {
        var runs: [PositionRun] = []
        for (index, device) in devices.enumerated() {
            if index > 0, device.follows(devices[index - 1]), let last = runs.last {
                runs[runs.count - 1] = PositionRun(
                    row: last.row, first: last.first, count: last.count + 1,
                    units: last.units.lowerBound..<device.units.upperBound)
            } else {
                runs.append(PositionRun(row: device.row, first: device.position, count: 1, units: device.units))
            }
        }
        return runs
    }
}

extension AttachedDevice {
    fileprivate func follows(_ other: AttachedDevice) -> Bool { row == other.row && position == other.position + 1 }
}

extension Connection {
    /// A line of the declaration's purchase document, as long as its row stands.
    func quantityLine(
        _ number: Int64, of declaration: DeclarationRow, in scope: IdentityScope
    ) throws -> QuantityLine? {
        guard let key = documentLine(number, of: declaration) else { return nil }
        let found = try run(
            """
            SELECT device FROM identity WHERE number = \(key) AND programme = \(scope.programme)
                AND life = \(scope.life) AND device >= \(declaration.firstDevice)
                AND device < \(declaration.firstDevice + declaration.devices)
            """)
        guard let device = try found.first?.integer("device") else { return nil }
        let row = device - declaration.firstDevice + 1
        let positions = try positions(ofRow: row, in: declaration)
        let units = positions.units
        var retired = RangeSet<Int64>()
        for run in try run(
            """
            SELECT first_unit, end_unit FROM unit_run WHERE declaration = \(declaration.id)
                AND retirement IS NOT NULL AND first_unit < \(units.upperBound) AND end_unit > \(units.lowerBound)
            """)
        { retired.insert(contentsOf: try run.integer("first_unit")..<run.integer("end_unit")) }
        let filled = try run(
            """
            SELECT position FROM attached WHERE device = \(device) AND cancelled = 0 ORDER BY position DESC LIMIT 1
            """
        ).first?.integer("position")
        let cancelled = try run("SELECT position FROM attached WHERE device = \(device) AND cancelled = 1").map {
            try $0.integer("position")
        }
        return QuantityLine(
            device: device, row: row, positions: positions, retired: retired, filled: filled ?? 0,
            cancelled: Set(cancelled))
    }

    /// The positions of a 1-based row.
    func positions(ofRow row: Int64, in declaration: DeclarationRow) throws -> RowPositions {
        let id = declaration.firstDevice + row - 1
        let units = try unitsOfRow(row, in: declaration)
        guard let quantity = try run("SELECT quantity FROM device WHERE id = \(id)").first?.integer("quantity"),
            quantity > 0, (units.upperBound - units.lowerBound).isMultiple(of: quantity)
        else { throw CompensationRefusal.damaged(column: "device.quantity") }
        return RowPositions(units: units, quantity: quantity)
    }

    /// The lines of the purchase document that stand in the declaration, at most so many.
    func quantityLines(of declaration: DeclarationRow, in scope: IdentityScope, most: Int) throws -> [Int64] {
        guard let first = documentLine(Int64(DocumentLine.lines.lowerBound), of: declaration),
            let last = documentLine(Int64(DocumentLine.lines.upperBound), of: declaration)
        else { return [] }
        return try run(
            """
            SELECT number FROM identity WHERE number >= \(first) AND number <= \(last)
                AND programme = \(scope.programme) AND life = \(scope.life)
                AND device >= \(declaration.firstDevice)
                AND device < \(declaration.firstDevice + declaration.devices) LIMIT \(most)
            """
        ).map { row in try row.blob("number").suffix(4).reduce(0) { $0 << 8 | Int64($1) } }
    }

    /// `nil` where the document's name has no normal form, so that it has no lines.
    private func documentLine(_ number: Int64, of declaration: DeclarationRow) -> [UInt8]? {
        let line = try? DocumentLine(
            reading: declaration.document, line: Int(clamping: number), party: declaration.customer)
        return line.map { DeviceIdentifier.documentLine($0).numberBytes }
    }

    /// Whether a device is a line of a document rather than one with numbers of its own.
    func isQuantityLine(_ device: Int64, of customer: Code) throws -> Bool {
        guard let row = try run("SELECT numbers FROM device WHERE id = \(device)").first else {
            throw CompensationRefusal.damaged(column: "device.numbers")
        }
        return try row.numbers(at: 0, of: customer).numbers.first?.first == 4
    }

    /// Makes the numbers live for the line's row.
    func insertNumbers(of device: AttachedDevice, in scope: IdentityScope) throws {
        var chunk = NumberChunk()
        for number in device.numbers.numbers.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            number.withUnsafeBytes { chunk.append($0, of: 0) }
        }
        let held = try insertIdentities(chunk, in: scope) { _ in device.device }
        precondition(held.isEmpty, "a number is live that was not a moment ago")
    }

    /// Remembers for which numbers a position was cancelled.
    func insertCancelled(_ device: AttachedDevice, of declaration: Int64) throws {
        for number in device.numbers.numbers {
            try run(
                """
                INSERT INTO cancelled_number (declaration, number) VALUES (\(declaration), \(number))
                ON CONFLICT (declaration, number) DO NOTHING
                """)
        }
    }

    /// Whether a position of the declaration was cancelled for one of these numbers, or for one that clashes with it.
    func isCancelled(_ numbers: PackedNumbers, of declaration: Int64) throws -> Bool {
        for number in numbers.numbers {
            guard number[0] == 2, let zero = number.firstIndex(of: 0) else {
                let found = try run(
                    "SELECT 1 FROM cancelled_number WHERE declaration = \(declaration) AND number = \(number)")
                if !found.isEmpty { return true }
                continue
            }
            let prefix = Array(number[...zero])
            let family = try run(
                """
                SELECT number FROM cancelled_number WHERE declaration = \(declaration)
                    AND number >= \(prefix) AND number < \(prefix.dropLast() + [1])
                """
            ).map { try $0.blob("number") }
            if family.contains(where: { $0 == number || $0 == prefix || number == prefix }) { return true }
        }
        return false
    }

    func insert(_ devices: [AttachedDevice], isCancelled: Bool, entry: Int64) throws {
        for device in devices {
            try run(
                """
                INSERT INTO attached (device, cancelled, position, numbers, sequence)
                VALUES (\(device.device), \(isCancelled), \(device.position), \(device.numbers.bytes), \(entry))
                """)
        }
    }

    /// The root over devices by rows and positions (docs/spec/manifest.md, M-10).
    func attachedRoot(of devices: [AttachedDevice], _ declaration: DeclarationRow) throws -> Hash {
        var leaves = ManifestLeaves(
            seed: try run("SELECT seed FROM declaration WHERE id = \(declaration.id)")[0].blob("seed"))
        var edge = TreeEdge()
        for device in devices {
            let leaf = leaves.leaf(
                declaration: declaration.sequence, row: device.row, position: device.position, numbers: device.numbers)
            edge.append(leaf: leaf) { _ in }
        }
        return edge.root
    }

    /// The same of what the table has, by the sequences of the entries.
    func attachedRoots(of declaration: DeclarationRow) throws -> [Int64: Hash] {
        let rows = try run(
            """
            SELECT device, position, numbers, sequence FROM attached WHERE cancelled = 0
                AND device >= \(declaration.firstDevice) AND device < \(declaration.firstDevice + declaration.devices)
            ORDER BY device, position
            """)
        guard !rows.isEmpty else { return [:] }
        var leaves = ManifestLeaves(
            seed: try run("SELECT seed FROM declaration WHERE id = \(declaration.id)")[0].blob("seed"))
        var edges: [Int64: TreeEdge] = [:]
        for row in rows {
            let numbers = try row.parsed("numbers", PackedNumbers(bytes: row.blob("numbers")))
            let leaf = leaves.leaf(
                declaration: declaration.sequence, row: try row.integer("device") - declaration.firstDevice + 1,
                position: try row.integer("position"), numbers: numbers)
            edges[try row.integer("sequence"), default: TreeEdge()].append(leaf: leaf) { _ in }
        }
        return edges.mapValues(\.root)
    }
}
