import Certificates
import Compensation
import Journal
import Lots
import Primitives
import Programmes
import Typesetting
import Wording

// The tables of a printed certificate. Where a table stands once for both languages, its headings are in both, its days as
// ISO 8601 has them, and its numbers in groups by a narrow space, which both read.

extension CertificatePage {
    /// - Parameter languages: of the headings.
    private func table(
        _ headings: [(phrase: PagePhrase, share: Double, Alignment)], in languages: [Language], _ rows: [[String]]
    ) -> Table {
        Table(
            headings.map { Table.Heading(Self.texts($0.phrase, languages), share: $0.share, $0.2) },
            headingStyle: PageStyles.heading,
            rows: rows,
            style: PageStyles.cell, ink: PageStyles.line)
    }

    /// In each language; what is the same in both stands once.
    private static func texts(_ phrase: PagePhrase, _ languages: [Language]) -> [String] {
        var texts: [String] = []
        for language in languages where !texts.contains(phrase.text(in: language)) {
            texts.append(phrase.text(in: language))
        }
        return texts
    }

    // MARK: - Lots and declarations

    func lotTable(in language: Language) -> Table {
        if let takenOver = content.takenOver {
            var masses: [String: Grams] = [:]
            for retirement in takenOver.retirements {
                masses[retirement.legacyLot] = (masses[retirement.legacyLot] ?? .zero) + retirement.mass
            }
            var seen: Set<String> = []
            return table(
                [
                    (.lot, 3, .left), (.deviceClass, 4, .left), (.collectedIn, 2, .left),
                    (.system, 2, .left), (.mass, 1.4, .right),
                ], in: [language],
                takenOver.retirements.filter { seen.insert($0.legacyLot).inserted }.map {
                    [
                        $0.legacyLot, $0.scrap.label(language), language.country($0.country),
                        takenOver.system.code.text, language.mass(masses[$0.legacyLot] ?? .zero),
                    ]
                })
        }
        var masses: [Code: Grams] = [:]
        for retirement in content.retirements {
            masses[retirement.lot.lot] = (masses[retirement.lot.lot] ?? .zero) + retirement.mass
        }
        var seen: Set<Code> = []
        return table(
            [
                (.lot, 2, .left), (.collectedIn, 1.8, .left), (.facility, 3, .left),
                (.treated, 1.6, .left), (.verifiedBy, 3.2, .left), (.mass, 1.4, .right),
            ], in: [language],
            content.retirements.map(\.lot).filter { seen.insert($0.lot).inserted }.map { lot in
                [
                    lot.lot.text, language.country(lot.country),
                    "\(lot.facility.name) (\(lot.facility.code.text), \(language.country(lot.facility.country)))",
                    language.day(lot.treated), "\(lot.verifier.name), \(lot.assurance.text(in: language))",
                    language.mass(masses[lot.lot] ?? .zero),
                ]
            })
    }

    func declarationTable(in language: Language) -> Table {
        table(
            [
                (.declaration, 1.5, .left), (.document, 2.2, .left), (.programme, 2, .left),
                (.devicesCovered, 3, .right), (.inPart, 1, .right), (.retired, 1.7, .right),
                (.mass, 1.4, .right),
            ], in: [language],
            content.declarations.map { declaration in
                let sum = content.sum(of: declaration)
                return [
                    "D\(declaration.sequence)", declaration.document, declaration.programme.text,
                    language.number(declaration.coverage.devices),
                    language.number(declaration.coverage.inPart.count),
                    sum.map { language.quantity($0.quantity) } ?? "–", sum.map { language.mass($0.mass) } ?? "–",
                ]
            })
    }

    // MARK: - Annexes

    /// Lists that stand once, whatever the languages.
    func annexes(in languages: [Language]) -> Part {
        var lists: [(title: PagePhrase, notes: [PagePhrase], table: Table)] = []
        let (lots, declarations) = (lotTable(in: languages[0]), declarationTable(in: languages[0]))
        if lots.rows.count > Self.rowsMax { lists.append((.lots, [], lots)) }
        if declarations.rows.count > Self.rowsMax { lists.append((.declarations, [], declarations)) }
        lists.append((.retirements, [], retirementTable(in: languages)))
        if let devices {
            let roots = content.declarations.map { PagePhrase.manifest($0.sequence, $0.manifest) }
            lists.append(
                (
                    .devices, [.listed(asOf, isCut: devices.isCut, devices.devices.count)] + roots,
                    deviceTable(devices, in: languages)
                ))
        }
        var blocks: [Block] = []
        for (index, list) in lists.enumerated() {
            if index > 0 { blocks.append(.space(20)) }
            for language in languages {
                let title = "\(PagePhrase.annex(index + 1).text(in: language)). \(list.title.text(in: language))"
                blocks.append(.heading(title, PageStyles.section))
            }
            for text in list.notes.flatMap({ Self.texts($0, languages) }) {
                blocks.append(.text(text, PageStyles.note))
            }
            blocks += [.space(4), .table(list.table)]
        }
        return Part(
            blocks, stamp: stamp(in: languages[0]), folioStyle: PageStyles.folio, folio: folio(in: languages))
    }

    private func retirementTable(in languages: [Language]) -> Table {
        let language = Self.figures(languages)
        func numbers(_ grams: Range<Int64>) -> String {
            "\(language.number(grams.lowerBound)) – \(language.number(grams.upperBound - 1))"
        }
        if let takenOver = content.takenOver {
            return table(
                [
                    (.entry, 1, .right), (.name, 3, .left), (.lot, 3, .left),
                    (.retiredOn, 1.6, .left), (.quantity, 1.8, .right), (.grams, 2.6, .right),
                ], in: languages,
                takenOver.retirements.map {
                    [
                        language.number($0.sequence), $0.legacy, $0.legacyLot, $0.day.text,
                        Self.quantity($0.quantity, languages), numbers($0.grams),
                    ]
                })
        }
        return table(
            [
                (.entry, 1, .right), (.declaration, 1.8, .left), (.lot, 2.6, .left),
                (.retiredOn, 1.6, .left), (.quantity, 1.8, .right), (.grams, 2.6, .right),
            ], in: languages,
            content.retirements.map {
                [
                    language.number($0.sequence), "D\($0.declaration)", $0.lot.lot.text, $0.day.text,
                    Self.quantity($0.quantity, languages), numbers($0.grams),
                ]
            })
    }

    private func deviceTable(_ devices: CertifiedDevices, in languages: [Language]) -> Table {
        func say(_ phrase: PagePhrase) -> String { Self.texts(phrase, languages).joined(separator: " / ") }
        let language = Self.figures(languages)
        let units = Dictionary(
            content.declarations.map { ($0.sequence, $0.owed.unit) }, uniquingKeysWith: { first, _ in first })
        return table(
            [
                (.declaration, 1.4, .left), (.row, 1.1, .right), (.deviceClass, 2, .left),
                (.numbers, 6, .left), (.covered, 2, .left),
            ], in: languages,
            devices.devices.map { device in
                let place = device.position.map { "\(language.number(device.row)).\(language.number($0))" }
                let unit = units[device.declaration] ?? .pieces
                return [
                    "D\(device.declaration)", place ?? language.number(device.row), device.deviceClass.text,
                    device.numbers.texts.joined(separator: ", "),
                    device.part.map {
                        "\(unit.amount($0.units, language)) / \(unit.amount($0.of, language))"
                    } ?? (device.quantity > 1 ? say(.devicesOfRow(device.quantity)) : say(.whole)),
                ]
            })
    }

    /// The language that figures are written in: the one, or for both the one whose spaces both read.
    private static func figures(_ languages: [Language]) -> Language {
        languages.count == 1 ? languages[0] : .french
    }

    /// `240 pieces`; for both languages `240 pieces / pièces`.
    private static func quantity(_ quantity: Quantity, _ languages: [Language]) -> String {
        guard languages.count > 1, quantity.unit == .pieces else { return figures(languages).quantity(quantity) }
        let nouns = languages.map { language in
            language.quantity(quantity).split(separator: " ").last.map { String($0) } ?? ""
        }
        return "\(figures(languages).number(quantity.count)) \(nouns.joined(separator: " / "))"
    }
}
