import Foundation

/// What `sqlite3` needs for the same file, in the same run.
enum Reference {
    /// Seconds to import the list into one table with one unique text key.
    static func importSeconds(of list: String, _ identifiers: DeviceList.Identifiers, into table: String) throws
        -> Double
    {
        let others =
            switch identifiers {
            case .serial: ""
            case .serialIMEIAndTag: "imei TEXT, tag TEXT, "
            }
        let script = """
            PRAGMA journal_mode = WAL;
            CREATE TABLE device (class TEXT, maker TEXT, serial TEXT UNIQUE, \(others)mass TEXT);
            .import --csv --skip 1 \(list) device
            """
        let start = ContinuousClock.now
        try run("sqlite3", [table], input: script)
        return (ContinuousClock.now - start).seconds
    }

    static func bytes(of table: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: table)[.size] as? Int ?? 0
    }

    /// The commands that are measured, beside this program.
    static let product = CommandLine.arguments[0].replacing("counterweight-bench", with: "counterweight")
    static let verifier = CommandLine.arguments[0].replacing("counterweight-bench", with: "counterweight-verify")

    /// Runs a command to its end, and holds no thread meanwhile.
    static func runBeside(_ command: String, _ arguments: [String]) async throws {
        let process = Process()
        process.executableURL = URL(filePath: command)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        guard status == 0 else { throw BenchError.failed(command, status) }
    }

    /// Runs a command to its end.
    ///
    /// - Returns: what it printed.
    @discardableResult
    static func run(_ command: String, _ arguments: [String], input: String = "") throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [command] + arguments
        let (standardInput, output) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        try process.run()
        standardInput.fileHandleForWriting.write(Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchError.failed(command, process.terminationStatus) }
        return said
    }
}

extension Reference {
    /// The most memory that a command ever held, in bytes, as GNU time reads it. Not by `wait4` from here: what this process
    /// held itself when it started the child would count.
    static func bytesHeld(_ command: String, _ arguments: [String]) throws -> Int {
        let note = FileManager.default.temporaryDirectory.appending(path: "counterweight-bench-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: note) }
        try run("/usr/bin/time", ["--format", "%M", "--output", note, command] + arguments)
        let said = try String(contentsOfFile: note, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let kilobytes = Int(said) else { throw BenchError.notMeasured(said) }
        return kilobytes * 1_024
    }
}

enum BenchError: Error {
    case failed(String, Int32)
    case notVerified([String])
    case notMeasured(String)
    case notWritten(String)
    /// A command did not end well under a limit of so many kilobytes.
    case overLimit(String, Int)
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
