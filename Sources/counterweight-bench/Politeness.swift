import Compensation
import Foundation
import Synchronization

/// How long single declarations take while a large list goes in, beside how long they take when nobody else writes.
enum Politeness {
    /// The bar: milliseconds that 99 of 100 single declarations keep to.
    private static let most = 50.0

    /// Who imports the list.
    private enum Importer: String, CaseIterable {
        /// The command, beside the process that makes the single declarations.
        case process
        /// A task of that process.
        case task

        func run(_ bench: BenchRegistry, list: String) async throws {
            switch self {
            case .process: try await Reference.runBeside(Reference.product, bench.declareCommand(list))
            case .task: _ = try await bench.declare(file: list, "PO-1")
            }
        }
    }

    static func measure(devices: Int, runs: Int, in ground: Ground) async throws -> [Figure] {
        let list = ground.path("devices.csv")
        try DeviceList.write(devices, to: list)
        var figures: [Figure] = []
        for importer in Importer.allCases {
            var (busy, idle): ([Double], [Double]) = ([], [])
            for run in 1...runs {
                let path = ground.path("\(importer)-\(run)")
                let bench = try await BenchRegistry(in: path)
                // Numbers that no list holds.
                let alone = try await singles(bench, from: 20_000_000, most: 300)
                let over = Flag()
                async let importing: Void = {
                    defer { over.set() }
                    try await importer.run(bench, list: list)
                }()
                let beside = try await singles(bench, from: 30_000_000, most: .max, until: over)
                try await importing
                try ground.remove(path)
                print("  \(importer): \(account(beside)) beside \(devices) devices; with nobody else \(account(alone))")
                busy.append(Figure.percentile99(beside))
                idle.append(Figure.percentile99(alone))
            }
            let reference = Figure.median(idle)
            figures.append(
                Figure(
                    name: "politeness-\(importer)", ours: Figure.median(busy), reference: reference, unit: "ms",
                    bar: most / reference))
        }
        try ground.remove(list)
        return figures
    }

    /// One declaration after the other, five milliseconds between them.
    ///
    /// - Returns: how many milliseconds each took, from the call to its answer.
    private static func singles(
        _ bench: BenchRegistry, from first: Int, most: Int, until over: Flag? = nil
    ) async throws -> [Double] {
        var times: [Double] = []
        while times.count < most, over?.isSet != true {
            let index = first + times.count
            let start = ContinuousClock.now
            try await bench.declare(DeviceList.csv(index..<index + 1), "PO-\(index)")
            times.append((ContinuousClock.now - start).seconds * 1_000)
            try await Task.sleep(for: .milliseconds(5))
        }
        guard !times.isEmpty else { throw BenchError.notMeasured("no single declaration") }
        return times
    }

    private static func account(_ times: [Double]) -> String {
        func text(_ value: Double) -> String { String(format: "%.1f", value) }
        let longest = times.max() ?? 0
        return "\(times.count) single declarations, median \(text(Figure.median(times))) ms, 99 % within "
            + "\(text(Figure.percentile99(times))) ms, longest \(text(longest)) ms"
    }
}

/// Set once.
private final class Flag: Sendable {
    private let state = Atomic(false)

    var isSet: Bool { state.load(ordering: .acquiring) }

    func set() { state.store(true, ordering: .releasing) }
}
