public import CanonicalJSON

/// Why a column is not read.
public enum DroppedColumn: String, Hashable, Sendable, CaseIterable {
    /// It says who uses the device, or where that person is.
    case personal
    /// It opens the device, or what is on it.
    case secret
}

/// What the lists of one system look like: which heading says what, which columns are none of our business.
///
/// Built in, or somebody's own mapping file: JSON with these members, of which `drop`, `constants`, `signatures`, `source` and
/// `title` may be left out.
///
/// ```json
/// {
///   "profile": 1,
///   "name": "warehouse",
///   "title": "Our warehouse's export",
///   "fields": { "serial": ["S/N", "Seriennr."], "purchase_order": ["Beleg"] },
///   "constants": { "class": "notebook" },
///   "drop": { "personal": ["Entleiher", "recentUsers*"], "secret": ["*Kennwort*"] }
/// }
/// ```
public struct ListProfile: Hashable, Sendable {
    /// Bytes of a file, headings of a field, and characters of a text that are read at most.
    public static let bytesMax = 1 << 18
    private static let headingsMax = 1_000
    private static let textMax = 200

    /// Lower case letters, digits and hyphens, 1 to 64.
    public let name: String
    public let title: String
    /// Where its headings are from.
    public let source: String
    /// By field, headings in the order in which they are looked for.
    public let fields: [DeclarationField: [String]]
    /// One value for every row, where no column says it.
    public let constants: [DeclarationField: String]
    /// Sets of headings, each by itself enough to know the system by.
    let signatures: [[String]]
    private let dropped: [DroppedHeading]
    private let personal: [String]
    private let secret: [String]

    /// - Throws: `JSONReadError` for a member that is missing, unknown or not what it should be.
    public init(_ json: JSON) throws(JSONReadError) {
        var reader = try JSONReader(json)
        guard try reader.integer("profile") == 1 else { throw .outOfRange(path: "profile") }
        name = try reader.string("name") { text in Self.isName(text) ? text : nil }
        title = try reader.stringIfPresent("title") { Self.fit($0) } ?? name
        source = try reader.stringIfPresent("source") { $0.count <= 1_000 ? $0 : nil } ?? ""
        var fields: [DeclarationField: [String]] = [:]
        var headings = try reader.object("fields")
        for field in DeclarationField.allCases {
            fields[field] = try Self.texts(field.rawValue, &headings)
        }
        try headings.end()
        self.fields = fields
        var constants: [DeclarationField: String] = [:]
        if var values = try reader.objectIfPresent("constants") {
            for field in DeclarationField.allCases where field.mayBeConstant {
                constants[field] = try values.stringIfPresent(field.rawValue) { Self.fit($0) }
            }
            try values.end()
        }
        self.constants = constants
        var (personal, secret): ([String], [String]) = ([], [])
        if var drop = try reader.objectIfPresent("drop") {
            personal = try Self.texts("personal", &drop) ?? []
            secret = try Self.texts("secret", &drop) ?? []
            try drop.end()
        }
        self.personal = personal
        self.secret = secret
        dropped = Self.headings(personal, secret)
        var signatures: [[String]] = []
        for (index, signature) in (try reader.arrayIfPresent("signatures") ?? []).enumerated() {
            guard case .array(let texts) = signature else { throw .malformed(path: "signatures[\(index)]") }
            signatures.append(
                try texts.map { (text) throws(JSONReadError) in
                    guard case .string(let text) = text, let text = Self.fit(text) else {
                        throw .malformed(path: "signatures[\(index)]")
                    }
                    return text
                })
        }
        self.signatures = signatures
        try reader.end()
    }

    /// One's own, of what a list's columns were taken for.
    init(
        name: String, fields: [DeclarationField: [String]], constants: [DeclarationField: String],
        drop: [DroppedColumn: [String]]
    ) {
        self.name = name
        title = name
        source = ""
        self.fields = fields
        self.constants = constants
        signatures = []
        personal = drop[.personal] ?? []
        secret = drop[.secret] ?? []
        dropped = Self.headings(personal, secret)
    }

    private static func headings(_ personal: [String], _ secret: [String]) -> [DroppedHeading] {
        secret.map { DroppedHeading($0, .secret) } + personal.map { DroppedHeading($0, .personal) }
    }

    /// Why a column of this heading's key is not read; `nil` where it is.
    func drops(_ key: String) -> DroppedColumn? { dropped.first { $0.fits(key) }?.reason }

    private static func texts(_ name: String, _ reader: inout JSONReader) throws(JSONReadError) -> [String]? {
        guard let values = try reader.arrayIfPresent(name) else { return nil }
        let path = reader.path(to: name)
        guard values.count <= headingsMax else { throw .outOfRange(path: path) }
        var texts: [String] = []
        for (index, value) in values.enumerated() {
            guard case .string(let text) = value, let text = fit(text) else {
                throw .malformed(path: "\(path)[\(index)]")
            }
            texts.append(text)
        }
        return texts
    }

    private static func fit(_ text: String) -> String? {
        text.isEmpty || text.count > textMax || text.utf8.contains(0) ? nil : text
    }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
    }

    /// For people to edit: a member a line.
    public var fileText: String { Self.lines(json, indent: "") + "\n" }

    private static func lines(_ json: JSON, indent: String) -> String {
        guard case .object(let object) = json, !object.isEmpty else {
            return String(decoding: json.canonicalBytes, as: UTF8.self)
        }
        let inner = indent + "  "
        let members = object.members.map { member in
            "\(inner)\(String(decoding: JSON.string(member.name).canonicalBytes, as: UTF8.self)): \(lines(member.value, indent: inner))"
        }
        return "{\n\(members.joined(separator: ",\n"))\n\(indent)}"
    }

    /// As `init` reads it.
    public var json: JSON {
        var object = JSONObject()
        object["profile"] = 1
        object["name"] = .string(name)
        object["title"] = .string(title)
        object["source"] = .string(source)
        var headings = JSONObject()
        var values = JSONObject()
        for field in DeclarationField.allCases {
            if let texts = fields[field] { headings[field.rawValue] = .array(texts.map { .string($0) }) }
            if let value = constants[field] { values[field.rawValue] = .string(value) }
        }
        object["fields"] = .object(headings)
        object["constants"] = .object(values)
        object["drop"] = [
            "personal": .array(personal.map { .string($0) }), "secret": .array(secret.map { .string($0) }),
        ]
        object["signatures"] = .array(signatures.map { .array($0.map { .string($0) }) })
        return .object(object)
    }

    /// How many headings of its longest signature that is there.
    fileprivate func fit(_ keys: Set<String>) -> Int {
        signatures.filter { $0.allSatisfy { keys.contains(Heading.key($0)) } }.map(\.count).max() ?? 0
    }
}

/// A heading that is not read: `Room`; or all that begin, end or go on so: `recentUsers*`, `*password*`, `FileVault*Key`.
private struct DroppedHeading: Hashable, Sendable {
    let reason: DroppedColumn
    /// What stands between the stars, in this order.
    private let keys: [String]
    private let opens: Bool
    private let closes: Bool

    init(_ heading: String, _ reason: DroppedColumn) {
        self.reason = reason
        keys = heading.split(separator: "*").map { Heading.key(String($0)) }.filter { !$0.isEmpty }
        opens = heading.hasPrefix("*")
        closes = heading.hasSuffix("*")
    }

    func fits(_ other: String) -> Bool {
        var rest = other[...]
        for (index, key) in keys.enumerated() {
            let (isStart, isEnd) = (index == 0 && !opens, index == keys.count - 1 && !closes)
            if isEnd { return isStart ? rest == key : rest.hasSuffix(key) }
            if isStart {
                guard rest.hasPrefix(key) else { return false }
                rest = rest.dropFirst(key.count)
            } else {
                guard let found = rest.firstRange(of: key) else { return false }
                rest = rest[found.upperBound...]
            }
        }
        // What has neither letter nor digit names no column.
        return !keys.isEmpty
    }
}

extension ListProfile {
    /// Headings that many lists use, in several languages: what every other profile falls back on.
    public static let generic = builtIn(PackageResources.generic_json)

    /// Every built-in profile, the generic one last.
    public static let all = [
        builtIn(PackageResources.google_workspace_json), builtIn(PackageResources.intune_json),
        builtIn(PackageResources.jamf_json), builtIn(PackageResources.snipe_it_json), generic,
    ]

    private static func builtIn(_ bytes: [UInt8]) -> ListProfile {
        do {
            return try ListProfile(try JSON(parsing: bytes))
        } catch {
            preconditionFailure("a built-in profile: \(error)")
        }
    }

    /// A built-in profile.
    public static func named(_ name: String) throws(MappingRefusal) -> ListProfile {
        guard let profile = all.first(where: { $0.name == name.lowercased() }) else { throw .unknownProfile(name) }
        return profile
    }

    /// The profile of which most headings are there; the generic one where none is known by them.
    static func recognised(_ headings: [String]) throws(MappingRefusal) -> ListProfile {
        let keys = Set(headings.map(Heading.key))
        let fits = all.map { ($0, $0.fit(keys)) }.filter { $0.1 > 0 }
        guard let most = fits.map(\.1).max() else { return generic }
        let best = fits.filter { $0.1 == most }.map(\.0)
        guard best.count == 1 else { throw .profileUnclear(best[0].name, best[1].name) }
        return best[0]
    }
}
