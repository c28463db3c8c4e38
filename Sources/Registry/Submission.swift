import Primitives
import Storage
public import TransparencyLog

/// A request to a witness, and for which checkpoint it asks (docs/spec/witnesses.md).
public struct Submission: Hashable, Sendable {
    public let witness: RecordedWitness
    public let checkpoint: Checkpoint
    /// With the log's signature.
    let note: String
    /// The request, as it is sent.
    public let bytes: [UInt8]
}

extension Registry {
    /// What the newest checkpoint asks of a witness.
    ///
    /// - Parameter size: what the witness cosigned last, where it said so itself.
    /// - Throws: `ahead` where the witness has seen more than there is.
    public func submission(to witness: RecordedWitness, from size: Int64? = nil) async throws -> Submission {
        let registry = self
        let old = size ?? witness.size
        return try await database.read { db in
            let text = try db.run("SELECT checkpoint FROM registry WHERE id = 1")[0].text("checkpoint")
            let checkpoint = try registry.opened(text, at: registry.folder.database)
            guard old <= checkpoint.size else {
                throw SubmissionRefusal.ahead(witness.name, size: old, entries: checkpoint.size)
            }
            let request = try AddCheckpointRequest(
                oldSize: old, proof: try db.consistencyProof(from: old, to: checkpoint.size), note: text)
            return Submission(witness: witness, checkpoint: checkpoint, note: text, bytes: request.bytes)
        }
    }

    /// Submits the newest checkpoint to a witness, and keeps its cosignature once it was checked against the recorded key.
    /// Nothing is locked while the witness is waited for. Where the witness says that it cosigned another size last, the request
    /// goes on from that one, once.
    ///
    /// - Parameter post: sends the body to an address; it may fail in its own way.
    /// - Throws: `SubmissionRefusal`, and what `post` throws.
    @discardableResult
    public func submit(
        to witness: RecordedWitness, post: (_ body: [UInt8], _ address: String) throws -> (status: Int, body: [UInt8])
    ) async throws -> CosignedCheckpoint {
        guard let address = witness.address else { throw SubmissionRefusal.noAddress(witness.name) }
        let first = try await submission(to: witness)
        let target = "\(address)/add-checkpoint"
        do {
            return try await take(try post(first.bytes, target), for: first)
        } catch SubmissionRefusal.otherSize(_, let size) {
            let second = try await submission(to: witness, from: size)
            return try await take(try post(second.bytes, target), for: second)
        }
    }

    /// The request as a file for a witness that has no address; what is asked is remembered, so that the answer finds it.
    public func request(to witness: RecordedWitness) async throws -> Submission {
        let submission = try await submission(to: witness)
        let log = logKey
        try await database.write { db in
            let recorded = try db.witness(witness.key.text, of: log)
            try db.run("UPDATE witness SET asked = \(submission.note) WHERE key = \(recorded.key.text)")
        }
        return submission
    }

    /// Takes what a witness wrote for a request from a file: the line of a cosignature, or the size that it cosigned last.
    ///
    /// - Parameter name: whose it is; `nil` where its line names it, or one witness alone was asked.
    /// - Throws: `SubmissionRefusal`; after `otherSize` the size is remembered.
    @discardableResult
    public func take(answer bytes: [UInt8], of name: String? = nil) async throws -> CosignedCheckpoint {
        let log = logKey
        let asked = try await database.read { db in
            if let name { return try [db.witness(name, of: log)].compactMap { try db.asked(of: $0, log: log) } }
            return try db.witnesses(of: log).compactMap { try db.asked(of: $0, log: log) }
        }
        guard !asked.isEmpty else { throw SubmissionRefusal.nothingAsked }
        var signers: [KeyName] = []
        if case .cosigned(let lines)? = try? AddCheckpointAnswer(status: 200, body: bytes) {
            signers = lines.map(\.name)
        }
        let named = asked.first { signers.contains($0.witness.key.name) }
        guard let submission = named ?? (asked.count == 1 ? asked[0] : nil) else {
            throw SubmissionRefusal.whichWitness(among: asked.map(\.witness.name))
        }
        let status = signers.isEmpty ? AddCheckpointAnswer.conflict(size: 0).status : 200
        do {
            return try await take((status, bytes), for: submission)
        } catch SubmissionRefusal.otherSize(let name, let size) {
            try await database.write { db in
                // What it cosigned of a log before this one goes, and its size with it.
                let recorded = try db.witness(submission.witness.key.text, of: log)
                try db.run(
                    """
                    UPDATE witness SET size = \(size), note = \(recorded.latest?.note)
                    WHERE key = \(recorded.key.text)
                    """)
            }
            throw SubmissionRefusal.otherSize(name, size: size)
        }
    }

    /// Keeps what an answer comes to: the checkpoint with a cosignature that the recorded key made for it.
    private func take(
        _ response: (status: Int, body: [UInt8]), for submission: Submission
    ) async throws -> CosignedCheckpoint {
        let name = submission.witness.name
        let answer: AddCheckpointAnswer
        do throws(AddCheckpointError) {
            answer = try AddCheckpointAnswer(status: response.status, body: response.body)
        } catch { throw SubmissionRefusal.noAnswer(name) }
        switch answer {
        case .cosigned(let lines):
            let (key, log) = (submission.witness.key, logKey)
            guard let cosignature = try? submission.checkpoint.cosignatures(in: lines, by: [key]).first else {
                throw SubmissionRefusal.notCosigned(name)
            }
            let note = try Checkpoint.open(Array(submission.note.utf8), log: log).note
            let cosigned = CosignedCheckpoint(
                checkpoint: submission.checkpoint, note: try note.cosigned(by: [cosignature]),
                cosignatures: [cosignature])
            try await database.write { try $0.keep(cosigned, of: key, log: log) }
            return cosigned
        case .malformed: throw SubmissionRefusal.misunderstood(name)
        case .notTrusted: throw SubmissionRefusal.notTrusted(name)
        case .unknownOrigin: throw SubmissionRefusal.unknownOrigin(name)
        case .conflict(let size): throw SubmissionRefusal.otherSize(name, size: size)
        case .notConsistent: throw SubmissionRefusal.notConsistent(name)
        }
    }
}

extension Connection {
    /// What was written to a file for a witness last; `nil` where nothing was, or it was of another log.
    fileprivate func asked(of witness: RecordedWitness, log: VerifierKey) throws -> Submission? {
        let row = try run("SELECT asked FROM witness WHERE key = \(witness.key.text)")[0]
        guard let note = try row.optionalText("asked"),
            let checkpoint = try? Checkpoint.open(Array(note.utf8), log: log).checkpoint
        else { return nil }
        return Submission(witness: witness, checkpoint: checkpoint, note: note, bytes: [])
    }
}
