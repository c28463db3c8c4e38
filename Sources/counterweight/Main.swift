import ArgumentParser
import CanonicalJSON
import Glibc

/// `counterweight <noun> <verb>`: everything that a registry does, from a shell.
@main
enum Main {
    static func main() async {
        // A reader that goes away (`| head`) ends the output, not the command: what was committed is committed.
        signal(SIGPIPE, SIG_IGN)
        Memory.shareArenas()
        let arguments = Array(CommandLine.arguments.dropFirst())
        let json = arguments.prefix { $0 != "--" }.contains("--json")
        do {
            var command = try Counterweight.parseAsRoot(arguments)
            guard let asked = command as? any AnsweringCommand else {
                try command.run()
                return
            }
            let answer = try await asked.answer()
            let told = Terminal.write(asked.common.json ? answer.json.line : answer.text, to: STDOUT_FILENO)
            exit((told ? answer.exit : .storage).rawValue)
        } catch {
            exit(tell(error, json: json).rawValue)
        }
    }

    /// Help goes to standard output. A refusal goes to standard error, or as the one JSON document to standard output.
    private static func tell(_ error: any Error, json: Bool) -> Exit {
        if let refusal = Refusal(error) {
            Terminal.write(
                json ? refusal.json.line : SaidPhrase.error(refusal.message).said + "\n",
                to: json ? STDOUT_FILENO : STDERR_FILENO)
            return refusal.exit
        }
        let refusal: Refusal
        let message = ParserWords.translated(Counterweight.fullMessage(for: error), to: Speech.language)
        switch Counterweight.exitCode(for: error) {
        case .success:
            Terminal.write(message + "\n", to: STDOUT_FILENO)
            return .done
        case .validationFailure:
            refusal = Refusal(code: "usage", exit: .usage, message: message, facts: JSONObject())
        default:
            let unexpected = DamagePhrase.unexpected("\(error)")
            refusal = Refusal(code: "unexpected", exit: .damaged, message: unexpected.said, facts: JSONObject())
        }
        Terminal.write(
            json ? refusal.json.line : refusal.message + "\n", to: json ? STDOUT_FILENO : STDERR_FILENO)
        return refusal.exit
    }
}

extension JSONObject {
    /// One line, canonical.
    var line: String { String(decoding: JSON.object(self).canonicalBytes, as: UTF8.self) + "\n" }
}

enum Terminal {
    /// Writes all of it, unless whoever reads has gone, which is no fault.
    ///
    /// - Returns: whether nothing but the reader's leaving kept the text back.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32) -> Bool {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return errno == EPIPE }
            written += count
        }
        return true
    }
}

enum Memory {
    /// Lets all threads share two arenas: each one's own would reserve 64 MiB of addresses, which a limit on memory
    /// (`ulimit -v`) counts. It changes nothing where the C library is another than glibc.
    static func shareArenas() {
        typealias Mallopt = @convention(c) (Int32, Int32) -> Int32
        // <malloc.h>, which Swift's Glibc leaves out: M_ARENA_MAX is −8.
        guard let symbol = dlsym(nil, "mallopt") else { return }
        _ = unsafeBitCast(symbol, to: Mallopt.self)(-8, 2)
    }
}
