import Certificates
import Dispatch
import Glibc
import Journal
import Primitives
import Storage
import Synchronization
public import TransparencyLog

extension Registry {
    /// The newest checkpoint as it was signed.
    public func checkpoint() async throws -> String {
        try await database.read { try $0.run("SELECT checkpoint FROM registry WHERE id = 1")[0].text("checkpoint") }
    }

    /// The newest checkpoint with the cosignatures that witnesses gave for it.
    public func cosignedCheckpoint() async throws -> CosignedCheckpoint {
        let registry = self
        return try await database.read { try registry.newestCheckpoint(in: $0) }
    }

    /// Writes the newest checkpoint beside the data and beside the keys, unless a newer one is there: another process may
    /// have been faster.
    func publish() async throws {
        let row = try await database.read { try $0.run("SELECT checkpoint, log_key FROM registry WHERE id = 1")[0] }
        let text = try row.text("checkpoint")
        // Who changed the log's key publishes.
        guard !text.isEmpty, try row.text("log_key") == logKey.text else { return }
        try File.locked("\(folder.checkpoint).lock") {
            let size = try opened(text, at: folder.database).size
            let stale = try [folder.checkpoint, folder.remembered].filter { path in
                try Self.published(at: path, log: logKey).map { $0.size < size } ?? true
            }
            // Side by side: both wait for the disk, mostly for the same turn of it. After a power cut one before it is as good: the
            // journal, which was on disk first, holds what it says. None at all is not.
            let refusals = Mutex<[FileRefusal]>([])
            DispatchQueue.concurrentPerform(iterations: stale.count) { index in
                do throws(FileRefusal) {
                    try File.replace(stale[index], with: Array(text.utf8), mayComeBack: File.exists(stale[index]))
                } catch {
                    refusals.withLock { $0.append(error) }
                }
            }
            if let first = refusals.withLock(\.first) { throw first }
        }
    }

    /// The checkpoint found at a path; `nil` where none was ever published.
    private static func published(at path: String, log: VerifierKey) throws -> Checkpoint? {
        guard File.exists(path) else { return nil }
        return try opened(try File.read(path, bytesMax: Note.bytesMax), at: path, log: log)
    }

    func opened(_ text: String, at path: String) throws -> Checkpoint {
        try Self.opened(Array(text.utf8), at: path, log: logKey)
    }

    static func opened(_ bytes: [UInt8], at path: String, log: VerifierKey) throws -> Checkpoint {
        do throws(CheckpointError) {
            return try Checkpoint.open(bytes, log: log).checkpoint
        } catch {
            throw RegistryRefusal.publishedUnreadable(path: path)
        }
    }

    /// The newest checkpoint that is found outside the database.
    static func newestPublished(_ folder: Folder, log: VerifierKey) throws -> Checkpoint? {
        try [folder.checkpoint, folder.remembered].compactMap { try published(at: $0, log: log) }
            .max { $0.size < $1.size }
    }

    /// The journal must hold what was published, here and beside the keys: the same root at that size, and nothing less.
    ///
    /// - Throws: `nothingPublished` where a journal was signed and no checkpoint is found in either place.
    static func compare(_ database: any Database, withPublishedIn folder: Folder, log: VerifierKey) async throws {
        guard let newest = try newestPublished(folder, log: log) else {
            let signed = try await database.read {
                try $0.run("SELECT checkpoint FROM registry WHERE id = 1")[0].text("checkpoint")
            }
            guard signed.isEmpty else { throw RegistryRefusal.nothingPublished(at: folder.remembered) }
            return
        }
        let (size, root) = try await database.read { connection in
            let size = try connection.tree().size
            return (size, size >= newest.size ? try connection.root(size: newest.size) : nil)
        }
        guard let root else {
            throw RegistryRefusal.shorterThanPublished(entries: size, published: newest.size)
        }
        guard root == newest.rootHash else { throw RegistryRefusal.otherThanPublished(entries: newest.size) }
    }

    package func compareWithPublished() async throws {
        try await Self.compare(database, withPublishedIn: folder, log: logKey)
    }

    /// That one entry is in the journal under the newest checkpoint, with the entry's open part in it (C2SP tlog-proof).
    ///
    /// - Throws: `noSuchEntry`.
    public func proof(of sequence: Int64) async throws -> TLogProof {
        try await database.read { db in
            let spine = try db.run("SELECT checkpoint, checkpoint_size FROM registry WHERE id = 1")[0]
            let size = try spine.integer("checkpoint_size")
            guard (0..<size).contains(sequence) else { throw RegistryRefusal.noSuchEntry(sequence, entries: size) }
            return try TLogProof(
                extra: db.entry(sequence).entry.bytes, index: sequence,
                hashes: db.inclusionProof(of: sequence, size: size), checkpoint: spine.text("checkpoint"))
        }
    }

    /// Writes the journal as C2SP tlog-tiles: what the checkpoint found there does not have yet of entry bundles and hash tiles,
    /// sealed parts by their SHA-256 if asked for, and last the checkpoint over them, with the cosignatures that there are for it.
    ///
    /// **Commit point**: the checkpoint's rename. Each tile is whole and on disk under its name before, so that a reader of any
    /// checkpoint finds the tiles of its size, and an export that was cut short is finished by the next. A full tile is never
    /// written again; a partial one stays, for those who hold the checkpoint of its size.
    ///
    /// - Returns: the checkpoint.
    /// - Throws: `exportHoldsAnother` where the checkpoint or a full tile in the folder is not of this journal; `FileRefusal`.
    @discardableResult
    public func export(to path: String, withSealedParts: Bool) async throws -> Checkpoint {
        // First what is there: whatever another process exports meanwhile, the journal held it before.
        let earlier = try exported(to: path)
        let newest = try await cosignedCheckpoint()
        let checkpoint = newest.checkpoint
        if let earlier {
            guard earlier.size <= checkpoint.size,
                try await database.read({ try $0.root(size: earlier.size) }) == earlier.rootHash
            else { throw RegistryRefusal.exportHoldsAnother(path: "\(path)/checkpoint") }
        }
        try File.createFolder(path)
        for tile in TilePath.added(from: earlier?.size ?? 0, to: checkpoint.size) {
            try write(tile, with: try await database.read { try $0.bytes(of: tile) }, in: path)
        }
        if withSealedParts { try await exportSealedParts(to: "\(path)/sealed", entries: checkpoint.size) }
        try File.locked("\(folder.checkpoint).lock") {
            // Another process may have been faster: its checkpoint is as good and must not go back. One of the same size keeps
            // the cosignatures that it has, and gets those that came since.
            let target = "\(path)/checkpoint"
            let size = try exported(to: path)?.size ?? -1
            if size < checkpoint.size {
                try File.replace(target, with: Array(newest.note.utf8))
            } else if size == checkpoint.size {
                let there = try File.read(target, bytesMax: Note.bytesMax)
                let note = try Checkpoint.open(there, log: logKey).note.cosigned(by: newest.cosignatures)
                if Array(note.utf8) != there { try File.replace(target, with: Array(note.utf8)) }
            }
        }
        return checkpoint
    }

    /// The checkpoint of an earlier export; `nil` where there is none.
    private func exported(to path: String) throws -> Checkpoint? {
        do {
            return try Self.published(at: "\(path)/checkpoint", log: logKey)
        } catch RegistryRefusal.publishedUnreadable(let path) {
            throw RegistryRefusal.exportHoldsAnother(path: path)
        }
    }

    private func write(_ tile: TilePath, with bytes: [UInt8], in path: String) throws {
        let target = "\(path)/\(tile.text)"
        if tile.isFull, File.exists(target) {
            guard (try? File.read(target, bytesMax: bytes.count)) == bytes else {
                throw RegistryRefusal.exportHoldsAnother(path: target)
            }
            return
        }
        try File.createFolder(String(target.prefix(upTo: target.lastIndex(of: "/") ?? target.endIndex)))
        try File.replace(target, with: bytes)
    }

    private func exportSealedParts(to path: String, entries: Int64) async throws {
        try File.createFolder(path)
        for first in stride(from: Int64(0), to: entries, by: 1_000) {
            let parts = try await database.read { connection in
                try connection.run(
                    """
                    SELECT sealed FROM journal_entry WHERE sealed IS NOT NULL
                    AND sequence >= \(first) AND sequence < \(min(first + 1_000, entries)) ORDER BY sequence
                    """
                ).map { try $0.blob("sealed") }
            }
            for part in parts {
                let target = "\(path)/\(Digest(sha256: part).text)"
                if (try? File.read(target, bytesMax: JournalEntry.bytesMax)) == part { continue }
                try File.replace(target, with: part)
            }
        }
    }
}

extension Connection {
    fileprivate func bytes(of tile: TilePath) throws -> [UInt8] {
        switch tile.content {
        case .entries:
            let first = tile.index * Int64(TilePath.widthMax)
            var bytes: [UInt8] = []
            try each(
                """
                SELECT open FROM journal_entry WHERE sequence >= \(first) AND sequence < \(first + Int64(tile.width))
                ORDER BY sequence
                """
            ) { try EntryBundle.append(try $0.blob(at: 0), to: &bytes) }
            return bytes
        case .hashes(let level):
            return try HashTile(Array(self.tile(level: level, index: tile.index).prefix(tile.width))).bytes
        }
    }
}
