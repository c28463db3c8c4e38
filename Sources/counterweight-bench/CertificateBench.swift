import Certificates
import Compensation
import Foundation
import Journal
import Primitives

/// How many certificates are issued and how many verified in a second, by one core, beside bare Ed25519 signatures: all else that
/// a certificate costs, its proof could do without.
enum CertificateFigures {
    /// The bars: as many times a bare signature, or a bare check of one, which takes five times as long.
    private static let (issuedMost, verifiedMost) = (150.0, 40.0)
    /// Of one device each, in as many names.
    private static let certificates = 500

    static func measure(runs: Int, in ground: Ground) async throws -> [Figure] {
        var issued: [(ours: Double, reference: Double)] = []
        var verified: [(ours: Double, reference: Double)] = []
        for run in 1...runs {
            let path = ground.path("certificates-\(run)")
            let bench = try await BenchRegistry(in: path)
            issued.append(try await issue(in: bench))
            verified.append(try await verify(in: bench))
            try ground.remove(path)
        }
        return [figure("issue-certificate", issued, issuedMost), figure("verify-certificate", verified, verifiedMost)]
    }

    /// Seconds of one certificate and of one signature.
    private static func issue(in bench: BenchRegistry) async throws -> (ours: Double, reference: Double) {
        for number in 0..<certificates {
            try await bench.declare(DeviceList.csv(number..<number + 1), "PO-\(number)", for: "Customer \(number)")
        }
        _ = try await bench.compensation.match(as: BenchRegistry.provider)
        _ = try await bench.compensation.retire(declaration: nil, as: BenchRegistry.provider)
        let cut = try CertificateCut(customer: "acme")
        let clock = ContinuousClock()
        var made = 0
        let took = try await clock.measure {
            made = try await bench.compensation.certify(cut, as: BenchRegistry.provider).count
        }
        guard made == certificates else { throw BenchError.notMeasured("\(made) certificates") }
        let key = signer
        let reference = clock.measure { for message in messages { _ = key.signature(of: message) } }
        return (took.seconds / Double(made), reference.seconds / Double(messages.count))
    }

    /// Seconds of one bundle, read and held to every check, and of one signature.
    private static func verify(in bench: BenchRegistry) async throws -> (ours: Double, reference: Double) {
        var bundles: [[UInt8]] = []
        for listed in try await bench.compensation.certificates() {
            bundles.append(try await bench.compensation.bundle(certificate: listed.certificate))
        }
        let trust = Trust()
        let clock = ContinuousClock()
        let took = try clock.measure {
            for bytes in bundles {
                let report = CertificateVerification.report(on: try CertificateBundle(bytes: bytes), trust: trust)
                guard report.outcome != .wrong else { throw BenchError.notMeasured("a certificate does not hold") }
            }
        }
        let key = signer
        let signed = messages.map { (message: $0, signature: key.signature(of: $0)) }
        let reference = try clock.measure {
            for (message, signature) in signed where !key.didKey.isValid(signature, of: message) {
                throw BenchError.notMeasured("a signature does not hold")
            }
        }
        return (took.seconds / Double(bundles.count), reference.seconds / Double(signed.count))
    }

    private static var signer: IssuerKey {
        guard let key = IssuerKey(seed: Array(repeating: 7, count: 32)) else { preconditionFailure("a seed") }
        return key
    }

    /// As long as what a proof signs: two SHA-256 digests.
    private static var messages: [[UInt8]] {
        (0..<1_000).map { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: 64) }
    }

    private static func figure(_ name: String, _ pairs: [(ours: Double, reference: Double)], _ bar: Double) -> Figure {
        let (ours, reference) = (Figure.median(pairs.map(\.ours)), Figure.median(pairs.map(\.reference)))
        return Figure(
            name: name, ours: 1 / ours, reference: 1 / reference, unit: "/s", ratio: ours / reference, bar: bar)
    }
}
