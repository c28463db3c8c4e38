import Primitives
public import Wording

extension CertificateCut: Phrase {
    public var english: String {
        let language = Language.english
        let days: String? =
            switch (from, to) {
            case (let from?, let to?) where from == to: "retired on \(language.day(from))"
            case (let from?, let to?): "retired from \(language.day(from)) to \(language.day(to))"
            case (let from?, nil): "retired on \(language.day(from)) or later"
            case (nil, let to?): "retired on \(language.day(to)) or earlier"
            case (nil, nil): nil
            }
        return [
            declaration.map { "declaration D\($0)" }, document.map { "document \($0)" },
            beneficiary.map { "beneficiary \($0)" }, customer.map { "customer \($0.text)" }, days,
        ].compactMap(\.self).joined(separator: ", ")
    }

    public var french: String {
        let language = Language.french
        let days: String? =
            switch (from, to) {
            case (let from?, let to?) where from == to: "retirés le \(language.day(from))"
            case (let from?, let to?): "retirés du \(language.day(from)) au \(language.day(to))"
            case (let from?, nil): "retirés à partir du \(language.day(from))"
            case (nil, let to?): "retirés jusqu’au \(language.day(to)) inclus"
            case (nil, nil): nil
            }
        return [
            declaration.map { "déclaration D\($0)" }, document.map { "document \($0)" },
            beneficiary.map { "bénéficiaire \($0)" }, customer.map { "client \($0.text)" }, days,
        ].compactMap(\.self).joined(separator: ", ")
    }
}

extension CutRefusal: Phrase {
    public var english: String {
        switch self {
        case .nothingGiven:
            "Say what to certify: a declaration, or any of --document, --beneficiary, --customer, --from and --to."
        case .daysReversed(let first, let last):
            "\(Language.english.day(first)) is later than \(Language.english.day(last)). Give the earlier day as --from."
        }
    }

    public var french: String {
        switch self {
        case .nothingGiven:
            "Dites que certifier\u{202F}: une déclaration, ou l’une des options --document, --beneficiary, --customer, --from et --to."
        case .daysReversed(let first, let last):
            "Le \(Language.french.day(first)) est postérieur au \(Language.french.day(last)). Donnez le premier jour par --from."
        }
    }
}
