extension HelpPhrase {
    /// Commands that run as they stand in a registry that has those things; the same in every language.
    var examples: String {
        switch self {
        case .counterweight:
            """
              counterweight init --party recell --name "ReCell Ltd" --country GH \\
                --member ama --role provider
              counterweight status --language fr
            """
        case .initialise:
            """
              counterweight init --data demo --party recell --name "ReCell Ltd" \\
                --country GH --member ama --role provider
            """
        case .partyRecord:
            """
              counterweight party record acme --name "Acme GmbH" --country DE \\
                --role customer --member eva --actor ama@recell
            """
        case .partyKey: "  counterweight party key --out veritas/verifier.key"
        case .facilityRecord: "  counterweight facility record --file accra.json --actor ama@recell"
        case .facilityDeclare:
            "  counterweight facility declare accra-1 --year 2026 --grams 0 --actor ama@recell"
        case .collectorApprove:
            """
              counterweight collector approve kumasi --from 2026-01-01 --to 2026-12-31 \\
                --evidence approval.pdf --actor ama@recell
            """
        case .shipmentConsent:
            """
              counterweight shipment consent GH-DE-7 --from GH --to DE \\
                --days 2026-01-01..2026-12-31 --waste a1181 --document consent.pdf \\
                --actor ama@recell
            """
        case .classMass:
            """
              counterweight class mass toner-cartridge --grams 900 --from 2026-01-01 \\
                --source "Own weighing of 400 pieces, 2026" --actor ama@recell
            """
        case .classEstimate:
            """
              counterweight class estimate --phones 12000
              counterweight class estimate --grams 1800000 --standard phones
            """
        case .programmePublish: "  counterweight programme publish --file one-for-one.json --actor ama@recell"
        case .programmePrice:
            """
              counterweight programme price one-for-one --price "EUR 4.90 / piece" \\
                --from 2026-01-01 --actor ama@recell
            """
        case .declareInvoice:
            """
              counterweight declare invoice D71 --invoice INV-2026-017 --actor ama@recell
              counterweight declare invoice D71 --invoice INV-2026-017 --amount "EUR 588.00" \\
                --actor ama@recell
            """
        case .declarePaid:
            "  counterweight declare paid D71 --invoice INV-2026-017 --day 2026-06-12 --actor ama@recell"
        case .standardPublish: "  counterweight standard publish --file phones.json --actor ama@recell"
        case .declare, .declareSheet:
            """
              counterweight declare phones.csv --customer acme --programme one-for-one \\
                --day 2026-05-02 --beneficiary "Acme GmbH" --document PO-4711 \\
                --map serial=Seriennummer --map class=:smartphone --actor eva@acme
            """
        case .declareColumns:
            """
              counterweight declare columns phones.csv
              counterweight declare columns phones.csv --profile intune --write own.json
            """
        case .draftAdd:
            """
              counterweight draft add phones.csv --customer acme --programme one-for-one \\
                --day 2026-05-02 --beneficiary "Acme GmbH" --document PO-4711 \\
                --map class=:smartphone --actor eva@acme
            """
        case .draftJudge: "  counterweight draft judge 1 --excluded excluded.csv --actor eva@acme"
        case .draftAccept: "  counterweight draft accept 1 --receipt acme.receipt --actor jo@acme"
        case .reviewClear:
            """
              counterweight review clear 3 --actor ama@recell
              counterweight review clear 3 --maker Dell --actor ama@recell
            """
        case .draftSecondMember: "  counterweight draft second-member acme --actor eva@acme"
        case .declareIdentify: "  counterweight declare identify D71 serials.csv --actor eva@acme"
        case .declareWithdraw: "  counterweight declare withdraw D71 --row 2 --actor eva@acme"
        case .lotSeal:
            """
              counterweight lot seal GH-2026-014 --class smartphone --country GH \\
                --collected 2026-03-01..2026-04-15 --standard phones \\
                --collector kumasi --bag B-01 --price "GHS 2.50 x 1200" \\
                --evidence photo=bags.jpg --actor ama@recell
            """
        case .lotImport: "  counterweight lot import lots.csv --dry-run"
        case .lotWeighings: "  counterweight lot weighings weighings.csv --refused refused.csv --actor yaa@greenworks"
        case .lotWeigh:
            """
              counterweight lot weigh GH-2026-014 --stage treatment --facility accra-1 \\
                --day 2026-04-20 --gross 210000 --tare 11600 --net 198400 \\
                --pieces 1200 --battery included --actor ama@recell
            """
        case .lotVoidWeighing:
            """
              counterweight lot void-weighing GH-2026-014 --weighing 42 \\
                --cause typing-error --actor vera@veritas
            """
        case .lotVerify:
            """
              counterweight lot verify GH-2026-014 --key veritas/verifier.key \\
                --actor vera@veritas
              counterweight lot verify GH-2026-014 --request to-sign --actor vera@veritas
              counterweight lot verify GH-2026-014 --signature signed --actor vera@veritas
            """
        case .lotImpugn:
            "  counterweight lot impugn GH-2026-014 --cause evidence-false --actor vera@veritas"
        case .match, .matchRun: "  counterweight match --actor ama@recell"
        case .matchCancel: "  counterweight match cancel D71 GH-2026-014 --actor ama@recell"
        case .retire:
            """
              counterweight retire --actor ama@recell
              counterweight retire D71 --most 500 --actor ama@recell
            """
        case .certificateIssue:
            """
              counterweight certificate issue D71 --out acme.json --actor ama@recell
              counterweight certificate issue --document PO-4711 --out po-4711.json --actor ama@recell
              counterweight certificate issue --beneficiary "Acme GmbH" --from 2026-01-01 \\
                --to 2026-03-31 --out acme-q1.json --actor ama@recell
            """
        case .certificatePrint:
            """
              counterweight certificate print 7d4f0c6b3a2e4f918c5d6e7f8091a2b3 \\
                --out acme.pdf
              counterweight certificate print --bundle acme.json --out acme.pdf \\
                --paper letter --bilingual
            """
        case .wordingCheck:
            """
              counterweight wording check shop.html invoice.txt --market fr --on 2026-09-27
              counterweight wording check README.md --text-language en
            """
        case .wordingList: "  counterweight wording list --market gb --text-language en"
        case .certificateProveDevice:
            """
              counterweight certificate prove-device 7d4f0c6b3a2e4f918c5d6e7f8091a2b3 \\
                356938035643809 --out phone.json
              counterweight certificate prove-device 7d4f0c6b3a2e4f918c5d6e7f8091a2b3 \\
                --list fleet.txt --out proofs
            """
        case .explainDevice: "  counterweight explain device 356938035643809"
        case .journalTrust: "  counterweight journal trust > trust.txt"
        case .journalExport: "  counterweight journal export public"
        case .journalWitnessAdd:
            """
              counterweight journal witness add witness.example/w1+bca70b3c+BCvCgAszFuAJIJ/9dX2rGczwroS8eukGVOHoFxLScPZT \\
                https://witness.example --actor ama@recell
            """
        case .journalSubmit:
            """
              counterweight journal submit
              counterweight journal submit --witness witness.example/w1 --request ask.txt
              counterweight journal submit --answer answer.txt
            """
        case .backup: "  counterweight backup /mnt/backup/$(date +%F)"
        case .keyRotate:
            """
              counterweight key rotate --actor ama@recell
              counterweight key rotate --cause lost --actor ama@recell
            """
        case .keyRotateLog: "  counterweight key rotate-log --origin registry.example/2"
        case .journalProve: "  counterweight journal prove 36 --out 36.tlog-proof"
        case .certificateReplace:
            """
              counterweight certificate replace 7d4f0c6b3a2e4f918c5d6e7f8091a2b3 \\
                --out acme-2.json --actor ama@recell
            """
        case .certificatePublish: "  counterweight certificate publish public"
        case .certificateExport:
            """
              counterweight certificate export 7d4f0c6b3a2e4f918c5d6e7f8091a2b3 \\
                --out acme.json --jwt acme.jwt --proof acme.tlog-proof
            """
        case .recover: "  counterweight recover --origin registry.example/2"
        case .opening, .openingLots:
            """
              counterweight opening lots lots.csv --system ledger-2025 \\
                --until 2025-12-31 --dry-run --actor ama@recell
            """
        case .openingDeclarations:
            """
              counterweight opening declarations declarations.csv --system ledger-2025 \\
                --until 2025-12-31 --refused mend.csv --actor ama@recell
            """
        case .openingRetirements:
            """
              counterweight opening retirements retirements.csv --system ledger-2025 \\
                --until 2025-12-31 --all-or-nothing --actor ama@recell
            """
        case .lotShorten:
            "  counterweight lot shorten GH-2026-014 --mass 8000000 --pieces 45000 --cause not-shown --actor eve@verity"
        case .openingCertify: "  counterweight opening certify D71 --out old.json --actor ama@recell"
        case .wording, .declareProfiles, .review, .reviewList, .reviewReject, .openingList, .draft, .draftList,
            .draftSubmit,
            .draftReturn, .draftDiscard, .party, .partyList,
            .facility,
            .facilityList, .collector, .shipment, .deviceClass, .classList, .classAdd,
            .classModel, .programme, .programmePrices, .programmeList, .standard, .standardList, .lot, .lotReject,
            .lotUphold,
            .key, .keyList, .keyRevoke, .lotReverse, .lotList, .certificate, .certificateList, .status, .explain,
            .explainDeclaration, .explainLot, .explainCertificate, .journal, .journalCheckpoint,
            .journalWitness, .journalWitnessList, .journalWitnessRemove, .check, .restore:
            ""
        }
    }
}
