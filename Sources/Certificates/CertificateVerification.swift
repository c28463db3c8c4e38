public import CanonicalJSON
import Journal
import Primitives
public import TransparencyLog

/// Checks a certificate from its bundle alone: no network, no clock, no database (docs/spec/certificates.md, section 4).
public enum CertificateVerification {
    /// - Parameters:
    ///   - fresher: status lists got elsewhere; the newest of each purpose speaks.
    ///   - quorum: the witnesses that the caller trusts, and how many must have cosigned the checkpoint.
    public static func report(
        on bundle: CertificateBundle, trust: Trust, fresher: [JSONObject] = [], quorum: Quorum? = nil
    ) -> CertificateReport {
        var examination = Examination(bundle: bundle, trust: trust, fresher: fresher, quorum: quorum)
        return examination.report()
    }
}

/// One run through the checks. Each leaves what later ones rest on.
private struct Examination {
    let bundle: CertificateBundle
    let trust: Trust
    let fresher: [JSONObject]
    let quorum: Quorum?
    var results: [CheckResult] = []

    var credential: CertificateCredential?
    var document: DIDDocument?
    var signer: DIDKey?
    var listSigners: Set<DIDKey> = []
    var evidence: CertificateEvidence?
    var logKey: VerifierKey?
    var checkpoint: Checkpoint?
    var witnesses: WitnessFinding?
    var lists: [StatusPurpose: StatusListCredential] = [:]

    init(bundle: CertificateBundle, trust: Trust, fresher: [JSONObject], quorum: Quorum?) {
        self.bundle = bundle
        self.trust = trust
        self.fresher = fresher
        self.quorum = quorum
    }

    mutating func report() -> CertificateReport {
        for check in CertificateCheck.allCases where isAsked(check) {
            let outcome: CheckOutcome
            do throws(CheckFault) {
                outcome = try run(check) ? .passed : .notReached
            } catch { outcome = .failed(error) }
            results.append(CheckResult(check: check, outcome: outcome))
        }
        let signers = ([signer].compactMap { $0 } + listSigners.sorted { $0.text < $1.text }).uniqued
        let outcome: CertificateOutcome
        if !results.allSatisfy({ $0.outcome == .passed }) {
            outcome = .wrong
        } else {
            let unknown = signers.filter { !trust.issuers.contains($0) }
            let log = logKey.flatMap { trust.logs.contains($0) ? nil : $0 }
            if !unknown.isEmpty || log != nil {
                outcome = .unknown(issuers: unknown, log: log)
            } else {
                outcome = witnesses.map(\.isReached) ?? true ? .trusted : .notCosigned
            }
        }
        return CertificateReport(
            checks: results, content: credential?.content, statusDay: lists.values.map(\.day).min(), signers: signers,
            logKey: logKey, checkpoint: checkpoint, witnesses: witnesses, outcome: outcome)
    }

    /// What was taken over has no verifier's signature to be checked, and says so.
    private func isAsked(_ check: CertificateCheck) -> Bool {
        let other: CertificateCheck = evidence?.takeOver == nil ? .takenOver : .verification
        return check != other
    }

    /// Whether the check could be made; it throws where it fails.
    private mutating func run(_ check: CertificateCheck) throws(CheckFault) -> Bool {
        switch check {
        case .credential:
            do throws(CertificateFault) { credential = try CertificateCredential(bundle.credential) } catch {
                throw .credential(error)
            }
            return true
        case .didDocument:
            do throws(DIDDocumentFault) { document = try DIDDocument(json: bundle.didDocument) } catch {
                throw .didDocument(error)
            }
            return true
        case .proof:
            guard let document else { return false }
            do throws(ProofFault) {
                signer = try DataIntegrityProof.verify(bundle.credential.json) { document.key(of: $0) }
            } catch { throw .proof(error) }
            return true
        case .envelope:
            guard let signer else { return false }
            do throws(EnvelopeFault) { try bundle.credential.verifyEnvelope(by: signer) } catch {
                throw .envelope(error)
            }
            return true
        case .evidence:
            do throws(EvidenceFault) { evidence = try CertificateEvidence(bundle.entries.map(\.evidenced)) } catch {
                throw .evidence(error)
            }
            return true
        case .issuer: return try checkIssuer()
        case .checkpoint: return try checkCheckpoint()
        case .inclusion: return try checkInclusion()
        case .issued: return try checkIssued()
        case .sealedParts: return try examine { (evidence) throws(EvidenceFault) in try evidence.checkSealedParts() }
        case .beneficiary: return try examine { (evidence) throws(EvidenceFault) in try evidence.checkBeneficiary() }
        case .verification: return try examine { (evidence) throws(EvidenceFault) in try evidence.checkVerification() }
        case .takenOver: return try examine { (evidence) throws(EvidenceFault) in try evidence.checkTakenOver() }
        case .order: return try examine { (evidence) throws(EvidenceFault) in try evidence.checkOrder() }
        case .units: return try examine { (evidence) throws(EvidenceFault) in try evidence.checkUnits() }
        case .ranges: return try examine { (evidence) throws(EvidenceFault) in try evidence.checkRanges() }
        case .coverage:
            guard let coverage = credential?.content.coverage else { return false }
            return try examine { (evidence) throws(EvidenceFault) in try evidence.check(coverage) }
        case .cut:
            guard let cut = credential?.content.cut else { return false }
            return try examine { (evidence) throws(EvidenceFault) in try evidence.check(cut) }
        case .figures: return try checkFigures()
        case .statusLists: return try checkStatusLists()
        case .status: return try checkStatus()
        }
    }

    private func examine(_ point: (CertificateEvidence) throws(EvidenceFault) -> Void) throws(CheckFault) -> Bool {
        guard let evidence else { return false }
        do throws(EvidenceFault) { try point(evidence) } catch { throw .evidence(error) }
        return true
    }

    private func checkIssuer() throws(CheckFault) -> Bool {
        guard let document, let evidence, let content = credential?.content else { return false }
        guard content.issuer == document.did, content.issuer == evidence.issuer else { throw .issuerDiffers }
        guard Set(document.methods) == Set(evidence.keys.map(\.method)) else { throw .documentKeys }
        guard let signer else { return false }
        guard let key = evidence.keys.first(where: { $0.key == signer }) else { throw .keyNotInJournal(signer) }
        guard let issued = evidence.issued?.sequence else { return true }
        guard key.added < issued else { throw .keyNotInJournal(signer) }
        guard key.revocations.allSatisfy({ issued < $0.sequence }) else { throw .keyRevoked(signer) }
        return true
    }

    private mutating func checkCheckpoint() throws(CheckFault) -> Bool {
        guard let key = try? VerifierKey(text: bundle.logKey) else { throw .logKey }
        logKey = key
        do throws(CheckpointError) {
            let (opened, note) = try Checkpoint.open(Array(bundle.checkpoint.utf8), log: key)
            witnesses = try quorum.map { (quorum) throws(CheckpointError) in
                try WitnessFinding(quorum, on: opened, lines: note.unverified)
            }
            checkpoint = opened
        } catch { throw .checkpoint(error) }
        guard let checkpoint, let evidence, let content = credential?.content else { return false }
        guard checkpoint.origin.utf8.elementsEqual(evidence.opened.origin.utf8),
            key.text.utf8.elementsEqual(evidence.opened.logKey.utf8),
            evidence.hasIssued(under: content.origin)
        else { throw .originDiffers }
        return true
    }

    private func checkInclusion() throws(CheckFault) -> Bool {
        guard let checkpoint else { return false }
        for entry in bundle.entries {
            do throws(ProofError) {
                try TreeProofs.verifyInclusion(
                    of: Hash(leaf: entry.entry.bytes), index: entry.entry.sequence, size: checkpoint.size,
                    root: checkpoint.rootHash, proof: entry.proof)
            } catch { throw .inclusion(sequence: entry.entry.sequence, error) }
        }
        return true
    }

    private func checkIssued() throws(CheckFault) -> Bool {
        guard let evidence, let credential else { return false }
        guard let issued = evidence.issued else { throw .evidence(.missing(.certificateIssued, .certificate)) }
        guard issued.part == credential.issued, issued.day == credential.content.day,
            issued.part.retirements == evidence.retirements
        else { throw .issuedDiffers }
        return true
    }

    /// Every figure again, from the entries alone, and compared.
    private func checkFigures() throws(CheckFault) -> Bool {
        guard let evidence, let content = credential?.content else { return false }
        let stated = CertificateContent(
            stating: evidence, under: content.origin, certificate: content.certificate, day: content.day,
            position: content.position, cut: content.cut, coverage: content.coverage)
        let differing = JSON.object(stated.credential.document).paths(
            differingFrom: .object(content.credential.document))
        guard differing.isEmpty else { throw .figures(differing) }
        return true
    }

    private mutating func checkStatusLists() throws(CheckFault) -> Bool {
        guard let document, let evidence, let content = credential?.content else { return false }
        let issuer = content.issuer
        for json in bundle.statusLists + fresher {
            let list: StatusListCredential
            let key: DIDKey
            do throws(StatusCredentialFault) {
                list = try StatusListCredential(json: json)
                key = try list.verify { method in
                    document.key(of: method) ?? trust.issuers.first { issuer.method(of: $0) == method }
                }
            } catch { throw .statusList(error) }
            if let named = evidence.keys.first(where: { $0.key == key }) {
                // One that somebody else has may have been given any day.
                let isLate = named.method.revoked.map { $0 < list.day } ?? false
                guard !isLate, !named.isCompromised else { throw .keyRevoked(key) }
            } else {
                guard trust.issuers.contains(key) else { throw .keyNotInJournal(key) }
            }
            let url = StatusListCredential.url(
                origin: content.origin, purpose: list.purpose, list: content.position.list)
            guard list.issuer == issuer.text, list.url == url else { throw .statusListForeign(list.url) }
            guard list.day >= content.day else { throw .statusListEarly(list.day) }
            listSigners.insert(key)
            if lists[list.purpose].map({ $0.day <= list.day }) ?? true { lists[list.purpose] = list }
        }
        for purpose in StatusPurpose.allCases where lists[purpose] == nil { throw .statusListMissing(purpose) }
        return true
    }

    private func checkStatus() throws(CheckFault) -> Bool {
        guard let content = credential?.content, let revocation = lists[.revocation],
            let suspension = lists[.suspension]
        else { return false }
        func isSet(_ credential: StatusListCredential) throws(CheckFault) -> Bool {
            do throws(StatusListFault) { return try credential.list.isSet(Int64(content.position.index)) } catch {
                throw .statusList(.list(error))
            }
        }
        if try isSet(revocation) { throw .revoked(asOf: revocation.day) }
        if try isSet(suspension) { throw .suspended(asOf: suspension.day) }
        return true
    }
}

extension CertificateEvidence {
    /// Whether the certificate was issued while the log had that name: its own, or that of a log that it goes on from.
    fileprivate func hasIssued(under origin: String) -> Bool {
        if origin.utf8.elementsEqual(opened.origin.utf8) { return true }
        let ended = opened.continues.first { $0.origin.utf8.elementsEqual(origin.utf8) }
        guard let ended, let issued else { return false }
        return issued.sequence < ended.kept
    }
}

extension Array where Element: Hashable {
    fileprivate var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension JSON {
    /// Where two values part, as paths of member names and places. At most 20.
    func paths(differingFrom other: JSON, at path: String = "") -> [String] {
        switch (self, other) {
        case (.object(let one), .object(let two)):
            let names = (one.members + two.members).map(\.name)
            return Array(
                names.uniqued.flatMap { name -> [String] in
                    let inner = path.isEmpty ? name : "\(path).\(name)"
                    guard let left = one[name], let right = two[name] else { return [inner] }
                    return left.paths(differingFrom: right, at: inner)
                }.prefix(20))
        case (.array(let one), .array(let two)):
            guard one.count == two.count else { return [path] }
            return Array(
                zip(one, two).enumerated().flatMap { index, pair in
                    pair.0.paths(differingFrom: pair.1, at: "\(path)[\(index)]")
                }.prefix(20))
        case (.null, _), (.bool, _), (.integer, _), (.number, _), (.string, _), (.array, _), (.object, _):
            return self == other ? [] : [path]
        }
    }
}
