import CanonicalJSON
import Certificates
import Compensation
import Glibc
import Journal
import Primitives
import Programmes
import Registry

/// Files that a command line names.
enum Input {
    /// Rules and facilities are a few thousand bytes.
    private static let rulesBytesMax = 1 << 20

    static func bytes(_ path: String, most: Int) throws -> [UInt8] {
        try check(path)
        do throws(FileRefusal) { return try File.read(path, bytesMax: most) } catch {
            throw CommandRefusal.inputUnreadable(error)
        }
    }

    /// Reads a record of the trade from the JSON that somebody wrote.
    static func record<Value>(_ path: String, _ read: ([UInt8]) throws -> Value) throws -> Value {
        let bytes = try bytes(path, most: rulesBytesMax)
        do {
            return try read(bytes)
        } catch let error as JSONError {
            throw CommandRefusal.fileNotJSON(path: path, error)
        } catch let error as JSONReadError {
            throw CommandRefusal.fileMalformed(path: path, error)
        }
    }

    /// A file's name without its folder.
    static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// A verifier's key: 64 hexadecimal digits and a line end, readable by its owner alone.
    static func key(_ path: String) throws -> IssuerKey {
        var status = stat()
        guard stat(path, &status) == 0 else { throw CommandRefusal.inputUnreadable(FileRefusal(.open, path)) }
        guard status.st_mode & 0o077 == 0 else { throw CommandRefusal.keyFileOpen(path: path) }
        let text = String(decoding: try bytes(path, most: 4_096), as: UTF8.self)
        guard text.hasSuffix("\n"), let seed = Hexadecimal.bytes(String(text.dropLast())), seed.count == 32,
            let key = IssuerKey(seed: seed)
        else { throw CommandRefusal.keyFileMalformed(path: path) }
        return key
    }

    /// A signature as 128 digits, or a file that holds its 64 bytes or its digits.
    static func signature(_ text: String) throws -> [UInt8] {
        if let bytes = Hexadecimal.bytes(text), bytes.count == 64 { return bytes }
        let bytes = try bytes(text, most: 4_096)
        if bytes.count == 64 { return bytes }
        var digits = String(decoding: bytes, as: UTF8.self)
        while let last = digits.last, last.isNewline { digits.removeLast() }
        guard let signature = Hexadecimal.bytes(digits), signature.count == 64 else {
            throw CommandRefusal.signatureMalformed
        }
        return signature
    }

    /// Files of evidence, kept under their SHA-256 before any entry names them.
    static func keep(_ files: [EvidenceFile], in registry: Registry) throws -> [Evidence] {
        for file in files { try check(file.path) }
        return try files.map { file in
            Evidence(kind: file.kind, digest: try registry.keep(evidence: file.path), party: file.party)
        }
    }

    /// A pipe would wait for ever, and a device might never end.
    static func check(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
            throw CommandRefusal.inputUnreadable(FileRefusal(.open, path))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw CommandRefusal.notAFile(path: path) }
    }
}

/// Files that a command line asks for.
enum Output {
    /// Writes a new file; one that is there stays as it is.
    static func create(_ path: String, _ bytes: [UInt8], mode: mode_t = 0o644) throws {
        guard !File.exists(path) else { throw CommandRefusal.fileExists(path: path) }
        try File.replace(path, with: bytes, mode: mode)
    }
}

extension Output {
    static func exists(_ path: String) -> Bool { File.exists(path) }

    /// `acme-2.json` for `acme.json` from 2, or the first number after it whose file is not there.
    static func free(_ path: String, from number: Int) -> String {
        let name = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
        let end = path[name...].dropFirst().lastIndex(of: ".") ?? path.endIndex
        var number = number
        while exists("\(path[..<end])-\(number)\(path[end...])") { number += 1 }
        return "\(path[..<end])-\(number)\(path[end...])"
    }

    /// Refuses what could not be written afterwards, when the rest is done: a name that is taken or given twice, a folder that
    /// is not there or closed.
    static func check(_ paths: [String?]) throws {
        var seen: Set<String> = []
        for path in paths.compactMap(\.self) {
            guard seen.insert(path).inserted else { throw CommandRefusal.oneFileTwice(path: path) }
            guard !File.exists(path) else { throw CommandRefusal.fileExists(path: path) }
            let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
            guard access("\(folder)/.", W_OK | X_OK) == 0 else { throw FileRefusal(.create, path) }
        }
    }

    /// Writes a file, over one that is there.
    static func replace(_ path: String, _ bytes: [UInt8]) throws { try File.replace(path, with: bytes) }
}
