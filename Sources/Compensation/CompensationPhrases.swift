import Certificates
public import Journal
import Lots
import Primitives
import Programmes
import Registry
public import Wording

private let en = Language.english
private let fr = Language.french
/// Narrow no-break space, before `;`, `:`, `?` and `!` in French.
private let n = "\u{202F}"

extension CompensationRefusal: Phrase {
    public var english: String {
        switch self {
        case .unknownClass(let code):
            "No device class is called \(code.text). “counterweight class list” shows them all."
        case .unknownProgramme(let code):
            "No programme is called \(code.text). “counterweight programme list” shows those that are published."
        case .unknownStandard(let code):
            "No supply standard is called \(code.text). “counterweight standard list” shows those that are published."
        case .unknownFacility(let code):
            "No facility is called \(code.text). “counterweight facility list” shows those on record."
        case .unknownLot(let code):
            "No lot is called \(code.text). “counterweight lot list” shows them all."
        case .unknownWeighing(let lot, let weighing):
            "Lot \(lot.text) has no weighing \(weighing). “counterweight explain lot \(lot.text)” shows those it has."
        case .unknownDeclaration(let declaration):
            "There is no declaration D\(declaration). “counterweight status” shows those there are."
        case .unknownDraft(let draft):
            "There is no draft \(draft). “counterweight draft list --all” shows those that there are."
        case .notSuspended(let certificate, let state):
            "Certificate \(certificate.text) is \(state.english). Only a suspended one is replaced."
        case .nothingToReplaceWith(let declaration):
            "No verified lot has enough that declaration D\(declaration) may have in place of what is doubted. Nothing was changed."
        case .replacementTooLarge(let certificate):
            "What would take the place of certificate \(certificate.text) does not go into one. Nothing was changed; wait for what becomes of the lot."
        case .unknownCertificate(let certificate):
            "There is no certificate \(en.quoted(certificate)). “counterweight certificate list” shows those that were issued."
        case .lotExists(let lot): "A lot is called \(lot.text) already. Give this one another code."
        case .classExists(let code): "A device class is called \(code.text) already. Give this one another code."
        case .modelExists(let maker, let name):
            "The model \(en.quoted(name)) of \(en.quoted(maker)) is in the catalogue already, and its mass stays as it is."
        case .consentExists(let consent):
            "A consent is called \(consent.text) already. Give this one another code."
        case .versionNotNext(let version, let next):
            "\(version.text) is not the next version: that is \(next). A version that was published never changes."
        case .retroactive(let version, let from, let today):
            "\(version.text) would begin on \(en.day(from)), before it is published on \(en.day(today)). Only a first version may reach back; let it begin today or later."
        case .noStandardInForce(let code, let day):
            "No version of standard \(code.text) was in force on \(en.day(day)). Publish one that begins on that day or before."
        case .noProgrammeInForce(let code, let day):
            "No version of programme \(code.text) was in force on \(en.day(day)). Publish one that begins on that day or before."
        case .notACollector(let party):
            "\(party.text) is not recorded as a collector. Record it with --role collector."
        case .notARecycler(let party):
            "\(party.text) is not recorded as a recycler, and only recyclers run facilities. Record it with --role recycler."
        case .badMark(let mark):
            "The seal, bag or device number \(en.quoted(mark)) is empty, longer than 80 characters, or there twice."
        case .related(let actor, let lot):
            "\(actor.party.text) had a hand in lot \(lot.text) and does not judge it. Ask a verifier that provided, collected, weighed and treated nothing of it."
        case .notConcerned(let actor, let lot):
            "\(actor.text) has nothing to do with lot \(lot.text): only its provider, its collector and the facility’s own party weigh it."
        case .classNotInStandard(let code, let version):
            "\(version.text) does not speak of class \(code.text). Seal the lot under a standard that does."
        case .daysReversed(let first, let last):
            "\(en.day(first)) is later than \(en.day(last)). Give the earlier day first."
        case .dayInFuture(let day, let today):
            "\(en.day(day)) is still to come; today is \(en.day(today))."
        case .lotNotOpenToWeighing(let lot, let state):
            "Lot \(lot.text) is \(state.english): only a lot that is sealed and not yet verified is weighed."
        case .lotState(let lot, let state):
            "Lot \(lot.text) is \(state.english), and this cannot be done to it now."
        case .lotsOfWeighing(let count, let least, let most):
            "A weighing over several lots is over \(least) to \(most) of them, each named once; named here: \(count)."
        case .noEarlierNet(let lot, let stage):
            "Lot \(lot.text) has no net to share by: no weighing of it stands at \(en.quoted(stage.rawValue)) or before. Weigh it by itself first."
        case .shareEmpty(let lot):
            "The share of lot \(lot.text) would have no gram or no piece. Weigh it by itself, or leave the pieces out."
        case .photoOfSeveralLots:
            "A photo stands behind one lot only. Give it with a weighing of that lot alone, or when the lot is sealed."
        case .alreadyVoided(let weighing): "Weighing \(weighing) is void already."
        case .voidedByOwnParty(let actor):
            "\(actor.text) is of the party that weighed. A weighing is voided by a member of another party."
        case .nothingToSign(let lot):
            "Nothing was asked to be signed for lot \(lot.text) by this member. Ask first with “counterweight lot verify \(lot.text) --request FILE”."
        case .factsChanged(let lot):
            "What the guard sees of lot \(lot.text) has changed since the bytes were written. Ask for new ones with --request, and sign those."
        case .signatureWrong(let lot):
            "The signature for lot \(lot.text) is not by the key with which the verifier is recorded, over these bytes."
        case .notImpugned(let lot): "Lot \(lot.text) is not impugned, so there is no doubt to settle."
        case .noShortfall(let lot, let verified):
            "Lot \(lot.text) was verified with \(en.claimable(verified)). What was truly there is at least 1 g, less in mass or in pieces and more in neither, and counted as the lot is. If nothing was there, reverse the lot."
        case .notYourDeclaration(let actor, let declaration):
            "D\(declaration) is not \(actor.party.text)’s declaration. Only its customer and a provider may touch it."
        case .notYourCustomer(let actor, let customer):
            "\(actor.text) may not declare for \(customer.text): that is for its own members and for a provider."
        case .notACustomer(let party): "\(party.text) is not recorded as a customer. Record that role first."
        case .laterLife(let life):
            "Only a provider, who received the devices again after their resale, declares them in life \(life)."
        case .laterLifeStands(let declaration, let life):
            "A device of D\(declaration) is declared in life \(life), which follows upon this one. Withdraw that one first."
        case .badDeclarationText(let text, let longest):
            "\(text.english) has 1 to \(en.number(longest)) characters, all of them printable."
        case .lifeOutOfRange(let life):
            "A device’s life is counted from 1 to 255, not \(en.number(life))."
        case .tooManyRows(let most):
            "The sheet has more than \(en.number(most)) rows. Divide it."
        case .tooManyCombinations(let most, let line):
            "Line \(en.number(line)) begins combination \(en.number(most + 1)) of beneficiary, cost centre and purchase document; each is a declaration, and one list makes at most \(en.number(most)). Divide it."
        case .nothingIncluded(let tally):
            "No row is included. Rows: \(en.number(tally.rows)); duplicates: \(en.number(tally.duplicates)); excluded: \(en.number(tally.refusals)). Nothing was declared.\(tally.refused.first.map { " Line \(en.number($0.line)): \($0.reason.english)" } ?? "")"
        case .owedTooMuch(let unit):
            "The declaration would owe more than \(en.number(Grams.most.count)) \(unit.english). Divide it."
        case .reserved(let line):
            "Line \(en.number(line)) names a device that another import is taking in just now. Try again in a moment."
        case .importOvertaken:
            "Another process took this import for a dead one and undid it. Nothing was declared; run the command again."
        case .draftState(let draft, let state):
            "Draft \(draft) is \(state.english), and this cannot be done with it now. “counterweight draft list --all” shows what was."
        case .draftUnderWay(let draft):
            "Another process is taking in draft \(draft), or died of it within the last minute. Try again when the minute is over."
        case .draftFileDamaged(let draft):
            "The copy of the list of draft \(draft) is gone or changed. Discard the draft, and draft the list again."
        case .secondMemberAsked(let party, let draft?):
            "\(party.text) wants its lists accepted by another member than the one who submitted them. Let one accept draft \(draft)."
        case .secondMemberAsked(let party, nil):
            "\(party.text) wants its lists accepted by another member than the one who submitted them. Draft the list, submit it, and let the other accept it."
        case .listTooLarge(let most):
            "The file is larger than \(en.number(most)) bytes. Divide it."
        case .unknownReview(let review):
            "There is no review \(review). “counterweight review list --all” shows all of them."
        case .reviewDecided(let review, let state): "Review \(review) is \(state.english) already."
        case .reviewClashes(let review, let declaration, let row, let customer):
            "The row of review \(review) still clashes: row \(en.number(row)) of D\(declaration), of \(customer.text), holds one of its numbers. Withdraw that row, mend the one under review, or reject it."
        case .reviewExcluded(let review, let reason):
            "The row of review \(review) cannot be declared so. \(reason.english)"
        case .alreadyWithdrawn(let declaration): "D\(declaration) is withdrawn already."
        case .rowAlreadyWithdrawn(let declaration, let row):
            "Row \(en.number(row)) of D\(declaration) is withdrawn already."
        case .retiredCannotBeWithdrawn(let declaration, let row):
            "Row \(en.number(row)) of D\(declaration) is retired, and what is retired cannot be withdrawn."
        case .noSuchRow(let declaration, let row):
            "D\(declaration) has no row \(en.number(row))."
        case .badReference(let longest):
            "An invoice’s reference has 1 to \(en.number(longest)) characters, all of them printable."
        case .priceOfOtherUnit(let programme, .pieces):
            "\(programme.text) counts pieces: give its price by the piece, as in “EUR 4.90 / piece”."
        case .priceOfOtherUnit(let programme, .grams):
            "\(programme.text) counts grams: give its price by the kilogram, as in “EUR 12.00 / kg”."
        case .noPrice(let programme, let day):
            "\(programme.text) had no price on \(en.day(day)), the declaration’s day. Set one with “counterweight programme price”, or state the amount with --amount."
        case .amountTooLarge(let declaration):
            "What D\(declaration) would cost is above 1,000,000,000,000,000 cents. Look at the price."
        case .alreadyInvoiced(let declaration, let reference):
            "D\(declaration) is invoiced already under \(en.quoted(reference)), for this very amount."
        case .invoiceOfOther(let reference, let customer):
            "Invoice \(en.quoted(reference)) is \(customer.text)’s, and an invoice is one customer’s. Look at the reference."
        case .otherCurrency(let reference, let currency):
            "Invoice \(en.quoted(reference)) is in \(currency), and an invoice is in one currency. Give this declaration another reference."
        case .notInvoiced(let declaration):
            "D\(declaration) is not invoiced. Do that first, with “counterweight declare invoice D\(declaration)”."
        case .otherInvoice(let declaration, let invoiced):
            "D\(declaration) was invoiced under \(en.quoted(invoiced)). Look whether this payment is for another declaration."
        case .alreadyPaid(let declaration, let reference):
            "D\(declaration) is paid already, under \(en.quoted(reference))."
        case .nothingPromised(let declaration):
            "Nothing is promised to D\(declaration) here. “counterweight explain declaration D\(declaration)” shows what it has."
        case .noDeclarationInCut(let cut):
            "Nothing was ever declared of: \(cut.english). Texts are compared letter by letter; “counterweight status” shows what was declared."
        case .nothingToCertify(let cut):
            "Nothing is to be certified of: \(cut.english). Nothing is retired there, or a certificate names it already, or its lot is in doubt. Retire first with “counterweight retire”."
        case .damaged(let column):
            "Column \(column) in the database holds what no command wrote. Nothing may be written; bring the database back from its backup."
        }
    }

    public var french: String {
        switch self {
        case .unknownClass(let code):
            "Aucune classe d’appareil ne s’appelle \(code.text). «\u{A0}counterweight class list\u{A0}» les montre toutes."
        case .unknownProgramme(let code):
            "Aucun programme ne s’appelle \(code.text). «\u{A0}counterweight programme list\u{A0}» montre ceux qui sont publiés."
        case .unknownStandard(let code):
            "Aucune norme d’approvisionnement ne s’appelle \(code.text). «\u{A0}counterweight standard list\u{A0}» montre celles qui sont publiées."
        case .unknownFacility(let code):
            "Aucune installation ne s’appelle \(code.text). «\u{A0}counterweight facility list\u{A0}» montre celles qui sont inscrites."
        case .unknownLot(let code):
            "Aucun lot ne s’appelle \(code.text). «\u{A0}counterweight lot list\u{A0}» les montre tous."
        case .unknownWeighing(let lot, let weighing):
            "Le lot \(lot.text) n’a pas de pesée \(weighing). «\u{A0}counterweight explain lot \(lot.text)\u{A0}» montre les siennes."
        case .unknownDeclaration(let declaration):
            "Il n’y a pas de déclaration D\(declaration). «\u{A0}counterweight status\u{A0}» montre celles qui existent."
        case .unknownDraft(let draft):
            "Il n’y a pas de brouillon \(draft). «\u{A0}counterweight draft list --all\u{A0}» montre ceux qui existent."
        case .notSuspended(let certificate, let state):
            "Le certificat \(certificate.text) est \(state.french). Seul un certificat suspendu se remplace."
        case .nothingToReplaceWith(let declaration):
            "Aucun lot vérifié n’a de quoi tenir, pour la déclaration D\(declaration), la place de ce qui est contesté. Rien n’a été changé."
        case .replacementTooLarge(let certificate):
            "Ce qui prendrait la place du certificat \(certificate.text) ne tient pas dans un seul. Rien n’a été changé\u{202F}; attendez ce qu’il advient du lot."
        case .unknownCertificate(let certificate):
            "Il n’y a pas de certificat \(fr.quoted(certificate)). «\u{A0}counterweight certificate list\u{A0}» montre ceux qui sont délivrés."
        case .lotExists(let lot): "Un lot s’appelle déjà \(lot.text). Donnez un autre code à celui-ci."
        case .classExists(let code):
            "Une classe d’appareil s’appelle déjà \(code.text). Donnez un autre code à celle-ci."
        case .modelExists(let maker, let name):
            "Le modèle \(fr.quoted(name)) de \(fr.quoted(maker)) est déjà au catalogue, et sa masse reste telle quelle."
        case .consentExists(let consent):
            "Un consentement s’appelle déjà \(consent.text). Donnez un autre code à celui-ci."
        case .versionNotNext(let version, let next):
            "\(version.text) n’est pas la version suivante\(n): c’est la \(next). Une version publiée ne change jamais."
        case .retroactive(let version, let from, let today):
            "\(version.text) commencerait le \(fr.day(from)), avant sa publication le \(fr.day(today)). Seule une première version peut remonter\(n); faites-la commencer aujourd’hui ou plus tard."
        case .noStandardInForce(let code, let day):
            "Aucune version de la norme \(code.text) n’était en vigueur le \(fr.day(day)). Publiez-en une qui commence ce jour-là ou avant."
        case .noProgrammeInForce(let code, let day):
            "Aucune version du programme \(code.text) n’était en vigueur le \(fr.day(day)). Publiez-en une qui commence ce jour-là ou avant."
        case .notACollector(let party):
            "\(party.text) n’est pas inscrit comme collecteur. Inscrivez-le avec --role collector."
        case .notARecycler(let party):
            "\(party.text) n’est pas inscrit comme recycleur, et seuls les recycleurs ont des installations. Inscrivez-le avec --role recycler."
        case .badMark(let mark):
            "Le scellé, sac ou numéro d’appareil \(fr.quoted(mark)) est vide, dépasse 80 caractères ou figure deux fois."
        case .related(let actor, let lot):
            "\(actor.party.text) a eu part au lot \(lot.text) et n’en juge pas. Demandez à un vérificateur qui n’en a rien fourni, collecté, pesé ni traité."
        case .notConcerned(let actor, let lot):
            "\(actor.text) n’a rien à voir avec le lot \(lot.text)\(n): seuls son prestataire, son collecteur et la partie de l’installation le pèsent."
        case .classNotInStandard(let code, let version):
            "\(version.text) ne parle pas de la classe \(code.text). Scellez le lot sous une norme qui en parle."
        case .daysReversed(let first, let last):
            "Le \(fr.day(first)) est après le \(fr.day(last)). Donnez d’abord le premier jour."
        case .dayInFuture(let day, let today):
            "Le \(fr.day(day)) est encore à venir\(n); nous sommes le \(fr.day(today))."
        case .lotNotOpenToWeighing(let lot, let state):
            "Le lot \(lot.text) est \(state.french)\(n): on ne pèse qu’un lot scellé et pas encore vérifié."
        case .lotState(let lot, let state):
            "Le lot \(lot.text) est \(state.french), et cela ne peut pas se faire maintenant."
        case .lotsOfWeighing(let count, let least, let most):
            "Une pesée de plusieurs lots en prend de \(least) à \(most), chacun nommé une fois\(n); nommés ici\(n): \(count)."
        case .noEarlierNet(let lot, let stage):
            "Le lot \(lot.text) n’a pas de net selon lequel partager\(n): aucune de ses pesées n’est valable à l’étape \(fr.quoted(stage.rawValue)) ni avant. Pesez-le d’abord seul."
        case .shareEmpty(let lot):
            "La part du lot \(lot.text) n’aurait aucun gramme ou aucune pièce. Pesez-le seul, ou n’indiquez pas les pièces."
        case .photoOfSeveralLots:
            "Une photo ne justifie qu’un seul lot. Donnez-la avec une pesée de ce lot seul, ou lors du scellement."
        case .alreadyVoided(let weighing): "La pesée \(weighing) est déjà annulée."
        case .voidedByOwnParty(let actor):
            "\(actor.text) est de la partie qui a pesé. Une pesée est annulée par un membre d’une autre partie."
        case .nothingToSign(let lot):
            "Ce membre n’a rien demandé à signer pour le lot \(lot.text). Demandez d’abord avec «\u{A0}counterweight lot verify \(lot.text) --request FICHIER\u{A0}»."
        case .factsChanged(let lot):
            "Ce que le contrôle voit du lot \(lot.text) a changé depuis que les octets furent écrits. Demandez-en de nouveaux avec --request, et signez ceux-là."
        case .signatureWrong(let lot):
            "La signature du lot \(lot.text) n’est pas, sur ces octets, de la clé sous laquelle le vérificateur est inscrit."
        case .notImpugned(let lot): "Le lot \(lot.text) n’est pas contesté\(n): il n’y a pas de doute à trancher."
        case .noShortfall(let lot, let verified):
            "Le lot \(lot.text) fut vérifié avec \(fr.claimable(verified)). Ce qu’il contenait en vérité est d’au moins 1 g, moindre en masse ou en pièces et plus grand en aucune, et compté comme le lot l’est. S’il n’y avait rien, annulez le lot."
        case .notYourDeclaration(let actor, let declaration):
            "D\(declaration) n’est pas une déclaration de \(actor.party.text). Seuls son client et un prestataire peuvent y toucher."
        case .notYourCustomer(let actor, let customer):
            "\(actor.text) ne peut pas déclarer pour \(customer.text)\(n): c’est à ses propres membres et à un prestataire de le faire."
        case .notACustomer(let party): "\(party.text) n’est pas inscrit comme client. Inscrivez d’abord ce rôle."
        case .laterLife(let life):
            "Seul un prestataire, qui a reçu de nouveau les appareils après leur revente, les déclare dans leur vie n°\u{A0}\(life)."
        case .laterLifeStands(let declaration, let life):
            "Un appareil de D\(declaration) est déclaré dans la vie \(life), qui succède à celle-ci. Reprenez d’abord celle-là."
        case .badDeclarationText(let text, let longest):
            "\(text.french) compte de 1 à \(fr.number(longest)) caractères, tous imprimables."
        case .lifeOutOfRange(let life):
            "La vie d’un appareil se compte de 1 à 255, et non \(fr.number(life))."
        case .tooManyRows(let most):
            "La feuille a plus de \(fr.number(most)) lignes. Divisez-la."
        case .tooManyCombinations(let most, let line):
            "La ligne \(fr.number(line)) commence la combinaison \(fr.number(most + 1)) de bénéficiaire, centre de coûts et document d’achat\(n); chacune est une déclaration, et une liste en fait au plus \(fr.number(most)). Divisez-la."
        case .nothingIncluded(let tally):
            "Aucune ligne n’est retenue. Lignes\(n): \(fr.number(tally.rows))\(n); doublons\(n): \(fr.number(tally.duplicates))\(n); exclues\(n): \(fr.number(tally.refusals)). Rien n’a été déclaré.\(tally.refused.first.map { " Ligne \(fr.number($0.line))\(n): \($0.reason.french)" } ?? "")"
        case .owedTooMuch(let unit):
            "La déclaration devrait plus de \(fr.number(Grams.most.count)) \(unit.french). Divisez-la."
        case .reserved(let line):
            "La ligne \(fr.number(line)) nomme un appareil qu’un autre import est en train de prendre. Recommencez dans un instant."
        case .importOvertaken:
            "Un autre processus a pris cet import pour abandonné et l’a défait. Rien n’a été déclaré\(n); relancez la commande."
        case .draftState(let draft, let state):
            "Le brouillon \(draft) est \(state.french), et cela ne peut pas se faire maintenant. «\u{A0}counterweight draft list --all\u{A0}» montre ce qu’il en fut."
        case .draftUnderWay(let draft):
            "Un autre processus est en train de prendre le brouillon \(draft), ou s’y est arrêté il y a moins d’une minute. Recommencez la minute passée."
        case .draftFileDamaged(let draft):
            "La copie de la liste du brouillon \(draft) manque ou a changé. Abandonnez le brouillon et refaites-le."
        case .secondMemberAsked(let party, let draft?):
            "\(party.text) veut que ses listes soient acceptées par un autre membre que celui qui les a soumises. Faites-lui accepter le brouillon \(draft)."
        case .secondMemberAsked(let party, nil):
            "\(party.text) veut que ses listes soient acceptées par un autre membre que celui qui les a soumises. Faites-en un brouillon, soumettez-le, et que l’autre l’accepte."
        case .listTooLarge(let most):
            "Le fichier dépasse \(fr.number(most)) octets. Divisez-le."
        case .unknownReview(let review):
            "Il n’y a pas d’examen \(review). «\u{A0}counterweight review list --all\u{A0}» les montre tous."
        case .reviewDecided(let review, let state): "L’examen \(review) est déjà \(state.french)."
        case .reviewClashes(let review, let declaration, let row, let customer):
            "La ligne de l’examen \(review) en rencontre toujours une autre\(n): la ligne \(fr.number(row)) de D\(declaration), de \(customer.text), porte l’un de ses numéros. Ôtez cette ligne-là, corrigez celle à l’examen, ou rejetez-la."
        case .reviewExcluded(let review, let reason):
            "La ligne de l’examen \(review) ne peut pas être déclarée ainsi. \(reason.french)"
        case .alreadyWithdrawn(let declaration): "D\(declaration) est déjà annulée en entier."
        case .rowAlreadyWithdrawn(let declaration, let row):
            "La ligne \(fr.number(row)) de D\(declaration) est déjà ôtée."
        case .retiredCannotBeWithdrawn(let declaration, let row):
            "La ligne \(fr.number(row)) de D\(declaration) fait l’objet d’un retrait définitif et ne peut plus être ôtée de la déclaration."
        case .noSuchRow(let declaration, let row):
            "D\(declaration) n’a pas de ligne \(fr.number(row))."
        case .badReference(let longest):
            "La référence d’une facture compte 1 à \(fr.number(longest)) caractères, tous imprimables."
        case .priceOfOtherUnit(let programme, .pieces):
            "\(programme.text) compte des pièces\(n): donnez son prix à la pièce, comme «\u{A0}EUR 4.90 / piece\u{A0}»."
        case .priceOfOtherUnit(let programme, .grams):
            "\(programme.text) compte des grammes\(n): donnez son prix au kilogramme, comme «\u{A0}EUR 12.00 / kg\u{A0}»."
        case .noPrice(let programme, let day):
            "\(programme.text) n’avait pas de prix le \(fr.day(day)), jour de la déclaration. Fixez-en un par «\u{A0}counterweight programme price\u{A0}», ou dites le montant par --amount."
        case .amountTooLarge(let declaration):
            "Ce que coûterait D\(declaration) dépasse 1 000 000 000 000 000 de centimes. Regardez le prix."
        case .alreadyInvoiced(let declaration, let reference):
            "D\(declaration) est déjà facturée sous \(fr.quoted(reference)), pour ce montant même."
        case .invoiceOfOther(let reference, let customer):
            "La facture \(fr.quoted(reference)) est de \(customer.text), et une facture est d’un seul client. Regardez la référence."
        case .otherCurrency(let reference, let currency):
            "La facture \(fr.quoted(reference)) est en \(currency), et une facture est dans une seule monnaie. Donnez une autre référence à cette déclaration."
        case .notInvoiced(let declaration):
            "D\(declaration) n’est pas facturée. Faites-le d’abord, par «\u{A0}counterweight declare invoice D\(declaration)\u{A0}»."
        case .otherInvoice(let declaration, let invoiced):
            "D\(declaration) fut facturée sous \(fr.quoted(invoiced)). Voyez si ce paiement est pour une autre déclaration."
        case .alreadyPaid(let declaration, let reference):
            "D\(declaration) est déjà payée, sous \(fr.quoted(reference))."
        case .nothingPromised(let declaration):
            "Rien n’est affecté ici à D\(declaration). «\u{A0}counterweight explain declaration D\(declaration)\u{A0}» montre ce qu’elle a."
        case .noDeclarationInCut(let cut):
            "Rien ne fut jamais déclaré de\(n): \(cut.french). Les textes se comparent lettre à lettre\(n); «\u{A0}counterweight status\u{A0}» montre ce qui est déclaré."
        case .nothingToCertify(let cut):
            "Rien n’est à certifier de\(n): \(cut.french). Rien n’y est retiré, ou un certificat le nomme déjà, ou son lot est contesté. Faites d’abord «\u{A0}counterweight retire\u{A0}»."
        case .damaged(let column):
            "La colonne \(column) de la base contient ce qu’aucune commande n’a écrit. Rien ne peut être écrit\(n); reprenez la base de sa sauvegarde."
        }
    }
}

extension DeclarationText: Phrase {
    public var english: String {
        switch self {
        case .beneficiary: "The beneficiary"
        case .costCentre: "The cost centre"
        case .document: "The document"
        }
    }

    public var french: String {
        switch self {
        case .beneficiary: "Le bénéficiaire"
        case .costCentre: "Le centre de coûts"
        case .document: "Le document"
        }
    }
}

extension ReviewState: Phrase {
    public var english: String {
        switch self {
        case .open: "open"
        case .cleared: "cleared"
        case .rejected: "rejected"
        }
    }

    public var french: String {
        switch self {
        case .open: "ouvert"
        case .cleared: "levé"
        case .rejected: "rejeté"
        }
    }
}

extension DraftState: Phrase {
    public var english: String {
        switch self {
        case .draft: "not submitted"
        case .submitted: "submitted"
        case .accepted: "accepted"
        case .discarded: "discarded"
        }
    }

    public var french: String {
        switch self {
        case .draft: "non soumis"
        case .submitted: "soumis"
        case .accepted: "accepté"
        case .discarded: "abandonné"
        }
    }
}

extension CertificateState: Phrase {
    public var english: String {
        switch self {
        case .live: "live"
        case .suspended: "suspended"
        case .revoked: "revoked"
        }
    }

    public var french: String {
        switch self {
        case .live: "en vigueur"
        case .suspended: "suspendu"
        case .revoked: "révoqué"
        }
    }
}
