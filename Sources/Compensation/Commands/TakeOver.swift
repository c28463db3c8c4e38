import Access
import Certificates
public import Journal
public import Lots
public import Primitives
import Registry
import Storage

/// A lot as a list of an earlier system has it.
public struct LotToTakeOver: Hashable, Sendable {
    /// What the earlier system called it. 1 to 80 characters.
    public let legacy: String
    public let provider: Code
    public let scrap: Code
    public let country: Country
    public let collected: ClosedRange<Day>
    public let claimable: ClaimableMass

    public init(
        legacy: String, provider: Code, scrap: Code, country: Country, collected: ClosedRange<Day>,
        claimable: ClaimableMass
    ) {
        self.legacy = legacy
        self.provider = provider
        self.scrap = scrap
        self.country = country
        self.collected = collected
        self.claimable = claimable
    }
}

/// A retirement as a list of an earlier system has it. Lot and declaration are named as that system named them.
public struct RetirementToTakeOver: Hashable, Sendable {
    public let legacy: String
    public let lot: String
    public let declaration: String
    /// On which the earlier system retired it.
    public let day: Day
    public let quantity: Quantity
    /// Where it is stated it must be the declaration's.
    public let beneficiary: String?

    public init(
        legacy: String, lot: String, declaration: String, day: Day, quantity: Quantity, beneficiary: String?
    ) {
        self.legacy = legacy
        self.lot = lot
        self.declaration = declaration
        self.day = day
        self.quantity = quantity
        self.beneficiary = beneficiary
    }
}

extension Compensation {
    /// Takes over the lots of a list. What was taken over before with the same figures is a duplicate, so that a list may be sent
    /// again; other figures under a known id are refused.
    public func takeOver(
        _ lots: [LotToTakeOver], from system: EarlierSystem, _ manner: ListManner, as actor: Actor
    ) async throws -> [ListedRow] {
        try await take(lots, manner, as: actor, permission: .takeOver) { act, lot in
            try act.takeOver(lot, from: system)
        }
    }

    /// Takes over the retirements of a list, after the lots and declarations that they name.
    public func takeOver(
        _ retirements: [RetirementToTakeOver], from system: EarlierSystem, _ manner: ListManner, as actor: Actor
    ) async throws -> [ListedRow] {
        try await take(retirements, manner, as: actor, permission: .takeOver) { act, retirement in
            try act.takeOver(retirement, from: system)
        }
    }
}

extension Act {
    /// The system's row, made with the first thing that is taken over from it.
    func earlierSystem(_ system: EarlierSystem) throws -> Int64 {
        try connection.knownSystem(system, on: day) ?? connection.insert(system)
    }

    fileprivate func takeOver(_ lot: LotToTakeOver, from system: EarlierSystem) throws -> ListedRow {
        let db = connection
        if let known = try db.knownSystem(system, on: day),
            let earlier = try db.openingLots(
                where: "opening_lot.system = \(known) AND opening_lot.legacy = \(lot.legacy)"
            ).first
        {
            guard
                earlier.provider == lot.provider && earlier.scrap == lot.scrap && earlier.country == lot.country
                    && earlier.collected == lot.collected && earlier.balance.claimable == lot.claimable
            else { throw OpeningRefusal.changed(.lot, lot.legacy, earlier.sequence) }
            return .duplicate(earlier.sequence)
        }
        guard lot.collected.upperBound <= system.until else {
            throw OpeningRefusal.afterCutOff(lot.collected.upperBound, until: system.until)
        }
        guard let provider = try db.party(lot.provider) else { throw RegistryRefusal.unknownParty(lot.provider) }
        guard provider.roles.contains(.provider) else { throw OpeningRefusal.notAProvider(lot.provider) }
        let scrap = try db.classID(lot.scrap)
        let taken = LotTakenOver(
            scrap: lot.scrap, country: lot.country, collected: lot.collected, claimable: lot.claimable)
        let sequence = try append(
            .takenOver(TakenOver(from: system, .lot(taken))),
            .takenOver(TakenOverPapers(legacy: lot.legacy, .lot(provider: lot.provider))))
        try db.run(
            """
            INSERT INTO opening_lot (sequence, system, legacy, provider, class, country, first_day, last_day, mass,
                count)
            VALUES (\(sequence), \(earlierSystem(system)), \(lot.legacy), \(provider.id), \(scrap),
                \(lot.country.text), \(Int64(lot.collected.lowerBound.number)),
                \(Int64(lot.collected.upperBound.number)), \(lot.claimable.mass.count),
                \(lot.claimable.count?.count))
            """)
        return .taken(sequence)
    }

    fileprivate func takeOver(_ retirement: RetirementToTakeOver, from system: EarlierSystem) throws -> ListedRow {
        let db = connection
        let known = try db.knownSystem(system, on: day)
        if let known,
            let earlier = try db.openingRetirements(
                where: "opening_retirement.system = \(known) AND opening_retirement.legacy = \(retirement.legacy)"
            ).first
        {
            guard try isAlike(retirement, earlier, of: known) else {
                throw OpeningRefusal.changed(.retirement, retirement.legacy, earlier.sequence)
            }
            return .duplicate(earlier.sequence)
        }
        guard retirement.day <= system.until else {
            throw OpeningRefusal.afterCutOff(retirement.day, until: system.until)
        }
        guard let known,
            let lot = try db.openingLots(
                where: "opening_lot.system = \(known) AND opening_lot.legacy = \(retirement.lot)"
            ).first
        else { throw OpeningRefusal.unknownLot(system.code, retirement.lot) }
        guard let opening = try db.openingDeclaration(retirement.declaration, of: known) else {
            throw OpeningRefusal.unknownDeclaration(system.code, retirement.declaration)
        }
        let declaration = try db.declaration(opening.declaration)
        try require(retirement, fits: declaration)
        var balance = lot.balance
        let grams = try balance.retireAtOnce(retirement.quantity)
        let units = try db.freeUnits(of: declaration, count: retirement.quantity.count)
        guard units.count <= Compensation.unitRunsMax else {
            throw OpeningRefusal.tooManyRuns(most: Compensation.unitRunsMax)
        }
        return .taken(
            try write(
                retirement, from: system, known, lot: lot.sequence, of: declaration, grams: grams, units: units,
                leaves: balance))
    }

    /// Refused, in this order: the unit, the beneficiary, more than waits.
    private func require(_ retirement: RetirementToTakeOver, fits declaration: DeclarationRow) throws {
        guard retirement.quantity.unit == declaration.unit else {
            throw OpeningRefusal.unitDiffers(retirement.quantity.unit, declaration: declaration.unit)
        }
        if let stated = retirement.beneficiary, !stated.utf8.elementsEqual(declaration.beneficiary.utf8) {
            throw OpeningRefusal.beneficiaryDiffers(stated, declaration: declaration.beneficiary)
        }
        guard retirement.quantity.count <= declaration.waiting else {
            throw OpeningRefusal.moreThanWaits(
                retirement.quantity, waiting: declaration.quantity(declaration.waiting))
        }
    }

    /// From here it must succeed: the entry, the units it covers, and the sums of lot and declaration.
    private func write(
        _ retirement: RetirementToTakeOver, from system: EarlierSystem, _ known: Int64, lot: Int64,
        of declaration: DeclarationRow, grams: Range<Int64>, units: [UnitRange], leaves balance: LotBalance
    ) throws -> Int64 {
        let papers = RetirementPapers(
            beneficiary: declaration.beneficiary, declaration: declaration.sequence, units: units, salt: randomID())
        let taken = RetirementTakenOver(
            lot: lot, day: retirement.day, quantity: retirement.quantity, grams: grams,
            beneficiary: Digest(sha256: papers.beneficiaryBytes))
        let sequence = try append(
            .takenOver(TakenOver(from: system, .retirement(taken))),
            .takenOver(TakenOverPapers(legacy: retirement.legacy, .retirement(papers))))
        let db = connection
        try db.run(
            """
            INSERT INTO opening_retirement (sequence, system, legacy, lot, declaration, day, quantity, first_gram,
                end_gram)
            VALUES (\(sequence), \(known), \(retirement.legacy), \(lot), \(declaration.id),
                \(Int64(retirement.day.number)), \(retirement.quantity.count), \(grams.lowerBound),
                \(grams.upperBound))
            """)
        try db.insert(units, of: declaration.id, retirement: sequence)
        try db.run(
            "UPDATE declaration SET retired = retired + \(retirement.quantity.count) WHERE id = \(declaration.id)")
        try db.run(
            """
            UPDATE opening_lot SET pieces_retired = \(balance.retired.pieces.count),
                grams_retired = \(balance.retired.grams.count) WHERE sequence = \(lot)
            """)
        return sequence
    }

    /// Whether a row says what was taken over under its id.
    private func isAlike(
        _ retirement: RetirementToTakeOver, _ earlier: OpeningRetirement, of system: Int64
    ) throws -> Bool {
        guard earlier.legacyLot == retirement.lot, earlier.day == retirement.day,
            earlier.quantity == retirement.quantity,
            try connection.openingDeclaration(retirement.declaration, of: system)?.declaration == earlier.declaration
        else { return false }
        guard let stated = retirement.beneficiary else { return true }
        return try connection.declaration(earlier.declaration).beneficiary.utf8.elementsEqual(stated.utf8)
    }
}

extension Connection {
    func openingDeclaration(_ legacy: String, of system: Int64) throws -> OpeningDeclaration? {
        try openingDeclarations(
            where: "opening_declaration.system = \(system) AND opening_declaration.legacy = \(legacy)"
        ).first
    }
}
