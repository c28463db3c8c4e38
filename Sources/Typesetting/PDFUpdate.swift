/// What is added behind a file of libharu's, as ISO 32000-1, section 7.5.6 lets a file be added to: the attachment, which libharu
/// would take from a path and pack; the text's language; and for each font a table from its codes to letters in the form of
/// section 9.10.3, where libharu writes operators that readers do not take.
struct PDFUpdate {
    let language: String
    /// What the fonts' codes stand for.
    let scalars: Set<Unicode.Scalar>
    let attachment: AttachedFile?

    /// The file with all of it.
    ///
    /// - Throws: `library` where the file is not as libharu 2 writes it.
    func bytes(after file: [UInt8]) throws(TypesettingError) -> [UInt8] {
        guard let read = LibraryFile(file) else { throw .library(code: "PDF") }
        var catalogue = read.catalogue
        catalogue += "/Version /1.7\n/Lang (\(language))\n/ViewerPreferences << /DisplayDocTitle true >>\n"
        var objects: [(number: Int, body: [UInt8])] = []
        let table = Self.stream("", Array(letters.utf8))
        for number in read.fontTables { objects.append((number, table)) }
        var size = read.size
        if let attachment {
            let type = attachment.mediaType.split(separator: "/").joined(separator: "#2F")
            let count = attachment.bytes.count
            objects.append(
                (
                    size,
                    Self.stream(
                        "/Type /EmbeddedFile /Subtype /\(type) /Params << /Size \(count) >> ", attachment.bytes)
                ))
            let name = attachment.name
            let specification =
                "<< /Type /Filespec /F (\(name)) /UF (\(name)) /AFRelationship /Data /EF << /F \(size) 0 R >> >>"
            objects.append((size + 1, Array(specification.utf8)))
            catalogue += "/Names << /EmbeddedFiles << /Names [(\(name)) \(size + 1) 0 R] >> >>\n/AF [\(size + 1) 0 R]\n"
            size += 2
        }
        objects.append((read.root, Array("<<\n\(catalogue)>>".utf8)))
        return file + Self.section(objects, size: size, after: read, from: file.count)
    }

    private static func stream(_ entries: String, _ bytes: [UInt8]) -> [UInt8] {
        Array("<< \(entries)/Length \(bytes.count) >>\nstream\n".utf8) + bytes + Array("\nendstream".utf8)
    }

    /// Objects, the table of where they are, and the trailer: ISO 32000-1, sections 7.5.4 and 7.5.5.
    private static func section(
        _ objects: [(number: Int, body: [UInt8])], size: Int, after file: LibraryFile, from start: Int
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        var lines: [(number: Int, line: String)] = []
        for (number, body) in objects {
            let offset = String(start + bytes.count)
            let zeros = String(repeating: "0", count: max(0, 10 - offset.count))
            lines.append((number, "\(zeros)\(offset) 00000 n \n"))
            bytes += Array("\(number) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
        }
        let table = start + bytes.count
        var text = "xref\n"
        for (number, line) in lines.sorted(by: { $0.number < $1.number }) { text += "\(number) 1\n\(line)" }
        text += """
            trailer
            << /Size \(size) /Root \(file.root) 0 R /Info \(file.particulars) 0 R /Prev \(file.table) >>
            startxref
            \(table)
            %%EOF

            """
        return bytes + Array(text.utf8)
    }

    /// ISO 32000-1, section 9.10.3. A code of ours is its letter's number.
    private var letters: String {
        let codes = scalars.map(\.value).sorted().map { code in
            let digits = TypesettingError.digits(UInt(code))
            return "<\(digits)> <\(digits)>\n"
        }
        var text = """
            /CIDInit /ProcSet findresource begin 12 dict begin begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """
        // A block has at most a hundred.
        for start in stride(from: 0, to: codes.count, by: 100) {
            let block = codes[start..<min(start + 100, codes.count)]
            text += "\(block.count) beginbfchar\n" + block.joined() + "endbfchar\n"
        }
        return text + "endcmap CMapName currentdict /CMap defineresource pop end end\n"
    }
}

/// The end of a file as libharu 2 writes it, and what is wanted of its objects.
private struct LibraryFile {
    let size: Int
    let root: Int
    let particulars: Int
    /// The offset of the table of objects.
    let table: Int
    /// The catalogue's entries.
    let catalogue: String
    /// The numbers of the streams that fonts have for their codes.
    let fontTables: [Int]

    init?(_ bytes: [UInt8]) {
        let tail = String(decoding: bytes.suffix(256), as: UTF8.self)
        guard let place = Self.number(behind: "startxref\n", in: tail), bytes.indices.contains(place),
            let root = Self.number(behind: "/Root ", in: tail), let size = Self.number(behind: "/Size ", in: tail),
            let particulars = Self.number(behind: "/Info ", in: tail)
        else { return nil }
        (self.size, self.root, self.particulars, table) = (size, root, particulars, place)
        // `xref`, `0 N`, then twenty bytes an object.
        let head = Array("xref\n0 \(size)\n".utf8)
        guard bytes[place...].starts(with: head), bytes.count >= place + head.count + 20 * size else { return nil }
        var tables: [Int] = []
        var catalogue: String?
        for number in 1..<size {
            let line = place + head.count + 20 * number
            guard let offset = Int(String(decoding: bytes[line..<line + 10], as: UTF8.self)), offset < place,
                let entries = Self.entries(at: offset, of: bytes)
            else { continue }
            if number == root { catalogue = entries }
            if let table = Self.number(behind: "/ToUnicode ", in: entries) { tables.append(table) }
        }
        guard let catalogue else { return nil }
        self.catalogue = catalogue
        fontTables = tables
    }

    private static func number(behind name: String, in text: String) -> Int? {
        text.split(separator: name, omittingEmptySubsequences: false).dropFirst().first.flatMap { rest in
            Int(rest.prefix { $0.isASCII && $0.isNumber })
        }
    }

    /// What stands between the outer brackets of a dictionary, where the object is one: a few hundred bytes.
    private static func entries(at offset: Int, of bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes[offset..<min(bytes.count, offset + 8_192)], as: UTF8.self)
        guard let end = text.firstRange(of: "\nendobj"),
            let start = text[..<end.lowerBound].firstRange(of: " obj\n<<\n"),
            text[..<end.lowerBound].hasSuffix("\n>>")
        else { return nil }
        return String(text[start.upperBound..<text.index(end.lowerBound, offsetBy: -2)])
    }
}
