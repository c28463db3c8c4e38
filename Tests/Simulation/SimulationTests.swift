import Foundation
import Synchronization
import Testing

/// How often each kind of command was accepted and refused.
struct Counts: Sendable {
    private(set) var accepted: [Kind: Int] = [:]
    private(set) var refused: [Kind: Int] = [:]
    var deaths = 0
    var trims = 0
    var lotsOfBothUnits = 0
    var stories = 0

    mutating func add(_ kind: Kind, accepted isAccepted: Bool) {
        if isAccepted { accepted[kind, default: 0] += 1 } else { refused[kind, default: 0] += 1 }
    }

    mutating func add(_ other: Counts) {
        accepted.merge(other.accepted, uniquingKeysWith: +)
        refused.merge(other.refused, uniquingKeysWith: +)
        deaths += other.deaths
        trims += other.trims
        lotsOfBothUnits += other.lotsOfBothUnits
        stories += 1
    }

    var refusals: Int { refused.values.reduce(0, +) }

    var table: String {
        Kind.allCases.map { "  \($0): \(accepted[$0] ?? 0) accepted, \(refused[$0] ?? 0) refused" }
            .joined(separator: "\n") + "\n  deaths: \(deaths), trims: \(trims), lots of both units: \(lotsOfBothUnits)"
    }
}

private let total = Mutex(Counts())

/// A failing seed is told alone with `COUNTERWEIGHT_SEED=n`.
private let chosen = ProcessInfo.processInfo.environment["COUNTERWEIGHT_SEED"].flatMap { UInt64($0) }
private let seeds = chosen.map { [$0] } ?? Array(0..<96)

@Test("registry and model tell one story", arguments: seeds)
func registryAndModelTellOneStory(seed: UInt64) async throws {
    let story = try await Story(seed: seed, manner: Manner(hasSecond: seed % 3 == 1, dies: seed % 4 == 3))
    var failure: (any Error)?
    do { try await story.tell(steps: 600) } catch { failure = error }
    let counts = total.withLock { total in
        total.add(story.counts)
        return total
    }
    if let failure { throw failure }
    // The last to end asks whether every command was tried often enough.
    guard counts.stories == seeds.count else { return }
    print("simulation, \(seeds.count) stories\n\(counts.table)")
    guard chosen == nil else { return }
    for kind in Kind.allCases {
        // A replacement asks for a doubted certificate and for room on other lots at once, which is seldom.
        let least = kind == .replace ? 60 : 200
        #expect(counts.accepted[kind] ?? 0 >= least, "\(kind) was accepted too seldom")
    }
    #expect(counts.deaths >= 100 && counts.trims >= 100 && counts.lotsOfBothUnits >= 30)
}
