import Exchange
import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Primitives
import Wording

struct DraftCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "draft", .draft,
            subcommands: [
                DraftAdd.self, DraftList.self, DraftJudge.self, DraftSubmit.self, DraftReturn.self, DraftAccept.self,
                DraftDiscard.self, DraftSecondMember.self,
            ])
    }
}

struct DraftAdd: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("add", .draftAdd) }

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let mapping = try list.file.mapping()
        let (compensation, actor) = try await common.openToAct()
        let received = try list.file.received(mapping, scratch: compensation.scratchFolder)
        let draft = try await compensation.draft(
            list.papers, list: received, named: list.file.name, mapping: mapping, as: actor)
        return Answer(draft, .draft, by: actor)
    }
}

struct DraftList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .draftList) }

    @Flag(help: .said(.allDrafts)) var all = false
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let drafts = try await compensation.drafts(all: all, as: actor)
        var answer = Answer()
        answer.json["drafts"] = .array(drafts.map(\.json))
        let language = Speech.language
        answer.list(
            [
                Answer.Column(.draft, right: true), Answer.Column(.state), Answer.Column(.customer),
                Answer.Column(.programme), Answer.Column(.day), Answer.Column(.file), Answer.Column(.lastStep),
                Answer.Column(.declarations),
            ],
            drafts.map { draft in
                [
                    String(draft.id), draft.state.said, draft.papers.customer.text, draft.papers.programme.text,
                    draft.papers.day.text, draft.fileName,
                    draft.steps.last.map { "\($0.actor.text), \(language.day($0.day))" } ?? "",
                    draft.declarations.map { "D\($0)" }.joined(separator: " "),
                ]
            }, none: .noDrafts)
        return answer
    }
}

extension Draft {
    fileprivate var json: JSON {
        var json = JSONObject()
        json["draft"] = .integer(id)
        json["state"] = .string(state.rawValue)
        json["customer"] = .code(papers.customer)
        json["programme"] = .code(papers.programme)
        json["day"] = .day(papers.day)
        json["beneficiary"] = papers.beneficiary.map { .string($0) }
        json["costCentre"] = papers.costCentre.map { .string($0) }
        json["document"] = papers.document.map { .string($0) }
        json["life"] = .number(papers.life)
        json["file"] = .string(fileName)
        json["fileBytes"] = .integer(fileBytes)
        json["underWay"] = .bool(isUnderWay)
        json["steps"] = .array(
            steps.map { step in
                ["step": .string(step.kind.rawValue), "actor": .string(step.actor.text), "day": .day(step.day)]
            })
        json["declarations"] = .array(declarations.map { .declaration($0) })
        return .object(json)
    }
}

struct DraftJudge: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("judge", .draftJudge) }

    @Argument(help: .said(.draft, .number), transform: Read.sequence) var draft: Int64
    @OptionGroup var reports: ListReports
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try Output.check([reports.excluded, reports.verdicts])
        let progress = ProgressLine()
        defer { progress.end() }
        let judged = try await compensation.judge(draft: draft, as: actor, progress: progress.progress)
        var answer = Answer()
        answer.tell(judged)
        try reports.write(judged.report, &answer)
        return answer
    }
}

struct DraftSubmit: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("submit", .draftSubmit) }

    @Argument(help: .said(.draft, .number), transform: Read.sequence) var draft: Int64
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try await compensation.submit(draft: draft, as: actor)
        return Answer(draft, .submitted, by: actor)
    }
}

struct DraftReturn: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("return", .draftReturn) }

    @Argument(help: .said(.draft, .number), transform: Read.sequence) var draft: Int64
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try await compensation.giveBack(draft: draft, as: actor)
        return Answer(draft, .draft, by: actor)
    }
}

struct DraftAccept: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("accept", .draftAccept) }

    @Argument(help: .said(.draft, .number), transform: Read.sequence) var draft: Int64
    @OptionGroup var reports: ListReports
    @Option(help: .said(.receipt, .file)) var receipt: String?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try Output.check([receipt, reports.excluded, reports.verdicts])
        let papers = try await compensation.papers(ofDraft: draft)
        let progress = ProgressLine()
        defer { progress.end() }
        let outcome: DeclareOutcome
        do {
            outcome = try await Interruption.watch {
                try await compensation.accept(draft: draft, as: actor, progress: progress.progress)
            }
        } catch is CancellationError {
            throw CommandRefusal.stopped(draft: draft)
        }
        progress.end()
        var answer = Answer()
        answer.json["draft"] = .integer(draft)
        answer.tell(outcome)
        if let receipt, !outcome.declarations.isEmpty { try answer.write(outcome, papers, receipt: receipt) }
        try reports.write(outcome.report, &answer)
        answer.sign(actor)
        return answer
    }
}

struct DraftDiscard: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("discard", .draftDiscard) }

    @Argument(help: .said(.draft, .number), transform: Read.sequence) var draft: Int64
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try await compensation.discard(draft: draft, as: actor)
        return Answer(draft, .discarded, by: actor)
    }
}

struct DraftSecondMember: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("second-member", .draftSecondMember) }

    @Argument(help: .said(.customer, .code), transform: Read.code) var party: Code
    @Flag(help: .said(.endSecondMember)) var end = false
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try await compensation.ask(forSecondMember: !end, of: party, as: actor)
        var answer = Answer()
        answer.json["party"] = .code(party)
        answer.json["secondMember"] = .bool(!end)
        answer.say(SaidPhrase.secondMember(party, !end))
        answer.sign(actor)
        return answer
    }
}

extension Answer {
    fileprivate init(_ draft: Int64, _ state: DraftState, by actor: Actor) {
        self.init()
        json["draft"] = .integer(draft)
        json["state"] = .string(state.rawValue)
        say(SaidPhrase.draftTurned(draft, state))
        sign(actor)
    }
}
