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
import Testing
import TransparencyLog

private let ledger = EarlierSystem(code: "old-ledger", until: Supply.day("2026-06-30"))

private func oldLot(
    _ legacy: String = "LOT-1", _ mass: Grams = 10_000, _ count: Pieces? = 100, provider: Code = "recell",
    scrap: Code = "smartphone", to last: String = "2026-04-30"
) throws -> LotToTakeOver {
    LotToTakeOver(
        legacy: legacy, provider: provider, scrap: scrap, country: "GH",
        collected: Supply.day("2026-04-01")...Supply.day(last),
        claimable: try ClaimableMass(mass: mass, count: count))
}

private func declaration(
    _ legacy: String = "DEC-1", serials: Range<Int> = 0..<20, programme: Code = "one-for-one", customer: Code = "acme",
    on day: String = "2026-05-02", owed: Int64? = nil, extra: String = ""
) -> DeclarationToTakeOver {
    var csv = "class,serial,maker,mass_g,quantity,line\n"
    for serial in serials { csv += "notebook,OLD\(10_000 + serial),Lenovo,1650,,\n" }
    return DeclarationToTakeOver(
        legacy: legacy,
        papers: DeclarationToMake(
            customer: customer, programme: programme, day: Supply.day(day), beneficiary: "Acme SA",
            document: "PO-\(legacy)"),
        sheet: DeclarationSheet(Array((csv + extra).utf8)), owed: owed)
}

private func retirement(
    _ legacy: String = "RET-1", _ quantity: Int64 = 5, _ unit: Primitives.Unit = .pieces, from lot: String = "LOT-1",
    for declaration: String = "DEC-1", on day: String = "2026-05-20", beneficiary: String? = nil
) throws -> RetirementToTakeOver {
    RetirementToTakeOver(
        legacy: legacy, lot: lot, declaration: declaration, day: Supply.day(day),
        quantity: try #require(Quantity(quantity, unit)), beneficiary: beneficiary)
}

extension Supply {
    fileprivate func lots(
        _ lots: [LotToTakeOver], _ manner: ListManner = .rowByRow, from system: EarlierSystem = ledger
    ) async throws -> [ListedRow] {
        try await compensation.takeOver(lots, from: system, manner, as: Self.provider)
    }

    fileprivate func declarations(
        _ declarations: [DeclarationToTakeOver], _ manner: ListManner = .rowByRow,
        from system: EarlierSystem = ledger, pace: ImportPace = ImportPace()
    ) async throws -> [ListedRow] {
        try await compensation.takeOver(declarations, from: system, manner, as: Self.provider, pace: pace)
    }

    fileprivate func retirements(
        _ retirements: [RetirementToTakeOver], _ manner: ListManner = .rowByRow,
        from system: EarlierSystem = ledger
    ) async throws -> [ListedRow] {
        try await compensation.takeOver(retirements, from: system, manner, as: Self.provider)
    }

    /// A lot, a declaration of 20 notebooks, and 5 of them retired.
    fileprivate func old() async throws -> Int64 {
        _ = try await lots([oldLot()])
        let declared = try await declarations([declaration()])
        _ = try await retirements([retirement()])
        return try #require(declared[0].taken)
    }

    fileprivate func entries() async throws -> Int64 { try await compensation.status().entries }
}

extension ListedRow {
    fileprivate var taken: Int64? { if case .taken(let sequence) = self { sequence } else { nil } }
    fileprivate var duplicate: Int64? { if case .duplicate(let sequence) = self { sequence } else { nil } }
    fileprivate var refusal: OpeningRefusal? {
        if case .refused(let error) = self { error as? OpeningRefusal } else { nil }
    }
    fileprivate var error: (any Error)? { if case .refused(let error) = self { error } else { nil } }
}

@Suite struct OpeningTests {
    @Test func onlyTheRegistrarTakesOver() async throws {
        let supply = try await Supply()
        for actor in [Supply.verifier, Supply.recycler, Actor(member: "jo", party: "acme")] {
            let refused = RegistryRefusal.notPermitted(actor, .takeOver)
            await #expect(throws: refused) {
                try await supply.compensation.takeOver([oldLot()], from: ledger, .rowByRow, as: actor)
            }
            await #expect(throws: refused) {
                try await supply.compensation.takeOver([declaration()], from: ledger, .rowByRow, as: actor)
            }
            await #expect(throws: refused) {
                try await supply.compensation.takeOver([retirement()], from: ledger, .rowByRow, as: actor)
            }
        }
    }

    @Test func nothingIsTakenOverOfAfterTheCutOffDayOrUntilADayToCome() async throws {
        let supply = try await Supply()
        _ = try await supply.old()
        let day = Supply.day("2026-07-01")
        let late = OpeningRefusal.afterCutOff(day, until: ledger.until)
        #expect(try await supply.lots([oldLot("LOT-9", to: "2026-07-01")])[0].refusal == late)
        #expect(
            try await supply.declarations([declaration("DEC-9", serials: 50..<51, on: "2026-07-01")])[0].refusal == late
        )
        #expect(try await supply.retirements([retirement("RET-9", 1, on: "2026-07-01")])[0].refusal == late)
        let other = EarlierSystem(code: "old-ledger", until: day)
        let differs = OpeningRefusal.cutOffDiffers("old-ledger", stated: day, known: ledger.until)
        #expect(try await supply.lots([oldLot("LOT-9")], from: other)[0].refusal == differs)
        #expect(try await supply.declarations([declaration("DEC-9")], from: other)[0].refusal == differs)
        #expect(try await supply.retirements([retirement("RET-9")], from: other)[0].refusal == differs)
        let today = Supply.day("2026-11-22")
        let tomorrow = EarlierSystem(code: "new-ledger", until: Supply.day("2026-11-23"))
        #expect(
            try await supply.lots([oldLot("LOT-9")], from: tomorrow)[0].refusal
                == .cutOffToCome(tomorrow.until, today: today))
        #expect(try await supply.isSound())
    }

    @Test func theSameListsTakeOverNothingMore() async throws {
        let supply = try await Supply()
        let number = try await supply.old()
        let entries = try await supply.entries()
        #expect(try await supply.lots([oldLot()])[0].duplicate != nil)
        #expect(try await supply.declarations([declaration()])[0].duplicate == number)
        #expect(try await supply.retirements([retirement(beneficiary: "Acme SA")])[0].duplicate != nil)
        #expect(try await supply.declarations([declaration(owed: 20)], .allOrNothing)[0].duplicate == number)
        #expect(try await supply.entries() == entries)
        // Another system may call its own things by the same ids.
        let other = EarlierSystem(code: "second-ledger", until: Supply.day("2026-03-31"))
        #expect(try await supply.lots([oldLot(to: "2026-04-01")], from: other)[0].refusal != nil)
        let early = EarlierSystem(code: "second-ledger", until: Supply.day("2026-05-31"))
        #expect(try await supply.lots([oldLot()], from: early)[0].taken != nil)
        #expect(try await supply.isSound())
    }

    @Test func aChangedRowUnderAKnownIdIsRefused() async throws {
        let supply = try await Supply()
        _ = try await supply.old()
        for changed in [
            try oldLot("LOT-1", 10_001), try oldLot("LOT-1", 10_000, 99), try oldLot("LOT-1", 10_000, nil),
            try oldLot("LOT-1", scrap: "notebook"), try oldLot("LOT-1", to: "2026-05-01"),
        ] {
            guard case .changed(.lot, "LOT-1", _) = try await supply.lots([changed])[0].refusal else {
                Issue.record("\(changed)")
                continue
            }
        }
        for changed in [
            declaration(serials: 0..<19), declaration(serials: 1..<21), declaration(on: "2026-05-03"),
            declaration(owed: 21), declaration(programme: "by-weight"),
            declaration(extra: "notebook,,,,3,7\n"),
        ] {
            guard case .changed(.declaration, "DEC-1", _) = try await supply.declarations([changed])[0].refusal else {
                Issue.record("\(changed.papers)")
                continue
            }
        }
        for changed in [
            try retirement("RET-1", 6), try retirement("RET-1", for: "DEC-2"), try retirement("RET-1", from: "LOT-2"),
            try retirement("RET-1", on: "2026-05-21"), try retirement("RET-1", beneficiary: "Acme AG"),
        ] {
            guard case .changed(.retirement, "RET-1", _) = try await supply.retirements([changed])[0].refusal else {
                Issue.record("\(changed)")
                continue
            }
        }
        #expect(try await supply.isSound())
    }

    @Test func whatIsUnknownOrDoesNotFitIsRefused() async throws {
        let supply = try await Supply()
        #expect(try await supply.lots([oldLot(provider: "tema")])[0].refusal == .notAProvider("tema"))
        #expect(try await supply.retirements([retirement()])[0].refusal == .unknownLot("old-ledger", "LOT-1"))
        _ = try await supply.lots([oldLot(), oldLot("LOT-2", 900, nil)])
        #expect(try await supply.retirements([retirement()])[0].refusal == .unknownDeclaration("old-ledger", "DEC-1"))
        #expect(
            try await supply.declarations([declaration(owed: 19)])[0].refusal
                == .owedDiffers(stated: 19, follows: 20))
        _ = try await supply.declarations([declaration(owed: 20)])
        #expect(
            try await supply.retirements([retirement("RET-1", 5, .grams)])[0].refusal
                == .unitDiffers(.grams, declaration: .pieces))
        #expect(
            try await supply.retirements([retirement(beneficiary: "Rival")])[0].refusal
                == .beneficiaryDiffers("Rival", declaration: "Acme SA"))
        let (asked, all) = (try #require(Quantity(21, .pieces)), try #require(Quantity(20, .pieces)))
        #expect(
            try await supply.retirements([retirement("RET-1", 21)])[0].refusal == .moreThanWaits(asked, waiting: all))
        #expect(
            try await supply.retirements([retirement(from: "LOT-2")])[0].error as? BalanceRefusal == .notCounted)
        #expect(try await supply.isSound())
    }

    @Test func aLotNeverGivesMoreThanItHas() async throws {
        let supply = try await Supply()
        _ = try await supply.lots([oldLot("LOT-1", 1_000, 10)])
        _ = try await supply.declarations([declaration()])
        let told = try await supply.retirements([
            retirement("RET-1", 6), retirement("RET-2", 5), retirement("RET-3", 4),
        ])
        #expect(told[0].taken != nil && told[2].taken != nil)
        #expect(
            told[1].error as? BalanceRefusal
                == .noRoom(asked: try #require(Quantity(5, .pieces)), room: try #require(Quantity(4, .pieces))))
        let openings = try await supply.compensation.openings()
        #expect(openings.retirements.map(\.grams) == [0..<600, 600..<1_000])
        #expect(try await supply.isSound())
    }

    @Test func aDeclarationIsTakenOverWholeOrNotAtAll() async throws {
        let supply = try await Supply()
        _ = try await supply.declare("one-for-one", 5)
        let entries = try await supply.entries()
        // A device that owes here already, one twice, and a row that cannot be read.
        for (extra, count) in [("notebook,SER10000,Lenovo,1650,,\n", 1), ("notebook,OLD10003,Lenovo,1650,,\n", 1)] {
            let told = try await supply.declarations([declaration(extra: extra)])[0].refusal
            guard case .notWhole(let tally) = told else {
                Issue.record("\(String(describing: told))")
                continue
            }
            #expect(tally.duplicates == count && tally.duplicateLines == [22])
        }
        guard
            case .notWhole(let tally) = try await supply.declarations([declaration(extra: "drone,X1,,,,\n")])[0].refusal
        else {
            Issue.record("a row that cannot be read")
            return
        }
        #expect(tally.refused.map(\.line) == [22])
        #expect(try await supply.entries() == entries)
        #expect(try await supply.isSound())
    }

    @Test func itsDevicesNeverOweTwiceHere() async throws {
        let supply = try await Supply()
        _ = try await supply.declarations([declaration()])
        await #expect { try await supply.declareOld(0..<20) } throws: { error in
            guard case CompensationRefusal.nothingIncluded(let tally) = error else { return false }
            return tally.duplicates == 20
        }
        // Nor does another declaration of the same list.
        let told = try await supply.declarations([
            declaration("DEC-2", serials: 20..<22), declaration("DEC-3", serials: 21..<23),
        ])
        #expect(told[0].taken != nil && told[1].refusal != nil)
        #expect(try await supply.isSound())
    }

    @Test func whatIsStillOwedIsServedByVerifiedLotsAndCertifiedApart() async throws {
        let supply = try await Supply()
        let compensation = supply.compensation
        let number = try await supply.old()
        #expect(try await compensation.explain(declaration: number).status.waiting == 15)
        try await supply.lot("GH-1", net: 1_000, pieces: 10)
        _ = try await supply.verify("GH-1")
        // A taken-over lot has room and is not matched; the verified one is.
        let matched = try await compensation.match(as: Supply.provider)
        #expect(matched.promises.allSatisfy { $0.lot == "GH-1" })
        _ = try await compensation.retire(declaration: number, as: Supply.provider)
        let explained = try await compensation.explain(declaration: number)
        #expect(explained.status.retired == 15 && explained.status.waiting == 5)
        #expect(explained.takenOver.count == 1 && explained.claims.count == 1)
        #expect(explained.status.takenOver?.system == "old-ledger" && explained.status.takenOver?.id == "DEC-1")

        // Only what waits may still be taken over as retired.
        #expect(try await supply.retirements([retirement("RET-2", 6)])[0].refusal != nil)
        #expect(try await supply.retirements([retirement("RET-2", 5)])[0].taken != nil)

        let verified = try await supply.certify(number)
        let takenOver = try await compensation.certifyTakenOver(declaration: number, as: Supply.provider)
        for outcome in [verified, takenOver] {
            #expect(outcome.sums.map(\.quantity) == [Quantity(10, .pieces)] && outcome.declarations == [number])
        }
        await #expect(throws: OpeningRefusal.nothingToCertify(number)) {
            try await compensation.certifyTakenOver(declaration: number, as: Supply.provider)
        }
        let cut = try CertificateCut(declaration: number)
        await #expect(throws: CompensationRefusal.nothingToCertify(cut)) {
            try await compensation.certify(cut, as: Supply.provider)
        }
        var trust = Trust()
        try trust.add(compensation.registry.issuerKey.didKey.text)
        try trust.add(compensation.registry.logKey.text)
        for outcome in [verified, takenOver] {
            let bundle = try CertificateBundle(bytes: await compensation.bundle(certificate: outcome.certificate))
            let report = CertificateVerification.report(on: bundle, trust: trust)
            #expect(report.faults == [] && report.outcome == .trusted)
            // A device is proved of either kind, in the rows that are its own.
            var prover = try await compensation.prover(of: outcome.certificate)
            let row = outcome == takenOver ? Int64(1) : 6
            let proof = try await prover.proof(of: .row(row, position: nil))
            #expect(DeviceVerification(of: bundle, trust: trust).report(on: proof).outcome == .trusted)
            #expect((report.content?.takenOver != nil) == (outcome == takenOver))
        }
        #expect(try await compensation.certificates().map(\.declarations) == [[number], [number]])
        #expect(try await compensation.certificates().map(\.beneficiary) == ["Acme SA", "Acme SA"])
        #expect(try await compensation.explain(declaration: number).status.certificates == 2)
        let certificate = try await compensation.explain(certificate: takenOver.certificate)
        #expect(certificate.cut == cut && certificate.declarations.map(\.sequence) == [number])
        #expect(certificate.retirements.isEmpty && certificate.takenOver.map(\.legacy.id) == ["RET-1", "RET-2"])
        let device = try await compensation.explain(
            device: .serial(try SerialNumber(reading: "OLD10000", maker: nil)))
        #expect(device.first?.takenOver.map(\.legacyLot) == ["LOT-1"] && device.first?.behind.isEmpty == true)
        #expect(try await supply.isSound())
    }

    @Test func linesWithoutNumbersAreTakenOverAsQuantities() async throws {
        let supply = try await Supply()
        _ = try await supply.lots([oldLot("LOT-1", 100_000, nil)])
        let told = try await supply.declarations([
            declaration(serials: 0..<0, programme: "by-weight", owed: 66_000, extra: "notebook,,,1650,40,3\n")
        ])
        let number = try #require(told[0].taken)
        #expect(try await supply.retirements([retirement("RET-1", 2_000, .grams)])[0].taken != nil)
        let status = try await supply.compensation.explain(declaration: number).status
        #expect(status.owed == 66_000 && status.devices == 1 && status.waiting == 64_000)
        #expect(try await supply.compensation.openings().retirements[0].grams == 98_000..<100_000)
        #expect(try await supply.isSound())
    }

    @Test func aRetiredDeviceIsNotWithdrawnAndAnotherIs() async throws {
        let supply = try await Supply()
        let number = try await supply.old()
        await #expect(throws: CompensationRefusal.retiredCannotBeWithdrawn(number, row: 5)) {
            try await supply.compensation.withdraw(declaration: number, rows: [5], as: Supply.provider)
        }
        _ = try await supply.compensation.withdraw(declaration: number, rows: [6], as: Supply.provider)
        // The next retirement passes over the withdrawn row.
        #expect(try await supply.retirements([retirement("RET-2", 2)])[0].taken != nil)
        #expect(try await supply.isSound())
    }

    @Test(arguments: [ListManner.allOrNothing, .rehearsal]) func allOrNoneAreWritten(_ manner: ListManner) async throws
    {
        let supply = try await Supply()
        let entries = try await supply.entries()
        let good = try await supply.declarations(
            [declaration("DEC-1"), declaration("DEC-2", serials: 20..<30)], .rehearsal)
        #expect(good.allSatisfy { $0.taken != nil })
        let bad = try await supply.declarations(
            [declaration("DEC-1"), declaration("DEC-2", serials: 19..<30), declaration("DEC-3", customer: "nobody")],
            manner)
        #expect(bad[0].taken != nil && bad[1].refusal != nil)
        #expect(bad[2].error as? RegistryRefusal == .unknownParty("nobody"))
        #expect(try await supply.entries() == entries)
        #expect(try await supply.compensation.openings().isEmpty)
        #expect(try await supply.isSound())
    }

    @Test func aLongDeclarationGoesInByShortTransactionsAndIsTheSame() async throws {
        let supply = try await Supply()
        var pace = ImportPace()
        pace.atOnce = 10
        pace.chunk = 7
        let told = try await supply.declarations([declaration(serials: 0..<60, owed: 60)], pace: pace)
        let number = try #require(told[0].taken)
        #expect(try await supply.declarations([declaration(serials: 0..<60)], pace: pace)[0].duplicate == number)
        guard case .changed = try await supply.declarations([declaration(serials: 0..<59)], pace: pace)[0].refusal
        else {
            Issue.record("a changed list")
            return
        }
        let refused = try await supply.declarations([declaration("DEC-2", serials: 59..<90)], pace: pace)[0].refusal
        guard case .notWhole = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
        #expect(try await supply.isSound())
    }

    /// Rows that somebody changed behind the registry's back: each is found.
    @Test(arguments: [
        "UPDATE opening_lot SET mass = mass - 1", "UPDATE opening_lot SET legacy = 'LOT-2'",
        "UPDATE opening_lot SET pieces_retired = 4", "UPDATE opening_lot SET country = 'NG'",
        "UPDATE opening_lot SET last_day = last_day - 1", "UPDATE opening_declaration SET legacy = 'DEC-2'",
        "UPDATE opening_retirement SET day = day + 1", "UPDATE opening_retirement SET quantity = 4",
        "UPDATE opening_retirement SET legacy = 'RET-2'", "UPDATE opening_retirement SET end_gram = end_gram + 1",
        "UPDATE earlier_system SET until_day = until_day + 1", "UPDATE declaration SET retired = retired - 1",
        "DELETE FROM opening_retirement", "DELETE FROM opening_declaration",
        "UPDATE unit_run SET retirement = NULL", "DELETE FROM certificate_retirement",
    ]) func checkFindsWhatWasChanged(edit: String) async throws {
        let supply = try await Supply()
        let number = try await supply.old()
        _ = try await supply.compensation.certifyTakenOver(declaration: number, as: Supply.provider)
        #expect(try await supply.isSound())
        let changed = try await supply.compensation.registry.database.writeAlone { db in
            do {
                try db.execute(script: edit)
                return true
            } catch is StorageError {
                // The row's own CHECK or reference was faster.
                return false
            }
        }
        guard changed else { return }
        let findings: [CheckFinding]
        do { findings = try await supply.compensation.check().findings } catch { return }
        #expect(!findings.isEmpty, "\(edit)")
    }
}

extension Supply {
    fileprivate func declareOld(_ serials: Range<Int>) async throws {
        var csv = "class,serial,maker,mass_g\n"
        for serial in serials { csv += "notebook,OLD\(10_000 + serial),Lenovo,1650\n" }
        _ = try await compensation.declare(
            DeclarationToMake(
                customer: "acme", programme: "one-for-one", day: Self.day("2026-11-01"), beneficiary: "Acme SA",
                document: "PO-9"), sheet: DeclarationSheet(Array(csv.utf8)), as: Self.provider)
    }
}
