/// What a column of a declaration's sheet says. The raw value is its name in a mapping, and the heading by which it is
/// found where the mapping is silent.
public enum DeclarationField: String, Hashable, Sendable, CaseIterable {
    case deviceClass = "class"
    case maker
    case model
    case serial
    case imei
    case imei2
    case assetTag = "asset_tag"
    /// Whole grams; a part of a gram counts as one. `1,650` and `1.650` could be either and are refused.
    case massGrams = "mass_g"
    /// Kilograms with a decimal point or comma, to the gram; a part of a gram counts as one.
    case massKilograms = "mass_kg"
    case quantity
    case line
    /// In whose name mass will be retired; the customer's cost centre; the purchase order, invoice or sale.
    case beneficiary
    case costCentre = "cost_centre"
    case purchaseOrder = "purchase_order"

    var index: Int {
        switch self {
        case .deviceClass: 0
        case .maker: 1
        case .model: 2
        case .serial: 3
        case .imei: 4
        case .imei2: 5
        case .assetTag: 6
        case .massGrams: 7
        case .massKilograms: 8
        case .quantity: 9
        case .line: 10
        case .beneficiary: 11
        case .costCentre: 12
        case .purchaseOrder: 13
        }
    }

    /// Whether one value may stand for every row: never for what tells two devices apart.
    var mayBeConstant: Bool {
        switch self {
        case .deviceClass, .maker, .model, .massGrams, .massKilograms, .beneficiary, .costCentre, .purchaseOrder: true
        case .serial, .imei, .imei2, .assetTag, .quantity, .line: false
        }
    }

    /// Whether a row can be known by it.
    var identifies: Bool {
        switch self {
        case .serial, .imei, .imei2, .assetTag, .line: true
        case .deviceClass, .maker, .model, .massGrams, .massKilograms, .quantity, .beneficiary, .costCentre,
            .purchaseOrder:
            false
        }
    }
}

/// Where a field's value comes from.
public enum FieldSource: Hashable, Sendable {
    case column(String)
    case constant(String)
}

/// Why a mapping is none, or does not fit a sheet.
public enum MappingRefusal: Error, Hashable, Sendable {
    /// Not `field=column` or `field=:value`.
    case malformed(String)
    case unknownField(String)
    case mappedTwice(DeclarationField)
    /// One value for every row was given to a field that tells devices apart.
    case constantIdentifier(DeclarationField)
    case missingColumn(DeclarationField, column: String)
    case columnTwice(DeclarationField, column: String)
    /// Neither a column nor a value says the class.
    case noClass
    /// No column by which a row could be known.
    case noIdentifier
    /// The sheet has not even a heading.
    case noHeading
}

/// Which column of somebody's sheet says what. Headings are compared without case and without spaces around them.
///
/// As text, one assignment a field: `serial=Seriennummer`, `class=:smartphone` for one value in every row. (A column whose
/// heading begins with a colon is written `::…`.) Fields that are not assigned are found by their own names.
public struct DeclarationMapping: Hashable, Sendable {
    public let sources: [DeclarationField: FieldSource]

    /// Every field by its own name.
    public static let standard = DeclarationMapping(sources: [:])

    private init(sources: [DeclarationField: FieldSource]) { self.sources = sources }

    /// Refused, in this order: a malformed text, an unknown field, one value for an identifier, a field mapped twice.
    public init(_ assignments: [String]) throws(MappingRefusal) {
        var sources: [DeclarationField: FieldSource] = [:]
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "=") else { throw .malformed(assignment) }
            let name = folded(String(assignment[..<equals]))
            var rest = assignment[assignment.index(after: equals)...]
            guard let field = DeclarationField(rawValue: name) else { throw .unknownField(name) }
            let isConstant = rest.hasPrefix(":") && !rest.hasPrefix("::")
            if rest.hasPrefix(":") { rest = rest.dropFirst() }
            let value = trimmed(String(rest))
            guard !value.isEmpty else { throw .malformed(assignment) }
            if isConstant, !field.mayBeConstant { throw .constantIdentifier(field) }
            guard sources[field] == nil else { throw .mappedTwice(field) }
            sources[field] = isConstant ? .constant(value) : .column(value)
        }
        self.init(sources: sources)
    }

    /// One text an assignment, in the order of the fields.
    public var texts: [String] {
        DeclarationField.allCases.compactMap { field in
            switch sources[field] {
            case .column(let name)?: "\(field.rawValue)=\(name.hasPrefix(":") ? ":" : "")\(name)"
            case .constant(let value)?: "\(field.rawValue)=:\(value)"
            case nil: nil
            }
        }
    }

    /// The mapping for a sheet with these headings.
    func fitted(to headings: [String]) throws(MappingRefusal) -> FittedMapping {
        let found = headings.map(folded)
        var columns = [Int](repeating: -1, count: DeclarationField.allCases.count)
        var constants = [[UInt8]?](repeating: nil, count: columns.count)
        for field in DeclarationField.allCases {
            switch sources[field] {
            case .constant(let value)?:
                constants[field.index] = Array(value.utf8)
            case .column(let name)?:
                guard let column = try Self.only(found, { $0 == folded(name) }, field, name) else {
                    throw .missingColumn(field, column: name)
                }
                columns[field.index] = column
            case nil:
                // Our own names are also taken with a space or a hyphen: `Asset tag`.
                let name = field.rawValue
                let column = try Self.only(found, { underscored($0) == name }, field, name)
                columns[field.index] = column ?? -1
            }
        }
        let fitted = FittedMapping(columns: columns, constants: constants)
        guard fitted.has(.deviceClass) else { throw .noClass }
        guard DeclarationField.allCases.contains(where: { $0.identifies && fitted.has($0) }) else {
            throw .noIdentifier
        }
        return fitted
    }

    private static func only(
        _ headings: [String], _ fits: (String) -> Bool, _ field: DeclarationField, _ name: String
    ) throws(MappingRefusal) -> Int? {
        let columns = headings.indices.filter { fits(headings[$0]) }
        guard columns.count < 2 else { throw .columnTwice(field, column: name) }
        return columns.first
    }
}

/// A mapping in terms of one sheet's columns.
struct FittedMapping: Sendable {
    /// By `DeclarationField.index`; −1 where there is none.
    let columns: [Int]
    let constants: [[UInt8]?]

    func has(_ field: DeclarationField) -> Bool { columns[field.index] >= 0 || constants[field.index] != nil }
}

private func trimmed(_ text: String) -> String {
    func isSpace(_ character: Character) -> Bool { character.isWhitespace || character == "\u{FEFF}" }
    return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
}

private func folded(_ text: String) -> String { trimmed(text).lowercased() }

private func underscored(_ text: String) -> String {
    String(text.map { $0 == " " || $0 == "-" ? "_" : $0 })
}
