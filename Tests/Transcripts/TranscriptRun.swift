import Foundation

/// Plays a transcript: its commands one after the other in one shell, in a new folder that holds a copy of `Examples`.
///
/// The built commands stand first in PATH. They lie where `COUNTERWEIGHT_PRODUCTS` says, else beside this test.
enum TranscriptRun {
    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    static let products: String =
        ProcessInfo.processInfo.environment["COUNTERWEIGHT_PRODUCTS"]
        ?? Bundle.main.executableURL?.deletingLastPathComponent().path ?? "\(root)/.build/debug"

    /// `README.md`, then the pages of `Examples`.
    static let pages: [String] = {
        let examples = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/Examples")) ?? []
        return ["README.md"] + examples.filter { $0.hasSuffix(".md") }.sorted().map { "Examples/\($0)" }
    }()

    static func transcript(of page: String) throws -> Transcript {
        try Transcript(page: String(contentsOfFile: "\(root)/\(page)", encoding: .utf8))
    }

    /// What does not come out as the page says, one paragraph a command.
    static func differences(in transcript: Transcript, of page: String) throws -> [String] {
        let outcomes = try play(transcript.steps.map(\.command))
        var differences: [String] = []
        for (index, step) in transcript.steps.enumerated() {
            let place = "\(page):\(step.line): $ \(step.command)"
            guard index < outcomes.count else {
                differences.append("\(place)\nwas never reached: an earlier command ended the shell")
                break
            }
            let outcome = outcomes[index]
            if outcome.status != step.status {
                let output = outcome.output.joined(separator: "\n")
                differences.append("\(place)\nends with status \(outcome.status), not \(step.status)\n\(output)")
            } else if let difference = difference(expected: step.expected, actual: outcome.output) {
                differences.append("\(place)\n\(difference)")
            }
        }
        return differences
    }

    struct Outcome: Equatable {
        let status: Int32
        let output: [String]
    }

    /// The longest that all commands of a page may take together.
    static let secondsMax = 300

    static func play(_ commands: [String]) throws -> [Outcome] {
        guard !commands.isEmpty else { return [] }
        let files = FileManager.default
        let folder = files.temporaryDirectory.appendingPathComponent("counterweight-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        if files.fileExists(atPath: "\(root)/Examples") {
            try files.copyItem(atPath: "\(root)/Examples", toPath: "\(folder.path)/Examples")
        }
        // After each command a line that no command prints, with its status.
        let mark = "\u{1}\(UUID().uuidString)\u{1}"
        let script = commands.map { "{\n\($0)\n} </dev/null\nprintf '\\n\(mark)%d\\n' \"$?\"\n" }.joined()

        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(products):\(environment["PATH"] ?? "/usr/bin:/bin")"
        environment["HOME"] = folder.path
        environment["LC_ALL"] = "C.UTF-8"
        environment["TZ"] = "UTC"
        environment["NO_COLOR"] = "1"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["timeout", "\(secondsMax)", "bash", "-c", "exec 2>&1\n\(script)"]
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return outcomes(in: String(decoding: bytes, as: UTF8.self), mark: mark)
    }

    private static func outcomes(in text: String, mark: String) -> [Outcome] {
        var outcomes: [Outcome] = []
        var output: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix(mark), let status = Int32(line.dropFirst(mark.count)) else {
                output.append(String(line))
                continue
            }
            while output.last?.isEmpty == true { output.removeLast() }
            outcomes.append(Outcome(status: status, output: output))
            output = []
        }
        return outcomes
    }
}
