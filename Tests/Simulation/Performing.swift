import Access
import Certificates
import Compensation
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Storage
import TransparencyLog

/// What a command answered.
enum Answer: Sendable {
    case done
    case heldBack([String: String])
}

/// One process at work on a registry, with the papers that its members show.
struct Hand: Sendable {
    let compensation: Compensation
    let documents: [String: Digest]

    /// Gives a command to the registry.
    func perform(_ step: Step, _ numbers: Numbers, pace: ImportPace) async throws -> Answer {
        let actor = Actor(member: code(step.by.name), party: code(step.by.party))
        switch step.action {
        case .recordParty(let name, let party):
            let record = record(name, party)
            try await compensation.registry.act(as: actor) { try $0.record(record) }
        case .publishProgramme(let programme): try await compensation.publish(value(programme), as: actor)
        case .publishStandard(let standard): try await compensation.publish(value(standard), as: actor)
        case .recordFacility(let name, let facility): try await compensation.record(value(name, facility), as: actor)
        case .treatedForOthers(let facility, let year, let grams):
            try await compensation.record(
                FacilityDeclared(facility: code(facility), year: year, grams: mass(grams)), as: actor)
        case .approveCollector(let collector, let days):
            try await compensation.approve(
                CollectorApproved(
                    collector: code(collector), from: day(days.first), to: day(days.last),
                    evidence: document("approval")),
                as: actor)
        case .consent(let name, let consent):
            try await compensation.record(
                ShipmentConsented(
                    consent: code(name), from: country(consent.from), to: country(consent.to),
                    first: day(consent.days.first), last: day(consent.days.last), waste: .y49),
                documents: [document("shipment")], as: actor)
        case .seal(let plan): try await compensation.seal(value(plan), as: actor)
        case .weigh(let plan): _ = try await compensation.weigh(value(plan), as: actor)
        case .weighTogether(let plan, let lots):
            let whole = try value(plan)
            _ = try await compensation.weigh(
                SharedWeighing(
                    lots: lots.map(code), place: whole.place, reading: whole.reading, pieces: whole.pieces,
                    basis: whole.basis, evidence: whole.evidence), as: actor)
        case .voidWeighing(let lot, let weighing):
            let sequence = weighing.flatMap { $0 < numbers.weighings.count ? numbers.weighings[$0] : nil } ?? 3
            _ = try await compensation.voidWeighing(sequence, of: code(lot), cause: .typingError, as: actor)
        case .verifyByKey(let lot, let flawed):
            let key = World.key(of: flawed ? "somebody else" : step.by.party)
            return answer(try await compensation.verify(lot: code(lot), as: actor) { key.signature(of: $0) })
        case .requestVerification(let lot):
            let request = try await compensation.requestVerification(lot: code(lot), as: actor)
            return request.bytes == nil ? .heldBack(outcomes(request.verdicts)) : .done
        case .verifyBySignature(let lot, let flawed):
            let key = World.key(of: flawed ? "somebody else" : step.by.party)
            let bytes = try await bytesToSign(lot)
            return answer(try await compensation.verify(lot: code(lot), signature: key.signature(of: bytes), as: actor))
        case .reject(let lot): try await compensation.reject(lot: code(lot), cause: .verifierRefused, as: actor)
        case .impugn(let lot): try await compensation.impugn(lot: code(lot), cause: .evidenceFalse, as: actor)
        case .uphold(let lot): try await compensation.uphold(lot: code(lot), as: actor)
        case .shorten(let lot, let truth, let count):
            _ = try await compensation.shorten(
                lot: code(lot), to: mass(truth), count: count.flatMap { Pieces(Int64($0)) }, cause: .notShown, as: actor
            )
        case .reverse(let lot): _ = try await compensation.reverse(lot: code(lot), cause: .notShown, as: actor)
        case .declare(let plan):
            try await compensation.declare(papers(plan), sheet: sheet(plan), as: actor, pace: pace)
        case .identify(let index, let devices):
            _ = try await compensation.identify(
                declaration: declaration(index, numbers), sheet: sheet(devices), as: actor)
        case .withdrawRows(let index, let rows):
            try await compensation.withdraw(
                declaration: declaration(index, numbers), rows: rows.map { Int64($0) }, as: actor)
        case .withdrawAll(let index):
            try await compensation.withdraw(declaration: declaration(index, numbers), rows: nil, as: actor)
        case .setPrice(let programme, let from, let amount, let perPiece):
            guard let each = Money(Int64(amount), currency: "EUR"),
                let price = ProgrammePrice(from: day(from), unit: perPiece ? .pieces : .grams, each: each)
            else { preconditionFailure("a price that none could set") }
            try await compensation.set(price, of: code(programme), as: actor)
        case .invoice(let index, let reference, let amount):
            _ = try await compensation.invoice(
                declaration: declaration(index, numbers), reference: reference,
                stating: amount.flatMap { Money(Int64($0), currency: "EUR") }, as: actor)
        case .pay(let index, let reference):
            try await compensation.recordPayment(
                declaration: declaration(index, numbers), reference: reference, as: actor)
        case .match: _ = try await compensation.match(as: actor)
        case .cancelPromise(let index, let lot):
            _ = try await compensation.cancelPromise(of: declaration(index, numbers), on: code(lot), as: actor)
        case .retire(let index, let most):
            _ = try await compensation.retire(
                declaration: declaration(index, numbers), most: most.map { Int64($0) }, as: actor)
        case .retireAll: _ = try await compensation.retire(declaration: nil, as: actor)
        case .certify(let plan):
            let cut = try CertificateCut(
                declaration: plan.declaration.map { declaration($0, numbers) }, document: plan.document,
                beneficiary: plan.beneficiary, customer: plan.customer.map(code), from: plan.from.map(day),
                to: plan.to.map(day))
            _ = try await compensation.certify(cut, as: actor)
        case .replace(let index):
            let sequence = numbers.certificates.indices.contains(index) ? numbers.certificates[index] : nil
            let certificate = try await compensation.certificates().first { $0.sequence == sequence }?.certificate
            _ = try await compensation.replace(
                certificate: certificate ?? RandomID([UInt8](repeating: 0, count: 16))!, as: actor)  // 16 bytes
        case .takeOverLot(let lot, let until):
            try told(await compensation.takeOver([value(lot)], from: system(until), .rowByRow, as: actor))
        case .takeOverDeclaration(let plan, let legacy, let until):
            let declaration = DeclarationToTakeOver(
                legacy: legacy, papers: papers(plan), sheet: sheet(plan), owed: nil)
            try told(
                await compensation.takeOver([declaration], from: system(until), .rowByRow, as: actor, pace: pace))
        case .takeOverRetirement(let plan, let until):
            try told(await compensation.takeOver([value(plan)], from: system(until), .allOrNothing, as: actor))
        case .certifyTakenOver(let index):
            _ = try await compensation.certifyTakenOver(declaration: declaration(index, numbers), as: actor)
        }
        return .done
    }

    /// What a list of one row came to, thrown where it was refused.
    private func told(_ rows: [ListedRow]) throws {
        if case .refused(let error)? = rows.first { throw error }
    }

    private func document(_ name: String) -> Digest {
        guard let digest = documents[name] else { preconditionFailure("no document \(name)") }
        return digest
    }

    private func bytesToSign(_ lot: String) async throws -> [UInt8] {
        let rows = try await compensation.registry.database.read { db in
            try db.run(
                """
                SELECT bytes FROM verification_request JOIN lot ON lot.id = verification_request.lot
                WHERE code = \(lot)
                """)
        }
        return try rows.first?.blob("bytes") ?? []
    }

    private func answer(_ outcome: GuardOutcome) -> Answer {
        switch outcome {
        case .verified: .done
        case .refused(let verdicts): .heldBack(outcomes(verdicts))
        }
    }

    private func outcomes(_ verdicts: [Verdict]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: verdicts.map { ($0.rule.rawValue, $0.outcome.rawValue) })
    }

    private func declaration(_ index: Int, _ numbers: Numbers) -> Int64 {
        index < numbers.declarations.count ? numbers.declarations[index] : 999_999
    }
}

// The plans in the registry's own values.
private func code(_ text: String) -> Code { Code(stringLiteral: text) }
private func country(_ text: String) -> Country { Country(stringLiteral: text) }
private func mass(_ grams: Int) -> Grams { Grams(integerLiteral: Int64(grams)) }
private func day(_ number: Int) -> Day {
    guard let day = Day(number: Int32(number)) else { preconditionFailure("no day \(number)") }
    return day
}

extension Hand {
    private func record(_ name: String, _ party: ModelParty) -> PartyRecord {
        PartyRecord(
            code: code(name), name: "Party \(name)", country: "GH",
            roles: Set(party.roles.compactMap(Role.init(rawValue:))),
            members: Set(party.members.map(code)),
            verifierKey: party.assurance == nil ? nil : World.key(of: name).didKey.text,
            assurance: party.assurance.flatMap(Assurance.init(rawValue:)))
    }

    private func value(_ programme: ModelProgramme) -> Programme {
        guard let version = Version(code(programme.code), programme.number),
            let ratio = Ratio(Int64(programme.ratio[0]), Int64(programme.ratio[1]))
        else { preconditionFailure("a programme that none could write") }
        let obligation: Obligation =
            programme.pieces.map { pieces in
                .pieces(
                    Dictionary(
                        uniqueKeysWithValues: pieces.map { (code($0.key), Pieces(integerLiteral: Int64($0.value))) }))
            } ?? .grams(ratio)
        return Programme(
            version: version, from: day(programme.from), trigger: .purchase, obligation: obligation,
            classes: programme.classes.map(code), massBases: [.stated, .deviceClass], massAgeMax: nil,
            supply: SupplyRule(
                standards: programme.standards.map(code), classes: programme.scrap.map(code),
                countries: programme.countries.map(country), lotAgeMax: programme.lotAgeMax,
                forwards: programme.forwards, forwardAgeMax: programme.forwardAgeMax, shareMax: programme.shareMax),
            promiseWhenPaid: programme.whenPaid)
    }

    private func value(_ standard: ModelStandard) -> SupplyStandard {
        guard let version = Version(code(standard.code), standard.number) else {
            preconditionFailure("a standard that none could write")
        }
        return SupplyStandard(
            version: version, from: day(standard.from), classes: standard.classes.map(code), counted: standard.counted,
            basis: basis(standard.basis), massTolerance: standard.massTolerance,
            countTolerance: standard.countTolerance,
            gramsPerPiece: standard.band.map { mass($0.first)...mass($0.last) },
            certifications: standard.certifications.map(code),
            evidence: standard.evidence.compactMap(EvidenceKind.init(rawValue:)),
            collectorApproved: standard.collectorApproved, reusePrices: [],
            independentVerifier: standard.independentVerifier)
    }

    private func value(_ name: String, _ facility: ModelFacility) -> Facility {
        Facility(
            code: code(name), party: code(facility.party), name: "Works of \(name)", country: country(facility.country),
            timeZone: "Africa/Accra",
            permits: facility.permits.map { Permit(number: "P-1", from: day($0.first), to: day($0.last)) },
            certifications: facility.certifications.sorted { $0.key < $1.key }.map { scheme, days in
                Certification(
                    scheme: code(scheme), number: "C-1", scope: "scrap", from: day(days.first), to: day(days.last))
            }, capacity: facility.capacity.mapValues(mass))
    }

    private func basis(_ text: String) -> WeighingBasis {
        let words = text.split(separator: " ")
        return WeighingBasis(
            battery: words[0] == "included" ? .included : .removed,
            packaging: words[1] == "included" ? .included : .removed)
    }

    private func files(_ evidence: [String], _ exclusive: [String]) -> [Evidence] {
        evidence.map { kind in
            guard let known = EvidenceKind(rawValue: kind) else { preconditionFailure("no evidence \(kind)") }
            return Evidence(kind: known, digest: document(kind), party: nil)
        } + exclusive.map { Evidence(kind: .exclusivity, digest: document("exclusivity"), party: code($0)) }
    }

    private func value(_ plan: SealPlan) -> LotToSeal {
        LotToSeal(
            lot: code(plan.lot), scrap: code(plan.scrap), country: country(plan.country),
            collected: day(plan.collected.first)...day(plan.collected.last), standard: code(plan.standard),
            collector: code(plan.collector), seals: plan.seals, bags: plan.bags,
            evidence: files(plan.evidence, plan.exclusive))
    }

    private func value(_ plan: WeighPlan) throws -> WeighingToRecord {
        let stages: [Stage] = [.collection, .receipt, .treatment]
        return WeighingToRecord(
            lot: code(plan.lot),
            place: try WeighingPlace(
                stage: stages[plan.stage], facility: code(plan.facility), day: day(plan.day), ticket: plan.ticket),
            reading: try ScaleReading(gross: mass(plan.net + 25), tare: 25, net: mass(plan.net)),
            pieces: plan.pieces.map { Pieces(integerLiteral: Int64($0)) }, basis: basis(plan.basis),
            evidence: files(plan.evidence, plan.exclusive))
    }

    private func system(_ until: Int) -> EarlierSystem { EarlierSystem(code: "ledger", until: day(until)) }

    private func value(_ lot: ModelOldLot) throws -> LotToTakeOver {
        LotToTakeOver(
            legacy: lot.legacy, provider: code(lot.provider), scrap: code(lot.scrap), country: "GH",
            collected: day(lot.last - 10)...day(lot.last),
            claimable: try ClaimableMass(
                mass: mass(lot.mass), count: lot.count.map { Pieces(integerLiteral: Int64($0)) }))
    }

    private func value(_ plan: OldRetirementPlan) -> RetirementToTakeOver {
        guard let quantity = Quantity(Int64(plan.quantity), plan.unit == "pieces" ? .pieces : .grams) else {
            preconditionFailure("a quantity that none could write")
        }
        return RetirementToTakeOver(
            legacy: plan.legacy, lot: plan.lot, declaration: plan.declaration, day: day(plan.day), quantity: quantity,
            beneficiary: nil)
    }

    private func papers(_ plan: DeclarePlan) -> DeclarationToMake {
        DeclarationToMake(
            customer: code(plan.customer), programme: code(plan.programme), day: day(plan.day),
            beneficiary: plan.name, document: plan.document, life: plan.life)
    }

    private func sheet(_ plan: DeclarePlan) -> DeclarationSheet { sheet(plan.rows) }

    private func sheet(_ rows: [RowPlan]) -> DeclarationSheet {
        var text = "class,imei,serial,maker,asset_tag,line,quantity,mass_g\n"
        for row in rows {
            let cells: [String?] = [
                row.deviceClass, row.imei, row.serial, row.maker, row.tag, row.line.map(String.init),
                row.quantity.map(String.init), row.grams.map(String.init),
            ]
            text += cells.map { $0 ?? "" }.joined(separator: ",") + "\n"
        }
        return DeclarationSheet(Array(text.utf8))
    }
}
