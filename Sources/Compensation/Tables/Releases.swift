import Journal
import Lots
import Primitives
import Registry
import Storage

extension Act {
    /// Takes back what claims hold of one lot: rows of claims, declarations and the lot's balance, and the entries.
    ///
    /// - Parameter releases: claims of this lot with the quantity that each gives back, above 0 and at most what it holds.
    func release(
        _ releases: [(claim: ClaimRow, count: Int64)], of lot: inout LotRow, cause: ReleaseCause
    ) throws {
        try giveBack(releases, to: &lot)
        try append(releases, of: lot.code, cause: cause)
    }

    /// The rows of a release, without its entries.
    func giveBack(_ releases: [(claim: ClaimRow, count: Int64)], to lot: inout LotRow) throws {
        for (claim, count) in releases {
            try lot.balance?.release(claim.declaration.quantity(count))
            try connection.run("UPDATE claim SET promised = promised - \(count) WHERE id = \(claim.id)")
            try connection.run(
                "UPDATE declaration SET promised = promised - \(count) WHERE id = \(claim.declaration.id)")
        }
        try connection.update(lot)
    }

    /// The entries of a release, one for each 256 claims.
    func append(_ releases: [(claim: ClaimRow, count: Int64)], of lot: Code, cause: ReleaseCause) throws {
        for part in releases.chunks(of: Matching.claimsMost) {
            try append(
                .released(Released(lot: lot, cause: cause, claims: part.map { $0.claim.quantity($0.count) })),
                .declarations(part.map(\.claim.declaration.sequence)))
        }
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
