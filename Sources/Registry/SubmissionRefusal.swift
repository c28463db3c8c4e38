/// Why a witness is not recorded, or what it answered is not kept. Witnesses are named by their keys' names.
public enum SubmissionRefusal: Error, Hashable, Sendable {
    /// Not the key of a witness: `<name>+<hash>+<key>` with an Ed25519 key of the kind `cosignature/v1`.
    case badKey(String)
    /// Not `https://…` or `http://…` without user, query or fragment.
    case badAddress(String)
    /// One with this name, or this public key, is recorded.
    case alreadyRecorded(String)
    case unknownWitness(String)
    case noWitness
    /// Several are recorded, and one has to be named.
    case whichWitness(among: [String])
    /// It has no address that a checkpoint could be sent to.
    case noAddress(String)
    /// An answer came, and no request was ever written to a file.
    case nothingAsked
    /// 409: what it cosigned last has this size, and it was not asked from there.
    case otherSize(String, size: Int64)
    /// 409: it has seen more entries of this log than there are.
    case ahead(String, size: Int64, entries: Int64)
    /// 400.
    case misunderstood(String)
    /// 403.
    case notTrusted(String)
    /// 404.
    case unknownOrigin(String)
    /// 422: by what it has seen, this journal is another one.
    case notConsistent(String)
    /// Not an answer of the protocol.
    case noAnswer(String)
    /// 200, without a cosignature that its key made for this checkpoint.
    case notCosigned(String)

    /// Whether the same may be tried again as it is: the witness was asked by another process in between.
    public var isPassing: Bool { if case .otherSize = self { true } else { false } }
}
