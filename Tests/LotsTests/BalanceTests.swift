import Lots
import Primitives
import Testing

/// A lot as a heap of M·C atoms, of which a piece takes M and a gram C: no formula, only sets and counting.
private struct Heap {
    var mass: Int
    var count: Int?
    var held: [(declaration: Int64, quantity: Quantity)] = []
    var retired: [Quantity] = []

    /// Whether everything used can be taken from the atoms one after the other, pieces and grams alike.
    var fits: Bool {
        var atoms = Set(0..<mass * (count ?? 1))
        for quantity in retired + held.map(\.quantity) {
            for _ in 0..<quantity.count {
                guard let size = size(quantity.unit), atoms.count >= size else { return false }
                for _ in 0..<size { atoms.removeFirst() }
            }
        }
        return true
    }

    func size(_ unit: Unit) -> Int? {
        switch unit {
        case .pieces: count.map { _ in mass }
        case .grams: count ?? 1
        }
    }

    /// How many more of `unit` fit, by trying.
    func room(_ unit: Unit) -> Int64 {
        var heap = self
        var room: Int64 = 0
        while true {
            heap.held.append((Int64.max, quantity(1, unit)))
            guard heap.fits else { return room }
            room += 1
        }
    }
}

@Suite struct BalanceTests {
    // L-4 to L-9, against the plain heap.
    @Test(arguments: UInt64(0)..<200) func theLotRuleNeverBreaksAndNoGramIsGivenTwice(seed: UInt64) throws {
        var chance = SplitMix64(state: seed)
        let counted = Int.random(in: 0..<4, using: &chance) > 0
        let first = Int.random(in: 1...9, using: &chance)
        var heap = Heap(mass: Int.random(in: first...40, using: &chance), count: counted ? first : nil)
        var balance = LotBalance(try claimable(Int64(heap.mass), heap.count.map(Int64.init)))
        var numbers: Set<Int64> = []
        var (low, high): (Int64, Int64?) = (0, nil)
        for step in 0..<40 {
            let unit: Unit = Bool.random(using: &chance) ? .pieces : .grams
            let some = quantity(Int64.random(in: 0...8, using: &chance), unit)
            switch Int.random(in: 0..<8, using: &chance) {
            case 0...2:
                let room = heap.room(unit)
                #expect(balance.room(in: unit) == room)
                if some.count > 0, some.count <= room {
                    try balance.promise(some)
                    heap.held.append((Int64(step), some))
                } else {
                    #expect(throws: BalanceRefusal.self) { try balance.promise(some) }
                }
            case 3:
                guard let index = heap.held.indices.randomElement(using: &chance) else { continue }
                try balance.release(heap.held.remove(at: index).quantity)
            case 4...5:
                // A lot falls only before its verification, and retires only after.
                guard step > 20, let index = heap.held.indices.randomElement(using: &chance) else { continue }
                let quantity = heap.held.remove(at: index).quantity
                let range = try balance.retire(quantity)
                heap.retired.append(quantity)
                #expect(numbers.isDisjoint(with: range))
                numbers.formUnion(range)
                switch quantity.unit {
                case .pieces:
                    #expect(range.lowerBound == low)
                    low = range.upperBound
                case .grams:
                    #expect(range.upperBound == high ?? Int64(heap.mass) && range.count == Int(quantity.count))
                    high = range.lowerBound
                }
                #expect(range.lowerBound >= 0 && range.upperBound <= heap.mass)
            case 6:
                guard let quantity = heap.retired.randomElement(using: &chance) else { continue }
                let used = balance.used
                do { try balance.reverse(quantity) } catch {
                    #expect(balance.live.count(in: quantity.unit) < quantity.count)
                }
                #expect(balance.used == used)
            default:
                guard step <= 20 else { continue }
                let mass = Int.random(in: (heap.count ?? 1)...40, using: &chance)
                let count = heap.count.map { Int.random(in: 1...min($0 + 1, mass), using: &chance) }
                (heap.mass, heap.count) = (mass, count)
                let promises = heap.held.map {
                    LotPromise(claim: id(UInt8($0.declaration)), declaration: $0.declaration, held: $0.quantity)
                }
                let releases = try balance.trim(promises, to: claimable(Int64(mass), count.map(Int64.init)))
                // The heap gives back one by one, newest first, until it fits.
                var expected: [LotRelease] = []
                heap.held.sort { $0.declaration < $1.declaration }
                while !heap.fits, let newest = heap.held.popLast() {
                    var left = newest.quantity.count
                    heap.held.append(newest)
                    while !heap.fits, left > 0 {
                        left -= 1
                        heap.held[heap.held.count - 1].quantity = quantity(left, newest.quantity.unit)
                    }
                    let given = quantity(newest.quantity.count - left, newest.quantity.unit)
                    expected.append(LotRelease(claim: id(UInt8(newest.declaration)), quantity: given))
                    if left == 0 { heap.held.removeLast() }
                }
                #expect(releases == expected)
            }
            #expect(balance.holds && heap.fits)
            let held = heap.held.reduce(into: [Unit: Int64]()) { $0[$1.quantity.unit, default: 0] += $1.quantity.count }
            #expect(balance.promised.pieces.count == held[.pieces] ?? 0)
            #expect(balance.promised.grams.count == held[.grams] ?? 0)
        }
    }

    @Test(arguments: UInt64(0)..<200) func aLotRetiredFullyByPieceUsesExactlyItsMass(seed: UInt64) throws {
        // L-7
        var chance = SplitMix64(state: seed)
        let count = Int64.random(in: 1...100_000_000, using: &chance)
        let mass = Int64.random(in: count...10_000_000_000, using: &chance)
        var balance = LotBalance(try claimable(mass, count))
        try balance.promise(pieces(count))
        #expect(balance.room(in: .pieces) == 0 && balance.room(in: .grams) == 0)
        var (end, left): (Int64, Int64) = (0, count)
        while left > 0 {
            let taken = Int64.random(in: 1...left, using: &chance)
            let range = try balance.retire(pieces(taken))
            #expect(range.lowerBound == end && !range.isEmpty)
            end = range.upperBound
            left -= taken
        }
        #expect(end == mass)
    }

    @Test(arguments: UInt64(0)..<200) func aLotServingBothUnitsStrandsAtMostOneGram(seed: UInt64) throws {
        // L-5, at the bounds of 64 bits
        var chance = SplitMix64(state: seed)
        let count = Int64.random(in: 1...100_000_000, using: &chance)
        let mass = Int64.random(in: max(count, 9_000_000_000)...10_000_000_000, using: &chance)
        var balance = LotBalance(try claimable(mass, count))
        let byPiece = Int64.random(in: 1...count, using: &chance)
        try balance.promise(pieces(byPiece))
        let room = balance.room(in: .grams)
        if room > 0 { try balance.promise(grams(room)) }
        #expect(balance.room(in: .grams) == 0 && balance.room(in: .pieces) == 0)
        let low = try balance.retire(pieces(byPiece))
        let high = room > 0 ? try balance.retire(grams(room)) : mass..<mass
        #expect(low.upperBound <= high.lowerBound && high.lowerBound - low.upperBound <= 1)
    }

    @Test func refusalsCarryTheirFacts() throws {
        var balance = LotBalance(try claimable(100, nil))
        #expect(throws: BalanceRefusal.notCounted) { try balance.promise(pieces(1)) }
        #expect(throws: BalanceRefusal.nothingAsked) { try balance.promise(grams(0)) }
        #expect(throws: BalanceRefusal.noRoom(asked: grams(101), room: grams(100))) { try balance.promise(grams(101)) }
        try balance.promise(grams(60))
        #expect(throws: BalanceRefusal.notPromised(asked: grams(61), promised: grams(60))) {
            try balance.retire(grams(61))
        }
        #expect(try balance.retire(grams(60)) == 40..<100)
        #expect(throws: BalanceRefusal.notRetired(asked: grams(61), live: grams(60))) { try balance.reverse(grams(61)) }
        let tally = Tally(pieces: 0, grams: 60)
        let lower = try claimable(59, nil)
        #expect(throws: BalanceRefusal.cannotTrim(lower, used: tally)) { try balance.trim([], to: lower) }
        #expect(throws: BalanceRefusal.ruleBroken(lower, used: tally)) {
            try LotBalance(lower, promised: .zero, retired: tally, reversed: .zero)
        }
    }

    @Test func withoutItsOnlyCountALotGivesAllPiecesBack() throws {
        // L-9
        var balance = LotBalance(try claimable(1_000, 10))
        try balance.promise(pieces(3))
        try balance.promise(grams(200))
        let promises = [
            LotPromise(claim: id(1), declaration: 1, held: pieces(3)),
            LotPromise(claim: id(2), declaration: 2, held: grams(200)),
        ]
        let releases = try balance.trim(promises, to: claimable(900, nil))
        #expect(releases == [LotRelease(claim: id(1), quantity: pieces(3))])
    }

    @Test(arguments: UInt64(0)..<200) func aShortfallReversesNoMoreThanItMust(seed: UInt64) throws {
        // L-10
        var chance = SplitMix64(state: seed)
        let count = Int64.random(in: 1...20, using: &chance)
        let mass = Int64.random(in: count...200, using: &chance)
        var balance = LotBalance(try claimable(mass, count))
        var retirements: [LotRetirement] = []
        for sequence in 0..<Int64(12) {
            let unit: Unit = Bool.random(using: &chance) ? .pieces : .grams
            let room = balance.room(in: unit)
            guard room > 0 else { continue }
            let some = quantity(Int64.random(in: 1...room, using: &chance) / 2 + 1, unit)
            guard some.count <= room else { continue }
            try balance.promise(some)
            retirements.append(
                LotRetirement(sequence: sequence, quantity: some, range: try balance.retire(some)))
        }
        let trueCount = Int64.random(in: 1...count, using: &chance)
        let truth = try claimable(Int64.random(in: trueCount...max(mass, trueCount), using: &chance), trueCount)
        func stands(_ live: some Collection<LotRetirement>) -> Bool {
            let k = live.reduce(0) { $0 + ($1.quantity.unit == .pieces ? $1.quantity.count : 0) }
            let g = live.reduce(0) { $0 + ($1.quantity.unit == .grams ? $1.quantity.count : 0) }
            let numbers = live.reduce(into: Set<Int64>()) { $0.formUnion($1.range) }
            let (m, c) = (truth.mass.count, trueCount)
            return k <= c && g <= m && k * m + g * c <= m * c && numbers.count <= m
        }
        let reversed = LotShortfall.reversals(of: retirements.shuffled(using: &chance), to: truth)
        #expect(reversed == retirements.suffix(reversed.count).reversed())
        #expect(stands(retirements.dropLast(reversed.count)))
        if !reversed.isEmpty { #expect(!stands(retirements.dropLast(reversed.count - 1))) }
        #expect(LotShortfall.reversals(of: retirements, to: nil).count == retirements.count)
    }
}
