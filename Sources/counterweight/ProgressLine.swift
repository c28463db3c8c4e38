import Compensation
import Glibc
import Primitives
import Synchronization

/// One line on a terminal that says how far a large list is: the stage, how many, how fast, how long yet. Where standard
/// error is no terminal it says nothing.
final class ProgressLine: Sendable {
    private struct Shown {
        var stage: ImportProgress.Stage?
        var began: Int64 = 0
        var told: Int64 = 0
        var isShown = false
    }

    private let shown = Mutex(Shown())
    private let isTerminal = isatty(STDERR_FILENO) == 1

    var progress: ImportProgress? {
        guard isTerminal else { return nil }
        return ImportProgress { [self] stage, done, all in tell(stage, done, all) }
    }

    private func tell(_ stage: ImportProgress.Stage, _ done: Int, _ all: Int?) {
        let now = World.clock().milliseconds
        let text = shown.withLock { shown -> String? in
            if shown.stage != stage {
                shown.stage = stage
                shown.began = now
                shown.told = 0
            }
            guard now - shown.told >= 200 else { return nil }
            shown.told = now
            shown.isShown = true
            let rate = Rate(done: done, all: all, milliseconds: now - shown.began)
            return ProgressPhrase(stage: stage, done: done, all: all, rate: rate.perSecond, left: rate.secondsLeft).said
        }
        // The line is written over: carriage return, text, erase to its end (ECMA-48, EL).
        if let text { Terminal.write("\r\(text)\u{1B}[K", to: STDERR_FILENO) }
    }

    /// Takes the line away.
    func end() {
        let wasShown = shown.withLock { shown in
            defer { shown.isShown = false }
            return shown.isShown
        }
        if wasShown { Terminal.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }
}

/// How fast, and how long yet.
struct Rate {
    let perSecond: Int
    /// `nil` while too little is done to say.
    let secondsLeft: Int?

    init(done: Int, all: Int?, milliseconds: Int64) {
        perSecond = milliseconds > 0 ? Int(Int64(done) * 1_000 / milliseconds) : 0
        guard let all, perSecond > 0, milliseconds >= 1_000 else {
            secondsLeft = nil
            return
        }
        secondsLeft = (max(0, all - done) + perSecond - 1) / perSecond
    }
}
