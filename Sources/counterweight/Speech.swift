import ArgumentParser
import Glibc
import Wording

/// The language of this run, decided before anything is parsed, so that help and the parser's own words are in it too:
/// `--language`, else the first of LC_ALL, LC_MESSAGES and LANG that is set; English where none of them is known.
enum Speech {
    static let language = language(of: CommandLine.arguments, environment: Environment.value)

    static func language(of arguments: [String], environment: (String) -> String?) -> Language {
        if let asked = option("--language", in: arguments).flatMap(Language.init(tag:)) { return asked }
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        let locale = names.lazy.compactMap(environment).first { !$0.isEmpty }
        return locale.flatMap(Language.init(tag:)) ?? .english
    }

    /// The value of `--name value` or `--name=value`, as far as it can be told without parsing.
    private static func option(_ name: String, in arguments: [String]) -> String? {
        for (index, argument) in arguments.enumerated() {
            if argument == "--" { return nil }
            if argument.hasPrefix("\(name)=") { return String(argument.dropFirst(name.count + 1)) }
            if argument == name, index + 1 < arguments.count { return arguments[index + 1] }
        }
        return nil
    }
}

extension Phrase {
    /// In the language of this run.
    var said: String { text(in: Speech.language) }
}

extension ArgumentHelp {
    static func said(_ option: OptionPhrase, _ value: ValuePhrase? = nil) -> ArgumentHelp {
        ArgumentHelp(stringLiteral: option.said).named(value)
    }

    private func named(_ value: ValuePhrase?) -> ArgumentHelp {
        var help = self
        if let value { help.valueName = value.said }
        return help
    }
}

extension CommandConfiguration {
    /// A command as its phrases tell of it.
    init(
        _ name: String, _ phrase: HelpPhrase, subcommands: [any ParsableCommand.Type] = [],
        first: (any ParsableCommand.Type)? = nil
    ) {
        var discussion: [String] = []
        if !phrase.examples.isEmpty { discussion.append(HelpHeading.examples.said + "\n" + phrase.examples) }
        if phrase == .counterweight { discussion.append(HelpHeading.exitCodes.said) }
        self.init(
            commandName: name, abstract: phrase.said, discussion: discussion.joined(separator: "\n\n"),
            subcommands: subcommands, defaultSubcommand: first)
    }
}

/// The environment's variables.
enum Environment {
    static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Where files of an hour go that belong to no registry.
    static var temporaryFolder: String { value("TMPDIR") ?? "/tmp" }
}
