import ArgumentParser
import CanonicalJSON
import Certificates
import Primitives
import Wording

/// Checks the proofs of single devices beside the bundle of their certificate.
struct DeviceCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "device", abstract: say(.command), discussion: Verify.say(.exitCodes))
    }

    @Argument(help: ArgumentHelp(say(.proofArgument)))
    var proof: [String]

    @Option(name: .long, help: ArgumentHelp(say(.bundleOption), valueName: "file"))
    var bundle: String

    @Option(name: .long, help: ArgumentHelp(Verify.say(.statusOption), valueName: "file"))
    var status: [String] = []

    @OptionGroup var common: CommonOptions

    func run() throws {
        let trust = try common.known()
        let quorum = try common.quorumOfWitnesses()
        let files = try proof.map { path in (path, try Self.bytes(path, limit: DeviceProof.bytesMax)) }
        let certificate = try CertificateFile(bundle)
        let fresher = try status.map(CertificateCommand.statusList)
        guard let bundle = certificate.bundle else {
            print(common.json ? CertificateReport.notABundle : certificate.fault)
            throw ExitCode(1)
        }
        let verification = DeviceVerification(of: bundle, trust: trust, fresher: fresher, quorum: quorum)
        let devices = files.map { path, bytes in
            CheckedDevice(path: path, report: (try? DeviceProof(bytes: bytes)).map(verification.report))
        }
        let report = verification.certificate
        // What the pages say is no matter of a device, and rows have a word of their own.
        let caveats = report.caveats(isPrinted: false).filter { $0 != .rows }
        print(
            common.json
                ? report.json(caveats, devices) : report.text(of: devices, in: Verify.language, caveats))
        let codes = [report.outcome.exitCode] + devices.map { $0.report?.outcome.exitCode ?? 1 }
        // What is wrong weighs more than what is not known.
        let code = codes.contains(1) ? 1 : codes.max() ?? 0
        guard code == 0 else { throw ExitCode(code) }
    }

    private static func bytes(_ path: String, limit: Int) throws -> [UInt8] {
        do throws(FileFault) { return try Files.bytes(path, limit: limit) } catch { throw Verify.fail(error.phrase) }
    }

    private static func say(_ phrase: DevicePhrase) -> String { phrase.text(in: Verify.language) }
}

/// A file as it was given, and what was found in it; `nil` where it is no proof.
struct CheckedDevice {
    let path: String
    let report: DeviceReport?
}

extension CertificateReport {
    /// The certificate's checks, then each proof's, then what follows and what nobody can know.
    func text(of devices: [CheckedDevice], in language: Language, _ caveats: [Caveat]) -> String {
        func say(_ phrase: DevicePhrase) -> String { phrase.text(in: language) }
        func say(_ phrase: VerifyPhrase) -> String { phrase.text(in: language) }
        var lines = checkLines(in: language)
        for device in devices {
            lines += ["", device.path]
            guard let report = device.report else {
                lines.append(say(.notAProof))
                continue
            }
            for result in report.checks {
                let check = result.check.text(in: language)
                switch result.outcome {
                case .passed: lines.append(say(.holds(check)))
                case .failed(let fault): lines.append(say(.fails(check, fault.text(in: language))))
                case .notReached: lines.append(say(.notReached(check)))
                }
            }
            if outcome != .wrong, let statement = report.statement {
                lines.append(statement.text(in: language))
            } else {
                lines.append(say(.wrongDevice))
            }
        }
        lines.append("")
        switch outcome {
        case .trusted where devices.allSatisfy({ $0.report?.outcome == .trusted }): lines.append(say(.trusted))
        case .trusted: lines.append(say(.someWrong))
        case .wrong: return (lines + [say(.wrong)]).joined(separator: "\n")
        case .unknown: lines.append(say(.unknown(unknownKeys)))
        case .notCosigned: lines.append(say(.notCosigned))
        }
        lines += witnesses?.lines(in: language) ?? []
        let proved = devices.compactMap { $0.report?.statement }
        guard !proved.isEmpty else { return lines.joined(separator: "\n") }
        if let statusDay { lines.append(say(.statusAsOf(statusDay))) }
        let own = DeviceCaveat.allCases.filter { caveat in proved.contains { $0.caveats.contains(caveat) } }
        lines += [""] + own.map { $0.text(in: language) } + caveats.map { $0.text(in: language) }
        return lines.joined(separator: "\n")
    }

    func json(_ caveats: [Caveat], _ devices: [CheckedDevice]) -> String {
        var object = jsonObject(caveats)
        object["devices"] = .array(devices.map { .object($0.json) })
        return Self.text(object)
    }
}

extension CheckedDevice {
    fileprivate var json: JSONObject {
        var object = JSONObject()
        object["file"] = .string(path)
        object["outcome"] = .string(report?.outcome.name ?? CertificateOutcome.wrong.name)
        guard let report else { return object }
        object["checks"] = .array(report.checks.map(\.json))
        object["declaration"] = .integer(report.proof.declaration)
        object["row"] = .integer(report.proof.leaf.row)
        object["position"] = report.proof.attached.map { .integer($0.leaf.position) }
        guard let statement = report.statement else { return object }
        object["class"] = .string(statement.leaf.deviceClass.text)
        object["grams"] = statement.leaf.grams.map { .integer($0.count) }
        object["quantity"] = .integer(statement.leaf.quantity)
        object["unit"] = .string(statement.declaration.owed.unit.rawValue)
        object["owed"] = .integer(statement.leaf.units)
        object["identifiers"] = .array(statement.leaf.texts.map { .string($0) })
        object["attached"] = statement.attached.map { .array($0.texts.map { .string($0) }) }
        switch statement.coverage {
        case .whole: object["covered"] = .integer(statement.leaf.units)
        case .part(let part): object["covered"] = .integer(part.units)
        }
        object["caveats"] = .array(statement.caveats.map { .string($0.rawValue) })
        return object
    }
}

extension DeviceCheckResult {
    fileprivate var json: JSON {
        switch outcome {
        case .passed: ["check": .string(check.rawValue), "outcome": "passed"]
        case .failed(let fault):
            ["check": .string(check.rawValue), "outcome": "failed", "detail": .string(fault.english)]
        case .notReached: ["check": .string(check.rawValue), "outcome": "not-reached"]
        }
    }
}
