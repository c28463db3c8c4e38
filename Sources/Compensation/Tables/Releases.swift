import Journal
import Lots
import Primitives
import Registry
import Storage

extension Act {
    /// Takes back what claims hold of one lot: rows of claims, declarations and the lot's balance, and one entry for each
    /// 256 claims.
    ///
    /// - Parameter releases: claims of this lot with the quantity that each gives back, above 0 and at most what it holds.
    func release(
        _ releases: [(claim: ClaimRow, count: Int64)], of lot: inout LotRow, cause: ReleaseCause
    ) throws {
        for part in releases.chunks(of: Matching.claimsMost) {
            for (claim, count) in part {
                try lot.balance?.release(claim.declaration.quantity(count))
                try connection.run("UPDATE claim SET promised = promised - \(count) WHERE id = \(claim.id)")
                try connection.run(
                    "UPDATE declaration SET promised = promised - \(count) WHERE id = \(claim.declaration.id)")
            }
            try append(
                .released(
                    Released(lot: lot.code, cause: cause, claims: part.map { $0.claim.quantity($0.count) })),
                .declarations(part.map(\.claim.declaration.sequence)))
        }
        try connection.update(lot)
    }

    /// Takes back all that is promised of a lot, newest declaration first.
    func releaseAll(of lot: inout LotRow, cause: ReleaseCause) throws -> [(claim: ClaimRow, count: Int64)] {
        let claims = try connection.claims(where: "claim.lot = \(lot.id) AND claim.promised > 0")
            .sorted { $0.declaration.sequence > $1.declaration.sequence }
            .map { (claim: $0, count: $0.promised) }
        try release(claims, of: &lot, cause: cause)
        return claims
    }
}

extension Array {
    /// Runs of at most `size` elements, in order.
    func chunks(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
