import Access
import Certificates
import Compensation
import Journal
import Lots
import Primitives
import Programmes
import Sheets
import Wording

private let en = Language.english
private let fr = Language.french
private let n = "\u{202F}"

/// What commands say when they are done.
enum SaidPhrase: Phrase {
    /// A key, a checkpoint: no words.
    case plain(String)
    case error(String)
    case actor(Actor)
    case none, noLots, noCertificates, nothingMatched, nothingRetired, deviceUnknown
    case registryMade
    case cataloguePublished(classes: Int, masses: Int, models: Int)
    case keepKeysApart
    case partyRecorded(Code, [Role])
    case keyWritten(String)
    case facilityRecorded(Code, Int64)
    case facilityDeclared(Code, Int, Grams, Int64)
    case collectorApproved(Code, Day, Day, Int64)
    case shipmentConsented(Code, Country, Country, Int64)
    case classAdded(Code)
    case massPublished(Version, Grams, Int64)
    case modelAdded(maker: String, name: String, Grams)
    case bandMass(Version, ClosedRange<Grams>, Pieces, ClosedRange<Grams>)
    case bandPieces(Version, ClosedRange<Grams>, Grams, ClosedRange<Pieces>?)
    case programmePublished(Version, Int64)
    case standardPublished(Version, Int64)
    case declared(Int64, Quantity)
    case declaredMany(Int)
    case judged(Int)
    /// What a list's file was, and by which profile it was read.
    case listRead(ListForm, String)
    case profileWritten(String)
    case refusedRowsWritten(String, Int)
    case excludedRowsWritten(String, Int)
    case verdictsWritten(String, Int)
    case noDrafts, noReviews
    case nothingDeclared
    case reviewsKept(KeptReviews)
    case reviewTurned(Int64, ReviewState)
    case clash(Review.Clash)
    case draftTurned(Int64, DraftState)
    case secondMember(Code, Bool)
    case rowExcluded(Int, RowRefusal)
    case moreRows(Int)
    case receiptWritten(String)
    case withdrawn(Int64, rows: Int64, Quantity)
    case identified(Int64, rows: Int)
    case positionsCancelled(Int64, Quantity)
    case deviceExcluded(Int, AttachRefusal)
    case lotSealed(Code, Int64)
    case paid(PricePaid)
    case price(ProgrammePrice)
    case priceSet(Code, ProgrammePrice)
    case invoice(Invoice)
    case invoiced(Int64, Invoice)
    case invoiceReplaced(Invoice)
    /// A declaration, its invoice's reference, the entry.
    case isPaid(Int64, String, Int64)
    case evidenceKept(Int)
    case weighed(Code, Int64, Grams, Pieces?)
    /// Of a list of lots or weighings: what was taken, was there already, was refused; and whether it was written.
    case listTaken(Int, duplicates: Int, refused: Int)
    case listTried(Int, duplicates: Int, refused: Int)
    case listLeft(Int, refused: Int)
    case listRowRefused(Int, column: String?, any Phrase)
    /// How many lots, the first share's number, and what the scale showed for all of them.
    case weighedTogether(Int, Int64, Grams, Pieces?)
    /// A share's number, and the weighing it is a share of.
    case shareOf(Int64, WeighingShare)
    case weighingVoided(Code, Int64)
    case weighingIsVoid, weighingCounts
    case claimable(Code, ClaimableMass)
    case nothingClaimable(Code)
    case released(Int64, Code, Quantity)
    case lotVerified(Code, Int64)
    case guardRefused(Code, [GuardRule])
    case guardNotAsked
    case bytesToSign(Code, String)
    case lotIsNow(Code, LotState)
    case certificateIsNow(RandomID, CertificateState)
    case certificateReplaced(RandomID, by: RandomID)
    case retirementsReversed(Int)
    case waits(Int64, Quantity, WaitingReason)
    case held(Int64, Code, Quantity, Ineligibility)
    case matchingWouldPromise, nothingWaits
    /// Declarations by their names; of many the first ones, and how many more.
    case declarations([Int64])
    case certified([Int64], [Quantity], Grams, Int)
    case certifiedTakenOver(Int64, [Quantity], Grams, Int)
    case nothingTakenOver
    case takenOverFrom(EarlierSystem)
    /// A declaration that was taken over: from where, and its id there.
    case declarationTakenOver(Int64, LegacyName)
    /// How many lots, declarations and retirements of earlier systems there are.
    case takenOverInAll(lots: Int, declarations: Int, retirements: Int)
    case bundleWritten(String)
    /// A PDF of so many pages.
    case pagesWritten(String, Int)
    case registryHolds(entries: Int64, declarations: Int, lots: Int)
    case exported(Int64, String, sealed: Bool)
    case sound
    case unsound(Int)

    var english: String {
        switch self {
        case .plain(let text): text
        case .error(let message): "Error: \(message)"
        case .actor(let actor): "actor (named, not proven): \(actor.text)"
        case .none: "none"
        case .noLots: "no lots"
        case .noCertificates: "no certificates"
        case .nothingMatched: "Nothing was promised."
        case .nothingRetired: "Nothing was retired."
        case .deviceUnknown: "No declaration lists this device."
        case .registryMade: "The registry is made."
        case .cataloguePublished(let classes, let masses, let models):
            "\(en.number(classes)) classes, \(en.number(masses)) reference masses and \(en.number(models)) models are published."
        case .keepKeysApart: "Back up the keys apart from the data: whoever has both can sign in the registry’s name."
        case .partyRecorded(let party, let roles):
            "\(party.text) is recorded: \(roles.map(\.phrase.english).joined(separator: ", "))."
        case .keyWritten(let path): "The key is in \(path), for its owner alone. Only the line above is for others."
        case .facilityRecorded(let facility, let sequence): "\(facility.text) is recorded, entry \(sequence)."
        case .facilityDeclared(let facility, let year, let grams, let sequence):
            "\(facility.text) treats \(en.mass(grams)) for others in \(year), entry \(sequence)."
        case .collectorApproved(let collector, let from, let to, let sequence):
            "\(collector.text) is approved from \(en.day(from)) to \(en.day(to)), entry \(sequence)."
        case .shipmentConsented(let consent, let from, let to, let sequence):
            "Consent \(consent.text) from \(from.text) to \(to.text) is recorded, entry \(sequence)."
        case .classAdded(let code): "Class \(code.text) is added."
        case .massPublished(let version, let grams, let sequence):
            "Reference mass \(version.text) is \(en.mass(grams)), entry \(sequence)."
        case .modelAdded(let maker, let name, let grams): "\(maker) \(name) weighs \(en.mass(grams))."
        case .bandMass(let version, let band, let pieces, let mass):
            "\(en.pieces(pieces)) under \(version.text), \(en.mass(band.lowerBound)) to \(en.mass(band.upperBound)) a piece: \(en.mass(mass.lowerBound)) to \(en.mass(mass.upperBound))."
        case .bandPieces(let version, let band, let grams, let pieces):
            "\(en.mass(grams)) under \(version.text), \(en.mass(band.lowerBound)) to \(en.mass(band.upperBound)) a piece: \(pieces.map { "\(en.number($0.lowerBound.count)) to \(en.pieces($0.upperBound))" } ?? "no whole number of pieces")."
        case .programmePublished(let version, let sequence):
            "Programme \(version.text) is published, entry \(sequence)."
        case .standardPublished(let version, let sequence):
            "Standard \(version.text) is published, entry \(sequence)."
        case .declared(let sequence, let owed): "D\(sequence) is declared and owes \(en.quantity(owed))."
        case .declaredMany(let count): "\(en.number(count)) declarations are made."
        case .listRead(let form, let profile):
            switch form {
            case .text(let encoding): "Read as CSV in \(encoding.rawValue), by the profile \(profile)."
            case .worksheet(let name): "Read from the worksheet \(en.quoted(name)), by the profile \(profile)."
            }
        case .profileWritten(let path): "The profile is in \(path): give it with --profile next time."
        case .judged(let count):
            "Nothing is written. As things stand, this would make \(en.number(count)) \(count == 1 ? "declaration" : "declarations")."
        case .refusedRowsWritten(let path, let rows):
            "\(en.number(rows)) refused \(rows == 1 ? "row is" : "rows are") in \(path): mend them there and send that file."
        case .verdictsWritten(let path, let rows):
            "\(en.number(rows)) \(rows == 1 ? "row is" : "rows are") in \(path), each with its verdict."
        case .excludedRowsWritten(let path, let rows):
            "\(en.number(rows)) excluded \(rows == 1 ? "row is" : "rows are") in \(path): mend them there and send that file."
        case .noDrafts: "No draft is open."
        case .noReviews: "No row is under review."
        case .nothingDeclared: "Nothing is declared: every row that could be is under review."
        case .reviewsKept(let kept):
            """
            Rows under review kept: \(en.number(kept.new)); kept before: \(en.number(kept.known))\
            \(kept.left == 0 ? "." : "; not kept, for there are too many or they are too long: \(en.number(kept.left)). Send them again once the others are decided.")
            """
        case .reviewTurned(let review, let state): "Review \(review) is \(state.english)."
        case .clash(let clash):
            "D\(clash.declaration) row \(en.number(clash.row)) of \(clash.customer.text)\(clash.stands ? "" : " (no more)")"
        case .draftTurned(let draft, .draft):
            "Draft \(draft) is kept. Nothing is owed before it is submitted and accepted."
        case .draftTurned(let draft, let state): "Draft \(draft) is \(state.english)."
        case .secondMember(let party, true):
            "Lists of \(party.text) are accepted by another member than the one who submits them."
        case .secondMember(let party, false): "One member of \(party.text) may submit and accept again."
        case .rowExcluded(let line, let reason): "  line \(en.number(line)): \(reason.english)"
        case .moreRows(let count): "  and \(en.number(count)) more; --json lists them."
        case .receiptWritten(let path): "The customer’s receipt is in \(path), with its seed; nobody else needs it."
        case .identified(let declaration, let rows):
            "\(en.number(rows)) \(rows == 1 ? "device is" : "devices are") attached to lines of D\(declaration)."
        case .positionsCancelled(let declaration, let quantity):
            "D\(declaration) owes \(en.quantity(quantity)) less, for devices that were declared already."
        case .deviceExcluded(let line, let reason): "  line \(en.number(line)): \(reason.english)"
        case .withdrawn(let declaration, let rows, let quantity):
            "\(en.number(rows)) \(rows == 1 ? "row" : "rows") of D\(declaration) withdrawn: it owes \(en.quantity(quantity)) less."
        case .lotSealed(let lot, let sequence): "Lot \(lot.text) is sealed, entry \(sequence)."
        case .paid(let price):
            "Paid: \(en.money(price.currency, price.minorUnits)) for \(en.pieces(price.pieces))."
        case .price(let price): en.price(price)
        case .priceSet(let programme, let price):
            "From \(en.day(price.from)) on, \(programme.text) costs \(en.price(price)). What was invoiced stays."
        case .invoice(let invoice):
            "\(invoice.reference) of \(en.day(invoice.day)), \(en.money(invoice.amount)) for \(en.quantity(invoice.quantity))"
        case .invoiced(let declaration, let invoice):
            "D\(declaration) is invoiced: \(en.money(invoice.amount)) for \(en.quantity(invoice.quantity))\(invoice.price.map { ", \(en.price($0))" } ?? "")."
        case .invoiceReplaced(let earlier):
            "It takes the place of \(en.quoted(earlier.reference)), \(en.money(earlier.amount))."
        case .isPaid(let declaration, let reference, let sequence):
            "D\(declaration) is paid by \(en.quoted(reference)), entry \(sequence)."
        case .evidenceKept(let count): "\(en.number(count)) \(count == 1 ? "file" : "files") of evidence kept."
        case .weighed(let lot, let weighing, let net, let pieces):
            "Weighing \(weighing) of \(lot.text): \(en.list([en.mass(net)] + (pieces.map { [en.pieces($0)] } ?? []))) net."
        case .listTaken(let taken, let duplicates, let refused):
            "Rows taken: \(en.number(taken)); there already: \(en.number(duplicates)); refused: \(en.number(refused))."
        case .listTried(let taken, let duplicates, let refused):
            "Nothing was written. Rows that would be taken: \(en.number(taken)); there already: \(en.number(duplicates)); refused: \(en.number(refused))."
        case .listLeft(let rows, let refused):
            "Nothing was written: of \(en.number(rows)) rows \(en.number(refused)) \(refused == 1 ? "is" : "are") refused, and all or none were to be taken."
        case .listRowRefused(let line, let column, let reason):
            "  line \(en.number(line))\(column.map { ", \($0)" } ?? ""): \(reason.english)"
        case .weighedTogether(let lots, let first, let net, let pieces):
            "\(en.list([en.mass(net)] + (pieces.map { [en.pieces($0)] } ?? []))) net over \(lots) lots, weighing \(first), shared by their last nets:"
        case .shareOf(let weighing, let share):
            "Weighing \(weighing) is the lot’s share of weighing \(share.first): \(en.list([en.mass(share.net)] + (share.pieces.map { [en.pieces($0)] } ?? []))) net over \(share.lots) lots."
        case .weighingVoided(let lot, let weighing): "Weighing \(weighing) of \(lot.text) is void."
        case .weighingIsVoid: "void"
        case .weighingCounts: "yes"
        case .claimable(let lot, let claimable):
            "\(lot.text) may be claimed up to \(en.list([en.mass(claimable.mass)] + (claimable.count.map { [en.pieces($0)] } ?? [])))."
        case .nothingClaimable(let lot):
            "Nothing of \(lot.text) may be claimed yet: no weighing is on the standard’s basis."
        case .released(let declaration, let lot, let quantity):
            "D\(declaration) gave back \(en.quantity(quantity)) of \(lot.text)."
        case .lotVerified(let lot, let sequence): "Lot \(lot.text) is verified, entry \(sequence)."
        case .guardRefused(let lot, let rules):
            "Lot \(lot.text) is not verified: \(rules.map(\.english).joined(separator: "; "))."
        case .guardNotAsked: "The guard was not asked yet."
        case .bytesToSign(let lot, let path):
            "The bytes to sign for \(lot.text) are in \(path). Sign them with Ed25519 and give --signature."
        case .lotIsNow(let lot, let state): "Lot \(lot.text) is \(state.english)."
        case .certificateIsNow(let certificate, let state): "Certificate \(certificate.text) is \(state.english)."
        case .certificateReplaced(let old, let new):
            "Certificate \(old.text) is \(CertificateState.revoked.english); \(new.text) stands in its place."
        case .retirementsReversed(let count):
            "\(en.number(count)) \(count == 1 ? "retirement" : "retirements") reversed."
        case .waits(let declaration, let quantity, let reason):
            "D\(declaration), \(en.quantity(quantity)). \(reason.english)"
        case .held(let declaration, let lot, let quantity, let reason):
            "D\(declaration), \(en.quantity(quantity)) of \(lot.text), not retired. \(reason.english)"
        case .matchingWouldPromise: "The next matching would promise more: run “counterweight match”."
        case .nothingWaits: "Nothing waits."
        case .declarations(let declarations): en.declarations(declarations)
        case .certified(let declarations, let quantities, let mass, let count):
            "\(en.list(quantities.map(en.quantity))) of \(en.declarations(declarations)) certified, \(en.mass(mass)) by \(en.number(count)) \(count == 1 ? "retirement" : "retirements")."
        case .certifiedTakenOver(let declaration, let quantities, let mass, let count):
            "\(en.list(quantities.map(en.quantity))) of D\(declaration) certified as taken over, not verified here: \(en.mass(mass)) by \(en.number(count)) \(count == 1 ? "retirement" : "retirements")."
        case .nothingTakenOver: "Nothing was taken over from an earlier system."
        case .takenOverFrom(let system):
            "Taken over from \(system.code.text) until \(en.day(system.until)), not verified here:"
        case .declarationTakenOver(let declaration, let legacy):
            "D\(declaration) was taken over from \(legacy.system.text), where it is \(en.quoted(legacy.id))."
        case .takenOverInAll(let lots, let declarations, let retirements):
            "Of these, taken over from an earlier system and not verified here: \(en.number(declarations)) \(declarations == 1 ? "declaration" : "declarations"); beside them \(en.number(lots)) \(lots == 1 ? "lot" : "lots") and \(en.number(retirements)) \(retirements == 1 ? "retirement" : "retirements") taken over. “counterweight opening list” shows them."
        case .bundleWritten(let path): "The certificate, as of now, is in \(path)."
        case .pagesWritten(let path, let pages):
            "The certificate is printed in \(path): \(pages == 1 ? "1 page" : "\(Language.english.number(pages)) pages")."
        case .registryHolds(let entries, let declarations, let lots):
            "\(en.number(entries)) \(entries == 1 ? "entry" : "entries"), \(en.number(declarations)) \(declarations == 1 ? "declaration" : "declarations"), \(en.number(lots)) \(lots == 1 ? "lot" : "lots")"
        case .exported(let entries, let path, let sealed):
            "\(en.number(entries)) \(entries == 1 ? "entry" : "entries") exported to \(path)\(sealed ? ", with their sealed parts" : "")."
        case .sound: "All is sound."
        case .unsound(let count):
            "\(en.number(count)) \(count == 1 ? "finding" : "findings"): nothing may be written until they are explained."
        }
    }

    var french: String {
        switch self {
        case .plain(let text): text
        case .error(let message): "Erreur\(n): \(message)"
        case .actor(let actor): "acteur (nommé, non prouvé)\(n): \(actor.text)"
        case .none: "aucun élément"
        case .noLots: "aucun lot"
        case .noCertificates: "aucun certificat"
        case .nothingMatched: "Rien n’a été affecté."
        case .nothingRetired: "Rien n’a été retiré."
        case .deviceUnknown: "Aucune déclaration ne mentionne cet appareil."
        case .registryMade: "Le registre est créé."
        case .cataloguePublished(let classes, let masses, let models):
            "\(fr.number(classes)) classes, \(fr.number(masses)) masses de référence et \(fr.number(models)) modèles sont publiés."
        case .keepKeysApart:
            "Sauvegardez les clés à part des données\(n): qui a les deux peut signer au nom du registre."
        case .partyRecorded(let party, let roles):
            "\(party.text) est inscrit\(n): \(roles.map(\.phrase.french).joined(separator: ", "))."
        case .keyWritten(let path):
            "La clé est dans \(path), pour son seul propriétaire. Seule la ligne ci-dessus est pour les autres."
        case .facilityRecorded(let facility, let sequence):
            "\(facility.text) est inscrite, écriture \(sequence)."
        case .facilityDeclared(let facility, let year, let grams, let sequence):
            "\(facility.text) traite \(fr.mass(grams)) pour d’autres en \(year), écriture \(sequence)."
        case .collectorApproved(let collector, let from, let to, let sequence):
            "\(collector.text) est agréé du \(fr.day(from)) au \(fr.day(to)), écriture \(sequence)."
        case .shipmentConsented(let consent, let from, let to, let sequence):
            "Le consentement \(consent.text) de \(from.text) vers \(to.text) est inscrit, écriture \(sequence)."
        case .classAdded(let code): "La classe \(code.text) est ajoutée."
        case .massPublished(let version, let grams, let sequence):
            "La masse de référence \(version.text) est de \(fr.mass(grams)), écriture \(sequence)."
        case .modelAdded(let maker, let name, let grams): "\(maker) \(name) pèse \(fr.mass(grams))."
        case .bandMass(let version, let band, let pieces, let mass):
            "\(fr.pieces(pieces)) selon \(version.text), de \(fr.mass(band.lowerBound)) à \(fr.mass(band.upperBound)) par pièce\(n): de \(fr.mass(mass.lowerBound)) à \(fr.mass(mass.upperBound))."
        case .bandPieces(let version, let band, let grams, let pieces):
            "\(fr.mass(grams)) selon \(version.text), de \(fr.mass(band.lowerBound)) à \(fr.mass(band.upperBound)) par pièce\(n): \(pieces.map { "de \(fr.number($0.lowerBound.count)) à \(fr.pieces($0.upperBound))" } ?? "aucun nombre entier de pièces")."
        case .programmePublished(let version, let sequence):
            "Le programme \(version.text) est publié, écriture \(sequence)."
        case .standardPublished(let version, let sequence):
            "La norme \(version.text) est publiée, écriture \(sequence)."
        case .declared(let sequence, let owed): "D\(sequence) est déclarée et doit \(fr.quantity(owed))."
        case .declaredMany(let count): "\(fr.number(count)) déclarations sont faites."
        case .listRead(let form, let profile):
            switch form {
            case .text(let encoding): "Lue comme CSV en \(encoding.rawValue), selon le profil \(profile)."
            case .worksheet(let name): "Lue de la feuille \(fr.quoted(name)), selon le profil \(profile)."
            }
        case .profileWritten(let path):
            "Le profil est dans \(path)\(n): donnez-le la prochaine fois par --profile."
        case .judged(let count):
            "Rien n’est écrit. En l’état, cela ferait \(fr.number(count)) \(count < 2 ? "déclaration" : "déclarations")."
        case .refusedRowsWritten(let path, let rows):
            "\(fr.number(rows)) \(rows < 2 ? "ligne refusée est" : "lignes refusées sont") dans \(path)\(n): corrigez-les là et envoyez ce fichier."
        case .verdictsWritten(let path, let rows):
            "\(fr.number(rows)) \(rows < 2 ? "ligne est" : "lignes sont") dans \(path), chacune avec son verdict."
        case .excludedRowsWritten(let path, let rows):
            "\(fr.number(rows)) \(rows < 2 ? "ligne exclue est" : "lignes exclues sont") dans \(path)\(n): corrigez-les là et envoyez ce fichier."
        case .noDrafts: "Aucun brouillon n’est ouvert."
        case .noReviews: "Aucune ligne n’est à l’examen."
        case .nothingDeclared: "Rien n’est déclaré\(n): toutes les lignes qui pourraient l’être sont à l’examen."
        case .reviewsKept(let kept):
            """
            Lignes à l’examen gardées\(n): \(fr.number(kept.new))\(n); déjà gardées\(n): \(fr.number(kept.known))\
            \(kept.left == 0 ? "." : "\(n); non gardées, car trop nombreuses ou trop longues\(n): \(fr.number(kept.left)). Renvoyez-les quand les autres seront tranchées.")
            """
        case .reviewTurned(let review, let state): "L’examen \(review) est \(state.french)."
        case .clash(let clash):
            "D\(clash.declaration) ligne \(fr.number(clash.row)) de \(clash.customer.text)\(clash.stands ? "" : " (plus maintenant)")"
        case .draftTurned(let draft, .draft):
            "Le brouillon \(draft) est gardé. Rien n’est dû avant qu’il soit soumis et accepté."
        case .draftTurned(let draft, let state): "Le brouillon \(draft) est \(state.french)."
        case .secondMember(let party, true):
            "Les listes de \(party.text) sont acceptées par un autre membre que celui qui les soumet."
        case .secondMember(let party, false): "Un seul membre de \(party.text) peut de nouveau soumettre et accepter."
        case .rowExcluded(let line, let reason): "  ligne \(fr.number(line))\(n): \(reason.french)"
        case .moreRows(let count): "  et \(fr.number(count)) autres\(n); --json les donne toutes."
        case .receiptWritten(let path):
            "Le reçu du client est dans \(path), avec sa graine\(n); personne d’autre n’en a besoin."
        case .identified(let declaration, let rows):
            "\(fr.number(rows)) \(rows < 2 ? "appareil est rattaché" : "appareils sont rattachés") à des lignes de D\(declaration)."
        case .positionsCancelled(let declaration, let quantity):
            "D\(declaration) doit \(fr.quantity(quantity)) de moins, pour des appareils déjà déclarés."
        case .deviceExcluded(let line, let reason): "  ligne \(fr.number(line))\(n): \(reason.french)"
        case .withdrawn(let declaration, let rows, let quantity):
            "\(fr.number(rows)) \(rows < 2 ? "ligne ôtée" : "lignes ôtées") de D\(declaration)\(n): elle doit \(fr.quantity(quantity)) de moins."
        case .lotSealed(let lot, let sequence): "Le lot \(lot.text) est scellé, écriture \(sequence)."
        case .paid(let price):
            "Payé\(n): \(fr.money(price.currency, price.minorUnits)) pour \(fr.pieces(price.pieces))."
        case .price(let price): fr.price(price)
        case .priceSet(let programme, let price):
            "À partir du \(fr.day(price.from)), \(programme.text) coûte \(fr.price(price)). Ce qui est facturé le reste."
        case .invoice(let invoice):
            "\(invoice.reference) du \(fr.day(invoice.day)), \(fr.money(invoice.amount)) pour \(fr.quantity(invoice.quantity))"
        case .invoiced(let declaration, let invoice):
            "D\(declaration) est facturée\(n): \(fr.money(invoice.amount)) pour \(fr.quantity(invoice.quantity))\(invoice.price.map { ", \(fr.price($0))" } ?? "")."
        case .invoiceReplaced(let earlier):
            "Elle remplace \(fr.quoted(earlier.reference)), \(fr.money(earlier.amount))."
        case .isPaid(let declaration, let reference, let sequence):
            "D\(declaration) est payée par \(fr.quoted(reference)), écriture \(sequence)."
        case .evidenceKept(let count):
            "\(fr.number(count)) \(count < 2 ? "pièce justificative conservée" : "pièces justificatives conservées")."
        case .weighed(let lot, let weighing, let net, let pieces):
            "Pesée \(weighing) de \(lot.text)\(n): \(fr.list([fr.mass(net)] + (pieces.map { [fr.pieces($0)] } ?? []))) net."
        case .listTaken(let taken, let duplicates, let refused):
            "Lignes prises\(n): \(fr.number(taken))\(n); déjà inscrites\(n): \(fr.number(duplicates))\(n); refusées\(n): \(fr.number(refused))."
        case .listTried(let taken, let duplicates, let refused):
            "Rien n’a été écrit. Lignes qui seraient prises\(n): \(fr.number(taken))\(n); déjà inscrites\(n): \(fr.number(duplicates))\(n); refusées\(n): \(fr.number(refused))."
        case .listLeft(let rows, let refused):
            "Rien n’a été écrit\(n): sur \(fr.number(rows)) lignes, \(fr.number(refused)) \(refused < 2 ? "est refusée" : "sont refusées"), et il fallait les prendre toutes ou aucune."
        case .listRowRefused(let line, let column, let reason):
            "  ligne \(fr.number(line))\(column.map { ", \($0)" } ?? "")\(n): \(reason.french)"
        case .weighedTogether(let lots, let first, let net, let pieces):
            "\(fr.list([fr.mass(net)] + (pieces.map { [fr.pieces($0)] } ?? []))) net sur \(lots) lots, pesée \(first), partagé selon leurs derniers nets\(n):"
        case .shareOf(let weighing, let share):
            "La pesée \(weighing) est la part du lot dans la pesée \(share.first)\(n): \(fr.list([fr.mass(share.net)] + (share.pieces.map { [fr.pieces($0)] } ?? []))) net sur \(share.lots) lots."
        case .weighingVoided(let lot, let weighing): "La pesée \(weighing) de \(lot.text) est annulée."
        case .weighingIsVoid: "annulée"
        case .weighingCounts: "oui"
        case .claimable(let lot, let claimable):
            "\(lot.text) peut être revendiqué jusqu’à \(fr.list([fr.mass(claimable.mass)] + (claimable.count.map { [fr.pieces($0)] } ?? [])))."
        case .nothingClaimable(let lot):
            "Rien de \(lot.text) ne peut encore être revendiqué\(n): aucune pesée n’est sur la base de la norme."
        case .released(let declaration, let lot, let quantity):
            "D\(declaration) a rendu \(fr.quantity(quantity)) de \(lot.text)."
        case .lotVerified(let lot, let sequence): "Le lot \(lot.text) est vérifié, écriture \(sequence)."
        case .guardRefused(let lot, let rules):
            "Le lot \(lot.text) n’est pas vérifié\(n): \(rules.map(\.french).joined(separator: "\(n); "))."
        case .guardNotAsked: "Le contrôle n’a pas encore été demandé."
        case .bytesToSign(let lot, let path):
            "Les octets à signer pour \(lot.text) sont dans \(path). Signez-les avec Ed25519 et donnez --signature."
        case .lotIsNow(let lot, let state): "Le lot \(lot.text) est \(state.french)."
        case .certificateIsNow(let certificate, let state): "Le certificat \(certificate.text) est \(state.french)."
        case .certificateReplaced(let old, let new):
            "Le certificat \(old.text) est \(CertificateState.revoked.french)\(n); \(new.text) tient sa place."
        case .retirementsReversed(let count):
            "\(fr.number(count)) \(count < 2 ? "retrait annulé" : "retraits annulés")."
        case .waits(let declaration, let quantity, let reason):
            "D\(declaration), \(fr.quantity(quantity)). \(reason.french)"
        case .held(let declaration, let lot, let quantity, let reason):
            "D\(declaration), \(fr.quantity(quantity)) de \(lot.text), sans retrait. \(reason.french)"
        case .matchingWouldPromise:
            "La prochaine affectation donnerait plus\(n): lancez «\u{A0}counterweight match\u{A0}»."
        case .nothingWaits: "Rien n’est en attente."
        case .declarations(let declarations): fr.declarations(declarations)
        case .certified(let declarations, let quantities, let mass, let count):
            "\(fr.list(quantities.map(fr.quantity))) de \(fr.declarations(declarations)) sous certificat, \(fr.mass(mass)) en \(fr.number(count)) \(count < 2 ? "retrait" : "retraits")."
        case .certifiedTakenOver(let declaration, let quantities, let mass, let count):
            "\(fr.list(quantities.map(fr.quantity))) de D\(declaration) sous certificat comme repris, non vérifié ici\(n): \(fr.mass(mass)) en \(fr.number(count)) \(count < 2 ? "retrait" : "retraits")."
        case .nothingTakenOver: "Rien ne fut repris d’un système antérieur."
        case .takenOverFrom(let system):
            "Repris de \(system.code.text) jusqu’au \(fr.day(system.until)), non vérifié ici\(n):"
        case .declarationTakenOver(let declaration, let legacy):
            "D\(declaration) fut reprise de \(legacy.system.text), où elle est \(fr.quoted(legacy.id))."
        case .takenOverInAll(let lots, let declarations, let retirements):
            "Parmi elles, reprises d’un système antérieur et non vérifiées ici\(n): \(fr.number(declarations)) \(declarations < 2 ? "déclaration" : "déclarations")\(n); à côté, \(fr.number(lots)) \(lots < 2 ? "lot" : "lots") et \(fr.number(retirements)) \(retirements < 2 ? "retrait" : "retraits") repris. «\u{A0}counterweight opening list\u{A0}» les montre."
        case .bundleWritten(let path): "Le certificat, tel qu’il est maintenant, est dans \(path)."
        case .pagesWritten(let path, let pages):
            "Le certificat est imprimé dans \(path)\u{202F}: \(pages == 1 ? "1 page" : "\(Language.french.number(pages)) pages")."
        case .registryHolds(let entries, let declarations, let lots):
            "\(fr.number(entries)) \(entries < 2 ? "écriture" : "écritures"), \(fr.number(declarations)) \(declarations < 2 ? "déclaration" : "déclarations"), \(fr.number(lots)) \(lots < 2 ? "lot" : "lots")"
        case .exported(let entries, let path, let sealed):
            "\(fr.number(entries)) \(entries < 2 ? "écriture exportée" : "écritures exportées") vers \(path)\(sealed ? ", avec leurs parties scellées" : "")."
        case .sound: "Tout est en ordre."
        case .unsound(let count):
            "\(fr.number(count)) \(count < 2 ? "constat" : "constats")\(n): rien ne peut être écrit avant qu’ils soient expliqués."
        }
    }
}

extension Language {
    /// `D22, D23 and D24`; of more than five the first four and how many others.
    fileprivate func declarations(_ declarations: [Int64]) -> String {
        let names = declarations.map { "D\($0)" }
        guard names.count > 5 else { return list(names) }
        let more = number(names.count - 4)
        return switch self {
        case .english: list(names.prefix(4) + ["\(more) others"])
        case .french: list(names.prefix(4) + ["\(more) autres"])
        }
    }

    /// `GHS 2,500.00`; in French `2 500,00 GHS`.
    fileprivate func money(_ currency: String, _ minorUnits: Int64) -> String {
        let decimals = Read.decimals(of: currency)
        var unit: Int64 = 1
        for _ in 0..<decimals { unit *= 10 }
        let (whole, rest) = minorUnits.quotientAndRemainder(dividingBy: unit)
        let digits = String(rest)
        let fraction = String(repeating: "0", count: max(0, decimals - digits.count)) + digits
        switch self {
        case .english: return "\(currency) \(number(whole))\(decimals == 0 ? "" : ".\(fraction)")"
        case .french: return "\(number(whole))\(decimals == 0 ? "" : ",\(fraction)")\u{A0}\(currency)"
        }
    }

    fileprivate func money(_ money: Money) -> String { self.money(money.currency, money.minorUnits) }

    /// `EUR 4.90 a piece`, `EUR 12.00 a kilogram`.
    fileprivate func price(_ price: ProgrammePrice) -> String {
        switch (self, price.unit) {
        case (.english, .pieces): "\(money(price.each)) a piece"
        case (.english, .grams): "\(money(price.each)) a kilogram"
        case (.french, .pieces): "\(money(price.each)) la pièce"
        case (.french, .grams): "\(money(price.each)) le kilogramme"
        }
    }
}

/// How far a large list is.
struct ProgressPhrase: Phrase {
    let stage: ImportProgress.Stage
    let done: Int
    let all: Int?
    let rate: Int?
    /// Seconds.
    let left: Int?

    var english: String {
        let name =
            switch stage {
            case .reading: "reading"
            case .comparing: "comparing numbers"
            case .writingNumbers: "writing numbers"
            case .writingDevices: "writing devices"
            case .hashing: "hashing"
            case .takingBack: "taking back"
            }
        return parts(name, of: "of", aSecond: "a second", left: "left", en)
    }

    var french: String {
        let name =
            switch stage {
            case .reading: "lecture"
            case .comparing: "comparaison des numéros"
            case .writingNumbers: "écriture des numéros"
            case .writingDevices: "écriture des appareils"
            case .hashing: "hachage"
            case .takingBack: "annulation"
            }
        return parts(name, of: "sur", aSecond: "par seconde", left: "restantes", fr)
    }

    private func parts(_ name: String, of: String, aSecond: String, left: String, _ language: Language) -> String {
        var parts = [name]
        if done > 0 {
            parts.append(language.number(done) + (all.map { " \(of) \(language.number($0))" } ?? ""))
        }
        if let rate { parts.append("\(language.number(rate)) \(aSecond)") }
        switch self.left {
        case nil: break
        case let seconds? where seconds <= 120: parts.append("\(language.number(seconds)) s \(left)")
        case let seconds?: parts.append("\(language.number((seconds + 59) / 60)) min \(left)")
        }
        return parts.joined(separator: ", ")
    }
}
