import ArgumentParser
import Compensation
import Journal
import Primitives
import Registry

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(help: .said(.data, .folder)) var data: String?
    @Option(help: .said(.keys, .folder)) var keys: String?
    /// The name is taken on trust: whoever may write to the folder may give any. A command that only reads ignores it.
    @Option(help: .said(.actor, .actor), transform: Read.actor) var actor: Actor?
    @Option(help: .said(.language, .language), transform: Read.language) var language: String?
    @Flag(help: .said(.json)) var json = false

    /// The registry's folders: the option, the environment, or `counterweight` here; keys beside the data.
    var folder: Folder {
        var data = data ?? Environment.value("COUNTERWEIGHT_DATA") ?? "./counterweight"
        while data.count > 1, data.hasSuffix("/") { data.removeLast() }
        return Folder(data: data, keys: keys ?? "\(data)-keys")
    }

    func open() async throws -> Compensation { try await World.open(folder) }

    /// Opens the registry and says who acts. The actor comes first: without one, nothing is touched.
    func openToAct() async throws -> (compensation: Compensation, actor: Actor) {
        let actor = try named()
        return (try await open(), actor)
    }

    /// Who acts.
    func named() throws(CommandRefusal) -> Actor {
        if let actor { return actor }
        guard let text = Environment.value("COUNTERWEIGHT_ACTOR"), !text.isEmpty else { throw .noActor }
        guard let actor = Actor(text) else { throw .badActor(text) }
        return actor
    }
}

/// A command at the end of a line: it asks or acts, and answers.
protocol AnsweringCommand: ParsableCommand {
    var common: CommonOptions { get }
    func answer() async throws -> Answer
}
