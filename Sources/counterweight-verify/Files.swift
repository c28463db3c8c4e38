import Glibc
import Primitives

/// A file that could not be read or written: the world's fault, exit 2.
enum FileFault: Error, Hashable {
    case unreadable(path: String)
    case tooLarge(path: String, limit: Int)
    /// Not a file that `--remember` writes.
    case notRemembered(path: String)
    case unwritable(path: String)
    /// Another run wrote it since it was read.
    case changedMeanwhile(path: String)

    var phrase: VerifyPhrase {
        switch self {
        case .unreadable(let path): .unreadable(path: path)
        case .tooLarge(let path, let limit): .tooLarge(path: path, limit: limit)
        case .notRemembered(let path): .notRemembered(path: path)
        case .unwritable(let path): .unwritable(path: path)
        case .changedMeanwhile(let path): .changedMeanwhile(path: path)
        }
    }
}

/// Files on the auditor's own machine, up to a size.
enum Files {
    static func bytes(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        guard let bytes = try bytesIfPresent(path, limit: limit) else { throw .unreadable(path: path) }
        return bytes
    }

    static func isFolder(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return errno != ENOENT && errno != ENOTDIR }
        close(descriptor)
        return true
    }

    /// `nil` where there is no such file.
    static func bytesIfPresent(_ path: String, limit: Int) throws(FileFault) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT || errno == ENOTDIR else { throw .unreadable(path: path) }
            return nil
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path: path) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= limit else { throw .tooLarge(path: path, limit: limit) }
            bytes += chunk[..<count]
        }
    }
    /// Puts `bytes` in the place of `old`, or where no file was: under a temporary name beside it, synced, renamed, the folder
    /// synced. After a crash there is the old file or the new one, whole.
    static func replace(_ path: String, _ old: [UInt8]?, with bytes: [UInt8]) throws(FileFault) {
        let parent = String(path.reversed().drop { $0 != "/" }.reversed())
        let folder = open(parent.isEmpty ? "." : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .unwritable(path: path) }
        defer { close(folder) }
        // One run at a time compares and replaces.
        guard flock(folder, LOCK_EX) == 0 else { throw .unwritable(path: path) }
        guard try bytesIfPresent(path, limit: max(old?.count ?? 0, bytes.count) + 1) == old else {
            throw .changedMeanwhile(path: path)
        }
        var name = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw .unwritable(path: path) }
        let isWritten = write(bytes, to: descriptor) && fchmod(descriptor, 0o644) == 0 && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(name, path) == 0 else {
            unlink(name)
            throw .unwritable(path: path)
        }
        guard fsync(folder) == 0 else { throw .unwritable(path: path) }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
