public import Access
import Certificates
public import Journal
public import Primitives
public import Storage
import TransparencyLog

/// What one member does in one write transaction: reads, decides, writes rows and journal entries.
///
/// Everything that a command may not know by itself comes with it: who acts, when, and chance.
public final class Act {
    public let connection: any Connection
    public let actor: Actor
    /// The row of the actor's party.
    public let party: Int64
    public let roles: Set<Role>
    public let instant: Instant
    private let chance: Chance
    private var tree: (size: Int64, edge: TreeEdge)?

    init(connection: any Connection, actor: Actor, instant: Instant, chance: Chance) throws {
        self.connection = connection
        self.actor = actor
        self.instant = instant
        self.chance = chance
        guard let party = try connection.party(actor.party) else { throw RegistryRefusal.unknownParty(actor.party) }
        guard try connection.isMember(actor.member, of: party.id) else { throw RegistryRefusal.unknownMember(actor) }
        self.party = party.id
        self.roles = party.roles
    }

    /// Today in UTC: the day written into entries. It orders nothing.
    public var day: Day { instant.day }

    public func bytes(_ count: Int) -> [UInt8] { chance.bytes(count) }

    public func randomID() -> RandomID {
        guard let id = RandomID(chance.bytes(16)) else { preconditionFailure("chance gave fewer bytes than asked") }
        return id
    }

    /// - Throws: `RegistryRefusal.notPermitted` unless a role of the actor's party may.
    public func require(_ permission: Permission) throws {
        guard roles.contains(where: { $0.may(permission) }) else {
            throw RegistryRefusal.notPermitted(actor, permission)
        }
    }

    /// The sequence that the next entry will have, for entries of one act that name the first of them.
    public func nextSequence() throws -> Int64 { try (tree ?? connection.tree()).size }

    /// Appends one entry; the tree's edge goes with it. `salt` is fresh unless the sealed part was promised to somebody
    /// before (a verifier that signed it); so is `day`.
    ///
    /// - Returns: the entry's sequence, which is the id of what it created.
    @discardableResult
    public func append(
        _ open: OpenPart, _ sealed: SealedPart? = nil, day: Day? = nil, salt: RandomID? = nil
    ) throws -> Int64 {
        var (size, edge) = try tree ?? connection.tree()
        var sealedBytes: [UInt8]?
        if open.kind.hasSealedPart {
            let part = SealedEntry(actor: actor, salt: salt ?? randomID(), part: sealed ?? .actorOnly)
            sealedBytes = part.bytes
        }
        let entry = JournalEntry(
            sequence: size, day: day ?? self.day, open: open,
            sealed: sealedBytes.map { Digest(sha256: $0) })
        let openBytes = entry.bytes
        for bytes in [openBytes, sealedBytes ?? []] where bytes.count > JournalEntry.bytesMax {
            throw RegistryRefusal.entryTooLarge(open.kind, bytes: bytes.count, most: JournalEntry.bytesMax)
        }
        // What is written is read for ever: the strict reader has the last word before it is.
        _ = try JournalEntry(bytes: openBytes)
        if let sealedBytes { _ = try SealedEntry(bytes: sealedBytes, of: open.kind) }
        try connection.run(
            """
            INSERT INTO journal_entry (sequence, kind, instant, open, sealed)
            VALUES (\(size), \(open.kind.rawValue), \(instant.milliseconds), \(openBytes), \(sealedBytes))
            """)
        for node in edge.append(leaf: Hash(leaf: openBytes)) where node.subtree.isTileHash {
            try connection.insert(node)
        }
        tree = (size + 1, edge)
        return size
    }

    /// Writes the tree's edge back. The checkpoint over it is signed once for all acts that share a commit.
    func close() throws {
        guard let tree else { return }
        try connection.run("UPDATE registry SET size = \(tree.size), edge = \(tree.edge.bytes) WHERE id = 1")
    }
}

/// Random bytes, as the command gives them: the system's, or a seed's in a simulation.
public struct Chance: Sendable {
    public let bytes: @Sendable (Int) -> [UInt8]

    public init(bytes: @escaping @Sendable (Int) -> [UInt8]) { self.bytes = bytes }
}
