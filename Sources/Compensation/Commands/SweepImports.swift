import Primitives
import Registry
import Storage

extension Compensation {
    /// Takes back what dead imports left: those whose lease is over. The next declaration begins with it.
    ///
    /// - Parameter spared: a draft that goes on with its own.
    func sweepExpired(_ pace: ImportPace, sparing spared: Int64?) async throws {
        let now = registry.now
        let dead = try await registry.database.writeAlone { db in
            try db.imports().filter { $0.isDead(at: now, pace) && ($0.draft == nil || $0.draft != spared) }.map {
                loading in
                // From here on it is ours to sweep: another sweep, or the slow import itself, finds its lease gone.
                try db.renew(loading, until: max(now.milliseconds + pace.lease, loading.lease + 1))
            }
        }
        for loading in dead { try await registry.sweep(loading, pace) }
    }
}

extension Registry {
    /// One short transaction over an import's rows: whoever does it holds the lease, or nothing is done. It waits for no disk: how
    /// far the import is stands in the same transaction, and its last act has all of them on disk.
    func step<Answer: Sendable>(
        _ loading: inout LoadingImport, _ pace: ImportPace,
        _ body: @escaping @Sendable (any Connection) throws -> Answer
    ) async throws -> Answer {
        // Never the same lease twice, so that its value tells whose it is.
        let lease = max(now.milliseconds + pace.lease, loading.lease + 1)
        let answer: Answer
        (loading, answer) = try await database.writeAlone(.withTheNext) { [loading] db in
            (try db.renew(loading, until: lease), try body(db))
        }
        return answer
    }

    /// Everything of an import of which only its row is known: numbers first, its row last.
    func sweep(_ loading: LoadingImport, _ pace: ImportPace) async throws {
        var loading = loading
        try await sweepNumbers(&loading, pace)
        try await sweepRows(loading, pace)
    }

    func sweepNumbers(_ loading: inout LoadingImport, _ pace: ImportPace) async throws {
        loading.decided = nil
        var last: [UInt8] = []
        while true {
            let numbers = try await database.read { [loading, last] db in
                try db.identities(of: loading.devices, after: last, most: pace.chunk)
            }
            guard let end = numbers.last else { return }
            try await step(&loading, pace) { [loading] db in try db.deleteIdentities(numbers, of: loading.devices) }
            last = end
        }
    }

    func sweepDevices(_ loading: inout LoadingImport, _ pace: ImportPace) async throws {
        loading.decided = nil
        for start in stride(from: loading.devices.lowerBound, to: loading.devices.upperBound, by: pace.chunk) {
            let chunk = start..<min(start + Int64(pace.chunk), loading.devices.upperBound)
            try await step(&loading, pace) { db in try db.deleteDevices(chunk) }
        }
    }

    /// The devices and the row of an import whose numbers are gone.
    func sweepRows(_ loading: LoadingImport, _ pace: ImportPace) async throws {
        var loading = loading
        try await sweepDevices(&loading, pace)
        try await step(&loading, pace) { [loading] db in try db.delete(loading) }
    }
}
