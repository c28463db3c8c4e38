import Access
public import Journal
import Lots
public import Primitives
import Programmes
import Registry
import Storage

/// What a reversal took back.
public struct ReversalOutcome: Hashable, Sendable {
    public let released: [ReleasedQuantity]
    /// Sequences of the retirements that were reversed.
    public let retirements: [Int64]
    public let revoked: [RandomID]
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

    /// The doubt was right. All promises of the lot are taken back, its certificates are revoked and all its retirements
    /// reversed: the mass is gone for good, the units owe again at their declaration's own place.
    public func reverse(lot code: Code, cause: LotCause, as actor: Actor) async throws -> ReversalOutcome {
        try await registry.act(as: actor) { act in
            try act.require(.impugnLot)
            let db = act.connection
            var lot = try db.lot(code)
            guard lot.state == .impugned else { throw CompensationRefusal.notImpugned(code) }
            try act.requireApart(from: lot)
            let released = try act.releaseAll(of: &lot, cause: .rejected)
            let revoked = try act.turn(
                certificatesOn: lot, from: [.live, .suspended], to: .revoked, cause: .lotReversed)
            let retirements = try db.run(
                """
                SELECT retirement.sequence, retirement.claim, retirement.quantity FROM retirement
                JOIN claim ON claim.id = retirement.claim
                WHERE claim.lot = \(lot.id) AND retirement.live = 1 ORDER BY retirement.sequence DESC
                """)
            var reversed: [Int64] = []
            for row in retirements {
                let (sequence, quantity) = (try row.integer("sequence"), try row.integer("quantity"))
                let claim = try db.claims(where: "claim.id = \(row.integer("claim"))")[0]
                try act.append(
                    .retirementReversed(RetirementReversed(retirement: sequence, lot: code, cause: cause)))
                try lot.balance?.reverse(claim.declaration.quantity(quantity))
                try db.run("UPDATE retirement SET live = 0 WHERE sequence = \(sequence)")
                try db.run(
                    "DELETE FROM unit_run WHERE declaration = \(claim.declaration.id) AND retirement = \(sequence)")
                try db.run("UPDATE claim SET reversed = reversed + \(quantity) WHERE id = \(claim.id)")
                try db.run(
                    "UPDATE declaration SET reversed = reversed + \(quantity) WHERE id = \(claim.declaration.id)")
                reversed.append(sequence)
            }
            lot.state = try lot.state.after(.reversed)
            try act.append(.lotReversed(LotTurned(lot: code, cause: cause)))
            try db.update(lot)
            return ReversalOutcome(
                released: released.map { $0.claim.released($0.count, of: code) }, retirements: reversed,
                revoked: revoked)
        }
    }
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
            try append(
                .certificateStatus(
                    CertificateTurned(certificate: publicID, state: state, cause: cause, replacedBy: nil)))
            try connection.run("UPDATE certificate SET state = \(state.rawValue) WHERE id = \(id)")
            turned.append(publicID)
        }
        return turned
    }
}

extension Connection {
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
