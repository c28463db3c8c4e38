import Foundation
import Storage
import StorageSQLite
import Synchronization

/// The engines that keep the contract. A new one joins here and every test of this folder asks it the same.
enum Engine: CaseIterable, Sendable {
    case sqlite

    /// What a column of bytes is called.
    var blob: String {
        switch self {
        case .sqlite: "BLOB"
        }
    }
}

/// An empty database of its own, which may be opened more than once, and is gone with this value.
final class Scratch: Sendable {
    let engine: Engine
    let folder: URL

    init(_ engine: Engine) throws {
        self.engine = engine
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("contract-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var path: String { folder.appendingPathComponent("database").path }

    func open(
        beforeCommit: (@Sendable (any Connection) throws -> Void)? = nil, afterCommit: (@Sendable () -> Void)? = nil
    ) throws -> any Database {
        switch engine {
        case .sqlite: try SQLiteDatabase(path: path, beforeCommit: beforeCommit, afterCommit: afterCommit)
        }
    }

    /// Opens it with tables in it.
    func open(
        tables script: String, beforeCommit: (@Sendable (any Connection) throws -> Void)? = nil,
        afterCommit: (@Sendable () -> Void)? = nil
    ) async throws -> any Database {
        let database = try open(beforeCommit: beforeCommit, afterCommit: afterCommit)
        try await database.writeAlone { try $0.execute(script: script) }
        return database
    }
}

extension Scratch {
    /// A table of numbered notes.
    static let notes = "CREATE TABLE note (id BIGINT NOT NULL PRIMARY KEY, body TEXT NOT NULL UNIQUE);"
}

/// What a test's own rules refuse with.
struct Refused: Error, Equatable {
    var number = 0
}

/// A count that tasks share.
final class Counter: Sendable {
    private let state = Mutex(0)

    var count: Int { state.withLock { $0 } }

    @discardableResult
    func add() -> Int {
        state.withLock { count in
            count += 1
            return count
        }
    }
}

extension Database {
    /// One number out of the database.
    func integer(_ sql: SQL) async throws -> Int64 {
        try await read { try $0.run(sql)[0].integer(at: 0) }
    }
}
