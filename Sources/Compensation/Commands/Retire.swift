import Access
import Certificates
public import Journal
public import Lots
public import Primitives
import Programmes
import Registry
import Storage

/// One retirement: a quantity of a lot used for good in a beneficiary's name.
public struct RetirementMade: Hashable, Sendable {
    /// The sequence of its entry, which is its id.
    public let sequence: Int64
    public let declaration: Int64
    public let lot: Code
    public let quantity: Quantity
    /// The lot's grams that it took, by number.
    public let grams: Range<Int64>
    public let units: [UnitRange]
}

/// A promise that was not retired, and why.
public struct RetirementHeld: Hashable, Sendable {
    public let declaration: Int64
    public let lot: Code
    public let quantity: Quantity
    public let reason: Ineligibility
}

public struct RetireOutcome: Hashable, Sendable {
    public let retirements: [RetirementMade]
    public let held: [RetirementHeld]
}

extension Compensation {
    /// Most runs of units that one retirement names; more are several entries.
    static let unitRunsMax = 1_000

    /// Retires what is promised of verified lots: for one declaration, or for all; at most `most` of a declaration's unit
    /// where it is given.
    public func retire(
        declaration: Int64?, most: Int64? = nil, as actor: Actor
    ) async throws -> RetireOutcome {
        let sequences: [Int64]
        if let declaration {
            sequences = [declaration]
        } else {
            sequences = try await registry.database.read { db in
                try db.declarations(where: "declaration.promised > 0").map(\.sequence)
            }
        }
        // Also where there is nothing to retire: who may not, is told so.
        try await registry.act(as: actor) { act in try act.require(.retire) }
        var outcomes: [RetireOutcome] = []
        for sequence in sequences {
            outcomes.append(
                try await registry.act(as: actor) { act in
                    try act.require(.retire)
                    return try act.retire(act.connection.declaration(sequence), most: most)
                })
        }
        return RetireOutcome(
            retirements: outcomes.flatMap(\.retirements), held: outcomes.flatMap(\.held))
    }
}

extension Act {
    /// Retires a declaration's promises, lot by lot in the order in which it was promised them.
    func retire(_ declaration: DeclarationRow, most: Int64?) throws -> RetireOutcome {
        var made: [RetirementMade] = []
        var held: [RetirementHeld] = []
        var left = most ?? Int64.max
        let claims = try connection.claims(
            where: "claim.declaration = \(declaration.id) AND claim.promised > 0")
        for claim in claims where left > 0 {
            var lot = try connection.lot(id: claim.lot)
            let terms = SupplyTerms(declaration.programme.rules.supply)
            if let reason = lot.facts?.ineligibilityToRetire(under: terms, promised: claim.promisedDay) {
                held.append(
                    RetirementHeld(
                        declaration: declaration.sequence, lot: lot.code, quantity: claim.held, reason: reason))
                continue
            }
            let promised = min(claim.promised, left)
            left -= promised
            for units in try connection.freeUnits(of: declaration, count: promised).chunks(of: Compensation.unitRunsMax)
            {
                made.append(try retire(declaration.quantity(units.units), units, of: claim, from: &lot))
            }
        }
        return RetireOutcome(retirements: made, held: held)
    }

    private func retire(
        _ quantity: Quantity, _ units: [UnitRange], of claim: ClaimRow, from lot: inout LotRow
    ) throws -> RetirementMade {
        guard let grams = try lot.balance?.retire(quantity) else {
            throw CompensationRefusal.damaged(column: "lot.mass")
        }
        let declaration = claim.declaration
        let papers = RetirementPapers(
            beneficiary: declaration.beneficiary, declaration: declaration.sequence, units: units, salt: randomID())
        let sequence = try append(
            .retired(
                Retired(
                    lot: lot.code, claim: claim.publicID, quantity: quantity, grams: grams,
                    beneficiary: Digest(sha256: papers.beneficiaryBytes))), .retired(papers))
        try connection.run(
            """
            INSERT INTO retirement (sequence, claim, day, quantity, first_gram, end_gram)
            VALUES (\(sequence), \(claim.id), \(Int64(day.number)), \(quantity.count), \(grams.lowerBound),
                \(grams.upperBound))
            """)
        try connection.insert(units, of: declaration.id, retirement: sequence)
        try connection.run(
            """
            UPDATE claim SET promised = promised - \(quantity.count), retired = retired + \(quantity.count)
            WHERE id = \(claim.id)
            """)
        try connection.run(
            """
            UPDATE declaration SET promised = promised - \(quantity.count), retired = retired + \(quantity.count)
            WHERE id = \(declaration.id)
            """)
        try connection.update(lot)
        return RetirementMade(
            sequence: sequence, declaration: declaration.sequence, lot: lot.code, quantity: quantity, grams: grams,
            units: units)
    }
}
