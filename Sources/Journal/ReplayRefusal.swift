public import Lots
public import Primitives

/// Why an entry is not taken into the journal: the clause it breaks, where, and what it speaks of.
public struct ReplayRefusal: Error, Hashable, Sendable {
    public let clause: Clause
    /// The entry's sequence.
    public let sequence: Int64
    /// What the entry names, then what it states and what follows from the journal before it.
    public let facts: [ReplayFact]

    public init(clause: Clause, sequence: Int64, facts: [ReplayFact]) {
        self.clause = clause
        self.sequence = sequence
        self.facts = facts
    }
}

/// What a refusal speaks of.
public enum ReplayFact: Hashable, Sendable {
    case kind(EntryKind)
    case party(Code)
    case facility(Code)
    case consent(Code)
    /// `did:key:z6Mk…`.
    case key(String)
    case version(Version)
    case scrap(Code)
    case country(Country)
    case day(Day)
    case lot(Code)
    case state(LotState)
    /// A weighing, by the sequence of its entry.
    case weighing(Int64)
    case rule(GuardRule)
    case verdict(String)
    case declaration(Int64)
    case claim(RandomID)
    case retirement(Int64)
    case certificate(RandomID)
    case stated(Int64)
    case follows(Int64)
    case statedClaimable(ClaimableMass?)
    case followsClaimable(ClaimableMass?)
    case statedGrams(Range<Int64>)
    case followsGrams(Range<Int64>?)
    case statedDigest(Digest)
    case followsDigest(Digest)
    case system(Code)
    /// What the earlier system called it.
    case legacy(String)
    /// A lot that was taken over, by the sequence of its entry.
    case lotTakenOver(Int64)
}
