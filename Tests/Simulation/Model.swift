/// What the registry should hold, told by somebody who counts single things: pieces, grams and units lie in sets and are
/// moved from one to another. It knows neither `Lots` nor a formula of its, and no engine.
///
/// The registry's sequences are not in here: weighings, declarations, retirements and certificates are known by their place
/// in the order in which they were made.
struct Model {
    var today: Int
    var parties: [String: ModelParty] = [:]
    var classes: Set<String> = []
    /// Grams of one piece of a class, where a row says none.
    var masses: [String: Int] = [:]
    /// In the order of their versions.
    var standards: [String: [ModelStandard]] = [:]
    var programmes: [String: [ModelProgramme]] = [:]
    var facilities: [String: ModelFacility] = [:]
    /// By facility and year.
    var treatedForOthers: [String: [Int: Int]] = [:]
    var approvals: [String: Set<ModelDays>] = [:]
    var consents: [String: ModelConsent] = [:]
    /// In the order of their sealing.
    var lotCodes: [String] = []
    var lots: [String: ModelLot] = [:]
    var weighings: [ModelWeighing] = []
    /// What was sent to a verifier and by whom it may be signed.
    var requests: [String: ModelRequest] = [:]
    var declarations: [ModelDeclaration] = []
    /// What a piece or a kilogram costs, in the order in which it was said.
    var prices: [ModelPrice] = []
    var claims: [ModelClaim] = []
    var retirements: [ModelRetirement] = []
    var certificates: [ModelCertificate] = []
    /// Identifiers that are live, by programme and life.
    var live: Set<ModelIdentifier> = []
    /// Whose devices they are, or were.
    var owners: [ModelIdentifier: String] = [:]

    /// What was taken over from an earlier system.
    var openings = ModelOpenings()

    /// How often a promise gave back because a weighing showed less.
    var trims = 0

    init(today: Int) { self.today = today }
}

/// A person and the party for which they act.
struct Member: Hashable, CustomStringConvertible {
    let name: String
    let party: String
    var description: String { "\(name)@\(party)" }
}

struct ModelParty {
    var roles: Set<String>
    var members: Set<String>
    /// `independent-body`, `second-person`; only a verifier has one, and then a key.
    var assurance: String?
}

struct ModelDays: Hashable {
    let first: Int
    let last: Int
    func contains(_ day: Int) -> Bool { first <= day && day <= last }
}

struct ModelStandard: Hashable {
    let code: String
    let number: Int
    let from: Int
    let classes: [String]
    let counted: Bool
    let basis: String
    let massTolerance: Int
    let countTolerance: Int
    let band: ModelDays?
    let certifications: [String]
    let evidence: [String]
    let collectorApproved: Bool
    let independentVerifier: Bool
}

struct ModelProgramme: Hashable {
    let code: String
    let number: Int
    let from: Int
    /// Pieces by class, 1 where it is not named; `nil` for a programme by weight.
    let pieces: [String: Int]?
    /// Grams owed for grams of device, by weight.
    let ratio: [Int]
    let classes: [String]
    let standards: [String]
    let scrap: [String]
    let countries: [String]
    let lotAgeMax: Int?
    let forwards: Bool
    let forwardAgeMax: Int?
    let shareMax: Int
    var whenPaid = false

    var unit: ModelUnit { pieces == nil ? .grams : .pieces }
}

enum ModelUnit: String { case pieces, grams }

struct ModelFacility: Hashable {
    let party: String
    let country: String
    let permits: [ModelDays]
    let certifications: [String: ModelDays]
    let capacity: [Int: Int]
}

struct ModelConsent: Hashable {
    let from: String
    let to: String
    let days: ModelDays
}

enum Standing: String { case sealed, verified, rejected, impugned, reversed, shortened }

struct ModelLot {
    let code: String
    let provider: String
    let sealedBy: Member
    let collector: String
    let scrap: String
    let country: String
    let collected: ModelDays
    let standard: ModelStandard
    var standing = Standing.sealed
    /// What may be claimed; `nil` while nothing may.
    var mass: Int?
    var count: Int?
    /// The lot's grams that were given away by number, for good.
    var numbered: Set<Int> = []
    /// How many pieces have had their grams.
    var piecesRetired = 0
    var evidence: Set<String> = []
    /// Parties that signed that the mass serves no other scheme.
    var exclusive: Set<String> = []
    var marks: Set<String> = []
}

struct ModelWeighing {
    let lot: String
    /// 0 at collection, 1 at receipt, 2 at treatment.
    let stage: Int
    let facility: String
    let day: Int
    let net: Int
    let pieces: Int?
    let basis: String
    let by: Member
    let ticket: String?
    /// The place of the first share, where the weighing is over several lots.
    var first: Int?
    var voided = false
}

struct ModelRequest: Equatable {
    let by: Member
    let day: Int
    let verdicts: [ModelVerdict]
}

struct ModelRow {
    /// Its units, from the first to before the end.
    let first: Int
    let end: Int
    let identifiers: [ModelIdentifier]
    /// Of a line of the document: its number, and how many devices it stands for.
    var line: Int?
    var quantity = 1
    /// Devices at its positions, counted from 0.
    var attached: [Int: [ModelIdentifier]] = [:]
    /// Positions that were cancelled, each with the device for which it was.
    var cancelled: [Int: [ModelIdentifier]] = [:]

    func units(of position: Int) -> Range<Int> {
        let each = (end - first) / quantity
        return first + position * each..<first + (position + 1) * each
    }
}

struct ModelDeclaration {
    let customer: String
    let beneficiary: String
    let document: String
    let programme: ModelProgramme
    var rows: [ModelRow]
    let life: Int
    let owed: Int
    /// Units that nothing is promised for.
    var waiting: Set<Int>
    var withdrawn: Set<Int> = []
    /// The day of purchase.
    let day: Int
    var invoice: ModelInvoice?
    var isPaid = false

    /// Whether a row was not taken back: one of which all positions were cancelled was not.
    func stands(_ row: ModelRow) -> Bool {
        !Set(row.first..<row.end).isSubset(of: withdrawn) || row.cancelled.count == row.quantity
    }

    var unit: ModelUnit { programme.unit }
}

struct ModelPrice {
    let programme: String
    let from: Int
    let amount: Int
    let unit: ModelUnit
}

struct ModelInvoice: Equatable {
    let reference: String
    let amount: Int
    let owed: Int
    /// The price's place; `nil` where the amount was stated.
    let price: Int?
}

/// All that a declaration has of a lot.
struct ModelClaim {
    let declaration: Int
    let lot: String
    /// Units of the declaration for which the lot is promised.
    var units: Set<Int> = []
    var promisedOn: Int
    /// It was given back because it had waited too long for the lot to be verified.
    var outwaited = false
}

struct ModelRetirement {
    let claim: Int
    let day: Int
    let units: Set<Int>
    /// The lot's grams by number.
    let grams: Set<Int>
    var live = true
}

enum CertificateStanding: String { case live, suspended, revoked }

struct ModelCertificate {
    let retirements: [Int]
    /// Places of retirements that were taken over; then there are no others.
    var old: [Int] = []
    var standing = CertificateStanding.live
}

struct ModelIdentifier: Hashable {
    let programme: String
    let life: Int
    /// `imei:…`, `serial:text`, `tag:party:…`, `line:party:document:…`
    let text: String
    /// Of a serial number; `nil` where the maker is unknown.
    var maker: String?

    var isSerial: Bool { text.hasPrefix("serial:") }
    var isLine: Bool { text.hasPrefix("line:") }
}

// What follows from the sets.
extension Model {
    func claims(on lot: String) -> [Int] { claims.indices.filter { claims[$0].lot == lot } }
    func claims(of declaration: Int) -> [Int] { claims.indices.filter { claims[$0].declaration == declaration } }

    func unit(_ claim: Int) -> ModelUnit { declarations[claims[claim].declaration].unit }

    /// Pieces, or grams, of a lot that are promised now.
    func promised(_ lot: String, _ unit: ModelUnit) -> Int {
        claims(on: lot).filter { self.unit($0) == unit }.reduce(0) { $0 + claims[$1].units.count }
    }

    /// Pieces, or grams, of a lot that were ever retired; or of these only what is live, or only what is not.
    func retired(_ lot: String, _ unit: ModelUnit, live: Bool? = nil) -> Int {
        retirements.filter { retirement in
            claims[retirement.claim].lot == lot && self.unit(retirement.claim) == unit
                && (live == nil || retirement.live == live)
        }.reduce(0) { $0 + $1.units.count }
    }

    func used(_ lot: String, _ unit: ModelUnit) -> Int { promised(lot, unit) + retired(lot, unit) }

    func liveRetired(_ claim: Int) -> Set<Int> {
        retirements.filter { $0.claim == claim && $0.live }.reduce(into: []) { $0.formUnion($1.units) }
    }

    /// The lot rule: the parts of the pieces and of the grams that are used make at most the whole.
    static func fits(pieces: Int, grams: Int, mass: Int, count: Int?) -> Bool {
        guard let count else { return pieces == 0 && grams <= mass }
        return grams <= mass && pieces <= count
            && (Fraction(pieces, of: count) + Fraction(grams, of: mass)).isAtMostOne
    }

    /// The largest number from 0 to `most` for which `holds` says yes, given that it says yes up to somewhere and then no.
    static func most(_ most: Int, _ holds: (Int) -> Bool) -> Int {
        guard most > 0, holds(0) else { return 0 }
        var (yes, no) = (0, most + 1)
        while no - yes > 1 {
            let middle = (yes + no) / 2
            if holds(middle) { yes = middle } else { no = middle }
        }
        return yes
    }
}

/// What a command should do.
enum Forecast {
    /// The model after each transaction that the command commits, the last of them after all.
    case accepted([Model])
    /// The guard speaks against it; nothing else happens.
    case heldBack([ModelVerdict])
    /// The name of the refusal's case.
    case refused(String)
}

/// Why a command is not done, by the name of the refusal's case.
struct Refusal: Error {
    let name: String
    init(_ name: String) { self.name = name }
}
