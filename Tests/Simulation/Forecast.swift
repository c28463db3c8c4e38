extension Model {
    /// What a command should do here and now.
    func forecast(_ step: Step) -> Forecast {
        var after = self
        do {
            return try after.take(step)
        } catch let refusal as Refusal {
            return .refused(refusal.name)
        } catch {
            preconditionFailure("the model throws refusals only: \(error)")
        }
    }

    private mutating func take(_ step: Step) throws -> Forecast {
        // A declaration is read before anybody asks whose it is.
        if case .declare(let plan) = step.action {
            try declare(plan, by: step.by)
            return .accepted([self])
        }
        // A cut is made before it is asked for.
        if case .certify(let cut) = step.action, let from = cut.from, let to = cut.to, to < from {
            throw Refusal("daysReversed")
        }
        try requireMember(step.by)
        if case .verifyBySignature(let lot, let flawed) = step.action {
            return try verifyBySignature(lot, by: step.by, flawed: flawed)
        }
        try require(step.kind, step.by)
        switch step.action {
        case .recordParty(let code, let party): try recordParty(code, party)
        case .publishProgramme(let programme): try publish(programme)
        case .publishStandard(let standard): try publish(standard)
        case .recordFacility(let code, let facility): try record(code, facility)
        case .treatedForOthers(let facility, let year, let grams): try treatedForOthers(facility, year, grams)
        case .approveCollector(let collector, let days): try approve(collector, days)
        case .consent(let code, let consent): try self.consent(code, consent)
        case .seal(let plan): try seal(plan, by: step.by)
        case .weigh(let plan): try weigh(plan, by: step.by)
        case .weighTogether(let plan, let lots): try weighTogether(plan, lots, by: step.by)
        case .voidWeighing(let lot, let weighing): try voidWeighing(lot, weighing, by: step.by)
        case .verifyByKey(let lot, let flawed): return try verifyByKey(lot, by: step.by, flawed: flawed)
        case .requestVerification(let lot): return try requestVerification(lot, by: step.by)
        case .reject(let lot): try reject(lot, by: step.by)
        case .impugn(let lot): try impugn(lot)
        case .uphold(let lot): try uphold(lot, by: step.by)
        case .reverse(let lot): try reverse(lot, by: step.by)
        case .shorten(let lot, let mass, let count): try shorten(lot, mass: mass, count: count, by: step.by)
        case .identify(let declaration, let devices): try identify(declaration, devices, by: step.by)
        case .withdrawRows(let declaration, let rows): try withdraw(declaration, rows: rows, by: step.by)
        case .withdrawAll(let declaration): try withdraw(declaration, rows: nil, by: step.by)
        case .setPrice(let programme, let from, let amount, let perPiece):
            try setPrice(programme, from: from, amount, perPiece ? .pieces : .grams)
        case .invoice(let declaration, let reference, let amount): try invoice(declaration, reference, amount)
        case .pay(let declaration, let reference): try pay(declaration, reference)
        case .match: match()
        case .cancelPromise(let declaration, let lot): try cancelPromise(declaration, lot)
        case .retire(let declaration, let most): try retire(declaration, most: most)
        case .retireAll: return .accepted(try retireAll())
        case .certify(let cut): try certify(cut)
        case .replace(let certificate): try replace(certificate: certificate)
        case .takeOverLot(let lot, let until): try takeOver(lot, until: until)
        case .takeOverDeclaration(let plan, let legacy, let until): try takeOver(plan, legacy: legacy, until: until)
        case .takeOverRetirement(let plan, let until): try takeOver(plan, until: until)
        case .certifyTakenOver(let declaration): try certifyTakenOver(declaration)
        case .declare, .verifyBySignature: preconditionFailure("taken above")
        }
        return .accepted([self])
    }

    private mutating func verifyByKey(_ code: String, by: Member, flawed: Bool) throws -> Forecast {
        let verdicts = verdicts(on: try mayBeVerified(code, by: by), by: by)
        guard verdicts.allSatisfy(\.passes) else { return .heldBack(verdicts) }
        guard !flawed else { throw Refusal("signatureWrong") }
        return verified(code)
    }

    private mutating func requestVerification(_ code: String, by: Member) throws -> Forecast {
        let verdicts = verdicts(on: try mayBeVerified(code, by: by), by: by)
        guard verdicts.allSatisfy(\.passes) else { return .heldBack(verdicts) }
        requests[code] = ModelRequest(by: by, day: today, verdicts: verdicts)
        return .accepted([self])
    }

    private mutating func verifyBySignature(_ code: String, by: Member, flawed: Bool) throws -> Forecast {
        _ = try lot(code)
        guard let request = requests[code], request.by == by else { throw Refusal("nothingToSign") }
        guard today - request.day <= 30 else { throw Refusal("factsChanged") }
        try require(.verifyBySignature, by)
        let verdicts = verdicts(on: try mayBeVerified(code, by: by), by: by)
        guard verdicts.allSatisfy(\.passes) else { return .heldBack(verdicts) }
        guard request.verdicts == verdicts else { throw Refusal("factsChanged") }
        guard !flawed else { throw Refusal("signatureWrong") }
        return verified(code)
    }

    private mutating func verified(_ code: String) -> Forecast {
        lots[code]?.standing = .verified
        requests[code] = nil
        return .accepted([self])
    }

    /// One transaction a declaration that something is promised to.
    private mutating func retireAll() throws -> [Model] {
        var stages: [Model] = []
        for declaration in declarations.indices
        where claims(of: declaration).contains(where: { !claims[$0].units.isEmpty }) {
            try retire(declaration, most: nil)
            stages.append(self)
        }
        return stages.isEmpty ? [self] : stages
    }
}
