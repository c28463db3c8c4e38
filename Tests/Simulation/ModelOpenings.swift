// Balances of an earlier system: lots that nothing matches, declarations like any other, retirements that were made there.

struct ModelOldLot: Hashable {
    let legacy: String
    let provider: String
    let scrap: String
    /// Last day of collection.
    let last: Int
    let mass: Int
    let count: Int?
}

struct OldRetirementPlan: Hashable {
    let legacy: String
    let lot: String
    let declaration: String
    let day: Int
    let quantity: Int
    let unit: String
}

struct ModelOldRetirement {
    let plan: OldRetirementPlan
    /// Places of the lot and the declaration.
    let lot: Int
    let declaration: Int
    let units: Set<Int>
    let grams: Set<Int>
}

/// All that was taken over, in the order in which it was.
struct ModelOpenings {
    /// The cut-off day, once something was taken over.
    var until: Int?
    var lots: [ModelOldLot] = []
    var declarations: [(legacy: String, plan: DeclarePlan, declaration: Int)] = []
    var retirements: [ModelOldRetirement] = []
}

extension Model {
    private mutating func requireSystem(until: Int) throws {
        guard until <= today else { throw Refusal("cutOffToCome") }
        guard openings.until ?? until == until else { throw Refusal("cutOffDiffers") }
    }

    mutating func takeOver(_ lot: ModelOldLot, until: Int) throws {
        try requireSystem(until: until)
        if let known = openings.lots.first(where: { $0.legacy == lot.legacy }) {
            guard known == lot else { throw Refusal("changed") }
            return
        }
        guard lot.last <= until else { throw Refusal("afterCutOff") }
        guard parties[lot.provider] != nil else { throw Refusal("unknownParty") }
        guard has("provider", lot.provider) else { throw Refusal("notAProvider") }
        guard classes.contains(lot.scrap) else { throw Refusal("unknownClass") }
        openings.until = until
        openings.lots.append(lot)
    }

    /// Whole or not at all: no row is a duplicate, and none written wrong.
    mutating func takeOver(_ plan: DeclarePlan, legacy: String, until: Int) throws {
        guard plan.day <= today + 1 else { throw Refusal("dayInFuture") }
        guard parties[plan.customer] != nil else { throw Refusal("unknownParty") }
        guard has("customer", plan.customer) else { throw Refusal("notACustomer") }
        let programme = try programme(plan.programme, on: plan.day)
        guard plan.rows.allSatisfy({ !$0.mistaken && programme.classes.contains($0.deviceClass) }) else {
            throw Refusal("notWhole")
        }
        try requireSystem(until: until)
        if let known = openings.declarations.first(where: { $0.legacy == legacy }) {
            guard known.plan == plan else { throw Refusal("changed") }
            return
        }
        guard plan.day <= until else { throw Refusal("afterCutOff") }
        guard include(plan, programme).rows == plan.rows.count else { throw Refusal("notWhole") }
        openings.until = until
        openings.declarations.append((legacy, plan, declarations.count - 1))
    }

    mutating func takeOver(_ plan: OldRetirementPlan, until: Int) throws {
        try requireSystem(until: until)
        if let known = openings.retirements.first(where: { $0.plan.legacy == plan.legacy }) {
            guard known.plan == plan else { throw Refusal("changed") }
            return
        }
        guard plan.day <= until else { throw Refusal("afterCutOff") }
        guard let lot = openings.lots.firstIndex(where: { $0.legacy == plan.lot }) else { throw Refusal("unknownLot") }
        guard let index = openings.declarations.first(where: { $0.legacy == plan.declaration })?.declaration else {
            throw Refusal("unknownDeclaration")
        }
        guard declarations[index].unit.rawValue == plan.unit else { throw Refusal("unitDiffers") }
        guard plan.quantity <= declarations[index].waiting.count else { throw Refusal("moreThanWaits") }
        if plan.unit == "pieces", openings.lots[lot].count == nil { throw Refusal("notCounted") }
        let (pieces, grams) = (oldUsed(lot, .pieces), oldUsed(lot, .grams))
        let isPieces = plan.unit == "pieces"
        guard
            Self.fits(
                pieces: pieces + (isPieces ? plan.quantity : 0), grams: grams + (isPieces ? 0 : plan.quantity),
                mass: openings.lots[lot].mass, count: openings.lots[lot].count)
        else { throw Refusal("noRoom") }
        let units = lowestUnits(of: index, plan.quantity)
        take(units, fromWaitingOf: index)
        openings.retirements.append(
            ModelOldRetirement(
                plan: plan, lot: lot, declaration: index, units: units,
                grams: isPieces ? oldPieces(plan.quantity, lot) : oldGrams(plan.quantity, lot)))
    }

    /// Pieces, or grams, of an old lot that are retired.
    func oldUsed(_ lot: Int, _ unit: ModelUnit) -> Int {
        openings.retirements.filter { $0.lot == lot && $0.plan.unit == unit.rawValue }
            .reduce(0) { $0 + $1.units.count }
    }

    /// Units of a declaration that an earlier system retired.
    func oldRetired(of declaration: Int) -> Set<Int> {
        openings.retirements.filter { $0.declaration == declaration }.reduce(into: []) { $0.formUnion($1.units) }
    }

    private func oldNumbered(_ lot: Int) -> Set<Int> {
        openings.retirements.filter { $0.lot == lot }.reduce(into: []) { $0.formUnion($1.grams) }
    }

    /// Grams are dealt to the pieces one after another; these are the grams of the next pieces.
    private func oldPieces(_ pieces: Int, _ lot: Int) -> Set<Int> {
        guard let count = openings.lots[lot].count else { return [] }
        let done = oldUsed(lot, .pieces)
        var grams: Set<Int> = []
        var (gram, owing) = (0, 0)
        for piece in 0..<done + pieces {
            owing += openings.lots[lot].mass
            while owing >= count {
                owing -= count
                if piece >= done { grams.insert(gram) }
                gram += 1
            }
        }
        return grams
    }

    /// The highest grams that have no number yet.
    private func oldGrams(_ count: Int, _ lot: Int) -> Set<Int> {
        let numbered = oldNumbered(lot)
        var grams: Set<Int> = []
        var gram = openings.lots[lot].mass - 1
        while grams.count < count {
            if !numbered.contains(gram) { grams.insert(gram) }
            gram -= 1
        }
        return grams
    }

    /// What was taken over as retired of a declaration and stands in no certificate.
    func uncertifiedOld(_ declaration: Int) -> [Int] {
        let certified = Set(certificates.filter { $0.standing != .revoked }.flatMap(\.old))
        return openings.retirements.indices.filter {
            openings.retirements[$0].declaration == declaration && !certified.contains($0)
        }
    }

    mutating func certifyTakenOver(_ declaration: Int) throws {
        _ = try self.declaration(declaration)
        let due = uncertifiedOld(declaration)
        guard !due.isEmpty else { throw Refusal("nothingToCertify") }
        certificates.append(ModelCertificate(retirements: [], old: due))
    }

    /// The lot rule, and every gram behind one retirement.
    var openingsBroken: [String] {
        var broken: [String] = []
        for (index, lot) in openings.lots.enumerated() {
            let fits = Self.fits(
                pieces: oldUsed(index, .pieces), grams: oldUsed(index, .grams), mass: lot.mass, count: lot.count)
            let mine = openings.retirements.filter { $0.lot == index }
            if !fits || mine.map(\.grams.count).reduce(0, +) != oldNumbered(index).count {
                broken.append("old lot \(lot.legacy)")
            }
        }
        let certified = certificates.filter { $0.standing != .revoked }.flatMap(\.old)
        if Set(certified).count != certified.count { broken.append("an old retirement is certified twice") }
        return broken
    }
}

// What actors take over.
extension Actors {
    /// The day until which the earlier system was kept: before the first day of every story.
    static let until = 20_460

    private mutating func cutOff() -> Int { dice.happens(97) ? Self.until : Self.until + dice.within(1...3_000) }

    mutating func oldLot(_ model: Model) -> Action {
        let known = model.openings.lots
        if !known.isEmpty, dice.happens(25) {
            let lot = dice.one(of: known)
            guard dice.happens(30) else { return .takeOverLot(lot, until: cutOff()) }
            return .takeOverLot(
                ModelOldLot(
                    legacy: lot.legacy, provider: lot.provider, scrap: lot.scrap, last: lot.last, mass: lot.mass + 1,
                    count: lot.count), until: cutOff())
        }
        let count = dice.within(5...60)
        return .takeOverLot(
            ModelOldLot(
                legacy: "L \(known.count + 1)", provider: dice.one(of: ["provo", dice.happens(8) ? "custa" : "prova"]),
                scrap: dice.happens(3) ? "unheard-of" : "smartphone",
                last: Self.until - dice.below(300) + (dice.happens(5) ? 301 : 0), mass: count * dice.within(8...70),
                count: dice.happens(75) ? count : nil), until: cutOff())
    }

    mutating func oldDeclaration(_ model: Model) -> Action {
        let known = model.openings.declarations
        if !known.isEmpty, dice.happens(20) {
            let declaration = dice.one(of: known)
            return .takeOverDeclaration(
                dice.happens(70) ? declaration.plan : oldPlan(model), legacy: declaration.legacy, until: cutOff())
        }
        return .takeOverDeclaration(oldPlan(model), legacy: "D \(known.count + 1)", until: cutOff())
    }

    private mutating func oldPlan(_ model: Model) -> DeclarePlan {
        let plan = declare(model)
        return DeclarePlan(
            customer: plan.customer, beneficiary: plan.beneficiary, programme: plan.programme,
            day: Self.until - dice.below(100) + (dice.happens(5) ? 101 : 0), document: plan.document, life: 1,
            rows: plan.rows)
    }

    mutating func oldRetirement(_ model: Model) -> Action {
        let openings = model.openings
        if !openings.retirements.isEmpty, dice.happens(15) {
            let plan = dice.one(of: openings.retirements).plan
            return .takeOverRetirement(
                OldRetirementPlan(
                    legacy: plan.legacy, lot: plan.lot, declaration: plan.declaration, day: plan.day,
                    quantity: plan.quantity + (dice.happens(30) ? 1 : 0), unit: plan.unit), until: cutOff())
        }
        let open = openings.declarations.filter { !model.declarations[$0.declaration].waiting.isEmpty }
        let chosen = open.isEmpty || dice.happens(6) ? openings.declarations : open
        guard !chosen.isEmpty, !openings.lots.isEmpty else {
            return .takeOverRetirement(
                OldRetirementPlan(
                    legacy: "R 0", lot: "L 0", declaration: "D 0", day: Self.until, quantity: 1, unit: "pieces"),
                until: cutOff())
        }
        let declaration = dice.one(of: chosen)
        let owing = model.declarations[declaration.declaration]
        let unit = dice.happens(96) ? owing.unit.rawValue : "grams"
        let fit = openings.lots.indices.filter { lot in
            let lots = openings.lots[lot]
            let used = unit == "pieces" ? model.oldUsed(lot, .pieces) : model.oldUsed(lot, .grams)
            return unit == "pieces" ? (lots.count ?? 0) > used : lots.mass > used
        }
        let lot = fit.isEmpty || dice.happens(6) ? dice.below(openings.lots.count) : dice.one(of: fit)
        return .takeOverRetirement(
            OldRetirementPlan(
                legacy: "R \(openings.retirements.count + 1)",
                lot: dice.happens(97) ? openings.lots[lot].legacy : "L 0", declaration: declaration.legacy,
                day: Self.until - dice.below(50) + (dice.happens(4) ? 51 : 0),
                quantity: max(1, dice.within(1...max(1, min(12, owing.waiting.count + (dice.happens(6) ? 5 : 0))))),
                unit: unit), until: cutOff())
    }
}
