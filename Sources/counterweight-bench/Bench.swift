import ArgumentParser
import Foundation
import Primitives

/// Measures the product beside references taken in the same run, and says how far each figure is from its bar.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "counterweight-bench",
        abstract: "Measures bulk declaration, disk, start and memory beside sqlite3 in the same run.")

    @Option(help: "Devices in the list.")
    var devices = 100_000

    @Option(help: "Paired runs of the bulk figure; an odd number.")
    var runs = 3

    func validate() throws {
        guard (1_000...1_000_000).contains(devices) else { throw ValidationError("--devices takes 1000 to 1000000") }
        guard (1...21).contains(runs), runs % 2 == 1 else { throw ValidationError("--runs takes an odd number to 21") }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "counterweight-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let list = folder.appending(path: "devices.csv").path
        try DeviceList.csv(devices).write(toFile: list, atomically: true, encoding: .utf8)
        print("\(devices) devices, \(runs) paired runs, \(ProcessInfo.processInfo.processorCount) cores")

        var pairs: [(ours: BulkRun, reference: Double, referenceBytes: Double)] = []
        for run in 1...runs {
            let ours = try await BulkRun.measure(in: folder.appending(path: "run-\(run)").path, list: list)
            let table = folder.appending(path: "reference-\(run).sqlite").path
            let reference = try Reference.importSeconds(of: list, into: table)
            let bytes = Double(try Reference.bytes(of: table)) / Double(devices)
            print(ours.account(devices: devices))
            pairs.append((ours, reference, bytes))
        }
        let median = Figure.median(pairs.map(\.ours.seconds))
        let reference = Figure.median(pairs.map(\.reference))
        Figure(
            name: "bulk", ours: Double(devices) / median, reference: Double(devices) / reference, unit: "devices/s",
            ratio: median / reference, bar: 1
        ).say()
        let bytes = Figure.median(pairs.map(\.ours.bytesPerDevice))
        let tableBytes = Figure.median(pairs.map(\.referenceBytes))
        Figure(name: "disk-device", ours: bytes, reference: tableBytes, unit: "bytes", bar: 90 / tableBytes).say()
        let single = try await SingleRun.bytes(in: folder.appending(path: "single").path, declarations: 500)
        Figure(name: "disk-single", ours: single, reference: tableBytes, unit: "bytes", bar: 900 / tableBytes).say()
        try StartRun.measure(data: folder.appending(path: "run-1").path).forEach { $0.say() }
    }
}

/// One line a figure; `ratio` is ours divided by the reference, and `bar` what it must not exceed.
struct Figure {
    let name: String
    let ours: Double
    let reference: Double
    let unit: String
    let ratio: Double
    let bar: Double

    /// - Parameter ratio: of costs; left out, that of the two values.
    init(name: String, ours: Double, reference: Double, unit: String, ratio: Double? = nil, bar: Double) {
        self.name = name
        self.ours = ours
        self.reference = reference
        self.unit = unit
        self.ratio = ratio ?? ours / reference
        self.bar = bar
    }

    func say() {
        func text(_ value: Double) -> String { String(format: "%.2f", value) }
        let line = "figure \(name) ours \(text(ours)) \(unit) reference \(text(reference)) \(unit)"
        print("\(line) ratio \(text(ratio)) bar \(text(bar)) holds \(ratio <= bar ? "yes" : "no")")
    }

    /// - Precondition: `values` is not empty.
    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
