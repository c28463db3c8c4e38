/// One step of a schema: forward only, and never changed once released.
///
/// A database remembers, in the table `migration`, the name of each step and a fingerprint of the text it ran.
public struct Migration: Sendable {
    /// `m0001_parties`. Sorting plays no part: the order is the list's.
    public let name: String
    /// The same tables for each engine it may run on, without BEGIN or COMMIT.
    private let scripts: [Dialect: String]

    public init(name: String, scripts: [Dialect: String]) {
        self.name = name
        self.scripts = scripts
    }

    /// - Precondition: there is a script for the dialect; a schema without one is our own bug.
    public func script(_ dialect: Dialect) -> String {
        guard let script = scripts[dialect] else { preconditionFailure("\(name) has no script for \(dialect)") }
        return script
    }

    /// FNV-1a, 64 bits, of the script: it finds an accident, and is no protection from anyone.
    func fingerprint(_ dialect: Dialect) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in script(dialect).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int64(bitPattern: hash)
    }
}

extension Database {
    /// Brings the schema up to `migrations`, each in one write transaction of its own with the note that it was applied.
    ///
    /// Safe to run again, and from two processes at once. No hook of the database runs.
    /// - Returns: the names it applied.
    /// - Throws: `.newerSchema` or `.migrationChanged` before it writes anything.
    @discardableResult
    public func migrate(_ migrations: [Migration]) async throws -> [String] {
        var applied: [String] = []
        while !(try await missing(of: migrations).isEmpty) {
            let name = try await writeAlone { db -> String? in
                // Asked again inside the transaction: another process may have been faster.
                let done = try db.applied(of: migrations)
                guard done < migrations.count else { return nil }
                let next = migrations[done]
                try db.createMigrationTable()
                try db.execute(script: next.script(db.dialect))
                try db.run(
                    """
                    INSERT INTO migration (position, name, fingerprint)
                    VALUES (\(done + 1), \(next.name), \(next.fingerprint(db.dialect)))
                    """)
                return next.name
            }
            if let name { applied.append(name) }
        }
        return applied
    }

    /// The names still to apply, for a start that must not write. Throws as `migrate` does.
    public func missing(of migrations: [Migration]) async throws -> [String] {
        try await read { db in migrations.dropFirst(try db.applied(of: migrations)).map(\.name) }
    }
}

extension Connection {
    /// How many of `migrations` are applied, once it is certain that they are the first so many.
    fileprivate func applied(of migrations: [Migration]) throws -> Int {
        guard try hasMigrationTable() else { return 0 }
        let found = try run("SELECT name, fingerprint FROM migration ORDER BY position")
            .map { (name: try $0.text("name"), fingerprint: try $0.integer("fingerprint")) }
        let known = Set(migrations.map(\.name))
        let unknown = found.map(\.name).filter { !known.contains($0) }
        guard unknown.isEmpty else { throw StorageError.newerSchema(found: unknown) }
        for (found, migration) in zip(found, migrations) {
            guard found.name == migration.name, found.fingerprint == migration.fingerprint(dialect) else {
                throw StorageError.migrationChanged(found.name)
            }
        }
        return found.count
    }

    private func hasMigrationTable() throws -> Bool {
        switch dialect {
        case .sqlite:
            try !run("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'").isEmpty
        case .postgres:
            try !run(
                """
                SELECT 1 FROM information_schema.tables
                WHERE table_schema = current_schema() AND table_name = 'migration'
                """
            ).isEmpty
        }
    }

    fileprivate func createMigrationTable() throws {
        try run(
            """
            CREATE TABLE IF NOT EXISTS migration (
                position BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, fingerprint BIGINT NOT NULL)
            """)
    }
}
