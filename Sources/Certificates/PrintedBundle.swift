/// Why no bundle can be taken out of a printed certificate.
public enum PrintedBundleFault: Error, Hashable, Sendable {
    /// It does not begin as a PDF does.
    case notAPDF
    case tooLarge(limit: Int)
    /// What is read of it is not as ISO 32000-1 has it, or not as we write it: at this byte, counted from 0.
    case malformed(offset: Int)
    /// Its objects are packed, as other programs write them again: the bundle must be taken out by another program.
    case packed
    /// Encrypted.
    case locked
    /// No file is attached under the bundle's name.
    case nothingAttached
    /// The attachment's bytes are compressed or stand elsewhere, or two attachments have the name.
    case attachment
}

/// The bundle that is attached to a printed certificate (docs/spec/certificates.md, section 8).
///
/// Read is only what leads to it: the newest table of objects and those that it names as older, the trailer, the catalogue, the
/// names of attached files, and the attachment, whose bytes are those of the file. Pages are not looked at. Any bytes are a
/// bundle's or a fault, in time that grows with the file.
public enum PrintedBundle {
    public static let fileName = "certificate.json"
    /// The largest bundle, and 16 MB of pages.
    public static let bytesMax = 144 << 20

    /// Whether a file says that it is a PDF.
    public static func isPDF(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "%PDF-".utf8) }

    /// The attached bytes, as they are.
    public static func bytes(in file: [UInt8]) throws(PrintedBundleFault) -> [UInt8] {
        guard isPDF(file) else { throw .notAPDF }
        guard file.count <= bytesMax else { throw .tooLarge(limit: bytesMax) }
        let objects = try PDFObjects(file)
        guard let catalogue = try objects.value(of: objects.trailer["Root"])?.dictionary else {
            throw .malformed(offset: objects.start)
        }
        let names = try objects.value(of: catalogue["Names"])?.dictionary
        let files = try objects.value(of: names?["EmbeddedFiles"])?.dictionary
        // We write the names in one list; a tree of them is another program's.
        let pairs = try objects.value(of: files?["Names"])?.array ?? []
        guard pairs.count <= PDFObjects.itemsMax else { throw .attachment }
        var found: [PDFValue] = []
        for index in stride(from: 0, to: pairs.count - 1, by: 2) where pairs[index] == .text(Array(fileName.utf8)) {
            found.append(pairs[index + 1])
        }
        guard let only = found.first else { throw .nothingAttached }
        guard found.count == 1, let specification = try objects.value(of: only)?.dictionary,
            let embedded = try objects.value(of: specification["EF"])?.dictionary
        else { throw .attachment }
        return try objects.bytes(of: embedded["F"])
    }
}

/// A value of a PDF, as far as it is looked at.
indirect enum PDFValue: Hashable {
    case null
    case bool(Bool)
    /// A number with a point is read and not kept: nothing that is wanted has one.
    case real
    case integer(Int)
    case name(String)
    case text([UInt8])
    case array([PDFValue])
    case dictionary([String: PDFValue])
    case reference(Int, generation: Int)

    var dictionary: [String: PDFValue]? {
        if case .dictionary(let entries) = self { entries } else { nil }
    }
    var array: [PDFValue]? {
        if case .array(let items) = self { items } else { nil }
    }
    var integer: Int? {
        if case .integer(let integer) = self { integer } else { nil }
    }
}

/// Where a file's objects are, by its tables in the form of ISO 32000-1, section 7.5.4.
struct PDFObjects {
    /// Entries of all tables: a page has ten objects or fewer.
    private static let entriesMax = 1 << 20
    /// A signature adds a table or two.
    private static let tablesMax = 32
    /// Items of a list or a dictionary.
    static let itemsMax = 4_096
    /// A reference that leads to a reference.
    private static let stepsMax = 8

    private let file: [UInt8]
    /// By the object's number: its generation and its offset; `nil` where it is free.
    private var places: [Int: (generation: Int, offset: Int)?] = [:]
    private(set) var trailer: [String: PDFValue] = [:]
    /// Of the newest table.
    let start: Int

    init(_ file: [UInt8]) throws(PrintedBundleFault) {
        self.file = file
        start = try Self.start(of: file)
        var next: Int? = start
        var seen: Set<Int> = []
        while let offset = next {
            guard seen.insert(offset).inserted, seen.count <= Self.tablesMax else { throw .malformed(offset: offset) }
            let entries = try readTable(at: offset)
            if trailer.isEmpty { trailer = entries }
            guard entries["Encrypt"] == nil else { throw .locked }
            // A table in two forms at once: the other has what this one leaves out.
            guard entries["XRefStm"] == nil else { throw .packed }
            next = try entries["Prev"].map { (value) throws(PrintedBundleFault) in
                guard let offset = value.integer else { throw .malformed(offset: offset) }
                return offset
            }
        }
    }

    /// What stands behind the last `startxref`, within the last 2,048 bytes.
    private static func start(of file: [UInt8]) throws(PrintedBundleFault) -> Int {
        let word = Array("startxref".utf8)
        let first = max(0, file.count - 2_048)
        var at = file.count - word.count
        while at >= first {
            if file[at] == word[0], file[at..<at + word.count].elementsEqual(word) {
                var reader = try PDFReader(file, at: at + word.count)
                guard let offset = try reader.value().integer else { break }
                return offset
            }
            at -= 1
        }
        throw .malformed(offset: file.count)
    }

    /// One table and its trailer. What a newer one says of an object stands.
    private mutating func readTable(at offset: Int) throws(PrintedBundleFault) -> [String: PDFValue] {
        var reader = try PDFReader(file, at: offset)
        guard try reader.take(word: "xref") else {
            // A table in a packed stream is an object of its own.
            if case .integer = try reader.value() { throw .packed }
            throw .malformed(offset: offset)
        }
        while try !reader.take(word: "trailer") {
            guard let first = try reader.value().integer, let count = try reader.value().integer, first >= 0,
                count >= 0,
                count <= Self.entriesMax - places.count, first <= Int(Int32.max)
            else { throw .malformed(offset: reader.offset) }
            for number in 0..<count {
                guard let place = try reader.value().integer, let generation = try reader.value().integer else {
                    throw .malformed(offset: reader.offset)
                }
                let isUsed = try reader.take(word: "n")
                if !isUsed, try !reader.take(word: "f") { throw .malformed(offset: reader.offset) }
                if places.index(forKey: first + number) == nil {
                    places.updateValue(isUsed ? (generation, place) : nil, forKey: first + number)
                }
            }
        }
        guard let entries = try reader.value().dictionary else { throw .malformed(offset: reader.offset) }
        return entries
    }

    /// A value, or the object that it refers to; `nil` where there is none.
    func value(of value: PDFValue?) throws(PrintedBundleFault) -> PDFValue? {
        var value = value
        for _ in 0..<Self.stepsMax {
            guard case .reference(let number, let generation)? = value else { return value == .null ? nil : value }
            guard var reader = try reader(ofObject: number, generation) else { return nil }
            value = try reader.value()
        }
        throw .malformed(offset: start)
    }

    /// The bytes of a stream that is not compressed.
    func bytes(of value: PDFValue?) throws(PrintedBundleFault) -> [UInt8] {
        guard case .reference(let number, let generation)? = value,
            var reader = try reader(ofObject: number, generation), let entries = try reader.value().dictionary,
            let count = try self.value(of: entries["Length"])?.integer
        else { throw .attachment }
        guard entries["Filter"] == nil, entries["F"] == nil else { throw .attachment }
        guard let bytes = try reader.stream(count) else { throw .malformed(offset: reader.offset) }
        return bytes
    }

    /// Behind `12 0 obj`.
    private func reader(ofObject number: Int, _ generation: Int) throws(PrintedBundleFault) -> PDFReader? {
        guard let place = places[number] ?? nil, place.generation == generation else { return nil }
        var reader = try PDFReader(file, at: place.offset)
        guard try reader.value() == .integer(number), try reader.value() == .integer(generation),
            try reader.take(word: "obj")
        else { throw .malformed(offset: place.offset) }
        return reader
    }
}
