import Wording

/// What an option or argument is for, as help says it.
enum OptionPhrase: Phrase, CaseIterable {
    case data, keys, language, json, actor
    case origin, firstParty, partyCode, partyName, country, member, role, verifierKey, assurance, keyOut
    case facilityFile, facilityCode, year, gramsForOthers
    case collectorCode, from, to, approvalFile
    case consentCode, fromCountry, toCountry, consentDays, waste, consentDocument
    case newClass, classCode, unuKey, english, french, gramsAPiece, massFrom, source, maker, modelName
    case phones, gramsOfPhones, estimateStandard
    case programmeFile, standardFile
    case review, allReviews, mendedMaker, mendedSerial, mendedIMEI, mendedIMEI2
    case refusedRows, excludedRows, verdictRows, dryRun, costCentre, draft, allDrafts, endSecondMember
    case profile, encoding, worksheet, profileOut
    case backupFolder, newOrigin, keyCause, keyToRevoke
    case sheet, customer, programme, declaredDay, beneficiary, document, life, map, receipt, declaration, row
    case newLot, lotCode, scrap, collectedIn, collected, standard, collector, seal, bag, device, price, evidence
    case otherRegistry
    case lotsToWeigh, supplyList, allOrNothing
    case stage, weighedDay, gross, tare, net, pieces, battery, packaging, ticket, scale, weighing, voidCause
    case signWithKey, signRequest, signature, lotCause, trueMass, truePieces
    case programmePrice, priceFrom, invoiceReference, invoiceAmount, invoiceDay, invoicePaid, paidDay
    case declarationToCertify, cutDocument, cutBeneficiary, cutCustomer, cutFrom, cutTo, bundlesOut
    case earlierSystem, cutOffDay
    case declarationToRetire, most, bundleOut, certificateNumber, certificateToPrint, bundleToPrint, pageOut, paper
    case bilingual, deviceText, exportFolder, sealed
    case envelopeOut, entryProofOut, publicFolder, earlierOrigin, entryToProve
    case textsToCheck, market, textLanguage, wordingDay
    case devicesToProve, rowToProve, positionToProve, declarationToProve, deviceList, proofOut
    case witnessKey, witnessAddress, witnessName, submitTo, submissionRequest, submissionAnswer, submissionTimeout

    var english: String {
        switch self {
        case .data: "The registry’s folder. Else COUNTERWEIGHT_DATA, else ./counterweight."
        case .keys: "The folder of the registry’s keys. Else the data folder’s name with -keys behind it."
        case .language: "Speak en or fr. Else as LC_ALL, LC_MESSAGES or LANG say."
        case .json: "Answer with one JSON document, also when refused."
        case .actor: "Who acts. Else COUNTERWEIGHT_ACTOR. The name is taken on trust."
        case .origin: "The domain under which the registry publishes. Without one, log and issuer go by their keys."
        case .firstParty: "The first party, which keeps the registry."
        case .partyCode: "The party’s code."
        case .partyName: "The organisation’s name, as the journal and certificates will show it."
        case .country: "Its country, ISO 3166-1."
        case .member: "A person who acts for it; once for each."
        case .role: "What it does; once for each: registrar, provider, customer, collector, recycler, verifier."
        case .verifierKey: "A verifier’s own public key, did:key:z6Mk…"
        case .assurance: "What a verifier’s word is worth: second-person or independent-body."
        case .keyOut: "Where to write the key: a new file in a folder of its own, for its owner alone."
        case .facilityFile: "The facility as JSON: permits, certifications, yearly capacity."
        case .facilityCode: "The facility’s code."
        case .year: "The calendar year."
        case .gramsForOthers: "Whole grams that it treats for others than this registry’s lots; 0 is a figure."
        case .collectorCode: "The collector’s code."
        case .from: "The first day of the approval."
        case .to: "The last day of the approval."
        case .approvalFile: "The approval as it was signed; kept as evidence."
        case .consentCode: "The consent’s code."
        case .fromCountry: "The country that the scrap leaves."
        case .toCountry: "The country where it arrives."
        case .consentDays: "The first and the last day of the consent."
        case .waste: "Its entry in the Basel Convention: a1181 (hazardous) or y49."
        case .consentDocument: "A document of the consent, kept as evidence; once for each."
        case .newClass: "The new class’s code."
        case .classCode: "The class’s code."
        case .unuKey: "The UNU-KEY under which statistics count it, four digits."
        case .english: "Its name in English."
        case .french: "Its name in French."
        case .gramsAPiece: "What one piece weighs, in whole grams."
        case .massFrom: "The day from which the figure describes the class."
        case .source: "Where the figure stands: publication, table, year."
        case .maker: "The maker, as printed."
        case .modelName: "The model, as printed."
        case .phones: "A number of phones: what do they weigh?"
        case .gramsOfPhones: "A mass of phones in whole grams: how many are they?"
        case .estimateStandard: "Also by the grams per piece that this supply standard allows."
        case .programmeFile: "The programme as JSON (docs/spec/journal.md)."
        case .standardFile: "The supply standard as JSON (docs/spec/journal.md)."
        case .refusedRows:
            "Where to write the rows that were refused, as they came, with the reason beside them: to mend and send again."
        case .excludedRows:
            "Where to write the rows that were excluded, as they came, with the reason beside them: to mend and send again."
        case .review: "The review’s number."
        case .allReviews: "Also those that were cleared or rejected."
        case .mendedMaker: "The maker that the row should have named."
        case .mendedSerial: "The serial number that the row should have named."
        case .mendedIMEI: "The IMEI that the row should have named."
        case .mendedIMEI2: "Its second IMEI."
        case .verdictRows: "Where to write every row as it came, with its verdict beside it."
        case .dryRun: "Say what would become of it, and write nothing."
        case .costCentre: "The customer’s cost centre, for rows that do not say it."
        case .draft: "The draft’s number."
        case .allDrafts: "Also those that were accepted or discarded."
        case .endSecondMember: "One member is enough again; only the registrar says so."
        case .sheet:
            "The list of devices, its first row a heading: a workbook (XLSX), or CSV with commas, semicolons or tabs."
        case .profile:
            "Whose headings the list has: a profile (declare profiles), or a file of your own. Else it is found out."
        case .encoding: "utf-8, utf-16, utf-16le, utf-16be or windows-1252. Else it is found out."
        case .worksheet: "Which worksheet of a workbook. Needed only where several have something in them."
        case .profileOut: "Where to write what the columns were taken for, as a file for --profile."
        case .customer: "Whose devices they are."
        case .programme: "The programme’s code; the version in force on the day is taken."
        case .declaredDay: "The day of purchase or resale."
        case .beneficiary: "In whose name mass will be retired, for rows that do not say it."
        case .document: "The purchase order, invoice or sale, for rows that do not say it."
        case .life: "1, or one more each time the devices came back and are resold."
        case .backupFolder: "The backup’s folder."
        case .newOrigin: "The new log’s name: a domain with or without a path, other than the old one."
        case .keyCause: "Why: superseded (by custom), lost or compromised."
        case .keyToRevoke: "The key, as “key list” shows it."
        case .envelopeOut: "Where to write the certificate’s second form, a JWS (vc+jwt) signed by the same key."
        case .entryProofOut: "Where to write the proof that the entry is in the journal (C2SP tlog-proof)."
        case .publicFolder: "The folder that the registry’s address shows."
        case .earlierOrigin: "The name of an earlier log, for the certificates that were issued under it."
        case .entryToProve: "The entry, by its sequence."
        case .map:
            "Which column says what: serial=Seriennummer; or one value for every row: class=:smartphone. Once for each."
        case .receipt: "Where to write the customer’s receipt, with the seed by which it can prove one device."
        case .declaration: "The declaration, as in D71."
        case .row: "An included row, counted from 1; once for each. Without any: all."
        case .newLot: "The new lot’s code."
        case .lotCode: "The lot’s code."
        case .scrap: "The class of the scrap."
        case .collectedIn: "The country where it was collected."
        case .collected: "The first and the last day of collection."
        case .standard: "The supply standard’s code; the version in force on the first day is the lot’s for good."
        case .collector: "The collector’s code."
        case .seal: "A seal’s number; once for each."
        case .bag: "A bag’s number; once for each."
        case .device: "An IMEI or serial number that could be read; once for each."
        case .price: "What was paid: “GHS 2.50 x 1000” for each of 1,000 pieces, “GHS 2500 / 1000” for all."
        case .evidence:
            "A file behind it, kept by its SHA-256; once for each: photo, weight-ticket, purchase-record, treatment-record, shipment; exclusivity=FILE@party."
        case .otherRegistry: "The lot’s number in another registry; once for each."
        case .supplyList:
            "The list: CSV in UTF-8, its first line naming the columns. At most 2,000 rows, of an earlier system 100,000."
        case .earlierSystem: "The earlier system’s name, a code; the same for all its lists."
        case .cutOffDay: "The last day on which it was kept: nothing later is taken over."
        case .allOrNothing: "Take every row in one transaction, or none where one is refused."
        case .lotsToWeigh: "The lot’s code; of several, one weighing is shared by their last nets."
        case .stage: "Where on its way: collection, receipt or treatment."
        case .weighedDay: "The day on the facility’s own wall."
        case .gross: "Whole grams on the scale."
        case .tare: "Whole grams of bags, boxes and pallet."
        case .net: "Gross less tare, typed as well, so that one mistyped digit is noticed."
        case .pieces: "How many pieces were counted; without it, nobody counted."
        case .battery: "Whether batteries are in the net: included or removed."
        case .packaging: "Whether packaging is in the net: included or removed."
        case .ticket: "The weight ticket’s number."
        case .scale: "The scale’s number."
        case .weighing: "The weighing’s number, as “explain lot” shows it."
        case .voidCause: "Why: typing-error, wrong-lot or faulty-scale."
        case .signWithKey: "Sign here, with the verifier’s own key from this file."
        case .signRequest: "Write the bytes to sign to this file, to be signed elsewhere."
        case .signature: "The signature over those bytes: 128 hexadecimal digits, or a file that holds it."
        case .trueMass: "Whole grams that were truly there."
        case .truePieces: "How many pieces were truly there, where the lot is counted."
        case .lotCause: "Why: nothing-claimable, verifier-refused, evidence-false or not-shown."
        case .declarationToRetire: "The declaration, as in D71. Without it: all that have a promise."
        case .most: "At most so many of the declaration’s unit."
        case .programmePrice:
            "What one costs: “EUR 4.90 / piece” where the programme counts pieces, “EUR 12.00 / kg” else."
        case .priceFrom: "The first day of purchase or resale for which it is the price."
        case .invoiceReference: "The invoice’s reference, as your books have it; one customer’s."
        case .invoiceAmount: "The amount, as in “EUR 588.00”. Else it is worked out from the price and what is owed."
        case .invoiceDay: "The invoice’s day. Else today."
        case .invoicePaid: "The reference of its invoice, typed again, so that one wrong digit is noticed."
        case .paidDay: "The day on which the money came. Else today."
        case .declarationToCertify: "The declaration, as in D71. This and each option below narrow what is certified."
        case .cutDocument: "Of this purchase order, invoice or sale, written as it was declared."
        case .cutBeneficiary: "In this beneficiary’s name, written as it was declared."
        case .cutCustomer: "Of this customer’s declarations."
        case .cutFrom: "Retired on this day or later, in UTC."
        case .cutTo: "Retired on this day or earlier, in UTC; not a day to come."
        case .bundlesOut:
            "Where to write the certificate, with all that is needed to check it; of several, the others get a number before the name’s end."
        case .bundleOut: "Where to write the certificate, with all that is needed to check it."
        case .certificateNumber: "The certificate’s number, 32 hexadecimal digits."
        case .certificateToPrint:
            "The certificate’s number, 32 hexadecimal digits: as it is now, with the devices by their numbers."
        case .bundleToPrint: "A certificate’s bundle to print instead, as of its own day and without a registry."
        case .pageOut: "Where to write the PDF, over one that is there."
        case .paper: "The paper; A4 unless it is said."
        case .bilingual: "Print a page in the other language too, and the annexes in both."
        case .deviceText:
            "An IMEI or a serial number; or imei:…, serial:MAKER:…, serial:?:…, asset:party:…, document:party:…:line."
        case .exportFolder: "The folder to write to; what an earlier export wrote whole stays."
        case .textsToCheck: "The texts: UTF-8, plain, Markdown or HTML, each of at most 1,048,576 bytes."
        case .market:
            "Where they are read, once for each: any, eu, fr, de, gb, ch, us, us-ca. Else every market. What holds anywhere is always read."
        case .textLanguage: "A language of the texts, once for each: en, fr, de. Else every one."
        case .wordingDay: "The day on which they are read. Else today in UTC."
        case .devicesToProve:
            "A device by an identifier, as “explain device” takes it; once for each."
        case .rowToProve: "A row of the declaration, counted from 1; once for each."
        case .positionToProve: "Of a row that stands for several, the device at this position, counted from 1."
        case .declarationToProve: "The declaration that is meant, such as D71, where the certificate speaks of several."
        case .deviceList: "A file with one identifier a line."
        case .proofOut: "Where to write the proof; of several, or with --list, the folder for a file of each."
        case .sealed: "Also the sealed parts, which name customers and people: for an auditor only."
        case .witnessKey: "The witness’s key, NAME+HASH+KEY."
        case .witnessAddress: "Its submission prefix, https://… or http://…. Without one, it is asked by files."
        case .witnessName: "The witness’s name or key."
        case .submitTo: "This witness alone, by its name or key. Else all that have an address."
        case .submissionRequest: "Ask nobody: write the request to this file, for a witness without an address."
        case .submissionAnswer: "Take what a witness wrote for such a request."
        case .submissionTimeout: "Seconds to wait for a witness that says nothing, 1 to 600."
        }
    }

    var french: String {
        switch self {
        case .data: "Le dossier du registre. Sinon COUNTERWEIGHT_DATA, sinon ./counterweight."
        case .keys: "Le dossier des clés du registre. Sinon le nom du dossier de données suivi de -keys."
        case .language: "Parler en ou fr. Sinon selon LC_ALL, LC_MESSAGES ou LANG."
        case .json: "Répondre par un seul document JSON, refus compris."
        case .actor: "Qui agit. Sinon COUNTERWEIGHT_ACTOR. Le nom est pris sur parole."
        case .origin: "Le domaine sous lequel le registre publie. Sans domaine, journal et émetteur portent leurs clés."
        case .firstParty: "La première partie, qui tient le registre."
        case .partyCode: "Le code de la partie."
        case .partyName: "Le nom de l’organisation, tel que le journal et les certificats le montreront."
        case .country: "Son pays, ISO 3166-1."
        case .member: "Une personne qui agit pour elle\u{202F}; une fois pour chacune."
        case .role:
            "Ce qu’elle fait\u{202F}; une fois pour chaque rôle\u{202F}: registrar, provider, customer, collector, recycler, verifier."
        case .verifierKey: "La clé publique propre au vérificateur, did:key:z6Mk…"
        case .assurance: "Ce que vaut la parole d’un vérificateur\u{202F}: second-person ou independent-body."
        case .keyOut: "Où écrire la clé\u{202F}: un nouveau fichier dans un dossier à part, pour son seul propriétaire."
        case .facilityFile: "L’installation en JSON\u{202F}: autorisations, certifications, capacité annuelle."
        case .facilityCode: "Le code de l’installation."
        case .year: "L’année civile."
        case .gramsForOthers:
            "Grammes entiers qu’elle traite pour d’autres que les lots de ce registre\u{202F}; 0 est un chiffre."
        case .collectorCode: "Le code du collecteur."
        case .from: "Le premier jour de l’agrément."
        case .to: "Le dernier jour de l’agrément."
        case .approvalFile: "L’agrément tel qu’il fut signé\u{202F}; conservé comme pièce justificative."
        case .consentCode: "Le code du consentement."
        case .fromCountry: "Le pays que les déchets quittent."
        case .toCountry: "Le pays où ils arrivent."
        case .consentDays: "Le premier et le dernier jour du consentement."
        case .waste: "Leur rubrique dans la convention de Bâle\u{202F}: a1181 (dangereux) ou y49."
        case .consentDocument: "Un document du consentement, conservé\u{202F}; une fois pour chacun."
        case .newClass: "Le code de la nouvelle classe."
        case .classCode: "Le code de la classe."
        case .unuKey: "La clé UNU sous laquelle les statistiques la comptent, quatre chiffres."
        case .english: "Son nom en anglais."
        case .french: "Son nom en français."
        case .gramsAPiece: "Ce que pèse une pièce, en grammes entiers."
        case .massFrom: "Le jour à partir duquel le chiffre décrit la classe."
        case .source: "Où le chiffre se trouve\u{202F}: publication, tableau, année."
        case .maker: "Le fabricant, tel qu’imprimé."
        case .modelName: "Le modèle, tel qu’imprimé."
        case .phones: "Un nombre de téléphones\u{202F}: que pèsent-ils\u{202F}?"
        case .gramsOfPhones: "Une masse de téléphones en grammes entiers\u{202F}: combien sont-ils\u{202F}?"
        case .estimateStandard: "Aussi selon les grammes par pièce que cette norme admet."
        case .programmeFile: "Le programme en JSON (docs/spec/journal.md)."
        case .standardFile: "La norme d’approvisionnement en JSON (docs/spec/journal.md)."
        case .refusedRows:
            "Où écrire les lignes refusées, telles qu’elles sont venues, le motif à côté\u{202F}: à corriger et à renvoyer."
        case .excludedRows:
            "Où écrire les lignes exclues, telles qu’elles sont venues, le motif à côté\u{202F}: à corriger et à renvoyer."
        case .review: "Le numéro de l’examen."
        case .allReviews: "Aussi ceux qui furent levés ou rejetés."
        case .mendedMaker: "Le fabricant que la ligne aurait dû nommer."
        case .mendedSerial: "Le numéro de série que la ligne aurait dû nommer."
        case .mendedIMEI: "L’IMEI que la ligne aurait dû nommer."
        case .mendedIMEI2: "Son second IMEI."
        case .verdictRows: "Où écrire toutes les lignes, telles qu’elles sont venues, le verdict à côté."
        case .dryRun: "Dire ce qu’il en adviendrait, et ne rien écrire."
        case .costCentre: "Le centre de coûts du client, pour les lignes qui ne le disent pas."
        case .draft: "Le numéro du brouillon."
        case .allDrafts: "Aussi ceux qui furent acceptés ou abandonnés."
        case .endSecondMember: "Un seul membre suffit de nouveau\u{202F}; seul le teneur du registre le dit."
        case .sheet:
            """
            La liste des appareils, sa première ligne étant l’en-tête\u{202F}: un classeur (XLSX), ou du CSV à virgules, \
            points-virgules ou tabulations.
            """
        case .backupFolder: "Le dossier de la sauvegarde."
        case .keyCause: "Pourquoi\u{202F}: superseded (par habitude), lost (perdue) ou compromised (en d’autres mains)."
        case .keyToRevoke: "La clé, telle que la montre «\u{A0}key list\u{A0}»."
        case .envelopeOut: "Où écrire la seconde forme du certificat, un JWS (vc+jwt) signé par la même clé."
        case .entryProofOut: "Où écrire la preuve que l’écriture est dans le journal (tlog-proof de C2SP)."
        case .publicFolder: "Le dossier que montre l’adresse du registre."
        case .earlierOrigin: "Le nom d’un journal antérieur, pour les certificats délivrés sous lui."
        case .entryToProve: "L’écriture, par son numéro."
        case .newOrigin: "Le nom du nouveau journal\u{202F}: un domaine, avec ou sans chemin, autre que l’ancien."
        case .profile:
            """
            De qui viennent les intitulés\u{202F}: un profil (declare profiles), ou un fichier à vous. Sinon on le \
            reconnaît.
            """
        case .encoding: "utf-8, utf-16, utf-16le, utf-16be ou windows-1252. Sinon on le reconnaît."
        case .worksheet: "Quelle feuille du classeur. Utile seulement si plusieurs contiennent quelque chose."
        case .profileOut: "Où écrire ce pour quoi les colonnes ont été prises, en fichier pour --profile."
        case .customer: "À qui sont les appareils."
        case .programme: "Le code du programme\u{202F}; la version en vigueur ce jour-là vaut."
        case .declaredDay: "Le jour de l’achat ou de la revente."
        case .beneficiary: "Au nom de qui la masse sera retirée, pour les lignes qui ne le disent pas."
        case .document: "La commande, la facture ou la vente, pour les lignes qui ne la disent pas."
        case .life: "1, ou un de plus chaque fois que les appareils sont revenus et sont revendus."
        case .map:
            "Quelle colonne dit quoi\u{202F}: serial=Seriennummer\u{202F}; ou une valeur pour toutes les lignes\u{202F}: class=:smartphone. Une fois pour chacune."
        case .receipt: "Où écrire le reçu du client, avec la graine qui lui permet de prouver un appareil."
        case .declaration: "La déclaration, comme D71."
        case .row:
            "Une ligne retenue, comptée à partir de 1\u{202F}; une fois pour chacune. Sans aucune\u{202F}: toutes."
        case .newLot: "Le code du nouveau lot."
        case .lotCode: "Le code du lot."
        case .scrap: "La classe des déchets."
        case .collectedIn: "Le pays de la collecte."
        case .collected: "Le premier et le dernier jour de la collecte."
        case .standard:
            "Le code de la norme\u{202F}; la version en vigueur le premier jour est celle du lot pour toujours."
        case .collector: "Le code du collecteur."
        case .seal: "Le numéro d’un scellé\u{202F}; une fois pour chacun."
        case .bag: "Le numéro d’un sac\u{202F}; une fois pour chacun."
        case .device: "Un IMEI ou numéro de série qu’on a pu lire\u{202F}; une fois pour chacun."
        case .price:
            "Ce qui fut payé\u{202F}: «\u{A0}GHS 2.50 x 1000\u{A0}» pour chacune de 1\u{202F}000 pièces, «\u{A0}GHS 2500 / 1000\u{A0}» pour toutes."
        case .evidence:
            "Une pièce justificative, conservée sous son SHA-256\u{202F}; une fois pour chacune\u{202F}: photo, weight-ticket, purchase-record, treatment-record, shipment\u{202F}; exclusivity=FICHIER@partie."
        case .otherRegistry: "Le numéro du lot dans un autre registre\u{202F}; une fois pour chacun."
        case .supplyList:
            "La liste\u{202F}: CSV en UTF-8, dont la première ligne nomme les colonnes. 2\u{202F}000 lignes au plus, d’un système antérieur 100\u{202F}000."
        case .earlierSystem: "Le nom du système antérieur, un code\u{202F}; le même pour toutes ses listes."
        case .cutOffDay: "Le dernier jour où il fut tenu\u{202F}: rien de postérieur n’est repris."
        case .allOrNothing: "Prendre toutes les lignes en une transaction, ou aucune si l’une est refusée."
        case .lotsToWeigh:
            "Le code du lot\u{202F}; s’il y en a plusieurs, la pesée est partagée selon leurs derniers nets."
        case .stage: "Où en chemin\u{202F}: collection, receipt ou treatment."
        case .weighedDay: "Le jour au mur de l’installation."
        case .gross: "Grammes entiers sur la balance."
        case .tare: "Grammes entiers des sacs, caisses et palettes."
        case .net: "Le brut moins la tare, saisi lui aussi, pour qu’un chiffre mal saisi se voie."
        case .pieces: "Combien de pièces furent comptées\u{202F}; sans lui, personne n’a compté."
        case .battery: "Si les batteries sont dans le net\u{202F}: included ou removed."
        case .packaging: "Si l’emballage est dans le net\u{202F}: included ou removed."
        case .ticket: "Le numéro du bon de pesée."
        case .scale: "Le numéro de la balance."
        case .weighing: "Le numéro de la pesée, tel que «\u{A0}explain lot\u{A0}» le montre."
        case .voidCause: "Pourquoi\u{202F}: typing-error, wrong-lot ou faulty-scale."
        case .signWithKey: "Signer ici, avec la clé du vérificateur prise dans ce fichier."
        case .signRequest: "Écrire les octets à signer dans ce fichier, pour les signer ailleurs."
        case .signature: "La signature de ces octets\u{202F}: 128 chiffres hexadécimaux, ou un fichier qui la contient."
        case .trueMass: "Grammes entiers qui s’y trouvaient en vérité."
        case .truePieces: "Combien de pièces s’y trouvaient en vérité, si le lot est compté."
        case .lotCause: "Pourquoi\u{202F}: nothing-claimable, verifier-refused, evidence-false ou not-shown."
        case .declarationToRetire:
            "La déclaration, comme D71. Sans elle\u{202F}: toutes celles qui ont une affectation."
        case .most: "Au plus cette quantité, dans l’unité de la déclaration."
        case .programmePrice:
            "Ce que coûte l’unité\u{202F}: «\u{A0}EUR 4.90 / piece\u{A0}» si le programme compte des pièces, sinon «\u{A0}EUR 12.00 / kg\u{A0}»."
        case .priceFrom: "Le premier jour d’achat ou de revente pour lequel c’est le prix."
        case .invoiceReference: "La référence de la facture, telle que dans vos livres\u{202F}; d’un seul client."
        case .invoiceAmount:
            "Le montant, comme «\u{A0}EUR 588.00\u{A0}». Sinon il se calcule du prix et de ce qui est dû."
        case .invoiceDay: "Le jour de la facture. Sinon aujourd’hui."
        case .invoicePaid: "La référence de sa facture, tapée de nouveau, pour qu’un chiffre faux se remarque."
        case .paidDay: "Le jour où l’argent est venu. Sinon aujourd’hui."
        case .declarationToCertify:
            "La déclaration, comme D71. Elle et chaque option ci-dessous restreignent ce qui est certifié."
        case .cutDocument: "De cette commande, facture ou vente, écrite comme elle fut déclarée."
        case .cutBeneficiary: "Au nom de ce bénéficiaire, écrit comme il fut déclaré."
        case .cutCustomer: "Des déclarations de ce client."
        case .cutFrom: "Retiré ce jour-là ou après, en UTC."
        case .cutTo: "Retiré ce jour-là ou avant, en UTC\u{202F}; pas un jour à venir."
        case .bundlesOut:
            "Où écrire le certificat, avec tout ce qu’il faut pour le vérifier\u{202F}; s’il y en a plusieurs, les autres reçoivent un numéro avant la fin du nom."
        case .bundleOut: "Où écrire le certificat, avec tout ce qu’il faut pour le vérifier."
        case .certificateNumber: "Le numéro du certificat, 32 chiffres hexadécimaux."
        case .certificateToPrint:
            "Le numéro du certificat, 32 chiffres hexadécimaux\u{202F}: tel qu’il est maintenant, avec les appareils par leurs numéros."
        case .bundleToPrint: "Un dossier de certificat à imprimer à la place, à sa propre date et sans registre."
        case .pageOut: "Où écrire le PDF, par-dessus celui qui s’y trouve."
        case .paper: "Le papier\u{202F}; A4 si rien n’est dit."
        case .bilingual: "Imprimer aussi une page dans l’autre langue, et les annexes dans les deux."
        case .deviceText:
            "Un IMEI ou un numéro de série\u{202F}; ou imei:…, serial:FABRICANT:…, serial:?:…, asset:partie:…, document:partie:…:ligne."
        case .exportFolder: "Le dossier où écrire\u{202F}; ce qu’un export précédent a écrit en entier reste."
        case .textsToCheck:
            "Les textes\u{202F}: UTF-8, simple, Markdown ou HTML, chacun d’au plus 1\u{202F}048\u{202F}576 octets."
        case .market:
            "Où ils sont lus, une fois pour chaque marché\u{202F}: any, eu, fr, de, gb, ch, us, us-ca. Sinon tous. Ce qui vaut partout est toujours lu."
        case .textLanguage: "Une langue des textes, une fois pour chacune\u{202F}: en, fr, de. Sinon toutes."
        case .wordingDay: "Le jour où ils sont lus. Sinon aujourd’hui en UTC."
        case .devicesToProve:
            "Un appareil par un identifiant, comme «\u{A0}explain device\u{A0}» le prend\u{202F}; une fois pour chacun."
        case .rowToProve: "Une ligne de la déclaration, comptée depuis 1\u{202F}; une fois pour chacune."
        case .positionToProve:
            "D’une ligne qui vaut pour plusieurs, l’appareil à cette position, comptée depuis 1."
        case .declarationToProve:
            "La déclaration visée, comme D71, quand le certificat parle de plusieurs."
        case .deviceList: "Un fichier avec un identifiant par ligne."
        case .proofOut:
            "Où écrire la preuve\u{202F}; s’il y en a plusieurs, ou avec --list, le répertoire d’un fichier pour chacune."
        case .sealed:
            "Aussi les parties scellées, qui nomment clients et personnes\u{202F}: pour un auditeur seulement."
        case .witnessKey: "La clé du témoin, NOM+HACHAGE+CLÉ."
        case .witnessAddress:
            "Son préfixe de soumission, https://… ou http://…. Sans adresse, il est interrogé par fichiers."
        case .witnessName: "Le nom ou la clé du témoin."
        case .submitTo: "Ce témoin seul, par son nom ou sa clé. Sinon tous ceux qui ont une adresse."
        case .submissionRequest:
            "N’interroger personne\u{202F}: écrire la demande dans ce fichier, pour un témoin sans adresse."
        case .submissionAnswer: "Prendre ce qu’un témoin a écrit pour une telle demande."
        case .submissionTimeout: "Les secondes pendant lesquelles attendre un témoin qui se tait, de 1 à 600."
        }
    }
}

/// What stands in the angle brackets of a usage line.
enum ValuePhrase: Phrase, CaseIterable {
    case folder, file, language, actor, origin, code, text, country, role, didKey, assurance, year, grams, pieces, day
    case days, waste, unuKey, number, map, declaration, mark, price, evidence, otherRegistry, stage, battery, cause
    case signature, certificate, identifier, profile, encoding, paper, key, address
    case market, textLanguage

    var english: String {
        switch self {
        case .folder: "folder"
        case .file: "file"
        case .language: "en|fr"
        case .actor: "member@party"
        case .origin: "domain"
        case .code: "code"
        case .text: "text"
        case .country: "CC"
        case .role: "role"
        case .didKey: "did:key"
        case .assurance: "assurance"
        case .year: "year"
        case .grams: "grams"
        case .pieces: "pieces"
        case .day: "day"
        case .days: "day..day"
        case .waste: "a1181|y49"
        case .unuKey: "digits"
        case .number: "number"
        case .map: "field=column"
        case .declaration: "declaration"
        case .mark: "number"
        case .price: "price"
        case .evidence: "kind=file"
        case .otherRegistry: "registry=number"
        case .stage: "stage"
        case .battery: "included|removed"
        case .cause: "cause"
        case .signature: "signature"
        case .certificate: "certificate"
        case .paper: "a4|letter"
        case .key: "key"
        case .address: "address"
        case .identifier: "identifier"
        case .profile: "profile|file"
        case .encoding: "encoding"
        case .market: "market"
        case .textLanguage: "en|fr|de"
        }
    }

    var french: String {
        switch self {
        case .folder: "dossier"
        case .file: "fichier"
        case .language: "en|fr"
        case .actor: "membre@partie"
        case .origin: "domaine"
        case .code: "code"
        case .text: "texte"
        case .country: "CC"
        case .role: "rôle"
        case .didKey: "did:key"
        case .assurance: "assurance"
        case .year: "année"
        case .grams: "grammes"
        case .pieces: "pièces"
        case .day: "jour"
        case .days: "jour..jour"
        case .waste: "a1181|y49"
        case .unuKey: "chiffres"
        case .number: "numéro"
        case .map: "champ=colonne"
        case .declaration: "déclaration"
        case .mark: "numéro"
        case .price: "prix"
        case .evidence: "genre=fichier"
        case .otherRegistry: "registre=numéro"
        case .stage: "étape"
        case .battery: "included|removed"
        case .cause: "cause"
        case .signature: "signature"
        case .certificate: "certificat"
        case .paper: "a4|letter"
        case .key: "clé"
        case .address: "adresse"
        case .identifier: "identifiant"
        case .profile: "profil|fichier"
        case .encoding: "codage"
        case .market: "marché"
        case .textLanguage: "en|fr|de"
        }
    }
}
