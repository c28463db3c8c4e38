public import Certificates
public import Journal
public import Primitives
import Registry
import Storage

/// A certificate and what became of it.
public struct CertificateStanding: Sendable {
    public let content: CertificateContent
    /// SHA-256 of the credential with its proof.
    public let digest: Digest
    /// The sequence of its entry.
    public let sequence: Int64
    public let state: CertificateState
    /// The entry that brought it there, and its day; `nil` for one that was never anything but live.
    public let turned: (day: Day, entry: CertificateTurned)?
    /// The address of the one that stands in its place, perhaps of a later log: `https://ewaste.example/certificates/<32 digits>`.
    public let successor: String?
}

/// All certificates in the order of their issue, some at a time, each part as of one moment.
public struct CertificateStandings: Sendable {
    private static let atOnce = 200
    private let registry: Registry
    /// By certificate: what became of it last, in entries up to `read`.
    private var turned: [RandomID: (day: Day, entry: CertificateTurned)] = [:]
    private var read: Int64 = -1
    private var last: Int64 = -1

    init(_ registry: Registry) { self.registry = registry }

    /// The next ones; none at the end.
    public mutating func next() async throws -> [CertificateStanding] {
        let (read, last, atOnce) = (read, last, Self.atOnce)
        let (newest, entries, rows) = try await registry.database.read { db in
            let newest = try db.run("SELECT MAX(sequence) AS newest FROM journal_entry")[0].optionalInteger("newest")
            let entries = try db.run(
                """
                SELECT sequence, open FROM journal_entry WHERE sequence > \(read) AND kind = \(EntryKind.certificateStatus.rawValue)
                ORDER BY sequence
                """
            ).map { try JournalEntry(bytes: try $0.blob("open")) }
            let rows = try db.run(
                """
                SELECT sequence, credential, envelope, state FROM certificate WHERE sequence > \(last) ORDER BY sequence
                LIMIT \(Int64(atOnce))
                """
            ).map { (try $0.integer("sequence"), try $0.credential(), try $0.word("state") as CertificateState) }
            return (newest ?? read, entries, rows)
        }
        for entry in entries {
            guard case .certificateStatus(let status) = entry.open else { continue }
            turned[status.certificate] = (entry.day, status)
        }
        self.read = newest
        let replaced = rows.compactMap { turned[$0.1.content.certificate]?.entry.replacedBy }
        let successors = try await registry.database.read { db in
            try replaced.reduce(into: [RandomID: String]()) { addresses, id in
                let row = try db.run("SELECT credential, envelope FROM certificate WHERE public_id = \(id.bytes)").first
                addresses[id] = try row?.credential().content.id
            }
        }
        var standings: [CertificateStanding] = []
        for (sequence, credential, state) in rows {
            self.last = sequence
            standings.append(
                CertificateStanding(
                    content: credential.content, digest: credential.digest, sequence: sequence, state: state,
                    turned: turned[credential.content.certificate],
                    successor: turned[credential.content.certificate]?.entry.replacedBy.flatMap { successors[$0] }))
        }
        return standings
    }
}

extension Compensation {
    public func standings() -> CertificateStandings { CertificateStandings(registry) }
}
