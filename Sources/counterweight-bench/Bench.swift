import ArgumentParser
import Foundation
import Primitives

/// Measures the product beside references taken in the same run, and says how far each figure is from its bar.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "counterweight-bench",
        abstract: "Measures the product beside references taken in the same run.",
        subcommands: [StandardBench.self, LargeBench.self, ProofBench.self, JournalBench.self, CertificateBench.self],
        defaultSubcommand: StandardBench.self)
}

/// `make bench`: some minutes.
struct StandardBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "standard",
        abstract:
            "Bulk, growth, disk, politeness, proofs, start and memory, with lists of 100,000 and 1,000,000 devices.")

    @Option(help: "Paired runs of the bulk figure at 100,000 devices; an odd number.")
    var runs = 7

    @Option(help: "Paired runs of the figures at 1,000,000 devices; an odd number, or 0 to leave them out.")
    var largeRuns = 3

    func validate() throws {
        guard (1...21).contains(runs), runs % 2 == 1 else { throw ValidationError("--runs takes an odd number to 21") }
        guard largeRuns == 0 || (1...21).contains(largeRuns) && largeRuns % 2 == 1 else {
            throw ValidationError("--large-runs takes an odd number to 21, or 0")
        }
    }

    func run() async throws {
        try await Ground.use { ground in
            print("\(ProcessInfo.processInfo.processorCount) cores")
            let small = try await BulkFigures.measure(devices: 100_000, runs: runs, in: ground)
            small.figure("bulk-100k").say()
            if largeRuns > 0 {
                let large = try await BulkFigures.measure(devices: 1_000_000, runs: largeRuns, in: ground)
                large.figure("bulk-1m").say()
                large.growth(from: small, "growth-100k-1m").say()
            }
            for figure in try await DiskFigures.measure(in: ground) { figure.say() }
            if largeRuns > 0 {
                for figure in try await Politeness.measure(devices: 1_000_000, runs: largeRuns, in: ground) {
                    figure.say()
                }
                try await ProofFigures.measure(devices: 1_000_000, in: ground).say()
                try await JournalFigures.measure(entries: 1_000_000, runs: largeRuns, in: ground).say()
            }
            for figure in try await CertificateFigures.measure(runs: 3, in: ground) { figure.say() }
            for figure in try await StartFigures.measure(in: ground) { figure.say() }
        }
    }
}

/// `scripts/bench.sh proofs`: a minute.
struct ProofBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proofs", abstract: "One device proved out of a certified declaration of 1,000,000.")

    @Option(help: "Devices of the declaration.")
    var devices = 1_000_000

    func validate() throws {
        guard (10_000...10_000_000).contains(devices) else {
            throw ValidationError("--devices takes a number from 10,000 to 10,000,000")
        }
    }

    func run() async throws {
        try await Ground.use { ground in try await ProofFigures.measure(devices: devices, in: ground).say() }
    }
}

/// `scripts/bench.sh journal`: a minute.
struct JournalBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "A journal of 1,000,000 entries verified, beside bare SHA-256.")

    @Option(help: "Entries of the journal.")
    var entries = 1_000_000

    @Option(help: "Paired runs; an odd number.")
    var runs = 3

    func validate() throws {
        guard (1_000...9_000_000).contains(entries) else {
            throw ValidationError("--entries takes a number from 1,000 to 9,000,000")
        }
        guard (1...21).contains(runs), runs % 2 == 1 else { throw ValidationError("--runs takes an odd number to 21") }
    }

    func run() async throws {
        try await Ground.use { ground in
            try await JournalFigures.measure(entries: entries, runs: runs, in: ground).say()
        }
    }
}

/// `scripts/bench.sh certificates`: a minute.
struct CertificateBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificates", abstract: "Certificates issued and verified by one core, beside bare signatures.")

    @Option(help: "Paired runs; an odd number.")
    var runs = 3

    func validate() throws {
        guard (1...21).contains(runs), runs % 2 == 1 else { throw ValidationError("--runs takes an odd number to 21") }
    }

    func run() async throws {
        try await Ground.use { ground in
            for figure in try await CertificateFigures.measure(runs: runs, in: ground) { figure.say() }
        }
    }
}

/// A folder for all that one run of the bench writes, gone at its end.
struct Ground {
    private let folder: URL

    static func use(_ body: (Ground) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "counterweight-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(Ground(folder: folder))
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }
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

    /// The value that 99 of 100 do not exceed.
    ///
    /// - Precondition: `values` is not empty.
    static func percentile99(_ values: [Double]) -> Double { values.sorted()[(values.count * 99 - 1) / 100] }
}
