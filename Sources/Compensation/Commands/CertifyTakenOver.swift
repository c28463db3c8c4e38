import Access
import Certificates
public import Journal
import Lots
import Primitives
import Registry
import Storage

extension Compensation {
    /// Certifies what was taken over as retired of a declaration and stands in no live or suspended certificate: as many of the
    /// oldest such retirements as one names. It says that they were taken over and not verified here, and no other retirement
    /// stands beside them.
    public func certifyTakenOver(declaration sequence: Int64, as actor: Actor) async throws -> CertifyOutcome {
        let registry = registry
        return try await registry.act(as: actor) { act in
            try act.require(.certify)
            let declaration = try act.connection.declaration(sequence)
            let certifiable = try act.connection.certifiableTakenOver(declaration)
            guard let oldest = certifiable.certificates.first else { throw OpeningRefusal.nothingToCertify(sequence) }
            return try act.certify(oldest, of: CertificateCut(declaration: sequence), by: registry.issuerKey)
        }
    }
}

extension Connection {
    /// The rows of the declarations that stand behind these retirements, and the entries of taking over, those of their lots and
    /// declarations; none where they are ours.
    func takenOver(behind retirements: [Int64]) throws -> (declarations: Set<Int64>, entries: [Int64]) {
        let behind = try run(
            "SELECT DISTINCT declaration, lot FROM opening_retirement WHERE sequence IN (\(list: retirements))")
        let declarations = Set(try behind.map { try $0.integer("declaration") })
        let openings = try openingDeclarations(
            where: "opening_declaration.declaration IN (\(list: declarations.sorted()))")
        return (declarations, try behind.map { try $0.integer("lot") } + openings.map(\.sequence))
    }
}
