import Foundation
import Glibc
import Testing
import TransparencyLog

/// A folder with a registry and a witness, and the built commands run in it as people run them.
final class WitnessWorld {
    struct Run {
        let status: Int32
        let output: String
        let errors: String
        var all: String { output + errors }
    }

    static let products =
        ProcessInfo.processInfo.environment["COUNTERWEIGHT_PRODUCTS"]
        ?? Bundle.main.executableURL?.deletingLastPathComponent().path ?? "."
    static let witnessName = "witness.example/w1"
    static let place = ["--key", "witness.key", "--notes", "notes"]

    let folder: URL
    let key: WitnessKey
    let logKey: VerifierKey

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "counterweight-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let keygen = try Self.run("counterweight-witness", ["keygen", Self.witnessName] + Self.place, in: folder)
        key = try WitnessKey(text: keygen.output.trimmingCharacters(in: .newlines))
        let made = try Self.run("counterweight", Self.opening, in: folder)
        try #require(made.status == 0, "\(made.all)")
        let trust = try Self.run("counterweight", ["journal", "trust"], in: folder).output
        try trust.write(to: folder.appending(path: "trust.txt"), atomically: true, encoding: .utf8)
        logKey = try VerifierKey(text: String(trust.split(separator: "\n")[1]))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static let opening =
        "init --origin registry.example --party recell --name ReCell --country GH --member ama --role provider".words

    static func process(_ program: String, _ arguments: [String], in folder: URL, language: String) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: program.hasPrefix("/") ? program : "\(products)/\(program)")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = [
            "COUNTERWEIGHT_DATA": "registry", "COUNTERWEIGHT_ACTOR": "ama@recell", "LANG": language,
            "PATH": "/bin:/usr/bin",
        ]
        return process
    }

    static func run(
        _ program: String, _ arguments: [String], in folder: URL, language: String = "C.UTF-8"
    ) throws -> Run {
        let process = process(program, arguments, in: folder, language: language)
        let name = UUID().uuidString
        let files = ["out", "err"].map { folder.appending(path: ".\(name).\($0)") }
        for file in files { try Data().write(to: file) }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus, output: try String(contentsOf: files[0], encoding: .utf8),
            errors: try String(contentsOf: files[1], encoding: .utf8))
    }

    func run(_ program: String, _ arguments: [String], language: String = "C.UTF-8") throws -> Run {
        try Self.run(program, arguments, in: folder, language: language)
    }

    /// A line of `counterweight`, which must end with 0.
    @discardableResult
    func done(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let run = try run("counterweight", line.words)
        #expect(run.status == 0, "\(line)\n\(run.all)", sourceLocation: sourceLocation)
        return run.output
    }

    /// One more entry, or more.
    func grow(_ entries: Int = 1, data: String = "registry") throws {
        for _ in 0..<entries {
            let code = "r-\(UUID().uuidString.prefix(8))"
            try done("party record \(code) --name R --country DE --role recycler --member jo --data \(data)")
        }
    }

    /// Records the witness at a server.
    func record(_ address: String) throws { try done("journal witness add \(key.text) \(address)") }

    func submit(_ more: String = "") throws -> Run {
        try run("counterweight", "journal submit --timeout 2 \(more)".words)
    }

    /// What the registry keeps: how many entries are cosigned; `nil` where none.
    func cosigned() throws -> Int64? {
        let json = try done("journal witness list --json")
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let witnesses = try #require(object?["witnesses"] as? [[String: Any]])
        return (witnesses.first?["entries"] as? NSNumber)?.int64Value
    }

    var checkpoint: Checkpoint {
        get throws { try Checkpoint.open(Array(try done("journal checkpoint").utf8), log: logKey).checkpoint }
    }

    /// The note that the witness keeps of the log.
    var note: URL {
        folder.appending(path: "notes/\(TransparencyLog.Hash(of: Array(logKey.name.text.utf8)).hex).checkpoint")
    }

    func noted() throws -> Checkpoint? {
        guard let bytes = FileManager.default.contents(atPath: note.path) else { return nil }
        let quorum = try #require(Quorum(of: [key], atLeast: 1))
        return try Checkpoint.open(bytes, log: logKey, quorum: quorum).checkpoint
    }
}

/// `counterweight-witness serve` as a process of its own.
final class ServedWitness {
    private let process: Process
    private let log: URL
    let port: UInt16

    /// - Parameter port: 0 for any that is free.
    init(_ world: WitnessWorld, port: UInt16 = 0, logs: [String]? = nil, language: String = "C.UTF-8") throws {
        log = world.folder.appending(path: ".witness-\(UUID().uuidString)")
        try Data().write(to: log)
        process = WitnessWorld.process(
            "counterweight-witness",
            ["serve", "--listen", "127.0.0.1:\(port)"] + WitnessWorld.place
                + (logs ?? [world.logKey.text]).flatMap { ["--log", $0] }, in: world.folder, language: language)
        let output = try FileHandle(forWritingTo: log)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        var said = ""
        for _ in 0..<400 {
            said = try String(contentsOf: log, encoding: .utf8)
            if said.contains(", port ") || !process.isRunning { break }
            usleep(10_000)
        }
        let found = said.firstMatch(of: #/, port (\d+)/#).flatMap { UInt16($0.1) }
        self.port = try #require(found, "\(said)")
    }

    deinit { kill() }

    var address: String { "http://127.0.0.1:\(port)" }
    var said: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    func kill() {
        guard process.isRunning else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to end.
    func end() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -1
    }

    struct Answer {
        let status: Int
        let head: String
        let body: String
    }

    /// One request, as it stands, on a connection of its own; `nil` where the connection ended without an answer.
    static func ask(_ port: UInt16, _ head: String, _ body: [UInt8] = []) -> Answer? {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { return nil }
        var rest = (Array(head.utf8) + body)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(client, &chunk, chunk.count, 0)
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n"), let status = Int(text.dropFirst(9).prefix(3)) else { return nil }
        return Answer(status: status, head: String(text[..<end.lowerBound]), body: String(text[end.upperBound...]))
    }

    func ask(_ line: String, _ body: [UInt8] = [], head: String = "") -> Answer? {
        Self.ask(
            port,
            "\(line) HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\(head)Content-Length: \(body.count)\r\n\r\n", body)
    }

    func add(_ body: [UInt8]) -> Answer? { ask("POST /add-checkpoint", body) }
}

extension String {
    var words: [String] { split(separator: " ").map(String.init) }
}
