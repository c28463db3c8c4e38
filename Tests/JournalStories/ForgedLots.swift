import Journal
import Lots
import Primitives
import Programmes

// Registers and lots: what was recorded, sealed, weighed, verified and doubted (R and S).
extension ForgedJournal {
    static let registers: [ForgedJournal] = [
        .open(.sequenceRuns, "an entry was taken out before the last") { journal in
            let next = journal.next
            journal.change("reversed B") { $0.statedSequence = next }
        },
        .open(.openedFirst, "a second registry opened in the same journal") { journal in
            journal.append(
                .registryOpened(RegistryOpened(origin: "other.example", logKey: "k", issuer: "did:web:other.example")))
        },
        .open(.continuesAnother, "a log that goes on from itself") { journal in
            journal.change(at: 0) { step in
                step.open = .registryOpened(
                    RegistryOpened(
                        origin: "registry.example", logKey: "k", issuer: "did:web:registry.example",
                        continues: [
                            ContinuedLog(origin: "registry.example", logKey: "old", size: 9, root: digest(1), kept: 8)
                        ]))
            }
        },
        .open(.continuesAnother, "a log that kept more than there was") { journal in
            journal.change(at: 0) { step in
                step.open = .registryOpened(
                    RegistryOpened(
                        origin: "registry.example", logKey: "k", issuer: "did:web:registry.example",
                        continues: [
                            ContinuedLog(origin: "other.example", logKey: "old", size: 9, root: digest(1), kept: 10)
                        ]))
            }
        },
        .open(.continuesAnother, "a log that kept more of an older log than of the one between") { journal in
            journal.change(at: 0) { step in
                step.open = .registryOpened(
                    RegistryOpened(
                        origin: "registry.example", logKey: "k", issuer: "did:web:registry.example",
                        continues: [
                            ContinuedLog(origin: "first.example", logKey: "a", size: 9, root: digest(1), kept: 9),
                            ContinuedLog(origin: "second.example", logKey: "b", size: 20, root: digest(2), kept: 8),
                        ]))
            }
        },
        .open(.keyAddedOnce, "a key that is named again") { journal in
            journal.append(.keyAdded(KeyAdded(purpose: .certificates, key: issuerKeys[0])))
        },
        .open(.keyAddedOnce, "another key of an issuer that is a key") { journal in
            journal.change(at: 0) { step in
                step.open = .registryOpened(
                    RegistryOpened(origin: "registry.example", logKey: "k", issuer: issuerKeys[1]))
            }
        },
        .open(.keyRevokedOnce, "a key that nobody named is revoked") { journal in
            journal.append(.keyRevoked(KeyRevoked(key: "did:key:z6Mkstranger", cause: .lost)))
        },
        .open(.keyRevokedOnce, "a key that was compromised is said to be lost") { journal in
            journal.append(.keyRevoked(KeyRevoked(key: issuerKeys[0], cause: .lost)))
        },
        .open(.keyStands, "the key that signs is revoked before another is named") { journal in
            journal.append(.keyRevoked(KeyRevoked(key: issuerKeys[1], cause: .compromised)))
        },
        .sealed(.sealedFits, "the sealed part of another kind") { journal in
            journal.change("reversed B") { $0.sealed = .declarations([]) }
        },
        .open(.versionsRun, "version 3 of a programme after version 1") { journal in
            journal.programme("one-for-one/3", .pieces([:]), supply: supply())
        },
        .open(.figuresInRange, "a programme that gives one declaration more than a lot") { journal in
            journal.programme("one-for-one/2", .pieces([:]), supply: supply(shareMax: 1_001))
        },
        .open(.figuresInRange, "a consent that ends before it begins") { journal in
            journal.append(
                .shipmentConsented(
                    ShipmentConsented(
                        consent: "NG-GH-2", from: "NG", to: "GH", first: day("2027-01-01"), last: day("2026-12-31"),
                        waste: .y49)), .shipmentConsented([digest(4)]))
        },
        .open(.figuresInRange, "a consent of a country to itself") { journal in
            journal.append(
                .shipmentConsented(
                    ShipmentConsented(
                        consent: "NG-NG-1", from: "NG", to: "NG", first: day("2026-01-01"), last: day("2026-12-31"),
                        waste: .y49)), .shipmentConsented([digest(4)]))
        },
        .open(.recyclerRuns, "a facility run by a provider") { $0.facility(party: "closing") },
        .open(.verifierKeyed, "a verifier without a key") { $0.party("newcomer", [.verifier]) },
        .open(.facilityKnown, "tonnage of a facility that nobody recorded") { journal in
            journal.append(.facilityDeclared(FacilityDeclared(facility: "nowhere", year: 2026, grams: 1)))
        },
        .open(.facilityKnown, "a weighing at a facility that nobody recorded") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 100, 1, leaves: claimable(100, 1), at: "nowhere")
        },
        .open(.consentOnce, "a consent recorded again for another year") { journal in
            journal.append(
                .shipmentConsented(
                    ShipmentConsented(
                        consent: "NG-GH-1", from: "NG", to: "GH", first: day("2027-01-01"), last: day("2027-12-31"),
                        waste: .y49)), .shipmentConsented([digest(4)]))
        },
    ]

    static let sealings: [ForgedJournal] = [
        .open(.lotSealedOnce, "a lot sealed again") { $0.seal("A") },
        .open(.lotKnown, "a lot rejected that was never sealed") { journal in
            journal.append(.lotRejected(LotTurned(lot: "X", cause: .verifierRefused)))
        },
        .open(.providerKnown, "a lot of a recycler") { $0.seal("F", provider: "recell") },
        .open(.standardKnown, "a lot under a standard that was never published") { $0.seal("F", standard: "phones/9") },
        .open(.standardInForce, "a lot collected before its standard") { $0.seal("F", from: "2024-12-31") },
        .open(.scrapInStandard, "a lot of a class its standard does not speak of") { $0.seal("F", scrap: "notebook") },
        .open(.weighedWhileSealed, "a verified lot weighed again") { journal in
            journal.weigh("A", .treatment, net: 98_500, nil, leaves: claimable(98_000, 990))
        },
        .open(.weighedWhileSealed, "a weighing of a verified lot voided") { journal in
            journal.append(
                .weighingVoided(
                    WeighingVoided(
                        lot: "A", weighing: journal.at("collected A"), cause: .wrongLot,
                        claimable: claimable(98_000, 990))), by: recycler)
        },
        .open(.netFollows, "a net that is not gross minus tare") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 1_000, 10, leaves: claimable(1_000, 10), gross: 7_000)
        },
        .open(.weighingInRange, "a weighing of more than a lot can be") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 10_000_000_001, nil, leaves: nil, basis: batteryOut)
        },
        .open(.claimableFollows, "more claimable than was weighed") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 1_000, 10, leaves: claimable(1_001, 10))
        },
        .open(.claimableFollows, "a weighing on another basis that lowers the mass") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 1_000, 10, leaves: claimable(1_000, 10))
            journal.weigh("F", .receipt, net: 900, 10, leaves: claimable(900, 10), basis: batteryOut)
        },
        .open(.lotRule, "the count lowered without trimming") { journal in
            journal.cut(before: "trimmed B")
            journal.weigh("B", .receipt, net: 49_000, 490, leaves: claimable(49_000, 490), by: recycler)
        },
        .open(.lotRule, "a lot promised beyond its pieces") { journal in
            let declaration = journal.declare(pieces(500), under: "one-for-one/1")
            journal.promise("A", [(9, "one-for-one/1", pieces(99), declaration)])
        },
        .open(.lotRule, "a promise from a lot that was never weighed") { journal in
            let declaration = journal.declare(pieces(1), under: "one-for-one/1")
            journal.seal("F")
            journal.promise("F", [(9, "one-for-one/1", pieces(1), declaration)])
        },
        .open(.voidedOnce, "a weighing voided twice") { journal in
            journal.cut(after: "voided")
            journal.append(
                .weighingVoided(
                    WeighingVoided(
                        lot: "A", weighing: journal.at("typo"), cause: .typingError,
                        claimable: claimable(100_000, 1_000))), by: recycler)
        },
        .open(.sharesTogether, "a lot sealed between the shares of a weighing") { journal in
            journal.twoLots("F", "G")
            journal.seal("H")
            journal.swapEntries(journal.entries.count - 2, journal.entries.count - 1)
        },
        .open(.sharesTogether, "a weighing over three lots of which two have shares") { journal in
            journal.twoLots("F", "G")
            for index in journal.entries.indices.suffix(2) { journal.changeShare(at: index) { ($0.first, 3, $0.net) } }
            journal.seal("H")
        },
        .open(.sharesTogether, "shares that say another whole") { journal in
            journal.twoLots("F", "G")
            journal.changeShare(at: journal.entries.count - 1) { ($0.first, $0.lots, 39_002) }
        },
        .open(.sharesTogether, "a first share that names an earlier weighing") { journal in
            journal.twoLots("F", "G")
            for index in journal.entries.indices.suffix(2) {
                journal.changeShare(at: index) { ($0.first - 1, $0.lots, $0.net) }
            }
        },
        .open(.shareFollows, "the odd gram given to the smaller remainder") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 30_000, 300, leaves: claimable(30_000, 300))
            journal.seal("G")
            journal.weigh("G", .collection, net: 10_000, 100, leaves: claimable(10_000, 100))
            journal.weighTogether(
                .receipt, net: 39_001, tare: 0, nil,
                among: [
                    ("F", 29_250, 0, nil, claimable(29_250, 300)), ("G", 9_751, 0, nil, claimable(9_751, 100)),
                ])
        },
        .open(.shareFollows, "shares that sum to more than the scale showed") { journal in
            journal.wholeLot("H")
            journal.wholeLot("I")
            journal.weighTogether(
                .treatment, net: 20_000, tare: 0, nil,
                among: [
                    ("H", 10_000, 0, nil, claimable(10_000, 100)), ("I", 10_001, 0, nil, claimable(10_000, 100)),
                ])
        },
        .open(.shareFollows, "a share of a lot that was never weighed") { journal in
            journal.wholeLot("F")
            journal.seal("G")
            journal.weighTogether(
                .treatment, net: 20_000, tare: 0, nil,
                among: [("F", 10_000, 0, nil, claimable(10_000, 100)), ("G", 10_000, 0, nil, claimable(10_000, nil))])
        },
        .open(.voidedTogether, "one share of a weighing voided and the other left") { journal in
            journal.twoLots("F", "G")
            journal.void("F", journal.next - 2, leaves: claimable(30_000, nil))
            journal.seal("H")
        },
        .sealed(.voidedBySecond, "a weighing voided by who weighed") { journal in
            journal.change("voided") { $0.actor = provider }
        },
    ]

    static let verifications: [ForgedJournal] = [
        .open(.claimableSound, "a lot of nothing verified") { journal in
            journal.seal("F", standard: "scrap/1")
            for stage in Stage.allCases { journal.weigh("F", stage, net: 0, nil, leaves: nil) }
            journal.verify(
                "F", claimable(1, nil), notApplicable: [.border, .countAgreement, .gramsPerPiece])
        },
        .open(.claimableFollows, "verified at more than was weighed") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_100, 100))
        },
        .open(.oneVerdictEach, "a rule without a verdict") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100)) { $0.removeAll { $0.rule == "capacity" } }
        },
        .open(.oneVerdictEach, "a verdict of a rule that is none") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100)) { verdicts in
                verdicts.append(JournalVerdict(rule: "goodwill", outcome: "pass", facts: [:]))
            }
        },
        .open(.nothingAgainst, "verified although a rule lacked its facts") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100)) { verdicts in
                verdicts.removeAll { $0.rule == "uniqueness" }
                verdicts.append(JournalVerdict(rule: "uniqueness", outcome: "missing", facts: [:]))
            }
        },
        .open(.permitHeld, "treated after the permit had ended") { journal in
            journal.facility(permitTo: "2026-03-04")
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.certificationHeld, "treated after the certification had ended") { journal in
            journal.facility(certifiedTo: "2026-03-04")
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.capacityKept, "more treated than the facility can") { journal in
            journal.facility(capacity: 1_156_899)
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.massesAgree, "a tenth lost on the way") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 10_000, 100, leaves: claimable(10_000, 100))
            journal.weigh("F", .receipt, net: 10_000, 100, leaves: claimable(10_000, 100))
            journal.weigh("F", .treatment, net: 9_000, 100, leaves: claimable(9_000, 100))
            journal.verify("F", claimable(9_000, 100))
        },
        .open(.countsAgree, "a tenth of the pieces lost on the way") { journal in
            journal.seal("F")
            journal.weigh("F", .collection, net: 10_000, 100, leaves: claimable(10_000, 100))
            journal.weigh("F", .receipt, net: 10_000, 90, leaves: claimable(10_000, 90))
            journal.weigh("F", .treatment, net: 10_000, 90, leaves: claimable(10_000, 90))
            journal.verify("F", claimable(10_000, 90))
        },
        .open(.bandKept, "phones of ten grams") { journal in
            journal.wholeLot("F", net: 10_000, count: 1_000)
            journal.verify("F", claimable(10_000, 1_000))
        },
        .open(.bandKept, "the band called not applicable") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), notApplicable: [.border, .gramsPerPiece])
        },
        .open(.borderConsented, "over a border without consent") { journal in
            journal.wholeLot("F", country: "TG")
            journal.verify("F", claimable(10_000, 100), notApplicable: [])
        },
        .open(.borderConsented, "a border called not applicable") { journal in
            journal.wholeLot("F", country: "NG")
            journal.verify("F", claimable(10_000, 100))
        },
        .sealed(.borderConsented, "over a border without papers") { journal in
            journal.wholeLot("F", country: "NG", evidence: [.photo, .weightTicket])
            journal.verify("F", claimable(10_000, 100), notApplicable: [])
        },
        .sealed(.collectorApproved, "a collector whom nobody approved") { journal in
            journal.wholeLot("F", collector: "yaw")
            journal.verify("F", claimable(10_000, 100))
        },
        .sealed(.pricesUnder, "scrap paid as if it still worked") { journal in
            journal.wholeLot("F", price: 60_000_000)
            journal.verify("F", claimable(10_000, 100))
        },
        .sealed(.evidenceComplete, "no photo") { journal in
            journal.wholeLot("F", evidence: [.weightTicket])
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.verifierKnown, "verified by nobody known") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), verifier: "nobody")
        },
        .open(.verifierKey, "verified with another key") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), key: "did:key:z6MkSomebodyElse")
        },
        .open(.assuranceHeld, "a second person called an independent body") { journal in
            journal.party("house", [.verifier], key: "did:key:z6MkHouse", assurance: .secondPerson)
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), verifier: "house", key: "did:key:z6MkHouse")
        },
        .open(.assuranceHeld, "a second person where the standard asks for an independent body") { journal in
            journal.party("house", [.verifier], key: "did:key:z6MkHouse", assurance: .secondPerson)
            journal.wholeLot("F")
            journal.verify(
                "F", claimable(10_000, 100), verifier: "house", key: "did:key:z6MkHouse", assurance: .secondPerson)
        },
        .open(.verifierApart, "verified by who treated it") { journal in
            journal.party("recell", [.recycler, .verifier], key: "did:key:z6MkRecell", assurance: .independentBody)
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), verifier: "recell", key: "did:key:z6MkRecell")
        },
        .sealed(.verifierRecordedNothing, "verified by who weighed it") { journal in
            journal.wholeLot("F", by: Actor(member: "vera", party: "tuev"))
            journal.verify("F", claimable(10_000, 100))
        },
        .sealed(.verifierRecordedNothing, "verified by who collected it") { journal in
            journal.append(
                .collectorApproved,
                .collectorApproved(
                    CollectorApproved(
                        collector: "tuev", from: day("2025-01-01"), to: day("2027-12-31"), evidence: digest(5))))
            journal.wholeLot("F", collector: "tuev")
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.verifierSignature, "a signature of something else") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100), signature: [UInt8](repeating: 0, count: 64))
        },
    ]

    static let doubts: [ForgedJournal] = [
        .open(.lotTurns, "a lot upheld that nobody impugned") { journal in
            journal.append(.lotUpheld(LotTurned(lot: "A", cause: nil)))
        },
        .open(.lotTurns, "a rejected lot verified") { journal in
            journal.wholeLot("F")
            journal.append(.lotRejected(LotTurned(lot: "F", cause: .verifierRefused)))
            journal.verify("F", claimable(10_000, 100))
        },
        .open(.lotTurns, "a lot impugned before it was verified") { journal in
            journal.seal("F")
            journal.append(.lotImpugned(LotTurned(lot: "F", cause: .notShown)))
        },
        .open(.lotTurns, "a lot reversed that nobody impugned") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
            journal.append(.lotReversed(LotTurned(lot: "F", cause: .notShown)))
        },
        .open(.rejectedUnpromised, "a lot rejected under its promises") { journal in
            journal.cut(before: "trimmed B")
            journal.append(.lotRejected(LotTurned(lot: "B", cause: .verifierRefused)))
        },
        .open(.impugnedUncertified, "a lot impugned under live certificates") { journal in
            journal.cut(before: "suspended 0")
            journal.append(.lotImpugned(LotTurned(lot: "A", cause: .notShown)))
        },
        .open(.reversedEmpty, "a lot reversed and its retirements left") { journal in
            journal.cut(before: "reversed R3")
            journal.turn(0xC2, .revoked, .lotReversed)
            journal.append(.lotReversed(LotTurned(lot: "B", cause: .notShown)))
        },
        .open(.reversedUncertified, "a lot reversed and its certificate left") { journal in
            journal.cut(before: "revoked C2")
            journal.append(.lotReversed(LotTurned(lot: "B", cause: .notShown)))
        },
        .open(.reversedEmpty, "a lot reversed under a promise") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
            let declaration = journal.declare(pieces(1), under: "one-for-one/1")
            journal.promise("F", [(9, "one-for-one/1", pieces(1), declaration)])
            journal.append(.lotImpugned(LotTurned(lot: "F", cause: .notShown)))
            journal.append(.lotReversed(LotTurned(lot: "F", cause: .notShown)))
        },
        .open(.lotTurns, "a lot shortened that nobody impugned") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
            journal.shorten("F", claimable(9_000, 90))
        },
        .open(.lotTurns, "a shortened lot impugned anew") { journal in
            journal.doubtedLot("F")
            journal.shorten("F", claimable(9_000, 90))
            journal.append(.lotImpugned(LotTurned(lot: "F", cause: .notShown)))
        },
        .open(.shortenedLess, "a lot shortened to what it was") { journal in
            journal.doubtedLot("F")
            journal.shorten("F", claimable(10_000, 100))
        },
        .open(.shortenedLess, "a lot shortened to more pieces") { journal in
            journal.doubtedLot("F")
            journal.shorten("F", claimable(9_000, 101))
        },
        .open(.shortenedLess, "a counted lot shortened to one that is not") { journal in
            journal.doubtedLot("F")
            journal.reverse("F1", of: "F")
            journal.reverse("F2", of: "F")
            journal.shorten("F", claimable(9_000, nil))
        },
        .open(.shortenedFits, "a lot shortened below what is retired from it") { journal in
            journal.doubtedLot("F")
            journal.shorten("F", claimable(10_000, 79))
        },
        .open(.shortenedFits, "a lot shortened below the grams that are numbered") { journal in
            journal.doubtedLot("F")
            journal.shorten("F", claimable(7_999, 100))
        },
        .open(.shortenedFits, "a lot shortened under a promise") { journal in
            journal.wholeLot("F")
            journal.verify("F", claimable(10_000, 100))
            let declaration = journal.declare(pieces(1), under: "one-for-one/1")
            journal.promise("F", [(9, "one-for-one/1", pieces(1), declaration)])
            journal.append(.lotImpugned(LotTurned(lot: "F", cause: .notShown)))
            journal.shorten("F", claimable(9_000, 90))
        },
        .open(.livesAgain, "a certificate that lives again though a part of it was reversed") { journal in
            journal.doubtedLot("F")
            journal.reverse("F2", of: "F")
            journal.shorten("F", claimable(9_000, 90))
            journal.turn(0xD1, .live, .lotShortened)
        },
    ]
}
