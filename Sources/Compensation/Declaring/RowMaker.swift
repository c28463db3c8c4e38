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
    let numbers: [[UInt8]]

    /// Writes the candidate with its numbers behind it.
    func spool(to spool: inout Spool) throws {
        try withUnsafeBytes(of: candidate) {
            try spool.append(UnsafeRawBufferPointer(rebasing: $0[..<Candidate.byteCount]))
        }
        for number in numbers {
            try withUnsafeBytes(of: UInt8(number.count)) { try spool.append($0) }
            try spool.append(number)
        }
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
        do throws(RowRefusal) {
            made = .success(try make(reader, try combination(reader)))
        } catch {
            made = .failure(error)
        }
        guard combinations.count <= DeclarationLimits.combinations else {
            throw CompensationRefusal.tooManyCombinations(most: DeclarationLimits.combinations, line: reader.line)
        }
        return made
    }

    /// Refused, in this order: combination, class, quantity, numbers, line, mass, what it owes.
    private mutating func make(
        _ reader: borrowing CSVReader, _ combination: UInt32
    ) throws(RowRefusal) -> MadeRow {
        let deviceClass = try deviceClass(reader)
        let quantity = try quantity(reader)
        let maker = mapping.position(reader, .maker) { makerCells.position(of: $0, Self.maker) }
        var (numbers, placeholder) = try numbers(reader, maker.flatMap { makerCells.values[$0].maker })
        if numbers.isEmpty {
            guard let line = try documentLine(reader, combinations[Int(combination)].document) else {
                throw placeholder ?? .unidentified
            }
            numbers = [line]
        } else if quantity > 1 {
            throw .quantityOfNumbered(quantity)
        }
        let key = MassKey(
            deviceClass: deviceClass, maker: maker ?? -1,
            model: mapping.position(reader, .model) { modelCells.position(of: $0, Cell.text) } ?? -1,
            stated: try stated(reader) ?? -1)
        let mass = try mass(key)
        let (units, overflow) = mass.owed.multipliedReportingOverflow(by: quantity)
        guard !overflow, units <= DeclarationLimits.owed else { throw .owesTooMuch }
        return MadeRow(
            candidate: Candidate(
                units: units, line: UInt32(truncatingIfNeeded: reader.line), combination: combination,
                model: mass.model,
                grams: mass.grams, quantity: Int32(quantity), deviceClass: UInt16(deviceClass),
                packed: UInt16(numbers.reduce(0) { $0 + 1 + $1.count }), basis: UInt8(mass.basis.rawValue)),
            numbers: numbers)
    }

    /// Refused, in this order: beneficiary, cost centre, document; each where it is missing or unfit.
    private mutating func combination(_ reader: borrowing CSVReader) throws(RowRefusal) -> UInt32 {
        let key = CombinationKey(
            beneficiary: mapping.position(reader, .beneficiary) { combinationCells.position(of: $0, Cell.text) } ?? -1,
            costCentre: mapping.position(reader, .costCentre) { combinationCells.position(of: $0, Cell.text) } ?? -1,
            document: mapping.position(reader, .purchaseOrder) { combinationCells.position(of: $0, Cell.text) } ?? -1)
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

    fileprivate func position(
        _ reader: borrowing CSVReader, _ field: DeclarationField, _ find: (Span<UInt8>) -> Int
    ) -> Int? {
        let column = columns[field.index]
        if column >= 0 {
            guard !reader.isEmpty(column) else { return nil }
            return reader.withBytes(column) { bytes in
                let range = Cell.trimmed(bytes)
                return range.isEmpty ? nil : find(bytes.extracting(range))
            }
        }
        guard let constant = constants[field.index] else { return nil }
        return find(constant.span)
    }

}

extension RowMaker {
    private mutating func deviceClass(_ reader: borrowing CSVReader) throws(RowRefusal) -> Int {
        let byFoldedCode = byFoldedCode
        let position = mapping.position(reader, .deviceClass) { bytes in
            classCells.position(of: bytes) { bytes in
                let text = Cell.text(bytes)
                return byFoldedCode[text.lowercased()].map { .known($0) } ?? .unknown(Cell.shown(bytes))
            }
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

    /// The row's numbers in the order of their texts (asset tag, IMEIs, serial), each once.
    ///
    /// A placeholder (`N/A`) is nothing where another number knows the device, and refused where it is all there is.
    private func numbers(
        _ reader: borrowing CSVReader, _ maker: Maker?
    ) throws(RowRefusal) -> (numbers: [[UInt8]], placeholder: RowRefusal?) {
        var numbers: [[UInt8]] = []
        var placeholder: RowRefusal?
        func add(
            _ field: DeclarationField, _ read: (Span<UInt8>) throws(IdentifierRefusal) -> DeviceIdentifier
        ) throws(RowRefusal) -> DeviceIdentifier? {
            try mapping.cell(reader, field) { (bytes) throws(RowRefusal) -> DeviceIdentifier? in
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
        if let tag = try add(
            .assetTag,
            { (bytes) throws(IdentifierRefusal) in
                .assetTag(try AssetTag(reading: Cell.text(bytes), party: customer))
            })
        {
            numbers.append(tag.numberBytes)
        }
        let imei = try add(.imei) { (bytes) throws(IdentifierRefusal) in .imei(try IMEI(reading: bytes)) }
        let imei2 = try add(.imei2) { (bytes) throws(IdentifierRefusal) in .imei(try IMEI(reading: bytes)) }
        switch (imei?.numberBytes, imei2?.numberBytes) {
        case (let one?, let other?) where one == other: numbers.append(one)
        case (let one?, let other?): numbers += one.lexicographicallyPrecedes(other) ? [one, other] : [other, one]
        case (let one?, nil), (nil, let one?): numbers.append(one)
        case (nil, nil): break
        }
        if let serial = try add(
            .serial,
            { (bytes) throws(IdentifierRefusal) in
                .serial(try SerialNumber(reading: bytes, maker: maker))
            })
        {
            numbers.append(serial.numberBytes)
        }
        return (numbers, placeholder)
    }

    private func documentLine(
        _ reader: borrowing CSVReader, _ document: String
    ) throws(RowRefusal) -> [UInt8]? {
        let line = try mapping.cell(reader, .line) { (bytes) throws(RowRefusal) -> Int64 in
            guard let line = Cell.integer(bytes), DocumentLine.lines.contains(Int(line)) else {
                throw .lineUnreadable(Cell.shown(bytes))
            }
            return line
        }
        guard let line else { return nil }
        do {
            let line = try DocumentLine(reading: document, line: Int(line), party: rules.customer)
            return DeviceIdentifier.documentLine(line).numberBytes
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
        let stated = [grams, kilograms, withUnit].compactMap(\.self)
        guard stated.count < 2 else { throw .massTwice }
        return stated.first
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
