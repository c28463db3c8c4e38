import Lots
import Primitives
import Programmes
import Testing

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same story.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure(text) }
    return day
}

func id(_ number: UInt8) -> RandomID {
    guard let id = RandomID(Array(repeating: number, count: 16)) else { preconditionFailure("id") }
    return id
}

func pieces(_ count: Int64) -> Quantity { quantity(count, .pieces) }
func grams(_ count: Int64) -> Quantity { quantity(count, .grams) }
func quantity(_ count: Int64, _ unit: Unit) -> Quantity {
    guard let quantity = Quantity(count, unit) else { preconditionFailure("quantity") }
    return quantity
}

let bare = WeighingBasis(battery: .removed, packaging: .removed)
let whole = WeighingBasis(battery: .included, packaging: .removed)

func weighing(
    _ stage: Stage, _ net: Grams, pieces: Pieces? = nil, basis: WeighingBasis = bare, on date: String = "2026-03-01",
    at facility: Code = "SMELT", voided: Bool = false, number: UInt8 = 1
) throws -> Weighing {
    try Weighing(
        id: Int64(number), place: WeighingPlace(stage: stage, facility: facility, day: day(date), ticket: nil),
        reading: ScaleReading(gross: net + 10, tare: 10, net: net), pieces: pieces, basis: basis, voided: voided)
}

func claimable(_ mass: Int64, _ count: Int64?) throws -> ClaimableMass {
    try ClaimableMass(mass: #require(Grams(mass)), count: count.map { try #require(Pieces($0)) })
}

func standard(
    classes: [Code] = ["smartphone"], counted: Bool = true, band: ClosedRange<Grams>? = (40 as Grams)...200,
    certifications: [Code] = ["r2", "e-stewards"], evidence: [EvidenceKind] = [.photo, .weightTicket],
    collectorApproved: Bool = true,
    prices: [ReusePrice] = [ReusePrice(from: day("2025-01-01"), currency: "GHS", minorUnits: 500)],
    independent: Bool = false
) throws -> SupplyStandard {
    SupplyStandard(
        version: try #require(Version("phones", 1)), from: day("2025-01-01"), classes: classes, counted: counted,
        basis: bare, massTolerance: 20, countTolerance: 10, gramsPerPiece: band, certifications: certifications,
        evidence: evidence, collectorApproved: collectorApproved, reusePrices: prices,
        independentVerifier: independent)
}
