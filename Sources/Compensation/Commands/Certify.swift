import Access
public import Certificates
import CanonicalJSON
public import Journal
import Lots
public import Primitives
import Programmes
import Registry
import Storage
import TransparencyLog

/// A certificate as it was issued.
public struct CertifyOutcome: Hashable, Sendable {
    public let certificate: RandomID
    /// The sequence of `certificate.issued`.
    public let sequence: Int64
    public let beneficiary: String
    /// By sequence.
    public let declarations: [Int64]
    public let retirements: [Int64]
    /// What is certified, unit by unit.
    public let sums: [CertifiedSum]
    /// The mass of the retired ranges.
    public let mass: Grams
}

extension Compensation {
    /// Certifies what lies in a cut, is retired from lots that nobody doubts, and stands in no certificate that is live or
    /// suspended: one certificate for each customer and beneficiary, several where one would name more than 1,000
    /// retirements, all in one transaction.
    public func certify(_ cut: CertificateCut, as actor: Actor) async throws -> [CertifyOutcome] {
        let registry = registry
        return try await registry.act(as: actor) { act in
            try act.require(.certify)
            let db = act.connection
            if let declaration = cut.declaration { _ = try db.declaration(declaration) }
            if let customer = cut.customer, try db.party(customer) == nil {
                throw RegistryRefusal.unknownParty(customer)
            }
            // A period that goes on is not over: who reads of it would take it for closed.
            if let last = cut.to ?? cut.from, act.day < last {
                throw CompensationRefusal.dayInFuture(last, today: act.day)
            }
            guard try db.hasDeclaration(in: cut) else { throw CompensationRefusal.noDeclarationInCut(cut) }
            let certifiable = try db.certifiable(in: cut)
            guard !certifiable.isEmpty else { throw CompensationRefusal.nothingToCertify(cut) }
            return try certifiable.certificates.map { try act.certify($0, of: cut, by: registry.issuerKey) }
        }
    }

    /// The certificate's file: all that is needed to check it without us, as of now.
    public func bundle(certificate id: RandomID) async throws -> [UInt8] { try await certificateBundle(id).bytes }

    /// The certificate in its bundle, as of now, under a checkpoint that witnesses cosigned where one covers all of its entries.
    public func certificateBundle(_ id: RandomID) async throws -> CertificateBundle {
        let registry = registry
        let day = registry.now.day
        return try await registry.database.read { db in
            guard let row = try db.run("SELECT * FROM certificate WHERE public_id = \(id.bytes)").first else {
                throw CompensationRefusal.unknownCertificate(id.text)
            }
            let key = registry.issuerKey
            guard let issuer = DID(registry.issuer) else {
                throw CompensationRefusal.damaged(column: "registry.issuer")
            }
            let credential = try row.credential()
            // The one that signed it, and the one that signs the status lists now.
            let keys = try db.issuerKeys(signing: key.didKey).filter {
                [key.didKey, credential.statedKey].contains($0.key)
            }
            let retirements = try db.run(
                "SELECT retirement FROM certificate_retirement WHERE certificate = \(row.integer("id"))"
            ).map { try $0.integer("retirement") }
            let sequences = try db.evidence(of: retirements, keys: keys) + [row.integer("sequence")]
            let shown = try registry.checkpoint(covering: (sequences.max() ?? 0) + 1, in: db)
            let entries = try sequences.sorted().map { sequence in
                let (entry, sealed) = try db.entry(sequence)
                let isOpened = [.retired, .declared, .takenOver].contains(entry.open.kind)
                return BundledEntry(
                    EvidencedEntry(entry, sealed: isOpened ? sealed : nil),
                    proof: try db.inclusionProof(of: sequence, size: shown.checkpoint.size))
            }
            let content = credential.content
            let statusLists = try StatusPurpose.allCases.map { purpose in
                StatusListCredential(
                    try db.statusList(purpose, number: content.position.list), purpose: purpose,
                    number: content.position.list, origin: content.origin, issuer: issuer, day: day, signedBy: key)
            }
            let methods = keys.map { DIDMethod($0.key, revoked: $0.revocations.first?.day) }
            return CertificateBundle(
                credential: credential, entries: entries, checkpoint: shown.note,
                logKey: registry.logKey, didDocument: DIDDocument(issuer, methods: methods), statusLists: statusLists
            )
        }
    }
}

extension Act {
    /// One certificate: of one customer, in one beneficiary's name, on retirements that are all ours or all taken over.
    func certify(
        _ rows: [CertifiableRow], of cut: CertificateCut, by key: IssuerKey
    ) throws -> CertifyOutcome {
        let retirements = rows.map(\.sequence)
        let issued = try connection.run("SELECT COUNT(*) AS issued FROM certificate")[0].integer("issued")
        let size = Int64(StatusList.count)
        guard let position = StatusPosition(list: Int(issued / size) + 1, index: Int(issued % size)) else {
            throw CompensationRefusal.damaged(column: "certificate")
        }
        let keys = try connection.issuerKeys(signing: key.didKey).filter { $0.key == key.didKey }
        let evidence = try CertificateEvidence(
            try connection.evidence(of: retirements, keys: keys).map { sequence in
                let (entry, sealed) = try connection.entry(sequence)
                return EvidencedEntry(entry, sealed: sealed)
            })
        var coverage: [Int64: Coverage] = [:]
        for (id, rows) in Dictionary(grouping: rows, by: \.declaration) {
            guard let declaration = try connection.declarations(where: "declaration.id = \(id)").first else {
                throw CompensationRefusal.damaged(column: "claim.declaration")
            }
            let units = rows.flatMap(\.units).sorted { $0.lowerBound < $1.lowerBound }.merged
            coverage[declaration.sequence] = try connection.coverage(of: units, in: declaration)
        }
        let content = try CertificateContent(
            evidence, certificate: randomID(), day: day, position: position, cut: cut, coverage: coverage)
        let credential = CertificateCredential(content, signedBy: key)
        let entry = try append(.certificateIssued(credential.issued))
        try connection.insert(credential, as: entry)
        return CertifyOutcome(
            certificate: content.certificate, sequence: entry, beneficiary: content.beneficiary,
            declarations: content.declarations.map(\.sequence), retirements: retirements, sums: content.sums,
            mass: content.mass)
    }
}

extension Row {
    /// The certificate that a row of its table holds.
    func credential() throws -> CertificateCredential {
        guard let document = try JSON(canonical: try blob("credential")).object,
            let signed = SignedCredential(json: document, envelopeSignature: try blob("envelope")),
            let credential = try? CertificateCredential(signed)
        else { throw CompensationRefusal.damaged(column: "certificate.credential") }
        return credential
    }
}

extension Connection {
    /// The sequences of all entries that stand behind these retirements (docs/spec/certificates.md).
    fileprivate func evidence(of retirements: [Int64], keys: [NamedKey]) throws -> [Int64] {
        func found(_ sequence: Int64?) throws -> Int64 {
            guard let sequence else { throw CompensationRefusal.damaged(column: "journal_entry") }
            return sequence
        }
        var sequences = Set([0] + retirements)
        for key in keys { sequences.formUnion([key.sequence] + key.revocations.map(\.sequence)) }
        let behind = try run(
            """
            SELECT DISTINCT claim.declaration, claim.lot FROM retirement JOIN claim ON claim.id = retirement.claim
            WHERE retirement.sequence IN (\(list: retirements))
            """)
        let takenOver = try takenOver(behind: retirements)
        sequences.formUnion(takenOver.entries)
        let ids = takenOver.declarations.union(try behind.map { try $0.integer("declaration") })
        let declarations = try declarations(where: "declaration.id IN (\(list: ids.sorted()))")
        sequences.formUnion(declarations.map(\.sequence))
        for programme in Set(declarations.map(\.programme.rules.version)) {
            sequences.insert(
                try found(
                    newest(.programmePublished) {
                        if case .programmePublished(let rules) = $0 { rules.version == programme } else { false }
                    }))
        }
        var standards: Set<Version> = []
        for id in Set(try behind.map { try $0.integer("lot") }).sorted() {
            let lot = try self.lot(id: id)
            standards.insert(lot.standard.rules.version)
            let verified = try found(
                try run("SELECT verified FROM lot WHERE id = \(id)")[0].optionalInteger("verified"))
            let treatment = try weighings(of: id).last { $0.stage == .treatment && !$0.voided }
            guard let treatment, case .lotVerified(let word) = try entry(verified).entry.open else {
                throw CompensationRefusal.damaged(column: "lot.verified")
            }
            sequences.formUnion([lot.sequence, verified, treatment.id])
            sequences.insert(
                try found(
                    newest(.facilityRecorded, before: verified) {
                        if case .facilityRecorded(let site) = $0 { site.code == treatment.facility } else { false }
                    }))
            sequences.insert(
                try found(
                    newest(.partyRecorded, before: verified) {
                        if case .partyRecorded(let party) = $0 { party.party == word.verifier } else { false }
                    }))
        }
        for standard in standards {
            sequences.insert(
                try found(
                    newest(.standardPublished) {
                        if case .standardPublished(let rules) = $0 { rules.version == standard } else { false }
                    }))
        }
        return sequences.sorted()
    }

    /// The states of one list's certificates as bits.
    func statusList(_ purpose: StatusPurpose, number: Int) throws -> StatusList {
        let state: CertificateState =
            switch purpose {
            case .revocation: .revoked
            case .suspension: .suspended
            }
        var list = StatusList()
        let rows = try run(
            "SELECT list_index FROM certificate WHERE list = \(number) AND state = \(state.rawValue) ORDER BY list_index"
        )
        for row in rows { list[Int(try row.integer("list_index"))] = true }
        return list
    }

    fileprivate func insert(_ credential: CertificateCredential, as sequence: Int64) throws {
        let issued = credential.issued
        try run(
            """
            INSERT INTO certificate (public_id, sequence, credential, envelope, list, list_index, state)
            VALUES (\(issued.certificate.bytes), \(sequence), \(credential.bytes),
                \(credential.signed.envelopeSignature), \(issued.list), \(issued.index),
                \(CertificateState.live.rawValue))
            """)
        let id = try run("SELECT id FROM certificate WHERE sequence = \(sequence)")[0].integer("id")
        for retirement in issued.retirements {
            try run("INSERT INTO certificate_retirement (certificate, retirement) VALUES (\(id), \(retirement))")
        }
    }
}
