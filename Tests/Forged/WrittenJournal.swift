import Certificates
import Foundation
import Journal
import JournalStories
import Primitives
import TransparencyLog

/// A journal of values written as a registry writes it: sealed parts with their digests, the verifiers' signatures, leaves, a
/// tree and a checkpoint that the log signs. Seeds alone decide the keys, so that its bytes are always the same.
struct WrittenJournal {
    static let origin = "registry.example"
    static let log = logKey(origin, seed: 2)
    /// Papers are committed to as docs/spec/journal.md, B-14, says.
    static let good = ValueJournal.good { Digest(sha256: $0.beneficiaryBytes) }

    /// Open parts, in order.
    var leaves: [[UInt8]] = []
    /// Sealed parts beside them.
    var parts: [[UInt8]?] = []
    /// What the checkpoint says, where that is not what the leaves come to.
    var statedOrigin = WrittenJournal.origin
    var statedSize: Int64?
    var statedRoot: Hash?
    var signer = WrittenJournal.log

    init(_ journal: ValueJournal = good) {
        for (index, value) in journal.entries.enumerated() {
            let sealed = Self.sealed(value, at: index)
            let digest = sealed.map { Digest(sha256: $0) }
            let entry = JournalEntry(
                sequence: value.statedSequence ?? Int64(index), day: value.day,
                open: Self.keyed(value, at: index, sealed: digest), sealed: digest)
            leaves.append(entry.bytes)
            parts.append(sealed)
        }
    }

    private static func sealed(_ value: ValueEntry, at index: Int) -> [UInt8]? {
        guard let actor = value.actor, let part = value.sealed else { return nil }
        let salt = Digest(sha256: Array("salt \(index)".utf8)).bytes.prefix(16)
        return RandomID(Array(salt)).map { SealedEntry(actor: actor, salt: $0, part: part).bytes }
    }

    /// With keys in the place of their names, and signed where the story says so.
    private static func keyed(_ value: ValueEntry, at index: Int, sealed: Digest?) -> OpenPart {
        switch value.open {
        case .registryOpened(let opened) where index == 0:
            return .registryOpened(
                RegistryOpened(
                    origin: origin, logKey: log.verifierKey.text, issuer: opened.issuer,
                    continues: opened.continues))
        case .keyAdded(let added):
            return .keyAdded(KeyAdded(purpose: added.purpose, key: key(added.key).didKey.text))
        case .keyRevoked(let revoked):
            return .keyRevoked(KeyRevoked(key: key(revoked.key).didKey.text, cause: revoked.cause))
        case .partyRecorded(let party):
            return .partyRecorded(
                PartyRecorded(
                    party: party.party, name: party.name, country: party.country, roles: party.roles,
                    verifierKey: party.verifierKey.map { key($0).didKey.text }, assurance: party.assurance))
        case .lotVerified(let verified):
            let key = key(verified.key)
            func signed(_ signature: [UInt8]) -> LotVerified {
                LotVerified(
                    lot: verified.lot, verdicts: verified.verdicts, claimable: verified.claimable,
                    verifier: verified.verifier, assurance: verified.assurance, key: key.didKey.text,
                    signature: signature)
            }
            guard verified.signature == ValueJournal.signHere, let sealed else {
                return .lotVerified(signed(verified.signature))
            }
            let bytes = JournalEntry.bytesToSign(signed([]), day: value.day, sealed: sealed)
            return .lotVerified(signed(key.signature(of: bytes)))
        default: return value.open
        }
    }

    /// The key that a story calls `name`.
    private static func key(_ name: String) -> IssuerKey {
        guard let key = IssuerKey(seed: Digest(sha256: Array(name.utf8)).bytes) else {
            preconditionFailure("a digest is a seed")
        }
        return key
    }

    static func logKey(_ name: String, seed: UInt8) -> SignerKey {
        guard let key = KeyName(name).flatMap({ SignerKey(name: $0, seed: [UInt8](repeating: seed, count: 32)) }) else {
            preconditionFailure("no key name: \(name)")
        }
        return key
    }

    /// The last entry of `kind`.
    func last(_ kind: EntryKind) -> Int {
        let mark = Array("\"kind\":\"\(kind.rawValue)\"".utf8)
        guard let place = leaves.lastIndex(where: { $0.contains(mark) }) else {
            preconditionFailure("the story has no \(kind.rawValue)")
        }
        return place
    }

    /// Another spelling of the last entry of `kind`; the tree and the checkpoint are made after.
    mutating func respell(_ kind: EntryKind, _ spell: (String) -> String) {
        let place = last(kind)
        leaves[place] = Array(spell(String(decoding: leaves[place], as: UTF8.self)).utf8)
    }

    /// Another spelling of its sealed part, and that one's digest in the open part.
    mutating func reseal(_ kind: EntryKind, _ spell: (String) -> String) {
        let place = last(kind)
        guard let part = parts[place] else { preconditionFailure("\(kind.rawValue) has no sealed part") }
        let other = Array(spell(String(decoding: part, as: UTF8.self)).utf8)
        parts[place] = other
        respell(kind) {
            $0.replacingOccurrences(of: Digest(sha256: part).text, with: Digest(sha256: other).text)
        }
    }

    var edge: TreeEdge {
        var edge = TreeEdge()
        for leaf in leaves { edge.append(leaf: Hash(leaf: leaf)) { _ in } }
        return edge
    }

    /// The note that the log signs.
    var checkpoint: [UInt8] {
        let edge = edge
        guard
            let checkpoint = Checkpoint(
                origin: statedOrigin, size: statedSize ?? edge.size, rootHash: statedRoot ?? edge.root)
        else { preconditionFailure("no checkpoint") }
        return Array(checkpoint.signed(by: signer).utf8)
    }
}

/// A journal as it is exported: files by their path below the folder (docs/spec/journal.md, B-9).
struct JournalFolder {
    struct Missing: Error {}

    var files: [String: [UInt8]] = [:]
    /// What the reader kept from an earlier time.
    var earlier: [UInt8]?

    init(_ journal: WrittenJournal = WrittenJournal(), sealedParts: Bool = true) throws {
        files["checkpoint"] = journal.checkpoint
        for path in TilePath.added(from: 0, to: Int64(journal.leaves.count)) where path.content == .entries {
            let first = Int(path.index) * TilePath.widthMax
            files[path.text] = try EntryBundle.bytes(of: Array(journal.leaves[first..<(first + path.width)]))
        }
        guard sealedParts else { return }
        for part in journal.parts.compactMap({ $0 }) { files["sealed/\(Digest(sha256: part).text)"] = part }
    }

    /// The one bundle of a story: none is as long as a tile is wide.
    static func bundle(_ count: Int) -> String { "tile/entries/000.p/\(count)" }

    mutating func rename(_ path: String, to other: String) { files[other] = files.removeValue(forKey: path) }

    static let trust: Trust = {
        var trust = Trust()
        do { try trust.add(WrittenJournal.log.verifierKey.text) } catch { preconditionFailure("a key's own text") }
        return trust
    }()

    /// The way of `counterweight-verify journal`.
    func report(_ trust: Trust = trust, without clause: Clause? = nil) throws -> JournalReport {
        var audit = JournalAudit(
            trust: trust, earlier: earlier, remembered: nil,
            enforcing: Set(Clause.allCases).subtracting([clause].compactMap { $0 }))
        return try audit.read(
            checkpoint: files["checkpoint"] ?? [],
            file: { path in
                guard let bytes = files[path] else { throw Missing() }
                return bytes
            }, sealed: { files["sealed/\($0.text)"] })
    }

    func write(to folder: URL) throws {
        for (path, bytes) in files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
    }
}
