// Any bytes are a value or a refusal; what is read and written is read again as the same bytes.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let value = try? JSON(parsing: bytes) else { return 0 }
    let canonical = value.canonicalBytes
    guard let again = try? JSON(canonical: canonical) else {
        // More bytes than the reader takes: a number or an escape may have one longer spelling.
        precondition(canonical.count > bytes.count, "what was written is not read")
        return 0
    }
    precondition(again.canonicalBytes == canonical, "two spellings of one value")
    return 0
}
