import Certificates
import Glibc
import Primitives
import TransparencyLog

/// The registry's own keys, read from their folder: one signs the log, one the certificates, one makes duplicate tags.
struct Keys: Sendable {
    let log: SignerKey
    /// 32 bytes, the Ed25519 seed of the issuer.
    let issuerSeed: [UInt8]
    /// Whether it is in its file, and not another one stands in for it.
    private let isIssuerThere: Bool
    /// The seed that comes after it, on disk before the journal names its key.
    let nextIssuerSeed: [UInt8]?
    /// Why what lies in that one's place cannot be read. It hinders nobody unless it is the key that the journal names.
    let nextFault: (any Error)?
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
        for path in [folder.issuerKey, folder.tagKey] where !File.exists(path) {
            try writeSeed(chance.bytes(32), to: path)
        }
        return try Keys(folder)
    }

    /// Makes the issuer's next key, about to be named, and writes it over whatever an attempt before left.
    static func makeNextIssuer(in folder: Folder, seed: [UInt8]) throws -> IssuerKey {
        guard let key = IssuerKey(seed: seed) else { preconditionFailure("32 bytes are a seed") }
        try writeSeed(seed, to: folder.nextIssuerKey)
        return key
    }

    private static func writeSeed(_ seed: [UInt8], to path: String) throws {
        try File.replace(path, with: Array("\(Hexadecimal.text(seed))\n".utf8), mode: 0o600)
    }

    /// Makes the key of a log that is about to be opened, and writes it over whatever an attempt before left.
    static func makeNextLog(in folder: Folder, name: KeyName, chance: Chance) throws -> SignerKey {
        guard let key = SignerKey(name: name, seed: chance.bytes(32)) else {
            preconditionFailure("32 bytes are a seed")
        }
        try File.replace(folder.nextLogKey, with: Array("\(key.secretText)\n".utf8), mode: 0o600)
        return key
    }

    static func log(at path: String) throws -> SignerKey {
        try read(path) { try? SignerKey(secretText: $0) }
    }

    /// - Parameter seed: what stands in for an issuer's key that is gone while another takes its place.
    init(_ folder: Folder, inPlaceOfIssuer seed: [UInt8]? = nil) throws {
        log = try Self.log(at: folder.logKey)
        do {
            (nextIssuerSeed, nextFault) = (try Self.nextIssuer(in: folder), nil)
        } catch { (nextIssuerSeed, nextFault) = (nil, error) }
        isIssuerThere = File.exists(folder.issuerKey)
        if !isIssuerThere, let standIn = nextIssuerSeed ?? seed {
            issuerSeed = standIn
        } else {
            issuerSeed = try Self.read(folder.issuerKey, Self.seed)
        }
        tag = try Self.read(folder.tagKey, Self.seed)
    }

    private static func nextIssuer(in folder: Folder) throws -> [UInt8]? {
        File.exists(folder.nextIssuerKey) ? try read(folder.nextIssuerKey, seed) : nil
    }

    /// Whether the journal names the key that signs.
    func isNamed(among standing: [DIDKey]) -> Bool { Self.stands(issuerSeed, among: standing) }

    /// Whether the journal names the next key, which waits for its place and is not a copy of what is there.
    func isNextDue(among standing: [DIDKey]) -> Bool {
        guard let nextIssuerSeed, Self.stands(nextIssuerSeed, among: standing) else { return false }
        return !isIssuerThere || nextIssuerSeed != issuerSeed
    }

    /// Puts the issuer's next key in its place if the journal names it, and else takes away what lies there.
    ///
    /// - Precondition: the caller holds the database's write transaction, in which alone that key is made.
    static func endNextIssuer(in folder: Folder, standing: [DIDKey]) throws {
        if let seed = try? nextIssuer(in: folder), stands(seed, among: standing) {
            try File.rename(folder.nextIssuerKey, to: folder.issuerKey)
        } else {
            try File.remove(folder.nextIssuerKey)
        }
    }

    private static func stands(_ seed: [UInt8], among standing: [DIDKey]) -> Bool {
        IssuerKey(seed: seed).map { standing.contains($0.didKey) } ?? false
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
