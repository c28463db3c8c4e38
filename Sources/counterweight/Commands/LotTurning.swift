import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Lots
import Primitives
import Wording

struct LotRejecting: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("reject", .lotReject) }

    @Argument(help: .said(.lotCode, .code), transform: Read.code) var lot: Code
    @Option(help: .said(.lotCause, .cause), transform: Read.lotCause) var cause: LotCause
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try await compensation.reject(lot: lot, cause: cause, as: actor)
        return Answer(lot, .rejected, by: actor)
    }
}

struct LotImpugning: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("impugn", .lotImpugn) }

    @Argument(help: .said(.lotCode, .code), transform: Read.code) var lot: Code
    @Option(help: .said(.lotCause, .cause), transform: Read.lotCause) var cause: LotCause
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let suspended = try await compensation.impugn(lot: lot, cause: cause, as: actor)
        return Answer(lot, .impugned, certificates: suspended, now: .suspended, by: actor)
    }
}

struct LotUpholding: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("uphold", .lotUphold) }

    @Argument(help: .said(.lotCode, .code), transform: Read.code) var lot: Code
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let revived = try await compensation.uphold(lot: lot, as: actor)
        return Answer(lot, .verified, certificates: revived, now: .live, by: actor)
    }
}

struct LotReversal: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("reverse", .lotReverse) }

    @Argument(help: .said(.lotCode, .code), transform: Read.code) var lot: Code
    @Option(help: .said(.lotCause, .cause), transform: Read.lotCause) var cause: LotCause
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let outcome = try await compensation.reverse(lot: lot, cause: cause, as: actor)
        return Answer(lot, .reversed, outcome, by: actor)
    }
}

struct LotShortening: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("shorten", .lotShorten) }

    @Argument(help: .said(.lotCode, .code), transform: Read.code) var lot: Code
    @Option(help: .said(.trueMass, .grams), transform: Read.grams) var mass: Grams
    @Option(help: .said(.truePieces, .pieces), transform: Read.pieces) var pieces: Pieces?
    @Option(help: .said(.lotCause, .cause), transform: Read.lotCause) var cause: LotCause
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let outcome = try await compensation.shorten(lot: lot, to: mass, count: pieces, cause: cause, as: actor)
        return Answer(lot, .shortened, outcome, by: actor)
    }
}

extension Answer {
    /// A lot's new state, and the certificates that turned with it.
    fileprivate init(
        _ lot: Code, _ state: LotState, certificates: [RandomID] = [], now turned: CertificateState = .live,
        by actor: Actor
    ) {
        self.init()
        tell(lot, state, certificates: certificates, now: turned)
        sign(actor)
    }

    /// What was taken back with a lot.
    fileprivate init(_ lot: Code, _ state: LotState, _ outcome: ReversalOutcome, by actor: Actor) {
        self.init()
        tell(lot, state, certificates: outcome.revived, now: .live)
        json["released"] = .released(outcome.released)
        json["reversedRetirements"] = .array(outcome.retirements.map(JSON.integer))
        json["revoked"] = .array(
            outcome.revoked.map { revoked in
                var json: JSONObject = ["certificate": .string(revoked.certificate.text)]
                json["replacedBy"] = revoked.replacedBy.map { .string($0.text) }
                return .object(json)
            })
        for revoked in outcome.revoked {
            if let successor = revoked.replacedBy {
                say(SaidPhrase.certificateReplaced(revoked.certificate, by: successor))
            } else {
                say(SaidPhrase.certificateIsNow(revoked.certificate, .revoked))
            }
        }
        say(SaidPhrase.retirementsReversed(outcome.retirements.count))
        tell(outcome.released)
        sign(actor)
    }

    fileprivate mutating func tell(
        _ lot: Code, _ state: LotState, certificates: [RandomID], now turned: CertificateState
    ) {
        json["lot"] = .code(lot)
        json["state"] = .string(state.rawValue)
        if !certificates.isEmpty {
            json["certificates"] = .texts(certificates.map(\.text))
            json["certificateState"] = .string(turned.rawValue)
        }
        say(SaidPhrase.lotIsNow(lot, state))
        for certificate in certificates { say(SaidPhrase.certificateIsNow(certificate, turned)) }
    }
}
