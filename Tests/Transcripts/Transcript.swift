/// The `console` blocks of a page: what is typed after `$ `, and what the reader is told to see.
///
///     ```console
///     $ counterweight status --data demo
///     2 lots, 1 declaration
///     root …
///     $ counterweight-verify certificate other.json # exits 3
///     …
///     ```
///
/// In what is expected, `…` stands for anything within a line, and a line of `…` alone for any number of lines. A command
/// ends with status 0 unless it ends in the comment `# exits N`. One that ends in `\` goes on in the next line, which may
/// begin with `> `.
struct Transcript: Equatable {
    struct Step: Equatable {
        /// The line of the page that it stands in, from 1.
        var line: Int
        var command: String
        var expected: [String]

        var status: Int32 {
            guard let match = command.firstMatch(of: #/# exits (\d+)\s*$/#) else { return 0 }
            return Int32(match.1) ?? 0
        }
    }

    private(set) var steps: [Step] = []

    struct Malformed: Error, Equatable {
        let line: Int
        let what: String
    }

    init(page: String) throws(Malformed) {
        var inside = false
        var continues = false
        for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if !inside {
                inside = line == "```console"
                continues = false
            } else if line == "```" {
                guard !continues else { throw Malformed(line: index + 1, what: "the block ends within a command") }
                inside = false
            } else if continues {
                let rest = line.hasPrefix("> ") ? line.dropFirst(2) : line
                steps[steps.count - 1].command += "\n\(rest)"
                continues = line.hasSuffix("\\")
            } else if line.hasPrefix("$ ") {
                steps.append(Step(line: index + 1, command: String(line.dropFirst(2)), expected: []))
                continues = line.hasSuffix("\\")
            } else {
                guard let last = steps.indices.last else {
                    throw Malformed(line: index + 1, what: "output of no command")
                }
                steps[last].expected.append(String(line))
            }
        }
        guard !inside else { throw Malformed(line: steps.last?.line ?? 1, what: "the block does not end") }
        for index in steps.indices {
            while steps[index].expected.last?.isEmpty == true { steps[index].expected.removeLast() }
        }
    }
}

/// Whether `line` is what `pattern` says, `…` standing for anything.
func fits(_ line: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "…", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else { return line == pattern }
    guard line.hasPrefix(first), line.hasSuffix(last), line.count >= first.count + last.count else { return false }
    var rest = line.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
        guard let range = rest.firstRange(of: part) else { return false }
        rest = rest[range.upperBound...]
    }
    return true
}

/// What differs between the lines that were expected and those that came: `nil` where they fit, else each line with `  `
/// (fits), `- ` (expected, did not come) or `+ ` (came, was not expected).
func difference(expected: [String], actual: [String]) -> String? {
    // cost[i][j]: the fewest lines that do not fit between expected[i...] and actual[j...].
    var cost = Array(repeating: Array(repeating: 0, count: actual.count + 1), count: expected.count + 1)
    for i in stride(from: expected.count, through: 0, by: -1) {
        for j in stride(from: actual.count, through: 0, by: -1) {
            if i < expected.count, expected[i] == "…" {
                cost[i][j] = min(cost[i + 1][j], j < actual.count ? cost[i][j + 1] : .max)
            } else if i < expected.count, j < actual.count, fits(actual[j], expected[i]) {
                cost[i][j] = cost[i + 1][j + 1]
            } else if i < expected.count || j < actual.count {
                let missing = i < expected.count ? cost[i + 1][j] + 1 : .max
                let surplus = j < actual.count ? cost[i][j + 1] + 1 : .max
                cost[i][j] = min(missing, surplus)
            }
        }
    }
    guard cost[0][0] > 0 else { return nil }
    var (i, j) = (0, 0)
    var lines: [String] = []
    while i < expected.count || j < actual.count {
        if i < expected.count, expected[i] == "…" {
            if cost[i + 1][j] == cost[i][j] {
                i += 1
            } else {
                lines.append("  \(actual[j])")
                j += 1
            }
        } else if i < expected.count, j < actual.count, fits(actual[j], expected[i]) {
            lines.append("  \(actual[j])")
            (i, j) = (i + 1, j + 1)
        } else if i < expected.count, cost[i][j] == cost[i + 1][j] + 1 {
            lines.append("- \(expected[i])")
            i += 1
        } else {
            lines.append("+ \(actual[j])")
            j += 1
        }
    }
    return lines.joined(separator: "\n")
}
