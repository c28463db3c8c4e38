import Primitives
public import Wording

private let en = Language.english
private let fr = Language.french
/// Narrow no-break space, before `;`, `:`, `?` and `!` in French.
private let n = "\u{202F}"

extension DeviceRefusal: Phrase {
    public var english: String {
        switch self {
        case .unknown(let text):
            "No device is declared as \(en.quoted(text)). A row that was withdrawn gave its numbers back: ask for it by --declaration and --row."
        case .declarationMissing(let declarations):
            "The certificate speaks of \(en.list(declarations.map { "D\($0)" })). Say with --declaration of which the row is."
        case .declarationOther(let declaration):
            "The certificate says nothing of D\(declaration). “counterweight explain certificate” shows of which declarations it speaks."
        case .several(let text, let declaration, let row):
            "Several devices in the certificate are declared as \(en.quoted(text)), the first in D\(declaration), row \(en.number(row)). Name the maker, or say which with --declaration."
        case .elsewhere(let text, let declaration, let row, let certificate):
            "\(en.quoted(text)) is row \(en.number(row)) of D\(declaration), of which this certificate says nothing. \(Self.english(certificate))"
        case .noDevice(let declaration, let row, let position):
            "No device is attached to D\(declaration), row \(en.number(row)), position \(en.number(position)). Ask for the row without a position."
        case .withdrawn(let declaration, let row, let position):
            "\(Self.english(declaration, row, position)) is withdrawn: it owes nothing, and nothing is certified of it."
        case .notCovered(let declaration, let row, let position, let certificate):
            "The certificate covers nothing of \(Self.english(declaration, row, position)). \(Self.english(certificate))"
        }
    }

    public var french: String {
        switch self {
        case .unknown(let text):
            "Aucun appareil n’est déclaré comme \(fr.quoted(text)). Une ligne annulée a rendu ses numéros\(n): demandez-la par --declaration et --row."
        case .declarationMissing(let declarations):
            "Le certificat parle de \(fr.list(declarations.map { "D\($0)" })). Dites par --declaration de laquelle est la ligne."
        case .declarationOther(let declaration):
            "Le certificat ne dit rien de D\(declaration). «\u{A0}counterweight explain certificate\u{A0}» montre de quelles déclarations il parle."
        case .several(let text, let declaration, let row):
            "Plusieurs appareils du certificat sont déclarés comme \(fr.quoted(text)), le premier dans D\(declaration), ligne \(fr.number(row)). Nommez le fabricant, ou dites lequel par --declaration."
        case .elsewhere(let text, let declaration, let row, let certificate):
            "\(fr.quoted(text)) est la ligne \(fr.number(row)) de D\(declaration), dont ce certificat ne dit rien. \(Self.french(certificate))"
        case .noDevice(let declaration, let row, let position):
            "Aucun appareil n’est rattaché à D\(declaration), ligne \(fr.number(row)), position \(fr.number(position)). Demandez la ligne sans position."
        case .withdrawn(let declaration, let row, let position):
            "\(Self.french(declaration, row, position)) est annulée\(n): elle ne doit rien, et rien n’en est certifié."
        case .notCovered(let declaration, let row, let position, let certificate):
            "Le certificat ne couvre rien de \(Self.french(declaration, row, position)). \(Self.french(certificate))"
        }
    }

    private static func english(_ certificate: RandomID?) -> String {
        certificate.map { "Certificate \($0.text) covers it, whole or in part." } ?? "No certificate covers it."
    }

    private static func french(_ certificate: RandomID?) -> String {
        certificate.map { "Le certificat \($0.text) la couvre, entière ou en partie." }
            ?? "Aucun certificat ne la couvre."
    }

    private static func english(_ declaration: Int64, _ row: Int64, _ position: Int64?) -> String {
        "D\(declaration), row \(en.number(row))" + (position.map { ", position \(en.number($0))" } ?? "")
    }

    private static func french(_ declaration: Int64, _ row: Int64, _ position: Int64?) -> String {
        "D\(declaration), ligne \(fr.number(row))" + (position.map { ", position \(fr.number($0))" } ?? "")
    }
}
