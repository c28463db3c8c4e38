import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Lots
import Primitives
import Programmes
import Registry
import Wording

struct FacilityCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "facility", .facility, subcommands: [FacilityRecording.self, FacilityDeclaring.self, FacilityList.self])
    }
}

struct FacilityRecording: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("record", .facilityRecord) }

    @Option(help: .said(.facilityFile, .file)) var file: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let facility = try Input.record(file) { try Facility(bytes: $0) }
        let (compensation, actor) = try await common.openToAct()
        let sequence = try await compensation.record(facility, as: actor)
        var answer = Answer(sequence)
        answer.json["facility"] = .code(facility.code)
        answer.say(SaidPhrase.facilityRecorded(facility.code, sequence))
        answer.sign(actor)
        return answer
    }
}

struct FacilityDeclaring: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("declare", .facilityDeclare) }

    @Argument(help: .said(.facilityCode, .code), transform: Read.code) var facility: Code
    @Option(help: .said(.year, .year), transform: Read.year) var year: Int
    @Option(help: .said(.gramsForOthers, .grams), transform: Read.grams) var grams: Grams
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let sequence = try await compensation.record(
            FacilityDeclared(facility: facility, year: year, grams: grams), as: actor)
        var answer = Answer(sequence)
        answer.json["facility"] = .code(facility)
        answer.json["year"] = .number(year)
        answer.json["grams"] = .grams(grams)
        answer.say(SaidPhrase.facilityDeclared(facility, year, grams, sequence))
        answer.sign(actor)
        return answer
    }
}

struct FacilityList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .facilityList) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let facilities = try await common.open().facilities()
        var answer = Answer()
        // As it was recorded: the file that people write and the journal's entry have one form.
        answer.json["facilities"] = .array(try facilities.map { try JSON(parsing: $0.canonicalBytes) })
        answer.list(
            [.init(.facility), .init(.party), .init(.country), .init(.certifications), .init(.name)],
            facilities.map { facility in
                [
                    facility.code.text, facility.party.text, facility.country.text,
                    facility.certifications.map(\.scheme.text).joined(separator: ", "), facility.name,
                ]
            }, none: .none)
        return answer
    }
}

struct CollectorCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration("collector", .collector, subcommands: [CollectorApproval.self])
    }
}

struct CollectorApproval: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("approve", .collectorApprove) }

    @Argument(help: .said(.collectorCode, .code), transform: Read.code) var collector: Code
    @Option(help: .said(.from, .day), transform: Read.day) var from: Day
    @Option(help: .said(.to, .day), transform: Read.day) var to: Day
    @Option(help: .said(.approvalFile, .file)) var evidence: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try Input.check(evidence)
        let digest = try compensation.registry.keep(evidence: evidence)
        let sequence = try await compensation.approve(
            CollectorApproved(collector: collector, from: from, to: to, evidence: digest), as: actor)
        var answer = Answer(sequence)
        answer.json["collector"] = .code(collector)
        answer.json["evidence"] = .string(digest.text)
        answer.say(SaidPhrase.collectorApproved(collector, from, to, sequence))
        answer.sign(actor)
        return answer
    }
}

struct ShipmentCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration("shipment", .shipment, subcommands: [ShipmentConsenting.self])
    }
}

struct ShipmentConsenting: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("consent", .shipmentConsent) }

    @Argument(help: .said(.consentCode, .code), transform: Read.code) var consent: Code
    @Option(help: .said(.fromCountry, .country), transform: Read.country) var from: Country
    @Option(help: .said(.toCountry, .country), transform: Read.country) var to: Country
    @Option(help: .said(.consentDays, .days), transform: Read.days) var days: ClosedRange<Day>
    @Option(help: .said(.waste, .waste), transform: Read.waste) var waste: BaselEntry
    @Option(help: .said(.consentDocument, .file)) var document: [String]
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        for path in document { try Input.check(path) }
        let digests = try document.map { try compensation.registry.keep(evidence: $0) }
        let sequence = try await compensation.record(
            ShipmentConsented(
                consent: consent, from: from, to: to, first: days.lowerBound, last: days.upperBound, waste: waste),
            documents: digests, as: actor)
        var answer = Answer(sequence)
        answer.json["consent"] = .code(consent)
        answer.json["documents"] = .texts(digests.map(\.text))
        answer.say(SaidPhrase.shipmentConsented(consent, from, to, sequence))
        answer.sign(actor)
        return answer
    }
}
