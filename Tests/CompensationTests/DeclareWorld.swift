import Exchange
import Access
import Foundation
import Journal
import Primitives
import Programmes
import Registry
import Storage
import StorageSQLite
import Synchronization

@testable import Compensation

/// Numbers that a seed gives: Steele, Lea and Flood 2014.
struct SplitMix64: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }
}

/// A registry in a temporary folder with a provider, two customers, a programme by piece and one by weight.
final class DeclareWorld: Sendable {
    static let provider = Actor(member: "ama", party: "recell")
    static let acme = Actor(member: "jo", party: "acme")
    static let beta = Actor(member: "li", party: "beta")

    let registry: Registry
    let folder: Folder
    let shared: Shared
    let random: Random

    var compensation: Compensation { Compensation(registry) }

    init(seed: UInt64 = 0) async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("declare-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        folder = Folder(data: "\(path)/data", keys: "\(path)/keys")
        let (shared, random) = (Shared(), Random(seed: seed))
        self.shared = shared
        self.random = random
        registry = try await Registry.create(
            in: folder, origin: nil,
            registrar: PartyRecord(
                code: "recell", name: "Recell", country: "GH", roles: [.registrar, .provider], members: ["ama"]),
            engine: { path, beforeCommit in try shared.open(path, beforeCommit) },
            migrations: Compensation.migrations, clock: { shared.now }, chance: Chance { random.bytes($0) },
            opening: { act in try act.publishCatalogue() })
        for (party, member) in [("acme", "jo"), ("beta", "li")] as [(Code, Code)] {
            try await registry.act(as: Self.provider) { act in
                try act.record(
                    PartyRecord(code: party, name: party.text, country: "DE", roles: [.customer], members: [member]))
            }
        }
        try await compensation.publish(Self.programme("pieces", .pieces(["notebook": 2])), as: Self.provider)
        let ratio = Ratio(3, 2)!  // a good ratio
        try await compensation.publish(Self.programme("grams", .grams(ratio)), as: Self.provider)
    }

    deinit { try? FileManager.default.removeItem(atPath: String(folder.data.dropLast(5))) }

    /// Another process on the same folder, as far as the database knows.
    func another() async throws -> Compensation {
        let (shared, random) = (shared, random)
        return Compensation(
            try await Registry.open(
                folder, engine: { path, beforeCommit in try shared.open(path, beforeCommit) },
                migrations: Compensation.migrations, clock: { shared.now }, chance: Chance { random.bytes($0) }))
    }

    static func programme(_ code: Code, _ obligation: Obligation) -> Programme {
        Programme(
            version: Version(code, 1)!,  // a good number
            from: Day("2020-01-01")!,  // a good day
            trigger: .purchase, obligation: obligation,
            classes: ["smartphone", "notebook", "toner-cartridge"], massBases: [.stated, .model, .deviceClass],
            massAgeMax: nil,
            supply: SupplyRule(
                standards: [], classes: ["smartphone"], countries: [], lotAgeMax: nil, forwards: true,
                forwardAgeMax: nil, shareMax: 1_000))
    }

    func papers(
        _ programme: Code = "pieces", customer: Code = "acme", document: String = "PO-1", life: Int = 1
    ) -> DeclarationToMake {
        DeclarationToMake(
            customer: customer, programme: programme, day: Day("2026-11-18")!, beneficiary: "Acme",  // a good day
            document: document, life: life)
    }

    @discardableResult
    func declare(
        _ csv: String, _ papers: DeclarationToMake? = nil, mapping: [String] = [],
        as actor: Actor = DeclareWorld.provider, pace: ImportPace = ImportPace()
    ) async throws -> DeclareOutcome {
        try await compensation.declare(
            papers ?? self.papers(), sheet: DeclarationSheet(Array(csv.utf8)), mapping: DeclarationMapping(mapping),
            as: actor, pace: pace)
    }

    /// How many duplicates a sheet has of which nothing is declared; `nil` if something is.
    func leftOut(
        _ csv: String, _ papers: DeclarationToMake? = nil, pace: ImportPace = ImportPace()
    ) async throws -> Int? {
        do {
            try await declare(csv, papers, pace: pace)
            return nil
        } catch CompensationRefusal.nothingIncluded(let tally) {
            return tally.duplicates
        }
    }

    /// What a list comes to, row by row; also where nothing of it is declared.
    func verdicts(
        _ csv: String, _ papers: DeclarationToMake? = nil, pace: ImportPace = ImportPace()
    ) async throws -> (verdicts: [ToldVerdict], outcome: DeclareOutcome?) {
        var verdicts: [ToldVerdict] = []
        do {
            let outcome = try await declare(csv, papers, pace: pace)
            try outcome.report.each(heading: { _, _ in }) { verdicts.append($0.verdict) }
            return (verdicts, outcome)
        } catch CompensationRefusal.nothingIncluded {
            let judged = try await compensation.judge(
                papers ?? self.papers(), sheet: DeclarationSheet(Array(csv.utf8)), as: Self.provider)
            try judged.report.each(heading: { _, _ in }) { verdicts.append($0.verdict) }
            return (verdicts, nil)
        }
    }

    func integer(_ sql: SQL) async throws -> Int64 {
        try await registry.database.read { try $0.run(sql)[0].integer(at: 0) }
    }

    func identities() async throws -> [[UInt8]] {
        try await registry.database.read { db in
            try db.run("SELECT number FROM identity ORDER BY number").map { try $0.blob(at: 0) }
        }
    }

    /// No import is under way, and every number belongs to a row of a declaration.
    func isTidy() async throws -> Bool {
        let loading = try await integer("SELECT COUNT(*) FROM import")
        let strays = try await integer(
            """
            SELECT (SELECT COUNT(*) FROM identity WHERE device NOT IN (SELECT id FROM device))
                + (SELECT COUNT(*) FROM device WHERE NOT EXISTS (SELECT 1 FROM declaration
                    WHERE device.id >= declaration.id AND device.id < declaration.id + devices))
            """)
        return loading == 0 && strays == 0
    }
}

/// A clock that a test turns, and the faults it asks for.
final class Shared: Sendable {
    private let state = Mutex<(milliseconds: Int64, fault: (@Sendable (WritePoint) throws -> Void)?)>(
        (1_795_000_000_000, nil))

    var now: Instant { state.withLock { Instant(milliseconds: $0.milliseconds)! } }  // far from the clock's end

    func advance(_ milliseconds: Int64) { state.withLock { $0.milliseconds += milliseconds } }

    func set(fault: (@Sendable (WritePoint) throws -> Void)?) { state.withLock { $0.fault = fault } }

    func open(
        _ path: String, _ beforeCommit: @escaping @Sendable (any Connection) throws -> Void
    ) throws -> any Database {
        var options = SQLiteOptions()
        options.fault = { [self] point in try state.withLock { $0.fault }?(point) }
        return try SQLiteDatabase(path: path, options: options, beforeCommit: beforeCommit)
    }
}

final class Random: Sendable {
    private let state: Mutex<SplitMix64>

    init(seed: UInt64) { state = Mutex(SplitMix64(state: seed)) }

    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { generator in
            var bytes: [UInt8] = []
            for _ in 0..<count { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
            return bytes
        }
    }
}

/// Large declarations in small steps, so that few rows show what many would.
func smallSteps(chunk: Int = 3) -> ImportPace {
    var pace = ImportPace()
    pace.atOnce = 0
    pace.chunk = chunk
    pace.pause = 1
    // So that a handful of rows is sorted in many runs.
    pace.memory = 200
    return pace
}

/// Blocks handed out one by one.
final class Blocks: Sendable {
    private let state: Mutex<ArraySlice<[UInt8]>>

    init(_ blocks: [[UInt8]]) { state = Mutex(blocks[...]) }

    func next() -> [UInt8]? { state.withLock { $0.popFirst() } }
}
