import Certificates
import Compensation
import Foundation
import Primitives

/// A list from a file through to its certificate.
struct BulkRun {
    let declared: Double
    let matched: Double
    let retired: Double
    let certified: Double

    var seconds: Double { declared + matched + retired + certified }

    func account(devices: Int, reference: Double) -> String {
        func share(_ part: Double) -> String { String(format: "%.1f%%", part / seconds * 100) }
        func microseconds(_ seconds: Double) -> String { String(format: "%.2f µs", seconds / Double(devices) * 1e6) }
        return "  declared \(share(declared)), matched \(share(matched)), retired \(share(retired)), certified "
            + "\(share(certified)); \(microseconds(seconds)) a device, sqlite3 \(microseconds(reference))"
    }

    static func measure(_ bench: BenchRegistry, list: String) async throws -> BulkRun {
        let clock = ContinuousClock()
        var declaration: Int64 = 0
        let declared = try await clock.measure {
            declaration = try await bench.declare(file: list, "PO-1")
        }
        let matched = try await clock.measure { _ = try await bench.compensation.match(as: BenchRegistry.provider) }
        let retired = try await clock.measure {
            _ = try await bench.compensation.retire(declaration: declaration, as: BenchRegistry.provider)
        }
        let certified = try await clock.measure {
            let cut = try CertificateCut(declaration: declaration)
            for issued in try await bench.compensation.certify(cut, as: BenchRegistry.provider) {
                _ = try await bench.compensation.bundle(certificate: issued.certificate)
            }
        }
        return BulkRun(
            declared: declared.seconds, matched: matched.seconds, retired: retired.seconds,
            certified: certified.seconds)
    }
}

/// Paired runs of one size.
struct BulkFigures {
    let devices: Int
    /// Seconds, medians.
    let ours: Double
    let reference: Double

    static func measure(devices: Int, runs: Int, in ground: Ground) async throws -> BulkFigures {
        let list = ground.path("devices.csv")
        try DeviceList.write(devices, to: list)
        print("\(devices) devices, \(runs) paired runs")
        var pairs: [(ours: Double, reference: Double)] = []
        for run in 1...runs {
            let (path, table) = (ground.path("registry-\(run)"), ground.path("reference.sqlite"))
            let ours = try await BulkRun.measure(try await BenchRegistry(in: path), list: list)
            try ground.remove(path)
            let reference = try Reference.importSeconds(of: list, .serial, into: table)
            try ground.remove(table)
            print(ours.account(devices: devices, reference: reference))
            pairs.append((ours.seconds, reference))
        }
        try ground.remove(list)
        return BulkFigures(
            devices: devices, ours: Figure.median(pairs.map(\.ours)),
            reference: Figure.median(pairs.map(\.reference)))
    }

    func figure(_ name: String) -> Figure {
        Figure(
            name: name, ours: Double(devices) / ours, reference: Double(devices) / reference, unit: "devices/s",
            ratio: ours / reference, bar: 1)
    }

    /// What a device costs here beside what it costs in a smaller list.
    func growth(from smaller: BulkFigures, _ name: String) -> Figure {
        Figure(
            name: name, ours: ours / Double(devices) * 1e6, reference: smaller.ours / Double(smaller.devices) * 1e6,
            unit: "µs", bar: 1.3)
    }
}

/// What a device takes on disk, beside a row of the reference.
enum DiskFigures {
    static func measure(in ground: Ground) async throws -> [Figure] {
        let (list, table) = (ground.path("devices.csv"), ground.path("reference.sqlite"))
        let devices = 100_000
        var figures: [Figure] = []
        for (name, identifiers, bar) in [
            ("disk-device", .serial, 90), ("disk-device-3", .serialIMEIAndTag, 150),
        ] as [(String, DeviceList.Identifiers, Double)] {
            try DeviceList.write(devices, identifiers, to: list)
            let path = ground.path(name)
            let bench = try await BenchRegistry(in: path)
            let before = try await bench.bytes()
            _ = try await BulkRun.measure(bench, list: list)
            let ours = Double(try await bench.bytes() - before) / Double(devices)
            _ = try Reference.importSeconds(of: list, identifiers, into: table)
            let reference = Double(try Reference.bytes(of: table)) / Double(devices)
            try ground.remove(table)
            try ground.remove(path)
            figures.append(Figure(name: name, ours: ours, reference: reference, unit: "bytes", bar: bar / reference))
        }
        let declarations = 500
        let bench = try await BenchRegistry(in: ground.path("disk-single"))
        let before = try await bench.bytes()
        for index in 0..<declarations {
            try await bench.declare(DeviceList.csv(index..<index + 1), "PO-\(index)")
        }
        let single = Double(try await bench.bytes() - before) / Double(declarations)
        let reference = figures[0].reference
        figures.append(
            Figure(name: "disk-single", ours: single, reference: reference, unit: "bytes", bar: 900 / reference))
        return figures
    }
}

/// The command on a registry that is there: how long until it answers, and how much memory it holds.
enum StartFigures {
    static func measure(in ground: Ground) async throws -> [Figure] {
        let (data, list) = (ground.path("start"), ground.path("devices.csv"))
        try DeviceList.write(100_000, to: list)
        _ = try await BenchRegistry(in: data).declare(file: list, "PO-1")
        let status = ["status", "--data", data, "--keys", "\(data)-keys"]
        let count = ["\(data)/registry.sqlite", "SELECT COUNT(*) FROM declaration"]
        var (ours, reference): ([Double], [Double]) = ([], [])
        for _ in 0..<5 {
            ours.append(try milliseconds(Reference.product, status))
            reference.append(try milliseconds("sqlite3", count))
        }
        let (start, floor) = (Figure.median(ours), Figure.median(reference))
        let memory = try megabytes(Reference.product, status)
        let least = try megabytes("sqlite3", count)
        return [
            Figure(name: "start", ours: start, reference: floor, unit: "ms", bar: 200 / floor),
            Figure(name: "memory", ours: memory, reference: least, unit: "MB", bar: 80 / least),
        ]
    }

    static func milliseconds(_ command: String, _ arguments: [String]) throws -> Double {
        let start = ContinuousClock.now
        try Reference.run(command, arguments)
        return (ContinuousClock.now - start).seconds * 1_000
    }

    private static func megabytes(_ command: String, _ arguments: [String]) throws -> Double {
        Double(try Reference.bytesHeld(command, arguments)) / 1_048_576
    }
}
