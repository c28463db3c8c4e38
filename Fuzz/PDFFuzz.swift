// Any bytes hold a bundle or are refused; what is found is in the file as it is. The first bytes of a PDF are put before what does
// not begin with them, and a table of objects is mended where its place is not said: a mutation would hardly come there.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if !PrintedBundle.isPDF(bytes) { bytes = Array("%PDF-1.7\n".utf8) + bytes }
    read(bytes)
    // The first `xref` is where the file says that it is.
    let word = Array("xref".utf8)
    guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: word) }) else { return 0 }
    read(bytes + Array("\nstartxref\n\(place)\n%%EOF\n".utf8))
    return 0
}

private func read(_ bytes: [UInt8]) {
    guard let found = try? PrintedBundle.bytes(in: bytes) else { return }
    precondition(found.count < bytes.count, "more was found than there is")
}
