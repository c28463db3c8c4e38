import ArgumentParser
import Glibc
import TransparencyLog
import Wording

/// A witness for people who have none: it watches logs and cosigns each step that only appends (docs/spec/witnesses.md).
@main struct WitnessCommand: ParsableCommand {
    /// Told before anything is parsed, so that the help is in it too.
    static let language: Language = spokenLanguage(CommandLine.arguments.dropFirst())

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "counterweight-witness", abstract: say(.command), discussion: say(.exitCodes),
            subcommands: [KeygenCommand.self, ServeCommand.self, CosignCommand.self])
    }

    static func main() {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            Glibc.exit(code.rawValue)
        } catch let fault as WitnessFault {
            complain(fault.text(in: language))
            Glibc.exit(fault.exit)
        } catch {
            // Asking for help is no mistake; any other is one of usage.
            let isHelp = exitCode(for: error) == .success
            let text = fullMessage(for: error)
            if isHelp { print(text) } else { complain(text) }
            Glibc.exit(isHelp ? 0 : 2)
        }
    }

    static func say(_ phrase: WitnessPhrase) -> String { phrase.text(in: language) }

    static func tell(_ phrase: WitnessPhrase) { _ = WholeFile.write(Array("\(say(phrase))\n".utf8), to: STDOUT_FILENO) }

    static func complain(_ text: String) { _ = WholeFile.write(Array("\(text)\n".utf8), to: STDERR_FILENO) }

    private static func spokenLanguage(_ arguments: some Sequence<String>) -> Language {
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

    /// POSIX seconds; 0 where the system has no time.
    static func now() -> Int64 {
        var time = timespec()
        guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
        return Int64(time.tv_sec)
    }
}

/// What every command takes: a key with its folder of notes.
struct PlaceOptions: ParsableArguments {
    @Option(help: ArgumentHelp(WitnessCommand.say(.keyOption), valueName: "file"))
    var key: String

    @Option(help: ArgumentHelp(WitnessCommand.say(.notesOption), valueName: "folder"))
    var notes: String

    @Option(help: ArgumentHelp(WitnessCommand.say(.languageOption)))
    var language: String?

    func validate() throws {
        guard let language, Language(tag: language) == nil else { return }
        throw ValidationError(WitnessCommand.say(.unknownLanguage(language)))
    }
}

struct KeygenCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "keygen", abstract: WitnessCommand.say(.keygenCommand))
    }

    @Argument(help: ArgumentHelp(WitnessCommand.say(.nameArgument)))
    var name: String

    @OptionGroup var place: PlaceOptions

    func run() throws {
        guard let keyName = KeyName(name) else { throw WitnessFault.badName(name) }
        guard access(place.key, F_OK) != 0 else { throw WitnessFault.isThere(path: place.key) }
        var chance = SystemRandomNumberGenerator()
        let seed = (0..<32).map { _ in UInt8.random(in: 0...255, using: &chance) }
        guard let signer = WitnessSigner(name: keyName, seed: seed) else { preconditionFailure("32 bytes are a seed") }
        // The folder first: a key without one serves nobody.
        try Notes.create(place.notes, for: signer.witnessKey)
        do throws(FileFault) {
            try WholeFile.create(place.key, with: Array("\(signer.secretText)\n".utf8), mode: 0o600)
        } catch {
            throw error.code == EEXIST
                ? WitnessFault.isThere(path: place.key) : .unwritable(path: place.key, code: error.code)
        }
        print(signer.witnessKey.text)
    }
}

/// What deciding takes: the logs too.
struct LogOptions: ParsableArguments {
    @Option(name: .customLong("log"), help: ArgumentHelp(WitnessCommand.say(.logOption), valueName: "key"))
    var keys: [String] = []

    @OptionGroup var place: PlaceOptions

    /// The witness with its notes, held by this process alone.
    func desk() throws(WitnessFault) -> Desk {
        let signer = try Self.signer(place.key)
        let logs = try watched()
        return try Desk(
            signer: signer, logs: logs, notes: try Notes(place.notes, of: signer.witnessKey), clock: WitnessCommand.now)
    }

    private static func signer(_ path: String) throws(WitnessFault) -> WitnessSigner {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .keyUnreadable(path: path) }
        guard status.st_mode & 0o077 == 0 else { throw .keyOpenToOthers(path: path) }
        let text = String(decoding: try WholeFile.read(path, limit: 4_096), as: UTF8.self)
        guard text.hasSuffix("\n"), let signer = try? WitnessSigner(secretText: String(text.dropLast())) else {
            throw .keyUnreadable(path: path)
        }
        return signer
    }

    /// Keys as they are typed, or files of them, one a line; empty lines and lines that begin with `#` say nothing.
    private func watched() throws(WitnessFault) -> [WatchedLog] {
        var known: [VerifierKey] = []
        for text in keys {
            if let key = try? VerifierKey(text: text) {
                known.append(key)
                continue
            }
            guard let bytes = try? WholeFile.read(text, limit: 1 << 20) else { throw .notLog(text) }
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
                guard let key = try? VerifierKey(text: String(line)) else { throw .notLog(text) }
                known.append(key)
            }
        }
        guard !known.isEmpty else { throw .noLog }
        var seen: Set<KeyName> = []
        return known.compactMap { key in
            guard seen.insert(key.name).inserted else { return nil }
            return WatchedLog(origin: key.name.text, keys: known.filter { $0.name == key.name })
        }
    }
}

struct ServeCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "serve", abstract: WitnessCommand.say(.serveCommand),
            discussion: WitnessCommand.say(.serveDiscussion))
    }

    @Option(help: ArgumentHelp(WitnessCommand.say(.listenOption), valueName: "address"))
    var listen: String = "127.0.0.1:8632"

    @OptionGroup var logs: LogOptions

    func run() throws {
        // Before any thread is made, so that all of them leave the signals to this one.
        var ends = sigset_t()
        sigemptyset(&ends)
        sigaddset(&ends, SIGTERM)
        sigaddset(&ends, SIGINT)
        pthread_sigmask(SIG_BLOCK, &ends, nil)

        let desk = try logs.desk()
        let server = try Server(desk, on: try Listener(listen)) { event in
            switch event {
            case .decided(let told): WitnessCommand.complain(WitnessCommand.say(.decided(told)))
            case .failed(let fault): WitnessCommand.complain(fault.text(in: WitnessCommand.language))
            }
        }
        for (origin, entries) in desk.seen { WitnessCommand.tell(.watching(origin, entries: entries)) }
        WitnessCommand.tell(.listening(listen, port: server.port, key: desk.key.text))
        var number: Int32 = 0
        while sigwait(&ends, &number) != 0 {}
        server.stop()
        WitnessCommand.tell(.ended)
    }
}

/// One request from a file, for a witness that runs no server.
struct CosignCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "cosign", abstract: WitnessCommand.say(.cosignCommand))
    }

    @Option(help: ArgumentHelp(WitnessCommand.say(.requestOption), valueName: "file"))
    var request: String = "-"

    @Option(help: ArgumentHelp(WitnessCommand.say(.answerOption), valueName: "file"))
    var answer: String?

    @OptionGroup var logs: LogOptions

    func run() throws {
        if let answer, access(answer, F_OK) == 0 { throw WitnessFault.isThere(path: answer) }
        let body = try WholeFile.read(request, limit: AddCheckpointRequest.bytesMax)
        let (answered, told) = try logs.desk().decide(body)
        if !answered.body.isEmpty { try write(answered.body) }
        WitnessCommand.complain(WitnessCommand.say(.decided(told)))
        if case .refused = told { throw ExitCode(1) }
    }

    private func write(_ body: [UInt8]) throws(WitnessFault) {
        guard let answer else {
            guard WholeFile.write(body, to: STDOUT_FILENO) else { throw .unwritableAnswer(path: "-") }
            return
        }
        do throws(FileFault) { try WholeFile.create(answer, with: body, mode: 0o644) } catch {
            throw .unwritableAnswer(path: answer)
        }
    }
}
