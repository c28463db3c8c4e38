import Certificates
public import Journal
import Lots
public import Primitives
import Programmes
public import Registry
import Storage
import TransparencyLog

/// Where the database says something else than the journal.
public enum CheckFinding: Error, Hashable, Sendable {
    /// The engine's own check of its file.
    case file(String)
    /// The edge or a stored node of the tree is not what the entries give.
    case tree(entries: Int64)
    case published(RegistryRefusal)
    case entryUnreadable(Int64, EntryError)
    /// A sealed part's SHA-256 is not the one in the open part.
    case sealedPart(Int64)
    case refused(ReplayRefusal)
    case lot(Code)
    /// A programme, standard or reference mass.
    case rules(Version)
    case facility(Code)
    case party(Code)
    case consent(Code)
    case claim(RandomID)
    case declaration(Int64)
    /// The rows of a declaration are not those whose root its entry states.
    case manifest(Int64)
    /// The devices attached to a declaration's lines are not those whose root an entry states.
    case attached(entry: Int64)
    case retirement(Int64)
    case certificate(RandomID)
    /// What was taken over, by the sequence of its entry.
    case takenOver(Int64)
    /// Its cut-off day.
    case earlierSystem(Code)
    /// How many there are in the journal and in the database.
    case count(CheckedThing, journal: Int, database: Int)
    case evidenceGone(Digest)
    case evidenceChanged(Digest)
    /// An identifier that is live for a withdrawn row, or not live for one that stands.
    case identity(declaration: Int64, row: Int64)
}

/// The things that `check` counts on both sides.
public enum CheckedThing: Hashable, Sendable, CaseIterable {
    case lots, claims, declarations, retirements, certificates, programmes, standards, masses, identifiers
    case earlierSystems, lotsTakenOver, declarationsTakenOver, retirementsTakenOver
}

/// What was checked, and what was found.
public struct CheckReport: Hashable, Sendable {
    public let entries: Int64
    public let lots: Int
    public let declarations: Int
    public let retirements: Int
    public let certificates: Int
    public let identifiers: Int
    public let evidence: Int
    /// Empty where all is well. At most `findingsMost`.
    public let findings: [CheckFinding]

    public static let findingsMost = 100
}

extension Compensation {
    /// Replays the journal, open and sealed, and compares every quantity and state with the database; works the tree out
    /// again; reads the evidence again; holds identifiers to the rows (design, section 3, rules 1 to 6).
    public func check() async throws -> CheckReport {
        let registry = registry
        var report = try await registry.database.read { db in try db.check() }
        var findings = report.findings
        do {
            try await registry.compareWithPublished()
        } catch let refusal as RegistryRefusal {
            findings.append(.published(refusal))
        }
        for digest in try await registry.evidence() {
            switch try registry.state(ofEvidence: digest) {
            case .kept: break
            case .gone: findings.append(.evidenceGone(digest))
            case .changed: findings.append(.evidenceChanged(digest))
            }
        }
        report = CheckReport(
            entries: report.entries, lots: report.lots, declarations: report.declarations,
            retirements: report.retirements, certificates: report.certificates, identifiers: report.identifiers,
            evidence: try await registry.evidence().count,
            findings: Array(findings.prefix(CheckReport.findingsMost)))
        return report
    }
}

extension Connection {
    fileprivate func check() throws -> CheckReport {
        var findings: [CheckFinding] = try integrityFindings().map { .file($0) }
        var replay = Replay(proofs: .ed25519)
        var edge = TreeEdge()
        var ended = false
        try each("SELECT sequence, open, sealed FROM journal_entry ORDER BY sequence") { row in
            let open = try row.blob(at: 1)
            edge.append(leaf: Hash(leaf: open))
            guard !ended else { return }
            if let finding = try replay.take(row.integer(at: 0), open, row.optionalBlob(at: 2)) {
                findings.append(finding)
                ended = true
            }
        }
        if try tree().edge != edge { findings.append(.tree(entries: edge.size)) }
        if try root(size: edge.size) != edge.root { findings.append(.tree(entries: edge.size)) }
        if !ended {
            do throws(ReplayRefusal) { try replay.end() } catch { findings.append(.refused(error)) }
            findings += try compare(with: replay)
        }
        let identifiers = try identityFindings()
        findings += identifiers.findings
        return CheckReport(
            entries: edge.size, lots: replay.lots.count, declarations: replay.declarations.count,
            retirements: replay.retirements.count, certificates: replay.certificates.count,
            identifiers: identifiers.count, evidence: 0, findings: findings)
    }

    private func compare(with replay: Replay) throws -> [CheckFinding] {
        var findings: [CheckFinding] = []
        func count(_ thing: CheckedThing, _ journal: Int, _ database: Int) {
            if journal != database { findings.append(.count(thing, journal: journal, database: database)) }
        }
        let lots = try self.lots()
        count(.lots, replay.lots.count, lots.count)
        for lot in lots {
            let replayed = replay.lots[lot.code]
            let same =
                try replayed.map {
                    try $0.state == lot.state && $0.balance == lot.balance && $0.sequence == lot.sequence
                        && isAsSealed(lot, $0)
                } ?? false
            if !same { findings.append(.lot(lot.code)) }
        }
        let declarations = try self.declarations()
        count(.declarations, replay.declarations.count, declarations.count)
        for row in declarations {
            let replayed = replay.declarations[row.sequence]
            let same =
                try replayed.map {
                    try $0.papers.owed.count == row.owed && $0.cancelled == row.cancelled && $0.promised == row.promised
                        && $0.retired == row.retired && $0.reversed == row.reversed
                        && $0.papers.beneficiary == row.beneficiary && $0.papers.customer == row.customer
                        && $0.papers.programme == row.programme.rules.version && $0.papers.day == row.day
                        && $0.papers.document == row.document && $0.papers.owed.unit == row.unit
                        && $0.payment == payment(of: row) && hasUnits(of: row, $0, replay)
                } ?? false
            if !same { findings.append(.declaration(row.sequence)) }
            if case .declared(let manifest) = try entry(row.sequence).entry.open,
                try manifestRoot(of: row).bytes != manifest.bytes
            {
                findings.append(.manifest(row.sequence))
            }
            for (entry, root) in try attachedRoots(of: row).sorted(by: { $0.key < $1.key }) {
                guard case .identified(let leaves) = try self.entry(entry).entry.open, leaves.bytes == root.bytes else {
                    findings.append(.attached(entry: entry))
                    continue
                }
            }
        }
        let lotCodes = Dictionary(uniqueKeysWithValues: lots.map { ($0.id, $0.code) })
        let claims = try self.claims(where: "1 = 1")
        count(.claims, replay.claims.count, claims.count)
        for claim in claims {
            let replayed = replay.claims[claim.publicID]
            let same =
                replayed.map {
                    $0.promised == claim.promised && $0.retired == claim.retired && $0.reversed == claim.reversed
                        && $0.lot == lotCodes[claim.lot]
                        && $0.declaration == claim.declaration.sequence
                } ?? false
            if !same { findings.append(.claim(claim.publicID)) }
        }
        findings += try compareRetirements(with: replay)
        findings += try compareRules(with: replay)
        findings += try compareOpenings(with: replay)
        count(
            .programmes, replay.programmes.count,
            Int(try run("SELECT COUNT(*) AS n FROM programme_version")[0].integer("n")))
        count(
            .standards, replay.standards.count,
            Int(try run("SELECT COUNT(*) AS n FROM standard_version")[0].integer("n")))
        count(.masses, replay.masses.count, Int(try run("SELECT COUNT(*) AS n FROM reference_mass")[0].integer("n")))
        return findings
    }

    private func compareRetirements(with replay: Replay) throws -> [CheckFinding] {
        var findings: [CheckFinding] = []
        let rows = try run(
            """
            SELECT retirement.*, claim.public_id FROM retirement JOIN claim ON claim.id = retirement.claim
            ORDER BY retirement.sequence
            """)
        if rows.count != replay.retirements.count {
            findings.append(.count(.retirements, journal: replay.retirements.count, database: rows.count))
        }
        for row in rows {
            let sequence = try row.integer("sequence")
            let same =
                try replay.retirements[sequence].map {
                    try $0.retired.quantity.count == row.integer("quantity") && $0.day == row.day("day")
                        && $0.retired.grams.lowerBound == row.integer("first_gram")
                        && $0.retired.grams.upperBound == row.integer("end_gram") && $0.isReversed != row.bool("live")
                        && $0.retired.claim.bytes == row.blob("public_id")
                } ?? false
            if !same { findings.append(.retirement(sequence)) }
        }
        let certificates = try run("SELECT * FROM certificate ORDER BY id")
        if certificates.count != replay.certificates.count {
            findings.append(
                .count(.certificates, journal: replay.certificates.count, database: certificates.count))
        }
        for row in certificates {
            let id = try row.parsed("public_id", RandomID(row.blob("public_id")))
            let same =
                try replay.certificates[id].map {
                    try $0.state.rawValue == row.text("state") && Int64($0.issued.list) == row.integer("list")
                        && Int64($0.issued.index) == row.integer("list_index")
                        && isAsIssued(row, $0)
                } ?? false
            if !same { findings.append(.certificate(id)) }
        }
        return findings
    }

    /// Every row that is not withdrawn has its identifiers live, and nothing else is.
    private func identityFindings() throws -> (count: Int, findings: [CheckFinding]) {
        var findings: [CheckFinding] = []
        var live = try run("SELECT COUNT(*) AS n FROM identity")[0].integer("n")
        // What an import is loading, or what a crash left of one until it is swept, is nobody's.
        for loading in try imports() {
            live -= try run(
                """
                SELECT COUNT(*) AS n FROM identity
                WHERE device >= \(loading.devices.lowerBound) AND device < \(loading.devices.upperBound)
                """)[0].integer("n")
        }
        let expected = try expectedIdentities { findings.append(.identity(declaration: $0, row: $1)) }
        if live != expected {
            findings.append(.count(.identifiers, journal: Int(expected), database: Int(live)))
        }
        return (Int(live), findings)
    }

    private func integrityFindings() throws -> [String] {
        switch dialect {
        case .sqlite:
            return try run("PRAGMA integrity_check").map { try $0.text(at: 0) }.filter { $0 != "ok" }
        case .postgres: return []
        }
    }
}

extension Replay {
    /// Reads one entry from its bytes and applies it.
    fileprivate mutating func take(_ sequence: Int64, _ open: [UInt8], _ sealed: [UInt8]?) -> CheckFinding? {
        do throws(EntryError) {
            let entry = try JournalEntry(bytes: open)
            guard entry.sealed == sealed.map({ Digest(sha256: $0) }) else { return .sealedPart(sequence) }
            let part: SealedEntry?
            if let sealed { part = try SealedEntry(bytes: sealed, of: entry.open.kind) } else { part = nil }
            do throws(ReplayRefusal) {
                try apply(
                    sequence: sequence, day: entry.day, open: entry.open, actor: part?.actor, sealed: part?.part,
                    sealedDigest: entry.sealed)
            } catch {
                return .refused(error)
            }
            return entry.sequence == sequence ? nil : .tree(entries: sequence)
        } catch {
            return .entryUnreadable(sequence, error)
        }
    }
}
