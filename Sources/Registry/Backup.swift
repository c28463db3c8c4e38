import CanonicalJSON
import Glibc
public import Primitives
import Storage
import TransparencyLog

/// A copy of a registry's data: the database, the evidence, the lists that wait, the checkpoint, and what they are. The keys
/// are not in it: whoever has both can sign in the registry's name.
public struct Backup: Hashable, Sendable {
    public let origin: String
    /// Entries of the journal in it.
    public let entries: Int64
    public let database: Digest
    public let evidence: Int

    private static let format = "counterweight-backup/1"
    private static let recordBytesMax = 4_096

    static func record(_ folder: String) -> String { "\(folder)/backup.json" }

    var bytes: [UInt8] {
        let json: JSON = [
            "database": .string(database.text), "entries": .integer(entries), "evidence": .integer(Int64(evidence)),
            "format": .string(Self.format), "origin": .string(origin),
        ]
        return json.canonicalBytes
    }

    init(origin: String, entries: Int64, database: Digest, evidence: Int) {
        self.origin = origin
        self.entries = entries
        self.database = database
        self.evidence = evidence
    }

    /// - Throws: `notABackup`.
    init(of folder: String) throws {
        let path = Self.record(folder)
        do {
            var reader = try JSONReader(
                try JSON(canonical: try File.read(path, bytesMax: Self.recordBytesMax)))
            guard try reader.string("format") == Self.format else { throw RegistryRefusal.notABackup(at: folder) }
            self.init(
                origin: try reader.string("origin"), entries: try reader.integer("entries", in: 0...),
                database: try reader.string("database", as: { Digest($0) }),
                evidence: Int(try reader.integer("evidence", in: 0...)))
            try reader.end()
        } catch {
            throw RegistryRefusal.notABackup(at: folder)
        }
    }
}

extension Registry {
    /// Copies the registry's data into a new folder, while others write. The folder has its name once it is whole.
    ///
    /// The database first: evidence is on disk before an entry names it, so that what is copied afterwards is complete.
    ///
    /// - Throws: `backupExists`; `evidenceNotKept` where a file of evidence is gone or changed; `FileRefusal`.
    public func backUp(to path: String) async throws -> Backup {
        guard !File.exists(path) else { throw RegistryRefusal.backupExists(at: path) }
        let partial = Folder(data: "\(path).partial", keys: "")
        guard !File.exists(partial.data) else { throw RegistryRefusal.backupExists(at: partial.data) }
        try File.createFolder(partial.data, mode: 0o700)
        do {
            try File.createFolder(partial.evidence, mode: 0o700)
            let checkpoint = try await checkpoint()
            try await database.copy(to: partial.database)
            let evidence = try await evidence()
            for digest in evidence {
                guard try state(ofEvidence: digest) == .kept else { throw RegistryRefusal.evidenceNotKept(digest) }
                try File.copy(folder.evidence(digest), to: partial.evidence(digest))
            }
            let drafts = try File.names(in: folder.drafts).filter { Digest($0) != nil }
            if !drafts.isEmpty { try File.createFolder(partial.drafts, mode: 0o700) }
            for name in drafts { try File.copy("\(folder.drafts)/\(name)", to: "\(partial.drafts)/\(name)") }
            if !checkpoint.isEmpty { try File.replace(partial.checkpoint, with: Array(checkpoint.utf8)) }
            let backup = Backup(
                origin: origin, entries: try opened(checkpoint, at: folder.database).size,
                database: try File.digest(of: partial.database), evidence: evidence.count)
            try File.replace(Backup.record(partial.data), with: backup.bytes)
            try File.rename(partial.data, to: path)
            return backup
        } catch {
            File.remove(folder: partial.data)
            throw error
        }
    }

    /// Puts a backup in the place of a registry's data that is gone. The database comes last: cut short before, the same call
    /// goes on.
    ///
    /// Checkpoints that are there stay, so that an older copy is noticed (`shorterThanPublished`).
    ///
    /// - Throws: `registryExists`, `notABackup`, `backupDamaged`, `FileRefusal`.
    public static func restore(_ path: String, to folder: Folder) throws -> Backup {
        let source = Folder(data: path, keys: "")
        let backup = try Backup(of: path)
        for name in [folder.database, "\(folder.database)-wal", "\(folder.database)-shm"] where File.exists(name) {
            throw RegistryRefusal.registryExists(at: folder.data)
        }
        guard try File.digest(of: source.database) == backup.database else {
            throw RegistryRefusal.backupDamaged(file: source.database)
        }
        let evidence = try File.names(in: source.evidence)
        guard evidence.count == backup.evidence else { throw RegistryRefusal.backupDamaged(file: source.evidence) }
        for folder in [folder.data, folder.evidence, folder.drafts] { try File.createFolder(folder, mode: 0o700) }
        for (from, to, names) in [
            (source.evidence, folder.evidence, evidence),
            (source.drafts, folder.drafts, try File.names(in: source.drafts)),
        ] {
            for name in names {
                guard try File.copy("\(from)/\(name)", to: "\(to)/\(name)").text == name else {
                    throw RegistryRefusal.backupDamaged(file: "\(from)/\(name)")
                }
            }
        }
        if File.exists(source.checkpoint), !File.exists(folder.checkpoint) {
            try File.copy(source.checkpoint, to: folder.checkpoint, mode: 0o644)
        }
        guard try File.copy(source.database, to: folder.database) == backup.database else {
            throw RegistryRefusal.backupDamaged(file: source.database)
        }
        return backup
    }
}
