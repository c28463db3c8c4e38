import Access
import Certificates
import Compensation
import Foundation
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Storage
import StorageSQLite

/// Lists of notebooks with one serial each.
enum DeviceList {
    static func csv(_ count: Int, from first: Int = 0) -> String {
        var text = "class,maker,serial,mass_g\n"
        for index in first..<first + count {
            // Spread over the key space, as serials of several makers are.
            let spread = UInt64(index) &* 2_654_435_761 % 100_000_000
            text += "notebook,Lenovo,PF\(spread + 100_000_000),\(1_400 + index % 400)\n"
        }
        return text
    }
}

/// A registry with one verified lot, large enough for every device.
struct BenchRegistry {
    static let provider = Actor(member: "ama", party: "recell")
    let compensation: Compensation

    init(in path: String) async throws {
        let registry = try await Registry.create(
            in: Folder(data: path, keys: "\(path)-keys"), origin: "registry.example",
            registrar: PartyRecord(
                code: "recell", name: "Recell", country: "GH", roles: [.registrar, .provider], members: ["ama"]),
            engine: { try SQLiteDatabase(path: $0, beforeCommit: $1) }, migrations: Compensation.migrations,
            clock: { Self.now }, chance: Chance { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
            opening: { act in try act.publishCatalogue() })
        compensation = Compensation(registry)
        guard let key = IssuerKey(seed: Array(repeating: 7, count: 32)) else { preconditionFailure("a seed") }
        try await registry.act(as: Self.provider) { act in
            for (code, role) in [("acme", .customer), ("agbo", .collector), ("tema", .recycler)] as [(Code, Role)] {
                try act.record(
                    PartyRecord(code: code, name: code.text, country: "GH", roles: [role], members: ["one"]))
            }
            try act.record(
                PartyRecord(
                    code: "verity", name: "Verity", country: "GH", roles: [.verifier], members: ["eve"],
                    verifierKey: key.didKey.text, assurance: .independentBody))
        }
        try await compensation.publish(Self.standard, as: Self.provider)
        try await compensation.publish(Self.programme, as: Self.provider)
        try await compensation.record(Self.facility, as: Self.provider)
        try await compensation.record(
            FacilityDeclared(facility: "accra", year: 2026, grams: 0), as: Self.provider)
        try await supply(key)
    }

    private func supply(_ key: IssuerKey) async throws {
        let paper = compensation.registry.folder.data + "/exclusivity.txt"
        try "no other scheme".write(toFile: paper, atomically: true, encoding: .utf8)
        let digest = try compensation.registry.keep(evidence: paper)
        try await compensation.seal(
            LotToSeal(
                lot: "GH-1", scrap: "unu-0306", country: "GH", collected: Self.day(20_500)...Self.day(20_530),
                standard: "scrap", collector: "agbo", seals: ["S1"],
                evidence: (["recell", "agbo", "tema"] as [Code]).map {
                    Evidence(kind: .exclusivity, digest: digest, party: $0)
                }), as: Self.provider)
        for stage in Stage.allCases {
            _ = try await compensation.weigh(
                WeighingToRecord(
                    lot: "GH-1",
                    place: WeighingPlace(stage: stage, facility: "accra", day: Self.day(20_550), ticket: nil),
                    reading: ScaleReading(gross: 5_000_000_000, tare: 0, net: 5_000_000_000), pieces: 80_000_000,
                    basis: Self.basis), as: Actor(member: "one", party: "tema"))
        }
        let outcome = try await compensation.verify(lot: "GH-1", as: Actor(member: "eve", party: "verity")) {
            key.signature(of: $0)
        }
        if case .refused(let verdicts) = outcome { throw BenchError.notVerified(verdicts.map(\.english)) }
    }

    func declare(_ bytes: [UInt8], document: String) async throws -> Int64 {
        try await compensation.declare(
            DeclarationToMake(
                customer: "acme", programme: "by-weight", day: Self.day(20_700), beneficiary: "Acme SA",
                document: document), sheet: DeclarationSheet(bytes), as: Self.provider
        ).first.sequence
    }

    /// Bytes that the database's pages take, those in the write-ahead log included.
    func bytes() async throws -> Int64 {
        try await compensation.registry.database.read { db in
            let pages = try db.run(
                "SELECT page_count - freelist_count AS n FROM pragma_page_count, pragma_freelist_count")
            return try pages[0].integer("n") * db.run("SELECT page_size AS n FROM pragma_page_size")[0].integer("n")
        }
    }

    private static let now = Instant(milliseconds: 1_795_385_677_000) ?? { preconditionFailure("a good instant") }()
    private static let basis = WeighingBasis(battery: .removed, packaging: .removed)
    private static func day(_ number: Int32) -> Day { Day(number: number) ?? .first }
    private static func version(_ code: Code) -> Version { Version(code, 1) ?? { preconditionFailure("a version") }() }

    private static let standard = SupplyStandard(
        version: version("scrap"), from: day(20_454), classes: ["unu-0306"], counted: true, basis: basis,
        massTolerance: 20, countTolerance: 10, gramsPerPiece: 40...160, certifications: ["r2"], evidence: [],
        collectorApproved: false, reusePrices: [], independentVerifier: true)

    private static let programme = Programme(
        version: version("by-weight"), from: day(20_454), trigger: .resale,
        obligation: .grams(Ratio(1, 1) ?? { preconditionFailure("a ratio") }()), classes: ["notebook"],
        massBases: MassBasis.allCases, massAgeMax: nil,
        supply: SupplyRule(
            standards: ["scrap"], classes: ["unu-0306"], countries: [], lotAgeMax: nil, forwards: false,
            forwardAgeMax: nil, shareMax: 1_000))

    private static let facility = Facility(
        code: "accra", party: "tema", name: "Tema Recycling", country: "GH", timeZone: "Africa/Accra",
        permits: [Permit(number: "EPA-1", from: day(20_000), to: day(22_000))],
        certifications: [
            Certification(scheme: "r2", number: "R2-1", scope: "IT", from: day(20_000), to: day(22_000))
        ], capacity: [2026: 100_000_000_000])
}

/// A list from CSV through to its certificate.
struct BulkRun {
    let declared: Double
    let matched: Double
    let retired: Double
    let certified: Double
    let bytesPerDevice: Double

    var seconds: Double { declared + matched + retired + certified }

    func account(devices: Int) -> String {
        func share(_ part: Double) -> String { String(format: "%.0f%%", part / seconds * 100) }
        return "  declared \(share(declared)), matched \(share(matched)), retired \(share(retired)), "
            + "certified \(share(certified)); \(String(format: "%.2f", seconds / Double(devices) * 1e6)) µs a device"
    }

    static func measure(in path: String, list: String) async throws -> BulkRun {
        let bench = try await BenchRegistry(in: path)
        let bytes = try Data(contentsOf: URL(filePath: list))
        let rows = bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) } - 1
        let before = try await bench.bytes()
        let clock = ContinuousClock()
        var declaration: Int64 = 0
        let declared = try await clock.measure {
            declaration = try await bench.declare(Array(bytes), document: "PO-1")
        }
        let matched = try await clock.measure { _ = try await bench.compensation.match(as: BenchRegistry.provider) }
        let retired = try await clock.measure {
            _ = try await bench.compensation.retire(declaration: declaration, as: BenchRegistry.provider)
        }
        let certified = try await clock.measure {
            let cut = try CertificateCut(declaration: declaration)
            for issued in try await bench.compensation.certify(cut, as: BenchRegistry.provider) {
                _ = try await bench.compensation.bundle(certificate: issued.certificate)
            }
        }
        return BulkRun(
            declared: declared.seconds, matched: matched.seconds, retired: retired.seconds,
            certified: certified.seconds,
            bytesPerDevice: Double(try await bench.bytes() - before) / Double(rows))
    }
}

/// Declarations of one device each.
enum SingleRun {
    static func bytes(in path: String, declarations: Int) async throws -> Double {
        let bench = try await BenchRegistry(in: path)
        let before = try await bench.bytes()
        for index in 0..<declarations {
            _ = try await bench.declare(Array(DeviceList.csv(1, from: index).utf8), document: "PO-\(index)")
        }
        return Double(try await bench.bytes() - before) / Double(declarations)
    }
}

/// The command on a registry that is there: how long until it answers, and how much memory it holds.
enum StartRun {
    static func measure(data: String) throws -> [Figure] {
        let command = CommandLine.arguments[0].replacing("counterweight-bench", with: "counterweight")
        var ours: [Double] = []
        var reference: [Double] = []
        for _ in 0..<5 {
            ours.append(try milliseconds(command, ["status", "--data", data, "--keys", "\(data)-keys"]))
            reference.append(
                try milliseconds("sqlite3", ["\(data)/registry.sqlite", "SELECT COUNT(*) FROM declaration"]))
        }
        let (start, floor) = (Figure.median(ours), Figure.median(reference))
        let memory = try megabytes(command, ["status", "--data", data, "--keys", "\(data)-keys"])
        let least = try megabytes("sqlite3", ["\(data)/registry.sqlite", "SELECT COUNT(*) FROM declaration"])
        return [
            Figure(name: "start", ours: start, reference: floor, unit: "ms", bar: 200 / floor),
            Figure(name: "memory", ours: memory, reference: least, unit: "MB", bar: 80 / least),
        ]
    }

    private static func milliseconds(_ command: String, _ arguments: [String]) throws -> Double {
        let start = ContinuousClock.now
        try Reference.run(command, arguments)
        return (ContinuousClock.now - start).seconds * 1_000
    }

    private static func megabytes(_ command: String, _ arguments: [String]) throws -> Double {
        Double(try Reference.bytesHeld(command, arguments)) / 1_048_576
    }
}
