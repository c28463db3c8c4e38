import Lots
public import Primitives

/// A certificate as the journal leaves it.
public struct ReplayedCertificate: Hashable, Sendable {
    /// The sequence of its issue.
    public let sequence: Int64
    public let issued: CertificateIssued
    public internal(set) var state = CertificateState.live
    public internal(set) var replacedBy: RandomID?

    init(sequence: Int64, issued: CertificateIssued) {
        self.sequence = sequence
        self.issued = issued
    }
}

/// A place in a status list.
struct StatusPlace: Hashable, Sendable {
    let list: Int
    let index: Int

    /// A list has 131,072 places (W3C Bitstring Status List 1.0, section 2.2).
    var exists: Bool { list >= 1 && (0..<131_072).contains(index) }
}

// Certificates (docs/spec/journal-rules.md, K).
extension Replay {
    /// Retirements a certificate names.
    public static let retirementsMost = 1_000

    mutating func issue(_ issued: CertificateIssued, _ step: ReplayStep) throws(ReplayRefusal) {
        var names: [ReplayFact] { [.certificate(issued.certificate)] }
        try step.require(.certificateNew, names, certificates[issued.certificate] == nil)
        let place = StatusPlace(list: issued.list, index: issued.index)
        try step.require(
            .placeNew, names + [.stated(Int64(issued.list)), .stated(Int64(issued.index))],
            place.exists && !certifiedPlaces.contains(place))
        try step.require(
            .retirementsCounted, names + [.stated(Int64(issued.retirements.count))],
            (1...Self.retirementsMost).contains(issued.retirements.count)
                && issued.retirements.areDistinct)
        if try !requireCertifiedApart(issued, step) { try requireCertifiable(issued, step) }
        certifiedPlaces.insert(place)
        guard certificates[issued.certificate] == nil else { return }
        certificates[issued.certificate] = ReplayedCertificate(sequence: step.sequence, issued: issued)
        for retirement in issued.retirements {
            retirements[retirement]?.certificates.append(issued.certificate)
            retirementsTakenOver[retirement]?.certificates.append(issued.certificate)
        }
    }

    private func requireCertifiable(_ issued: CertificateIssued, _ step: ReplayStep) throws(ReplayRefusal) {
        var (customer, beneficiary): (Code?, String?)
        for sequence in issued.retirements {
            var names: [ReplayFact] { [.certificate(issued.certificate), .retirement(sequence)] }
            let retirement = retirements[sequence]
            try step.require(.retirementsLive, names, retirement.map { !$0.isReversed } ?? false)
            guard let retirement else { continue }
            let lot = retirement.retired.lot
            // A reversed retirement is K-4's to refuse, on whatever lot.
            try step.require(
                .retirementsVerified, names + [.lot(lot)],
                retirement.isReversed || lots[lot]?.state.standsBehindCertificates ?? false)
            try step.require(.certifiedOnce, names, liveCertificates(on: sequence).isEmpty)
            guard let papers = retirement.papers else { continue }
            let ofDeclaration = names + [.declaration(papers.declaration)]
            try step.require(
                .oneBeneficiary, ofDeclaration,
                (beneficiary ?? papers.beneficiary).utf8.elementsEqual(papers.beneficiary.utf8))
            beneficiary = papers.beneficiary
            guard let declared = declarations[papers.declaration]?.papers else { continue }
            try step.require(.oneBeneficiary, ofDeclaration, (customer ?? declared.customer) == declared.customer)
            customer = declared.customer
        }
    }

    mutating func turn(_ turned: CertificateTurned, _ step: ReplayStep) throws(ReplayRefusal) {
        let id = turned.certificate
        var names: [ReplayFact] { [.certificate(id)] }
        try step.require(.certificateKnown, names, certificates[id] != nil)
        guard let certificate = certificates[id] else { return }
        try step.require(.certificateTurns, names, certificate.state.mayBecome(turned.state))
        if let successor = turned.replacedBy {
            try step.require(
                .replacementKnown, names + [.certificate(successor)],
                turned.state == .revoked && successor != id && certificates[successor] != nil)
        }
        if turned.state == .live { try requireLivesAgain(certificate, step) }
        certificates[id]?.state = turned.state
        certificates[id]?.replacedBy = turned.replacedBy
    }

    /// A certificate speaks again only if all that it says is so, and none said it in its place.
    private func requireLivesAgain(_ certificate: ReplayedCertificate, _ step: ReplayStep) throws(ReplayRefusal) {
        let id = certificate.issued.certificate
        for sequence in certificate.issued.retirements {
            guard let retirement = retirements[sequence] else { continue }
            let others = liveCertificates(on: sequence).filter { $0 != id }
            try step.require(
                .livesAgain, [.certificate(id), .retirement(sequence)],
                !retirement.isReversed && lots[retirement.retired.lot]?.state.standsBehindCertificates ?? false
                    && others.isEmpty)
        }
    }
}

extension [Int64] {
    /// Most lists rise.
    fileprivate var areDistinct: Bool {
        zip(self, dropFirst()).allSatisfy { $0 < $1 } || Set(self).count == count
    }
}

extension CertificateState {
    /// Suspension ends either way; revocation never does.
    func mayBecome(_ next: CertificateState) -> Bool {
        switch (self, next) {
        case (.live, .suspended), (.suspended, .live), (.live, .revoked), (.suspended, .revoked): true
        case (.live, .live), (.suspended, .suspended), (.revoked, _): false
        }
    }
}
