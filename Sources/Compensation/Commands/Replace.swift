import Access
import Certificates
public import Journal
import Lots
public import Primitives
import Programmes
import Registry
import Storage

/// A certificate that another one took the place of.
public struct ReplacementOutcome: Hashable, Sendable {
    public let revoked: RandomID
    /// Sequences of the retirements on doubted lots.
    public let reversed: [Int64]
    /// What was retired in their place.
    public let retirements: [RetirementMade]
    public let certificate: CertifyOutcome
}

extension Compensation {
    /// Replaces a suspended certificate at once, without waiting for what becomes of the lot that is doubted: what it names of
    /// such lots is reversed, as much is promised and retired of verified ones for the same declarations, and a certificate on that
    /// and on what it named of other lots is issued; the old one is revoked and names it. All in one transaction, in this order, or
    /// nothing of it. It goes before what waits in the queue, since its declarations were served before.
    ///
    /// The mass of a doubted lot that was retired is gone for good, also if the doubt proves wrong.
    ///
    /// - Throws: `unknownCertificate`; `notSuspended`; `nothingToReplaceWith` where verified lots have not enough that its
    ///   declarations may have; `replacementTooLarge` where one certificate does not take all of it.
    public func replace(certificate id: RandomID, as actor: Actor) async throws -> ReplacementOutcome {
        let registry = registry
        return try await registry.act(as: actor) { act in
            for permission in [Permission.certify, .match, .retire] { try act.require(permission) }
            guard let row = try act.connection.run("SELECT * FROM certificate WHERE public_id = \(id.bytes)").first
            else {
                throw CompensationRefusal.unknownCertificate(id.text)
            }
            let state = try row.parsed("state", CertificateState(rawValue: row.text("state")))
            guard state == .suspended else { throw CompensationRefusal.notSuspended(id, state) }
            let certificate = try row.integer("id")
            let (reversed, owed) = try act.reverseDoubted(certificate)
            for (declaration, count) in owed { try act.promiseVerified(count, to: declaration) }
            var made: [RetirementMade] = []
            for (declaration, count) in owed {
                let outcome = try act.retire(act.connection.declaration(declaration), most: count)
                guard outcome.retirements.reduce(0, { $0 + $1.quantity.count }) == count else {
                    throw CompensationRefusal.nothingToReplaceWith(declaration)
                }
                made += outcome.retirements
            }
            let survivors = try act.connection.certifiable(survivingOf: certificate)
            let rows = try survivors + act.connection.certifiable(retirements: made.map(\.sequence))
            guard rows.certificates.count == 1 else { throw CompensationRefusal.replacementTooLarge(id) }
            let successor = try act.certify(
                rows, of: row.credential().content.cut(reaching: act.day), by: registry.issuerKey)
            try act.turn(certificate, id, to: .revoked, cause: .replaced, replacedBy: successor.certificate)
            return ReplacementOutcome(revoked: id, reversed: reversed, retirements: made, certificate: successor)
        }
    }
}

extension Act {
    /// Reverses what a certificate names of lots that are doubted.
    ///
    /// - Returns: the retirements, and how many units of each declaration they were, by its sequence.
    fileprivate func reverseDoubted(_ certificate: Int64) throws -> (
        retirements: [Int64], owed: [(declaration: Int64, count: Int64)]
    ) {
        let rows = try connection.run(
            """
            SELECT retirement.sequence, retirement.claim, retirement.quantity, first_gram, end_gram, claim.lot
            FROM certificate_retirement JOIN retirement ON retirement.sequence = certificate_retirement.retirement
            JOIN claim ON claim.id = retirement.claim JOIN lot ON lot.id = claim.lot
            WHERE certificate_retirement.certificate = \(certificate) AND retirement.live = 1 AND lot.state = 'impugned'
            ORDER BY retirement.sequence
            """)
        var owed: [Int64: Int64] = [:]
        for row in rows {
            var lot = try connection.lot(id: row.integer("lot"))
            let claim = try connection.claims(where: "claim.id = \(row.integer("claim"))")[0]
            let retirement = LotRetirement(
                sequence: try row.integer("sequence"),
                quantity: claim.declaration.quantity(try row.integer("quantity")),
                range: try row.integer("first_gram")..<row.integer("end_gram"))
            try reverse(retirement, of: claim, &lot, try connection.causeOfDoubt(lot.code))
            try connection.update(lot)
            owed[claim.declaration.sequence, default: 0] += retirement.quantity.count
        }
        return (
            try rows.map { try $0.integer("sequence") },
            owed.sorted { $0.key < $1.key }.map { (declaration: $0.key, count: $0.value) }
        )
    }

    /// Promises units of one declaration from verified lots alone.
    fileprivate func promiseVerified(_ count: Int64, to sequence: Int64) throws {
        var left = count
        while left > 0 {
            let (queue, lots, terms) = try connection.supplyAndDemand()
            guard let waiting = queue.first(where: { $0.sequence == sequence }) else {
                throw CompensationRefusal.damaged(column: "declaration.reversed")
            }
            let verified = lots.filter { $0.state == .verified }
            let matching = Matching(
                of: [waiting.asking(left)], from: verified.compactMap(\.facts), under: terms, on: day)
            try promise(matching.promises, from: verified)
            left -= matching.promises.reduce(0) { $0 + $1.quantity.count }
            guard left == 0 || matching.more else { throw CompensationRefusal.nothingToReplaceWith(sequence) }
        }
    }
}

extension WaitingDeclaration {
    /// The same, of which no more is asked for than so many units.
    fileprivate func asking(_ count: Int64) -> WaitingDeclaration {
        WaitingDeclaration(
            sequence: sequence, programme: programme, waiting: Quantity(count, waiting.unit) ?? waiting,
            had: had, outwaited: outwaited, isUnpaid: isUnpaid)
    }
}

extension CertificateContent {
    /// Its cut, in which also lies what is retired on `day`: where that is none of its days, without them, and where it had
    /// nothing but days, its beneficiary's.
    fileprivate func cut(reaching day: Day) throws -> CertificateCut {
        if cut.from ?? day <= day, day <= cut.to ?? day { return cut }
        let isNamed = cut.declaration != nil || cut.document != nil || cut.customer != nil
        return try CertificateCut(
            declaration: cut.declaration, document: cut.document,
            beneficiary: cut.beneficiary ?? (isNamed ? nil : beneficiary), customer: cut.customer)
    }
}

extension Connection {
    /// Why a lot that is impugned is.
    fileprivate func causeOfDoubt(_ code: Code) throws -> LotCause {
        let doubt = try newest(.lotImpugned) {
            if case .lotImpugned(let turned) = $0 { turned.lot == code } else { false }
        }
        guard let doubt, case .lotImpugned(let turned) = try entry(doubt).entry.open, let cause = turned.cause else {
            throw CompensationRefusal.damaged(column: "lot.state")
        }
        return cause
    }
}
