// Declarations and what becomes of their units: waiting, promised, retired, withdrawn.

extension Model {
    func declaration(_ declaration: Int) throws -> ModelDeclaration {
        guard declarations.indices.contains(declaration) else { throw Refusal("unknownDeclaration") }
        return declarations[declaration]
    }

    /// Room for one more unit after another, as far as the whole stays the whole.
    func room(_ lot: ModelLot, _ unit: ModelUnit) -> Int {
        guard let mass = lot.mass else { return 0 }
        let (pieces, grams) = (used(lot.code, .pieces), used(lot.code, .grams))
        return Self.most(mass) { more in
            Self.fits(
                pieces: pieces + (unit == .pieces ? more : 0), grams: grams + (unit == .grams ? more : 0), mass: mass,
                count: lot.count)
        }
    }

    mutating func match() {
        for claim in claims.indices where lots[claims[claim].lot]?.standing == .sealed && !claims[claim].units.isEmpty {
            let programme = declarations[claims[claim].declaration].programme
            guard let limit = programme.forwardAgeMax, today - claims[claim].promisedOn > limit else { continue }
            giveBack(claim, claims[claim].units.count)
            claims[claim].outwaited = true
        }
        let first = claims.count
        let verified = lotCodes.filter { lots[$0]?.standing == .verified }
        let forwards = lotCodes.filter { lots[$0]?.standing == .sealed }
        for declaration in declarations.indices
        where declarations[declaration].isPaid || !declarations[declaration].programme.whenPaid {
            for code in verified + forwards where !declarations[declaration].waiting.isEmpty {
                promise(code, to: declaration)
            }
        }
        // Claims are written down lot by lot, in the order of sealing.
        let places = Dictionary(uniqueKeysWithValues: lotCodes.enumerated().map { ($1, $0) })
        claims[first...].sort { one, other in
            (places[one.lot] ?? 0, one.declaration) < (places[other.lot] ?? 0, other.declaration)
        }
    }

    /// The places of the certificates for which there is something else.
    var replaceable: [Int] {
        certificates.indices.filter { index in
            var after = self
            return certificates[index].standing == .suspended && (try? after.replace(certificate: index)) != nil
        }
    }

    /// A promise of a verified lot without which there would be something else for a suspended certificate.
    var claimInTheWay: ModelClaim? {
        let held = claims.filter { !$0.units.isEmpty && lots[$0.lot]?.standing == .verified }
        // The largest alone are tried: each costs a world.
        return held.sorted { $0.units.count > $1.units.count }.prefix(2).first { claim in
            var after = self
            return (try? after.cancelPromise(claim.declaration, claim.lot)) != nil && !after.replaceable.isEmpty
        }
    }

    /// L-20: what a suspended certificate names of doubted lots falls, and as much is promised and retired of verified ones, all of it or
    /// nothing; another certificate stands in its place.
    mutating func replace(certificate index: Int) throws {
        guard certificates.indices.contains(index) else { throw Refusal("unknownCertificate") }
        guard certificates[index].standing == .suspended else { throw Refusal("notSuspended") }
        var owed: [Int: Int] = [:]
        for retirement in certificates[index].retirements where retirements[retirement].live {
            let claim = claims[retirements[retirement].claim]
            guard lots[claim.lot]?.standing == .impugned else { continue }
            retirements[retirement].live = false
            declarations[claim.declaration].waiting.formUnion(retirements[retirement].units)
            owed[claim.declaration, default: 0] += retirements[retirement].units.count
        }
        for declaration in owed.keys.sorted() {
            guard declarations[declaration].isPaid || !declarations[declaration].programme.whenPaid else {
                throw Refusal("nothingToReplaceWith")
            }
            var left = owed[declaration] ?? 0
            for code in lotCodes where lots[code]?.standing == .verified && left > 0 {
                left -= promise(code, to: declaration, most: left)
            }
            guard left == 0 else { throw Refusal("nothingToReplaceWith") }
        }
        let first = retirements.count
        for declaration in owed.keys.sorted() {
            let before = retirements.count
            try retire(declaration, most: owed[declaration])
            guard retirements[before...].reduce(0, { $0 + $1.units.count }) == owed[declaration] else {
                throw Refusal("nothingToReplaceWith")
            }
        }
        let survivors = certificates[index].retirements.filter { retirement in
            retirements[retirement].live
                && [.verified, .shortened].contains(lots[claims[retirements[retirement].claim].lot]?.standing)
        }
        certificates[index].standing = .revoked
        certificates.append(ModelCertificate(retirements: survivors + (first..<retirements.count)))
    }

    /// - Returns: how many units were promised.
    @discardableResult
    private mutating func promise(_ code: String, to index: Int, most: Int = .max) -> Int {
        let (declaration, programme) = (declarations[index], declarations[index].programme)
        guard let lot = lots[code], let mass = lot.mass, serves(lot, programme, on: today),
            lot.standing == .verified || programme.forwards, declaration.unit == .grams || lot.count != nil
        else { return 0 }
        let claim = claims.firstIndex { $0.declaration == index && $0.lot == code }
        if let claim, claims[claim].outwaited, lot.standing == .sealed { return 0 }
        // Its share, counted by thousandths of the lot's grams or pieces.
        let whole = declaration.unit == .grams ? mass : lot.count ?? 0
        let had = claim.map { claims[$0].units.count + liveRetired($0).count } ?? 0
        let share = Self.most(whole) { $0 * 1_000 <= whole * programme.shareMax }
        let taken = declaration.waiting.sorted().prefix(max(0, min(share - had, room(lot, declaration.unit), most)))
        guard !taken.isEmpty else { return 0 }
        let place = claim ?? claims.count
        if claim == nil { claims.append(ModelClaim(declaration: index, lot: code, promisedOn: today)) }
        if claims[place].units.isEmpty { claims[place].promisedOn = today }
        claims[place].outwaited = false
        claims[place].units.formUnion(taken)
        declarations[index].waiting.subtract(taken)
        return taken.count
    }

    /// Whether a programme takes scrap of this kind on a day.
    private func serves(_ lot: ModelLot, _ programme: ModelProgramme, on day: Int) -> Bool {
        programme.standards.contains(lot.standard.code) && programme.scrap.contains(lot.scrap)
            && (programme.countries.isEmpty || programme.countries.contains(lot.country))
            && (programme.lotAgeMax.map { day - lot.collected.last <= $0 } ?? true)
    }

    mutating func cancelPromise(_ declaration: Int, _ code: String) throws {
        _ = try lot(code)
        _ = try self.declaration(declaration)
        let claim = claims.indices.first {
            claims[$0].declaration == declaration && claims[$0].lot == code && !claims[$0].units.isEmpty
        }
        guard let claim else { throw Refusal("nothingPromised") }
        giveBack(claim, claims[claim].units.count)
    }

    /// Retires what is promised of verified lots, the oldest claim first, at most `most` units.
    mutating func retire(_ index: Int, most: Int?) throws {
        _ = try declaration(index)
        var left = most ?? .max
        for claim in claims(of: index) where !claims[claim].units.isEmpty && left > 0 {
            guard let lot = lots[claims[claim].lot], lot.standing == .verified,
                serves(lot, declarations[index].programme, on: claims[claim].promisedOn)
            else { continue }
            let count = min(left, claims[claim].units.count)
            retire(count, of: claim, lot)
            left -= count
        }
    }

    private mutating func retire(_ count: Int, of claim: Int, _ lot: ModelLot) {
        let declaration = claims[claim].declaration
        let units = lowestUnits(of: declaration, count)
        // Promises name no units: whoever held one of these now holds one that this claim held.
        var spare = claims[claim].units.subtracting(units).sorted()
        for unit in units.sorted() where !claims[claim].units.contains(unit) {
            let other = spare.removeLast()
            claims[claim].units.remove(other)
            if declarations[declaration].waiting.remove(unit) != nil {
                declarations[declaration].waiting.insert(other)
            } else if let holder = claims(of: declaration).first(where: { claims[$0].units.contains(unit) }) {
                claims[holder].units.remove(unit)
                claims[holder].units.insert(other)
            }
        }
        claims[claim].units.subtract(units)
        let grams = unit(claim) == .pieces ? gramsOfNextPieces(count, lot) : highestGrams(count, lot)
        lots[lot.code]?.numbered.formUnion(grams)
        if unit(claim) == .pieces { lots[lot.code]?.piecesRetired += count }
        retirements.append(ModelRetirement(claim: claim, day: today, units: units, grams: grams))
    }

    /// The lowest units that are neither withdrawn nor retired.
    func lowestUnits(of declaration: Int, _ count: Int) -> Set<Int> {
        var free = declarations[declaration].waiting
        for claim in claims(of: declaration) { free.formUnion(claims[claim].units) }
        return Set(free.sorted().prefix(count))
    }

    /// Grams are dealt to the pieces one after another so that each has its part and the last piece the last gram; these are
    /// the grams of the next pieces.
    private func gramsOfNextPieces(_ pieces: Int, _ lot: ModelLot) -> Set<Int> {
        guard let mass = lot.mass, let count = lot.count else { return [] }
        var grams: Set<Int> = []
        var (gram, owing) = (0, 0)
        for piece in 0..<lot.piecesRetired + pieces {
            owing += mass
            while owing >= count {
                owing -= count
                if piece >= lot.piecesRetired { grams.insert(gram) }
                gram += 1
            }
        }
        return grams
    }

    /// The highest grams that have no number yet.
    private func highestGrams(_ count: Int, _ lot: ModelLot) -> Set<Int> {
        guard let mass = lot.mass else { return [] }
        var grams: Set<Int> = []
        var gram = mass - 1
        while grams.count < count {
            if !lot.numbered.contains(gram) { grams.insert(gram) }
            gram -= 1
        }
        return grams
    }
}
