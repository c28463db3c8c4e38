public import TransparencyLog

/// What the witnesses that a reader trusts have said of a checkpoint (docs/spec/witnesses.md, W-12).
public struct WitnessFinding: Hashable, Sendable {
    public let quorum: Quorum
    /// Checked; one for each witness that cosigned.
    public let cosignatures: [Cosignature]

    /// - Parameter lines: the checkpoint's lines of keys other than the log's.
    /// - Throws: `badCosignature` where a trusted witness's line does not hold: then no line is to be believed.
    init(_ quorum: Quorum, on checkpoint: Checkpoint, lines: [NoteSignature]) throws(CheckpointError) {
        self.quorum = quorum
        cosignatures = try checkpoint.cosignatures(in: lines, by: quorum.witnesses)
    }

    /// Whether enough of them cosigned, so that nobody was shown another log without one of them lying.
    public var isReached: Bool { cosignatures.count >= quorum.needed }

    /// Those that did not cosign.
    public var missing: [WitnessKey] {
        quorum.witnesses.filter { witness in
            !cosignatures.contains { $0.name == witness.name && $0.keyHash == witness.hash }
        }
    }
}
