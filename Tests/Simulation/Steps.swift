/// The kinds of commands that actors give.
enum Kind: String, CaseIterable {
    case recordParty, publishProgramme, publishStandard, recordFacility, treatedForOthers, approveCollector, consent
    case seal, weigh, weighTogether, voidWeighing, verifyByKey, requestVerification, verifyBySignature, reject
    case impugn, uphold, reverse, shorten
    case declare, identify, withdrawRows, withdrawAll
    case setPrice, invoice, pay
    case match, cancelPromise, retire, retireAll, certify, replace
    case takeOverLot, takeOverDeclaration, takeOverRetirement, certifyTakenOver
}

/// One command of one member.
struct Step: CustomStringConvertible {
    let by: Member
    let action: Action
    var kind: Kind { action.kind }
    var description: String { "\(by): \(action)" }
}

enum Action {
    case recordParty(String, ModelParty)
    case publishProgramme(ModelProgramme)
    case publishStandard(ModelStandard)
    case recordFacility(String, ModelFacility)
    case treatedForOthers(String, year: Int, grams: Int)
    case approveCollector(String, ModelDays)
    case consent(String, ModelConsent)
    case seal(SealPlan)
    case weigh(WeighPlan)
    /// One weighing over several lots; the plan's own lot stands for none.
    case weighTogether(WeighPlan, [String])
    /// The weighing's place in the order of all weighings; `nil` for one that never was.
    case voidWeighing(String, Int?)
    /// `flawed`: signed with somebody else's key.
    case verifyByKey(String, flawed: Bool)
    case requestVerification(String)
    case verifyBySignature(String, flawed: Bool)
    case reject(String)
    case impugn(String)
    case uphold(String)
    case reverse(String)
    /// What was truly there.
    case shorten(String, mass: Int, count: Int?)
    case declare(DeclarePlan)
    /// Devices for the lines of a declaration.
    case identify(Int, [RowPlan])
    case withdrawRows(Int, [Int])
    case withdrawAll(Int)
    /// Minor units for a piece or a kilogram.
    case setPrice(String, from: Int, Int, perPiece: Bool)
    /// The declaration's place; an amount where it is stated.
    case invoice(Int, String, Int?)
    case pay(Int, String)
    case match
    case cancelPromise(Int, String)
    case retire(Int, most: Int?)
    case retireAll
    case certify(CutPlan)
    /// The certificate's place.
    case replace(Int)
    case takeOverLot(ModelOldLot, until: Int)
    case takeOverDeclaration(DeclarePlan, legacy: String, until: Int)
    case takeOverRetirement(OldRetirementPlan, until: Int)
    case certifyTakenOver(Int)

    var kind: Kind {
        switch self {
        case .recordParty: .recordParty
        case .publishProgramme: .publishProgramme
        case .publishStandard: .publishStandard
        case .recordFacility: .recordFacility
        case .treatedForOthers: .treatedForOthers
        case .approveCollector: .approveCollector
        case .consent: .consent
        case .seal: .seal
        case .weigh: .weigh
        case .weighTogether: .weighTogether
        case .voidWeighing: .voidWeighing
        case .verifyByKey: .verifyByKey
        case .requestVerification: .requestVerification
        case .verifyBySignature: .verifyBySignature
        case .reject: .reject
        case .impugn: .impugn
        case .uphold: .uphold
        case .reverse: .reverse
        case .shorten: .shorten
        case .declare: .declare
        case .identify: .identify
        case .withdrawRows: .withdrawRows
        case .withdrawAll: .withdrawAll
        case .setPrice: .setPrice
        case .invoice: .invoice
        case .pay: .pay
        case .match: .match
        case .cancelPromise: .cancelPromise
        case .retire: .retire
        case .retireAll: .retireAll
        case .certify: .certify
        case .replace: .replace
        case .takeOverLot: .takeOverLot
        case .takeOverDeclaration: .takeOverDeclaration
        case .takeOverRetirement: .takeOverRetirement
        case .certifyTakenOver: .certifyTakenOver
        }
    }
}

struct SealPlan {
    let lot: String
    let scrap: String
    let country: String
    let collected: ModelDays
    let standard: String
    let collector: String
    let seals: [String]
    let bags: [String]
    let evidence: [String]
    let exclusive: [String]
}

struct WeighPlan {
    let lot: String
    let stage: Int
    let facility: String
    let day: Int
    let net: Int
    let pieces: Int?
    let basis: String
    let ticket: String?
    let evidence: [String]
    let exclusive: [String]

    /// What one lot has of it.
    func share(of lot: String, net: Int, pieces: Int?) -> WeighPlan {
        WeighPlan(
            lot: lot, stage: stage, facility: facility, day: day, net: net, pieces: pieces, basis: basis,
            ticket: ticket, evidence: evidence, exclusive: exclusive)
    }
}

/// Of what certificates are asked for: what is given must be so.
struct CutPlan {
    /// The declaration's place.
    var declaration: Int?
    var document: String?
    var beneficiary: String?
    var customer: String?
    var from: Int?
    var to: Int?
}

struct DeclarePlan: Hashable {
    let customer: String
    /// Where it is not the customer and its friends.
    var beneficiary: String?
    let programme: String
    let day: Int
    let document: String
    let life: Int
    let rows: [RowPlan]

    var name: String { beneficiary ?? "\(customer) and friends" }
}

/// A line of a sheet as it is written.
struct RowPlan: Hashable {
    var deviceClass: String
    var imei: String?
    var serial: String?
    var maker: String?
    var tag: String?
    var line: Int?
    var quantity: Int?
    var grams: Int?
    /// Whether a mistake was made in writing it, so that the row is not taken.
    var mistaken = false
}
