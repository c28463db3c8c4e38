import Foundation
import Lots
import Primitives
import Programmes
import Testing
import Wording

/// One of each sentence of the room, beside its French.
enum LotsGallery {
    static func all() throws -> [(kind: String, phrases: [any Phrase])] {
        let mass = try claimable(1_650_000, 12_000)
        let bulk = try claimable(1_650, nil)
        let version = try #require(Version("phones", 2))
        let (first, later) = (day("2026-01-01"), day("2026-11-22"))
        let codes: [Code] = ["smartphone", "tablet"]
        let tally = Tally(pieces: 1, grams: 2_000)
        let paid = try #require(PricePaid(currency: "GHS", minorUnits: 1_250, pieces: 2))
        let limit = ReusePrice(from: first, currency: "GHS", minorUnits: 500)
        let consent = ShipmentConsent(from: "GH", to: "BE", days: first...later)
        let clashes = [
            MarkClash(kind: .seal, mark: "SEAL-77", lot: "GH-1"), MarkClash(kind: .bag, mark: "B-2", lot: "GH-1"),
            MarkClash(kind: .deviceNumber, mark: "350000", lot: "GH-1"),
            MarkClash(kind: .ticket, mark: "SMELT/9", lot: "GH-2"), MarkClash(kind: .photo, mark: "00ff", lot: "GH-2"),
            MarkClash(kind: .registryID, mark: "V-3", lot: "GH-3"),
        ]
        let pair = MassPair(earlier: .receipt, earlierNet: 1_020, later: .treatment, laterNet: 985)
        let weighings: [WeighingRefusal] = [
            .tareAboveGross(gross: 9, tare: 10), .netDiffers(stated: 1_651, gross: 1_660, tare: 10),
            .netAboveMost(10_000_000_001), .piecesAboveMost(100_000_001), .ticketLength(81),
        ]
        let rejections: [LotRejection] = [
            .massZero, .massAboveMost(10_000_000_001), .countZero, .countAboveMost(100_000_001),
            .countAboveMass(12, 11),
        ]
        let balances: [BalanceRefusal] = [
            .nothingAsked, .notCounted, .noRoom(asked: pieces(2), room: pieces(1)),
            .notPromised(asked: grams(2_000), promised: grams(0)), .notRetired(asked: pieces(3), live: pieces(0)),
            .ruleBroken(mass, used: tally), .cannotTrim(bulk, used: tally),
        ]
        let states = LotState.allCases.flatMap { state in
            LotEvent.allCases.map { LotStateRefusal.outOfOrder($0, in: state) }
        }
        let ineligible: [Ineligibility] = [
            .state(.impugned), .standard(version, accepted: ["notebooks"]), .deviceClass("crt", accepted: codes),
            .country("GH", accepted: ["NG", "CM"]), .battery(.included, asked: .removed), .age(days: 366, limit: 1),
            .unverified, .outwaited, .uncounted, .full(.pieces), .full(.grams), .share(had: pieces(3), cap: pieces(3)),
        ]
        let reasons: [WaitingReason] = [
            .notPaid, .noLot, .nearest(lot: "GH-2026-014", .unverified), .lotsFull(1), .lotsFull(1_200), .nextRun,
        ]
        let certificate = Certification(scheme: "r2", number: "C-1", scope: "phones", from: first, to: later)
        let verdicts: [Verdict] = [
            .withinStandard(version), .classOutside("crt", accepted: codes),
            .collectedBeforeStandard(first, from: later),
            .claimable(mass), .unweighed(bare), .unclaimable(.countZero), .untreated(.permit),
            .facilityUnknown(.permit, "SMELT"), .permitValid(soundPermit, on: first), .permitNone("SMELT"),
            .permitNotValid("SMELT", on: later), .certificationNotAsked, .certificationValid(certificate, on: first),
            .certificationNone(accepted: ["r2", "e-stewards"]), .certificationNotValid(accepted: ["r2"], on: later),
            .capacityCovers(year: 2026, total: 3_985, capacity: 4_000),
            .capacityExceeded(year: 2026, total: 4_001, capacity: 4_000), .capacityUnknown(year: 2026),
            .yearUnknown(year: 2026), .othersUnknown(year: 2026), .treatmentOffBasis(.capacity, whole),
            .massAgrees(comparisons: 3, tolerance: 25), .massDiffers(pair, tolerance: 20),
            .massNotComparable(.collection, .receipt), .weighedTooEarly(.treatment, on: first, before: later),
            .notCounted(.gramsPerPiece),
            .countAgrees(comparisons: 1, tolerance: 10), .countDiffers(collection: 10, receipt: 11, tolerance: 10),
            .stageNotCounted(.collection), .stageNotCounted(.treatment), .pieceWithinBand(mass, 40...200),
            .pieceOutsideBand(mass, 40...120), .bandMissing, .countMissing(.gramsPerPiece), .collectorNotAsked,
            .collectorApproved("COLLECT", first), .collectorUnknown, .collectorNotApproved("COLLECT"),
            .collectorApprovedLate("COLLECT", approved: later, collected: first),
            .collectorApprovalEnded("COLLECT", ended: first, collected: later), .priceNotAsked,
            .priceUnder(payments: 1),
            .priceUnder(payments: 2), .priceUnknown, .pricePartial(paid: 9, count: 1_000),
            .priceLimitUnknown(currency: "EUR", on: first), .priceAbove(paid, limit: limit), .borderNone("GH"),
            .borderConsented(consent, on: later), .borderBanned(.article4A, from: "CH", to: "GH"),
            .borderBanned(.unionExport, from: "DE", to: "GH"), .borderEntryUnknown(from: "CH", to: "GH"),
            .borderNoConsent(from: "GH", to: "BE"), .borderConsentNotValid(from: "GH", to: "BE", on: later),
            .borderNoDocuments(from: "GH", to: "BE"), .evidenceNotAsked, .evidenceComplete(EvidenceKind.allCases),
            .evidenceMissing([.photo]), .marksUnique(compared: 1), .marksUnique(compared: 1_200), .marksNone,
            .marksClash(clashes), .exclusivityDeclared(["COLLECT", "REFINE"]), .exclusivityNobodyNamed,
            .exclusivityMissing(["REFINE"]), .verifierIndependent("AUDIT"), .verifierSecondPerson("PROVIDER"),
            .verifierNone, .verifierRelated("A", .collector), .verifierRelated("A", .recorder),
            .verifierRelated("A", .facility), .verifierNotIndependent("PROVIDER"),
            .verifierRelationUnknown("A", .collector), .verifierRelationUnknown("A", .recorder),
            .verifierRelationUnknown("A", .facility), .verifierWithoutKey("AUDIT"),
        ]
        let estimates = try #require(Estimate.of(phones: 12_000)) + #require(Estimate.of(mass: 57))
        return [
            ("WeighingRefusal", weighings), ("LotRejection", rejections), ("BalanceRefusal", balances),
            ("LotState", LotState.allCases), ("LotStateRefusal", states), ("Ineligibility", ineligible),
            ("WaitingReason", reasons), ("GuardRule", GuardRule.allCases), ("Outcome", Outcome.allCases),
            ("Verdict", verdicts), ("Estimate", estimates),
        ]
    }
}

@Suite struct PhrasesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    @Test func sentencesReadAsTheyWereReviewed() throws {
        var text = ""
        for (kind, phrases) in try LotsGallery.all() {
            text += "\n## \(kind)\n"
            for phrase in phrases { text += "\nen \(phrase.english)\nfr \(phrase.french)\n" }
        }
        let file = Self.folder.appending(path: "../Golden/lots-sentences.txt")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test func theGalleryShowsEachCase() throws {
        // The cases as the source names them, since an enum with facts cannot list its own.
        for (kind, file) in [
            ("Verdict", "Verdict"), ("Ineligibility", "Eligibility"), ("WaitingReason", "Matching"),
            ("BalanceRefusal", "LotBalance"), ("WeighingRefusal", "Weighing"), ("LotRejection", "ClaimableMass"),
        ] {
            let path = Self.folder.appending(path: "../../Sources/Lots/\(file).swift")
            let source = try String(contentsOf: path, encoding: .utf8)
            let body = try #require(source.range(of: "public enum \(kind):")).upperBound
            let end = try #require(source.range(of: "\n}", range: body..<source.endIndex)).lowerBound
            let names = source[body..<end].split(separator: "\n").compactMap { line -> String? in
                guard line.hasPrefix("    case ") else { return nil }
                return String(line.dropFirst(9).prefix { $0.isLetter || $0.isNumber })
            }
            let phrases = try #require(LotsGallery.all().first { $0.kind == kind }).phrases
            let shown = Set(phrases.map { String("\($0)".prefix { $0 != "(" }) })
            #expect(!names.isEmpty && Set(names).subtracting(shown).isEmpty, "\(kind)")
        }
    }

    @Test func frenchHasItsOwnTypography() throws {
        for (_, phrases) in try LotsGallery.all() {
            for phrase in phrases {
                let french = Array(phrase.french)
                #expect(!french.contains("'") && !phrase.english.contains("'"))
                for (index, character) in french.enumerated() where ";:?!%»".contains(character) {
                    #expect(index > 0 && french[index - 1] == "\u{202F}", "\(phrase.french)")
                }
            }
        }
    }
}
