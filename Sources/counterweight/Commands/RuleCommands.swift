import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Primitives
import Programmes
import Wording

struct ProgrammeCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "programme", .programme,
            subcommands: [
                ProgrammePublishing.self, ProgrammePricing.self, ProgrammePrices.self, ProgrammeList.self,
            ])
    }
}

struct ProgrammePublishing: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("publish", .programmePublish) }

    @Option(help: .said(.programmeFile, .file)) var file: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let programme = try Input.record(file) { try Programme(bytes: $0) }
        let (compensation, actor) = try await common.openToAct()
        let sequence = try await compensation.publish(programme, as: actor)
        var answer = Answer(sequence)
        answer.json["programme"] = .string(programme.version.text)
        answer.say(SaidPhrase.programmePublished(programme.version, sequence))
        answer.sign(actor)
        return answer
    }
}

struct ProgrammeList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .programmeList) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let programmes = try await common.open().programmes()
        var answer = Answer()
        // As it was published: the file that people write and the journal's entry have one form.
        answer.json["programmes"] = .array(try programmes.map { try JSON(parsing: $0.canonicalBytes) })
        answer.list(
            [.init(.programme), .init(.from), .init(.unit), .init(.trigger), .init(.standards)],
            programmes.map { programme in
                [
                    programme.version.text, programme.from.text, programme.obligation.unit.said,
                    programme.trigger.said, programme.supply.standards.map(\.text).joined(separator: ", "),
                ]
            }, none: .none)
        return answer
    }
}

struct StandardCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration("standard", .standard, subcommands: [StandardPublishing.self, StandardList.self])
    }
}

struct StandardPublishing: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("publish", .standardPublish) }

    @Option(help: .said(.standardFile, .file)) var file: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let standard = try Input.record(file) { try SupplyStandard(bytes: $0) }
        let (compensation, actor) = try await common.openToAct()
        let sequence = try await compensation.publish(standard, as: actor)
        var answer = Answer(sequence)
        answer.json["standard"] = .string(standard.version.text)
        answer.say(SaidPhrase.standardPublished(standard.version, sequence))
        answer.sign(actor)
        return answer
    }
}

struct StandardList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .standardList) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let language = Speech.language
        let standards = try await common.open().standards()
        var answer = Answer()
        answer.json["standards"] = .array(try standards.map { try JSON(parsing: $0.canonicalBytes) })
        answer.list(
            [.init(.standard), .init(.from), .init(.gramsPerPiece), .init(.classes)],
            standards.map { standard in
                [
                    standard.version.text, standard.from.text,
                    standard.gramsPerPiece.map {
                        "\(language.mass($0.lowerBound)) – \(language.mass($0.upperBound))"
                    } ?? "–",
                    standard.classes.map(\.text).joined(separator: ", "),
                ]
            }, none: .none)
        return answer
    }
}
