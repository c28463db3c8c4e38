import Access
import Certificates
public import Journal
import Lots
import Primitives
import Registry
import Storage

extension Compensation {
    /// Certifies what was taken over as retired of a declaration and stands in no live or suspended certificate: the 1,000 oldest
    /// such retirements. It says that they were taken over and not verified here, and no other retirement stands beside them.
    public func certifyTakenOver(declaration sequence: Int64, as actor: Actor) async throws -> CertifyOutcome {
        let registry = registry
        return try await registry.act(as: actor) { act in
            try act.require(.certify)
            let declaration = try act.connection.declaration(sequence)
            let retirements = try act.connection.uncertifiedTakenOver(declaration)
            guard !retirements.isEmpty else { throw OpeningRefusal.nothingToCertify(sequence) }
            return try act.certify(retirements, of: declaration, in: registry)
        }
    }
}

extension Connection {
    /// Retirements taken over for a declaration in no live or suspended certificate, oldest first, as many as one may name.
    fileprivate func uncertifiedTakenOver(_ declaration: DeclarationRow) throws -> [Int64] {
        try run(
            """
            SELECT sequence FROM opening_retirement WHERE declaration = \(declaration.id)
            AND NOT EXISTS (
                SELECT 1 FROM certificate_retirement
                JOIN certificate ON certificate.id = certificate_retirement.certificate
                WHERE certificate_retirement.retirement = opening_retirement.sequence
                    AND certificate.state <> 'revoked'
            )
            ORDER BY sequence LIMIT \(CertificateEvidence.retirementsMax)
            """
        ).map { try $0.integer("sequence") }
    }

    /// The entries behind these retirements that are of taking over: those of their lots, their declaration and they themselves;
    /// empty where they are ours.
    func evidenceTakenOver(behind retirements: [Int64], of declaration: DeclarationRow) throws -> [Int64] {
        let lots = try run(
            "SELECT DISTINCT lot FROM opening_retirement WHERE sequence IN (\(list: retirements)) ORDER BY lot"
        ).map { try $0.integer("lot") }
        guard !lots.isEmpty else { return [] }
        let openings = try openingDeclarations(where: "opening_declaration.declaration = \(declaration.id)")
        return openings.map(\.sequence) + lots + retirements
    }
}
