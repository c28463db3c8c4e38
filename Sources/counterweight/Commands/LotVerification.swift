import ArgumentParser
import CanonicalJSON
import Certificates
import Compensation
import Journal
import Lots
import Primitives
import Wording

struct LotVerification: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("verify", .lotVerify) }

    @Argument(help: .said(.lotCode, .code), transform: Read.code) var lot: Code
    @Option(help: .said(.signWithKey, .file)) var key: String?
    @Option(help: .said(.signRequest, .file)) var request: String?
    @Option(help: .said(.signature, .signature)) var signature: String?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        guard [key, request, signature].filter({ $0 != nil }).count == 1 else { throw CommandRefusal.oneWayToSign }
        if let key { return try await verify(signingWith: key) }
        if let request { return try await ask(for: request) }
        let bytes = try Input.signature(signature ?? "")
        let (compensation, actor) = try await common.openToAct()
        return answer(try await compensation.verify(lot: lot, signature: bytes, as: actor), by: actor)
    }

    private func verify(signingWith path: String) async throws -> Answer {
        let key = try Input.key(path)
        let (compensation, actor) = try await common.openToAct()
        let outcome = try await compensation.verify(lot: lot, as: actor) { key.signature(of: $0) }
        return answer(outcome, by: actor)
    }

    /// Writes the bytes to sign. Asked again, the newer bytes count, so an earlier file is written over.
    private func ask(for path: String) async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let request = try await compensation.requestVerification(lot: lot, as: actor)
        guard let bytes = request.bytes else { return answer(.refused(request.verdicts), by: actor) }
        try Output.replace(path, bytes)
        var answer = Answer()
        answer.json["lot"] = .code(lot)
        answer.json["verified"] = false
        answer.json["request"] = .string(path)
        answer.json["verdicts"] = .verdicts(request.verdicts)
        answer.tell(request.verdicts)
        answer.say(SaidPhrase.bytesToSign(lot, path))
        answer.sign(actor)
        return answer
    }

    private func answer(_ outcome: GuardOutcome, by actor: Actor) -> Answer {
        var answer = Answer()
        answer.json["lot"] = .code(lot)
        switch outcome {
        case .verified(let sequence, let verdicts):
            answer.json["sequence"] = .integer(sequence)
            answer.json["verified"] = true
            answer.json["verdicts"] = .verdicts(verdicts)
            answer.tell(verdicts)
            answer.say(SaidPhrase.lotVerified(lot, sequence))
        case .refused(let verdicts):
            answer.exit = .refused
            answer.json["verified"] = false
            answer.json["verdicts"] = .verdicts(verdicts)
            answer.tell(verdicts)
            answer.say(
                SaidPhrase.guardRefused(
                    lot, verdicts.filter { $0.outcome == .fail || $0.outcome == .missing }.map(\.rule)))
        }
        answer.sign(actor)
        return answer
    }
}

extension Answer {
    /// One line a rule: what it said, and what it saw.
    fileprivate mutating func tell(_ verdicts: [Verdict]) {
        blocks.append(
            .table(
                [.init(.rule), .init(.verdict), .init(.reason)],
                rows: verdicts.map { [$0.rule.said, $0.outcome.said, $0.said] }))
    }
}

extension JSON {
    fileprivate static func verdicts(_ verdicts: [Verdict]) -> JSON {
        .array(
            verdicts.map { verdict in
                [
                    "rule": .string(verdict.rule.rawValue), "outcome": .string(verdict.outcome.rawValue),
                    "reason": .string(verdict.said),
                ]
            })
    }
}
