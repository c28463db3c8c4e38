import Glibc
import Primitives
import TransparencyLog

/// Why a witness cannot be, or go on.
enum WitnessFault: Error, Hashable {
    // What was named on the command line.
    case badName(String)
    case badListen(String)
    case notLog(String)
    case noLog
    case keyUnreadable(path: String)
    case keyOpenToOthers(path: String)
    case isThere(path: String)
    case unreadable(path: String)
    case tooLarge(path: String, limit: Int)
    // The folder of notes.
    case noNotes(path: String)
    case notesOfAnother(path: String, key: String)
    case noteDamaged(path: String)
    case noteOfUnknownLog(path: String, origin: String)
    case foreignFile(path: String)
    /// Another process has the folder.
    case inUse(path: String)
    case unwritable(path: String, code: Int32)
    // At work.
    /// The clock shows a time before the last cosignature, in seconds.
    case clockBehind(seconds: Int64)
    case clockUnset
    case listenFailed(String, code: Int32)
    case noServer
    case unwritableAnswer(path: String)

    var exit: Int32 {
        switch self {
        case .badName, .badListen, .notLog, .noLog, .keyUnreadable, .keyOpenToOthers, .isThere, .unreadable,
            .tooLarge, .noNotes:
            2
        case .inUse: 3
        case .notesOfAnother, .noteDamaged, .noteOfUnknownLog, .foreignFile, .clockBehind, .clockUnset: 4
        case .unwritable, .listenFailed, .noServer, .unwritableAnswer: 5
        }
    }
}

/// The folder of a witness's notes: for each log the checkpoint that it cosigned last, in a file named by the SHA-256 of the log's
/// origin; `key`, which says whose notes they are; and `lock`, which one process holds at a time.
///
/// The folder is made with the key and never again: a witness that finds none has lost what it signed.
final class Notes {
    private static let keyName = "key"
    private static let lockName = "lock"
    private static let suffix = ".checkpoint"

    let path: String
    private let folder: Int32
    private let lock: Int32

    /// Makes the folder of a new key.
    static func create(_ path: String, for key: WitnessKey) throws(WitnessFault) {
        guard mkdir(path, 0o755) == 0 else {
            if errno == EEXIST { throw .isThere(path: path) }
            throw .unwritable(path: path, code: errno)
        }
        do throws(FileFault) {
            try WholeFile.replace("\(path)/\(keyName)", with: Array("\(key.text)\n".utf8))
            try WholeFile.syncFolder(of: path)
        } catch { throw .unwritable(path: error.path, code: error.code) }
    }

    /// Takes the folder for this process, until it ends.
    ///
    /// - Throws: `noNotes`, `inUse`, `notesOfAnother`.
    init(_ path: String, of key: WitnessKey) throws(WitnessFault) {
        self.path = path
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .noNotes(path: path) }
        self.folder = folder
        let lock = open("\(path)/\(Self.lockName)", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        self.lock = lock
        guard lock >= 0 else { throw .unwritable(path: path, code: errno) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw .inUse(path: path) }
        let whose = try? WholeFile.read("\(path)/\(Self.keyName)", limit: 4_096)
        guard let whose else { throw .noNotes(path: path) }
        guard whose == Array("\(key.text)\n".utf8) else { throw .notesOfAnother(path: path, key: key.text) }
    }

    deinit {
        if lock >= 0 { close(lock) }
        if folder >= 0 { close(folder) }
    }

    /// Every note, each by its path. What a kept note's writing left half done goes; any other file is refused.
    func all() throws(WitnessFault) -> [(path: String, bytes: [UInt8])] {
        guard let listing = opendir(path) else { throw .noNotes(path: path) }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if ![".", "..", Self.keyName, Self.lockName].contains(name) { names.append(name) }
        }
        var notes: [(path: String, bytes: [UInt8])] = []
        for name in names.sorted() {
            let file = "\(path)/\(name)"
            if name.hasSuffix(WholeFile.halfDone) {
                unlink(file)
                continue
            }
            guard name.hasSuffix(Self.suffix) else { throw .foreignFile(path: file) }
            guard let bytes = try? WholeFile.read(file, limit: Note.bytesMax) else { throw .noteDamaged(path: file) }
            notes.append((file, bytes))
        }
        return notes
    }

    /// Where the note of a log lies.
    func place(of origin: String) -> String { "\(path)/\(Self.name(of: origin))\(Self.suffix)" }

    /// By which monitors ask for it.
    static func name(of origin: String) -> String { Hash(of: Array(origin.utf8)).hex }

    /// Puts a note in the place of the one before: whole, synced, renamed, the folder synced. After a crash there is the old one or
    /// the new one.
    func keep(_ witnessed: WitnessedCheckpoint) throws(WitnessFault) {
        do throws(FileFault) {
            try WholeFile.replace(place(of: witnessed.checkpoint.origin), with: Array(witnessed.note.utf8))
        } catch { throw .unwritable(path: error.path, code: error.code) }
    }
}

/// What the file system refused.
struct FileFault: Error {
    let path: String
    let code: Int32

    init(_ path: String) {
        self.path = path
        code = errno
    }
}

/// Whole files, in and out.
enum WholeFile {
    /// What a file is called until it is whole.
    static let halfDone = ".part"

    static func read(_ path: String, limit: Int) throws(WitnessFault) -> [UInt8] {
        let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path: path) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= limit else { throw .tooLarge(path: path, limit: limit) }
            bytes += chunk[..<count]
        }
    }

    /// A file that must not be there yet.
    static func create(_ path: String, with bytes: [UInt8], mode: mode_t) throws(FileFault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileFault(path) }
        try finish(descriptor, path, bytes)
        try syncFolder(of: path)
    }

    static func replace(_ path: String, with bytes: [UInt8]) throws(FileFault) {
        let part = "\(path)\(halfDone)"
        let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileFault(part) }
        try finish(descriptor, part, bytes)
        guard rename(part, path) == 0 else { throw FileFault(path) }
        try syncFolder(of: path)
    }

    /// Writes, syncs and closes; what could not be written whole is removed.
    private static func finish(_ descriptor: Int32, _ path: String, _ bytes: [UInt8]) throws(FileFault) {
        let isWhole = write(bytes, to: descriptor) && fsync(descriptor) == 0
        let fault = FileFault(path)
        close(descriptor)
        guard isWhole else {
            unlink(path)
            throw fault
        }
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    static func syncFolder(of path: String) throws(FileFault) {
        let named = path.reversed().drop { $0 == "/" }.drop { $0 != "/" }
        let folder = open(named.isEmpty ? "." : String(named.reversed()), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileFault(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw FileFault(path) }
    }
}
