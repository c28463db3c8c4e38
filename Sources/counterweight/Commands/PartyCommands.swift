import Access
import ArgumentParser
import CanonicalJSON
import Certificates
import Compensation
import Glibc
import Journal
import Lots
import Primitives
import Registry
import Storage

struct PartyCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "party", .party, subcommands: [PartyRecording.self, PartyList.self, PartyKey.self])
    }
}

struct PartyRecording: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("record", .partyRecord) }

    @Argument(help: .said(.partyCode, .code), transform: Read.code) var party: Code
    @Option(help: .said(.partyName, .text), transform: Read.partyName) var name: String
    @Option(help: .said(.country, .country), transform: Read.country) var country: Country
    @Option(help: .said(.role, .role), transform: Read.role) var role: [Role]
    @Option(help: .said(.member, .code), transform: Read.code) var member: [Code]
    @Option(help: .said(.verifierKey, .didKey)) var verifierKey: String?
    @Option(help: .said(.assurance, .assurance), transform: Read.assurance) var assurance: Assurance?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let record = PartyRecord(
            code: party, name: name, country: country, roles: Set(role), members: Set(member),
            verifierKey: verifierKey, assurance: assurance)
        try await compensation.registry.act(as: actor) { act in try act.record(record) }
        var answer = Answer()
        answer.json["party"] = .code(party)
        answer.say(SaidPhrase.partyRecorded(party, Role.allCases.filter(role.contains)))
        answer.sign(actor)
        return answer
    }
}

struct PartyList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .partyList) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let parties = try await common.open().registry.database.read { try $0.parties() }
        var answer = Answer()
        answer.json["parties"] = .array(
            parties.map { party in
                var json = JSONObject()
                json["party"] = .code(party.code)
                json["name"] = .string(party.name)
                json["country"] = .string(party.country.text)
                json["roles"] = .texts(Self.roles(of: party).map(\.rawValue))
                json["verifierKey"] = party.verifierKey.map(JSON.string)
                json["assurance"] = party.assurance.map { .string($0.rawValue) }
                return .object(json)
            })
        answer.list(
            [.init(.party), .init(.country), .init(.roles), .init(.name)],
            parties.map { party in
                [
                    party.code.text, party.country.text,
                    Self.roles(of: party).map(\.phrase.said).joined(separator: ", "), party.name,
                ]
            }, none: .none)
        return answer
    }

    private static func roles(of party: Party) -> [Role] { Role.allCases.filter(party.roles.contains) }
}

/// A verifier's own key. The registry never sees more than its public half.
struct PartyKey: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("key", .partyKey) }

    @Option(help: .said(.keyOut, .file)) var out: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let seed = World.chance.bytes(32)
        guard let key = IssuerKey(seed: seed) else { preconditionFailure("32 bytes are a seed") }
        let parent = String(out.reversed().drop { $0 != "/" }.dropFirst().reversed())
        if !parent.isEmpty, !out.hasPrefix("/") || parent != "/" {
            guard try !lies(parent, in: common.folder.data), try !lies(parent, in: common.folder.keys) else {
                throw CommandRefusal.keyInRegistry(path: out)
            }
            try File.createFolder(parent, mode: 0o700)
        }
        try Output.create(out, Array("\(Hexadecimal.text(seed))\n".utf8), mode: 0o600)
        var answer = Answer()
        answer.json["key"] = .string(key.didKey.text)
        answer.json["file"] = .string(out)
        answer.say(SaidPhrase.plain(key.didKey.text))
        answer.say(SaidPhrase.keyWritten(out))
        return answer
    }

    /// Whether the folder is the other one or below it, links followed as far as the path exists.
    private func lies(_ path: String, in folder: String) throws -> Bool {
        guard let folder = resolved(folder) else { return false }
        var path = path
        while true {
            if let resolved = resolved(path) { return resolved == folder || resolved.hasPrefix("\(folder)/") }
            let parent = String(path.reversed().drop { $0 != "/" }.dropFirst().reversed())
            if parent.isEmpty { return resolved(".") == folder }
            path = parent
        }
    }

    private func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
