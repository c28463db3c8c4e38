import ArgumentParser
import Certificates
import Fetching
import Glibc
import TransparencyLog

struct JournalCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "journal", abstract: Verify.say(.journalCommand), discussion: Verify.say(.journalDiscussion))
    }

    @Argument(help: ArgumentHelp(Verify.say(.placeArgument)))
    var place: String

    @Option(name: .long, help: ArgumentHelp(Verify.say(.sealedOption), valueName: "place"))
    var sealed: String?

    @Option(name: .long, help: ArgumentHelp(Verify.say(.earlierOption), valueName: "file"))
    var earlier: String?

    @Option(name: .long, help: ArgumentHelp(Verify.say(.rememberOption), valueName: "file"))
    var remember: String?

    @Flag(name: .long, help: ArgumentHelp(Verify.say(.monitorOption)))
    var monitor = false

    @Option(name: .long, help: ArgumentHelp(Verify.say(.everyOption), valueName: "seconds"))
    var every: Int = 600

    @Option(name: .long, help: ArgumentHelp(Verify.say(.timeoutOption), valueName: "seconds"))
    var timeout: Int = 30

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...86_400).contains(every) else { throw ValidationError(Verify.say(.everyRange)) }
        guard (1...600).contains(timeout) else { throw ValidationError(Verify.say(.timeoutRange)) }
        for text in [place, sealed].compactMap(\.self) where Address.isMeant(by: text) && Address.read(text) == nil {
            throw ValidationError(Verify.say(.notAnAddress(text)))
        }
    }

    func run() throws {
        let trust = try common.known()
        let quorum = try common.quorumOfWitnesses()
        var auditor: Auditor
        do throws(ReadFault) { auditor = try self.auditor(trust, quorum) } catch { throw Verify.fail(error.phrase) }
        if monitor { try keepLooking(&auditor) }
        let look: Auditor.Look
        do throws(ReadFault) { look = try auditor.look() } catch { throw Verify.fail(error.phrase) }
        show(look, auditor)
        guard look.report.outcome.exitCode == 0 else { throw ExitCode(look.report.outcome.exitCode) }
    }

    private func auditor(_ trust: Trust, _ quorum: Quorum?) throws(ReadFault) -> Auditor {
        let journal = try journalPlace(place)
        let sealedParts: JournalPlace? =
            if let sealed {
                try journalPlace(sealed)
            } else if case .folder(let folder) = journal,
                Files.isFolder("\(folder)/sealed")
            {
                .folder("\(folder)/sealed")
            } else { nil }
        do throws(FileFault) {
            var kept: [UInt8]?
            if let earlier { kept = try Files.bytes(earlier, limit: Note.bytesMax) }
            var memory: Memory?
            if let remember { memory = try Memory(remember) }
            return Auditor(
                of: journal, sealedParts: sealedParts, trust: trust, quorum: quorum, earlier: kept, memory: memory)
        } catch { throw .file(error) }
    }

    private func journalPlace(_ text: String) throws(ReadFault) -> JournalPlace {
        guard let address = Address.read(text) else { return .folder(text) }
        do throws(FetchFault) { return .site(try Site(address: address, timeout: timeout)) } catch {
            throw .fetch(error)
        }
    }

    /// Until something is wrong. A journal that cannot be read is looked for again.
    private func keepLooking(_ auditor: inout Auditor) throws -> Never {
        var away = 0
        var shown: (entries: Int64, cosignatures: Int)?
        while true {
            var isWrong = false
            do throws(ReadFault) {
                let look = try auditor.look()
                if away > 0 { Verify.complain(Verify.say(.thereAgain(looks: away))) }
                away = 0
                let seen = (look.report.entries, look.report.witnesses?.cosignatures.count ?? 0)
                if shown.map({ $0 != seen }) ?? true || look.report.fault != nil { show(look, auditor) }
                shown = seen
                isWrong = look.report.outcome == .wrong
            } catch {
                // Whoever relies on the memory must learn that it is not kept.
                guard !error.isOfMemory else { throw Verify.fail(error.phrase) }
                away += 1
                Verify.complain(Verify.say(.away(Verify.say(error.phrase), seconds: every)))
            }
            guard !isWrong else { throw ExitCode(JournalReport.Outcome.wrong.exitCode) }
            sleep(UInt32(every))
        }
    }

    /// Written at once, so that whoever reads a monitor's lines has them when they are said.
    private func show(_ look: Auditor.Look, _ auditor: Auditor) {
        let note = look.report.isHistory ? String(decoding: look.checkpoint, as: UTF8.self) : nil
        print(
            common.json
                ? look.report.json(remembered: auditor.rememberedEntries, checkpoint: note)
                : look.report.text(
                    in: Verify.language, memory: remember.map { ($0, auditor.rememberedEntries) }, note: note))
        fflush(nil)
    }
}
