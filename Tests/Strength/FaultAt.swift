import StorageSQLite
import Synchronization

/// A fault at the n-th call of the storage port, and at every later one.
final class FaultAt: Sendable {
    struct Fault: Error {}

    private let call: Int
    private let calls = Mutex(0)

    init(_ call: Int) { self.call = call }

    var point: @Sendable (WritePoint) throws -> Void {
        { [self] _ in
            let count = calls.withLock { count in
                count += 1
                return count
            }
            if count >= call { throw Fault() }
        }
    }
}
