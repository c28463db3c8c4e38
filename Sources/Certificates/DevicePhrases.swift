import Primitives
import Programmes
public import Wording

/// What a check of a device looked at, said as a fact that holds.
extension DeviceCheck: Phrase {
    public var english: String {
        switch self {
        case .certificate: "the proof speaks of this very certificate, and of a declaration in it"
        case .row: "the row is one of those to which the declaration was committed"
        case .covered: "the certificate covers the row, whole or in part"
        case .entry: "the entry that attached the device is in the registry’s own log"
        case .position: "the device is one of those that this entry attached, at a position of the row"
        }
    }

    public var french: String {
        switch self {
        case .certificate: "la preuve parle de ce certificat même, et d’une de ses déclarations"
        case .row: "la ligne est de celles auxquelles la déclaration fut engagée"
        case .covered: "le certificat couvre la ligne, entière ou en partie"
        case .entry: "l’écriture qui a rattaché l’appareil figure dans le journal du registre lui-même"
        case .position: "l’appareil est de ceux que cette écriture a rattachés, à une position de la ligne"
        }
    }
}

extension DeviceFault: Phrase {
    public var english: String {
        let language = Language.english
        return switch self {
        case .otherCertificate(let id): "the proof is of certificate \(id.text)"
        case .otherCredential: "the proof is of another credential under the same number"
        case .otherDeclaration(let sequence): "the certificate names no declaration \(sequence)"
        case .path: "the row does not lead to the manifest root that the declaration’s entry states"
        case .rows(let rows): "the declaration lists fewer than \(language.number(rows)) devices"
        case .notCovered(let row): "the certificate does not cover row \(language.number(row))"
        case .units(let row): "the certificate says that row \(language.number(row)) owes otherwise"
        case .checkpoint: "the checkpoint in the proof is not signed by the certificate’s log"
        case .otherLog: "the checkpoint in the proof is of another log"
        case .forked(let size):
            "the log signed two histories of \(language.number(size)) entries, one here and one in the certificate"
        case .inclusion: "the entry is not in the log under the checkpoint in the proof"
        case .otherEntry(let sequence): "entry \(sequence) attached no device to this declaration"
        case .otherRow: "the device was attached to another row or declaration"
        case .noPosition(let position, let quantity):
            "the row stands for \(language.number(quantity)) devices, and has no position \(language.number(position))"
        case .positionPath: "the device does not lead to the root that the entry states"
        }
    }

    public var french: String {
        let language = Language.french
        return switch self {
        case .otherCertificate(let id): "la preuve est du certificat \(id.text)"
        case .otherCredential: "la preuve est d’une autre attestation sous le même numéro"
        case .otherDeclaration(let sequence): "le certificat ne nomme pas de déclaration \(sequence)"
        case .path: "la ligne ne mène pas à la racine du manifeste que dit l’écriture de la déclaration"
        case .rows(let rows): "la déclaration compte moins de \(language.number(rows)) appareils"
        case .notCovered(let row): "le certificat ne couvre pas la ligne \(language.number(row))"
        case .units(let row): "le certificat dit autre chose de ce que doit la ligne \(language.number(row))"
        case .checkpoint: "le point de contrôle de la preuve n’est pas signé par le journal du certificat"
        case .otherLog: "le point de contrôle de la preuve est d’un autre journal"
        case .forked(let size):
            """
            le journal a signé deux histoires de \(language.number(size)) écritures, l’une ici et l’autre dans le certificat
            """
        case .inclusion: "l’écriture n’est pas dans le journal sous le point de contrôle de la preuve"
        case .otherEntry(let sequence): "l’écriture \(sequence) n’a rattaché aucun appareil à cette déclaration"
        case .otherRow: "l’appareil fut rattaché à une autre ligne ou déclaration"
        case .noPosition(let position, let quantity):
            """
            la ligne vaut pour \(language.number(quantity)) appareils, et n’a pas de position \(language.number(position))
            """
        case .positionPath: "l’appareil ne mène pas à la racine que dit l’écriture"
        }
    }
}

/// What nobody can tell from a device's proof.
public enum DeviceCaveat: String, Hashable, Sendable, CaseIterable, Phrase {
    /// That the retired units are this row's is the issuer's word, and so is any lot behind one device.
    case units = "device-units"
    /// That the device existed and is what it is called.
    case existence = "device-existence"
    /// That the position has no other device, and the entry stands in the certificate's history.
    case position = "device-position"

    public var english: String {
        switch self {
        case .units:
            """
            That the retired units are those of this row is the issuer’s word (V-12): units go to rows in order, and nothing \
            here shows it. So no lot is named as the one behind this device.
            """
        case .existence:
            """
            That the device existed, and that its identifiers, class and mass are true, is what the customer declared: a proof \
            shows what was committed to, and when.
            """
        case .position:
            """
            That no other device was given this position, and that its entry stands in the history that the certificate \
            rests on, the journal tells: counterweight-verify journal, with its sealed parts.
            """
        }
    }

    public var french: String {
        switch self {
        case .units:
            """
            Que les unités retirées soient celles de cette ligne, c’est l’émetteur qui le dit (V-12)\u{A0}: les unités vont aux \
            lignes dans l’ordre, et rien ici ne le montre. Aucun lot n’est donc nommé comme étant derrière cet appareil.
            """
        case .existence:
            """
            Que l’appareil ait existé, que ses identifiants, sa classe et sa masse soient vrais, c’est ce que le client a \
            déclaré\u{A0}: une preuve montre à quoi l’on s’est engagé, et quand.
            """
        case .position:
            """
            Qu’aucun autre appareil n’ait reçu cette position, et que son écriture appartienne à l’histoire sur laquelle repose \
            le certificat, c’est le journal qui le dit\u{A0}: counterweight-verify journal, avec ses parties scellées.
            """
        }
    }
}

extension DeviceStatement: Phrase {
    public var english: String { lines(in: .english).joined(separator: "\n") }
    public var french: String { lines(in: .french).joined(separator: "\n") }

    /// What was declared, what was attached to it, and how much of it is covered.
    private func lines(in language: Language) -> [String] {
        ([.row(leaf, declaration)] + [attached.map { .attached($0, on: attachedOn) }].compactMap { $0 } + [covered])
            .map { $0.text(in: language) }
    }

    private var covered: DevicePhrase {
        switch coverage {
        case .whole where attached != nil: .wholeWithDevice(certificate, beneficiary)
        case .whole: .whole(certificate, beneficiary, devices: leaf.quantity)
        case .part(let part):
            .part(certificate, beneficiary, part, unit: declaration.owed.unit, devices: leaf.quantity)
        }
    }
}

/// A sentence of a device's statement.
private enum DevicePhrase: Phrase {
    case row(ProvedRow, CertifiedDeclaration)
    case attached(ProvedPosition, on: Day?)
    case whole(RandomID, String, devices: Int64)
    case wholeWithDevice(RandomID, String)
    case part(RandomID, String, PartRow, unit: Unit, devices: Int64)

    var english: String {
        let language = Language.english
        return switch self {
        case .row(let row, let declaration):
            """
            Row \(language.number(row.row)) of declaration D\(declaration.sequence), \(declaration.document): \
            \(row.quantity == 1 ? "one device" : "\(language.number(row.quantity)) devices") of the class \
            “\(row.deviceClass.label(language))”, \(row.grams.map { "\(language.mass($0)) each" } ?? "of no stated mass"), \
            declared as \(language.list(row.texts)).
            """
        case .attached(let position, let day):
            """
            At its position \(language.number(position.position)), attached\(day.map { " on \(language.day($0))" } ?? ""): \
            \(language.list(position.texts)).
            """
        case .whole(let certificate, let beneficiary, let devices):
            """
            Certificate \(certificate.text) covers \(devices == 1 ? "it" : "all \(language.number(devices))") whole, in the name of \
            \(beneficiary).
            """
        case .wholeWithDevice(let certificate, let beneficiary):
            """
            Certificate \(certificate.text) covers the row whole, and so this device, in the name of \(beneficiary).
            """
        case .part(let certificate, let beneficiary, let part, let unit, let devices):
            """
            Certificate \(certificate.text) covers the row in part, in the name of \(beneficiary): \
            \(unit.amount(part.units, language)) of \(unit.amount(part.of, language))\(devices == 1
                ? "."
                : ", what \(language.number(part.devices(of: devices))) of its \(language.number(devices)) devices owe\(part.isRound(devices) ? "" : ", and a part of one more"). Which devices of the row these are is not told.")
            """
        }
    }

    var french: String {
        let language = Language.french
        return switch self {
        case .row(let row, let declaration):
            """
            Ligne \(language.number(row.row)) de la déclaration D\(declaration.sequence), \(declaration.document)\u{A0}: \
            \(row.quantity == 1 ? "un appareil" : "\(language.number(row.quantity)) appareils") de la classe \
            «\u{A0}\(row.deviceClass.label(language))\u{A0}», \
            \(row.grams.map { "\(language.mass($0)) chacun" } ?? "sans masse dite"), \
            déclaré\(row.quantity == 1 ? "" : "s") comme \(language.list(row.texts)).
            """
        case .attached(let position, let day):
            """
            À sa position \(language.number(position.position)), rattaché\(day.map { " le \(language.day($0))" } ?? "")\u{A0}: \
            \(language.list(position.texts)).
            """
        case .whole(let certificate, let beneficiary, let devices):
            """
            Le certificat \(certificate.text) \(devices == 1 ? "le couvre entier" : "les couvre tous, \(language.number(devices))"), \
            au nom de \(beneficiary).
            """
        case .wholeWithDevice(let certificate, let beneficiary):
            """
            Le certificat \(certificate.text) couvre la ligne entière, et donc cet appareil, au nom de \(beneficiary).
            """
        case .part(let certificate, let beneficiary, let part, let unit, let devices):
            """
            Le certificat \(certificate.text) couvre la ligne en partie, au nom de \(beneficiary)\u{A0}: \
            \(unit.amount(part.units, language)) sur \(unit.amount(part.of, language))\(devices == 1
                ? "."
                : ", ce que doivent \(language.number(part.devices(of: devices))) de ses \(language.number(devices)) appareils\(part.isRound(devices) ? "" : ", et une part d’un autre"). Lesquels, ce n’est pas dit.")
            """
        }
    }
}

extension PartRow {
    /// How many of a row's devices owe as much as is covered, each the same.
    fileprivate func devices(of quantity: Int64) -> Int64 { units / max(1, of / quantity) }

    fileprivate func isRound(_ quantity: Int64) -> Bool { units.isMultiple(of: max(1, of / quantity)) }
}
