import Certificates
import Compensation
import Foundation
import Programmes

/// How long one device's proof takes, out of a large declaration that is certified, beside how long `sqlite3` takes to look the
/// device up by its unique key in a table of the same list.
enum ProofFigures {
    /// The bar: milliseconds in which a proof is built and verified, after the first.
    private static let most = 10.0
    /// How many devices are proved; how many are looked up, each by a process.
    private static let (proofs, lookups) = (1_001, 51)

    static func measure(devices: Int, in ground: Ground) async throws -> Figure {
        let (list, path, table) = (ground.path("devices.csv"), ground.path("proofs"), ground.path("reference.sqlite"))
        try DeviceList.write(devices, to: list)
        let bench = try await BenchRegistry(in: path)
        _ = try await BulkRun.measure(bench, list: list)
        _ = try Reference.importSeconds(of: list, .serial, into: table)
        guard let certificate = try await bench.compensation.certificates().first?.certificate else {
            throw BenchError.notMeasured("no certificate")
        }
        let bundle = try CertificateBundle(bytes: await bench.compensation.bundle(certificate: certificate))
        let verification = DeviceVerification(of: bundle, trust: Trust())
        let opening = ContinuousClock.now
        var prover = try await bench.compensation.prover(of: certificate)
        var times: [Double] = []
        for index in (0..<proofs).map({ spread($0, over: devices) }) {
            let serial = try SerialNumber(reading: DeviceList.serial(index), maker: nil)
            let start = times.isEmpty ? opening : ContinuousClock.now
            let proof = try await prover.proof(of: .known(by: [.serial(serial)], text: serial.text))
            let report = verification.report(on: try DeviceProof(bytes: proof.bytes))
            times.append((ContinuousClock.now - start).seconds * 1_000)
            guard report.statement != nil else { throw BenchError.notMeasured("a proof does not hold") }
        }
        let reference = try (0..<lookups).map { number in
            let serial = DeviceList.serial(spread(number, over: devices))
            return try StartFigures.milliseconds(
                "sqlite3", [table, "SELECT class, maker, mass FROM device WHERE serial = '\(serial)'"])
        }
        for each in [list, path, table] { try ground.remove(each) }
        func text(_ value: Double) -> String { String(format: "%.2f", value) }
        let further = Array(times.dropFirst())
        print(
            "  the first of \(devices) devices proved in \(text(times[0])) ms, each further one in \(text(Figure.median(further)))"
                + " ms, 99 % within \(text(Figure.percentile99(further))) ms")
        let floor = Figure.median(reference)
        return Figure(
            name: "prove-device", ours: Figure.median(further), reference: floor, unit: "ms", bar: most / floor)
    }

    /// Places all over a list, in no order.
    private static func spread(_ number: Int, over devices: Int) -> Int { number * 7_919 % devices }
}
