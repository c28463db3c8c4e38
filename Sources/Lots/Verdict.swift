public import Primitives
public import Programmes

/// The rules of the issuance guard, in the order of their verdicts (docs/spec/lots.md, G-1 to G-15). The raw value is the
/// code in the journal.
public enum GuardRule: String, Hashable, Sendable, CaseIterable, Codable {
    case standard
    case claimable
    case permit
    case certification
    case capacity
    case massAgreement = "mass-agreement"
    case countAgreement = "count-agreement"
    case gramsPerPiece = "grams-per-piece"
    case collector
    case price
    case border
    case evidence
    case uniqueness
    case exclusivity
    case verifier
}

public enum Outcome: String, Hashable, Sendable, CaseIterable, Codable {
    case pass
    case fail
    /// A fact that the rule needs is not there.
    case missing
    /// The rule derives from facts that it has nothing to ask.
    case notApplicable = "not-applicable"
}

/// Two nets on one basis, at two stages.
public struct MassPair: Hashable, Sendable {
    public let earlier: Stage
    public let earlierNet: Grams
    public let later: Stage
    public let laterNet: Grams

    public init(earlier: Stage, earlierNet: Grams, later: Stage, laterNet: Grams) {
        self.earlier = earlier
        self.earlierNet = earlierNet
        self.later = later
        self.laterNet = laterNet
    }
}

/// Why a verifier may not verify.
public enum VerifierRelation: String, Hashable, Sendable, CaseIterable, Codable {
    case collector
    case recorder
    case facility
}

/// What one rule found in the facts. Each case belongs to one rule and one outcome.
public enum Verdict: Hashable, Sendable {
    // G-1
    case withinStandard(Version)
    case classOutside(Code, accepted: [Code])
    case collectedBeforeStandard(Day, from: Day)
    // G-2
    case claimable(ClaimableMass)
    case unweighed(WeighingBasis)
    case unclaimable(LotRejection)
    // Whichever rule asks about the treatment and finds no treatment weighing, or no record of its facility.
    case untreated(GuardRule)
    case facilityUnknown(GuardRule, Code)
    // G-3
    case permitValid(Permit, on: Day)
    case permitNone(Code)
    case permitNotValid(Code, on: Day)
    // G-4
    case certificationNotAsked
    case certificationValid(Certification, on: Day)
    case certificationNone(accepted: [Code])
    case certificationNotValid(accepted: [Code], on: Day)
    // G-5
    case capacityCovers(year: Int, total: Grams, capacity: Grams)
    case capacityExceeded(year: Int, total: Grams, capacity: Grams)
    case capacityUnknown(year: Int)
    case yearUnknown(year: Int)
    case othersUnknown(year: Int)
    case treatmentOffBasis(GuardRule, WeighingBasis)
    // G-6
    case massAgrees(comparisons: Int, tolerance: Int)
    case massDiffers(MassPair, tolerance: Int)
    case massNotComparable(Stage, Stage)
    /// A weighing that lies before the end of the step it follows.
    case weighedTooEarly(Stage, on: Day, before: Day)
    // G-7 and G-8
    case notCounted(GuardRule)
    case countAgrees(comparisons: Int, tolerance: Int)
    case countDiffers(collection: Pieces, receipt: Pieces, tolerance: Int)
    case stageNotCounted(Stage)
    case pieceWithinBand(ClaimableMass, ClosedRange<Grams>)
    case pieceOutsideBand(ClaimableMass, ClosedRange<Grams>)
    case bandMissing
    case countMissing(GuardRule)
    // G-9
    case collectorNotAsked
    case collectorApproved(Code, Day)
    case collectorUnknown
    case collectorNotApproved(Code)
    case collectorApprovedLate(Code, approved: Day, collected: Day)
    case collectorApprovalEnded(Code, ended: Day, collected: Day)
    // G-10
    case priceNotAsked
    case priceUnder(payments: Int)
    case priceUnknown
    case pricePartial(paid: Pieces, count: Pieces)
    case priceLimitUnknown(currency: String, on: Day)
    case priceAbove(PricePaid, limit: ReusePrice)
    // G-11
    case borderNone(Country)
    case borderConsented(ShipmentConsent, on: Day)
    case borderBanned(BaselBan, from: Country, to: Country)
    case borderEntryUnknown(from: Country, to: Country)
    case borderNoConsent(from: Country, to: Country)
    case borderConsentNotValid(from: Country, to: Country, on: Day)
    case borderNoDocuments(from: Country, to: Country)
    // G-12
    case evidenceNotAsked
    case evidenceComplete([EvidenceKind])
    case evidenceMissing([EvidenceKind])
    // G-13
    case marksUnique(compared: Int)
    case marksNone
    case marksClash([MarkClash])
    // G-14
    case exclusivityDeclared([Code])
    case exclusivityNobodyNamed
    case exclusivityMissing([Code])
    // G-15
    case verifierIndependent(Code)
    case verifierSecondPerson(Code)
    case verifierNone
    case verifierRelated(Code, VerifierRelation)
    case verifierNotIndependent(Code)
    case verifierRelationUnknown(Code, VerifierRelation)
    case verifierWithoutKey(Code)
}

/// A fact as the journal writes it.
public enum FactValue: Hashable, Sendable {
    /// Within 2^53.
    case integer(Int64)
    case text(String)
    case texts([String])
    case days([Day])
}

/// One fact that a rule saw.
public struct Fact: Hashable, Sendable {
    /// Lower camel case, unique within a verdict.
    public let key: String
    public let value: FactValue
    /// Whether it stands in the entry's open part; collectors, prices, marks and signatories stay sealed.
    public let open: Bool
}

extension Verdict {
    public var rule: GuardRule { record.rule }
    public var outcome: Outcome { record.outcome }
    /// What the rule saw, in a fixed order; possibly nothing.
    public var facts: [Fact] { record.facts }

    private var record: (rule: GuardRule, outcome: Outcome, facts: [Fact]) {
        switch self {
        case .withinStandard(let version): (.standard, .pass, [.open("standard", version.text)])
        case .classOutside(let code, let accepted):
            (.standard, .fail, [.open("class", code.text), .open("accepted", accepted)])
        case .collectedBeforeStandard(let day, let from):
            (.standard, .fail, [.open("collected", day), .open("from", from)])
        case .claimable(let mass): (.claimable, .pass, Fact.of(mass))
        case .unweighed(let basis): (.claimable, .missing, Fact.of(basis))
        case .unclaimable(let rejection): (.claimable, .fail, Fact.of(rejection))
        case .untreated(let rule): (rule, .missing, [.open("treatment", 0)])
        case .facilityUnknown(let rule, let facility): (rule, .missing, [.open("facility", facility.text)])
        case .permitValid(let permit, let day):
            (
                .permit, .pass,
                [
                    .open("permit", permit.number), .open("from", permit.from), .open("to", permit.to),
                    .open("treated", day),
                ]
            )
        case .permitNone(let facility): (.permit, .missing, [.open("facility", facility.text)])
        case .permitNotValid(let facility, let day):
            (.permit, .fail, [.open("facility", facility.text), .open("treated", day)])
        case .certificationNotAsked: (.certification, .notApplicable, [.open("accepted", 0)])
        case .certificationValid(let held, let day):
            (
                .certification, .pass,
                [
                    .open("scheme", held.scheme.text), .open("certificate", held.number), .open("from", held.from),
                    .open("to", held.to), .open("treated", day),
                ]
            )
        case .certificationNone(let accepted): (.certification, .missing, [.open("accepted", accepted)])
        case .certificationNotValid(let accepted, let day):
            (.certification, .fail, [.open("accepted", accepted), .open("treated", day)])
        case .capacityCovers(let year, let total, let capacity): (.capacity, .pass, Fact.of(year, total, capacity))
        case .capacityExceeded(let year, let total, let capacity): (.capacity, .fail, Fact.of(year, total, capacity))
        case .capacityUnknown(let year):
            (.capacity, .missing, [.open("year", year), .open("lacks", "capacity")])
        case .yearUnknown(let year): (.capacity, .missing, [.open("year", year), .open("lacks", "otherLots")])
        case .othersUnknown(let year):
            (.capacity, .missing, [.open("year", year), .open("lacks", "declaredForOthers")])
        case .treatmentOffBasis(let rule, let basis): (rule, .missing, Fact.of(basis))
        case .massAgrees(let comparisons, let tolerance):
            (.massAgreement, .pass, [.open("comparisons", comparisons), .open("tolerance", tolerance)])
        case .massDiffers(let pair, let tolerance):
            (
                .massAgreement, .fail,
                [
                    .open("earlier", pair.earlier.rawValue), .open("earlierNet", pair.earlierNet),
                    .open("later", pair.later.rawValue), .open("laterNet", pair.laterNet),
                    .open("tolerance", tolerance),
                ]
            )
        case .massNotComparable(let earlier, let later):
            (.massAgreement, .missing, [.open("earlier", earlier.rawValue), .open("later", later.rawValue)])
        case .weighedTooEarly(let stage, let day, let before):
            (
                .massAgreement, .fail,
                [.open("stage", stage.rawValue), .open("weighed", day), .open("before", before)]
            )
        case .notCounted(let rule): (rule, .notApplicable, [.open("counted", 0)])
        case .countAgrees(let comparisons, let tolerance):
            (.countAgreement, .pass, [.open("comparisons", comparisons), .open("tolerance", tolerance)])
        case .countDiffers(let collection, let receipt, let tolerance):
            (
                .countAgreement, .fail,
                [
                    .open("collection", collection.count), .open("receipt", receipt.count),
                    .open("tolerance", tolerance),
                ]
            )
        case .stageNotCounted(let stage): (.countAgreement, .missing, [.open("stage", stage.rawValue)])
        case .pieceWithinBand(let mass, let band): (.gramsPerPiece, .pass, Fact.of(mass) + Fact.of(band))
        case .pieceOutsideBand(let mass, let band): (.gramsPerPiece, .fail, Fact.of(mass) + Fact.of(band))
        case .bandMissing: (.gramsPerPiece, .missing, [.open("lacks", "band")])
        case .countMissing(let rule): (rule, .missing, [.open("lacks", "count")])
        case .collectorNotAsked: (.collector, .notApplicable, [.open("asked", 0)])
        case .collectorApproved(let party, let day):
            (.collector, .pass, [.sealed("collector", party.text), .open("approved", day)])
        case .collectorUnknown: (.collector, .missing, [.open("lacks", "collector")])
        case .collectorNotApproved(let party):
            (.collector, .missing, [.sealed("collector", party.text), .open("lacks", "approval")])
        case .collectorApprovedLate(let party, let approved, let collected):
            (
                .collector, .fail,
                [.sealed("collector", party.text), .open("approved", approved), .open("collected", collected)]
            )
        case .collectorApprovalEnded(let party, let ended, let collected):
            (
                .collector, .fail,
                [.sealed("collector", party.text), .open("ended", ended), .open("collected", collected)]
            )
        case .priceNotAsked: (.price, .notApplicable, [.open("asked", 0)])
        case .priceUnder(let payments): (.price, .pass, [.open("payments", payments)])
        case .priceUnknown: (.price, .missing, [.open("payments", 0)])
        case .pricePartial(let paid, let count):
            (.price, .missing, [.sealed("paid", paid.count), .open("count", count.count)])
        case .priceLimitUnknown(let currency, let day):
            (.price, .missing, [.sealed("currency", currency), .open("collected", day)])
        case .priceAbove(let paid, let limit):
            (
                .price, .fail,
                [
                    .sealed("currency", paid.currency), .sealed("minorUnits", paid.minorUnits),
                    .sealed("pieces", paid.pieces.count), .sealed("limit", limit.minorUnits),
                    .sealed("limitFrom", limit.from),
                ]
            )
        case .borderNone(let country): (.border, .notApplicable, Fact.of(country, country))
        case .borderConsented(let consent, let day):
            (
                .border, .pass,
                Fact.of(consent.from, consent.to) + [
                    .open("consented", .days([consent.days.lowerBound, consent.days.upperBound])),
                    .open("arrived", day),
                ]
            )
        case .borderBanned(let ban, let from, let to):
            (.border, .fail, Fact.of(from, to) + [.open("ban", ban.rawValue)])
        case .borderEntryUnknown(let from, let to):
            (.border, .missing, Fact.of(from, to) + [.open("lacks", "entry")])
        case .borderNoConsent(let from, let to):
            (.border, .missing, Fact.of(from, to) + [.open("lacks", "consent")])
        case .borderConsentNotValid(let from, let to, let day):
            (.border, .fail, Fact.of(from, to) + [.open("arrived", day)])
        case .borderNoDocuments(let from, let to):
            (.border, .missing, Fact.of(from, to) + [.open("lacks", "documents")])
        case .evidenceNotAsked: (.evidence, .notApplicable, [.open("asked", 0)])
        case .evidenceComplete(let kinds):
            (.evidence, .pass, [.open("present", .texts(kinds.map(\.rawValue)))])
        case .evidenceMissing(let kinds):
            (.evidence, .missing, [.open("lacks", .texts(kinds.map(\.rawValue)))])
        case .marksUnique(let compared): (.uniqueness, .pass, [.open("compared", compared)])
        case .marksNone: (.uniqueness, .missing, [.open("compared", 0)])
        case .marksClash(let clashes):
            (
                .uniqueness, .fail,
                [
                    .open("clashes", clashes.count),
                    .sealed("marks", .texts(clashes.map { "\($0.kind.rawValue):\($0.mark)" })),
                    .sealed("lots", .texts(clashes.map(\.lot.text))),
                ]
            )
        case .exclusivityDeclared(let parties):
            (
                .exclusivity, .pass,
                [.open("declared", parties.count), .sealed("parties", .texts(parties.map(\.text)))]
            )
        case .exclusivityNobodyNamed: (.exclusivity, .missing, [.open("required", 0)])
        case .exclusivityMissing(let parties):
            (
                .exclusivity, .missing,
                [.open("lacking", parties.count), .sealed("parties", .texts(parties.map(\.text)))]
            )
        case .verifierIndependent(let party):
            (.verifier, .pass, Fact.of(party, .independentBody))
        case .verifierSecondPerson(let party): (.verifier, .pass, Fact.of(party, .secondPerson))
        case .verifierNone: (.verifier, .missing, [.open("lacks", "verifier")])
        case .verifierRelated(let party, let relation):
            (.verifier, .fail, [.open("verifier", party.text), .open("relation", relation.rawValue)])
        case .verifierNotIndependent(let party): (.verifier, .fail, Fact.of(party, .secondPerson))
        case .verifierRelationUnknown(let party, let relation):
            (.verifier, .missing, [.open("verifier", party.text), .open("lacks", relation.rawValue)])
        case .verifierWithoutKey(let party):
            (.verifier, .missing, [.open("verifier", party.text), .open("lacks", "key")])
        }
    }
}

extension Fact {
    fileprivate static func open(_ key: String, _ value: FactValue) -> Fact { Fact(key: key, value: value, open: true) }
    fileprivate static func open(_ key: String, _ text: String) -> Fact { open(key, .text(text)) }
    fileprivate static func open(_ key: String, _ day: Day) -> Fact { open(key, .days([day])) }
    fileprivate static func open(_ key: String, _ codes: [Code]) -> Fact { open(key, .texts(codes.map(\.text))) }
    fileprivate static func open(_ key: String, _ mass: Grams) -> Fact { open(key, mass.count) }
    fileprivate static func open(_ key: String, _ count: some BinaryInteger) -> Fact {
        open(key, .integer(Int64(count)))
    }
    fileprivate static func sealed(_ key: String, _ value: FactValue) -> Fact {
        Fact(key: key, value: value, open: false)
    }
    fileprivate static func sealed(_ key: String, _ text: String) -> Fact { sealed(key, .text(text)) }
    fileprivate static func sealed(_ key: String, _ day: Day) -> Fact { sealed(key, .days([day])) }
    fileprivate static func sealed(_ key: String, _ count: Int64) -> Fact { sealed(key, .integer(count)) }

    fileprivate static func of(_ claimable: ClaimableMass) -> [Fact] {
        [.open("mass", claimable.mass)] + (claimable.count.map { [.open("count", $0.count)] } ?? [])
    }
    fileprivate static func of(_ basis: WeighingBasis) -> [Fact] {
        [.open("battery", basis.battery.rawValue), .open("packaging", basis.packaging.rawValue)]
    }
    fileprivate static func of(_ band: ClosedRange<Grams>) -> [Fact] {
        [.open("least", band.lowerBound), .open("most", band.upperBound)]
    }
    fileprivate static func of(_ year: Int, _ total: Grams, _ capacity: Grams) -> [Fact] {
        [.open("year", year), .open("total", total), .open("capacity", capacity)]
    }
    fileprivate static func of(_ from: Country, _ to: Country) -> [Fact] {
        [.open("collectedIn", from.text), .open("treatedIn", to.text)]
    }
    fileprivate static func of(_ party: Code, _ assurance: Assurance) -> [Fact] {
        [.open("verifier", party.text), .open("assurance", assurance.rawValue)]
    }
    fileprivate static func of(_ rejection: LotRejection) -> [Fact] {
        switch rejection {
        case .massZero: [.open("mass", 0)]
        case .massAboveMost(let mass): [.open("mass", mass)]
        case .countZero: [.open("count", 0)]
        case .countAboveMost(let count): [.open("count", count.count)]
        case .countAboveMass(let count, let mass): [.open("mass", mass), .open("count", count.count)]
        }
    }
}
