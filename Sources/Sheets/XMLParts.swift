import CLibExpat

/// What a reader of one XML part wants to hear. Names come without their prefixes.
protocol XMLListener: AnyObject {
    /// - Returns: `false` to end the reading.
    func begins(_ name: borrowing XMLName, _ attributes: borrowing XMLAttributes) throws(WorkbookError) -> Bool
    func ends(_ name: borrowing XMLName) throws(WorkbookError) -> Bool
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookError)
}

/// The name of an element, valid while it is told.
struct XMLName: ~Copyable {
    private let start: UnsafePointer<CChar>

    fileprivate init(_ name: UnsafePointer<CChar>) {
        var start = name
        var at = name
        while at.pointee != 0 {
            if at.pointee == CChar(bitPattern: UInt8(ascii: ":")) { start = at + 1 }
            at += 1
        }
        self.start = start
    }

    func `is`(_ literal: StaticString) -> Bool {
        var at = start
        for index in 0..<literal.utf8CodeUnitCount {
            guard at.pointee == CChar(bitPattern: literal.utf8Start[index]) else { return false }
            at += 1
        }
        return at.pointee == 0
    }
}

/// An element's attributes, valid while it is told.
struct XMLAttributes: ~Copyable {
    private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    fileprivate init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { self.pairs = pairs }

    /// The first attribute of this name, whatever its prefix.
    subscript(name: StaticString) -> String? { bytes(name).map { String(cString: $0) } }

    func bytes(_ name: StaticString) -> UnsafePointer<CChar>? {
        guard var at = pairs else { return nil }
        while let key = at[0], let value = at[1] {
            if XMLName(key).is(name) { return value }
            at += 2
        }
        return nil
    }
}

/// Parses one XML part by expat, block by block. A document type declaration ends it: no entity is ever expanded but XML's own five.
final class XMLPart {
    private let parser: XML_Parser
    private let listener: any XMLListener
    private let part: String
    private var failure: WorkbookError?
    private var isEnded = false
    private var depth = 0
    /// Bytes that were fed.
    private var fed = 0

    init(_ part: String, _ listener: any XMLListener) {
        guard let parser = XML_ParserCreate(nil) else { preconditionFailure("no memory for a parser") }
        self.parser = parser
        self.listener = listener
        self.part = part
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { user, name, attributes in
                let part = XMLPart.of(user)
                part.depth += 1
                guard part.depth <= WorkbookLimits.depth else { return part.stop(.unlikeASheet(part: part.part)) }
                part.hear { listener throws(WorkbookError) in
                    try listener.begins(XMLName(name!), XMLAttributes(attributes))  // expat names every element
                }
            },
            { user, name in
                let part = XMLPart.of(user)
                part.depth -= 1
                part.hear { listener throws(WorkbookError) in
                    try listener.ends(XMLName(name!))  // expat names every element
                }
            })
        XML_SetCharacterDataHandler(parser) { user, text, count in
            // The type of the same size that everything else here counts in.
            let start = UnsafeRawPointer(text!).assumingMemoryBound(to: UInt8.self)  // expat hands text over
            XMLPart.of(user).hear { listener throws(WorkbookError) in
                try listener.text(UnsafeBufferPointer(start: start, count: Int(count)))
                return true
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
            let part = XMLPart.of(user)
            part.stop(.documentType(part: part.part))
        }
    }

    deinit { XML_ParserFree(parser) }

    private static func of(_ user: UnsafeMutableRawPointer?) -> XMLPart {
        Unmanaged.fromOpaque(user!).takeUnretainedValue()  // set above
    }

    private func hear(_ told: (any XMLListener) throws(WorkbookError) -> Bool) {
        guard failure == nil, !isEnded else { return }
        do throws(WorkbookError) {
            guard try told(listener) else {
                isEnded = true
                XML_StopParser(parser, XML_Bool(XML_FALSE))
                return
            }
        } catch {
            stop(error)
        }
    }

    private func stop(_ error: WorkbookError) {
        guard failure == nil else { return }
        failure = error
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    /// - Returns: whether more is wanted.
    private func feed(_ bytes: UnsafeRawBufferPointer, isFinal: Bool) throws(WorkbookError) -> Bool {
        let status = XML_Parse(
            parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), isFinal ? 1 : 0)
        if let failure { throw failure }
        if isEnded { return false }
        guard status == XML_STATUS_OK else { throw .damaged(part: part) }
        // expat keeps an unfinished tag whole, and looks at it anew with each block.
        fed += bytes.count
        guard fed - Int(XML_GetCurrentByteIndex(parser)) <= WorkbookLimits.tag + bytes.count else {
            throw .unlikeASheet(part: part)
        }
        return true
    }

    /// Reads a part of an archive.
    static func read(_ part: String, of archive: ZipArchive, most: Int, _ listener: any XMLListener)
        throws(WorkbookError)
    {
        let reading = XMLPart(part, listener)
        var isWanted = true
        try archive.read(part, most: most) { (bytes) throws(WorkbookError) in
            isWanted = try reading.feed(bytes, isFinal: false)
            return isWanted
        }
        if isWanted { _ = try reading.feed(UnsafeRawBufferPointer(start: nil, count: 0), isFinal: true) }
    }
}
