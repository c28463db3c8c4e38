import Certificates
import Journal
import Primitives
import Testing

@testable import Compensation

/// What the public pages are written from (docs/spec/certificates.md, V-30).
@Suite struct StandingsTests {
    /// More than are read at once, of two lots; one of these is doubted, and another doubted before the last part is read.
    @Test func eachCertificateComesOnceWithWhatBecameOfIt() async throws {
        let supply = try await Supply()
        let compensation = supply.compensation
        let count = 230
        // The first lot serves the first hundred, the second all others.
        for (lot, pieces) in [("GH-1", 100), ("GH-2", 900)] as [(Code, Int64)] {
            try await supply.lot(
                lot, net: try #require(Grams(pieces * 57)), pieces: try #require(Pieces(pieces)))
            _ = try await supply.verify(lot)
        }
        for number in 0..<count {
            _ = try await supply.declare(
                "one-for-one", 1, from: number, document: "PO-\(number)", beneficiary: "Customer \(number)")
        }
        _ = try await compensation.match(as: Supply.provider)
        _ = try await compensation.retire(declaration: nil, as: Supply.provider)
        let issued = try await compensation.certify(CertificateCut(customer: "acme"), as: Supply.provider)
        #expect(issued.count == count)
        _ = try await compensation.impugn(lot: "GH-1", cause: .notShown, as: Supply.verifier)
        _ = try await compensation.uphold(lot: "GH-1", as: Supply.verifier)

        var standings = compensation.standings()
        var seen = try await standings.next()
        #expect((1..<count).contains(seen.count))
        _ = try await compensation.impugn(lot: "GH-2", cause: .evidenceFalse, as: Supply.verifier)
        while case let more = try await standings.next(), !more.isEmpty { seen += more }
        #expect(try await standings.next().isEmpty)

        #expect(seen.map(\.content.certificate) == issued.map(\.certificate))
        #expect(seen.map(\.sequence) == issued.map(\.sequence))
        for (place, standing) in seen.enumerated() {
            let isOfFirstLot = standing.content.lots == ["GH-1"]
            #expect(isOfFirstLot == (place < 100))
            if isOfFirstLot {
                #expect(standing.state == .live && standing.turned?.entry.cause == .lotUpheld)
            } else if place < 200 {
                #expect(standing.state == .live && standing.turned == nil)
            } else {
                #expect(standing.state == .suspended && standing.turned?.entry.cause == .lotImpugned)
            }
        }
    }
}
