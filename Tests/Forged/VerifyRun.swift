import Foundation

/// The built `counterweight-verify journal`, run as an auditor runs it: its output goes to a file that can be read meanwhile.
final class VerifyRun {
    private static let products =
        ProcessInfo.processInfo.environment["COUNTERWEIGHT_PRODUCTS"]
        ?? Bundle.main.executableURL?.deletingLastPathComponent().path ?? "."

    private let process = Process()
    private let file: URL

    /// - Parameter language: as `LANG` says it.
    init(_ arguments: [String], in folder: URL, language: String = "C.UTF-8") throws {
        file = folder.appending(path: "output-\(UUID().uuidString)")
        try Data().write(to: file)
        let output = try FileHandle(forWritingTo: file)
        process.executableURL = URL(filePath: "\(Self.products)/counterweight-verify")
        process.arguments = ["journal"] + arguments
        process.environment = ["LANG": language]
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    var output: String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }

    /// Waits until it ends.
    func end() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Waits until it has said that, for at most half a minute.
    func says(_ text: String) -> Bool {
        for _ in 0..<600 {
            if output.contains(text) { return true }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return false
    }
}

/// A new folder, removed behind the body.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "counterweight-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
