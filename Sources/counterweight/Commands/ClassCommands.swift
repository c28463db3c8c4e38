import ArgumentParser
import CanonicalJSON
import Compensation
import Lots
import Primitives
import Programmes
import Registry
import Wording

struct ClassCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "class", .deviceClass,
            subcommands: [
                ClassList.self, ClassAddition.self, ClassMass.self, ClassModel.self, ClassEstimate.self,
            ])
    }
}

struct ClassList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .classList) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let language = Speech.language
        let classes = try await common.open().classes()
        var answer = Answer()
        answer.json["classes"] = .array(
            classes.map { listed in
                var json = JSONObject()
                json["class"] = .code(listed.deviceClass.code)
                json["unuKey"] = .string(listed.deviceClass.unuKey)
                json["english"] = .string(listed.deviceClass.english)
                json["french"] = .string(listed.deviceClass.french)
                if let mass = listed.mass {
                    json["mass"] = [
                        "number": .number(mass.version.number), "grams": .grams(mass.mass), "from": .day(mass.from),
                        "source": .string(mass.source),
                    ]
                }
                return .object(json)
            })
        answer.list(
            [.init(.deviceClass), .init(.unuKey), .init(.mass, right: true), .init(.massFrom), .init(.name)],
            classes.map { listed in
                let name =
                    switch language {
                    case .english: listed.deviceClass.english
                    case .french: listed.deviceClass.french
                    }
                return [
                    listed.deviceClass.code.text, listed.deviceClass.unuKey,
                    listed.mass.map { language.mass($0.mass) } ?? "–", listed.mass?.from.text ?? "–", name,
                ]
            }, none: .none)
        return answer
    }
}

struct ClassAddition: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("add", .classAdd) }

    @Argument(help: .said(.newClass, .code), transform: Read.code) var deviceClass: Code
    @Option(help: .said(.unuKey, .unuKey), transform: Read.unuKey) var unuKey: String
    @Option(help: .said(.english, .text), transform: Read.name) var english: String
    @Option(help: .said(.french, .text), transform: Read.name) var french: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try await compensation.add(
            DeviceClass(code: deviceClass, unuKey: unuKey, english: english, french: french), as: actor)
        var answer = Answer()
        answer.json["class"] = .code(deviceClass)
        answer.say(SaidPhrase.classAdded(deviceClass))
        answer.sign(actor)
        return answer
    }
}

struct ClassMass: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("mass", .classMass) }

    @Argument(help: .said(.classCode, .code), transform: Read.code) var deviceClass: Code
    @Option(help: .said(.gramsAPiece, .grams), transform: Read.pieceMass) var grams: Grams
    @Option(help: .said(.massFrom, .day), transform: Read.day) var from: Day
    @Option(help: .said(.source, .text), transform: Read.source) var source: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let listed = try await compensation.classes().first { $0.deviceClass.code == deviceClass }
        guard let listed, let version = Version(deviceClass, listed.nextMass) else {
            throw CompensationRefusal.unknownClass(deviceClass)
        }
        let sequence = try await compensation.publish(
            masses: [ReferenceMass(version: version, mass: grams, from: from, source: source)], as: actor)
        var answer = Answer(sequence)
        answer.json["class"] = .code(deviceClass)
        answer.json["number"] = .number(version.number)
        answer.json["grams"] = .grams(grams)
        answer.say(SaidPhrase.massPublished(version, grams, sequence))
        answer.sign(actor)
        return answer
    }
}

struct ClassModel: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("model", .classModel) }

    @Argument(help: .said(.classCode, .code), transform: Read.code) var deviceClass: Code
    @Option(help: .said(.maker, .text), transform: Read.name) var maker: String
    @Option(help: .said(.modelName, .text), transform: Read.name) var name: String
    @Option(help: .said(.gramsAPiece, .grams), transform: Read.pieceMass) var grams: Grams
    @Option(help: .said(.source, .text), transform: Read.source) var source: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try await compensation.add(
            DeviceModel(maker: maker, name: name, deviceClass: deviceClass, mass: grams, source: source), as: actor)
        var answer = Answer()
        answer.json["class"] = .code(deviceClass)
        answer.json["maker"] = .string(maker)
        answer.json["name"] = .string(name)
        answer.say(SaidPhrase.modelAdded(maker: maker, name: name, grams))
        answer.sign(actor)
        return answer
    }
}

/// What “an estimated 12,000 phones” means: the answer is another on each basis, so each is said with its own.
struct ClassEstimate: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("estimate", .classEstimate) }

    @Option(help: .said(.phones, .pieces), transform: Read.phones) var phones: Pieces?
    @Option(help: .said(.gramsOfPhones, .grams), transform: Read.grams) var grams: Grams?
    @Option(help: .said(.estimateStandard, .code), transform: Read.code) var standard: Code?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        guard (phones == nil) != (grams == nil) else { throw CommandRefusal.oneEstimate }
        let estimates = phones.flatMap { Estimate.of(phones: $0) } ?? grams.flatMap { Estimate.of(mass: $0) } ?? []
        var answer = Answer()
        answer.json["estimates"] = .array(
            estimates.map { estimate in
                [
                    "basis": .string(estimate.basis.rawValue), "gramsPerPhone": .grams(estimate.basis.gramsPerPhone),
                    "phones": .integer(estimate.phones.count), "grams": .grams(estimate.mass),
                    "gramsPerNotebook": .grams(estimate.notebookMass),
                    "notebooks": .integer(estimate.notebooks.count),
                ]
            })
        for estimate in estimates { answer.say(estimate) }
        if let standard { try await addBand(of: standard, to: &answer) }
        return answer
    }

    /// The same from a standard's band of grams per piece, which is what a lot sealed under it is held to.
    private func addBand(of code: Code, to answer: inout Answer) async throws {
        let standard = try await common.open().standard(code)
        guard let band = standard.gramsPerPiece else { throw CommandRefusal.standardNotCounted(code) }
        var json: JSONObject = JSONObject()
        json["standard"] = .string(standard.version.text)
        json["gramsPerPiece"] = [.grams(band.lowerBound), .grams(band.upperBound)]
        if let phones, let mass = Estimate.mass(of: phones, band: band) {
            json["grams"] = [.grams(mass.lowerBound), .grams(mass.upperBound)]
            answer.say(SaidPhrase.bandMass(standard.version, band, phones, mass))
        }
        if let grams {
            let pieces = Estimate.pieces(of: grams, band: band)
            json["pieces"] = pieces.map { [.integer($0.lowerBound.count), .integer($0.upperBound.count)] }
            answer.say(SaidPhrase.bandPieces(standard.version, band, grams, pieces))
        }
        answer.json["band"] = .object(json)
    }
}
