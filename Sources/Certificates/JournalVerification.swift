public import Journal
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
    /// What was verified before, and remembered, is not what is shown now.
    case history(HistoryFault)

    /// The clause of docs/spec/journal-rules.md that is broken.
    public var clause: Clause {
        switch self {
        case .checkpoint, .origin: .checkpointSignature
        case .bundle: .checkpointSize
        case .entry(_, let error), .sealedEntry(_, let error): error.clause
        case .spelling: .canonicalBytes
        case .root: .merkleRoot
        case .earlier, .history: .earlierCheckpoint
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
        case .unknownKind: .kindKnown
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
    /// The logs that this one goes on from, the oldest first.
    public let continues: [ContinuedLog]
    public let entries: Int64
    public let sealedParts: Int64
    public let depth: JournalDepth
    public let lots: Int
    public let retirements: Int
    public let certificates: Int
    /// Lots and retirements of earlier systems, which nobody verified here.
    public let takenOver: Int
    /// `nil` where no witness was named, or the journal does not hold.
    public let witnesses: WitnessFinding?
    public let fault: JournalFault?
    public let outcome: Outcome

    public enum Outcome: Hashable, Sendable {
        case trusted
        case wrong
        /// Intact, signed by a log that the caller does not know.
        case unknown(VerifierKey)
        /// Intact and of a known log; too few of the named witnesses cosigned its checkpoint.
        case notCosigned

        public var exitCode: Int32 {
            switch self {
            case .trusted: 0
            case .wrong: 1
            case .unknown, .notCosigned: 3
            }
        }
    }
}
