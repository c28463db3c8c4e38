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
        /// What was done when the stage began: an import that goes on does not begin at nothing.
        var before = 0
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
                shown.before = done
                shown.told = 0
            }
            guard now - shown.told >= 200 else { return nil }
            shown.told = now
            shown.isShown = true
            let rate = Rate(
                done: done - shown.before, left: all.map { $0 - done }, milliseconds: now - shown.began)
            return ProgressPhrase(stage: stage, done: done, all: all, rate: rate.perSecond, left: rate.secondsLeft).said
        }
        // The line is written over: carriage return, text, erase to its end (ECMA-48, EL). One that the terminal broke in two
        // could not be.
        if let text { Terminal.write("\r\(text.prefix(columns - 1))\u{1B}[K", to: STDERR_FILENO) }
    }

    /// Of the terminal as it is now; 80 where it does not say.
    private var columns: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
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

/// How fast, and how long yet. Neither is known before a second has gone by.
struct Rate {
    let perSecond: Int?
    let secondsLeft: Int?

    /// - Parameters:
    ///   - done: since it began.
    ///   - left: what is still to do, where that is known.
    init(done: Int, left: Int?, milliseconds: Int64) {
        let rate = milliseconds >= 1_000 ? Int(Int64(done) * 1_000 / milliseconds) : 0
        perSecond = rate > 0 ? rate : nil
        secondsLeft = rate > 0 ? left.map { (max(0, $0) + rate - 1) / rate } : nil
    }
}
