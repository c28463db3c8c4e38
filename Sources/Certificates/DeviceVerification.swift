public import CanonicalJSON
import Journal
public import Primitives
public import TransparencyLog

/// What is checked of a device's proof beside the certificate's own checks, in this order (docs/spec/manifest.md, M-12).
public enum DeviceCheck: String, Hashable, Sendable, CaseIterable {
    case certificate = "device-certificate"
    case row = "device-row"
    case covered = "device-covered"
    /// The entry that attached the device is in the log.
    case entry = "device-entry"
    case position = "device-position"

    /// Asked of a device that was attached to a row alone.
    var isOfAttached: Bool {
        switch self {
        case .certificate, .row, .covered: false
        case .entry, .position: true
        }
    }
}

/// Why a check of a device failed.
public enum DeviceFault: Error, Hashable, Sendable {
    /// The proof was made for another certificate.
    case otherCertificate(RandomID)
    /// The certificate is the one that is named, in another credential.
    case otherCredential
    /// The certificate names no such declaration.
    case otherDeclaration(Int64)
    /// The leaf does not lead to the manifest root.
    case path(ProofError)
    /// The tree would have more rows than the declaration lists devices.
    case rows(Int64)
    case notCovered(row: Int64)
    /// The certificate says that the row owes otherwise.
    case units(row: Int64)
    case checkpoint(CheckpointError)
    /// The checkpoint is of another log than the certificate's.
    case otherLog
    /// Of the same size as the certificate's checkpoint, with another root.
    case forked(size: Int64)
    case inclusion(ProofError)
    /// The entry attached nothing, or stands before the declaration.
    case otherEntry(Int64)
    /// The leaf is of another declaration or row.
    case otherRow
    /// The row does not stand for so many devices.
    case noPosition(Int64, of: Int64)
    case positionPath(ProofError)
}

public enum DeviceCheckOutcome: Hashable, Sendable {
    case passed
    case failed(DeviceFault)
    /// An earlier check failed on which this one rests.
    case notReached
}

public struct DeviceCheckResult: Hashable, Sendable {
    public let check: DeviceCheck
    public let outcome: DeviceCheckOutcome
}

/// How much of a device's row the certificate covers.
public enum RowCoverage: Hashable, Sendable {
    case whole
    case part(PartRow)
}

/// What was found of one device.
public struct DeviceReport: Hashable, Sendable {
    public let proof: DeviceProof
    public let checks: [DeviceCheckResult]
    /// Where everything holds.
    public let statement: DeviceStatement?
    public let outcome: CertificateOutcome

    public var faults: [DeviceFault] {
        checks.compactMap { result in
            switch result.outcome {
            case .failed(let fault): fault
            case .passed, .notReached: nil
            }
        }
    }
}

/// What a proof shows, where it holds.
public struct DeviceStatement: Hashable, Sendable {
    public let certificate: RandomID
    public let beneficiary: String
    public let declaration: CertifiedDeclaration
    public let leaf: ProvedRow
    public let attached: ProvedPosition?
    /// The day of the entry that attached the device.
    public let attachedOn: Day?
    public let coverage: RowCoverage

    /// What follows that nobody can tell from the proof.
    public var caveats: [DeviceCaveat] {
        DeviceCaveat.allCases.filter { $0 != .position || attached != nil }
    }
}

/// Checks devices' proofs beside one bundle, whose checks are made once: no network, no clock, no database.
public struct DeviceVerification: Sendable {
    /// The certificate by itself.
    public let certificate: CertificateReport
    private let credential: Digest

    /// - Parameters:
    ///   - fresher: status lists got elsewhere; the newest of each purpose speaks.
    ///   - quorum: the witnesses that the caller trusts, and how many must have cosigned the checkpoint.
    public init(of bundle: CertificateBundle, trust: Trust, fresher: [JSONObject] = [], quorum: Quorum? = nil) {
        certificate = CertificateVerification.report(on: bundle, trust: trust, fresher: fresher, quorum: quorum)
        credential = Digest(sha256: bundle.credential.json.canonicalBytes)
    }

    public func report(on proof: DeviceProof) -> DeviceReport {
        var examination = DeviceExamination(proof, certificate, credential)
        var checks: [DeviceCheckResult] = []
        for check in DeviceCheck.allCases where !check.isOfAttached || proof.attached != nil {
            let outcome: DeviceCheckOutcome
            do throws(DeviceFault) {
                outcome = try examination.run(check) ? .passed : .notReached
            } catch { outcome = .failed(error) }
            checks.append(DeviceCheckResult(check: check, outcome: outcome))
        }
        let holds = checks.allSatisfy { $0.outcome == .passed }
        return DeviceReport(
            proof: proof, checks: checks, statement: holds ? examination.statement : nil,
            outcome: holds ? certificate.outcome : .wrong)
    }
}

/// One run through a proof. Each check leaves what later ones rest on.
private struct DeviceExamination {
    let proof: DeviceProof
    let report: CertificateReport
    let credential: Digest
    var declaration: CertifiedDeclaration?
    var coverage: RowCoverage?

    init(_ proof: DeviceProof, _ report: CertificateReport, _ credential: Digest) {
        self.proof = proof
        self.report = report
        self.credential = credential
    }

    var statement: DeviceStatement? {
        guard let content = report.content, let declaration, let coverage else { return nil }
        return DeviceStatement(
            certificate: content.certificate, beneficiary: content.beneficiary, declaration: declaration,
            leaf: proof.leaf, attached: proof.attached?.leaf, attachedOn: proof.attached?.entry.day,
            coverage: coverage)
    }

    /// Whether the check could be made; it throws where it fails.
    mutating func run(_ check: DeviceCheck) throws(DeviceFault) -> Bool {
        switch check {
        case .certificate: return try checkCertificate()
        case .row: return try checkRow()
        case .covered: return try checkCoverage()
        case .entry: return try checkEntry()
        case .position: return try checkPosition()
        }
    }

    private mutating func checkCertificate() throws(DeviceFault) -> Bool {
        guard let content = report.content else { return false }
        guard content.certificate == proof.certificate else { throw .otherCertificate(proof.certificate) }
        guard credential == proof.credential else { throw .otherCredential }
        guard let found = content.declarations.first(where: { $0.sequence == proof.declaration }) else {
            throw .otherDeclaration(proof.declaration)
        }
        declaration = found
        return true
    }

    private func checkRow() throws(DeviceFault) -> Bool {
        guard let declaration else { return false }
        // A row is at least one device.
        guard proof.path.size <= declaration.devices else { throw .rows(proof.path.size) }
        do throws(ProofError) { try proof.path.verify(proof.leaf.hash, root: declaration.manifest) } catch {
            throw .path(error)
        }
        return true
    }

    private mutating func checkCoverage() throws(DeviceFault) -> Bool {
        guard let declaration else { return false }
        let row = proof.leaf.row
        if declaration.coverage.rows.contains(where: { $0.contains(row) }) {
            coverage = .whole
        } else if let part = declaration.coverage.inPart.first(where: { $0.row == row }) {
            guard part.of == proof.leaf.units else { throw .units(row: row) }
            coverage = .part(part)
        } else {
            throw .notCovered(row: row)
        }
        return true
    }

    private func checkEntry() throws(DeviceFault) -> Bool {
        guard let attached = proof.attached, let log = report.logKey, let known = report.checkpoint else {
            return false
        }
        let checkpoint: Checkpoint
        do throws(CheckpointError) {
            checkpoint = try Checkpoint.open(Array(attached.checkpoint.utf8), log: log).checkpoint
        } catch { throw .checkpoint(error) }
        guard checkpoint.origin.utf8.elementsEqual(known.origin.utf8) else { throw .otherLog }
        guard checkpoint.size != known.size || checkpoint.rootHash == known.rootHash else {
            throw .forked(size: known.size)
        }
        let sequence = attached.entry.sequence
        do throws(ProofError) {
            try TreeProofs.verifyInclusion(
                of: Hash(leaf: attached.entry.bytes), index: sequence, size: checkpoint.size,
                root: checkpoint.rootHash, proof: attached.inclusion)
        } catch { throw .inclusion(error) }
        guard case .identified = attached.entry.open, sequence > proof.declaration else { throw .otherEntry(sequence) }
        return true
    }

    private func checkPosition() throws(DeviceFault) -> Bool {
        guard let attached = proof.attached, declaration != nil else { return false }
        guard case .identified(let leaves) = attached.entry.open else { return false }
        let leaf = attached.leaf
        guard leaf.declaration == proof.declaration, leaf.row == proof.leaf.row else { throw .otherRow }
        guard leaf.position <= proof.leaf.quantity else { throw .noPosition(leaf.position, of: proof.leaf.quantity) }
        do throws(ProofError) { try attached.path.verify(leaf.hash, root: leaves) } catch { throw .positionPath(error) }
        return true
    }
}
