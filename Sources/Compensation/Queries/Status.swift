import Certificates
public import Journal
public import Lots
public import Primitives
import Programmes
import Registry
import Storage

/// Where a declaration stands, in its own unit.
public struct DeclarationStatus: Hashable, Sendable {
    /// Its id and its place in the queue.
    public let sequence: Int64
    public let customer: Code
    public let programme: Version
    public let document: String
    public let beneficiary: String
    public let unit: Unit
    public let devices: Int64
    public let owed: Int64
    public let cancelled: Int64
    public let promised: Int64
    public let retired: Int64
    public let reversed: Int64
    /// Live certificates that name a retirement of it.
    public let certificates: Int64
    /// What an earlier system called it, where it was taken over.
    public let takenOver: LegacyName?
    public let invoice: Invoice?
    public let payment: Payment?

    /// owed − cancelled − promised − retired + reversed.
    public var waiting: Int64 { owed - cancelled - promised - retired + reversed }
}

/// Where a lot stands.
public struct LotStatus: Hashable, Sendable {
    public let lot: Code
    public let state: LotState
    public let scrap: Code
    public let country: Country
    public let standard: Version
    /// What may be claimed and what is used of it; `nil` while nothing may.
    public let balance: LotBalance?
}

/// The whole registry at a glance.
public struct RegistryStatus: Hashable, Sendable {
    public let entries: Int64
    public let declarations: [DeclarationStatus]
    public let lots: [LotStatus]
    /// What was taken over from earlier systems, not verified here.
    public let openings: Openings
}

extension Compensation {
    public func status() async throws -> RegistryStatus {
        try await registry.database.read { db in
            RegistryStatus(
                entries: try db.run("SELECT size FROM registry WHERE id = 1")[0].integer("size"),
                declarations: try db.declarations().map { try db.status(of: $0) },
                lots: try db.lots().map(\.status), openings: try db.openings())
        }
    }
}

extension LotRow {
    var status: LotStatus {
        LotStatus(
            lot: code, state: state, scrap: scrap, country: country, standard: standard.rules.version, balance: balance)
    }
}

extension Connection {
    func status(of declaration: DeclarationRow) throws -> DeclarationStatus {
        let certificates = try run(
            """
            SELECT COUNT(DISTINCT certificate.id) AS live FROM (
                SELECT retirement.sequence FROM claim JOIN retirement ON retirement.claim = claim.id
                WHERE claim.declaration = \(declaration.id)
                UNION ALL SELECT sequence FROM opening_retirement WHERE declaration = \(declaration.id)
            ) AS retired
            JOIN certificate_retirement ON certificate_retirement.retirement = retired.sequence
            JOIN certificate ON certificate.id = certificate_retirement.certificate
            WHERE certificate.state = 'live'
            """)
        return DeclarationStatus(
            sequence: declaration.sequence, customer: declaration.customer,
            programme: declaration.programme.rules.version, document: declaration.document,
            beneficiary: declaration.beneficiary, unit: declaration.unit, devices: declaration.devices,
            owed: declaration.owed, cancelled: declaration.cancelled, promised: declaration.promised,
            retired: declaration.retired, reversed: declaration.reversed,
            certificates: try certificates[0].integer("live"),
            takenOver: try openingDeclarations(where: "opening_declaration.declaration = \(declaration.id)").first?
                .legacy, invoice: try invoice(of: declaration), payment: try payment(of: declaration))
    }
}
