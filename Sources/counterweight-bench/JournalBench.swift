import Certificates
import Compensation
import Foundation
import Journal
import Primitives
import Programmes
import Registry
import Storage
import TransparencyLog

/// How long `counterweight-verify journal` takes for an exported folder: each byte, hash and rule; beside `sha256sum` of the same
/// entry bundles.
enum JournalFigures {
    /// The bar: as many times the reference.
    private static let most = 3.0

    static func measure(entries: Int, runs: Int, in ground: Ground) async throws -> Figure {
        let (path, folder, trust) = (ground.path("journal"), ground.path("export"), ground.path("trust.txt"))
        let bench = try await BenchRegistry(in: path)
        let journal = try await LongJournal(entries: entries, after: bench)
        try ground.remove(path)
        try journal.write(to: folder)
        try "\(bench.compensation.registry.logKey.text)\n".write(toFile: trust, atomically: true, encoding: .utf8)
        // It exits with 0 for a journal that holds under a key that is trusted, and for no other.
        let verify = ["journal", folder, "--trust", trust]
        let sum = ["-c", "find '\(folder)/tile' -type f -print0 | xargs -0 sha256sum"]
        var (ours, reference): ([Double], [Double]) = ([], [])
        for _ in 1...runs {
            ours.append(try StartFigures.milliseconds(Reference.verifier, verify) / 1_000)
            reference.append(try StartFigures.milliseconds("sh", sum) / 1_000)
        }
        let hashed = ContinuousClock().measure { for entry in journal.entries { _ = Hash(of: entry) } }.seconds
        for each in [folder, trust] { try ground.remove(each) }
        func text(_ seconds: Double) -> String { String(format: "%.2f µs", seconds / Double(entries) * 1e6) }
        print(
            "  \(entries) entries, \(journal.bytes) bytes: \(text(Figure.median(ours))) an entry verified,"
                + " \(text(Figure.median(reference))) by sha256sum; its hash alone, in this process and from memory,"
                + " \(text(hashed))")
        return Figure(
            name: "verify-journal", ours: Double(entries) / Figure.median(ours),
            reference: Double(entries) / Figure.median(reference), unit: "entries/s",
            ratio: Figure.median(ours) / Figure.median(reference), bar: most)
    }
}

/// A registry's journal, and after its own entries many more: declarations, each with a promise and a retirement, and a certificate
/// for every ten of them. As it is exported: entry bundles under a checkpoint.
private struct LongJournal {
    private let checkpoint: String
    let entries: [[UInt8]]
    var bytes: Int { entries.reduce(0) { $0 + $1.count } }

    private static let mass: Int64 = 1_650
    private static let lotMass: Int64 = 5_000_000_000

    init(entries count: Int, after bench: BenchRegistry) async throws {
        let registry = bench.compensation.registry
        let secret = try String(contentsOfFile: registry.folder.logKey, encoding: .utf8)
        let signer = try SignerKey(secretText: secret.trimmingCharacters(in: .newlines))
        var written = try await registry.database.read { db in
            try db.run("SELECT open FROM journal_entry ORDER BY sequence").map { try $0.blob("open") }
        }
        guard let by = Version("by-weight", 1), let first = Day(year: 2026, month: 1, day: 1) else {
            preconditionFailure("a version and a day")
        }
        var made: UInt64 = 0
        func digest() -> Digest {
            made += 1
            return Digest(sha256: withUnsafeBytes(of: made) { Array($0) })
        }
        func id() -> RandomID { RandomID(Array(digest().bytes.prefix(16))) ?? { preconditionFailure("16 bytes") }() }
        func append(_ part: OpenPart) {
            written.append(
                JournalEntry(sequence: Int64(written.count), day: first, open: part, sealed: digest()).bytes)
        }
        var (taken, certified): (Int64, [Int64]) = (0, [])
        var certificates = 0
        while written.count < count {
            append(.declared(manifest: digest()))
            guard written.count < count, let quantity = Quantity(Self.mass, .grams) else { break }
            let claim = id()
            append(
                .promised(
                    Promised(lot: "gh-1", claims: [ClaimQuantity(claim: claim, programme: by, quantity: quantity)])))
            guard written.count < count else { break }
            let end = Self.lotMass - taken
            taken += Self.mass
            certified.append(Int64(written.count))
            append(
                .retired(
                    Retired(
                        lot: "gh-1", claim: claim, quantity: quantity, grams: (end - Self.mass)..<end,
                        beneficiary: digest())))
            guard certified.count == 10, written.count < count else { continue }
            append(
                .certificateIssued(
                    CertificateIssued(
                        certificate: id(), credential: digest(), retirements: certified,
                        list: certificates / StatusList.count + 1, index: certificates % StatusList.count)))
            certificates += 1
            certified = []
        }
        let size = Int64(written.count)
        var edge = TreeEdge()
        for entry in written { edge.append(leaf: Hash(leaf: entry)) { _ in } }
        guard let newest = Checkpoint(origin: registry.origin, size: size, rootHash: edge.root) else {
            preconditionFailure("a checkpoint")
        }
        checkpoint = newest.signed(by: signer)
        entries = written
    }

    /// Writes the checkpoint and the entry bundles as an export has them.
    func write(to folder: String) throws {
        let size = Int64(entries.count)
        for index in 0...(size - 1) / Int64(TilePath.widthMax) {
            guard let path = TilePath(.entries, index: index, of: size) else { preconditionFailure("a bundle") }
            let start = Int(index) * TilePath.widthMax
            let file = URL(filePath: "\(folder)/\(path.text)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(EntryBundle.bytes(of: Array(entries[start..<(start + path.width)]))).write(to: file)
        }
        try checkpoint.write(toFile: "\(folder)/checkpoint", atomically: true, encoding: .utf8)
    }
}
