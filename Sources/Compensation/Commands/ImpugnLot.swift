import Access
import Certificates
public import Journal
import Lots
public import Primitives
import Programmes
import Registry
import Storage

/// What was taken back with an impugned lot, in whole or in part.
public struct ReversalOutcome: Hashable, Sendable {
    public let released: [ReleasedQuantity]
    /// Sequences of the retirements that were reversed.
    public let retirements: [Int64]
    public let revoked: [RevokedCertificate]
    /// Certificates that live again: nothing that they name was reversed.
    public let revived: [RandomID]
}

/// A certificate of which something was reversed.
public struct RevokedCertificate: Hashable, Sendable {
    public let certificate: RandomID
    /// The one on what survives of it; `nil` where nothing does.
    public let replacedBy: RandomID?

    public init(certificate: RandomID, replacedBy: RandomID?) {
        self.certificate = certificate
        self.replacedBy = replacedBy
    }
}

extension Compensation {
    /// Doubts a verified lot: no new promise, no retirement, and every live certificate on it is suspended.
    ///
    /// - Returns: the certificates that were suspended.
    @discardableResult
    public func impugn(lot code: Code, cause: LotCause, as actor: Actor) async throws -> [RandomID] {
        try await registry.act(as: actor) { act in
            try act.require(.impugnLot)
            var lot = try act.connection.lot(code)
            guard lot.state == .verified else { throw CompensationRefusal.lotState(code, lot.state) }
            let suspended = try act.turn(
                certificatesOn: lot, from: [.live], to: .suspended, cause: .lotImpugned)
            lot.state = try lot.state.after(.impugned)
            try act.append(.lotImpugned(LotTurned(lot: code, cause: cause)))
            try act.connection.update(lot)
            return suspended
        }
    }

    /// The doubt was wrong: the lot serves again, and its certificates live again unless another lot holds them back.
    @discardableResult
    public func uphold(lot code: Code, as actor: Actor) async throws -> [RandomID] {
        try await registry.act(as: actor) { act in
            try act.require(.impugnLot)
            var lot = try act.connection.lot(code)
            guard lot.state == .impugned else { throw CompensationRefusal.notImpugned(code) }
            try act.requireApart(from: lot)
            lot.state = try lot.state.after(.upheld)
            try act.append(.lotUpheld(LotTurned(lot: code, cause: nil)))
            try act.connection.update(lot)
            return try act.turn(certificatesOn: lot, from: [.suspended], to: .live, cause: .lotUpheld)
        }
    }

    /// The doubt was right. All promises of the lot are taken back and all its retirements reversed: the mass is gone for good,
    /// the units owe again at their declaration's own place. What its certificates name on other lots is certified anew.
    public func reverse(lot code: Code, cause: LotCause, as actor: Actor) async throws -> ReversalOutcome {
        let registry = registry
        return try await registry.act(as: actor) { act in
            var lot = try act.lotToSettle(code)
            let taken = try act.takeBack(from: &lot, to: nil, cause)
            let revoked = try act.replace(taken.certificates, cause: .lotReversed, by: registry.issuerKey)
            lot.state = try lot.state.after(.reversed)
            try act.append(.lotReversed(LotTurned(lot: code, cause: cause)))
            try act.connection.update(lot)
            return ReversalOutcome(
                released: taken.released, retirements: taken.retirements, revoked: revoked, revived: [])
        }
    }

    /// The doubt was right in part: of what was verified only this mass and count were there. All promises of the lot are
    /// taken back, and whole retirements, newest first, until what is left fits (docs/spec/lots.md, L-10). What the
    /// certificates of those still say is certified anew; the lot's other certificates live again. Nothing more is taken
    /// from the lot.
    ///
    /// - Parameters:
    ///   - mass: M′, at least 1 g.
    ///   - count: C′, where the lot is counted.
    /// - Throws: `noShortfall` unless that is less than what was verified.
    public func shorten(
        lot code: Code, to mass: Grams, count: Pieces?, cause: LotCause, as actor: Actor
    ) async throws -> ReversalOutcome {
        let registry = registry
        return try await registry.act(as: actor) { act in
            var lot = try act.lotToSettle(code)
            guard let verified = lot.balance?.claimable else { throw CompensationRefusal.damaged(column: "lot.mass") }
            guard let truth = try? ClaimableMass(mass: mass, count: count), LotShortfall.isShort(truth, of: verified)
            else { throw CompensationRefusal.noShortfall(code, verified) }
            let taken = try act.takeBack(from: &lot, to: truth, cause)
            lot.state = try lot.state.after(.shortened)
            try act.append(.lotShortened(LotShortened(lot: code, cause: cause, claimable: truth)))
            try act.connection.update(lot)
            let revoked = try act.replace(taken.certificates, cause: .lotShortened, by: registry.issuerKey)
            let revived = try act.turn(certificatesOn: lot, from: [.suspended], to: .live, cause: .lotShortened)
            return ReversalOutcome(
                released: taken.released, retirements: taken.retirements, revoked: revoked, revived: revived)
        }
    }
}

/// What was taken back from a lot.
private struct TakenBack {
    let released: [ReleasedQuantity]
    let retirements: [Int64]
    /// The rows of the certificates that name one of those retirements, and are not revoked.
    let certificates: [Int64]
}

extension Act {
    /// Who provided, collected, sealed, weighed or treated a lot does not judge it.
    func requireApart(from lot: LotRow) throws {
        let weighings = try connection.run(
            "SELECT party.code FROM weighing JOIN party ON party.id = weighing.party WHERE lot = \(lot.id)")
        let sites = try connection.weighings(of: lot.id).map { try connection.facility($0.facility).record.party }
        let related = try [lot.provider, lot.recorder, lot.collector] + sites + weighings.map { try $0.code("code") }
        guard !related.contains(actor.party) else { throw CompensationRefusal.related(actor, lot.code) }
    }

    /// An impugned lot that whoever acts may judge.
    fileprivate func lotToSettle(_ code: Code) throws -> LotRow {
        try require(.impugnLot)
        let lot = try connection.lot(code)
        guard lot.state == .impugned else { throw CompensationRefusal.notImpugned(code) }
        try requireApart(from: lot)
        return lot
    }

    /// Takes back all promises of a lot, and of its retirements what does not fit the truth.
    ///
    /// - Parameter truth: M′ and C′; `nil` where nothing was there.
    fileprivate func takeBack(
        from lot: inout LotRow, to truth: ClaimableMass?, _ cause: LotCause
    ) throws -> TakenBack {
        let released = try releaseAll(of: &lot, cause: .rejected)
        let live = try connection.run(
            """
            SELECT retirement.sequence, retirement.claim, retirement.quantity, first_gram, end_gram FROM retirement
            JOIN claim ON claim.id = retirement.claim WHERE claim.lot = \(lot.id) AND retirement.live = 1
            """
        ).map { row in
            let claim = try connection.claims(where: "claim.id = \(row.integer("claim"))")[0]
            return (
                claim: claim,
                retirement: LotRetirement(
                    sequence: try row.integer("sequence"),
                    quantity: claim.declaration.quantity(try row.integer("quantity")),
                    range: try row.integer("first_gram")..<row.integer("end_gram"))
            )
        }
        let claims = Dictionary(uniqueKeysWithValues: live.map { ($0.retirement.sequence, $0.claim) })
        let reversals = LotShortfall.reversals(of: live.map(\.retirement), to: truth)
        for reversal in reversals {
            guard let claim = claims[reversal.sequence] else { preconditionFailure("a retirement of no claim") }
            try reverse(reversal, of: claim, &lot, cause)
        }
        return TakenBack(
            released: released.map { $0.claim.released($0.count, of: lot.code) },
            retirements: reversals.map(\.sequence),
            certificates: try connection.certificates(naming: reversals.map(\.sequence)))
    }

    /// Takes one retirement back; `lot` is written by the caller.
    func reverse(
        _ retirement: LotRetirement, of claim: ClaimRow, _ lot: inout LotRow, _ cause: LotCause
    ) throws {
        let (sequence, quantity) = (retirement.sequence, retirement.quantity)
        try append(.retirementReversed(RetirementReversed(retirement: sequence, lot: lot.code, cause: cause)))
        try lot.balance?.reverse(quantity)
        let (declaration, count) = (claim.declaration.id, quantity.count)
        try connection.run("UPDATE retirement SET live = 0 WHERE sequence = \(sequence)")
        try connection.run("DELETE FROM unit_run WHERE declaration = \(declaration) AND retirement = \(sequence)")
        try connection.run("UPDATE claim SET reversed = reversed + \(count) WHERE id = \(claim.id)")
        try connection.run("UPDATE declaration SET reversed = reversed + \(count) WHERE id = \(declaration)")
    }

    /// Revokes certificates of which something was reversed, each after what survives of it was certified anew, within the
    /// same cut. What rests on another lot that is doubted waits for that to be settled.
    fileprivate func replace(
        _ certificates: [Int64], cause: CertificateCause, by key: IssuerKey
    ) throws -> [RevokedCertificate] {
        try certificates.map { id in
            let row = try connection.run("SELECT * FROM certificate WHERE id = \(id)")[0]
            let publicID = try row.parsed("public_id", RandomID(row.blob("public_id")))
            let survivors = try connection.certifiable(survivingOf: id)
            var successor: RandomID?
            if !survivors.isEmpty {
                successor = try certify(survivors, of: row.credential().content.cut, by: key).certificate
            }
            try turn(id, publicID, to: .revoked, cause: cause, replacedBy: successor)
            return RevokedCertificate(certificate: publicID, replacedBy: successor)
        }
    }

    /// Turns every certificate that names a retirement on the lot. One that names another impugned lot stays suspended.
    fileprivate func turn(
        certificatesOn lot: LotRow, from states: [CertificateState], to state: CertificateState,
        cause: CertificateCause
    ) throws -> [RandomID] {
        let rows = try connection.run(
            """
            SELECT DISTINCT certificate.id, certificate.public_id FROM certificate
            JOIN certificate_retirement ON certificate_retirement.certificate = certificate.id
            JOIN retirement ON retirement.sequence = certificate_retirement.retirement
            JOIN claim ON claim.id = retirement.claim
            WHERE claim.lot = \(lot.id) AND certificate.state IN (\(list: states.map(\.rawValue)))
            ORDER BY certificate.id
            """)
        var turned: [RandomID] = []
        for row in rows {
            let id = try row.integer("id")
            if state == .live, try connection.restsOnImpugnedLot(certificate: id) { continue }
            let publicID = try row.parsed("public_id", RandomID(row.blob("public_id")))
            try turn(id, publicID, to: state, cause: cause, replacedBy: nil)
            turned.append(publicID)
        }
        return turned
    }

    func turn(
        _ id: Int64, _ certificate: RandomID, to state: CertificateState, cause: CertificateCause,
        replacedBy successor: RandomID?
    ) throws {
        try append(
            .certificateStatus(
                CertificateTurned(certificate: certificate, state: state, cause: cause, replacedBy: successor)))
        try connection.run("UPDATE certificate SET state = \(state.rawValue) WHERE id = \(id)")
    }
}

extension Connection {
    /// The rows of the certificates that name one of these retirements and are not revoked, in order.
    fileprivate func certificates(naming retirements: [Int64]) throws -> [Int64] {
        var ids: Set<Int64> = []
        for retirement in retirements {
            try each(
                """
                SELECT certificate.id FROM certificate_retirement
                JOIN certificate ON certificate.id = certificate_retirement.certificate
                WHERE certificate_retirement.retirement = \(retirement) AND certificate.state <> 'revoked'
                """
            ) { ids.insert(try $0.integer(at: 0)) }
        }
        return ids.sorted()
    }

    fileprivate func restsOnImpugnedLot(certificate: Int64) throws -> Bool {
        try !run(
            """
            SELECT 1 FROM certificate_retirement
            JOIN retirement ON retirement.sequence = certificate_retirement.retirement
            JOIN claim ON claim.id = retirement.claim JOIN lot ON lot.id = claim.lot
            WHERE certificate_retirement.certificate = \(certificate) AND lot.state = 'impugned' LIMIT 1
            """
        ).isEmpty
    }
}
