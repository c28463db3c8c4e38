public import Access
public import Journal
public import Primitives

/// What the registry itself refuses, before any trade is asked.
public enum RegistryRefusal: Error, Hashable, Sendable {
    case noRegistry(at: String)
    case registryExists(at: String)
    case badOrigin(String)
    case keyUnreadable(path: String)
    case keyOpenToOthers(path: String)
    case keyNotTheRegistrys(path: String)
    /// The journal does not name the issuer's key, or names it no more.
    case issuerKeyNotNamed(path: String)
    /// A key of the registry was changed while the command ran.
    case keyChanged
    /// The issuer's name is its key, so that it cannot have another.
    case issuerIsItsKey
    /// The journal names no such key.
    case unknownKey(String)
    /// The key still signs: one that is to be revoked is changed.
    case keyStands(String)
    case keyRevokedBefore(String)
    /// The journal has no entry of that sequence.
    case noSuchEntry(Int64, entries: Int64)
    /// The published checkpoint knows more entries than the database: an older copy was restored.
    case shorterThanPublished(entries: Int64, published: Int64)
    /// The published checkpoint has another root at its size: the journal was rewritten.
    case otherThanPublished(entries: Int64)
    case publishedUnreadable(path: String)
    /// The journal was signed, and its checkpoint is neither beside the data nor beside the keys.
    case nothingPublished(at: String)
    /// What was asked for is done and on disk; only the checkpoint could not be written beside the data or the keys.
    case recordedNotPublished(at: String)
    /// Where the journal was to be exported lies a checkpoint or a tile of another log, or of another history of this one.
    case exportHoldsAnother(path: String)
    case backupExists(at: String)
    case notABackup(at: String)
    /// A file of a backup is not what it was.
    case backupDamaged(file: String)
    /// A file of evidence that an entry names is gone or changed, so that a backup would not be whole.
    case evidenceNotKept(Digest)
    /// The journal holds all that was published: there is no reason for another log.
    case nothingToRecover
    /// Nobody would be left to keep the registry.
    case lastRegistrar(Code)
    case unknownParty(Code)
    case unknownMember(Actor)
    case notPermitted(Actor, Permission)
    case partyNeedsKey(Code)
    case badKey(String)
    case badText(field: RegistryField, longest: Int)
    case entryTooLarge(EntryKind, bytes: Int, most: Int)
    case evidenceTooLarge(path: String, most: Int)
    /// The database holds what no act wrote.
    case damaged(DamagedPart)
}

/// What may be damaged in the spine's own tables.
public enum DamagedPart: Hashable, Sendable, CaseIterable {
    case edge
    case tree
    case entry
    case cosignature
}

/// The fields of free text that the registry's own commands take.
public enum RegistryField: Hashable, Sendable, CaseIterable {
    case name
}
