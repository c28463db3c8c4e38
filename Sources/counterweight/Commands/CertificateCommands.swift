import ArgumentParser
import CanonicalJSON
import Certificates
import Compensation
import Journal
import Primitives
import Registry
import Reports
import TransparencyLog
import Typesetting
import Wording

struct CertificateCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "certificate", .certificate,
            subcommands: [
                CertificateIssuing.self, CertificateExport.self, CertificatePrinting.self, CertificatePublication.self,
                CertificateReplacing.self,
                CertificateDevices.self,
                CertificateList.self,
            ])
    }
}

/// Of what certificates are issued.
struct CutOptions: ParsableArguments {
    @Argument(help: .said(.declarationToCertify, .declaration), transform: Read.declaration) var declaration: Int64?
    @Option(help: .said(.cutDocument, .text), transform: Read.mark) var document: String?
    @Option(help: .said(.cutBeneficiary, .text), transform: Read.partyName) var beneficiary: String?
    @Option(help: .said(.cutCustomer, .code), transform: Read.code) var customer: Code?
    @Option(help: .said(.cutFrom, .day), transform: Read.day) var from: Day?
    @Option(help: .said(.cutTo, .day), transform: Read.day) var to: Day?

    func cut() throws(CutRefusal) -> CertificateCut {
        try CertificateCut(
            declaration: declaration, document: document, beneficiary: beneficiary, customer: customer, from: from,
            to: to)
    }
}

struct CertificateIssuing: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("issue", .certificateIssue) }

    @OptionGroup var options: CutOptions
    @Option(help: .said(.bundlesOut, .file)) var out: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let cut = try options.cut()
        let (compensation, actor) = try await common.openToAct()
        try Output.check([out])
        let outcomes = try await compensation.certify(cut, as: actor)
        var answer = Answer()
        answer.json["cut"] = .cut(cut)
        var certificates: [JSON] = []
        for (index, outcome) in outcomes.enumerated() {
            let bundle = try await compensation.bundle(certificate: outcome.certificate)
            // How many there are is known only now, and they are issued: a name that is taken stops none of them.
            let file = index == 0 ? out : Output.free(out, from: index + 1)
            try Output.create(file, bundle)
            certificates.append(.object(outcome.json(in: file)))
            answer.say(
                SaidPhrase.certified(
                    outcome.declarations, outcome.sums.map(\.quantity), outcome.mass, outcome.retirements.count))
            answer.state([
                (.certificate, outcome.certificate.text),
                (.beneficiary, outcomes.count > 1 ? outcome.beneficiary : nil), (.file, file),
            ])
        }
        answer.json["certificates"] = .array(certificates)
        answer.sign(actor)
        return answer
    }
}

extension CertifyOutcome {
    func json(in file: String) -> JSONObject {
        [
            "certificate": .string(certificate.text), "sequence": .integer(sequence),
            "beneficiary": .string(beneficiary), "declarations": .array(declarations.map(JSON.declaration)),
            "retired": .array(
                sums.map { ["quantity": .quantity($0.quantity), "grams": .grams($0.mass)] }),
            "grams": .grams(mass), "retirements": .array(retirements.map(JSON.integer)), "file": .string(file),
        ]
    }
}

extension JSON {
    static func cut(_ cut: CertificateCut) -> JSON {
        var json = JSONObject()
        json["declaration"] = cut.declaration.map(JSON.declaration)
        json["document"] = cut.document.map(JSON.string)
        json["beneficiary"] = cut.beneficiary.map(JSON.string)
        json["customer"] = cut.customer.map(JSON.code)
        json["from"] = cut.from.map(JSON.day)
        json["to"] = cut.to.map(JSON.day)
        return .object(json)
    }
}

/// The bundle as of now: with the newest checkpoint and the newest status lists.
struct CertificateExport: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("export", .certificateExport) }

    @Argument(help: .said(.certificateNumber, .certificate), transform: Read.certificate) var certificate: RandomID
    @Option(help: .said(.bundleOut, .file)) var out: String
    @Option(help: .said(.envelopeOut, .file)) var jwt: String?
    @Option(help: .said(.entryProofOut, .file)) var proof: String?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let bundle = try await common.open().certificateBundle(certificate)
        try Output.replace(out, bundle.bytes)
        var answer = Answer()
        answer.json["certificate"] = .string(certificate.text)
        answer.json["file"] = .string(out)
        answer.say(SaidPhrase.bundleWritten(out))
        if let jwt {
            try Output.replace(jwt, Array("\(bundle.credential.envelope)\n".utf8))
            answer.json["jwt"] = .string(jwt)
            answer.say(KeepingPhrase.envelopeWritten(jwt))
        }
        if let proof {
            try Output.replace(proof, Array(try bundle.proofOfIssue().text.utf8))
            answer.json["proof"] = .string(proof)
            answer.say(KeepingPhrase.proofWritten(proof))
        }
        return answer
    }
}

/// Takes the doubted part of a suspended certificate from other lots, at once.
struct CertificateReplacing: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("replace", .certificateReplace) }

    @Argument(help: .said(.certificateNumber, .certificate), transform: Read.certificate) var certificate: RandomID
    @Option(help: .said(.bundleOut, .file)) var out: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try Output.check([out])
        let outcome = try await compensation.replace(certificate: certificate, as: actor)
        try Output.create(out, try await compensation.bundle(certificate: outcome.certificate.certificate))
        var answer = Answer()
        answer.json["revoked"] = .string(certificate.text)
        answer.json["reversed"] = .array(outcome.reversed.map(JSON.integer))
        answer.json["retired"] = .array(outcome.retirements.map { .integer($0.sequence) })
        answer.json["certificate"] = .object(outcome.certificate.json(in: out))
        answer.say(SaidPhrase.certificateReplaced(certificate, by: outcome.certificate.certificate))
        answer.say(
            SaidPhrase.certified(
                outcome.certificate.declarations, outcome.certificate.sums.map(\.quantity), outcome.certificate.mass,
                outcome.certificate.retirements.count))
        answer.state([
            (.lots, Set(outcome.retirements.map(\.lot)).sorted().map(\.text).joined(separator: ", ")), (.file, out),
        ])
        answer.sign(actor)
        return answer
    }
}

/// What the registry's address has to show for its certificates.
struct CertificatePublication: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("publish", .certificatePublish) }

    @Argument(help: .said(.publicFolder, .folder)) var folder: String
    @Option(help: .said(.earlierOrigin, .origin)) var origin: String?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let compensation = try await common.open()
        let published = try await compensation.publishStatus(to: folder, origin: origin)
        let pages = try await writePages(of: compensation)
        var answer = Answer()
        answer.json["folder"] = .string(folder)
        answer.json["lists"] = .texts(published.lists)
        answer.json["didDocument"] = published.document.map(JSON.string)
        answer.json["pages"] = .integer(Int64(pages))
        answer.say(KeepingPhrase.published(folder, lists: published.lists.count, document: published.document))
        answer.say(KeepingPhrase.pagesWritten(pages))
        return answer
    }

    /// A page for each certificate of that name, whole under its name before the next; what is there already stays.
    ///
    /// - Returns: how many there are.
    private func writePages(of compensation: Compensation) async throws -> Int {
        let today = compensation.registry.now.day
        let origin = origin ?? compensation.registry.origin
        var standings = compensation.standings()
        var count = 0
        while case let batch = try await standings.next(), !batch.isEmpty {
            for standing in batch where standing.content.origin == origin {
                let page = PublicPage(standing, asOf: today)
                let (path, bytes) = ("\(folder)/\(page.path)", page.bytes)
                count += 1
                if File.exists(path), (try? File.read(path, bytesMax: bytes.count)) == bytes { continue }
                try File.createFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
                try File.replace(path, with: bytes)
            }
        }
        return count
    }
}

/// The certificate as a PDF, with the bundle attached: as of now from the registry, with the devices by their numbers; or as a
/// bundle has it, without a registry.
struct CertificatePrinting: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("print", .certificatePrint) }

    @Argument(help: .said(.certificateToPrint, .certificate), transform: Read.certificate) var certificate: RandomID?
    @Option(help: .said(.bundleToPrint, .file)) var bundle: String?
    @Option(help: .said(.pageOut, .file)) var out: String
    @Option(help: .said(.paper, .paper), transform: Read.paper) var paper: Paper = .a4
    @Flag(help: .said(.bilingual)) var bilingual = false
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        var page: CertificatePage
        switch (certificate, bundle) {
        case (let certificate?, nil):
            let compensation = try await common.open()
            page = try CertificatePage(bundle: try await compensation.bundle(certificate: certificate))
            page.devices = try await compensation.devices(of: page.content)
        case (nil, let bundle?):
            page = try CertificatePage(bundle: try Input.bytes(bundle, most: CertificateBundle.bytesMax))
        case (nil, nil), (_?, _?): throw CommandRefusal.oneCertificate
        }
        let others = bilingual ? Language.allCases.filter { $0 != Speech.language } : []
        let (bytes, pages) = try page.file(in: [Speech.language] + others, on: paper)
        try Output.replace(out, bytes)
        var answer = Answer()
        answer.json["certificate"] = .string(page.content.certificate.text)
        answer.json["state"] = .string(page.state.rawValue)
        answer.json["pages"] = .number(pages)
        answer.json["file"] = .string(out)
        answer.say(SaidPhrase.pagesWritten(out, pages))
        if page.state != .live { answer.say(SaidPhrase.certificateIsNow(page.content.certificate, page.state)) }
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
                    "beneficiary": .string($0.beneficiary),
                    "declarations": .array($0.declarations.map(JSON.declaration)),
                    "state": .string($0.state.rawValue),
                ]
            })
        answer.list(
            [.init(.certificate), .init(.beneficiary), .init(.declarations), .init(.state)],
            certificates.map {
                [
                    $0.certificate.text, $0.beneficiary, SaidPhrase.declarations($0.declarations).said, $0.state.said,
                ]
            }, none: .noCertificates)
        return answer
    }
}
