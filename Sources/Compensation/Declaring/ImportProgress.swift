/// How far a large list is on its way in, for whoever waits for it.
public struct ImportProgress: Sendable {
    public enum Stage: String, Hashable, Sendable, CaseIterable {
        /// Rows are read; how many there are is not known yet.
        case reading
        /// Numbers are compared with those that are live.
        case comparing
        case writingNumbers
        case writingDevices
        /// Rows are hashed for the manifest.
        case hashing
        /// What went in is taken back.
        case takingBack
    }

    private let tell: @Sendable (Stage, Int, Int?) -> Void

    /// - Parameter tell: is given the stage, how many rows or numbers are done, and of how many where that is known. It is
    ///   called some times a second, and more.
    public init(_ tell: @escaping @Sendable (Stage, Int, Int?) -> Void) { self.tell = tell }

    func say(_ stage: Stage, _ done: Int, of all: Int?) { tell(stage, done, all) }
}
