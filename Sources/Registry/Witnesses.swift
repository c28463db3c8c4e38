import Access
public import Journal
package import Storage
public import TransparencyLog

/// A witness as the registry knows it: whoever cosigns the log's checkpoints (docs/spec/witnesses.md). It is no matter of the
/// journal: it moves no mass, and what replay enforces knows of none.
public struct RecordedWitness: Hashable, Sendable {
    public let key: WitnessKey
    /// The submission prefix; `nil` where requests go by file.
    public let address: String?
    /// The size that it cosigned last, as it said or as is kept here: the next request goes on from there.
    public let size: Int64
    /// The newest checkpoint of this log that it cosigned, with the cosignatures that other recorded witnesses gave for it; `nil`
    /// where there is none.
    public let latest: CosignedCheckpoint?

    /// By which commands and refusals call it.
    public var name: String { key.name.text }
    /// Its own, on that checkpoint.
    public var cosignature: Cosignature? { latest?.cosignatures.first { $0.isBy(key) } }
}

/// A checkpoint of this log with cosignatures that were checked against recorded keys.
public struct CosignedCheckpoint: Hashable, Sendable {
    public let checkpoint: Checkpoint
    /// With the log's signature, then one line for each cosignature.
    public let note: String
    /// One for each witness; none where no witness cosigned it.
    public let cosignatures: [Cosignature]
}

extension Registry {
    /// Records a witness, so that checkpoints are submitted to it and its cosignatures are believed.
    ///
    /// - Parameters:
    ///   - address: its submission prefix without a slash at the end, `nil` where requests go by file.
    ///   - actor: of a party that keeps the registry.
    /// - Throws: `alreadyRecorded` for a name or a public key that is there.
    public func record(witness key: WitnessKey, address: String?, as actor: Actor) async throws {
        try await act(as: actor) { act in
            try act.require(.keepWitnesses)
            let isThere = try act.connection.witnesses(of: logKey).contains {
                $0.key.name == key.name || $0.key.publicKey == key.publicKey
            }
            guard !isThere else { throw SubmissionRefusal.alreadyRecorded(key.name.text) }
            try act.connection.run(
                "INSERT INTO witness (key, address, size) VALUES (\(key.text), \(address), 0)")
        }
    }

    /// Forgets a witness and what it cosigned.
    public func remove(witness name: String, as actor: Actor) async throws {
        try await act(as: actor) { act in
            try act.require(.keepWitnesses)
            let witness = try act.connection.witness(name, of: logKey)
            try act.connection.run("DELETE FROM witness WHERE key = \(witness.key.text)")
        }
    }

    /// By name.
    public func witnesses() async throws -> [RecordedWitness] {
        let log = logKey
        return try await database.read { try $0.witnesses(of: log) }
    }

    /// - Throws: `unknownWitness`.
    public func witness(_ name: String) async throws -> RecordedWitness {
        let log = logKey
        return try await database.read { try $0.witness(name, of: log) }
    }

    /// The checkpoint that a file of the first `entries` entries shows: of those that cover them, the one that most witnesses
    /// cosigned, the newest of these; where no witness cosigned any, the newest checkpoint.
    package func checkpoint(covering entries: Int64, in db: any Connection) throws -> CosignedCheckpoint {
        let latest = try db.witnesses(of: logKey).compactMap(\.latest)
        let covering = Set(latest.map(\.checkpoint.size)).filter { $0 >= entries }
        let cosigned = try covering.sorted().map { size in
            try Self.joined(latest.filter { $0.checkpoint.size == size }, log: logKey)
        }
        let best = cosigned.max { left, right in
            (left.cosignatures.count, left.checkpoint.size) < (right.cosignatures.count, right.checkpoint.size)
        }
        return try best ?? newestCheckpoint(in: db)
    }

    /// The newest checkpoint, with the cosignatures that are kept for its size.
    func newestCheckpoint(in db: any Connection) throws -> CosignedCheckpoint {
        let text = try db.run("SELECT checkpoint FROM registry WHERE id = 1")[0].text("checkpoint")
        let own = CosignedCheckpoint(
            checkpoint: try opened(text, at: folder.database), note: text, cosignatures: [])
        let latest = try db.witnesses(of: logKey).compactMap(\.latest)
        return try Self.joined([own] + latest.filter { $0.checkpoint.size == own.checkpoint.size }, log: logKey)
    }

    /// One note of several of one size, with the newest cosignature of each witness.
    private static func joined(_ notes: [CosignedCheckpoint], log: VerifierKey) throws -> CosignedCheckpoint {
        // Another root for a size that this log signed once more: a database that somebody wrote to.
        guard Set(notes.map(\.checkpoint)).count == 1 else { throw RegistryRefusal.damaged(.cosignature) }
        return try CosignedCheckpoint(notes[0].note, of: log, adding: notes.flatMap(\.cosignatures))
    }
}

extension Connection {
    /// By name. What was cosigned of a log before this one (`recover`) says nothing any more.
    func witnesses(of log: VerifierKey) throws -> [RecordedWitness] {
        let rows = try run("SELECT key, address, size, note FROM witness").map { row in
            guard let key = try? WitnessKey(text: try row.text("key")) else {
                throw RegistryRefusal.damaged(.cosignature)
            }
            return (key: key, row: row)
        }
        return try rows.map { key, row in
            let note = try row.optionalText("note")
            let isOfThisLog = note.map { (try? Checkpoint.open(Array($0.utf8), log: log)) != nil } ?? true
            return RecordedWitness(
                key: key, address: try row.optionalText("address"),
                size: isOfThisLog ? try row.integer("size") : 0,
                latest: isOfThisLog
                    ? try note.map { try CosignedCheckpoint(kept: $0, by: key, of: log, among: rows.map(\.key)) } : nil)
        }.sorted { $0.name < $1.name }
    }

    func witness(_ name: String, of log: VerifierKey) throws -> RecordedWitness {
        guard let witness = try witnesses(of: log).first(where: { $0.name == name || $0.key.text == name }) else {
            throw SubmissionRefusal.unknownWitness(name)
        }
        return witness
    }

    /// Keeps what a witness cosigned, unless it is older than what is kept. Each row of that size gets all cosignatures of it: when one
    /// of the witnesses goes on, the others still have its line on what they cosigned together.
    func keep(_ cosigned: CosignedCheckpoint, of witness: WitnessKey, log: VerifierKey) throws {
        let recorded = try witnesses(of: log)
        guard let own = recorded.first(where: { $0.key == witness }) else {
            throw SubmissionRefusal.unknownWitness(witness.name.text)
        }
        if let latest = own.latest, latest.checkpoint.size > cosigned.checkpoint.size { return }
        let same = recorded.filter { $0.latest?.checkpoint == cosigned.checkpoint }
        let others = same.flatMap { $0.latest?.cosignatures ?? [] }
        let joined = try CosignedCheckpoint(cosigned.note, of: log, adding: others + cosigned.cosignatures)
        for key in Set(same.map(\.key) + [witness]) {
            try run(
                "UPDATE witness SET size = \(joined.checkpoint.size), note = \(joined.note) WHERE key = \(key.text)")
        }
    }
}

extension CosignedCheckpoint {
    /// What is in the database, checked again: nothing goes out that its keys did not sign.
    ///
    /// - Parameter known: of all recorded witnesses; lines of others are left out.
    fileprivate init(kept note: String, by witness: WitnessKey, of log: VerifierKey, among known: [WitnessKey]) throws {
        let opened = try Checkpoint.open(Array(note.utf8), log: log)
        guard let cosignatures = try? opened.checkpoint.cosignatures(in: opened.note.unverified, by: known),
            cosignatures.contains(where: { $0.isBy(witness) })
        else { throw RegistryRefusal.damaged(.cosignature) }
        try self.init(note, of: log, adding: cosignatures)
    }

    /// A note's checkpoint with the log's signature and these cosignatures alone, by name, the newest of each witness.
    fileprivate init(_ note: String, of log: VerifierKey, adding cosignatures: [Cosignature]) throws {
        let opened = try Checkpoint.open(Array(note.utf8), log: log)
        var newest: [Cosignature] = []
        for cosignature in cosignatures.sorted(by: { ($0.name.text, $1.seconds) < ($1.name.text, $0.seconds) })
        where newest.last.map({ $0.name != cosignature.name || $0.keyHash != cosignature.keyHash }) ?? true {
            newest.append(cosignature)
        }
        self.init(
            checkpoint: opened.checkpoint,
            note: try Note.sign(opened.note.text, by: [], after: opened.note.signatures + newest.map(\.line)),
            cosignatures: newest)
    }
}

extension Cosignature {
    fileprivate func isBy(_ key: WitnessKey) -> Bool { name == key.name && keyHash == key.hash }
}
