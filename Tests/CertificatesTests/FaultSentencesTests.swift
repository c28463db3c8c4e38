import CanonicalJSON
import Foundation
import Journal
import Primitives
import Programmes
import Testing
import TransparencyLog
import Wording

@testable import Certificates

/// What an auditor is told: each check, each fault and each caveat, in both languages.
@Suite struct FaultSentencesTests {
    private static let evidence: [EvidenceFault] = [
        .missing(.declared, .declaration(31)), .missing(.facilityRecorded, .facility("accra")),
        .missing(.lotVerified, .lot("GH-2026-014")), .missing(.partyRecorded, .party("verity")),
        .missing(.registryOpened, .registry), .missing(.certificateIssued, .certificate), .twice(7), .notNeeded(7),
        .retirements(1_001), .sealedMissing(36), .sealedPart(36), .issuer("did:example:1"),
        .order(later: 21, earlier: 36), .otherCustomer(31), .otherBeneficiary(31),
        .beneficiary(36), .beneficiaryDigest(36), .unit(36),
        .units(36), .unitsTwice(36), .classes(31), .range(36), .rangesOverlap(36, 37),
        .verdict(21, rule: "capacity"), .verifier(21), .verifierSignature(21), .scrap(12), .mixed(36), .takenOver(36),
        .missing(.takenOver, .takenOver(12)), .coverage(declaration: 31, .count), .cut(36),
    ]

    private static let proofs: [ProofFault] = [
        .missing, .malformed(.missing(path: "proof.type")), .notOurSuite, .context, .value,
        .unknownMethod("did:web:registry.example#key-2"), .signature,
    ]

    private static func checks() throws -> [CheckFault] {
        let day = try #require(Day("2026-11-22"))
        let key = try #require(IssuerKey(seed: [UInt8](repeating: 7, count: 32))).didKey
        return [
            .credential(.otherSpelling), .didDocument(.identifier), .proof(.signature), .evidence(.issuer("x")),
            .issuerDiffers, .keyNotInJournal(key), .documentKeys, .keyRevoked(key), .envelope(.form),
            .envelope(.differs),
            .envelope(.signature), .logKey, .checkpoint(.notSignedByLog), .originDiffers,
            .inclusion(sequence: 36, .wrongLength(3)), .issuedDiffers, .figures(["credentialSubject.total.mass"]),
            .statusList(.list(.encoding)), .statusListForeign("https://registry.example/status/revocation/2"),
            .statusListEarly(day), .statusListMissing(.revocation), .revoked(asOf: day), .suspended(asOf: day),
        ]
    }

    private static let journals: [JournalFault] = [
        .checkpoint(.malformed), .bundle(path: "tile/entries/000.p/54", .cutShort(entry: 3)),
        .entry(sequence: 7, .unknownVersion(2)), .spelling(sequence: 7),
        .root(found: .emptyTree, expected: Hash(of: [1])), .sealedEntry(sequence: 31, .tooLarge(bytes: 70_000)),
        .sealedDigest(sequence: 31),
        .refused(.retired, ReplayRefusal(clause: .rangeFollows, sequence: 36, facts: [])), .origin, .earlier,
    ]

    private static func histories() throws -> [JournalFault] {
        let log = try VerifierKey(
            text: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
        let root = try #require(Digest(Hash.emptyTree.bytes))
        let continued = ContinuedLog(
            origin: "registry.example", logKey: log.text, size: 1_234, root: root, kept: 1_200)
        let whole = ContinuedLog(origin: "registry.example", logKey: log.text, size: 1_234, root: root, kept: 1_234)
        let faults: [HistoryFault] = [
            .restored(entries: 1_200, remembered: 1_234), .shrunk(entries: 1, remembered: 1_234),
            .forked(entries: 1_234),
            .parted(after: 1_200, before: 1_234), .rewritten(before: 1_234), .changed(sequence: 1_233),
            .otherLog(found: log, remembered: log), .ended(continued, found: log), .ended(whole, found: log),
        ]
        return faults.map { .history($0) }
    }

    private static let devices: [DeviceFault] = [
        .otherCertificate(MiniRegistry.id(0xC1)), .otherCredential, .otherDeclaration(31), .path(.wrongLength(3)),
        .rows(1_201), .notCovered(row: 1_200), .units(row: 2), .checkpoint(.notSignedByLog), .otherLog,
        .forked(size: 1_234), .inclusion(.wrongLength(3)), .otherEntry(36), .otherRow, .noPosition(41, of: 40),
        .positionPath(.wrongLength(3)),
    ]

    @Test func sentencesReadAsTheyWereReviewed() throws {
        let phrases: [any Phrase] =
            try CertificateCheck.allCases + Self.checks() + Self.proofs + Self.evidence + Self.journals
            + Self.histories() + Caveat.allCases + DeviceCheck.allCases + Self.devices + DeviceCaveat.allCases
        let text = phrases.map { "en \($0.english)\nfr \($0.french)\n" }.joined(separator: "\n")
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden/verification.txt")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}
