import CanonicalJSON
import Journal
import Lots
import Primitives
import Programmes
import Testing
import Wording

@testable import Certificates

extension MiniRegistry {
    /// A lot of 240 phones and 13,680 g, the declaration of 240 devices and two retirements, all of an earlier system.
    mutating func runTakenOver() {
        openRegistry()
        let lot = takeOver(
            .lot(
                LotTakenOver(
                    scrap: "smartphone", country: "GH", collected: Day("2025-01-05")!...Day("2025-02-20")!,
                    claimable: try! ClaimableMass(mass: 13_680, count: 240))),  // days, and within bounds
            TakenOverPapers(legacy: "LOT-7", .lot(provider: "closing")))
        let declaration = declare(Quantity(240, .pieces)!)  // within range
        cut = try! CertificateCut(declaration: declaration)  // given
        takeOver(.declaration, TakenOverPapers(legacy: "DEC-17", .declaration(declaration)))
        takeOverRetirement("RET-1", 100, grams: 0..<5_700, of: lot, for: declaration, units: [0..<100])
        takeOverRetirement("RET-2", 40, grams: 5_700..<7_980, of: lot, for: declaration, units: [100..<140])
    }

    @discardableResult
    mutating func takeOver(
        _ thing: TakenOver.Thing, _ papers: TakenOverPapers, from system: Code = "old-ledger"
    ) -> Int64 {
        append(
            .takenOver(TakenOver(from: EarlierSystem(code: system, until: Day(until)!), thing)),  // a day
            .takenOver(papers))
    }

    mutating func takeOverRetirement(
        _ legacy: String, _ count: Int64, grams: Range<Int64>, of lot: Int64, for declaration: Int64,
        units: [UnitRange], from system: Code = "old-ledger"
    ) {
        let papers = RetirementPapers(
            beneficiary: otherBeneficiary ?? beneficiary, declaration: declaration, units: units,
            salt: Self.id(UInt8(truncatingIfNeeded: 100 + entries.count)))
        takeOver(
            .retirement(
                RetirementTakenOver(
                    lot: lot, day: Day(retiredOn)!, quantity: Quantity(count, .pieces)!, grams: grams,  // within bounds
                    beneficiary: Digest(sha256: papers.beneficiaryBytes))),
            TakenOverPapers(legacy: legacy, .retirement(papers)), from: system)
    }

    static func takenOver(_ change: (inout MiniRegistry) -> Void = { _ in }) throws -> (Self, CertificateBundle) {
        try certified { registry in
            registry.takesOver = true
            change(&registry)
        }
    }
}

/// V-21: what was taken over is certified as such, and never in the words of a verified lot.
@Suite struct TakenOverTests {
    @Test func itHoldsAndSaysThatNothingWasVerifiedHere() throws {
        let (registry, bundle) = try MiniRegistry.takenOver()
        let report = CertificateVerification.report(on: bundle, trust: registry.trust)
        #expect(report.faults == [] && report.outcome == .trusted)
        #expect(report.checks.map(\.check) == CertificateCheck.allCases.filter { $0 != .verification })
        #expect(
            report.caveats(isPrinted: false).contains(.takenOver) && !report.caveats(isPrinted: false).contains(.scrap))
        #expect(try CertificateBundle(bytes: bundle.bytes) == bundle)
        let content = try #require(report.content)
        #expect(content.mass == 7_980 && content.sums.map(\.quantity.count) == [140] && content.retirements.isEmpty)
        #expect(bundle.credential.json["type"] == ["VerifiableCredential", "EwasteTakenOverCertificate"])

        let text = Language.allCases.map { content.statement(in: $0).lines.joined(separator: "\n") }
        #expect(text[0].contains("Taken over from old-ledger, not verified here"))
        #expect(text[1].contains("Repris de old-ledger, non vérifié ici"))
        for words in ["as verified by", "recycled at", "selon la vérification", "recyclés dans"] {
            #expect(!text.joined().contains(words))
        }
        try Golden.check("taken-over.txt", Array("\(text.joined(separator: "\n\n"))\n".utf8))
    }

    @Test func theVerifiedOneSaysNothingOfTakingOver() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        let report = CertificateVerification.report(on: bundle, trust: registry.trust)
        #expect(
            report.caveats(isPrinted: false).contains(.scrap) && !report.caveats(isPrinted: false).contains(.takenOver))
        #expect(report.content?.takenOver == nil)
    }

    @Test func takenOverAndVerifiedAreNeverMixed() throws {
        var registry = MiniRegistry()
        registry.run()
        let lot = registry.takeOver(
            .lot(
                LotTakenOver(
                    scrap: "smartphone", country: "GH", collected: Day("2025-01-05")!...Day("2025-02-20")!,
                    claimable: try ClaimableMass(mass: 100, count: 1))),  // days
            TakenOverPapers(legacy: "LOT-7", .lot(provider: "closing")))
        registry.takeOverRetirement("RET-1", 1, grams: 0..<100, of: lot, for: 15, units: [239..<240])
        #expect { try CertificateEvidence(registry.evidence) } throws: { error in
            if case EvidenceFault.missing(.takenOver, _) = error { true } else { false }
        }
        registry.takeOver(.declaration, TakenOverPapers(legacy: "DEC-17", .declaration(15)))
        #expect(throws: EvidenceFault.mixed(20)) { try CertificateEvidence(registry.evidence) }
    }

    @Test func nothingOfAfterTheCutOffDayIsCertified() throws {
        #expect(throws: EvidenceFault.takenOver(13)) {
            _ = try MiniRegistry.takenOver { $0.retiredOn = "2026-06-01" }
        }
        // The declaration itself is of 1 May.
        #expect(throws: EvidenceFault.takenOver(12)) {
            _ = try MiniRegistry.takenOver {
                $0.until = "2026-04-30"
                $0.retiredOn = "2026-04-30"
            }
        }
        #expect(throws: EvidenceFault.takenOver(12)) { _ = try MiniRegistry.takenOver { $0.until = "2026-07-01" } }
    }

    /// The period of a cut is that in which the earlier system retired.
    @Test func itLiesInTheCutThatItStates() throws {
        let (registry, bundle) = try MiniRegistry.takenOver()
        let report = CertificateVerification.report(on: bundle, trust: registry.trust)
        #expect(report.content?.cut.declaration == 11)
        let evidence = try CertificateEvidence(registry.evidence)
        try evidence.check(CertificateCut(from: Day("2026-05-20"), to: Day("2026-05-20")))
        #expect(throws: EvidenceFault.cut(13)) { try evidence.check(CertificateCut(from: Day("2026-05-21"))) }
        #expect(throws: EvidenceFault.cut(11)) { try evidence.check(CertificateCut(document: "PO 4712")) }
    }

    /// A certificate of what was taken over is of the one declaration.
    @Test func aRetirementOfAnotherDeclarationIsNotCertified() throws {
        var registry = MiniRegistry()
        registry.takesOver = true
        registry.run()
        let other = registry.declare(Quantity(10, .pieces)!)  // within range
        registry.takeOverRetirement("RET-3", 1, grams: 7_980..<8_037, of: 10, for: other, units: [0..<1])
        let evidence = try CertificateEvidence(registry.evidence)
        #expect(throws: EvidenceFault.takenOver(16)) { try evidence.check() }
    }

    @Test func aRetirementOfAnotherSystemOrInAnotherNameIsNotCertified() throws {
        #expect(throws: EvidenceFault.beneficiary(13)) {
            _ = try MiniRegistry.takenOver { $0.otherBeneficiary = "Seller SA" }
        }
        var registry = MiniRegistry()
        registry.takesOver = true
        registry.run()
        registry.takeOverRetirement(
            "RET-3", 1, grams: 7_980..<8_037, of: 10, for: 11, units: [140..<141], from: "other-ledger")
        let evidence = try CertificateEvidence(registry.evidence)
        #expect(throws: EvidenceFault.takenOver(15)) { try evidence.check() }
    }

    @Test func gramsThatDoNotFollowAreNotCertified() throws {
        var registry = MiniRegistry()
        registry.takesOver = true
        registry.run()
        registry.takeOverRetirement("RET-3", 1, grams: 7_000..<7_057, of: 10, for: 11, units: [140..<141])
        let evidence = try CertificateEvidence(registry.evidence)
        #expect(throws: EvidenceFault.range(15)) { try evidence.check() }
    }

    /// The issuer itself signs and logs another figure, or the words of a verified lot: still all is held to the entries.
    @Test func anIssuerThatLogsAWrongFigureIsCaught() throws {
        let (_, bundle) = try MiniRegistry.takenOver()
        guard let subject = bundle.credential.json["credentialSubject"] else { return }
        #expect(subject.leaves.count > 40)
        for path in subject.leaves {
            // Rows and devices are the issuer's word, within what the coverage check can tell where not all is retired.
            guard !path.contains(.name("rows")), path.suffix(2) != [.name("covers"), .name("devices")] else { continue }
            let report = try Self.forged { document in
                JSON.object(document).changing([.name("credentialSubject")] + path)?.object ?? document
            }
            #expect(report.outcome == .wrong, "\(path)")
        }
        let verified = try Self.forged { document in
            var document = document
            document["type"] = ["VerifiableCredential", "EwasteCompensationCertificate"]
            return document
        }
        #expect(verified.outcome == .wrong)
    }

    private static func forged(_ forge: (JSONObject) -> JSONObject) throws -> CertificateReport {
        var registry = MiniRegistry()
        registry.takesOver = true
        registry.run()
        return CertificateVerification.report(on: try registry.certify(forging: forge), trust: registry.trust)
    }

    @Test func everyEntryIsHeldToTheLog() throws {
        let (registry, bundle) = try MiniRegistry.takenOver()
        guard let entries = try JSON(parsing: bundle.bytes)["entries"] else { return }
        for path in entries.leaves {
            guard let changed = entries.changing(path),
                let forged = try? bundle.replacing("entries", with: changed)
            else { continue }
            let report = CertificateVerification.report(on: forged, trust: registry.trust)
            #expect(report.outcome == .wrong, "\(path)")
        }
        for place in bundle.entries.indices {
            let report = CertificateVerification.report(on: try bundle.without(entry: place), trust: registry.trust)
            #expect(report.outcome == .wrong, "\(bundle.entries[place].entry.open.kind)")
        }
    }
}
