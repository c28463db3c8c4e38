import Dispatch
import Glibc

/// Ctrl-C, and the polite signal to end: what is at work stops at its next step, and can go on later.
enum Interruption {
    /// - Throws: `CancellationError` where it was interrupted.
    static func watch<Answer: Sendable>(_ body: @escaping @Sendable () async throws -> Answer) async throws -> Answer {
        let work = Task { try await body() }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { work.cancel() }
            source.resume()
            return source
        }
        defer {
            sources.forEach { $0.cancel() }
            for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        }
        return try await work.value
    }
}
