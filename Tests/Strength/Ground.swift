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
        try end(of: program, [folder.data, folder.keys, how, String(one), String(other)], "\(how) \(one) \(other)")
    }

    /// Runs a step on a copy of a folder, on a file system that has `room` bytes left; copies what it leaves to another.
    func child(from name: String, to other: String, _ step: Int, room: Int) throws -> End {
        let (source, target) = (root.appending(path: name), root.appending(path: other))
        let disk = root.appending(path: "disk")
        try? FileManager.default.removeItem(at: target)
        for folder in [source, target, disk] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let script = """
            mount -t tmpfs -o size="$1" tmpfs "$2" && cp -a "$3/." "$2" || exit 2
            "$4" "$2/data" "$2/keys" run "$5" 0
            code=$?
            cp -a "$2/." "$6" || exit 2
            exit "$code"
            """
        let bytes = try Self.bytes(of: source) + room
        return try Self.end(
            of: Self.unshare,
            ["-rm", "sh", "-c", script, "sh"]
                + [String(max(bytes, 4_096)), disk.path, source.path, Self.program.path, String(step), target.path],
            "step \(step), room for \(room) bytes")
    }

    /// Whether this machine lets its users mount a file system that only they see.
    static var mayMount: Bool {
        let process = Process()
        process.executableURL = unshare
        process.arguments = ["-rm", "mount", "-t", "tmpfs", "-o", "size=4096", "tmpfs", "/mnt"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    private static let unshare = URL(filePath: "/usr/bin/unshare")
    private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "strength-child")

    /// What a folder's files take, in whole pages of 4,096 bytes.
    private static func bytes(of folder: URL) throws -> Int {
        let files = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey, .isRegularFileKey]))
        var bytes = 0
        for case let file as URL in files {
            let values = try file.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
            if values.isRegularFile == true { bytes += ((values.fileSize ?? 0) + 4_095) / 4_096 * 4_096 }
        }
        return bytes
    }

    private static func end(of program: URL, _ arguments: [String], _ comment: Comment) throws -> End {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        switch (process.terminationReason, process.terminationStatus) {
        case (.exit, 0): return .done
        case (.exit, 3): return .refused
        case (.uncaughtSignal, SIGKILL): return .killed
        case (_, let status):
            Issue.record("ended with \(status): \(comment)")
            return .done
        }
    }
}
