public import Journal
public import TransparencyLog

/// How what a log shows now differs from what it showed before and was verified. Sizes are entries.
public enum HistoryFault: Error, Hashable, Sendable {
    /// A checkpoint that was seen before, and was not the last: an older copy was put back.
    case restored(entries: Int64, remembered: Int64)
    /// Fewer entries than were verified.
    case shrunk(entries: Int64, remembered: Int64)
    /// Two roots are signed for one size.
    case forked(entries: Int64)
    /// The journal is what it was up to the checkpoint of `after` entries, and other than it was before that of `before`.
    case parted(after: Int64, before: Int64)
    /// Nothing that was remembered is the beginning of this journal: an entry before the first checkpoint is another one.
    case rewritten(before: Int64)
    /// An entry that was read earlier in this run has other bytes.
    case changed(sequence: Int64)
    case otherLog(found: VerifierKey, remembered: VerifierKey)
    /// The registry goes on in another log: the key was changed, or an older copy was restored.
    case ended(ContinuedLog, found: VerifierKey)
}
