import Foundation
import Testing

/// A folder, and programs that are not ours to read what is in it.
final class Programs {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "counterweight-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: folder.appending(path: name)) }
    func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: name))) }

    /// What a program prints on standard output. It must end with 0.
    @discardableResult
    func run(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = folder
        let (output, errors) = (folder.appending(path: ".out"), folder.appending(path: ".err"))
        for url in [output, errors] { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOf: output, encoding: .utf8)
        let complaint = try String(contentsOf: errors, encoding: .utf8)
        #expect(
            process.terminationStatus == 0, "\(words.joined(separator: " "))\n\(text)\(complaint)",
            sourceLocation: sourceLocation)
        return text
    }
}
