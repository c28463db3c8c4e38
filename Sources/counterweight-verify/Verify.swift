import ArgumentParser
import CanonicalJSON
import Certificates
import Glibc
import Primitives
import TransparencyLog
import Wording

/// The auditor's command: no database, no clock, and no network but for a journal that is named by its address.
@main struct Verify: ParsableCommand {
    /// Told before anything is parsed, so that the help is in it too.
    static let language: Language = spokenLanguage(CommandLine.arguments.dropFirst())

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "counterweight-verify", abstract: say(.command), discussion: say(.exitCodes),
            subcommands: [CertificateCommand.self, DeviceCommand.self, JournalCommand.self])
    }

    static func main() {
        // Swift finds its arguments through /proc. Without it nothing was asked, and nothing may end as if it were valid.
        guard !CommandLine.arguments.isEmpty else {
            complain(say(.noArguments))
            Glibc.exit(2)
        }
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            Glibc.exit(code.rawValue)
        } catch {
            // Asking for help is no mistake; any other is one of usage.
            let isHelp = exitCode(for: error) == .success
            let text = fullMessage(for: error)
            if isHelp { print(text) } else { complain(text) }
            Glibc.exit(isHelp ? 0 : 2)
        }
    }

    static func say(_ phrase: VerifyPhrase) -> String { phrase.text(in: language) }

    static func complain(_ text: String) {
        let line = Array("\(text)\n".utf8)
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// Ends with 2 and says why.
    static func fail(_ phrase: VerifyPhrase) -> ExitCode {
        complain(say(phrase))
        return ExitCode(2)
    }

    static func spokenLanguage(_ arguments: some Sequence<String>) -> Language {
        var isNext = false
        for argument in arguments {
            if isNext { return Language(tag: argument) ?? .english }
            isNext = argument == "--language"
            if argument.hasPrefix("--language="), let language = Language(tag: String(argument.dropFirst(11))) {
                return language
            }
        }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
            return Language(tag: value) ?? .english
        }
        return .english
    }
}

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp(Verify.say(.trustOption), valueName: "key"))
    var trust: [String] = []

    @Option(name: .long, help: ArgumentHelp(Verify.say(.witnessOption), valueName: "key"))
    var witness: [String] = []

    @Option(name: .long, help: ArgumentHelp(Verify.say(.quorumOption), valueName: "number"))
    var quorum: Int?

    @Option(name: .long, help: ArgumentHelp(Verify.say(.languageOption)))
    var language: String?

    @Flag(name: .long, help: ArgumentHelp(Verify.say(.jsonOption)))
    var json = false

    func validate() throws {
        guard let language, Language(tag: language) == nil else { return }
        throw ValidationError(Verify.say(.unknownLanguage(language)))
    }

    /// Keys as they are typed, or files of them.
    func known() throws -> Trust {
        var known = Trust()
        for text in trust {
            do throws(TrustFault) {
                try known.add(text)
            } catch {
                let bytes: [UInt8]
                do throws(FileFault) { bytes = try Files.bytes(text, limit: Trust.bytesMax) } catch {
                    throw Verify.fail(.notTrust(text))
                }
                do throws(TrustFault) { try known.add(file: bytes) } catch { throw Verify.fail(.notTrust(text)) }
            }
        }
        return known
    }

    /// The witnesses that are trusted, as they are typed or in files, one a line; `nil` where none is named.
    func quorumOfWitnesses() throws -> Quorum? {
        var keys: [WitnessKey] = []
        for text in witness {
            if let key = try? WitnessKey(text: text) {
                keys.append(key)
                continue
            }
            guard let bytes = try? Files.bytes(text, limit: Trust.bytesMax) else {
                throw Verify.fail(.notWitness(text))
            }
            for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            where !line.hasPrefix("#") {
                guard let key = try? WitnessKey(text: String(line)) else { throw Verify.fail(.notWitness(text)) }
                keys.append(key)
            }
        }
        guard !keys.isEmpty || quorum != nil else { return nil }
        guard let named = Quorum(of: keys, atLeast: quorum ?? keys.count) else {
            throw Verify.fail(.badQuorum(quorum ?? keys.count, witnesses: keys.count))
        }
        return named
    }
}

struct CertificateCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "certificate", abstract: Verify.say(.certificateCommand), discussion: Verify.say(.exitCodes))
    }

    @Argument(help: ArgumentHelp(Verify.say(.fileArgument)))
    var file: String

    @Option(name: .long, help: ArgumentHelp(Verify.say(.statusOption), valueName: "file"))
    var status: [String] = []

    @OptionGroup var common: CommonOptions

    func run() throws {
        let trust = try common.known()
        let quorum = try common.quorumOfWitnesses()
        let certificate = try CertificateFile(file)
        let fresher = try status.map(Self.statusList)
        guard let bundle = certificate.bundle else {
            print(common.json ? CertificateReport.notABundle : certificate.fault)
            throw ExitCode(1)
        }
        let report = CertificateVerification.report(on: bundle, trust: trust, fresher: fresher, quorum: quorum)
        let caveats = report.caveats(isPrinted: certificate.isPrinted)
        print(common.json ? report.json(caveats) : report.text(in: Verify.language, caveats))
        guard report.outcome.exitCode == 0 else { throw ExitCode(report.outcome.exitCode) }
    }

    static func statusList(_ path: String) throws -> JSONObject {
        let bytes: [UInt8]
        do throws(FileFault) { bytes = try Files.bytes(path, limit: 4 << 20) } catch { throw Verify.fail(error.phrase) }
        guard let object = (try? JSON(canonical: bytes))?.object else { throw Verify.fail(.notAStatusList(path: path)) }
        return object
    }
}

/// A certificate as it was given: in its bundle, or in a printed certificate that has it attached.
struct CertificateFile {
    let isPrinted: Bool
    /// `nil` where there is none.
    let bundle: CertificateBundle?
    /// Why there is none.
    let fault: String

    /// Ends with 2 where the file cannot be read.
    init(_ path: String) throws {
        let bytes: [UInt8]
        do throws(FileFault) { bytes = try Files.bytes(path, limit: PrintedBundle.bytesMax) } catch {
            throw Verify.fail(error.phrase)
        }
        isPrinted = PrintedBundle.isPDF(bytes)
        do {
            bundle = try CertificateBundle(bytes: isPrinted ? try PrintedBundle.bytes(in: bytes) : bytes)
            fault = ""
        } catch {
            bundle = nil
            fault =
                (error as? PrintedBundleFault)?.text(in: Verify.language)
                ?? Verify.say(isPrinted ? .attachedNotABundle : .notABundle)
        }
    }
}
