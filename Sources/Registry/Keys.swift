import Certificates
import Glibc
import Primitives
import TransparencyLog

/// The registry's own keys, read from their folder: one signs the log, one the certificates, one makes duplicate tags.
struct Keys: Sendable {
    let log: SignerKey
    /// 32 bytes, the Ed25519 seed of the issuer.
    private(set) var issuerSeed: [UInt8]
    /// The seed that comes after it, on disk before the journal names its key.
    let nextIssuerSeed: [UInt8]?
    /// 32 bytes, for HMAC-SHA256 over identifiers.
    let tag: [UInt8]

    /// Makes three keys by `chance` and writes them, readable by their owner alone. Files that are there already are kept:
    /// a registry whose opening was cut short opens with the same keys.
    static func make(in folder: Folder, name: KeyName, chance: Chance) throws -> Keys {
        try File.createFolder(folder.keys, mode: 0o700)
        if !File.exists(folder.logKey) {
            guard let log = SignerKey(name: name, seed: chance.bytes(32)) else {
                preconditionFailure("32 bytes are a seed")
            }
            try File.replace(folder.logKey, with: Array("\(log.secretText)\n".utf8), mode: 0o600)
        }
        for path in [folder.issuerKey, folder.tagKey] where !File.exists(path) { try makeSeed(at: path, chance) }
        return try Keys(folder)
    }

    /// The issuer's key that is about to be named: made by `chance`, or the one that an attempt before left.
    static func nextIssuer(in folder: Folder, chance: Chance) throws {
        if !File.exists(folder.nextIssuerKey) { try makeSeed(at: folder.nextIssuerKey, chance) }
    }

    private static func makeSeed(at path: String, _ chance: Chance) throws {
        try File.replace(path, with: Array("\(Hexadecimal.text(chance.bytes(32)))\n".utf8), mode: 0o600)
    }

    /// The key of a log that is about to be opened: made by `chance`, or the one that an attempt before left.
    static func next(at path: String, name: KeyName, chance: Chance) throws -> SignerKey {
        if File.exists(path) {
            let key = try log(at: path)
            if key.name == name { return key }
        }
        guard let key = SignerKey(name: name, seed: chance.bytes(32)) else {
            preconditionFailure("32 bytes are a seed")
        }
        try File.replace(path, with: Array("\(key.secretText)\n".utf8), mode: 0o600)
        return key
    }

    static func log(at path: String) throws -> SignerKey {
        try read(path) { try? SignerKey(secretText: $0) }
    }

    init(_ folder: Folder) throws {
        log = try Self.log(at: folder.logKey)
        let next = folder.nextIssuerKey
        nextIssuerSeed = File.exists(next) ? try Self.read(next, Self.seed) : nil
        // Gone, with another in its place: one that was lost is being changed.
        if let nextIssuerSeed, !File.exists(folder.issuerKey) {
            issuerSeed = nextIssuerSeed
        } else {
            issuerSeed = try Self.read(folder.issuerKey, Self.seed)
        }
        tag = try Self.read(folder.tagKey, Self.seed)
    }

    /// Takes the key that the journal names: that in its file, or the next one, whose file then takes its place.
    ///
    /// - Returns: whether the journal names either.
    mutating func settle(in folder: Folder, standing: [DIDKey]) throws -> Bool {
        func stands(_ seed: [UInt8]) -> Bool { IssuerKey(seed: seed).map { standing.contains($0.didKey) } ?? false }
        if let nextIssuerSeed, stands(nextIssuerSeed) {
            try File.rename(folder.nextIssuerKey, to: folder.issuerKey)
            issuerSeed = nextIssuerSeed
        }
        return stands(issuerSeed)
    }

    private static func seed(_ text: String) -> [UInt8]? {
        Hexadecimal.bytes(text).flatMap { $0.count == 32 ? $0 : nil }
    }

    /// - Throws: `keyOpenToOthers` where anybody but the owner may read the file.
    private static func read<Key>(_ path: String, _ parse: (String) -> Key?) throws -> Key {
        var status = stat()
        guard stat(path, &status) == 0 else { throw RegistryRefusal.keyUnreadable(path: path) }
        guard status.st_mode & 0o077 == 0 else { throw RegistryRefusal.keyOpenToOthers(path: path) }
        let text = String(decoding: try File.read(path, bytesMax: 4_096), as: UTF8.self)
        guard text.hasSuffix("\n"), let key = parse(String(text.dropLast())) else {
            throw RegistryRefusal.keyUnreadable(path: path)
        }
        return key
    }
}
