import CLibZip

/// A ZIP archive in memory, read part by part.
///
/// libzip checks each part's CRC at its end. Names are compared without case, as the packaging convention has it (ECMA-376,
/// part 2, 6.2.2).
final class ZipArchive {
    private let archive: OpaquePointer
    private let bytes: UnsafeMutableRawBufferPointer
    /// Bytes that were unpacked so far, of all parts together.
    private(set) var unpacked = 0

    init(_ bytes: [UInt8]) throws(WorkbookError) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        copy.copyBytes(from: bytes)
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(copy.baseAddress, zip_uint64_t(copy.count), 0, &error) else {
            copy.deallocate()
            throw .damaged(part: "zip")
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            copy.deallocate()
            throw .damaged(part: "zip")
        }
        self.archive = archive
        self.bytes = copy
        guard zip_get_num_entries(archive, 0) <= WorkbookLimits.parts else {
            throw .tooManyParts(limit: WorkbookLimits.parts)
        }
    }

    deinit {
        zip_discard(archive)
        bytes.deallocate()
    }

    func has(_ part: String) -> Bool { zip_name_locate(archive, part, zip_flags_t(ZIP_FL_NOCASE)) >= 0 }

    /// Hands out the part's bytes block by block, until `take` has enough.
    func read(_ part: String, most: Int, _ take: (UnsafeRawBufferPointer) throws(WorkbookError) -> Bool)
        throws(WorkbookError)
    {
        let index = zip_name_locate(archive, part, zip_flags_t(ZIP_FL_NOCASE))
        guard index >= 0 else { throw .damaged(part: part) }
        var status = zip_stat_t()
        guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0,
            let file = zip_fopen_index(archive, zip_uint64_t(index), 0)
        else { throw .damaged(part: part) }
        defer { zip_fclose(file) }
        let packed = min(Int(clamping: status.comp_size), bytes.count)
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { block.deallocate() }
        var total = 0
        while true {
            let count = Int(zip_fread(file, block.baseAddress, zip_uint64_t(block.count)))
            guard count >= 0 else { throw .damaged(part: part) }
            guard count > 0 else { return }
            total += count
            unpacked += count
            guard total <= most else { throw .tooLarge(limit: most) }
            guard total <= WorkbookLimits.expansionFree || total <= packed * WorkbookLimits.expansion,
                unpacked <= WorkbookLimits.unpackedFree + 3 * WorkbookLimits.expansion * bytes.count
            else { throw .expandsTooMuch(part: part) }
            guard try take(UnsafeRawBufferPointer(rebasing: block[..<count])) else { return }
        }
    }
}
