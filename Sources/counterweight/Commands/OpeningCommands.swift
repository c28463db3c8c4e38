import ArgumentParser
import CanonicalJSON
import Certificates
import Compensation
import Journal
import Lots
import Primitives
import Registry
import Wording

struct OpeningCommands: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "opening", .opening,
            subcommands: [
                OpeningLots.self, OpeningDeclarations.self, OpeningRetirements.self, OpeningList.self,
                OpeningCertifying.self,
            ])
    }
}

/// From which system, and until when it was kept.
struct OpeningOptions: ParsableArguments {
    @Option(help: .said(.earlierSystem, .code), transform: Read.code) var system: Code
    @Option(help: .said(.cutOffDay, .day), transform: Read.day) var until: Day

    var earlier: EarlierSystem { EarlierSystem(code: system, until: until) }
}

struct OpeningLots: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("lots", .openingLots) }

    @OptionGroup var list: SupplyListOptions
    @OptionGroup var opening: OpeningOptions
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let system = opening.earlier
        return try await list.answer(
            SupplySheet.openingLots, common, rowsMost: SupplySheet.openingRowsMost,
            read: { row, _ in try row.openingLot() },
            take: { compensation, lots, manner, actor in
                try await compensation.takeOver(lots, from: system, manner, as: actor)
            })
    }
}

/// Rows of devices, each with what the earlier system calls its declaration: one file holds many declarations.
struct OpeningDeclarations: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("declarations", .openingDeclarations) }

    @OptionGroup var list: SupplyListOptions
    @OptionGroup var opening: OpeningOptions
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let system = opening.earlier
        return try await list.answer(
            SupplySheet.openingDeclarations, common, rowsMost: SupplySheet.openingRowsMost, key: .declaration,
            read: { row, _ in (legacy: try row.read(.declaration, Read.legacyID), row: row) },
            take: { compensation, rows, manner, actor in
                try await Self.take(rows, compensation, system, manner, actor)
            })
    }

    /// Takes over what can be read, declaration by declaration, and says row by row what became of it.
    private static func take(
        _ rows: [(legacy: String, row: SupplyRow)], _ compensation: Compensation, _ system: EarlierSystem,
        _ manner: ListManner, _ actor: Actor
    ) async throws -> [ListedRow] {
        let (groups, owners) = OpeningRows.grouped(rows)
        let read = groups.map { $0.declaration() }
        let readable = read.compactMap { try? $0.get() }
        let tried: ListManner = manner == .allOrNothing && readable.count < read.count ? .rehearsal : manner
        var verdicts = try await compensation.takeOver(readable, from: system, tried, as: actor)[...]
        var told: [ArraySlice<ListedRow>] = []
        for (group, declaration) in zip(groups, read) {
            switch declaration {
            case .failure(let fault):
                guard Refusal.known((fault.error as? SupplyFault)?.error ?? fault.error) != nil else {
                    throw fault.error
                }
                told.append(group.told(fault)[...])
            case .success:
                guard let verdict = verdicts.popFirst() else { preconditionFailure("a verdict for each declaration") }
                told.append(group.told(verdict)[...])
            }
        }
        return owners.compactMap { told[$0].popFirst() }
    }
}

struct OpeningRetirements: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("retirements", .openingRetirements) }

    @OptionGroup var list: SupplyListOptions
    @OptionGroup var opening: OpeningOptions
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let system = opening.earlier
        return try await list.answer(
            SupplySheet.openingRetirements, common, rowsMost: SupplySheet.openingRowsMost, key: .retirement,
            read: { row, _ in try row.openingRetirement() },
            take: { compensation, retirements, manner, actor in
                try await compensation.takeOver(retirements, from: system, manner, as: actor)
            })
    }
}

struct OpeningList: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("list", .openingList) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let openings = try await common.open().openings()
        var answer = Answer()
        answer.json["systems"] = .array(
            openings.systems.map { ["system": .code($0.code), "until": .day($0.until)] })
        answer.json["lots"] = .array(openings.lots.map { .object($0.json) })
        answer.json["declarations"] = .array(
            openings.declarations.map {
                [
                    "declaration": .declaration($0.declaration), "system": .code($0.legacy.system),
                    "legacy": .string($0.legacy.id),
                ]
            })
        answer.json["retirements"] = .array(openings.retirements.map { .object($0.json) })
        guard !openings.isEmpty else {
            answer.say(SaidPhrase.nothingTakenOver)
            return answer
        }
        for system in openings.systems { answer.say(SaidPhrase.takenOverFrom(system)) }
        answer.tell(openings.lots)
        if !openings.declarations.isEmpty {
            answer.blocks.append(.blank)
            answer.blocks.append(
                .table(
                    [.init(.declaration), .init(.earlierSystem), .init(.legacyID)],
                    rows: openings.declarations.map {
                        ["D\($0.declaration)", $0.legacy.system.text, $0.legacy.id]
                    }))
        }
        answer.tell(openings.retirements)
        return answer
    }
}

struct OpeningCertifying: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("certify", .openingCertify) }

    @Argument(help: .said(.declaration, .declaration), transform: Read.declaration) var declaration: Int64
    @Option(help: .said(.bundleOut, .file)) var out: String
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        try Output.check([out])
        let outcome = try await compensation.certifyTakenOver(declaration: declaration, as: actor)
        try Output.create(out, try await compensation.bundle(certificate: outcome.certificate))
        var answer = Answer(outcome.sequence)
        answer.json = outcome.json(in: out)
        answer.json["standing"] = "not-verified-here"
        answer.say(
            SaidPhrase.certifiedTakenOver(
                declaration, outcome.sums.map(\.quantity), outcome.mass, outcome.retirements.count))
        answer.state([(.certificate, outcome.certificate.text), (.file, out)])
        answer.sign(actor)
        return answer
    }
}

extension OpeningLot {
    var json: JSONObject {
        var json = LotFigures(balance).json
        json["system"] = .code(legacy.system)
        json["legacy"] = .string(legacy.id)
        json["entry"] = .integer(sequence)
        json["standing"] = "not-verified-here"
        json["provider"] = .code(provider)
        json["class"] = .code(scrap)
        json["country"] = .string(country.text)
        json["collected"] = .days(collected)
        return json
    }
}

extension OpeningRetirement {
    var json: JSONObject {
        var json = JSONObject()
        json["system"] = .code(legacy.system)
        json["legacy"] = .string(legacy.id)
        json["entry"] = .integer(sequence)
        json["standing"] = "not-verified-here"
        json["lot"] = .string(legacyLot)
        json["declaration"] = .declaration(declaration)
        json["retiredOn"] = .day(day)
        json["quantity"] = .quantity(quantity)
        json["grams"] = [.integer(grams.lowerBound), .integer(grams.upperBound)]
        return json
    }
}

extension Answer {
    /// Lots that were taken over, if there are any.
    mutating func tell(_ lots: [OpeningLot]) {
        guard !lots.isEmpty else { return }
        blocks.append(.blank)
        blocks.append(
            .table(
                [
                    .init(.lotTakenOver), .init(.earlierSystem), .init(.deviceClass), .init(.country),
                    .init(.stated, right: true), .init(.pieces, right: true), .init(.used, right: true),
                ],
                rows: lots.map { lot in
                    let figures = LotFigures(lot.balance)
                    return [
                        lot.legacy.id, lot.legacy.system.text, lot.scrap.text, lot.country.text, figures.mass,
                        figures.count, figures.used,
                    ]
                }))
    }

    /// Retirements that were taken over, if there are any.
    mutating func tell(_ retirements: [OpeningRetirement]) {
        guard !retirements.isEmpty else { return }
        let language = Speech.language
        blocks.append(.blank)
        blocks.append(
            .table(
                [
                    .init(.retirementTakenOver), .init(.earlierSystem), .init(.lotTakenOver), .init(.declaration),
                    .init(.day), .init(.retired, right: true), .init(.gramNumbers),
                ],
                rows: retirements.map {
                    [
                        $0.legacy.id, $0.legacy.system.text, $0.legacyLot, "D\($0.declaration)", $0.day.text,
                        language.quantity($0.quantity), Retire.numbers($0.grams, language),
                    ]
                }))
    }
}
