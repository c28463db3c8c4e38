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
import Synchronization
import Testing

/// A provider, a customer, a collector, a recycler and a verifier with its own key, in a temporary folder.
final class Supply: Sendable {
    static let provider = Actor(member: "ama", party: "recell")
    static let verifier = Actor(member: "eve", party: "verity")
    static let recycler = Actor(member: "kojo", party: "tema")
    let compensation: Compensation
    let folder: Folder
    let verifierKey: IssuerKey
    /// How far the registry's clock is from where it began.
    let later = Later()

    final class Later: Sendable {
        private let passed = Mutex(0)
        var days: Int { passed.withLock { $0 } }
        func pass(days: Int) { passed.withLock { $0 += days } }
    }

    init() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "supply-\(UUID().uuidString)").path
        folder = Folder(data: "\(path)/data", keys: "\(path)/keys")
        let key = try #require(IssuerKey(seed: Array(repeating: 7, count: 32)))
        verifierKey = key
        let now = try #require(Instant(milliseconds: 1_795_385_677_000))
        let registry = try await Registry.create(
            in: folder, origin: "registry.example",
            registrar: PartyRecord(
                code: "recell", name: "Recell", country: "GH", roles: [.registrar, .provider], members: ["ama"]),
            engine: { try SQLiteDatabase(path: $0, beforeCommit: $1) }, migrations: Compensation.migrations,
            clock: { [later] in now.adding(days: later.days) },
            chance: Chance { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
            opening: { act in try act.publishCatalogue() })
        compensation = Compensation(registry)
        try await registry.act(as: Self.provider) { act in
            for (code, role, member) in [
                ("acme", .customer, "jo"), ("agbo", .collector, "yaw"), ("tema", .recycler, "kojo"),
            ] as [(Code, Role, Code)] {
                try act.record(
                    PartyRecord(code: code, name: code.text, country: "GH", roles: [role], members: [member]))
            }
            try act.record(
                PartyRecord(
                    code: "verity", name: "Verity", country: "NL", roles: [.verifier], members: ["eve"],
                    verifierKey: key.didKey.text, assurance: .independentBody))
        }
        try await compensation.publish(Self.standard, as: Self.provider)
        try await compensation.publish(Self.programme("one-for-one", .pieces([:])), as: Self.provider)
        try await compensation.publish(
            Self.programme("by-weight", .grams(try #require(Ratio(1, 1)))), as: Self.provider)
        try await compensation.record(Self.facility, as: Self.provider)
        try await compensation.record(
            FacilityDeclared(facility: "accra", year: 2026, grams: 1_000), as: Self.provider)
    }

    deinit { try? FileManager.default.removeItem(atPath: String(folder.data.dropLast(5))) }

    static func day(_ text: String) -> Day { Day(text) ?? .first }

    static var standard: SupplyStandard {
        SupplyStandard(
            version: Version("scrap", 1) ?? version, from: day("2026-01-01"), classes: ["unu-0306"], counted: true,
            basis: WeighingBasis(battery: .removed, packaging: .removed), massTolerance: 20, countTolerance: 10,
            gramsPerPiece: 40...160, certifications: ["r2"], evidence: [], collectorApproved: false, reusePrices: [],
            independentVerifier: true)
    }

    private static let version: Version = { preconditionFailure("a good version") }()

    static func programme(_ code: Code, _ obligation: Obligation) -> Programme {
        Programme(
            version: Version(code, 1) ?? version, from: day("2026-01-01"), trigger: .purchase, obligation: obligation,
            classes: ["smartphone", "notebook"], massBases: MassBasis.allCases, massAgeMax: nil,
            supply: SupplyRule(
                standards: ["scrap"], classes: ["unu-0306"], countries: ["GH"], lotAgeMax: nil, forwards: true,
                forwardAgeMax: nil, shareMax: 1_000))
    }

    static var facility: Facility {
        Facility(
            code: "accra", party: "tema", name: "Tema Recycling", country: "GH", timeZone: "Africa/Accra",
            permits: [Permit(number: "EPA-1", from: day("2025-01-01"), to: day("2027-12-31"))],
            certifications: [
                Certification(
                    scheme: "r2", number: "R2-1", scope: "IT", from: day("2025-01-01"), to: day("2027-12-31"))
            ], capacity: [2026: 10_000_000])
    }

    func seal(_ code: Code) async throws {
        let file = "\(folder.data)/\(code.text).txt"
        try "no other scheme".write(toFile: file, atomically: true, encoding: .utf8)
        let digest = try compensation.registry.keep(evidence: file)
        let evidence = (["recell", "agbo", "tema"] as [Code]).map {
            Evidence(kind: .exclusivity, digest: digest, party: $0)
        }
        try await compensation.seal(
            LotToSeal(
                lot: code, scrap: "unu-0306", country: "GH",
                collected: Self.day("2026-03-01")...Self.day("2026-03-31"), standard: "scrap", collector: "agbo",
                seals: ["S-\(code.text)"], evidence: evidence), as: Self.provider)
    }

    @discardableResult
    func weigh(_ lot: Code, _ stage: Stage, _ net: Grams, _ pieces: Pieces?) async throws -> WeighingOutcome {
        try await compensation.weigh(
            WeighingToRecord(
                lot: lot,
                place: WeighingPlace(stage: stage, facility: "accra", day: Self.day("2026-04-10"), ticket: nil),
                reading: ScaleReading(gross: net + 100, tare: 100, net: net), pieces: pieces,
                basis: WeighingBasis(battery: .removed, packaging: .removed)), as: Self.recycler)
    }

    func lot(_ code: Code, net: Grams, pieces: Pieces) async throws {
        try await seal(code)
        for stage in Stage.allCases { try await weigh(code, stage, net, pieces) }
    }

    func verify(_ lot: Code) async throws -> GuardOutcome {
        let key = verifierKey
        return try await compensation.verify(lot: lot, as: Self.verifier) { key.signature(of: $0) }
    }

    func declare(
        _ programme: Code, _ count: Int, from first: Int = 0, document: String = "PO-1", of customer: Code = "acme",
        beneficiary: String = "Acme SA"
    ) async throws -> Int64 {
        var csv = "class,serial,maker,mass_g\n"
        for index in first..<first + count { csv += "notebook,SER\(10_000 + index),Lenovo,1650\n" }
        return try await compensation.declare(
            DeclarationToMake(
                customer: customer, programme: programme, day: Self.day("2026-11-01"), beneficiary: beneficiary,
                document: document), sheet: DeclarationSheet(Array(csv.utf8)), as: Self.provider
        ).first.sequence
    }

    /// What is retired of a declaration, in the one certificate that it makes.
    func certify(_ declaration: Int64) async throws -> CertifyOutcome {
        let issued = try await compensation.certify(CertificateCut(declaration: declaration), as: Self.provider)
        #expect(issued.count == 1)
        return try #require(issued.first)
    }

    func isSound() async throws -> Bool {
        let report = try await compensation.check()
        for finding in report.findings { Issue.record("\(finding)") }
        return report.findings.isEmpty
    }
}

extension Instant {
    fileprivate func adding(days: Int) -> Instant {
        Instant(milliseconds: milliseconds + Int64(days) * 86_400_000) ?? self
    }
}

@Suite struct StoryTests {
    @Test func phonesAreMatchedRetiredAndCertified() async throws {
        let supply = try await Supply()
        let compensation = supply.compensation
        try await supply.lot("GH-1", net: 5_700, pieces: 100)
        guard case .verified(_, let verdicts) = try await supply.verify("GH-1") else {
            let said = try await compensation.explain(lot: "GH-1").verdicts.filter { $0.outcome != .pass }
            Issue.record("\(said.map(\.english))")
            return
        }
        #expect(verdicts.count == GuardRule.allCases.count)
        let declaration = try await supply.declare("one-for-one", 60)
        let matched = try await compensation.match(as: Supply.provider)
        #expect(matched.promises.map(\.quantity.count) == [60])
        let retired = try await compensation.retire(declaration: declaration, as: Supply.provider)
        #expect(retired.retirements.map(\.grams) == [0..<3_420])
        let issued = try await supply.certify(declaration)
        #expect(issued.mass == 3_420 && issued.declarations == [declaration])
        let bundle = try await compensation.bundle(certificate: issued.certificate)
        #expect(bundle.count > 1_000)
        #expect(try await supply.isSound())
    }

    @Test func aLowerWeighingTakesBackWhatNoLongerFits() async throws {
        let supply = try await Supply()
        let compensation = supply.compensation
        try await supply.seal("GH-1")
        try await supply.weigh("GH-1", .collection, 5_700, 100)
        let first = try await supply.declare("one-for-one", 60)
        let second = try await supply.declare("one-for-one", 40, from: 100, document: "PO-2")
        _ = try await compensation.match(as: Supply.provider)
        let outcome = try await supply.weigh("GH-1", .receipt, 5_650, 90)
        #expect(outcome.released.map(\.declaration) == [second])
        #expect(outcome.released.map(\.quantity.count) == [10])
        #expect(try await compensation.explain(declaration: first).status.promised == 60)
        #expect(try await supply.isSound())
    }

    @Test func anImpugnedLotSuspendsAndAReversedOneRevokes() async throws {
        let supply = try await Supply()
        let compensation = supply.compensation
        try await supply.lot("GH-1", net: 5_700, pieces: 100)
        _ = try await supply.verify("GH-1")
        let declaration = try await supply.declare("by-weight", 2)
        _ = try await compensation.match(as: Supply.provider)
        let retired = try await compensation.retire(declaration: declaration, as: Supply.provider)
        #expect(retired.retirements.map(\.grams) == [2_400..<5_700])
        let issued = try await supply.certify(declaration)
        #expect(
            try await compensation.impugn(lot: "GH-1", cause: .notShown, as: Supply.verifier) == [issued.certificate])
        #expect(try await compensation.uphold(lot: "GH-1", as: Supply.verifier) == [issued.certificate])
        try await compensation.impugn(lot: "GH-1", cause: .notShown, as: Supply.verifier)
        let reversal = try await compensation.reverse(lot: "GH-1", cause: .notShown, as: Supply.verifier)
        #expect(
            reversal.revoked == [RevokedCertificate(certificate: issued.certificate, replacedBy: nil)]
                && reversal.retirements.count == 1)
        let status = try await compensation.explain(declaration: declaration).status
        #expect(status.waiting == 3_300 && status.reversed == 3_300)
        #expect(try await supply.isSound())
    }

    /// docs/spec/lots.md, L-10: of two retirements in one certificate the newer falls, and a certificate says the other.
    @Test func aLotThatWasLessKeepsWhatFitsAndItsCertificateIsReplaced() async throws {
        let supply = try await Supply()
        let compensation = supply.compensation
        try await supply.lot("GH-1", net: 5_700, pieces: 100)
        _ = try await supply.verify("GH-1")
        let declaration = try await supply.declare("by-weight", 2)
        _ = try await compensation.match(as: Supply.provider)
        for _ in 0..<2 {
            _ = try await compensation.retire(declaration: declaration, most: 1_650, as: Supply.provider)
        }
        let issued = try await supply.certify(declaration)
        try await compensation.impugn(lot: "GH-1", cause: .notShown, as: Supply.verifier)
        let verified = try ClaimableMass(mass: 5_700, count: 100)
        for (mass, count) in [(5_700, 100), (5_800, 90), (5_000, nil), (1, 2)] as [(Grams, Pieces?)] {
            await #expect(throws: CompensationRefusal.noShortfall("GH-1", verified)) {
                try await compensation.shorten(
                    lot: "GH-1", to: mass, count: count, cause: .notShown, as: Supply.verifier)
            }
        }
        let outcome = try await compensation.shorten(
            lot: "GH-1", to: 2_000, count: 100, cause: .notShown, as: Supply.verifier)
        #expect(outcome.retirements.count == 1 && outcome.revived.isEmpty && outcome.revoked.count == 1)
        #expect(outcome.revoked.first?.certificate == issued.certificate)
        let successor = try #require(outcome.revoked.first?.replacedBy)
        let status = try await compensation.explain(declaration: declaration).status
        #expect(status.waiting == 1_650 && status.reversed == 1_650)
        // The successor stands by itself; the old one is told as revoked.
        _ = try await compensation.bundle(certificate: successor)
        #expect(
            try await compensation.registry.database.read { db in
                try db.run("SELECT state FROM certificate ORDER BY id").map { try $0.text("state") }
            } == ["revoked", "live"])
        // Nothing more is taken from the lot.
        await #expect(throws: CompensationRefusal.lotState("GH-1", .shortened)) {
            try await compensation.impugn(lot: "GH-1", cause: .notShown, as: Supply.verifier)
        }
        #expect(try await supply.isSound())
    }

    @Test func aWeighingIsVoidedByAnotherPartyAndFreesItsTicket() async throws {
        let supply = try await Supply()
        let compensation = supply.compensation
        try await supply.seal("GH-1")
        let typo = try await supply.weigh("GH-1", .collection, 570, 100)
        await #expect(throws: CompensationRefusal.voidedByOwnParty(Supply.recycler)) {
            try await compensation.voidWeighing(
                typo.weighing, of: "GH-1", cause: .typingError, as: Supply.recycler)
        }
        let voided = try await compensation.voidWeighing(
            typo.weighing, of: "GH-1", cause: .typingError, as: Supply.provider)
        #expect(voided.count == 1 && voided[0].claimable == nil && voided[0].rejection == nil)
        #expect(try await supply.isSound())
    }

    @Test func withdrawnRowsOweNoMore() async throws {
        let supply = try await Supply()
        let compensation = supply.compensation
        try await supply.lot("GH-1", net: 5_700, pieces: 100)
        _ = try await supply.verify("GH-1")
        let declaration = try await supply.declare("one-for-one", 60)
        _ = try await compensation.match(as: Supply.provider)
        let withdrawn = try await compensation.withdraw(declaration: declaration, rows: [1, 60], as: Supply.provider)
        #expect(withdrawn.withdrawn.count == 2)
        let retired = try await compensation.retire(declaration: declaration, as: Supply.provider)
        #expect(retired.retirements.map(\.units) == [[1..<59]])
        _ = try await supply.certify(declaration)
        #expect(try await supply.isSound())
        let again = try await supply.declare("one-for-one", 1)
        #expect(again > declaration)
        #expect(try await supply.isSound())
    }

    /// The checkpoint beside the keys outlives a data folder that is brought back whole from a backup.
    @Test func aDataFolderRestoredWholeIsRefused() async throws {
        let supply = try await Supply()
        try await supply.lot("GH-1", net: 5_700, pieces: 100)
        let backup = supply.folder.data + "-backup"
        try FileManager.default.copyItem(atPath: supply.folder.data, toPath: backup)
        _ = try await supply.verify("GH-1")
        let restored = Folder(data: backup, keys: supply.folder.keys)
        await #expect(throws: RegistryRefusal.self) {
            try await Registry.open(
                restored, engine: { try SQLiteDatabase(path: $0, beforeCommit: $1) },
                migrations: Compensation.migrations, clock: { supply.compensation.registry.now },
                chance: Chance { _ in [] })
        }
        try FileManager.default.removeItem(atPath: supply.folder.keys + "/checkpoint")
        try FileManager.default.removeItem(atPath: backup + "/checkpoint")
        await #expect(throws: RegistryRefusal.nothingPublished(at: restored.remembered)) {
            try await Registry.open(
                restored, engine: { try SQLiteDatabase(path: $0, beforeCommit: $1) },
                migrations: Compensation.migrations, clock: { supply.compensation.registry.now },
                chance: Chance { _ in [] })
        }
    }

    /// Rows that somebody changed behind the registry's back: each is found.
    @Test(arguments: [
        "UPDATE party SET verifier_key = 'did:key:z6MkOther' WHERE code = 'verity'",
        "DELETE FROM party_role WHERE role = 'verifier'",
        "UPDATE facility SET record = CAST(replace(CAST(record AS TEXT), '10000000', '90000000') AS BLOB)",
        "UPDATE facility_declaration SET grams = 0",
        "UPDATE standard_version SET rules = CAST(replace(CAST(rules AS TEXT), '\"massTolerance\":20', '\"massTolerance\":90') AS BLOB)",
        "UPDATE programme_version SET rules = CAST(replace(CAST(rules AS TEXT), '\"shareMax\":1000', '\"shareMax\":900') AS BLOB)",
        "UPDATE reference_mass SET grams = grams + 1 WHERE class = 1",
        "UPDATE weighing SET voided = 1 WHERE stage = 'receipt'",
        "UPDATE weighing SET day = day - 1 WHERE stage = 'treatment'", "UPDATE lot SET country = 'NG'",
        "UPDATE lot SET first_day = first_day - 30", "UPDATE lot SET grams_reversed = 1",
        "DELETE FROM unit_run WHERE first_unit = 0", "UPDATE unit_run SET end_unit = end_unit - 1",
        "DELETE FROM certificate_retirement",
        "UPDATE certificate SET credential = CAST(replace(CAST(credential AS TEXT), 'Acme', 'Acne') AS BLOB)",
        "UPDATE certificate SET state = 'revoked'", "UPDATE declaration SET document = 'PO-9'",
        "UPDATE declaration SET day = day - 1", "UPDATE declaration SET seed = zeroblob(32)",
        "UPDATE device SET grams = grams + 1 WHERE id = 1", "UPDATE claim SET promised = promised + 1",
        "DELETE FROM identity WHERE device = 1", "UPDATE retirement SET end_gram = end_gram + 1",
        "UPDATE retirement SET day = day - 1",
        "UPDATE registry SET edge = zeroblob(8), size = 0",
    ]) func checkFindsWhatWasChanged(edit: String) async throws {
        let supply = try await Supply()
        let compensation = supply.compensation
        try await supply.lot("GH-1", net: 5_700, pieces: 100)
        _ = try await supply.verify("GH-1")
        let declaration = try await supply.declare("by-weight", 2)
        _ = try await compensation.match(as: Supply.provider)
        _ = try await compensation.retire(declaration: declaration, as: Supply.provider)
        _ = try await supply.certify(declaration)
        #expect(try await supply.isSound())
        let changed = try await compensation.registry.database.writeAlone { db in
            do {
                try db.execute(script: edit)
                return true
            } catch is StorageError {
                // The row's own CHECK was faster.
                return false
            }
        }
        guard changed else { return }
        let findings: [CheckFinding]
        do { findings = try await compensation.check().findings } catch { return }
        #expect(!findings.isEmpty, "\(edit)")
    }
}
