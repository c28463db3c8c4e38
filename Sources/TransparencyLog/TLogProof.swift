/// Why a proof was not read, or proves nothing.
public enum TLogProofError: Error, Hashable, Sendable {
    case tooLarge(bytes: Int)
    case notUTF8
    /// The first line is not `c2sp.org/tlog-proof@v1`.
    case otherFormat
    /// A line, counted from 1, is not what the format has in its place, in the one spelling.
    case malformedLine(number: Int)
    /// More than 63: no tree is so high.
    case tooManyHashes(Int)
    case extraTooLong(bytes: Int)
    /// The tree of the checkpoint has no such leaf.
    case noSuchLeaf(index: Int64, size: Int64)
    case checkpoint(CheckpointError)
    case proof(ProofError)
}

/// That a leaf is in a log, and who saw it there, in a file that proves it offline: C2SP tlog-proof, "Format", by custom
/// `….tlog-proof`.
///
///     c2sp.org/tlog-proof@v1
///     extra YWdl
///     index 1
///     NRSm9rxfTSmKAg4bDhpYkaNxTXfHHKINXAzFskmlEeo=
///
///     example.com/behind-the-sofa
///     2
///     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
///     — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
///
/// A value of it is well formed and says nothing yet: `verify` does.
public struct TLogProof: Hashable, Sendable {
    public static let hashesMax = 63
    /// Our own bound: the format has none.
    public static let extraBytesMax = 1 << 16
    /// What a file of all that can have.
    public static let bytesMax = Note.bytesMax + (1 << 17)

    /// For the application, and proved by nothing; empty where there is none.
    public let extra: [UInt8]
    /// The leaf's number, from 0.
    public let index: Int64
    /// From the leaf's sibling up: RFC 6962, section 2.1.1.
    public let hashes: [Hash]
    /// The note as it was published, with its signatures.
    public let checkpoint: String

    private static let format = "c2sp.org/tlog-proof@v1"

    /// - Throws: `checkpoint`, `noSuchLeaf`, `tooManyHashes`, `extraTooLong`.
    public init(
        extra: [UInt8] = [], index: Int64, hashes: [Hash], checkpoint: String
    ) throws(TLogProofError) {
        let stated: Checkpoint
        do throws(CheckpointError) { stated = try Checkpoint(unproved: checkpoint.utf8) } catch {
            throw .checkpoint(error)
        }
        guard index >= 0, index < stated.size else { throw .noSuchLeaf(index: index, size: stated.size) }
        guard hashes.count <= TLogProof.hashesMax else { throw .tooManyHashes(hashes.count) }
        guard extra.count <= TLogProof.extraBytesMax else { throw .extraTooLong(bytes: extra.count) }
        self.extra = extra
        self.index = index
        self.hashes = hashes
        self.checkpoint = checkpoint
    }

    public var text: String {
        var text = "\(TLogProof.format)\n"
        if !extra.isEmpty { text += "extra \(Base64.text(of: extra))\n" }
        text += "index \(index)\n"
        for hash in hashes { text += "\(hash.base64)\n" }
        return text + "\n" + checkpoint
    }

    /// Reads the one spelling that `text` writes.
    public init(_ bytes: some Collection<UInt8>) throws(TLogProofError) {
        guard bytes.count <= TLogProof.bytesMax else { throw .tooLarge(bytes: bytes.count) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        var lines = LineReader(text)
        guard let format = lines.next(), format.hasSameScalars(as: TLogProof.format) else { throw .otherFormat }
        var extra: [UInt8] = []
        var line = lines.next()
        if let encoded = line?.after("extra ") {
            guard let bytes = Base64.bytes(of: encoded), !bytes.isEmpty else { throw .malformedLine(number: 2) }
            extra = bytes
            line = lines.next()
        }
        guard let index = line?.after("index ").flatMap({ Decimal.value(of: $0) }) else {
            throw .malformedLine(number: lines.number)
        }
        guard let hashes = lines.hashes(atMost: TLogProof.hashesMax) else { throw .malformedLine(number: lines.number) }
        try self.init(extra: extra, index: index, hashes: hashes, checkpoint: lines.rest)
    }

    /// Proves that `leaf` is number `index` of the log whose key is given, as enough of the trusted witnesses saw it:
    /// "Verifying a tlog proof".
    ///
    /// - Parameters:
    ///   - leaf: which the caller makes from what is said to be logged. `extra` is proved only where the leaf holds it.
    ///   - quorum: `nil` where the log alone is believed: then a log that shows others another tree is not found out.
    /// - Returns: the checkpoint, and the cosignatures of the quorum's witnesses.
    @discardableResult
    public func verify(
        leaf: Hash, log: VerifierKey, quorum: Quorum?
    ) throws(TLogProofError) -> (checkpoint: Checkpoint, cosignatures: [Cosignature]) {
        let opened: (checkpoint: Checkpoint, cosignatures: [Cosignature])
        do throws(CheckpointError) {
            if let quorum {
                opened = try Checkpoint.open(checkpoint.utf8, log: log, quorum: quorum)
            } else {
                opened = (try Checkpoint.open(checkpoint.utf8, log: log).checkpoint, [])
            }
        } catch {
            throw .checkpoint(error)
        }
        do throws(ProofError) {
            try TreeProofs.verifyInclusion(
                of: leaf, index: index, size: opened.checkpoint.size, root: opened.checkpoint.rootHash, proof: hashes)
        } catch {
            throw .proof(error)
        }
        return opened
    }
}
