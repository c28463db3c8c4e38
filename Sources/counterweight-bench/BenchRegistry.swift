import Access
import Certificates
import Compensation
import Exchange
import Foundation
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Storage
import StorageSQLite

/// A registry with verified lots, large enough for ten million devices.
struct BenchRegistry {
    static let provider = Actor(member: "ama", party: "recell")
    /// A lot has at most 10,000,000 kg.
    private static let lots = 4
    let compensation: Compensation
    private let days: BenchDays

    init(in path: String) async throws {
        days = BenchDays(today: Self.now().day)
        let registry = try await Registry.create(
            in: Folder(data: path, keys: "\(path)-keys"), origin: "registry.example",
            registrar: PartyRecord(
                code: "recell", name: "Recell", country: "GH", roles: [.registrar, .provider], members: ["ama"]),
            engine: { try SQLiteDatabase(path: $0, beforeCommit: $1) }, migrations: Compensation.migrations,
            clock: Self.now, chance: Chance { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
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
        try await compensation.publish(days.standard, as: Self.provider)
        try await compensation.publish(days.programme, as: Self.provider)
        try await compensation.record(days.facility, as: Self.provider)
        try await compensation.record(
            FacilityDeclared(facility: "accra", year: days.treated.year, grams: 0), as: Self.provider)
        for number in 1...Self.lots { try await supply(number, key) }
    }

    private func supply(_ number: Int, _ key: IssuerKey) async throws {
        guard let lot = Code("gh-\(number)") else { preconditionFailure("a good code") }
        let paper = compensation.registry.folder.data + "/exclusivity.txt"
        try "\(lot): no other scheme".write(toFile: paper, atomically: true, encoding: .utf8)
        let digest = try compensation.registry.keep(evidence: paper)
        try await compensation.seal(
            LotToSeal(
                lot: lot, scrap: "unu-0306", country: "GH", collected: days.collected, standard: "scrap",
                collector: "agbo", seals: ["S\(number)"],
                evidence: (["recell", "agbo", "tema"] as [Code]).map {
                    Evidence(kind: .exclusivity, digest: digest, party: $0)
                }), as: Self.provider)
        for stage in Stage.allCases {
            _ = try await compensation.weigh(
                WeighingToRecord(
                    lot: lot,
                    place: WeighingPlace(stage: stage, facility: "accra", day: days.treated, ticket: nil),
                    reading: ScaleReading(gross: 5_000_000_000, tare: 0, net: 5_000_000_000), pieces: 80_000_000,
                    basis: BenchDays.basis), as: Actor(member: "one", party: "tema"))
        }
        let outcome = try await compensation.verify(lot: lot, as: Actor(member: "eve", party: "verity")) {
            key.signature(of: $0)
        }
        if case .refused(let verdicts) = outcome { throw BenchError.notVerified(verdicts.map(\.english)) }
    }

    /// The papers of a list, dated today.
    func papers(_ document: String, for beneficiary: String = "Acme SA") -> DeclarationToMake {
        DeclarationToMake(
            customer: "acme", programme: "by-weight", day: days.today, beneficiary: beneficiary, document: document)
    }

    /// A short list, as one act.
    func declare(_ csv: String, _ document: String, for beneficiary: String = "Acme SA") async throws {
        try await compensation.declare(
            papers(document, for: beneficiary), sheet: DeclarationSheet(Array(csv.utf8)), as: Self.provider)
    }

    /// A file as the command takes it: found out, kept as a draft, submitted, accepted; read block by block each time.
    func declare(file path: String, _ document: String) async throws -> Int64 {
        let list = try ReceivedList(path: path, ListReading(), folder: compensation.scratchFolder)
            .withoutDroppedColumns(.standard)
        let draft = try await compensation.draft(
            papers(document), list: list, named: "devices.csv", mapping: .standard, as: Self.provider)
        try await compensation.submit(draft: draft, as: Self.provider)
        return try await compensation.accept(draft: draft, as: Self.provider).first.sequence
    }

    /// What the command is told to declare a file.
    func declareCommand(_ path: String) -> [String] {
        [
            "declare", path, "--customer", "acme", "--programme", "by-weight", "--day", days.today.text,
            "--beneficiary", "Acme SA", "--document", "PO-1",
        ] + common
    }

    /// Which registry, and who acts.
    var common: [String] {
        let folder = compensation.registry.folder
        return ["--data", folder.data, "--keys", folder.keys, "--actor", "ama@recell"]
    }

    /// The declaration made last.
    func newest() async throws -> Int64 {
        try await compensation.registry.database.read { db in
            try db.run("SELECT MAX(sequence) AS sequence FROM declaration")[0].integer("sequence")
        }
    }

    /// Bytes that the database's pages take, those in the write-ahead log included.
    func bytes() async throws -> Int64 {
        try await compensation.registry.database.read { db in
            let pages = try db.run(
                "SELECT page_count - freelist_count AS n FROM pragma_page_count, pragma_freelist_count")
            return try pages[0].integer("n") * db.run("SELECT page_size AS n FROM pragma_page_size")[0].integer("n")
        }
    }

    /// The system's clock: other processes of the bench write to the same registry.
    private static let now: @Sendable () -> Instant = {
        guard let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) else {
            preconditionFailure("the system's clock shows no day from 1970 to 2199")
        }
        return now
    }
}

/// The rules and the days of a bench's registry, all of them before today.
private struct BenchDays {
    static let basis = WeighingBasis(battery: .removed, packaging: .removed)
    let today: Day

    private func before(_ days: Int) -> Day { today.adding(days: -days) ?? .first }
    private static func version(_ code: Code) -> Version { Version(code, 1) ?? { preconditionFailure("a version") }() }

    var collected: ClosedRange<Day> { before(240)...before(210) }
    var treated: Day { before(200) }

    var standard: SupplyStandard {
        SupplyStandard(
            version: Self.version("scrap"), from: before(400), classes: ["unu-0306"], counted: true, basis: Self.basis,
            massTolerance: 20, countTolerance: 10, gramsPerPiece: 40...160, certifications: ["r2"], evidence: [],
            collectorApproved: false, reusePrices: [], independentVerifier: true)
    }

    var programme: Programme {
        Programme(
            version: Self.version("by-weight"), from: before(400), trigger: .resale,
            obligation: .grams(Ratio(1, 1) ?? { preconditionFailure("a ratio") }()), classes: ["notebook"],
            massBases: MassBasis.allCases, massAgeMax: nil,
            supply: SupplyRule(
                standards: ["scrap"], classes: ["unu-0306"], countries: [], lotAgeMax: nil, forwards: false,
                forwardAgeMax: nil, shareMax: 1_000))
    }

    var facility: Facility {
        Facility(
            code: "accra", party: "tema", name: "Tema Recycling", country: "GH", timeZone: "Africa/Accra",
            permits: [Permit(number: "EPA-1", from: before(900), to: today.adding(days: 900) ?? .last)],
            certifications: [
                Certification(
                    scheme: "r2", number: "R2-1", scope: "IT", from: before(900), to: today.adding(days: 900) ?? .last)
            ], capacity: [treated.year: 100_000_000_000])
    }
}
