import ArgumentParser
import CanonicalJSON
import Certificates
import Compensation
import Primitives
import Registry
import TransparencyLog

struct JournalCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "journal", .journal,
            subcommands: [
                JournalExport.self, JournalCheckpoint.self, JournalTrust.self, JournalSubmit.self, WitnessCommands.self,
            ])
    }
}

struct JournalExport: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("export", .journalExport) }

    @Argument(help: .said(.exportFolder, .folder)) var folder: String
    @Flag(help: .said(.sealed)) var sealed = false
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let checkpoint = try await common.open().registry.export(to: folder, withSealedParts: sealed)
        var answer = Answer()
        answer.json["folder"] = .string(folder)
        answer.json["entries"] = .integer(checkpoint.size)
        answer.json["root"] = .string(Hexadecimal.text(checkpoint.rootHash.bytes))
        answer.json["sealed"] = .bool(sealed)
        answer.say(SaidPhrase.exported(checkpoint.size, folder, sealed: sealed))
        return answer
    }
}

struct JournalCheckpoint: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("checkpoint", .journalCheckpoint) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let text = try await common.open().registry.cosignedCheckpoint().note
        var answer = Answer()
        answer.json["checkpoint"] = .string(text)
        answer.say(SaidPhrase.plain(String(text.dropLast(text.hasSuffix("\n") ? 1 : 0))))
        return answer
    }
}

/// The keys by which others know this registry's word: the issuer's and the log's, as `counterweight-verify --trust` reads
/// them.
struct JournalTrust: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("trust", .journalTrust) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let registry = try await common.open().registry
        guard let issuer = IssuerKey(seed: registry.issuerSeed) else {
            throw RegistryRefusal.keyUnreadable(path: registry.folder.issuerKey)
        }
        var answer = Answer()
        answer.json["issuer"] = .string(issuer.didKey.text)
        answer.json["log"] = .string(registry.logKey.text)
        answer.say(SaidPhrase.plain(issuer.didKey.text))
        answer.say(SaidPhrase.plain(registry.logKey.text))
        return answer
    }
}
