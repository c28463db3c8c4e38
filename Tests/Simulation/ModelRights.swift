// Who may do what, and what everybody reads: parties, rules, facilities, approvals, consents.

extension Model {
    private static let rights: [String: Set<Kind>] = [
        "registrar": [
            .recordParty, .publishProgramme, .publishStandard, .recordFacility, .treatedForOthers, .approveCollector,
            .consent, .takeOverLot, .takeOverDeclaration, .takeOverRetirement,
        ],
        "provider": [
            .publishProgramme, .publishStandard, .recordFacility, .treatedForOthers, .approveCollector, .consent, .seal,
            .weigh, .weighTogether, .voidWeighing, .declare, .identify, .withdrawRows, .withdrawAll, .setPrice,
            .invoice,
            .pay, .match, .cancelPromise,
            .retire, .retireAll,
            .certify, .certifyTakenOver, .replace,
        ],
        "customer": [.declare, .identify, .withdrawRows, .withdrawAll],
        "collector": [.weigh, .weighTogether],
        "recycler": [.weigh, .weighTogether, .voidWeighing],
        "verifier": [
            .verifyByKey, .requestVerification, .verifyBySignature, .reject, .impugn, .uphold, .reverse, .shorten,
        ],
    ]

    func has(_ role: String, _ party: String) -> Bool { parties[party]?.roles.contains(role) ?? false }

    /// Refused, in this order: an unknown party, an unknown member.
    func requireMember(_ by: Member) throws {
        guard let party = parties[by.party] else { throw Refusal("unknownParty") }
        guard party.members.contains(by.name) else { throw Refusal("unknownMember") }
    }

    func require(_ kind: Kind, _ by: Member) throws {
        let roles = parties[by.party]?.roles ?? []
        guard roles.contains(where: { Self.rights[$0]?.contains(kind) ?? false }) else { throw Refusal("notPermitted") }
    }

    /// What is recorded again replaces what was said before; somebody must be left to keep the registry.
    mutating func recordParty(_ code: String, _ party: ModelParty) throws {
        parties[code] = party
        let isKept = parties.values.contains { $0.roles.contains("registrar") && !$0.members.isEmpty }
        guard isKept else { throw Refusal("lastRegistrar") }
    }

    mutating func publish(_ programme: ModelProgramme) throws {
        guard programme.classes.allSatisfy(classes.contains), programme.scrap.allSatisfy(classes.contains) else {
            throw Refusal("unknownClass")
        }
        guard programme.standards.allSatisfy({ standards[$0] != nil }) else { throw Refusal("unknownStandard") }
        let versions = programmes[programme.code] ?? []
        guard programme.number == versions.count + 1 else { throw Refusal("versionNotNext") }
        guard programme.number == 1 || programme.from >= today else { throw Refusal("retroactive") }
        programmes[programme.code] = versions + [programme]
    }

    mutating func publish(_ standard: ModelStandard) throws {
        guard standard.classes.allSatisfy(classes.contains) else { throw Refusal("unknownClass") }
        let versions = standards[standard.code] ?? []
        guard standard.number == versions.count + 1 else { throw Refusal("versionNotNext") }
        guard standard.number == 1 || standard.from >= today else { throw Refusal("retroactive") }
        standards[standard.code] = versions + [standard]
    }

    mutating func record(_ code: String, _ facility: ModelFacility) throws {
        guard let party = parties[facility.party] else { throw Refusal("unknownParty") }
        guard party.roles.contains("recycler") else { throw Refusal("notARecycler") }
        facilities[code] = facility
    }

    mutating func treatedForOthers(_ facility: String, _ year: Int, _ grams: Int) throws {
        guard facilities[facility] != nil else { throw Refusal("unknownFacility") }
        treatedForOthers[facility, default: [:]][year] = grams
    }

    mutating func approve(_ collector: String, _ days: ModelDays) throws {
        try mustCollect(collector)
        guard days.first <= days.last else { throw Refusal("daysReversed") }
        approvals[collector, default: []].insert(days)
    }

    func mustCollect(_ party: String) throws {
        guard parties[party] != nil else { throw Refusal("unknownParty") }
        guard has("collector", party) else { throw Refusal("notACollector") }
    }

    mutating func consent(_ code: String, _ consent: ModelConsent) throws {
        guard consent.days.first <= consent.days.last else { throw Refusal("daysReversed") }
        guard consents[code] == nil else { throw Refusal("consentExists") }
        consents[code] = consent
    }

    /// The newest version that is in force on a day.
    func standard(_ code: String, on day: Int) throws -> ModelStandard {
        guard let versions = standards[code] else { throw Refusal("unknownStandard") }
        guard let version = versions.last(where: { $0.from <= day }) else { throw Refusal("noStandardInForce") }
        return version
    }

    func programme(_ code: String, on day: Int) throws -> ModelProgramme {
        guard let versions = programmes[code] else { throw Refusal("unknownProgramme") }
        guard let version = versions.last(where: { $0.from <= day }) else { throw Refusal("noProgrammeInForce") }
        return version
    }
}
