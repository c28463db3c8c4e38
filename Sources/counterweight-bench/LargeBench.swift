import ArgumentParser
import Foundation

/// `make bench-large`: ten million devices under a limit on memory.
///
/// The limit is `ulimit -v`: of addresses, which are all that a process could come to hold. It lies 300 MB above what the command
/// has at its start, which is the least limit under which `counterweight status` answers on the same registry.
struct LargeBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "large", abstract: "Ten million devices under a limit on memory, and growth from 100,000.")

    private static let smaller = 100_000
    /// Kilobytes above what the command has at its start.
    private static let room = 300_000

    @Option(help: "Devices in the large list.")
    var devices = 10_000_000

    func validate() throws {
        guard (Self.smaller...10_000_000).contains(devices) else {
            throw ValidationError("--devices takes \(Self.smaller) to 10000000")
        }
    }

    func run() async throws {
        try await Ground.use { ground in
            let list = ground.path("devices.csv")
            let path = ground.path("large")
            let bench = try await BenchRegistry(in: path)
            let start = try LimitedRun.least(["status"] + bench.common)
            let limit = start + Self.room
            print("The command starts within \(start) kB of addresses and is given \(limit) kB.")

            try DeviceList.write(Self.smaller, to: list)
            var reference: [Double] = []
            for run in 1...5 {
                let path = ground.path("small-\(run)")
                let small = try await BenchRegistry(in: path)
                let took = try LimitedRun(small.declareCommand(list), kilobytes: limit)
                reference.append(took.seconds / Double(Self.smaller) * 1e6)
                try ground.remove(path)
            }

            try DeviceList.write(devices, to: list)
            print("\(devices) devices, \(try Reference.bytes(of: list)) bytes")
            let declared = try LimitedRun(bench.declareCommand(list), kilobytes: limit)
            print(declared.account("declare"))
            let others = [
                ["match"], ["retire"],
                ["certificate", "issue", "D\(try await bench.newest())", "--out", ground.path("certificate.json")],
                ["check"],
            ]
            var peak = declared.peak
            for command in others {
                let run = try LimitedRun(command + bench.common, kilobytes: limit)
                print(run.account(command[0]))
                peak = max(peak, run.peak)
            }
            Figure(
                name: "growth-100k-10m", ours: declared.seconds / Double(devices) * 1e6,
                reference: Figure.median(reference), unit: "µs", bar: 1.3
            ).say()
            let (most, least) = (Double(peak) / 1_000, Double(start) / 1_000)
            Figure(
                name: "memory-10m", ours: most, reference: least, unit: "MB", bar: Double(limit) / Double(start)
            ).say()
        }
    }
}

/// One run of the command under a limit on its addresses.
private struct LimitedRun {
    let seconds: Double
    /// The most addresses it had, in kilobytes, as the system told it some hundredths of a second before its end.
    let peak: Int

    init(_ arguments: [String], kilobytes: Int) throws {
        guard let run = try Self.run(arguments, kilobytes: kilobytes) else {
            throw BenchError.overLimit(arguments[0], kilobytes)
        }
        self = run
    }

    private init(seconds: Double, peak: Int) {
        self.seconds = seconds
        self.peak = peak
    }

    /// The least limit in kilobytes, to 1,000, under which a command succeeds.
    static func least(_ arguments: [String]) throws -> Int {
        var (low, high) = (0, 16_000_000)
        while high - low > 1_000 {
            let middle = (low + high) / 2
            if try run(arguments, kilobytes: middle) == nil { low = middle } else { high = middle }
        }
        return high
    }

    /// `nil` where the command did not end well.
    private static func run(_ arguments: [String], kilobytes: Int) throws -> LimitedRun? {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", #"ulimit -v "$0" && exec "$@""#, "\(kilobytes)", Reference.product] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        var peak = 0
        while process.isRunning {
            peak = max(peak, addresses(of: process.processIdentifier))
            Thread.sleep(forTimeInterval: 0.01)
        }
        let seconds = (ContinuousClock.now - start).seconds
        guard process.terminationReason == .exit, process.terminationStatus == 0 else { return nil }
        return LimitedRun(seconds: seconds, peak: peak)
    }

    /// VmPeak of proc(5), in kilobytes; 0 where the process has gone.
    private static func addresses(of process: Int32) -> Int {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmPeak:") })
        else { return 0 }
        return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }

    func account(_ name: String) -> String {
        String(format: "  %@: %.1f s, at most %.0f MB of addresses", name, seconds, Double(peak) / 1_000)
    }
}
