/// What a column holds, on both engines: BIGINT, TEXT and BLOB/BYTEA. There is no floating point here.
public enum Value: Sendable {
    case null
    case integer(Int64)
    /// Any Unicode text without U+0000, which PostgreSQL cannot store and SQLite's functions stop at.
    case text(String)
    case blob([UInt8])

    /// What a reader expected of a column. A flag is an integer that is 0 or 1.
    public enum Kind: Hashable, Sendable {
        case integer, text, blob, flag
    }
}

extension Value: Equatable {
    /// Texts are equal byte by byte, as the engines compare them, and not by canonical equivalence as `String` does.
    public static func == (one: Value, other: Value) -> Bool {
        switch (one, other) {
        case (.null, .null): true
        case (.integer(let one), .integer(let other)): one == other
        case (.text(let one), .text(let other)): one.utf8.elementsEqual(other.utf8)
        case (.blob(let one), .blob(let other)): one == other
        case (.null, _), (.integer, _), (.text, _), (.blob, _): false
        }
    }
}

/// What may stand in a statement as `\(x)` and be bound. A room's own types join in: `extension Grams: Bindable`.
public protocol Bindable {
    /// The kind of column it is compared with or stored in.
    static var kind: Value.Kind { get }
    var value: Value { get }
}

extension Int64: Bindable {
    public static var kind: Value.Kind { .integer }
    public var value: Value { .integer(self) }
}

extension Int: Bindable {
    public static var kind: Value.Kind { .integer }
    public var value: Value { .integer(Int64(self)) }
}

extension String: Bindable {
    public static var kind: Value.Kind { .text }
    public var value: Value { .text(self) }
}

extension [UInt8]: Bindable {
    public static var kind: Value.Kind { .blob }
    public var value: Value { .blob(self) }
}

extension Bool: Bindable {
    public static var kind: Value.Kind { .flag }
    public var value: Value { .integer(self ? 1 : 0) }
}
