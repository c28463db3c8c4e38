// Lots: sealing, weighing, what falls back when a weighing shows less, the states.

extension Model {
    func lot(_ code: String) throws -> ModelLot {
        guard let lot = lots[code] else { throw Refusal("unknownLot") }
        return lot
    }

    mutating func seal(_ plan: SealPlan, by: Member) throws {
        guard lots[plan.lot] == nil else { throw Refusal("lotExists") }
        guard plan.collected.last <= today else { throw Refusal("dayInFuture") }
        guard classes.contains(plan.scrap) else { throw Refusal("unknownClass") }
        let standard = try standard(plan.standard, on: plan.collected.first)
        guard standard.classes.contains(plan.scrap) else { throw Refusal("classNotInStandard") }
        try mustCollect(plan.collector)
        for marks in [plan.seals, plan.bags] where Set(marks).count < marks.count || marks.contains("") {
            throw Refusal("badMark")
        }
        var lot = ModelLot(
            code: plan.lot, provider: by.party, sealedBy: by, collector: plan.collector, scrap: plan.scrap,
            country: plan.country, collected: plan.collected, standard: standard)
        lot.marks = Set(plan.seals.map { "seal:\($0)" } + plan.bags.map { "bag:\($0)" })
        lot.evidence = Set(plan.evidence)
        lot.exclusive = Set(plan.exclusive)
        if !plan.exclusive.isEmpty { lot.evidence.insert("exclusivity") }
        lots[plan.lot] = lot
        lotCodes.append(plan.lot)
    }

    mutating func weigh(_ plan: WeighPlan, by: Member) throws {
        var lot = try lot(plan.lot)
        guard lot.standing == .sealed else { throw Refusal("lotNotOpenToWeighing") }
        guard plan.day <= today + 1 else { throw Refusal("dayInFuture") }
        guard let facility = facilities[plan.facility] else { throw Refusal("unknownFacility") }
        guard [lot.provider, lot.collector, facility.party].contains(by.party) else { throw Refusal("notConcerned") }
        let mine = [lot.provider, lot.collector].contains(by.party)
        if !mine, !weighedAt(facility.party, lot), wouldReject(lot, plan) { throw Refusal("notConcerned") }
        if let ticket = plan.ticket { lot.marks.insert("ticket:\(plan.facility):\(ticket)") }
        lot.evidence.formUnion(plan.evidence)
        lot.exclusive.formUnion(plan.exclusive)
        if !plan.exclusive.isEmpty { lot.evidence.insert("exclusivity") }
        lots[plan.lot] = lot
        weighings.append(
            ModelWeighing(
                lot: plan.lot, stage: plan.stage, facility: plan.facility, day: plan.day, net: plan.net,
                pieces: plan.pieces, basis: plan.basis, by: by,
                ticket: plan.ticket.map { "ticket:\(plan.facility):\($0)" }))
        reckon(plan.lot)
    }

    /// One scale, several lots: whole units by the exact part of each, then one each to who lacks most.
    mutating func weighTogether(_ plan: WeighPlan, _ codes: [String], by: Member) throws {
        let codes = codes.sorted()
        guard (2...100).contains(codes.count), Set(codes).count == codes.count else { throw Refusal("lotsOfWeighing") }
        let sharing = try codes.map { try lot($0) }
        guard sharing.allSatisfy({ $0.standing == .sealed }) else { throw Refusal("lotNotOpenToWeighing") }
        guard plan.day <= today + 1 else { throw Refusal("dayInFuture") }
        guard let facility = facilities[plan.facility] else { throw Refusal("unknownFacility") }
        let lastNets = codes.map { code in
            weighings.last { $0.lot == code && !$0.voided && $0.stage <= plan.stage }?.net ?? 0
        }
        guard !lastNets.contains(0) else { throw Refusal("noEarlierNet") }
        let nets = Self.shared(plan.net, by: lastNets)
        let pieces = plan.pieces.map { Self.shared($0, by: lastNets) }
        guard !nets.contains(0), !(pieces ?? []).contains(0) else { throw Refusal("shareEmpty") }
        let shares = codes.indices.map { plan.share(of: codes[$0], net: nets[$0], pieces: pieces?[$0]) }
        for (lot, share) in zip(sharing, shares) {
            guard [lot.provider, lot.collector, facility.party].contains(by.party) else {
                throw Refusal("notConcerned")
            }
            let mine = [lot.provider, lot.collector].contains(by.party)
            if !mine, !weighedAt(facility.party, lot), wouldReject(lot, share) { throw Refusal("notConcerned") }
        }
        let first = weighings.count
        for share in shares {
            try weigh(share, by: by)
            weighings[weighings.count - 1].first = first
        }
    }

    /// Largest remainders, one unit at a time.
    static func shared(_ whole: Int, by weights: [Int]) -> [Int] {
        let total = weights.reduce(0, +)
        var shares = weights.map { whole * $0 / total }
        var lacking = weights.indices.map { (whole * weights[$0] - shares[$0] * total, -$0) }
        while shares.reduce(0, +) < whole {
            guard let next = lacking.max(by: { $0 < $1 }) else { return shares }
            shares[-next.1] += 1
            lacking.removeAll { $0 == next }
        }
        return shares
    }

    mutating func voidWeighing(_ code: String, _ weighing: Int?, by: Member) throws {
        let lot = try lot(code)
        guard lot.standing == .sealed else { throw Refusal("lotNotOpenToWeighing") }
        guard let weighing, weighings.indices.contains(weighing), weighings[weighing].lot == code else {
            throw Refusal("unknownWeighing")
        }
        guard !weighings[weighing].voided else { throw Refusal("alreadyVoided") }
        guard weighings[weighing].by.party != by.party else { throw Refusal("voidedByOwnParty") }
        guard concerned(by.party, lot) else { throw Refusal("notConcerned") }
        var parts = [weighing]
        if let first = weighings[weighing].first {
            parts += weighings.indices.filter { other in
                guard other != weighing, weighings[other].first == first else { return false }
                return ![.rejected, .reversed, .shortened].contains(lots[weighings[other].lot]?.standing)
            }
        }
        for part in parts where lots[weighings[part].lot]?.standing != .sealed {
            throw Refusal("lotNotOpenToWeighing")
        }
        for part in parts { void(part) }
    }

    private mutating func void(_ weighing: Int) {
        let code = weighings[weighing].lot
        weighings[weighing].voided = true
        // Its ticket may stand behind another lot now.
        if let ticket = weighings[weighing].ticket,
            !weighings.contains(where: { $0.lot == code && !$0.voided && $0.ticket == ticket })
        {
            lots[code]?.marks.remove(ticket)
        }
        reckon(code)
    }

    private func weighedAt(_ party: String, _ lot: ModelLot) -> Bool {
        weighings.contains { $0.lot == lot.code && facilities[$0.facility]?.party == party }
    }

    /// Who may void: the lot's provider and collector, and whoever it was weighed at.
    private func concerned(_ party: String, _ lot: ModelLot) -> Bool {
        [lot.provider, lot.collector].contains(party) || weighedAt(party, lot)
    }

    private func wouldReject(_ lot: ModelLot, _ plan: WeighPlan) -> Bool {
        let standing = weighings.filter { $0.lot == lot.code && !$0.voided && $0.basis == lot.standard.basis }
        let counts = plan.basis == lot.standard.basis ? [plan.pieces].compactMap(\.self) : []
        let nets = plan.basis == lot.standard.basis ? [plan.net] : []
        guard let mass = (standing.map(\.net) + nets).min() else { return false }
        let count = lot.standard.counted ? (standing.compactMap(\.pieces) + counts).min() : nil
        return mass == 0 || count == 0 || (count ?? 0) > mass
    }

    /// What may be claimed after a weighing came or went, and what has to be given back for it.
    private mutating func reckon(_ code: String) {
        guard let lot = lots[code] else { return }
        let standing = weighings.filter { $0.lot == code && !$0.voided && $0.basis == lot.standard.basis }
        let counts = lot.standard.counted ? standing.compactMap(\.pieces) : []
        let (mass, count) = (standing.map(\.net).min(), counts.min())
        let worthless = mass == 0 || count == 0 || (count ?? 0) > (mass ?? .max)
        guard let mass, !worthless else {
            for claim in claims(on: code) { giveBack(claim, claims[claim].units.count) }
            lots[code]?.mass = nil
            lots[code]?.count = nil
            if worthless { lots[code]?.standing = .rejected }
            return
        }
        trim(code, mass: mass, count: count)
        lots[code]?.mass = mass
        lots[code]?.count = count
    }

    /// The newest declaration gives back one unit after another until the rest fits, or all it has; then the next.
    private mutating func trim(_ code: String, mass: Int, count: Int?) {
        for claim in claims(on: code).sorted(by: { claims[$0].declaration > claims[$1].declaration }) {
            let (pieces, grams) = (used(code, .pieces), used(code, .grams))
            guard !Self.fits(pieces: pieces, grams: grams, mass: mass, count: count) else { return }
            let held = claims[claim].units.count
            let unit = unit(claim)
            // What is kept, counted up from nothing: as much as fits beside what the others have.
            let kept = Self.most(held) { kept in
                switch (unit, count) {
                case (.pieces, nil): kept == 0
                case (.grams, nil): grams - held + kept <= mass
                case (.pieces, _): Self.fits(pieces: pieces - held + kept, grams: grams, mass: mass, count: count)
                case (.grams, _): Self.fits(pieces: pieces, grams: grams - held + kept, mass: mass, count: count)
                }
            }
            if kept < held { trims += 1 }
            giveBack(claim, held - kept)
        }
    }

    /// Units of a claim wait again, so many of them.
    mutating func giveBack(_ claim: Int, _ count: Int) {
        guard count > 0 else { return }
        let units = claims[claim].units.sorted().suffix(count)
        claims[claim].units.subtract(units)
        declarations[claims[claim].declaration].waiting.formUnion(units)
    }

    /// Who provided, collected, sealed, weighed or treated the lot does not judge it.
    private func mustStandApart(_ by: Member, from lot: ModelLot) throws {
        let mine = weighings.filter { $0.lot == lot.code }
        let hands =
            [lot.provider, lot.sealedBy.party, lot.collector] + mine.map(\.by.party)
            + mine.compactMap { facilities[$0.facility]?.party }
        guard !hands.contains(by.party) else { throw Refusal("related") }
    }

    mutating func reject(_ code: String, by: Member) throws {
        guard try lot(code).standing == .sealed else { throw Refusal("lotState") }
        try mustStandApart(by, from: lot(code))
        for claim in claims(on: code) { giveBack(claim, claims[claim].units.count) }
        lots[code]?.standing = .rejected
    }

    mutating func impugn(_ code: String) throws {
        guard try lot(code).standing == .verified else { throw Refusal("lotState") }
        lots[code]?.standing = .impugned
        for certificate in certificates(on: code) where certificates[certificate].standing == .live {
            certificates[certificate].standing = .suspended
        }
    }

    mutating func uphold(_ code: String, by: Member) throws {
        guard try lot(code).standing == .impugned else { throw Refusal("notImpugned") }
        try mustStandApart(by, from: lot(code))
        lots[code]?.standing = .verified
        for certificate in certificates(on: code) where certificates[certificate].standing == .suspended {
            let doubted = certificates[certificate].retirements.contains {
                lots[claims[retirements[$0].claim].lot]?.standing == .impugned
            }
            if !doubted { certificates[certificate].standing = .live }
        }
    }

    mutating func reverse(_ code: String, by: Member) throws {
        try mayBeSettled(code, by)
        takeBack(of: code, to: nil)
        for certificate in certificates(on: code) where certificates[certificate].standing != .revoked {
            replace(certificate)
        }
        lots[code]?.standing = .reversed
    }

    /// What was truly there is less: the newest retirements fall until the pieces, the grams and the numbered grams fit.
    mutating func shorten(_ code: String, mass: Int, count: Int?, by: Member) throws {
        try mayBeSettled(code, by)
        let lot = try lot(code)
        let isCounted = (count == nil) == (lot.count == nil)
        guard isCounted, mass >= 1, count ?? 1 >= 1, count ?? 1 <= mass, mass <= lot.mass ?? 0,
            count ?? 0 <= lot.count ?? 0, mass < lot.mass ?? 0 || count ?? 0 < lot.count ?? 0
        else { throw Refusal("noShortfall") }
        let taken = takeBack(of: code, to: (mass, count))
        lots[code]?.standing = .shortened
        let mine = certificates(on: code).filter { certificates[$0].standing != .revoked }
        let hit = mine.filter { !taken.isDisjoint(with: certificates[$0].retirements) }
        for certificate in hit { replace(certificate) }
        for certificate in mine where !hit.contains(certificate) && certificates[certificate].standing == .suspended {
            let isDoubted = certificates[certificate].retirements.contains {
                lots[claims[retirements[$0].claim].lot]?.standing == .impugned
            }
            if !isDoubted { certificates[certificate].standing = .live }
        }
    }

    private func mayBeSettled(_ code: String, _ by: Member) throws {
        guard try lot(code).standing == .impugned else { throw Refusal("notImpugned") }
        try mustStandApart(by, from: lot(code))
    }

    /// Gives back every promise of a lot, then the newest retirements, one by one, until the rest fits what was there.
    ///
    /// - Returns: the places of those that fell.
    @discardableResult
    private mutating func takeBack(of code: String, to truth: (mass: Int, count: Int?)?) -> Set<Int> {
        for claim in claims(on: code) { giveBack(claim, claims[claim].units.count) }
        var taken: Set<Int> = []
        while true {
            let live = retirements.indices.filter {
                retirements[$0].live && claims[retirements[$0].claim].lot == code
            }
            guard let newest = live.last, !fits(live.map { retirements[$0] }, truth) else { return taken }
            retirements[newest].live = false
            declarations[claims[retirements[newest].claim].declaration].waiting.formUnion(retirements[newest].units)
            taken.insert(newest)
        }
    }

    private func fits(_ live: [ModelRetirement], _ truth: (mass: Int, count: Int?)?) -> Bool {
        guard let truth else { return false }
        func units(_ unit: ModelUnit) -> Int {
            live.filter { self.unit($0.claim) == unit }.reduce(0) { $0 + $1.units.count }
        }
        guard live.reduce(0, { $0 + $1.grams.count }) <= truth.mass else { return false }
        guard let count = truth.count else { return units(.pieces) == 0 && units(.grams) <= truth.mass }
        return Self.fits(pieces: units(.pieces), grams: units(.grams), mass: truth.mass, count: count)
    }

    /// Revokes a certificate; another says what is still so of it.
    private mutating func replace(_ certificate: Int) {
        let survivors = certificates[certificate].retirements.filter {
            guard retirements[$0].live, let lot = lots[claims[retirements[$0].claim].lot] else { return false }
            return lot.standing == .verified || lot.standing == .shortened
        }
        certificates[certificate].standing = .revoked
        if !survivors.isEmpty { certificates.append(ModelCertificate(retirements: survivors)) }
    }

    /// Certificates that name a retirement on the lot.
    private func certificates(on lot: String) -> [Int] {
        certificates.indices.filter { certificate in
            certificates[certificate].retirements.contains { claims[retirements[$0].claim].lot == lot }
        }
    }
}
