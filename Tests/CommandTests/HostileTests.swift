import Foundation
import Testing

/// What a careless or a hostile caller may type: an answer with its exit code, never a trap.
@Suite struct HostileTests {
    static let weigh =
        "lot weigh GH-1 --stage collection --facility accra-1 --day 2026-04-16 --tare 0 --battery included --actor yaa@greenworks"
    static let seal =
        "lot seal GH-2 --class smartphone --country GH --collected 2026-03-01..2026-04-15 --standard phones --collector kumasi"
    static let declare =
        "declare devices.csv --customer acme --programme one-for-one --day 2026-05-02 --beneficiary Acme --document PO-1"
    static let huge = String(repeating: "x", count: 100_000)

    static let lines: [(String, Int32)] = [
        ("\(weigh) --gross 1000000000000000000 --net 1000000000000000000", 2),
        ("\(weigh) --gross 99999999999999999999 --net 1", 2),
        ("\(weigh) --gross 1000000000000000 --net 1000000000000000", 1), ("\(weigh) --gross 10 --net 11", 1),
        ("\(weigh) --gross 10 --net 10 --pieces -5", 2), ("\(weigh) --gross 10 --net 10 --pieces 1000000000000000", 1),
        ("\(weigh) --gross 1.5 --net 1.5", 2), ("\(weigh) --gross 10 --net 10 --ticket \(huge)", 2),
        ("\(weigh) --gross 10 --net 10 --scale \(huge)", 2),
        ("facility declare accra-1 --year 0 --grams 0", 2), ("facility declare accra-1 --year 9999 --grams 0", 2),
        ("facility declare nowhere --year 2026 --grams 0", 1),
        ("\(seal) --evidence photo=../../../../../../../../etc", 2), ("\(seal) --evidence photo=/dev/zero", 2),
        ("\(seal) --evidence photo=no/such/file", 2), ("\(seal) --evidence photo=pipe", 2),
        ("\(seal) --evidence treasure=photo.txt", 2), ("\(seal) --evidence exclusivity=photo.txt", 2),
        ("\(seal) --bag \(huge)", 2), ("\(seal) --bag B-9 --bag B-9", 1), ("\(seal) --registry verra=", 2),
        ("party record ../x --name n --country GH --role customer --member m", 2),
        ("party record \(huge) --name n --country GH --role customer --member m", 2),
        ("party record p9 --name \(huge) --country GH --role customer --member m", 2),
        ("party record p9 --name n --country ZZ --role customer --member m", 2),
        ("party record p9 --name n --country GH --role verifier --member m", 1),
        (
            "party record p9 --name n --country GH --role verifier --member m --assurance second-person --verifier-key x",
            2
        ),
        ("certificate issue --out x.json", 2), ("certificate issue D1 --to 2026-13-01 --out x.json", 2),
        ("certificate issue --from 2026-03-02 --to 2026-03-01 --out x.json", 2),
        ("certificate issue --document \(huge) --out x.json", 2), ("certificate issue --document X --out x.json", 1),
        ("certificate issue --customer nobody --out x.json", 1),
        ("certificate issue --from 2199-01-01 --out x.json", 1), ("certificate issue --document X --out one.json", 2),
        ("match --actor nobody@recell", 1), ("match --actor ama@nobody", 1), ("match --actor eva@acme", 1),
        ("match --actor eva", 2), ("retire D999", 1), ("retire D99999999999999999999", 2), ("retire --most 0", 2),
        ("\(declare) --map foo=bar", 2), ("\(declare) --map class=:smartphone --map serial=SN", 2),
        ("\(declare) --life 0", 2), ("\(declare) --life 9999999999999999999", 2), ("\(declare) --actor kofi@kumasi", 1),
        ("declare . --customer acme --programme p --day 2026-05-02 --beneficiary A --document P", 2),
        ("explain device '%", 2), ("explain device SN-NOBODY-HAS", 0), ("explain lot GH-9", 1),
        ("explain certificate 00", 2),
        ("explain certificate 00000000000000000000000000000000", 1),
        ("lot verify GH-1 --key open.key --actor vera@veritas", 2),
        ("lot verify GH-1 --key short.key --actor vera@veritas", 2),
        ("lot verify GH-1 --key other.key --actor vera@veritas", 1),
        ("lot verify GH-1 --key other.key --actor ama@recell", 1), ("lot verify GH-1 --actor vera@veritas", 2),
        ("lot verify GH-1 --signature 00 --actor vera@veritas", 2),
        ("lot void-weighing GH-1 --weighing 1 --cause typing-error --actor vera@veritas", 1),
        ("lot uphold GH-1 --actor vera@veritas", 1), ("lot impugn GH-1 --cause bad --actor vera@veritas", 2),
        ("standard publish --file accra.json", 2), ("standard publish --file photo.txt", 2),
        ("standard publish --file phones.json", 1), ("standard publish --file /dev/null", 2),
        ("class mass drone --grams 1 --from 2026-01-01 --source s", 1),
        ("class mass tablet --grams 0 --from 2026-01-01 --source s", 2),
        ("class estimate --phones 1000000000001", 2), ("class estimate", 2),
        ("party key --out veritas/verifier.key", 2), ("party key --out registry/x.key", 2),
        ("party key --out registry-keys/x/y.key", 2), ("init --party x --name x --country GH --member y", 1),
        ("status --data nowhere", 2), ("frobnicate", 2), ("lot frobnicate", 2), ("status --language de", 2), ("lot", 0),
    ]

    @Test func everyLineHasItsExitCode() throws {
        let shop = try Shop.open()
        try shop.seal("GH-1", bag: "B-1")
        try shop.write("serial,maker,class\nSN10001,Apple,smartphone\n", to: "devices.csv")
        try shop.write(String(repeating: "0a", count: 32) + "\n", to: "open.key")
        try shop.write("0a\n", to: "short.key", mode: 0o600)
        try shop.write(String(repeating: "0a", count: 32) + "\n", to: "other.key", mode: 0o600)
        mkfifo(shop.folder.appending(path: "pipe").path, 0o600)
        for (line, status) in Self.lines {
            let shown = line.count > 300 ? "\(line.prefix(200))…" : line
            let run = try shop.run(line.words)
            #expect(run.status == status, "\(shown)\n\(run.output)\(run.errors)")
            #expect(run.output.count + run.errors.count < 4_000, "\(shown)")
            guard status != 0 else { continue }
            #expect(run.output.isEmpty || run.output.contains("actor"), "\(shown)")
            let json = try shop.run(line.words + ["--json", "--language", "fr"])
            #expect(json.status == status && json.errors.isEmpty, "\(shown)")
            let document = try json.json()
            let error = document["error"] as? [String: Any]
            #expect(error?["code"] is String && error?["message"] is String, "\(shown)")
        }
        #expect(try shop.done("check").contains("All is sound."))
    }

    @Test func keysThatOthersReadAreRefused() throws {
        let shop = try Shop.open()
        for key in ["log", "issuer", "tags"] {
            let path = shop.folder.appending(path: "registry-keys/\(key).key").path
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            let run = try shop.run(["status", "--json"])
            #expect(run.status == 2 && run.output.contains("\"key-open-to-others\""))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        try shop.done("status")
    }

    @Test func anOlderCopyIsNotWrittenTo() throws {
        let shop = try Shop.open()
        let files = FileManager.default
        let (folder, older) = (shop.folder.appending(path: "registry"), shop.folder.appending(path: "older"))
        try files.copyItem(at: folder, to: older)
        try shop.done("facility record --file accra.json")
        try files.removeItem(at: older.appending(path: "checkpoint"))
        try files.copyItem(at: folder.appending(path: "checkpoint"), to: older.appending(path: "checkpoint"))
        try files.removeItem(at: folder)
        try files.moveItem(at: older, to: folder)
        let run = try shop.run("facility record --file accra.json --json".words)
        #expect(run.status == 4 && run.output.contains("\"shorter-than-published\""))
    }

    /// A reader that leaves early is no fault; an answer that the disk did not take is one.
    @Test func whereTheAnswerGoes() throws {
        let shop = try Shop.open()
        for (line, status) in [
            ("\(Shop.command) class list | head -n 1", 0), ("\(Shop.command) status > /dev/full", 5),
        ] {
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/bash")
            shell.arguments = ["-o", "pipefail", "-c", line]
            shell.currentDirectoryURL = shop.folder
            shell.environment = ["COUNTERWEIGHT_DATA": "registry", "PATH": "/usr/bin:/bin"]
            shell.standardOutput = FileHandle.nullDevice
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == status, "\(line)")
        }
    }

    @Test func noActorNothingDone() throws {
        let shop = try Shop.open()
        let run = try shop.run(["match"], environment: ["COUNTERWEIGHT_ACTOR": ""])
        #expect(run.status == 2 && run.errors.contains("--actor member@party"))
        let bad = try shop.run(["match"], environment: ["COUNTERWEIGHT_ACTOR": "ama"])
        #expect(bad.status == 2 && bad.errors.contains("ama@recell"))
    }

    @Test func frenchFromTheFirstSentence() throws {
        let shop = try Shop()
        let environment = ["LANG": "fr_FR.UTF-8"]
        let help = try shop.run(["lot", "seal", "--help"], environment: environment)
        #expect(help.status == 0 && help.output.hasPrefix("Sceller des déchets"))
        for english in ["OVERVIEW", "USAGE: ", "OPTIONS:", "ARGUMENTS:", "Show help", "EXAMPLES", "<file>"] {
            #expect(!help.output.contains(english), "\(english)")
        }
        let missing = try shop.run(["lot", "seal"], environment: environment)
        #expect(missing.status == 2 && missing.errors.hasPrefix("Erreur\u{202F}: Il manque l’argument"))
        let unknown = try shop.run(["status", "--dat", "x"], environment: environment)
        #expect(unknown.errors.contains("Option inconnue") && unknown.errors.contains("Vouliez-vous dire"))
        let none = try shop.run(["status"], environment: environment)
        #expect(none.status == 2 && none.errors.hasPrefix("Erreur\u{202F}: Il n’y a pas de registre"))
    }
}
