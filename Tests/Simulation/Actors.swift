/// Thinks out what the actors do next. Most know their trade and look at what there is; some mistake the lot, the quantity,
/// or what they are allowed.
struct Actors {
    var dice: Dice
    private var lotsMade = 0
    private var ticketsMade = 0
    private var devicesMade = 0
    private var papersMade = 0
    private var agenda: Step?
    /// What is really in a lot, which each scale shows more or less.
    private var truths: [String: (mass: Int, count: Int)] = [:]

    init(_ dice: Dice) { self.dice = dice }

    private static let weights: [(Kind, Int)] = [
        (.recordParty, 3), (.publishProgramme, 4), (.publishStandard, 4), (.recordFacility, 4), (.treatedForOthers, 4),
        (.approveCollector, 4), (.consent, 5), (.seal, 20), (.weigh, 74), (.weighTogether, 8),
        (.voidWeighing, 11), (.verifyByKey, 44),
        (.requestVerification, 44), (.verifyBySignature, 36), (.reject, 5), (.impugn, 21), (.uphold, 20),
        (.reverse, 20), (.shorten, 18),
        (.declare, 18), (.identify, 10), (.withdrawRows, 10), (.withdrawAll, 7), (.setPrice, 6), (.invoice, 16),
        (.pay, 12), (.match, 16), (.cancelPromise, 6), (.retire, 20),
        (.retireAll, 10), (.certify, 24), (.replace, 10), (.takeOverLot, 8), (.takeOverDeclaration, 12),
        (.takeOverRetirement, 14),
        (.certifyTakenOver, 9),
    ]

    mutating func next(_ model: Model) -> Step {
        defer { agenda = nil }
        if let agenda, dice.happens(80) { return agenda }
        // Whoever runs the programme sees that something else is there for what is doubted, or takes a promise back so that it is.
        if model.certificates.contains(where: { $0.standing == .suspended }), dice.happens(25) {
            let (replaceable, provider) = (model.replaceable, Member(name: "ama", party: "provo"))
            if !replaceable.isEmpty { return Step(by: provider, action: .replace(dice.one(of: replaceable))) }
            if let claim = model.claimInTheWay {
                return Step(by: provider, action: .cancelPromise(claim.declaration, claim.lot))
            }
        }
        while true {
            let kind = kind()
            // Few ask for what there is nothing to do with.
            if dice.happens(12) || hasWork(for: kind, model) { return step(kind, model) }
        }
    }

    /// What somebody did often leads to what they do next.
    mutating func follow(_ step: Step, _ model: Model) {
        switch step.action {
        case .requestVerification(let lot):
            agenda = Step(by: step.by, action: .verifyBySignature(lot, flawed: dice.happens(6)))
        case .retire(let declaration, _):
            agenda = Step(by: step.by, action: .certify(CutPlan(declaration: declaration)))
        case .impugn:
            // Somebody tries to get a new certificate for what stands in one that is suspended.
            let suspended = model.certificates.filter { $0.standing == .suspended }
            let spared = suspended.first { certificate in
                certificate.retirements.contains {
                    model.lots[model.claims[model.retirements[$0].claim].lot]?.standing == .verified
                }
            }
            guard let spared else { return }
            let declaration = model.declarations(of: spared)[0]
            agenda = Step(
                by: Member(name: "ama", party: "provo"), action: .certify(CutPlan(declaration: declaration)))
        default: break
        }
    }

    private mutating func kind() -> Kind {
        var left = dice.below(Self.weights.reduce(0) { $0 + $1.1 })
        for (kind, weight) in Self.weights {
            if left < weight { return kind }
            left -= weight
        }
        preconditionFailure("one kind is always chosen")
    }

    private func hasWork(for kind: Kind, _ model: Model) -> Bool {
        func isThere(_ standing: Standing) -> Bool { model.lots.values.contains { $0.standing == standing } }
        switch kind {
        case .verifyByKey, .requestVerification: return !lotsToVerify(model).isEmpty
        case .verifyBySignature: return !lotsToSign(model).isEmpty
        case .impugn: return isThere(.verified)
        case .uphold, .reverse, .shorten: return isThere(.impugned)
        case .replace: return !model.replaceable.isEmpty
        case .pay: return model.declarations.contains { $0.invoice != nil && !$0.isPaid }
        case .certify: return !model.uncertified(CutPlan()).isEmpty
        case .takeOverRetirement: return !model.openings.lots.isEmpty && !model.openings.declarations.isEmpty
        case .certifyTakenOver:
            return model.declarations.indices.contains { !model.uncertifiedOld($0).isEmpty }
        case .retire, .retireAll:
            return model.claims.contains { !$0.units.isEmpty && model.lots[$0.lot]?.standing == .verified }
        case .recordParty, .publishProgramme, .publishStandard, .recordFacility, .treatedForOthers, .approveCollector,
            .consent, .seal, .weigh, .weighTogether, .voidWeighing, .reject, .declare, .identify, .withdrawRows,
            .withdrawAll, .setPrice, .invoice,
            .match, .takeOverLot, .takeOverDeclaration,
            .cancelPromise:
            return true
        }
    }

    private mutating func step(_ kind: Kind, _ model: Model) -> Step {
        let action = action(kind, model)
        return Step(by: by(action, model), action: action)
    }

    private mutating func action(_ kind: Kind, _ model: Model) -> Action {
        switch kind {
        case .recordParty: return party(model)
        case .publishProgramme: return programme(model)
        case .publishStandard: return standard(model)
        case .recordFacility: return facility(model)
        case .treatedForOthers:
            return .treatedForOthers(
                dice.one(of: ["accra", "lome", dice.happens(20) ? "nowhere" : "accra"]),
                year: Calendar.year(model.today) + (dice.happens(20) ? 1 : 0), grams: dice.within(0...9_000))
        case .approveCollector: return approval(model)
        case .consent: return consent(model)
        case .seal: return .seal(seal(model))
        case .weigh: return .weigh(weigh(model))
        case .weighTogether: return together(model)
        case .voidWeighing: return voiding(model)
        case .verifyByKey: return .verifyByKey(lotToVerify(model), flawed: dice.happens(6))
        case .requestVerification: return .requestVerification(lotToVerify(model))
        case .verifyBySignature:
            let asked = lotsToSign(model)
            let lot = asked.isEmpty || dice.happens(10) ? lot(model, [.sealed]) : dice.one(of: asked)
            return .verifyBySignature(lot, flawed: dice.happens(6))
        case .reject: return .reject(lot(model, [.sealed]))
        case .impugn: return .impugn(lotWithMost(model))
        case .uphold: return .uphold(lot(model, [.impugned]))
        case .reverse: return .reverse(lot(model, [.impugned]))
        case .shorten:
            let lot = lot(model, [.impugned])
            // Most find less than was verified, by a little or by much; some as much.
            let (mass, count) = (model.lots[lot]?.mass ?? 1_000, model.lots[lot]?.count)
            let part = dice.happens(10) ? 100 : dice.within(1...99)
            return .shorten(
                lot, mass: max(1, dice.happens(30) ? mass : mass * part / 100),
                count: dice.happens(4) ? nil : count.map { max(1, dice.happens(30) ? $0 : $0 * part / 100) })
        case .declare: return .declare(declare(model))
        case .identify: return identification(model)
        case .withdrawRows: return withdrawal(model)
        case .withdrawAll: return .withdrawAll(declaration(model) { !$0.isRetired })
        case .setPrice: return price(model)
        case .invoice: return invoice(model)
        case .pay: return payment(model)
        case .match: return .match
        case .cancelPromise:
            let claims = model.claims.filter { !$0.units.isEmpty }
            guard !claims.isEmpty, dice.happens(85) else {
                return .cancelPromise(declaration(model) { _ in true }, lot(model, [.sealed, .verified]))
            }
            let claim = dice.one(of: claims)
            return .cancelPromise(claim.declaration, claim.lot)
        case .retire:
            let most = dice.happens(50) ? dice.one(of: [0, 1, 2, 3, 7, 40]) : nil
            return .retire(declaration(model) { $0.isPromised }, most: most)
        case .retireAll: return .retireAll
        case .certify: return .certify(cut(model))
        case .replace:
            let replaceable = model.replaceable
            if !replaceable.isEmpty, dice.happens(85) { return .replace(dice.one(of: replaceable)) }
            return .replace(dice.below(model.certificates.count + 1))
        case .takeOverLot: return oldLot(model)
        case .takeOverDeclaration: return oldDeclaration(model)
        case .takeOverRetirement: return oldRetirement(model)
        case .certifyTakenOver:
            let due = model.declarations.indices.filter { !model.uncertifiedOld($0).isEmpty }
            return .certifyTakenOver(
                due.isEmpty || dice.happens(10) ? declaration(model) { $0.isRetired } : dice.one(of: due))
        }
    }

    /// A member that may, most of the time; now and then anybody, or nobody we know.
    private mutating func by(_ action: Action, _ model: Model) -> Member {
        func members(_ codes: [String]) -> [Member] {
            codes.flatMap { code in (model.parties[code]?.members ?? []).sorted().map { Member(name: $0, party: code) }
            }
        }
        let everybody = members(model.parties.keys.sorted())
        if dice.happens(2) { return Member(name: "nobody", party: dice.one(of: ["provo", "nowhere"])) }
        if dice.happens(6) { return dice.one(of: everybody) }
        if case .verifyBySignature(let lot, _) = action, let request = model.requests[lot], dice.happens(90) {
            return request.by
        }
        let toVerify: String? =
            switch action {
            case .verifyByKey(let lot, _), .requestVerification(let lot): lot
            default: nil
            }
        if let lot = toVerify.flatMap({ model.lots[$0] }), dice.happens(80) {
            let parties = ["vero", "prova"].filter {
                model.verdicts(on: lot, by: Member(name: "", party: $0)).allSatisfy(\.passes)
            }
            if !parties.isEmpty { return dice.one(of: members([dice.one(of: parties)])) }
        }
        switch action {
        case .reject, .uphold, .reverse, .shorten:
            if dice.happens(75) { return dice.one(of: members(["vero"])) }
        default: break
        }
        if case .voidWeighing(_, let weighing?) = action, weighing < model.weighings.count, dice.happens(85) {
            let others = everybody.filter {
                $0.party != model.weighings[weighing].by.party
                    && (model.has("provider", $0.party) || model.has("recycler", $0.party))
            }
            if !others.isEmpty { return dice.one(of: others) }
        }
        if case .weigh(let plan) = action, let lot = model.lots[plan.lot], dice.happens(90) {
            let concerned = [lot.provider, lot.collector, model.facilities[plan.facility]?.party ?? lot.provider]
            return dice.one(of: members(concerned))
        }
        if case .weighTogether(let plan, let lots) = action, dice.happens(90) {
            let owners = lots.compactMap { model.lots[$0]?.provider }
            return dice.one(of: members([model.facilities[plan.facility]?.party ?? "recya"] + owners))
        }
        if case .withdrawAll(let index) = action, index < model.declarations.count, dice.happens(70) {
            return dice.one(of: members([model.declarations[index].customer]))
        }
        if case .identify(let index, _) = action, index < model.declarations.count, dice.happens(80) {
            return dice.one(of: members([model.declarations[index].customer]))
        }
        if case .declare(let plan) = action, model.parties[plan.customer] != nil, dice.happens(70) {
            return dice.one(of: members([plan.customer]))
        }
        let able = everybody.filter { (try? model.require(action.kind, $0)) != nil }
        return able.isEmpty ? dice.one(of: everybody) : dice.one(of: able)
    }
}

// Rules and facts.
extension Actors {
    private mutating func party(_ model: Model) -> Action {
        papersMade += 1
        if dice.happens(50) {
            return .recordParty("client\(papersMade)", ModelParty(roles: ["customer"], members: ["odo"]))
        }
        if dice.happens(4) { return .recordParty("keeper", ModelParty(roles: ["customer"], members: ["kay"])) }
        // Somebody joins, or who joined leaves; roles and key stay.
        let code = dice.one(of: model.parties.keys.sorted())
        var party = model.parties[code] ?? ModelParty(roles: [], members: [])
        let name = "joined\(dice.below(3))"
        if party.members.contains(name) { party.members.remove(name) } else { party.members.insert(name) }
        return .recordParty(code, party)
    }

    private mutating func programme(_ model: Model) -> Action {
        let code = dice.one(of: ["phones", "weight", dice.happens(5) ? "fresh\(papersMade)" : "phones"])
        let newest = model.programmes[code]?.last
        let number = (newest?.number ?? 0) + (dice.happens(12) ? dice.below(3) : 1)
        let standards = code == "weight" ? ["counted", "bulk"] : ["counted"]
        return .publishProgramme(
            ModelProgramme(
                code: code, number: max(1, number), from: model.today + (dice.happens(8) ? -3 : dice.below(4)),
                pieces: code == "weight" ? nil : ["notebook": 3], ratio: code == "weight" ? [3, 2] : [1, 1],
                classes: ["smartphone", "notebook"], standards: dice.happens(4) ? ["unheard-of"] : standards,
                scrap: ["smartphone", "feature-phone"], countries: dice.happens(70) ? [] : ["GH"],
                lotAgeMax: dice.one(of: [nil, nil, 40, 90]), forwards: dice.happens(75),
                forwardAgeMax: dice.one(of: [nil, 3, 10]), shareMax: dice.one(of: [1_000, 1_000, 600, 250]),
                whenPaid: dice.happens(30)))
    }

    private mutating func standard(_ model: Model) -> Action {
        let code = dice.one(of: ["counted", "bulk"])
        let number = (model.standards[code]?.count ?? 0) + (dice.happens(12) ? dice.below(3) : 1)
        let counted = code == "counted"
        return .publishStandard(
            ModelStandard(
                code: code, number: max(1, number), from: model.today + (dice.happens(8) ? -3 : dice.below(6)),
                classes: dice.happens(5) ? ["unheard-of"] : ["smartphone", "feature-phone"], counted: counted,
                basis: counted ? "removed removed" : "included removed", massTolerance: dice.one(of: [50, 80]),
                countTolerance: 100, band: counted ? ModelDays(first: 1, last: dice.one(of: [400, 150])) : nil,
                certifications: counted ? ["r2"] : [], evidence: counted ? ["weight-ticket"] : [],
                collectorApproved: counted, independentVerifier: !counted && dice.happens(50)))
    }

    private mutating func facility(_ model: Model) -> Action {
        let code = dice.one(of: ["accra", "lome"])
        let always = ModelDays(first: 19_000, last: 30_000)
        let lapsed = ModelDays(first: 19_000, last: model.today - dice.below(20))
        let party = dice.happens(8) ? dice.one(of: ["provo", "nowhere"]) : code == "accra" ? "recyo" : "recya"
        let year = Calendar.year(model.today)
        return .recordFacility(
            code,
            ModelFacility(
                party: party, country: code == "accra" ? "GH" : "TG", permits: [dice.happens(94) ? always : lapsed],
                certifications: dice.happens(94) ? ["r2": always] : dice.happens(50) ? [:] : ["r2": lapsed],
                capacity: [year - 1: 200_000, year: dice.within(40_000...300_000), year + 1: 200_000]))
    }

    private mutating func approval(_ model: Model) -> Action {
        let first = model.today - dice.below(200)
        return .approveCollector(
            dice.one(of: ["colla", "collo", "collo", dice.happens(10) ? "provo" : "colla"]),
            ModelDays(first: first, last: first + (dice.happens(8) ? -1 : dice.within(60...300))))
    }

    private mutating func consent(_ model: Model) -> Action {
        papersMade += 1
        let first = model.today - dice.below(60)
        return .consent(
            "consent\(dice.happens(10) ? 0 : papersMade)",
            ModelConsent(
                from: "TG", to: "GH", days: ModelDays(first: first, last: first + (dice.happens(8) ? -1 : 90))))
    }
}

// Lots.
extension Actors {
    private mutating func lot(_ model: Model, _ standings: Set<Standing>) -> String {
        let fit = model.lotCodes.filter { standings.contains(model.lots[$0]?.standing ?? .rejected) }
        if !fit.isEmpty, dice.happens(92) { return dice.recent(of: fit) }
        return model.lotCodes.isEmpty || dice.happens(10) ? "NO-LOT" : dice.one(of: model.lotCodes)
    }

    /// A verified lot, rather one of which something is retired.
    private mutating func lotWithMost(_ model: Model) -> String {
        let used = model.lotCodes.filter {
            model.lots[$0]?.standing == .verified && !(model.lots[$0]?.numbered ?? []).isEmpty
        }
        return used.isEmpty || dice.happens(40) ? lot(model, [.verified]) : dice.one(of: used)
    }

    private mutating func lotToVerify(_ model: Model) -> String {
        let ready = lotsToVerify(model)
        return ready.isEmpty || dice.happens(12) ? lot(model, [.sealed]) : dice.one(of: ready)
    }

    /// Sealed lots that the independent body may verify now.
    private func lotsToVerify(_ model: Model) -> [String] {
        model.lotCodes.filter { code in
            guard let lot = model.lots[code], lot.standing == .sealed, lot.mass != nil else { return false }
            return model.verdicts(on: lot, by: Member(name: "ida", party: "vero")).allSatisfy(\.passes)
        }
    }

    /// Sealed lots for which a signature was asked that would still be good.
    private func lotsToSign(_ model: Model) -> [String] {
        model.requests.keys.sorted().filter { code in
            guard let lot = model.lots[code], lot.standing == .sealed, let request = model.requests[code] else {
                return false
            }
            return model.verdicts(on: lot, by: request.by) == request.verdicts
        }
    }

    private mutating func seal(_ model: Model) -> SealPlan {
        lotsMade += 1
        let code = dice.happens(4) ? "LOT-1" : "LOT-\(lotsMade)"
        let count = dice.within(4...60)
        truths[code] = truths[code] ?? (mass: count * dice.within(8...70) + dice.below(9), count: count)
        let last = model.today - dice.below(20) + (dice.happens(2) ? 5 : 0)
        let standard = dice.happens(2) ? "unheard-of" : dice.one(of: ["counted", "counted", "bulk"])
        let collector = dice.happens(3) ? "provo" : dice.one(of: ["collo", "colla"])
        var seals = ["S-\(dice.happens(4) ? 1 : lotsMade)"]
        if dice.happens(2) { seals.append(seals[0]) }
        return SealPlan(
            lot: code, scrap: dice.happens(3) ? "notebook" : dice.one(of: ["smartphone", "feature-phone"]),
            country: dice.happens(93) ? "GH" : "TG", collected: ModelDays(first: last - dice.below(12), last: last),
            standard: standard, collector: collector, seals: dice.happens(95) ? seals : [],
            bags: (0..<dice.below(3)).map { "B-\(lotsMade)-\($0)" },
            evidence: dice.happens(96) ? ["weight-ticket", "shipment"] : [],
            exclusive: dice.happens(97) ? ["provo", "prova", "collo", "colla", "recyo", "recya"] : ["provo"])
    }

    private mutating func weigh(_ model: Model) -> WeighPlan {
        let code = lotToWeigh(model)
        let truth = truths[code] ?? (mass: 500, count: 10)
        let done = Set(model.weighings.filter { $0.lot == code && !$0.voided }.map(\.stage))
        let stage = dice.happens(85) ? [0, 1, 2].first { !done.contains($0) } ?? dice.below(3) : dice.below(3)
        var (net, pieces) = (truth.mass * dice.within(985...1_015) / 1_000, truth.count)
        switch dice.below(100) {
        case 0..<6: net = net * dice.within(300...950) / 1_000
        case 6..<8: net = net * dice.within(1_050...1_400) / 1_000
        case 8..<9: net = 0
        case 9..<14: pieces = max(1, pieces * dice.within(300...1_000) / 1_000)
        case 14..<15: pieces = 0
        case 15..<16: pieces = net + 1
        default: break
        }
        if dice.happens(25), model.claims.contains(where: { $0.lot == code && !$0.units.isEmpty }) {
            // A recount of what is promised already.
            if dice.happens(50) { net = net * dice.within(50...700) / 1_000 }
            pieces = max(1, pieces * dice.within(50...700) / 1_000)
        }
        let counted = model.lots[code]?.standard.counted ?? true
        ticketsMade += 1
        let day = model.today - dice.below(3) + (dice.happens(2) ? 4 : 0)
        // Mostly after what comes before it.
        let steps =
            ([model.lots[code]?.collected.last ?? 0]
            + model.weighings.filter { $0.lot == code && !$0.voided && $0.stage <= stage }.map(\.day)).max() ?? 0
        let right = counted ? "removed removed" : "included removed"
        return WeighPlan(
            lot: code, stage: stage, facility: dice.happens(2) ? "nowhere" : dice.happens(98) ? "accra" : "lome",
            day: dice.happens(95) ? max(day, steps) : day, net: net,
            pieces: dice.happens(94) ? pieces : nil, basis: dice.happens(97) ? right : "included included",
            ticket: dice.happens(60) ? "T-\(dice.happens(3) ? 1 : ticketsMade)" : nil,
            evidence: dice.happens(20) ? ["treatment-record"] : [], exclusive: [])
    }

    /// One scale for two or three lots that came together, now and then for lots that nothing is known of.
    private mutating func together(_ model: Model) -> Action {
        let plan = weigh(model)
        let sealed = model.lotCodes.filter { code in
            model.lots[code]?.standing == .sealed
                && model.weighings.contains { $0.lot == code && !$0.voided && $0.stage <= plan.stage && $0.net > 0 }
        }
        var lots = sealed.isEmpty || dice.happens(12) ? [plan.lot] : []
        for _ in 0..<dice.within(2...3) where !sealed.isEmpty { lots.append(dice.one(of: sealed)) }
        if !dice.happens(5) { lots = Set(lots).sorted() }
        let nets = lots.map { truths[$0]?.mass ?? 500 }.reduce(0, +)
        let counts = lots.map { truths[$0]?.count ?? 10 }.reduce(0, +)
        let whole = plan.share(
            of: plan.lot, net: nets * dice.within(985...1_015) / 1_000, pieces: plan.pieces == nil ? nil : counts)
        return .weighTogether(whole, lots)
    }

    /// A sealed lot that lacks a weighing, most of the time.
    private mutating func lotToWeigh(_ model: Model) -> String {
        let lacking = model.lotCodes.filter { code in
            model.lots[code]?.standing == .sealed
                && Set(model.weighings.filter { $0.lot == code && !$0.voided }.map(\.stage)).count < 3
        }
        return lacking.isEmpty || dice.happens(14) ? lot(model, [.sealed]) : dice.recent(of: lacking)
    }

    private mutating func voiding(_ model: Model) -> Action {
        let standing = model.weighings.indices.filter {
            !model.weighings[$0].voided && model.lots[model.weighings[$0].lot]?.standing == .sealed
        }
        guard !standing.isEmpty, dice.happens(90) else {
            let any = model.weighings.isEmpty ? nil : dice.below(model.weighings.count + 1)
            return .voidWeighing(lot(model, [.sealed]), any)
        }
        // Rather one that is far from what the lot is.
        let wrong = standing.filter { index in
            let weighing = model.weighings[index]
            guard let truth = truths[weighing.lot] else { return false }
            return abs(weighing.net - truth.mass) * 20 > truth.mass || (weighing.pieces ?? truth.count) != truth.count
        }
        let weighing = wrong.isEmpty || dice.happens(40) ? dice.one(of: standing) : dice.one(of: wrong)
        return .voidWeighing(dice.happens(95) ? model.weighings[weighing].lot : lot(model, [.sealed]), weighing)
    }
}

// Declarations.
extension Actors {
    private struct Look {
        let isPromised: Bool
        let isRetired: Bool
    }

    private mutating func declaration(_ model: Model, _ wanted: (Look) -> Bool) -> Int {
        guard !model.declarations.isEmpty, !dice.happens(3) else { return model.declarations.count }
        let promised = Set(model.claims.filter { !$0.units.isEmpty }.map(\.declaration))
        let retired = Set(model.retirements.filter(\.live).map { model.claims[$0.claim].declaration })
        let fit = model.declarations.indices.filter {
            wanted(Look(isPromised: promised.contains($0), isRetired: retired.contains($0)))
        }
        return fit.isEmpty || dice.happens(10) ? dice.below(model.declarations.count) : dice.recent(of: fit)
    }

    private mutating func price(_ model: Model) -> Action {
        let programme = dice.happens(8) ? "unheard-of" : dice.one(of: ["phones", "weight"])
        return .setPrice(
            programme, from: model.today - dice.within(0...40), dice.within(0...5_000),
            perPiece: dice.happens(94) ? programme != "weight" : programme == "weight")
    }

    private mutating func invoice(_ model: Model) -> Action {
        papersMade += 1
        let due = model.declarations.indices.filter { !model.declarations[$0].isPaid }
        let index = due.isEmpty || dice.happens(8) ? declaration(model) { _ in true } : dice.recent(of: due)
        let reference = "I\(dice.happens(10) ? dice.within(1...papersMade) : papersMade)"
        return .invoice(index, reference, dice.happens(20) ? dice.within(0...900) : nil)
    }

    private mutating func payment(_ model: Model) -> Action {
        let due = model.declarations.indices.filter {
            model.declarations[$0].invoice != nil && !model.declarations[$0].isPaid
        }
        guard !due.isEmpty, dice.happens(88) else { return .pay(declaration(model) { _ in true }, "I1") }
        let index = dice.one(of: due)
        return .pay(index, dice.happens(92) ? model.declarations[index].invoice?.reference ?? "I1" : "I0")
    }

    /// Of something that is to be certified, most of the time, and in one way or in two.
    private mutating func cut(_ model: Model) -> CutPlan {
        let due = model.uncertified(CutPlan())
        guard !due.isEmpty, dice.happens(88) else {
            switch dice.below(4) {
            case 0: return CutPlan(declaration: declaration(model) { $0.isRetired })
            case 1: return CutPlan(document: "PO\(dice.within(0...papersMade + 1))")
            case 2: return CutPlan(customer: dice.one(of: ["custa", "custo", "custu", "collo", "nowhere"]))
            default:
                let from = model.today + dice.within(-4...1)
                return CutPlan(from: from, to: from + dice.within(-1...2))
            }
        }
        let retirement = model.retirements[dice.one(of: due)]
        let index = model.claims[retirement.claim].declaration
        let declaration = model.declarations[index]
        var cut = CutPlan()
        for _ in 0...dice.below(2) {
            switch dice.below(6) {
            case 0, 1: cut.declaration = index
            case 2: cut.document = declaration.document
            case 3: cut.beneficiary = declaration.beneficiary
            case 4: cut.customer = declaration.customer
            default: (cut.from, cut.to) = (retirement.day - dice.below(3), dice.happens(50) ? model.today : nil)
            }
        }
        return cut
    }

    private mutating func withdrawal(_ model: Model) -> Action {
        let index = declaration(model) { _ in true }
        guard index < model.declarations.count else { return .withdrawRows(index, [1]) }
        let declaration = model.declarations[index]
        let retired = model.claims(of: index).reduce(into: Set<Int>()) { $0.formUnion(model.liveRetired($1)) }
        let free = declaration.rows.indices.filter { row in
            let units = declaration.rows[row].first..<declaration.rows[row].end
            return !units.contains { retired.contains($0) } && !units.allSatisfy(declaration.withdrawn.contains)
        }
        guard !free.isEmpty, dice.happens(85) else {
            return .withdrawRows(index, [dice.within(0...declaration.rows.count + 1)])
        }
        return .withdrawRows(index, (0...dice.below(3)).map { _ in dice.one(of: free) + 1 })
    }

    /// Devices for lines that have room, some of which were declared before.
    private mutating func identification(_ model: Model) -> Action {
        let withLines = model.declarations.indices.filter { index in
            model.declarations[index].rows.contains { $0.line != nil && $0.quantity > $0.attached.count }
        }
        let index =
            withLines.isEmpty || dice.happens(10) ? declaration(model) { _ in true } : dice.recent(of: withLines)
        let lines = index < model.declarations.count ? model.declarations[index].rows.compactMap(\.line) : []
        return .identify(
            index,
            (0...dice.below(5)).map { _ in
                devicesMade += 1
                let device = dice.happens(40) ? dice.within(1...devicesMade) : devicesMade
                var row = RowPlan(deviceClass: "smartphone")
                row.line = lines.isEmpty || dice.happens(10) ? dice.within(1...9) : dice.one(of: lines)
                if dice.happens(70) {
                    row.imei = "\(35_000_000_000_019 + device * 7)"
                } else {
                    row.serial = "QX\(device)Z"
                    row.maker = dice.one(of: ["LENOVO", nil])
                }
                if dice.happens(10) { row.tag = "TAG\(device)" }
                return row
            })
    }

    mutating func declare(_ model: Model) -> DeclarePlan {
        papersMade += 1
        let customers = ["custa", "custa", "custo", "custu"] + (dice.happens(3) ? ["nowhere"] : [])
        let programme = dice.happens(2) ? "unheard-of" : dice.one(of: ["phones", "phones", "weight"])
        return DeclarePlan(
            customer: dice.one(of: customers), beneficiary: dice.happens(25) ? "a common friend" : nil,
            programme: programme,
            day: model.today - dice.below(3) + (dice.happens(2) ? 5 : 0),
            document: "PO\(dice.happens(10) ? 1 : papersMade)", life: dice.happens(92) ? 1 : 2,
            rows: (0...dice.below(7)).map { _ in row(programme == "weight") })
    }

    private mutating func row(_ byWeight: Bool) -> RowPlan {
        devicesMade += 1
        var row = RowPlan(deviceClass: dice.happens(80) ? "smartphone" : "notebook")
        // One in seven was declared before, perhaps.
        let device = dice.happens(14) ? dice.within(1...devicesMade) : devicesMade
        if byWeight, dice.happens(90) { row.grams = dice.within(1...60) }
        switch dice.below(10) {
        case 0..<5: row.imei = "\(35_000_000_000_019 + device * 7)" + (dice.happens(20) ? "00" : "")
        case 5..<7:
            row.serial = "QX\(device)Z"
            row.maker = dice.one(of: ["LENOVO", "HP", nil])
        case 7: row.tag = "TAG\(device)"
        default:
            row.line = dice.within(1...9)
            row.quantity = dice.within(1...(byWeight ? 3 : 12))
        }
        if dice.happens(20), row.line == nil { row.tag = "TAG\(device)" }
        guard dice.happens(7) else { return row }
        row.mistaken = true
        switch dice.below(3) {
        case 0: row.deviceClass = "gramophone"
        case 1: row.imei = "35000000000"
        default:
            row.quantity = 2
            row.imei = "\(36_000_000_000_013 + device)"
        }
        return row
    }
}
