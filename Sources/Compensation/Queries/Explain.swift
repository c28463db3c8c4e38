import CanonicalJSON
public import Certificates
public import Journal
public import Lots
public import Primitives
public import Programmes
import Registry
import Storage

/// What one declaration has of one lot.
public struct ClaimStatus: Hashable, Sendable {
    public let declaration: Int64
    public let lot: Code
    public let lotState: LotState
    public let unit: Unit
    public let promised: Int64
    public let retired: Int64
    public let reversed: Int64
}

/// Why a declaration waits, and what stands behind the part that does not.
public struct DeclarationExplanation: Hashable, Sendable {
    public let status: DeclarationStatus
    public let claims: [ClaimStatus]
    /// What an earlier system had retired of it.
    public let takenOver: [OpeningRetirement]
    /// The first reason; `nil` where nothing waits, or where the next matching would promise more.
    public let waiting: WaitingReason?
}

/// A verdict as it was said, in both languages.
public struct SpokenVerdict: Hashable, Sendable {
    public let rule: GuardRule
    public let outcome: Outcome
    public let english: String
    public let french: String
}

/// Why a lot is what it is.
public struct LotExplanation: Hashable, Sendable {
    public let status: LotStatus
    public let weighings: [Weighing]
    /// What the guard said last, on the day it said it; empty where nobody asked it yet.
    public let verdicts: [SpokenVerdict]
    public let asked: Day?
    public let claims: [ClaimStatus]
}

/// A device found by one of its identifiers, and the lots behind it.
public struct DeviceExplanation: Hashable, Sendable {
    public struct Behind: Hashable, Sendable {
        public let lot: Code
        public let retirement: Int64
        /// How many of the device's units the retirement covers.
        public let units: Int64
    }

    public let declaration: Int64
    /// Its 1-based place among the declaration's rows.
    public let row: Int64
    /// Of a device that was attached to a row that stands for several: its place there, from 1.
    public let position: Int64?
    public let unit: Unit
    /// What the device owes, of which so many units are withdrawn or retired.
    public let owed: Int64
    public let withdrawn: Int64
    public let behind: [Behind]
    /// Retirements of an earlier system that cover it, in whole or in part.
    public let takenOver: [OpeningRetirement]
}

/// What stands behind a certificate.
public struct CertificateExplanation: Hashable, Sendable {
    public struct Retirement: Hashable, Sendable {
        public let sequence: Int64
        public let declaration: Int64
        /// The day on which it was retired.
        public let day: Day
        public let lot: Code
        public let lotState: LotState
        public let quantity: Quantity
        public let grams: Range<Int64>
        public let live: Bool
    }

    public let certificate: RandomID
    public let state: CertificateState
    public let beneficiary: String
    /// What it was asked of.
    public let cut: CertificateCut
    /// By sequence.
    public let declarations: [DeclarationStatus]
    public let retirements: [Retirement]
    /// What was taken over; then there is nothing else.
    public let takenOver: [OpeningRetirement]
}

extension Compensation {
    /// Why this declaration waits, and which lots it has.
    public func explain(declaration sequence: Int64) async throws -> DeclarationExplanation {
        let day = registry.now.day
        return try await registry.database.read { db in
            let declaration = try db.declaration(sequence)
            var reason: WaitingReason?
            if declaration.waiting > 0 {
                let (queue, lots, terms) = try db.supplyAndDemand()
                let matching = Matching(of: queue, from: lots.compactMap(\.facts), under: terms, on: day)
                reason = matching.waiting.first { $0.declaration == sequence }?.reason
            }
            return DeclarationExplanation(
                status: try db.status(of: declaration),
                claims: try db.claimStatuses(where: "claim.declaration = \(declaration.id)"),
                takenOver: try db.openingRetirements(
                    where: "opening_retirement.declaration = \(declaration.id)"), waiting: reason)
        }
    }

    /// Why this lot passed, failed or waits.
    public func explain(lot code: Code) async throws -> LotExplanation {
        try await registry.database.read { db in
            let lot = try db.lot(code)
            let rows = try db.run(
                """
                SELECT * FROM verdict WHERE lot = \(lot.id)
                AND attempt = (SELECT MAX(attempt) FROM verdict WHERE lot = \(lot.id)) ORDER BY position
                """)
            return LotExplanation(
                status: lot.status, weighings: try db.weighings(of: lot.id),
                verdicts: try rows.map { row in
                    SpokenVerdict(
                        rule: try row.word("rule"), outcome: try row.word("outcome"),
                        english: try row.text("english"), french: try row.text("french"))
                }, asked: try rows.first.map { try $0.day("day") },
                claims: try db.claimStatuses(where: "claim.lot = \(lot.id)"))
        }
    }

    /// Which lots stand behind this device: every programme and life in which one of its identifiers was declared.
    public func explain(device identifier: DeviceIdentifier) async throws -> [DeviceExplanation] {
        try await registry.database.read { db in
            try db.devices(known: identifier).flatMap { device -> [DeviceExplanation] in
                let positions = try db.positions(of: identifier, device)
                guard !positions.isEmpty else { return [try db.explanation(ofDevice: device, at: nil)] }
                return try positions.map { try db.explanation(ofDevice: device, at: $0) }
            }
        }
    }

    /// What stands behind this certificate.
    public func explain(certificate id: RandomID) async throws -> CertificateExplanation {
        try await registry.database.read { db in
            guard let row = try db.run("SELECT * FROM certificate WHERE public_id = \(id.bytes)").first else {
                throw CompensationRefusal.unknownCertificate(id.text)
            }
            let content = try row.credential().content
            let rows = try db.run(
                """
                SELECT retirement.*, claim.declaration, lot.code, lot.state FROM certificate_retirement
                JOIN retirement ON retirement.sequence = certificate_retirement.retirement
                JOIN claim ON claim.id = retirement.claim JOIN lot ON lot.id = claim.lot
                WHERE certificate_retirement.certificate = \(row.integer("id")) ORDER BY retirement.sequence
                """)
            let named = try db.run(
                "SELECT retirement FROM certificate_retirement WHERE certificate = \(row.integer("id"))"
            ).map { try $0.integer("retirement") }
            let takenOver = try db.openingRetirements(where: "opening_retirement.sequence IN (\(list: named))")
            let declared = try db.declarations(
                where: "declaration.sequence IN (\(list: content.declarations.map(\.sequence)))")
            let declarations = Dictionary(uniqueKeysWithValues: declared.map { ($0.id, $0) })
            let retirements = try rows.map { retirement in
                let of = try retirement.parsed("declaration", declarations[retirement.integer("declaration")])
                return CertificateExplanation.Retirement(
                    sequence: try retirement.integer("sequence"), declaration: of.sequence,
                    day: try retirement.day("day"), lot: try retirement.code("code"),
                    lotState: try retirement.word("state"),
                    quantity: of.quantity(try retirement.integer("quantity")),
                    grams: try retirement.integer("first_gram")..<retirement.integer("end_gram"),
                    live: try retirement.bool("live"))
            }
            return CertificateExplanation(
                certificate: id, state: try row.word("state"), beneficiary: content.beneficiary, cut: content.cut,
                declarations: try declared.map { try db.status(of: $0) }, retirements: retirements,
                takenOver: takenOver)
        }
    }
}

extension Connection {
    fileprivate func claimStatuses(where condition: SQL) throws -> [ClaimStatus] {
        try run(
            """
            SELECT claim.*, lot.code, lot.state, declaration.sequence, declaration.unit FROM claim
            JOIN lot ON lot.id = claim.lot JOIN declaration ON declaration.id = claim.declaration
            WHERE \(condition) ORDER BY declaration.sequence, lot.sequence
            """
        ).map { row in
            ClaimStatus(
                declaration: try row.integer("sequence"), lot: try row.code("code"), lotState: try row.word("state"),
                unit: try row.word("unit"), promised: try row.integer("promised"),
                retired: try row.integer("retired"), reversed: try row.integer("reversed"))
        }
    }

    /// Devices under an identifier, in any programme and life. A serial without its maker finds every maker's.
    func devices(known identifier: DeviceIdentifier) throws -> [Int64] {
        let number: [UInt8]
        let after: [UInt8]
        switch identifier {
        case .serial(let serial) where serial.maker == nil:
            number = serial.clashPrefix
            after = serial.clashPrefix.dropLast() + [1]
        case .imei, .serial, .assetTag, .documentLine:
            number = identifier.numberBytes
            after = number + [0]
        }
        return try run(
            """
            SELECT DISTINCT device FROM identity WHERE number >= \(number) AND number < \(after) ORDER BY device
            """
        ).map { try $0.integer("device") }
    }

    /// Positions of a quantity line that hold the identifier.
    func positions(of identifier: DeviceIdentifier, _ device: Int64) throws -> [Int64] {
        var positions: [Int64] = []
        try each("SELECT position, numbers FROM attached WHERE device = \(device) AND cancelled = 0 ORDER BY position")
        {
            row in
            let holds = try row.attachedNumbers(at: 1).numbers.contains { number in
                if case .serial(let serial) = identifier, serial.maker == nil {
                    return number.starts(with: serial.clashPrefix)
                }
                return number == identifier.numberBytes
            }
            if holds { positions.append(try row.integer(at: 0)) }
        }
        return positions
    }

    fileprivate func explanation(ofDevice id: Int64, at position: Int64?) throws -> DeviceExplanation {
        guard
            let declaration = try declarations(
                where: """
                    declaration.id <= \(id) AND declaration.id + declaration.devices > \(id)
                    """
            ).first
        else { throw CompensationRefusal.damaged(column: "identity.device") }
        let row = id - declaration.firstDevice + 1
        let units =
            try position.map { try positions(ofRow: row, in: declaration).units(of: $0) }
            ?? unitsOfRow(row, in: declaration)
        let (first, end) = (units.lowerBound, units.upperBound)
        let runs = try run(
            """
            SELECT unit_run.*, lot.code FROM unit_run
            LEFT JOIN retirement ON retirement.sequence = unit_run.retirement
            LEFT JOIN claim ON claim.id = retirement.claim LEFT JOIN lot ON lot.id = claim.lot
            WHERE unit_run.declaration = \(declaration.id) AND first_unit < \(end) AND end_unit > \(first)
            ORDER BY first_unit
            """)
        var withdrawn: Int64 = 0
        var behind: [DeviceExplanation.Behind] = []
        var takenOver: [OpeningRetirement] = []
        for run in runs {
            let units = min(end, try run.integer("end_unit")) - max(first, try run.integer("first_unit"))
            if let retirement = try run.optionalInteger("retirement") {
                let opening = try openingRetirements(where: "opening_retirement.sequence = \(retirement)")
                takenOver += opening
                guard opening.isEmpty else { continue }
                behind.append(
                    DeviceExplanation.Behind(lot: try run.code("code"), retirement: retirement, units: units))
            } else {
                withdrawn += units
            }
        }
        return DeviceExplanation(
            declaration: declaration.sequence, row: row, position: position, unit: declaration.unit,
            owed: end - first, withdrawn: withdrawn, behind: behind, takenOver: takenOver)
    }
}
