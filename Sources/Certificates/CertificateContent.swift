public import Journal
public import Lots
public import Primitives
public import Programmes

/// What a certificate says, member by member (docs/spec/certificates.md, section 2). Made from journal entries and from
/// nothing else, but for the coverage, which only the registry knows.
public struct CertificateContent: Hashable, Sendable {
    /// The log's origin: certificates and status lists are published below it.
    public let origin: String
    public let issuer: DID
    public let certificate: RandomID
    /// The day of issue in UTC.
    public let day: Day
    public let position: StatusPosition
    public let beneficiary: String
    /// What it was asked of.
    public let cut: CertificateCut
    /// By sequence: one customer's, each with at least one retirement here.
    public let declarations: [CertifiedDeclaration]
    /// By sequence.
    public let retirements: [CertifiedRetirement]
    /// What was taken over; then `retirements` is empty.
    public let takenOver: CertifiedTakeOver?

    init(
        origin: String, issuer: DID, certificate: RandomID, day: Day, position: StatusPosition, beneficiary: String,
        cut: CertificateCut, declarations: [CertifiedDeclaration], retirements: [CertifiedRetirement],
        takenOver: CertifiedTakeOver? = nil
    ) {
        self.origin = origin
        self.issuer = issuer
        self.certificate = certificate
        self.day = day
        self.position = position
        self.beneficiary = beneficiary
        self.cut = cut
        self.declarations = declarations
        self.retirements = retirements
        self.takenOver = takenOver
    }

    /// The certificate of all retirements in `evidence`, which must hold in every point and lie in `cut`.
    ///
    /// - Parameter coverage: what the retired units of each declaration stand for, by the declaration's sequence.
    public init(
        _ evidence: CertificateEvidence, certificate: RandomID, day: Day, position: StatusPosition,
        cut: CertificateCut, coverage: [Int64: Coverage]
    ) throws(EvidenceFault) {
        try evidence.check()
        try evidence.check(coverage)
        try evidence.check(cut)
        self.init(
            stating: evidence, under: evidence.opened.origin, certificate: certificate, day: day, position: position,
            cut: cut, coverage: coverage)
    }

    /// What the entries say, whether they hold or not.
    ///
    /// - Parameter origin: the name that the log had when the certificate was issued.
    init(
        stating evidence: CertificateEvidence, under origin: String, certificate: RandomID, day: Day,
        position: StatusPosition,
        cut: CertificateCut, coverage: [Int64: Coverage]
    ) {
        self.init(
            origin: origin, issuer: evidence.issuer, certificate: certificate, day: day,
            position: position, beneficiary: evidence.beneficiary, cut: cut,
            declarations: evidence.declarations.map { trail in
                evidence.certified(trail, covering: coverage[trail.declared.sequence] ?? .nothing)
            }, retirements: evidence.trails.map(\.certified), takenOver: evidence.takeOver?.certified)
    }

    /// `https://ewaste.example/certificates/<32 digits>`.
    public var id: String { "https://\(origin)/certificates/\(certificate.text)" }

    /// What is retired in all, unit by unit: pieces, then grams, each only where there are any. Never added up.
    public var sums: [CertifiedSum] { Unit.allCases.compactMap { takings.sum(in: $0) } }

    /// What is retired of one of its declarations, in that one's unit.
    public func sum(of declaration: CertifiedDeclaration) -> CertifiedSum? {
        takings.filter { $0.declaration == declaration.sequence }.sum(in: declaration.owed.unit)
    }

    /// The mass of all ranges: no gram is in two of them.
    public var mass: Grams { takings.map(\.mass).reduce(.zero, +) }

    /// The sequences of the retirements' entries, of either kind.
    public var sequences: [Int64] { takings.map(\.sequence) }

    /// The retirements of either kind, by sequence. What was taken over is of one declaration.
    private var takings: [Taking] {
        guard let takenOver, let declaration = declarations.first?.sequence else {
            return retirements.map {
                Taking(sequence: $0.sequence, declaration: $0.declaration, quantity: $0.quantity, mass: $0.mass)
            }
        }
        return takenOver.retirements.map {
            Taking(sequence: $0.sequence, declaration: declaration, quantity: $0.quantity, mass: $0.mass)
        }
    }

    /// The coverage of each declaration, by its sequence.
    var coverage: [Int64: Coverage] {
        Dictionary(declarations.map { ($0.sequence, $0.coverage) }, uniquingKeysWith: { first, _ in first })
    }

    public var lots: [Code] { Set(retirements.map(\.lot.lot)).sorted() }
}

/// What is retired in one unit, and the mass of the ranges that it took.
public struct CertifiedSum: Hashable, Sendable {
    public let quantity: Quantity
    public let mass: Grams
}

/// What a retirement of either kind takes.
private struct Taking {
    let sequence: Int64
    let declaration: Int64
    let quantity: Quantity
    let mass: Grams
}

extension [Taking] {
    /// `nil` where nothing is retired in this unit.
    fileprivate func sum(in unit: Unit) -> CertifiedSum? {
        let mine = filter { $0.quantity.unit == unit }
        // Each retirement is bounded, and so are a thousand of them.
        guard !mine.isEmpty, let quantity = Quantity(mine.map(\.quantity.count).reduce(0, +), unit) else { return nil }
        return CertifiedSum(quantity: quantity, mass: mine.map(\.mass).reduce(.zero, +))
    }
}

/// A declaration as its entry has it, and which of its units are retired.
public struct CertifiedDeclaration: Hashable, Sendable {
    /// The sequence of the `declared` entry.
    public let sequence: Int64
    /// The purchase order, invoice or sale.
    public let document: String
    public let programme: Version
    public let trigger: Trigger
    public let owed: Quantity
    /// Of the declaration as a whole.
    public let classes: [ClassSum]
    /// The root of its manifest, under which each device can be proved.
    public let manifest: Digest
    /// The units that the retirements take, in order, runs that touch joined.
    public let units: [UnitRange]
    public let coverage: Coverage

    public var devices: Int64 { classes.map(\.devices).reduce(0) { sum, count in sum.addingClamped(count) } }
}

/// The part of a row that is covered where the row is not covered whole.
public struct PartRow: Hashable, Sendable {
    /// Counted from 1.
    public let row: Int64
    /// 1 to before `of`, in the declaration's unit.
    public let units: Int64
    /// What the row owes.
    public let of: Int64

    public init(row: Int64, units: Int64, of: Int64) {
        self.row = row
        self.units = units
        self.of = of
    }
}

/// The devices for which the retired units stand.
public struct Coverage: Hashable, Sendable {
    /// Rows and parts of rows that a certificate names, each at most; the registry divides what has more.
    public static let rangesMax = 10_000
    static let nothing = Coverage(devices: 0, rows: [], inPart: [])

    /// Devices covered whole, those of quantity lines included.
    public let devices: Int64
    /// Rows covered whole, counted from 1, in order, not touching.
    public let rows: [ClosedRange<Int64>]
    /// In order of their rows.
    public let inPart: [PartRow]

    public init(devices: Int64, rows: [ClosedRange<Int64>], inPart: [PartRow]) {
        self.devices = devices
        self.rows = rows
        self.inPart = inPart
    }

    /// V-12: what can be told of the coverage without the rows.
    func check(against declaration: CertifiedDeclaration) throws(EvidenceFault) {
        do throws(CoverageFault) { try fits(declaration) } catch {
            throw .coverage(declaration: declaration.sequence, error)
        }
    }

    private func fits(_ declaration: CertifiedDeclaration) throws(CoverageFault) {
        guard rows.count <= Self.rangesMax, inPart.count <= Self.rangesMax, !(rows.isEmpty && inPart.isEmpty) else {
            throw .count
        }
        let inOrder = zip(rows, rows.dropFirst()).allSatisfy { $0.upperBound + 1 < $1.lowerBound }
        guard inOrder, rows.allSatisfy({ $0.lowerBound >= 1 && $0.upperBound < JSONMost.integer }),
            zip(inPart, inPart.dropFirst()).allSatisfy({ $0.row < $1.row })
        else { throw .order }
        var next = rows.startIndex
        for part in inPart {
            guard part.row >= 1, 1 <= part.units, part.units < part.of, part.of <= declaration.owed.count else {
                throw .part(row: part.row)
            }
            while next < rows.endIndex, rows[next].upperBound < part.row { next += 1 }
            guard next == rows.endIndex || part.row < rows[next].lowerBound else { throw .part(row: part.row) }
        }
        let whole = rows.reduce(Int64(0)) { $0.addingClamped($1.upperBound - $1.lowerBound + 1) }
        let parts = inPart.reduce(Int64(0)) { $0.addingClamped($1.units) }
        let units = declaration.units.reduce(Int64(0)) { $0.addingClamped($1.upperBound - $1.lowerBound) }
        // A row is at least one device and owes at least one unit.
        guard whole <= devices, devices <= declaration.devices else { throw .devices(devices) }
        guard whole.addingClamped(parts) <= units else { throw .units }
        guard units == declaration.owed.count else { return }
        // All that is owed is retired: every device, and none in part.
        guard inPart.isEmpty, devices == declaration.devices else { throw .devices(devices) }
    }
}

/// A site, as `facility.recorded` names it.
public struct CertifiedFacility: Hashable, Sendable {
    public let code: Code
    public let name: String
    public let country: Country
}

/// A verifier, as `party.recorded` names it.
public struct CertifiedVerifier: Hashable, Sendable {
    public let code: Code
    public let name: String
}

/// What the journal says of a lot.
public struct CertifiedLot: Hashable, Sendable {
    public let lot: Code
    public let scrap: Code
    public let country: Country
    /// First and last day of collection.
    public let collected: ClosedRange<Day>
    /// Where it was weighed at treatment.
    public let facility: CertifiedFacility
    public let treated: Day
    public let standard: Version
    public let assurance: Assurance
    public let verifier: CertifiedVerifier
}

/// One retirement, in full.
public struct CertifiedRetirement: Hashable, Sendable {
    /// The sequence of the `retired` entry.
    public let sequence: Int64
    /// The sequence of the `declared` entry.
    public let declaration: Int64
    /// The day of the `retired` entry, in UTC.
    public let day: Day
    public let quantity: Quantity
    /// The lot's grams by number.
    public let grams: Range<Int64>
    public let lot: CertifiedLot

    public var mass: Grams { Grams(grams.upperBound - grams.lowerBound) ?? .zero }
}

enum JSONMost {
    static let integer: Int64 = 9_007_199_254_740_991
}

extension Int64 {
    /// Sums of what others wrote stop at the end of their range.
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
