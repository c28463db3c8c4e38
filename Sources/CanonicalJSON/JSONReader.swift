/// Why a sound JSON value is not the record that was asked for. Paths read like `lots[3].mass`; that of the outermost
/// value is empty.
public enum JSONReadError: Error, Hashable, Sendable {
    case missing(path: String)
    case wrongKind(path: String, expected: JSON.Kind, found: JSON.Kind)
    case unknown(path: String)
    case outOfRange(path: String)
    /// The right kind, but not a spelling of what it stands for.
    case malformed(path: String)
}

/// Takes the members of one object by name, each at most once, then refuses the rest.
///
///     var lot = try JSONReader(json)
///     let mass = try lot.integer("mass", in: 0...)
///     let day = try lot.string("day", as: Day.init(text:))
///     try lot.end()
///
/// An absent member and `null` are two things: the `IfPresent` variants allow only absence, so a record keeps one
/// spelling. Members taken in canonical order are found without a search.
public struct JSONReader: Sendable {
    /// Where the object stands in the whole.
    public let path: String
    private let object: JSONObject
    private var taken: [Bool]
    private var takenCount = 0
    private var next = 0

    public init(_ object: JSONObject, path: String = "") {
        self.object = object
        self.path = path
        taken = Array(repeating: false, count: object.count)
    }

    public init(_ json: JSON, path: String = "") throws(JSONReadError) {
        guard case .object(let object) = json else {
            throw .wrongKind(path: path, expected: .object, found: json.kind)
        }
        self.init(object, path: path)
    }

    /// Refuses members that nobody took.
    public func end() throws(JSONReadError) {
        guard takenCount < object.count else { return }
        for (member, taken) in zip(object.members, taken) where !taken { throw .unknown(path: path(to: member.name)) }
    }

    /// The path of a member, for an error of the caller's own.
    public func path(to name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    // MARK: - Any value

    public mutating func value(_ name: String) throws(JSONReadError) -> JSON {
        guard let value = valueIfPresent(name) else { throw .missing(path: path(to: name)) }
        return value
    }

    /// - Precondition: `name` has not been taken.
    public mutating func valueIfPresent(_ name: String) -> JSON? {
        let place = object.holds(name, at: next) ? next : object.place(of: name)
        guard object.holds(name, at: place) else { return nil }
        precondition(!taken[place], "JSON member taken twice")
        taken[place] = true
        takenCount += 1
        next = place + 1
        return object.members[place].value
    }

    private mutating func take<Part>(
        _ name: String, _ kind: JSON.Kind, _ part: (JSON) -> Part?
    ) throws(JSONReadError) -> Part {
        guard let part = try takeIfPresent(name, kind, part) else { throw .missing(path: path(to: name)) }
        return part
    }

    private mutating func takeIfPresent<Part>(
        _ name: String, _ kind: JSON.Kind, _ part: (JSON) -> Part?
    ) throws(JSONReadError) -> Part? {
        guard let value = valueIfPresent(name) else { return nil }
        guard let part = part(value) else {
            throw .wrongKind(path: path(to: name), expected: kind, found: value.kind)
        }
        return part
    }
}

// MARK: - Strings, integers and truths

extension JSONReader {
    public mutating func string(_ name: String) throws(JSONReadError) -> String {
        try take(name, .string, \.string)
    }

    public mutating func stringIfPresent(_ name: String) throws(JSONReadError) -> String? {
        try takeIfPresent(name, .string, \.string)
    }

    /// A string that must be a spelling of something: `parse` gives `nil` when it is not.
    public mutating func string<Part>(
        _ name: String, as parse: (String) -> Part?
    ) throws(JSONReadError) -> Part {
        guard let part = try stringIfPresent(name, as: parse) else { throw .missing(path: path(to: name)) }
        return part
    }

    public mutating func stringIfPresent<Part>(
        _ name: String, as parse: (String) -> Part?
    ) throws(JSONReadError) -> Part? {
        guard let text = try stringIfPresent(name) else { return nil }
        guard let part = parse(text) else { throw .malformed(path: path(to: name)) }
        return part
    }

    public mutating func integer(_ name: String) throws(JSONReadError) -> Int64 {
        try take(name, .integer, \.integer)
    }

    public mutating func integerIfPresent(_ name: String) throws(JSONReadError) -> Int64? {
        try takeIfPresent(name, .integer, \.integer)
    }

    /// An integer within `range`.
    public mutating func integer(
        _ name: String, in range: some RangeExpression<Int64>
    ) throws(JSONReadError) -> Int64 {
        guard let integer = try integerIfPresent(name, in: range) else { throw .missing(path: path(to: name)) }
        return integer
    }

    public mutating func integerIfPresent(
        _ name: String, in range: some RangeExpression<Int64>
    ) throws(JSONReadError) -> Int64? {
        guard let integer = try integerIfPresent(name) else { return nil }
        guard range.contains(integer) else { throw .outOfRange(path: path(to: name)) }
        return integer
    }

    /// An integer that must count something: `make` gives `nil` when it does not.
    public mutating func integer<Part>(
        _ name: String, as make: (Int64) -> Part?
    ) throws(JSONReadError) -> Part {
        guard let part = try integerIfPresent(name, as: make) else { throw .missing(path: path(to: name)) }
        return part
    }

    public mutating func integerIfPresent<Part>(
        _ name: String, as make: (Int64) -> Part?
    ) throws(JSONReadError) -> Part? {
        guard let integer = try integerIfPresent(name) else { return nil }
        guard let part = make(integer) else { throw .outOfRange(path: path(to: name)) }
        return part
    }

    public mutating func bool(_ name: String) throws(JSONReadError) -> Bool {
        try take(name, .bool, \.bool)
    }

    public mutating func boolIfPresent(_ name: String) throws(JSONReadError) -> Bool? {
        try takeIfPresent(name, .bool, \.bool)
    }
}

// MARK: - Objects and arrays

extension JSONReader {
    public mutating func object(_ name: String) throws(JSONReadError) -> JSONReader {
        JSONReader(try take(name, .object, \.object), path: path(to: name))
    }

    public mutating func objectIfPresent(_ name: String) throws(JSONReadError) -> JSONReader? {
        guard let object = try takeIfPresent(name, .object, \.object) else { return nil }
        return JSONReader(object, path: path(to: name))
    }

    public mutating func array(_ name: String) throws(JSONReadError) -> [JSON] {
        try take(name, .array, \.array)
    }

    public mutating func arrayIfPresent(_ name: String) throws(JSONReadError) -> [JSON]? {
        try takeIfPresent(name, .array, \.array)
    }

    /// An array of objects, one reader each.
    public mutating func objects(_ name: String) throws(JSONReadError) -> [JSONReader] {
        let path = path(to: name)
        return try elements(name) { (json, index) throws(JSONReadError) in
            try JSONReader(json, path: "\(path)[\(index)]")
        }
    }

    public mutating func objectsIfPresent(_ name: String) throws(JSONReadError) -> [JSONReader]? {
        guard let array = try arrayIfPresent(name) else { return nil }
        var readers: [JSONReader] = []
        for (index, json) in array.enumerated() {
            readers.append(try JSONReader(json, path: "\(path(to: name))[\(index)]"))
        }
        return readers
    }

    public mutating func strings(_ name: String) throws(JSONReadError) -> [String] {
        let path = path(to: name)
        return try elements(name) { (json, index) throws(JSONReadError) in
            guard case .string(let string) = json else {
                throw .wrongKind(path: "\(path)[\(index)]", expected: .string, found: json.kind)
            }
            return string
        }
    }

    public mutating func integers(_ name: String) throws(JSONReadError) -> [Int64] {
        let path = path(to: name)
        return try elements(name) { (json, index) throws(JSONReadError) in
            guard case .integer(let integer) = json else {
                throw .wrongKind(path: "\(path)[\(index)]", expected: .integer, found: json.kind)
            }
            return integer
        }
    }

    private mutating func elements<Element>(
        _ name: String, _ read: (JSON, Int) throws(JSONReadError) -> Element
    ) throws(JSONReadError) -> [Element] {
        var elements: [Element] = []
        for (index, json) in try array(name).enumerated() { elements.append(try read(json, index)) }
        return elements
    }
}
