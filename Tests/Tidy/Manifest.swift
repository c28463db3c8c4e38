import Foundation

/// What `swift package dump-package` says of the targets.
///
/// It is asked with a scratch folder of its own: the test's own run holds the lock of `.build`.
struct Manifest: Decodable {
    struct Target: Decodable {
        let name: String
        let type: String
        let dependencies: [Dependency]

        /// The targets of this package that it depends on.
        var rooms: [String] { dependencies.compactMap(\.name) }
    }

    /// One way of many to name a dependency; those of other packages have no name here.
    struct Dependency: Decodable {
        let name: String?

        private enum Key: String, CodingKey { case byName, target }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            let key: Key = container.contains(.target) ? .target : .byName
            guard container.contains(key) else {
                name = nil
                return
            }
            var parts = try container.nestedUnkeyedContainer(forKey: key)
            name = try parts.decode(String.self)
        }
    }

    let targets: [Target]

    static func read() throws -> Manifest {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
            "counterweight-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--scratch-path", scratch.path, "--package-path", Tree.root, "dump-package",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(Manifest.self, from: bytes)
    }
}
