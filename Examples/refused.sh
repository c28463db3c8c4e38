# The registry in which the refusals of docs/errors.md are shown: lots in every state, declarations from owed to certified,
# drafts. Everything in it is made up. It is read by bash, in this folder, into a shell: `. ./refused.sh`.
# shellcheck shell=bash

export COUNTERWEIGHT_DATA=registry COUNTERWEIGHT_ACTOR=ama@recell
counterweight init --origin registry.example --party recell --name 'Recell Compensation' --country NL --member ama \
    --role provider >init.txt
mkdir -m 700 verifier
key=$(counterweight party key --out verifier/verity.key | grep -o 'did:key:[A-Za-z0-9]*' | head -n 1)
counterweight party record verity --name 'Verity Assurance' --country NL --role verifier --member eve --verifier-key "$key" \
    --assurance independent-body >init.txt
# shellcheck source=Examples/setup.sh
. ./setup.sh

# declare_phones ORDER FILE…: what each list comes to stands in init.txt.
declare_phones() {
    quiet counterweight declare "$2" --customer example-telecom --programme one-for-one --day 2026-06-15 \
        --beneficiary 'Example Telecom SA' --document "$1" --map class=:smartphone
}

# A verified lot, one sealed and weighed, one sealed and never weighed, one rejected, one impugned.
seal GH-2026-014 GH 2026-03-02..2026-03-28 agbogbloshie-collectors accra tema-recycling --bag GH-B-0881 \
    --price 'GHS 2.60 x 160'
weigh GH-2026-014 collection accra 2026-03-30 9180 160 T-3301
weigh GH-2026-014 receipt accra 2026-04-02 9150 160 T-3322
weigh GH-2026-014 treatment accra 2026-04-20 9120 160 T-3390
quiet counterweight lot verify GH-2026-014 --key verifier/verity.key --actor eve@verity
seal CM-2026-003 CM 2026-03-09..2026-04-11 douala-collecte antwerp scheldt-smelting --bag CM-B-0119 \
    --price 'XAF 350 x 110' --evidence shipment=evidence/consent-CM-BE.txt
weigh CM-2026-003 collection accra 2026-04-13 6380 110 T-0088
weigh CM-2026-003 receipt antwerp 2026-05-19 6360 110 A-71120
weigh CM-2026-003 treatment antwerp 2026-05-27 6350 110 A-71544
seal NG-2026-007 NG 2026-04-01..2026-04-18 agbogbloshie-collectors accra tema-recycling --bag NG-B-0301
# Scrap of which nothing else is known: no photo, so that each stands alone.
bare() {
    quiet counterweight lot seal "$1" --class unu-0306 --country GH --collected 2026-05-04..2026-06-26 \
        --standard scrap-phones --collector agbogbloshie-collectors --bag "$1-bag"
}
bare GH-REJECTED
quiet counterweight lot reject GH-REJECTED --cause not-shown --actor eve@verity
bare GH-TINY
weigh GH-TINY collection accra 2026-06-29 1 1 T-3512

# A party that collected a lot and would judge it.
key=$(counterweight party key --out verifier/both.key | grep -o 'did:key:[A-Za-z0-9]*' | head -n 1)
quiet counterweight party record both --name 'Both' --country BE --role verifier --role collector --member bo \
    --verifier-key "$key" --assurance second-person
quiet counterweight lot seal BE-2026-001 --class unu-0306 --country BE --collected 2026-05-04..2026-06-26 \
    --standard scrap-phones --collector both --bag BE-B-0001

# D-numbers are the journal's: a certified declaration, one that waits, one withdrawn.
declare_phones PO-4711 phones/PO-4711.csv
quiet counterweight match
quiet counterweight retire
declare_phones PO-4712 phones/PO-4712.csv
printf 'serial,maker\nSN10001,Nokia\nSN10002,Nokia\nSN10003,Nokia\n' >three.csv
declare_phones PO-4714 three.csv

# A programme that asks much, and a class whose mass was found long ago.
quiet counterweight class add relic --unu-key 0306 --english Relic --french Relique
quiet counterweight class mass relic --grams 300 --from 2000-01-01 --source 'An old table'
quiet counterweight programme publish --file refused/strict.json

# What most commands below would repeat: a list's papers, a weighing's place, a lot's, an earlier system.
export po='--customer example-telecom --programme one-for-one --day 2026-06-15 --beneficiary Example --document PO-9'
export scale='--stage receipt --facility accra --day 2026-06-30 --battery removed'
export scrap='--class unu-0306 --country GH --collected 2026-05-04..2026-06-26 --standard scrap-phones --collector agbogbloshie-collectors'
export ledger='--system ledger --until 2026-06-30'
