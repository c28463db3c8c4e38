import Access
import Certificates
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
    public let declaration: Int64
    public let retirements: [Int64]
    /// What is certified, in the declaration's unit.
    public let quantity: Quantity
    /// The mass of the retired ranges.
    public let mass: Grams
}

extension Compensation {
    /// Certifies what is retired of a declaration and stands in no certificate that is live or suspended: the 1,000 oldest
    /// such retirements. Called again, it certifies the next.
    public func certify(declaration sequence: Int64, as actor: Actor) async throws -> CertifyOutcome {
        let registry = registry
        return try await registry.act(as: actor) { act in
            try act.require(.certify)
            let db = act.connection
            let declaration = try db.declaration(sequence)
            let retirements = try db.uncertified(declaration)
            guard !retirements.isEmpty else { throw CompensationRefusal.nothingToCertify(sequence) }
            return try act.certify(retirements, of: declaration, in: registry)
        }
    }

    /// The certificate in its bundle: all that is needed to check it without us, as of now.
    public func bundle(certificate id: RandomID) async throws -> [UInt8] {
        let registry = registry
        let day = registry.now.day
        return try await registry.database.read { db in
            guard let row = try db.run("SELECT * FROM certificate WHERE public_id = \(id.bytes)").first else {
                throw CompensationRefusal.unknownCertificate(id.text)
            }
            guard let key = IssuerKey(seed: registry.issuerSeed), let issuer = DID(registry.issuer) else {
                throw CompensationRefusal.damaged(column: "registry.issuer")
            }
            let spine = try db.run("SELECT checkpoint, checkpoint_size FROM registry WHERE id = 1")[0]
            let size = try spine.integer("checkpoint_size")
            let retirements = try db.run(
                "SELECT retirement FROM certificate_retirement WHERE certificate = \(row.integer("id"))"
            ).map { try $0.integer("retirement") }
            let declaration = try db.run(
                "SELECT sequence FROM declaration WHERE id = \(row.integer("declaration"))")[0].integer("sequence")
            let sequences =
                try db.evidence(of: retirements, declaration: declaration, key: key.didKey) + [row.integer("sequence")]
            let entries = try sequences.sorted().map { sequence in
                let (entry, sealed) = try db.entry(sequence)
                let shown = [.retired, .declared, .takenOver].contains(entry.open.kind)
                return BundledEntry(
                    EvidencedEntry(entry, sealed: shown ? sealed : nil),
                    proof: try db.inclusionProof(of: sequence, size: size))
            }
            let list = Int(try row.integer("list"))
            let statusLists = try StatusPurpose.allCases.map { purpose in
                StatusListCredential(
                    try db.statusList(purpose, number: list), purpose: purpose, number: list, origin: registry.origin,
                    issuer: issuer, day: day, signedBy: key)
            }
            let credential = try JSON(canonical: try row.blob("credential"))
            guard let document = credential.object else {
                throw CompensationRefusal.damaged(column: "certificate.credential")
            }
            return CertificateBundle(
                credential: document, entries: entries, checkpoint: try spine.text("checkpoint"),
                logKey: registry.logKey.text, didDocument: DIDDocument(issuer, keys: [key.didKey]).json,
                statusLists: statusLists.map(\.json)
            ).bytes
        }
    }
}

extension Act {
    /// Issues the certificate on these retirements of a declaration, all of them ours or all taken over.
    func certify(
        _ retirements: [Int64], of declaration: DeclarationRow, in registry: Registry
    ) throws -> CertifyOutcome {
        guard let key = IssuerKey(seed: registry.issuerSeed) else { preconditionFailure("32 bytes are a seed") }
        let db = connection
        let issued = try db.run("SELECT COUNT(*) AS issued FROM certificate")[0].integer("issued")
        let size = Int64(StatusList.count)
        guard let position = StatusPosition(list: Int(issued / size) + 1, index: Int(issued % size)) else {
            throw CompensationRefusal.damaged(column: "certificate")
        }
        let evidence = try CertificateEvidence(
            try db.evidence(of: retirements, declaration: declaration.sequence, key: key.didKey).map { sequence in
                let (entry, sealed) = try db.entry(sequence)
                return EvidencedEntry(entry, sealed: sealed)
            })
        let units = try db.units(of: retirements, in: declaration)
        let content = try CertificateContent(
            evidence, certificate: randomID(), day: day, position: position,
            coverage: db.coverage(of: units, in: declaration))
        let credential = CertificateCredential(content, signedBy: key)
        let entry = try append(.certificateIssued(credential.issued))
        try db.insert(credential, as: entry, declaration: declaration.id)
        return CertifyOutcome(
            certificate: content.certificate, sequence: entry, declaration: declaration.sequence,
            retirements: retirements,
            quantity: content.quantity, mass: content.mass)
    }
}

extension Connection {
    /// Live retirements of a declaration in no live or suspended certificate, oldest first, as many as one may name.
    fileprivate func uncertified(_ declaration: DeclarationRow) throws -> [Int64] {
        try run(
            """
            SELECT retirement.sequence FROM retirement JOIN claim ON claim.id = retirement.claim
            JOIN lot ON lot.id = claim.lot
            WHERE claim.declaration = \(declaration.id) AND retirement.live = 1 AND lot.state = 'verified'
            AND NOT EXISTS (
                SELECT 1 FROM certificate_retirement
                JOIN certificate ON certificate.id = certificate_retirement.certificate
                WHERE certificate_retirement.retirement = retirement.sequence AND certificate.state <> 'revoked'
            )
            ORDER BY retirement.sequence LIMIT \(CertificateEvidence.retirementsMax)
            """
        ).map { try $0.integer("sequence") }
    }

    /// The sequences of all entries that stand behind these retirements (docs/spec/certificates.md).
    fileprivate func evidence(of retirements: [Int64], declaration: Int64, key: DIDKey) throws -> [Int64] {
        func found(_ sequence: Int64?) throws -> Int64 {
            guard let sequence else { throw CompensationRefusal.damaged(column: "journal_entry") }
            return sequence
        }
        let declared = try self.declaration(declaration)
        var sequences: Set<Int64> = [0, declaration]
        sequences.insert(
            try found(
                newest(.keyAdded) { if case .keyAdded(let added) = $0 { added.key == key.text } else { false } }))
        let programme = declared.programme.rules.version
        sequences.insert(
            try found(
                newest(.programmePublished) {
                    if case .programmePublished(let rules) = $0 { rules.version == programme } else { false }
                }))
        let takenOver = try evidenceTakenOver(behind: retirements, of: declared)
        guard takenOver.isEmpty else { return sequences.union(takenOver).sorted() }
        var lots: Set<Int64> = []
        for retirement in retirements {
            sequences.insert(retirement)
            lots.insert(
                try run(
                    """
                    SELECT claim.lot FROM retirement JOIN claim ON claim.id = retirement.claim
                    WHERE retirement.sequence = \(retirement)
                    """)[0].integer("lot"))
        }
        for id in lots.sorted() {
            let lot = try self.lot(id: id)
            let verified = try found(
                try run("SELECT verified FROM lot WHERE id = \(id)")[0].optionalInteger("verified"))
            let treatment = try weighings(of: id).last { $0.stage == .treatment && !$0.voided }
            guard let treatment, case .lotVerified(let word) = try entry(verified).entry.open else {
                throw CompensationRefusal.damaged(column: "lot.verified")
            }
            let standard = lot.standard.rules.version
            sequences.formUnion([lot.sequence, verified, treatment.id])
            sequences.insert(
                try found(
                    newest(.standardPublished) {
                        if case .standardPublished(let rules) = $0 { rules.version == standard } else { false }
                    }))
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
        return sequences.sorted()
    }

    /// The units of these retirements, in order, runs that touch joined.
    fileprivate func units(of retirements: [Int64], in declaration: DeclarationRow) throws -> [UnitRange] {
        var joined: [UnitRange] = []
        let runs = try run(
            """
            SELECT first_unit, end_unit FROM unit_run WHERE declaration = \(declaration.id)
            AND retirement IN (\(list: retirements)) ORDER BY first_unit
            """)
        for run in runs {
            let (first, end) = (try run.integer("first_unit"), try run.integer("end_unit"))
            if let last = joined.last, last.upperBound == first {
                joined[joined.count - 1] = last.lowerBound..<end
            } else {
                joined.append(first..<end)
            }
        }
        return joined
    }

    /// The states of one list's certificates as bits.
    fileprivate func statusList(_ purpose: StatusPurpose, number: Int) throws -> StatusList {
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

    fileprivate func insert(
        _ credential: CertificateCredential, as sequence: Int64, declaration: Int64
    ) throws {
        let issued = credential.issued
        try run(
            """
            INSERT INTO certificate (public_id, sequence, declaration, credential, list, list_index, state)
            VALUES (\(issued.certificate.bytes), \(sequence), \(declaration), \(credential.bytes), \(issued.list),
                \(issued.index), \(CertificateState.live.rawValue))
            """)
        let id = try run("SELECT id FROM certificate WHERE sequence = \(sequence)")[0].integer("id")
        for retirement in issued.retirements {
            try run("INSERT INTO certificate_retirement (certificate, retirement) VALUES (\(id), \(retirement))")
        }
    }
}
