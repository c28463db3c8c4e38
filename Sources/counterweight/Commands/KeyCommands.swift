import ArgumentParser
import CanonicalJSON
import Certificates
import Compensation
import Journal
import Primitives
import Registry
import Storage
import TransparencyLog
import Wording

struct KeyCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "key", .key, subcommands: [KeyList.self, KeyRotation.self, KeyRevoking.self, LogRotation.self])
    }
}

struct KeyList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .keyList) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let registry = try await common.open().registry
        let keys = try await registry.issuerKeys()
        let opened = try await registry.database.read { try $0.opened() }
        var answer = Answer()
        answer.json["issuer"] = .array(
            keys.map { named in
                [
                    "key": .string(named.key.text), "fingerprint": .string(named.key.fingerprint),
                    "sequence": .integer(named.sequence), "day": .day(named.day), "signs": .bool(named.stands),
                    "revocations": .array(
                        named.revocations.map {
                            [
                                "sequence": .integer($0.sequence), "day": .day($0.day),
                                "cause": .string($0.cause.rawValue),
                            ]
                        }),
                ]
            })
        answer.json["log"] = .string(registry.logKey.text)
        answer.json["earlierLogs"] = .texts(opened.continues.map(\.logKey))
        answer.list(
            [.init(.key), .init(.fingerprint), .init(.from), .init(.state)],
            keys.map { named in
                let revoked = named.revocations.last.map { KeepingPhrase.keyRevokedOn($0.day, $0.cause) }
                return [
                    named.key.text, named.key.fingerprint, Speech.language.day(named.day),
                    (revoked ?? KeepingPhrase.keySigns).said,
                ]
            }, none: .none)
        answer.state([(.logKey, registry.logKey.text)] + opened.continues.map { (.earlierLog, $0.logKey) })
        return answer
    }
}

/// Gives the issuer another key.
struct KeyRotation: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("rotate", .keyRotate) }

    @Option(help: .said(.keyCause, .cause), transform: Read.keyCause) var cause: KeyCause = .superseded
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let actor = try common.named()
        let key = try await World.changeIssuerKey(of: common.folder, cause: cause, as: actor)
        var answer = Answer()
        answer.json["issuer"] = .string(key.text)
        answer.json["cause"] = .string(cause.rawValue)
        answer.say(KeepingPhrase.keyChanged(key, keys: common.folder.issuerKey))
        answer.sign(actor)
        return answer
    }
}

struct KeyRevoking: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("revoke", .keyRevoke) }

    @Argument(help: .said(.keyToRevoke, .didKey), transform: Read.issuerKey) var key: DIDKey
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try await compensation.registry.revoke(key, as: actor)
        var answer = Answer()
        answer.json["key"] = .string(key.text)
        answer.json["cause"] = .string(KeyCause.compromised.rawValue)
        answer.say(KeepingPhrase.keyCompromised(key))
        answer.sign(actor)
        return answer
    }
}

/// Goes on in another log, since a log's key is part of its name.
struct LogRotation: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("rotate-log", .keyRotateLog) }

    @Option(help: .said(.newOrigin, .origin)) var origin: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        Answer(try await World.recover(common.folder, origin: origin, from: .keyChanged))
    }
}
