/// The two engines, where a statement's text has to differ.
public enum Dialect: Hashable, Sendable, CaseIterable {
    case sqlite, postgres
}

/// A statement written as a literal, whose interpolations bind: nothing interpolated becomes part of the text.
///
/// ```swift
/// try db.run("SELECT grams FROM lot WHERE code = \(code) AND state IN (\(list: states))")
/// ```
/// Each interpolation is its own placeholder, `?1` or `$1`. Fragments nest, `"\(select) WHERE \(filter)"`, and add up.
public struct SQL: Sendable {
    /// The text around the values: always one piece more than there are values.
    private var pieces: [String]
    /// What is bound, in the order of the placeholders.
    public private(set) var values: [Value]

    /// The empty fragment.
    public init() {
        pieces = [""]
        values = []
    }

    /// The text with its placeholders numbered from 1.
    public func text(_ dialect: Dialect) -> String {
        guard pieces.count > 1 else { return pieces[0] }
        let mark = dialect == .sqlite ? "?" : "$"
        var text = pieces[0]
        for index in 1..<pieces.count {
            text += mark
            text += String(index)
            text += pieces[index]
        }
        return text
    }

    public var isEmpty: Bool { values.isEmpty && pieces[0].isEmpty }

    mutating func append(text: String) { pieces[pieces.count - 1] += text }

    mutating func append(_ value: Value) {
        values.append(value)
        pieces.append("")
    }

    public static func += (sql: inout SQL, more: SQL) {
        sql.append(text: more.pieces[0])
        sql.pieces += more.pieces.dropFirst()
        sql.values += more.values
    }

    public static func + (one: SQL, other: SQL) -> SQL {
        var sum = one
        sum += other
        return sum
    }
}

extension SQL: ExpressibleByStringInterpolation {
    /// For the compiler. A text made at run time has no way in but this, which a reader will notice.
    public init(stringLiteral text: String) {
        pieces = [text]
        values = []
    }

    public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

    public struct StringInterpolation: StringInterpolationProtocol {
        var sql = SQL()

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: String) { sql.append(text: literal) }

        public mutating func appendInterpolation(_ item: some Bindable) { sql.append(item.value) }

        public mutating func appendInterpolation<Item: Bindable>(_ item: Item?) { sql.append(item?.value ?? .null) }

        public mutating func appendInterpolation(_ value: Value) { sql.append(value) }

        public mutating func appendInterpolation(_ fragment: SQL) { sql += fragment }

        /// A name known when the program was compiled: a table, a column, `DESC`.
        public mutating func appendInterpolation(raw text: StaticString) { sql.append(text: text.description) }

        /// The inside of `IN (…)`, at most some thousands of items (SQLite takes 32,766 values a statement).
        ///
        /// An empty list is an empty SELECT of the right type, so `IN` is false and `NOT IN` true on both engines.
        public mutating func appendInterpolation<Item: Bindable>(list items: some Sequence<Item>) {
            var isFirst = true
            for item in items {
                if !isFirst { sql.append(text: ", ") }
                sql.append(item.value)
                isFirst = false
            }
            guard isFirst else { return }
            switch Item.kind {
            case .integer, .flag: sql.append(text: "SELECT CAST(NULL AS BIGINT) WHERE FALSE")
            case .text: sql.append(text: "SELECT CAST(NULL AS TEXT) WHERE FALSE")
            case .blob: sql.append(text: "SELECT CAST(NULL AS BYTEA) WHERE FALSE")
            }
        }
    }
}

extension Sequence<SQL> {
    /// `filters.joined(" AND ")`.
    public func joined(_ separator: SQL) -> SQL {
        var sum = SQL()
        for (index, fragment) in enumerated() {
            if index > 0 { sum += separator }
            sum += fragment
        }
        return sum
    }
}
