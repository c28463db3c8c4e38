public import Primitives

/// A whole number shared among lots by the largest remainders (docs/spec/lots.md, L-19).
///
/// Each lot gets ⌊whole × weight / sum of weights⌋, and what is left over goes, one each, to the largest remainders; among
/// equal ones to the lot whose code comes first. So shares sum to the whole, no share is a unit or more from its exact
/// part, and a lot of more weight never gets less. It is not promised that a larger whole gives each lot more: no rule of
/// largest remainders gives that.
public enum Apportionment {
    /// - Returns: a share for each lot; `nil` for a whole or a weight below zero, or weights that sum to zero or above 64 bits.
    public static func shares(of whole: Int64, by weights: [Code: Int64]) -> [Code: Int64]? {
        guard whole >= 0, weights.values.allSatisfy({ $0 >= 0 }) else { return nil }
        var total: Int64 = 0
        for weight in weights.values {
            let (sum, overflow) = total.addingReportingOverflow(weight)
            guard !overflow else { return nil }
            total = sum
        }
        guard total > 0 else { return nil }
        var shares: [Code: Int64] = [:]
        var remainders: [(lot: Code, remainder: Int64)] = []
        var left = whole
        for (lot, weight) in weights {
            // No weight is above the total, so no quotient is above the whole: 128 bits suffice and nothing traps.
            let part = total.dividingFullWidth(whole.multipliedFullWidth(by: weight))
            shares[lot] = part.quotient
            remainders.append((lot, part.remainder))
            left -= part.quotient
        }
        remainders.sort { ($1.remainder, $0.lot) < ($0.remainder, $1.lot) }
        for (lot, _) in remainders.prefix(Int(left)) { shares[lot, default: 0] += 1 }
        return shares
    }
}
