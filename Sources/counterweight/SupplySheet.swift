import Compensation
import Glibc
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Sheets
import Wording

/// A list of lots or of weighings: CSV whose heading names the columns below, in any order. Several things in one cell stand
/// behind each other with a bar between: `S-1|S-2`.
struct SupplySheet {
    /// Most rows, and most bytes, of one list.
    static let rowsMost = 2_000
    static let bytesMost = 16 << 20

    enum Column: String, CaseIterable {
        case lot, deviceClass = "class", country, collected, standard, collector, seals, bags, devices, prices
        case evidence, registries
        case provider, retirement, declaration, customer, programme, beneficiary, document, owed, quantity, unit, grams
        case costCentre = "cost_centre", assetTag = "asset_tag", massGrams = "mass_g", massKilograms = "mass_kg"
        case maker, model, serial, imei, imei2, mass, line
        case stage, facility, day, gross, tare, net, pieces, battery, packaging, ticket, scale
    }

    /// What `lot import` reads, then what it may do without.
    static let lots: (needed: [Column], other: [Column]) = (
        [.lot, .deviceClass, .country, .collected, .standard, .collector],
        [.seals, .bags, .devices, .prices, .evidence, .registries]
    )
    static let weighings: (needed: [Column], other: [Column]) = (
        [.lot, .stage, .facility, .day, .gross, .tare, .net, .battery],
        [.pieces, .packaging, .ticket, .scale, .evidence]
    )

    let path: String
    let heading: [String]
    let delimiter: CSVDelimiter
    let rows: [SupplyRow]

    init(
        _ path: String, _ columns: (needed: [Column], other: [Column]), rowsMost: Int = Self.rowsMost
    ) throws {
        self.path = path
        var reader = CSVReader(formulas: .neutralised)
        try Input.check(path)
        let list = try ReceivedList(path: path, ListReading(), folder: Environment.temporaryFolder)
        reader.feed(try list.text(bytesMost: Self.bytesMost))
        reader.end()
        guard try reader.next() else {
            throw CommandRefusal.sheetColumnMissing(path: path, column: columns.needed[0].rawValue)
        }
        heading = reader.texts
        delimiter = reader.delimiter ?? .comma
        var places: [Column: Int] = [:]
        for (place, cell) in heading.enumerated() {
            let name = trimmed(cell).lowercased()
            // What the file of refused rows added.
            if name.isEmpty || name.hasPrefix(RowFile.prefix) { continue }
            guard let column = Column(rawValue: name), (columns.needed + columns.other).contains(column) else {
                throw CommandRefusal.sheetColumnUnknown(
                    path: path, column: cell, known: (columns.needed + columns.other).map(\.rawValue))
            }
            guard places.updateValue(place, forKey: column) == nil else {
                throw CommandRefusal.sheetColumnTwice(path: path, column: cell)
            }
        }
        for column in columns.needed where places[column] == nil {
            throw CommandRefusal.sheetColumnMissing(path: path, column: column.rawValue)
        }
        let folder = path.lastIndex(of: "/").map { path[...$0] + "." } ?? "."
        var rows: [SupplyRow] = []
        while try reader.next() {
            guard rows.count < rowsMost else { throw CommandRefusal.sheetTooLong(path: path, most: rowsMost) }
            rows.append(SupplyRow(line: reader.line, cells: reader.texts, places: places, folder: folder))
        }
        self.rows = rows
    }
}

/// A row of a list, before anybody asked whether the registry takes it.
struct SupplyRow {
    /// As an editor counts it, from 1.
    let line: Int
    let cells: [String]
    let places: [SupplySheet.Column: Int]
    /// Where the list lies: its evidence lies there or below.
    let folder: String

    func text(_ column: SupplySheet.Column) -> String {
        guard let place = places[column], place < cells.count else { return "" }
        return trimmed(cells[place])
    }

    /// The cell, read; what it is not is said with the column's name.
    func read<Value>(_ column: SupplySheet.Column, _ reading: (String) throws -> Value) throws -> Value {
        do { return try reading(text(column)) } catch { throw SupplyFault(column: column.rawValue, error: error) }
    }

    func maybe<Value>(_ column: SupplySheet.Column, _ reading: (String) throws -> Value) throws -> Value? {
        text(column).isEmpty ? nil : try read(column, reading)
    }

    private func list<Value>(_ column: SupplySheet.Column, _ reading: (String) throws -> Value) throws -> [Value] {
        guard !text(column).isEmpty else { return [] }
        return try read(column) { cell in
            try cell.split(separator: "|", omittingEmptySubsequences: false).map {
                try reading(trimmed(String($0)))
            }
        }
    }

    func lot(_ digest: (String) throws -> Digest) throws -> LotToSeal {
        LotToSeal(
            lot: try read(.lot, Read.code), scrap: try read(.deviceClass, Read.code),
            country: try read(.country, Read.country), collected: try read(.collected, Read.days),
            standard: try read(.standard, Read.code), collector: try read(.collector, Read.code),
            seals: try list(.seals, Read.mark), bags: try list(.bags, Read.mark),
            devices: try list(.devices, Read.mark), prices: try list(.prices, Read.price),
            evidence: try evidence(digest), others: try list(.registries, Read.otherRegistry))
    }

    func weighing(_ digest: (String) throws -> Digest) throws -> ListedWeighing {
        let lots = try list(.lot, Read.code)
        let ticket = try maybe(.ticket, Read.mark)
        let place = try WeighingPlace(
            stage: read(.stage, Read.stage), facility: read(.facility, Read.code), day: read(.day, Read.day),
            ticket: ticket)
        let reading = try ScaleReading(
            gross: read(.gross, Read.grams), tare: read(.tare, Read.grams), net: read(.net, Read.grams))
        let pieces = try maybe(.pieces, Read.pieces)
        let basis = WeighingBasis(
            battery: try read(.battery, Read.battery), packaging: try maybe(.packaging, Read.packaging) ?? .removed)
        let scale = try maybe(.scale, Read.mark)
        let evidence = try evidence(digest)
        guard let lot = lots.first, lots.count == 1 else {
            guard !lots.isEmpty else { return try read(.lot) { throw ArgumentRefusal.code($0) } }
            return .shared(
                SharedWeighing(
                    lots: lots, place: place, reading: reading, pieces: pieces, basis: basis, scale: scale,
                    evidence: evidence))
        }
        return .alone(
            WeighingToRecord(
                lot: lot, place: place, reading: reading, pieces: pieces, basis: basis, scale: scale,
                evidence: evidence))
    }

    private func evidence(_ digest: (String) throws -> Digest) throws -> [Evidence] {
        try list(.evidence) { cell in
            let file = try Read.evidence(cell)
            return Evidence(kind: file.kind, digest: try digest(try inside(file.path)), party: file.party)
        }
    }

    /// A path from the list's own folder that does not lead out of it, by `..`, from the root or by a link.
    private func inside(_ path: String) throws -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
            throw ArgumentRefusal.evidencePath(path)
        }
        let whole = "\(folder)/\(path)"
        try Input.check(whole)
        guard let found = Self.resolved(whole), let root = Self.resolved(folder),
            found.hasPrefix(root.hasSuffix("/") ? root : "\(root)/")
        else { throw ArgumentRefusal.evidencePath(path) }
        return found
    }

    private static func resolved(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }
}

/// Without spaces and tabs at either end.
private func trimmed(_ text: String) -> String {
    var text = text[...]
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
}

/// What a cell is not, and in which column.
struct SupplyFault: Error {
    let column: String
    let error: any Error
}
