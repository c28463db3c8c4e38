/// One row of an answer, copied out of the engine: it outlives its statement.
///
/// Columns are asked for by name, or by position from 0 where a scan is hot. Of two columns of one name the first is meant.
/// Each reader throws `.column` if there is no such column or it holds something else.
public struct Row: Sendable {
    /// The names of an answer's columns, shared by its rows.
    public final class Columns: Sendable {
        public let names: [String]

        public init(_ names: [String]) { self.names = names }
    }

    public let columns: Columns
    public let values: [Value]

    /// - Precondition: one value a column.
    public init(_ columns: Columns, _ values: [Value]) {
        precondition(columns.names.count == values.count, "a row as wide as its columns")
        self.columns = columns
        self.values = values
    }

    public subscript(position: Int) -> Value { values[position] }

    /// `nil` if there is no such column.
    public subscript(name: String) -> Value? { columns.names.firstIndex(of: name).map { values[$0] } }
}

/// By name.
extension Row {
    public func integer(_ name: String) throws(StorageError) -> Int64 {
        try present(optionalInteger(name), name, .integer)
    }

    public func text(_ name: String) throws(StorageError) -> String {
        try present(optionalText(name), name, .text)
    }

    public func blob(_ name: String) throws(StorageError) -> [UInt8] {
        try present(optionalBlob(name), name, .blob)
    }

    public func bool(_ name: String) throws(StorageError) -> Bool {
        try flag(value(name, .flag), name)
    }

    public func optionalInteger(_ name: String) throws(StorageError) -> Int64? {
        try integer(value(name, .integer), name)
    }

    public func optionalText(_ name: String) throws(StorageError) -> String? {
        try text(value(name, .text), name)
    }

    public func optionalBlob(_ name: String) throws(StorageError) -> [UInt8]? {
        try blob(value(name, .blob), name)
    }

    private func value(_ name: String, _ kind: Value.Kind) throws(StorageError) -> Value {
        guard let value = self[name] else { throw .column(name, expected: kind) }
        return value
    }
}

/// By position.
extension Row {
    public func integer(at position: Int) throws(StorageError) -> Int64 {
        try present(optionalInteger(at: position), name(position), .integer)
    }

    public func text(at position: Int) throws(StorageError) -> String {
        try present(optionalText(at: position), name(position), .text)
    }

    public func blob(at position: Int) throws(StorageError) -> [UInt8] {
        try present(optionalBlob(at: position), name(position), .blob)
    }

    public func bool(at position: Int) throws(StorageError) -> Bool {
        try flag(value(position, .flag), name(position))
    }

    public func optionalInteger(at position: Int) throws(StorageError) -> Int64? {
        try integer(value(position, .integer), name(position))
    }

    public func optionalText(at position: Int) throws(StorageError) -> String? {
        try text(value(position, .text), name(position))
    }

    public func optionalBlob(at position: Int) throws(StorageError) -> [UInt8]? {
        try blob(value(position, .blob), name(position))
    }

    private func value(_ position: Int, _ kind: Value.Kind) throws(StorageError) -> Value {
        guard values.indices.contains(position) else { throw .column(name(position), expected: kind) }
        return values[position]
    }

    /// The column's name, or `#3` where there is none at that position.
    private func name(_ position: Int) -> String {
        columns.names.indices.contains(position) ? columns.names[position] : "#\(position)"
    }
}

/// The conversions, where one column's fault gets its facts. The name is only worked out when something is wrong.
extension Row {
    private func present<T>(
        _ value: T?, _ name: @autoclosure () -> String, _ kind: Value.Kind
    ) throws(StorageError) -> T {
        guard let value else { throw .column(name(), expected: kind) }
        return value
    }

    private func integer(_ value: Value, _ name: @autoclosure () -> String) throws(StorageError) -> Int64? {
        switch value {
        case .integer(let integer): integer
        case .null: nil
        case .text, .blob: throw .column(name(), expected: .integer)
        }
    }

    private func text(_ value: Value, _ name: @autoclosure () -> String) throws(StorageError) -> String? {
        switch value {
        case .text(let text): text
        case .null: nil
        case .integer, .blob: throw .column(name(), expected: .text)
        }
    }

    private func blob(_ value: Value, _ name: @autoclosure () -> String) throws(StorageError) -> [UInt8]? {
        switch value {
        case .blob(let bytes): bytes
        case .null: nil
        case .integer, .text: throw .column(name(), expected: .blob)
        }
    }

    private func flag(_ value: Value, _ name: @autoclosure () -> String) throws(StorageError) -> Bool {
        switch value {
        case .integer(0): false
        case .integer(1): true
        case .null, .integer, .text, .blob: throw .column(name(), expected: .flag)
        }
    }
}
