import Glibc
import Primitives

/// A file that could not be read: the world's fault, exit 2.
enum FileFault: Error, Hashable {
    case unreadable(path: String)
    case tooLarge(path: String, limit: Int)

    var phrase: VerifyPhrase {
        switch self {
        case .unreadable(let path): .unreadable(path: path)
        case .tooLarge(let path, let limit): .tooLarge(path: path, limit: limit)
        }
    }
}

/// Files on the auditor's own machine, up to a size.
enum Files {
    static func bytes(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        guard let bytes = try bytesIfPresent(path, limit: limit) else { throw .unreadable(path: path) }
        return bytes
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
}
