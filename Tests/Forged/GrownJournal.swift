import Certificates
import Journal
import Primitives
import TransparencyLog

/// Journals that share a beginning: what a log shows on one day and on another.
extension WrittenJournal {
    /// The first `count` entries of `good`.
    init(first count: Int) {
        self.init()
        leaves.removeSubrange(count...)
        parts.removeSubrange(count...)
    }

    /// Goes on with `count` entries that say nothing of lots; another `branch` writes other ones.
    func grown(by count: Int, branch: UInt8 = 0) -> WrittenJournal {
        var journal = self
        for _ in 0..<count {
            let sequence = Int64(journal.leaves.count)
            let seed = Digest(sha256: [branch] + Array("key \(sequence)".utf8)).bytes
            guard let key = IssuerKey(seed: seed), let day = Day("2026-06-02") else {
                preconditionFailure("a digest, a day")
            }
            let entry = JournalEntry(
                sequence: sequence, day: day, open: .keyAdded(KeyAdded(purpose: .certificates, key: key.didKey.text)),
                sealed: nil)
            journal.leaves.append(entry.bytes)
            journal.parts.append(nil)
        }
        return journal
    }

    /// The first entry of another log, which may go on from one that ended.
    static func recovered(continues: [ContinuedLog]) -> WrittenJournal {
        var journal = WrittenJournal(first: 1)
        journal.statedOrigin = "second.example"
        journal.signer = logKey(journal.statedOrigin, seed: 5)
        guard case .registryOpened(let opened)? = try? JournalEntry(bytes: journal.leaves[0]).open else {
            preconditionFailure("a journal begins with its opening")
        }
        let first = RegistryOpened(
            origin: journal.statedOrigin, logKey: journal.signer.verifierKey.text, issuer: opened.issuer,
            continues: continues)
        guard let day = Day("2026-06-02") else { preconditionFailure("a day") }
        journal.leaves[0] = JournalEntry(sequence: 0, day: day, open: .registryOpened(first), sealed: nil).bytes
        return journal
    }

    /// As whoever holds the log's key writes it, with another key in the story’s last `key.added` than was shown.
    func rewritten() -> WrittenJournal {
        var journal = self
        let place = WrittenJournal().last(.keyAdded)
        let other = WrittenJournal(first: place).grown(by: 1, branch: 9)
        journal.leaves[place] = other.leaves[place]
        return journal
    }
}

extension JournalFolder {
    /// Without the files' limits, or a network: what an audit says of this folder.
    func look(_ audit: inout JournalAudit) throws -> JournalReport {
        try audit.read(
            checkpoint: files["checkpoint"] ?? [],
            file: { path in
                guard let bytes = files[path] else { throw Missing() }
                return bytes
            }, sealed: { files["sealed/\($0.text)"] })
    }
}
