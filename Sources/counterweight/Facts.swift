import Access
import CanonicalJSON
import Certificates
import Compensation
import Journal
import Primitives
import Sheets

/// The facts of an error as JSON: its associated values, each under its label or, without one, its type's name.
enum Facts {
    static func of(_ error: any Error) -> JSONObject {
        var facts = JSONObject()
        if let fault = error as? ListFault {
            facts = of(fault.error)
            facts["path"] = .string(fault.path)
            return facts
        }
        let whole = Mirror(reflecting: error)
        if whole.displayStyle == .struct {
            for child in whole.children { add(child.label, child.value, to: &facts) }
            return facts
        }
        for payload in whole.children {
            let mirror = Mirror(reflecting: payload.value)
            if mirror.displayStyle == .tuple {
                for child in mirror.children { add(child.label, child.value, to: &facts) }
            } else {
                add(nil, payload.value, to: &facts)
            }
        }
        return facts
    }

    private static func add(_ label: String?, _ value: Any, to facts: inout JSONObject) {
        guard let json = json(value) else { return }
        var name = label.flatMap { $0.hasPrefix(".") ? nil : $0 } ?? typeName(value)
        if facts[name] != nil { name += "2" }
        facts[name] = json
    }

    /// `code`, `day`, `number`, `text`: what the value is, in lower camel case.
    private static func typeName(_ value: Any) -> String {
        switch value {
        case is Int64, is Int, is Int32: return "number"
        case is String: return "text"
        case is any Error: return "cause"
        case is CSVPlace: return "place"
        case is CSVEncoding: return "encoding"
        default:
            let name = "\(type(of: value))"
            return name.prefix(1).lowercased() + name.dropFirst()
        }
    }

    private static func json(_ value: Any) -> JSON? {
        switch value {
        case let value as Int64: JSON(exactly: value) ?? .string(String(value))
        case let value as Int: JSON(exactly: Int64(value))
        case let value as Int32: .integer(Int64(value))
        case let value as UInt8: .integer(Int64(value))
        case let value as String: .string(value)
        case let value as Code: .string(value.text)
        case let value as Version: .string(value.text)
        case let value as Country: .string(value.text)
        case let value as Day: .string(value.text)
        case let value as Actor: .string(value.text)
        case let value as Grams: .integer(value.count)
        case let value as Pieces: .integer(value.count)
        case let value as Quantity: .quantity(value)
        case let value as Digest: .string(value.text)
        case let value as RandomID: .string(value.text)
        case let value as Permission: .string("\(value)")
        case let value as DeclareTally:
            ["rows": .number(value.rows), "duplicates": .number(value.duplicates), "excluded": .number(value.refusals)]
        case let value as CertificateCut: .cut(value)
        case let value as CSVPlace: ["line": .number(value.line), "column": .number(value.column)]
        case let value as [String]: .texts(value)
        case let value as [Int64]: .array(value.map(JSON.integer))
        case let value as [Code]: .texts(value.map(\.text))
        case let value as any RawRepresentable<String>: .string(value.rawValue)
        case let value as any Error: cause(value)
        default: nil
        }
    }

    /// An error within an error: its case, and its own facts.
    private static func cause(_ error: any Error) -> JSON {
        var cause = of(error)
        cause["kind"] = .string(Refusal.name(of: error))
        return .object(cause)
    }
}
