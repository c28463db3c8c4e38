import Glibc
import TransparencyLog

/// Where requests are decided, one after the other: the rule of `Witness`, with its notes and a clock.
///
/// **Commit point**: the rename of the note. A cosignature leaves `decide` only behind it.
final class Desk {
    private let notes: Notes
    private var witness: Witness
    private let origins: [String]
    private let clock: () -> Int64

    /// Takes up what was cosigned before.
    ///
    /// - Parameter clock: POSIX seconds.
    /// - Throws: `noteDamaged`, `noteOfUnknownLog`, `foreignFile`.
    init(signer: WitnessSigner, logs: [WatchedLog], notes: Notes, clock: @escaping () -> Int64) throws(WitnessFault) {
        guard var witness = Witness(signer: signer, logs: logs) else {
            preconditionFailure("logs were joined by origin")
        }
        for (path, bytes) in try notes.all() {
            do throws(WitnessStateError) {
                try witness.resume(bytes)
            } catch {
                if case .unknownOrigin(let origin) = error { throw .noteOfUnknownLog(path: path, origin: origin) }
                throw .noteDamaged(path: path)
            }
        }
        // A note under another log's name would be written beside, and not over, at the next request.
        let origins = logs.map(\.origin)
        let places = Set(origins.filter { witness.latest(of: $0) != nil }.map(notes.place))
        for (path, _) in try notes.all() where !places.contains(path) { throw .noteDamaged(path: path) }
        self.notes = notes
        self.witness = witness
        self.origins = origins
        self.clock = clock
    }

    var key: WitnessKey { witness.key }

    /// How many entries of each log it has seen; `nil` where none.
    var seen: [(origin: String, entries: Int64?)] {
        origins.map { ($0, witness.latest(of: $0)?.checkpoint.size) }
    }

    /// The answer to a request. What it cosigns is on disk before it comes back.
    ///
    /// - Throws: `clockBehind`, `clockUnset`, `unwritable`: then nothing was signed that anybody will see.
    func decide(_ body: [UInt8]) throws(WitnessFault) -> (answer: AddCheckpointAnswer, told: Told) {
        let now = clock()
        guard now > 0 else { throw .clockUnset }
        let witnessed: WitnessedCheckpoint
        do throws(WitnessRefusal) { witnessed = try witness.cosign(body, at: now) } catch {
            return (error.answer, .refused(error))
        }
        // Two cosignatures of one witness say what was the greatest checkpoint when: time must not run against them.
        if let last = witness.latest(of: witnessed.checkpoint.origin)?.cosignature.seconds, now < last {
            throw .clockBehind(seconds: last - now)
        }
        try notes.keep(witnessed)
        // From here on the note is what a restart goes on from.
        witness.keep(witnessed)
        return (witnessed.answer, .cosigned(witnessed.checkpoint))
    }

    /// What monitors are shown, by the name of the log's file.
    func note(named name: String) -> String? {
        origins.first { Notes.name(of: $0) == name }.flatMap { witness.latest(of: $0)?.note }
    }

    /// What the operator is told of a request.
    enum Told {
        case cosigned(Checkpoint)
        case refused(WitnessRefusal)
    }
}
