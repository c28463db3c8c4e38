/// Where a field's value comes from.
public enum FieldSource: Hashable, Sendable {
    case column(String)
    case constant(String)
}

/// Why a mapping is none, or does not fit a list.
public enum MappingRefusal: Error, Hashable, Sendable {
    /// Not `field=column` or `field=:value`.
    case malformed(String)
    case unknownField(String)
    case mappedTwice(DeclarationField)
    /// One value for every row was given to a field that tells devices apart.
    case constantIdentifier(DeclarationField)
    case missingColumn(DeclarationField, column: String)
    case columnTwice(DeclarationField, column: String)
    /// Several columns could be the field, and nobody said which is.
    case columnUnclear(DeclarationField, columns: [String])
    /// Neither a column nor a value says the class.
    case noClass
    /// No column by which a row could be known.
    case noIdentifier
    /// The list has not even a heading.
    case noHeading
    case unknownProfile(String)
    /// The headings fit two profiles equally well.
    case profileUnclear(String, String)
}

/// Which column of somebody's list says what. Headings are compared by their letters and digits alone, without case.
///
/// In this order a field is what was assigned to it; the column with its own name; the column with the first of the
/// profile's headings for it that there is; the only column with one of the generic profile's headings. An assignment is a
/// text: `serial=Seriennummer`, or `class=:smartphone` for one value in every row. (A column whose heading begins with a
/// colon is written `::…`.)
public struct DeclarationMapping: Hashable, Sendable {
    public let sources: [DeclarationField: FieldSource]
    /// `nil`: whichever of the built-in profiles the headings fit.
    public let profile: ListProfile?

    /// Nothing assigned, and the profile found by the headings.
    public static let standard = DeclarationMapping(sources: [:], profile: nil)

    private init(sources: [DeclarationField: FieldSource], profile: ListProfile?) {
        self.sources = sources
        self.profile = profile
    }

    /// Refused, in this order: a malformed text, an unknown field, one value for an identifier, a field mapped twice.
    public init(_ assignments: [String], profile: ListProfile? = nil) throws(MappingRefusal) {
        var sources: [DeclarationField: FieldSource] = [:]
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "=") else { throw .malformed(assignment) }
            let name = Heading.trimmed(String(assignment[..<equals])).lowercased()
            var rest = assignment[assignment.index(after: equals)...]
            guard let field = DeclarationField(rawValue: name) else { throw .unknownField(name) }
            let isConstant = rest.hasPrefix(":") && !rest.hasPrefix("::")
            if rest.hasPrefix(":") { rest = rest.dropFirst() }
            let value = Heading.trimmed(String(rest))
            guard !value.isEmpty else { throw .malformed(assignment) }
            if isConstant, !field.mayBeConstant { throw .constantIdentifier(field) }
            guard sources[field] == nil else { throw .mappedTwice(field) }
            sources[field] = isConstant ? .constant(value) : .column(value)
        }
        self.init(sources: sources, profile: profile)
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

    /// The mapping for a list with these headings, whether or not it says all that a declaration needs.
    package func read(_ headings: [String]) throws(MappingRefusal) -> FittedMapping {
        let profile: ListProfile
        if let known = self.profile { profile = known } else { profile = try .recognised(headings) }
        var fitting = Fitting(headings, profile)
        for field in DeclarationField.allCases {
            if case .column(let name)? = sources[field] { try fitting.assign(name, to: field) }
            if case .constant(let value)? = sources[field] { fitting.constants[field.index] = Array(value.utf8) }
        }
        for field in DeclarationField.allCases where sources[field] == nil { try fitting.findOwn(field) }
        for field in DeclarationField.allCases where sources[field] == nil { try fitting.find(field, in: profile) }
        for field in DeclarationField.allCases where sources[field] == nil {
            try fitting.findOnly(field, in: .generic)
        }
        for field in DeclarationField.allCases where !fitting.has(field) {
            if let value = profile.constants[field] { fitting.constants[field.index] = Array(value.utf8) }
        }
        return fitting.fitted
    }

    /// The mapping for a declaration of a list with these headings.
    package func fitted(to headings: [String]) throws(MappingRefusal) -> FittedMapping {
        let fitted = try read(headings)
        guard fitted.has(.deviceClass) else { throw .noClass }
        guard DeclarationField.allCases.contains(where: { $0.identifies && fitted.has($0) }) else {
            throw .noIdentifier
        }
        return fitted
    }
}

extension DeclarationMapping {
    /// The mapping for devices that are to be attached to lines: with a number of their own, and no class.
    package func fitted(toDevices headings: [String]) throws(MappingRefusal) -> FittedMapping {
        let fitted = try read(headings)
        let numbers: [DeclarationField] = [.serial, .imei, .imei2, .assetTag]
        guard numbers.contains(where: fitted.has) else { throw .noIdentifier }
        return fitted
    }
}

/// A mapping in terms of one list's columns.
package struct FittedMapping: Sendable {
    package let profile: ListProfile
    package let headings: [String]
    /// By `DeclarationField.index`; −1 where there is none.
    package let columns: [Int]
    package let constants: [[UInt8]?]
    /// Columns that are not read, and why.
    package let dropped: [Int: DroppedColumn]

    package func has(_ field: DeclarationField) -> Bool {
        columns[field.index] >= 0 || constants[field.index] != nil
    }
}

/// Columns as they are given to fields, one field after the other.
private struct Fitting {
    private let headings: [String]
    private let keys: [String]
    private let profile: ListProfile
    private var columns: [Int]
    var constants: [[UInt8]?]
    private var dropped: [Int: DroppedColumn] = [:]

    init(_ headings: [String], _ profile: ListProfile) {
        self.headings = headings
        self.profile = profile
        keys = headings.map(Heading.key)
        columns = [Int](repeating: -1, count: DeclarationField.allCases.count)
        constants = [[UInt8]?](repeating: nil, count: columns.count)
        for (column, key) in keys.enumerated() {
            dropped[column] = profile.drops(key) ?? ListProfile.generic.drops(key)
        }
    }

    func has(_ field: DeclarationField) -> Bool { columns[field.index] >= 0 || constants[field.index] != nil }

    /// Whoever names a column means it, dropped or not.
    mutating func assign(_ name: String, to field: DeclarationField) throws(MappingRefusal) {
        let wanted = Heading.trimmed(name).lowercased()
        var found = headings.indices.filter { Heading.trimmed(headings[$0]).lowercased() == wanted }
        if found.isEmpty { found = keys.indices.filter { keys[$0] == Heading.key(name) } }
        guard let column = found.first else { throw .missingColumn(field, column: name) }
        guard found.count == 1 else { throw .columnTwice(field, column: name) }
        columns[field.index] = column
        dropped[column] = nil
    }

    mutating func findOwn(_ field: DeclarationField) throws(MappingRefusal) {
        let found = free(Heading.key(field.rawValue))
        guard found.count < 2 else { throw .columnTwice(field, column: field.rawValue) }
        columns[field.index] = found.first ?? -1
    }

    /// The first of the profile's headings that there is.
    mutating func find(_ field: DeclarationField, in profile: ListProfile) throws(MappingRefusal) {
        guard columns[field.index] < 0, profile.name != ListProfile.generic.name else { return }
        for heading in profile.fields[field] ?? [] {
            let found = free(Heading.key(heading))
            guard found.count < 2 else { throw .columnTwice(field, column: heading) }
            if let column = found.first {
                columns[field.index] = column
                return
            }
        }
    }

    /// The only column that has any of the profile's headings.
    mutating func findOnly(_ field: DeclarationField, in profile: ListProfile) throws(MappingRefusal) {
        guard columns[field.index] < 0 else { return }
        var found: [Int] = []
        for heading in profile.fields[field] ?? [] {
            for column in free(Heading.key(heading)) where !found.contains(column) { found.append(column) }
        }
        guard found.count < 2 else {
            throw .columnUnclear(field, columns: found.sorted().map { headings[$0] })
        }
        columns[field.index] = found.first ?? -1
    }

    /// Columns of this heading that nobody has and that are read.
    private func free(_ key: String) -> [Int] {
        keys.indices.filter { keys[$0] == key && dropped[$0] == nil && !columns.contains($0) }
    }

    var fitted: FittedMapping {
        FittedMapping(profile: profile, headings: headings, columns: columns, constants: constants, dropped: dropped)
    }
}

/// A column's heading as it is compared.
enum Heading {
    /// Its letters and digits, in lower case: `Serial No.`, `serial_no` and `SerialNo` are one.
    static func key(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.lowercased().unicodeScalars.filter { scalar in
                    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                }))
    }

    /// Without white space and byte order marks around it.
    static func trimmed(_ text: String) -> String {
        func isSpace(_ character: Character) -> Bool { character.isWhitespace || character == "\u{FEFF}" }
        return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
