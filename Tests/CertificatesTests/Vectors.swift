import CanonicalJSON
import Foundation
import Testing

/// Open test data of others, read in place: `../shared/vectors` beside the package, or below `COUNTERWEIGHT_SHARED`.
enum Vectors {
    static let root: URL = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["COUNTERWEIGHT_SHARED"]
        return (shared.map { URL(filePath: $0) } ?? package.deletingLastPathComponent().appending(path: "shared"))
            .appending(path: "vectors")
    }()

    static var areThere: Bool { FileManager.default.fileExists(atPath: root.path) }

    /// Whether the test may go on. Without the vectors it says so, and fails where nothing may be skipped.
    static func available(_ comment: Comment = "the vectors are not here") -> Bool {
        if areThere { return true }
        print("skipped: no vectors at \(root.path)")
        if ProcessInfo.processInfo.environment["CI"] == "true" { Issue.record(comment) }
        return false
    }

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appending(path: path))) }
    static func json(_ path: String) throws -> JSON { try JSON(parsing: try bytes(path)) }

    static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path).sorted()
    }
}

/// The package, for files that go with it.
enum PackageFiles {
    static func bytes(_ path: String) throws -> [UInt8] {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return [UInt8](try Data(contentsOf: package.appending(path: path)))
    }
}

/// A small generator whose seed a failing test prints.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
