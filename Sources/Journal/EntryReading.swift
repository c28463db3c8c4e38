public import CanonicalJSON
import Lots
import Primitives
import Programmes

/// Why bytes are not an entry (docs/spec/journal.md, section 2).
public enum EntryError: Error, Hashable, Sendable {
    case tooLarge(bytes: Int)
    /// Not JSON, or not in its one spelling (RFC 8785).
    case notCanonical(JSONError)
    /// A member is missing, unknown, of another kind or out of range.
    case malformed(JSONReadError)
    case unknownVersion(Int64)
    case unknownKind(String)
    /// A kind that is kept for what comes later.
    /// The kind has a sealed part and the open part names none, or the other way round.
    case sealedPart(EntryKind)
}

extension JournalEntry {
    /// Reads the open part from its bytes, in their one spelling.
    public init(bytes: [UInt8]) throws(EntryError) {
        var reader = try JSONReader.entry(bytes)
        let version = try reader.member { (reader) throws(JSONReadError) in try reader.integer("version") }
        guard version == Int64(Self.version) else { throw .unknownVersion(version) }
        let name = try reader.member { (reader) throws(JSONReadError) in try reader.string("kind") }
        guard let kind = EntryKind(rawValue: name) else {
            throw .unknownKind(name)
        }
        let entry = try reader.member { (reader) throws(JSONReadError) in
            let entry = JournalEntry(
                sequence: try reader.integer("sequence", in: 0...), day: try reader.day("day"),
                open: try OpenPart(kind, from: &reader),
                sealed: try reader.stringIfPresent("sealed", as: { Digest($0) }))
            try reader.end()
            return entry
        }
        guard kind.hasSealedPart == (entry.sealed != nil) else { throw .sealedPart(kind) }
        self = entry
    }
}

extension SealedEntry {
    /// Reads the sealed part of an entry of `kind` from its bytes, in their one spelling.
    public init(bytes: [UInt8], of kind: EntryKind) throws(EntryError) {
        guard kind.hasSealedPart else { throw .sealedPart(kind) }
        var reader = try JSONReader.entry(bytes)
        self = try reader.member { (reader) throws(JSONReadError) in
            let sealed = SealedEntry(
                actor: try reader.string("actor", as: { Actor($0) }),
                salt: try reader.string("salt", as: { RandomID($0) }), part: try SealedPart(kind, from: &reader))
            try reader.end()
            return sealed
        }
    }
}

extension JSONReader {
    fileprivate static func entry(_ bytes: [UInt8]) throws(EntryError) -> JSONReader {
        guard bytes.count <= JournalEntry.bytesMax else { throw .tooLarge(bytes: bytes.count) }
        let json: JSON
        do throws(JSONError) {
            json = try JSON(canonical: bytes, limits: .exactIntegers)
        } catch {
            throw .notCanonical(error)
        }
        do throws(JSONReadError) { return try JSONReader(json) } catch { throw .malformed(error) }
    }

    fileprivate mutating func member<Part>(
        _ read: (inout JSONReader) throws(JSONReadError) -> Part
    ) throws(EntryError) -> Part {
        do throws(JSONReadError) { return try read(&self) } catch { throw .malformed(error) }
    }
}

// The values of the trade, as members.
extension JSONReader {
    mutating func code(_ name: String) throws(JSONReadError) -> Code { try string(name, as: { Code($0) }) }
    mutating func day(_ name: String) throws(JSONReadError) -> Day { try string(name, as: { Day($0) }) }
    mutating func country(_ name: String) throws(JSONReadError) -> Country { try string(name, as: { Country($0) }) }
    mutating func version(_ name: String) throws(JSONReadError) -> Version { try string(name, as: { Version($0) }) }
    mutating func digest(_ name: String) throws(JSONReadError) -> Digest { try string(name, as: { Digest($0) }) }
    mutating func randomID(_ name: String) throws(JSONReadError) -> RandomID { try string(name, as: { RandomID($0) }) }
    mutating func grams(_ name: String) throws(JSONReadError) -> Grams { try integer(name, as: { Grams($0) }) }
    mutating func count(_ name: String) throws(JSONReadError) -> Int {
        Int(try integer(name, in: 0...1_000_000_000))
    }

    mutating func word<Word: RawRepresentable<String>>(
        _ name: String, _ type: Word.Type = Word.self
    ) throws(JSONReadError) -> Word {
        try string(name, as: { Word(rawValue: $0) })
    }

    /// Plain text of 1 to `most` characters.
    mutating func text(_ name: String, most: Int) throws(JSONReadError) -> String {
        try string(name, as: { $0.isPlain(longest: most) ? $0 : nil })
    }

    /// ISO 4217: three upper-case letters.
    mutating func currency(_ name: String) throws(JSONReadError) -> String {
        try string(
            name,
            as: { text in
                text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? text : nil
            })
    }

    mutating func codes(_ name: String) throws(JSONReadError) -> [Code] { try list(name) { Code($0) } }

    mutating func words<Word: RawRepresentable<String>>(_ name: String) throws(JSONReadError) -> [Word] {
        try list(name) { Word(rawValue: $0) }
    }

    mutating func list<Item>(_ name: String, _ item: (String) -> Item?) throws(JSONReadError) -> [Item] {
        let path = path(to: name)
        var items: [Item] = []
        for (index, text) in try strings(name).enumerated() {
            guard let item = item(text) else { throw .malformed(path: "\(path)[\(index)]") }
            items.append(item)
        }
        return items
    }

    mutating func each<Item>(
        _ name: String, _ read: (inout JSONReader) throws(JSONReadError) -> Item
    ) throws(JSONReadError) -> [Item] {
        var items: [Item] = []
        for var reader in try objects(name) {
            items.append(try read(&reader))
            try reader.end()
        }
        return items
    }

    mutating func quantity(unit: String, count: String) throws(JSONReadError) -> Quantity {
        let unit: Unit = try word(unit)
        return try integer(count, as: { Quantity($0, unit) })
    }

    mutating func days(_ first: String, _ last: String) throws(JSONReadError) -> ClosedRange<Day> {
        let (from, to) = (try day(first), try day(last))
        guard from <= to else { throw .outOfRange(path: path(to: last)) }
        return from...to
    }

    mutating func range(_ name: String) throws(JSONReadError) -> Range<Int64> {
        try Self.range(JSON.array(try array(name)), path: path(to: name))
    }

    mutating func ranges(_ name: String) throws(JSONReadError) -> [Range<Int64>] {
        let path = path(to: name)
        var ranges: [Range<Int64>] = []
        for (index, json) in try array(name).enumerated() {
            ranges.append(try Self.range(json, path: "\(path)[\(index)]"))
        }
        return ranges
    }

    private static func range(_ json: JSON, path: String) throws(JSONReadError) -> Range<Int64> {
        guard let ends = json.array, ends.count == 2, let first = ends[0].integer, let end = ends[1].integer,
            first >= 0, first < end
        else { throw .malformed(path: path) }
        return first..<end
    }
}
