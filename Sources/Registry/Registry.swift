import Certificates
import Glibc
public import Journal
public import Primitives
public import Storage
public import TransparencyLog

/// A registry at work: its database, its keys, its clock and its chance.
///
/// **Commit point**: a command is one `act`. It opens one write transaction, reads, asks pure functions what to do, writes
/// rows and journal entries, and commits; the checkpoint over them is signed inside and leaves the process after it.
public struct Registry: Sendable {
    public let database: any Database
    public let folder: Folder
    /// The log's name.
    public let origin: String
    /// `did:web:…` or `did:key:…`.
    public let issuer: String
    public let logKey: VerifierKey
    let keys: Keys
    let clock: @Sendable () -> Instant
    public let chance: Chance

    public var now: Instant { clock() }
    /// T of the duplicate tags (docs/spec/manifest.md). Stays in the process.
    package var tagKey: [UInt8] { keys.tag }

    /// How a registry gets its database: the command picks the engine. The closure is what to run before each commit.
    public typealias Engine = (_ path: String, _ beforeCommit: @escaping @Sendable (any Connection) throws -> Void)
        throws
        -> any Database

    /// Makes a registry in an empty folder and opens it: keys, tables, the first party, the first entries.
    ///
    /// - Parameters:
    ///   - origin: the domain under which the registry publishes; without one, issuer and log are named by their keys.
    ///   - registrar: the first party, with its members; it keeps the registry.
    ///   - opening: what else belongs to the first act. All of it is there after a crash, or nothing: then the same call
    ///     goes on where it was cut short, with the same keys.
    public static func create(
        in folder: Folder, origin: String?, registrar: PartyRecord, engine: Engine, migrations: [Migration],
        clock: @escaping @Sendable () -> Instant, chance: Chance,
        opening: @escaping @Sendable (Act) throws -> Void = { _ in }
    ) async throws -> Registry {
        guard let name = KeyName(origin ?? "counterweight.\(Hexadecimal.text(chance.bytes(8)))") else {
            throw RegistryRefusal.badOrigin(origin ?? "")
        }
        try File.createFolder(folder.data, mode: 0o700)
        try File.createFolder(folder.evidence, mode: 0o700)
        let keys = try Keys.make(in: folder, name: name, chance: chance)
        guard origin == nil || keys.log.name == name else {
            throw RegistryRefusal.keyNotTheRegistrys(path: folder.logKey)
        }
        guard let issuerKey = IssuerKey(seed: keys.issuerSeed) else {
            throw RegistryRefusal.keyUnreadable(path: folder.issuerKey)
        }
        let issuerDID = issuerKey.didKey.text
        let issuer: String
        if let origin {
            guard let web = DIDWeb(origin: origin) else { throw RegistryRefusal.badOrigin(origin) }
            issuer = web.text
        } else {
            issuer = issuerDID
        }
        let database = try engine(folder.database, signing(with: keys.log))
        try await database.migrate(migrations)
        let opened = RegistryOpened(origin: keys.log.name.text, logKey: keys.log.verifierKey.text, issuer: issuer)
        let registry = Registry(
            database: database, folder: folder, origin: keys.log.name.text, issuer: issuer,
            logKey: keys.log.verifierKey,
            keys: keys, clock: clock, chance: chance)
        guard let actor = registrar.members.sorted().first.map({ Actor(member: $0, party: registrar.code) }) else {
            throw RegistryRefusal.unknownMember(Actor(member: registrar.code, party: registrar.code))
        }
        let instant = registry.now
        let isThere = try await !database.read { try $0.run("SELECT 1 FROM registry").isEmpty }
        if isThere, !File.exists(folder.checkpoint), !File.exists(folder.remembered) {
            // Cut short between its first commit and its first checkpoint.
            try await registry.publish()
            return registry
        }
        try await database.write { connection in
            guard try connection.run("SELECT 1 FROM registry").isEmpty else {
                throw RegistryRefusal.registryExists(at: folder.data)
            }
            try connection.run(
                """
                INSERT INTO registry (id, origin, issuer, log_key, size, edge, checkpoint_size, checkpoint)
                VALUES (1, \(opened.origin), \(opened.issuer), \(opened.logKey), 0, \(TreeEdge().bytes), 0, \(""))
                """)
            try connection.insert(registrar)
            let act = try Act(connection: connection, actor: actor, instant: instant, chance: chance)
            try act.append(.registryOpened(opened))
            try act.append(.keyAdded(KeyAdded(purpose: .certificates, key: issuerDID)))
            try act.write(registrar)
            try opening(act)
            try act.close()
        }
        try await registry.publish()
        return registry
    }

    /// Opens a registry that is there, and compares its journal with the newest checkpoint that was published.
    ///
    /// - Throws: `shorterThanPublished`, `otherThanPublished`: then it must not be written to.
    public static func open(
        _ folder: Folder, engine: Engine, migrations: [Migration], clock: @escaping @Sendable () -> Instant,
        chance: Chance
    ) async throws -> Registry {
        try await open(
            folder, engine: engine, migrations: migrations, clock: clock, chance: chance, isChangingKey: false
        ).registry
    }

    /// - Parameter isChangingKey: whether it opens also with an issuer's key that the journal does not name.
    /// - Returns: the registry, and whether the issuer's next key was named and waited for its place, in which it is now.
    static func open(
        _ folder: Folder, engine: Engine, migrations: [Migration], clock: @escaping @Sendable () -> Instant,
        chance: Chance, isChangingKey: Bool
    ) async throws -> (registry: Registry, tookNextKey: Bool) {
        guard File.exists(folder.database) else { throw RegistryRefusal.noRegistry(at: folder.data) }
        var keys = try Keys(folder, inPlaceOfIssuer: isChangingKey ? chance.bytes(32) : nil)
        let database = try engine(folder.database, signing(with: keys.log))
        let missing = try await database.missing(of: migrations)
        guard let first = migrations.first, !missing.contains(first.name) else {
            throw try nothingIn(folder, keys)
        }
        let row = try await database.read {
            try $0.run("SELECT origin, issuer, log_key FROM registry WHERE id = 1").first
        }
        guard let row else { throw try nothingIn(folder, keys) }
        guard try row.text("log_key") == keys.log.verifierKey.text else {
            throw RegistryRefusal.keyNotTheRegistrys(path: folder.logKey)
        }
        // Compared before anything is written, and a schema is: an older copy stays as it is.
        try await compare(database, withPublishedIn: folder, log: keys.log.verifierKey)
        try await database.migrate(migrations)
        var standing = try await database.read { try $0.standingKeys() }
        var tookNextKey = keys.isNextDue(among: standing)
        if keys.nextIssuerSeed != nil {
            standing = try await endNextIssuerKey(in: folder, database)
            keys = try Keys(folder, inPlaceOfIssuer: isChangingKey ? chance.bytes(32) : nil)
            tookNextKey = tookNextKey && keys.isNamed(among: standing)
        }
        guard keys.isNamed(among: standing) || isChangingKey else {
            if let fault = keys.nextFault { throw fault }
            throw File.exists(folder.issuerKey)
                ? RegistryRefusal.issuerKeyNotNamed(path: folder.issuerKey)
                : RegistryRefusal.keyUnreadable(path: folder.issuerKey)
        }
        let registry = Registry(
            database: database, folder: folder, origin: try row.text("origin"), issuer: try row.text("issuer"),
            logKey: keys.log.verifierKey, keys: keys, clock: clock, chance: chance)
        return (registry, tookNextKey)
    }

    /// Why a database has no registry: none was made, or what was published says that there was one, and it is gone with the log
    /// file in which it stood.
    private static func nothingIn(_ folder: Folder, _ keys: Keys) throws -> RegistryRefusal {
        guard let newest = try newestPublished(folder, log: keys.log.verifierKey) else {
            return .noRegistry(at: folder.data)
        }
        return .shorterThanPublished(entries: 0, published: newest.size)
    }

    /// Does what `body` says as `actor`, in one write transaction, and publishes the new checkpoint after the commit.
    @discardableResult
    public func act<Answer: Sendable>(
        as actor: Actor, _ body: @escaping @Sendable (Act) throws -> Answer
    ) async throws -> Answer {
        let (instant, chance) = (now, chance)
        let answer = try await database.write { connection in
            let act = try Act(connection: connection, actor: actor, instant: instant, chance: chance)
            let answer = try body(act)
            try act.close()
            return answer
        }
        do {
            try await publish()
        } catch {
            throw RegistryRefusal.recordedNotPublished(at: folder.data)
        }
        return answer
    }

    /// Signs the tree's root once for all acts that share a commit.
    private static func signing(with key: SignerKey) -> @Sendable (any Connection) throws -> Void {
        { connection in
            let row = try connection.run("SELECT size, edge, checkpoint_size, log_key FROM registry WHERE id = 1").first
            guard let row, try row.integer("size") != row.integer("checkpoint_size") else { return }
            // Another process changed it while this one was open.
            guard try row.text("log_key") == key.verifierKey.text else { throw RegistryRefusal.keyChanged }
            let edge = try TreeEdge(bytes: try row.blob("edge"))
            guard let checkpoint = Checkpoint(origin: key.name.text, size: edge.size, rootHash: edge.root) else {
                preconditionFailure("bad math in the tree's edge")
            }
            try connection.run(
                """
                UPDATE registry SET checkpoint_size = \(edge.size), checkpoint = \(checkpoint.signed(by: key))
                WHERE id = 1
                """)
        }
    }
}
