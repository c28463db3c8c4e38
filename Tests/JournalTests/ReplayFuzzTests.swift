import Journal
import JournalStories
import Lots
import Primitives
import Programmes
import Testing

/// SplitMix64: the seed alone decides.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

/// Nothing that can be written in an entry makes a replay trap: with all clauses, with none and with some.
@Suite struct ReplayFuzzTests {
    @Test(arguments: UInt64(0)..<200) func neverTraps(seed: UInt64) {
        var random = SplitMix(state: seed)
        let good = ValueJournal.good()
        for round in 0..<8 {
            var journal =
                round == 0 ? good : (ForgedJournal.all.randomElement(using: &random)?.journal(from: good) ?? good)
            for _ in 0..<Int.random(in: 1...24, using: &random) { disturb(&journal, &random) }
            let some = Set(Clause.allCases.filter { _ in Bool.random(using: &random) })
            #expect(
                (try? journal.replay(enforcing: [])) != nil
                    && (try? journal.replay(enforcing: [], publicly: true)) != nil)
            for clauses in [Set(Clause.allCases), some] {
                // Whether it is taken is not the question.
                _ = try? journal.replay(enforcing: clauses)
                _ = try? journal.replay(enforcing: clauses, publicly: true)
            }
        }
    }

    private func disturb(_ journal: inout ValueJournal, _ random: inout SplitMix) {
        let count = journal.entries.count
        guard count > 2 else { return }
        let (one, other) = (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
        switch Int.random(in: 0..<10, using: &random) {
        case 0: journal.remove(at: one)
        case 1: journal.repeatEntry(at: one)
        case 2: journal.swapEntries(one, other)
        case 3:
            let sealed = journal.entries[other].sealed
            journal.change(at: one) { $0.sealed = sealed }
        case 4: journal.change(at: one) { $0.actor = $0.actor == nil ? recycler : nil }
        default:
            journal.change(at: one) { entry in
                entry.open = bent(entry.open, &random)
                entry.sealed = entry.sealed.map { bent($0, &random) }
            }
        }
    }

    private func bent(_ open: OpenPart, _ random: inout SplitMix) -> OpenPart {
        switch open {
        case .lotWeighed(let weighed):
            return .lotWeighed(
                LotWeighed(
                    lot: weighed.lot, stage: Stage.allCases.randomElement(using: &random) ?? .receipt,
                    facility: weighed.facility, day: Bool.random(using: &random) ? .last : weighed.day,
                    gross: mass(&random), tare: mass(&random), net: mass(&random),
                    pieces: Bool.random(using: &random) ? Pieces(count(&random)) : nil, basis: weighed.basis,
                    claimable: weighed.claimable,
                    shared: weighed.shared.map {
                        WeighingShare(
                            first: Bool.random(using: &random) ? $0.first : number(&random), gross: mass(&random),
                            tare: mass(&random), net: mass(&random), pieces: $0.pieces, lots: $0.lots)
                    }))
        case .weighingVoided(let voided):
            return .weighingVoided(
                WeighingVoided(
                    lot: voided.lot, weighing: number(&random), cause: voided.cause, claimable: voided.claimable))
        case .facilityDeclared(let declared):
            return .facilityDeclared(
                FacilityDeclared(facility: declared.facility, year: Int(number(&random)), grams: mass(&random)))
        case .facilityRecorded(let facility):
            return .facilityRecorded(
                Facility(
                    code: facility.code, party: facility.party, name: facility.name, country: facility.country,
                    timeZone: facility.timeZone, permits: facility.permits, certifications: facility.certifications,
                    capacity: [2026: mass(&random)]))
        case .standardPublished(let standard):
            return .standardPublished(
                SupplyStandard(
                    version: standard.version, from: standard.from, classes: standard.classes,
                    counted: standard.counted,
                    basis: standard.basis, massTolerance: Int(number(&random)), countTolerance: Int(number(&random)),
                    gramsPerPiece: standard.gramsPerPiece, certifications: standard.certifications,
                    evidence: standard.evidence, collectorApproved: standard.collectorApproved,
                    reusePrices: [ReusePrice(from: .first, currency: "GHS", minorUnits: number(&random))],
                    independentVerifier: standard.independentVerifier))
        case .programmePublished(let programme):
            let supply = supply(
                lotAgeMax: Int(number(&random)), forwards: Bool.random(using: &random), shareMax: Int(number(&random)))
            return .programmePublished(
                Programme(
                    version: programme.version, from: programme.from, trigger: programme.trigger,
                    obligation: .pieces(["smartphone": Pieces(count(&random)) ?? .zero]), classes: programme.classes,
                    massBases: programme.massBases, massAgeMax: programme.massAgeMax, supply: supply,
                    promiseWhenPaid: Bool.random(using: &random)))
        case .shipmentConsented(let consent):
            return .shipmentConsented(
                ShipmentConsented(
                    consent: consent.consent, from: consent.from, to: consent.to, first: .last, last: .first,
                    waste: consent.waste))
        case .promised(let promised):
            return .promised(Promised(lot: promised.lot, claims: promised.claims.map { bent($0, &random) }))
        case .released(let released):
            return .released(
                Released(lot: released.lot, cause: released.cause, claims: released.claims.map { bent($0, &random) }))
        case .retired(let retired):
            return .retired(
                Retired(
                    lot: Bool.random(using: &random) ? "B" : retired.lot, claim: retired.claim,
                    quantity: amount(&random), grams: range(&random), beneficiary: retired.beneficiary))
        case .retirementReversed(let reversed):
            return .retirementReversed(
                RetirementReversed(retirement: number(&random), lot: reversed.lot, cause: reversed.cause))
        case .certificateIssued(let issued):
            return .certificateIssued(
                CertificateIssued(
                    certificate: issued.certificate, credential: issued.credential,
                    retirements: issued.retirements + [number(&random)], list: Int(number(&random)),
                    index: Int(number(&random))))
        case .takenOver(let takenOver):
            guard case .retirement(let retired) = takenOver.thing else { return open }
            return .takenOver(
                TakenOver(
                    from: takenOver.system,
                    .retirement(
                        RetirementTakenOver(
                            lot: Bool.random(using: &random) ? number(&random) : retired.lot, day: retired.day,
                            quantity: amount(&random), grams: range(&random), beneficiary: retired.beneficiary))))
        case .registryOpened, .keyAdded, .keyRevoked, .massesPublished, .partyRecorded, .collectorApproved, .lotSealed,
            .lotVerified,
            .lotRejected, .lotImpugned, .lotUpheld, .lotReversed, .lotShortened, .declared, .identified, .withdrawn,
            .declarationPaid, .certificateStatus:
            return open
        }
    }

    private func bent(_ sealed: SealedPart, _ random: inout SplitMix) -> SealedPart {
        switch sealed {
        case .declared(let papers):
            return .declared(
                DeclarationPapers(
                    customer: papers.customer, programme: papers.programme, day: papers.day, owed: amount(&random),
                    classes: papers.classes.map {
                        ClassSum(deviceClass: $0.deviceClass, devices: number(&random), owed: number(&random))
                    }, beneficiary: papers.beneficiary, document: papers.document, tags: number(&random),
                    tagRoot: papers.tagRoot))
        case .identified(let identification):
            return .identified(
                Identification(
                    declaration: identification.declaration,
                    positions: [
                        PositionRun(
                            row: number(&random), first: number(&random), count: number(&random), units: range(&random))
                    ], tags: number(&random), tagRoot: identification.tagRoot))
        case .withdrawn(let withdrawal):
            return .withdrawn(
                Withdrawal(declaration: withdrawal.declaration, units: [range(&random), range(&random)]))
        case .paid(let payment):
            return .paid(Payment(declaration: number(&random), reference: payment.reference, day: payment.day))
        case .retired(let papers):
            return .retired(
                RetirementPapers(
                    beneficiary: papers.beneficiary, declaration: papers.declaration,
                    units: [range(&random), range(&random)], salt: papers.salt))
        case .takenOver(let papers):
            switch papers.thing {
            case .lot: return sealed
            case .declaration: return .takenOver(TakenOverPapers(legacy: papers.legacy, .declaration(number(&random))))
            case .retirement(let opened):
                return .takenOver(
                    TakenOverPapers(
                        legacy: papers.legacy,
                        .retirement(
                            RetirementPapers(
                                beneficiary: opened.beneficiary, declaration: opened.declaration,
                                units: [range(&random), range(&random)], salt: opened.salt))))
            }
        case .declarations(let sequences): return .declarations(sequences + [number(&random)])
        case .actorOnly, .collectorApproved, .shipmentConsented, .lotSealed, .lotWeighed, .lotVerified: return sealed
        }
    }

    private func bent(_ part: ClaimQuantity, _ random: inout SplitMix) -> ClaimQuantity {
        ClaimQuantity(claim: part.claim, programme: part.programme, quantity: amount(&random))
    }

    private func number(_ random: inout SplitMix) -> Int64 {
        let ends: [Int64] = [.min, -1, 0, 1, 2, 40, 1_000, 131_072, 1_000_000_000_000_000, .max - 1, .max]
        return ends.randomElement(using: &random) ?? 0
    }

    private func count(_ random: inout SplitMix) -> Int64 {
        let ends: [Int64] = [0, 1, 990, 98_000, 100_000_000, 10_000_000_000, 1_000_000_000_000_000]
        return ends.randomElement(using: &random) ?? 0
    }

    private func mass(_ random: inout SplitMix) -> Grams { Grams(count(&random)) ?? .zero }

    private func amount(_ random: inout SplitMix) -> Quantity {
        quantity(count(&random), Bool.random(using: &random) ? .pieces : .grams)
    }

    private func range(_ random: inout SplitMix) -> Range<Int64> {
        let (one, other) = (number(&random), number(&random))
        return min(one, other)..<max(one, other)
    }
}
