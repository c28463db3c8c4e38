public import Lots
public import Primitives

/// A lot that was taken over, as the journal leaves it.
public struct ReplayedLotTakenOver: Hashable, Sendable {
    /// The sequence of its entry.
    public let sequence: Int64
    public let system: Code
    public let lot: LotTakenOver
    /// Its legacy id and provider; `nil` where the sealed part is not at hand.
    public let papers: TakenOverPapers?
    public internal(set) var balance: LotBalance

    init(sequence: Int64, system: Code, lot: LotTakenOver, papers: TakenOverPapers?) {
        self.sequence = sequence
        self.system = system
        self.lot = lot
        self.papers = papers
        balance = LotBalance(lot.claimable)
    }
}

/// What makes a declaration one that was taken over.
public struct ReplayedDeclarationTakenOver: Hashable, Sendable {
    /// The sequence of its entry `takenOver`.
    public let sequence: Int64
    public let system: Code
    public let legacy: String
}

/// A retirement that was taken over. It is never reversed.
public struct ReplayedRetirementTakenOver: Hashable, Sendable {
    /// The sequence of its entry.
    public let sequence: Int64
    public let system: Code
    public let retired: RetirementTakenOver
    /// Its legacy id, declaration and units; `nil` where the sealed part is not at hand.
    public let legacy: String?
    public let papers: RetirementPapers?
    /// Certificates that name it, in the order of their issue.
    public internal(set) var certificates: [RandomID] = []
}

/// What an earlier system called something, byte for byte.
struct LegacyID: Hashable, Sendable {
    let system: Code
    let kind: TakenOverKind
    let bytes: [UInt8]
}

// Balances of earlier systems (docs/spec/journal-rules.md, O).
extension Replay {
    mutating func takeOver(_ takenOver: TakenOver, _ step: ReplayStep) throws(ReplayRefusal) {
        let system = takenOver.system
        let known = earlierSystems[system.code] ?? system.until
        try step.require(
            .cutOffStated, [.system(system.code), .day(system.until), .day(known)],
            system.until == known && system.until <= step.day)
        earlierSystems[system.code] = known

        var papers: TakenOverPapers?
        if case .takenOver(let sealed) = step.sealed { papers = sealed }
        if let papers {
            let id = LegacyID(system: system.code, kind: takenOver.kind, bytes: Array(papers.legacy.utf8))
            let isNew = legacyIDs.insert(id).inserted
            try step.require(.legacyOnce, [.system(system.code), .legacy(papers.legacy)], isNew)
        }
        switch takenOver.thing {
        case .lot(let lot): try takeOver(lot, of: system, papers, step)
        case .declaration: try takeOverDeclaration(of: system, papers, step)
        case .retirement(let retired): try takeOver(retired, of: system, papers, step)
        }
    }

    private mutating func takeOver(
        _ lot: LotTakenOver, of system: EarlierSystem, _ papers: TakenOverPapers?, _ step: ReplayStep
    ) throws(ReplayRefusal) {
        try requireDated(lot.collected.upperBound, of: system, step)
        if case .lot(let provider) = papers?.thing {
            try step.require(
                .providerKnown, [.lotTakenOver(step.sequence), .party(provider)],
                parties[provider]?.roles.contains(.provider) ?? false)
        }
        lotsTakenOver[step.sequence] = ReplayedLotTakenOver(
            sequence: step.sequence, system: system.code, lot: lot, papers: papers)
    }

    private mutating func takeOverDeclaration(
        of system: EarlierSystem, _ papers: TakenOverPapers?, _ step: ReplayStep
    ) throws(ReplayRefusal) {
        guard let papers, case .declaration(let sequence) = papers.thing else { return forgetDeclarations() }
        guard knowsDeclarations else { return }
        var names: [ReplayFact] { [.system(system.code), .legacy(papers.legacy), .declaration(sequence)] }
        let declaration = declarations[sequence]
        try step.require(
            .takenOverWhole, names,
            declaration != nil && sequence == step.sequence - 1 && declarationsTakenOver[sequence] == nil)
        if let day = declaration?.papers.day { try requireDated(day, of: system, step) }
        guard declarationsTakenOver[sequence] == nil else { return }
        declarationsTakenOver[sequence] = ReplayedDeclarationTakenOver(
            sequence: step.sequence, system: system.code, legacy: papers.legacy)
    }

    private mutating func takeOver(
        _ retired: RetirementTakenOver, of system: EarlierSystem, _ papers: TakenOverPapers?, _ step: ReplayStep
    ) throws(ReplayRefusal) {
        let (quantity, names) = (retired.quantity, [ReplayFact.system(system.code), .lotTakenOver(retired.lot)])
        try requireDated(retired.day, of: system, step)
        try step.require(.quantityPositive, names, quantity.count >= 1)
        let lot = lotsTakenOver[retired.lot]
        try step.require(.takenOverLot, names, lot?.system == system.code)
        if let lot {
            var balance = lot.balance
            let grams = try? balance.retireAtOnce(quantity)
            try step.require(
                .takenOverRange, names + [.statedGrams(retired.grams), .followsGrams(grams)],
                grams == retired.grams)
            lotsTakenOver[retired.lot]?.balance = balance
        }

        var opened: RetirementPapers?
        if case .retirement(let papers) = papers?.thing { opened = papers } else { forgetDeclarations() }
        if let opened {
            var names: [ReplayFact] { [.lotTakenOver(retired.lot), .declaration(opened.declaration)] }
            try requirePapers(opened, quantity, stated: retired.beneficiary, names, step)
            if knowsDeclarations {
                try step.require(
                    .takenOverDeclaration, [.system(system.code)] + names,
                    declarationsTakenOver[opened.declaration]?.system == system.code)
                if let owed = declarations[opened.declaration]?.papers.owed {
                    try step.require(.takenOverUnit, names, owed.unit == quantity.unit)
                }
                declarations[opened.declaration]?.retire(opened.units, quantity.count, held: 0)
                try requireOwed(opened.declaration, step)
            }
        }
        retirementsTakenOver[step.sequence] = ReplayedRetirementTakenOver(
            sequence: step.sequence, system: system.code, retired: retired, legacy: papers?.legacy, papers: opened)
    }

    private func requireDated(_ day: Day, of system: EarlierSystem, _ step: ReplayStep) throws(ReplayRefusal) {
        try step.require(
            .cutOffKept, [.system(system.code), .day(day), .day(system.until)], day <= system.until)
    }

    /// What a certificate names of what was taken over: nothing else beside it, each in no other live certificate, all of one
    /// declaration.
    ///
    /// - Returns: whether it names any.
    func requireCertifiedApart(_ issued: CertificateIssued, _ step: ReplayStep) throws(ReplayRefusal) -> Bool {
        let found = issued.retirements.filter { retirementsTakenOver[$0] != nil }
        guard !found.isEmpty else { return false }
        var names: [ReplayFact] { [.certificate(issued.certificate)] }
        let others = issued.retirements.filter { retirements[$0] != nil }
        try step.require(.certifiedApart, names + others.prefix(1).map { .retirement($0) }, others.isEmpty)
        for sequence in issued.retirements where retirementsTakenOver[sequence] == nil && retirements[sequence] == nil {
            try step.require(.retirementsLive, names + [.retirement(sequence)], false)
        }
        var declaration: Int64?
        for sequence in found {
            guard let retirement = retirementsTakenOver[sequence] else { continue }
            try step.require(
                .certifiedOnce, names + [.retirement(sequence)],
                retirement.certificates.allSatisfy { certificates[$0]?.state != .live })
            guard let papers = retirement.papers else { continue }
            try step.require(
                .certifiedApart, names + [.retirement(sequence), .declaration(papers.declaration)],
                (declaration ?? papers.declaration) == papers.declaration)
            declaration = papers.declaration
        }
        return true
    }
}
