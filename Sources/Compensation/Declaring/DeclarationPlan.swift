import Journal
import Primitives
import Programmes

/// All that is known of a list before anyone asks which of its numbers are live.
struct DeclarationPlan: Sendable {
    let papers: DeclarationToMake
    let rules: DeclarationRules
    let columns: DeclarationColumns
    let list: ReadList
    let tagKey: [UInt8]
    let scratch: Scratch
    /// What makes it a declaration that is taken over.
    var opening: DeclarationOpening?

    var scope: IdentityScope { IdentityScope(programme: columns.programme, life: papers.life) }
    /// The classes' rows by their positions in the rules.
    var classIDs: [Int64] { rules.classes.map(\.id) }

    /// The line of the file on which a candidate stands.
    func line(of candidate: UInt32) throws -> Int {
        var reader = try CandidateRows.spooled(list.candidates).reader()
        for _ in 0...candidate { _ = try reader.next() }
        return Int(reader.candidate.line)
    }

    /// The sealed part of a declaration's entry.
    func papers(_ part: DecidedDeclaration, _ proof: ManifestProof) -> DeclarationPapers {
        DeclarationPapers(
            customer: papers.customer, programme: rules.programme.version, day: papers.day, owed: part.owed,
            classes: part.classes, beneficiary: part.combination.beneficiary, costCentre: part.combination.costCentre,
            document: part.combination.document, tags: proof.tags.count, tagRoot: proof.tags.root)
    }
}

/// One of a list's declarations: the included rows of one combination.
struct DecidedDeclaration: Sendable {
    let combination: Combination
    /// Its devices' places among all included rows: those of one declaration lie side by side, in the order of the file.
    let devices: Range<Int>
    let owed: Quantity
    let classes: [ClassSum]
}

/// Which rows of a list are included, and what that makes.
struct DecidedList: Sendable {
    let verdicts: [RowVerdict]
    /// Each candidate's place among the devices; nothing that means anything where it is not included.
    let places: [UInt32]
    /// In the order in which their combinations come first in the file.
    let declarations: [DecidedDeclaration]
    /// Included rows in the order of the devices, among all others where there is one combination only.
    private let rows: CandidateRows
    let tally: DeclareTally

    var included: Int { declarations.last?.devices.upperBound ?? 0 }

    init(_ plan: DeclarationPlan, _ verdicts: [RowVerdict]) throws {
        let (list, rules) = (plan.list, plan.rules)
        var sums = [CombinationSum](
            repeating: CombinationSum(classes: rules.classes.count), count: list.combinations.count)
        var lines: [RowVerdict: [Int]] = [.duplicate: [], .underReview: []]
        var notReached: [RefusedRow] = []
        var counts = [0, 0, 0, 0]
        // Rows of one combination have their places in the order of the file; those of several only once all are counted.
        let isOne = list.combinations.count == 1
        var places = [UInt32](repeating: 0, count: verdicts.count)
        var reader = try CandidateRows.spooled(list.candidates).reader()
        for (position, verdict) in verdicts.enumerated() {
            try reader.skipNumbers()
            let row = reader.candidate
            counts[Int(verdict.rawValue)] += 1
            guard verdict == .included else {
                if verdict == .lifeNotReached {
                    let refused = RefusedRow(line: Int(row.line), reason: .lifeNotReached(plan.papers.life))
                    if notReached.count < DeclarationLimits.toldOneByOne { notReached.append(refused) }
                } else if let count = lines[verdict]?.count, count < DeclarationLimits.toldOneByOne {
                    lines[verdict]?.append(Int(row.line))
                }
                continue
            }
            if isOne { places[position] = UInt32(counts[0] - 1) }
            try sums[Int(row.combination)].add(row, plan.columns.unit)
        }
        let refused = (list.refused + notReached).sorted { $0.line < $1.line }
        tally = DeclareTally(
            rows: list.count, included: counts[0], duplicates: counts[1], duplicateLines: lines[.duplicate] ?? [],
            underReview: counts[2], underReviewLines: lines[.underReview] ?? [],
            refusals: list.refusals + counts[3],
            refused: Array(refused.prefix(DeclarationLimits.toldOneByOne)))
        var declarations: [DecidedDeclaration] = []
        var next = [UInt32](repeating: 0, count: sums.count)
        var first = 0
        for (position, sum) in sums.enumerated() where sum.devices > 0 {
            next[position] = UInt32(first)
            declarations.append(
                DecidedDeclaration(
                    combination: list.combinations[position], devices: first..<first + sum.devices,
                    owed: try sum.owed(plan.columns.unit), classes: sum.classSums(rules)))
            first += sum.devices
        }
        if isOne {
            rows = .spooled(list.candidates)
        } else {
            var sorter = plan.scratch.sorter()
            reader = try CandidateRows.spooled(list.candidates).reader()
            for (position, verdict) in verdicts.enumerated() {
                _ = try reader.next()
                guard verdict == .included else { continue }
                let place = next[Int(reader.candidate.combination)]
                places[position] = place
                next[Int(reader.candidate.combination)] += 1
                try sorter.add(reader, at: place)
            }
            rows = .sorted(try sorter.sorted())
        }
        self.verdicts = verdicts
        self.places = places
        self.declarations = declarations
    }

    /// The included rows in the order of the devices.
    func reader() throws -> IncludedReader {
        switch rows {
        case .spooled: IncludedReader(try rows.reader(), verdicts)
        case .sorted: IncludedReader(try rows.reader(), [])
        }
    }

    /// Whether a candidate is included. Ask for it once and keep it: the list itself is too much to copy for each row.
    var includes: @Sendable (UInt32) -> Bool {
        let verdicts = verdicts
        return { verdicts[Int($0)] == .included }
    }
}

/// Goes through included rows in the order of the devices.
struct IncludedReader: ~Copyable {
    private var rows: CandidateReader
    /// Of all rows; empty where only included ones come.
    private let verdicts: [RowVerdict]
    private var position = -1

    fileprivate init(_ rows: consuming CandidateReader, _ verdicts: [RowVerdict]) {
        self.rows = rows
        self.verdicts = verdicts
    }

    var candidate: Candidate { rows.candidate }
    /// The row's numbers, each behind its length.
    var packed: [UInt8] { rows.packed }

    /// Goes to the next row; `false` at the end.
    mutating func next() throws -> Bool {
        repeat {
            guard try rows.next() else { return false }
            position += 1
        } while !verdicts.isEmpty && verdicts[position] != .included
        return true
    }
}

extension RecordSorter {
    /// Adds a candidate with its numbers under its place.
    fileprivate mutating func add(_ reader: borrowing CandidateReader, at place: UInt32) throws {
        let (candidate, packed) = (reader.candidate, reader.packed)
        try withUnsafeBytes(of: place.bigEndian) { key in
            try withUnsafeTemporaryAllocation(byteCount: Candidate.byteCount + packed.count, alignment: 8) { value in
                withUnsafeBytes(of: candidate) {
                    value.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<Candidate.byteCount]))
                }
                packed.withUnsafeBytes {
                    UnsafeMutableRawBufferPointer(rebasing: value[Candidate.byteCount...]).copyMemory(from: $0)
                }
                try add(key, UnsafeRawBufferPointer(value))
            }
        }
    }
}

/// What the included rows of one combination come to.
private struct CombinationSum {
    private(set) var devices = 0
    private var classDevices: [Int64]
    private var classOwed: [Int64]
    private var total: Int64 = 0

    init(classes: Int) {
        classDevices = [Int64](repeating: 0, count: classes)
        classOwed = classDevices
    }

    mutating func add(_ row: Candidate, _ unit: Unit) throws {
        devices += 1
        classDevices[Int(row.deviceClass)] += Int64(row.quantity)
        classOwed[Int(row.deviceClass)] += row.units
        // No row owes more than a declaration may, so that the sum stays within 64 bits.
        total += row.units
        guard total <= DeclarationLimits.owed else { throw CompensationRefusal.owedTooMuch(unit) }
    }

    func owed(_ unit: Unit) throws -> Quantity {
        guard let quantity = Quantity(total, unit) else { throw CompensationRefusal.owedTooMuch(unit) }
        return quantity
    }

    func classSums(_ rules: DeclarationRules) -> [ClassSum] {
        rules.classes.indices.filter { classDevices[$0] > 0 }.map {
            ClassSum(deviceClass: rules.classes[$0].code, devices: classDevices[$0], owed: classOwed[$0])
        }
    }
}
