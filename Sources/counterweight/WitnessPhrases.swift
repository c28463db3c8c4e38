import Certificates
import Fetching
import Registry
import TransparencyLog
import Wording

private let en = Language.english
private let fr = Language.french
private let n = "\u{202F}"

/// What the commands on witnesses say when they are done.
enum WitnessPhrase: Phrase {
    case recorded(String, address: String?)
    case tellLogKey(String)
    case removed(String)
    case byFile
    case cosigned(CosignedCheckpoint)
    case notReached(String, FetchFault)
    case requestWritten(String, String, entries: Int64)

    var english: String {
        switch self {
        case .recorded(let name, let address?):
            "\(name) is recorded; “counterweight journal submit” asks it at \(address)."
        case .recorded(let name, nil):
            "\(name) is recorded, without an address: ask it by files, with “counterweight journal submit --request FILE”."
        case .tellLogKey(let key): "Its operator needs this log’s key: \(key)"
        case .removed(let name): "\(name) is recorded no longer, and what it cosigned is shown no longer."
        case .byFile: "by file"
        case .cosigned(let cosigned):
            "\(Self.name(cosigned)) cosigned \(en.number(cosigned.checkpoint.size)) \(cosigned.checkpoint.size == 1 ? "entry" : "entries") on \(Self.time(cosigned, en))."
        case .notReached(let name, let fault): "\(name): \(fault.english)."
        case .requestWritten(let path, let name, let entries):
            "The request to \(name), of \(en.number(entries)) entries, is in \(path): send it, and take what comes back with “counterweight journal submit --answer FILE”."
        }
    }

    var french: String {
        switch self {
        case .recorded(let name, let address?):
            "\(name) est inscrit\(n); «\u{A0}counterweight journal submit\u{A0}» l’interroge à \(address)."
        case .recorded(let name, nil):
            "\(name) est inscrit, sans adresse\(n): interrogez-le par fichiers, avec «\u{A0}counterweight journal submit --request FICHIER\u{A0}»."
        case .tellLogKey(let key): "Il faut à son exploitant la clé de ce journal\(n): \(key)"
        case .removed(let name): "\(name) n’est plus inscrit, et ce qu’il a cosigné n’est plus montré."
        case .byFile: "par fichier"
        case .cosigned(let cosigned):
            "\(Self.name(cosigned)) a cosigné \(fr.number(cosigned.checkpoint.size)) \(cosigned.checkpoint.size < 2 ? "écriture" : "écritures") le \(Self.time(cosigned, fr))."
        case .notReached(let name, let fault): "\(name)\(n): \(fault.french)."
        case .requestWritten(let path, let name, let entries):
            "La demande à \(name), de \(fr.number(entries)) écritures, est dans \(path)\(n): envoyez-la, et prenez ce qui revient avec «\u{A0}counterweight journal submit --answer FICHIER\u{A0}»."
        }
    }

    private static func name(_ cosigned: CosignedCheckpoint) -> String {
        cosigned.cosignatures.map(\.name.text).joined(separator: ", ")
    }

    private static func time(_ cosigned: CosignedCheckpoint, _ language: Language) -> String {
        cosigned.cosignatures.first?.time(in: language) ?? ""
    }
}
