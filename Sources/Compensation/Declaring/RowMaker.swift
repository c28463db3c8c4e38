import Exchange
import Primitives
import Programmes
import Sheets

/// What the rows of one declaration are read against.
struct DeclarationRules: Sendable {
    /// The customer, whose asset tags and document lines they are.
    let customer: Code
    let day: Day
    /// What stands for a row whose own cells say nothing of it.
    let beneficiary: String?
    let costCentre: String?
    let document: String?
    let programme: Programme
    let catalogue: Catalogue
    /// Every class with its row, in the order of codes.
    let classes: [(id: Int64, code: Code)]
    /// A model's row by maker and name as the catalogue prints them.
    let models: [[String]: Int64]
    /// Which state of the rules this is: their tables only grow, so that equal texts are equal rules.
    let edition: String
}

/// A row that is not refused.
struct MadeRow: Sendable {
    let candidate: Candidate
    let numbers: PackedNumbers

    /// Writes the candidate with its numbers behind it.
    func spool(to spool: inout Spool) throws {
        try withUnsafeBytes(of: candidate) {
            try spool.append(UnsafeRawBufferPointer(rebasing: $0[..<Candidate.byteCount]))
        }
        try spool.append(numbers.bytes)
    }
}

/// Makes a candidate of one row of a sheet, or says why not.
struct RowMaker: Sendable {
    private let rules: DeclarationRules
    private let mapping: FittedMapping
    /// The combinations of beneficiary, cost centre and document that came so far.
    private(set) var combinations: [Combination] = []
    private var combinationCells = CellMemo<String>()
    private var known: [CombinationKey: UInt32] = [:]
    private var positions: [Combination: UInt32] = [:]
    private var lastCombination: (key: CombinationKey, position: UInt32)?

    /// Positions of a row's cells in `combinationCells`, −1 where it has none.
    private struct CombinationKey: Hashable {
        let beneficiary: Int
        let costCentre: Int
        let document: Int
    }

    private enum ClassCell {
        case unknown(String)
        case known(Int)
    }

    private struct MakerCell {
        let text: String
        let maker: Maker?
    }

    /// What gives a device its mass, by the positions of its cells.
    private struct MassKey: Hashable {
        var deviceClass = -1
        var maker = -1
        var model = -1
        var stated: Int64 = -1
    }

    private struct Mass {
        /// −1 where none is known.
        let grams: Int32
        let basis: BasisColumn
        let model: Int32
        let owed: Int64
    }

    private let byFoldedCode: [String: Int]
    private var classCells = CellMemo<ClassCell>()
    private var makerCells = CellMemo<MakerCell>()
    private var modelCells = CellMemo<String>()
    private var masses: [MassKey: Result<Mass, RowRefusal>] = [:]
    private var lastMass: (key: MassKey, mass: Result<Mass, RowRefusal>)?
    /// The numbers of the row before, for their memory.
    private var packed = PackedNumbers()

    init(_ rules: DeclarationRules, _ mapping: FittedMapping) {
        self.rules = rules
        self.mapping = mapping
        byFoldedCode = Dictionary(rules.classes.indices.map { (rules.classes[$0].code.text.lowercased(), $0) }) {
            first, _ in first
        }
    }

    /// What the row comes to that the reader is at.
    ///
    /// - Throws: where it begins one combination more than an import may make declarations.
    mutating func row(_ reader: borrowing CSVReader) throws -> Result<MadeRow, RowRefusal> {
        forgetIfMany()
        let made: Result<MadeRow, RowRefusal>
        let before = combinations.count
        do throws(RowRefusal) {
            made = .success(try make(reader, try combination(reader)))
        } catch {
            made = .failure(error)
            // One that only an excluded row has makes no declaration.
            if combinations.count > before { forgetLastCombination() }
        }
        guard combinations.count <= DeclarationLimits.combinations else {
            throw CompensationRefusal.tooManyCombinations(most: DeclarationLimits.combinations, line: reader.line)
        }
        return made
    }

    /// The row as a device for a line of a declaration.
    ///
    /// Refused, in this order: more than one device, numbers, none of them, line.
    mutating func device(_ reader: borrowing CSVReader) throws(RowRefusal) -> DeviceToAttach {
        forgetIfMany()
        let quantity = try quantity(reader)
        guard quantity == 1 else { throw .quantityOfNumbered(quantity) }
        let maker = mapping.position(reader, .maker, in: &makerCells, Self.maker)
        let placeholder = try packNumbers(reader, maker.flatMap { makerCells.values[$0].maker })
        guard !packed.isEmpty else { throw placeholder ?? .unidentified }
        return DeviceToAttach(
            line: reader.line, numbers: packed,
            documentLine: try line(reader),
            document: try mapping.cell(reader, .purchaseOrder) { (bytes) throws(RowRefusal) in Cell.text(bytes) })
    }

    /// The row's cells by their fields, as far as there is anything in them: what it takes to read it again.
    func cells(_ reader: borrowing CSVReader) throws(RowRefusal) -> [DeclarationField: String] {
        var cells: [DeclarationField: String] = [:]
        for field in DeclarationField.allCases {
            cells[field] = try mapping.cell(reader, field) { (bytes) throws(RowRefusal) in Cell.text(bytes) }
        }
        return cells
    }

    /// Refused, in this order: combination, class, quantity, numbers, line, mass, what it owes.
    private mutating func make(
        _ reader: borrowing CSVReader, _ combination: UInt32
    ) throws(RowRefusal) -> MadeRow {
        let deviceClass = try deviceClass(reader)
        let quantity = try quantity(reader)
        let maker = mapping.position(reader, .maker, in: &makerCells, Self.maker)
        let placeholder = try packNumbers(reader, maker.flatMap { makerCells.values[$0].maker })
        if packed.isEmpty {
            guard let line = try documentLine(reader, combinations[Int(combination)].document) else {
                throw placeholder ?? .unidentified
            }
            packed.append(line)
        } else if quantity > 1 {
            throw .quantityOfNumbered(quantity)
        }
        let key = MassKey(
            deviceClass: deviceClass, maker: maker ?? -1,
            model: mapping.position(reader, .model, in: &modelCells, Cell.text) ?? -1,
            stated: try stated(reader) ?? -1)
        let mass = try mass(key)
        let (units, overflow) = mass.owed.multipliedReportingOverflow(by: quantity)
        guard !overflow, units <= DeclarationLimits.owed else { throw .owesTooMuch }
        return MadeRow(
            candidate: Candidate(
                units: units, line: UInt32(truncatingIfNeeded: reader.line), combination: combination,
                model: mass.model,
                grams: mass.grams, quantity: Int32(quantity), deviceClass: UInt16(deviceClass),
                packed: UInt16(packed.bytes.count), basis: UInt8(mass.basis.rawValue)),
            numbers: packed)
    }

    /// Refused, in this order: beneficiary, cost centre, document; each where it is missing or unfit.
    private mutating func combination(_ reader: borrowing CSVReader) throws(RowRefusal) -> UInt32 {
        let key = CombinationKey(
            beneficiary: mapping.position(reader, .beneficiary, in: &combinationCells, Cell.text) ?? -1,
            costCentre: mapping.position(reader, .costCentre, in: &combinationCells, Cell.text) ?? -1,
            document: mapping.position(reader, .purchaseOrder, in: &combinationCells, Cell.text) ?? -1)
        if let lastCombination, lastCombination.key == key { return lastCombination.position }
        if let position = known[key] { return position }
        func text(_ field: DeclarationText, _ cell: Int, _ common: String?) throws(RowRefusal) -> String? {
            guard cell >= 0 else { return common }
            let text = combinationCells.values[cell]
            guard text.isPlain(longest: field.longest) else { throw .textUnfit(field, longest: field.longest) }
            return text
        }
        guard let beneficiary = try text(.beneficiary, key.beneficiary, rules.beneficiary) else {
            throw .textMissing(.beneficiary)
        }
        let costCentre = try text(.costCentre, key.costCentre, rules.costCentre)
        guard let document = try text(.document, key.document, rules.document) else { throw .textMissing(.document) }
        let combination = Combination(beneficiary: beneficiary, costCentre: costCentre, document: document)
        let position = positions[combination] ?? UInt32(combinations.count)
        if position == combinations.count {
            combinations.append(combination)
            positions[combination] = position
        }
        known[key] = position
        lastCombination = (key, position)
        return position
    }

    private mutating func forgetLastCombination() {
        if let last = combinations.popLast() { positions[last] = nil }
        known.removeAll()
        lastCombination = nil
    }

    /// Keeps a sheet of a million different models from growing the memos with it.
    private mutating func forgetIfMany() {
        let most = 50_000
        guard
            classCells.values.count > most || makerCells.values.count > most || modelCells.values.count > most
                || masses.count > most || combinationCells.values.count > most
        else { return }
        classCells.removeAll()
        makerCells.removeAll()
        modelCells.removeAll()
        masses.removeAll()
        lastMass = nil
        combinationCells.removeAll()
        known.removeAll()
        lastCombination = nil
    }
}

// The cells.
extension FittedMapping {
    /// What `body` makes of the field's cell or constant, without the white space around it; `nil` where there is none or
    /// nothing is in it.
    fileprivate func cell<Value>(
        _ reader: borrowing CSVReader, _ field: DeclarationField, _ body: (Span<UInt8>) throws(RowRefusal) -> Value
    ) throws(RowRefusal) -> Value? {
        let column = columns[field.index]
        if column >= 0 {
            guard !reader.isEmpty(column) else { return nil }
            return try reader.withBytes(column) { (bytes) throws(RowRefusal) -> Value? in
                let range = Cell.trimmed(bytes)
                return range.isEmpty ? nil : try body(bytes.extracting(range))
            }
        }
        guard let constant = constants[field.index] else { return nil }
        return try body(constant.span)
    }

    /// The position of the field's cell in the memo of such cells. The memo comes as an argument, not in a closure, for which the
    /// mapping would be copied with every cell.
    fileprivate func position<Value>(
        _ reader: borrowing CSVReader, _ field: DeclarationField, in memo: inout CellMemo<Value>,
        _ make: (Span<UInt8>) -> Value
    ) -> Int? {
        let column = columns[field.index]
        if column >= 0 {
            guard !reader.isEmpty(column) else { return nil }
            return reader.withBytes(column) { bytes in
                let range = Cell.trimmed(bytes)
                return range.isEmpty ? nil : memo.position(of: bytes.extracting(range), make)
            }
        }
        guard let constant = constants[field.index] else { return nil }
        return memo.position(of: constant.span, make)
    }
}

extension RowMaker {
    private mutating func deviceClass(_ reader: borrowing CSVReader) throws(RowRefusal) -> Int {
        let byFoldedCode = byFoldedCode
        let position = mapping.position(reader, .deviceClass, in: &classCells) { bytes in
            let text = Cell.text(bytes)
            return byFoldedCode[text.lowercased()].map { .known($0) } ?? .unknown(Cell.shown(bytes))
        }
        switch position.map({ classCells.values[$0] }) {
        case nil: throw .classMissing
        case .unknown(let text)?: throw .classUnknown(text)
        case .known(let index)?: return index
        }
    }

    private static func maker(_ bytes: Span<UInt8>) -> MakerCell {
        MakerCell(text: Cell.text(bytes), maker: Maker(reading: bytes))
    }

    private func quantity(_ reader: borrowing CSVReader) throws(RowRefusal) -> Int64 {
        try mapping.cell(reader, .quantity) { (bytes) throws(RowRefusal) in
            guard let quantity = Cell.integer(bytes), DeclarationLimits.quantity.contains(quantity) else {
                throw .quantityUnreadable(Cell.shown(bytes))
            }
            return quantity
        } ?? 1
    }

    /// Packs the row's numbers in the order of their texts (asset tag, IMEIs, serial), each once.
    ///
    /// - Returns: why one of them is a placeholder (`N/A`): nothing where another number knows the device, refused where it is all
    ///   there is.
    private mutating func packNumbers(
        _ reader: borrowing CSVReader, _ maker: Maker?
    ) throws(RowRefusal) -> RowRefusal? {
        packed.removeAll()
        var placeholder: RowRefusal?
        func found<Number>(
            _ field: DeclarationField, _ read: (Span<UInt8>) throws(IdentifierRefusal) -> Number
        ) throws(RowRefusal) -> Number? {
            try mapping.cell(reader, field) { (bytes) throws(RowRefusal) -> Number? in
                do throws(IdentifierRefusal) {
                    return try read(bytes)
                } catch {
                    guard case .placeholder = error else { throw .identifier(field, error) }
                    placeholder = placeholder ?? .identifier(field, error)
                    return nil
                }
            } ?? nil
        }
        let customer = rules.customer
        if let tag = try found(
            .assetTag,
            { (bytes) throws(IdentifierRefusal) in try AssetTag(reading: Cell.text(bytes), party: customer) })
        {
            packed.append(.assetTag(tag))
        }
        let imei = try found(.imei) { (bytes) throws(IdentifierRefusal) in try IMEI(reading: bytes) }
        let imei2 = try found(.imei2) { (bytes) throws(IdentifierRefusal) in try IMEI(reading: bytes) }
        switch (imei, imei2) {
        case (let one?, let other?):
            packed.append(.imei(min(one, other)))
            if one != other { packed.append(.imei(max(one, other))) }
        case (let one?, nil), (nil, let one?): packed.append(.imei(one))
        case (nil, nil): break
        }
        if let serial = try found(
            .serial, { (bytes) throws(IdentifierRefusal) in try SerialNumber(reading: bytes, maker: maker) })
        {
            packed.append(.serial(serial))
        }
        return placeholder
    }

    private func line(_ reader: borrowing CSVReader) throws(RowRefusal) -> Int64? {
        try mapping.cell(reader, .line) { (bytes) throws(RowRefusal) -> Int64 in
            guard let line = Cell.integer(bytes), DocumentLine.lines.contains(Int(line)) else {
                throw .lineUnreadable(Cell.shown(bytes))
            }
            return line
        }
    }

    private func documentLine(
        _ reader: borrowing CSVReader, _ document: String
    ) throws(RowRefusal) -> DeviceIdentifier? {
        guard let line = try line(reader) else { return nil }
        do {
            return .documentLine(try DocumentLine(reading: document, line: Int(line), party: rules.customer))
        } catch {
            throw .document(error)
        }
    }
}

// The mass.
extension RowMaker {
    private func stated(_ reader: borrowing CSVReader) throws(RowRefusal) -> Int64? {
        let grams = try stated(reader, .massGrams) { WrittenMass($0, kilograms: false) }
        let kilograms = try stated(reader, .massKilograms) { WrittenMass($0, kilograms: true) }
        let withUnit = try stated(reader, .mass) { WrittenMass(withUnit: $0) }
        switch (grams, kilograms, withUnit) {
        case (let one, nil, nil), (nil, let one, nil), (nil, nil, let one): return one
        case (_?, _?, _), (_?, _, _?), (_, _?, _?): throw .massTwice
        }
    }

    private func stated(
        _ reader: borrowing CSVReader, _ field: DeclarationField, _ read: (Span<UInt8>) -> WrittenMass?
    ) throws(RowRefusal) -> Int64? {
        try mapping.cell(reader, field) { (bytes) throws(RowRefusal) in
            switch read(bytes) {
            case .grams(let grams): return grams
            case .unreadable: throw .massUnreadable(Cell.shown(bytes))
            case .ambiguous: throw .massAmbiguous(Cell.shown(bytes))
            case nil: throw .massWithoutUnit(Cell.shown(bytes))
            }
        }
    }

    private mutating func mass(_ key: MassKey) throws(RowRefusal) -> Mass {
        if let lastMass, lastMass.key == key { return try lastMass.mass.get() }
        let mass: Result<Mass, RowRefusal>
        if let known = masses[key] {
            mass = known
        } else {
            do {
                mass = .success(try resolve(key))
            } catch {
                mass = .failure(error)
            }
            masses[key] = mass
        }
        lastMass = (key, mass)
        return try mass.get()
    }

    private func resolve(_ key: MassKey) throws(RowRefusal) -> Mass {
        let code = rules.classes[key.deviceClass].code
        // Above the greatest mass anyway where it has no `Grams`.
        let stated = key.stated < 0 ? nil : Grams(key.stated) ?? Grams.most
        let facts = DeviceFacts(
            deviceClass: code, stated: stated, maker: key.maker < 0 ? nil : makerCells.values[key.maker].text,
            model: key.model < 0 ? nil : modelCells.values[key.model])
        var resolved: ResolvedMass?
        do {
            resolved = try rules.catalogue.mass(of: facts, on: rules.day, under: rules.programme)
        } catch {
            switch (error, rules.programme.obligation.unit) {
            // A programme by piece does not weigh.
            case (.noMass, .pieces), (.referenceTooOld, .pieces): resolved = nil
            case (.noMass, .grams), (.referenceTooOld, .grams), (.classNotInProgramme, _), (.outOfRange, _),
                (.modelOfOtherClass, _):
                throw .mass(error)
            }
        }
        let owed = rules.programme.obligation.owed(mass: resolved?.mass, class: code)
        guard owed > 0 else { throw .owesNothing(code) }
        var model: Int64?
        if case .model(let maker, let name)? = resolved?.source { model = rules.models[[maker, name]] }
        return Mass(
            grams: resolved.map { Int32($0.mass.count) } ?? -1, basis: resolved.map { BasisColumn($0.basis) } ?? .none,
            model: model.flatMap { Int32(exactly: $0) } ?? -1, owed: owed)
    }
}
