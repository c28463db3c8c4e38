import Certificates
import Compensation
import Foundation
import Lots
import Registry
import Testing

/// Two processes write to one file at once. Nobody can say in which order, so no model follows; what is there afterwards must
/// be sound by itself, and every refusal must be one of the trade's.
struct TwoWritersTests {
    @Test("two instances on one file keep every rule", arguments: UInt64(100)..<104)
    func twoInstances(seed: UInt64) async throws {
        let story = try await Story(seed: seed, manner: Manner())
        try await story.tell(steps: 160)
        try await story.world.openSecond()
        let (model, numbers) = (story.model, story.numbers)
        let hands = [story.world.hand(), story.world.hand(second: true)]
        async let first = Self.act(hands[0], model, numbers, Dice(seed * 2))
        async let second = Self.act(hands[1], model, numbers, Dice(seed * 2 + 1))
        let accepted = try await [first, second]
        // Which of the two comes first decides how many of the other's are refused.
        #expect(accepted.allSatisfy { $0 >= 15 }, "\(accepted)")
        #expect(try await story.world.findings().isEmpty)
        try await story.world.reopen()
        #expect(try await story.world.findings().isEmpty)
    }

    /// Gives 120 commands of actors who know the registry as it was before the other began.
    ///
    /// - Returns: how many were accepted.
    private static func act(_ hand: Hand, _ model: Model, _ numbers: Numbers, _ dice: Dice) async throws -> Int {
        var actors = Actors(dice)
        var accepted = 0
        for _ in 0..<120 {
            do {
                _ = try await hand.perform(actors.next(model), numbers, pace: ImportPace())
                accepted += 1
            } catch is CompensationRefusal {
            } catch is RegistryRefusal {
            } catch is OpeningRefusal {
            } catch is CutRefusal {
            } catch is BalanceRefusal {
            }
        }
        return accepted
    }

    @Test("two processes on one file, one of them killed now and then, keep every rule")
    func twoProcesses() async throws {
        // The children's clock is the system's: the story has to lie behind it.
        let story = try await Story(seed: 104, manner: Manner(), day: 20_463)
        try await story.tell(steps: 200)
        let (model, folder) = (story.model, story.world.folder)
        let before = story.numbers.entries
        async let steady = Child.act(folder, model, Dice(1), isKilled: false)
        async let mortal = Child.act(folder, model, Dice(2), isKilled: true)
        let done = try await steady + mortal
        #expect(done >= 10)
        try await story.world.reopen()
        #expect(try await story.world.findings().isEmpty)
        #expect(try await story.world.state().1.entries > before)
    }
}

/// The product's own command as a process.
private struct Child {
    private static let path: String =
        (Bundle.main.executableURL?.deletingLastPathComponent().path ?? ".build/debug") + "/counterweight"

    let arguments: [String]

    /// Sixteen commands after each other: matching, retiring, weighing.
    ///
    /// - Returns: how many were done.
    static func act(_ folder: Folder, _ model: Model, _ dice: Dice, isKilled: Bool) async throws -> Int {
        var dice = dice
        var done = 0
        for _ in 0..<16 {
            let child = Child(arguments: arguments(model, &dice) + ["--data", folder.data, "--keys", folder.keys])
            let status = try await child.run(
                killedAfter: isKilled && dice.happens(60) ? .milliseconds(dice.within(5...120)) : nil)
            // Done; refused by a rule; killed.
            #expect([0, 1, nil].contains(status), "\(child.arguments)")
            if status == 0 { done += 1 }
        }
        return done
    }

    private static func arguments(_ model: Model, _ dice: inout Dice) -> [String] {
        switch dice.below(3) {
        case 0: return ["match", "--actor", "ama@provo"]
        case 1: return ["retire", "--most", "\(dice.within(1...5))", "--actor", "ama@provo"]
        default:
            let sealed = model.lotCodes.filter { model.lots[$0]?.standing == .sealed && model.lots[$0]?.mass != nil }
            let code = sealed.isEmpty ? "LOT-1" : dice.one(of: sealed)
            let net = (model.lots[code]?.mass ?? 100) * dice.within(600...1_050) / 1_000
            let battery = model.lots[code]?.standard.counted ?? true ? "removed" : "included"
            return [
                "lot", "weigh", code, "--stage", "treatment", "--facility", "accra", "--day", "2026-06-01", "--gross",
                "\(net + 9)", "--tare", "9", "--net", "\(net)", "--battery", battery, "--actor", "gus@recyo",
            ]
        }
    }

    /// - Returns: the exit status; `nil` where it was killed.
    private func run(killedAfter life: Duration?) async throws -> Int32? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let (ended, hasEnded) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in hasEnded.finish() }
        try process.run()
        if let life {
            try await Task.sleep(for: life)
            kill(process.processIdentifier, SIGKILL)
        }
        for await _ in ended {}
        return process.terminationReason == .exit ? process.terminationStatus : nil
    }
}
