import Glibc
public import Journal
public import Primitives
public import Storage
public import TransparencyLog

/// A log that goes on from another.
public struct Recovery: Hashable, Sendable {
    /// The log that there is now.
    public let origin: String
    public let logKey: VerifierKey
    /// What it goes on from, and what of it is lost.
    public let continued: ContinuedLog
}

/// Why a log ends and another goes on from it.
public enum LogEnding: Hashable, Sendable {
    /// The database is an older copy than what was published, or the log's key is gone.
    case recovered
    /// The key is changed, by custom or because somebody else has it.
    case keyChanged
}

extension Registry {
    /// Goes on in another log, with an origin and a key of its own: a log must never have two histories, and its key is part of
    /// its name. The first entry of the new log names the old one's newest checkpoint and how much of it is kept, and the
    /// entries that are left follow under the sequences they had.
    ///
    /// **Commit point**: one transaction writes the first entry, the tree and the checkpoint by the new key. The old key and the old
    /// checkpoints then step aside, `log.key.1`, `checkpoint.1`, and the new ones stand in their place; cut short before that, the
    /// same call goes on.
    ///
    /// - Throws: `nothingToRecover` where nothing is lost and the key is there; `shorterThanPublished` where the key of an older
    ///   copy is to be changed; `otherThanPublished` where the journal is another one; `nothingPublished`,
    ///   `publishedUnreadable`, `badOrigin`.
    public static func recover(
        _ folder: Folder, origin: String, from ending: LogEnding = .recovered, engine: Engine, migrations: [Migration],
        clock: @escaping @Sendable () -> Instant, chance: Chance
    ) async throws -> Recovery {
        guard let name = KeyName(origin) else { throw RegistryRefusal.badOrigin(origin) }
        guard File.exists(folder.database) else { throw RegistryRefusal.noRegistry(at: folder.data) }
        let database = try engine(folder.database, { _ in })
        let missing = try await database.missing(of: migrations)
        guard let first = migrations.first, !missing.contains(first.name) else {
            throw RegistryRefusal.noRegistry(at: folder.data)
        }
        let row = try await database.read { try $0.run("SELECT * FROM registry WHERE id = 1").first }
        guard let row else { throw RegistryRefusal.noRegistry(at: folder.data) }
        let (oldOrigin, logKey) = (try row.text("origin"), try row.text("log_key"))
        if let continued = try await database.read({ try $0.opened().continues.last }), oldOrigin == origin,
            File.exists(folder.nextLogKey) || File.exists(folder.logKey)
        {
            // Cut short behind its commit.
            guard try await stepAside(folder, database, logKey: logKey, continued: continued) else {
                throw RegistryRefusal.nothingToRecover
            }
            guard let now = try? VerifierKey(text: logKey) else { throw RegistryRefusal.damaged(.entry) }
            return Recovery(origin: origin, logKey: now, continued: continued)
        }
        guard let old = try? VerifierKey(text: logKey) else { throw RegistryRefusal.damaged(.entry) }
        let hasKey = File.exists(folder.logKey)
        guard hasKey || ending == .recovered else { throw RegistryRefusal.keyUnreadable(path: folder.logKey) }
        if hasKey, try Keys.log(at: folder.logKey).verifierKey != old {
            throw RegistryRefusal.keyNotTheRegistrys(path: folder.logKey)
        }
        guard var newest = try newestPublished(folder, log: old) else {
            throw RegistryRefusal.nothingPublished(at: folder.remembered)
        }
        do {
            try await compare(database, withPublishedIn: folder, log: old)
            guard ending == .keyChanged || !hasKey else { throw RegistryRefusal.nothingToRecover }
            // Signed by the old key, and perhaps not published yet.
            newest = try opened(Array(try row.text("checkpoint").utf8), at: folder.database, log: old)
        } catch RegistryRefusal.shorterThanPublished(let entries, let published) {
            guard ending == .recovered else {
                throw RegistryRefusal.shorterThanPublished(entries: entries, published: published)
            }
        }
        guard origin != oldOrigin else { throw RegistryRefusal.badOrigin(origin) }
        let (instant, end) = (clock(), newest)
        let (key, continued) = try await database.writeAlone { db in
            // Another process was faster.
            let now = try db.run("SELECT log_key FROM registry WHERE id = 1")[0].text("log_key")
            guard now == logKey else { throw RegistryRefusal.keyChanged }
            let key = try Keys.makeNextLog(in: folder, name: name, chance: chance)
            return (key, try db.continueLog(from: end, of: old, by: key, at: instant))
        }
        _ = try await stepAside(folder, database, logKey: key.verifierKey.text, continued: continued)
        return Recovery(origin: origin, logKey: key.verifierKey, continued: continued)
    }

    /// Puts the new key in the place of the old one, and the old checkpoints aside.
    ///
    /// - Returns: whether there was anything to do.
    private static func stepAside(
        _ folder: Folder, _ database: any Database, logKey: String, continued: ContinuedLog
    ) async throws -> Bool {
        var isDone = false
        let next = folder.nextLogKey
        if File.exists(next), try Keys.log(at: next).verifierKey.text == logKey {
            if File.exists(folder.logKey), try Keys.log(at: folder.logKey).verifierKey.text != logKey {
                try File.copy(folder.logKey, to: aside(folder.logKey))
            }
            try File.rename(next, to: folder.logKey)
            isDone = true
        }
        guard let old = try? VerifierKey(text: continued.logKey) else { return isDone }
        let checkpoint = try await database.read {
            try $0.run("SELECT checkpoint FROM registry WHERE id = 1")[0].text("checkpoint")
        }
        for path in [folder.checkpoint, folder.remembered] {
            if File.exists(path) {
                let bytes = try File.read(path, bytesMax: Note.bytesMax)
                guard (try? Checkpoint.open(bytes, log: old)) != nil else { continue }
                try File.copy(path, to: aside(path), mode: 0o644)
            }
            try File.replace(path, with: Array(checkpoint.utf8))
            isDone = true
        }
        return isDone
    }

    /// The first free of `path.1`, `path.2`…
    private static func aside(_ path: String) -> String {
        var number = 1
        while File.exists("\(path).\(number)") { number += 1 }
        return "\(path).\(number)"
    }
}

extension Connection {
    /// What the first entry says.
    package func opened() throws -> RegistryOpened {
        guard let row = try run("SELECT open FROM journal_entry WHERE sequence = 0").first,
            case .registryOpened(let opened) = try JournalEntry(bytes: try row.blob("open")).open
        else { throw RegistryRefusal.damaged(.entry) }
        return opened
    }

    /// Writes another first entry, works the tree out again, and signs it.
    fileprivate func continueLog(
        from newest: Checkpoint, of old: VerifierKey, by key: SignerKey, at instant: Instant
    ) throws -> ContinuedLog {
        let before = try opened()
        let kept = try run("SELECT COUNT(*) AS count FROM journal_entry")[0].integer("count")
        guard let root = Digest(newest.rootHash.bytes) else { preconditionFailure("a root has 32 bytes") }
        let continued = ContinuedLog(
            origin: newest.origin, logKey: old.text, size: newest.size, root: root, kept: kept)
        let opened = RegistryOpened(
            origin: key.name.text, logKey: key.verifierKey.text, issuer: before.issuer,
            continues: before.continues + [continued])
        let entry = JournalEntry(sequence: 0, day: instant.day, open: .registryOpened(opened), sealed: nil)
        // The one place where an entry is replaced: the log whose first entry it was ends here.
        try run(
            "UPDATE journal_entry SET open = \(entry.bytes), instant = \(instant.milliseconds) WHERE sequence = 0")
        try run("DELETE FROM tree_node")
        var edge = TreeEdge()
        var nodes: [TreeNode] = []
        try each("SELECT open FROM journal_entry ORDER BY sequence") { row in
            nodes += edge.append(leaf: Hash(leaf: try row.blob(at: 0))).filter { $0.subtree.isTileHash }
        }
        for node in nodes { try insert(node) }
        guard let checkpoint = Checkpoint(origin: key.name.text, size: edge.size, rootHash: edge.root) else {
            preconditionFailure("bad math in the tree's edge")
        }
        try run(
            """
            UPDATE registry SET origin = \(opened.origin), log_key = \(opened.logKey), size = \(edge.size),
                edge = \(edge.bytes), checkpoint_size = \(edge.size), checkpoint = \(checkpoint.signed(by: key))
            WHERE id = 1
            """)
        return continued
    }
}
