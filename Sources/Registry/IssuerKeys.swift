import Access
public import Certificates
public import Journal
public import Primitives
public import Storage

/// A key that the journal named for certificates.
public struct NamedKey: Hashable, Sendable {
    public let key: DIDKey
    /// The entry that named it.
    public let sequence: Int64
    public let day: Day
    /// By sequence: one, and a second where it proved to be compromised later.
    public internal(set) var revocations: [KeyRevocation] = []

    init(key: DIDKey, sequence: Int64, day: Day) {
        self.key = key
        self.sequence = sequence
        self.day = day
    }

    /// Whether the issuer still signs with it.
    public var stands: Bool { revocations.isEmpty }
    public var isCompromised: Bool { revocations.contains { $0.cause == .compromised } }
}

/// An entry by which a key signs no more.
public struct KeyRevocation: Hashable, Sendable {
    public let sequence: Int64
    public let day: Day
    public let cause: KeyCause
}

extension Registry {
    /// The issuer's keys in the order in which the journal named them.
    public func issuerKeys() async throws -> [NamedKey] {
        try await database.read { try $0.issuerKeys() }
    }

    /// Gives the issuer another key, and revokes the one it had.
    ///
    /// **Commit point**: one act names the new key and revokes the old one. The new key is made in its transaction, on disk before
    /// the commit, as `issuer.key.next`, and takes the old one's place in a transaction after it. What an attempt that came to
    /// nothing made is taken away, or written over by the next attempt: nobody's key is taken from a file. Cut short behind the
    /// commit, the next command that opens the registry puts the key in its place, and the same call made again does no more
    /// than that.
    ///
    /// - Parameter cause: `lost` where `issuer.key` is gone; the others need it no more than that.
    /// - Returns: the key that signs from here on.
    /// - Throws: `issuerIsItsKey` for a registry without a domain; whatever `open` throws.
    public static func changeIssuerKey(
        of folder: Folder, cause: KeyCause, as actor: Actor, engine: Engine, migrations: [Migration],
        clock: @escaping @Sendable () -> Instant, chance: Chance
    ) async throws -> DIDKey {
        guard File.exists(folder.database) else { throw RegistryRefusal.noRegistry(at: folder.data) }
        let (registry, tookNextKey) = try await open(
            folder, engine: engine, migrations: migrations, clock: clock, chance: chance, isChangingKey: true)
        // Cut short behind its commit, and put in its place by opening.
        if tookNextKey {
            try await registry.act(as: actor) { try $0.endIssuerKeyChange(cause) }
            return registry.issuerKey.didKey
        }
        guard case .web? = DID(registry.issuer) else { throw RegistryRefusal.issuerIsItsKey }
        let key: DIDKey
        do {
            key = try await registry.act(as: actor) { try $0.changeIssuerKey(in: folder, cause) }
        } catch {
            // Refused, or recorded all the same and only not published: the journal tells. What hinders this is told by the next one.
            _ = try? await endNextIssuerKey(in: folder, registry.database)
            throw error
        }
        try await endNextIssuerKey(in: folder, registry.database)
        return key
    }

    /// Puts the issuer's next key in its place, or takes it away, while nobody makes another.
    ///
    /// - Returns: the keys that the journal names.
    @discardableResult
    static func endNextIssuerKey(in folder: Folder, _ database: any Database) async throws -> [DIDKey] {
        try await database.write { db in
            let standing = try db.standingKeys()
            try Keys.endNextIssuer(in: folder, standing: standing)
            return standing
        }
    }

    /// Says of a key that signs no more that somebody else has it, or may have.
    ///
    /// - Throws: `unknownKey`; `keyStands` for the one that signs, which is changed instead; `keyRevokedBefore` where that was
    ///   said already.
    public func revoke(_ key: DIDKey, as actor: Actor) async throws {
        try await act(as: actor) { act in
            try act.require(.keepKeys)
            guard let named = try act.connection.issuerKeys().first(where: { $0.key == key }) else {
                throw RegistryRefusal.unknownKey(key.text)
            }
            guard !named.stands else { throw RegistryRefusal.keyStands(key.text) }
            guard !named.isCompromised else { throw RegistryRefusal.keyRevokedBefore(key.text) }
            try act.append(.keyRevoked(KeyRevoked(key: key.text, cause: .compromised)))
        }
    }

    /// The issuer's secret in this process.
    package var issuerKey: IssuerKey {
        guard let key = IssuerKey(seed: keys.issuerSeed) else { preconditionFailure("32 bytes are a seed") }
        return key
    }
}

extension Act {
    /// A change that was recorded is not recorded again; but what it called custom may be known as worse by now.
    fileprivate func endIssuerKeyChange(_ cause: KeyCause) throws {
        try require(.keepKeys)
        let last = try connection.issuerKeys().filter { !$0.stands }.max {
            ($0.revocations.last?.sequence ?? 0) < ($1.revocations.last?.sequence ?? 0)
        }
        guard cause == .compromised, let last, !last.isCompromised else { return }
        try append(.keyRevoked(KeyRevoked(key: last.key.text, cause: .compromised)))
    }

    fileprivate func changeIssuerKey(in folder: Folder, _ cause: KeyCause) throws -> DIDKey {
        try require(.keepKeys)
        let standing = try connection.standingKeys()
        // What another process named and has not put in its place yet.
        try Keys.endNextIssuer(in: folder, standing: standing)
        let key = try Keys.makeNextIssuer(in: folder, seed: bytes(32)).didKey
        try append(.keyAdded(KeyAdded(purpose: .certificates, key: key.text)))
        for old in standing { try append(.keyRevoked(KeyRevoked(key: old.text, cause: cause))) }
        return key
    }
}

extension Connection {
    /// The keys with which the issuer signs: one, but in the act that names another.
    func standingKeys() throws -> [DIDKey] { try issuerKeys().filter(\.stands).map(\.key) }

    /// The issuer's keys, where `key` is the one that signs.
    ///
    /// - Throws: `keyChanged` where it is not: another process changed it while this one was open.
    package func issuerKeys(signing key: DIDKey) throws -> [NamedKey] {
        let keys = try issuerKeys()
        guard keys.contains(where: { $0.stands && $0.key == key }) else { throw RegistryRefusal.keyChanged }
        return keys
    }
}
