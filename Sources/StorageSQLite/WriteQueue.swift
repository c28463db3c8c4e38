import GRDB
import Storage
import Synchronization

/// The group commit: all that waits while one group goes to disk becomes the next group.
///
/// **The commit point** is the COMMIT in `commit(_:)`. Before it nothing of a group is on disk and nobody was answered; after
/// it all of the group is. Recovery is SQLite's own: a file opened after a crash shows the last commit.
final class WriteQueue: Sendable {
    /// A body with the way back to its caller.
    struct Waiting: Sendable {
        let company: Company
        /// Runs the body and returns the answer to give once it is on disk.
        let run: @Sendable (any Connection) throws -> @Sendable () -> Void
        let refuse: @Sendable (any Error) -> Void
    }

    /// With whom a body shares its commit.
    enum Company: Hashable, Sendable {
        case shared
        case alone(Keeping)
    }

    private struct State {
        var waiting: [Waiting] = []
        /// Whether a drain is under way or on its way: whoever finds it false starts one.
        var isDraining = false
    }

    private let pool: DatabasePool
    private let connection: SQLiteConnection
    private let turnstile: Turnstile
    private let groupMax: Int
    private let fault: (@Sendable (WritePoint) throws -> Void)?
    private let beforeCommit: (@Sendable (any Connection) throws -> Void)?
    private let afterCommit: (@Sendable () -> Void)?
    private let state = Mutex(State())

    init(
        _ pool: DatabasePool, _ connection: SQLiteConnection, _ turnstile: Turnstile, options: SQLiteOptions,
        beforeCommit: (@Sendable (any Connection) throws -> Void)?, afterCommit: (@Sendable () -> Void)?
    ) {
        self.pool = pool
        self.connection = connection
        self.turnstile = turnstile
        groupMax = max(1, options.groupMax)
        fault = options.fault
        self.beforeCommit = beforeCommit
        self.afterCommit = afterCommit
    }

    func write<T: Sendable>(
        _ company: Company, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let waiting = Waiting(
                company: company,
                run: { connection in
                    let answer = try body(connection)
                    return { continuation.resume(returning: answer) }
                },
                refuse: { continuation.resume(throwing: $0) })
            let isFirst = state.withLock { state in
                state.waiting.append(waiting)
                defer { state.isDraining = true }
                return !state.isDraining
            }
            if isFirst { pool.asyncWriteWithoutTransaction { [self] _ in drain() } }
        }
    }

    private func drain() {
        while let group = nextGroup() { commit(group) }
    }

    private func nextGroup() -> [Waiting]? {
        state.withLock { state in
            guard let first = state.waiting.first else {
                state.isDraining = false
                return nil
            }
            let group =
                first.company == .shared
                ? Array(state.waiting.prefix { $0.company == .shared }.prefix(groupMax)) : [first]
            state.waiting.removeFirst(group.count)
            return group
        }
    }

    private func commit(_ group: [Waiting]) {
        do {
            try fault?(.begin)
            let company = group[0].company
            try turnstile.pass { try connection.begin(company == .alone(.withTheNext) ? .withTheNext : .onDisk) }
            let (answers, isWritten) = try run(group)
            if isWritten {
                let hasHooks = company == .shared
                if hasHooks { try beforeCommit?(connection) }
                try fault?(.beforeCommit)
                try connection.commit()
                try fault?(.afterCommit)
                if hasHooks { afterCommit?() }
            } else {
                try connection.rollBack()
            }
            for answer in answers { answer() }
        } catch {
            // A rollback that fails too leaves the transaction to the next begin, which tries it again.
            try? connection.rollBack()
            for waiting in group { waiting.refuse(error) }
        }
    }

    /// Runs each body, and says whether one of them succeeded. Throws only if the transaction as a whole is lost.
    private func run(_ group: [Waiting]) throws -> (answers: [@Sendable () -> Void], isWritten: Bool) {
        var answers: [@Sendable () -> Void] = []
        var isWritten = false
        // A single body needs no savepoint, whose journal would cost a bulk chunk dearly: a rollback undoes it.
        let hasSavepoints = group.count > 1
        for waiting in group {
            if hasSavepoints { try connection.control("SAVEPOINT body") }
            do {
                let answer = try waiting.run(connection)
                try connection.checkTransaction()
                try connection.checkDeferredConstraints()
                answers.append(answer)
                isWritten = true
            } catch {
                try connection.checkTransaction()
                answers.append { waiting.refuse(error) }
                if hasSavepoints { try connection.control("ROLLBACK TO body") }
            }
            if hasSavepoints { try connection.control("RELEASE body") }
        }
        return (answers, isWritten)
    }
}
