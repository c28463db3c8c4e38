import Certificates
import Wording

/// What is said of proofs.
enum ProofPhrase: Phrase {
    case proved(DeviceProof, String)
    case provedMany(Int, String)
    /// A device as it was asked for, and why it was not proved.
    case notProved(String, String)
    case more(Int)

    var english: String {
        let language = Language.english
        return switch self {
        case .proved(let proof, let file):
            """
            \(proof.place(language)) is proved in \(file). Check it beside the certificate: counterweight-verify device \
            \(file) --bundle …
            """
        case .provedMany(let count, let folder):
            "\(count == 1 ? "1 device is" : "\(language.number(count)) devices are") proved in \(folder), a file for each."
        case .notProved(let device, let reason): "\(language.quoted(device)): \(reason)"
        case .more(let count): "And \(language.number(count)) more that are not proved."
        }
    }

    var french: String {
        let language = Language.french
        return switch self {
        case .proved(let proof, let file):
            """
            La preuve de \(proof.place(language)) est dans \(file). Contrôlez-la à côté du certificat\u{202F}: \
            counterweight-verify device \(file) --bundle …
            """
        case .provedMany(let count, let folder):
            """
            \(language.number(count)) \(count < 2 ? "appareil est prouvé" : "appareils sont prouvés") dans \(folder), un \
            fichier pour chacun.
            """
        case .notProved(let device, let reason): "\(language.quoted(device))\u{202F}: \(reason)"
        case .more(let count): "Et \(language.number(count)) de plus qui ne sont pas prouvés."
        }
    }
}

extension DeviceProof {
    fileprivate func place(_ language: Language) -> String {
        let position = attached.map { ", position \(language.number($0.leaf.position))" } ?? ""
        return switch language {
        case .english: "D\(declaration), row \(language.number(leaf.row))\(position)"
        case .french: "D\(declaration), ligne \(language.number(leaf.row))\(position)"
        }
    }
}
