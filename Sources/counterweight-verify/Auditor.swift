import Certificates
import TransparencyLog

/// Whoever looks at a journal, once or again and again, and remembers in a file what held.
struct Auditor {
    struct Look {
        let report: JournalReport
        /// The checkpoint as it was shown.
        let checkpoint: [UInt8]
    }

    private let journal: JournalPlace
    private let sealedParts: JournalPlace?
    private let trust: Trust
    private let quorum: Quorum?
    private let earlier: [UInt8]?
    private var memory: Memory?
    private var audit: JournalAudit
    /// How many entries were remembered when this run began; `nil` where none were.
    let rememberedEntries: Int64?

    /// - Parameters:
    ///   - sealedParts: where they are; `nil` where none were given.
    ///   - earlier: the bytes of a checkpoint that the caller kept.
    init(
        of journal: JournalPlace, sealedParts: JournalPlace?, trust: Trust, quorum: Quorum?, earlier: [UInt8]?,
        memory: Memory?
    ) {
        self.journal = journal
        self.sealedParts = sealedParts
        self.trust = trust
        self.quorum = quorum
        self.earlier = earlier
        self.memory = memory
        rememberedEntries = memory?.log?.newest?.size
        audit = JournalAudit(trust: trust, earlier: earlier, remembered: memory?.log, quorum: quorum)
    }

    /// Reads what is new since the last look. Where that does not hold, everything is read again from the first entry, so that
    /// the report names the first that is wrong, and not what followed from it.
    mutating func look() throws(ReadFault) -> Look {
        let known = audit.entries
        var look = try read()
        if look.report.fault != nil, known > 0 {
            audit = JournalAudit(trust: trust, earlier: earlier, remembered: audit.remembered, quorum: quorum)
            look = try read()
        }
        guard look.report.fault == nil, let remembered = audit.remembered else { return look }
        do throws(FileFault) { try memory?.keep(remembered) } catch { throw .file(error) }
        return look
    }

    private mutating func read() throws(ReadFault) -> Look {
        let checkpoint = try journal.checkpoint
        let report = try audit.read(
            checkpoint: checkpoint, file: { (path) throws(ReadFault) in try journal.bundle(path) },
            sealed: { (digest) throws(ReadFault) in try sealedParts?.sealed(digest) },
            reading: { BundleReading($0).finish })
        return Look(report: report, checkpoint: checkpoint)
    }
}

/// The file of `--remember`.
struct Memory {
    let path: String
    private(set) var log: RememberedLog?
    /// As it was read or written last.
    private var bytes: [UInt8]?

    /// - Throws: `notRemembered` for what `keep` has not written.
    init(_ path: String) throws(FileFault) {
        self.path = path
        bytes = try Files.bytesIfPresent(path, limit: RememberedLog.bytesMax)
        guard let bytes else { return }
        do throws(RememberedFault) { log = try RememberedLog(bytes: bytes) } catch { throw .notRemembered(path: path) }
    }

    /// - Throws: `changedMeanwhile` where another run wrote it since.
    mutating func keep(_ log: RememberedLog) throws(FileFault) {
        let fresh = log.bytes
        guard fresh != bytes else { return }
        try Files.replace(path, bytes, with: fresh)
        self.log = log
        bytes = fresh
    }
}
