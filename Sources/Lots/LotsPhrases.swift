import Primitives
import Programmes
public import Wording

private let en = Language.english
private let fr = Language.french

extension WeighingRefusal: Phrase {
    public var english: String {
        switch self {
        case .tareAboveGross(let gross, let tare):
            "The tare, \(en.mass(tare)), is more than the gross, \(en.mass(gross))."
        case .netDiffers(let stated, let gross, let tare):
            "\(en.mass(gross)) gross less \(en.mass(tare)) tare is not \(en.mass(stated)) net."
        case .netAboveMost(let net):
            "\(en.mass(net)) net is more than one lot may weigh, \(en.mass(ClaimableMass.massMost))."
        case .piecesAboveMost(let pieces):
            "\(en.pieces(pieces)) are more than one lot may count, \(en.number(ClaimableMass.countMost.count))."
        case .ticketLength(let length):
            "A weight ticket’s number has 1 to 80 characters, not \(en.number(length))."
        }
    }

    public var french: String {
        switch self {
        case .tareAboveGross(let gross, let tare):
            "La tare, \(fr.mass(tare)), dépasse le poids brut, \(fr.mass(gross))."
        case .netDiffers(let stated, let gross, let tare):
            "\(fr.mass(gross)) brut moins \(fr.mass(tare)) de tare ne font pas \(fr.mass(stated)) net."
        case .netAboveMost(let net):
            "\(fr.mass(net)) net dépassent ce qu’un lot peut peser, \(fr.mass(ClaimableMass.massMost))."
        case .piecesAboveMost(let pieces):
            "\(fr.pieces(pieces)) dépassent ce qu’un lot peut compter, \(fr.number(ClaimableMass.countMost.count))."
        case .ticketLength(let length):
            "Le numéro d’un bon de pesée a de 1 à 80 caractères, et non \(fr.number(length))."
        }
    }
}

extension LotRejection: Phrase {
    public var english: String {
        switch self {
        case .massZero: "The smallest net is 0\u{A0}g: there is nothing to claim, and the lot is rejected."
        case .massAboveMost(let mass):
            "\(en.mass(mass)) is more than one lot may weigh, \(en.mass(ClaimableMass.massMost)): the lot is rejected."
        case .countZero: "The smallest count is 0: there is nothing to claim, and the lot is rejected."
        case .countAboveMost(let count):
            "\(en.pieces(count)) are more than one lot may count, \(en.number(ClaimableMass.countMost.count)): the lot is rejected."
        case .countAboveMass(let count, let mass):
            "\(en.pieces(count)) cannot weigh \(en.mass(mass)) together, less than a gram each: the lot is rejected."
        }
    }

    public var french: String {
        switch self {
        case .massZero:
            "Le plus petit poids net est 0\u{A0}g\u{202F}: il n’y a rien à revendiquer, et le lot est refusé."
        case .massAboveMost(let mass):
            "\(fr.mass(mass)) dépassent ce qu’un lot peut peser, \(fr.mass(ClaimableMass.massMost))\u{202F}: le lot est refusé."
        case .countZero:
            "Le plus petit comptage est 0\u{202F}: il n’y a rien à revendiquer, et le lot est refusé."
        case .countAboveMost(let count):
            "\(fr.pieces(count)) dépassent ce qu’un lot peut compter, \(fr.number(ClaimableMass.countMost.count))\u{202F}: le lot est refusé."
        case .countAboveMass(let count, let mass):
            "\(fr.pieces(count)) ne peuvent peser ensemble \(fr.mass(mass)), moins d’un gramme chacune\u{202F}: le lot est refusé."
        }
    }
}

extension BalanceRefusal: Phrase {
    public var english: String {
        switch self {
        case .nothingAsked: "A quantity of 0 moves nothing."
        case .notCounted: "The lot is not counted: it serves by weight alone."
        case .noRoom(let asked, let room):
            "\(en.quantity(asked)) asked, but the lot has room for \(en.quantity(room))."
        case .notPromised(let asked, let promised):
            "\(en.quantity(asked)) asked, but only \(en.quantity(promised)) of the lot promised."
        case .notRetired(let asked, let live):
            "\(en.quantity(asked)) to reverse, but only \(en.quantity(live)) of the lot retired and live."
        case .ruleBroken(let claimable, let used):
            "\(en.used(used)) used do not fit into a lot of \(en.claimable(claimable))."
        case .cannotTrim(let claimable, let used):
            "Giving back promises does not bring the lot down to \(en.claimable(claimable)): \(en.used(used)) stay used."
        }
    }

    public var french: String {
        switch self {
        case .nothingAsked: "Une quantité de 0 ne déplace rien."
        case .notCounted: "Le lot n’est pas compté\u{202F}: il ne sert qu’au poids."
        case .noRoom(let asked, let room):
            "Quantité demandée\u{202F}: \(fr.quantity(asked))\u{202F}; le lot n’a plus de place que pour \(fr.quantity(room))."
        case .notPromised(let asked, let promised):
            "Quantité demandée\u{202F}: \(fr.quantity(asked))\u{202F}; le lot n’en a d’affecté que \(fr.quantity(promised))."
        case .notRetired(let asked, let live):
            "Quantité à annuler\u{202F}: \(fr.quantity(asked))\u{202F}; le lot n’a de retraits en vigueur que pour \(fr.quantity(live))."
        case .ruleBroken(let claimable, let used):
            "L’usage de \(fr.used(used)) ne tient pas dans un lot de \(fr.claimable(claimable))."
        case .cannotTrim(let claimable, let used):
            "Rendre des affectations ne ramène pas le lot à \(fr.claimable(claimable))\u{202F}: l’usage reste de \(fr.used(used))."
        }
    }
}

extension LotState: Phrase {
    public var english: String {
        switch self {
        case .sealed: "sealed"
        case .verified: "verified"
        case .rejected: "rejected"
        case .impugned: "impugned"
        case .reversed: "reversed"
        case .shortened: "shortened"
        }
    }

    public var french: String {
        switch self {
        case .sealed: "scellé"
        case .verified: "vérifié"
        case .rejected: "refusé"
        case .impugned: "contesté"
        case .reversed: "annulé"
        case .shortened: "réduit"
        }
    }
}

extension LotStateRefusal: Phrase {
    public var english: String {
        switch self {
        case .outOfOrder(let event, let state): "A lot that is \(state.english) cannot be \(event.english)."
        }
    }

    public var french: String {
        switch self {
        case .outOfOrder(let event, let state): "Un lot \(state.french) ne peut pas être \(event.french)."
        }
    }
}

extension LotEvent: Phrase {
    public var english: String {
        switch self {
        case .weighed: "weighed"
        case .promised: "promised"
        case .retired: "retired"
        case .verified: "verified"
        case .rejected: "rejected"
        case .impugned: "impugned"
        case .upheld: "upheld"
        case .reversed: "reversed"
        case .shortened: "shortened"
        }
    }

    public var french: String {
        switch self {
        case .weighed: "pesé"
        case .promised: "affecté"
        case .retired: "retiré"
        case .verified: "vérifié"
        case .rejected: "refusé"
        case .impugned: "contesté"
        case .upheld: "confirmé"
        case .reversed: "annulé"
        case .shortened: "réduit"
        }
    }
}

extension Ineligibility: Phrase {
    public var english: String {
        switch self {
        case .state(let state): "The lot is \(state.english)."
        case .standard(let version, let accepted):
            "The lot was sealed under \(version.text); the programme takes \(en.codes(accepted))."
        case .deviceClass(let code, let accepted):
            "The lot is of class \(code.text); the programme takes \(en.codes(accepted))."
        case .country(let country, let accepted):
            "The lot was collected in \(country.text); the programme takes \(en.list(accepted.map(\.text)))."
        case .battery(let battery, let asked):
            "The lot was weighed with \(en.battery(battery)); the programme asks for \(en.battery(asked))."
        case .age(let days, let limit):
            "The last collection was \(en.days(days)) ago; the programme takes lots of up to \(en.days(limit))."
        case .unverified: "The lot is not verified yet."
        case .outwaited: "The lot was promised for as long as the programme allows, and is still not verified."
        case .uncounted: "The lot is not counted, and pieces are asked."
        case .full(.pieces): "The lot has no room for one more piece."
        case .full(.grams): "The lot has no room for one more gram."
        case .share(let had, let cap):
            "The declaration has \(en.quantity(had)) of the lot, and may have \(en.quantity(cap))."
        }
    }

    public var french: String {
        switch self {
        case .state(let state): "Le lot est \(state.french)."
        case .standard(let version, let accepted):
            "Le lot a été scellé sous \(version.text)\u{202F}; le programme accepte \(fr.codes(accepted))."
        case .deviceClass(let code, let accepted):
            "Le lot est de la classe \(code.text)\u{202F}; le programme accepte \(fr.codes(accepted))."
        case .country(let country, let accepted):
            "Le lot a été collecté dans le pays \(country.text)\u{202F}; le programme accepte \(fr.list(accepted.map(\.text)))."
        case .battery(let battery, let asked):
            "Le lot a été pesé avec \(fr.battery(battery))\u{202F}; le programme demande \(fr.battery(asked))."
        case .age(let days, let limit):
            "La dernière collecte date de \(fr.days(days))\u{202F}; le programme accepte jusqu’à \(fr.days(limit))."
        case .unverified: "Le lot n’est pas encore vérifié."
        case .outwaited:
            "Le lot est resté affecté aussi longtemps que le programme le permet, et n’est toujours pas vérifié."
        case .uncounted: "Le lot n’est pas compté, et il faut des pièces."
        case .full(.pieces): "Le lot n’a plus de place pour une pièce."
        case .full(.grams): "Le lot n’a plus de place pour un gramme."
        case .share(let had, let cap):
            "La déclaration a déjà \(fr.quantity(had)) du lot, et peut en avoir \(fr.quantity(cap))."
        }
    }
}

extension WaitingReason: Phrase {
    public var english: String {
        switch self {
        case .notPaid: "Waits: not paid. Its programme promises only when paid."
        case .noLot: "Waits: there is no lot."
        case .nearest(let lot, let reason): "Waits: no lot serves; the nearest is \(lot.text). \(reason.english)"
        case .lotsFull(let count):
            count == 1
                ? "Waits: the one lot that would serve has no room left."
                : "Waits: the \(en.number(count)) lots that would serve have no room left."
        case .nextRun: "Waits for the next run of matching, which goes on here."
        }
    }

    public var french: String {
        switch self {
        case .notPaid:
            "En attente\u{202F}: la déclaration n’est pas payée. Son programme n’affecte qu’une fois payé."
        case .noLot: "En attente\u{202F}: il n’y a aucun lot."
        case .nearest(let lot, let reason):
            "En attente\u{202F}: aucun lot ne convient\u{202F}; le plus proche est \(lot.text). \(reason.french)"
        case .lotsFull(let count):
            count == 1
                ? "En attente\u{202F}: le seul lot qui conviendrait n’a plus de place."
                : "En attente\u{202F}: les \(fr.number(count)) lots qui conviendraient n’ont plus de place."
        case .nextRun: "En attente du prochain passage, qui reprendra ici."
        }
    }
}

extension PhoneBasis: Phrase {
    public var english: String {
        switch self {
        case .shipped: "as shipped from Ghana, \(en.mass(gramsPerPhone)) a phone"
        case .sold: "as sold in Europe (UNU-KEY 0306), \(en.mass(gramsPerPhone)) a phone"
        case .mixed: "with boards and batteries, \(en.mass(gramsPerPhone)) a phone"
        }
    }

    public var french: String {
        switch self {
        case .shipped: "tels qu’expédiés du Ghana, \(fr.mass(gramsPerPhone)) par téléphone"
        case .sold: "tels que vendus en Europe (UNU-KEY 0306), \(fr.mass(gramsPerPhone)) par téléphone"
        case .mixed: "avec cartes et batteries, \(fr.mass(gramsPerPhone)) par téléphone"
        }
    }
}

extension Estimate: Phrase {
    public var english: String {
        let (phones, notebooks) = (phones.count, notebooks.count)
        return
            "An estimated \(en.number(phones)) \(phones == 1 ? "phone" : "phones") \(basis.english): \(en.mass(mass)), "
            + "about \(en.number(notebooks)) \(notebooks == 1 ? "notebook" : "notebooks") of \(en.mass(notebookMass))."
    }

    public var french: String {
        let (phones, notebooks) = (phones.count, notebooks.count)
        return
            "Estimation\u{202F}: \(fr.number(phones)) \(phones < 2 ? "téléphone" : "téléphones"), \(basis.french)\u{202F}: "
            + "\(fr.mass(mass)), environ \(fr.number(notebooks)) "
            + "\(notebooks < 2 ? "ordinateur portable" : "ordinateurs portables") de \(fr.mass(notebookMass))."
    }
}

/// Words that several sentences of this room share.
extension Language {
    func codes(_ codes: [Code]) -> String {
        if codes.isEmpty {
            switch self {
            case .english: return "none"
            case .french: return "rien"
            }
        }
        return list(codes.map(\.text))
    }

    func days(_ days: Int) -> String {
        switch self {
        case .english: "\(number(days)) \(days == 1 ? "day" : "days")"
        case .french: "\(number(days)) \(days < 2 ? "jour" : "jours")"
        }
    }

    func battery(_ battery: Battery) -> String {
        switch (self, battery) {
        case (.english, .included): "batteries included"
        case (.english, .removed): "batteries removed"
        case (.french, .included): "batteries comprises"
        case (.french, .removed): "batteries retirées"
        }
    }

    /// Its mass, and its pieces where it is counted.
    public func claimable(_ claimable: ClaimableMass) -> String {
        guard let count = claimable.count else { return mass(claimable.mass) }
        return list([mass(claimable.mass), pieces(count)])
    }

    func used(_ tally: Tally) -> String { list([pieces(tally.pieces), mass(tally.grams)]) }
}
