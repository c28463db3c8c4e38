import Exchange
import Access
import CanonicalJSON
import Certificates
import Fetching
import GreenClaims
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Reports
import Sheets
import Storage
import Testing
import TransparencyLog
import Typesetting

@testable import Compensation
@testable import counterweight

/// One of each refusal that leaves the command.
enum RefusalGallery {
    /// The file that declares the cases, and one error of each.
    struct Hall {
        let kind: String
        let source: String
        let errors: [any Error]
    }

    static func halls() throws -> [Hall] {
        [
            Hall(kind: "CommandRefusal", source: "counterweight/CommandRefusal", errors: command),
            Hall(kind: "ArgumentRefusal", source: "counterweight/CommandRefusal", errors: argument),
            Hall(kind: "RegistryRefusal", source: "Registry/RegistryRefusal", errors: registry),
            Hall(kind: "SubmissionRefusal", source: "Registry/SubmissionRefusal", errors: submission),
            Hall(kind: "FetchFault", source: "Fetching/FetchFault", errors: fetching),
            Hall(
                kind: "CompensationRefusal", source: "Compensation/CompensationRefusal", errors: try compensation()),
            Hall(kind: "OpeningRefusal", source: "Compensation/OpeningRefusal", errors: try opening()),
            Hall(kind: "DeviceRefusal", source: "Compensation/DeviceRefusal", errors: device),
            Hall(kind: "StorageError", source: "Storage/StorageError", errors: storage),
            Hall(kind: "CSVError", source: "Sheets/CSVDialect", errors: csv),
            Hall(kind: "WorkbookError", source: "Sheets/WorkbookError", errors: workbook),
            Hall(kind: "TextEncodingError", source: "Sheets/TextEncoding", errors: encoding),
            Hall(kind: "EntryError", source: "Journal/EntryReading", errors: entry),
            Hall(kind: "WeighingRefusal", source: "Lots/Weighing", errors: weighing),
            Hall(
                kind: "LotStateRefusal", source: "Lots/LotState",
                errors: [LotStateRefusal.outOfOrder(.retired, in: .sealed)]),
            Hall(
                kind: "WordingRefusal", source: "GreenClaims/WordingGuard",
                errors: [WordingRefusal.notUTF8(offset: 4_711), .tooLong(bytesMax: 1_048_576)]),
            Hall(
                kind: "CutRefusal", source: "Certificates/CertificateCut",
                errors: [CutRefusal.nothingGiven, .daysReversed(first: later, last: day)]),
            Hall(
                kind: "PrintRefusal", source: "Reports/CertificatePage",
                errors: [PrintRefusal.notABundle, .wrong(.figures(["credentialSubject.total.mass"]))]),
            Hall(kind: "TypesettingError", source: "Typesetting/TypesettingError", errors: typesetting),
            Hall(kind: "MappingRefusal", source: "Exchange/DeclarationMapping", errors: mapping),
            Hall(kind: "JSONError", source: "CanonicalJSON/JSONError", errors: json),
            Hall(kind: "JSONReadError", source: "CanonicalJSON/JSONReader", errors: record),
            Hall(
                kind: "EvidenceFault", source: "", errors: [EvidenceFault.units(7)]),
            Hall(kind: "BytesError", source: "", errors: [TreeEdge.BytesError.badSize]),
            Hall(kind: "FileRefusal", source: "", errors: files),
            Hall(
                kind: "ListFault", source: "",
                errors: [ListFault(path: "phones.csv", error: CSVError.quoteInText(place))]),
        ]
    }

    private static let day: Day = Day("2026-03-01")!  // the calendar has the day
    private static let later: Day = Day("2026-11-22")!  // the calendar has the day
    private static let actor = Actor(member: "eva", party: "acme")
    private static let digest = Digest(Array(repeating: 7, count: 32))!  // a digest has 32 bytes
    private static let version = Version("phones", 2)!  // a version from 1

    private static let files: [any Error] = [
        file(.open, 2), file(.read, 21), file(.create, 13), file(.write, 28), file(.sync, 5), file(.rename, 30),
        file(.open, 999),
    ]

    private static func file(_ step: FileRefusal.Step, _ code: Int32) -> FileRefusal {
        FileRefusal(step, "demo/checkpoint", code: code)
    }

    private static let command: [CommandRefusal] = [
        .noActor, .badActor("eva"), .inputUnreadable(file(.open, 2)), .notAFile(path: "evidence"),
        .fileExists(path: "acme.json"), .stopped(draft: 3),
        .fileNotJSON(path: "accra.json", .unexpectedEnd(offset: 41)),
        .fileMalformed(path: "accra.json", .missing(path: "permits[0].from")), .keyFileOpen(path: "verifier.key"),
        .keyFileMalformed(path: "verifier.key"), .keyInRegistry(path: "demo-keys/verifier.key"),
        .signatureMalformed, .oneWayToSign, .oneWayToSubmit, .oneEstimate, .oneCertificate, .devicesToProve,
        .standardNotCounted("bulk"),
        .sheetColumnMissing(path: "lots.csv", column: "country"),
        .sheetColumnUnknown(path: "lots.csv", column: "colour", known: ["lot", "class"]),
        .sheetColumnTwice(path: "lots.csv", column: "lot"), .sheetTooLong(path: "lots.csv", most: 2_000), .oneManner,
        .clockOutOfRange, .oneFileTwice(path: "mend.csv"), .workbookFull(path: "refused.xlsx"),
    ]

    private static let argument: [ArgumentRefusal] = [
        .code("a b"), .actor("eva"), .country("gh"), .day("2026-02-30"), .days("2026-04..05"), .grams("1.5"),
        .pieces("-3"), .quantity("0"), .pieceMass("0"), .phones("many"), .unuKey("36"), .year("9999"),
        .declaration("71"), .sequence("x"), .price("GHS 5"), .currency("cedi"), .money("588"),
        .programmePrice("EUR 4.90"), .evidence("photo"),
        .evidenceParty("photo=a@b"), .evidencePath("../a.jpg"), .otherRegistry("verra"),
        .issuerKey("z6Mk"),
        .word("maybe", among: ["included", "removed"]),
        .text(longest: 80), .identifier("abc"), .language("de"), .timeout("0"),
    ]

    private static let registry: [RegistryRefusal] = [
        .noRegistry(at: "demo"), .registryExists(at: "demo"), .badOrigin("a b"),
        .keyUnreadable(path: "demo-keys/log.key"), .keyOpenToOthers(path: "demo-keys/log.key"),
        .keyNotTheRegistrys(path: "demo-keys/log.key"), .issuerKeyNotNamed(path: "demo-keys/issuer.key"), .keyChanged,
        .issuerIsItsKey, .unknownKey("did:key:z6Mkx"), .keyStands("did:key:z6Mkx"), .keyRevokedBefore("did:key:z6Mkx"),
        .noSuchEntry(99, entries: 40), .shorterThanPublished(entries: 12, published: 40),
        .otherThanPublished(entries: 40), .publishedUnreadable(path: "demo/checkpoint"),
        .nothingPublished(at: "demo-keys/checkpoint"),
        .recordedNotPublished(at: "demo"), .exportHoldsAnother(path: "public/checkpoint"),
        .backupExists(at: "backup"), .notABackup(at: "backup"),
        .backupDamaged(file: "backup/registry.sqlite"), .evidenceNotKept(digest), .nothingToRecover,
        .lastRegistrar("recell"), .unknownParty("acme"),
        .unknownMember(actor), .notPermitted(actor, .verifyLot), .notPermitted(actor, .recordSupplyFacts),
        .partyNeedsKey("veritas"), .badKey("did:key:x"),
        .badText(field: .name, longest: 200), .entryTooLarge(.lotSealed, bytes: 70_000, most: 60_000),
        .evidenceTooLarge(path: "film.mp4", most: 64 << 20), .damaged(.edge), .damaged(.tree), .damaged(.entry),
        .damaged(.cosignature),
    ]

    private static let submission: [SubmissionRefusal] = [
        .badKey("w1"), .badAddress("witness.example"), .alreadyRecorded("w1"), .unknownWitness("w9"), .noWitness,
        .whichWitness(among: ["w1", "w2"]), .noAddress("w1"), .nothingAsked, .otherSize("w1", size: 40),
        .ahead("w1", size: 40, entries: 12), .misunderstood("w1"), .notTrusted("w1"), .unknownOrigin("w1"),
        .notConsistent("w1"), .noAnswer("w1"), .notCosigned("w1"),
    ]

    private static let address = "https://witness.example/add-checkpoint"

    private static let fetching: [FetchFault] = [
        .noLibrary, .noHost(address), .noConnection(address), .tooSlow(address), .cutOff(address, bytes: 1_200),
        .notSecure(address), .missing(address), .status(address, 503), .redirected(address, to: "https://w.example/"),
        .redirected(address, to: nil), .tooLarge(address, limit: 1_048_576), .other(address, code: 8),
    ]

    private static func compensation() throws -> [CompensationRefusal] {
        let line = RefusedRow(line: 3, reason: .classMissing)
        let tally = DeclareTally(
            rows: 3, included: 0, duplicates: 2, duplicateLines: [2, 4], underReview: 0,
            underReviewLines: [], refusals: 1, refused: [line])
        return [
            .unknownClass("drone"), .unknownProgramme("none"), .unknownStandard("none"), .unknownFacility("accra-9"),
            .unknownLot("GH-9"), .unknownWeighing("GH-1", 42), .unknownDeclaration(71), .unknownDraft(3),
            .draftState(3, .accepted), .draftUnderWay(3), .draftFileDamaged(3),
            .unknownReview(3), .reviewDecided(3, .rejected),
            .reviewClashes(3, declaration: 71, row: 2, customer: "globex"),
            .reviewExcluded(3, .identifier(.serial, .empty(.serial))),
            .secondMemberAsked("acme", 3), .secondMemberAsked("acme", nil), .unknownCertificate("00ff"),
            .notSuspended(certificate, .live), .nothingToReplaceWith(71), .replacementTooLarge(certificate),
            .lotExists("GH-1"), .classExists("tablet"), .modelExists(maker: "Apple", name: "iPhone 15"),
            .consentExists("GH-DE-7"), .versionNotNext(version, next: 4),
            .retroactive(version, from: day, today: later), .noStandardInForce("phones", on: day),
            .noProgrammeInForce("one-for-one", on: day),
            .notACollector("acme"), .notARecycler("acme"), .badMark(""), .notConcerned(actor, "GH-1"),
            .related(actor, "GH-1"),
            .classNotInStandard("tablet", version), .daysReversed(first: later, last: day),
            .dayInFuture(later, today: day), .lotNotOpenToWeighing("GH-1", .verified),
            .lotState("GH-1", .rejected), .lotsOfWeighing(count: 1, least: 2, most: 100),
            .noEarlierNet("GH-1", .receipt), .shareEmpty("GH-1"), .photoOfSeveralLots, .alreadyVoided(42),
            .voidedByOwnParty(actor), .nothingToSign("GH-1"),
            .factsChanged("GH-1"), .signatureWrong("GH-1"), .notImpugned("GH-1"), .laterLifeStands(71, life: 2),
            .noShortfall("GH-1", try ClaimableMass(mass: 10_000, count: 100)), .notYourDeclaration(actor, 71),
            .notACustomer("globex"), .laterLife(2), .notYourCustomer(actor, "globex"),
            .badDeclarationText(.beneficiary, longest: 200),
            .badDeclarationText(.document, longest: 80), .lifeOutOfRange(0),
            .badDeclarationText(.costCentre, longest: 80), .tooManyRows(most: 10_000_000),
            .tooManyCombinations(most: 10_000, line: 12_345), .listTooLarge(most: 4 << 30),
            .nothingIncluded(tally), .owedTooMuch(.grams), .reserved(line: 12), .importOvertaken,
            .alreadyWithdrawn(71), .rowAlreadyWithdrawn(71, row: 2), .retiredCannotBeWithdrawn(71, row: 2),
            .noSuchRow(71, row: 900), .nothingPromised(71),
            .badReference(longest: 80), .priceOfOtherUnit("one-for-one", .pieces),
            .priceOfOtherUnit("by-weight", .grams),
            .noPrice("one-for-one", on: day), .amountTooLarge(71), .alreadyInvoiced(71, "INV-2026-017"),
            .invoiceOfOther("INV-2026-017", "globex"), .otherCurrency("INV-2026-017", "EUR"), .notInvoiced(71),
            .otherInvoice(71, invoiced: "INV-2026-018"), .alreadyPaid(71, "INV-2026-017"),
            .noDeclarationInCut(try CertificateCut(document: "PO-4711", customer: "acme")),
            .nothingToCertify(try CertificateCut(declaration: 71)),
            .nothingToCertify(try CertificateCut(beneficiary: "Acme GmbH", from: day, to: later)),
            .damaged(column: "lot.mass"),
        ]
    }

    private static let certificate: RandomID = RandomID(Array(repeating: 7, count: 16))!  // an id has 16 bytes

    private static let device: [DeviceRefusal] = [
        .unknown("356938035643809"), .declarationMissing(declarations: [71, 72]), .declarationOther(declaration: 73),
        .several("SN10001", declaration: 71, row: 1_200),
        .elsewhere("SN10001", declaration: 73, row: 3, by: nil),
        .elsewhere("SN10001", declaration: 73, row: 3, by: certificate),
        .noDevice(declaration: 71, row: 2, position: 7), .withdrawn(declaration: 71, row: 2, position: nil),
        .notCovered(declaration: 71, row: 2, position: 7, by: nil),
        .notCovered(declaration: 71, row: 2, position: nil, by: certificate),
    ]

    private static func opening() throws -> [OpeningRefusal] {
        let tally = DeclareTally(
            rows: 20, included: 17, duplicates: 2, duplicateLines: [2, 4], underReview: 1, underReviewLines: [9],
            refusals: 0, refused: [])
        let (asked, waiting) = (try #require(Quantity(21, .pieces)), try #require(Quantity(20, .pieces)))
        return [
            .cutOffToCome(later, today: day), .cutOffDiffers("old-registry", stated: later, known: day),
            .afterCutOff(later, until: day), .changed(.lot, "LOT-7", 12), .changed(.declaration, "DEC-17", 31),
            .changed(.retirement, "RET-3", 44), .badLegacyID(longest: 80), .notAProvider("acme"),
            .rowsDiffer(column: "customer", line: 5), .rowRefused(.classMissing), .rowDuplicate, .rowUnderReview,
            .otherRow(line: 5), .notWhole(tally), .owedDiffers(stated: 240, follows: 239),
            .unknownLot("old-registry", "LOT-9"), .unknownDeclaration("old-registry", "DEC-9"),
            .unitDiffers(.grams, declaration: .pieces), .beneficiaryDiffers("Acme", declaration: "Acme GmbH"),
            .moreThanWaits(asked, waiting: waiting), .tooManyRuns(most: 1_000), .nothingToCertify(71),
        ]
    }

    private static let storage: [StorageError] = [
        .contention, .full, .corrupt, .notADatabase, .interrupted, .constraint(.unique, name: "lot.code"),
        .constraint(.notNull, name: ""), .constraint(.check, name: "lot_rule"), .constraint(.foreignKey, name: ""),
        .constraint(.raised, name: "append-only"), .constraint(.type, name: ""), .nulInText,
        .column("mass", expected: .integer), .newerSchema(found: ["m0009_later"]), .migrationChanged("m0001"),
        .transactionLost, .other(code: 10, message: "disk I/O error", sql: "SELECT 1"),
    ]

    private static let place = CSVPlace(line: 1_200, row: 1_199, column: 3)
    private static let csv: [CSVError] = [
        .encoding(.utf16), .notUTF8(place), .nul(place), .unterminatedQuote(place), .textAfterQuote(place),
        .quoteInText(place), .bareReturn(place), .tooFewCells(place, found: 2, expected: 3),
        .tooManyCells(place, found: 4, expected: 3), .cellTooLong(place, limit: 65_536),
        .rowTooLong(place, limit: 1_048_576), .tooManyColumns(place, limit: 1_024),
    ]

    private static let entry: [EntryError] = [
        .tooLarge(bytes: 70_000), .notCanonical(.notCanonical(offset: 9)), .malformed(.unknown(path: "weight")),
        .unknownVersion(2), .unknownKind("x"), .sealedPart(.declared),
    ]

    private static let weighing: [WeighingRefusal] = [
        .tareAboveGross(gross: 9, tare: 10), .netDiffers(stated: 1_651, gross: 1_660, tare: 10),
        .netAboveMost(10_000_000_001), .piecesAboveMost(100_000_001), .ticketLength(81),
    ]

    private static let mapping: [MappingRefusal] = [
        .malformed("serial"), .unknownField("foo"), .mappedTwice(.serial), .constantIdentifier(.serial),
        .missingColumn(.serial, column: "SN"), .columnTwice(.serial, column: "SN"), .noClass, .noIdentifier,
        .noHeading, .columnUnclear(.serial, columns: ["Serial No", "S/N"]), .unknownProfile("sap"),
        .profileUnclear("intune", "jamf"),
    ]

    private static let workbook: [WorkbookError] =
        [
            .oldOrEncrypted, .noWorkbook, .damaged(part: "xl/worksheets/sheet1.xml"),
            .documentType(part: "xl/sharedStrings.xml"), .tooManyParts(limit: 10_000), .tooLarge(limit: 134_217_728),
            .expandsTooMuch(part: "xl/sharedStrings.xml"), .tooManyMergedRanges(limit: 100_000),
            .unknownWorksheet("Geräte", has: ["Devices", "Notes"]), .worksheetUnclear(has: ["Devices", "Notes"]),
            .emptyWorkbook,
            .tooManyColumns(row: 12, limit: 1_024), .cellTooLong(row: 12, column: 3, limit: 65_536),
            .rowTooLong(row: 12, limit: 1_048_576), .outOfOrder(row: 12), .rangesOverlap(row: 12),
            .unlikeASheet(part: "xl/styles.xml"), .notAWorkbook,
        ] + ForeignKind.allCases.map { .otherKind($0) }

    private static let typesetting: [TypesettingError] = [
        .typefaceMissing(file: "Lato-Regular.ttf", package: "fonts-lato"),
        .typefaceUnreadable(file: "Lato-Regular.ttf", code: "1046"), .characterNotSet("U+4E2D"),
        .textTooLong(most: 200_000), .tooHigh, .tooManyPages(most: 2_000), .codeTooLong(most: 1_000),
        .attachmentTooLarge(most: 128 << 20), .library(code: "1015"),
    ]

    private static let encoding: [TextEncodingError] = [
        .notUTF16(offset: 4_711), .notWindows1252(offset: 4_711), .noByteOrderMark,
        .otherMark(given: .windows1252, found: .utf16LittleEndian),
    ]

    private static let json: [JSONError] = [
        .tooLarge(bytes: 70_000, limit: 60_000), .tooDeep(offset: 80, limit: 64), .byteOrderMark,
        .unexpectedEnd(offset: 4), .unexpectedByte(0x70, offset: 0), .trailingBytes(offset: 9), .notUTF8(offset: 3),
        .controlCharacter(offset: 3), .badEscape(offset: 3), .loneSurrogate(offset: 3),
        .duplicateName("code", offset: 0), .badNumber(offset: 3), .numberOutOfRange(offset: 3),
        .notExactInteger(offset: 3), .notCanonical(offset: 3),
    ]

    private static let record: [JSONReadError] = [
        .missing(path: "code"), .wrongKind(path: "counted", expected: .bool, found: .string), .unknown(path: "cod"),
        .outOfRange(path: "shareMax"), .malformed(path: "from"),
    ]
}
