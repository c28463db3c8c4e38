public import Primitives
public import Programmes

/// What eligibility and matching read of a lot.
public struct LotFacts: Hashable, Sendable {
    public let code: Code
    public let deviceClass: Code
    /// Where it was collected.
    public let country: Country
    /// First and last day of collection.
    public let collected: ClosedRange<Day>
    public let standard: Version
    public let basis: WeighingBasis
    /// The sequence of its sealing in the journal.
    public let sealed: Int64
    public var state: LotState
    public var balance: LotBalance

    public init(
        code: Code, deviceClass: Code, country: Country, collected: ClosedRange<Day>, standard: Version,
        basis: WeighingBasis, sealed: Int64, state: LotState, balance: LotBalance
    ) {
        self.code = code
        self.deviceClass = deviceClass
        self.country = country
        self.collected = collected
        self.standard = standard
        self.basis = basis
        self.sealed = sealed
        self.state = state
        self.balance = balance
    }
}

/// What a programme's declarations ask of a lot.
public struct SupplyTerms: Hashable, Sendable {
    public let supply: SupplyRule
    /// Scrap weighed with its batteries, or without; `nil` = either.
    public let battery: Battery?

    public init(_ supply: SupplyRule, battery: Battery? = nil) {
        self.supply = supply
        self.battery = battery
    }

    /// Whether a promise of `promised` from a lot that is still sealed on `day` has waited too long (L-14).
    public func forwardHasAged(promised: Day, on day: Day) -> Bool {
        supply.forwardAgeMax.map { day.days(since: promised) > $0 } ?? false
    }

    /// The most of `unit` that one declaration may have of a lot, promised and live-retired: ⌊M or C × share / 1,000⌋.
    /// 0 pieces where the lot is not counted.
    public func shareCap(of claimable: ClaimableMass, in unit: Unit) -> Int64 {
        switch unit {
        case .pieces: (claimable.count?.count ?? 0) * Int64(supply.shareMax) / 1_000
        case .grams: claimable.mass.count * Int64(supply.shareMax) / 1_000
        }
    }
}

/// Why a declaration may not have a lot: the first of these, in this order (docs/spec/lots.md, L-12).
public enum Ineligibility: Hashable, Sendable {
    /// Rejected, impugned or reversed.
    case state(LotState)
    case standard(Version, accepted: [Code])
    case deviceClass(Code, accepted: [Code])
    case country(Country, accepted: [Country])
    case battery(Battery, asked: Battery)
    /// Days from the last collection to the promise.
    case age(days: Int, limit: Int)
    /// Not verified, and the programme takes no forwards; or a retirement is asked for.
    case unverified
    /// The declaration held it as a forward for as long as its programme allows, and it is still not verified.
    case outwaited
    /// The declaration counts pieces and nobody counted the lot.
    case uncounted
    /// No room for one more piece or gram.
    case full(Unit)
    /// The declaration has its share of the lot.
    case share(had: Quantity, cap: Quantity)

    /// Place in the precedence: the higher, the nearer the lot came to serving.
    var precedence: Int {
        switch self {
        case .state: 0
        case .standard: 1
        case .deviceClass: 2
        case .country: 3
        case .battery: 4
        case .age: 5
        case .unverified: 6
        case .outwaited: 7
        case .uncounted: 8
        case .full: 9
        case .share: 10
        }
    }
}

extension LotFacts {
    /// Why nothing of this lot may be promised on `day` in `unit`, room and share aside; `nil` where something may.
    public func ineligibility(under terms: SupplyTerms, on day: Day, in unit: Unit) -> Ineligibility? {
        switch state {
        case .rejected, .impugned, .reversed, .shortened: return .state(state)
        case .sealed, .verified: break
        }
        if let reason = unsuitability(under: terms, on: day) { return reason }
        if state == .sealed, !terms.supply.forwards { return .unverified }
        if unit == .pieces, balance.claimable.count == nil { return .uncounted }
        return nil
    }

    /// Why no more of this lot may be promised on `day` to a declaration that has `had` of it, promised and live-retired.
    public func ineligibility(under terms: SupplyTerms, on day: Day, had: Quantity) -> Ineligibility? {
        if let reason = ineligibility(under: terms, on: day, in: had.unit) { return reason }
        guard balance.room(in: had.unit) > 0 else { return .full(had.unit) }
        let cap = terms.shareCap(of: balance.claimable, in: had.unit)
        guard had.count < cap else { return .share(had: had, cap: .checked(cap, had.unit)) }
        return nil
    }

    /// Why a promise made on `promised` may not be retired from this lot (L-13). Age counts to the promise, so that a
    /// lot does not lapse under a promise that waits.
    public func ineligibilityToRetire(under terms: SupplyTerms, promised: Day) -> Ineligibility? {
        switch state {
        case .rejected, .impugned, .reversed, .shortened: return .state(state)
        case .sealed, .verified: break
        }
        if let reason = unsuitability(under: terms, on: promised) { return reason }
        return state == .verified ? nil : .unverified
    }

    private func unsuitability(under terms: SupplyTerms, on day: Day) -> Ineligibility? {
        let supply = terms.supply
        guard supply.standards.contains(standard.code) else { return .standard(standard, accepted: supply.standards) }
        guard supply.classes.contains(deviceClass) else { return .deviceClass(deviceClass, accepted: supply.classes) }
        guard supply.countries.isEmpty || supply.countries.contains(country) else {
            return .country(country, accepted: supply.countries)
        }
        if let asked = terms.battery, basis.battery != asked { return .battery(basis.battery, asked: asked) }
        let age = day.days(since: collected.upperBound)
        if let limit = supply.lotAgeMax, age > limit { return .age(days: age, limit: limit) }
        return nil
    }
}
