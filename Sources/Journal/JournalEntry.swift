import CanonicalJSON
public import Primitives

/// One entry of the journal: the open part's canonical bytes are a leaf of the log (docs/spec/journal.md, section 2).
public struct JournalEntry: Hashable, Sendable {
    /// The format of the bytes. An entry of another version is read by that version's reader, never by this one.
    public static let version = 1
    /// Most bytes of an open and of a sealed part.
    public static let bytesMax = 60_000

    /// The leaf's index, from 0.
    public let sequence: Int64
    /// The day on which it was written, in UTC. Orders nothing.
    public let day: Day
    public let open: OpenPart
    /// SHA-256 of the sealed part's bytes, where the kind has one.
    public let sealed: Digest?

    public init(sequence: Int64, day: Day, open: OpenPart, sealed: Digest?) {
        self.sequence = sequence
        self.day = day
        self.open = open
        self.sealed = sealed
    }

    /// RFC 8785 bytes of the open part.
    public var bytes: [UInt8] { JSON.object(envelope + open.members).canonicalBytes }

    /// What a verifier signs: the open part of `lot.verified` without `sequence` and `signature`, so that a signature made
    /// elsewhere stays good while other entries come in (docs/decisions).
    public static func bytesToSign(_ verified: LotVerified, day: Day, sealed: Digest) -> [UInt8] {
        let entry = JournalEntry(sequence: 0, day: day, open: .lotVerified(verified), sealed: sealed)
        let members = entry.envelope + entry.open.members
        return JSON.object(members.filter { $0.0 != "sequence" && $0.0 != "signature" }).canonicalBytes
    }

    private var envelope: Members {
        [
            ("day", .string(day.text)), ("kind", .string(open.kind.rawValue)),
            ("sealed", sealed.map { .string($0.text) }), ("sequence", .integer(sequence)),
            ("version", .integer(Int64(Self.version))),
        ]
    }
}

/// The sealed part of an entry: who acted, a salt so that nobody finds it by guessing, and what only some may read.
public struct SealedEntry: Hashable, Sendable {
    public let actor: Actor
    public let salt: RandomID
    public let part: SealedPart

    public init(actor: Actor, salt: RandomID, part: SealedPart) {
        self.actor = actor
        self.salt = salt
        self.part = part
    }

    /// RFC 8785 bytes; their SHA-256 stands in the open part.
    public var bytes: [UInt8] {
        let envelope: Members = [("actor", .string(actor.text)), ("salt", .string(salt.text))]
        return JSON.object(envelope + part.members).canonicalBytes
    }
}

/// Members of an object; one without a value is left out.
typealias Members = [(String, JSON?)]

extension JSON {
    /// - Precondition: no name stands twice; our own names do not.
    static func object(_ members: Members) -> JSON {
        var object = JSONObject()
        for (name, value) in members { object[name] = value }
        return .object(object)
    }

    static func code(_ code: Code) -> JSON { .string(code.text) }
    static func day(_ day: Day) -> JSON { .string(day.text) }
    static func grams(_ grams: Grams) -> JSON { .integer(grams.count) }
    static func codes(_ codes: [Code]) -> JSON { .array(codes.map(JSON.code)) }
    static func number(_ number: Int) -> JSON { .integer(Int64(number)) }
}
