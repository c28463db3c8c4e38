import Journal
import Primitives
import Programmes
public import Wording

private let en = Language.english
private let fr = Language.french
/// Narrow no-break space, before `;`, `:`, `?` and `!` in French.
private let n = "\u{202F}"

extension OpeningRefusal: Phrase {
    public var english: String {
        switch self {
        case .cutOffToCome(let day, let today):
            "The cut-off day, \(en.day(day)), is still to come; today is \(en.day(today)). Name the last day that the earlier system was kept."
        case .cutOffDiffers(let system, let stated, let known):
            "\(system.text) was taken over until \(en.day(known)), not \(en.day(stated)). Every list of one system names the same cut-off day."
        case .afterCutOff(let day, let until):
            "\(en.day(day)) lies after the cut-off day, \(en.day(until)). What happened since then is recorded here by its own command."
        case .changed(let kind, let legacy, let sequence):
            "\(kind.englishName) \(en.quoted(legacy)) was taken over as entry \(sequence) and said something else then. What was taken over is not changed; give what is new another id."
        case .badLegacyID(let longest):
            "The id in the earlier system has 1 to \(en.number(longest)) characters, all of them printable."
        case .notAProvider(let party): "\(party.text) is not recorded as a provider. Record it with --role provider."
        case .rowsDiffer(let column, let line):
            "The rows of one declaration say the same in column “\(column)”, or leave it empty after the first; line \(en.number(line)) says something else."
        case .rowRefused(let reason): reason.english
        case .rowDuplicate:
            "A device of this row owes here already, by another row or an earlier declaration. Leave the row out, so that it does not owe twice."
        case .rowUnderReview:
            "A device of this row is declared here for another customer. Settle whose it is, or leave the row out."
        case .otherRow(let line):
            "Nothing is wrong with this row, but with line \(en.number(line)) of the same declaration, which is taken over whole or not at all."
        case .notWhole(let tally):
            "Of the declaration’s \(en.number(tally.rows)) rows \(en.number(tally.duplicates)) are duplicates, \(en.number(tally.underReview)) under review, \(en.number(tally.refusals)) refused. It is taken over whole or not at all."
        case .owedDiffers(let stated, let follows):
            "The earlier system has \(en.number(stated)) owed, and by the rules here the rows come to \(en.number(follows)). State the devices’ masses or the programme that was in force."
        case .unknownLot(let system, let legacy):
            "No lot \(en.quoted(legacy)) was taken over from \(system.text). Take over the lots first."
        case .unknownDeclaration(let system, let legacy):
            "No declaration \(en.quoted(legacy)) was taken over from \(system.text). Take over the declarations first."
        case .unitDiffers(let unit, let declaration):
            "The retirement is in \(unit.english), and the declaration owes in \(declaration.english)."
        case .beneficiaryDiffers(let stated, let declaration):
            "The beneficiary is \(en.quoted(stated)) here and \(en.quoted(declaration)) in the declaration. A retirement is in its declaration’s name."
        case .moreThanWaits(let asked, let waiting):
            "\(en.quantity(asked)) would be retired, and what the declaration has left, neither retired nor promised, comes to \(en.quantity(waiting))."
        case .tooManyRuns(let most):
            "The retirement would cover more than \(en.number(most)) runs of units. Divide it in two."
        case .nothingToCertify(let declaration):
            "D\(declaration) has no retirement taken over that is not certified yet."
        }
    }

    public var french: String {
        switch self {
        case .cutOffToCome(let day, let today):
            "Le jour d’arrêt, le \(fr.day(day)), est encore à venir\(n); nous sommes le \(fr.day(today)). Nommez le dernier jour où le système antérieur a été tenu."
        case .cutOffDiffers(let system, let stated, let known):
            "\(system.text) a été repris jusqu’au \(fr.day(known)), non jusqu’au \(fr.day(stated)). Toutes les listes d’un système nomment le même jour d’arrêt."
        case .afterCutOff(let day, let until):
            "Le \(fr.day(day)) est postérieur au jour d’arrêt, le \(fr.day(until)). Ce qui est arrivé depuis s’inscrit ici par sa propre commande."
        case .changed(let kind, let legacy, let sequence):
            "\(kind.frenchName) \(fr.quoted(legacy)) est repris par l’écriture \(sequence), qui disait autre chose. Ce qui est repris ne change plus\(n); donnez un autre numéro à ce qui est nouveau."
        case .badLegacyID(let longest):
            "Le numéro dans le système antérieur a de 1 à \(fr.number(longest)) caractères, tous imprimables."
        case .notAProvider(let party):
            "\(party.text) n’est pas inscrit comme prestataire. Inscrivez-le avec --role provider."
        case .rowsDiffer(let column, let line):
            "Les lignes d’une même déclaration disent la même chose dans la colonne «\u{A0}\(column)\u{A0}», ou la laissent vide après la première\(n); la ligne \(fr.number(line)) dit autre chose."
        case .rowRefused(let reason): reason.french
        case .rowDuplicate:
            "Un appareil de cette ligne doit déjà ici, par une autre ligne ou une déclaration antérieure. Ôtez la ligne, pour qu’il ne doive pas deux fois."
        case .rowUnderReview:
            "Un appareil de cette ligne est déclaré ici pour un autre client. Établissez à qui il est, ou ôtez la ligne."
        case .otherRow(let line):
            "Rien à redire à cette ligne, mais à la ligne \(fr.number(line)) de la même déclaration, qui se reprend en entier ou pas du tout."
        case .notWhole(let tally):
            "Des \(fr.number(tally.rows)) lignes de la déclaration, sont en double, \(fr.number(tally.duplicates))\(n); à l’examen, \(fr.number(tally.underReview))\(n); refusées, \(fr.number(tally.refusals)). Elle se reprend en entier ou pas du tout."
        case .owedDiffers(let stated, let follows):
            "Le système antérieur compte \(fr.number(stated)) de dû, et selon les règles d’ici les lignes font \(fr.number(follows)). Indiquez la masse des appareils ou le programme qui était en vigueur."
        case .unknownLot(let system, let legacy):
            "Aucun lot \(fr.quoted(legacy)) n’a été repris de \(system.text). Reprenez d’abord les lots."
        case .unknownDeclaration(let system, let legacy):
            "Aucune déclaration \(fr.quoted(legacy)) n’a été reprise de \(system.text). Reprenez d’abord les déclarations."
        case .unitDiffers(let unit, let declaration):
            "Le retrait est en \(unit.french), et la déclaration doit en \(declaration.french)."
        case .beneficiaryDiffers(let stated, let declaration):
            "Le bénéficiaire est \(fr.quoted(stated)) ici et \(fr.quoted(declaration)) dans la déclaration. Un retrait est au nom de sa déclaration."
        case .moreThanWaits(let asked, let waiting):
            "Il serait retiré \(fr.quantity(asked)), et ce qui reste à la déclaration, ni retiré ni affecté, fait \(fr.quantity(waiting))."
        case .tooManyRuns(let most):
            "Le retrait couvrirait plus de \(fr.number(most)) suites d’unités. Divisez-le en deux."
        case .nothingToCertify(let declaration):
            "D\(declaration) n’a aucun retrait repris qui reste à certifier."
        }
    }
}

extension TakenOverKind {
    fileprivate var englishName: String {
        switch self {
        case .lot: "Lot"
        case .declaration: "Declaration"
        case .retirement: "Retirement"
        }
    }

    /// What is said of each is masculine: the balance of it.
    fileprivate var frenchName: String {
        switch self {
        case .lot: "Le solde du lot"
        case .declaration: "Le solde de la déclaration"
        case .retirement: "Le solde du retrait"
        }
    }
}
