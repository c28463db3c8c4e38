import CanonicalJSON
import Certificates
import Journal
import Primitives
import Registry
import Storage

/// What was written for a registry's address to show, by paths below the folder.
public struct PublishedStatus: Hashable, Sendable {
    public let lists: [String]
    /// `nil` where the issuer's document belongs to another address, or its name is its key.
    public let document: String?
}

extension Compensation {
    /// Writes what a verifier of W3C credentials asks the registry's address for: the status lists of today, both of each number,
    /// and the issuer's DID document. Each file is whole and on disk under its name before the next.
    ///
    /// - Parameters:
    ///   - folder: what `https://<origin>/` shows.
    ///   - origin: that of a log that this one goes on from, for the certificates that were issued under it; `nil` for the log's
    ///     own.
    /// - Throws: `badOrigin` where the registry never had that name; `FileRefusal`.
    public func publishStatus(to folder: String, origin: String? = nil) async throws -> PublishedStatus {
        let registry = registry
        let origin = origin ?? registry.origin
        let (key, day) = (registry.issuerKey, registry.now.day)
        guard let issuer = DID(registry.issuer) else { throw CompensationRefusal.damaged(column: "registry.issuer") }
        let (keys, lists) = try await registry.database.read { db in
            let names = try [registry.origin] + db.opened().continues.map(\.origin)
            guard names.contains(origin) else { throw RegistryRefusal.badOrigin(origin) }
            let newest = try db.run("SELECT MAX(list) AS list FROM certificate")[0].optionalInteger("list") ?? 1
            let lists = try (1...Int(newest)).flatMap { number in
                try StatusPurpose.allCases.map { purpose in
                    StatusListCredential(
                        try db.statusList(purpose, number: number), purpose: purpose, number: number, origin: origin,
                        issuer: issuer, day: day, signedBy: key)
                }
            }
            return (try db.issuerKeys(signing: key.didKey), lists)
        }
        var files = lists.map { ($0.path, $0.json.canonicalBytes) }
        var document: String?
        if case .web(let web) = issuer, DIDWeb(origin: origin) == web {
            let path = web.path.isEmpty ? ".well-known/did.json" : "did.json"
            // What a key that somebody else has signs from now on is not to be believed, and nobody can tell since when.
            let methods = keys.filter { !$0.isCompromised }.suffix(DIDDocument.keysMax)
                .map { DIDMethod($0.key, revoked: $0.revocations.first?.day) }
            files.append((path, DIDDocument(issuer, methods: methods).bytes))
            document = path
        }
        for (path, bytes) in files {
            let target = "\(folder)/\(path)"
            try File.createFolder(String(target[..<(target.lastIndex(of: "/") ?? target.endIndex)]))
            try File.replace(target, with: bytes)
        }
        return PublishedStatus(lists: lists.map(\.path), document: document)
    }
}
