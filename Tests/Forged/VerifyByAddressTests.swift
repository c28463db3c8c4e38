import Foundation
import Journal
import Testing
import TransparencyLog

/// The built `counterweight-verify journal` on an address, and with a memory: what a server may do to an auditor
/// (docs/spec/journal.md, B-15 to B-19).
@Suite struct VerifyByAddressTests {
    private static let good = WrittenJournal()
    private static let trusted = ["--trust", WrittenJournal.log.verifierKey.text]

    private func verify(
        _ server: StaticServer, _ arguments: [String] = trusted, language: String = "C.UTF-8"
    ) throws -> (status: Int32, output: String) {
        try withFolder { folder in
            let run = try VerifyRun([server.address] + arguments, in: folder, language: language)
            return (run.end(), run.output)
        }
    }

    @Test func readsCheckpointThenBundlesInOrder() throws {
        let journal = Self.good.grown(by: 600)
        let server = try StaticServer(StaticServer.files(JournalFolder(journal)))
        let run = try verify(server)
        #expect(run.status == 0, "\(run.output)")
        #expect(
            server.requests == [
                "checkpoint", "tile/entries/000", "tile/entries/001",
                "tile/entries/002.p/\(journal.leaves.count - 512)",
            ])
        #expect(try verify(server, []).status == 3)
    }

    @Test func readsSealedPartsWhereTheyWereGiven() throws {
        let folder = try JournalFolder(Self.good)
        let server = try StaticServer(StaticServer.files(folder))
        let run = try verify(server, Self.trusted + ["--sealed", "\(server.address)/sealed", "--json"])
        #expect(run.status == 0 && run.output.contains("\"depth\":\"full\""), "\(run.output)")
        let fromFolder = try withFolder { place in
            try folder.write(to: place)
            return try verify(server, Self.trusted + ["--sealed", place.appending(path: "sealed").path, "--json"])
        }
        #expect(fromFolder.output == run.output)
    }

    /// What the server does to one file, and what the auditor is told of it.
    struct Mischief: CustomTestStringConvertible {
        let testDescription: String
        let says: String
        var file = "tile/entries"
        let answer: @Sendable ([UInt8]) -> StaticServer.Answer
    }

    private static let mischief = [
        Mischief(testDescription: "cuts off", says: "the connection ended after") {
            .lying(length: $0.count, Array($0.prefix($0.count / 2)))
        },
        Mischief(testDescription: "states more than it has", says: "the connection ended after") {
            .lying(length: $0.count + 10, $0)
        },
        Mischief(testDescription: "states more than a bundle may have", says: "has more than") {
            .lying(length: 1 << 40, $0)
        },
        Mischief(testDescription: "sends a body without end", says: "has more than") { _ in
            .endless(head: "HTTP/1.1 200 OK\r\n\r\n", chunk: [UInt8](repeating: 0x20, count: 1 << 16))
        },
        Mischief(testDescription: "sends a checkpoint without end", says: "has more than", file: "checkpoint") { _ in
            .endless(
                head: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                chunk: Array("10000\r\n".utf8) + [UInt8](repeating: 0x20, count: 1 << 16) + Array("\r\n".utf8))
        },
        Mischief(testDescription: "sends a head without end", says: "libcurl’s error") { _ in
            .endless(
                head: "HTTP/1.1 200 OK\r\n", chunk: Array("X-More: \(String(repeating: "x", count: 1_000))\r\n".utf8))
        },
        Mischief(testDescription: "says nothing", says: "silent or too slow") { _ in .silent },
        Mischief(testDescription: "has not the bundle", says: "is not there: ask whoever publishes") { _ in .status(404)
        },
        Mischief(testDescription: "fails", says: "answers with status 503") { _ in .status(503) },
        Mischief(testDescription: "points elsewhere", says: "points to https://elsewhere.example/; if you trust") { _ in
            .status(302, head: "Location: https://elsewhere.example/\r\n")
        },
        Mischief(testDescription: "speaks no HTTP", says: "libcurl’s error") { _ in
            .endless(head: "", chunk: Array("SSH-2.0-OpenSSH\r\n".utf8))
        },
    ]

    @Test(arguments: mischief) func namesTheFileThatCannotBeFetched(_ mischief: Mischief) throws {
        let folder = try JournalFolder(Self.good)
        let server = try StaticServer { path in
            guard let bytes = folder.files[path] else { return .status(404) }
            return path.hasPrefix(mischief.file) ? mischief.answer(bytes) : .file(bytes)
        }
        let run = try verify(server, Self.trusted + ["--timeout", "1"])
        #expect(run.status == 2 && run.output.contains(mischief.says), "\(run.output)")
        #expect(run.output.contains("\(server.address)/\(mischief.file)"), "\(run.output)")
        #expect(server.requests.filter { $0.hasPrefix(mischief.file) }.count <= 3)
    }

    /// Fewer bytes stated than there are: the bundle ends within an entry.
    @Test func aBundleStatedTooShortIsWrong() throws {
        let folder = try JournalFolder(Self.good)
        let server = try StaticServer { path in
            guard let bytes = folder.files[path] else { return .status(404) }
            return path.hasPrefix("tile") ? .lying(length: bytes.count - 10, bytes) : .file(bytes)
        }
        let run = try verify(server)
        #expect(run.status == 1 && run.output.contains("tile/entries/000.p"), "\(run.output)")
    }

    @Test func triesAgainWhereTheServerFailsOnce() throws {
        let folder = try JournalFolder(Self.good)
        let server = try StaticServer(StaticServer.files(folder))
        server.answer { [unowned server] path in
            server.requests.count == 1 ? .status(503) : folder.files[path].map { .file($0) } ?? .status(404)
        }
        #expect(try verify(server).status == 0)
        #expect(server.requests.prefix(2) == ["checkpoint", "checkpoint"])
    }

    @Test func saysInFrenchThatNobodyAnswers() throws {
        let server = try StaticServer { _ in .status(404) }
        server.stop()
        let run = try verify(server, language: "fr_FR.UTF-8")
        #expect(run.status == 2 && run.output.contains("le serveur ne répond pas"), "\(run.output)")
    }

    @Test(arguments: ["http://", "https:///x", "http://a.example/?x", "http://u:p@a.example/", "http://a.example/#x"])
    func refusesWhatIsNoAddressOfAFolder(text: String) throws {
        try withFolder { folder in
            let run = try VerifyRun([text], in: folder)
            #expect(run.end() == 2 && run.output.contains("is no address of a folder"), "\(run.output)")
        }
    }

    // MARK: - From day to day

    /// Looks at journals one after the other with one memory; what the last look says.
    private func look(_ journals: [WrittenJournal], language: String = "C.UTF-8") throws -> (Int32, String) {
        try withFolder { folder in
            let memory = folder.appending(path: "memory.json")
            let server = try StaticServer { _ in .status(404) }
            let arguments = [server.address, "--remember", memory.path] + Self.trusted
            for (place, journal) in journals.enumerated() {
                try server.answer(StaticServer.files(JournalFolder(journal)))
                let kept = try? Data(contentsOf: memory)
                let run = try VerifyRun(arguments, in: folder, language: language)
                let status = run.end()
                guard place < journals.count - 1 else {
                    // What is wrong is not remembered.
                    if status == 1 { #expect(try Data(contentsOf: memory) == kept) }
                    return (status, run.output)
                }
                #expect(status == 0, "\(run.output)")
            }
            return (-1, "")
        }
    }

    @Test func remembersFromDayToDay() throws {
        let first = try look([Self.good])
        #expect(first.0 == 0 && first.1.contains("from now on"), "\(first.1)")
        let next = try look([Self.good, Self.good.grown(by: 300)])
        let count = Self.good.leaves.count
        #expect(
            next.0 == 0 && next.1.contains("The \(count) entries that were remembered are its beginning"), "\(next.1)")
    }

    @Test func refusesALogThatIsNotWhatItWas() throws {
        let yesterday = Self.good.grown(by: 2)
        let today = Self.good.grown(by: 5)
        for (shown, english, french) in [
            (yesterday, "the log is back at", "le journal est revenu à"),
            (Self.good.grown(by: 3), "the log shrank", "le journal a rétréci"),
            (yesterday.grown(by: 3, branch: 1), "the log forked: for", "le journal a bifurqué\u{A0}: pour"),
            (yesterday.grown(by: 9, branch: 1), "the log forked: up to", "le journal a bifurqué\u{A0}: jusqu’à"),
            (Self.good.rewritten().grown(by: 9), "the log was rewritten", "le journal a été réécrit"),
        ] {
            let run = try look([yesterday, today, shown])
            #expect(run.0 == 1 && run.1.contains(english) && run.1.contains("J-9"), "\(run.1)")
            #expect(run.1.contains(String(decoding: shown.checkpoint, as: UTF8.self)))
            let lu = try look([yesterday, today, shown], language: "fr_FR.UTF-8")
            #expect(lu.0 == 1 && lu.1.contains(french), "\(lu.1)")
        }
    }

    /// Rewritten in its place, under the old checkpoint.
    @Test func refusesAnEntryThatDoesNotFitTheCheckpoint() throws {
        try withFolder { folder in
            var files = try JournalFolder(Self.good)
            files.files["tile/entries/000.p/\(Self.good.leaves.count)"] = try EntryBundle.bytes(
                of: Self.good.rewritten().leaves)
            let server = try StaticServer(StaticServer.files(files))
            let run = try VerifyRun([server.address] + Self.trusted, in: folder)
            #expect(run.end() == 1 && run.output.contains("J-6"), "\(run.output)")
        }
    }

    @Test func refusesAMemoryThatItDidNotWrite() throws {
        try withFolder { folder in
            let memory = folder.appending(path: "memory.json")
            let server = try StaticServer(StaticServer.files(JournalFolder(Self.good)))
            for text in ["", "{}", "{\"checkpoints\":[\"x\"],\"log\":\"x\",\"version\":1}"] {
                try Data(text.utf8).write(to: memory)
                let run = try VerifyRun([server.address, "--remember", memory.path], in: folder)
                #expect(run.end() == 2 && run.output.contains("is not what --remember writes"), "\(run.output)")
                #expect(try Data(contentsOf: memory) == Data(text.utf8))
            }
            #expect(server.requests.isEmpty)
            let run = try VerifyRun([server.address, "--remember", "\(folder.path)/none/memory.json"], in: folder)
            #expect(run.end() == 2 && run.output.contains("cannot be written"), "\(run.output)")
        }
    }

    /// What another run wrote meanwhile is not written over.
    @Test func aMonitorEndsWhereItsMemoryIsAnother() throws {
        try withFolder { folder in
            let memory = folder.appending(path: "memory.json")
            let server = try StaticServer(StaticServer.files(JournalFolder(Self.good)))
            let arguments = [server.address, "--remember", memory.path, "--monitor", "--every", "1"] + Self.trusted
            let run = try VerifyRun(arguments, in: folder)
            #expect(run.says("Valid: every entry holds"), "\(run.output)")
            let other = Data("of another run".utf8)
            try other.write(to: memory)
            try server.answer(StaticServer.files(JournalFolder(Self.good.grown(by: 1))))
            #expect(run.end() == 2)
            #expect(run.output.contains("was written by another run meanwhile"), "\(run.output)")
            #expect(try Data(contentsOf: memory) == other)
        }
    }

    // MARK: - Again and again

    @Test func aMonitorNamesTheFirstWrongEntryAndEnds() throws {
        try withFolder { folder in
            let memory = folder.appending(path: "memory.json")
            let server = try StaticServer(StaticServer.files(JournalFolder(Self.good)))
            let arguments = [server.address, "--monitor", "--every", "1", "--remember", memory.path] + Self.trusted
            let run = try VerifyRun(arguments, in: folder)
            #expect(run.says("Valid: every entry holds"), "\(run.output)")

            // Away for a while.
            server.answer { _ in .status(404) }
            #expect(run.says("checkpoint is not there"), "\(run.output)")
            let grown = Self.good.grown(by: 300)
            try server.answer(StaticServer.files(JournalFolder(grown)))
            #expect(run.says("The journal can be read again"), "\(run.output)")
            #expect(run.says("Read: \(grown.leaves.count) entries"), "\(run.output)")
            // What it had read before is not read again.
            #expect(server.requests.filter { $0 == "tile/entries/000" }.count == 1)

            var bad = grown.grown(by: 2)
            bad.leaves.append(grown.leaves[grown.leaves.count - 1])
            bad.parts.append(nil)
            try server.answer(StaticServer.files(JournalFolder(bad)))
            #expect(run.end() == 1)
            #expect(run.output.contains("J-10"), "\(run.output)")
        }
    }

    @Test func aMonitorNoticesThatAnOlderCopyWasPutBack() throws {
        try withFolder { folder in
            let server = try StaticServer(StaticServer.files(JournalFolder(Self.good)))
            let run = try VerifyRun([server.address, "--monitor", "--every", "1", "--json"] + Self.trusted, in: folder)
            #expect(run.says("\"entries\":\(Self.good.leaves.count)"), "\(run.output)")
            let grown = Self.good.grown(by: 1)
            try server.answer(StaticServer.files(JournalFolder(grown)))
            #expect(run.says("\"entries\":\(grown.leaves.count)"), "\(run.output)")
            try server.answer(StaticServer.files(JournalFolder(Self.good)))
            #expect(run.end() == 1)
            #expect(run.output.contains("the log is back at"), "\(run.output)")
        }
    }
}
