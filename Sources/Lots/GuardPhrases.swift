import Primitives
import Programmes
public import Wording

private let en = Language.english
private let fr = Language.french

extension GuardRule: Phrase {
    public var english: String {
        switch self {
        case .standard: "Supply standard"
        case .claimable: "Claimable mass"
        case .permit: "Permit"
        case .certification: "Certification"
        case .capacity: "Yearly capacity"
        case .massAgreement: "Agreement of weighings"
        case .countAgreement: "Agreement of counts"
        case .gramsPerPiece: "Grams per piece"
        case .collector: "Collector"
        case .price: "Price paid"
        case .border: "Border"
        case .evidence: "Evidence"
        case .uniqueness: "Uniqueness"
        case .exclusivity: "Exclusivity"
        case .verifier: "Verifier"
        }
    }

    public var french: String {
        switch self {
        case .standard: "Norme d’approvisionnement"
        case .claimable: "Masse revendicable"
        case .permit: "Autorisation"
        case .certification: "Certification"
        case .capacity: "Capacité annuelle"
        case .massAgreement: "Concordance des pesées"
        case .countAgreement: "Concordance des comptages"
        case .gramsPerPiece: "Grammes par pièce"
        case .collector: "Collecteur"
        case .price: "Prix payé"
        case .border: "Frontière"
        case .evidence: "Pièces justificatives"
        case .uniqueness: "Unicité"
        case .exclusivity: "Exclusivité"
        case .verifier: "Vérificateur"
        }
    }
}

extension Outcome: Phrase {
    public var english: String {
        switch self {
        case .pass: "pass"
        case .fail: "fail"
        case .missing: "missing"
        case .notApplicable: "not applicable"
        }
    }

    public var french: String {
        switch self {
        case .pass: "conforme"
        case .fail: "non conforme"
        case .missing: "manquant"
        case .notApplicable: "sans objet"
        }
    }
}

extension Verdict: Phrase {
    public var english: String {
        switch self {
        case .withinStandard(let version): "Class and days of collection lie within \(version.text)."
        case .classOutside(let code, let accepted):
            "The standard does not speak of class \(code.text), but of \(en.codes(accepted))."
        case .collectedBeforeStandard(let day, let from):
            "Collected from \(en.day(day)), before the standard began on \(en.day(from))."
        case .claimable(let mass): "\(en.claimable(mass)) may be claimed."
        case .unweighed(let basis): "No weighing stands on the standard’s basis, \(en.basis(basis))."
        case .unclaimable(let rejection): rejection.english
        case .untreated: "No weighing at treatment stands."
        case .facilityUnknown(_, let code): "The facility that treated the lot, \(code.text), is not on record."
        case .permitValid(let permit, let day): "Permit \(permit.number) was valid on \(en.day(day))."
        case .permitNone(let facility): "No permit of \(facility.text) is on record."
        case .permitNotValid(let facility, let day): "No permit of \(facility.text) was valid on \(en.day(day))."
        case .certificationNotAsked: "The standard asks for no certification."
        case .certificationValid(let held, let day):
            "Certification \(held.scheme.text) \(held.number) was valid on \(en.day(day))."
        case .certificationNone(let accepted):
            "No certification that the standard accepts is on record: \(en.codes(accepted))."
        case .certificationNotValid(let accepted, let day):
            "No certification that the standard accepts (\(en.codes(accepted))) was valid on \(en.day(day))."
        case .capacityCovers(let year, let total, let capacity):
            "\(en.mass(total)) treated in \(year), within the yearly capacity of \(en.mass(capacity))."
        case .capacityExceeded(let year, let total, let capacity):
            "\(en.mass(total)) treated in \(year), above the yearly capacity of \(en.mass(capacity))."
        case .capacityUnknown(let year): "The facility’s capacity for \(year) is not on record."
        case .yearUnknown(let year): "What the facility treated of other lots in \(year) was not read."
        case .othersUnknown(let year):
            "The facility has not declared what it treats for others in \(year), not even 0\u{A0}g."
        case .treatmentOffBasis(_, let basis):
            "No weighing at treatment stands on the standard’s basis, \(en.basis(basis))."
        case .massAgrees(let comparisons, let tolerance):
            "Weighings agree within \(en.thousandths(tolerance)), in \(en.comparisons(comparisons))."
        case .massDiffers(let pair, let tolerance):
            "\(en.mass(pair.earlierNet)) at \(en.stage(pair.earlier)) and \(en.mass(pair.laterNet)) at \(en.stage(pair.later)) differ by more than \(en.thousandths(tolerance))."
        case .massNotComparable(let earlier, let later):
            "\(en.stage(earlier, first: true)) and \(en.stage(later)) share no basis on which to compare weighings."
        case .weighedTooEarly(let stage, let day, let before):
            "Weighed at \(en.stage(stage)) on \(en.day(day)), but what comes before it ended on \(en.day(before))."
        case .notCounted: "The standard does not count pieces."
        case .countAgrees(let comparisons, let tolerance):
            "Counts agree within \(en.thousandths(tolerance)), in \(en.comparisons(comparisons))."
        case .countDiffers(let collection, let receipt, let tolerance):
            "\(en.pieces(collection)) at collection and \(en.number(receipt.count)) at receipt differ by more than \(en.thousandths(tolerance))."
        case .stageNotCounted(let stage): "Nobody counted at \(en.stage(stage))."
        case .pieceWithinBand(let mass, let band):
            "\(en.claimable(mass)): a piece weighs between \(en.mass(band.lowerBound)) and \(en.mass(band.upperBound))."
        case .pieceOutsideBand(let mass, let band):
            "\(en.claimable(mass)): a piece does not weigh between \(en.mass(band.lowerBound)) and \(en.mass(band.upperBound))."
        case .bandMissing: "The standard counts pieces and states no grams per piece."
        case .countMissing: "Mass and count on the standard’s basis are not both there."
        case .collectorNotAsked: "The standard asks for no approval of the collector."
        case .collectorApproved(let party, let day): "Collector \(party.text) has been approved since \(en.day(day))."
        case .collectorUnknown: "Nobody said who collected."
        case .collectorNotApproved(let party): "No approval of collector \(party.text) is on record."
        case .collectorApprovedLate(let party, let approved, let collected):
            "Collector \(party.text) was approved on \(en.day(approved)), after collecting from \(en.day(collected))."
        case .collectorApprovalEnded(let party, let ended, let collected):
            "The approval of collector \(party.text) ended on \(en.day(ended)), before the last collection on \(en.day(collected))."
        case .priceNotAsked: "The standard states no reuse price."
        case .priceUnder(let payments):
            payments == 1
                ? "1 payment stays within the reuse price."
                : "\(en.number(payments)) payments stay within the reuse price."
        case .priceUnknown: "No price paid is on record."
        case .pricePartial(let paid, let count):
            "Prices are on record for \(en.number(paid.count)) of \(en.pieces(count))."
        case .priceLimitUnknown(let currency, let day):
            "The standard states no reuse price in \(currency) for \(en.day(day))."
        case .priceAbove(let paid, let limit):
            "\(en.money(paid.minorUnits, paid.currency)) for \(en.pieces(paid.pieces)) is above the reuse price of \(en.money(limit.minorUnits, limit.currency)) a piece."
        case .borderNone(let country): "Collected and treated in \(country.text): no border was crossed."
        case .borderConsented(let consent, let day):
            "Consent from \(consent.from.text) to \(consent.to.text) was in force on arrival, \(en.day(day)), with documents."
        case .borderBanned(.article4A, let from, let to):
            "From \(from.text) to \(to.text): the Basel Convention, Article 4A, bans hazardous waste on this way."
        case .borderBanned(.unionExport, let from, let to):
            "From \(from.text) to \(to.text): the European Union bans its electronic waste on this way."
        case .borderEntryUnknown(let from, let to):
            "From \(from.text) to \(to.text): without the Basel entry, A1181 or Y49, a ban cannot be excluded."
        case .borderNoConsent(let from, let to): "No consent from \(from.text) to \(to.text) is on record."
        case .borderConsentNotValid(let from, let to, let day):
            "No consent from \(from.text) to \(to.text) was in force on arrival, \(en.day(day))."
        case .borderNoDocuments(let from, let to):
            "The documents of the movement from \(from.text) to \(to.text) are not on record."
        case .evidenceNotAsked: "The standard asks for no evidence."
        case .evidenceComplete(let kinds): "On record: \(en.list(kinds.map(en.evidence)))."
        case .evidenceMissing(let kinds): "Not on record: \(en.list(kinds.map(en.evidence)))."
        case .marksUnique(let compared):
            compared == 1
                ? "1 mark looked up; it stands behind no other lot."
                : "\(en.number(compared)) marks looked up; none stands behind another lot."
        case .marksNone: "No seal, bag, number, ticket or photo was looked up."
        case .marksClash(let clashes):
            "Already behind another lot: \(en.list(clashes.map { "\(en.mark($0.kind)) \($0.mark) (\($0.lot.text))" }))."
        case .exclusivityDeclared(let parties): "Declared to serve no other scheme by \(en.codes(parties))."
        case .exclusivityNobodyNamed: "Nobody said who must declare that the mass serves no other scheme."
        case .exclusivityMissing(let parties):
            "Not yet declared to serve no other scheme by \(en.codes(parties))."
        case .verifierIndependent(let party): "Verified by \(party.text), an independent body."
        case .verifierSecondPerson(let party): "Verified by a second person, of \(party.text)."
        case .verifierNone: "Nobody verifies yet."
        case .verifierRelated(let party, .collector): "\(party.text) collected the lot and cannot verify it."
        case .verifierRelated(let party, .recorder): "\(party.text) recorded the lot and cannot verify it."
        case .verifierRelated(let party, .facility): "\(party.text) treated the lot and cannot verify it."
        case .verifierNotIndependent(let party):
            "The standard asks for an independent body; \(party.text) verifies as a second person."
        case .verifierRelationUnknown(let party, .collector):
            "Without the collector it cannot be said that \(party.text) did not collect."
        case .verifierRelationUnknown(let party, .recorder):
            "Without the recorders it cannot be said that \(party.text) did not record."
        case .verifierRelationUnknown(let party, .facility):
            "Without the facility it cannot be said that \(party.text) did not treat."
        case .verifierWithoutKey(let party): "No signing key of \(party.text) is registered."
        }
    }

    public var french: String {
        switch self {
        case .withinStandard(let version): "La classe et les jours de collecte entrent dans \(version.text)."
        case .classOutside(let code, let accepted):
            "La norme ne couvre pas la classe \(code.text), mais \(fr.codes(accepted))."
        case .collectedBeforeStandard(let day, let from):
            "Collecté dès le \(fr.day(day)), avant le début de la norme, le \(fr.day(from))."
        case .claimable(let mass): "Peuvent être revendiqués\u{202F}: \(fr.claimable(mass))."
        case .unweighed(let basis): "Aucune pesée n’est valable sur la base de la norme, \(fr.basis(basis))."
        case .unclaimable(let rejection): rejection.french
        case .untreated: "Aucune pesée au traitement n’est valable."
        case .facilityUnknown(_, let code): "L’installation qui a traité le lot, \(code.text), n’est pas enregistrée."
        case .permitValid(let permit, let day): "L’autorisation \(permit.number) était valable le \(fr.day(day))."
        case .permitNone(let facility): "Aucune autorisation de \(facility.text) n’est enregistrée."
        case .permitNotValid(let facility, let day):
            "Aucune autorisation de \(facility.text) n’était valable le \(fr.day(day))."
        case .certificationNotAsked: "La norme ne demande aucune certification."
        case .certificationValid(let held, let day):
            "La certification \(held.scheme.text) \(held.number) était valable le \(fr.day(day))."
        case .certificationNone(let accepted):
            "Aucune certification admise par la norme n’est enregistrée\u{202F}: \(fr.codes(accepted))."
        case .certificationNotValid(let accepted, let day):
            "Aucune certification admise par la norme (\(fr.codes(accepted))) n’était valable le \(fr.day(day))."
        case .capacityCovers(let year, let total, let capacity):
            "\(fr.mass(total)) traités en \(year), dans la capacité annuelle de \(fr.mass(capacity))."
        case .capacityExceeded(let year, let total, let capacity):
            "\(fr.mass(total)) traités en \(year), au-delà de la capacité annuelle de \(fr.mass(capacity))."
        case .capacityUnknown(let year): "La capacité de l’installation pour \(year) n’est pas enregistrée."
        case .yearUnknown(let year): "Ce que l’installation a traité d’autres lots en \(year) n’a pas été lu."
        case .othersUnknown(let year):
            "L’installation n’a pas déclaré ce qu’elle traite pour des tiers en \(year), pas même 0\u{A0}g."
        case .treatmentOffBasis(_, let basis):
            "Aucune pesée au traitement n’est valable sur la base de la norme, \(fr.basis(basis))."
        case .massAgrees(let comparisons, let tolerance):
            "Les pesées concordent à \(fr.thousandths(tolerance)) près, en \(fr.comparisons(comparisons))."
        case .massDiffers(let pair, let tolerance):
            "\(fr.mass(pair.earlierNet)) \(fr.atStage(pair.earlier)) et \(fr.mass(pair.laterNet)) \(fr.atStage(pair.later)) diffèrent de plus de \(fr.thousandths(tolerance))."
        case .massNotComparable(let earlier, let later):
            "\(fr.stage(earlier, first: true)) et \(fr.stage(later)) n’ont aucune base commune pour comparer les pesées."
        case .weighedTooEarly(let stage, let day, let before):
            "Pesé \(fr.atStage(stage)) le \(fr.day(day)), alors que ce qui précède s’est terminé le \(fr.day(before))."
        case .notCounted: "La norme ne compte pas les pièces."
        case .countAgrees(let comparisons, let tolerance):
            "Les comptages concordent à \(fr.thousandths(tolerance)) près, en \(fr.comparisons(comparisons))."
        case .countDiffers(let collection, let receipt, let tolerance):
            "\(fr.pieces(collection)) à la collecte et \(fr.number(receipt.count)) à la réception diffèrent de plus de \(fr.thousandths(tolerance))."
        case .stageNotCounted(let stage): "Personne n’a compté \(fr.atStage(stage))."
        case .pieceWithinBand(let mass, let band):
            "\(fr.claimable(mass))\u{202F}: une pièce pèse entre \(fr.mass(band.lowerBound)) et \(fr.mass(band.upperBound))."
        case .pieceOutsideBand(let mass, let band):
            "\(fr.claimable(mass))\u{202F}: une pièce ne pèse pas entre \(fr.mass(band.lowerBound)) et \(fr.mass(band.upperBound))."
        case .bandMissing: "La norme compte les pièces et n’indique pas de grammes par pièce."
        case .countMissing: "La masse et le comptage sur la base de la norme ne sont pas tous deux connus."
        case .collectorNotAsked: "La norme ne demande pas d’agrément du collecteur."
        case .collectorApproved(let party, let day): "Le collecteur \(party.text) est agréé depuis le \(fr.day(day))."
        case .collectorUnknown: "Personne n’a dit qui a collecté."
        case .collectorNotApproved(let party): "Aucun agrément du collecteur \(party.text) n’est enregistré."
        case .collectorApprovedLate(let party, let approved, let collected):
            "Le collecteur \(party.text) a été agréé le \(fr.day(approved)), après avoir collecté dès le \(fr.day(collected))."
        case .collectorApprovalEnded(let party, let ended, let collected):
            "L’agrément du collecteur \(party.text) a pris fin le \(fr.day(ended)), avant la dernière collecte, le \(fr.day(collected))."
        case .priceNotAsked: "La norme n’indique aucun prix de réemploi."
        case .priceUnder(let payments):
            payments < 2
                ? "\(fr.number(payments)) paiement reste dans le prix de réemploi."
                : "\(fr.number(payments)) paiements restent dans le prix de réemploi."
        case .priceUnknown: "Aucun prix payé n’est enregistré."
        case .pricePartial(let paid, let count):
            "Des prix sont enregistrés pour \(fr.number(paid.count)) pièces sur \(fr.number(count.count))."
        case .priceLimitUnknown(let currency, let day):
            "La norme n’indique aucun prix de réemploi en \(currency) pour le \(fr.day(day))."
        case .priceAbove(let paid, let limit):
            "\(fr.money(paid.minorUnits, paid.currency)) pour \(fr.pieces(paid.pieces)) dépassent le prix de réemploi de \(fr.money(limit.minorUnits, limit.currency)) par pièce."
        case .borderNone(let country):
            "Collecté et traité dans le pays \(country.text)\u{202F}: aucune frontière franchie."
        case .borderConsented(let consent, let day):
            "Le consentement de \(consent.from.text) vers \(consent.to.text) était en vigueur à l’arrivée, le \(fr.day(day)), avec documents."
        case .borderBanned(.article4A, let from, let to):
            "De \(from.text) vers \(to.text)\u{202F}: la Convention de Bâle, article 4A, y interdit les déchets dangereux."
        case .borderBanned(.unionExport, let from, let to):
            "De \(from.text) vers \(to.text)\u{202F}: l’Union européenne y interdit ses déchets électroniques."
        case .borderEntryUnknown(let from, let to):
            "De \(from.text) vers \(to.text)\u{202F}: sans la rubrique de Bâle, A1181 ou Y49, une interdiction ne peut être exclue."
        case .borderNoConsent(let from, let to):
            "Aucun consentement de \(from.text) vers \(to.text) n’est enregistré."
        case .borderConsentNotValid(let from, let to, let day):
            "Aucun consentement de \(from.text) vers \(to.text) n’était en vigueur à l’arrivée, le \(fr.day(day))."
        case .borderNoDocuments(let from, let to):
            "Les documents du mouvement de \(from.text) vers \(to.text) ne sont pas enregistrés."
        case .evidenceNotAsked: "La norme ne demande aucune pièce justificative."
        case .evidenceComplete(let kinds): "Enregistré\u{202F}: \(fr.list(kinds.map(fr.evidence)))."
        case .evidenceMissing(let kinds): "Non enregistré\u{202F}: \(fr.list(kinds.map(fr.evidence)))."
        case .marksUnique(let compared):
            compared < 2
                ? "\(fr.number(compared)) marque recherchée\u{202F}; elle n’est derrière aucun autre lot."
                : "\(fr.number(compared)) marques recherchées\u{202F}; aucune n’est derrière un autre lot."
        case .marksNone: "Aucun scellé, sac, numéro, bon de pesée ni photo n’a été recherché."
        case .marksClash(let clashes):
            "Déjà derrière un autre lot\u{202F}: \(fr.list(clashes.map { "\(fr.mark($0.kind)) \($0.mark) (\($0.lot.text))" }))."
        case .exclusivityDeclared(let parties): "Déclaré ne servir aucun autre système par \(fr.codes(parties))."
        case .exclusivityNobodyNamed:
            "Personne n’a dit qui doit déclarer que la masse ne sert aucun autre système."
        case .exclusivityMissing(let parties):
            "Pas encore déclaré ne servir aucun autre système par \(fr.codes(parties))."
        case .verifierIndependent(let party): "Vérifié par \(party.text), organisme indépendant."
        case .verifierSecondPerson(let party): "Vérifié par une seconde personne, de \(party.text)."
        case .verifierNone: "Personne ne vérifie encore."
        case .verifierRelated(let party, .collector): "\(party.text) a collecté le lot et ne peut le vérifier."
        case .verifierRelated(let party, .recorder): "\(party.text) a enregistré le lot et ne peut le vérifier."
        case .verifierRelated(let party, .facility): "\(party.text) a traité le lot et ne peut le vérifier."
        case .verifierNotIndependent(let party):
            "La norme demande un organisme indépendant\u{202F}; \(party.text) vérifie comme seconde personne."
        case .verifierRelationUnknown(let party, .collector):
            "Sans le collecteur, on ne peut dire que \(party.text) n’a pas collecté."
        case .verifierRelationUnknown(let party, .recorder):
            "Sans les auteurs des enregistrements, on ne peut dire que \(party.text) n’en est pas."
        case .verifierRelationUnknown(let party, .facility):
            "Sans l’installation, on ne peut dire que \(party.text) n’a pas traité."
        case .verifierWithoutKey(let party): "Aucune clé de signature n’est enregistrée pour \(party.text)."
        }
    }
}

/// Words that the guard's sentences share.
extension Language {
    fileprivate func basis(_ basis: WeighingBasis) -> String {
        switch (self, basis.packaging) {
        case (.english, .included): "\(battery(basis.battery)), packaging included"
        case (.english, .removed): "\(battery(basis.battery)), packaging removed"
        case (.french, .included): "\(battery(basis.battery)), emballage compris"
        case (.french, .removed): "\(battery(basis.battery)), emballage retiré"
        }
    }

    /// `first`: at the head of a sentence.
    fileprivate func stage(_ stage: Stage, first: Bool = false) -> String {
        switch (self, stage) {
        case (.english, .collection): first ? "Collection" : "collection"
        case (.english, .receipt): first ? "Receipt" : "receipt"
        case (.english, .treatment): first ? "Treatment" : "treatment"
        case (.french, .collection): first ? "La collecte" : "la collecte"
        case (.french, .receipt): first ? "La réception" : "la réception"
        case (.french, .treatment): first ? "Le traitement" : "le traitement"
        }
    }

    fileprivate func atStage(_ stage: Stage) -> String {
        switch (self, stage) {
        case (.english, _): "at \(self.stage(stage))"
        case (.french, .treatment): "au traitement"
        case (.french, .collection), (.french, .receipt): "à \(self.stage(stage))"
        }
    }

    /// `2%`, `2.5%`; in French `2 %`, `2,5 %`.
    fileprivate func thousandths(_ value: Int) -> String {
        let (whole, tenth) = value.quotientAndRemainder(dividingBy: 10)
        return switch self {
        case .english: tenth == 0 ? "\(whole)%" : "\(whole).\(tenth)%"
        case .french: tenth == 0 ? "\(whole)\u{202F}%" : "\(whole),\(tenth)\u{202F}%"
        }
    }

    /// Minor units as they were written down, since how many make a unit depends on the currency: `1,250 GHS minor units`.
    fileprivate func money(_ minorUnits: Int64, _ currency: String) -> String {
        switch self {
        case .english: "\(number(minorUnits)) minor units of \(currency)"
        case .french: "\(number(minorUnits)) unités mineures de \(currency)"
        }
    }

    fileprivate func comparisons(_ count: Int) -> String {
        switch self {
        case .english: "\(number(count)) \(count == 1 ? "comparison" : "comparisons")"
        case .french: "\(number(count)) \(count < 2 ? "comparaison" : "comparaisons")"
        }
    }

    fileprivate func evidence(_ kind: EvidenceKind) -> String {
        switch (self, kind) {
        case (.english, .photo): "photo"
        case (.english, .weightTicket): "weight ticket"
        case (.english, .purchaseRecord): "purchase record"
        case (.english, .treatmentRecord): "treatment record"
        case (.english, .exclusivity): "declaration of exclusivity"
        case (.english, .shipment): "shipment documents"
        case (.french, .photo): "photo"
        case (.french, .weightTicket): "bon de pesée"
        case (.french, .purchaseRecord): "registre d’achat"
        case (.french, .treatmentRecord): "registre de traitement"
        case (.french, .exclusivity): "déclaration d’exclusivité"
        case (.french, .shipment): "documents de transport"
        }
    }

    fileprivate func mark(_ kind: MarkKind) -> String {
        switch (self, kind) {
        case (.english, .seal): "seal"
        case (.english, .bag): "bag"
        case (.english, .deviceNumber): "device number"
        case (.english, .ticket): "weight ticket"
        case (.english, .photo): "photo"
        case (.english, .registryID): "other registry’s id"
        case (.french, .seal): "scellé"
        case (.french, .bag): "sac"
        case (.french, .deviceNumber): "numéro d’appareil"
        case (.french, .ticket): "bon de pesée"
        case (.french, .photo): "photo"
        case (.french, .registryID): "identifiant d’un autre registre"
        }
    }
}
