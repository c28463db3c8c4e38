package import Compensation
import Access
import Exchange
package import Certificates
import Foundation
package import Journal
import Lots
package import Primitives
import Programmes
package import Registry
package import Storage
package import StorageSQLite

/// A day's work as a list of commands, each of which can be run by itself on the folder that those before it left. They see the
/// clock and the chance of a test.
package enum Script {
    package static let provider = Actor(member: "ama", party: "recell")
    private static let verifier = Actor(member: "eve", party: "verity")
    private static let recycler = Actor(member: "kojo", party: "tema")
    package static let key = IssuerKey(seed: Array(repeating: 7, count: 32))!  // 32 bytes are a seed

    package struct Step: Sendable {
        package let name: String
        package let run: @Sendable (Folder, Opening) async throws -> Void
        /// What it does in a registry that is open; `nil` for the step that makes one.
        package let body: (@Sendable (Compensation) async throws -> Void)?
    }

    /// How a step opens the registry: what happens at each call of the storage port.
    package struct Opening: Sendable {
        let fault: (@Sendable (WritePoint) throws -> Void)?
        /// Milliseconds since the script's own time: what a dead import holds is free again after its lease.
        let later: Int64

        package init(later: Int64 = 0, fault: (@Sendable (WritePoint) throws -> Void)? = nil) {
            self.fault = fault
            self.later = later
        }

        var clock: @Sendable () -> Instant {
            let now = Instant(milliseconds: Script.now.milliseconds + later)!  // minutes later
            return { now }
        }

        package func engine(
            _ path: String, _ beforeCommit: @escaping @Sendable (any Connection) throws -> Void
        ) throws -> any Database {
            var options = SQLiteOptions()
            options.fault = fault
            return try SQLiteDatabase(path: path, options: options, beforeCommit: beforeCommit)
        }

        package func open(_ folder: Folder) async throws -> Compensation {
            Compensation(
                try await Registry.open(
                    folder, engine: engine, migrations: Compensation.migrations, clock: clock,
                    chance: Script.chance))
        }
    }

    package static let now = Instant(milliseconds: 1_795_385_677_000)!  // a good instant
    package static let chance = Chance { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }

    private static func day(_ text: String) -> Day { Day(text)! }  // good days below

    private static func step(
        _ name: String, _ run: @escaping @Sendable (Compensation) async throws -> Void
    ) -> Step {
        Step(name: name, run: { folder, opening in try await run(try await opening.open(folder)) }, body: run)
    }

    package static let steps: [Step] =
        [
            Step(
                name: "init",
                run: { folder, opening in
                    _ = try await Registry.create(
                        in: folder, origin: "registry.example",
                        registrar: PartyRecord(
                            code: "recell", name: "Recell", country: "GH", roles: [.registrar, .provider],
                            members: ["ama"]),
                        engine: opening.engine, migrations: Compensation.migrations, clock: opening.clock,
                        chance: chance,
                        opening: { act in try act.publishCatalogue() })
                }, body: nil),
            step("parties") { compensation in
                try await compensation.registry.act(as: provider) { act in
                    for (code, role, member) in [
                        ("acme", .customer, "jo"), ("agbo", .collector, "yaw"), ("tema", .recycler, "kojo"),
                    ] as [(Code, Role, Code)] {
                        try act.record(
                            PartyRecord(
                                code: code, name: code.text, country: "GH", roles: [role], members: [member]))
                    }
                    try act.record(
                        PartyRecord(
                            code: "verity", name: "Verity", country: "NL", roles: [.verifier], members: ["eve"],
                            verifierKey: key.didKey.text, assurance: .independentBody))
                }
            },
            step("standard") { try await $0.publish(standard, as: provider) },
            step("programme by piece") { try await $0.publish(programme("one-for-one", .pieces([:])), as: provider) },
            step("programme by weight") {
                try await $0.publish(programme("by-weight", .grams(Ratio(1, 1)!)), as: provider)  // a good ratio
            },
            step("model") {
                try await $0.add(
                    DeviceModel(maker: "Fairphone", name: "5", deviceClass: "smartphone", mass: 212, source: "maker"),
                    as: provider)
            },
            step("facility") { _ = try await $0.record(facility, as: provider) },
            step("tonnage") {
                _ = try await $0.record(FacilityDeclared(facility: "accra", year: 2026, grams: 1_000), as: provider)
            },
        ] + lots + declarations + certificates + openings

    private static let lots: [Step] =
        ["GH-1", "GH-2", "GH-3", "GH-4"].flatMap { code -> [Step] in
            let lot = Code(code)!  // good codes above
            return [step("seal \(code)") { try await seal(lot, $0) }]
                + (code == "GH-1" || code == "GH-4" ? Stage.allCases : [.collection]).map { stage in
                    step("weigh \(code) \(stage)") { try await weigh(lot, stage, $0) }
                }
        } + [
            step("weigh together") {
                _ = try await $0.weigh(
                    SharedWeighing(
                        lots: ["GH-2", "GH-3"],
                        place: WeighingPlace(stage: .receipt, facility: "accra", day: day("2026-04-10"), ticket: "T-1"),
                        reading: ScaleReading(gross: 11_500, tare: 100, net: 11_400), pieces: 200,
                        basis: basis), as: recycler)
            },
            step("void") { compensation in
                let weighing = try await compensation.explain(lot: "GH-2").weighings.last(where: { !$0.voided })
                guard let weighing else { return }
                _ = try await compensation.voidWeighing(
                    weighing.id, of: "GH-2", cause: .typingError, as: provider)
            },
            step("verify") { compensation in
                _ = try await compensation.verify(lot: "GH-1", as: verifier) { key.signature(of: $0) }
            },
            step("verify another") { compensation in
                _ = try await compensation.verify(lot: "GH-4", as: verifier) { key.signature(of: $0) }
            },
            step("reject") { try await $0.reject(lot: "GH-3", cause: .evidenceFalse, as: verifier) },
        ]

    private static let declarations: [Step] = [
        step("declare at once") {
            _ = try await $0.declare(papers("one-for-one", "PO-1"), sheet: list(0..<12), as: provider)
        },
        step("declare in bulk") {
            _ = try await $0.declare(papers("by-weight", "PO-2"), sheet: list(12..<26), as: provider, pace: bulk)
        },
        step("draft") { compensation in
            let path = "\(compensation.scratchFolder)/list.csv"
            try Data("class,serial,maker\nnotebook,DRAFT-1,Lenovo\nnotebook,DRAFT-2,Lenovo\n".utf8).write(
                to: URL(filePath: path))
            _ = try await compensation.draft(
                papers("one-for-one", "PO-3"),
                list: try ReceivedList(path: path, ListReading(), folder: compensation.scratchFolder),
                named: "list.csv",
                mapping: .standard, as: provider)
        },
        step("submit") { try await $0.submit(draft: 1, as: provider) },
        step("accept") { _ = try await $0.accept(draft: 1, as: provider, pace: bulk) },
        step("declare lines") {
            let lines = "class,quantity,line\nnotebook,3,1\nnotebook,2,2\n"
            _ = try await $0.declare(papers("one-for-one", "PO-4"), sheet: sheet(lines), as: provider)
        },
        step("identify") {
            // The second was declared by itself: a position owes no more.
            let devices = "line,maker,serial\n1,Lenovo,LATE-1\n1,Lenovo,SER10003\n2,Lenovo,LATE-2\n"
            _ = try await $0.identify(
                declaration: try await $0.sequence("PO-4"), sheet: sheet(devices), as: provider)
        },
        step("price") {
            let each = Money(490, currency: "EUR")!  // a good amount
            let price = ProgrammePrice(from: day("2026-01-01"), unit: .pieces, each: each)!  // within its bounds
            try await $0.set(price, of: "one-for-one", as: provider)
        },
        step("invoice") {
            _ = try await $0.invoice(declaration: try await $0.sequence("PO-1"), reference: "I-1", as: provider)
        },
        step("pay") {
            try await $0.recordPayment(declaration: try await $0.sequence("PO-1"), reference: "I-1", as: provider)
        },
        step("match") { _ = try await $0.match(as: provider) },
        step("withdraw") {
            _ = try await $0.withdraw(declaration: try await $0.sequence("PO-1"), rows: [1, 5], as: provider)
        },
        step("cancel") {
            _ = try await $0.cancelPromise(of: try await $0.sequence("PO-2"), on: "GH-1", as: provider)
        },
        step("match again") { _ = try await $0.match(as: provider) },
    ]

    private static let certificates: [Step] = [
        step("retire in part") {
            _ = try await $0.retire(declaration: try await $0.sequence("PO-1"), most: 4, as: provider)
        },
        step("retire all") { _ = try await $0.retire(declaration: nil, as: provider) },
        step("certify") { _ = try await $0.certify(try CertificateCut(document: "PO-1"), as: provider) },
        Step(
            name: "change the issuer's key",
            run: { folder, opening in
                _ = try await Registry.changeIssuerKey(
                    of: folder, cause: .superseded, as: provider, engine: opening.engine,
                    migrations: Compensation.migrations, clock: opening.clock, chance: chance)
            }, body: nil),
        step("certify a customer") { _ = try await $0.certify(try CertificateCut(customer: "acme"), as: provider) },
        step("impugn") { try await $0.impugn(lot: "GH-1", cause: .notShown, as: verifier) },
        step("uphold") { try await $0.uphold(lot: "GH-1", as: verifier) },
        step("impugn again") { try await $0.impugn(lot: "GH-1", cause: .notShown, as: verifier) },
        step("shorten") {
            _ = try await $0.shorten(lot: "GH-1", to: 1_000, count: 18, cause: .notShown, as: verifier)
        },
        step("match what is owed again") { _ = try await $0.match(as: provider) },
        step("retire what is owed again") { _ = try await $0.retire(declaration: nil, as: provider) },
        step("impugn another") { try await $0.impugn(lot: "GH-4", cause: .notShown, as: verifier) },
        step("reverse") { _ = try await $0.reverse(lot: "GH-4", cause: .notShown, as: verifier) },
    ]
}

// What the steps are about.
extension Script {
    private static let ledger = EarlierSystem(code: "old-ledger", until: day("2026-06-30"))

    /// Balances of an earlier system.
    private static let openings: [Step] = [
        step("take over lots") {
            let lots = try ["LOT-1", "LOT-2"].map {
                LotToTakeOver(
                    legacy: $0, provider: "recell", scrap: "smartphone", country: "GH",
                    collected: day("2026-01-01")...day("2026-02-01"),
                    claimable: try ClaimableMass(mass: 5_700, count: 100))
            }
            _ = try await $0.takeOver(lots, from: ledger, .allOrNothing, as: provider)
        },
        step("take over a declaration") {
            _ = try await $0.takeOver([old("DEC-1", 26..<32)], from: ledger, .rowByRow, as: provider)
        },
        step("take over a declaration in bulk") {
            _ = try await $0.takeOver([old("DEC-2", 32..<44)], from: ledger, .rowByRow, as: provider, pace: bulk)
        },
        step("take over retirements") {
            let retirements = ["DEC-1", "DEC-2"].map {
                RetirementToTakeOver(
                    legacy: "R \($0)", lot: "LOT-1", declaration: $0, day: day("2026-05-05"),
                    quantity: Quantity(4, .pieces)!,  // within bounds
                    beneficiary: nil)
            }
            _ = try await $0.takeOver(retirements, from: ledger, .allOrNothing, as: provider)
        },
        step("certify what was taken over") {
            _ = try await $0.certifyTakenOver(declaration: try await $0.sequence("PO-DEC-1"), as: provider)
        },
    ]

    private static func old(_ legacy: String, _ serials: Range<Int>) -> DeclarationToTakeOver {
        DeclarationToTakeOver(
            legacy: legacy,
            papers: DeclarationToMake(
                customer: "acme", programme: "one-for-one", day: day("2026-05-01"), beneficiary: "Acme SA",
                document: "PO-\(legacy)"), sheet: list(serials), owed: Int64(serials.count))
    }

    private static let basis = WeighingBasis(battery: .removed, packaging: .removed)

    private static var bulk: ImportPace {
        var pace = ImportPace()
        pace.atOnce = 0
        pace.chunk = 5
        pace.pause = 1
        return pace
    }

    private static func papers(_ programme: Code, _ document: String) -> DeclarationToMake {
        DeclarationToMake(
            customer: "acme", programme: programme, day: day("2026-11-01"), beneficiary: "Acme SA",
            document: document)
    }

    private static func list(_ range: Range<Int>) -> DeclarationSheet {
        let rows = range.map { "notebook,SER\(10_000 + $0),Lenovo,165\n" }
        return DeclarationSheet(Array(("class,serial,maker,mass_g\n" + rows.joined()).utf8))
    }

    private static func sheet(_ text: String) -> DeclarationSheet { DeclarationSheet(Array(text.utf8)) }

    private static var standard: SupplyStandard {
        SupplyStandard(
            version: Version("scrap", 1)!,  // a good version
            from: day("2026-01-01"), classes: ["smartphone"], counted: true, basis: basis, massTolerance: 20,
            countTolerance: 10, gramsPerPiece: 40...160, certifications: ["r2"], evidence: [],
            collectorApproved: false, reusePrices: [], independentVerifier: true)
    }

    private static func programme(_ code: Code, _ obligation: Obligation) -> Programme {
        Programme(
            version: Version(code, 1)!,  // a good version
            from: day("2026-01-01"), trigger: .purchase, obligation: obligation, classes: ["notebook"],
            massBases: MassBasis.allCases, massAgeMax: nil,
            supply: SupplyRule(
                standards: ["scrap"], classes: ["smartphone"], countries: ["GH"], lotAgeMax: nil, forwards: true,
                forwardAgeMax: nil, shareMax: 1_000))
    }

    private static var facility: Facility {
        Facility(
            code: "accra", party: "tema", name: "Tema Recycling", country: "GH", timeZone: "Africa/Accra",
            permits: [Permit(number: "EPA-1", from: day("2025-01-01"), to: day("2027-12-31"))],
            certifications: [
                Certification(
                    scheme: "r2", number: "R2-1", scope: "IT", from: day("2025-01-01"), to: day("2027-12-31"))
            ], capacity: [2026: 10_000_000])
    }

    private static func seal(_ code: Code, _ compensation: Compensation) async throws {
        let file = "\(compensation.scratchFolder)/\(code.text).txt"
        try Data("no other scheme for \(code.text)".utf8).write(to: URL(filePath: file))
        let digest = try compensation.registry.keep(evidence: file)
        let evidence = (["recell", "agbo", "tema"] as [Code]).map {
            Evidence(kind: .exclusivity, digest: digest, party: $0)
        }
        _ = try await compensation.seal(
            LotToSeal(
                lot: code, scrap: "smartphone", country: "GH", collected: day("2026-03-01")...day("2026-03-31"),
                standard: "scrap", collector: "agbo", seals: ["S-\(code.text)"], evidence: evidence), as: provider)
    }

    private static func weigh(_ lot: Code, _ stage: Stage, _ compensation: Compensation) async throws {
        _ = try await compensation.weigh(
            WeighingToRecord(
                lot: lot,
                place: WeighingPlace(stage: stage, facility: "accra", day: day("2026-04-10"), ticket: nil),
                reading: ScaleReading(gross: 5_800, tare: 100, net: 5_700), pieces: 100, basis: basis), as: recycler)
    }
}

extension Compensation {
    fileprivate func sequence(_ document: String) async throws -> Int64 {
        try await registry.database.read {
            try $0.run("SELECT sequence FROM declaration WHERE document = \(document)")[0].integer("sequence")
        }
    }

    /// What the steps so far came to: entries by kind, and every sum that a step moves.
    package func figures() async throws -> [String] {
        try await registry.database.read { db in
            let kinds = try db.run("SELECT kind, COUNT(*) AS count FROM journal_entry GROUP BY kind ORDER BY kind").map
            {
                "\(try $0.text("kind")) \(try $0.integer("count"))"
            }
            let sums: [SQL] = [
                "SELECT COUNT(*) AS sum FROM party", "SELECT COUNT(*) AS sum FROM device_model",
                "SELECT COUNT(*) AS sum FROM identity", "SELECT COUNT(*) AS sum FROM device",
                "SELECT COUNT(*) AS sum FROM import", "SELECT COUNT(*) AS sum FROM programme_price",
                "SELECT COUNT(*) AS sum FROM invoice", "SELECT COUNT(*) AS sum FROM payment",
                "SELECT COUNT(*) AS sum FROM draft_step",
                "SELECT COALESCE(CAST(SUM(owed) AS BIGINT), 0) AS sum FROM declaration",
                "SELECT COALESCE(CAST(SUM(cancelled) AS BIGINT), 0) AS sum FROM declaration",
                "SELECT COALESCE(CAST(SUM(promised) AS BIGINT), 0) AS sum FROM declaration",
                "SELECT COALESCE(CAST(SUM(retired) AS BIGINT), 0) AS sum FROM declaration",
                "SELECT COALESCE(CAST(SUM(reversed) AS BIGINT), 0) AS sum FROM declaration",
                "SELECT COUNT(*) AS sum FROM opening_declaration",
                "SELECT COALESCE(CAST(SUM(pieces_retired) AS BIGINT), 0) AS sum FROM opening_lot",
                "SELECT COALESCE(CAST(SUM(quantity) AS BIGINT), 0) AS sum FROM opening_retirement",
            ]
            return try kinds + sums.map { String(try db.run($0)[0].integer("sum")) }
        }
    }
}
