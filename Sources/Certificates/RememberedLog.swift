import CanonicalJSON
public import TransparencyLog

/// Why bytes are not what an auditor remembered of a log.
public enum RememberedFault: Error, Hashable, Sendable {
    case tooLarge(limit: Int)
    /// Not canonical JSON, or not the members that are written.
    case malformed
    case version(Int64)
    /// This one, from 0, is no checkpoint that the log signed, or is not larger than the one before.
    case checkpoint(place: Int)
    /// 0, or more than are ever kept.
    case count(Int)
}

/// What an auditor keeps of a log between two runs: the checkpoints that held, from small to large, with the log's own
/// signature. Nothing that replay needs is kept: the next run reads every entry again.
///
///     {"checkpoints":["registry.example\n54\n9Vh…=\n\n— registry.example 3Ff…=\n"],"log":"registry.example+dc57…+AQ…","version":1}
///
/// There is one at least, once `remember` was called or bytes were read.
public struct RememberedLog: Hashable, Sendable {
    /// Of the file.
    public static let bytesMax = 4 << 20
    /// How many checkpoints are kept: the first and the newest.
    public static let checkpointsMax = 64
    private static let version: Int64 = 1

    public let log: VerifierKey
    /// As the log signed them, without the signatures of others.
    public private(set) var notes: [String] = []
    private var checkpoints: [Checkpoint] = []

    init(log: VerifierKey) { self.log = log }

    /// The largest checkpoint.
    public var newest: Checkpoint? { checkpoints.last }

    /// Whether that very size and root were seen.
    public func holds(_ checkpoint: Checkpoint) -> Bool { checkpoints.contains(checkpoint) }

    /// Adds a checkpoint, which stands behind all others; one that is the newest already says nothing new.
    ///
    /// - Precondition: the log signed it, and its tree goes on from the newest's.
    mutating func remember(_ bytes: [UInt8]) {
        guard let (checkpoint, note) = try? Checkpoint.open(bytes, log: log) else {
            preconditionFailure("a checkpoint that the log did not sign")
        }
        guard checkpoint.size > newest?.size ?? -1 else { return }
        checkpoints.append(checkpoint)
        notes.append("\(note.text)\n\(note.signatures.map(\.line).joined())")
        guard notes.count > Self.checkpointsMax else { return }
        checkpoints.remove(at: 1)
        notes.remove(at: 1)
    }

    /// The file, in its one spelling.
    public var bytes: [UInt8] {
        let object: JSONObject = [
            "checkpoints": .array(notes.map { .string($0) }), "log": .string(log.text),
            "version": .integer(Self.version),
        ]
        return object.canonicalBytes
    }

    /// Reads what `bytes` writes and nothing else. Whoever may write the file may say that less was seen: then less is
    /// noticed, and nothing wrong is taken for right.
    public init(bytes: [UInt8]) throws(RememberedFault) {
        guard bytes.count <= Self.bytesMax else { throw .tooLarge(limit: Self.bytesMax) }
        let version: Int64
        let texts: [String]
        let log: VerifierKey?
        do {
            var reader = try JSONReader(JSON(canonical: bytes, limits: .exactIntegers))
            texts = try reader.strings("checkpoints")
            log = try reader.string("log") { try? VerifierKey(text: $0) }
            version = try reader.integer("version")
            try reader.end()
        } catch { throw .malformed }
        guard version == Self.version else { throw .version(version) }
        guard let log else { throw .malformed }
        guard (1...Self.checkpointsMax).contains(texts.count) else { throw .count(texts.count) }
        self.init(log: log)
        for (place, text) in texts.enumerated() {
            let note = Array(text.utf8)
            guard (try? Checkpoint.open(note, log: log)) != nil else { throw .checkpoint(place: place) }
            remember(note)
            // Another spelling, or no larger than the one before.
            guard notes.count == place + 1, notes[place].utf8.elementsEqual(text.utf8) else {
                throw .checkpoint(place: place)
            }
        }
    }
}
