import Foundation
import Registry
import StrengthScript
import Testing

/// Where a script's folders lie, copied before each step so that it can be run as often as it has calls.
final class Ground {
    /// What became of a child process.
    enum End: Equatable {
        case done
        case refused
        case killed
    }

    private let root: URL

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "strength-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func folder(_ name: String) -> Folder {
        Folder(data: root.appending(path: "\(name)/data").path, keys: root.appending(path: "\(name)/keys").path)
    }

    func copy(_ name: String, to other: String) throws {
        try? FileManager.default.removeItem(at: root.appending(path: other))
        let source = root.appending(path: name)
        guard FileManager.default.fileExists(atPath: source.path) else { return }
        try FileManager.default.copyItem(at: source, to: root.appending(path: other))
    }

    /// A folder `name` in which every step before the one of that name was run.
    func before(_ step: String, in name: String) async throws -> Int {
        let index = try #require(Script.steps.firstIndex { $0.name == step })
        for step in Script.steps[..<index] { try await step.run(folder(name), Script.Opening()) }
        return index
    }

    static func child(_ folder: Folder, _ how: String, _ one: Int, _ other: Int) throws -> End {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "strength-child")
        process.arguments = [folder.data, folder.keys, how, String(one), String(other)]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        switch (process.terminationReason, process.terminationStatus) {
        case (.exit, 0): return .done
        case (.exit, 3): return .refused
        case (.uncaughtSignal, SIGKILL): return .killed
        case (_, let status):
            Issue.record("\(how) \(Script.steps[one].name) \(other): ended with \(status)")
            return .done
        }
    }
}
