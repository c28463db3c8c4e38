import Access
import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Primitives
import Programmes
import Registry
import TransparencyLog

struct Initialise: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("init", .initialise) }

    @Option(help: .said(.origin, .origin)) var origin: String?
    @Option(help: .said(.firstParty, .code), transform: Read.code) var party: Code
    @Option(help: .said(.partyName, .text), transform: Read.partyName) var name: String
    @Option(help: .said(.country, .country), transform: Read.country) var country: Country
    @Option(help: .said(.member, .code), transform: Read.code) var member: [Code]
    @Option(help: .said(.role, .role), transform: Read.role) var role: [Role] = []
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let registrar = PartyRecord(
            code: party, name: name, country: country, roles: Set(role + [.registrar]), members: Set(member))
        let folder = common.folder
        let compensation = try await World.create(folder, origin: origin, registrar: registrar)
        let actor = Actor(member: registrar.members.sorted().first ?? party, party: party)
        let registry = compensation.registry
        var answer = Answer()
        answer.json["data"] = .string(folder.data)
        answer.json["keys"] = .string(folder.keys)
        answer.json["origin"] = .string(registry.origin)
        answer.json["logKey"] = .string(registry.logKey.text)
        answer.json["issuer"] = .string(registry.issuer)
        answer.json["party"] = .code(party)
        answer.json["classes"] = .number(Catalogue.builtInClasses.count)
        answer.json["masses"] = .number(Catalogue.builtInMasses.count)
        answer.json["models"] = .number(Catalogue.builtInModels.count)
        answer.say(SaidPhrase.registryMade)
        answer.state([
            (.data, folder.data), (.keys, folder.keys), (.origin, registry.origin), (.logKey, registry.logKey.text),
            (.issuer, registry.issuer),
        ])
        answer.say(
            SaidPhrase.cataloguePublished(
                classes: Catalogue.builtInClasses.count, masses: Catalogue.builtInMasses.count,
                models: Catalogue.builtInModels.count))
        answer.say(SaidPhrase.keepKeysApart)
        answer.sign(actor)
        return answer
    }
}
