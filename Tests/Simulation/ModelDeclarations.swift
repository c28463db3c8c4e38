// Declaring devices and taking them back.

extension Model {
    /// Rows one by one in file order: a row with an identifier that is live is a duplicate, or under review where only other
    /// customers have it; one written wrong is none.
    mutating func declare(_ plan: DeclarePlan, by: Member) throws {
        guard plan.day <= today + 1 else { throw Refusal("dayInFuture") }
        guard parties[plan.customer] != nil else { throw Refusal("unknownParty") }
        let programme = try programme(plan.programme, on: plan.day)
        let taken = plan.rows.filter { !$0.mistaken && programme.classes.contains($0.deviceClass) }
        try requireMember(by)
        try require(.declare, by)
        guard by.party == plan.customer || has("provider", by.party) else { throw Refusal("notYourCustomer") }
        guard plan.life == 1 || has("provider", by.party) else { throw Refusal("laterLife") }
        let included = include(plan, programme, taken)
        guard included.rows > 0 || included.hasReview else { throw Refusal("nothingIncluded") }
    }

    /// Declares the rows that are no duplicates, where there are any.
    ///
    /// - Returns: how many there are, and whether others are under review.
    mutating func include(
        _ plan: DeclarePlan, _ programme: ModelProgramme, _ taken: [RowPlan]? = nil
    ) -> (rows: Int, hasReview: Bool) {
        var rows: [ModelRow] = []
        var unit = 0
        var live = self.live
        var hasReview = false
        for row in taken ?? plan.rows {
            let identifiers = identifiers(of: row, plan)
            guard plan.life == 1 || !identifiers.contains(where: \.isLine) && isLive(row, plan, inLife: plan.life - 1)
            else { continue }
            let met = live.filter { other in identifiers.contains { clashes($0, other) } }
            if !met.isEmpty {
                if met.allSatisfy({ owners[$0] != plan.customer }) { hasReview = true }
                continue
            }
            let units = owed(by: row, programme) * (row.quantity ?? 1)
            let line = identifiers.contains(where: \.isLine) ? row.line : nil
            rows.append(
                ModelRow(
                    first: unit, end: unit + units, identifiers: identifiers, line: line, quantity: row.quantity ?? 1))
            unit += units
            live.formUnion(identifiers)
            for identifier in identifiers { owners[identifier] = plan.customer }
        }
        guard !rows.isEmpty else { return (0, hasReview) }
        self.live = live
        declarations.append(
            ModelDeclaration(
                customer: plan.customer, beneficiary: plan.name, document: plan.document, programme: programme,
                rows: rows, life: plan.life, owed: unit, waiting: Set(0..<unit), day: plan.day))
        return (rows.count, hasReview)
    }

    private func owed(by row: RowPlan, _ programme: ModelProgramme) -> Int {
        if let pieces = programme.pieces { return pieces[row.deviceClass] ?? 1 }
        // Grams of device, each bringing its part of a gram, rounded up once at the end.
        var (grams, part) = (0, 0)
        for _ in 0..<(row.grams ?? masses[row.deviceClass] ?? 0) {
            part += programme.ratio[0]
            while part >= programme.ratio[1] {
                part -= programme.ratio[1]
                grams += 1
            }
        }
        return part > 0 ? grams + 1 : grams
    }

    private func isLive(_ row: RowPlan, _ plan: DeclarePlan, inLife life: Int) -> Bool {
        identifiers(of: row, plan, inLife: life).contains { own in live.contains { clashes(own, $0) } }
    }

    private func identifiers(of row: RowPlan, _ plan: DeclarePlan, inLife life: Int? = nil) -> [ModelIdentifier] {
        func identifier(_ text: String, maker: String? = nil) -> ModelIdentifier {
            ModelIdentifier(programme: plan.programme, life: life ?? plan.life, text: text, maker: maker)
        }
        var identifiers: [ModelIdentifier] = []
        if let tag = row.tag { identifiers.append(identifier("tag:\(plan.customer):\(tag)")) }
        if let imei = row.imei { identifiers.append(identifier("imei:\(imei.prefix(14))")) }
        if let serial = row.serial { identifiers.append(identifier("serial:\(serial)", maker: row.maker)) }
        if identifiers.isEmpty, let line = row.line {
            identifiers.append(identifier("line:\(plan.customer):\(plan.document):\(line)"))
        }
        return identifiers
    }

    /// A serial number of an unknown maker is that number of any maker.
    private func clashes(_ one: ModelIdentifier, _ other: ModelIdentifier) -> Bool {
        one == other
            || one.isSerial && one.text == other.text && one.programme == other.programme && one.life == other.life
                && (one.maker == nil || other.maker == nil)
    }

    /// - Parameter rows: counted from 1; `nil` for all that are left.
    mutating func withdraw(_ index: Int, rows chosen: [Int]?, by: Member) throws {
        let declaration = try declaration(index)
        guard by.party == declaration.customer || has("provider", by.party) else { throw Refusal("notYourDeclaration") }
        let retired = claims(of: index).reduce(into: oldRetired(of: index)) { $0.formUnion(liveRetired($1)) }
        var rows: [ModelRow] = []
        for number in (chosen.map { Set($0) } ?? Set(1...declaration.rows.count)).sorted() {
            guard (1...declaration.rows.count).contains(number) else { throw Refusal("noSuchRow") }
            let row = declaration.rows[number - 1]
            let units = Set(row.first..<row.end)
            guard units.isDisjoint(with: retired) else { throw Refusal("retiredCannotBeWithdrawn") }
            guard !units.isSubset(of: declaration.withdrawn) else {
                guard chosen != nil else { continue }
                throw Refusal("rowAlreadyWithdrawn")
            }
            rows.append(row)
        }
        guard !rows.isEmpty else { throw Refusal("alreadyWithdrawn") }
        let numbers = rows.flatMap { row in row.identifiers + row.attached.values.flatMap(\.self) }
        let hasLaterLife = numbers.contains { number in
            let next = ModelIdentifier(
                programme: number.programme, life: number.life + 1, text: number.text, maker: number.maker)
            return live.contains { clashes(next, $0) }
        }
        guard !hasLaterLife else { throw Refusal("laterLifeStands") }
        let units = rows.reduce(into: Set<Int>()) { $0.formUnion($1.first..<$1.end) }
        cancel(units.subtracting(declaration.withdrawn), of: index)
        for row in rows {
            live.subtract(row.identifiers)
            for device in row.attached.values { live.subtract(device) }
        }
    }

    private mutating func cancel(_ units: Set<Int>, of index: Int) {
        makeWait(units.count, index)
        take(units, fromWaitingOf: index)
        declarations[index].withdrawn.formUnion(units)
    }

    /// Each device fills the lowest open position of its line, or cancels the highest one of which nothing is retired.
    mutating func identify(_ index: Int, _ devices: [RowPlan], by: Member) throws {
        let declaration = try declaration(index)
        guard by.party == declaration.customer || has("provider", by.party) else { throw Refusal("notYourDeclaration") }
        let retired = claims(of: index).reduce(into: oldRetired(of: index)) { $0.formUnion(liveRetired($1)) }
        let papers = DeclarePlan(
            customer: declaration.customer, programme: declaration.programme.code, day: 0,
            document: declaration.document, life: declaration.life, rows: [])
        var units: Set<Int> = []
        for device in devices {
            let identifiers = identifiers(of: device, papers).filter { !$0.isLine }
            let place = declarations[index].rows.firstIndex {
                $0.line == device.line && declarations[index].stands($0)
            }
            guard !identifiers.isEmpty, let place else { continue }
            let known = declarations[index].rows.flatMap { Array($0.cancelled.values) }.joined()
            if known.contains(where: { other in identifiers.contains { clashes($0, other) } }) { continue }
            let met = live.filter { other in identifiers.contains { clashes($0, other) } }
            if declarations[index].rows.contains(where: { row in
                row.attached.values.joined().contains(where: met.contains)
            }) {
                continue
            }
            let row = declarations[index].rows[place]
            let open = (0..<row.quantity).filter { row.attached[$0] == nil && row.cancelled[$0] == nil }
            if met.isEmpty {
                guard let position = open.first else { continue }
                declarations[index].rows[place].attached[position] = identifiers
                live.formUnion(identifiers)
                for identifier in identifiers { owners[identifier] = declaration.customer }
            } else if met.contains(where: { owners[$0] == declaration.customer }) {
                guard let position = open.last(where: { retired.isDisjoint(with: row.units(of: $0)) }) else { continue }
                declarations[index].rows[place].cancelled[position] = identifiers
                units.formUnion(row.units(of: position))
            }
        }
        cancel(units, of: index)
    }

    /// Gives promises back until so many units wait: forwards first, of these the newest, then the newest of the others.
    private mutating func makeWait(_ count: Int, _ index: Int) {
        let newest = claims(of: index).reversed()
        let forwards = newest.filter { lots[claims[$0].lot]?.standing == .sealed }
        let others = newest.filter { lots[claims[$0].lot]?.standing != .sealed }
        for claim in forwards + others {
            let missing = count - declarations[index].waiting.count
            guard missing > 0 else { return }
            giveBack(claim, min(missing, claims[claim].units.count))
        }
    }

    /// These units stop waiting; whoever holds one of them now holds one that waited instead.
    mutating func take(_ units: Set<Int>, fromWaitingOf index: Int) {
        var spare = declarations[index].waiting.subtracting(units).sorted()
        declarations[index].waiting.subtract(units)
        for claim in claims(of: index) {
            for unit in claims[claim].units.intersection(units).sorted() {
                let other = spare.removeLast()
                claims[claim].units.remove(unit)
                claims[claim].units.insert(other)
                declarations[index].waiting.remove(other)
            }
        }
    }
}
