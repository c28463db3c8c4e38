import Access
import Certificates
import Exchange
import Foundation
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Storage
import Testing
import TransparencyLog

@testable import Compensation

/// Proofs of single devices out of a registry, in an auditor's hands.
@Suite struct ProveDeviceTests {
    private static func supply() async throws -> Supply {
        let supply = try await Supply()
        try await supply.lot("GH-1", net: 57_000, pieces: 1_000)
        _ = try await supply.verify("GH-1")
        return supply
    }

    private static func serve(_ supply: Supply, most: Int64? = nil, of declaration: Int64? = nil) async throws {
        _ = try await supply.compensation.match(as: Supply.provider)
        _ = try await supply.compensation.retire(declaration: declaration, most: most, as: Supply.provider)
    }

    private static func verification(
        _ certificate: RandomID, _ supply: Supply
    ) async throws -> DeviceVerification {
        let registry = supply.compensation.registry
        var trust = Trust()
        try trust.add(registry.logKey.text)
        try trust.add(registry.issuerKey.didKey.text)
        let bundle = try await supply.compensation.bundle(certificate: certificate)
        return DeviceVerification(of: try CertificateBundle(bytes: bundle), trust: trust)
    }

    private static func serial(_ index: Int) throws -> DeviceToProve { try known("serial:LENOVO:SER\(10_000 + index)") }

    private static func known(_ text: String) throws -> DeviceToProve {
        .known(by: [try DeviceIdentifier(text: text)], text: text)
    }

    /// What an auditor who has only the file is told.
    private static func statement(
        _ proof: DeviceProof, _ verification: DeviceVerification
    ) throws -> DeviceStatement {
        let report = verification.report(on: try DeviceProof(bytes: proof.bytes))
        #expect(report.faults == [] && report.outcome == .trusted, "\(report.faults)")
        return try #require(report.statement)
    }

    private static func refused(
        _ refusal: any Error & Equatable, _ prover: inout DeviceProver, _ device: DeviceToProve,
        in declaration: Int64? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        do {
            _ = try await prover.proof(of: device, in: declaration)
            Issue.record("proved: \(device)", sourceLocation: sourceLocation)
        } catch { #expect("\(error)" == "\(refusal)", sourceLocation: sourceLocation) }
    }

    @Test func aWholeRowAndOneInPartAreProvedAndWhatIsNotCoveredIsNot() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let declaration = try await supply.declare("by-weight", 4)
        try await Self.serve(supply, most: 2_000)
        let first = try await supply.certify(declaration).certificate
        var prover = try await compensation.prover(of: first)
        let verification = try await Self.verification(first, supply)
        let whole = try Self.statement(try await prover.proof(of: Self.serial(0)), verification)
        #expect(whole.coverage == .whole && whole.leaf.row == 1 && whole.leaf.grams == 1_650)
        let part = try Self.statement(try await prover.proof(of: Self.serial(1)), verification)
        #expect(part.coverage == .part(PartRow(row: 2, units: 350, of: 1_650)))
        await Self.refused(
            DeviceRefusal.notCovered(declaration: declaration, row: 3, position: nil, by: nil), &prover,
            try Self.serial(2))
        // What is certified later is in another certificate, and the first says which.
        _ = try await compensation.retire(declaration: declaration, most: 2_000, as: Supply.provider)
        let second = try await supply.certify(declaration).certificate
        await Self.refused(
            DeviceRefusal.notCovered(declaration: declaration, row: 3, position: nil, by: second), &prover,
            .row(3, position: nil))
        await Self.refused(
            DeviceRefusal.notCovered(declaration: declaration, row: 4, position: nil, by: nil), &prover,
            .row(4, position: nil))
        var later = try await compensation.prover(of: second)
        let rest = try Self.statement(
            try await later.proof(of: Self.serial(1)), try await Self.verification(second, supply))
        #expect(rest.coverage == .part(PartRow(row: 2, units: 1_300, of: 1_650)))
        // A proof of one certificate is none of the other.
        let foreign = try await later.proof(of: Self.serial(1))
        #expect(verification.report(on: foreign).faults == [.otherCertificate(second)])
    }

    @Test func unknownElsewhereWithdrawnAndMissingAreToldApart() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let one = try await supply.declare("one-for-one", 5)
        let two = try await supply.declare("one-for-one", 5, from: 100, document: "PO-2")
        _ = try await compensation.withdraw(declaration: one, rows: [2], as: Supply.provider)
        try await Self.serve(supply)
        let certificate = try await supply.certify(one).certificate
        var prover = try await compensation.prover(of: certificate)
        await #expect(throws: CompensationRefusal.unknownCertificate(supplyID.text)) {
            try await compensation.prover(of: supplyID)
        }
        await Self.refused(DeviceRefusal.unknown("serial:LENOVO:SER99999"), &prover, try Self.serial(89_999))
        await Self.refused(
            DeviceRefusal.elsewhere("serial:LENOVO:SER10100", declaration: two, row: 1, by: nil), &prover,
            try Self.serial(100))
        let other = try await supply.certify(two).certificate
        await Self.refused(
            DeviceRefusal.elsewhere("serial:LENOVO:SER10100", declaration: two, row: 1, by: other), &prover,
            try Self.serial(100))
        // The number of a withdrawn row is nobody's; the row is still there.
        await Self.refused(DeviceRefusal.unknown("serial:LENOVO:SER10001"), &prover, try Self.serial(1))
        await Self.refused(
            DeviceRefusal.withdrawn(declaration: one, row: 2, position: nil), &prover, .row(2, position: nil))
        for row in [Int64(0), 6] {
            await Self.refused(CompensationRefusal.noSuchRow(one, row: row), &prover, .row(row, position: nil))
        }
        await Self.refused(
            DeviceRefusal.noDevice(declaration: one, row: 1, position: 1), &prover, .row(1, position: 1))
        await Self.refused(DeviceRefusal.declarationOther(declaration: two), &prover, .row(1, position: nil), in: two)
        #expect(try await prover.proof(of: .row(5, position: nil), in: one).leaf.row == 5)
        #expect(try await supply.isSound())
    }

    private let supplyID = RandomID([UInt8](repeating: 0, count: 16))!  // 16 bytes

    @Test func aCertificateOfTwoProgrammesAsksWhichDeclarationIsMeant() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let pieces = try await supply.declare("one-for-one", 3, document: "PO-7")
        let grams = try await supply.declare("by-weight", 2, document: "PO-7")
        try await Self.serve(supply)
        let issued = try await compensation.certify(try CertificateCut(document: "PO-7"), as: Supply.provider)
        #expect(issued.count == 1)
        var prover = try await compensation.prover(of: issued[0].certificate)
        let verification = try await Self.verification(issued[0].certificate, supply)
        await Self.refused(
            DeviceRefusal.several("serial:LENOVO:SER10000", declaration: pieces, row: 1), &prover, try Self.serial(0))
        await Self.refused(
            DeviceRefusal.declarationMissing(declarations: [pieces, grams]), &prover, .row(1, position: nil))
        for (declaration, unit) in [(pieces, Primitives.Unit.pieces), (grams, .grams)] {
            let statement = try Self.statement(
                try await prover.proof(of: Self.serial(0), in: declaration), verification)
            #expect(statement.declaration.sequence == declaration && statement.declaration.owed.unit == unit)
            #expect(statement.coverage == .whole)
        }
        // In one of the two alone there is nothing to ask.
        #expect(try await prover.proof(of: Self.serial(2)).declaration == pieces)
    }

    @Test func aSerialOfAnyMakerIsFoundUnlessTwoHaveIt() async throws {
        let supply = try await Self.supply()
        let csv = "class,maker,serial\nnotebook,HP,TWIN1\nnotebook,Dell,TWIN1\nnotebook,HP,LONE1\n"
        let declaration = try await supply.compensation.declare(
            DeclarationToMake(
                customer: "acme", programme: "one-for-one", day: Supply.day("2026-11-01"), beneficiary: "Acme SA",
                document: "PO-1"), sheet: DeclarationSheet(Array(csv.utf8)), as: Supply.provider
        ).first.sequence
        try await Self.serve(supply)
        var prover = try await supply.compensation.prover(of: try await supply.certify(declaration).certificate)
        #expect(try await prover.proof(of: Self.known("serial:?:LONE1")).leaf.row == 3)
        #expect(try await prover.proof(of: Self.known("serial:DELL:TWIN1")).leaf.row == 2)
        await Self.refused(
            DeviceRefusal.several("serial:?:TWIN1", declaration: declaration, row: 1), &prover,
            try Self.known("serial:?:TWIN1"))
    }

    /// A line of 40 notebooks of which 12 are retired, their serial numbers attached before and after the certificate.
    @Test func devicesAttachedLaterAreProvedAtTheirPositions() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let declaration = try await compensation.declare(
            DeclarationToMake(
                customer: "acme", programme: "one-for-one", day: Supply.day("2026-11-01"), beneficiary: "Acme SA",
                document: "PO-1"),
            sheet: DeclarationSheet(Array("class,quantity,line\nnotebook,3,1\nnotebook,40,2\n".utf8)),
            as: Supply.provider
        ).first.sequence
        func identify(_ line: Int, _ serials: ClosedRange<Int>) async throws {
            let rows = serials.map { "\(line),HP,ATT\($0)\n" }.joined()
            let outcome = try await compensation.identify(
                declaration: declaration, sheet: DeclarationSheet(Array("line,maker,serial\n\(rows)".utf8)),
                as: Supply.provider)
            #expect(outcome.entries.count == 1)
        }
        try await identify(2, 100...105)
        _ = try await compensation.match(as: Supply.provider)
        _ = try await compensation.retire(declaration: declaration, most: 15, as: Supply.provider)
        let certificate = try await supply.certify(declaration).certificate
        try await identify(2, 106...120)
        try await identify(1, 200...200)
        var prover = try await compensation.prover(of: certificate)
        let verification = try await Self.verification(certificate, supply)
        for (serial, position) in [(100, Int64(1)), (105, 6), (106, 7), (111, 12)] {
            let proof = try await prover.proof(of: Self.known("serial:HP:ATT\(serial)"))
            let statement = try Self.statement(proof, verification)
            #expect(statement.attached?.position == position && statement.leaf.row == 2)
            #expect(statement.coverage == .part(PartRow(row: 2, units: 12, of: 40)))
            #expect(statement.english.contains("12 of its 40 devices"), "\(statement.english)")
            let text = String(decoding: proof.bytes, as: UTF8.self)
            for other in 100...120 where other != serial { #expect(!text.contains("ATT\(other)")) }
            #expect(try await prover.proof(of: .row(2, position: position)).leaf == proof.leaf)
        }
        let whole = try Self.statement(
            try await prover.proof(of: Self.known("serial:HP:ATT200")), verification)
        #expect(whole.coverage == .whole && whole.attached?.position == 1)
        // The line itself, by its document; and one of its devices that is not covered.
        let line = try Self.statement(try await prover.proof(of: Self.known("document:acme:PO-1:2")), verification)
        #expect(line.attached == nil && line.leaf.quantity == 40)
        await Self.refused(
            DeviceRefusal.notCovered(declaration: declaration, row: 2, position: 13, by: nil), &prover,
            try Self.known("serial:HP:ATT112"))
        await Self.refused(
            DeviceRefusal.noDevice(declaration: declaration, row: 1, position: 2), &prover, .row(1, position: 2))
        #expect(try await supply.isSound())
    }

    @Test func aDoubtedCertificateIsStillProvedAndItsStateSpeaks() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let declaration = try await supply.declare("one-for-one", 3)
        try await Self.serve(supply)
        let certificate = try await supply.certify(declaration).certificate
        try await compensation.impugn(lot: "GH-1", cause: .notShown, as: Supply.verifier)
        for state in [CertificateState.suspended, .revoked] {
            if state == .revoked {
                _ = try await compensation.reverse(lot: "GH-1", cause: .notShown, as: Supply.verifier)
            }
            var prover = try await compensation.prover(of: certificate)
            #expect(prover.state == state)
            let proof = try await prover.proof(of: Self.serial(0))
            let verification = try await Self.verification(certificate, supply)
            let report = verification.report(on: proof)
            #expect(report.faults == [] && report.outcome == .wrong)
            #expect(verification.certificate.faults.count == 1)
        }
    }

    /// Every row of 600, from one prover, whichever way the rows went in.
    @Test(arguments: [true, false]) func everyRowOfALargeListIsProved(bulk: Bool) async throws {
        let supply = try await Self.supply()
        var csv = "class,serial,maker,imei,asset_tag\n"
        for index in 0..<600 { csv += "notebook,SER\(10_000 + index),Lenovo,,LT-\(index)\n" }
        var pace = ImportPace()
        if bulk { (pace.atOnce, pace.chunk) = (0, 70) }
        let declaration = try await supply.compensation.declare(
            DeclarationToMake(
                customer: "acme", programme: "one-for-one", day: Supply.day("2026-11-01"), beneficiary: "Acme SA",
                document: "PO-1"), sheet: DeclarationSheet(Array(csv.utf8)), as: Supply.provider, pace: pace
        ).first.sequence
        try await Self.serve(supply)
        let certificate = try await supply.certify(declaration).certificate
        var prover = try await supply.compensation.prover(of: certificate)
        let verification = try await Self.verification(certificate, supply)
        var seen: Set<Int64> = []
        for index in 0..<600 where index < 20 || index > 500 || index.isMultiple(of: 37) {
            let device = index.isMultiple(of: 2) ? try Self.serial(index) : try Self.known("asset:acme:LT-\(index)")
            let statement = try Self.statement(try await prover.proof(of: device), verification)
            #expect(statement.leaf.texts == ["asset:acme:LT-\(index)", "serial:LENOVO:SER\(10_000 + index)"])
            #expect(seen.insert(statement.leaf.row).inserted)
        }
    }

    /// A row that was changed behind the registry's back proves nothing.
    @Test func rowsThatAreNotWhatWasCommittedToAreRefused() async throws {
        let supply = try await Self.supply()
        let declaration = try await supply.declare("one-for-one", 3)
        try await Self.serve(supply)
        let certificate = try await supply.certify(declaration).certificate
        var before = try await supply.compensation.prover(of: certificate)
        _ = try await before.proof(of: Self.serial(0))
        try await supply.compensation.registry.database.writeAlone { db in
            try db.run("UPDATE device SET grams = 9 WHERE id = (SELECT id + 1 FROM declaration)")
        }
        var prover = try await supply.compensation.prover(of: certificate)
        await Self.refused(CompensationRefusal.damaged(column: "device.numbers"), &prover, try Self.serial(0))
        // Who read the rows before holds what is read now to them.
        await #expect(throws: ProofError.self) { try await before.proof(of: try Self.serial(1)) }
    }
}
