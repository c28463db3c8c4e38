import Glibc
import Registry

/// Where what is too much for memory goes, and how much is too much.
struct Scratch: Sendable {
    let folder: String
    /// Bytes that one sorter holds.
    let memory: Int

    func sorter() -> RecordSorter { RecordSorter(self) }

    func spool() -> Spool { Spool(in: folder, memoryMost: memory / 64) }
}

/// Bytes that are written once, in order, and then read as often as is asked: in memory while they are few, in a file
/// without a name when they are many, so that nothing is left of them after a crash.
struct Spool: ~Copyable {
    private let folder: String
    private let memoryMost: Int
    private var bytes: [UInt8] = []
    private var file: UnnamedFile?
    private var written = 0

    /// - Parameter memoryMost: bytes above which they go to a file in `folder`.
    init(in folder: String, memoryMost: Int) {
        self.folder = folder
        self.memoryMost = memoryMost
    }

    /// - Throws: `FileRefusal`, as where the disk is full.
    mutating func append(_ part: UnsafeRawBufferPointer) throws {
        bytes.append(contentsOf: part)
        if bytes.count > memoryMost { try flush() }
    }

    mutating func append(_ part: [UInt8]) throws { try part.withUnsafeBytes { try append($0) } }

    private mutating func flush() throws {
        let file = try file ?? UnnamedFile(in: folder)
        self.file = file
        try bytes.withUnsafeBytes { try file.append($0) }
        written += bytes.count
        bytes.removeAll(keepingCapacity: true)
    }

    /// Ends the writing.
    consuming func sealed() throws -> SpooledBytes {
        if file != nil {
            try flush()
            bytes = []
        }
        return SpooledBytes(count: written + bytes.count, memory: bytes, file: file)
    }
}

/// What a spool holds.
struct SpooledBytes: Sendable {
    let count: Int
    fileprivate let memory: [UInt8]
    fileprivate let file: UnnamedFile?

    func reader() -> SpoolReader { SpoolReader(self) }
}

/// Reads a spool's bytes forward. Several may read one spool, each at its own place.
struct SpoolReader: ~Copyable {
    private static let block = 1 << 16

    private let source: SpooledBytes
    private var buffer: [UInt8]
    /// Bytes that are read lie before `start`, bytes that are not from `start` to `filled`.
    private var start = 0
    private var filled = 0
    private var position: Int
    private let end: Int

    /// - Parameter range: which of its bytes; all where none is given.
    init(_ source: SpooledBytes, _ range: Range<Int>? = nil) {
        self.source = source
        position = range?.lowerBound ?? 0
        end = range?.upperBound ?? source.count
        buffer = [UInt8](repeating: 0, count: min(Self.block, max(end - position, 1)))
    }

    var isAtEnd: Bool { start == filled && position == end }
    /// Bytes that are not read yet.
    var left: Int { filled - start + end - position }

    /// The next `count` bytes, for `body` only.
    ///
    /// - Precondition: there are as many.
    mutating func read<Value>(_ count: Int, _ body: (UnsafeRawBufferPointer) throws -> Value) throws -> Value {
        if filled - start < count { try fill(count) }
        defer { start += count }
        return try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[start..<start + count])) }
    }

    private mutating func fill(_ count: Int) throws {
        let rest = filled - start
        buffer.withUnsafeMutableBytes { bytes in
            guard rest > 0, let base = bytes.baseAddress else { return }
            memmove(base, base + start, rest)
        }
        if buffer.count < count { buffer += [UInt8](repeating: 0, count: count - buffer.count) }
        start = 0
        filled = rest
        while filled < buffer.count, position < end {
            let most = min(buffer.count - filled, end - position)
            let got = try buffer.withUnsafeMutableBytes { bytes in
                let target = UnsafeMutableRawBufferPointer(rebasing: bytes[filled..<filled + most])
                guard let file = source.file else {
                    source.memory.withUnsafeBytes {
                        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + most]))
                    }
                    return most
                }
                return try file.read(at: position, into: target)
            }
            filled += got
            position += got
        }
        precondition(filled >= count, "a spool ends within a record")
    }
}

/// A file that no folder names: the system forgets it with the process.
final class UnnamedFile: Sendable {
    private let descriptor: Int32
    private let folder: String

    init(in folder: String) throws {
        self.folder = folder
        // Of <fcntl.h>, which Swift does not import: __O_TMPFILE and O_DIRECTORY (Linux 3.11).
        let unnamed: Int32 = 0o20_000_000 | O_DIRECTORY
        var found = open(folder, unnamed | O_RDWR | O_CLOEXEC, 0o600)
        if found < 0 {
            // A file system without them.
            var name = Array("\(folder)/spool.XXXXXX".utf8CString)
            found = mkstemp(&name)
            if found >= 0 { unlink(name) }
        }
        guard found >= 0 else { throw FileRefusal(.create, folder) }
        descriptor = found
    }

    deinit { close(descriptor) }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = write(descriptor, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw FileRefusal(.write, folder) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// - Returns: how many bytes came, at least one.
    func read(at position: Int, into bytes: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = pread(descriptor, bytes.baseAddress, bytes.count, position)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw FileRefusal(.read, folder) }
            return count
        }
    }
}
