import Crypto
public import Glibc
public import Primitives

/// Where a registry keeps its files: the database, the evidence, and the newest checkpoint as it was published. The keys
/// stand in a folder of their own, which a backup of the data does not carry off.
public struct Folder: Hashable, Sendable {
    public let data: String
    public let keys: String

    public init(data: String, keys: String) {
        self.data = data
        self.keys = keys
    }

    public var database: String { "\(data)/registry.sqlite" }
    public var checkpoint: String { "\(data)/checkpoint" }
    /// The same checkpoint beside the keys, where a restored data folder does not bring back an older one.
    public var remembered: String { "\(keys)/checkpoint" }
    public var evidence: String { "\(data)/evidence" }
    /// Copies of lists that wait to be accepted.
    public var drafts: String { "\(data)/drafts" }
    public var logKey: String { "\(keys)/log.key" }
    public var issuerKey: String { "\(keys)/issuer.key" }
    /// The issuer's key that is about to be named; gone once it is.
    var nextIssuerKey: String { "\(issuerKey).next" }
    /// The key of a log that is about to be opened; gone once it is.
    var nextLogKey: String { "\(logKey).next" }
    public var tagKey: String { "\(keys)/tags.key" }

    public func evidence(_ digest: Primitives.Digest) -> String { "\(evidence)/\(digest.text)" }
}

/// What the file system refused, with the path and `errno`.
public struct FileRefusal: Error, Hashable, Sendable {
    public enum Step: String, Hashable, Sendable {
        case open, read, write, sync, rename, create
    }

    public let step: Step
    public let path: String
    public let code: Int32

    public init(_ step: Step, _ path: String) {
        self.step = step
        self.path = path
        self.code = errno
    }

    package init(_ step: Step, _ path: String, code: Int32) {
        self.step = step
        self.path = path
        self.code = code
    }

    public var isTooLarge: Bool { code == EFBIG }

    /// The system's own words for the code, in English.
    public var reason: String { String(cString: strerror(code)) }
}

/// Whole files, in and out.
public enum File {
    /// The names in a folder, in their order; none where there is no folder.
    public static func names(in folder: String) throws(FileRefusal) -> [String] {
        guard let listing = opendir(folder) else {
            guard errno == ENOENT else { throw FileRefusal(.open, folder) }
            return []
        }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Copies a file block by block: under a temporary name, synced, renamed.
    ///
    /// - Returns: the SHA-256 of what was copied.
    @discardableResult
    static func copy(_ source: String, to target: String, mode: mode_t = 0o600) throws -> Primitives.Digest {
        let copy = try Copy(beside: target)
        var hasher = SHA256()
        try blocks(of: source) { block in
            hasher.update(data: block)
            try copy.append(block)
        }
        try copy.finish(as: target)
        return hasher.digest
    }

    /// The SHA-256 of a file, read block by block.
    static func digest(of path: String) throws -> Primitives.Digest {
        var hasher = SHA256()
        try blocks(of: path) { hasher.update(data: $0) }
        return hasher.digest
    }

    private static func blocks(of path: String, _ take: ([UInt8]) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileRefusal(.open, path) }
        defer { close(descriptor) }
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileRefusal(.read, path) }
            guard count > 0 else { return }
            try take(Array(block[..<count]))
        }
    }

    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// - Throws: `FileRefusal`. A file above `bytesMax` is refused with `EFBIG` before it is read.
    public static func read(_ path: String, bytesMax: Int) throws(FileRefusal) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileRefusal(.open, path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileRefusal(.read, path) }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            errno = EISDIR
            throw FileRefusal(.read, path)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(Int(status.st_size), bytesMax))
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileRefusal(.read, path) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= bytesMax else {
                errno = EFBIG
                throw FileRefusal(.read, path)
            }
            bytes.append(contentsOf: block[..<count])
        }
    }

    /// Creates the folder and those above it, each on disk in the one above; one that is there already stays as it is.
    public static func createFolder(_ path: String, mode: mode_t = 0o755) throws(FileRefusal) {
        if exists(path) { return }
        let parent = String(path.reversed().drop { $0 != "/" }.dropFirst().reversed())
        if !parent.isEmpty { try createFolder(parent) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw FileRefusal(.create, path) }
        try syncFolder(of: path)
    }

    /// Writes under a temporary name beside the path, syncs, renames over it and syncs the folder: after a crash there is
    /// the old file or the new one, whole.
    ///
    /// - Parameter mayComeBack: whether after a power cut the old file will do too: then the folder is not synced.
    public static func replace(
        _ path: String, with bytes: [UInt8], mode: mode_t = 0o644, mayComeBack: Bool = false
    ) throws(FileRefusal) {
        var name = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        let temporary = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard descriptor >= 0 else { throw FileRefusal(.create, path) }
        do throws(FileRefusal) {
            guard fchmod(descriptor, mode) == 0 else { throw FileRefusal(.create, temporary) }
            try write(bytes, to: descriptor, temporary)
            guard fsync(descriptor) == 0 else { throw FileRefusal(.sync, temporary) }
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        close(descriptor)
        guard Glibc.rename(temporary, path) == 0 else {
            let refusal = FileRefusal(.rename, path)
            unlink(temporary)
            throw refusal
        }
        if !mayComeBack { try syncFolder(of: path) }
    }

    /// A new file that is written piece by piece and has its name only once it is whole and on disk.
    public final class Copy {
        private let descriptor: Int32
        /// What it is called until it is whole: a library that writes files itself writes here.
        public let temporary: String
        private var isNamed = false

        public init(to folder: String) throws(FileRefusal) {
            var name = Array("\(folder)/copy.XXXXXX".utf8CString)
            descriptor = mkstemp(&name)
            temporary = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
            guard descriptor >= 0 else { throw FileRefusal(.create, folder) }
        }

        /// - Parameter path: beside which it is written until it is whole.
        public convenience init(beside path: String) throws(FileRefusal) {
            let parent = String(path.reversed().drop { $0 != "/" }.dropFirst().reversed())
            try self.init(to: parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent)
        }

        deinit {
            close(descriptor)
            if !isNamed { unlink(temporary) }
        }

        public func append(_ bytes: [UInt8]) throws(FileRefusal) { try File.write(bytes, to: descriptor, temporary) }

        public func finish(as path: String) throws(FileRefusal) {
            guard fsync(descriptor) == 0 else { throw FileRefusal(.sync, temporary) }
            guard Glibc.rename(temporary, path) == 0 else { throw FileRefusal(.rename, path) }
            isNamed = true
            try File.syncFolder(of: path)
        }
    }

    fileprivate static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(FileRefusal) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw FileRefusal(.write, path) }
            written += count
        }
    }

    fileprivate static func syncFolder(of path: String) throws(FileRefusal) {
        let parent = String(path.reversed().drop { $0 != "/" }.dropFirst().reversed())
        let folder = parent.isEmpty ? "." : parent
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileRefusal(.open, folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileRefusal(.sync, folder) }
    }

    /// Renames a file or a folder, and syncs the folder it stands in.
    static func rename(_ path: String, to target: String) throws(FileRefusal) {
        guard Glibc.rename(path, target) == 0 else { throw FileRefusal(.rename, target) }
        try syncFolder(of: target)
    }

    /// Removes a file for good; nothing where there is none.
    static func remove(_ path: String) throws(FileRefusal) {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileRefusal(.write, path) }
        try syncFolder(of: path)
    }

    /// Removes a folder of files and of folders of files, as far as it can.
    static func remove(folder: String) {
        for name in (try? names(in: folder)) ?? [] {
            let path = "\(folder)/\(name)"
            if unlink(path) != 0 { remove(folder: path) }
        }
        rmdir(folder)
    }

    /// Runs `body` while no other process holds the same lock file.
    static func locked<T>(_ path: String, _ body: () throws -> T) throws -> T {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileRefusal(.open, path) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw FileRefusal(.open, path) }
        }
        return try body()
    }
}

extension SHA256 {
    fileprivate var digest: Primitives.Digest {
        guard let digest = Primitives.Digest(Array(finalize())) else { preconditionFailure("a hash has 32 bytes") }
        return digest
    }
}
