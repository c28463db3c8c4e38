import Certificates
import Journal
import Primitives
import Registry
import Storage

/// A retirement that may be certified.
struct CertifiableRow {
    let sequence: Int64
    /// The declaration's row.
    let declaration: Int64
    /// In order.
    let units: [UnitRange]
    fileprivate let holder: Holder

    /// - Parameter customer: the party's row.
    init(sequence: Int64, declaration: Int64, units: [UnitRange], customer: Int64, beneficiary: String) {
        self.sequence = sequence
        self.declaration = declaration
        self.units = units
        holder = Holder(customer: customer, beneficiary: Array(beneficiary.utf8))
    }

    /// Whose certificate it may stand in.
    fileprivate struct Holder: Hashable {
        let customer: Int64
        let beneficiary: [UInt8]
    }
}

extension Connection {
    /// Live retirements within a cut, of lots that certificates may rest on, that stand in no live or suspended certificate,
    /// oldest first.
    func certifiable(in cut: CertificateCut) throws -> [CertifiableRow] {
        try certifiable(
            """
            SELECT retirement.sequence, declaration.id, declaration.customer, declaration.beneficiary FROM retirement
            JOIN claim ON claim.id = retirement.claim JOIN declaration ON declaration.id = claim.declaration
            JOIN lot ON lot.id = claim.lot
            WHERE \(cut.condition) AND \(cut.days) AND retirement.live = 1 AND lot.state IN ('verified', 'shortened')
            AND NOT EXISTS (
                SELECT 1 FROM certificate_retirement
                JOIN certificate ON certificate.id = certificate_retirement.certificate
                WHERE certificate_retirement.retirement = retirement.sequence AND certificate.state <> 'revoked'
            )
            ORDER BY retirement.sequence
            """)
    }

    /// What is still retired of what a certificate names, on lots that certificates may rest on, oldest first.
    func certifiable(survivingOf certificate: Int64) throws -> [CertifiableRow] {
        try certifiable(
            """
            SELECT retirement.sequence, declaration.id, declaration.customer, declaration.beneficiary
            FROM certificate_retirement JOIN retirement ON retirement.sequence = certificate_retirement.retirement
            JOIN claim ON claim.id = retirement.claim JOIN declaration ON declaration.id = claim.declaration
            JOIN lot ON lot.id = claim.lot
            WHERE certificate_retirement.certificate = \(certificate) AND retirement.live = 1
                AND lot.state IN ('verified', 'shortened')
            ORDER BY retirement.sequence
            """)
    }

    /// Retirements by their sequences, oldest first.
    func certifiable(retirements: [Int64]) throws -> [CertifiableRow] {
        try certifiable(
            """
            SELECT retirement.sequence, declaration.id, declaration.customer, declaration.beneficiary FROM retirement
            JOIN claim ON claim.id = retirement.claim JOIN declaration ON declaration.id = claim.declaration
            WHERE retirement.sequence IN (\(list: retirements)) ORDER BY retirement.sequence
            """)
    }

    /// Retirements that were taken over for a declaration and stand in no live or suspended certificate, oldest first.
    func certifiableTakenOver(_ declaration: DeclarationRow) throws -> [CertifiableRow] {
        try certifiable(
            """
            SELECT opening_retirement.sequence, declaration.id, declaration.customer, declaration.beneficiary
            FROM opening_retirement JOIN declaration ON declaration.id = opening_retirement.declaration
            WHERE declaration.id = \(declaration.id) AND NOT EXISTS (
                SELECT 1 FROM certificate_retirement
                JOIN certificate ON certificate.id = certificate_retirement.certificate
                WHERE certificate_retirement.retirement = opening_retirement.sequence AND certificate.state <> 'revoked'
            )
            ORDER BY opening_retirement.sequence
            """)
    }

    /// The retirements of a query, each with its declaration, whose it is and in whose name.
    private func certifiable(_ query: SQL) throws -> [CertifiableRow] {
        var rows: [(sequence: Int64, declaration: Int64, customer: Int64, beneficiary: String)] = []
        try each(query) { row in
            rows.append(
                (
                    try row.integer(at: 0), try row.integer(at: 1), try row.integer(at: 2), try row.text(at: 3)
                ))
        }
        var units: [Int64: [UnitRange]] = [:]
        for declaration in Set(rows.map(\.declaration)) {
            try each(
                """
                SELECT retirement, first_unit, end_unit FROM unit_run
                WHERE declaration = \(declaration) AND retirement IS NOT NULL ORDER BY first_unit
                """
            ) { row in
                units[try row.integer(at: 0), default: []].append(try row.integer(at: 1)..<row.integer(at: 2))
            }
        }
        return rows.map {
            CertifiableRow(
                sequence: $0.sequence, declaration: $0.declaration, units: units[$0.sequence] ?? [],
                customer: $0.customer, beneficiary: $0.beneficiary)
        }
    }

    /// Whether anything was declared that a cut speaks of, whatever became of it and whenever.
    func hasDeclaration(in cut: CertificateCut) throws -> Bool {
        try !run("SELECT 1 FROM declaration WHERE \(cut.condition) LIMIT 1").isEmpty
    }
}

extension CertificateCut {
    /// What it asks of a declaration.
    fileprivate var condition: SQL {
        var parts: [SQL] = ["1 = 1"]
        if let declaration { parts.append("declaration.sequence = \(declaration)") }
        if let document { parts.append("declaration.document = \(document)") }
        if let beneficiary { parts.append("declaration.beneficiary = \(beneficiary)") }
        if let customer {
            let party: SQL = "SELECT id FROM party WHERE code = \(customer.text)"
            parts.append("declaration.customer = (\(party))")
        }
        return parts.joined(" AND ")
    }

    /// What it asks of a retirement.
    fileprivate var days: SQL {
        var parts: [SQL] = ["1 = 1"]
        if let from { parts.append("retirement.day >= \(Int64(from.number))") }
        if let to { parts.append("retirement.day <= \(Int64(to.number))") }
        return parts.joined(" AND ")
    }
}

extension [CertifiableRow] {
    /// What each certificate names: one customer's and in one beneficiary's name, in the order in which the first of each
    /// comes, and no more of them than a certificate takes.
    var certificates: [[CertifiableRow]] {
        var order: [CertifiableRow.Holder] = []
        var rows: [CertifiableRow.Holder: [CertifiableRow]] = [:]
        for row in self {
            if rows[row.holder] == nil { order.append(row.holder) }
            rows[row.holder, default: []].append(row)
        }
        return order.flatMap { (rows[$0] ?? []).parts }
    }

    /// At most 1,000 retirements and so many runs of units that rows and parts of rows stay within what a certificate names:
    /// a run is one range of whole rows at most, and begins and ends in at most two that it takes in part.
    private var parts: [[CertifiableRow]] {
        var parts: [[CertifiableRow]] = []
        var runs = 0
        for row in self {
            if let last = parts.last, last.count < CertificateEvidence.retirementsMax,
                runs + row.units.count <= Coverage.rangesMax / 2
            {
                parts[parts.count - 1].append(row)
                runs += row.units.count
            } else {
                parts.append([row])
                runs = row.units.count
            }
        }
        return parts
    }
}
