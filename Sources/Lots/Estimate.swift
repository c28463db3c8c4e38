public import Primitives

/// What one scrap phone weighs, by who says so (domain facts 2.2). The basis changes a result by 2.6 times, so a number of
/// phones is only ever an estimate, and always said with its basis.
public enum PhoneBasis: String, Hashable, Sendable, CaseIterable, Codable {
    /// 57 g: 2.7 million phones, 154 t, shipped from Ghana to May 2025 (Vodafone and Closing the Loop); battery not stated.
    case shipped
    /// 90 g: UNU-KEY 0306, the European average as sold.
    case sold
    /// 150 g: phones with boards and batteries, 17.5 t of 118,000 and 12 t of 80,000 (Orange and Emmaüs).
    case mixed

    public var gramsPerPhone: Grams {
        switch self {
        case .shipped: 57
        case .sold: 90
        case .mixed: 150
        }
    }
}

/// A number of scrap phones, their mass and the notebooks of the same mass, on one basis.
public struct Estimate: Hashable, Sendable {
    public let basis: PhoneBasis
    public let phones: Pieces
    public let mass: Grams
    /// What one notebook weighs here.
    public let notebookMass: Grams
    /// Notebooks of the same mass, to the nearest.
    public let notebooks: Pieces

    /// A notebook as published cases weigh it, 1,650 g.
    public static let notebook: Grams = 1_650
    /// 10^12, so that the mass stays within range on each basis.
    public static let phonesMost: Pieces = 1_000_000_000_000

    /// What `phones` weigh on each basis, lightest first; `nil` above `phonesMost` or for a notebook of 0 g.
    public static func of(phones: Pieces, notebook: Grams = notebook) -> [Estimate]? {
        guard phones <= phonesMost, notebook > .zero else { return nil }
        return PhoneBasis.allCases.map { basis in
            estimate(basis, phones, checked(phones.count * basis.gramsPerPhone.count), notebook)
        }
    }

    /// How many phones `mass` is on each basis, to the nearest; `nil` for a notebook of 0 g.
    public static func of(mass: Grams, notebook: Grams = notebook) -> [Estimate]? {
        guard notebook > .zero else { return nil }
        return PhoneBasis.allCases.map { basis in
            estimate(basis, checked(nearest(mass.count, basis.gramsPerPhone.count)), mass, notebook)
        }
    }

    /// Least and most grams of `pieces` in a standard's band of grams per piece; `nil` above 10^15 g.
    public static func mass(of pieces: Pieces, band: ClosedRange<Grams>) -> ClosedRange<Grams>? {
        let low = pieces.count.multipliedReportingOverflow(by: band.lowerBound.count)
        let high = pieces.count.multipliedReportingOverflow(by: band.upperBound.count)
        guard !low.overflow, !high.overflow, let least = Grams(low.partialValue), let most = Grams(high.partialValue)
        else { return nil }
        return least...most
    }

    /// Least and most whole pieces that `mass` can be in a standard's band; `nil` where no whole number lies in it, or the
    /// band begins at 0 g.
    public static func pieces(of mass: Grams, band: ClosedRange<Grams>) -> ClosedRange<Pieces>? {
        guard band.lowerBound > .zero else { return nil }
        let (high, rest) = mass.count.quotientAndRemainder(dividingBy: band.upperBound.count)
        let least = rest == 0 ? high : high + 1
        let most = mass.count / band.lowerBound.count
        guard least <= most else { return nil }
        return checked(least)...checked(most)
    }

    private static func estimate(
        _ basis: PhoneBasis, _ phones: Pieces, _ mass: Grams, _ notebook: Grams
    ) -> Estimate {
        Estimate(
            basis: basis, phones: phones, mass: mass, notebookMass: notebook,
            notebooks: checked(nearest(mass.count, notebook.count)))
    }

    private static func nearest(_ value: Int64, _ divisor: Int64) -> Int64 {
        let (whole, rest) = value.quotientAndRemainder(dividingBy: divisor)
        return rest >= divisor - rest ? whole + 1 : whole
    }

    private static func checked(_ count: Int64) -> Pieces {
        guard let pieces = Pieces(count) else { preconditionFailure("bad math in Estimate") }
        return pieces
    }

    private static func checked(_ count: Int64) -> Grams {
        guard let mass = Grams(count) else { preconditionFailure("bad math in Estimate") }
        return mass
    }
}
