public import Lots
public import Primitives
import Programmes
public import Wording

/// A sentence of a certificate. It says what its entries say, and no more: a mass in whole grams, the class of scrap, the
/// country, the site, and on whose word.
public enum CertificatePhrase: Phrase {
    case title
    case number(String)
    case issued(by: String, day: Day)
    /// What it was asked of, and that this says nothing of what else there is.
    case cut(CertificateCut)
    /// For which devices of one declaration, and how much.
    case devices(CertifiedDeclaration, of: String, CertifiedSum)
    /// What was done with scrap of one kind, country, site and verifier.
    case scrap(ScrapGroup)
    case total(CertificateContent)
    case part(PartRow, Unit)

    public var english: String {
        let language = Language.english
        return switch self {
        case .title: "Certificate of compensation for electronic waste"
        case .number(let id): "Certificate \(id)"
        case .issued(let issuer, let day): "Issued by \(issuer) on \(language.day(day))."
        case .cut(let cut):
            """
            Asked for: \(cut.english). All that is named here lies in that; whether there is more in it, this \
            certificate does not say.
            """
        case .devices(let declaration, let beneficiary, let sum):
            "\(declaration.devicesInEnglish(of: beneficiary)): \(language.sum(sum))."
        case .scrap(let group):
            """
            \(language.mass(group.mass)) of scrap of the class “\(group.scrap.label(language))”, collected in \
            \(group.country.articleInEnglish)\(language.country(group.country)) \(group.collected.english), \(group.areIs(language)) recycled at \
            \(group.facility.name) (\(group.facility.code.text), \(language.country(group.facility.country))), where \
            \(group.weighed(language)) weighed at treatment \(group.treated.english), as verified by \
            \(group.verifier.name), \(group.assurance.english).
            """
        case .total(let content):
            """
            In all, \(content.retired(language)) \(content.isOne ? "is" : "are") retired for \
            \(content.beneficiary): \(language.mass(content.mass)) of scrap from \
            \(content.lots.count == 1 ? "1 lot" : "\(language.number(content.lots.count)) lots").
            """
        case .part(let part, let unit):
            """
            In part: row \(language.number(part.row)), \(unit.amount(part.units, language)) of \
            \(unit.amount(part.of, language)).
            """
        }
    }

    public var french: String {
        let language = Language.french
        return switch self {
        case .title: "Certificat de compensation de déchets électroniques"
        case .number(let id): "Certificat \(id)"
        case .issued(let issuer, let day): "Délivré par \(issuer) le \(language.day(day))."
        case .cut(let cut):
            """
            Demandé\u{A0}: \(cut.french). Tout ce qui est nommé ici en fait partie\u{A0}; s’il s’y trouve autre chose, \
            ce certificat ne le dit pas.
            """
        case .devices(let declaration, let beneficiary, let sum):
            "\(declaration.devicesInFrench(of: beneficiary))\u{A0}: \(language.sum(sum))."
        case .scrap(let group):
            """
            \(language.mass(group.mass)) de déchets de la classe «\u{A0}\(group.scrap.label(language))\u{A0}», collectés \
            \(group.collected.french) (pays de collecte\u{A0}: \(language.country(group.country))), \
            \(group.areIs(language)) recyclés dans l’installation \(group.facility.name) (\(group.facility.code.text), \
            \(language.country(group.facility.country))), où \(group.weighed(language)) au traitement \
            \(group.treated.french), selon la vérification de \(group.verifier.name), \(group.assurance.french).
            """
        case .total(let content):
            """
            En tout, \(content.retired(language)) \(content.retiredInFrench) \
            au nom de \(content.beneficiary)\u{A0}: \(language.mass(content.mass)) de déchets de \
            \(content.lots.count < 2 ? "1 lot" : "\(language.number(content.lots.count)) lots").
            """
        case .part(let part, let unit):
            """
            En partie\u{A0}: ligne \(language.number(part.row)), \(unit.amount(part.units, language)) sur \
            \(unit.amount(part.of, language)).
            """
        }
    }
}

/// What a certificate says, sentence by sentence.
public struct CertificateStatement: Hashable, Sendable {
    public let title: String
    /// What was taken over says so right behind its title.
    public let standing: String?
    public let number: String
    public let issued: String
    /// What it was asked of.
    public let cut: String
    /// For which devices, what was done with which scrap, and how much it is in all.
    public let sentences: [String]

    /// All of it, in the order in which it is read.
    public var lines: [String] { [title] + [standing].compactMap(\.self) + [number, issued, cut] + sentences }
}

/// Retirements of which one sentence speaks.
public struct ScrapGroup: Sendable {
    let mass: Grams
    let lots: Int
    let scrap: Code
    let country: Country
    let facility: CertifiedFacility
    let verifier: CertifiedVerifier
    let assurance: Assurance
    let collected: ClosedRange<Day>
    let treated: ClosedRange<Day>

    fileprivate func areIs(_ language: Language) -> String {
        switch language {
        case .english: mass.count == 1 ? "was" : "were"
        case .french: "ont été"
        }
    }

    /// What was weighed is the lots, of which these grams are a part.
    fileprivate func weighed(_ language: Language) -> String {
        switch language {
        case .english: lots == 1 ? "the lot was" : "the lots were"
        case .french: lots == 1 ? "le lot a été pesé" : "les lots ont été pesés"
        }
    }
}

extension Country {
    var articleInEnglish: String {
        let names: Set<String> = [
            "AE", "BS", "CC", "CF", "CK", "DO", "FK", "FO", "GB", "GM", "IO", "KM", "KY", "MH", "MP", "MV", "NL", "PH",
            "SB", "SC", "TC", "TF", "UM", "US", "VG", "VI",
        ]
        return names.contains(text) ? "the " : ""
    }
}

extension CertificateContent {
    /// The certificate in words: for the page, the paper and the auditor's screen.
    public func statement(in language: Language) -> CertificateStatement {
        func said(_ phrases: [any Phrase]) -> [String] { phrases.map { $0.text(in: language) } }
        let devices = declarations.flatMap(self.phrases)
        let title: any Phrase = takenOver == nil ? CertificatePhrase.title : TakenOverPhrase.title
        let scrap: [any Phrase] =
            takenOver?.phrases(of: self) ?? scrapGroups.map(CertificatePhrase.scrap) + [CertificatePhrase.total(self)]
        return CertificateStatement(
            title: title.text(in: language),
            standing: takenOver.map { TakenOverPhrase.standing($0).text(in: language) },
            number: CertificatePhrase.number(id).text(in: language),
            issued: CertificatePhrase.issued(by: issuer.text, day: day).text(in: language),
            cut: CertificatePhrase.cut(cut).text(in: language), sentences: said(devices) + said(scrap))
    }

    /// The sentences on the scrap, which say what the public journal shows: neither in whose name it is retired, nor for which
    /// devices.
    public func publicSentences(in language: Language) -> (standing: String?, sentences: [String]) {
        let standing = takenOver.map { TakenOverPhrase.standing($0).text(in: language) }
        let scrap: [any Phrase] = takenOver?.scrapPhrases ?? scrapGroups.map(CertificatePhrase.scrap)
        return (standing, scrap.map { $0.text(in: language) })
    }

    /// One declaration: its devices, then those covered in part.
    private func phrases(of declaration: CertifiedDeclaration) -> [CertificatePhrase] {
        guard let sum = sum(of: declaration) else { return [] }
        return [.devices(declaration, of: beneficiary, sum)]
            + declaration.coverage.inPart.map { .part($0, declaration.owed.unit) }
    }

    /// `240 pieces`; where both units are retired, each with its own mass: `240 pieces (13,680 g) and 1,500 g`.
    package func retired(_ language: Language) -> String {
        let sums = sums
        return language.list(
            sums.map { sum in
                let quantity = language.quantity(sum.quantity)
                return sums.count > 1 && sum.quantity.unit == .pieces
                    ? "\(quantity) (\(language.mass(sum.mass)))" : quantity
            })
    }

    var isOne: Bool { sums.count == 1 && sums[0].quantity.count == 1 }

    var retiredInFrench: String {
        sums.count == 1 ? sums[0].quantity.retiredInFrench : "sont retirés"
    }

    /// In order of the first retirement of each.
    private var scrapGroups: [ScrapGroup] {
        struct Key: Hashable {
            let scrap: Code
            let country: Country
            let facility: CertifiedFacility
            let verifier: CertifiedVerifier
            let assurance: Assurance

            init(_ lot: CertifiedLot) {
                (scrap, country, facility) = (lot.scrap, lot.country, lot.facility)
                (verifier, assurance) = (lot.verifier, lot.assurance)
            }
        }
        var order: [Key] = []
        var groups: [Key: [CertifiedRetirement]] = [:]
        for retirement in retirements {
            let key = Key(retirement.lot)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(retirement)
        }
        return order.map { key in
            let members = groups[key] ?? []
            let collected = members.map(\.lot.collected)
            let treated = members.map(\.lot.treated)
            return ScrapGroup(
                mass: members.map(\.mass).reduce(.zero, +), lots: Set(members.map(\.lot.lot)).count, scrap: key.scrap,
                country: key.country,
                facility: key.facility, verifier: key.verifier, assurance: key.assurance,
                collected: (collected.map(\.lowerBound).min() ?? day)...(collected.map(\.upperBound).max() ?? day),
                treated: (treated.min() ?? day)...(treated.max() ?? day))
        }
    }
}

extension CertifiedDeclaration {
    fileprivate func devicesInEnglish(of beneficiary: String) -> String {
        let language = Language.english
        let whole =
            switch coverage.devices {
            case 0: "For devices covered in part"
            case 1: "For 1 device"
            default: "For these \(language.number(coverage.devices)) devices"
            }
        return """
            \(whole) of \(beneficiary), document \(document) (\(language.rows(coverage)) of the declaration with \
            manifest root \(manifest.text)), under the programme \(programme.text) (\(trigger.english))
            """
    }

    fileprivate func devicesInFrench(of beneficiary: String) -> String {
        let language = Language.french
        let whole =
            switch coverage.devices {
            case 0: "Pour des appareils couverts en partie"
            case 1: "Pour 1 appareil"
            default: "Pour ces \(language.number(coverage.devices)) appareils"
            }
        return """
            \(whole) de \(beneficiary), document \(document) (\(language.rows(coverage)) de la déclaration dont la \
            racine du manifeste est \(manifest.text)), dans le programme \(programme.text) (\(trigger.french))
            """
    }
}

extension Language {
    /// `240 pieces, 13,680 g of scrap`; by weight the mass alone.
    fileprivate func sum(_ sum: CertifiedSum) -> String {
        let scrap =
            switch self {
            case .english: "\(mass(sum.mass)) of scrap"
            case .french: "\(mass(sum.mass)) de déchets"
            }
        return sum.quantity.unit == .pieces ? "\(quantity(sum.quantity)), \(scrap)" : scrap
    }

    /// `rows 1–240 and 300`, the first twenty ranges.
    fileprivate func rows(_ coverage: Coverage) -> String {
        let shown = coverage.rows.prefix(20).map { range in
            range.count == 1 ? number(range.lowerBound) : "\(number(range.lowerBound))–\(number(range.upperBound))"
        }
        let more = coverage.rows.count - shown.count
        return switch self {
        case .english:
            shown.isEmpty
                ? "no whole row" : "rows \(list(shown + (more > 0 ? ["\(number(more)) further ranges"] : [])))"
        case .french:
            shown.isEmpty
                ? "aucune ligne entière" : "lignes \(list(shown + (more > 0 ? ["\(number(more)) autres plages"] : [])))"
        }
    }
}

extension Quantity {
    /// A piece is feminine, a gram masculine.
    var retiredInFrench: String {
        switch unit {
        case .pieces: count < 2 ? "est retirée" : "sont retirées"
        case .grams: count < 2 ? "est retiré" : "sont retirés"
        }
    }
}

extension Unit {
    package func amount(_ count: Int64, _ language: Language) -> String {
        Quantity(count, self).map(language.quantity) ?? language.number(count)
    }
}

extension Code {
    /// The built-in name of the class, or the code where a registry has a class of its own.
    package func label(_ language: Language) -> String {
        guard let known = Catalogue.builtInClasses.first(where: { $0.code == self }) else { return text }
        return switch language {
        case .english: known.english
        case .french: known.french
        }
    }
}

extension ClosedRange<Day> {
    var english: String {
        let language = Language.english
        return lowerBound == upperBound
            ? "on \(language.day(lowerBound))"
            : "between \(language.day(lowerBound)) and \(language.day(upperBound))"
    }

    var french: String {
        let language = Language.french
        return lowerBound == upperBound
            ? "le \(language.day(lowerBound))"
            : "entre le \(language.day(lowerBound)) et le \(language.day(upperBound))"
    }
}

/// On whose word a lot was verified.
extension Assurance: Phrase {
    public var english: String {
        switch self {
        case .secondPerson: "a second person of the registry"
        case .independentBody: "an independent body"
        }
    }

    public var french: String {
        switch self {
        case .secondPerson: "une seconde personne du registre"
        case .independentBody: "un organisme indépendant"
        }
    }
}
