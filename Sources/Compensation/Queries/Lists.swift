public import Journal
public import Lots
public import Primitives
public import Programmes
import Registry
import Storage

/// A class with the reference mass that describes it on a day, if one does.
public struct ListedClass: Hashable, Sendable {
    public let deviceClass: DeviceClass
    public let mass: ReferenceMass?
    /// The number that the next mass of the class will have.
    public let nextMass: Int
}

/// A lot in a list.
public struct ListedLot: Hashable, Sendable {
    public let sequence: Int64
    public let lot: Code
    public let scrap: Code
    public let country: Country
    public let collected: ClosedRange<Day>
    public let standard: Version
    public let state: LotState
    /// `nil` while there is nothing to claim.
    public let balance: LotBalance?
}

/// A certificate in a list.
public struct ListedCertificate: Hashable, Sendable {
    public let certificate: RandomID
    /// The sequence of `certificate.issued`.
    public let sequence: Int64
    public let beneficiary: String
    /// By sequence.
    public let declarations: [Int64]
    public let state: CertificateState
}

// Everything of a kind, in the order of its code or of its place in the journal.
extension Compensation {
    public func classes() async throws -> [ListedClass] {
        let today = registry.now.day
        return try await registry.database.read { db in
            let classes = try db.deviceClasses().map(\.value)
            let masses = try db.referenceMasses()
            let catalogue = Catalogue(classes: classes, masses: masses, models: [])
            let newest = Dictionary(masses.map { ($0.version.code, $0.version.number) }, uniquingKeysWith: max)
            return classes.map { deviceClass in
                ListedClass(
                    deviceClass: deviceClass, mass: catalogue.referenceMass(of: deviceClass.code, on: today),
                    nextMass: (newest[deviceClass.code] ?? 0) + 1)
            }
        }
    }

    public func models() async throws -> [DeviceModel] {
        try await registry.database.read { try $0.deviceModels().map(\.value) }
    }

    public func facilities() async throws -> [Facility] { try await registry.database.read { try $0.facilities() } }

    public func programmes() async throws -> [Programme] {
        try await registry.database.read { try $0.programmes().map(\.rules) }
    }

    public func standards() async throws -> [SupplyStandard] {
        try await registry.database.read { try $0.standards().map(\.rules) }
    }

    /// The version of a standard that is in force today.
    public func standard(_ code: Code) async throws -> SupplyStandard {
        let today = registry.now.day
        return try await registry.database.read { try $0.standard(code, on: today).rules }
    }

    public func lots() async throws -> [ListedLot] {
        try await registry.database.read { db in
            try db.lots().map { lot in
                ListedLot(
                    sequence: lot.sequence, lot: lot.code, scrap: lot.scrap, country: lot.country,
                    collected: lot.collected, standard: lot.standard.rules.version, state: lot.state,
                    balance: lot.balance)
            }
        }
    }

    public func certificates() async throws -> [ListedCertificate] {
        try await registry.database.read { db in
            var declarations: [Int64: [Int64]] = [:]
            var beneficiaries: [Int64: String] = [:]
            try db.each(
                """
                SELECT DISTINCT certificate_retirement.certificate, declaration.sequence, declaration.beneficiary
                FROM certificate_retirement JOIN retirement ON retirement.sequence = certificate_retirement.retirement
                JOIN claim ON claim.id = retirement.claim JOIN declaration ON declaration.id = claim.declaration
                UNION
                SELECT certificate_retirement.certificate, declaration.sequence, declaration.beneficiary
                FROM certificate_retirement
                JOIN opening_retirement ON opening_retirement.sequence = certificate_retirement.retirement
                JOIN declaration ON declaration.id = opening_retirement.declaration
                ORDER BY declaration.sequence
                """
            ) { row in
                declarations[try row.integer(at: 0), default: []].append(try row.integer(at: 1))
                beneficiaries[try row.integer(at: 0)] = try row.text(at: 2)
            }
            return try db.run("SELECT id, public_id, sequence, state FROM certificate ORDER BY sequence").map { row in
                let id = try row.integer("id")
                return ListedCertificate(
                    certificate: try row.parsed("public_id", RandomID(row.blob("public_id"))),
                    sequence: try row.integer("sequence"), beneficiary: beneficiaries[id] ?? "",
                    declarations: declarations[id] ?? [], state: try row.word("state"))
            }
        }
    }
}
