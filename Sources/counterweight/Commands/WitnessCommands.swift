import ArgumentParser
import CanonicalJSON
import Certificates
import Compensation
import Fetching
import Journal
import Primitives
import Registry
import TransparencyLog
import Wording

/// Witnesses of the log: who they are, and what they are asked (docs/spec/witnesses.md).
struct WitnessCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "witness", .journalWitness, subcommands: [WitnessAdding.self, WitnessList.self, WitnessRemoval.self])
    }
}

struct WitnessAdding: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("add", .journalWitnessAdd) }

    @Argument(help: .said(.witnessKey, .key)) var key: String
    @Argument(help: .said(.witnessAddress, .address)) var address: String?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (key, address) = (try Read.witnessKey(key), try address.map(Read.witnessAddress))
        let (compensation, actor) = try await common.openToAct()
        try await compensation.registry.record(witness: key, address: address, as: actor)
        var answer = Answer()
        answer.json["witness"] = .string(key.name.text)
        answer.json["address"] = address.map(JSON.string)
        answer.say(WitnessPhrase.recorded(key.name.text, address: address))
        answer.say(WitnessPhrase.tellLogKey(compensation.registry.logKey.text))
        answer.sign(actor)
        return answer
    }
}

struct WitnessList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .journalWitnessList) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let witnesses = try await common.open().registry.witnesses()
        var answer = Answer()
        answer.json["witnesses"] = .array(
            witnesses.map { witness in
                var json: JSONObject = ["witness": .string(witness.name), "key": .string(witness.key.text)]
                json["address"] = witness.address.map(JSON.string)
                json["entries"] = witness.latest.map { .integer($0.checkpoint.size) }
                json["seconds"] = witness.cosignature.flatMap { JSON(exactly: $0.seconds) }
                return .object(json)
            })
        answer.list(
            [.init(.witness), .init(.address), .init(.entries, right: true), .init(.cosigned)],
            witnesses.map { witness in
                [
                    witness.name, witness.address ?? WitnessPhrase.byFile.said,
                    witness.latest.map { Speech.language.number($0.checkpoint.size) } ?? "–",
                    witness.cosignature?.time(in: Speech.language) ?? "–",
                ]
            }, none: .none)
        return answer
    }
}

struct WitnessRemoval: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("remove", .journalWitnessRemove) }

    @Argument(help: .said(.witnessName, .text)) var name: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try await compensation.registry.remove(witness: name, as: actor)
        var answer = Answer()
        answer.json["witness"] = .string(name)
        answer.say(WitnessPhrase.removed(name))
        answer.sign(actor)
        return answer
    }
}

/// Asks witnesses to cosign the newest checkpoint, over the network or by files.
struct JournalSubmit: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("submit", .journalSubmit) }

    @Option(help: .said(.submitTo, .text)) var witness: String?
    @Option(help: .said(.submissionRequest, .file)) var request: String?
    @Option(name: .customLong("answer"), help: .said(.submissionAnswer, .file)) var answerFile: String?
    @Option(help: .said(.submissionTimeout, .number), transform: Read.timeout) var timeout: Int = 20
    @OptionGroup var common: CommonOptions

    /// What a server may answer at most.
    private static let answerBytesMax = Note.bytesMax

    func answer() async throws -> Answer {
        guard request == nil || answerFile == nil else { throw CommandRefusal.oneWayToSubmit }
        if let answerFile { return try await take(answerFile) }
        let registry = try await common.open().registry
        let recorded = try await registry.witnesses()
        let chosen = recorded.filter { witness == nil || $0.name == witness || $0.key.text == witness }
        if let witness, chosen.isEmpty { throw SubmissionRefusal.unknownWitness(witness) }
        guard !chosen.isEmpty else { throw SubmissionRefusal.noWitness }
        if let request { return try await write(request, for: chosen, registry) }
        // Without a name, those that can be reached.
        let reached = witness == nil ? chosen.filter { $0.address != nil } : chosen
        guard !reached.isEmpty else { throw SubmissionRefusal.noAddress(chosen[0].name) }
        let curl = try Curl(for: "counterweight", timeout: timeout)
        var answer = Answer()
        var told: [JSON] = []
        for witness in reached {
            do {
                let cosigned = try await registry.submit(to: witness) { body, address in
                    let answered = try curl.post(body, to: address, limit: Self.answerBytesMax)
                    let failed = FetchFault.status(address, answered.status)
                    // What a server says of itself, and not the witness of the request.
                    if failed.isPassing { throw failed }
                    return (answered.status, answered.body)
                }
                told.append(Self.json(cosigned, witness.name))
                answer.say(WitnessPhrase.cosigned(cosigned))
            } catch let refusal as SubmissionRefusal {
                answer.exit = refusal.isPassing && answer.exit != .refused ? .contention : .refused
                told.append(Self.json(refusal, witness.name))
                answer.say(refusal)
            } catch let fault as FetchFault {
                answer.exit = fault.isPassing && answer.exit != .refused ? .contention : .refused
                told.append(Self.json(fault, witness.name))
                answer.say(WitnessPhrase.notReached(witness.name, fault))
            }
        }
        answer.json["witnesses"] = .array(told)
        return answer
    }

    private func write(_ path: String, for witnesses: [RecordedWitness], _ registry: Registry) async throws -> Answer {
        guard witnesses.count == 1 else { throw SubmissionRefusal.whichWitness(among: witnesses.map(\.name)) }
        try Output.check([path])
        let submission = try await registry.request(to: witnesses[0])
        try Output.create(path, submission.bytes)
        var answer = Answer()
        answer.json["witness"] = .string(witnesses[0].name)
        answer.json["entries"] = .integer(submission.checkpoint.size)
        answer.json["file"] = .string(path)
        answer.say(WitnessPhrase.requestWritten(path, witnesses[0].name, entries: submission.checkpoint.size))
        return answer
    }

    private func take(_ path: String) async throws -> Answer {
        let bytes = try Input.bytes(path, most: Note.bytesMax)
        let cosigned = try await common.open().registry.take(answer: bytes, of: witness)
        var answer = Answer()
        answer.json["witnesses"] = [Self.json(cosigned, cosigned.cosignatures.first?.name.text ?? "")]
        answer.say(WitnessPhrase.cosigned(cosigned))
        return answer
    }

    private static func json(_ cosigned: CosignedCheckpoint, _ name: String) -> JSON {
        var json: JSONObject = [
            "witness": .string(name), "outcome": "cosigned", "entries": .integer(cosigned.checkpoint.size),
        ]
        json["seconds"] = cosigned.cosignatures.first.flatMap { JSON(exactly: $0.seconds) }
        return .object(json)
    }

    private static func json(_ error: any Error & Phrase, _ name: String) -> JSON {
        [
            "witness": .string(name), "outcome": .string(Refusal.known(error)?.code ?? "unexpected"),
            "message": .string(error.said),
        ]
    }
}
