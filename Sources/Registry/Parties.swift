public import Access
import Certificates
import Journal
public import Lots
public import Primitives
public import Storage

/// A party as the registry holds it.
public struct Party: Hashable, Sendable {
    public let id: Int64
    public let code: Code
    public let name: String
    public let country: Country
    public let roles: Set<Role>
    /// A verifier's public key as `did:key:z6Mk…`.
    public let verifierKey: String?
    public let assurance: Assurance?

    fileprivate var record: PartyRecord {
        PartyRecord(code: code, name: name, country: country, roles: roles, members: [])
    }
}

/// A party as it is to be recorded. Recorded again under the same code, it replaces name, roles, members and key.
public struct PartyRecord: Hashable, Sendable {
    public let code: Code
    /// 1 to 200 characters.
    public let name: String
    public let country: Country
    public let roles: Set<Role>
    public let members: Set<Code>
    public let verifierKey: String?
    public let assurance: Assurance?

    public init(
        code: Code, name: String, country: Country, roles: Set<Role>, members: Set<Code>, verifierKey: String? = nil,
        assurance: Assurance? = nil
    ) {
        self.code = code
        self.name = name
        self.country = country
        self.roles = roles
        self.members = members
        self.verifierKey = verifierKey
        self.assurance = assurance
    }

    /// The roles under which a party is named in the open journal; empty for customers and collectors.
    var publicRoles: [PublicRole] {
        PublicRole.allCases.filter { role in
            switch role {
            case .provider: roles.contains(.provider)
            case .recycler: roles.contains(.recycler)
            case .verifier: roles.contains(.verifier)
            }
        }
    }
}

extension Act {
    /// Records a party. One that is provider, recycler or verifier enters the journal; customers and collectors do not.
    public func record(_ record: PartyRecord) throws {
        try require(.recordParty)
        try write(record)
    }

    func write(_ record: PartyRecord) throws {
        guard record.name.isPlain(longest: 200) else { throw RegistryRefusal.badText(field: .name, longest: 200) }
        if record.roles.contains(.verifier) {
            guard let key = record.verifierKey, record.assurance != nil else {
                throw RegistryRefusal.partyNeedsKey(record.code)
            }
            guard DIDKey(key) != nil else { throw RegistryRefusal.badKey(key) }
        }
        let wasPublic = try connection.party(record.code)?.record.publicRoles.isEmpty == false
        try connection.insert(record)
        guard try connection.hasRegistrar() else { throw RegistryRefusal.lastRegistrar(record.code) }
        let publicRoles = record.publicRoles
        guard wasPublic || !publicRoles.isEmpty else { return }
        try append(
            .partyRecorded(
                PartyRecorded(
                    party: record.code, name: record.name, country: record.country, roles: publicRoles,
                    verifierKey: record.verifierKey, assurance: record.assurance)))
    }
}

extension Connection {
    public func party(_ code: Code) throws -> Party? {
        try run("SELECT * FROM party WHERE code = \(code.text)").first.map(party)
    }

    public func party(id: Int64) throws -> Party? {
        try run("SELECT * FROM party WHERE id = \(id)").first.map(party)
    }

    public func isMember(_ member: Code, of party: Int64) throws -> Bool {
        try !run("SELECT 1 FROM member WHERE party = \(party) AND code = \(member.text)").isEmpty
    }

    fileprivate func hasRegistrar() throws -> Bool {
        try !run(
            """
            SELECT 1 FROM party_role JOIN member ON member.party = party_role.party
            WHERE party_role.role = \(Role.registrar.rawValue) LIMIT 1
            """
        ).isEmpty
    }

    public func parties() throws -> [Party] { try run("SELECT * FROM party ORDER BY code").map(party) }

    private func party(_ row: Row) throws -> Party {
        let id = try row.integer("id")
        let roles = try run("SELECT role FROM party_role WHERE party = \(id)").map {
            try Role(rawValue: $0.text("role"))
        }
        guard let code = Code(try row.text("code")), let country = Country(try row.text("country")) else {
            throw StorageError.column("code", expected: .text)
        }
        return Party(
            id: id, code: code, name: try row.text("name"), country: country, roles: Set(roles.compactMap { $0 }),
            verifierKey: try row.optionalText("verifier_key"),
            assurance: try row.optionalText("assurance").flatMap(Assurance.init(rawValue:)))
    }

    func insert(_ record: PartyRecord) throws {
        try run(
            """
            INSERT INTO party (code, name, country, verifier_key, assurance)
            VALUES (\(record.code.text), \(record.name), \(record.country.text), \(record.verifierKey),
                \(record.assurance?.rawValue))
            ON CONFLICT (code) DO UPDATE SET name = excluded.name, country = excluded.country,
                verifier_key = excluded.verifier_key, assurance = excluded.assurance
            """)
        let id = try run("SELECT id FROM party WHERE code = \(record.code.text)")[0].integer("id")
        try run("DELETE FROM party_role WHERE party = \(id)")
        for role in record.roles.sorted(by: { $0.rawValue < $1.rawValue }) {
            try run("INSERT INTO party_role (party, role) VALUES (\(id), \(role.rawValue))")
        }
        try run("DELETE FROM member WHERE party = \(id)")
        for member in record.members.sorted() {
            try run("INSERT INTO member (party, code) VALUES (\(id), \(member.text))")
        }
    }
}
