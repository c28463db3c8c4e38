import Certificates
import Compensation
import Journal
import Lots
import Primitives
public import Typesetting
public import Wording

extension CertificatePage {
    /// Rows of a table on the first page; what has more goes to the annex.
    static let rowsMax = 8

    /// The file: the certificate's page in each language, in their order, then the annexes once, and the bundle attached.
    ///
    /// - Parameter languages: at least one, none twice.
    public func file(
        in languages: [Language], on paper: Paper
    ) throws(TypesettingError) -> (bytes: [UInt8], pages: Int) {
        precondition(!languages.isEmpty && Set(languages).count == languages.count, "no language, or one twice")
        var parts: [Part] = []
        for language in languages { parts.append(try part(in: language)) }
        let texts = languages.map { content.statement(in: $0).title }
        let civil = asOf.civil
        let composition = Composition(
            paper: paper, margin: PageStyles.margin, language: languages[0].rawValue,
            particulars: Particulars(
                title: texts.joined(separator: " / "), author: content.issuer.text,
                subject: PagePhrase.certificateOf(content.beneficiary).text(in: languages[0]),
                created: Midnight(year: civil.year, month: civil.month, day: civil.day)),
            parts: parts + [annexes(in: languages)],
            attachment: try AttachedFile(name: PrintedBundle.fileName, mediaType: "application/json", bytes: bundle))
        return try composition.file()
    }

    private func part(in language: Language) throws(TypesettingError) -> Part {
        func say(_ phrase: PagePhrase) -> String { phrase.text(in: language) }
        let statement = content.statement(in: language)
        var blocks = marks(in: language, statement)
        blocks += [
            .columns(
                [
                    Column([.text(content.origin, PageStyles.origin)]),
                    Column([.text(say(.asOf(state, asOf)), PageStyles.state, .right)]),
                ], gap: 12),
            .space(2), .rule(PageStyles.accent, weight: 1.5), .space(12),
            .text(statement.title, PageStyles.title), .space(3),
            .text(statement.issued, PageStyles.note), .space(12),
            .text(say(.inTheNameOf), PageStyles.label), .text(content.beneficiary, PageStyles.beneficiary), .space(8),
            figures(in: language), .space(12), .heading(say(.statement), PageStyles.section), .space(1),
        ]
        for sentence in statement.sentences { blocks += [.text(sentence, PageStyles.body), .space(3)] }
        blocks += [.text(statement.cut, PageStyles.note), .space(8)]
        blocks += tables(in: language)
        return Part(
            blocks, foot: try foot(in: language), stamp: stamp(in: language), folioStyle: PageStyles.folio,
            folio: folio(in: [language]))
    }

    func folio(in languages: [Language]) -> @Sendable (Int, Int) -> String {
        let id = content.certificate.text
        return { page, pages in PagePhrase.page(page, of: pages, id).text(in: languages[0]) }
    }

    // MARK: - What must not be missed

    private func marks(in language: Language, _ statement: CertificateStatement) -> [Block] {
        func band(_ mark: PagePhrase, _ text: String, _ ground: Ink) -> [Block] {
            [
                .band(
                    [
                        .text(mark.text(in: language), PageStyles.mark), .space(2),
                        .text(text, PageStyles.markText),
                    ], ground: ground, inset: 10), .space(10),
            ]
        }
        var blocks: [Block] = []
        if state != .live {
            let ground = state == .revoked ? PageStyles.alarm : PageStyles.doubt
            blocks += band(.mark(state), PagePhrase.doNotRely(state, asOf).text(in: language), ground)
        }
        if let standing = statement.standing { blocks += band(.markTakenOver, standing, PageStyles.doubt) }
        return blocks
    }

    func stamp(in language: Language) -> Stamp? {
        switch state {
        case .revoked, .suspended:
            Stamp(
                PagePhrase.mark(state).text(in: language), .sansBold,
                ink: state == .revoked ? PageStyles.paleAlarm : PageStyles.paleDoubt)
        case .live:
            content.takenOver.map { _ in
                Stamp(PagePhrase.markTakenOver.text(in: language), .sansBold, ink: PageStyles.paleDoubt)
            }
        }
    }

    // MARK: - The first page

    private var lotCount: Int { content.takenOver?.lots ?? content.lots.count }

    private func figures(in language: Language) -> Block {
        let devices = content.declarations.map(\.coverage.devices).reduce(0, +)
        let figures: [(PagePhrase, String)] = [
            (.retired, content.retired(language)), (.massOfScrap, language.mass(content.mass)),
            (.devicesCovered, language.number(devices)), (.lots, language.number(lotCount)),
        ]
        return .band(
            [
                .columns(
                    figures.map { label, figure in
                        Column([
                            .text(label.text(in: language), PageStyles.label), .text(figure, PageStyles.figure),
                        ])
                    }, gap: 12)
            ], ground: PageStyles.ground, inset: 9)
    }

    private func tables(in language: Language) -> [Block] {
        var blocks: [Block] = []
        for (heading, table) in [
            (PagePhrase.lots, lotTable(in: language)), (.declarations, declarationTable(in: language)),
        ] {
            blocks.append(.heading(heading.text(in: language), PageStyles.section))
            if table.rows.count > Self.rowsMax {
                blocks.append(.text(PagePhrase.inAnnex(table.rows.count).text(in: language), PageStyles.body))
            } else {
                blocks.append(.table(table))
            }
            blocks.append(.space(8))
        }
        return blocks
    }

    private func foot(in language: Language) throws(TypesettingError) -> [Block] {
        func say(_ phrase: PagePhrase) -> String { phrase.text(in: language) }
        var texts: [Block] = [
            .text(say(.check), PageStyles.section), .text(say(.howToCheck), PageStyles.small),
            .text(say(.howToCompare), PageStyles.small),
        ]
        var columns: [Column] = []
        if let address {
            texts.append(.text(say(.code), PageStyles.small))
            columns.append(Column(width: 96, [.code(try QRCode(address), side: 96)]))
        }
        func fact(_ text: String) -> Block { .text(text, PageStyles.fact) }
        let facts: [(PagePhrase, Block)] = [
            (
                .certificate,
                address.map { .link(content.id, PageStyles.fact, address: $0) } ?? fact(content.id)
            ),
            (.digest, fact(digest.text)),
            (.issuer, fact("\(content.issuer.text), \(say(.key(signer.fingerprint)))")),
            (.log, fact("\(log.name), \(say(.key(log.fingerprint)))")),
        ]
        texts.append(.space(3))
        texts += facts.map { label, fact in
            .columns([Column(width: 104, [.text(say(label), PageStyles.label)]), Column([fact])], gap: 6)
        }
        return [
            .rule(PageStyles.line, weight: 0.5), .space(6), .columns(columns + [Column(texts)], gap: 12),
        ]
    }
}
