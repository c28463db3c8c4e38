import Certificates
import Compensation
import Journal
import Primitives
import Registry
import Storage
import TransparencyLog

// Whether what stands in the database is sound by itself, whoever wrote it: after stories, and after two processes wrote at
// once, when nobody can say in which order.

extension World {
    /// What is wrong; empty where journal, database, tree and evidence agree and nothing is broken.
    func findings() async throws -> [String] {
        let compensation = hand().compensation
        let report = try await compensation.check()
        let broken = try await registry.database.read { try $0.broken() }
        return try await report.findings.map { "check: \($0)" } + broken + unproved(compensation)
    }

    /// Of every certificate the first device that it covers, the last and one between: each is proved to who has its bundle.
    private func unproved(_ compensation: Compensation) async throws -> [String] {
        var unproved: [String] = []
        var trust = Trust()
        try trust.add(compensation.registry.logKey.text)
        for listed in try await compensation.certificates() {
            let bundle = try CertificateBundle(bytes: await compensation.bundle(certificate: listed.certificate))
            let verification = DeviceVerification(of: bundle, trust: trust)
            var prover = try await compensation.prover(of: listed.certificate)
            let devices = try await compensation.devices(of: prover.content).devices
            for index in Set([0, devices.count / 2, devices.count - 1]).sorted() {
                let (device, name) = (devices[index], "\(listed.certificate.text), device \(index)")
                do {
                    let proof = try await prover.proof(
                        of: .row(device.row, position: device.position), in: device.declaration)
                    let faults = verification.report(on: try DeviceProof(bytes: proof.bytes)).faults
                    if !faults.isEmpty { unproved.append("\(name): \(faults)") }
                } catch DeviceRefusal.notCovered(_, _, _?, _) {
                    // A position of a row that is covered in part.
                } catch {
                    unproved.append("\(name): \(error)")
                }
            }
            if listed.state == .live, !verification.certificate.faults.isEmpty {
                unproved.append("\(listed.certificate.text): \(verification.certificate.faults)")
            }
        }
        return unproved
    }
}

/// A lot's row with the numbers of its retirements.
private struct LotOnRecord {
    let code: String
    let state: String
    let mass: Int
    let count: Int?
    let pieces: Int
    let grams: Int
    var numbered: [(isPieces: Bool, grams: Range<Int>)] = []

    var broken: [String] {
        var broken: [String] = []
        if !Model.fits(pieces: pieces, grams: grams, mass: mass, count: count), pieces + grams > 0 {
            broken.append("lot rule of \(code)")
        }
        if !numbered.isEmpty, state == "sealed" || state == "rejected" {
            broken.append("\(code) is retired unverified")
        }
        let all = numbered.reduce(into: Set<Int>()) { $0.formUnion($1.grams) }
        let low = numbered.filter(\.isPieces).map(\.grams.count).reduce(0, +)
        let high = numbered.filter { !$0.isPieces }.map(\.grams.count).reduce(0, +)
        if all != Set(0..<low).union(mass - high..<mass) || all.count != low + high {
            broken.append("\(code): grams are not given once, from the ends")
        }
        return broken
    }
}

extension Connection {
    /// Rules 1 to 4 of design, section 3, on the rows.
    fileprivate func broken() throws -> [String] {
        try lotsBroken() + declarationsBroken() + certificatesBroken()
    }

    private func lotsBroken() throws -> [String] {
        var lots: [Int64: LotOnRecord] = [:]
        try each(
            """
            SELECT id, code, state, mass, count, pieces_promised + pieces_retired, grams_promised + grams_retired FROM lot
            """
        ) { row in
            lots[try row.integer(at: 0)] = LotOnRecord(
                code: try row.text(at: 1), state: try row.text(at: 2), mass: Int(try row.optionalInteger(at: 3) ?? 0),
                count: try row.optionalInteger(at: 4).map { Int($0) }, pieces: Int(try row.integer(at: 5)),
                grams: Int(try row.integer(at: 6)))
        }
        try each(
            """
            SELECT claim.lot, declaration.unit, first_gram, end_gram FROM retirement
            JOIN claim ON claim.id = retirement.claim JOIN declaration ON declaration.id = claim.declaration
            """
        ) { row in
            let grams = Int(try row.integer(at: 2))..<Int(try row.integer(at: 3))
            lots[try row.integer(at: 0)]?.numbered.append((try row.text(at: 1) == "pieces", grams))
        }
        return lots.values.flatMap(\.broken)
    }

    private func declarationsBroken() throws -> [String] {
        var broken: [String] = []
        try each(
            """
            SELECT declaration.sequence, owed - cancelled, declaration.promised, declaration.retired - declaration.reversed,
                COALESCE(SUM(claim.promised), 0),
                COALESCE(SUM(claim.retired - claim.reversed), 0) + (
                    SELECT COALESCE(SUM(quantity), 0) FROM opening_retirement
                    WHERE opening_retirement.declaration = declaration.id
                )
            FROM declaration LEFT JOIN claim ON claim.declaration = declaration.id
            WHERE declaration.sequence IS NOT NULL GROUP BY declaration.id
            """
        ) { row in
            let numbers = try (0...5).map { try row.integer(at: $0) }
            if numbers[2] + numbers[3] > numbers[1] || numbers[2] != numbers[4] || numbers[3] != numbers[5] {
                broken.append("declaration \(numbers[0]): \(numbers)")
            }
        }
        var last: (declaration: Int64, end: Int64) = (-1, 0)
        try each("SELECT declaration, first_unit, end_unit FROM unit_run ORDER BY declaration, first_unit") { row in
            let declaration = try row.integer(at: 0)
            if declaration == last.declaration, try row.integer(at: 1) < last.end {
                broken.append("declaration row \(declaration): a unit is withdrawn or retired twice")
            }
            last = (declaration, try row.integer(at: 2))
        }
        return broken
    }

    private func certificatesBroken() throws -> [String] {
        try run(
            """
            SELECT retirement FROM certificate_retirement JOIN certificate ON certificate.id = certificate
            WHERE certificate.state <> 'revoked' GROUP BY retirement HAVING COUNT(*) > 1
            """
        ).map { "retirement \(try $0.integer(at: 0)) is certified twice" }
    }
}
