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
        answer.say(KeepingPhrase.backedUp(folder, entries: backup.entries, evidence: backup.evidence))
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
        answer.say(KeepingPhrase.restored(common.folder.data, entries: backup.entries, evidence: backup.evidence))
        return answer
    }
}

struct Recover: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("recover", .recover) }

    @Option(help: .said(.newOrigin, .origin)) var origin: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        Answer(try await World.recover(common.folder, origin: origin, from: .recovered))
    }
}

extension Answer {
    init(_ recovery: Recovery) {
        let continued = recovery.continued
        self.init()
        json["origin"] = .string(recovery.origin)
        json["logKey"] = .string(recovery.logKey.text)
        json["continues"] = [
            "kept": .integer(continued.kept), "logKey": .string(continued.logKey),
            "origin": .string(continued.origin), "root": .string(continued.root.text),
            "size": .integer(continued.size),
        ]
        say(KeepingPhrase.recovered(recovery.origin, continued))
        if continued.kept < continued.size { say(KeepingPhrase.lostToSay(continued.kept..<continued.size)) }
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
