import Foundation
import Testing

/// A folder with a registry's papers, and the built command run in it as people run it.
final class Shop {
    static let command: String = {
        let beside =
            ProcessInfo.processInfo.environment["COUNTERWEIGHT_PRODUCTS"]
            ?? Bundle.main.executableURL?.deletingLastPathComponent().path ?? "."
        return "\(beside)/counterweight"
    }()

    struct Run {
        let status: Int32
        let output: String
        let errors: String

        /// The one JSON document on standard output.
        func json() throws -> [String: Any] {
            let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
            return try #require(object as? [String: Any])
        }
    }

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "counterweight-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ text: String, to name: String, mode: Int = 0o644) throws {
        let url = folder.appending(path: name)
        try text.write(to: url, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
    }

    func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)[.posixPermissions] as? Int
    }

    @discardableResult
    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Run {
        let process = Process()
        process.executableURL = URL(filePath: Self.command)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ["COUNTERWEIGHT_DATA": "registry", "COUNTERWEIGHT_ACTOR": "ama@recell", "LANG": "C.UTF-8"]
        variables.merge(environment) { $1 }
        process.environment = variables
        let (output, errors) = (folder.appending(path: ".out"), folder.appending(path: ".err"))
        for url in [output, errors] { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Run(status: process.terminationStatus, output: try text(".out"), errors: try text(".err"))
    }

    /// Runs a line of plain words, which must end with 0.
    @discardableResult
    func done(_ line: String, as actor: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws
        -> String
    {
        let run = try run(line.words + (actor.map { ["--actor", $0] } ?? []))
        #expect(run.status == 0, "\(line)\n\(run.output)\(run.errors)", sourceLocation: sourceLocation)
        return run.output
    }

    /// A registry with its parties, a facility, rules, and a lot that is sealed and weighed.
    static func open() throws -> Shop {
        let shop = try Shop()
        try shop.done("init --party recell --name ReCell --country GH --member ama --role provider")
        let key = try shop.done("party key --out veritas/verifier.key").split(separator: "\n")[0]
        try shop.done("party record acme --name Acme --country DE --role customer --member eva")
        try shop.done("party record kumasi --name Kumasi --country GH --role collector --member kofi")
        try shop.done("party record greenworks --name Greenworks --country GH --role recycler --member yaa")
        try shop.done(
            "party record veritas --name Veritas --country GH --role verifier --member vera --verifier-key \(key) --assurance independent-body"
        )
        try shop.write(standard, to: "phones.json")
        try shop.write(programme, to: "one.json")
        try shop.write(facility, to: "accra.json")
        for name in ["photo", "recell", "kumasi", "greenworks", "approval"] {
            try shop.write("\(name) signed\n", to: "\(name).txt")
        }
        try shop.done("facility record --file accra.json")
        try shop.done("facility declare accra-1 --year 2026 --grams 0")
        try shop.done("collector approve kumasi --from 2026-01-01 --to 2026-12-31 --evidence approval.txt")
        try shop.done("standard publish --file phones.json")
        try shop.done("programme publish --file one.json")
        return shop
    }

    func seal(_ lot: String, bag: String) throws {
        try write("\(lot)\n", to: "photo.txt")
        let evidence = ["photo=photo.txt"] + ["recell", "kumasi", "greenworks"].map { "exclusivity=\($0).txt@\($0)" }
        try done(
            "lot seal \(lot) --class smartphone --country GH --collected 2026-03-01..2026-04-15 --standard phones "
                + "--collector kumasi --bag \(bag) " + evidence.map { "--evidence \($0)" }.joined(separator: " "))
        for (stage, day) in [("collection", 16), ("receipt", 18), ("treatment", 20)] {
            try done(
                "lot weigh \(lot) --stage \(stage) --facility accra-1 --day 2026-04-\(day) --gross 210000 --tare 11600 "
                    + "--net 198400 --pieces 1200 --battery included --ticket \(lot)-\(stage)", as: "yaa@greenworks")
        }
    }

    static let standard = """
        {"code":"phones","version":1,"from":"2026-01-01","classes":["smartphone"],"counted":true,
        "basis":{"battery":"included","packaging":"removed"},"massTolerance":20,"countTolerance":0,
        "gramsPerPiece":[60,250],"certifications":["r2"],"evidence":["photo"],"collectorApproved":true,
        "reusePrices":[],"independentVerifier":true}
        """
    static let programme = """
        {"code":"one-for-one","version":1,"from":"2026-01-01","trigger":"purchase","obligation":{"pieces":{}},
        "classes":["smartphone"],"massBases":["class"],"supply":{"standards":["phones"],"classes":["smartphone"],
        "countries":["GH"],"forwards":true,"shareMax":1000}}
        """
    static let facility = """
        {"code":"accra-1","party":"greenworks","name":"Greenworks Accra","country":"GH","timeZone":"Africa/Accra",
        "permits":[{"number":"EPA-77","from":"2026-01-01","to":"2026-12-31"}],
        "certifications":[{"scheme":"r2","number":"R2-9","scope":"phones","from":"2026-01-01","to":"2026-12-31"}],
        "capacity":{"2026":50000000}}
        """
}

extension String {
    var words: [String] { split(separator: " ").map(String.init) }
}
