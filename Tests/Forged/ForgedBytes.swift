import Certificates
import Foundation
import Journal
import JournalStories
import Primitives
import TransparencyLog

/// A good journal whose bytes were tampered with, or written otherwise by who holds the log's key.
struct ForgedBytes: Sendable, CustomStringConvertible {
    let clause: Clause
    let name: String
    /// Done before the tree is made and the checkpoint signed.
    private let write: @Sendable (inout WrittenJournal) -> Void
    /// Done to the exported folder.
    private let tamper: @Sendable (inout JournalFolder) -> Void

    var description: String { "\(clause.rawValue) \(name)" }

    func folder() throws -> JournalFolder {
        var journal = WrittenJournal()
        write(&journal)
        var folder = try JournalFolder(journal)
        tamper(&folder)
        return folder
    }

    private static func written(
        _ clause: Clause, _ name: String, _ write: @escaping @Sendable (inout WrittenJournal) -> Void
    ) -> ForgedBytes {
        ForgedBytes(clause: clause, name: name, write: write, tamper: { _ in })
    }

    private static func tampered(
        _ clause: Clause, _ name: String, _ tamper: @escaping @Sendable (inout JournalFolder) -> Void
    ) -> ForgedBytes {
        ForgedBytes(clause: clause, name: name, write: { _ in }, tamper: tamper)
    }

    static let all = spellings + members + trees + checkpoints + sizes + rewritings

    private static let spellings: [ForgedBytes] = [
        .written(.canonicalBytes, "a space in an entry") { journal in
            journal.respell(.lotReversed) { $0.replacingOccurrences(of: "\":\"", with: "\": \"") }
        },
        .written(.canonicalBytes, "members in another order") { journal in
            journal.respell(.lotReversed) { "{\"version\":1,\($0.dropFirst().dropLast(",\"version\":1}".count))}" }
        },
        .written(.canonicalBytes, "a member twice") { journal in
            journal.respell(.lotReversed) { "\($0.dropLast()),\"version\":1}" }
        },
        .written(.canonicalBytes, "a letter escaped") { journal in
            journal.respell(.lotReversed) { $0.replacingOccurrences(of: "lot.reversed", with: "\\u006cot.reversed") }
        },
        .written(.canonicalBytes, "a number with a fraction") { journal in
            journal.respell(.lotReversed) { $0.replacingOccurrences(of: "\"version\":1}", with: "\"version\":1.0}") }
        },
        .written(.canonicalBytes, "more bytes than an entry has") { journal in
            journal.respell(.partyRecorded) {
                $0.replacingOccurrences(of: "The party", with: String(repeating: "x", count: JournalEntry.bytesMax))
            }
        },
        .written(.canonicalBytes, "no JSON") { journal in journal.respell(.lotReversed) { "\($0.dropLast())" } },
        .written(.canonicalBytes, "a space in a sealed part") { journal in
            journal.reseal(.declared) { $0.replacingOccurrences(of: "\":\"", with: "\": \"") }
        },
        .written(.canonicalBytes, "more bytes than a sealed part has") { journal in
            journal.reseal(.declared) {
                $0.replacingOccurrences(of: "Buyer", with: String(repeating: "x", count: JournalEntry.bytesMax))
            }
        },
    ]

    private static let members: [ForgedBytes] = [
        .written(.formOfKind, "a member that nobody knows") { journal in
            journal.respell(.lotReversed) { "\($0.dropLast()),\"xenial\":1}" }
        },
        .written(.formOfKind, "a member left out") { journal in
            journal.respell(.lotReversed) { $0.replacingOccurrences(of: "\"lot\":\"B\",", with: "") }
        },
        .written(.formOfKind, "a null for what is absent") { journal in
            journal.respell(.lotUpheld) { "{\"cause\":null,\($0.dropFirst())" }
        },
        .written(.formOfKind, "a number written as text") { journal in
            journal.respell(.retired) { $0.replacingOccurrences(of: "\"quantity\":40", with: "\"quantity\":\"40\"") }
        },
        .written(.formOfKind, "fewer pieces than none") { journal in
            journal.respell(.retired) { $0.replacingOccurrences(of: "\"quantity\":40", with: "\"quantity\":-40") }
        },
        .written(.formOfKind, "a day that no month has") { journal in
            journal.respell(.lotReversed) { $0.replacingOccurrences(of: "2026-06-01", with: "2026-06-31") }
        },
        .written(.formOfKind, "no sealed part where the kind has one") { journal in
            let place = journal.last(.lotReversed)
            let digest = journal.parts[place].map { Digest(sha256: $0).text } ?? ""
            journal.respell(.lotReversed) { $0.replacingOccurrences(of: "\"sealed\":\"\(digest)\",", with: "") }
            journal.parts[place] = nil
        },
        .written(.formOfKind, "a sealed part where the kind has none") { journal in
            let digest = Digest(sha256: []).text
            journal.respell(.massesPublished) {
                $0.replacingOccurrences(of: "\"sequence\"", with: "\"sealed\":\"\(digest)\",\"sequence\"")
            }
        },
        .written(.formOfKind, "a sealed part with a member that nobody knows") { journal in
            journal.reseal(.declared) { "\($0.dropLast()),\"xenial\":1}" }
        },
        .written(.formOfKind, "a sealed part without its actor") { journal in
            journal.reseal(.declared) { $0.replacingOccurrences(of: "\"actor\":\"ines@buyer\",", with: "") }
        },
        .written(.formOfKind, "an open part that names the sealed part of another kind") { journal in
            let part = journal.parts[journal.last(.lotReversed)] ?? []
            let other = journal.parts[journal.last(.declared)] ?? []
            journal.respell(.lotReversed) {
                $0.replacingOccurrences(of: Digest(sha256: part).text, with: Digest(sha256: other).text)
            }
        },
        .written(.versionKnown, "version 2") { journal in
            journal.respell(.lotReversed) { $0.replacingOccurrences(of: "\"version\":1}", with: "\"version\":2}") }
        },
        .written(.kindKnown, "a kind that nobody knows") { journal in
            journal.respell(.lotReversed) { $0.replacingOccurrences(of: "lot.reversed", with: "lot.sold") }
        },
    ]

    private static let trees: [ForgedBytes] = [
        .tampered(.sealedDigest, "another sealed part under the same name") { folder in
            let sealed = folder.files.keys.filter { $0.hasPrefix("sealed/") }.sorted()
            folder.files[sealed[0]] = folder.files[sealed[1]]
        },
        .tampered(.sealedDigest, "a sealed part with a byte more") { folder in
            let sealed = folder.files.keys.filter { $0.hasPrefix("sealed/") }.sorted()
            folder.files[sealed[0]]?.append(0x0A)
        },
        .written(.merkleRoot, "the root of another tree") { $0.statedRoot = Hash(of: []) },
        .written(.merkleRoot, "the last entry left out, and the root of all") { journal in
            journal.statedRoot = journal.edge.root
            journal.leaves.removeLast()
        },
        .written(.merkleRoot, "a day changed after the log signed") { journal in
            journal.statedRoot = journal.edge.root
            journal.respell(.lotReversed) { $0.replacingOccurrences(of: "2026-06-01", with: "2026-06-02") }
        },
    ]

    private static let checkpoints: [ForgedBytes] = [
        .written(.checkpointSignature, "a checkpoint that another key signed") { journal in
            journal.signer = WrittenJournal.logKey(WrittenJournal.origin, seed: 7)
        },
        .written(.checkpointSignature, "a checkpoint of another log") { journal in
            journal.statedOrigin = "other.example"
            journal.signer = WrittenJournal.logKey("other.example", seed: 2)
        },
        .tampered(.checkpointSignature, "a checkpoint for another root, with the old signature") { folder in
            var lines = String(decoding: folder.files["checkpoint"] ?? [], as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            let root = Hash(of: []).base64
            lines[2] = root[...]
            folder.files["checkpoint"] = Array(lines.joined(separator: "\n").utf8)
        },
        .tampered(.checkpointSignature, "a checkpoint without its signature") { folder in
            let text = String(decoding: folder.files["checkpoint"] ?? [], as: UTF8.self)
            folder.files["checkpoint"] = Array(text.split(separator: "—")[0].utf8)
        },
        .tampered(.checkpointSignature, "an empty checkpoint") { $0.files["checkpoint"] = [] },
        .written(.checkpointSignature, "a journal of nothing") { journal in
            journal.leaves = []
            journal.parts = []
        },
    ]

    private static let sizes: [ForgedBytes] = [
        ForgedBytes(
            clause: .checkpointSize, name: "a checkpoint that counts an entry more",
            write: { $0.statedSize = Int64($0.leaves.count + 1) },
            tamper: { folder in
                let count = WrittenJournal.good.entries.count
                folder.rename(JournalFolder.bundle(count), to: JournalFolder.bundle(count + 1))
            }),
        ForgedBytes(
            clause: .checkpointSize, name: "a checkpoint that counts an entry less",
            write: { $0.statedSize = Int64($0.leaves.count - 1) },
            tamper: { folder in
                let count = WrittenJournal.good.entries.count
                folder.rename(JournalFolder.bundle(count), to: JournalFolder.bundle(count - 1))
            }),
        .tampered(.checkpointSize, "a bundle cut short in its last entry") { folder in
            _ = folder.files[JournalFolder.bundle(WrittenJournal.good.entries.count)]?.removeLast()
        },
        .tampered(.checkpointSize, "a bundle cut short in a length") { folder in
            folder.files[JournalFolder.bundle(WrittenJournal.good.entries.count)] = [0x01]
        },
        .tampered(.checkpointSize, "a bundle that goes on") { folder in
            folder.files[JournalFolder.bundle(WrittenJournal.good.entries.count)]?.append(0)
        },
    ]

    /// - Parameter write: what the log had signed before it signed the good journal.
    private static func rewritten(
        _ name: String, _ write: @escaping @Sendable (inout WrittenJournal) -> Void
    ) -> ForgedBytes {
        .tampered(.earlierCheckpoint, name) { folder in
            var earlier = WrittenJournal()
            write(&earlier)
            folder.earlier = earlier.checkpoint
        }
    }

    private static let rewritings: [ForgedBytes] = [
        .rewritten("an entry rewritten since an earlier checkpoint") { journal in
            journal.respell(.declared) { $0.replacingOccurrences(of: "2026-06-01", with: "2026-06-02") }
        },
        .rewritten("entries taken back since an earlier checkpoint") { journal in
            journal.leaves.append(journal.leaves[0])
        },
        .rewritten("an earlier checkpoint of another log") { journal in
            journal.statedOrigin = "other.example"
            journal.signer = WrittenJournal.logKey("other.example", seed: 2)
        },
        .rewritten("an earlier checkpoint that another key signed") { journal in
            journal.signer = WrittenJournal.logKey(WrittenJournal.origin, seed: 7)
        },
        .tampered(.earlierCheckpoint, "an earlier checkpoint that is none") { $0.earlier = [] },
    ]
}
