/// A JSON value as this product signs and stores it.
///
/// Two values are equal when their parts are the same scalars: Swift's own `String ==` takes canonically equivalent
/// texts (é as one scalar or as two) for equal, and a signature does not. `.integer(1)` and `.number(1)` are written
/// alike but are two values: the reader yields `.integer` for every literal it can.
public enum JSON: Sendable {
    case null
    case bool(Bool)
    /// A whole number within `JSON.exactIntegers`; the writer traps on others, for it would sign a number that other
    /// readers round. Where the count comes from outside, use `JSON(exactly:)`.
    case integer(Int64)
    /// Any other number, finite; the writer traps on NaN and the infinities.
    case number(Double)
    case string(String)
    case array([JSON])
    case object(JSONObject)

    /// The whole numbers that a double holds without doubt: ±(2^53 − 1). RFC 8785, appendix D; RFC 7493, section 2.2.
    public static let exactIntegers: ClosedRange<Int64> = -9_007_199_254_740_991...9_007_199_254_740_991

    /// `nil` when `integer` is outside `exactIntegers`.
    public init?(exactly integer: Int64) {
        guard JSON.exactIntegers.contains(integer) else { return nil }
        self = .integer(integer)
    }

    /// What a value is, without what it says.
    public enum Kind: Hashable, Sendable {
        case null, bool, integer, number, string, array, object
    }

    public var kind: Kind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .integer: .integer
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}

// MARK: - Looking inside

extension JSON {
    /// The value's parts, or `nil` when it is of another kind.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    public var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
    public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// The member of that name, when this is an object that has it.
    public subscript(name: String) -> JSON? { object?[name] }
}

// MARK: - Equality

extension JSON: Hashable {
    public static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        case (.null, _), (.bool, _), (.integer, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        switch self {
        case .null: break
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): value.hashScalars(into: &hasher)
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value)
        }
    }
}

extension String {
    /// Equality of scalars: one text, not two that look alike.
    func hasSameScalars(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        var (mine, theirs) = (self, other)
        return mine.withUTF8 { mine in theirs.withUTF8 { mine.elementsEqual($0) } }
    }

    func hashScalars(into hasher: inout Hasher) {
        for byte in utf8 { hasher.combine(byte) }
        hasher.combine(UInt8(0xFF))
    }
}

// MARK: - Literals

// Not by nil: `object[name] == nil` would compare with null, where absence is meant.

extension JSON: ExpressibleByBooleanLiteral {
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByIntegerLiteral {
    /// - Precondition: `value` is within `exactIntegers`.
    public init(integerLiteral value: Int64) {
        precondition(JSON.exactIntegers.contains(value), "JSON literal beyond 2^53 - 1")
        self = .integer(value)
    }
}

extension JSON: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self = .string(value) }
}

extension JSON: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON: ExpressibleByDictionaryLiteral {
    /// - Precondition: no name occurs twice.
    public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(literal: elements)) }
}
