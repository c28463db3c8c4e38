import Lots
import Primitives
import Programmes
import Testing

/// Facts on which every rule that can pass passes, for a lot collected in Ghana and treated in Belgium.
func soundFacts(_ standard: SupplyStandard, treatedIn country: Country = "BE") throws -> GuardFacts {
    let lot = SealedLot(
        code: "GH-2026-014", deviceClass: "smartphone", country: "GH",
        collected: day("2026-01-01")...day("2026-02-01"), entry: .a1181)
    var facts = GuardFacts(lot: lot, standard: standard)
    facts.weighings = [
        try weighing(.collection, 1_000, pieces: 10, on: "2026-02-01", at: "HUB"),
        try weighing(.receipt, 990, pieces: 10, on: "2026-04-01"),
        try weighing(.treatment, 985, on: "2026-05-01"),
    ]
    facts.facility = facility(in: country)
    facts.year = FacilityYear(otherLots: 2_000, declaredForOthers: 1_000)
    facts.collector = Collector(party: "COLLECT", approvedFrom: day("2025-06-01"))
    facts.prices = [try #require(PricePaid(currency: "GHS", minorUnits: 5_000, pieces: 10))]
    facts.consents = [ShipmentConsent(from: "GH", to: country, days: day("2026-03-01")...day("2026-12-31"))]
    facts.evidence = [.photo, .weightTicket, .shipment]
    facts.marks = Marks(compared: 12, clashes: [])
    facts.exclusivity = Exclusivity(required: ["COLLECT", "REFINE"], declared: ["COLLECT", "REFINE"])
    facts.recorders = ["PROVIDER"]
    facts.verifier = Verifier(party: "AUDIT", assurance: .independentBody, keyRegistered: true)
    return facts
}

func facility(
    in country: Country = "BE", permits: [Permit] = [soundPermit], certifications: [Certification] = [soundR2],
    capacity: [Int: Grams] = [2026: 3_985]
) -> Facility {
    Facility(
        code: "SMELT", party: "REFINE", name: "Smelter", country: country, timeZone: "Europe/Brussels",
        permits: permits, certifications: certifications, capacity: capacity)
}

let soundPermit = Permit(number: "P-1", from: day("2025-01-01"), to: day("2026-05-01"))
let soundR2 = Certification(
    scheme: "r2", number: "C-1", scope: "phones", from: day("2026-05-01"), to: day("2027-01-01"))

@Suite struct GuardTests {
    private func verdict(
        _ rule: GuardRule, _ standard: SupplyStandard? = nil, treatedIn country: Country = "BE",
        _ change: (inout GuardFacts) throws -> Void = { _ in }
    ) throws -> Verdict {
        var facts = try soundFacts(standard ?? LotsTests.standard(), treatedIn: country)
        try change(&facts)
        let verdicts = IssuanceGuard.verdicts(on: facts)
        #expect(verdicts.map(\.rule) == GuardRule.allCases)
        let bad = verdicts.contains { $0.outcome == .fail || $0.outcome == .missing }
        #expect(IssuanceGuard.passes(verdicts) == !bad)
        for verdict in verdicts { #expect(Set(verdict.facts.map(\.key)).count == verdict.facts.count) }
        return try #require(verdicts.first { $0.rule == rule })
    }

    @Test func soundFactsPassEachRule() throws {
        // G-0
        let verdicts = IssuanceGuard.verdicts(on: try soundFacts(standard()))
        #expect(verdicts.allSatisfy { $0.outcome == .pass })
        #expect(IssuanceGuard.passes(verdicts))
        #expect(!IssuanceGuard.passes([]) && !IssuanceGuard.passes(Array(verdicts.dropLast())))
    }

    @Test func nothingKnownNeverPasses() throws {
        // G-0: only the standard's own scope can be read from the seal.
        let facts = GuardFacts(lot: try soundFacts(standard()).lot, standard: try standard())
        for verdict in IssuanceGuard.verdicts(on: facts) where verdict.rule != .standard {
            #expect(verdict.outcome == .missing)
        }
    }

    @Test func standardAndClaimable() throws {
        // G-1, G-2
        #expect(
            try verdict(.standard, standard(classes: ["tablet"])) == .classOutside("smartphone", accepted: ["tablet"]))
        let early = SealedLot(
            code: "L", deviceClass: "smartphone", country: "GH", collected: day("2024-12-31")...day("2026-02-01"),
            entry: nil)
        let facts = GuardFacts(lot: early, standard: try standard())
        #expect(
            IssuanceGuard.verdicts(on: facts)[0]
                == .collectedBeforeStandard(day("2024-12-31"), from: day("2025-01-01")))
        #expect(try verdict(.claimable) == .claimable(claimable(985, 10)))
        #expect(try verdict(.claimable) { $0.weighings = [] } == .unweighed(bare))
        #expect(
            try verdict(.claimable) { $0.weighings.append(try weighing(.receipt, 0)) } == .unclaimable(.massZero))
    }

    @Test func permitAndCertificationOnEachDayOfTreatment() throws {
        // G-3, G-4
        let may = day("2026-05-01")
        let late = day("2026-05-02")
        #expect(try verdict(.permit) == .permitValid(soundPermit, on: may))
        #expect(try verdict(.permit) { $0.facility = facility(permits: []) } == .permitNone("SMELT"))
        #expect(
            try verdict(.permit) { $0.weighings.append(try weighing(.treatment, 985, on: "2026-05-02")) }
                == .permitNotValid("SMELT", on: late))
        #expect(try verdict(.permit) { $0.facility = nil } == .facilityUnknown(.permit, "SMELT"))
        #expect(
            try verdict(.permit) { $0.weighings.append(try weighing(.treatment, 985, at: "OTHER")) }
                == .facilityUnknown(.permit, "OTHER"))
        #expect(try verdict(.permit) { $0.weighings.removeLast() } == .untreated(.permit))
        #expect(try verdict(.certification) == .certificationValid(soundR2, on: may))
        #expect(
            try verdict(.certification) { $0.facility = facility(certifications: []) }
                == .certificationNone(accepted: ["r2", "e-stewards"]))
        #expect(
            try verdict(.certification) { $0.weighings.append(try weighing(.treatment, 985, on: "2026-04-30")) }
                == .certificationNotValid(accepted: ["r2", "e-stewards"], on: day("2026-04-30")))
        #expect(try verdict(.certification) { $0.weighings.removeLast() } == .untreated(.certification))
        #expect(try verdict(.certification, standard(certifications: [])) == .certificationNotAsked)
    }

    @Test func capacityCoversTheWholeYear() throws {
        // G-5
        #expect(try verdict(.capacity) == .capacityCovers(year: 2026, total: 3_985, capacity: 3_985))
        #expect(
            try verdict(.capacity) { $0.year = FacilityYear(otherLots: 2_001, declaredForOthers: 1_000) }
                == .capacityExceeded(year: 2026, total: 3_986, capacity: 3_985))
        #expect(
            try verdict(.capacity) { $0.facility = facility(capacity: [2025: 9_000]) } == .capacityUnknown(year: 2026))
        #expect(try verdict(.capacity) { $0.year = nil } == .yearUnknown(year: 2026))
        #expect(
            try verdict(.capacity) { $0.year = FacilityYear(otherLots: 0, declaredForOthers: nil) }
                == .othersUnknown(year: 2026))
        #expect(
            try verdict(.capacity) { $0.weighings[2] = try weighing(.treatment, 985, basis: whole) }
                == .treatmentOffBasis(.capacity, bare))
        #expect(try verdict(.capacity) { $0.weighings.removeLast() } == .untreated(.capacity))
        #expect(
            try verdict(.capacity) { $0.year = FacilityYear(otherLots: .most, declaredForOthers: .most) }
                == .capacityExceeded(year: 2026, total: .most, capacity: 3_985))
    }

    @Test func nothingIsTreatedBeforeItWasCollected() throws {
        // G-6
        #expect(
            try verdict(.massAgreement) { $0.weighings[2] = try weighing(.treatment, 985, on: "2026-03-31") }
                == .weighedTooEarly(.treatment, on: day("2026-03-31"), before: day("2026-04-01")))
        let early = try verdict(.massAgreement) { $0.weighings[0] = try weighing(.collection, 1_000, on: "2025-01-01") }
        #expect(early.outcome == .fail)
    }

    @Test func weighingsAgreeOnOneBasis() throws {
        // G-6: tolerance 20 thousandths of the earlier
        #expect(try verdict(.massAgreement) == .massAgrees(comparisons: 3, tolerance: 20))
        #expect(
            try verdict(.massAgreement) { $0.weighings[1] = try weighing(.receipt, 1_020) }
                == .massDiffers(
                    MassPair(earlier: .receipt, earlierNet: 1_020, later: .treatment, laterNet: 985), tolerance: 20))
        #expect(
            try verdict(.massAgreement) { $0.weighings[1] = try weighing(.receipt, 1_021) }
                == .massDiffers(
                    MassPair(earlier: .collection, earlierNet: 1_000, later: .receipt, laterNet: 1_021), tolerance: 20))
        #expect(try verdict(.massAgreement) { $0.weighings.removeLast() } == .untreated(.massAgreement))
        #expect(
            try verdict(.massAgreement) {
                $0.weighings[2] = try weighing(.treatment, 900, basis: whole, on: "2026-05-01")
            }
                == .treatmentOffBasis(.massAgreement, bare))
        #expect(
            try verdict(.massAgreement) { $0.weighings.removeFirst() } == .massNotComparable(.collection, .receipt))
        #expect(
            try verdict(.massAgreement) { $0.weighings[0] = try weighing(.collection, 1_300, basis: whole) }
                == .massNotComparable(.collection, .receipt))
        // Weighed whole on arrival, then bare: each comparison stays on one basis.
        #expect(
            try verdict(.massAgreement) {
                $0.weighings[0] = try weighing(.collection, 1_300, basis: whole)
                $0.weighings.append(try weighing(.receipt, 1_290, basis: whole))
            } == .massAgrees(comparisons: 2, tolerance: 20))
        #expect(
            try verdict(.massAgreement) { $0.weighings.append(try weighing(.receipt, 500, voided: true)) }.outcome
                == .pass)
    }

    @Test func countsAgreeAndPiecesWeighWhatTheyMay() throws {
        // G-7, G-8
        #expect(try verdict(.countAgreement) == .countAgrees(comparisons: 1, tolerance: 10))
        #expect(
            try verdict(.countAgreement) { $0.weighings[1] = try weighing(.receipt, 990, pieces: 11) }
                == .countDiffers(collection: 10, receipt: 11, tolerance: 10))
        #expect(
            try verdict(.countAgreement) { $0.weighings[1] = try weighing(.receipt, 990) } == .stageNotCounted(.receipt)
        )
        #expect(
            try verdict(.countAgreement) { $0.weighings.removeFirst() } == .stageNotCounted(.collection))
        #expect(try verdict(.countAgreement, standard(counted: false)) == .notCounted(.countAgreement))
        let found = try claimable(985, 10)
        #expect(try verdict(.gramsPerPiece) == .pieceWithinBand(found, 40...200))
        for band in [(98 as Grams)...98, 99...120] {
            #expect(try verdict(.gramsPerPiece, standard(band: band)) == .pieceOutsideBand(found, band))
        }
        #expect(try verdict(.gramsPerPiece, standard(band: 98...99)) == .pieceWithinBand(found, 98...99))
        #expect(try verdict(.gramsPerPiece, standard(band: nil)) == .bandMissing)
        #expect(try verdict(.gramsPerPiece) { $0.weighings.removeFirst(2) } == .countMissing(.gramsPerPiece))
        #expect(try verdict(.gramsPerPiece, standard(counted: false)) == .notCounted(.gramsPerPiece))
    }

    @Test func collectorsAreApprovedBeforeTheyCollect() throws {
        // G-9
        #expect(try verdict(.collector) == .collectorApproved("COLLECT", day("2025-06-01")))
        #expect(try verdict(.collector, standard(collectorApproved: false)) == .collectorNotAsked)
        #expect(try verdict(.collector) { $0.collector = nil } == .collectorUnknown)
        #expect(
            try verdict(.collector) { $0.collector = Collector(party: "C", approvedFrom: nil) }
                == .collectorNotApproved("C"))
        let late = day("2026-01-02")
        #expect(
            try verdict(.collector) { $0.collector = Collector(party: "C", approvedFrom: late) }
                == .collectorApprovedLate("C", approved: late, collected: day("2026-01-01")))
        let ended = Collector(party: "C", approvedFrom: .first, approvedTo: day("2026-01-31"))
        #expect(
            try verdict(.collector) { $0.collector = ended }
                == .collectorApprovalEnded("C", ended: day("2026-01-31"), collected: day("2026-02-01")))
    }

    @Test func scrapIsNotWorthMoreUsed() throws {
        // G-10
        #expect(try verdict(.price) == .priceUnder(payments: 1))
        #expect(try verdict(.price, standard(prices: [])) == .priceNotAsked)
        #expect(try verdict(.price) { $0.prices = [] } == .priceUnknown)
        let dear = try #require(PricePaid(currency: "GHS", minorUnits: 5_001, pieces: 10))
        let limit = ReusePrice(from: day("2025-01-01"), currency: "GHS", minorUnits: 500)
        #expect(try verdict(.price) { $0.prices = [dear] } == .priceAbove(dear, limit: limit))
        let fallen = ReusePrice(from: day("2026-02-01"), currency: "GHS", minorUnits: 499)
        let paid = try #require(PricePaid(currency: "GHS", minorUnits: 5_000, pieces: 10))
        #expect(try verdict(.price, standard(prices: [limit, fallen])) == .priceAbove(paid, limit: fallen))
        let foreign = try #require(PricePaid(currency: "EUR", minorUnits: 1, pieces: 10))
        #expect(
            try verdict(.price) { $0.prices = [foreign] }
                == .priceLimitUnknown(currency: "EUR", on: day("2026-01-01")))
        let part = try #require(PricePaid(currency: "GHS", minorUnits: 1, pieces: 9))
        #expect(try verdict(.price) { $0.prices = [part] } == .pricePartial(paid: 9, count: 10))
    }

    @Test func bordersNeedConsentAndDocumentsAndNoBan() throws {
        // G-11
        let consent = ShipmentConsent(from: "GH", to: "BE", days: day("2026-03-01")...day("2026-12-31"))
        #expect(try verdict(.border) == .borderConsented(consent, on: day("2026-04-01")))
        #expect(try verdict(.border, treatedIn: "GH") { $0.consents = [] } == .borderNone("GH"))
        #expect(try verdict(.border) { $0.consents = [] } == .borderNoConsent(from: "GH", to: "BE"))
        let late = ShipmentConsent(from: "GH", to: "BE", days: day("2026-04-02")...day("2026-12-31"))
        #expect(
            try verdict(.border) { $0.consents = [late] }
                == .borderConsentNotValid(from: "GH", to: "BE", on: day("2026-04-01")))
        #expect(
            try verdict(.border) { $0.evidence.remove(.shipment) } == .borderNoDocuments(from: "GH", to: "BE"))
        #expect(try verdict(.border) { $0.facility = nil } == .facilityUnknown(.border, "SMELT"))
        #expect(try verdict(.border) { $0.weighings.removeLast() } == .untreated(.border))
        for (from, entry, expected) in [
            ("CH", .a1181, .borderBanned(.article4A, from: "CH", to: "GH")),
            ("CH", nil, .borderEntryUnknown(from: "CH", to: "GH")),
            ("CH", .y49, .borderNoConsent(from: "CH", to: "GH")),
            ("DE", .y49, .borderBanned(.unionExport, from: "DE", to: "GH")),
        ] as [(Country, BaselEntry?, Verdict)] {
            let lot = SealedLot(
                code: "L", deviceClass: "smartphone", country: from, collected: day("2026-01-01")...day("2026-02-01"),
                entry: entry)
            var facts = GuardFacts(lot: lot, standard: try standard())
            facts.weighings = [try weighing(.treatment, 985)]
            facts.facility = facility(in: "GH")
            #expect(IssuanceGuard.verdicts(on: facts).first { $0.rule == .border } == expected)
        }
    }

    @Test func bansFollowTheirDays() {
        // G-11
        func find(_ from: Country, _ to: Country, _ date: String) -> BaselBan.Finding {
            BaselBan.finding(.a1181, from: from, to: to, on: day(date))
        }
        #expect(find("CH", "GH", "2019-12-04") == .free && find("CH", "GH", "2019-12-05") == .banned(.article4A))
        #expect(find("DE", "GH", "2024-12-31") == .banned(.article4A))
        #expect(find("DE", "GH", "2025-01-01") == .banned(.unionExport))
        #expect(find("CH", "CR", "2021-05-24") == .banned(.article4A) && find("CH", "CR", "2021-05-25") == .free)
        #expect(find("GB", "GH", "2025-06-01") == .banned(.article4A) && find("LI", "GH", "2026-01-01") != .free)
        #expect(find("DE", "LI", "2026-01-01") == .free && find("GH", "GH", "2026-01-01") == .free)
        #expect(BaselBan.finding(nil, from: "GH", to: "BE", on: today) == .free)
    }

    @Test func evidenceMarksAndExclusivity() throws {
        // G-12, G-13, G-14
        #expect(try verdict(.evidence) == .evidenceComplete([.photo, .weightTicket]))
        #expect(try verdict(.evidence) { $0.evidence = [.photo] } == .evidenceMissing([.weightTicket]))
        #expect(try verdict(.evidence, standard(evidence: [])) == .evidenceNotAsked)
        #expect(try verdict(.uniqueness) == .marksUnique(compared: 12))
        #expect(try verdict(.uniqueness) { $0.marks = nil } == .marksNone)
        #expect(try verdict(.uniqueness) { $0.marks = Marks(compared: 0, clashes: []) } == .marksNone)
        let clash = MarkClash(kind: .seal, mark: "SEAL-77", lot: "GH-2026-002")
        #expect(
            try verdict(.uniqueness) { $0.marks = Marks(compared: 3, clashes: [clash]) } == .marksClash([clash]))
        #expect(try verdict(.exclusivity) == .exclusivityDeclared(["COLLECT", "REFINE"]))
        #expect(
            try verdict(.exclusivity) { $0.exclusivity = Exclusivity(required: ["A", "B"], declared: ["A"]) }
                == .exclusivityMissing(["B"]))
        #expect(
            try verdict(.exclusivity) { $0.exclusivity = Exclusivity(required: [], declared: []) }
                == .exclusivityNobodyNamed)
        #expect(try verdict(.exclusivity) { $0.exclusivity = nil } == .exclusivityNobodyNamed)
    }

    @Test func theVerifierStandsApart() throws {
        // G-15
        func by(
            _ party: Code, _ assurance: Assurance = .independentBody, key: Bool = true
        ) -> Verifier {
            Verifier(party: party, assurance: assurance, keyRegistered: key)
        }
        let table: [(Verifier?, Verdict)] = [
            (nil, .verifierNone),
            (by("AUDIT"), .verifierIndependent("AUDIT")),
            (by("QUALITY", .secondPerson), .verifierSecondPerson("QUALITY")),
            (by("PROVIDER", .secondPerson), .verifierRelated("PROVIDER", .recorder)),
            (by("PROVIDER"), .verifierRelated("PROVIDER", .recorder)),
            (by("COLLECT", .secondPerson), .verifierRelated("COLLECT", .collector)),
            (by("REFINE"), .verifierRelated("REFINE", .facility)),
            (by("AUDIT", key: false), .verifierWithoutKey("AUDIT")),
        ]
        for (verifier, expected) in table {
            #expect(try verdict(.verifier) { $0.verifier = verifier } == expected)
        }
        #expect(
            try verdict(.verifier, standard(independent: true)) { $0.verifier = by("QUALITY", .secondPerson) }
                == .verifierNotIndependent("QUALITY"))
        #expect(
            try verdict(.verifier) { $0.collector = nil } == .verifierRelationUnknown("AUDIT", .collector))
        #expect(try verdict(.verifier) { $0.facility = nil } == .verifierRelationUnknown("AUDIT", .facility))
        #expect(try verdict(.verifier) { $0.recorders = [] } == .verifierRelationUnknown("AUDIT", .recorder))
    }

    @Test func namesAndPricesStaySealed() throws {
        let verdicts = IssuanceGuard.verdicts(on: try soundFacts(standard()))
        let open = verdicts.flatMap(\.facts).filter(\.open)
        #expect(!open.contains { $0.value == .text("COLLECT") || $0.value == .texts(["COLLECT", "REFINE"]) })
    }
}
