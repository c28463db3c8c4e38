import Access
import Certificates
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

/// Certificates by declaration, document, beneficiary, customer and period.
@Suite struct CertifyTests {
    private static let today = Supply.day("2026-11-22")

    /// A lot of 1,000 phones, verified, and a second customer.
    private static func supply() async throws -> Supply {
        let supply = try await Supply()
        try await supply.compensation.registry.act(as: Supply.provider) { act in
            try act.record(
                PartyRecord(code: "globex", name: "Globex", country: "GH", roles: [.customer], members: ["lou"]))
        }
        try await supply.lot("GH-1", net: 57_000, pieces: 1_000)
        _ = try await supply.verify("GH-1")
        return supply
    }

    private static func serve(_ supply: Supply) async throws {
        _ = try await supply.compensation.match(as: Supply.provider)
        _ = try await supply.compensation.retire(declaration: nil, as: Supply.provider)
    }

    /// What the auditor's command says of a certificate, who trusts the registry's keys.
    private static func report(_ outcome: CertifyOutcome, _ supply: Supply) async throws -> CertificateReport {
        let bytes = try await supply.compensation.bundle(certificate: outcome.certificate)
        let registry = supply.compensation.registry
        var trust = Trust()
        try trust.add(registry.logKey.text)
        try trust.add(registry.issuerKey.didKey.text)
        return CertificateVerification.report(on: try CertificateBundle(bytes: bytes), trust: trust)
    }

    // Refusals first, in their order.

    @Test func whoMayNotCertifyIsToldSoFirst() async throws {
        let supply = try await Supply()
        let jo = Actor(member: "jo", party: "acme")
        await #expect(throws: RegistryRefusal.notPermitted(jo, .certify)) {
            try await supply.compensation.certify(CertificateCut(declaration: 999), as: jo)
        }
    }

    @Test func aCutOfNothingIsRefused() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let declaration = try await supply.declare("one-for-one", 3)
        let tomorrow = try #require(Self.today.adding(days: 1))
        func refused(_ refusal: any Error & Equatable, _ cut: CertificateCut) async {
            do {
                _ = try await compensation.certify(cut, as: Supply.provider)
                Issue.record("certified: \(cut.english)")
            } catch { #expect("\(error)" == "\(refusal)") }
        }
        await refused(CompensationRefusal.unknownDeclaration(999), try CertificateCut(declaration: 999, to: tomorrow))
        await refused(RegistryRefusal.unknownParty("nobody"), try CertificateCut(customer: "nobody", to: tomorrow))
        for cut in [try CertificateCut(document: "PO-9", to: tomorrow), try CertificateCut(from: tomorrow)] {
            await refused(CompensationRefusal.dayInFuture(tomorrow, today: Self.today), cut)
        }
        for cut in [
            try CertificateCut(document: "po-1"), try CertificateCut(beneficiary: "Acme"),
            try CertificateCut(customer: "globex"), try CertificateCut(declaration: declaration, document: "PO-2"),
        ] {
            await refused(CompensationRefusal.noDeclarationInCut(cut), cut)
        }
        let cut = try CertificateCut(document: "PO-1")
        await refused(CompensationRefusal.nothingToCertify(cut), cut)
        try await Self.serve(supply)
        await refused(
            CompensationRefusal.nothingToCertify(try CertificateCut(to: Supply.day("2026-11-21"))),
            try CertificateCut(to: Supply.day("2026-11-21")))
        try await compensation.impugn(lot: "GH-1", cause: .notShown, as: Supply.verifier)
        await refused(CompensationRefusal.nothingToCertify(cut), cut)
        try await compensation.uphold(lot: "GH-1", as: Supply.verifier)
        #expect(try await compensation.certify(cut, as: Supply.provider).count == 1)
        await refused(CompensationRefusal.nothingToCertify(cut), cut)
    }

    // What must succeed.

    @Test func aDocumentOfTwoDeclarationsIsOneCertificateInTwoUnits() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let phones = try await supply.declare("one-for-one", 40, document: "PO-7")
        let notebooks = try await supply.declare("by-weight", 2, from: 100, document: "PO-7")
        let other = try await supply.declare("one-for-one", 5, from: 200, document: "PO-8")
        try await Self.serve(supply)
        let cut = try CertificateCut(document: "PO-7")
        let issued = try await compensation.certify(cut, as: Supply.provider)
        #expect(issued.count == 1 && issued[0].declarations == [phones, notebooks])
        #expect(issued[0].sums.map(\.quantity.count) == [40, 3_300])
        #expect(issued[0].sums.map(\.mass) == [2_280, 3_300] && issued[0].mass == 5_580)
        let report = try await Self.report(issued[0], supply)
        #expect(report.outcome == .trusted, "\(report.faults.map(\.english))")
        #expect(report.content?.cut == cut)
        #expect(report.content?.declarations.map(\.coverage.devices) == [40, 2])
        let statuses = try await compensation.status().declarations
        #expect(statuses.map(\.certificates) == [1, 1, 0])
        let explained = try await compensation.explain(certificate: issued[0].certificate)
        #expect(explained.declarations.map(\.sequence) == [phones, notebooks] && explained.cut == cut)
        #expect(explained.retirements.map(\.quantity.unit) == [.pieces, .grams])
        #expect(try await compensation.certificates().map(\.declarations) == [[phones, notebooks]])
        #expect(try await supply.certify(other).mass == 285)
        #expect(try await supply.isSound())
    }

    @Test func eachCustomerAndBeneficiaryHasItsOwnCertificate() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let one = try await supply.declare("one-for-one", 3)
        let two = try await supply.declare("one-for-one", 3, from: 100, document: "PO-2", beneficiary: "Acme GmbH")
        let three = try await supply.declare("one-for-one", 3, from: 200, document: "PO-3", of: "globex")
        let four = try await supply.declare("one-for-one", 3, from: 300, document: "PO-4")
        try await Self.serve(supply)
        let entries = try await compensation.status().entries
        let issued = try await compensation.certify(CertificateCut(from: Self.today), as: Supply.provider)
        #expect(issued.map(\.declarations) == [[one, four], [two], [three]])
        #expect(issued.map(\.beneficiary) == ["Acme SA", "Acme GmbH", "Acme SA"])
        #expect(issued.map(\.sequence) == [entries, entries + 1, entries + 2])
        for outcome in issued {
            let report = try await Self.report(outcome, supply)
            #expect(report.outcome == .trusted, "\(report.faults.map(\.english))")
        }
        #expect(try await supply.isSound())
    }

    @Test func aCustomersCutLeavesOthersOut() async throws {
        let supply = try await Self.supply()
        let one = try await supply.declare("one-for-one", 3)
        let two = try await supply.declare("one-for-one", 3, from: 100, document: "PO-2", of: "globex")
        try await Self.serve(supply)
        let cut = try CertificateCut(beneficiary: "Acme SA", customer: "globex")
        let issued = try await supply.compensation.certify(cut, as: Supply.provider)
        #expect(issued.map(\.declarations) == [[two]])
        #expect(try await supply.certify(one).declarations == [one])
    }

    @Test func aPeriodIsThatOfTheRetirements() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let first = try await supply.declare("one-for-one", 3)
        try await Self.serve(supply)
        supply.later.pass(days: 1)
        let second = try await supply.declare("one-for-one", 4, from: 100, document: "PO-2")
        try await Self.serve(supply)
        supply.later.pass(days: 30)
        let next = try #require(Self.today.adding(days: 1))
        let later = try await compensation.certify(CertificateCut(from: next), as: Supply.provider)
        #expect(later.map(\.declarations) == [[second]])
        let earlier = try await compensation.certify(
            CertificateCut(from: Self.today, to: Self.today), as: Supply.provider)
        #expect(earlier.map(\.declarations) == [[first]])
        let report = try await Self.report(earlier[0], supply)
        #expect(report.content?.retirements.map(\.day) == [Self.today])
        #expect(try await supply.isSound())
    }

    @Test func whatIsTooLongIsDivided() {
        func rows(_ count: Int, runs: Int, of customer: Int64 = 1) -> [CertifiableRow] {
            (0..<count).map { row in
                CertifiableRow(
                    sequence: Int64(row), declaration: 1, units: (0..<runs).map { Int64(2 * $0)..<Int64(2 * $0 + 1) },
                    customer: customer, beneficiary: "Acme SA")
            }
        }
        #expect(rows(2_001, runs: 1).certificates.map(\.count) == [1_000, 1_000, 1])
        #expect(rows(1_000, runs: 5).certificates.map(\.count) == [1_000])
        #expect(rows(12, runs: 1_000).certificates.map(\.count) == [5, 5, 2])
        #expect((rows(2, runs: 1) + rows(3, runs: 1, of: 2)).certificates.map(\.count) == [2, 3])
        #expect([CertifiableRow]().certificates.isEmpty)
    }

    /// Two retirements between them make a row whole: it is said once, as whole.
    @Test func rowsInPartAreSaidOfTheirOwnDeclaration() async throws {
        let supply = try await Self.supply()
        let compensation = supply.compensation
        let declaration = try await supply.declare("by-weight", 2)
        _ = try await compensation.match(as: Supply.provider)
        _ = try await compensation.retire(declaration: declaration, most: 2_000, as: Supply.provider)
        let first = try await supply.certify(declaration)
        let part = try #require(try await Self.report(first, supply).content?.declarations.first?.coverage)
        #expect(part.devices == 1 && part.rows == [1...1])
        #expect(part.inPart == [PartRow(row: 2, units: 350, of: 1_650)])
        _ = try await compensation.retire(declaration: declaration, as: Supply.provider)
        let second = try await supply.certify(declaration)
        let rest = try #require(try await Self.report(second, supply).content?.declarations.first?.coverage)
        #expect(rest.inPart == [PartRow(row: 2, units: 1_300, of: 1_650)])
    }
}
