/// The one place to add to: what is typed for each refusal. They run in this order, in one registry, made by
/// `Examples/refused.sh`; the pages sort them by the halls of `Tests/Golden/refusals.txt`.
enum ErrorExamples {
    private typealias E = ErrorExample

    static let all: [ErrorExample] =
        commandLine + files + arguments + registry + rules + lots + weighings + verification + lists + columns
        + workbooks
        + declarations + reviews + money + certificates + openings + printing + witnessExamples + keyExamples

    /// Refusals that no command causes alone, and why.
    static let without: [String: NoExample] = [
        "stopped": .others, "workbook-full": .size, "csv-encoding": .fault, "too-many-rows": .size,
        "list-too-large": .size, "reserved": .others, "import-overtaken": .others, "draft-under-way": .others,
        "draft-file-damaged": .damage, "damaged": .damage, "contention": .others, "full": .disk, "corrupt": .damage,
        "not-a-database": .damage, "interrupted": .others, "constraint": .fault, "nul-in-text": .fault,
        "column": .damage, "newer-schema": .damage, "migration-changed": .damage, "transaction-lost": .disk,
        "other": .disk, "shorter-than-published": .damage, "other-than-published": .damage,
        "published-unreadable": .damage, "nothing-published": .damage, "recorded-not-published": .disk,
        "backup-damaged": .damage, "key-changed": .others, "evidence-not-kept": .damage,
        "stored-entry-too-large": .damage,
        "stored-entry-not-canonical": .damage, "stored-entry-malformed": .damage,
        "stored-entry-unknown-version": .damage, "stored-entry-unknown-kind": .damage,
        "stored-entry-sealed-part": .damage, "stored-json": .damage,
        "stored-record": .damage, "certificate-evidence": .damage, "stored-tree": .damage, "file-open": .disk,
        "file-read": .disk, "file-write": .disk, "file-sync": .disk, "file-rename": .disk,
        "mapping-profile-unclear": .fault, "bad-text": .fault, "ticket-length": .fault, "out-of-order": .fault,
        "workbook-too-many-parts": .made, "workbook-expands-too-much": .made,
        "workbook-too-many-merged-ranges": .made, "workbook-cell-too-long": .made, "workbook-row-too-long": .made,
        "typesetting-typeface-missing": .fonts, "typesetting-typeface-unreadable": .fonts,
        "typesetting-library": .fault, "typesetting-text-too-long": .fault, "typesetting-too-high": .fault,
        "typesetting-too-many-pages": .size, "replacement-too-large": .size, "typesetting-code-too-long": .fault,
        "typesetting-attachment-too-large": .fault,
        // Told sooner: as the argument's own fault, and row by row.
        "bad-reference": .fault, "opening-not-whole": .fault, "clock-out-of-range": .clock,
        "witness-misunderstood": .network, "witness-not-trusted": .network, "witness-unknown-origin": .network,
        "witness-not-consistent": .network, "fetch-no-library": .network, "fetch-no-host": .network,
        "fetch-no-connection": .network, "fetch-too-slow": .network, "fetch-cut-off": .network,
        "fetch-not-secure": .network, "fetch-missing": .network, "fetch-status": .network,
        "fetch-redirected": .network, "fetch-too-large": .network, "fetch-other": .network,
    ]

    /// A list with a row for each code of docs/spec/programmes.md that a first life can have, one of a later life, and the files
    /// of refused rows that come of them.
    static let rows = ErrorExample(
        "refused-rows",
        "counterweight declare refused/nasty.csv --customer example-telecom --programme strict --day 2026-06-15 --dry-run --excluded refused.csv >judged.txt",
        "printf 'serial,maker\\nSN20030,Nokia\\n' >never.csv",
        "counterweight declare never.csv $po --life 2 --map class=:smartphone --dry-run --excluded later.csv >judged.txt",
        "cat refused.csv later.csv")

    private static let commandLine = [
        E("usage", "counterweight lot seal"),
        E("usage", "counterweight status --dat registry"),
        E("usage", "counterweight frobnicate"),
        E("no-actor", "env -u COUNTERWEIGHT_ACTOR counterweight match"),
        E("bad-actor", "COUNTERWEIGHT_ACTOR=eva counterweight match"),
        E("one-way-to-sign", "counterweight lot verify CM-2026-003 --actor eve@verity"),
        E("one-estimate", "counterweight class estimate"),
        E("one-certificate", "counterweight certificate print --out page.pdf"),
        E("devices-to-prove", "counterweight certificate prove-device $(printf '0%.0s' {1..32}) --out device.json"),
        E("one-way-to-submit", "counterweight journal submit --request ask.txt --answer answer.txt"),
        E("one-manner", "counterweight lot import lots.csv --dry-run --all-or-nothing"),
    ]

    private static let files = [
        E("input-unreadable", "counterweight declare nowhere.csv $po"),
        E("not-a-file", "counterweight declare phones $po"),
        E("file-exists", "counterweight declare phones/PO-4713.csv $po --excluded three.csv"),
        E("one-file-twice", "counterweight declare phones/PO-4713.csv $po --excluded mend.csv --verdicts mend.csv"),
        E("file-create", "counterweight declare phones/PO-4713.csv $po --excluded nowhere/mend.csv"),
        E("file-not-json", #"printf '{"code":' >half.json"#, "counterweight programme publish --file half.json"),
        E(
            "file-not-json", #"printf '{"code":"a","code":"b"}' >twice.json"#,
            "counterweight programme publish --file twice.json"),
        E(
            "file-not-json", #"printf '{"version":1e400}' >huge.json"#,
            "counterweight programme publish --file huge.json"),
        E(
            "file-not-json", "printf '[%.0s' {1..100} >deep.json", "counterweight programme publish --file deep.json"),
        E("file-malformed", "counterweight programme publish --file rules/accra.json"),
        E(
            "key-file-open", "cp verifier/verity.key open.key && chmod 644 open.key",
            "counterweight lot verify CM-2026-003 --key open.key --actor eve@verity"),
        E(
            "key-file-malformed", "printf '0a\\n' >short.key && chmod 600 short.key",
            "counterweight lot verify CM-2026-003 --key short.key --actor eve@verity"),
        E("key-in-registry", "counterweight party key --out registry-keys/verity.key"),
        E("wording-not-utf8", "printf 'caf\\351\\n' >latin.txt", "counterweight wording check latin.txt"),
        E("wording-too-long", "head -c 1048577 /dev/zero >long.txt", "counterweight wording check long.txt"),
        E("signature-malformed", "counterweight lot verify CM-2026-003 --signature three.csv --actor eve@verity"),
        E(
            "evidence-too-large", "truncate -s 65M film.mp4",
            "counterweight lot seal GH-1 $scrap --evidence photo=film.mp4"),
    ]

    private static let arguments = [
        E("usage", "counterweight explain lot 'a b'"),
        E("usage", "counterweight match --actor eva"),
        E("usage", "counterweight lot seal GH-1 --country gh"),
        E("usage", "counterweight declare phones/PO-4713.csv --day 2026-02-29"),
        E("usage", "counterweight lot seal GH-1 --collected 2026-04..05"),
        E("usage", "counterweight lot weigh GH-1 --gross 1.5"),
        E("usage", "counterweight lot weigh GH-1 --pieces -3"),
        E("usage", "counterweight lot weigh GH-1 --gross 1000000000000000000"),
        E("usage", "counterweight class mass tablet --grams 0"),
        E("usage", "counterweight class estimate --phones many"),
        E("usage", "counterweight class add drone --unu-key 36"),
        E("usage", "counterweight facility declare accra --year 9999"),
        E("usage", "counterweight declare withdraw 71"),
        E("usage", "counterweight declare withdraw D1 --row x"),
        E("usage", "counterweight lot seal GH-1 --price 'GHS 5'"),
        E("usage", "counterweight lot seal GH-1 --evidence photo"),
        E("usage", "counterweight lot seal GH-1 --evidence photo=a@b"),
        E("usage", "counterweight lot seal GH-1 --registry verra="),
        E("usage", "counterweight lot weigh GH-1 --battery maybe"),
        E("usage", "counterweight lot weigh GH-1 --ticket \"$(printf 'x%.0s' {1..81})\""),
        E("usage", "counterweight explain certificate abc"),
        E("usage", "counterweight status --language de"),
    ]

    private static let registry = [
        E("no-registry", "counterweight status --data nowhere"),
        E(
            "registry-exists",
            "counterweight init --origin registry.example --party x --name x --country GH --member y"),
        E(
            "bad-origin",
            "counterweight init --data other --origin 'a b' --party x --name x --country GH --member y"),
        E(
            "last-registrar",
            "counterweight party record recell --name Recell --country NL --member ama --role provider"),
        E("unknown-party", "counterweight match --actor ama@nobody"),
        E("unknown-member", "counterweight match --actor eva@recell"),
        E("not-permitted", "counterweight match --actor jo@example-telecom"),
        E(
            "party-needs-key",
            "counterweight party record veritas --name Veritas --country NL --role verifier --member vera"),
        E(
            "bad-key",
            "counterweight party record veritas --name Veritas --country NL --role verifier --member vera --assurance independent-body --verifier-key did:key:x"
        ),
        E(
            "entry-too-large",
            #"permits=$(seq -s, -f '{"number":"%060g","from":"2025-01-01","to":"2027-12-31"}' 600)"#,
            #"sed "s/\"permits\".*/\"permits\": [$permits],/" rules/accra.json >permits.json"#,
            "counterweight facility record --file permits.json"),
        E("not-a-backup", "counterweight restore phones --data other"),
        E("backup-exists", "counterweight backup phones"),
        E(
            "export-holds-another", "counterweight journal export exported >exported.txt",
            "counterweight init --data elsewhere --origin elsewhere.example --party x --name x --country GH --member y >init.txt",
            "counterweight journal export exported --data elsewhere"),
        E("nothing-to-recover", "counterweight recover --origin registry.example/2"),
    ]

    private static let rules = [
        E("unknown-class", "counterweight class mass drone --grams 1 --from 2026-01-01 --source s"),
        E("class-exists", "counterweight class add tablet --unu-key 0306 --english Tablet --french Tablette"),
        E(
            "model-exists",
            "counterweight class model smartphone --maker Apple --name 'iPhone 15' --grams 171 --source s"),
        E("unknown-standard", "counterweight class estimate --phones 1 --standard none"),
        E(
            "standard-not-counted",
            "sed 's/scrap-phones/bulk/; s/\"counted\": true/\"counted\": false/; /gramsPerPiece/d; /currency/d' rules/scrap-phones.json >bulk.json",
            "counterweight standard publish --file bulk.json >published.txt",
            "counterweight class estimate --phones 1 --standard bulk"),
        E("version-not-next", "counterweight standard publish --file rules/scrap-phones.json"),
        E(
            "retroactive", "sed 's/\"version\": 1/\"version\": 2/' rules/scrap-phones.json >second.json",
            "counterweight standard publish --file second.json"),
        E("unknown-facility", "counterweight facility declare accra-9 --year 2026 --grams 0"),
        E(
            "not-a-recycler", "sed 's/tema-recycling/example-telecom/; s/accra/ghent/' rules/accra.json >ghent.json",
            "counterweight facility record --file ghent.json"),
        E(
            "not-a-collector",
            "counterweight collector approve example-telecom --from 2026-01-01 --to 2026-12-31 --evidence evidence/code-of-conduct.txt"
        ),
        E(
            "days-reversed",
            "counterweight collector approve douala-collecte --from 2026-12-31 --to 2026-01-01 --evidence evidence/code-of-conduct.txt"
        ),
        E(
            "consent-exists",
            "counterweight shipment consent CM-BE-2026 --from CM --to BE --days 2026-02-01..2026-12-31 --waste a1181 --document evidence/consent-CM-BE.txt"
        ),
    ]

    private static let lots = [
        E("unknown-lot", "counterweight explain lot GH-9"),
        E("lot-exists", "counterweight lot seal GH-2026-014 $scrap"),
        E(
            "no-standard-in-force",
            "counterweight lot seal GH-1 $scrap --collected 2019-05-04..2019-06-26"),
        E("class-not-in-standard", "counterweight lot seal GH-1 $scrap --class notebook"),
        E("bad-mark", "counterweight lot seal GH-1 $scrap --bag BAG-9 --bag BAG-9"),
        E(
            "sheet-column-missing", "printf 'lot,class\\nGH-1,unu-0306\\n' >lots2.csv",
            "counterweight lot import lots2.csv"),
        E("sheet-column-unknown", "printf 'lot,colour\\nGH-1,red\\n' >lots3.csv", "counterweight lot import lots3.csv"),
        E("sheet-column-twice", "printf 'lot,lot\\nGH-1,GH-1\\n' >lots4.csv", "counterweight lot import lots4.csv"),
        E(
            "sheet-too-long",
            "{ printf 'lot,class,country,collected,standard,collector,evidence\\n'; seq -f 'GH-%g,unu-0306,GH,2026-05-04..2026-06-26,scrap-phones,agbogbloshie-collectors,' 2001; } >lots5.csv",
            "counterweight lot import lots5.csv"),
    ]

    private static let weighings = [
        E("tare-above-gross", "counterweight lot weigh NG-2026-007 $scale --gross 9 --tare 10 --net 1"),
        E("net-differs", "counterweight lot weigh NG-2026-007 $scale --gross 1660 --tare 10 --net 1651"),
        E(
            "net-above-most",
            "counterweight lot weigh NG-2026-007 $scale --gross 10000000001 --tare 0 --net 10000000001"),
        E(
            "pieces-above-most",
            "counterweight lot weigh NG-2026-007 $scale --gross 9 --tare 0 --net 9 --pieces 100000001"),
        E(
            "day-in-future",
            "counterweight lot weigh NG-2026-007 $scale --day 2199-01-01 --gross 9 --tare 0 --net 9"),
        E(
            "not-concerned",
            "counterweight lot weigh NG-2026-007 $scale --gross 9 --tare 0 --net 9 --actor aline@douala-collecte"),
        E("lot-not-open-to-weighing", "counterweight lot weigh GH-2026-014 $scale --gross 9 --tare 0 --net 9"),
        E("lots-of-weighing", "counterweight lot weigh GH-TINY GH-TINY $scale --gross 9 --tare 0 --net 9"),
        E("no-earlier-net", "counterweight lot weigh NG-2026-007 GH-TINY $scale --gross 9 --tare 0 --net 9"),
        E("share-empty", "counterweight lot weigh CM-2026-003 GH-TINY $scale --gross 9 --tare 0 --net 9"),
        E(
            "photo-of-several-lots",
            "counterweight lot weigh CM-2026-003 GH-TINY $scale --gross 9000 --tare 0 --net 9000 --evidence photo=three.csv"
        ),
        E(
            "unknown-weighing",
            "counterweight lot void-weighing GH-TINY --weighing 9999 --cause typing-error --actor kojo@tema-recycling"),
        E("voided-by-own-party", "counterweight lot void-weighing GH-TINY --weighing 30 --cause typing-error"),
        E(
            "already-voided",
            "counterweight lot void-weighing GH-TINY --weighing 30 --cause typing-error --actor kojo@tema-recycling >voided.txt",
            "counterweight lot void-weighing GH-TINY --weighing 30 --cause typing-error --actor kojo@tema-recycling"),
    ]

    private static let verification = [
        E("lot-state", "counterweight lot verify GH-REJECTED --key verifier/verity.key --actor eve@verity"),
        E("related", "counterweight lot reject BE-2026-001 --cause not-shown --actor bo@both"),
        E("not-impugned", "counterweight lot uphold GH-2026-014 --actor eve@verity"),
        E(
            "no-shortfall", "counterweight lot impugn GH-2026-014 --cause not-shown --actor eve@verity >impugned.txt",
            "counterweight lot shorten GH-2026-014 --mass 99000000 --pieces 99 --cause not-shown --actor eve@verity"),
        E(
            "nothing-to-sign", "counterweight lot uphold GH-2026-014 --actor eve@verity >upheld.txt",
            "counterweight lot verify CM-2026-003 --signature $(printf '00%.0s' {1..64}) --actor eve@verity"),
        E(
            "signature-wrong", "counterweight lot verify CM-2026-003 --request to-sign --actor eve@verity >request.txt",
            "counterweight lot verify CM-2026-003 --signature $(printf '00%.0s' {1..64}) --actor eve@verity"),
        E(
            "facts-changed", "counterweight facility declare antwerp --year 2026 --grams 1 >changed.txt",
            "counterweight lot verify CM-2026-003 --signature $(printf '00%.0s' {1..64}) --actor eve@verity"),
    ]

    private static let lists = [
        E(
            "csv-not-utf8", "printf 'serial,maker\\nSN10009,\\303\\251\\nSN10010,\\351\\n' >list1.csv",
            "counterweight declare list1.csv $po --map class=:smartphone"),
        E(
            "csv-nul", "printf 'serial,maker\\nSN10009,\\0\\n' >list2.csv",
            "counterweight declare list2.csv $po --map class=:smartphone"),
        E(
            "csv-unterminated-quote", "printf 'serial,maker\\nSN10009,\"Nokia\\n' >list3.csv",
            "counterweight declare list3.csv $po --map class=:smartphone"),
        E(
            "csv-text-after-quote", "printf 'serial,maker\\nSN10009,\"Nokia\" Oy\\n' >list4.csv",
            "counterweight declare list4.csv $po --map class=:smartphone"),
        E(
            "csv-quote-in-text", "printf 'serial,model\\nSN10009,13\" Air\\n' >list5.csv",
            "counterweight declare list5.csv $po --map class=:smartphone"),
        E(
            "csv-bare-return", "printf 'serial,maker\\rSN10009,Nokia\\r' >list6.csv",
            "counterweight declare list6.csv $po --map class=:smartphone"),
        E(
            "csv-too-few-cells", "printf 'serial,maker,model\\nSN10009,Nok' >list7.csv",
            "counterweight declare list7.csv $po --map class=:smartphone"),
        E(
            "csv-too-many-cells", "printf 'serial,maker\\nSN10009,Nokia, Oy\\n' >list8.csv",
            "counterweight declare list8.csv $po --map class=:smartphone"),
        E(
            "csv-cell-too-long",
            "{ printf 'serial,maker\\nSN10009,'; head -c 70000 /dev/zero | tr '\\0' x; } >list9.csv",
            "counterweight declare list9.csv $po --map class=:smartphone"),
        E(
            "csv-row-too-long",
            "{ printf 'serial,maker\\nSN10009,\"'; head -c 2000000 /dev/zero | tr '\\0' x; } >list10.csv",
            "counterweight declare list10.csv $po --map class=:smartphone"),
        E(
            "csv-too-many-columns", "seq -s, 2000 >list11.csv",
            "counterweight declare list11.csv $po --map class=:smartphone"),
        E(
            "encoding-not-utf16", "printf '\\377\\376s\\0\\0\\334' >list12.csv",
            "counterweight declare list12.csv $po --map class=:smartphone"),
        E(
            "encoding-not-windows1252", "printf 'serial\\nSN\\201\\n' >list13.csv",
            "counterweight declare list13.csv $po --map class=:smartphone --encoding windows-1252"),
        E(
            "encoding-no-byte-order-mark",
            "counterweight declare three.csv $po --map class=:smartphone --encoding utf-16"),
        E(
            "encoding-other-mark", "printf '\\377\\376s\\0n\\0' >list14.csv",
            "counterweight declare list14.csv $po --map class=:smartphone --encoding windows-1252"),
    ]

    private static let columns = [
        E("mapping-malformed", "counterweight declare three.csv $po --map serial"),
        E("mapping-unknown-field", "counterweight declare three.csv $po --map foo=bar"),
        E("mapping-mapped-twice", "counterweight declare three.csv $po --map serial=SN --map serial=S/N"),
        E("mapping-constant-identifier", "counterweight declare three.csv $po --map serial=:SN10001"),
        E("mapping-missing-column", "counterweight declare three.csv $po --map class=:smartphone --map serial=SN"),
        E(
            "mapping-column-twice", "printf 'serial,serial,class\\nSN1,SN2,smartphone\\n' >list15.csv",
            "counterweight declare list15.csv $po"),
        E(
            "mapping-column-unclear", "printf 'Serial No,S/N,class\\nSN1,SN2,smartphone\\n' >list16.csv",
            "counterweight declare list16.csv $po"),
        E("mapping-no-class", "counterweight declare three.csv $po"),
        E(
            "mapping-no-identifier", "printf 'class,maker\\nsmartphone,Nokia\\n' >list17.csv",
            "counterweight declare list17.csv $po"),
        E("mapping-no-heading", "printf '\\n\\n' >list18.csv", "counterweight declare list18.csv $po"),
        E("mapping-unknown-profile", "counterweight declare three.csv $po --profile sap"),
    ]

    private static let workbooks = [
        E(
            "workbook-old-or-encrypted", "printf '\\320\\317\\021\\340\\241\\261' >old.xls",
            "counterweight declare old.xls $po"),
        E("workbook-other-kind", "printf '%%PDF-1.7\\n' >list.pdf", "counterweight declare list.pdf $po"),
        E(
            "workbook-other-kind", "printf '<html><table><tr><td>serial' >list.xls",
            "counterweight declare list.xls $po"),
        E("workbook-other-kind", "counterweight declare /bin/ls $po"),
        E("workbook-other-kind", "counterweight declare refused/list.ods $po"),
        E("workbook-other-kind", "counterweight declare refused/list.xlsb $po"),
        E("workbook-no-workbook", "counterweight declare refused/no-workbook.xlsx $po"),
        E(
            "workbook-damaged", "head -c 400 refused/two-worksheets.xlsx >cut.xlsx",
            "counterweight declare cut.xlsx $po"),
        E("workbook-document-type", "counterweight declare refused/document-type.xlsx $po"),
        E("workbook-unlike-a-sheet", "counterweight declare refused/deep.xlsx $po"),
        E("workbook-ranges-overlap", "counterweight declare refused/overlap.xlsx $po"),
        E("workbook-out-of-order", "counterweight declare refused/out-of-order.xlsx $po"),
        E("workbook-too-many-columns", "counterweight declare refused/wide.xlsx $po"),
        E("workbook-empty-workbook", "counterweight declare refused/empty.xlsx $po"),
        E("workbook-worksheet-unclear", "counterweight declare refused/two-worksheets.xlsx $po"),
        E(
            "workbook-unknown-worksheet",
            "counterweight declare refused/two-worksheets.xlsx $po --worksheet Geräte"),
        E("workbook-not-a-workbook", "counterweight declare three.csv $po --worksheet Devices"),
        E(
            "workbook-too-large", "{ printf 'PK\\003\\004'; head -c 130M /dev/zero; } >large.xlsx",
            "counterweight declare large.xlsx $po"),
    ]

    private static let declarations = [
        E("unknown-programme", "counterweight declare three.csv $po --programme none --map class=:smartphone"),
        E(
            "no-programme-in-force",
            "counterweight declare three.csv $po --day 2019-06-15 --map class=:smartphone"),
        E("not-a-customer", "counterweight declare three.csv $po --customer verity --map class=:smartphone"),
        E(
            "not-your-customer",
            "counterweight declare three.csv $po --map class=:smartphone --actor zoe@example-distribution"),
        E(
            "later-life",
            "counterweight declare three.csv $po --life 2 --map class=:smartphone --actor jo@example-telecom"),
        E("life-out-of-range", "counterweight declare three.csv $po --life 256 --map class=:smartphone"),
        E(
            "bad-declaration-text",
            "counterweight declare three.csv $po --beneficiary \"$(printf 'x%.0s' {1..60000})\" --map class=:smartphone"
        ),
        E(
            "bad-declaration-text",
            "counterweight declare three.csv $po --document $'PO-\\u202e9' --map class=:smartphone"),
        E(
            "too-many-combinations",
            "{ echo serial,class,beneficiary; seq 10001 | sed 's/.*/SN2&,smartphone,B&/'; } >many.csv",
            "counterweight declare many.csv $po"),
        E("nothing-included", "counterweight declare phones/PO-4711.csv $po --map class=:smartphone"),
        E(
            "owed-too-much",
            "sed 's/\"notebooks-by-weight\"/\"heavy\"/; s/\\[1, 1\\]/[100, 1]/' rules/notebooks-by-weight.json >heavy.json",
            "counterweight programme publish --file heavy.json >published.txt",
            "printf 'class,mass_g,quantity,line\\nnotebook,9000000,1000000,1\\nnotebook,9000000,1000000,2\\n' >heavy.csv",
            "counterweight declare heavy.csv $po --programme heavy"),
        E("unknown-declaration", "counterweight explain declaration D9999"),
        E("no-such-row", "counterweight declare withdraw D37 --row 900"),
        E(
            "later-life-stands", "counterweight declare three.csv $po --life 2 --map class=:smartphone >later.txt",
            "counterweight declare withdraw D37"),
        E(
            "row-already-withdrawn",
            "counterweight declare withdraw $(grep -o 'D[0-9]*' later.txt | head -n 1) >withdrawn.txt",
            "counterweight declare withdraw D37 --row 2 >withdrawn.txt",
            "counterweight declare withdraw D37 --row 2"),
        E("not-your-declaration", "counterweight declare withdraw D37 --actor zoe@example-distribution"),
        E(
            "already-withdrawn", "counterweight declare withdraw D37 >withdrawn.txt",
            "counterweight declare withdraw D37"),
        E("retired-cannot-be-withdrawn", "counterweight declare withdraw D33 --row 2"),
        E("unknown-draft", "counterweight draft judge 9"),
        E(
            "draft-state", "counterweight draft add phones/PO-4713.csv $po --map class=:smartphone >drafted.txt",
            "counterweight draft return 1"),
        E(
            "second-member-asked",
            "counterweight draft second-member example-telecom --actor jo@example-telecom >asked.txt",
            "counterweight declare phones/PO-4713.csv $po --map class=:smartphone"),
    ]

    private static let reviews = [
        E("unknown-review", "counterweight review clear 9"),
        E(
            "review-decided", "head -n 3 phones/PO-4711.csv >theirs.csv",
            "counterweight declare theirs.csv $po --customer example-distribution --map class=:smartphone >theirs.txt",
            "counterweight review reject 2 >rejected.txt", "counterweight review clear 2"),
        E("review-clashes", "counterweight review clear 1"),
        E("review-excluded", "counterweight review clear 1 --imei 3591117"),
    ]

    private static let money = [
        E(
            "price-of-other-unit",
            "counterweight programme price one-for-one --price 'EUR 12.00 / kg' --from 2026-01-01"),
        E("no-price", "counterweight declare invoice D33 --invoice INV-1"),
        E(
            "amount-too-large", "printf 'class,mass_g,quantity,line\\nnotebook,9000000,1000000,1\\n' >large.csv",
            "counterweight declare large.csv $po --customer example-distribution --programme notebooks-by-weight >large.txt",
            "large=$(grep -om 1 'D[0-9]*' large.txt)",
            "counterweight programme price notebooks-by-weight --price 'EUR 10000 / kg' --from 2026-01-01 >priced.txt",
            "counterweight declare invoice $large --invoice INV-1"),
        E(
            "already-invoiced",
            "counterweight programme price one-for-one --price 'EUR 4.90 / piece' --from 2026-01-01 >priced.txt",
            "counterweight declare invoice D33 --invoice INV-1 >invoiced.txt",
            "counterweight declare invoice D33 --invoice INV-1"),
        E("invoice-of-other", "counterweight declare invoice $large --invoice INV-1 --amount 'EUR 12.00'"),
        E("other-currency", "counterweight declare invoice D36 --invoice INV-1 --amount 'USD 400.00'"),
        E("not-invoiced", "counterweight declare paid D36 --invoice INV-1"),
        E("other-invoice", "counterweight declare paid D33 --invoice INV-2"),
        E(
            "already-paid", "counterweight declare paid D33 --invoice INV-1 >paid.txt",
            "counterweight declare paid D33 --invoice INV-1"),
    ]

    private static let certificates = [
        E("unknown-certificate", "counterweight explain certificate $(printf '0%.0s' {1..32})"),
        E("nothing-promised", "counterweight match cancel D37 GH-2026-014"),
        E("nothing-to-certify", "counterweight certificate issue D37 --out none.json"),
        E("cut-nothing-given", "counterweight certificate issue --out none.json"),
        E("cut-days-reversed", "counterweight certificate issue --from 2026-06-30 --to 2026-01-01 --out none.json"),
        E(
            "no-declaration-in-cut",
            "counterweight certificate issue --document PO-4771 --customer example-telecom --out none.json"),
        E("character", "counterweight explain device SN-é1"),
    ]

    /// A row’s refusal is that row’s own: each list ends with the row that is shown.
    private static let openings = [
        E(
            "opening-cut-off-to-come",
            "counterweight opening lots refused/old-lots.csv --system ledger --until 2199-01-01"),
        E(
            "opening-cut-off-differs", "counterweight opening lots refused/old-lots.csv $ledger >taken.txt",
            "counterweight opening lots refused/old-lots.csv --system ledger --until 2026-05-31"),
        E(
            "opening-after-cut-off",
            "counterweight opening lots refused/old-lots.csv --system ledger-2025 --until 2025-12-31"),
        E(
            "opening-changed",
            "sed 's/2400$/2399/' refused/old-lots.csv >old1.csv",
            "counterweight opening lots old1.csv $ledger"),
        E(
            "opening-bad-legacy-id",
            "sed 's/L-1//' refused/old-lots.csv >old2.csv",
            "counterweight opening lots old2.csv $ledger"),
        E(
            "opening-not-a-provider",
            "sed 's/L-1,recell/L-2,example-telecom/' refused/old-lots.csv >old3.csv",
            "counterweight opening lots old3.csv $ledger"),
        E(
            "opening-rows-differ",
            "sed '3s/DEC-1,/&example-distribution/' refused/old-declarations.csv >old4.csv",
            "counterweight opening declarations old4.csv $ledger"),
        E(
            "opening-row-refused",
            "sed '3s/smartphone/tablet/' refused/old-declarations.csv >old5.csv",
            "counterweight opening declarations old5.csv $ledger"),
        E(
            "opening-row-duplicate",
            "counterweight opening declarations refused/old-declarations.csv $ledger >taken.txt",
            "sed 's/DEC-1/DEC-2/' refused/old-declarations.csv >old6.csv",
            "counterweight opening declarations old6.csv $ledger"),
        E(
            "opening-row-under-review",
            "sed 's/DEC-1/DEC-2/; s/example-telecom/example-distribution/' refused/old-declarations.csv >old7.csv",
            "counterweight opening declarations old7.csv $ledger"),
        E(
            "opening-other-row",
            "sed 's/DEC-1/DEC-2/; s/OLD/NEW/; 2s/smartphone/tablet/' refused/old-declarations.csv >old8.csv",
            "counterweight opening declarations old8.csv $ledger"),
        E(
            "opening-owed-differs",
            "sed 's/DEC-1/DEC-2/; s/OLD/NEW/; s/,2,smartphone/,3,smartphone/' refused/old-declarations.csv >old9.csv",
            "counterweight opening declarations old9.csv $ledger"),
        E(
            "opening-unknown-lot",
            "sed 's/L-1/L-9/' refused/old-retirements.csv >old10.csv",
            "counterweight opening retirements old10.csv $ledger"),
        E(
            "opening-unknown-declaration",
            "sed 's/DEC-1/DEC-9/' refused/old-retirements.csv >old11.csv",
            "counterweight opening retirements old11.csv $ledger"),
        E(
            "opening-unit-differs",
            "sed 's/pieces/grams/' refused/old-retirements.csv >old12.csv",
            "counterweight opening retirements old12.csv $ledger"),
        E(
            "opening-beneficiary-differs",
            "sed 's/ SA$//' refused/old-retirements.csv >old13.csv",
            "counterweight opening retirements old13.csv $ledger"),
        E(
            "opening-more-than-waits",
            "sed 's/,1,pieces/,3,pieces/' refused/old-retirements.csv >old14.csv",
            "counterweight opening retirements old14.csv $ledger"),
        E(
            "opening-too-many-runs",
            "{ sed 's/DEC-1/DEC-3/; s/,2,smartphone/,,smartphone/; 3d; s/OLD/RUN/' refused/old-declarations.csv; seq -f 'DEC-3,,,,,,,smartphone,RUN-%04g' 2 2002; } >odd.csv",
            "counterweight opening declarations odd.csv $ledger >taken.txt",
            "number=$(counterweight opening list | sed -n 's/ .*DEC-3$//p')",
            "counterweight declare withdraw $number $(seq -f '--row %g' 2 2 2002) >withdrawn.txt",
            "sed 's/DEC-1/DEC-3/; s/,1,pieces/,1001,pieces/' refused/old-retirements.csv >runs.csv",
            "counterweight opening retirements runs.csv $ledger"),
        E("opening-nothing-to-certify", "counterweight opening certify D33 --out none.json"),
    ]

    /// Last, since they certify.
    private static let printing = [
        E("print-not-a-bundle", "counterweight certificate print --bundle three.csv --out page.pdf"),
        E(
            "print-wrong", "counterweight match >served.txt", "counterweight retire >served.txt",
            "counterweight certificate issue --beneficiary 'Example Telecom SA' --out true.json >issued.txt",
            "sed 's/Example Telecom SA/Example Telecom SB/g' true.json >false.json",
            "counterweight certificate print --bundle false.json --out page.pdf"),
        E(
            "device-unknown", "number=$(grep -o '[0-9a-f]\\{32\\}' issued.txt)",
            "counterweight certificate prove-device $number SN-9 --out device.json"),
        E("device-elsewhere", "counterweight certificate prove-device $number OLD-2 --out device.json"),
        E("device-declaration-missing", "counterweight certificate prove-device $number --row 1 --out device.json"),
        E(
            "device-declaration-other",
            "counterweight certificate prove-device $number --declaration D37 --row 1 --out device.json"),
        E(
            "device-no-device",
            "counterweight certificate prove-device $number --declaration D33 --row 1 --position 2 --out device.json"),
        E(
            "device-not-covered",
            "counterweight certificate prove-device $number --declaration D36 --row 80 --out device.json"),
        E(
            "device-withdrawn", "counterweight declare withdraw D36 --row 80 >withdrawn.txt",
            "counterweight certificate prove-device $number --declaration D36 --row 80 --out device.json"),
        E("not-suspended", "counterweight certificate replace $number --out replaced.json"),
        E(
            "nothing-to-replace-with",
            "counterweight lot impugn GH-2026-014 --cause not-shown --actor eve@verity >doubted.txt",
            "counterweight certificate replace $number --out replaced.json"),
        E(
            "typesetting-character-not-set",
            "sed 's/DEC-1/DEC-4/; s/OLD/CN/; s/Example Telecom SA/示例电信/' refused/old-declarations.csv >cn1.csv",
            "counterweight opening declarations cn1.csv $ledger >taken.txt",
            "sed 's/R-1/R-4/; s/DEC-1/DEC-4/; s/Example Telecom SA/示例电信/' refused/old-retirements.csv >cn2.csv",
            "counterweight opening retirements cn2.csv $ledger >taken.txt",
            "number=$(counterweight opening list | sed -n 's/ .*DEC-4$//p')",
            "counterweight opening certify $number --out name.json >issued.txt",
            "counterweight certificate print --bundle name.json --out page.pdf"),
        E(
            "device-several",
            "sed '1s/$/,maker/; s/DEC-1/DEC-5/; s/OLD-.$/TWIN-1/; 2s/$/,Nokia/; 3s/$/,Apple/' refused/old-declarations.csv >twin.csv",
            "counterweight opening declarations twin.csv $ledger >taken.txt",
            "sed 's/R-1/R-5/; s/DEC-1/DEC-5/; s/,1,pieces/,2,pieces/' refused/old-retirements.csv >twins.csv",
            "counterweight opening retirements twins.csv $ledger >taken.txt",
            "number=$(counterweight opening list | sed -n 's/ .*DEC-5$//p')",
            "counterweight opening certify $number --out twins.json >issued.txt",
            "counterweight certificate prove-device $(grep -o '[0-9a-f]\\{32\\}' issued.txt) TWIN-1 --out device.json"),
    ]
}
