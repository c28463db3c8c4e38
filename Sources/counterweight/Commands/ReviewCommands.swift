import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Primitives
import Wording

struct ReviewCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "review", .review, subcommands: [ReviewList.self, ReviewClear.self, ReviewReject.self])
    }
}

struct ReviewList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .reviewList) }

    @Flag(help: .said(.allReviews)) var all = false
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let reviews = try await compensation.reviews(all: all, as: actor)
        var answer = Answer()
        answer.json["reviews"] = .array(reviews.map(\.json))
        var columns = [
            Answer.Column(.review, right: true), Answer.Column(.state), Answer.Column(.customer),
            Answer.Column(.identifiers), Answer.Column(.document), Answer.Column(.row, right: true),
            Answer.Column(.day),
        ]
        let showsClashes = reviews.contains { $0.clashes != nil }
        if showsClashes { columns.append(Answer.Column(.clashesWith)) }
        answer.list(
            columns,
            reviews.map { review in
                let cells = [
                    String(review.id), review.said, review.customer.text, review.identifiers.joined(separator: " "),
                    review.document ?? "", Speech.language.number(review.line), Speech.language.day(review.found),
                ]
                guard showsClashes else { return cells }
                return cells + [(review.clashes ?? []).map { SaidPhrase.clash($0).said }.joined(separator: "; ")]
            }, none: .noReviews)
        return answer
    }
}

extension Review {
    /// Its state, and what it became.
    fileprivate var said: String { declaration.map { "\(state.said), D\($0)" } ?? state.said }

    fileprivate var json: JSON {
        var json = JSONObject()
        json["review"] = .integer(id)
        json["state"] = .string(state.rawValue)
        json["customer"] = .code(customer)
        json["programme"] = .code(programme)
        json["life"] = .number(life)
        json["day"] = .day(day)
        json["beneficiary"] = beneficiary.map { .string($0) }
        json["costCentre"] = costCentre.map { .string($0) }
        json["document"] = document.map { .string($0) }
        json["line"] = .number(line)
        json["class"] = deviceClass.map { .string($0) }
        json["identifiers"] = .texts(identifiers)
        json["found"] = .day(found)
        json["clashes"] = clashes.map { clashes in
            .array(
                clashes.map { clash in
                    [
                        "declaration": .declaration(clash.declaration), "row": .integer(clash.row),
                        "customer": .code(clash.customer), "stands": .bool(clash.stands),
                    ]
                })
        }
        json["declaration"] = declaration.map { .declaration($0) }
        json["decided"] = decided.map { .day($0) }
        return .object(json)
    }
}

struct ReviewClear: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("clear", .reviewClear) }

    @Argument(help: .said(.review, .number), transform: Read.sequence) var review: Int64
    @Option(help: .said(.mendedMaker, .text)) var maker: String?
    @Option(help: .said(.mendedSerial, .text)) var serial: String?
    @Option(help: .said(.mendedIMEI, .text)) var imei: String?
    @Option(help: .said(.mendedIMEI2, .text)) var imei2: String?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let made = try await compensation.clear(
            review: review, mending: ReviewMending(maker: maker, serial: serial, imei: imei, imei2: imei2),
            as: actor)
        var answer = Answer()
        answer.json["review"] = .integer(review)
        answer.json["state"] = .string(ReviewState.cleared.rawValue)
        answer.json["sequence"] = .integer(made.sequence)
        answer.json["declaration"] = .declaration(made.sequence)
        answer.json["owed"] = .quantity(made.owed)
        answer.json["manifest"] = .string(made.manifest.text)
        answer.say(SaidPhrase.reviewTurned(review, .cleared))
        answer.say(SaidPhrase.declared(made.sequence, made.owed))
        answer.sign(actor)
        return answer
    }
}

struct ReviewReject: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("reject", .reviewReject) }

    @Argument(help: .said(.review, .number), transform: Read.sequence) var review: Int64
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try await compensation.reject(review: review, as: actor)
        var answer = Answer()
        answer.json["review"] = .integer(review)
        answer.json["state"] = .string(ReviewState.rejected.rawValue)
        answer.say(SaidPhrase.reviewTurned(review, .rejected))
        answer.sign(actor)
        return answer
    }
}
