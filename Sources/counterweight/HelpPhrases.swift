import Wording

/// What a command does, in one sentence; `examples` run as they stand in a registry that has those things.
enum HelpPhrase: Phrase, CaseIterable {
    case counterweight, initialise
    case party, partyRecord, partyList, partyKey
    case facility, facilityRecord, facilityDeclare, facilityList
    case collector, collectorApprove, shipment, shipmentConsent
    case deviceClass, classList, classAdd, classMass, classModel, classEstimate
    case programme, programmePublish, programmePrice, programmePrices, programmeList
    case standard, standardPublish, standardList
    case declare, declareSheet, declareColumns, declareProfiles, declareIdentify, declareInvoice, declarePaid
    case declareWithdraw
    case draft, draftAdd, draftList, draftJudge, draftSubmit, draftReturn
    case draftAccept, draftDiscard, draftSecondMember
    case review, reviewList, reviewClear, reviewReject
    case lot, lotImport, lotWeighings, lotSeal, lotWeigh, lotVoidWeighing, lotVerify, lotReject, lotImpugn, lotUphold,
        lotReverse, lotShorten, lotList
    case match, matchRun, matchCancel, retire
    case certificate, certificateIssue, certificateExport, certificatePrint, certificatePublish
    case certificateReplace, certificateProveDevice, certificateList
    case wording, wordingCheck, wordingList
    case status, explain, explainDeclaration, explainLot, explainDevice, explainCertificate
    case journal, journalExport, journalCheckpoint, journalProve, journalTrust, journalSubmit, check
    case key, keyList, keyRotate, keyRevoke, keyRotateLog
    case journalWitness, journalWitnessAdd, journalWitnessList, journalWitnessRemove
    case backup, restore, recover
    case opening, openingLots, openingDeclarations, openingRetirements, openingList, openingCertify

    var english: String {
        switch self {
        case .counterweight: "The registry of e-waste compensation: what is owed, what stands behind it, claimed once."
        case .initialise: "Make a registry: its database, its keys, its first party, the built-in catalogue."
        case .party: "Parties and their members."
        case .partyRecord:
            "Record a party, or record it again: name, roles, members and key are replaced by what is said now."
        case .partyList: "Show the parties on record."
        case .partyKey: "Make a verifier’s own Ed25519 key, and print its public half."
        case .facility: "Sites that store or treat."
        case .facilityRecord: "Record a facility with its permits, certifications and yearly capacity."
        case .facilityDeclare: "Declare what a facility treats in a year for others."
        case .facilityList: "Show the facilities on record."
        case .collector: "Collectors."
        case .collectorApprove: "Approve a collector under a code of conduct, from one day to another."
        case .shipment: "Scrap that crosses a border."
        case .shipmentConsent: "Record the written consent of the countries concerned."
        case .deviceClass: "Device classes, their reference masses and models."
        case .classList: "Show the classes, each with the mass that describes it today."
        case .classAdd: "Add a device class."
        case .classMass: "Publish the next reference mass of a class, with its source."
        case .classModel: "Add a model with the mass that its maker states."
        case .classEstimate: "Say what a number of phones weighs, or how many a mass is, on each published basis."
        case .programme: "Programmes: the rules by which devices owe."
        case .programmePublish: "Publish the next version of a programme."
        case .programmePrice: "Set what customers pay under a programme from a day on, by the piece or by the kilogram."
        case .programmePrices: "Show every price that was set."
        case .programmeList: "Show every version of every programme."
        case .standard: "Supply standards: what lots are verified against."
        case .standardPublish: "Publish the next version of a supply standard."
        case .standardList: "Show every version of every supply standard."
        case .declare: "Declare devices bought or resold; withdraw them."
        case .declareSheet: "Declare the devices of a sheet. Rows are excluded one by one; the others are taken."
        case .draft: "Lists that wait to be submitted or accepted."
        case .draftAdd: "Keep a list with its papers; nothing is owed yet."
        case .draftList: "Show the drafts that are open."
        case .draftJudge: "Say what accepting a draft would come to now. Nothing is written."
        case .draftSubmit: "Submit a draft."
        case .draftReturn: "Send a submitted draft back."
        case .draftAccept: "Declare what a submitted draft lists; go on where it was interrupted."
        case .draftDiscard: "Forget a draft, and take back what was written of it."
        case .draftSecondMember: "Have a customer’s drafts accepted by another member than the one who submitted them."
        case .review: "Rows that clash with another customer’s device."
        case .reviewList: "Show the rows under review: one’s own, or for a provider all, with what they clash with."
        case .reviewClear: "Declare a row under review, once nothing clashes with it, or with what it should have said."
        case .reviewReject: "Say that a row under review is a duplicate after all."
        case .declareColumns:
            "Say what a list’s columns would be taken for, with a sample of each. Nothing is declared."
        case .declareProfiles: "Show the profiles by which lists are read."
        case .declareIdentify: "Attach devices to the lines of a declaration that were sent as quantities."
        case .declareInvoice: "Invoice a declaration for what it owes, at the price of its day or for an amount."
        case .declarePaid: "Record that a declaration’s invoice is paid."
        case .declareWithdraw: "Take rows of a declaration back, or all that are left."
        case .lot: "Lots of scrap: sealed, weighed, verified."
        case .lotSeal: "Seal scrap into a lot, never to be split or merged."
        case .lotImport:
            "Seal the lots of a list: CSV with lot, class, country, collected, standard, collector, and where there are any seals, bags, devices, prices, evidence, registries; several in one cell behind each other with |."
        case .lotWeighings:
            "Take down the weighings of a list: CSV with lot, stage, facility, day, gross, tare, net, battery, and where there are any pieces, packaging, ticket, scale, evidence."
        case .lotWeigh: "Take down a weighing of a lot."
        case .lotVoidWeighing: "Void a weighing; by a member of another party than the one that weighed."
        case .lotVerify: "Ask the guard, and verify the lot if nothing fails and nothing is missing."
        case .lotReject: "Take a sealed lot out of supply for good."
        case .lotImpugn: "Doubt a verified lot: no promise, no retirement, its certificates suspended."
        case .lotUphold: "Say that the doubt was wrong: the lot serves again."
        case .lotReverse: "Say that the doubt was right: promises released, retirements reversed, certificates revoked."
        case .lotShorten:
            "Say that less was there than was verified: the newest retirements that do not fit are reversed."
        case .lotList: "Show every lot."
        case .match: "Promise lots to declarations; cancel a promise."
        case .matchRun: "Promise lots to the declarations that wait, in the order of the queue."
        case .matchCancel: "Take back all that a declaration is promised of a lot."
        case .retire: "Use promises of verified lots for good, in the beneficiary’s name."
        case .certificate: "Certificates on retirements."
        case .certificateIssue:
            "Certify what is retired and not certified yet: of a declaration, document, beneficiary, customer or period."
        case .certificateExport: "Write a certificate again, with the newest checkpoint and status."
        case .certificatePrint:
            "Print a certificate as a PDF with the signed certificate in it, on A4 or Letter, in one language or both."
        case .certificatePublish:
            "Write what the registry’s address must show for its certificates: the issuer’s DID document, the status lists of today, and a page for each."
        case .certificateReplace:
            "Take what a suspended certificate names of doubted lots from verified ones instead, and issue another in its place: all at once, or nothing."
        case .certificateProveDevice:
            "Write the proof of one device that a certificate covers, or of many, without the other rows of its declaration."
        case .certificateList: "Show the certificates that were issued."
        case .wording: "What texts about compensation may say, and where it is forbidden."
        case .wordingCheck:
            "Hold texts (UTF-8: plain, Markdown or HTML) to the lists of forbidden and risky words. No registry is needed."
        case .wordingList: "Show the lists: for each rule the law, the article and the day from which it applies."
        case .status: "Show every declaration and every lot, and where each stands."
        case .explain: "Say why something is as it is."
        case .explainDeclaration: "Why a declaration waits, and which lots it has."
        case .explainLot: "Why a lot passed, failed or waits."
        case .explainDevice: "Which lots stand behind a device."
        case .explainCertificate: "What stands behind a certificate."
        case .journal: "The journal: everything that moved mass or changed a rule."
        case .journalExport: "Write the journal as C2SP tlog-tiles with its checkpoint."
        case .journalCheckpoint: "Print the newest signed checkpoint."
        case .journalProve: "Write the proof that one entry is in the journal: a C2SP tlog-proof, with the entry in it."
        case .journalTrust: "Print the keys by which others know this registry: issuer and log."
        case .journalSubmit: "Ask witnesses to cosign the newest checkpoint, and keep what they cosigned."
        case .journalWitness: "Witnesses, who cosign the log so that nobody can be shown another."
        case .journalWitnessAdd: "Record a witness by its key, and its address if it has one."
        case .journalWitnessList: "Show the witnesses, and what each cosigned last."
        case .journalWitnessRemove: "Forget a witness and what it cosigned."
        case .backup: "Copy the registry’s data into a new folder, while others write. The keys are not copied."
        case .restore: "Put a backup in the place of data that are gone."
        case .key: "The registry’s keys: the issuer’s, with which it signs certificates, and the log’s."
        case .keyList: "Show the keys, since when each signs, and why those that sign no more do not."
        case .keyRotate:
            "Give the issuer another key and revoke the one it has: by custom, or because it is lost or in other hands."
        case .keyRevoke: "Say of a key that signs no more that somebody else has it, or may have."
        case .keyRotateLog:
            "Give the log another key, and so another name: a new log that has every entry of the old one."
        case .recover: "Go on from a copy that is older than what was published, in a new log that says what is lost."
        case .check: "Replay the journal and compare every figure with the database."
        case .opening: "Balances of an earlier system: taken over, and never certified as verified."
        case .openingLots:
            "Take over the lots of a list: lot, provider, class, country, collected, grams, and pieces where they were counted. They are never promised."
        case .openingDeclarations:
            "Take over the declarations of a list, one device or line a row: declaration, customer, programme, day, beneficiary, document, class, and where there are any cost_centre, owed, maker, model, serial, imei, imei2, asset_tag, mass_g, mass_kg, mass, quantity, line. Each is taken whole or not at all."
        case .openingRetirements:
            "Take over the retirements of a list: retirement, lot, declaration, day, quantity, unit, and beneficiary where it is to be compared."
        case .openingList: "Show what was taken over, with its ids in the earlier system."
        case .openingCertify:
            "Certify what was taken over as retired of a declaration: as taken over, not verified here."
        }
    }

    var french: String {
        switch self {
        case .counterweight:
            "Le registre de la compensation des déchets électroniques\u{202F}: ce qui est dû, ce qui est derrière, revendiqué une fois."
        case .initialise: "Créer un registre\u{202F}: sa base, ses clés, sa première partie, le catalogue fourni."
        case .party: "Les parties et leurs membres."
        case .partyRecord:
            "Inscrire une partie, ou l’inscrire de nouveau\u{202F}: rôles, nom et clé sont remplacés, les membres ajoutés."
        case .partyList: "Montrer les parties inscrites."
        case .partyKey: "Créer la clé Ed25519 propre à un vérificateur, et afficher sa moitié publique."
        case .facility: "Les sites qui entreposent ou traitent."
        case .facilityRecord: "Inscrire une installation avec ses autorisations, certifications et capacités."
        case .facilityDeclare: "Déclarer ce qu’une installation traite en une année pour d’autres."
        case .facilityList: "Montrer les installations inscrites."
        case .collector: "Les collecteurs."
        case .collectorApprove: "Agréer un collecteur sous un code de conduite, d’un jour à un autre."
        case .shipment: "Les déchets qui passent une frontière."
        case .shipmentConsent: "Inscrire le consentement écrit des pays concernés."
        case .deviceClass: "Les classes d’appareils, leurs masses de référence et leurs modèles."
        case .classList: "Montrer les classes, chacune avec la masse qui la décrit aujourd’hui."
        case .classAdd: "Ajouter une classe d’appareils."
        case .classMass: "Publier la masse de référence suivante d’une classe, avec sa source."
        case .classModel: "Ajouter un modèle avec la masse que son fabricant indique."
        case .classEstimate:
            "Dire ce que pèse un nombre de téléphones, ou combien une masse en fait, sur chaque base publiée."
        case .programme: "Les programmes\u{202F}: les règles selon lesquelles les appareils doivent."
        case .programmePublish: "Publier la version suivante d’un programme."
        case .programmePrice:
            "Fixer ce que paient les clients d’un programme à partir d’un jour, à la pièce ou au kilogramme."
        case .programmePrices: "Montrer tous les prix fixés."
        case .programmeList: "Montrer toutes les versions de tous les programmes."
        case .standard: "Les normes d’approvisionnement\u{202F}: d’après quoi les lots sont vérifiés."
        case .standardPublish: "Publier la version suivante d’une norme d’approvisionnement."
        case .standardList: "Montrer toutes les versions de toutes les normes d’approvisionnement."
        case .declare: "Déclarer des appareils achetés ou revendus\u{202F}; les ôter."
        case .declareSheet:
            "Déclarer les appareils d’une feuille. Les lignes sont exclues une par une\u{202F}; les autres sont prises."
        case .draft: "Les listes qui attendent d’être soumises ou acceptées."
        case .draftAdd: "Garder une liste avec ses papiers\u{202F}; rien n’est encore dû."
        case .draftList: "Montrer les brouillons ouverts."
        case .draftJudge: "Dire ce que donnerait l’acceptation d’un brouillon. Rien n’est écrit."
        case .draftSubmit: "Soumettre un brouillon."
        case .draftReturn: "Renvoyer un brouillon soumis."
        case .draftAccept: "Déclarer ce que liste un brouillon soumis\u{202F}; reprendre où l’on fut interrompu."
        case .draftDiscard: "Oublier un brouillon, et défaire ce qui en fut écrit."
        case .draftSecondMember:
            "Faire accepter les brouillons d’un client par un autre membre que celui qui les a soumis."
        case .review: "Les lignes qui rencontrent un appareil d’un autre client."
        case .reviewList:
            "Montrer les lignes à l’examen\u{202F}: les siennes, ou pour un prestataire toutes, avec ce qu’elles rencontrent."
        case .reviewClear:
            "Déclarer une ligne à l’examen, une fois que rien ne la rencontre, ou avec ce qu’elle aurait dû dire."
        case .reviewReject: "Dire qu’une ligne à l’examen est bien un doublon."
        case .declareColumns:
            "Dire pour quoi les colonnes d’une liste seraient prises, avec un exemple de chacune. Rien n’est déclaré."
        case .declareProfiles: "Montrer les profils selon lesquels les listes sont lues."
        case .declareIdentify: "Rattacher des appareils aux lignes d’une déclaration envoyées comme quantités."
        case .declareInvoice: "Facturer une déclaration pour ce qu’elle doit, au prix de son jour ou pour un montant."
        case .declarePaid: "Inscrire que la facture d’une déclaration est payée."
        case .declareWithdraw: "Ôter des lignes d’une déclaration, ou toutes celles qui restent."
        case .lot: "Les lots de déchets\u{202F}: scellés, pesés, vérifiés."
        case .lotSeal: "Sceller des déchets en un lot, qui ne sera ni divisé ni fondu."
        case .lotImport:
            "Scelle les lots d’une liste\u{202F}: CSV avec lot, class, country, collected, standard, collector et, s’il y en a, seals, bags, devices, prices, evidence, registries\u{202F}; plusieurs dans une cellule se suivent, séparés par |."
        case .lotWeighings:
            "Inscrit les pesées d’une liste\u{202F}: CSV avec lot, stage, facility, day, gross, tare, net, battery et, s’il y en a, pieces, packaging, ticket, scale, evidence."
        case .lotWeigh: "Inscrire une pesée d’un lot."
        case .lotVoidWeighing: "Annuler une pesée\u{202F}; par un membre d’une autre partie que celle qui a pesé."
        case .lotVerify: "Demander le contrôle, et vérifier le lot si rien n’échoue et rien ne manque."
        case .lotReject: "Sortir pour toujours un lot scellé de l’approvisionnement."
        case .lotImpugn: "Contester un lot vérifié\u{202F}: ni affectation, ni retrait, ses certificats suspendus."
        case .lotUphold: "Dire que le doute était infondé\u{202F}: le lot sert de nouveau."
        case .lotReverse:
            "Dire que le doute était fondé\u{202F}: affectations libérées, retraits annulés, certificats révoqués."
        case .lotShorten:
            "Dire qu’il y avait moins que ce qui fut vérifié\u{202F}: les derniers retraits qui ne tiennent pas sont annulés."
        case .lotList: "Montrer tous les lots."
        case .match: "Affecter des lots aux déclarations\u{202F}; annuler une affectation."
        case .matchRun: "Affecter des lots aux déclarations qui attendent, dans l’ordre de la file."
        case .matchCancel: "Reprendre tout ce qu’une déclaration a d’affecté d’un lot."
        case .retire: "Utiliser pour de bon les affectations de lots vérifiés, au nom du bénéficiaire."
        case .certificate: "Les certificats sur les retraits."
        case .certificateIssue:
            "Certifier ce qui est retiré et pas encore certifié\u{202F}: par déclaration, document, bénéficiaire, client ou période."
        case .certificateExport:
            "Écrire de nouveau un certificat, avec le point de contrôle et l’état les plus récents."
        case .certificatePrint:
            "Imprimer un certificat en PDF, le certificat signé dedans, en A4 ou Letter, dans une langue ou les deux."
        case .certificatePublish:
            "Écrire ce que l’adresse du registre doit montrer pour ses certificats\u{202F}: le document DID de l’émetteur, les listes d’état du jour, et une page pour chacun."
        case .certificateReplace:
            "Prendre sur des lots vérifiés ce qu’un certificat suspendu nomme de lots contestés, et en délivrer un autre à sa place\u{202F}: tout à la fois, ou rien."
        case .certificateProveDevice:
            "Écrire la preuve d’un appareil que couvre un certificat, ou de plusieurs, sans les autres lignes de sa déclaration."
        case .certificateList: "Montrer les certificats délivrés."
        case .wording: "Ce que des textes sur la compensation peuvent dire, et où c’est interdit."
        case .wordingCheck:
            """
            Contrôler des textes (UTF-8\u{202F}: simple, Markdown ou HTML) selon les listes de mots interdits et risqués. Sans \
            registre.
            """
        case .wordingList:
            "Montrer les listes\u{202F}: pour chaque règle, la loi, l’article et le jour à partir duquel elle vaut."
        case .status: "Montrer chaque déclaration et chaque lot, et où chacun en est."
        case .explain: "Dire pourquoi une chose est comme elle est."
        case .explainDeclaration: "Pourquoi une déclaration attend, et quels lots elle a."
        case .explainLot: "Pourquoi un lot a passé, échoué ou attend."
        case .explainDevice: "Quels lots sont derrière un appareil."
        case .explainCertificate: "Ce qui est derrière un certificat."
        case .journal: "Le journal\u{202F}: tout ce qui a déplacé de la masse ou changé une règle."
        case .journalExport: "Écrire le journal en C2SP tlog-tiles avec son point de contrôle."
        case .journalCheckpoint: "Afficher le point de contrôle signé le plus récent."
        case .journalProve:
            "Écrire la preuve qu’une écriture est dans le journal\u{202F}: un tlog-proof de C2SP, l’écriture comprise."
        case .journalTrust:
            "Afficher les clés auxquelles les autres reconnaissent ce registre\u{202F}: émetteur et journal."
        case .journalSubmit:
            "Demander aux témoins de cosigner le dernier point de contrôle, et garder ce qu’ils ont cosigné."
        case .journalWitness: "Les témoins, qui cosignent le journal pour que nul n’en voie un autre."
        case .journalWitnessAdd: "Inscrire un témoin par sa clé, et son adresse s’il en a une."
        case .journalWitnessList: "Montrer les témoins, et ce que chacun a cosigné en dernier."
        case .journalWitnessRemove: "Oublier un témoin et ce qu’il a cosigné."
        case .backup:
            "Copier les données du registre dans un nouveau dossier, pendant que d’autres écrivent. Les clés n’y sont pas."
        case .restore: "Mettre une sauvegarde à la place de données perdues."
        case .key:
            "Les clés du registre\u{202F}: celle de l’émetteur, avec laquelle il signe les certificats, et celle du journal."
        case .keyList:
            "Montrer les clés, depuis quand chacune signe, et pourquoi celles qui ne signent plus ne le font plus."
        case .keyRotate:
            "Donner une autre clé à l’émetteur et révoquer celle qu’il a\u{202F}: par habitude, ou parce qu’elle est perdue ou en d’autres mains."
        case .keyRevoke: "Dire d’une clé qui ne signe plus que quelqu’un d’autre l’a, ou peut l’avoir."
        case .keyRotateLog:
            "Donner une autre clé au journal, et donc un autre nom\u{202F}: un nouveau journal qui a toutes les écritures de l’ancien."
        case .recover:
            "Continuer depuis une copie plus ancienne que ce qui fut publié, dans un nouveau journal qui dit ce qui est perdu."
        case .check: "Rejouer le journal et comparer chaque chiffre à la base."
        case .opening: "Les soldes d’un système antérieur\u{202F}: repris, et jamais certifiés comme vérifiés."
        case .openingLots:
            "Reprendre les lots d’une liste\u{202F}: lot, provider, class, country, collected, grams, et pieces là où ils furent comptés. Ils ne s’affectent jamais."
        case .openingDeclarations:
            "Reprendre les déclarations d’une liste, un appareil ou une ligne d’achat par ligne\u{202F}: declaration, customer, programme, day, beneficiary, document, class et, s’il y en a, cost_centre, owed, maker, model, serial, imei, imei2, asset_tag, mass_g, mass_kg, mass, quantity, line. Chacune se reprend en entier ou pas du tout."
        case .openingRetirements:
            "Reprendre les retraits d’une liste\u{202F}: retirement, lot, declaration, day, quantity, unit, et beneficiary là où il faut le comparer."
        case .openingList: "Montrer ce qui fut repris, avec ses numéros dans le système antérieur."
        case .openingCertify:
            "Certifier ce qui fut repris comme retiré d’une déclaration\u{202F}: repris, non vérifié ici."
        }
    }
}

/// What stands above examples and below the root’s help.
enum HelpHeading: Phrase, CaseIterable {
    case examples
    case exitCodes

    var english: String {
        switch self {
        case .examples: "EXAMPLES:"
        case .exitCodes:
            """
            EXIT CODES:
              0  done
              1  refused by a rule; the facts are told
              2  the command line, or a file it names, cannot be read
              3  somebody else was writing: run the command again
              4  the registry is damaged, or must not be written to
              5  the disk is full, or the file system refused
            130  interrupted: the list is kept as a draft
            """
        }
    }

    var french: String {
        switch self {
        case .examples: "EXEMPLES\u{202F}:"
        case .exitCodes:
            """
            CODES DE SORTIE\u{202F}:
              0  fait
              1  refusé par une règle\u{202F}; les faits sont dits
              2  la ligne de commande, ou un fichier qu’elle nomme, est illisible
              3  quelqu’un d’autre écrivait\u{202F}: relancez la commande
              4  le registre est endommagé, ou ne doit pas être écrit
              5  le disque est plein, ou le système de fichiers a refusé
            130  interrompu\u{202F}: la liste est gardée comme brouillon
            """
        }
    }
}
