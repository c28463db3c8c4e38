/// Why a witness did not cosign. The facts are for its operator; the asker gets `answer`.
public enum WitnessRefusal: Error, Hashable, Sendable {
    case malformed(AddCheckpointError)
    case unknownOrigin(String)
    /// No trusted key signed, or one of them wrongly.
    case notTrusted(NoteError)
    /// The request goes on from another size than the checkpoint that was cosigned last: it is stale, or a rollback.
    case conflict(oldSize: Int64, latest: Int64)
    /// The checkpoint does not go on from the one that was cosigned last. It is signed, and so a proof that the log has two
    /// histories, or a mistake in the hashes between: the note is worth keeping.
    case notConsistent(ProofError)

    public var answer: AddCheckpointAnswer {
        switch self {
        case .malformed: .malformed
        case .unknownOrigin: .unknownOrigin
        case .notTrusted: .notTrusted
        case .conflict(_, let latest): .conflict(size: latest)
        case .notConsistent: .notConsistent
        }
    }
}

/// Why what a witness found on its disk is not what it kept.
public enum WitnessStateError: Error, Hashable, Sendable {
    case malformed(CheckpointError)
    case unknownOrigin(String)
    case notTrusted(NoteError)
    /// The witness's own cosignature is not on it.
    case notCosigned
    /// There were two notes for one origin: only the newer may be on the disk.
    case keptTwice(origin: String)
}

/// A log that a witness watches: its origin, and the keys that may sign for it, of whatever name.
public struct WatchedLog: Hashable, Sendable {
    public let origin: String
    public let keys: [VerifierKey]

    /// `nil` without a key, or with an origin that no checkpoint has.
    public init?(origin: String, keys: [VerifierKey]) {
        guard !keys.isEmpty, Checkpoint(origin: origin, size: 0, rootHash: .emptyTree) != nil else { return nil }
        self.origin = origin
        self.keys = keys
    }
}

/// A checkpoint with the signature of its log and the witness's own cosignature: what a witness remembers of a log.
public struct WitnessedCheckpoint: Hashable, Sendable {
    public let checkpoint: Checkpoint
    public let cosignature: Cosignature
    /// Both as a note, without other lines: what is kept on disk, and served to monitors at
    /// `<monitoring prefix>/<SHA-256 of the origin>/checkpoint`.
    public let note: String

    /// 200, with the one line.
    public var answer: AddCheckpointAnswer { .cosigned([cosignature.line]) }
}

/// Watches logs and cosigns each step that only appends: C2SP tlog-witness v1.0.0, without network or disk.
///
/// **Commit point.** `cosign` decides and changes nothing. Before its answer leaves the process, the caller
///
/// 1. writes the `note` of the result to disk, whole and synced, in place of the one it had for that origin, and
/// 2. calls `keep`;
///
/// and no other request for that origin is decided between. A cosignature that leaves before its note is on disk lets a
/// restarted witness sign an older state again, and with it another history. After a crash before the answer, the note on
/// disk is newer than the log knows; the log is told 409 with the size and goes on from there.
///
/// At start, `resume` takes every note that was kept. A witness that lost them must not go on under its old key.
public struct Witness: Sendable {
    private let signer: WitnessSigner
    private var logs: [[UInt8]: State] = [:]

    private struct State {
        let keys: [VerifierKey]
        var latest: WitnessedCheckpoint?
    }

    /// `nil` when two logs have one origin.
    public init?(signer: WitnessSigner, logs: [WatchedLog]) {
        self.signer = signer
        for log in logs {
            guard self.logs.updateValue(State(keys: log.keys), forKey: Array(log.origin.utf8)) == nil else {
                return nil
            }
        }
    }

    /// By which others know it.
    public var key: WitnessKey { signer.witnessKey }

    /// What was cosigned last for that log; `nil` where nothing was, or the log is not watched.
    public func latest(of origin: String) -> WitnessedCheckpoint? { logs[Array(origin.utf8)]?.latest }

    /// Decides a request; what it gives is cosigned and must be kept before it is answered (see above).
    ///
    /// Refused in this order: malformed; an origin that is not watched; not signed by its log, or wrongly; an old size beyond
    /// the new one; an old size that is not the latest; a checkpoint that is not consistent with it.
    ///
    /// - Parameter seconds: the time now, POSIX.
    /// - Precondition: `seconds` is positive: a cosignature of time 0 would state no time.
    public func cosign(
        _ body: some Collection<UInt8>, at seconds: Int64
    ) throws(WitnessRefusal) -> WitnessedCheckpoint {
        precondition(seconds > 0, "a witness has a clock")
        let request: AddCheckpointRequest
        do throws(AddCheckpointError) { request = try AddCheckpointRequest(body) } catch { throw .malformed(error) }
        let checkpoint = request.stated
        guard let state = logs[Array(checkpoint.origin.utf8)] else { throw .unknownOrigin(checkpoint.origin) }
        let note: Note
        do throws(NoteError) { note = try Note.open(request.note.utf8, known: state.keys) } catch {
            throw .notTrusted(error)
        }
        guard request.oldSize <= checkpoint.size else {
            throw .malformed(.sizesOutOfOrder(old: request.oldSize, new: checkpoint.size))
        }
        let latest = state.latest?.checkpoint
        guard request.oldSize == latest?.size ?? 0 else {
            throw .conflict(oldSize: request.oldSize, latest: latest?.size ?? 0)
        }
        do throws(ProofError) {
            try Witness.verify(checkpoint, goesOnFrom: latest?.rootHash, request)
        } catch {
            throw .notConsistent(error)
        }
        return WitnessedCheckpoint(checkpoint, signatures: note.signatures, signer.cosign(checkpoint, at: seconds))
    }

    /// Every tree goes on from the empty one, and that needs no proof.
    private static func verify(
        _ checkpoint: Checkpoint, goesOnFrom oldRoot: Hash?, _ request: AddCheckpointRequest
    ) throws(ProofError) {
        guard checkpoint.size > 0 || checkpoint.rootHash == .emptyTree else {
            throw .wrongRoot(found: checkpoint.rootHash, expected: .emptyTree)
        }
        guard request.oldSize > 0 else {
            guard request.proof.isEmpty else { throw .wrongLength(request.proof.count) }
            return
        }
        guard let oldRoot else { preconditionFailure("a size that was cosigned has a root") }
        try TreeProofs.verifyConsistency(
            from: request.oldSize, root: oldRoot, to: checkpoint.size, root: checkpoint.rootHash, proof: request.proof)
    }

    /// Remembers what was decided and is on disk by now.
    ///
    /// - Precondition: `cosign` of this witness gave it, and nothing was kept for its log since.
    public mutating func keep(_ witnessed: WitnessedCheckpoint) {
        let origin = Array(witnessed.checkpoint.origin.utf8)
        precondition(logs[origin] != nil, "the log is watched")
        precondition(
            logs[origin]?.latest?.checkpoint.size ?? 0 <= witnessed.checkpoint.size, "a witness does not go back")
        logs[origin]?.latest = witnessed
    }

    /// Takes a note that was kept before a restart. Both signatures are checked: a note that was changed meanwhile, or is of
    /// another witness, is refused.
    public mutating func resume(_ note: some Collection<UInt8>) throws(WitnessStateError) {
        let checkpoint: Checkpoint
        do throws(CheckpointError) { checkpoint = try Checkpoint(unproved: note) } catch { throw .malformed(error) }
        guard let state = logs[Array(checkpoint.origin.utf8)] else { throw .unknownOrigin(checkpoint.origin) }
        guard state.latest == nil else { throw .keptTwice(origin: checkpoint.origin) }
        let opened: Note
        do throws(NoteError) { opened = try Note.open(note, known: state.keys) } catch { throw .notTrusted(error) }
        guard let own = try? checkpoint.cosignatures(in: opened.unverified, by: [key]).first else {
            throw .notCosigned
        }
        keep(WitnessedCheckpoint(checkpoint, signatures: opened.signatures, own))
    }
}

extension WitnessedCheckpoint {
    fileprivate init(_ checkpoint: Checkpoint, signatures: [NoteSignature], _ cosignature: Cosignature) {
        self.checkpoint = checkpoint
        self.cosignature = cosignature
        do {
            note = try Note.sign(checkpoint.text, by: [], after: signatures + [cosignature.line])
        } catch {
            preconditionFailure("a checkpoint is always a note")
        }
    }
}
