import ArgumentParser
import CanonicalJSON
import Compensation
import Exchange
import Primitives
import Registry
import Sheets
import Wording

/// A list's file and how it is read: whatever takes a list of devices takes these.
struct ListFileOptions: ParsableArguments {
    @Argument(help: .said(.sheet, .file)) var sheet: String
    @Option(help: .said(.map, .map)) var map: [String] = []
    @Option(help: .said(.profile, .profile)) var profile: String?
    @Option(help: .said(.encoding, .encoding), transform: Read.encoding) var encoding: TextEncoding?
    @Option(help: .said(.worksheet, .text)) var worksheet: String?

    /// The file's name without its folder.
    var name: String { Input.name(of: sheet) }

    /// A profile is one of the built-in ones, or a file where the word has a slash or ends in `.json`.
    func mapping() throws -> DeclarationMapping {
        guard let profile else { return try DeclarationMapping(map) }
        let isFile = profile.contains("/") || profile.hasSuffix(".json")
        let found =
            isFile
            ? try Input.record(profile) { try ListProfile(try JSON(parsing: $0)) } : try ListProfile.named(profile)
        return try DeclarationMapping(map, profile: found)
    }

    /// The list as it can be declared, without the columns that nobody may keep.
    func received(_ mapping: DeclarationMapping, scratch: String) throws -> ReceivedList {
        try Input.check(sheet)
        return try ListFault.named(sheet) {
            try ReceivedList(path: sheet, ListReading(encoding: encoding, worksheet: worksheet), folder: scratch)
                .withoutDroppedColumns(mapping)
        }
    }
}

/// What a list's columns would be taken for. No registry is needed.
struct DeclareColumns: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("columns", .declareColumns) }

    @OptionGroup var file: ListFileOptions
    @Option(help: .said(.profileOut, .file)) var write: String?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let mapping = try file.mapping()
        try Output.check([write])
        let received = try file.received(mapping, scratch: Environment.temporaryFolder)
        let account = try ListFault.named(file.sheet) { try received.columns(mapping) }
        var answer = Answer()
        answer.tell(account, received.form)
        if let write {
            try Output.create(write, Array(account.ownProfile.fileText.utf8))
            answer.json["profileFile"] = .string(write)
            answer.say(SaidPhrase.profileWritten(write))
        }
        return answer
    }
}

struct DeclareProfiles: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("profiles", .declareProfiles) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        var answer = Answer()
        answer.json["profiles"] = .array(ListProfile.all.map(\.json))
        answer.list(
            [Answer.Column(.profile), Answer.Column(.name), Answer.Column(.headingsFrom)],
            ListProfile.all.map { [$0.name, $0.title, $0.source] }, none: .none)
        return answer
    }
}

extension Answer {
    /// What each column of a list was taken for.
    mutating func tell(_ account: ColumnAccount, _ form: ListForm) {
        json["profile"] = .string(account.profile.name)
        switch form {
        case .text(let encoding): json["encoding"] = .string(encoding.rawValue)
        case .worksheet(let name): json["worksheet"] = .string(name)
        }
        json["columns"] = .array(
            account.columns.map { column in
                var json = JSONObject()
                json["column"] = .number(column.column)
                json["heading"] = .string(column.heading)
                switch column.use {
                case .field(let field): json["field"] = .string(field.rawValue)
                case .dropped(let reason): json["dropped"] = .string(reason.rawValue)
                case .unused: json["unused"] = true
                }
                json["sample"] = column.sample.map { .string($0) }
                return .object(json)
            })
        var constants = JSONObject()
        for (field, value) in account.constants { constants[field.rawValue] = .string(value) }
        json["constants"] = .object(constants)
        say(SaidPhrase.listRead(form, account.profile.title))
        list(
            [Column(.column, right: true), Column(.heading), Column(.takenFor), Column(.sample)],
            account.columns.map { column in
                [String(column.column), column.heading, column.use.said, column.sample ?? ""]
            }
                + account.constants.map { field, value in
                    ["", "", field.said, value]
                }, none: .none)
    }
}
