import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Lots
import Primitives
import Wording

struct MatchCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration("match", .match, subcommands: [MatchRun.self, MatchCancelling.self], first: MatchRun.self)
    }
}

struct MatchRun: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("run", .matchRun) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let language = Speech.language
        let (compensation, actor) = try await common.openToAct()
        let outcome = try await compensation.match(as: actor)
        var answer = Answer()
        answer.json["promises"] = .array(
            outcome.promises.map {
                [
                    "declaration": .declaration($0.declaration), "lot": .code($0.lot),
                    "quantity": .quantity($0.quantity),
                ]
            })
        answer.json["released"] = .released(outcome.released)
        answer.json["waiting"] = .array(
            outcome.waiting.map {
                [
                    "declaration": .declaration($0.declaration), "quantity": .quantity($0.waiting),
                    "reason": .string($0.reason.said),
                ]
            })
        answer.list(
            [.init(.declaration), .init(.lot), .init(.promised, right: true)],
            outcome.promises.map { ["D\($0.declaration)", $0.lot.text, language.quantity($0.quantity)] },
            none: .nothingMatched)
        answer.tell(outcome.released)
        for waiting in outcome.waiting {
            answer.say(SaidPhrase.waits(waiting.declaration, waiting.waiting, waiting.reason))
        }
        answer.sign(actor)
        return answer
    }
}

struct MatchCancelling: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("cancel", .matchCancel) }

    @Argument(help: .said(.declaration, .declaration), transform: Read.declaration) var declaration: Int64
    @Argument(help: .said(.lotCode, .code), transform: Read.code) var lot: Code
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let released = try await compensation.cancelPromise(of: declaration, on: lot, as: actor)
        var answer = Answer()
        answer.json["released"] = .released([released])
        answer.tell([released])
        answer.sign(actor)
        return answer
    }
}

struct Retire: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("retire", .retire) }

    @Argument(help: .said(.declarationToRetire, .declaration), transform: Read.declaration) var declaration: Int64?
    @Option(help: .said(.most, .number), transform: Read.count) var most: Int64?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let language = Speech.language
        let (compensation, actor) = try await common.openToAct()
        let outcome = try await compensation.retire(declaration: declaration, most: most, as: actor)
        var answer = Answer()
        answer.json["retirements"] = .array(
            outcome.retirements.map {
                [
                    "retirement": .integer($0.sequence), "declaration": .declaration($0.declaration),
                    "lot": .code($0.lot), "quantity": .quantity($0.quantity),
                    "grams": [.integer($0.grams.lowerBound), .integer($0.grams.upperBound)],
                    "units": .array(
                        $0.units.map { [.integer($0.lowerBound), .integer($0.upperBound)] }),
                ]
            })
        answer.json["held"] = .array(
            outcome.held.map {
                [
                    "declaration": .declaration($0.declaration), "lot": .code($0.lot),
                    "quantity": .quantity($0.quantity), "reason": .string($0.reason.said),
                ]
            })
        answer.list(
            [
                .init(.retirement, right: true), .init(.declaration), .init(.lot), .init(.retired, right: true),
                .init(.gramNumbers),
            ],
            outcome.retirements.map {
                [
                    String($0.sequence), "D\($0.declaration)", $0.lot.text, language.quantity($0.quantity),
                    Self.numbers($0.grams, language),
                ]
            }, none: .nothingRetired)
        for held in outcome.held { answer.say(SaidPhrase.held(held.declaration, held.lot, held.quantity, held.reason)) }
        answer.sign(actor)
        return answer
    }

    /// The first and the last gram, counted from 0.
    static func numbers(_ grams: Range<Int64>, _ language: Language) -> String {
        grams.isEmpty ? "–" : "\(language.number(grams.lowerBound)) – \(language.number(grams.upperBound - 1))"
    }
}
