import Access
import Certificates
public import Exchange
public import Journal
public import Primitives
import Programmes
import Registry
import Storage
import TransparencyLog

/// What identifying the devices of quantity lines came to.
public struct IdentifyOutcome: Sendable {
    /// In the order of the file.
    public let rows: [AttachedRow]
    /// Sequences of the entries `declared.identified` and `withdrawn`.
    public let entries: [Int64]
    /// What is owed no more.
    public let cancelled: Quantity?
    /// Promises that had to be given back for it.
    public let released: [ReleasedQuantity]
}

extension Compensation {
    /// Devices of one act.
    static let identifiedAtOnce = 1_000

    /// Attaches devices to the quantity lines of a declaration, row by row in the order of the file: each fills the next
    /// position of its line. One that the customer declared already cancels a position, so that nothing is owed twice.
    ///
    /// Every 1,000 rows are an act of their own; a list that was cut short is simply sent again, since what is attached already
    /// attaches nothing more.
    /// - Throws: `MappingRefusal` and `CSVError` for a list that cannot be read, `reserved` where an import that is not finished
    ///   holds one of the numbers.
    public func identify(
        declaration sequence: Int64, sheet: DeclarationSheet, mapping: DeclarationMapping = .standard, as actor: Actor
    ) async throws -> IdentifyOutcome {
        let rules = try await registry.act(as: actor) { act in
            let declaration = try act.declarationToIdentify(sequence)
            return try act.connection.rules(
                for: DeclarationToMake(
                    customer: declaration.customer, programme: declaration.programme.rules.version.code,
                    day: declaration.day, beneficiary: nil, document: nil)
            ).0
        }
        let list = try await DevicesToAttach(sheet, mapping, rules)
        let tagKey = registry.tagKey
        var parts: [IdentifiedPart] = []
        for start in stride(from: 0, to: list.rows.count, by: Self.identifiedAtOnce) {
            let rows = Array(list.rows[start..<min(start + Self.identifiedAtOnce, list.rows.count)])
            parts.append(
                try await registry.act(as: actor) { act in
                    var attaching = try Attaching(act, act.declarationToIdentify(sequence), tagKey: tagKey)
                    for row in rows { try attaching.take(row.line, row.device) }
                    return try attaching.finish()
                })
        }
        return IdentifyOutcome(
            rows: parts.flatMap(\.rows), entries: parts.flatMap(\.entries),
            cancelled: parts.compactMap(\.cancelled).reduce(nil) { sum, part in
                Quantity((sum?.count ?? 0) + part.count, part.unit)
            }, released: parts.flatMap(\.released))
    }
}

/// What one act came to.
private struct IdentifiedPart: Sendable {
    let rows: [AttachedRow]
    let entries: [Int64]
    let cancelled: Quantity?
    let released: [ReleasedQuantity]
}

extension Act {
    fileprivate func declarationToIdentify(_ sequence: Int64) throws -> DeclarationRow {
        try require(.declare)
        let declaration = try connection.declaration(sequence)
        guard actor.party == declaration.customer || roles.contains(.provider) else {
            throw CompensationRefusal.notYourDeclaration(actor, sequence)
        }
        return declaration
    }
}

/// Devices on their way to the positions of a declaration's lines, in one act.
private struct Attaching {
    private let act: Act
    private let declaration: DeclarationRow
    private let scope: IdentityScope
    private let tagKey: [UInt8]
    private var rows: [AttachedRow] = []
    /// By the lines of the purchase document.
    private var lines: [Int64: QuantityLine?] = [:]
    private var onlyLine: Int64??
    private var filled: [AttachedDevice] = []
    private var cancelled: [AttachedDevice] = []

    init(_ act: Act, _ declaration: DeclarationRow, tagKey: [UInt8]) throws {
        self.act = act
        self.declaration = declaration
        self.tagKey = tagKey
        scope = IdentityScope(programme: declaration.programme.programme, life: declaration.life)
    }

    mutating func take(_ line: Int, _ device: Result<DeviceToAttach, AttachRefusal>) throws {
        let verdict: AttachVerdict
        do {
            verdict = try take(try device.get())
        } catch let refusal as AttachRefusal {
            verdict = .excluded(refusal)
        }
        rows.append(AttachedRow(line: line, verdict: verdict))
    }

    /// Asked in this order: whose line it is; whether it was attached or cancelled before; whether it is live elsewhere.
    private mutating func take(_ device: DeviceToAttach) throws -> AttachVerdict {
        if let document = device.document, document != declaration.document {
            throw AttachRefusal.documentOther(document, expected: declaration.document)
        }
        guard let number = try device.documentLine ?? theOnlyLine() else { throw AttachRefusal.lineMissing }
        guard var line = try line(number) else { throw AttachRefusal.lineUnknown(number) }
        let standing = try standing(device)
        switch standing {
        case .attached: return .duplicate
        case .foreign: return .underReview
        case .own:
            guard let position = line.positionToCancel() else {
                throw line.open > 0
                    ? AttachRefusal.positionsRetired(number, open: line.open)
                    : AttachRefusal.lineFull(number, positions: line.quantity)
            }
            lines[number] = line
            let device = AttachedDevice(line, position, device.numbers)
            try act.connection.insertCancelled(device, of: declaration.id)
            cancelled.append(device)
            return .cancelled(row: line.row, position: position)
        case .nobodys:
            guard let position = line.positionToFill() else {
                throw AttachRefusal.lineFull(number, positions: line.quantity)
            }
            lines[number] = line
            let device = AttachedDevice(line, position, device.numbers)
            try act.connection.insertNumbers(of: device, in: scope)
            filled.append(device)
            return .attached(row: line.row, position: position)
        }
    }

    private enum Standing {
        case nobodys
        /// By this call, or an earlier one.
        case attached
        case own
        case foreign
    }

    private func standing(_ device: DeviceToAttach) throws -> Standing {
        if try act.connection.isCancelled(device.numbers, of: declaration.id) { return .attached }
        var standing = Standing.nobodys
        for holder in try act.connection.devices(clashingWith: device.numbers, in: scope) {
            guard let place = try act.connection.place(of: holder) else {
                throw CompensationRefusal.reserved(line: device.line)
            }
            if place.declaration == declaration.sequence,
                try act.connection.isQuantityLine(holder, of: declaration.customer)
            {
                return .attached
            }
            if place.customer == declaration.customer {
                standing = .own
            } else if case .nobodys = standing {
                standing = .foreign
            }
        }
        return standing
    }

    private mutating func line(_ number: Int64) throws -> QuantityLine? {
        if let known = lines[number] { return known }
        let line = try act.connection.quantityLine(number, of: declaration, in: scope)
        lines[number] = .some(line)
        return line
    }

    private mutating func theOnlyLine() throws -> Int64? {
        if let onlyLine { return onlyLine }
        let found = try act.connection.quantityLines(of: declaration, in: scope, most: 2)
        let only = found.count == 1 ? found[0] : nil
        onlyLine = .some(only)
        return only
    }

    /// Rows and entries. Order of the entries: releases, what is cancelled, what is identified.
    mutating func finish() throws -> IdentifiedPart {
        var entries: [Int64] = []
        var released: [ReleasedQuantity] = []
        var quantity: Quantity?
        if !cancelled.isEmpty {
            let units = cancelled.map(\.units).sorted { $0.lowerBound < $1.lowerBound }.merged
            let withdrawn = try act.withdraw(units, of: declaration)
            released = withdrawn.released
            entries += withdrawn.entries
            quantity = declaration.quantity(units.units)
            guard let entry = withdrawn.entries.last else { preconditionFailure("units without an entry") }
            try act.connection.insert(cancelled, isCancelled: true, entry: entry)
        }
        filled.sort { ($0.row, $0.position) < ($1.row, $1.position) }
        for part in PositionRun.chunks(of: filled) {
            let entry = try identify(part)
            try act.connection.insert(part, isCancelled: false, entry: entry)
            try act.connection.run("UPDATE declaration SET identified = \(entry) WHERE id = \(declaration.id)")
            entries.append(entry)
        }
        return IdentifiedPart(rows: rows, entries: entries, cancelled: quantity, released: released)
    }

    private func identify(_ devices: [AttachedDevice]) throws -> Int64 {
        let maker = TagMaker(key: tagKey, programme: declaration.programme.rules.version.code, life: declaration.life)
        let tags = devices.flatMap { $0.numbers.numbers.map { maker.tag($0.span) } }.sorted()
        var tagEdge = TreeEdge()
        for tag in tags { tagEdge.append(leaf: tag.bytes.withUnsafeBytes { Hash(leaf: $0) }) { _ in } }
        let root = try act.connection.attachedRoot(of: devices, declaration)
        return try act.append(
            .identified(leaves: digest(root)),
            .identified(
                Identification(
                    declaration: declaration.sequence, positions: PositionRun.runs(of: devices),
                    tags: Int64(tags.count),
                    tagRoot: digest(tagEdge.root))))
    }

    private func digest(_ hash: Hash) -> Digest {
        guard let digest = Digest(hash.bytes) else { preconditionFailure("a hash has 32 bytes") }
        return digest
    }
}
