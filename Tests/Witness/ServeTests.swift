import Foundation
import Glibc
import Synchronization
import Testing
import TransparencyLog

/// The built `counterweight-witness serve`, asked by the built `counterweight` and by whoever knows its port
/// (docs/spec/witnesses.md, W-15 to W-22).
@Suite struct ServeTests {
    private let world: WitnessWorld

    init() throws { world = try WitnessWorld() }

    private func request() throws -> [UInt8] {
        let name = "ask-\(UUID().uuidString)"
        try world.done("journal submit --request \(name)")
        return Array(try Data(contentsOf: world.folder.appending(path: name)))
    }

    /// W-8, W-9, W-13 and W-14.
    @Test func cosignsWhatIsSubmittedAndIsBelieved() throws {
        let server = try ServedWitness(world)
        try world.record(server.address)
        let submitted = try world.submit()
        #expect(submitted.status == 0 && submitted.output.contains("\(WitnessWorld.witnessName) cosigned"))
        #expect(try world.cosigned() == world.checkpoint.size && world.noted() == world.checkpoint)

        try world.done("journal export public")
        let verify = ["journal", "public", "--trust", "trust.txt", "--witness", world.key.text]
        let held = try world.run("counterweight-verify", verify)
        #expect(held.status == 0, "\(held.all)")
        #expect(held.output.contains("Cosigned by \(WitnessWorld.witnessName) on"))
        #expect(!held.output.contains("cannot be excluded"))
        let unnamed = try world.run("counterweight-verify", Array(verify.prefix(4)))
        #expect(unnamed.status == 0 && unnamed.output.contains("cannot be excluded"))

        try world.grow()
        try world.done("journal export public")
        let bare = try world.run("counterweight-verify", verify)
        #expect(bare.status == 3 && bare.output.contains("Not cosigned by \(WitnessWorld.witnessName)"), "\(bare.all)")
        #expect(bare.output.contains("cannot be excluded"))
        // Cosigned later, the file of that size gets the line.
        #expect(try world.submit().status == 0)
        try world.done("journal export public")
        let french = try world.run("counterweight-verify", verify, language: "fr_FR.UTF-8")
        #expect(french.status == 0 && french.output.contains("Cosigné par \(WitnessWorld.witnessName) le"))
        let json = try world.run("counterweight-verify", verify + ["--json"])
        #expect(json.output.contains("\"needed\":1,\"reached\":true"), "\(json.output)")
    }

    /// W-12.
    @Test func asksForAQuorumThatCanBe() throws {
        try world.done("journal export public")
        let other = try #require(WitnessKey(name: world.key.name, publicKey: world.key.publicKey))
        for (arguments, status) in [
            (["--quorum", "2", "--witness", other.text], Int32(2)), (["--quorum", "0", "--witness", other.text], 2),
            (["--witness", other.text, "--witness", other.text], 2), (["--quorum", "1"], 2),
            (["--witness", "nothing.txt"], 2), (["--witness", world.logKey.text], 2),
            (["--witness", other.text], 3),
        ] {
            let run = try world.run(
                "counterweight-verify", ["journal", "public", "--trust", "trust.txt"] + arguments)
            #expect(run.status == status, "\(arguments) \(run.all)")
        }
    }

    /// W-14: a line of a named witness is right, or the checkpoint is wrong.
    @Test func aLineThatANamedWitnessDidNotMakeIsWrong() throws {
        let server = try ServedWitness(world)
        try world.record(server.address)
        #expect(try world.submit().status == 0)
        try world.done("journal export public")
        let file = world.folder.appending(path: "public/checkpoint")
        let note = try String(contentsOf: file, encoding: .utf8)
        let line = try #require(note.range(of: "— \(WitnessWorld.witnessName) "))
        var bytes = Array(note.utf8)
        // Another letter of the signature, and still base 64.
        let place = note[..<line.upperBound].utf8.count + 40
        bytes[place] = bytes[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        try Data(bytes).write(to: file)
        let verify = ["journal", "public", "--trust", "trust.txt"]
        let named = try world.run("counterweight-verify", verify + ["--witness", world.key.text])
        #expect(named.status == 1 && named.output.contains("is no signature of its key"), "\(named.all)")
        #expect(try world.run("counterweight-verify", verify).status == 0)
    }

    /// W-10: another log is another log to a witness, and nothing of the old one is shown for it.
    @Test func afterARecoveryTheWitnessIsAskedAnew() throws {
        let server = try ServedWitness(world)
        try world.record(server.address)
        #expect(try world.submit().status == 0)
        try world.done("backup old")
        try world.grow()
        #expect(try world.submit().status == 0)
        let data = world.folder.appending(path: "registry")
        try FileManager.default.moveItem(at: data, to: world.folder.appending(path: "lost"))
        try world.done("restore old")
        try world.done("recover --origin registry.example/2")
        #expect(try world.cosigned() == nil)
        let unknown = try world.submit()
        #expect(unknown.status == 1 && unknown.output.contains("does not watch this log"), "\(unknown.all)")
        #expect(server.end() == 0)
        let second = try #require(try world.done("journal trust").split(separator: "\n").last).description
        let again = try ServedWitness(world, port: server.port, logs: [world.logKey.text, second])
        #expect(try world.submit().status == 0)
        #expect(again.said.contains("cosigned: registry.example/2") && again.end() == 0)
    }

    /// W-7 and W-10: a size of the new log is remembered although the note is of the old one.
    @Test func afterARecoveryASizeThatCameByFileCounts() throws {
        try world.done("journal witness add \(world.key.text)")
        func cosign(_ number: Int, logs: [String]) throws -> WitnessWorld.Run {
            try world.done("journal submit --request ask-\(number)")
            return try world.run(
                "counterweight-witness",
                ["cosign"] + WitnessWorld.place + logs.flatMap { ["--log", $0] }
                    + ["--request", "ask-\(number)", "--answer", "answer-\(number)"])
        }
        #expect(try cosign(1, logs: [world.logKey.text]).status == 0)
        try world.done("journal submit --answer answer-1")
        try world.done("backup old")
        try world.grow()
        try FileManager.default.moveItem(
            at: world.folder.appending(path: "registry"), to: world.folder.appending(path: "lost"))
        try world.done("restore old")
        try world.done("recover --origin registry.example/2")
        let logs = [
            world.logKey.text, try #require(try world.done("journal trust").split(separator: "\n").last).description,
        ]
        // The first answer is lost on the way.
        #expect(try cosign(2, logs: logs).status == 0)
        #expect(try cosign(3, logs: logs).status == 1)
        #expect(try world.run("counterweight", "journal submit --answer answer-3".words).status == 3)
        #expect(try cosign(4, logs: logs).status == 0)
        try world.done("journal submit --answer answer-4")
        #expect(try world.cosigned() != nil)
    }

    @Test func goesOnAfterTheRegistryForgot() throws {
        let server = try ServedWitness(world)
        try world.record(server.address)
        #expect(try world.submit().status == 0)
        try world.done("journal witness remove \(WitnessWorld.witnessName)")
        try world.record(server.address)
        try world.grow(3)
        #expect(try world.submit().status == 0)
        #expect(server.said.contains("409") && server.said.contains("cosigned: registry.example"))
        #expect(try world.cosigned() == world.checkpoint.size)
    }

    @Test func anotherKeyAndAnotherLogAreRefused() throws {
        let server = try ServedWitness(world)
        for (origin, status, says) in [
            ("registry.example", "403", "does not know this log’s key"),
            ("else.example", "404", "does not watch this log"),
        ] {
            let data = "other-\(status)"
            try world.done(
                "init --origin \(origin) --party x --name X --country GH --member ama --role provider --data \(data)")
            try world.done(
                "journal witness add \(world.key.text) \(server.address) --data \(data) --actor ama@x")
            let run = try world.submit("--data \(data)")
            #expect(run.status == 1 && run.output.contains(says), "\(run.all)")
            #expect(server.said.contains("not cosigned, \(status)"))
        }
        #expect(try world.noted() == nil)
    }

    @Test func aForkedLogIsRefusedAndSaidSo() throws {
        let server = try ServedWitness(world)
        try world.record(server.address)
        #expect(try world.submit().status == 0)
        for part in ["registry", "registry-keys"] {
            let copy = part.replacingOccurrences(of: "registry", with: "fork")
            try FileManager.default.copyItem(
                at: world.folder.appending(path: part), to: world.folder.appending(path: copy))
        }
        try world.grow(2)
        #expect(try world.submit().status == 0)
        let honest = try world.noted()
        try world.grow(3, data: "fork")
        let forked = try world.submit("--data fork")
        #expect(forked.status == 1 && forked.output.contains("another history of this log"), "\(forked.all)")
        #expect(server.said.contains("not cosigned, 422"))
        let json = try world.submit("--data fork --json")
        #expect(json.status == 1 && json.output.contains("\"outcome\":\"witness-not-consistent\""))
        #expect(try world.noted() == honest)
        // A fork that is shorter has less than the witness has seen.
        try FileManager.default.removeItem(at: world.folder.appending(path: "fork"))
        try FileManager.default.removeItem(at: world.folder.appending(path: "fork-keys"))
    }

    @Test func aLogThatWentBackIsToldSo() throws {
        let server = try ServedWitness(world)
        try world.record(server.address)
        for part in ["registry", "registry-keys"] {
            try FileManager.default.copyItem(
                at: world.folder.appending(path: part),
                to: world.folder.appending(path: part.replacingOccurrences(of: "registry", with: "old")))
        }
        try world.grow()
        #expect(try world.submit().status == 0)
        let run = try world.submit("--data old")
        #expect(run.status == 1 && run.output.contains("and there are"), "\(run.all)")
    }

    /// Killed at any moment: what the registry was given is in the notes, and the next submission goes on.
    @Test func killedAtAnyMomentItForgetsNothingThatItSigned() throws {
        var server = try ServedWitness(world)
        let port = server.port
        try world.record(server.address)
        #expect(try world.submit().status == 0)
        for turn in 0..<14 {
            try world.grow()
            let submission = WitnessWorld.process(
                "counterweight", "journal submit --timeout 2".words, in: world.folder, language: "C.UTF-8")
            submission.standardOutput = FileHandle.nullDevice
            submission.standardError = FileHandle.nullDevice
            try submission.run()
            usleep(UInt32(turn) * 9_000)
            server.kill()
            submission.waitUntilExit()
            let noted = try #require(try world.noted())
            let cosigned = try #require(try world.cosigned())
            #expect(noted.size >= cosigned)
            server = try ServedWitness(world, port: port)
        }
        #expect(try world.submit().status == 0)
        #expect(try world.noted() == world.checkpoint && world.cosigned() == world.checkpoint.size)
    }

    @Test func oneOfManyAtOnceIsCosigned() throws {
        let server = try ServedWitness(world)
        try world.record(server.address)
        let (body, port) = (try request(), server.port)
        let answers = Mutex<[ServedWitness.Answer?]>([])
        DispatchQueue.concurrentPerform(iterations: 24) { _ in
            let answer = ServedWitness.ask(
                port,
                "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n",
                body)
            answers.withLock { $0.append(answer) }
        }
        let all = answers.withLock { $0 }
        #expect(all.filter { $0?.status == 200 }.count == 1 && all.filter { $0?.status == 409 }.count == 23)
    }

    @Test func statusesAndBodiesAreThoseOfTheSpecification() throws {
        let server = try ServedWitness(world)
        try world.record(server.address)
        let body = try request()
        let name = TransparencyLog.Hash(of: Array("registry.example".utf8)).hex
        #expect(server.ask("GET /\(name)/checkpoint")?.status == 404)
        let signed = try #require(server.add(body))
        #expect(signed.status == 200 && signed.body.hasPrefix("— \(WitnessWorld.witnessName) "))
        let size = try world.checkpoint.size
        let conflict = try #require(server.add(body))
        #expect(conflict.status == 409 && conflict.body == "\(size)\n")
        #expect(conflict.head.contains("Content-Type: text/x.tlog.size"))
        let shown = try #require(server.ask("GET /\(name)/checkpoint"))
        #expect(try shown.status == 200 && shown.body == String(contentsOf: world.note, encoding: .utf8))
        #expect(shown.body.hasSuffix(signed.body))
        #expect(server.ask("HEAD /\(name)/checkpoint")?.status == 200)

        for path in [
            "/", "/checkpoint", "/\(String(repeating: "0", count: 64))/checkpoint", "/notes/../key", "/add-checkpoint/",
        ] {
            #expect(server.ask("GET \(path)")?.status == 404, "\(path)")
        }
        let method = server.ask("GET /add-checkpoint")
        #expect(method?.status == 405 && method?.head.contains("Allow: POST") == true)
        #expect(server.ask("POST /\(name)/checkpoint")?.status == 405)
        #expect(server.ask("PUT /add-checkpoint", body)?.status == 405)
        for bytes in [[], Array("old 0\n".utf8), [UInt8](repeating: 0xFF, count: 900), Array(body.dropLast())] {
            #expect(server.add(bytes)?.status == 400, "\(bytes.count)")
        }
        let most = AddCheckpointRequest.bytesMax
        #expect(server.add([UInt8](repeating: 0x41, count: most))?.status == 400)
        #expect(
            ServedWitness.ask(
                server.port,
                "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nConnection: close\r\nContent-Length: \(most + 1)\r\n\r\n")?
                .status == 413)
        let chunk = Array("100000\r\n".utf8) + [UInt8](repeating: 0x41, count: 1 << 20) + Array("\r\n".utf8)
        let head = "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(ServedWitness.ask(server.port, head, chunk + chunk + Array("0\r\n\r\n".utf8))?.status == 413)
        // Without end: the connection is ended.
        #expect(ServedWitness.ask(server.port, head, (0..<12).flatMap { _ in chunk })?.status ?? 413 == 413)
        #expect(server.add(body)?.status == 409)
    }

    @Test func endsCleanlyWhenAsked() throws {
        let server = try ServedWitness(world)
        #expect(server.end() == 0)
        #expect(server.said.hasSuffix("Ended.\n"))
    }

    // MARK: - What it does not begin with

    private func serve(_ place: [String] = WitnessWorld.place, language: String = "C.UTF-8") throws -> WitnessWorld.Run
    {
        // A request on standard input, so that the one that would begin ends.
        try world.run(
            "counterweight-witness", ["cosign"] + place + ["--log", world.logKey.text], language: language)
    }

    @Test func oneProcessHasTheNotes() throws {
        let server = try ServedWitness(world)
        let second = try serve()
        #expect(second.status == 3 && second.errors.contains("another process has the notes"))
        #expect(server.end() == 0)
        #expect(try serve().status == 1)
    }

    @Test func aNoteThatWasChangedIsNotGoneOnFrom() throws {
        let server = try ServedWitness(world)
        try world.record(server.address)
        #expect(try world.submit().status == 0 && server.end() == 0)
        let good = try Data(contentsOf: world.note)
        for place in stride(from: 0, to: good.count, by: 1 + good.count / 12) {
            var bad = good
            bad[place] ^= 0x04
            try bad.write(to: world.note)
            let run = try serve()
            #expect(run.status == 4, "byte \(place): \(run.all)")
        }
        try good.prefix(good.count / 2).write(to: world.note)
        let french = try serve(language: "fr_FR.UTF-8")
        #expect(french.status == 4 && french.errors.contains("n’est pas une note que ce témoin a gardée"))
        // Under another log's name it would be written beside, and not over.
        try good.write(to: world.folder.appending(path: "notes/\(String(repeating: "0", count: 64)).checkpoint"))
        try FileManager.default.removeItem(at: world.note)
        #expect(try serve().status == 4)
    }

    @Test func notesOfAnotherOrNoneAreNotGoneOnFrom() throws {
        let other = ["--key", "other.key", "--notes", "other-notes"]
        #expect(try world.run("counterweight-witness", ["keygen", "witness.example/w2"] + other).status == 0)
        let mixed = try serve(["--key", "witness.key", "--notes", "other-notes"])
        #expect(mixed.status == 4 && mixed.errors.contains("are not those of"))
        let lost = try serve(["--key", "witness.key", "--notes", "nowhere"])
        #expect(lost.status == 2 && lost.errors.contains("make a new key"))
        try FileManager.default.createDirectory(
            at: world.folder.appending(path: "empty"), withIntermediateDirectories: true)
        #expect(try serve(["--key", "witness.key", "--notes", "empty"]).status == 2)
        try Data("x".utf8).write(to: world.folder.appending(path: "notes/readme.txt"))
        #expect(try serve().status == 4)
        try FileManager.default.removeItem(at: world.folder.appending(path: "notes/readme.txt"))
        // What a kept note's writing left half done goes.
        try Data("x".utf8).write(to: world.folder.appending(path: "notes/0.checkpoint.part"))
        #expect(try serve().status == 1)
        chmod(world.folder.appending(path: "witness.key").path, 0o644)
        #expect(try serve().status == 2)
    }

    @Test func aLogThatIsWatchedNoLongerIsSaid() throws {
        let server = try ServedWitness(world)
        try world.record(server.address)
        #expect(try world.submit().status == 0 && server.end() == 0)
        let name = try #require(KeyName("else.example"))
        let signer = try #require(SignerKey(name: name, seed: [UInt8](repeating: 5, count: 32)))
        let run = try world.run(
            "counterweight-witness", ["cosign"] + WitnessWorld.place + ["--log", signer.verifierKey.text])
        #expect(run.status == 4 && run.errors.contains("which is not among those named"))
        // Both, from a file.
        try "# logs\n\(signer.verifierKey.text)\n\(world.logKey.text)\n".write(
            to: world.folder.appending(path: "logs.txt"), atomically: true, encoding: .utf8)
        #expect(try ServedWitness(world, logs: ["logs.txt"]).said.contains("Watching else.example"))
    }

    @Test func keygenKeepsTheKeyToItsOwnerAndOverwritesNothing() throws {
        let attributes = try FileManager.default.attributesOfItem(
            atPath: world.folder.appending(path: "witness.key").path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        for place in [
            WitnessWorld.place, ["--key", "new.key", "--notes", "notes"], ["--key", "witness.key", "--notes", "n"],
        ] {
            #expect(try world.run("counterweight-witness", ["keygen", "x"] + place).status == 2)
        }
        #expect(try world.run("counterweight-witness", ["keygen", "a b", "--key", "k", "--notes", "n"]).status == 2)
    }

    // MARK: - Disk and clock

    @Test func nothingLeavesWhereTheDiskRefuses() throws {
        let server = try ServedWitness(world)
        try world.record(server.address)
        let obstacle = URL(filePath: "\(world.note.path).part")
        try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: true)
        let run = try world.submit()
        #expect(run.status == 3 && server.said.contains("Nothing was cosigned"), "\(run.all)")
        #expect(try world.noted() == nil && world.cosigned() == nil)
        try FileManager.default.removeItem(at: obstacle)
        #expect(try world.submit().status == 0)
    }

    /// A limit on the size of files stands for a full disk: writing fails, and what is there stays.
    @Test func nothingLeavesWhereTheDiskIsFull() throws {
        let server = try ServedWitness(world)
        let port = server.port
        try world.record(server.address)
        #expect(try world.submit().status == 0 && server.end() == 0)
        let before = try Data(contentsOf: world.note)
        try world.grow()
        let full = WitnessWorld.process(
            "/bin/bash",
            [
                "-c",
                "trap '' XFSZ; ulimit -f 0; exec \(WitnessWorld.products)/counterweight-witness serve --listen 127.0.0.1:\(port) --key witness.key --notes notes --log '\(world.logKey.text)'",
            ], in: world.folder, language: "C.UTF-8")
        full.standardOutput = FileHandle.nullDevice
        full.standardError = FileHandle.nullDevice
        try full.run()
        var answer: ServedWitness.Answer?
        let body = try request()
        for _ in 0..<200 where answer == nil {
            usleep(10_000)
            answer = ServedWitness.ask(
                port,
                "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n",
                body)
        }
        #expect(answer?.status == 503 && answer?.body == "")
        full.terminate()
        full.waitUntilExit()
        #expect(try Data(contentsOf: world.note) == before)
        let again = try ServedWitness(world, port: port)
        #expect(try world.submit().status == 0)
        #expect(again.end() == 0)
    }

    @Test func aClockBeforeTheLastCosignatureSignsNothing() throws {
        let secret = try String(contentsOf: world.folder.appending(path: "witness.key"), encoding: .utf8)
        let signer = try WitnessSigner(secretText: secret.trimmingCharacters(in: .newlines))
        let log = try #require(WatchedLog(origin: world.logKey.name.text, keys: [world.logKey]))
        let witness = try #require(Witness(signer: signer, logs: [log]))
        try world.done("journal witness add \(world.key.text) http://127.0.0.1:1")
        let tomorrow = Int64(Date().timeIntervalSince1970) + 86_400
        let note = try witness.cosign(try request(), at: tomorrow).note
        try Data(note.utf8).write(to: world.note)
        try world.grow()
        let server = try ServedWitness(world)
        try world.done("journal witness remove \(WitnessWorld.witnessName)")
        try world.record(server.address)
        #expect(try world.submit().status == 3)
        #expect(server.said.contains("seconds before the last cosignature"), "\(server.said)")
        #expect(try String(contentsOf: world.note, encoding: .utf8) == note)
    }

    // MARK: - By files

    @Test func cosignsFromFileToFile() throws {
        try world.done("journal witness add \(world.key.text)")
        #expect(try world.submit().status == 1)
        try world.done("journal submit --request ask.txt")
        let cosign = ["cosign"] + WitnessWorld.place + ["--log", "log.txt", "--request", "ask.txt"]
        try "\(world.logKey.text)\n".write(
            to: world.folder.appending(path: "log.txt"), atomically: true, encoding: .utf8)
        let signed = try world.run("counterweight-witness", cosign + ["--answer", "answer.txt"])
        #expect(signed.status == 0, "\(signed.all)")
        try world.grow()
        #expect(try world.done("journal submit --answer answer.txt").contains("cosigned"))
        #expect(try world.cosigned() == world.noted()?.size)
        #expect(try world.run("counterweight-witness", cosign + ["--answer", "answer.txt"]).status == 2)

        // The answer was lost: the witness says the size, and the registry goes on from there.
        try world.done("journal submit --request next.txt")
        let next = Array(cosign.dropLast()) + ["next.txt"]
        #expect(try world.run("counterweight-witness", next).status == 0)
        let late = try world.run("counterweight-witness", next + ["--answer", "late.txt"])
        #expect(late.status == 1 && late.errors.contains("409"))
        let told = try world.run("counterweight", "journal submit --answer late.txt".words)
        #expect(told.status == 3 && told.errors.contains("That is remembered: ask again"))
        try world.done("journal submit --request last.txt")
        #expect(
            try world.run(
                "counterweight-witness", Array(cosign.dropLast()) + ["last.txt", "--answer", "last-answer.txt"]
            )
            .status == 0)
        try world.done("journal submit --answer last-answer.txt")
        #expect(try world.cosigned() == world.checkpoint.size)
    }
}
