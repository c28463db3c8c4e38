// Any bytes are rows or a refusal, however they are cut into blocks; what is written is read back; a decoder and the probe of
// encodings take anything.

private func rows(_ bytes: [UInt8], block: Int) -> (rows: [[String]], error: CSVError?) {
    var reader = CSVReader()
    var rows: [[String]] = []
    var start = 0
    do throws(CSVError) {
        while true {
            while try reader.next() { rows.append(reader.texts) }
            if start == bytes.count { break }
            let end = min(start + block, bytes.count)
            reader.feed(Array(bytes[start..<end]))
            start = end
            if start == bytes.count { reader.end() }
        }
        if bytes.isEmpty {
            reader.end()
            _ = try reader.next()
        }
        return (rows, nil)
    } catch {
        return (rows, error)
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = rows(bytes, block: max(bytes.count, 1))
    let cut = rows(bytes, block: 1 + Int(bytes.first ?? 0) % 7)
    precondition(whole.error == cut.error && whole.rows == cut.rows, "rows depend on how the bytes were cut")
    if whole.error == nil, !whole.rows.isEmpty {
        var writer = CSVWriter(formulas: .kept)
        for row in whole.rows { writer.row(row) }
        let again = rows(writer.bytes, block: 64)
        precondition(again.error == nil && again.rows == whole.rows, "what was written is not what was read")
    }
    // What a person's file has is read back whatever it is: a formula, or one that had an apostrophe already.
    if whole.error == nil, !whole.rows.isEmpty {
        var writer = CSVWriter()
        for row in whole.rows { writer.row(row) }
        var reader = CSVReader(formulas: .neutralised)
        reader.feed(writer.bytes)
        reader.end()
        do throws(CSVError) {
            var again: [[String]] = []
            while try reader.next() { again.append(reader.texts) }
            precondition(again == whole.rows, "a formula did not come back as it was")
        } catch {
            preconditionFailure("what was written for people is not read: \(error)")
        }
    }
    _ = ForeignKind(beginning: bytes)
    var probe = EncodingProbe()
    probe.feed(Array(bytes.prefix(bytes.count / 2)))
    probe.feed(Array(bytes.dropFirst(bytes.count / 2)))
    _ = probe.encoding()
    for encoding in TextEncoding.allCases {
        var decoder = TextDecoder(encoding)
        do throws(TextEncodingError) {
            let text = try decoder.decode(bytes)
            try decoder.end()
            precondition(
                encoding == .utf8 || String(validating: text, as: UTF8.self) != nil, "what was decoded is not UTF-8")
        } catch {}
    }
    return 0
}
