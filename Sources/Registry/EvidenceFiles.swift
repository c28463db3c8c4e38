import Certificates
public import Primitives
import Storage

extension Registry {
    /// Most bytes of one file of evidence: 64 MiB.
    public static let evidenceBytesMax = 64 << 20

    /// Keeps a file under its SHA-256, on disk before any entry names it. Kept twice, it is there once.
    public func keep(evidence path: String) throws -> Digest {
        let bytes: [UInt8]
        do throws(FileRefusal) {
            bytes = try File.read(path, bytesMax: Self.evidenceBytesMax)
        } catch {
            guard error.isTooLarge else { throw error }
            throw RegistryRefusal.evidenceTooLarge(path: path, most: Self.evidenceBytesMax)
        }
        let digest = Digest(sha256: bytes)
        let target = folder.evidence(digest)
        // One that is there and damaged is mended.
        if (try? File.read(target, bytesMax: bytes.count)) != bytes {
            try File.replace(target, with: bytes, mode: 0o600)
        }
        return digest
    }

    /// Every file of evidence that an entry names.
    public func evidence() async throws -> [Digest] {
        try await database.read { connection in
            try connection.run("SELECT digest FROM evidence ORDER BY digest").compactMap { row in
                try Digest(row.blob("digest"))
            }
        }
    }

    /// Whether a file of evidence is there and is what it was.
    public func state(ofEvidence digest: Digest) throws -> EvidenceState {
        let path = folder.evidence(digest)
        guard File.exists(path) else { return .gone }
        return Digest(sha256: try File.read(path, bytesMax: Self.evidenceBytesMax)) == digest ? .kept : .changed
    }
}

/// What became of a file of evidence.
public enum EvidenceState: Hashable, Sendable {
    case kept
    case gone
    case changed
}

extension Act {
    /// Takes note that entry `sequence` names these files.
    public func name(evidence: [Digest], in sequence: Int64) throws {
        for digest in evidence {
            try connection.run(
                """
                INSERT INTO evidence (digest, sequence) VALUES (\(digest.bytes), \(sequence)) ON CONFLICT DO NOTHING
                """)
        }
    }
}
