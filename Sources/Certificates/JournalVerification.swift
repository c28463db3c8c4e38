public import Journal
public import Primitives
public import TransparencyLog

/// Why a journal is wrong, and where.
public enum JournalFault: Error, Hashable, Sendable {
    case checkpoint(CheckpointError)
    /// An entry bundle that is not as the checkpoint's size asks for.
    case bundle(path: String, TileError)
    /// An entry that is none, in its place.
    case entry(sequence: Int64, EntryError)
    /// What was read is not what was written: a spelling that this reader would have written otherwise.
    case spelling(sequence: Int64)
    /// The entries do not hash to the checkpoint's root.
    case root(found: Hash, expected: Hash)
    /// The sealed part is none of the kind.
    case sealedEntry(sequence: Int64, EntryError)
    /// The file's bytes are not those its name, and the entry, stand for.
    case sealedDigest(sequence: Int64)
    /// A rule of the journal is broken.
    case refused(EntryKind, ReplayRefusal)
    /// The journal was opened for another log than the one that signed.
    case origin
    /// A checkpoint seen earlier is not of this log, or its tree is not the beginning of this one.
    case earlier

    /// The clause of docs/spec/journal-rules.md that is broken.
    public var clause: Clause {
        switch self {
        case .checkpoint, .origin: .checkpointSignature
        case .bundle: .checkpointSize
        case .entry(_, let error), .sealedEntry(_, let error): error.clause
        case .spelling: .canonicalBytes
        case .root: .merkleRoot
        case .earlier: .earlierCheckpoint
        case .sealedDigest: .sealedDigest
        case .refused(_, let refusal): refusal.clause
        }
    }
}

extension EntryError {
    /// The clause that the bytes break.
    var clause: Clause {
        switch self {
        case .tooLarge, .notCanonical: .canonicalBytes
        case .malformed, .sealedPart: .formOfKind
        case .unknownVersion: .versionKnown
        case .unknownKind, .reservedKind: .kindKnown
        }
    }
}

/// How deep a journal could be read.
public enum JournalDepth: String, Hashable, Sendable {
    /// Every sealed part was there.
    case full
    /// Some were; the rest was held to the rules on open parts.
    case partial
    /// None was.
    case open
}

/// What a journal comes to.
public struct JournalReport: Hashable, Sendable {
    public let checkpoint: Checkpoint?
    public let logKey: VerifierKey?
    /// The log that this one goes on from, some of whose entries are lost.
    public let continues: ContinuedLog?
    public let entries: Int64
    public let sealedParts: Int64
    public let depth: JournalDepth
    public let lots: Int
    public let retirements: Int
    public let certificates: Int
    /// Lots and retirements of earlier systems, which nobody verified here.
    public let takenOver: Int
    public let fault: JournalFault?
    public let outcome: Outcome

    public enum Outcome: Hashable, Sendable {
        case trusted
        case wrong
        /// Intact, signed by a log that the caller does not know.
        case unknown(VerifierKey)

        public var exitCode: Int32 {
            switch self {
            case .trusted: 0
            case .wrong: 1
            case .unknown: 3
            }
        }
    }
}

/// Reads a journal as it is exported, and holds it to every rule: checkpoint, tree, bytes, sealed parts, replay.
///
/// The files come from the caller, so that this room reads none.
public enum JournalVerification {
    /// - Parameters:
    ///   - checkpoint: the bytes of `checkpoint`.
    ///   - earlier: a checkpoint that the caller kept from an earlier time, if there is one.
    ///   - file: the bytes of a file by its path below the folder, `tile/entries/000.p/3`; it may fail in its own way.
    ///   - sealed: the bytes of `sealed/<sha256>`, `nil` where it is not there.
    public static func report<Failure>(
        checkpoint bytes: [UInt8], earlier: [UInt8]? = nil, trust: Trust, file: (String) throws(Failure) -> [UInt8],
        sealed: (Digest) throws(Failure) -> [UInt8]?
    ) throws(Failure) -> JournalReport {
        try report(
            checkpoint: bytes, earlier: earlier, trust: trust, enforcing: Set(Clause.allCases), file: file,
            sealed: sealed)
    }

    /// Leaving out one of the clauses that replay holds to serves tests of them and nothing else; those of bytes are held to
    /// all the same.
    package static func report<Failure>(
        checkpoint bytes: [UInt8], earlier: [UInt8]?, trust: Trust, enforcing clauses: Set<Clause>,
        file: (String) throws(Failure) -> [UInt8], sealed: (Digest) throws(Failure) -> [UInt8]?
    ) throws(Failure) -> JournalReport {
        var reading = JournalReading(
            earlier: earlier.map { EarlierCheckpoint($0) }, replay: Replay(enforcing: clauses, proofs: .ed25519))
        do throws(JournalFault) { try reading.open(bytes, trust: trust) } catch { return reading.report(error, trust) }
        guard let checkpoint = reading.checkpoint else { preconditionFailure("a checkpoint was opened") }
        // One path after the other: a size that nobody vouches for yet may be any.
        var bundles: Int64 = 0
        while let path = TilePath(entryBundle: bundles, of: checkpoint.size) {
            bundles += 1
            let bundle = try file(path.text)
            let entries: [[UInt8]]
            do throws(TileError) { entries = try EntryBundle.entries(in: bundle, width: path.width) } catch {
                return reading.report(.bundle(path: path.text, error), trust)
            }
            for entry in entries {
                do throws(JournalFault) {
                    try reading.read(entry)
                } catch { return reading.report(error, trust) }
                var part: [UInt8]?
                if let digest = reading.sealedDigest { part = try sealed(digest) }
                do throws(JournalFault) { try reading.apply(sealed: part) } catch {
                    return reading.report(error, trust)
                }
            }
        }
        do throws(JournalFault) { try reading.close() } catch { return reading.report(error, trust) }
        return reading.report(nil, trust)
    }
}

/// One run through a journal.
private struct JournalReading {
    var checkpoint: Checkpoint?
    var logKey: VerifierKey?
    /// Of the entry that was read last.
    var sealedDigest: Digest? { entry?.sealed }
    /// The checkpoint's note, where no key that signed it is known yet.
    private var unverified: [UInt8]?
    private var edge = TreeEdge()
    private var entry: JournalEntry?
    private var sealedParts: Int64 = 0
    private var sealedAsked: Int64 = 0
    private var openedWith: RegistryOpened?
    private var earlier: EarlierCheckpoint?
    private var replay: Replay

    init(earlier: EarlierCheckpoint?, replay: Replay) {
        self.earlier = earlier
        self.replay = replay
    }

    /// Opens the checkpoint with the trusted key it is signed with, or with the key that its own text names.
    mutating func open(_ bytes: [UInt8], trust: Trust) throws(JournalFault) {
        var fault = CheckpointError.note(.nobodyKnown)
        for key in trust.logs {
            do throws(CheckpointError) {
                checkpoint = try Checkpoint.open(bytes, log: key).checkpoint
                logKey = key
                return
            } catch {
                if error != .note(.nobodyKnown) { fault = error }
            }
        }
        // Not signed by a log that is known: is it at least intact? The first entry names the key.
        guard fault == .note(.nobodyKnown), let checkpoint = Checkpoint(unverified: bytes) else {
            throw .checkpoint(fault)
        }
        self.checkpoint = checkpoint
        unverified = bytes
    }

    mutating func read(_ bytes: [UInt8]) throws(JournalFault) {
        let sequence = edge.size
        let entry: JournalEntry
        do throws(EntryError) { entry = try JournalEntry(bytes: bytes) } catch {
            throw .entry(sequence: sequence, error)
        }
        guard entry.bytes == bytes else { throw .spelling(sequence: sequence) }
        edge.append(leaf: Hash(leaf: bytes)) { _ in }
        earlier?.meet(edge)
        self.entry = entry
        if sequence == 0, case .registryOpened(let opened) = entry.open { try recognise(opened) }
    }

    /// V-20: the log that signed is the one that the registry was opened with.
    private mutating func recognise(_ opened: RegistryOpened) throws(JournalFault) {
        openedWith = opened
        if let unverified {
            guard let key = try? VerifierKey(text: opened.logKey) else { throw .origin }
            do throws(CheckpointError) { _ = try Checkpoint.open(unverified, log: key) } catch {
                throw .checkpoint(error)
            }
            logKey = key
        }
        guard let logKey, let checkpoint, logKey.text.utf8.elementsEqual(opened.logKey.utf8),
            checkpoint.origin.utf8.elementsEqual(opened.origin.utf8)
        else { throw .origin }
    }

    mutating func apply(sealed bytes: [UInt8]?) throws(JournalFault) {
        guard let entry else { preconditionFailure("an entry was read") }
        var sealed: SealedEntry?
        if entry.sealed != nil { sealedAsked += 1 }
        if let bytes {
            guard Digest(sha256: bytes) == entry.sealed else { throw .sealedDigest(sequence: entry.sequence) }
            do throws(EntryError) { sealed = try SealedEntry(bytes: bytes, of: entry.open.kind) } catch {
                throw .sealedEntry(sequence: entry.sequence, error)
            }
            sealedParts += 1
        }
        do throws(ReplayRefusal) {
            try replay.apply(
                sequence: entry.sequence, day: entry.day, open: entry.open, actor: sealed?.actor, sealed: sealed?.part,
                sealedDigest: entry.sealed)
        } catch { throw .refused(entry.open.kind, error) }
    }

    func close() throws(JournalFault) {
        guard let checkpoint else { preconditionFailure("a checkpoint was opened") }
        guard edge.root == checkpoint.rootHash else {
            throw .root(found: edge.root, expected: checkpoint.rootHash)
        }
        guard openedWith != nil, let logKey else { throw .origin }
        if let earlier, !earlier.isBeginning(of: logKey) { throw .earlier }
        do throws(ReplayRefusal) { try replay.end() } catch {
            throw .refused(entry?.open.kind ?? .registryOpened, error)
        }
    }

    func report(_ fault: JournalFault?, _ trust: Trust) -> JournalReport {
        let outcome: JournalReport.Outcome =
            if fault != nil { .wrong } else if let logKey, trust.logs.contains(logKey) { .trusted } else if let logKey {
                .unknown(logKey)
            } else { .wrong }
        return JournalReport(
            checkpoint: checkpoint, logKey: logKey, continues: openedWith?.continues, entries: edge.size,
            sealedParts: sealedParts,
            depth: sealedParts == 0 ? .open : sealedParts == sealedAsked ? .full : .partial, lots: replay.lots.count,
            retirements: replay.retirements.count, certificates: replay.certificates.count,
            takenOver: replay.lotsTakenOver.count + replay.retirementsTakenOver.count, fault: fault,
            outcome: outcome)
    }
}

/// A checkpoint seen earlier (J-9), and whether the tree had its root when it had its size.
private struct EarlierCheckpoint {
    private let bytes: [UInt8]
    private let stated: Checkpoint?
    private var isMet = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        stated = Checkpoint(unverified: bytes)
        meet(TreeEdge())
    }

    mutating func meet(_ edge: TreeEdge) {
        guard let stated, edge.size == stated.size else { return }
        isMet = edge.root == stated.rootHash
    }

    /// The log's own key signed it, under the one origin that a key has.
    func isBeginning(of log: VerifierKey) -> Bool {
        isMet && (try? Checkpoint.open(bytes, log: log))?.checkpoint == stated
    }
}

extension TilePath {
    /// The bundle `index` of a log of `size` entries; `nil` past the last.
    fileprivate init?(entryBundle index: Int64, of size: Int64) {
        let first = index * Int64(Self.widthMax)
        guard first < size else { return nil }
        self.init(.entries, index: index, width: Int(min(size - first, Int64(Self.widthMax))))
    }
}

extension Checkpoint {
    /// The text of a note that nobody known has signed: what its size and root are to be checked against.
    fileprivate init?(unverified bytes: [UInt8]) {
        // A checkpoint's text has no blank line of its own.
        guard let end = zip(bytes, bytes.dropFirst()).enumerated().first(where: { $0.element == (0x0A, 0x0A) })?.offset,
            let text = String(validating: bytes[...end], as: UTF8.self)
        else { return nil }
        do throws(CheckpointError) { try self.init(text: text) } catch { return nil }
    }
}
