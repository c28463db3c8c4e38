// What never breaks (design, section 3), counted on single pieces, grams and units.

extension Model {
    /// What is broken; empty where all stands.
    var broken: [String] { lotsBroken + declarationsBroken + certificatesBroken + openingsBroken }

    /// Lots of which pieces and grams were retired.
    var lotsOfBothUnits: Int {
        lotCodes.count { retired($0, .pieces) > 0 && retired($0, .grams) > 0 }
    }

    private var lotsBroken: [String] {
        var broken: [String] = []
        for (code, lot) in lots {
            let (pieces, grams) = (used(code, .pieces), used(code, .grams))
            if let mass = lot.mass {
                if !Self.fits(pieces: pieces, grams: grams, mass: mass, count: lot.count) {
                    broken.append("lot rule of \(code): \(pieces) of \(lot.count ?? 0), \(grams) of \(mass)")
                }
            } else if pieces + grams > 0 {
                broken.append("\(code) is used and has no mass")
            }
            let mine = retirements.filter { claims[$0.claim].lot == code }
            if !mine.isEmpty, lot.standing == .sealed || lot.standing == .rejected {
                broken.append("\(code) is \(lot.standing) and retired from")
            }
            if [.rejected, .reversed, .shortened].contains(lot.standing),
                promised(code, .pieces) + promised(code, .grams) > 0
            {
                broken.append("\(code) is \(lot.standing) and promised")
            }
            broken += rangesBroken(lot, mine)
        }
        return broken
    }

    /// Disjoint, within the lot, consecutive from either end; and every gram that has a number is behind a retirement.
    private func rangesBroken(_ lot: ModelLot, _ retirements: [ModelRetirement]) -> [String] {
        let grams = retirements.map(\.grams.count).reduce(0, +)
        let all = retirements.reduce(into: Set<Int>()) { $0.formUnion($1.grams) }
        guard grams == all.count, all == lot.numbered else {
            return ["\(lot.code): a gram stands behind two retirements"]
        }
        guard !all.isEmpty, let mass = lot.mass else { return [] }
        func end(_ unit: ModelUnit) -> Set<Int> {
            retirements.filter { self.unit($0.claim) == unit }.reduce(into: []) { $0.formUnion($1.grams) }
        }
        let (low, high) = (end(.pieces), end(.grams))
        guard low == Set(0..<low.count), high == Set(mass - high.count..<mass) else {
            return ["\(lot.code): numbers are not given from the ends"]
        }
        return []
    }

    private var declarationsBroken: [String] {
        var broken: [String] = []
        var identifiers: [ModelIdentifier] = []
        for (index, declaration) in declarations.enumerated() {
            var parts = [declaration.waiting, declaration.withdrawn, oldRetired(of: index)]
            for claim in claims(of: index) { parts += [claims[claim].units, liveRetired(claim)] }
            let all = parts.reduce(into: Set<Int>()) { $0.formUnion($1) }
            if parts.map(\.count).reduce(0, +) != declaration.owed || all != Set(0..<declaration.owed) {
                broken.append("declaration \(index): its units are not each in one place")
            }
            for row in declaration.rows where declaration.stands(row) {
                identifiers += row.identifiers + row.attached.values.joined()
            }
        }
        if identifiers.count != live.count || Set(identifiers) != live { broken.append("an identifier is live twice") }
        return broken
    }

    private var certificatesBroken: [String] {
        var broken: [String] = []
        var certified: Set<Int> = []
        for (index, certificate) in certificates.enumerated() where certificate.standing != .revoked {
            for retirement in certificate.retirements {
                let claim = claims[retirements[retirement].claim]
                if !certified.insert(retirement).inserted {
                    broken.append("retirement \(retirement) is certified twice")
                }
                if holder(retirement) != holder(certificate.retirements[0]) || !retirements[retirement].live {
                    broken.append("certificate \(index) names retirement \(retirement)")
                }
                let isDoubted = ![.verified, .shortened].contains(lots[claim.lot]?.standing)
                if isDoubted, certificate.standing == .live {
                    broken.append("certificate \(index) lives on \(claim.lot)")
                }
            }
        }
        return broken
    }
}
