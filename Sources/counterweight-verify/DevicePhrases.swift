import Wording

/// What the command on devices says of itself.
enum DevicePhrase: Phrase {
    case command
    case proofArgument
    case bundleOption
    case notAProof
    case wrongDevice
    case someWrong

    var english: String {
        switch self {
        case .command: "Checks the proof of one device, or of many, beside their certificate."
        case .proofArgument: "Proofs of devices, each a JSON file; all of one certificate."
        case .bundleOption:
            "The certificate’s bundle, a JSON file of any day; or a printed certificate, a PDF that has it attached."
        case .notAProof: "Wrong: this file is not a device’s proof in its one spelling."
        case .wrongDevice: "Wrong: do not rely on this proof."
        case .someWrong: "The certificate is valid; not every proof is."
        }
    }

    var french: String {
        switch self {
        case .command: "Contrôle la preuve d’un appareil, ou de plusieurs, à côté de leur certificat."
        case .proofArgument: "Les preuves d’appareils, un fichier JSON chacune, toutes d’un même certificat."
        case .bundleOption:
            """
            Le dossier du certificat, un fichier JSON de n’importe quel jour\u{A0}; ou un certificat imprimé, un PDF qui le \
            porte joint.
            """
        case .notAProof: "Faux\u{A0}: ce fichier n’est pas la preuve d’un appareil dans son unique graphie."
        case .wrongDevice: "Faux\u{A0}: ne vous fiez pas à cette preuve."
        case .someWrong: "Le certificat est valable\u{A0}; toutes les preuves ne le sont pas."
        }
    }
}
