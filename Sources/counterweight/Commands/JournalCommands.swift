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
                JournalExport.self, JournalCheckpoint.self, JournalProof.self, JournalTrust.self, JournalSubmit.self,
                WitnessCommands.self,
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

struct JournalProof: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("prove", .journalProve) }

    @Argument(help: .said(.entryToProve, .number), transform: Read.sequence) var entry: Int64
    @Option(help: .said(.entryProofOut, .file)) var out: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let proof = try await common.open().registry.proof(of: entry)
        try Output.replace(out, Array(proof.text.utf8))
        var answer = Answer(entry)
        answer.json["file"] = .string(out)
        answer.say(KeepingPhrase.proofWritten(out))
        return answer
    }
}

/// The keys by which others know this registry's word: the issuer's and the log's, as `counterweight-verify --trust` reads
/// them, and the issuer's earlier ones, but for those that somebody else may have.
struct JournalTrust: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("trust", .journalTrust) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let registry = try await common.open().registry
        let keys = try await registry.issuerKeys()
        let issuers = keys.filter(\.stands) + keys.filter { !$0.stands && !$0.isCompromised }
        guard let first = issuers.first else { throw RegistryRefusal.damaged(.entry) }
        var answer = Answer()
        answer.json["issuer"] = .string(first.key.text)
        answer.json["log"] = .string(registry.logKey.text)
        answer.json["earlierIssuers"] = .array(issuers.dropFirst().map { .string($0.key.text) })
        for text in [first.key.text, registry.logKey.text] + issuers.dropFirst().map(\.key.text) {
            answer.say(SaidPhrase.plain(text))
        }
        return answer
    }
}
