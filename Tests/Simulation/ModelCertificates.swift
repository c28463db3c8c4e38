// Certificates on what is retired.

extension Model {
    /// A certificate for each customer and name among what is to be certified, in the order of the first retirement of each.
    mutating func certify(_ cut: CutPlan) throws {
        if let declaration = cut.declaration { _ = try self.declaration(declaration) }
        if let customer = cut.customer, parties[customer] == nil { throw Refusal("unknownParty") }
        if let last = cut.to ?? cut.from, last > today { throw Refusal("dayInFuture") }
        guard declarations.indices.contains(where: { lies($0, in: cut) }) else { throw Refusal("noDeclarationInCut") }
        var left = uncertified(cut)
        guard !left.isEmpty else { throw Refusal("nothingToCertify") }
        while let first = left.first {
            let mine = left.filter { holder($0) == holder(first) }
            certificates.append(ModelCertificate(retirements: mine))
            left.removeAll { mine.contains($0) }
        }
    }

    /// What is retired within a cut, from lots nobody doubts, and stands in no certificate that is not revoked.
    func uncertified(_ cut: CutPlan) -> [Int] {
        let certified = Set(certificates.filter { $0.standing != .revoked }.flatMap(\.retirements))
        return retirements.indices.filter { index in
            let (retirement, claim) = (retirements[index], claims[retirements[index].claim])
            return retirement.live && !certified.contains(index)
                && [.verified, .shortened].contains(lots[claim.lot]?.standing) && lies(claim.declaration, in: cut)
                && retirement.day >= cut.from ?? 0
                && retirement.day <= cut.to ?? .max
        }
    }

    private func lies(_ index: Int, in cut: CutPlan) -> Bool {
        let declaration = declarations[index]
        return cut.declaration ?? index == index && cut.document ?? declaration.document == declaration.document
            && cut.beneficiary ?? declaration.beneficiary == declaration.beneficiary
            && cut.customer ?? declaration.customer == declaration.customer
    }

    /// Whose certificate a retirement stands in.
    func holder(_ retirement: Int) -> [String] {
        let declaration = declarations[claims[retirements[retirement].claim].declaration]
        return [declaration.customer, declaration.beneficiary]
    }

    /// The places of the declarations that a certificate names something of.
    func declarations(of certificate: ModelCertificate) -> [Int] {
        let old = certificate.old.map { openings.retirements[$0].declaration }
        return Set(certificate.retirements.map { claims[retirements[$0].claim].declaration } + old).sorted()
    }
}
