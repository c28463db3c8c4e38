import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Primitives
import Wording

struct CertificateCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "certificate", .certificate,
            subcommands: [CertificateIssuing.self, CertificateExport.self, CertificateList.self])
    }
}

struct CertificateIssuing: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("issue", .certificateIssue) }

    @Argument(help: .said(.declaration, .declaration), transform: Read.declaration) var declaration: Int64
    @Option(help: .said(.bundleOut, .file)) var out: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        guard !Output.exists(out) else { throw CommandRefusal.fileExists(path: out) }
        let outcome = try await compensation.certify(declaration: declaration, as: actor)
        let bundle = try await compensation.bundle(certificate: outcome.certificate)
        try Output.create(out, bundle)
        var answer = Answer(outcome.sequence)
        answer.json["certificate"] = .string(outcome.certificate.text)
        answer.json["declaration"] = .declaration(declaration)
        answer.json["quantity"] = .quantity(outcome.quantity)
        answer.json["grams"] = .grams(outcome.mass)
        answer.json["retirements"] = .array(outcome.retirements.map(JSON.integer))
        answer.json["file"] = .string(out)
        answer.say(SaidPhrase.certified(declaration, outcome.quantity, outcome.mass, outcome.retirements.count))
        answer.state([(.certificate, outcome.certificate.text), (.file, out)])
        answer.sign(actor)
        return answer
    }
}

/// The bundle as of now: with the newest checkpoint and the newest status lists.
struct CertificateExport: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("export", .certificateExport) }

    @Argument(help: .said(.certificateNumber, .certificate), transform: Read.certificate) var certificate: RandomID
    @Option(help: .said(.bundleOut, .file)) var out: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let bundle = try await common.open().bundle(certificate: certificate)
        try Output.replace(out, bundle)
        var answer = Answer()
        answer.json["certificate"] = .string(certificate.text)
        answer.json["file"] = .string(out)
        answer.say(SaidPhrase.bundleWritten(out))
        return answer
    }
}

struct CertificateList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .certificateList) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let certificates = try await common.open().certificates()
        var answer = Answer()
        answer.json["certificates"] = .array(
            certificates.map {
                [
                    "certificate": .string($0.certificate.text), "sequence": .integer($0.sequence),
                    "declaration": .declaration($0.declaration), "state": .string($0.state.rawValue),
                ]
            })
        answer.list(
            [.init(.certificate), .init(.declaration), .init(.state)],
            certificates.map { [$0.certificate.text, "D\($0.declaration)", $0.state.said] }, none: .noCertificates)
        return answer
    }
}
