import Certificates
import Dispatch
import Synchronization

/// Bundles that are being read, on as many cores as there are, while the caller does something else.
final class BundleReading: Sendable {
    private struct Progress {
        /// The bundle that nobody has begun.
        var next = 0
        var left: Int
        var read: [ReadBundle?]

        mutating func begin() -> Int? {
            guard next < read.count else { return nil }
            defer { next += 1 }
            return next
        }
    }

    private let bundles: [PublishedBundle]
    private let progress: Mutex<Progress>
    private let isDone = DispatchSemaphore(value: 0)
    /// Beside the caller. Fewer run where there are fewer cores.
    private static let readersMost = 8

    init(_ bundles: [PublishedBundle]) {
        self.bundles = bundles
        progress = Mutex(Progress(left: bundles.count, read: Array(repeating: nil, count: bundles.count)))
        for _ in bundles.prefix(Self.readersMost) { DispatchQueue.global().async { self.readOn() } }
    }

    /// Reads what nobody has begun, waits for the rest, and gives all in its order.
    func finish() -> [ReadBundle] {
        guard !bundles.isEmpty else { return [] }
        readOn()
        isDone.wait()
        return progress.withLock { $0.read.compactMap(\.self) }
    }

    private func readOn() {
        while let place = progress.withLock({ $0.begin() }) {
            let bundle = ReadBundle(bundles[place])
            let isLast = progress.withLock { progress in
                progress.read[place] = bundle
                progress.left -= 1
                return progress.left == 0
            }
            if isLast { isDone.signal() }
        }
    }
}
