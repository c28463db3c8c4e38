import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Primitives
import Registry
import TransparencyLog

struct BackUp: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("backup", .backup) }

    @Argument(help: .said(.backupFolder, .folder)) var folder: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let backup = try await common.open().registry.backUp(to: folder)
        var answer = Answer(backup)
        answer.json["folder"] = .string(folder)
        answer.say(SaidPhrase.backedUp(folder, entries: backup.entries, evidence: backup.evidence))
        return answer
    }
}

struct Restore: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("restore", .restore) }

    @Argument(help: .said(.backupFolder, .folder)) var folder: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let backup = try Registry.restore(folder, to: common.folder)
        var answer = Answer(backup)
        answer.json["data"] = .string(common.folder.data)
        answer.say(SaidPhrase.restored(common.folder.data, entries: backup.entries, evidence: backup.evidence))
        return answer
    }
}

struct Recover: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("recover", .recover) }

    @Option(help: .said(.newOrigin, .origin)) var origin: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let recovery = try await World.recover(common.folder, origin: origin)
        // As everything else will open it.
        let registry = try await common.open().registry
        let continued = recovery.continued
        var answer = Answer()
        answer.json["origin"] = .string(recovery.origin)
        answer.json["logKey"] = .string(registry.logKey.text)
        answer.json["continues"] = [
            "kept": .integer(continued.kept), "logKey": .string(continued.logKey),
            "origin": .string(continued.origin), "root": .string(continued.root.text),
            "size": .integer(continued.size),
        ]
        answer.say(SaidPhrase.recovered(recovery.origin, continued))
        answer.say(SaidPhrase.lostToSay(continued.kept..<continued.size))
        return answer
    }
}

extension Answer {
    fileprivate init(_ backup: Backup) {
        self.init()
        json["origin"] = .string(backup.origin)
        json["entries"] = .integer(backup.entries)
        json["evidence"] = .number(backup.evidence)
        json["database"] = .string(backup.database.text)
    }
}
